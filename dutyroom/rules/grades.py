"""Grades: lines such as ``Ⅰ级响应`` or ``红色预警`` that stand alone as headings, one for each grade."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from dutyroom.rules.headings import Candidate, Form, Listed, Piece
from dutyroom.rules.markers import HAN
from dutyroom.rules.traditional import simplified

_LONGEST: Final = 24
_FEWEST: Final = 2
_BRACKET: Final = r"(?:[（(][^（）()。；]{1,10}[）)])"
_WORD: Final = rf"[{HAN}、]{{0,8}}(?:响应|预警|事件|灾害|事故)(?:行动|措施|状态|启动|程序|标准|条件)?"
_GRADE: Final = re.compile(
    rf"(?:启动)?(?P<grade>[ⅠⅡⅢⅣ]|I{{1,3}}|IV|[一二三四1-4])\s?级\s?(?:{_BRACKET}?\s?{_WORD}{_BRACKET}?|{_BRACKET})[：:]?"
)
_COLOUR: Final = re.compile(rf"(?P<colour>[红橙黄蓝])色{_WORD}{_BRACKET}?[：:]?")
_GRADES: Final = {
    **{sign: number for signs in ("ⅠⅡⅢⅣ", "一二三四", "1234") for number, sign in enumerate(signs, 1)},
    "I": 1, "II": 2, "III": 3, "IV": 4,
}  # fmt: skip


def with_grades(items: Sequence[Piece]) -> list[Piece]:
    """The items with lines that are headings of grades: several in a row that count up or down, text under each."""
    found = list(items)
    if any(isinstance(item, Candidate) and item.level is not None for item in items):
        return found
    run: list[tuple[int, int]] = []
    for at, number in [*_grades(items), (len(items), 0)]:
        if run and _goes_on(run, at, number):
            run.append((at, number))
            continue
        if len(run) >= _FEWEST:
            _raise(found, run)
        run = [(at, number)]
    return found


def _grades(items: Sequence[Piece]) -> list[tuple[int, int]]:
    """Place and grade of each line that names one and nothing else."""
    found = []
    for at, item in enumerate(items):
        if isinstance(item, str) and not isinstance(item, Listed) and (number := _grade(item)):
            found.append((at, number))
    return found


def _grade(line: str) -> int:
    if len(line) > _LONGEST:
        return 0
    shadow = simplified(line.strip())
    if named := _GRADE.fullmatch(shadow):
        return _GRADES[named["grade"]]
    coloured = _COLOUR.fullmatch(shadow)
    return "红橙黄蓝".index(coloured["colour"]) + 1 if coloured else 0


def _goes_on(run: Sequence[tuple[int, int]], at: int, number: int) -> bool:
    """Whether the next grade follows the last one, with something between them."""
    last_at, last = run[-1]
    step = number - last
    steady = len(run) < _FEWEST or step == last - run[-2][1]
    return number > 0 and abs(step) == 1 and steady and at - last_at > 1


def _raise(items: list[Piece], run: Sequence[tuple[int, int]]) -> None:
    """Make headings of the lines; they lie over ``（一）`` where that begins under them."""
    places = [at for at, _ in run]
    ends = [*places[1:], places[-1] + max(later - earlier for earlier, later in pairwise(places))]
    outer = all(_next_is_bracket(items[at + 1 : end]) for at, end in zip(places, ends, strict=True))
    for at, number in run:
        line = str(items[at])
        form = Form.GRADE_OUTER if outer else Form.GRADE
        items[at] = Candidate(form, (number,), "", line.rstrip("：:"), "", line)


def _next_is_bracket(items: Sequence[Piece]) -> bool:
    first = next((item for item in items if isinstance(item, Candidate)), None)
    return first is not None and first.form is Form.HAN_BRACKET and first.numbers == (1,)
