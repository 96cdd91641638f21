"""The columns of the catalogue of plans and of the list of required plans, in the order in which they stand and drop."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from dutyroom.data.queries.required_plans import RequiredRow
from dutyroom.rules.catalogue import STANDING_WORDS, Standing
from dutyroom.rules.wording import mark
from dutyroom.ui.parts.entry_words import translated
from dutyroom.ui.parts.plans.particulars_words import (
    class_said,
    day_written,
    kind_said,
    level_said,
    public_said,
    whole_class_said,
)
from dutyroom.ui.parts.register_model import Column, Tone

SOON: Final = timedelta(days=90)
"""How long before its day a drill or an evaluation stands out."""
_TONES: Final[dict[Standing, Tone]] = {
    Standing.MISSING: "warning",
    Standing.LATER: "info",
    Standing.ENDED: "secondary",
    Standing.REPLACED: "secondary",
    Standing.WITHDRAWN: "secondary",
}


_TITLE: Final = Column(
    key="title",
    title=mark("Title"),
    text=lambda row: row.title,
    width=170,
    stretches=True,
    sorts=True,
    tooltip=lambda row: row.source or row.title,
    tone=lambda row: _TONES.get(row.standing, ""),
    struck=lambda row: row.standing is Standing.WITHDRAWN,
)
_KIND: Final = Column(
    key="kind", title=mark("Kind of plan"), text=lambda row: kind_said(row.kind), width=110, sorts=True
)
_LEVEL: Final = Column(
    key="level", title=mark("Whose plan"), text=lambda row: level_said(row.level), width=92, sorts=True, drop_order=7
)
_CLASS: Final = Column(
    key="class",
    title=mark("For which events"),
    text=lambda row: class_said(row.category, row.subtype),
    tooltip=lambda row: whole_class_said(row.category, row.subtype),
    width=124,
    sorts=True,
    drop_order=5,
)
_LEAD: Final = Column(
    key="lead",
    title=mark("Leading unit"),
    text=lambda row: row.lead_unit,
    tooltip=lambda row: row.lead_unit,
    width=104,
    sorts=True,
    drop_order=9,
)
_VERSION: Final = Column(
    key="version",
    title=mark("Version"),
    text=lambda row: str(row.current) if row.current else "",
    width=72,
    align="right",
    drop_order=1,
)
_NUMBER: Final = Column(
    key="number",
    title=mark("Document number"),
    text=lambda row: row.number,
    tooltip=lambda row: row.number,
    width=136,
    drop_order=4,
)
_ISSUED: Final = Column(
    key="issued",
    title=mark("Date of issue"),
    text=lambda row: day_written(row.issued_on),
    width=104,
    sorts=True,
    drop_order=10,
)
_PUBLIC: Final = Column(
    key="public", title=mark("Public?"), text=lambda row: public_said(row.is_public), width=88, drop_order=2
)
_FILED: Final = Column(
    key="filed",
    title=mark("Filed on"),
    text=lambda row: day_written(row.filed_on),
    tooltip=lambda row: row.filed_where,
    width=104,
    sorts=True,
    drop_order=3,
)
_STANDING: Final = Column(
    key="standing",
    title=mark("Standing"),
    text=lambda row: translated(STANDING_WORDS[row.standing]),
    width=96,
    tone=lambda row: _TONES.get(row.standing, ""),
)


def catalogue_columns(today: Callable[[], date]) -> tuple[Column, ...]:
    """Title, kind, level, class, lead unit, version, number, issued, public, filed, next drill, next evaluation, standing."""

    def due_tone(day: date | None) -> Tone:
        if day is None or day > today() + SOON:
            return ""
        return "overdue" if day < today() else "warning"

    drill = Column(
        key="drill",
        title=mark("Next drill"),
        text=lambda row: day_written(row.drill_on),
        width=100,
        sorts=True,
        tone=lambda row: due_tone(row.drill_on),
        drop_order=8,
    )
    assess = Column(
        key="assess",
        title=mark("Next evaluation"),
        text=lambda row: day_written(row.assess_on),
        width=108,
        sorts=True,
        tone=lambda row: due_tone(row.assess_on),
        drop_order=6,
    )
    told = (_TITLE, _KIND, _LEVEL, _CLASS, _LEAD, _VERSION, _NUMBER, _ISSUED, _PUBLIC, _FILED)
    return (*told, drill, assess, _STANDING)


def _filled(row: RequiredRow) -> str:
    if not row.active:
        return translated(mark("off the list"))
    return translated(STANDING_WORDS[Standing.MISSING]) if row.is_gap else row.fills


def _required_tone(row: RequiredRow) -> Tone:
    return "secondary" if not row.active else "warning" if row.is_gap else ""


REQUIRED_COLUMNS: Final = (
    Column(
        key="title",
        title=mark("Required plan"),
        text=lambda row: row.title,
        width=180,
        stretches=True,
        tooltip=lambda row: row.source,
        tone=lambda row: "secondary" if not row.active else "",
        struck=lambda row: not row.active,
    ),
    Column(key="kind", title=mark("Kind of plan"), text=lambda row: kind_said(row.kind), width=104, drop_order=2),
    Column(key="lead", title=mark("Leading unit"), text=lambda row: row.lead_unit, width=124, drop_order=1),
    Column(
        key="fills",
        title=mark("Filled by"),
        text=_filled,
        width=150,
        tooltip=lambda row: row.fills,
        tone=_required_tone,
        stretches=True,
    ),
    Column(
        key="checked",
        title=mark("Confirmed"),
        text=lambda row: translated(mark("confirmed")) if row.checked else translated(mark("default")),
        width=88,
        tone=lambda row: "" if row.checked else "secondary",
        drop_order=3,
    ),
)
