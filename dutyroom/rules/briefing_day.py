"""The daily duty situation (每日值班情况): counts, important matters, what is open, what is in force, who is where.

Content: domain.md §5.1. A day on which nothing happened gives a paper that says so (无重要情况).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from dutyroom.rules.briefing_matter import (
    ToldMatter,
    clock_said,
    fact_parts,
    handling_parts,
    heading,
    instruction_parts,
)
from dutyroom.rules.briefing_text import Drafted, Source
from dutyroom.rules.entry import KIND_WORDS
from dutyroom.rules.office import ShiftTemplate
from dutyroom.rules.wording import Worded, Wording, mark

NOTHING_IMPORTANT: Final = mark("Nothing important happened.")
NONE: Final = mark("None.")
_HEADS: Final = {
    "overview": mark("Overview"),
    "important": mark("Important matters"),
    "open": mark("Open items"),
    "force": mark("Warnings and responses in force"),
    "whereabouts": mark("Leaders' whereabouts"),
}
REGISTER_WORDS: Final[dict[str, str]] = {
    "notice": mark("Notices"),
    "incident": mark("Incidents"),
    "supervision": mark("Supervision"),
    "warning": mark("Warnings"),
    "hotline": mark("Mayor's telephone"),
}
_TABLE_HEADS: Final = (mark("Kind of matter"), mark("Taken in"), mark("Finished"), mark("Still open"), mark("Overdue"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """One register: what came in and was finished within the time, what is open and overdue at its end."""

    kind: str
    received: int
    finished: int
    open: int
    overdue: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HotlineDay:
    """What the mayor's telephone took within the time."""

    calls: int
    direct: int
    dispatched: int
    transferred: int
    at_once: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldEntry:
    """An important entry of the log that belongs to no matter."""

    seq: int
    at: datetime
    kind: str
    who: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenLine:
    """Something that somebody must still do."""

    id: int
    title: str
    due_at: datetime | None
    is_overdue: bool
    waiting_for: str
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class DaySituation:
    """All that the paper is made from. ``as_of`` is when it was read; ``more_*`` counts what is not named."""

    since: datetime
    until: datetime
    as_of: datetime
    entries: tuple[tuple[str, int], ...] = ()
    registers: tuple[Counted, ...] = ()
    hotline: HotlineDay | None = None
    matters: tuple[ToldMatter, ...] = ()
    told: tuple[ToldEntry, ...] = ()
    more_matters: int = 0
    items: tuple[OpenLine, ...] = ()
    more_items: int = 0
    warnings: tuple[tuple[str, Source], ...] = ()
    responses: tuple[tuple[str, Source], ...] = ()
    whereabouts: tuple[tuple[str, Source], ...] = ()


def duty_day(day: date, templates: tuple[ShiftTemplate, ...], zone: ZoneInfo) -> tuple[datetime, datetime]:
    """From the first changeover of a day to that of the next one."""
    start = min((template.start for template in templates), default=time(0))
    return datetime.combine(day, start, zone), datetime.combine(day + timedelta(days=1), start, zone)


def duty_day_of(at: datetime, templates: tuple[ShiftTemplate, ...], zone: ZoneInfo) -> date:
    """The duty day that an instant belongs to: before the first changeover it is still the day before."""
    local = at.astimezone(zone)
    start = min((template.start for template in templates), default=time(0))
    return local.date() - timedelta(days=local.time() < start)


def day_parts(day: DaySituation, wording: Wording, zone: ZoneInfo) -> tuple[Drafted, ...]:
    """The paper in its order, each part with the records that it was made from."""
    sections = {
        "overview": list(_overview(day, wording, zone)),
        "important": list(_important(day, wording, zone)),
        "open": list(_open(day, wording, zone)),
        "force": list(_in_force(day, wording)),
        "whereabouts": [
            Drafted(key=f"whereabouts:{place}", text=text, sources=(source,))
            for place, (text, source) in enumerate(day.whereabouts, 1)
        ],
    }
    found: list[Drafted] = []
    there = [(name, parts) for name, parts in sections.items() if parts]
    for number, (name, parts) in enumerate(there, 1):
        found.append(Drafted(key=f"head:{name}", level=1, text=heading(1, number, wording.say(_HEADS[name]), wording)))
        found += parts
    return tuple(found)


def _overview(day: DaySituation, wording: Wording, zone: ZoneInfo) -> Iterator[Drafted]:
    since, until = clock_said(day.since, wording, zone), clock_said(min(day.until, day.as_of), wording, zone)
    total = sum(count for _, count in day.entries)
    if total:
        kinds = tuple(
            wording.say("{kind} {n}", kind=Worded(KIND_WORDS.get(kind, kind)), n=count) for kind, count in day.entries
        )
        text = wording.say(
            "From {since} to {until} the duty room wrote {n} entries: {kinds}.",
            since=since,
            until=until,
            n=total,
            kinds=kinds,
        )
    else:
        text = wording.say("From {since} to {until} nothing was written in the log.", since=since, until=until)
    yield Drafted(key="entries", text=text)
    if day.registers:
        heads = tuple(wording.say(head) for head in _TABLE_HEADS)
        rows = tuple(
            (wording.say(REGISTER_WORDS[row.kind]), *map(str, (row.received, row.finished, row.open, row.overdue)))
            for row in day.registers
        )
        when = clock_said(day.as_of, wording, zone)
        intro = wording.say("The registers, with what is open as of {when}:", when=when)
        yield Drafted(key="registers", text=intro, rows=(heads, *rows))
    if day.hotline is not None and day.hotline.calls:
        named = {name: getattr(day.hotline, name) for name in ("calls", "direct", "dispatched", "transferred")}
        text = wording.say(
            "The mayor's telephone took {calls} calls: {direct} answered at once, {dispatched} dispatched, "
            "{transferred} transferred; {urgent} urgent.",
            **named,
            urgent=day.hotline.at_once,
        )
        yield Drafted(key="hotline", text=text)


def _important(day: DaySituation, wording: Wording, zone: ZoneInfo) -> Iterator[Drafted]:
    if not (day.matters or day.told):
        yield Drafted(key="nothing", text=wording.say(NOTHING_IMPORTANT))
        return
    number = 0
    for matter in day.matters:
        number += 1
        title = heading(2, number, matter.title, wording)
        yield Drafted(key=f"matter:{matter.id}", level=2, text=title, sources=(Source("matter", matter.id),))
        yield from fact_parts(matter, wording, zone)
        yield from handling_parts(matter, wording, zone)
        yield from instruction_parts(matter, wording, zone)
    for entry in day.told:
        number += 1
        text = wording.say(
            "{when}, {kind}{who}: {text}",
            when=clock_said(entry.at, wording, zone),
            kind=Worded(KIND_WORDS.get(entry.kind, entry.kind)),
            who=wording.say(" ({name})", name=entry.who) if entry.who else "",
            text=" ".join(entry.text.split()),
        )
        key = f"entry:{entry.seq}"
        yield Drafted(key=key, text=heading(2, number, text, wording), sources=(Source("journal", entry.seq),))
    if day.more_matters:
        yield Drafted(key="more-matters", text=wording.say("{n} more are in the registers.", n=day.more_matters))


def _open(day: DaySituation, wording: Wording, zone: ZoneInfo) -> Iterator[Drafted]:
    if not day.items:
        yield Drafted(key="nothing-open", text=wording.say(NONE))
    for number, item in enumerate(day.items, 1):
        more = []
        if item.due_at is not None:
            due = clock_said(item.due_at, wording, zone)
            more.append(wording.say("overdue since {due}" if item.is_overdue else "due {due}", due=due))
        if item.waiting_for:
            more.append(wording.say("waiting for {name}", name=item.waiting_for))
        said = wording.say(" ({what})", what=tuple(more)) if more else ""
        text = f"{number}. {item.title}{said}"
        yield Drafted(key=f"item:{item.id}", text=text, sources=(item.source,))
    if day.more_items:
        yield Drafted(key="more-items", text=wording.say("{n} more are in the registers.", n=day.more_items))


def _in_force(day: DaySituation, wording: Wording) -> Iterator[Drafted]:
    for name, lines in (("warning", day.warnings), ("response", day.responses)):
        for text, source in lines:
            yield Drafted(key=f"{name}:{source.id}", text=text, sources=(source,))
    if not (day.warnings or day.responses):
        yield Drafted(key="nothing-in-force", text=wording.say(NONE))
