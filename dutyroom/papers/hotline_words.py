"""What the papers of the mayor's telephone share: words of a case, its caller, its class, figures with their share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from dutyroom.papers.blocks import Block
from dutyroom.papers.grid import PAD_X, Row
from dutyroom.papers.hotline_facts import CallFact, CaseHeading
from dutyroom.papers.slip import NOTE, Slip
from dutyroom.rules.hotline import CHANNEL_WORDS, DEMAND_WORDS, SEX_WORDS
from dutyroom.rules.matter import State
from dutyroom.rules.matter_events import STEP_WORDS, StepKind
from dutyroom.rules.wording import mark

STATES: Final[dict[str, str]] = {
    State.RECEIVED: mark("To be dispatched"),
    State.PROPOSED: mark("To be dispatched"),
    State.INSTRUCTED: mark("To be dispatched"),
    State.ASSIGNED: mark("Dispatched"),
    State.IN_HAND: mark("In hand"),
    State.ANSWERED: mark("Unit has answered"),
    State.CLOSED: mark("Closed"),
    State.FILED: mark("Filed"),
    State.TRANSFERRED: mark("Transferred"),
    State.VOID: mark("Void"),
    State.MERGED: mark("Merged"),
    State.REFUSED: mark("Not accepted"),
}
"""The states of a case as its papers say them: it is dispatched, where a paper that came in is received."""
STEPS: Final[dict[str, str]] = {
    **STEP_WORDS,
    StepKind.RECEIVE: mark("Case taken"),
    StepKind.ASSIGN: mark("Dispatch"),
    StepKind.CLOSE: mark("Close the case"),
}
YES: Final = mark("Yes")
NO: Final = mark("No")
MASKED: Final = mark("Names, numbers and addresses of callers are masked.")
UNMASKED: Final = mark("Holds personal data of callers: for handling this case only, not to be copied or passed on.")
SECRET: Final = mark("The caller asked for secrecy: name, number and address are not printed.")


def said(slip: Slip, words: Mapping[str, str], key: str) -> str:
    """The word for a key; a key that is not there is printed as it is."""
    return slip.phrases.say(words[key]) if key in words else key


def own_name(slip: Slip, zh: str, en: str) -> str:
    """A name in the paper's language, the other one where it has none."""
    return slip.phrases.office(zh, en)


def class_of(slip: Slip, facts: CaseHeading) -> str:
    """The class with its code; empty while nobody has classed it."""
    return " ".join(filter(None, (facts.code, own_name(slip, facts.class_zh, facts.class_en))))


def where(slip: Slip, *parts: str) -> str:
    """District, street and point behind one another."""
    return ("" if slip.phrases.chinese else ", ").join(part for part in parts if part)


def share(part: int, whole: int) -> str:
    """A percentage with one decimal, always beside its numerator and denominator; a dash where nothing was counted."""
    return f"{100 * part / whole:.1f}%" if whole else "—"


def counted(part: int, whole: int) -> str:
    """``12/15 80.0%``: numerator, denominator, percentage."""
    return f"{part}/{whole}\n{share(part, whole)}" if whole else "0/0\n—"


def change(count: int, before: int | None) -> str:
    """``+12``, ``-3``, ``0``; a dash where the period before is not known."""
    if before is None:
        return "—"
    return f"{count - before:+d}" if count != before else "0"


def day(slip: Slip, at: datetime | None) -> str:
    """Day and time on two lines, for narrow columns."""
    return f"{slip.phrases.day(at, weekday=False)}\n{slip.phrases.clock(at)}" if at else ""


def caller_rows(slip: Slip, call: CallFact) -> list[Row]:
    """The fields of one caller."""
    say = slip.phrases.say
    sex = said(slip, SEX_WORDS, call.sex) if call.sex and not call.is_secret else ""
    secrecy = say("asked for by the caller") if call.is_secret else say(NO)
    phones = "　".join(filter(None, (call.phone, call.second)))
    return [
        slip.fields((say("Caller"), f"{call.name}　{sex}".strip()), (say("Phone"), phones)),
        slip.fields((say("Address"), call.address)),
        slip.fields((say("Keep secret"), secrecy), (say("Wants a reply"), say(YES if call.wants_reply else NO))),
    ]


def matter_rows(slip: Slip, facts: CaseHeading, *, least: float = 60.0) -> list[Row]:
    """The fields that say what is wanted and where."""
    say = slip.phrases.say
    limit = own_name(slip, facts.urgent_zh, facts.urgent_en)
    urgent = limit or say("to be dealt with at once") if facts.is_at_once else say("ordinary case")
    place = where(slip, facts.area, facts.street, facts.place)
    return [
        slip.fields(
            (say("Kind of demand"), said(slip, DEMAND_WORDS, facts.demand)),
            (say("Came in by"), said(slip, CHANNEL_WORDS, facts.channel)),
        ),
        slip.fields((say("Class of the demand"), class_of(slip, facts)), (say("Urgency"), urgent)),
        slip.fields(
            (say("Taken at"), slip.moment(facts.received_at)), (say("Happened at"), slip.moment(facts.event_at))
        ),
        slip.fields((say("Place"), place)),
        slip.fields((say("Title"), facts.title), least=30),
        slip.box(say("What is wanted"), running(slip, facts.text), least),
    ]


def running(slip: Slip, text: str) -> list[Block]:
    """A long text of a case, a size smaller than a paper's own words, so that most cases keep to one page."""
    style = replace(slip.set.value, align="justify", indent=2.0) if slip.phrases.chinese else slip.set.value
    return [slip.text(text, style)] if text.strip() else []


def widths(slip: Slip, columns: Sequence[float], titles: Sequence[str]) -> list[float]:
    """Widths in points, each at least that of the longest word of its title as heads are set; the widest column gives."""
    head = slip.set.head
    words = [title.split() if not slip.phrases.chinese else [title] for title in titles]
    longest = [max((slip.faces.width(head.role, word) for word in each), default=0.0) for each in words]
    least = [width * head.size + 2 * PAD_X + 1 for width in longest]
    found = [max(pair) for pair in zip(columns, least, strict=True)]
    found[found.index(max(found))] -= sum(found) - sum(columns)
    return found


def privacy_note(slip: Slip, facts: CaseHeading) -> list[Block]:
    """Said below: whether callers are masked, shown for a reason, or withheld."""
    say = slip.phrases.say
    lines = [say(UNMASKED) + (f" {facts.reason}" if facts.reason else "") if facts.is_unmasked else say(MASKED)]
    if any(call.is_secret for call in facts.calls):
        lines.append(say(SECRET))
    return [slip.text(("" if slip.phrases.chinese else " ").join(lines), NOTE, gap=6)]
