"""The head and foot of the papers that an office issues by itself: name, colour, line of the issue, distribution."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Final, Literal, get_args, get_type_hints

from dutyroom.rules.refusal import Refusal
from dutyroom.rules.wording import mark

SENTENCES: Final[dict[str, str]] = {
    "masthead.kind": mark("“{kind}” is no kind of paper with a head of its own. There are: {known}."),
    "masthead.no_table": mark("The head of “{kind}” is “{value}”. Write a table with these fields: {known}."),
    "masthead.missing": mark("The head of “{kind}” lacks the field “{name}”. Its fields: {known}."),
    "masthead.unknown": mark("The head of “{kind}” has no field “{name}”. Its fields: {known}."),
    "masthead.text": mark("The field “{name}” of the head of “{kind}” is “{value}”. Write a text in quotation marks."),
    "masthead.empty": mark("The field “{name}” of the head of “{kind}” is empty. Write the name that stands at the head."),
    "masthead.value": mark("The field “{name}” of the head of “{kind}” is “{value}”. It may be: {known}."),
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Masthead:
    """What stands around the text of one kind of paper; texts in Chinese and English.

    ``form`` bulletin: a large name over a rule; letter: addressed, and signed below the text. ``to`` and ``copies`` are
    how the lines of the distribution begin, empty where there is none. ``foot`` says who is named below it.
    """

    zh: str
    en: str
    form: Literal["bulletin", "letter"]
    colour: Literal["red", "black"]
    issue: Literal["serial", "year-serial", "number", "none"]
    to_zh: str
    to_en: str
    copies_zh: str
    copies_en: str
    foot: Literal["edited", "contact", "none"]


_NAMES: Final = tuple(field.name for field in fields(Masthead))
_NEEDED: Final = frozenset({"zh", "en"})


def read_mastheads(tables: Mapping[str, object], kinds: tuple[str, ...]) -> dict[str, Masthead]:
    """The head of every kind that is told of. Refused, naming kind, field and value: ``masthead.*``."""
    unknown = next((kind for kind in tables if kind not in kinds), None)
    if unknown is not None:
        raise Refusal("masthead.kind", kind=unknown, known=kinds)
    return {kind: _masthead(kind, table) for kind, table in tables.items()}


def _masthead(kind: str, table: object) -> Masthead:
    if not isinstance(table, Mapping):
        raise Refusal("masthead.no_table", kind=kind, value=table, known=_NAMES)
    for name in table:
        if name not in _NAMES:
            raise Refusal("masthead.unknown", field=str(name), name=name, kind=kind, known=_NAMES)
    hints, values = get_type_hints(Masthead), dict[str, Any]()
    for name in _NAMES:
        if name not in table:
            raise Refusal("masthead.missing", field=name, name=name, kind=kind, known=_NAMES)
        values[name] = _value(kind, name, table[name], get_args(hints[name]))
    return Masthead(**values)


def _value(kind: str, name: str, value: object, known: tuple[str, ...]) -> str:
    if not isinstance(value, str):
        raise Refusal("masthead.text", field=name, name=name, kind=kind, value=value)
    if known and value not in known:
        raise Refusal("masthead.value", field=name, name=name, kind=kind, value=value, known=known)
    if name in _NEEDED and not value.strip():
        raise Refusal("masthead.empty", field=name, name=name, kind=kind)
    return value
