"""Automatic numbers of Word paragraphs, so that a heading keeps the number it shows."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

_DIGITS: Final = "〇一二三四五六七八九"
_ROMAN: Final = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_LEVELS: Final = 9


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    form: str
    text: str


def han_numeral(number: int) -> str:
    """A number up to 9999 in Chinese, as headings write it: 十, 二十一, 一百零五."""
    if not 0 < number < 10_000:
        return str(number)
    written, gap = "", False
    for value, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, value)
        if digit:
            written += ("零" if gap else "") + _DIGITS[digit] + unit
            gap = False
        elif written and number:
            gap = True
    return written[1:] if written.startswith("一十") else written


def _roman(number: int) -> str:
    written = ""
    for value, sign in _ROMAN:
        while number >= value:
            written += sign
            number -= value
    return written


def _letter(number: int) -> str:
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1) if number > 0 else ""


def _circled(number: int) -> str:
    return chr(ord("①") + number - 1) if 1 <= number <= 20 else str(number)


def _worded(form: str) -> Callable[[int], str] | None:
    """How a number format writes a number; None for bullets."""
    if form in ("bullet", "none"):
        return None
    if "Legal" in form or form.startswith(("chinese", "japaneseCounting", "taiwaneseCounting", "ideographDigital")):
        return han_numeral
    return {
        "decimalZero": lambda number: f"{number:02d}",
        "lowerLetter": _letter,
        "upperLetter": lambda number: _letter(number).upper(),
        "lowerRoman": _roman,
        "upperRoman": lambda number: _roman(number).upper(),
        "decimalEnclosedCircle": _circled,
        "decimalEnclosedCircleChinese": _circled,
    }.get(form, str)


def written_number(form: str, number: int) -> str:
    """A number as a number format of Word writes it; nothing for bullets."""
    worded = _worded(form)
    return worded(number) if worded is not None else ""


class Numbers:
    """The running numbers of one document's lists, by abstract list and level."""

    def __init__(self, opened: Any, namespace: str) -> None:
        self._w = namespace
        self._abstract: dict[str, str] = {}
        self._levels: dict[str, dict[int, _Level]] = {}
        self._restarts: dict[tuple[str, int], int] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[str] = set()
        root = self._root(opened)
        if root is not None:
            self._learn(root)

    @staticmethod
    def _root(opened: Any) -> Any | None:
        """The numbering part, where the document has one."""
        for relation in opened.part.rels.values():
            if relation.reltype.endswith("/numbering") and not relation.is_external:
                return relation.target_part.element
        return None

    def _learn(self, root: Any) -> None:
        w = self._w
        for abstract in root.iter(f"{w}abstractNum"):
            levels = {int(level.get(f"{w}ilvl") or 0): self._level(level) for level in abstract.iter(f"{w}lvl")}
            self._levels[abstract.get(f"{w}abstractNumId") or ""] = levels
        for number in root.iter(f"{w}num"):
            chosen = number.find(f"{w}abstractNumId")
            number_id = number.get(f"{w}numId") or ""
            self._abstract[number_id] = chosen.get(f"{w}val") if chosen is not None else ""
            for override in number.iter(f"{w}lvlOverride"):
                start = override.find(f"{w}startOverride")
                if start is not None:
                    self._restarts[number_id, int(override.get(f"{w}ilvl") or 0)] = int(start.get(f"{w}val") or 1)

    def _level(self, level: Any) -> _Level:
        return _Level(
            int(self._value(level, "start") or 1),
            self._value(level, "numFmt") or "decimal",
            self._value(level, "lvlText"),
        )

    def _value(self, parent: Any, name: str) -> str:
        found = parent.find(f"{self._w}{name}")
        return str(found.get(f"{self._w}val") or "") if found is not None else ""

    def next(self, paragraph: Any, of_style: Any | None) -> str:
        """The number that Word shows before this paragraph, with a space where one belongs; else nothing."""
        w = self._w
        own = paragraph.find(f"./{w}pPr/{w}numPr")
        number_id = (self._value(own, "numId") if own is not None else "") or (
            self._value(of_style, "numId") if of_style is not None else ""
        )
        depth_text = (self._value(own, "ilvl") if own is not None else "") or (
            self._value(of_style, "ilvl") if of_style is not None else ""
        )
        abstract = self._abstract.get(number_id)
        depth = int(depth_text) if depth_text.isdigit() else 0
        if abstract is None or number_id == "0" or depth >= _LEVELS:
            return ""
        levels = self._levels.get(abstract, {})
        if depth not in levels:
            return ""
        self._count(number_id, abstract, depth, levels)
        return self._written(abstract, depth, levels)

    def _count(self, number_id: str, abstract: str, depth: int, levels: dict[int, _Level]) -> None:
        counts = self._counts.setdefault(abstract, {})
        if number_id not in self._begun:
            self._begun.add(number_id)
            for (restarted, level), start in self._restarts.items():
                if restarted == number_id:
                    counts[level] = start - 1
        counts[depth] = counts.get(depth, levels[depth].start - 1) + 1
        for deeper in [level for level in counts if level > depth]:
            del counts[deeper]

    def _written(self, abstract: str, depth: int, levels: dict[int, _Level]) -> str:
        counts = self._counts[abstract]
        if _worded(levels[depth].form) is None:
            return ""

        def place(found: re.Match[str]) -> str:
            level = int(found[1]) - 1
            shape = levels.get(level, levels[depth])
            worded = _worded("decimal" if level < depth and levels[depth].form == "decimal" else shape.form) or str
            return worded(counts.get(level, shape.start))

        label = re.sub(r"%([1-9])", place, levels[depth].text)
        if not label.strip():
            return ""
        return label if label.endswith(("、", "）", "。", "．", " ")) else f"{label} "
