"""The office's own settings: name, time zone, changeover, shift templates."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dutyroom.rules.refusal import Refusal
from dutyroom.rules.wording import mark

SENTENCES: Final[dict[str, str]] = {
    "office.name.empty": mark("Enter the name of the office in both languages."),
    "office.zone.unknown": mark("“{zone}” is no time zone. Choose one from the list, such as Asia/Shanghai."),
    "office.template.empty": mark("Keep at least one shift template."),
    "office.template.name": mark("Give every shift template a name."),
    "office.template.same": mark("Two shift templates begin at {start} on the same days."),
    "office.template.hours": mark("A shift lasts between 1 and 24 hours; {name} lasts {hours}."),
}  # fmt: skip

DEFAULT_NAME_ZH: Final = "郑州市人民政府总值班室"
DEFAULT_NAME_EN: Final = "Duty Room of the Zhengzhou Municipal Government"
DEFAULT_ZONE: Final = "Asia/Shanghai"
EQUIPMENT: Final = (
    mark("Duty telephones"),
    mark("Fax machine"),
    mark("Satellite telephone"),
    mark("Video link"),
    mark("Printer"),
    mark("Encrypted line"),
)


@dataclass(frozen=True, slots=True)
class ShiftTemplate:
    """A kind of shift: when it begins (office's time) and how many hours it lasts."""

    name: str
    start: time
    hours: int

    def plain(self) -> dict[str, Any]:
        """The template as the store keeps it."""
        return {"name": self.name, "start": self.start.strftime("%H:%M"), "hours": self.hours}


WHOLE_DAY: Final = (ShiftTemplate("24小时班", time(8, 30), 24),)
DAY_AND_NIGHT: Final = (ShiftTemplate("白班", time(8, 0), 12), ShiftTemplate("夜班", time(20, 0), 12))


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeSettings:
    """What the office set. ``warn_minutes``: how long before the due time the first alarm comes."""

    name_zh: str = DEFAULT_NAME_ZH
    name_en: str = DEFAULT_NAME_EN
    zone_name: str = DEFAULT_ZONE
    language: str = "zh_CN"
    templates: tuple[ShiftTemplate, ...] = WHOLE_DAY
    equipment: tuple[str, ...] = EQUIPMENT
    warn_minutes: int = 15
    repeat_minutes: int = 5
    lock_minutes: int = 10
    keep_backups: int = 30
    stale_days: int = 180
    """After so many days without a call a number of the directory is flagged."""

    @property
    def zone(self) -> ZoneInfo:
        """The office's time zone; raises ``Refusal`` where the name is none."""
        try:
            return ZoneInfo(self.zone_name)
        except (ZoneInfoNotFoundError, ValueError) as error:
            raise Refusal("office.zone.unknown", field="zone_name", zone=self.zone_name) from error

    def plain(self) -> dict[str, Any]:
        """The settings by key, as JSON knows them."""
        return {
            "name_zh": self.name_zh,
            "name_en": self.name_en,
            "zone_name": self.zone_name,
            "language": self.language,
            "templates": [template.plain() for template in self.templates],
            "equipment": list(self.equipment),
            "warn_minutes": self.warn_minutes,
            "repeat_minutes": self.repeat_minutes,
            "lock_minutes": self.lock_minutes,
            "keep_backups": self.keep_backups,
            "stale_days": self.stale_days,
        }

    @classmethod
    def from_plain(cls, values: dict[str, Any]) -> OfficeSettings:
        """Settings from what the store keeps; keys that are absent take the default."""
        known = {key: values[key] for key in cls().plain() if key in values}
        if "templates" in known:
            known["templates"] = tuple(
                ShiftTemplate(t["name"], time.fromisoformat(t["start"]), int(t["hours"])) for t in known["templates"]
            )
        if "equipment" in known:
            known["equipment"] = tuple(known["equipment"])
        return cls(**known)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeOffice:
    """The administrator sets the office's settings anew."""

    settings: OfficeSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstPerson:
    """Somebody named in the first run; the administrator has a password."""

    name: str
    roles: frozenset[str]
    post: str = ""
    phone: str = ""
    password: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class SetUpOffice:
    """The first run: the office's settings, and everyone it begins with."""

    settings: OfficeSettings
    people: tuple[FirstPerson, ...]


def check_office(settings: OfficeSettings) -> None:
    """Refuse settings with which the desk could not work."""
    if not (settings.name_zh.strip() and settings.name_en.strip()):
        raise Refusal("office.name.empty", field="name_zh")
    _ = settings.zone
    if not settings.templates:
        raise Refusal("office.template.empty", field="templates")
    for template in settings.templates:
        if not template.name.strip():
            raise Refusal("office.template.name", field="templates")
        if not 1 <= template.hours <= 24:
            raise Refusal("office.template.hours", field="templates", name=template.name, hours=template.hours)
    starts = [template.start for template in settings.templates]
    for start in starts:
        if starts.count(start) > 1:
            raise Refusal("office.template.same", field="templates", start=start.strftime("%H:%M"))


def planned_shift(
    templates: tuple[ShiftTemplate, ...], now: datetime, zone: ZoneInfo
) -> tuple[ShiftTemplate, datetime, datetime]:
    """The template whose start is nearest to ``now``, and its planned start and end.

    Nearest and not running: the successor comes ten minutes early, and one who is late still stands for that shift.
    """
    local = now.astimezone(zone)
    candidates = []
    for template in templates:
        for day in (-1, 0, 1):
            start = datetime.combine(local.date() + timedelta(days=day), template.start, zone)
            candidates.append((abs((start - local).total_seconds()), template, start))
    _, template, start = min(candidates, key=lambda candidate: candidate[0])
    return template, start, (start + timedelta(hours=template.hours))
