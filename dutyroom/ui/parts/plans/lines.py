"""What the list of plans says: the library without words, passages grouped by plan with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from PySide6.QtCore import QCoreApplication

from dutyroom.data.queries.plans import PlanRow
from dutyroom.data.queries.search import Found, Hit
from dutyroom.rules.law import LAW_KINDS
from dutyroom.rules.plan import KIND_WORDS
from dutyroom.rules.plan_filter import WHAT_WORDS
from dutyroom.rules.terms import Asked, find_hits
from dutyroom.rules.wording import mark

TEXT_MISSING: Final = mark("text missing")
WITHDRAWN: Final = mark("withdrawn")
NOT_IN_FORCE: Final = mark("not in force")
REPEALED: Final = mark("repealed")
RECOGNISED: Final = mark("recognised in a scan, {percent} % sure")
_LEAD: Final = 12
_FAR: Final = 26


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A line of the list: a ``heading``, a ``plan``, the name of a plan over its passages (``group``), a ``passage``.

    ``marks`` are ranges in ``text``, ``title_marks`` in ``title``; ``chip`` is a word that stands in a box after the title.
    """

    kind: Literal["heading", "plan", "group", "passage"]
    title: str
    text: str = ""
    marks: tuple[tuple[int, int], ...] = ()
    chip: str = ""
    plan: int = 0
    section: int | None = None
    title_marks: tuple[tuple[int, int], ...] = ()

    @property
    def can_be_chosen(self) -> bool:
        """Whether it leads somewhere."""
        return self.kind in ("plan", "passage")

    @property
    def place(self) -> tuple[int, int | None]:
        """Where it leads: plan and section."""
        return self.plan, self.section


def _tr(sentence: str) -> str:
    return QCoreApplication.translate("plans", sentence)


def particulars(row: PlanRow) -> str:
    """Kind, issuing body, document number and date of a plan, as far as known."""
    parts = (
        _tr(KIND_WORDS.get(row.kind, row.kind)),
        row.issuer,
        row.number,
        row.issued_on.isoformat() if row.issued_on else "",
        _tr(mark("in force from {date}")).format(date=row.effective_on.isoformat()) if row.effective_on else "",
        _tr(mark("in force until {date}")).format(date=row.ends_on.isoformat()) if row.ends_on else "",
        _tr(RECOGNISED).format(percent=row.confidence) if row.confidence is not None else "",
    )
    return "  ·  ".join(part for part in parts if part)


def superseded_said(row: PlanRow) -> str:
    """Which version is read, and that another one is in force."""
    day = row.issued_on.isoformat() if row.issued_on else ""
    said = _tr(mark("This is version {number} ({date}), which is not in force; version {current} is."))
    undated = _tr(mark("This is version {number}, which is not in force; version {current} is."))
    return (said if day else undated).format(number=row.text_number, date=day, current=row.current)


def lines_of_plans(
    rows: Sequence[PlanRow], pins: Sequence[int] = (), changed: Mapping[int, int] | None = None
) -> list[PlanLine]:
    """The library by title: pinned plans, plans, the shelf of laws and standards; what was withdrawn stands at the end.

    ``changed`` counts the numbers of each plan that the directory has changed since.
    """
    numbers = changed or {}
    at_hand = {row.id: row for row in rows if row.id in pins and row.state != "void"}
    others = [row for row in rows if row.state != "void" and row.id not in at_hand]
    kept = [_plan_line(row, numbers.get(row.id, 0)) for row in others if row.kind not in LAW_KINDS]
    laws = [_plan_line(row, 0) for row in others if row.kind in LAW_KINDS]
    if at_hand:
        pinned = [_plan_line(at_hand[number], numbers.get(number, 0)) for number in pins if number in at_hand]
        below = [PlanLine("heading", _tr(mark("Other plans"))), *kept] if kept else []
        kept = [PlanLine("heading", _tr(mark("Pinned"))), *pinned, *below]
    if laws:
        kept += [PlanLine("heading", _tr(mark("Laws and standards"))), *laws]
    withdrawn = [_plan_line(row, 0) for row in rows if row.state == "void"]
    if withdrawn:
        kept.append(PlanLine("heading", _tr(mark("Withdrawn"))))
    return kept + withdrawn


def lines_of_hits(found: Found, asked: str) -> list[PlanLine]:
    """Passages under the name of their plan, best plan first.

    A plan whose text is missing cannot answer: where only its headings fit, it stands apart at the end.
    """
    words = found.asked or asked
    groups: dict[int, list[Hit]] = {}
    for hit in found.hits:
        groups.setdefault(hit.id, []).append(hit)
    lines: list[PlanLine] = []
    for hits in groups.values():
        if not hits[0].text_missing:
            lines += _group(hits, words)
    stubs = [hits for hits in groups.values() if hits[0].text_missing]
    if stubs:
        lines.append(PlanLine("heading", _tr(mark("Only headings fit; the text is missing"))))
        for hits in stubs:
            lines += _group(hits, words)
    return lines


def count_said(found: Found) -> str:
    """How many passages there are: exact, or ``1 000+``; or that they are only near."""
    if found.near:
        return _tr(mark("Nowhere in these words; the nearest passages"))
    if found.more:
        return _tr(mark("{count}+ passages")).format(count=f"{found.count:,}".replace(",", "\N{THIN SPACE}"))
    if found.count == 1:
        return _tr(mark("1 passage"))
    shown = _tr(mark("{count} passages")).format(count=f"{found.count:,}".replace(",", "\N{THIN SPACE}"))
    if found.count > len(found.hits):
        return _tr(mark("{passages}, the best {shown} shown")).format(passages=shown, shown=len(found.hits))
    return shown


def _plan_line(row: PlanRow, changed: int) -> PlanLine:
    chip = _tr(mark("{count} numbers changed")).format(count=changed) if changed else ""
    if row.state == "void":
        chip = _tr(WITHDRAWN)
    elif row.ends_on is not None:
        chip = _tr(REPEALED)
    elif row.text_missing:
        chip = _tr(TEXT_MISSING)
    return PlanLine("plan", row.title, particulars(row), chip=chip, plan=row.id)


def _group(hits: list[Hit], words: str | Asked) -> list[PlanLine]:
    first = hits[0]
    chip = _standing(first)
    marks = tuple(find_hits(first.title, words))
    lines = [PlanLine("group", first.title, chip=chip, plan=first.id, title_marks=marks)]
    for hit in hits:
        text, marks = nearer(hit.snippet, hit.marks)
        if hit.section.endswith(text):
            text, marks = "", ()  # a heading with nothing under it
        title = hit.section or _tr(mark("Above the first heading"))
        if hit.what in WHAT_WORDS:
            title = _tr(WHAT_WORDS[hit.what])
        in_title = tuple(find_hits(hit.section, words))
        lines.append(PlanLine("passage", title, text, marks, plan=hit.id, section=hit.section_id, title_marks=in_title))
    return lines


def _standing(hit: Hit) -> str:
    """What is to be known of the plan before its passages are read: no text, or no longer in force."""
    if hit.text_missing:
        return _tr(TEXT_MISSING)
    if hit.old_version is not None:
        return _tr(mark("version {number}")).format(number=hit.old_version)
    return "" if hit.in_force else _tr(NOT_IN_FORCE)


def nearer(text: str, marks: tuple[tuple[int, int], ...]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Cut the beginning of a passage so that its first mark is seen in a narrow list."""
    if not marks or marks[0][0] <= _FAR:
        return text, marks
    cut = marks[0][0] - _LEAD
    # Not inside a word of letters: a half word misleads.
    while cut < marks[0][0] and text[cut - 1 : cut + 1].isascii() and text[cut - 1 : cut + 1].isalnum():
        cut += 1
    return "…" + text[cut:], tuple((start - cut + 1, end - cut + 1) for start, end in marks)
