"""The words of the sample duty room: what happens, to whom, in which season; the same seed gives the same words."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import accumulate
from string import Formatter
from typing import Any, Final

from dutyroom.actions.directory_shipped import shipped_units
from dutyroom.data.resources import resource_path
from dutyroom.rules.entry import Kind

# When the telephone rings: one weight an hour of the office's day.
HOURS: Final = (3, 2, 2, 2, 2, 3, 5, 8, 12, 13, 12, 10, 7, 7, 10, 11, 11, 10, 8, 7, 6, 5, 4, 4)
_OWN_DUTY: Final = ("area", "bureau", "superior")


@dataclass(frozen=True, slots=True)
class Happening:
    """Something to be written: its kind, words and party; ``due_min`` where it stays open, ``outcome`` how it ends."""

    kind: Kind
    text: str
    unit: str = ""
    person: str = ""
    phone: str = ""
    important: bool = False
    urgent: bool = False
    is_open: bool = False
    due_min: int | None = None
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class _Text:
    """A sentence with gaps, taken apart once: fixed words and names of gaps by turns."""

    parts: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, template: str) -> _Text:
        return cls(tuple((fixed, name or "") for fixed, name, _, _ in Formatter().parse(template)))

    def filled(self, words: SampleWords, unit: str, person: str = "") -> str:
        """The sentence with its gaps filled; who calls is the one noted beside it."""
        pieces = []
        for fixed, name in self.parts:
            pieces.append(fixed)
            if name == "unit":
                pieces.append(unit)
            elif name == "citizen" and person:
                pieces.append(person)
            elif name:
                pieces.append(words.word(name))
        return "".join(pieces)


@dataclass(frozen=True, slots=True)
class _Pattern:
    kind: Kind
    source: str
    texts: tuple[_Text, ...]
    done: tuple[_Text, ...]
    important: float
    open: float
    due: tuple[int, int]


class SampleWords:
    """Draws what happens from the shipped phrases with one random generator."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        phrases = tomllib.loads(resource_path("samples/phrases.toml").read_text("utf-8"))
        self._words: Mapping[str, Sequence[str]] = phrases["words"]
        self._units = _units()
        self.desk: list[dict[str, Any]] = phrases["desk"]
        self.handover: dict[str, Any] = phrases["handover"]
        # Drawn by month; the running sums of the weights are kept, because they are drawn from a million times.
        self._by_month = {month: _season(phrases["entry"], month) for month in range(1, 13)}

    def word(self, name: str) -> str:
        """A word for a gap: a small number, or one of the list of that name."""
        if name == "n":
            return str(2 + int(self._chance.random() * 6))
        if name == "m":
            return str(8 + int(self._chance.random() * 90))
        word = self.one_of(self._words[name])
        return word.replace("{n}", str(10 + int(self._chance.random() * 80))) if "{" in word else word

    def one_of(self, choices: Sequence[str]) -> str:
        """One of them."""
        return choices[int(self._chance.random() * len(choices))]

    def happening(self, at: datetime) -> Happening:
        """Something that may happen in the month of ``at`` (office's time)."""
        patterns, sums = self._by_month[at.month]
        pattern = self._chance.choices(patterns, cum_weights=sums)[0]
        unit, person, phone = self._party(pattern.source)
        text = pattern.texts[int(self._chance.random() * len(pattern.texts))].filled(self, unit or "有关单位", person)
        is_open = bool(pattern.done) and self._chance.random() < pattern.open
        outcome = ""
        if is_open:
            outcome = pattern.done[int(self._chance.random() * len(pattern.done))].filled(self, unit or "承办单位")
        return Happening(
            kind=pattern.kind,
            text=text,
            unit=unit,
            person=person,
            phone=phone,
            important=self._chance.random() < pattern.important,
            is_open=is_open,
            due_min=self._chance.randint(*pattern.due) if is_open else None,
            outcome=outcome,
        )

    def on_the_desk(self, wanted: Mapping[str, Any]) -> Happening:
        """One of the entries that stand on the desk when the sample is opened; its times are the caller's."""
        unit, person, phone = self._party(wanted.get("from", ""))
        return Happening(
            kind=Kind(wanted["kind"]),
            text=_Text.of(wanted["text"]).filled(self, unit, person),
            unit=unit,
            person=person,
            phone=phone,
            important=bool(wanted.get("important", False)),
            urgent=bool(wanted.get("urgent", False)),
            is_open=True,
            due_min=wanted["due"] - wanted["at"] if "due" in wanted else None,
        )

    def _party(self, source: str) -> tuple[str, str, str]:
        if not source:
            return "", "", ""
        if source == "public":
            return "", self.one_of(self._words["citizen"]), f"1990000{int(self._chance.random() * 10000):04}"
        unit = "市气象台（示例）" if source == "weather" else self.one_of(self._units[source])
        person = self.one_of(self._words["caller"]) if self._chance.random() < 0.7 else ""
        return unit, person, sample_phone(unit)


def sample_phone(unit: str) -> str:
    """A number that belongs to nobody, always the same for a unit."""
    return f"0371-555{sum(ord(c) * (at + 7) for at, c in enumerate(unit)) % 100000:05}"


def _units() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for unit in shipped_units():
        if unit.kind in _OWN_DUTY:
            found.setdefault(unit.kind, []).append(unit.name)
    return found


def _season(entries: list[dict[str, Any]], month: int) -> tuple[list[_Pattern], list[int]]:
    chosen = [entry for entry in entries if month in entry.get("months", (month,))]
    return [_pattern(entry) for entry in chosen], list(accumulate(entry["weight"] for entry in chosen))


def _pattern(entry: Mapping[str, Any]) -> _Pattern:
    low, high = entry.get("due", (60, 120))
    return _Pattern(
        kind=Kind(entry["kind"]),
        source=entry.get("from", ""),
        texts=tuple(_Text.of(text) for text in entry["texts"]),
        done=tuple(_Text.of(text) for text in entry.get("done", ())),
        important=entry.get("important", 0.0),
        open=entry.get("open", 0.0),
        due=(low, high),
    )
