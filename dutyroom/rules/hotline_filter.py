"""What the register of the mayor's telephone is narrowed to, and the plain text it is kept as.

``停水 state:open demand:投诉 area:二七区 class:0203 in:7d is:late`` — words are looked for in number, title, demand, answer
and place, never in callers' names and numbers. ``number:`` is the case's own or the one another system gave it,
``class:`` the code or its beginning, ``area:``, ``street:`` and ``unit:`` a part of the name, ``caller:`` the number (id) of
a case whose caller's cases are asked for. State, demand, channel, result, satisfaction and card take several values with
commas, as stored or as papers call them. ``in:``, ``closed:`` and ``back:`` (called back) take spans back from now
(``8h``, ``2d``, ``3w``) or days, ``due:`` spans on from now. A span alone is what is due within it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from dutyroom.rules.filter_times import SPAN, TIMES, is_time, time_bounds
from dutyroom.rules.hotline import (
    AT_ONCE,
    CARD_ZH,
    CHANNEL_ZH,
    DEMAND_ZH,
    RESULT_ZH,
    SATISFIED_ZH,
    Card,
    Channel,
    Demand,
    Result,
    Satisfied,
)
from dutyroom.rules.matter import State
from dutyroom.rules.matter_filter import STATES, MatterFilter, Misread, misread, read_matter_filter
from dutyroom.rules.statistics_figure import EXAMPLE, read_figure

_PART: Final = re.compile(r"([a-z]+):(\S+)")
_NUMBER: Final = re.compile(r"热?[〔\[(（【]?(\d{4})[〕\])）】\-/](\d{1,9})号?")
_CODE: Final = re.compile(r"[0-9]{1,6}")
ORDINARY: Final = "一般"
"""``urgency:``: not for at once."""
FLAGS: Final = (
    *("late", "waiting", "unassigned", "redone", "returned", "extended", "repeat", "complex", "direct", "incident"),
    *("ontime", "overran", "solved", "unsolved", "uncalled"),
)
"""``is:``: overdue; waiting for somebody; with no unit; redone; returned; extended; called for more than once; complex;
answered at once; became an incident; closed in time or not; solved or not, as its caller says; closed by a unit and its
caller not called back yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFilter:
    """Empty fields let everything through; of several values separated by commas any may hold, of flags all must."""

    words: str = ""
    number: str = ""
    state: str = ""
    demand: str = ""
    urgency: str = ""
    code: str = ""
    area: str = ""
    street: str = ""
    unit: str = ""
    channel: str = ""
    result: str = ""
    satisfied: str = ""
    card: str = ""
    caller: str = ""
    received: str = ""
    due: str = ""
    closed: str = ""
    back: str = ""
    figure: str = ""
    """What stands behind a figure of the statistics."""
    flags: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether everything is let through."""
        return not self.written()

    @property
    def narrows(self) -> bool:
        """Whether it asks for more than words."""
        return replace(self, words="") != CaseFilter()

    def written(self) -> str:
        """The filter as one line of plain text; :func:`read_case_filter` understands it."""
        parts = [self.words.strip()]
        parts += [f"{name}:{getattr(self, field)}" for name, field in NAMES.items() if getattr(self, field)]
        parts += [f"is:{flag}" for flag in self.flags]
        return " ".join(part for part in parts if part)

    def states(self) -> frozenset[str] | None:
        """The states that are let through; None for all but void ones."""
        if not self.state:
            return None
        return frozenset().union(*(STATES.get(word, frozenset({word})) for word in self.state.split(",")))

    def bounds(self, field: str, now: datetime, zone: ZoneInfo) -> tuple[datetime | None, datetime | None]:
        """From when to before when (UTC) one of the four times lies: received, due, closed, back."""
        return time_bounds(getattr(self, field), now, zone, back=field != "due")


NAMES: Final[Mapping[str, str]] = {
    **{name: name for name in ("number", "state", "demand", "urgency")},
    "class": "code",
    **{name: name for name in ("area", "street", "unit", "channel", "result", "satisfied", "card", "caller")},
    "in": "received",
    **{name: name for name in ("due", "closed", "back", "figure")},
}
"""How each field is called in a line."""
_READ: Final[Mapping[str, str]] = {**NAMES, "office": "unit"}
"""The same with the words of other registers."""
OF_TIME: Final = ("received", "due", "closed", "back")
_KNOWN: Final[Mapping[str, tuple[str, ...]]] = {
    "state": (*STATES, *(state.value for state in State)),
    "demand": tuple(demand.value for demand in Demand),
    "urgency": (AT_ONCE, ORDINARY),
    "channel": tuple(channel.value for channel in Channel),
    "result": tuple(result.value for result in Result),
    "satisfied": tuple(grade.value for grade in Satisfied),
    "card": tuple(card.value for card in Card),
}
_SAID: Final[Mapping[str, Mapping[str, str]]] = {
    "demand": {zh: word for word, zh in DEMAND_ZH.items()},
    "channel": {zh.casefold(): word for word, zh in CHANNEL_ZH.items()},
    "result": {zh: word for word, zh in RESULT_ZH.items()},
    "satisfied": {zh: word for word, zh in SATISFIED_ZH.items()},
    "card": {zh: word for word, zh in CARD_ZH.items()},
}
"""How else a value may be typed: as papers say it."""
_ONE_ONLY: Final = frozenset({"urgency"})
_STATE_FLAGS: Final = frozenset({"late", "waiting"})
"""``state:late`` is meant as ``is:late``."""


def read_case_filter(written: str) -> CaseFilter:
    """The filter that a line of plain text means; what is not understood stays among the words."""
    found = CaseFilter()
    rest: list[str] = []
    for token in written.split():
        if SPAN.fullmatch(token):
            found = replace(found, due=token)
            continue
        part = _PART.fullmatch(token)
        named = _read(part[1], part[2]) if part else None
        if named is None:
            rest.append(token)
        elif named[0] == "flags":
            found = replace(found, flags=tuple(flag for flag in FLAGS if flag in {*found.flags, named[1]}))
        else:
            value: dict[str, Any] = {named[0]: named[1]}
            found = replace(found, **value)
    return replace(found, words=" ".join(rest))


def misread_case(written: str) -> Misread | None:
    """The first term that was meant as a filter and cannot be one: a search must not take it for a word."""
    for token in written.split():
        part = _PART.fullmatch(token)
        if part is None or (part[1] not in _READ and part[1] != "is") or _read(part[1], part[2]) is not None:
            continue
        return Misread(token, part[1], _takes(part[1]))
    return None


def read_both(written: str) -> tuple[MatterFilter | None, CaseFilter | None]:
    """What a line means to the registers of other matters, and to that of the mayor's telephone.

    None where it has terms that the one does not know and the other does, or terms that it cannot read.
    """
    matters, cases = read_matter_filter(written), read_case_filter(written)
    of_matters = not misread(written) and not read_case_filter(matters.words).narrows
    of_cases = not misread_case(written) and not read_matter_filter(cases.words).narrows
    return (matters if of_matters else None), (cases if of_cases else None)


def misread_both(written: str) -> Misread | None:
    """The first term that none of the registers can read."""
    matters, cases = read_both(written)
    if (matters and matters.narrows) or (cases and cases.narrows):
        return None
    return misread(written) or misread_case(written)


def case_number(text: str) -> tuple[int, int] | None:
    """Year and serial of a case's own number, also as 2026-12 or 〔2026〕12; None where it is none."""
    found = _NUMBER.fullmatch("".join(text.split()))
    return (int(found[1]), int(found[2])) if found else None


def with_own_case(shown: CaseFilter, typed: CaseFilter) -> CaseFilter:
    """What the lists of a bar say, overruled by what was typed among the words; flags add up."""
    own: dict[str, Any] = {field: getattr(typed, field) for field in NAMES.values() if getattr(typed, field)}
    flags = tuple(flag for flag in FLAGS if flag in {*shown.flags, *typed.flags})
    return replace(shown, **own, words=typed.words, flags=flags)


def _read(name: str, typed: str) -> tuple[str, str] | None:
    """The field and the value that a term means; None where it means none."""
    if name == "is" or (name == "state" and typed in _STATE_FLAGS):
        return ("flags", typed) if typed in FLAGS else None
    field = _READ.get(name)
    if field is None:
        return None
    if field in _KNOWN:
        values = [_SAID.get(field, {}).get(part.casefold(), part) for part in typed.split(",")]
        fits = all(value in _KNOWN[field] for value in values) and (len(values) == 1 or field not in _ONE_ONLY)
        return (field, ",".join(dict.fromkeys(values))) if fits else None
    return (field, typed) if _fits(field, typed) else None


def _fits(field: str, value: str) -> bool:
    if field in OF_TIME:
        return is_time(value)
    if field == "code":
        return _CODE.fullmatch(value) is not None
    if field == "figure":
        return read_figure(value) is not None
    if field == "caller":
        return re.fullmatch(r"[0-9]{1,18}", value) is not None
    return True


def _takes(name: str) -> tuple[str, ...]:
    if name == "is":
        return FLAGS
    field = _READ[name]
    if field in OF_TIME:
        return TIMES
    examples = {"code": ("01", "0203", "020305"), "figure": (EXAMPLE, "…")}
    return _KNOWN.get(field) or examples.get(field, ("1", "…"))
