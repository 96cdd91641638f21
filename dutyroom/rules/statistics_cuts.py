"""By what the records of a subject are counted apart, and how the values are called."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from dutyroom.rules import hotline, incident, notice, supervision
from dutyroom.rules.entry import KIND_WORDS
from dutyroom.rules.hotline_measures import BY_WORDS, CaseFacts, value_of
from dutyroom.rules.hotline_measures import By as HotlineBy
from dutyroom.rules.roster import KIND_WORDS as KIND_OF_DAY
from dutyroom.rules.roster_posts import POST_WORDS
from dutyroom.rules.spot_check import FINDING_WORDS
from dutyroom.rules.statistics_facts import Subject
from dutyroom.rules.wording import Worded, Wording, mark

NOTHING: Final = mark("(none)")
"""How the empty value is called."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """A way of counting apart: ``words`` name its values where they are the program's own; else they name themselves."""

    key: str
    title: str
    words: Mapping[str, str] = field(default_factory=dict)
    english: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """Chinese and English name of values that come from a table of the field."""
    is_area: bool = False

    def named(self, value: str, wording: Wording) -> str:
        """A value in one language."""
        if value in self.english:
            zh, en = self.english[value]
            return en if wording.language == "en" else zh
        if value in self.words:
            return wording.say(self.words[value])
        return value or wording.say(NOTHING)

    @property
    def heading(self) -> Worded:
        """Its title, to be worded."""
        return Worded(self.title)


_FOR_READING: Final = {"1": mark("reading paper"), "0": mark("action paper")}
CUTS: Final[dict[Subject, tuple[Cut, ...]]] = {
    Subject.NOTICES: (
        Cut(key="urgency", title=mark("Urgency")),
        Cut(key="channel", title=mark("Channel"), words=notice.CHANNEL_WORDS),
        Cut(key="document_kind", title=mark("Kind of document")),
        Cut(key="for_reading", title=mark("Reading or action"), words=_FOR_READING),
        Cut(key="lead", title=mark("Lead unit")),
        Cut(key="source", title=mark("Sender")),
    ),
    Subject.INCIDENTS: (
        Cut(key="category", title=mark("Class"), words=incident.CATEGORY_WORDS),
        Cut(
            key="subtype",
            title=mark("Kind of event"),
            english={each.key: (each.zh, each.en) for each in incident.SUBTYPES},
        ),
        Cut(key="grade", title=mark("Grade")),
        Cut(key="area", title=mark("District"), is_area=True),
        Cut(key="source", title=mark("Reported by")),
    ),
    Subject.HOTLINE: (
        Cut(key="demand", title=BY_WORDS[HotlineBy.DEMAND], words=hotline.DEMAND_WORDS),
        Cut(key="channel", title=BY_WORDS[HotlineBy.CHANNEL], words=hotline.CHANNEL_WORDS),
        Cut(key="area", title=BY_WORDS[HotlineBy.AREA], is_area=True),
        Cut(key="class2", title=BY_WORDS[HotlineBy.CLASS2]),
        Cut(key="class4", title=BY_WORDS[HotlineBy.CLASS4]),
        Cut(key="unit", title=BY_WORDS[HotlineBy.UNIT]),
    ),
    Subject.SUPERVISION: (
        Cut(key="basis", title=mark("Basis"), words=supervision.BASIS_WORDS),
        Cut(key="lead", title=mark("Lead unit")),
    ),
    Subject.LOG: (
        Cut(key="kind", title=mark("Kind of entry"), words=KIND_WORDS),
        Cut(key="author", title=mark("Author")),
    ),
    Subject.SHIFTS: (Cut(key="name", title=mark("Shift")),),
    Subject.ROSTER: (
        Cut(key="post", title=mark("Post"), words=POST_WORDS),
        Cut(key="person", title=mark("Person")),
        Cut(
            key="day_kind",
            title=mark("Kind of day"),
            words={"work": mark("Working day"), **{kind: word for kind, word in KIND_OF_DAY.items() if word}},
        ),
        Cut(key="night_of", title=mark("By night, by person"), words={"": mark("(by day)")}),
        Cut(key="holiday_of", title=mark("On holidays, by person"), words={"": mark("(other days)")}),
        Cut(key="swap_of", title=mark("Swapped, by person"), words={"": mark("(not swapped)")}),
    ),
    Subject.SPOT_CHECKS: (
        Cut(key="finding", title=mark("Result"), words=FINDING_WORDS),
        Cut(key="unit", title=mark("Unit")),
        Cut(key="answered_by", title=mark("Answered, by unit"), words={"": mark("(not answered)")}),
        Cut(key="on_time_by", title=mark("In time, by unit"), words={"": mark("(not in time)")}),
        Cut(key="leader_by", title=mark("Leader reached, by unit"), words={"": mark("(not reached or not asked)")}),
    ),
}
_OF_WHOM: Final[dict[str, tuple[str, Callable[[Any], bool]]]] = {
    "night_of": ("person", lambda facts: facts.is_night),
    "holiday_of": ("person", lambda facts: facts.day_kind == "holiday"),
    "swap_of": ("person", lambda facts: facts.is_swapped),
    "answered_by": ("unit", lambda facts: facts.is_answered),
    "on_time_by": ("unit", lambda facts: facts.is_on_time),
    "leader_by": ("unit", lambda facts: facts.leader_reached is True),
}
"""Ways of counting that name a person or a unit only where something is so; the others stand together."""
STACKED: Final[dict[Subject, str]] = {subject: cuts[0].key for subject, cuts in CUTS.items()}
"""The cut by which the bars of a chart over time are stacked."""


def cut_of(subject: Subject, key: str) -> Cut:
    """A cut of a subject by its key."""
    return next(cut for cut in CUTS[subject] if cut.key == key)


def cut_value(facts: Any, key: str) -> str:
    """What a record is counted under."""
    if isinstance(facts, CaseFacts):
        return value_of(facts, HotlineBy(key))
    if key == "for_reading":
        return "1" if facts.for_reading else "0"
    if key in _OF_WHOM:
        name, test = _OF_WHOM[key]
        return str(getattr(facts, name)) if test(facts) else ""
    return str(getattr(facts, key))
