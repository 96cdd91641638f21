"""A contact out of a file: what one row of a table or one electronic business card says."""

from __future__ import annotations

from dataclasses import dataclass

from dutyroom.rules.phone import Label, ReadNumber, is_mobile, label_in_words, read_numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class CardNumber:
    """A number on a card, with its label and a remark."""

    text: str
    label: Label = Label.OFFICE
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What a file says of a person, or of a unit where there is no name.

    ``row`` is the row in the table or the place of the card in the file, from 1. ``problem`` is a code that says why
    it cannot be used.
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
