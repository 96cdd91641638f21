"""What a plan holds beside its text, in words: columns of the four kinds, states, how numbers stand to the directory."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from dutyroom.data.queries.plan_contents import ActionRow, BodyRow, ContactRow, ContentRow, StartRow
from dutyroom.rules.plan_contacts import CHANGED, STANDING_WORDS, Standing, is_stale, standing_of
from dutyroom.rules.plan_contents import STATE_WORDS, ContentKind, ContentState, said_with_role
from dutyroom.rules.wording import mark
from dutyroom.ui.parts.entry_words import translated
from dutyroom.ui.parts.register_model import Column, Tone
from dutyroom.ui.parts.said_time import moment_said

EVERY_LEVEL: Final = mark("every level")
_SIGNS: Final = {ContentState.PROPOSED: "□", ContentState.CHECKED: "√", ContentState.DROPPED: "－"}
_TONES: Final[Mapping[str, Tone]] = {
    ContentState.PROPOSED: "warning",
    ContentState.CHECKED: "done",
    ContentState.DROPPED: "secondary",
}
_PLACES: Final = "①②③④⑤"
EMPTY: Final[Mapping[ContentKind, str]] = {
    ContentKind.ACTION: mark("No action has been taken from this plan yet."),
    ContentKind.CONTACT: mark("No telephone number has been taken from this plan yet."),
    ContentKind.BODY: mark("No body of command has been taken from this plan yet."),
    ContentKind.START: mark("No start condition has been taken from this plan yet."),
}

Rows = ActionRow | ContactRow | BodyRow | StartRow


def level_said(level: str) -> str:
    """A level of response as a card names it."""
    return translated(mark("level {level}")).format(level=level) if level else translated(EVERY_LEVEL)


def state_said(row: ContentRow) -> str:
    """Checked or not, with its sign."""
    return f"{_SIGNS[ContentState(row.state)]} {translated(STATE_WORDS[row.state])}"


def standing_said(row: ContactRow) -> str:
    """How a quoted number stands to the directory."""
    return translated(STANDING_WORDS[standing_of(row)])


def entry_said(row: ContactRow) -> str:
    """What the directory has: the number, and whose it is where that is said otherwise."""
    entry = row.entry
    if entry is None:
        return ""
    whose = " ".join(part for part in (entry.unit, entry.name) if part and part not in (row.unit, row.name))
    return "  ".join(filter(None, (entry.phone, whose)))


def one_line(text: str) -> str:
    """A text of several lines in one."""
    return " ".join(text.split())


def columns_of(
    kind: ContentKind, clock: Callable[[], datetime], zone: Callable[[], ZoneInfo], stale_before: Callable[[], datetime]
) -> tuple[Column, ...]:
    """The columns of a kind; a number not called since ``stale_before`` is marked."""
    own: dict[ContentKind, tuple[Column, ...]] = {
        ContentKind.ACTION: _actions(),
        ContentKind.CONTACT: _contacts(clock, zone, stale_before),
        ContentKind.BODY: _bodies(),
        ContentKind.START: _starts(),
    }
    section = Column(
        key="section",
        title=mark("Section"),
        text=lambda row: row.section,
        width=128,
        drop_order=1,
        tone=lambda _: "secondary",
        tooltip=lambda row: row.section,
    )
    return (_state(clock, zone), *own[kind], section)


def _state(clock: Callable[[], datetime], zone: Callable[[], ZoneInfo]) -> Column:
    def by(row: ContentRow) -> str:
        if row.checked_at is None:
            return state_said(row)
        return f"{state_said(row)}  {row.checked_by}  {moment_said(row.checked_at, clock(), zone())}"

    return Column(
        key="state",
        title=mark("State"),
        text=state_said,
        width=112,
        tone=lambda row: _TONES[row.state],
        tooltip=by,
    )


def _cell(key: str, title: str, width: int, *, drop: int = 0, stretches: bool = False, wide: bool = False) -> Column:
    def text(row: ContentRow) -> str:
        return one_line(str(getattr(row, key)))

    return Column(
        key=key,
        title=title,
        text=text,
        width=width,
        drop_order=drop,
        stretches=stretches,
        struck=lambda row: row.state == ContentState.DROPPED,
        tooltip=(lambda row: str(getattr(row, key))) if wide or stretches else None,
    )


def _actions() -> tuple[Column, ...]:
    def card(row: ActionRow) -> str:
        return _PLACES[row.first - 1] if row.first else ""

    return (
        Column(key="first", title=mark("First"), text=card, width=48, align="center", tone=lambda _: "info"),
        Column(key="level", title=mark("Level"), text=lambda row: level_said(row.level), width=96, drop_order=3),
        _cell("role", mark("Who"), 120, drop=2, wide=True),
        _cell("text", mark("To be done"), 200, stretches=True),
    )


def _contacts(
    clock: Callable[[], datetime], zone: Callable[[], ZoneInfo], stale_before: Callable[[], datetime]
) -> tuple[Column, ...]:
    def standing(row: ContactRow) -> str:
        stale = is_stale(row, stale_before()) and standing_of(row) is Standing.SAME
        return translated(mark("not called for long")) if stale else standing_said(row)

    def tone(row: ContactRow) -> Tone:
        if standing_of(row) in CHANGED:
            return "overdue"
        if standing_of(row) is Standing.UNLINKED or is_stale(row, stale_before()):
            return "warning"
        return "done"

    def called(row: ContactRow) -> str:
        entry = row.entry
        if entry is None:
            return standing_said(row)
        when = moment_said(entry.checked_at, clock(), zone()) if entry.checked_at else translated(mark("never"))
        return f"{standing_said(row)}  {translated(mark('last called: {time}')).format(time=when)}"

    return (
        _cell("unit", mark("Unit"), 136, stretches=True),
        _cell("name", mark("Name"), 80, drop=4),
        _cell("post", mark("Office held"), 80, drop=2),
        _cell("phone", mark("Number in the plan"), 144),
        Column(
            key="entry",
            title=mark("In the directory"),
            text=entry_said,
            width=136,
            drop_order=3,
            tooltip=entry_said,
        ),
        Column(key="standing", title=mark("Directory"), text=standing, width=112, tone=tone, tooltip=called),
    )


def _bodies() -> tuple[Column, ...]:
    return (
        _cell("name", mark("Body"), 152, wide=True),
        _cell("head", mark("Led by"), 152, drop=3, wide=True),
        _cell("members", mark("Members"), 152, drop=2, wide=True),
        _cell("duties", mark("Duties"), 160, stretches=True),
    )


def _starts() -> tuple[Column, ...]:
    return (
        Column(key="level", title=mark("Level"), text=lambda row: level_said(row.level), width=96),
        _cell("conditions", mark("Begins when"), 200, stretches=True),
        _cell("authority", mark("Who may start it"), 200, drop=2, wide=True),
    )


def detail_said(row: Rows) -> str:
    """All that a line says, to be read before it is checked."""
    if isinstance(row, ActionRow):
        return said_with_role(row.role, row.text)
    if isinstance(row, ContactRow):
        own = "  ".join(filter(None, (row.unit, row.name, row.post, row.phone)))
        return "\n".join(filter(None, (own, f"→ {entry_said(row)}" if row.entry else "")))
    if isinstance(row, BodyRow):
        members = f"{translated(mark('Members'))}：{row.members}" if row.members else ""
        duties = f"{translated(mark('Duties'))}：{row.duties}" if row.duties else ""
        return "\n".join(filter(None, (row.name, row.head, members, duties)))
    return "\n".join(filter(None, (row.conditions, row.authority)))
