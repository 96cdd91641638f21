"""A contact out of a file: what one row of a table or one electronic business card says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from dutyroom.rules.directory import UnitKind
from dutyroom.rules.phone import Label, ReadNumber, is_mobile, label_in_words, read_numbers

Remark = tuple[str, tuple[tuple[str, object], ...]]
"""A code of the sentences and its facts: what was left empty, and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CardNumber:
    """A number on a card, with its label (None: kept from the log) and a remark; ``person`` is who has it there."""

    text: str
    label: Label | None = Label.OFFICE
    note: str = ""
    person: str = ""
    is_day_and_night: bool = False
    checked_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A member of a group: a unit, or with a name a person of it."""

    unit: str
    name: str = ""
    post: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What a file says of a person, or of a unit where there is no name.

    ``row`` is the row in the table or the place of the card in the file, from 1. ``problem`` is a code that says why
    it cannot be used, ``remarks`` what was left empty. With ``is_written`` it comes from an export of this program
    and stands as it is kept there; with ``group`` it is a group. ``checked_at`` is the day when its numbers were called.
    """

    row: int
    unit: str = ""
    department: str = ""
    name: str = ""
    post: str = ""
    fields: tuple[str, ...] = ()
    numbers: tuple[CardNumber, ...] = ()
    address: str = ""
    note: str = ""
    problem: str = ""
    sheet: str = ""
    kind: UnitKind | None = None
    short: str = ""
    unit_en: str = ""
    functions: tuple[str, ...] = ()
    functions_en: tuple[str, ...] = ()
    fields_en: tuple[str, ...] = ()
    belongs_to: str = ""
    checked_at: date | None = None
    group: str = ""
    members: tuple[Member, ...] = ()
    remarks: tuple[Remark, ...] = ()
    is_written: bool = False


def numbers_in(cell: str, label: Label | None) -> tuple[CardNumber, ...]:
    """The numbers in a cell whose column says ``label``; None is a column for any number.

    A word in the cell itself (``手机：138…``) beats an unspecific column only: a column for fax holds fax numbers.
    """
    return tuple(
        CardNumber(text=each.text, label=_label(each, label), note=_note(each, label)) for each in read_numbers(cell)
    )


def _label(each: ReadNumber, column: Label | None) -> Label:
    if each.label is Label.EMAIL:
        return Label.EMAIL
    if column is not None and column is not Label.OTHER:
        return column
    if each.label is not None:
        return each.label
    return Label.MOBILE if is_mobile(each.text) else column or Label.OFFICE


def _note(each: ReadNumber, column: Label | None) -> str:
    named = label_in_words(each.note) if each.note else None
    return "" if named is not None and named is _label(each, column) and len(each.note) <= 4 else each.note


def written_post(department: str, post: str) -> str:
    """Department and post as one: ``指挥中心主任``, ``Accounting, Money Counter``."""
    if not department or department in post:
        return post or department
    if not post:
        return department
    return f"{department}{post}" if not (department[-1:].isascii() and post[:1].isascii()) else f"{department}, {post}"
