"""One matter told in paragraphs, in the language of the paper: what happened, what was done, what leaders said.

What people wrote stays as they wrote it; the words between are the program's own, in either language.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from dutyroom.rules.briefing import BriefingKind
from dutyroom.rules.briefing_text import Drafted, Source
from dutyroom.rules.incident import SUBTYPE_OF, Figure, Surety
from dutyroom.rules.incident_facts import STORY_WORDS, TOLL, Statement, Story
from dutyroom.rules.incident_report import ReportFacts, numeral
from dutyroom.rules.matter import STEP_WORDS, StepKind
from dutyroom.rules.wording import Worded, Wording, mark

TOLD_STEPS: Final = frozenset(
    {
        *(StepKind.ASSIGN, StepKind.SIGN, StepKind.URGE, StepKind.FEEDBACK, StepKind.TRANSFER),
        *(StepKind.CLOSE, StepKind.REPORT, StepKind.NOTE),
    }
)
"""Steps that are told as handling; instructions are told of their own."""
STEPS_MOST: Final = 12
REPORT_MOST: Final = 60
"""A report by telephone repeats the whole story: of a longer one only to whom it went is told."""
_FIGURES: Final[Mapping[str, str]] = {
    Figure.DEATHS: mark("{n} dead"),
    Figure.MISSING: mark("{n} not found"),
    Figure.SERIOUS: mark("{n} badly hurt"),
    Figure.LIGHT: mark("{n} slightly hurt"),
    Figure.AFFECTED: mark("{n} concerned"),
    Figure.EVACUATED: mark("{n} taken to safety"),
    Figure.LOSS: mark("direct loss of about {n} yuan"),
}
_TOLD: Final = (Story.CAUSE, Story.SCOPE, Story.TREND, Story.LEADERS, Story.MEASURES, Story.HELP)
_UNHURT: Final = frozenset({Figure.DEATHS, Figure.SERIOUS, Figure.LIGHT})
_HEADS: Final = {
    "fact": mark("The situation"),
    "handling": mark("What was done"),
    "instruction": mark("Leaders' instructions"),
    "next": mark("What comes next"),
}
NO_HANDLING: Final = mark("Nothing has been noted of its handling yet.")
CLOCK: Final = mark("{month}-{day:02d} {hour}:{minute:02d}")
"""A time of day with its day, as text has it; the Chinese of it is 11月23日8时05分."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """A step of the matter's timeline."""

    at: datetime
    kind: str
    who: str
    text: str
    seq: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldMatter:
    """A matter as its record has it. ``incident`` holds the statements where it is an incident."""

    id: int
    number: str
    title: str
    source: str
    received_at: datetime
    said: str = ""
    """What a notice asks for."""
    steps: tuple[Happened, ...] = ()
    incident: ReportFacts | None = None
    outcome: str = ""
    is_secret: bool = False
    """What it says is not told, only that it came."""
    is_private: bool = False
    """Of the mayor's telephone: its steps are not told."""


def clock_said(at: datetime | None, wording: Wording, zone: ZoneInfo) -> str:
    """A time with its day as a sentence holds it; empty for None."""
    if at is None:
        return ""
    local = at.astimezone(zone)
    return wording.say(CLOCK, month=local.month, day=local.day, hour=local.hour, minute=local.minute)


def heading(level: int, number: int, text: str, wording: Wording) -> str:
    """A heading with its numeral: 一、 and （一） in Chinese, 1. and (1) in English."""
    if wording.language == "en":
        return f"{number}. {text}" if level == 1 else f"({number}) {text}"
    return f"{numeral(number)}、{text}" if level == 1 else f"（{numeral(number)}）{text}"


def matter_parts(told: ToldMatter, kind: BriefingKind, wording: Wording, zone: ZoneInfo) -> tuple[Drafted, ...]:
    """An express bulletin without headings, or duty information under its headings."""
    groups = {
        "fact": fact_parts(told, wording, zone),
        "handling": handling_parts(told, wording, zone) or [_nothing(told, wording)],
        "instruction": instruction_parts(told, wording, zone),
        "next": _next_parts(told, wording),
    }
    if kind is BriefingKind.EXPRESS:
        return tuple(part for parts in groups.values() for part in parts)
    found: list[Drafted] = []
    there = [(name, parts) for name, parts in groups.items() if parts]
    for number, (name, parts) in enumerate(there, 1):
        found.append(Drafted(key=f"head:{name}", level=1, text=heading(1, number, wording.say(_HEADS[name]), wording)))
        found += parts
    return tuple(found)


def fact_parts(told: ToldMatter, wording: Wording, zone: ZoneInfo) -> list[Drafted]:
    """From whom it came, and what it is; of an incident what was said of it, unverified statements marked."""
    own = Source("matter", told.id)
    now = None if told.is_secret else told.incident
    if now is None:
        when = clock_said(told.received_at, wording, zone)
        by = told.source or wording.say("a source not named")
        lead = wording.say(
            "{when}, received from {by}: {title} ({number}).", when=when, by=by, title=told.title, number=told.number
        )
        said = "" if told.is_secret else _sentence(told.said)
        return [Drafted(key=f"matter:{told.id}:fact", text=_joined((lead, said), wording), sources=(own,))]
    facts = now.facts
    course = facts.get(Story.COURSE)
    parts = [
        Drafted(
            key=f"matter:{told.id}:fact",
            text=_opening(now, course, wording, zone),
            sources=(own, *_of(course)),
            unverified=_unsure([course]),
        ),
        _toll(told.id, facts, wording, zone),
    ]
    for name in _TOLD:
        story = facts.get(name)
        if story is not None:
            text = wording.say("{part}: {text}", part=wording.say(STORY_WORDS[name]), text=_sentence(story.value))
            parts.append(
                Drafted(
                    key=f"matter:{told.id}:{name}", text=text, sources=(own, *_of(story)), unverified=_unsure([story])
                )
            )
    return parts


def handling_parts(told: ToldMatter, wording: Wording, zone: ZoneInfo) -> list[Drafted]:
    """What was done so far, the last steps of it, in one paragraph."""
    if told.is_secret or told.is_private:
        return []
    steps = sorted((step for step in told.steps if step.kind in TOLD_STEPS), key=lambda step: (step.at, step.seq))
    steps = steps[-STEPS_MOST:]
    lines = [line for step in steps if (line := _step_line(step, wording, zone))]
    if told.outcome and not any(step.kind == StepKind.CLOSE for step in steps):
        lines.append(wording.say("Outcome: {text}", text=told.outcome.strip().rstrip("。.")))
    if not lines:
        return []
    joined = ("; " if wording.language == "en" else "；").join(line.rstrip("。.；;") for line in lines)
    sources = (Source("matter", told.id), *(Source("journal", step.seq) for step in steps))
    return [Drafted(key=f"matter:{told.id}:handling", text=_sentence(joined, wording), sources=sources)]


def instruction_parts(told: ToldMatter, wording: Wording, zone: ZoneInfo) -> list[Drafted]:
    """Each leader's instruction."""
    if told.is_secret or told.is_private:
        return []
    return [
        Drafted(
            key=f"matter:{told.id}:instruction:{step.seq}",
            text=wording.say(
                "{when}, {leader} instructed: {text}",
                when=clock_said(step.at, wording, zone),
                leader=step.who,
                text=_sentence(step.text, wording),
            ),
            sources=(Source("matter", told.id), Source("journal", step.seq)),
        )
        for step in told.steps
        if step.kind == StepKind.INSTRUCT
    ]


def _next_parts(told: ToldMatter, wording: Wording) -> list[Drafted]:
    said = told.incident.facts.get(Story.NEXT) if told.incident is not None and not told.is_secret else None
    if said is None:
        return []
    text = _sentence(said.value, wording)
    sources = (Source("matter", told.id), *_of(said))
    return [Drafted(key=f"matter:{told.id}:next", text=text, sources=sources, unverified=_unsure([said]))]


def _nothing(told: ToldMatter, wording: Wording) -> Drafted:
    key = f"matter:{told.id}:handling"
    return Drafted(key=key, text=wording.say(NO_HANDLING), sources=(Source("matter", told.id),))


def _opening(now: ReportFacts, course: Statement | None, wording: Wording, zone: ZoneInfo) -> str:
    where = now.place if now.place.startswith(now.area) else now.area + now.place
    name = SUBTYPE_OF.get(now.subtype)
    text = wording.say(
        "{received}, reported by {by}: {when}, {where}: {kind}.",
        received=clock_said(now.received_at, wording, zone),
        by=now.source or wording.say("a source not named"),
        when=clock_said(now.event_at, wording, zone) or wording.say("at a time still to be verified"),
        where=where or wording.say("at a place still to be verified"),
        kind=(name.en if wording.language == "en" else name.zh) if name else wording.say("an event"),
    )
    graded = wording.say("Graded {grade} for now.", grade=now.grade) if now.grade else ""
    return _joined((text, graded, _sentence(course.value, wording) if course is not None else ""), wording)


def _toll(matter_id: int, facts: Mapping[str, Statement], wording: Wording, zone: ZoneInfo) -> Drafted:
    said = [facts[figure] for figure in Figure if figure in facts and facts[figure].number is not None]
    key, own = f"matter:{matter_id}:toll", Source("matter", matter_id)
    if not said:
        return Drafted(key=key, text=wording.say("Casualties are still being verified."), sources=(own,))
    sources = (own, *(source for each in said for source in _of(each)))
    as_of = max((each.as_of for each in said if each.fact in TOLL), default=max(each.as_of for each in said))
    when = clock_said(as_of, wording, zone)
    counted = [each for each in said if each.number]
    words: tuple[object, ...] = tuple(
        wording.say(_FIGURES[each.fact], n=_amount(each.number or 0, wording)) for each in counted
    )
    hurt_nobody = {each.fact for each in said} & _UNHURT and not any(each.fact in TOLL for each in counted)
    if hurt_nobody:
        words = (Worded(mark("nobody hurt")), *words)
    if not words:
        return Drafted(key=key, text=wording.say("Casualties are still being verified."), sources=sources)
    text = wording.say("As of {when}: {figures}.", when=when, figures=words)
    return Drafted(key=key, text=text, sources=sources, unverified=_unsure(said))


def _amount(number: int, wording: Wording) -> str:
    if wording.language == "en":
        return f"{number:,}"
    for unit, size in (("亿", 100_000_000), ("万", 10_000)):
        if number >= size:
            return f"{number / size:.4f}".rstrip("0").rstrip(".") + unit
    return str(number)


def _step_line(step: Happened, wording: Wording, zone: ZoneInfo) -> str:
    when, what = clock_said(step.at, wording, zone), Worded(STEP_WORDS[step.kind])
    text = " ".join(step.text.split())
    if step.kind == StepKind.REPORT and len(text) > REPORT_MOST:
        text = ""
    if step.who and text:
        return wording.say("{when}, {what} ({who}): {text}", when=when, what=what, who=step.who, text=text)
    if step.who:
        return wording.say("{when}, {what} ({who})", when=when, what=what, who=step.who)
    return wording.say("{when}, {what}: {text}", when=when, what=what, text=text) if text else ""


def _sentence(text: str, wording: Wording | None = None) -> str:
    """The text on one line, with a stop at its end."""
    text = " ".join(text.split())
    if not text or text[-1] in "。！？.!?":
        return text
    return text + ("." if wording is not None and wording.language == "en" and text.isascii() else "。")


def _joined(sentences: Iterable[str], wording: Wording) -> str:
    return (" " if wording.language == "en" else "").join(sentence for sentence in sentences if sentence)


def _of(said: Statement | None) -> tuple[Source, ...]:
    return (Source("journal", said.entry_seq),) if said is not None and said.entry_seq else ()


def _unsure(said: Iterable[Statement | None] | Sequence[Statement]) -> bool:
    return any(each is not None and each.surety is Surety.REPORTED for each in said)
