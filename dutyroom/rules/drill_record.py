"""The record of a drill that was played in: as it is written to a file, read again, and said in words for a plan's record.

A file is JSON with the name of its form and its version; what does not fit is refused, as a file comes from outside.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from dutyroom.rules.drill import WHAT_WORDS, Mark, What, score
from dutyroom.rules.incident import FIGURE_WORDS
from dutyroom.rules.plan_events import DrillForm, EventFacts
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.wording import Wording, mark

FORM: Final = "dutyroom-drill-record"
VERSION: Final = 1
MOST_BYTES: Final = 2_000_000
"""A record of hundreds of obligations has some hundred kilobytes; whatever is larger is something else."""
_TEXT_MOST: Final = 2000
_LISTED_MOST: Final = 500
_BETWEEN: Final = " · "

SENTENCES: Final[dict[str, str]] = {
    "drill.record.form": mark("{path} is no record of a drill."),
    "drill.record.newer": mark("{path} was written by a newer program."),
    "drill.record.large": mark("{path} is too large for the record of a drill."),
    "drill.record.not_begun": mark("The drill in {path} has not begun: it has no record."),
    "drill.record.not_drill": mark("{path} holds no drill."),
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    """What was played in: when, who said it, what."""

    at: datetime
    source: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DrillRecord:
    """How a drill went. ``origin`` is the number of the incident that was replayed; ``people`` are those who wrote."""

    title: str
    origin: str
    speed: int
    started_at: datetime
    ended_at: datetime | None
    people: tuple[str, ...]
    played: tuple[Played, ...]
    marks: tuple[Mark, ...]


def plain_record(record: DrillRecord) -> dict[str, Any]:
    """The record as JSON knows it; times are ISO 8601 with their zone."""
    return {
        "form": FORM,
        "version": VERSION,
        "title": record.title,
        "origin": record.origin,
        "speed": record.speed,
        "started_at": record.started_at.isoformat(),
        "ended_at": record.ended_at.isoformat() if record.ended_at else None,
        "people": list(record.people),
        "score": list(score(record.marks)),
        "played": [{"at": each.at.isoformat(), "source": each.source, "text": each.text} for each in record.played],
        "marks": [
            {
                "what": each.what.value,
                "about": each.about,
                "due_at": each.due_at.isoformat() if each.due_at else None,
                "done_at": each.done_at.isoformat() if each.done_at else None,
                "kept": each.kept,
            }
            for each in record.marks
        ],
    }


def record_from_plain(raw: object, path: str) -> DrillRecord:
    """The record that a file holds; raises ``Refusal`` where it is none, or of a newer form."""
    if not isinstance(raw, dict) or raw.get("form") != FORM:
        raise Refusal("drill.record.form", field="source", path=path)
    if raw.get("version") != VERSION:
        raise Refusal("drill.record.newer", field="source", path=path)
    try:
        return DrillRecord(
            title=_text(raw["title"]),
            origin=_text(raw["origin"]),
            speed=int(raw["speed"]),
            started_at=_time(raw["started_at"]),
            ended_at=_time(raw["ended_at"]) if raw["ended_at"] is not None else None,
            people=tuple(_text(each) for each in _listed(raw["people"])),
            played=tuple(
                Played(at=_time(each["at"]), source=_text(each["source"]), text=_text(each["text"]))
                for each in _listed(raw["played"])
            ),
            marks=tuple(_mark(each) for each in _listed(raw["marks"])),
        )
    except (KeyError, TypeError, ValueError, OverflowError) as error:
        raise Refusal("drill.record.form", field="source", path=path) from error


def mark_said(found: Mark, wording: Wording) -> str:
    """What was asked, and of what."""
    about = found.about
    if found.what is What.FIGURES:
        about = wording.say(FIGURE_WORDS.get(about, about))
    elif found.what is What.CLOCK:
        duty, *to = about.split(_BETWEEN)
        about = _BETWEEN.join((wording.say(duty), *to))
    asked = wording.say(WHAT_WORDS[found.what])
    return f"{asked}{_BETWEEN}{about}" if about else asked


def record_text(record: DrillRecord, wording: Wording, zone: ZoneInfo) -> str:
    """The whole record in words: times, who took part, what was played in, each obligation with its limit."""
    kept, asked = score(record.marks)
    lines = [
        wording.say(mark("Drill mode: {title} (script of {origin})"), title=record.title, origin=record.origin),
        _times(record, wording, zone),
        wording.say(mark("Took part: {people}"), people=record.people),
        wording.say(mark("{kept} of {asked} obligations were kept."), kept=kept, asked=asked),
    ]
    lines += [
        _BETWEEN.join(part for part in (_clock(each.at, zone), each.source, _line(each.text)) if part)
        for each in record.played
    ]
    return "\n".join([*lines, *(_said_of(each, wording, zone) for each in record.marks)])


def exercise_of(record: DrillRecord, wording: Wording, zone: ZoneInfo) -> tuple[EventFacts, tuple[str, ...]]:
    """What the record fills in of a plan's drill, and what was late or wrong as the findings that it proposes."""
    kept, asked = score(record.marks)
    words = mark("Replay of {origin} {title} in the drill mode, {count} messages, {speed} times as fast")
    scenario = wording.say(
        words, origin=record.origin, title=record.title, count=len(record.played), speed=record.speed
    )
    facts = EventFacts(
        held_on=record.started_at.astimezone(zone).date(),
        form=DrillForm.TABLETOP.value,
        title=record.title,
        participants="\n".join(record.people),
        scenario="\n".join([scenario, *(_line(each.text) for each in record.played)]),
        record=record_text(record, wording, zone),
        result=wording.say(mark("{kept} of {asked} obligations were kept."), kept=kept, asked=asked),
    )
    return facts, tuple(_said_of(each, wording, zone) for each in record.marks if not each.kept)


def _times(record: DrillRecord, wording: Wording, zone: ZoneInfo) -> str:
    start = f"{record.started_at.astimezone(zone):%Y-%m-%d %H:%M}"
    if record.ended_at is None:
        return wording.say(mark("Begun {start}, not ended"), start=start)
    return wording.say(mark("Begun {start}, ended {end}"), start=start, end=_clock(record.ended_at, zone))


def _said_of(found: Mark, wording: Wording, zone: ZoneInfo) -> str:
    parts = [mark_said(found, wording)]
    if found.due_at is not None:
        parts.append(wording.say(mark("limit {time}"), time=_clock(found.due_at, zone)))
    if found.done_at is not None:
        parts.append(wording.say(mark("done {time}"), time=_clock(found.done_at, zone)))
    elif not found.kept:
        parts.append(wording.say(mark("not done")))
    parts.append(wording.say(mark("√ kept") if found.kept else mark("× not kept")))
    return _BETWEEN.join(parts)


def _clock(at: datetime, zone: ZoneInfo) -> str:
    return f"{at.astimezone(zone):%H:%M:%S}"


def _line(text: str) -> str:
    return " ".join(text.split())


def _mark(raw: Mapping[str, Any]) -> Mark:
    kept = raw["kept"]
    if not isinstance(kept, bool):
        raise TypeError(kept)
    return Mark(
        what=What(raw["what"]),
        about=_text(raw["about"]),
        due_at=_time(raw["due_at"]) if raw["due_at"] is not None else None,
        done_at=_time(raw["done_at"]) if raw["done_at"] is not None else None,
        kept=kept,
    )


def _text(raw: object) -> str:
    if not isinstance(raw, str):
        raise TypeError(raw)
    return raw[:_TEXT_MOST]


def _time(raw: object) -> datetime:
    if not isinstance(raw, str):
        raise TypeError(raw)
    at = datetime.fromisoformat(raw)
    if at.tzinfo is None:
        raise ValueError(raw)
    return at


def _listed(raw: object) -> list[Any]:
    if not isinstance(raw, list):
        raise TypeError(raw)
    return raw[:_LISTED_MOST]
