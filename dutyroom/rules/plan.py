"""Plans: what may be asked of the library."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import Final

from dutyroom.rules.incident import SUBTYPE_OF, Category
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.wording import Worded, mark

SENTENCES: Final[dict[str, str]] = {
    "plan.unknown": mark("There is no plan {id}."),
    "plan.void.empty": mark("Say why the plan is withdrawn."),
    "plan.title.empty": mark("Enter the plan's title."),
    "plan.kind.unknown": mark("Choose what kind of plan it is."),
    "plan.level.unknown": mark("Choose whose plan it is."),
    "plan.class.unknown": mark("Choose a class of event from the list."),
    "plan.days.order": mark("{later} ({later_on}) lies before {earlier} ({earlier_on})."),
    "plan.replaced.itself": mark("A plan does not replace itself. Choose another one."),
    "plan.replaced.round": mark("{title} is itself replaced by this plan. Choose the newer one of the two."),
}

KIND_WORDS: Final[dict[str, str]] = {
    "overall": mark("Overall plan"),
    "special": mark("Special plan"),
    "department": mark("Department plan"),
    "district": mark("District plan"),
    "joint": mark("Joint plan"),
    "onsite": mark("On-site plan"),
    "event": mark("Plan for a major event"),
    "manual": mark("Working manual"),
    "action": mark("Action plan"),
    "law": mark("Law or regulation"),
    "standard": mark("Standard"),
    "playbook": mark("Playbook"),
    "other": mark("Other"),
}

LAWS: Final = frozenset({"law", "standard"})
"""Kinds that stand on the second shelf of the library: no plans, so the catalogue leaves them out."""

LEVEL_WORDS: Final[dict[str, str]] = {
    "national": mark("National level"),
    "province": mark("Provincial level"),
    "city": mark("City level"),
    "district": mark("District level"),
    "township": mark("Township level"),
    "unit": mark("Of a unit"),
}
"""Whose plan it is, the widest first; a plan may have none."""

DAY_WORDS: Final[dict[str, str]] = {
    "approved_on": mark("Approved on"),
    "issued_on": mark("Date of issue"),
    "effective_on": mark("In force from"),
    "filed_on": mark("Filed on"),
    "ends_on": mark("No longer in force from"),
}
_IN_ORDER: Final = (
    ("approved_on", "issued_on", False),
    ("approved_on", "effective_on", False),
    ("issued_on", "effective_on", False),
    ("issued_on", "filed_on", False),
    ("issued_on", "ends_on", True),
    ("effective_on", "ends_on", True),
)
"""Two days of a plan, and whether the later one must be another day."""

RESULT_WORDS: Final[dict[str, str]] = {
    "imported": mark("imported"),
    "same": mark("same as plan {plan}"),
    "stub": mark("headings only: text missing"),
    "no-text": mark("no text inside (scanned)"),
    "damaged": mark("damaged"),
    "encrypted": mark("encrypted"),
    "unsupported": mark("not supported"),
    "too-large": mark("too large"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepPlan:
    """A plan as a reader understood it, to be kept; sections are (level, number, title, body)."""

    title: str
    kind: str
    issuer: str
    number: str
    issued_on: date | None
    effective_on: date | None = None
    text_missing: bool
    sections: tuple[tuple[int, str, str, str], ...]
    file_name: str
    path: str
    """Of the original file, which is kept as an attachment."""
    confidence: int | None = None
    """Percent, of text that was recognised in pictures (OCR)."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of a plan: ``imported``, ``stub`` or ``same`` (then ``plan`` is the one there already)."""

    result: str
    plan: int
    version: int = 1
    """Its number, where a text of a law that is here became another version of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VoidPlan:
    """A plan is withdrawn from the library with the reason; it stays readable."""

    id: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Particulars:
    """What the catalogue says of a plan beside its head; empty where nothing is known."""

    level: str = ""
    category: str = ""
    subtype: str = ""
    lead_unit: str = ""
    helpers: tuple[str, ...] = ()
    is_public: bool | None = None
    approved_by: str = ""
    approved_on: date | None = None
    effective_on: date | None = None
    ends_on: date | None = None
    """The first day on which it is in force no more."""
    filed_where: str = ""
    filed_on: date | None = None
    replaced_by: int | None = None
    drill_rule: str = ""
    drill_due_on: date | None = None
    """Set by a person in place of the day that the rule gives; so is the next."""
    assess_due_on: date | None = None


PARTICULARS: Final = tuple(each.name for each in fields(Particulars))
"""The names of the particulars, which are also the columns that keep them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangePlan:
    """The particulars of a plan are corrected; those of the catalogue stay as they are where none are given."""

    id: int
    version: int
    title: str
    kind: str
    issuer: str = ""
    number: str = ""
    issued_on: date | None = None
    particulars: Particulars | None = None


def check_plan(change: ChangePlan) -> None:
    """Refuse a plan without a title, of a kind, level or class that does not exist, or with days out of order."""
    if not change.title.strip():
        raise Refusal("plan.title.empty", field="title")
    if change.kind not in KIND_WORDS:
        raise Refusal("plan.kind.unknown", field="kind")
    said = change.particulars
    if said is None:
        return
    if said.level and said.level not in LEVEL_WORDS:
        raise Refusal("plan.level.unknown", field="level")
    check_class(said.category, said.subtype)
    check_days({name: change.issued_on if name == "issued_on" else getattr(said, name) for name in DAY_WORDS})
    if said.replaced_by == change.id:
        raise Refusal("plan.replaced.itself", field="replaced_by")


def check_class(category: str, subtype: str) -> None:
    """Refuse a class of event that does not exist, and a sub-type of another class."""
    known = not category or category in {each.value for each in Category}
    if not known or (subtype and (subtype not in SUBTYPE_OF or SUBTYPE_OF[subtype].category != category)):
        raise Refusal("plan.class.unknown", field="event_class")


def check_days(days: dict[str, date | None]) -> None:
    """Refuse days that cannot have followed one another: approved, issued, in force, filed, no longer in force."""
    for earlier, later, apart in _IN_ORDER:
        first, then = days.get(earlier), days.get(later)
        if first is not None and then is not None and (then < first or (apart and then == first)):
            words = {"earlier": Worded(DAY_WORDS[earlier]), "later": Worded(DAY_WORDS[later])}
            raise Refusal("plan.days.order", field=later, **words, earlier_on=first, later_on=then)
