"""How the particulars of a plan are put into words: levels, classes, days, what a correction changed."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtWidgets import QComboBox

from dutyroom.rules.incident import CATEGORY_WORDS, SUBTYPES
from dutyroom.rules.plan import DAY_WORDS, KIND_WORDS, LAWS, LEVEL_WORDS
from dutyroom.rules.plan_due import DRILL_RULE_WORDS
from dutyroom.rules.wording import mark
from dutyroom.ui.parts.entry_words import translated
from dutyroom.ui.parts.incident.words import category_said, subtype_said

if TYPE_CHECKING:
    from dutyroom.data.queries.journal import EntryRow

PARTICULAR_WORDS: Final[Mapping[str, str]] = {
    "title": mark("Title"),
    "kind": mark("Kind of plan"),
    "level": mark("Whose plan"),
    "category": mark("For which events"),
    "subtype": mark("Kind of event"),
    "lead_unit": mark("Leading unit"),
    "helpers": mark("Units that help"),
    "issuer": mark("Issuing body"),
    "number": mark("Document number"),
    "approved_by": mark("Approving body"),
    **DAY_WORDS,
    "replaced_by": mark("Replaced by"),
    "is_public": mark("Public?"),
    "filed_where": mark("Filed with"),
    "drill_rule": mark("Drilled"),
    "drill_due_on": mark("Drill set for"),
    "assess_due_on": mark("Evaluation set for"),
}
"""The particulars in the order in which they are told."""
EVENT_CLASS: Final = "event_class"
"""The field of a form in which class and sub-type are one choice, written ``natural/flood`` or ``natural/``."""
PLAN_KINDS: Final = tuple(kind for kind in KIND_WORDS if kind not in LAWS)


def kind_said(kind: str) -> str:
    """The kind of plan."""
    return translated(KIND_WORDS.get(kind, kind))


def level_said(level: str) -> str:
    """Whose plan it is; empty where nobody said."""
    return translated(LEVEL_WORDS.get(level, level)) if level else ""


def class_said(category: str, subtype: str) -> str:
    """The class of event, or the sub-type where there is one; empty where it is for all."""
    return (subtype_said(subtype) or subtype) if subtype else category_said(category) if category else ""


def whole_class_said(category: str, subtype: str) -> str:
    """Class and sub-type."""
    return " · ".join(part for part in (category_said(category) if category else "", subtype_said(subtype)) if part)


def public_said(is_public: bool | None) -> str:
    """Whether it was made public; empty where nobody said."""
    return "" if is_public is None else translated(mark("public")) if is_public else translated(mark("not public"))


def drill_rule_said(rule: str) -> str:
    """Under which interval of drills it is."""
    return translated(DRILL_RULE_WORDS.get(rule, rule)) if rule else ""


def day_written(day: date | None) -> str:
    """A day as plans write it in tables: 2026-11-23."""
    return day.isoformat() if day is not None else ""


def offer_classes(box: QComboBox, anything: str) -> None:
    """Fill a list with the classes and their sub-types, ``anything`` first; the choice stays."""
    chosen = box.currentData()
    box.blockSignals(True)
    box.clear()
    box.addItem(anything, "")
    for category in CATEGORY_WORDS:
        box.addItem(category_said(category), f"{category}/")
        for subtype in SUBTYPES:
            if subtype.category == category:
                box.addItem("\N{EM SPACE}" + subtype_said(subtype.key), f"{category}/{subtype.key}")
    box.setCurrentIndex(max(box.findData(chosen), 0))
    box.blockSignals(False)


def offer_words(box: QComboBox, words: Mapping[str, str], anything: str | None) -> None:
    """Fill a list with marked words by their keys; ``anything`` first, where there is such a choice; the choice stays."""
    chosen = box.currentData()
    box.blockSignals(True)
    box.clear()
    if anything is not None:
        box.addItem(anything, "")
    for key, word in words.items():
        box.addItem(translated(word), key)
    box.setCurrentIndex(max(box.findData(chosen), 0))
    box.blockSignals(False)


def changes_told(entry: EntryRow) -> list[str]:
    """A line for each particular that an entry changed: what it was and what it is."""
    changes: Mapping[str, Sequence[Any]] = json.loads(entry.payload).get("changes", {}) if entry.payload else {}
    pattern = translated(mark("{fact}: {former} → {new}"))
    return [
        pattern.format(fact=translated(word), former=_value_said(name, former), new=_value_said(name, new))
        for name, word in PARTICULAR_WORDS.items()
        if name in changes
        for former, new in [changes[name]]
    ]


def _value_said(name: str, value: Any) -> str:
    if value in (None, ""):
        return "—"
    if name == "is_public":
        return public_said(bool(value))
    said = {"kind": kind_said, "level": level_said, "category": category_said, "subtype": subtype_said}
    said |= {"drill_rule": drill_rule_said}
    if name in said:
        return said[name](str(value))
    return "、".join(str(value).splitlines())
