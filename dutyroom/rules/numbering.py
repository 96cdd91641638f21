"""Numbering: which heading candidates follow one another as a document's headings do.

``1.1`` follows ``1``, ``1.2`` follows ``1.1`` and all that lies under it; a date
(``5.12汶川``), a quantity or a reference breaks the row and is left in the text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from dutyroom.rules.digit_chapters import with_digit_chapters
from dutyroom.rules.headings import Candidate, Form, Piece, Style
from dutyroom.rules.markers import LETTERED_FROM

_TITLED: Final = 1.0
_CLAUSE: Final = 0.6
_DECLARED: Final = 2.0
_GAP: Final = 0.7
_RESTART: Final = 1.5
_JUMP: Final = 2.0
"""What it costs to leave out more chapters than that, as an extract of a plan does."""
_WIDEST_GAP: Final = 3

_SERIES: Final = (Form.ROMAN, Form.HAN, Form.HAN_BRACKET, Form.DIGIT, Form.DIGIT_BRACKET, Form.CIRCLED)
_ORDINALS: Final = (Form.PART, Form.CHAPTER, Form.SECTION)


@dataclass(slots=True)
class _Best:
    score: float
    at: int


@dataclass(slots=True)
class _Row:
    """The best rows of dotted numbers so far: by exact number, and by the branch they end in."""

    exact: dict[tuple[int, ...], _Best] = field(default_factory=dict)
    branch: dict[tuple[int, ...], _Best] = field(default_factory=dict)
    top: _Best | None = None

    def keep(self, numbers: tuple[int, ...], best: _Best) -> None:
        if numbers not in self.exact or self.exact[numbers].score <= best.score:
            self.exact[numbers] = best
        for depth in range(1, len(numbers) + 1):
            stem = numbers[:depth]
            if stem not in self.branch or self.branch[stem].score <= best.score:
                self.branch[stem] = best
        if self.top is None or self.top.score <= best.score:
            self.top = best

    def before(self, numbers: tuple[int, ...], restart: float) -> _Best:
        """The best predecessor of this number, its score less what the step costs."""
        stem, last = numbers[:-1], numbers[-1]
        ways: list[_Best] = [_Best(0.0 if numbers in ((1,), (1, 1)) else -_RESTART, -1)]
        if stem and stem[0] > LETTERED_FROM and numbers[1:] == (1,):
            self._step(ways, self.top, 0.0)
        if last == 1 and stem:
            self._step(ways, self.exact.get(stem), 0.0)
            if stem[-1] == 1 and len(stem) > 1:
                self._step(ways, self.exact.get(stem[:-1]), _GAP)
            elif stem[-1] > 1:
                self._step(ways, self.branch.get((*stem[:-1], stem[-1] - 1)), _GAP)
        for gap in range(1, (min(last - 1, _WIDEST_GAP) if stem else last - 1) + 1):
            self._step(ways, self.branch.get((*stem, last - gap)), _GAP * (gap - 1) if gap <= _WIDEST_GAP else _JUMP)
        if last == 2 and stem:
            self._step(ways, self.exact.get(stem), _GAP)
        if numbers in ((1,), (1, 1)):
            self._step(ways, self.top, restart)
        return max(ways, key=lambda way: (way.score, way.at))

    @staticmethod
    def _step(ways: list[_Best], best: _Best | None, cost: float) -> None:
        if best is not None:
            ways.append(_Best(best.score - cost, best.at))


def _weight(candidate: Candidate) -> float:
    if candidate.level is not None:
        return _DECLARED
    if candidate.title:
        return _TITLED + 0.1 * (len(candidate.numbers) - 1)
    return _CLAUSE if len(candidate.numbers) > 1 else _CLAUSE / 2


def _longest_row(items: Sequence[Piece], style: Style, breaks: frozenset[int]) -> tuple[float, list[int]]:
    """The heaviest row of dotted numbers whose single numbers are written in this style."""
    row = _Row()
    back: dict[int, int] = {}
    restart = _RESTART
    for at, item in enumerate(items):
        if at in breaks:
            restart = 0.0
        if not isinstance(item, Candidate) or item.form is not Form.DOTTED:
            continue
        if len(item.numbers) == 1 and item.style is not style:
            continue
        earlier = row.before(item.numbers, restart)
        if item.numbers == (1,) or item.numbers == (1, 1):
            restart = _RESTART
        back[at] = earlier.at
        row.keep(item.numbers, _Best(earlier.score + _weight(item), at))
    if row.top is None:
        return 0.0, []
    found, at = [], row.top.at
    while at >= 0:
        found.append(at)
        at = back[at]
    return row.top.score, found[::-1]


def _styles(items: Sequence[Piece]) -> list[Style]:
    """How the single numbers of the document are written, in a fixed order; at least one way."""
    written = {
        item.style
        for item in items
        if isinstance(item, Candidate) and item.form is Form.DOTTED and len(item.numbers) == 1
    }
    return [style for style in Style if style in written] or [Style.BARE]


def dotted_rows(items: Sequence[Piece], breaks: frozenset[int]) -> frozenset[int]:
    """Places of the dotted numbers that are the document's numbering; empty where it has none.

    A document is numbered with dots when numbers of two or more parts stand in
    it; ``breaks`` are places where the numbering may begin again (an annex).
    """
    deep = {
        at
        for at, item in enumerate(items)
        if isinstance(item, Candidate) and item.form is Form.DOTTED and len(item.numbers) > 1 and item.title
    }
    if not deep:
        return frozenset()
    row = frozenset(
        max((_longest_row(items, style, breaks) for style in _styles(items)), key=lambda found: found[0])[1]
    )
    return row if len(row) > 1 and deep & row else frozenset()


def accepted(items: Sequence[Piece], breaks: frozenset[int]) -> list[Piece]:
    """The items with every candidate that does not fit the numbering turned back into text.

    Single numbers outside the dotted numbering become the form ``1、`` and are
    judged as a series below the Chinese numerals.
    """
    dotted = dotted_rows(items, breaks)
    if not dotted:
        items = with_digit_chapters(_without_lone_romans(items))
    series = _Series()
    kept: list[Piece] = []
    for at, item in enumerate(items):
        if at in breaks:
            series = _Series()
        if isinstance(item, str):
            kept.append(item)
        elif at in dotted or item.form in (Form.PLAIN, Form.ATTACHMENT, Form.GRADE_OUTER):
            series.close(Form.HAN)
            kept.append(item)
        elif item.form is Form.GRADE:
            series.close(Form.HAN_BRACKET)
            kept.append(item)
        else:
            kept.append(_in_series(item, series))
    return kept


def _without_lone_romans(items: Sequence[Piece]) -> Sequence[Piece]:
    """The items with Roman numbers as text where they do not count: one alone may be anything."""
    counted = {item.numbers[0] for item in items if isinstance(item, Candidate) and item.form is Form.ROMAN}
    if not counted or {1, 2} <= counted:
        return items
    return [item.raw if isinstance(item, Candidate) and item.form is Form.ROMAN else item for item in items]


@dataclass(slots=True)
class _Series:
    """The last number of every form, while the document is read."""

    last: dict[Form, int] = field(default_factory=dict)

    def close(self, form: Form) -> None:
        """A new heading ends the series of all forms below it."""
        order = _ORDINALS if form in _ORDINALS else _SERIES
        place = order.index(form)
        for lower in order[place + 1 :]:
            self.last.pop(lower, None)
        if form in _ORDINALS:
            for lower in _SERIES:
                self.last.pop(lower, None)

    def takes(self, form: Form, number: int, *, wide: bool) -> bool:
        last = self.last.get(form, 0)
        if number == 1 or number == last + 1:
            return True
        return wide and last < number <= last + _WIDEST_GAP


def _in_series(item: Candidate, series: _Series) -> Piece:
    form = Form.DIGIT if item.form is Form.DOTTED else item.form
    if item.form is Form.DOTTED and len(item.numbers) > 1 and item.level is None:
        return item.raw
    if item.level is None and not series.takes(form, item.numbers[0], wide=_is_ordinal(form)):
        return item.raw
    series.last[form] = item.numbers[0]
    if form is not Form.ARTICLE:
        series.close(form)
    return _with_form(item, form)


def _is_ordinal(form: Form) -> bool:
    return form in _ORDINALS or form is Form.ARTICLE


def _with_form(item: Candidate, form: Form) -> Candidate:
    if form is item.form:
        return item
    return Candidate(
        form, item.numbers, item.label, item.title, item.rest, item.raw,
        item.style, item.at_start, item.closed, item.listed, item.level,
    )  # fmt: skip
