"""A paper's facts as somebody filled them in: plain values of a file made into frozen facts, or refused by field and value."""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from datetime import date, datetime
from typing import Any, Final, Literal, TypeVar, Union, get_args, get_origin, get_type_hints
from zoneinfo import ZoneInfo

from dutyroom.rules.refusal import Refusal
from dutyroom.rules.wording import Worded, mark

SENTENCES: Final[dict[str, str]] = {
    "filled.missing": mark("“{name}” is missing. It is {wanted}; “--form” prints the whole form."),
    "filled.unknown": mark("“{name}” is no field here. There are: {known}."),
    "filled.value": mark("“{name}” is “{value}”. Write {wanted}."),
    "filled.choice": mark("“{name}” is “{value}”. It may be: {known}."),
    "filled.post": mark("“{name}” is “{value}”, which is none of the posts: {known}. Name one of them, or add it to “posts”."),
    "filled.month": mark("“{name}” is “{value}”. Write a month from 1 to 12 and a year from 2000 to 2100."),
    "filled.outside": mark("“{name}” is “{value}”, which does not lie in {month}."),
    "filled.twice": mark("“{name}” is “{value}”, a day that stands there already. Put all of a day into one."),
}  # fmt: skip
_TEXT: Final = Worded(mark("a text in quotation marks"))
_NUMBER: Final = Worded(mark("a whole number"))
_FLAG: Final = Worded(mark("true or false"))
_DAY: Final = Worded(mark("a day like “2026-10-01”"))
_TIME: Final = Worded(mark("a time like “2026-11-23T08:30”"))
_LIST: Final = Worded(mark("a list in square brackets"))
_PAIR: Final = Worded(mark("two texts in square brackets, a label and what it says"))
_OBJECT: Final = Worded(mark("fields in braces"))
_SHOWN: Final = 60
"""Characters of a wrong value that a refusal shows."""
_YEARS: Final = range(1950, 2200)
_NOTHING: Final = object()

_Facts = TypeVar("_Facts")


@dataclass(frozen=True, slots=True)
class Form:
    """What is not filled in: fields that the program gives (``given``), and the zone of times without one."""

    given: Mapping[str, Any]
    zone: ZoneInfo


def fill(cls: type[_Facts], plain: object, form: Form) -> _Facts:
    """The facts from what was filled in. Refused, naming the field by its path and its value: ``filled.*``."""
    facts: _Facts = _record(cls, plain, "", form, form.given)
    return facts


def empty_form(cls: type[Any], hidden: frozenset[str]) -> dict[str, Any]:
    """The form with nothing in it but defaults; every list shows one example of what belongs into it."""
    hints = get_type_hints(cls)
    return {each.name: _empty(each, hints[each.name]) for each in fields(cls) if each.name not in hidden}


def _empty(of: Field[Any], wanted: Any) -> Any:
    if of.default is not MISSING and of.default not in ((), None):
        return [*of.default] if isinstance(of.default, tuple) else of.default
    return _example(wanted)


def _example(wanted: Any) -> Any:
    if is_dataclass(wanted) and isinstance(wanted, type):
        return empty_form(wanted, frozenset())
    origin, inner = get_origin(wanted), get_args(wanted)
    if origin in (Union, types.UnionType):
        return None
    if origin is tuple:
        return [_example(inner[0])] if inner[1:] == (Ellipsis,) else [_example(each) for each in inner]
    if origin is Literal:
        return inner[0]
    return {int: 0, bool: False}.get(wanted, "")


def _record(cls: Any, plain: object, path: str, form: Form, given: Mapping[str, Any]) -> Any:
    if not isinstance(plain, dict):
        raise _wrong(path or "{ }", plain, _OBJECT)
    hints, values = get_type_hints(cls), dict(given)
    known = tuple(each.name for each in fields(cls) if each.name not in given)
    for name in plain:
        if name not in known:
            raise Refusal("filled.unknown", field=path + name, name=path + name, known=known)
    for each in fields(cls):
        if each.name in plain:
            values[each.name] = _value(hints[each.name], plain[each.name], path + each.name, form)
        elif each.name not in values and each.default is MISSING:
            raise Refusal(
                "filled.missing", field=path + each.name, name=path + each.name, wanted=_said(hints[each.name])
            )
    return cls(**values)


def _value(wanted: Any, plain: Any, path: str, form: Form) -> Any:
    if is_dataclass(wanted):
        return _record(wanted, plain, f"{path}.", form, {})
    origin, inner = get_origin(wanted), get_args(wanted)
    if origin in (Union, types.UnionType):
        if plain is None or plain == "":
            return None
        return _value(next(each for each in inner if each is not type(None)), plain, path, form)
    if origin is Literal:
        if plain not in inner:
            raise Refusal("filled.choice", field=path, name=path, value=_short(plain), known=inner)
        return plain
    if origin is tuple:
        return _items(wanted, inner, plain, path, form)
    if wanted in (date, datetime):
        return _moment(wanted, plain, path, form.zone)
    if type(plain) is not wanted:
        raise _wrong(path, plain, _said(wanted))
    return plain


def _items(wanted: Any, inner: tuple[Any, ...], plain: Any, path: str, form: Form) -> tuple[Any, ...]:
    if not isinstance(plain, list):
        raise _wrong(path, plain, _said(wanted))
    if inner[1:] == (Ellipsis,):
        # The example of an empty form that nobody wrote over; within a row of a table an empty text is a cell.
        unfilled = _NOTHING if path.endswith("]") else _example(inner[0])
        filled = [(n, each) for n, each in enumerate(plain) if each != unfilled]
        return tuple(_value(inner[0], each, f"{path}[{n}]", form) for n, each in filled)
    if len(plain) != len(inner):
        raise _wrong(path, plain, _said(wanted))
    return tuple(
        _value(kind, each, f"{path}[{n}]", form) for n, (kind, each) in enumerate(zip(inner, plain, strict=True))
    )


def _moment(wanted: type[date], plain: Any, path: str, zone: ZoneInfo) -> date:
    if not isinstance(plain, str):
        raise _wrong(path, plain, _said(wanted))
    try:
        found = wanted.fromisoformat(plain)
    except ValueError as error:
        raise _wrong(path, plain, _said(wanted)) from error
    if found.year not in _YEARS:
        raise _wrong(path, plain, _said(wanted))
    if isinstance(found, datetime) and found.tzinfo is None:
        return found.replace(tzinfo=zone)
    return found


def _said(wanted: Any) -> object:
    """What belongs into a field, in words."""
    origin, inner = get_origin(wanted), get_args(wanted)
    if origin in (Union, types.UnionType):
        return _said(next(each for each in inner if each is not type(None)))
    if origin is tuple:
        return _LIST if inner[1:] == (Ellipsis,) else _PAIR
    if origin is Literal:
        return inner
    return {int: _NUMBER, bool: _FLAG, date: _DAY, datetime: _TIME}.get(wanted, _TEXT if wanted is str else _OBJECT)


def _wrong(path: str, plain: object, wanted: object) -> Refusal:
    return Refusal("filled.value", field=path, name=path, value=_short(plain), wanted=wanted)


def _short(plain: object) -> str:
    said = "null" if plain is None else str(plain)
    return said if len(said) <= _SHOWN else said[:_SHOWN] + "…"
