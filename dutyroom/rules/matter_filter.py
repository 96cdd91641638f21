"""What a register of matters is narrowed to, and the plain text it is kept as.

``积水 state:open urgency:特急 office:水利局 in:2d due:8h is:late`` — words are looked for in title, numbers, sender and
text; of supervision ``basis:npc`` and ``light:red``, of warnings ``colour:red`` and ``status:exercise``; of plans in
preparation ``year:2026``; of incidents
``grade:Ⅲ`` (or ``grade:3``), ``area:二七区``, ``class:accident`` and ``type:road`` (or as papers call them: ``type:火灾``);
``figure:`` is what stands
behind a number of the statistics; ``in:`` and ``due:`` take spans back from and on from now (``8h``, ``2d``, ``3w``) or days.
A span alone is what is due within it: ``8h`` means ``due:8h``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from dutyroom.rules.filter_times import SPAN, TIMES, is_time, time_bounds
from dutyroom.rules.incident import CATEGORY_ZH, GRADES, SUBTYPE_OF, SUBTYPES, Category
from dutyroom.rules.matter import OPEN, MatterKind, State
from dutyroom.rules.notice import PAPER_URGENCY, TELEGRAM_URGENCY, Channel
from dutyroom.rules.statistics_facts import KIND_OF
from dutyroom.rules.statistics_figure import EXAMPLE, read_figure
from dutyroom.rules.supervision import Basis, Light
from dutyroom.rules.warning import Colour
from dutyroom.rules.wording import mark

_PART: Final = re.compile(r"([a-z]+):(\S+)")
STATES: Final[Mapping[str, frozenset[str]]] = {
    "open": frozenset(state.value for state in OPEN),
    "over": frozenset(
        state.value
        for state in (*(State.CLOSED, State.FILED, State.RETURNED, State.TRANSFERRED), *(State.MERGED, State.REFUSED))
    ),
}
"""What ``state:`` means beside the states themselves."""
FLAGS: Final = ("late", "waiting", "reading", "action", "secret", "unassigned", "ungraded")
"""``is:``: overdue, waiting, reading paper, action paper, secret, nobody has it in hand, an incident without a grade."""

STATUSES: Final = ("actual", "exercise")
"""``status:`` of a warning: real, or anything that is not: exercises, tests, drafts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MatterFilter:
    """Empty fields let everything through; ``state`` is a state, ``open`` or ``over``."""

    words: str = ""
    state: str = ""
    urgency: str = ""
    office: str = ""
    source: str = ""
    channel: str = ""
    kind: str = ""
    basis: str = ""
    light: str = ""
    grade: str = ""
    area: str = ""
    category: str = ""
    subtype: str = ""
    colour: str = ""
    status: str = ""
    year: str = ""
    received: str = ""
    due: str = ""
    flag: str = ""
    figure: str = ""
    """What stands behind a figure of the statistics."""

    @property
    def is_empty(self) -> bool:
        """Whether everything is let through."""
        return not self.written()

    @property
    def narrows(self) -> bool:
        """Whether it asks for more than words."""
        return replace(self, words="") != MatterFilter()

    def written(self) -> str:
        """The filter as one line of plain text; :func:`read_matter_filter` understands it."""
        parts = [self.words.strip()]
        parts += [f"{name}:{getattr(self, field)}" for name, field in _NAMES.items() if getattr(self, field)]
        return " ".join(part for part in parts if part)

    def states(self) -> frozenset[str] | None:
        """The states that are let through; None for all but void ones."""
        if not self.state:
            return None
        return STATES.get(self.state) or frozenset({self.state})

    def received_bounds(self, now: datetime, zone: ZoneInfo) -> tuple[datetime | None, datetime | None]:
        """From when to before when it came in (UTC)."""
        return time_bounds(self.received, now, zone, back=True)

    def due_bounds(self, now: datetime, zone: ZoneInfo) -> tuple[datetime | None, datetime | None]:
        """From when to before when its nearest limit is due; a span has no lower bound, what is late is due too."""
        return time_bounds(self.due, now, zone, back=False)


_NAMES: Final = {
    "state": "state",
    "urgency": "urgency",
    "office": "office",
    "source": "source",
    "channel": "channel",
    "kind": "kind",
    "basis": "basis",
    "light": "light",
    "grade": "grade",
    "area": "area",
    "class": "category",
    "type": "subtype",
    "colour": "colour",
    "status": "status",
    "year": "year",
    "in": "received",
    "due": "due",
    "is": "flag",
    "figure": "figure",
}


def read_matter_filter(written: str) -> MatterFilter:
    """The filter that a line of plain text means; what is not understood stays among the words."""
    found = MatterFilter()
    rest: list[str] = []
    for token in written.split():
        if SPAN.fullmatch(token):
            found = replace(found, due=token)
            continue
        part = _PART.fullmatch(token)
        field = _NAMES.get(part[1]) if part else None
        value = _value(field, part[2]) if part and field else ""
        if field is None or not _fits(field, value):
            rest.append(token)
            continue
        found = replace(found, **{field: value})
    return replace(found, words=" ".join(rest))


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptFilter:
    """A filter kept under a name, or without one as its own text; a workstation keeps each as a line of plain text."""

    written: str
    name: str = ""

    @property
    def line(self) -> str:
        """As it is kept."""
        return f"{self.name}\t{self.written}" if self.name else self.written

    @property
    def said(self) -> str:
        """As it is offered."""
        return f"{self.name} — {self.written}" if self.name else self.written


def read_kept(line: str) -> KeptFilter:
    """The filter that is kept in a line."""
    name, tab, written = line.partition("\t")
    return KeptFilter(name=name.strip(), written=written.strip()) if tab else KeptFilter(written=line.strip())


def with_kept(kept: Sequence[KeptFilter], name: str, written: str) -> list[KeptFilter]:
    """The same filters and this one, under its name; one of the same name or text gives way to it."""
    name = " ".join(name.split())
    others = [each for each in kept if each.written != written and not (name and each.name == name)]
    return [*others, KeptFilter(name=name, written=written)]


def with_own(shown: MatterFilter, typed: MatterFilter) -> MatterFilter:
    """What the lists of a bar say, overruled by what was typed among the words."""
    own = {field.name: getattr(typed, field.name) for field in fields(typed) if getattr(typed, field.name)}
    return replace(shown, **own | {"words": typed.words})


def _value(field: str, typed: str) -> str:
    return _SAID.get(field, {}).get(typed.casefold(), typed)


_SAID: Final[Mapping[str, Mapping[str, str]]] = {
    "grade": {
        word: grade for place, grade in enumerate(GRADES) for word in (str(place + 1), ("i", "ii", "iii", "iv")[place])
    },
    "category": {CATEGORY_ZH[category]: category.value for category in Category},
    "subtype": {each.zh: each.key for each in SUBTYPES},
}
"""How else a value may be typed: no keyboard has Ⅲ, and papers say 道路交通事故."""
_KNOWN: Final[Mapping[str, tuple[str, ...]]] = {
    "state": (*STATES, *(state.value for state in State)),
    "urgency": tuple(dict.fromkeys((*TELEGRAM_URGENCY, *PAPER_URGENCY))),
    "channel": tuple(channel.value for channel in Channel),
    "basis": tuple(basis.value for basis in Basis),
    "light": tuple(light.value for light in Light),
    "grade": tuple(GRADES),
    "category": tuple(category.value for category in Category),
    "subtype": tuple(SUBTYPE_OF),
    "colour": tuple(colour.value for colour in Colour),
    "status": STATUSES,
    "flag": FLAGS,
}
"""The values that a field has; what is not named here takes any."""
_EXAMPLES: Final = {"year": ("2026", "…"), "received": TIMES, "due": TIMES, "figure": (EXAMPLE, "…")}
_TOLD_MOST: Final = 12


def _fits(field: str, value: str) -> bool:
    if field in ("received", "due"):
        return is_time(value)
    if field == "year":
        return re.fullmatch(r"\d{4}", value) is not None
    if field == "figure":
        return read_figure(value) is not None
    return field not in _KNOWN or value in _KNOWN[field]


NO_FILTER: Final = mark("“{term}” is no filter: {field}: takes {known}.")


@dataclass(frozen=True, slots=True)
class Misread:
    """A term with the name of a field and a value that it never has; ``known`` are those it has, or the first of many."""

    term: str
    field: str
    known: tuple[str, ...]


def misread(written: str) -> Misread | None:
    """The first term that was meant as a filter and cannot be one: a search must not take it for a word."""
    for token in written.split():
        part = _PART.fullmatch(token)
        field = _NAMES.get(part[1]) if part else None
        if part is None or field is None or _fits(field, _value(field, part[2])):
            continue
        known = _EXAMPLES.get(field) or _KNOWN[field]
        more = ("…",) if len(known) > _TOLD_MOST else ()
        return Misread(token, part[1], known[:_TOLD_MOST] + more)
    return None


def kinds_of(wanted: MatterFilter) -> frozenset[MatterKind]:
    """The registers that have every field which a filter names; the mayor's telephone has terms of its own."""
    named = {kind for field, kind in _OF.items() if getattr(wanted, field)}
    named |= {_OF_FLAG[wanted.flag]} if wanted.flag in _OF_FLAG else set()
    figure = read_figure(wanted.figure)
    counted = {KIND_OF.get(figure.subject)} if figure is not None else set()
    return frozenset(kind for kind in MatterKind if named | counted <= {kind} and kind is not MatterKind.HOTLINE)


_OF: Final = {
    **dict.fromkeys(("channel", "kind"), MatterKind.NOTICE),
    **dict.fromkeys(("basis", "light"), MatterKind.SUPERVISION),
    **dict.fromkeys(("grade", "area", "category", "subtype"), MatterKind.INCIDENT),
    **dict.fromkeys(("colour", "status"), MatterKind.WARNING),
    "year": MatterKind.PREPARATION,
}
_OF_FLAG: Final = {
    "reading": MatterKind.NOTICE,
    "action": MatterKind.NOTICE,
    "ungraded": MatterKind.INCIDENT,
}
