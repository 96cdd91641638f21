"""Automatic numbers of OpenDocument headings and lists, so that a heading keeps the number it shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from dutyroom.readers.docx_numbers import written_number

_LEVELS: Final = 10
_FORMS: Final = {
    "1": "decimal",
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
    "①, ②, ③, ...": "decimalEnclosedCircle",
}


@dataclass(frozen=True, slots=True)
class _Level:
    form: str
    before: str
    after: str
    start: int
    shown: int


class OpenNumbers:
    """The running numbers of one document's headings and lists, by list style and level."""

    def __init__(self, roots: list[Any], text: str, style: str) -> None:
        self._text, self._style = text, style
        self._levels: dict[str, dict[int, _Level]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        for root in roots:
            for outline in root.iter(f"{text}outline-style"):
                self._levels[""] = self._learn(outline, "outline-level-style")
            for listed in root.iter(f"{text}list-style"):
                name = listed.get(f"{style}name") or ""
                self._levels[name] = self._learn(listed, "list-level-style-number")

    def _learn(self, parent: Any, name: str) -> dict[int, _Level]:
        found = {}
        for level in parent.iterchildren(f"{self._text}{name}"):
            place = _whole(level.get(f"{self._text}level"), 1)
            form = level.get(f"{self._style}num-format") or ""
            found[place] = _Level(
                _FORMS.get(form, "chineseCounting" if form.startswith(("一", "壹", "甲")) else ""),
                level.get(f"{self._style}num-prefix") or "",
                level.get(f"{self._style}num-suffix") or "",
                _whole(level.get(f"{self._text}start-value"), 1),
                _whole(level.get(f"{self._text}display-levels"), 1),
            )
        return found

    def heading(self, element: Any, level: int) -> str:
        """The number of a heading that stands in no list."""
        return "" if element.get(f"{self._text}is-list-header") == "true" else self._next("", level, None)

    def enter(self, element: Any, style: str, level: int) -> None:
        """A list begins: it counts anew unless it says that it goes on, and so does one inside another."""
        goes_on = element.get(f"{self._text}continue-numbering") == "true" or element.get(f"{self._text}continue-list")
        counts = self._counts.setdefault(style, {})
        if not goes_on:
            for deeper in [each for each in counts if each >= level]:
                del counts[deeper]

    def item(self, item: Any, style: str, level: int) -> str:
        """The number of an item, with a space where one belongs; nothing for a bullet."""
        return self._next(style, level, item.get(f"{self._text}start-value"))

    def _next(self, style: str, level: int, start: str | None) -> str:
        about = self._levels.get(style, {}).get(level)
        if about is None or not about.form or level > _LEVELS:
            return ""
        counts = self._counts.setdefault(style, {})
        counts[level] = _whole(start, 0) if start else counts.get(level, about.start - 1) + 1
        for deeper in [each for each in counts if each > level]:
            del counts[deeper]
        first = max(1, level - about.shown + 1)
        shown = []
        for each in range(first, level + 1):
            other = self._levels[style].get(each, about)
            shown.append(written_number(other.form or "decimal", counts.get(each, other.start)))
        number = f"{about.before}{'.'.join(shown)}{about.after}"
        return number if number.endswith(("、", "）", "章", "节", "条")) else f"{number} "


def _whole(told: str | None, otherwise: int) -> int:
    return int(told[:6]) if told and told.isdecimal() else otherwise
