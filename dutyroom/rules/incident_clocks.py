"""The clocks of reporting: to whom an event is reported, by what means, by when, and which rule says so.

The rules are rows ``report.START.TO.CLASSES.GRADES.MEANS`` of ``resources/rules/report.toml``, which says what the parts
mean. Times are counted from receipt by this desk unless a row says from the event; a clock that counts from the event
may have run out before the desk knew: it is late all the same, and says so. Every value is that of the day of receipt.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from dutyroom.rules.incident import Scale
from dutyroom.rules.incident_class import SENSITIVE, EventClass
from dutyroom.rules.limits import due, instant_of
from dutyroom.rules.matter import Duty
from dutyroom.rules.matter_clock import ClockStart
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.rule_book import Rule, RuleBook
from dutyroom.rules.wording import mark

BODY_WORDS: Final[dict[str, str]] = {
    "省应急管理厅": mark("the Provincial Emergency Department"),
    "上级政府": mark("the next government"),
    "上一级政府": mark("the government one level up"),
    "国务院": mark("the State Council"),
    "主管部门逐级": mark("the departments, level by level"),
    "县级监管部门": mark("the county's regulators"),
    "国家卫健委": mark("the National Health Commission"),
    "省级网信": mark("the provincial cyberspace office"),
    "保护工作部门": mark("its department"),
    "省": mark("the province"),
    "事故单位": mark("the unit"),
    "关键信息基础设施运营者": mark("the operator of critical infrastructure"),
    "县（市、区）": mark("the county, city or district"),
}
"""The bodies that the rules name, in Chinese as they name them, and what they are in a sentence."""
EVENT: Final = "event"
RECEIPT: Final = "receipt"
_BY: Final = "by_"
_ALL: Final = "all"
_LEVEL: Final = "level"
_MEANS: Final = {"phone": Duty.PHONE_REPORT, "written": Duty.WRITTEN_REPORT, _LEVEL: Duty.WRITTEN_REPORT}
_PARTS: Final = 6
_FINAL_KEY: Final = "report.content.final"
_HERE: Final = "市"
"""What ``report.levels_up`` calls this desk's own level."""
_BELOW: Final = "县（市、区）"


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """An event as far as its clocks need it. ``event_at`` None: not known, and receipt stands in its place."""

    kind: EventClass
    grade: str | None
    received_at: datetime
    event_at: datetime | None = None
    sensitive: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportClock:
    """A duty to report. ``due_at`` None: nothing says by when. ``by`` names the body whose duty it is, empty: ours.

    ``start_event`` is ``event`` or ``receipt``, and ``started_at`` the instant from which it counts.
    """

    duty: Duty
    to: str
    due_at: datetime | None
    rule: Rule
    start_event: str
    started_at: datetime
    by: str = ""

    @property
    def rule_key(self) -> str:
        """Which rule sets it."""
        return self.rule.key

    @property
    def source(self) -> str:
        """Where the rule comes from."""
        return self.rule.source

    @property
    def start(self) -> ClockStart:
        """The clock as a matter keeps it."""
        return ClockStart(
            duty=self.duty,
            due_at=self.due_at,
            rule_key=self.rule_key,
            source=self.source,
            start_event=self.start_event,
        )


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of the limits, taken apart."""

    rule: Rule
    start: str
    to: str
    classes: tuple[str, ...]
    grades: tuple[str, ...]
    means: str

    @classmethod
    def of(cls, rule: Rule) -> _Row | None:
        """The parts of a key; None where the key is no limit."""
        parts = rule.key.split(".")
        if len(parts) != _PARTS or parts[-1] not in _MEANS:
            return None
        return cls(rule, parts[1], parts[2], tuple(parts[3].split("_")), tuple(parts[4].split("_")), parts[5])

    @property
    def by(self) -> str:
        """The other body whose duty it is, empty where it is this desk's."""
        return self.start.removeprefix(_BY) if self.start.startswith(_BY) else ""

    @property
    def minutes(self) -> int:
        """The limit."""
        return self.rule.value if isinstance(self.rule.value, int) else 0

    def closeness(self, happening: Happening) -> tuple[int, int] | None:
        """How closely it names the event, by class and by grade; None where it does not mean it."""
        by_class, by_grade = _class_rank(self.classes, happening.kind), _grade_rank(self.grades, happening)
        return None if by_class is None or by_grade is None else (by_class, by_grade)


def report_clocks(happening: Happening, now: datetime, book: RuleBook, zone: ZoneInfo) -> list[ReportClock]:
    """Every duty of this desk to report the event: first reports by their due time, then what goes on.

    Raises ``Refusal`` for an event after its receipt.
    """
    return [clock for clock in _all(happening, now, book, zone) if not clock.by]


def others_clocks(happening: Happening, now: datetime, book: RuleBook, zone: ZoneInfo) -> list[ReportClock]:
    """The duties of other bodies: the unit, the counties, the province. They are shown beside the clocks, so that the desk
    can ask; they start none here, because this desk can neither meet nor stop them."""
    return [clock for clock in _all(happening, now, book, zone) if clock.by]


def levels_up(grade: str, book: RuleBook, on: date) -> str:
    """How far up an event of a grade is reported; empty where no rule says."""
    rule = book.rule(f"report.levels_up.{grade}", on)
    return rule.value if rule is not None and isinstance(rule.value, str) else ""


def inform_inside(grade: str, book: RuleBook, on: date) -> tuple[str, ...]:
    """Whom to tell inside the city's government; nobody where no rule says."""
    rule = book.rule(f"report.inform_inside.{grade}", on)
    return rule.value if rule is not None and isinstance(rule.value, tuple) else ()


def next_follow_ups(
    happening: Happening, to: str, now: datetime, book: RuleBook, zone: ZoneInfo
) -> Iterator[ReportClock]:
    """The next follow-up of each time of day after ``now``: one before 08:00, one before 17:00."""
    on = _day(happening.received_at, zone)
    for rule in _rules(book, on, "report.follow_up."):
        _, _, classes, grades, _ = rule.key.split(".")
        ranks = _class_rank(classes.split("_"), happening.kind), _grade_rank(grades.split("_"), happening)
        if None not in ranks and isinstance(rule.value, time):
            due_at = _next(rule.value, max(now, happening.received_at), zone)
            yield _clock(Duty.FOLLOW_UP, to, due_at, rule, happening)


def _all(happening: Happening, now: datetime, book: RuleBook, zone: ZoneInfo) -> list[ReportClock]:
    event, received = happening.event_at, happening.received_at
    if event is not None and event > received:
        raise Refusal("incident.event.after", field="event", event=event, received=received)
    first = sorted(_first_reports(happening, book, zone), key=lambda clock: clock.due_at or received)
    ours = [clock for clock in first if not clock.by]
    if not ours:
        return first
    to = "、".join(dict.fromkeys(clock.to for clock in ours))
    later = [*next_follow_ups(happening, to, now, book, zone), *_ends(happening, to, book, zone)]
    return first + sorted(later, key=lambda clock: clock.due_at or datetime.max.replace(tzinfo=UTC))


def _first_reports(happening: Happening, book: RuleBook, zone: ZoneInfo) -> Iterator[ReportClock]:
    """For each body, recipient and means the row that names the event most closely, of equals the shortest."""
    on = _day(happening.received_at, zone)
    best: dict[tuple[str, str, str], tuple[tuple[int, int, int], _Row]] = {}
    for row in filter(None, map(_Row.of, _rules(book, on, "report."))):
        closeness = row.closeness(happening)
        if closeness is not None:
            key, rank = (row.by, row.to, row.means), (*closeness, -row.minutes)
            if key not in best or rank > best[key][0]:
                best[key] = (rank, row)
    # What goes up level by level ends where the grade says. Where that is the city, this desk receives the report
    # and passes none on: the duty is that of the counties below (decree 493 art. 10).
    ends_here = happening.grade is not None and levels_up(happening.grade, book, on) == _HERE
    for _, row in best.values():
        from_event = row.start == EVENT
        start = happening.event_at if from_event and happening.event_at else happening.received_at
        due_at = start.astimezone(UTC) + timedelta(minutes=row.minutes)
        by = _BELOW if ends_here and row.means == _LEVEL and not row.by and Scale.WORK_SAFETY in row.classes else row.by
        yield _clock(_MEANS[row.means], row.to, due_at, row.rule, happening, from_event=from_event, by=by)


def _ends(happening: Happening, to: str, book: RuleBook, zone: ZoneInfo) -> Iterator[ReportClock]:
    """How long changes of the toll are reported, and the final report, for which no rule sets a time."""
    on = _day(happening.received_at, zone)
    tolls = [
        (rank, rule)
        for rule in _rules(book, on, "report.toll.")
        if (rank := _class_rank(rule.key.split(".")[2:3], happening.kind)) is not None
    ]
    if tolls:
        _, rule = max(tolls, key=lambda found: found[0])
        start = happening.event_at or happening.received_at
        limit = book.limit(rule.key, on)
        if limit is not None:
            # Days run on to the same hour (limits.py); only working days would end with the office's hours.
            end = due(limit, start, zone=zone, holidays=book.holidays, day_end=time(23, 59))
            yield _clock(Duty.TOLL, to, end.at, rule, happening, from_event=True)
    final = book.rule(_FINAL_KEY, on)
    if final is not None:
        yield _clock(Duty.FINAL_REPORT, to, None, final, happening)


def _clock(
    duty: Duty,
    to: str,
    due_at: datetime | None,
    rule: Rule,
    happening: Happening,
    *,
    from_event: bool = False,
    by: str = "",
) -> ReportClock:
    event_at = happening.event_at if from_event else None
    return ReportClock(
        duty=duty,
        to=to,
        due_at=due_at,
        rule=rule,
        start_event=EVENT if event_at else RECEIPT,
        started_at=event_at or happening.received_at,
        by=by,
    )


def _class_rank(names: Collection[str], kind: EventClass) -> int | None:
    """How closely names mean an event: 1 its class, 2 its scale, 3 its kind, 0 all events; None: they mean others."""
    if _ALL in names:
        return 0
    ranks = [rank for rank, said in enumerate(kind.names, start=1) if not set(said).isdisjoint(names)]
    return max(ranks, default=None)


def _grade_rank(grades: Collection[str], happening: Happening) -> int | None:
    if _ALL in grades:
        return 0
    return 1 if happening.grade in grades or (happening.sensitive and SENSITIVE in grades) else None


def _next(clock: time, now: datetime, zone: ZoneInfo) -> datetime:
    """The next instant after now at which it is that time."""
    today = _day(now, zone)
    at = instant_of(today, clock, zone)
    return at if at > now else instant_of(today + timedelta(days=1), clock, zone)


def _rules(book: RuleBook, on: date, prefix: str) -> Iterator[Rule]:
    found = (book.rule(key, on) for key in book.versions if key.startswith(prefix))
    return (rule for rule in found if rule is not None)


def _day(at: datetime, zone: ZoneInfo) -> date:
    return at.astimezone(zone).date()
