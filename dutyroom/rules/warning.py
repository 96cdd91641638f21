"""Warnings (预警): what one must state, its colour going up and down, its start and end; exercises stay exercises.

Source: 《突发事件应对法》(2024) arts. 63-64 for colours and what is stated, art. 70 for changing and lifting.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from enum import StrEnum
from typing import Final

from dutyroom.rules.matter import OPEN, TITLE_MOST, State
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.rule_book import RuleBook
from dutyroom.rules.wording import Worded, mark

SENTENCES: Final[dict[str, str]] = {
    "warning.event.empty": mark("Enter what is warned of, for example 暴雨."),
    "warning.missing": mark("The law (art. 64) asks for: {what}. Fill it in, or say why the warning does not say it."),
    "warning.issued.future": mark("{time} lies in the future. Enter when the warning was issued."),
    "warning.end.before_start": mark("The end {end} lies before the start {start}."),
    "warning.lift.before": mark("{time} lies before the warning was issued ({issued})."),
    "warning.change.nothing": mark("Nothing is changed yet: colour, times, areas or what to do."),
    "warning.status.fixed": mark("{number} is {status} for ever; an exercise never becomes a real warning, nor the reverse."),
    "warning.unknown": mark("There is no warning {id}."),
    "warning.link.mixed": mark("{number} is {status} and {other} is not: they are never linked."),
}  # fmt: skip
SLACK: Final = timedelta(minutes=1)
_AREAS_SAID: Final = 5


class Colour(StrEnum):
    """The four colours, the first level first."""

    RED = "red"
    ORANGE = "orange"
    YELLOW = "yellow"
    BLUE = "blue"


WARNING_COLOURS: Final[dict[str, str]] = {
    Colour.RED: mark("Red"),
    Colour.ORANGE: mark("Orange"),
    Colour.YELLOW: mark("Yellow"),
    Colour.BLUE: mark("Blue"),
}
COLOURS_ZH: Final[dict[str, str]] = {
    Colour.RED: "红色",
    Colour.ORANGE: "橙色",
    Colour.YELLOW: "黄色",
    Colour.BLUE: "蓝色",
}
"""As the title and the log name them, which are the office's own and Chinese."""
_RANK: Final = {colour.value: len(Colour) - place for place, colour in enumerate(Colour)}


class Status(StrEnum):
    """Whether a warning is real (CAP 1.2, status). Everything but *actual* is kept apart from what is real."""

    ACTUAL = "actual"
    EXERCISE = "exercise"
    SYSTEM = "system"
    TEST = "test"
    DRAFT = "draft"


STATUS_WORDS: Final[dict[str, str]] = {
    Status.ACTUAL: mark("real"),
    Status.EXERCISE: mark("an exercise"),
    Status.SYSTEM: mark("a message between systems"),
    Status.TEST: mark("a technical test"),
    Status.DRAFT: mark("a draft"),
}
STATUS_MARKS: Final[dict[str, str]] = {
    Status.ACTUAL: "",
    Status.EXERCISE: "【演练】",
    Status.SYSTEM: "【系统】",
    Status.TEST: "【测试】",
    Status.DRAFT: "【草稿】",
}
"""Before the title of what is not real, wherever it is named."""


class Message(StrEnum):
    """What a message of the Common Alerting Protocol does (CAP 1.2, msgType)."""

    ALERT = "alert"
    UPDATE = "update"
    CANCEL = "cancel"


class Standing(StrEnum):
    """How a warning stands at an instant."""

    LATER = "later"
    IN_FORCE = "in_force"
    ENDED = "ended"
    LIFTED = "lifted"
    VOID = "void"


STANDING_WORDS: Final[dict[str, str]] = {
    Standing.LATER: mark("Begins later"),
    Standing.IN_FORCE: mark("In force"),
    Standing.ENDED: mark("Past its end"),
    Standing.LIFTED: mark("Lifted"),
    Standing.VOID: mark("Void"),
}
MUST_WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "类别": ("event", mark("what is warned of")),
    "级别": ("colour", mark("the colour")),
    "起始时间": ("onset_at", mark("from when")),
    "可能影响范围": ("areas", mark("the areas")),
    "警示事项": ("watch", mark("what to watch")),
    "应采取措施": ("action", mark("what to do")),
    "发布单位": ("source", mark("who issued it")),
    "发布时间": ("issued_at", mark("when it was issued")),
}
"""What a warning must state by the rule's own words: the field that holds it, and how it is asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WarningFacts:
    """What a warning says. ``title`` empty is made of event and colour; ``areas`` hold one a line."""

    event: str
    colour: str = ""
    source: str = ""
    issued_at: datetime | None = None
    effective_at: datetime | None = None
    onset_at: datetime | None = None
    expires_at: datetime | None = None
    areas: str = ""
    watch: str = ""
    action: str = ""
    web: str = ""
    contact: str = ""
    title: str = ""
    category: str = ""
    urgency: str = ""
    severity: str = ""
    certainty: str = ""
    status: Status = Status.ACTUAL

    @property
    def starts_at(self) -> datetime | None:
        """From when it holds, where it says so."""
        return self.onset_at or self.effective_at


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterWarning:
    """A warning came in; ``reason`` says why something that the law asks for is not in it."""

    facts: WarningFacts
    reason: str = ""
    received_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeWarning:
    """Warning ``id`` says something else now; with ``is_correction`` it always did, and was written down wrongly.

    ``version`` is the one that was shown; ``text`` is what was said, of a correction the reason for it.
    """

    id: int
    version: int
    facts: WarningFacts
    text: str = ""
    reason: str = ""
    is_correction: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LiftWarning:
    """The warning is over; ``lifted_at`` None means now."""

    id: int
    text: str = ""
    lifted_at: datetime | None = None


def made_title(facts: WarningFacts) -> str:
    """The title: the warning's own where it has one, else event and colour; what is not real says so first."""
    said = " ".join(facts.title.split())
    if not said:
        event = " ".join(facts.event.split()).removesuffix("预警")
        said = f"{event}{COLOURS_ZH.get(facts.colour, '')}预警"
    told = STATUS_MARKS[facts.status]
    return said if said.startswith(told) else f"{told}{said}"


def missing(facts: WarningFacts, must_state: Sequence[str]) -> tuple[str, ...]:
    """What the law asks for and the warning does not say, in the rule's words; words that no field answers are left."""
    return tuple(word for word in must_state if word in MUST_WORDS and not _says(facts, MUST_WORDS[word][0]))


def _says(facts: WarningFacts, field: str) -> bool:
    value = facts.starts_at if field == "onset_at" else getattr(facts, field)
    return bool(value.strip()) if isinstance(value, str) else value is not None


def missing_said(words: Sequence[str]) -> tuple[Worded, ...]:
    """The same as facts of a sentence."""
    return tuple(Worded(MUST_WORDS[word][1]) for word in words)


def check_warning(facts: WarningFacts, must_state: Sequence[str], reason: str, *, now: datetime) -> None:
    """Refuse a warning of nothing, one from the future, an end before its start, and what is missing without a reason."""
    if not facts.event.strip():
        raise Refusal("warning.event.empty", field="event")
    if len(made_title(facts)) > TITLE_MOST:
        raise Refusal("matter.title.long", field="title", length=len(made_title(facts)), most=TITLE_MOST)
    if facts.issued_at is not None and facts.issued_at > now + SLACK:
        raise Refusal("warning.issued.future", field="issued_at", time=facts.issued_at)
    start = facts.starts_at or facts.issued_at
    if facts.expires_at is not None and start is not None and facts.expires_at <= start:
        raise Refusal("warning.end.before_start", field="expires_at", end=facts.expires_at, start=start)
    left = missing(facts, must_state)
    if left and not reason.strip():
        raise Refusal("warning.missing", field="reason", what=missing_said(left))


def check_lift(lifted_at: datetime | None, issued_at: datetime, *, now: datetime) -> None:
    """Refuse to lift in the future, and before it was issued."""
    if lifted_at is None:
        return
    if lifted_at > now + SLACK:
        raise Refusal("matter.step.future", field="lifted_at", time=lifted_at)
    if lifted_at < issued_at - SLACK:
        raise Refusal("warning.lift.before", field="lifted_at", time=lifted_at, issued=issued_at)


def is_real(status: str) -> bool:
    """Whether it warns of something; exercises, tests and drafts do not."""
    return status == Status.ACTUAL


def standing(state: str, starts_at: datetime | None, expires_at: datetime | None, now: datetime) -> Standing:
    """How a warning stands: it holds until somebody lifts it, also past its end, which then asks to be lifted."""
    if state == State.VOID:
        return Standing.VOID
    if state not in OPEN:
        return Standing.LIFTED
    if expires_at is not None and expires_at <= now:
        return Standing.ENDED
    return Standing.LATER if starts_at is not None and starts_at > now else Standing.IN_FORCE


def turn_line(former: str, new: str) -> str:
    """The line of the log for a change of colour; empty where it stays."""
    if former == new:
        return ""
    was, now = COLOURS_ZH.get(former, "未定级"), COLOURS_ZH.get(new, "未定级")
    if not (former and new):
        return f"预警级别由{was}改为{now}"
    return f"由{was}{'升' if _RANK[new] > _RANK[former] else '降'}为{now}"


def rank(colour: str) -> int:
    """How strong a colour is: red 4 … blue 1, none 0."""
    return _RANK.get(colour, 0)


def level_of(colour: str, book: RuleBook, on: date) -> str:
    """The level that a colour stands for, by the rules in force: red is 一级; empty where it is none."""
    colours, levels = book.words("warning.colours", on), book.words("warning.levels", on)
    of_colours = dict(zip(colours, levels, strict=False))
    return of_colours.get(COLOURS_ZH.get(colour, "")[:1], "")


def rain_signal(colour: str, book: RuleBook, on: date) -> tuple[int, int] | None:
    """Within how many hours how many millimetres make a rain warning of this colour."""
    if colour not in _RANK:
        return None
    return book.number(f"warning.rain.{colour}.hours", on), book.number(f"warning.rain.{colour}.mm", on)


def area_lines(text: str) -> str:
    """Areas as they are typed, one a line: separated by 、, semicolons or lines."""
    return "\n".join(part.strip() for part in re.split(r"[、；;\n]", text) if part.strip())


def force_line(title: str, areas: str, starts_at: datetime | None, expires_at: datetime | None, zone: tzinfo) -> str:
    """A warning on one line as the handover report holds it, which is the office's own and Chinese."""
    names = areas.splitlines()
    where = "、".join(names[:_AREAS_SAID]) + (f"等{len(names)}处" if len(names) > _AREAS_SAID else "")
    start, end = (f"{at.astimezone(zone):%m月%d日%H:%M}" if at else "" for at in (starts_at, expires_at))
    span = f"{start}至{end}" if start and end else f"至{end}" if end else f"自{start}起" if start else ""
    return "，".join(part for part in (f"{title}（{where}）" if where else title, span) if part)
