"""Numbers: what kind they are, how they are told apart from others written differently, how a cell full of them is read."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from dutyroom.rules.refusal import Refusal
from dutyroom.rules.wording import mark

SENTENCES: Final[dict[str, str]] = {
    "number.empty": mark("Enter the number."),
    "number.no_digit": mark("“{text}” is no number: there is no digit in it."),
    "number.short": mark("“{text}” has fewer than {least} digits."),
    "number.long": mark("“{text}…” has more than {most} digits. Enter one number at a time."),
    "number.no_address": mark("“{text}” is no e-mail address; it looks like name@example.cn."),
}  # fmt: skip

AREA_CODE: Final = "0371"
"""Zhengzhou's, for numbers written without one."""
DIGITS_LEAST: Final = 3
DIGITS_MOST: Final = 24


class Label(StrEnum):
    """The kinds of number in the directory; where a unit has several, the first of these is called first."""

    DUTY = "duty"
    OFFICE = "office"
    MOBILE = "mobile"
    HOME = "home"
    FAX = "fax"
    SECURE_FAX = "secure_fax"
    EMAIL = "email"
    OTHER = "other"


LABEL_WORDS: Final[dict[str, str]] = {
    Label.DUTY: mark("Duty phone"),
    Label.OFFICE: mark("Office phone"),
    Label.MOBILE: mark("Mobile phone"),
    Label.HOME: mark("Home phone"),
    Label.FAX: mark("Fax"),
    Label.SECURE_FAX: mark("Secure fax"),
    Label.EMAIL: mark("E-mail"),
    Label.OTHER: mark("Other number"),
}
UNLABELLED: Final = mark("Number from the log")
"""The word for a number that was kept from an entry and has no label yet."""

_DASHES: Final = str.maketrans(dict.fromkeys("‐‑‒–—―−﹣－ー", "-"))
_EXTENSION: Final = re.compile(
    r"(?:转|轉|分机|分機|内线|內線|;\s*ext\s*=|extension|ext|[x#*,;])\s*[.:]?\s*(\d{1,6})\s*\)?\s*$", re.IGNORECASE
)
_DASHED: Final = re.compile(r"\s*(?:(?:(?:\+|00)?86[-\s]?)?\(?0?\d{2,3}\)?[-\s]?)?\d{7,8}-(\d{1,6})\s*")
_NO_DIGITS: Final = re.compile("[^0-9]+")
_MOBILE: Final = re.compile(r"1[3-9]\d{9}")
_PLAIN: Final = re.compile(r"1[3-9]\d{9}|0[1-9]\d{1,2}-\d{7,8}", re.ASCII)
"""Most numbers stand in the directory like this; looking through thousands of them must be quick."""
_LOCAL: Final = re.compile(r"[2-8]\d{7}")
_INTERNATIONAL_LEAST: Final = 10
_NATIONAL_LEAST: Final = 9


def is_mobile(text: str) -> bool:
    """Whether this is a mobile number of the mainland."""
    return _MOBILE.fullmatch(normal_phone(text)) is not None


def normal_phone(text: str, area_code: str = AREA_CODE) -> str:
    """One spelling for every way to write a number: digits, ``+`` for abroad, ``转`` before an extension.

    ``（0371）6718-1234 转 8001``, ``+86 371 67181234-8001`` and ``67181234转8001`` are the same. An e-mail address
    comes back in small letters. Empty where there is no digit.
    """
    if _PLAIN.fullmatch(text):
        return text.replace("-", "")
    text = plain(text)
    if "@" in text:
        return text.casefold().removeprefix("mailto:").replace(" ", "")
    text = text.translate(_DASHES)
    found = _EXTENSION.search(text)
    extension = ""
    if found and _digits(text[: found.start()]):
        extension, text = found[1], text[: found.start()]
    elif dashed := _DASHED.fullmatch(text):
        extension, text = dashed[1], text[: dashed.start(1)]
    number = _national(_digits(text), area_code, abroad="+" in text)
    return f"{number}转{extension}" if extension else number


def plain(text: str) -> str:
    """The text in usual width, without invisible signs, blanks single."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    text = unicodedata.normalize("NFKC", text)
    return " ".join("".join(sign for sign in text if unicodedata.category(sign) not in ("Cf", "Cs", "Co")).split())


def digits_of(phone: str) -> str:
    """All digits of a number as it is kept and in its normal spelling, to look for a fragment in."""
    return f"{_digits(plain(phone))} {_digits(normal_phone(phone))}" if "@" not in phone else ""


def check_number(label: str | None, phone: str) -> str:
    """The number as it is kept; refuses one without digits, and an e-mail address that is none."""
    text = plain(phone)
    if not text:
        raise Refusal("number.empty", field="phone")
    if label == Label.EMAIL:
        name, at, host = text.removeprefix("mailto:").rpartition("@")
        if not (at and name and "." in host.strip(".")) or " " in text:
            raise Refusal("number.no_address", field="phone", text=text[:80])
        return text.removeprefix("mailto:")
    digits = _digits(text)
    if not digits:
        raise Refusal("number.no_digit", field="phone", text=text[:80])
    if len(digits) < DIGITS_LEAST:
        raise Refusal("number.short", field="phone", text=text[:80], least=DIGITS_LEAST)
    if len(digits) > DIGITS_MOST:
        raise Refusal("number.long", field="phone", text=text[:40], most=DIGITS_MOST)
    return text


@dataclass(frozen=True, slots=True)
class ReadNumber:
    """A number out of a cell: its text, the label that stands in the cell itself (or None), a remark beside it."""

    text: str
    label: Label | None = None
    note: str = ""


_SEPARATORS: Final = re.compile(r"[/、；;，,|\n\r]+|\s{2,}|\s*(?:或|和)\s*")
_REMARK: Final = re.compile(r"^(?P<number>.*?\d[^()]*?)\s*\((?P<note>[^()]*[^\d()\s\-+][^()]*)\)\s*$")
_WORDED: Final = re.compile(r"^\s*\(?(?P<word>[^\d@+()]{1,12}?)\)?\s*[:.]?\s*(?=[\d+(])")
_LABELS_IN_CELLS: Final = (
    (("加密传真", "保密传真", "机要传真", "密传"), Label.SECURE_FAX),
    (("传真", "fax"), Label.FAX),
    (("值班", "duty"), Label.DUTY),
    (("手机", "移动", "mobile", "cell", "手"), Label.MOBILE),
    (("住宅", "宅", "家", "home"), Label.HOME),
    (("办公", "座机", "固话", "办", "office", "work", "tel"), Label.OFFICE),
)
_IN_BRACKETS: Final = re.compile(r"\([^()]*\)")
_NOTHING: Final = frozenset(("", "-", "--", "/", "无", "暂无", "没有", "none", "n/a", "na", "nil", "null", "0"))


def label_in_words(words: str) -> Label | None:
    """The label that a few words beside a number name, such as ``手机`` or ``夜间值班``; None where they name none."""
    words = plain(words).casefold()
    return next((label for names, label in _LABELS_IN_CELLS if any(name in words for name in names)), None)


def read_numbers(cell: str) -> tuple[ReadNumber, ...]:
    """The numbers in one cell: ``办:0371-67181234/13800138000（夜间）`` are two. Words for *none* give nothing.

    A part without digits is among them, so that nobody loses what stood there.
    """
    cell = "\n".join(unicodedata.normalize("NFKC", line) for line in cell.splitlines())
    cell = _IN_BRACKETS.sub(lambda found: _SEPARATORS.sub(" ", found[0]), cell)
    parts: list[str] = []
    for part in _SEPARATORS.split(cell):
        if re.fullmatch(r"\d{1,6}", part.strip()) and parts and re.search(r"[;,]\s*$", cell.partition(part)[0]):
            parts[-1] = f"{parts[-1]}转{part.strip()}"  # 67181234,8001: dialled after the answer
        else:
            parts += _whole_numbers(part)
    return tuple(_read(part) for part in parts if part.strip().casefold() not in _NOTHING)


def _whole_numbers(part: str) -> list[str]:
    """Numbers with one blank between them, where each is whole on its own."""
    pieces = part.split()
    if len(pieces) > 1 and all(len(_digits(piece)) >= 7 for piece in pieces):
        return pieces
    return [part]


def _read(part: str) -> ReadNumber:
    text, note, label = plain(part), "", None
    if "@" in text:
        return ReadNumber(text, Label.EMAIL)
    if found := _REMARK.match(text):
        text, note = found["number"].strip(), found["note"].strip()
    if found := _WORDED.match(text):
        word = found["word"].strip(" :.")
        label = label_in_words(word)
        text = text[found.end() :].strip()
        if label is None and word:
            note = f"{word} {note}".strip()
    if note and label is None:
        label = label_in_words(note)
    return ReadNumber(text, label, note)


def _digits(text: str) -> str:
    return _NO_DIGITS.sub("", text)


def _national(digits: str, area_code: str, *, abroad: bool) -> str:
    """The number as it is dialled in the country, with its area code; ``+`` before one of another country."""
    if not abroad and digits.startswith("00") and len(digits) - 2 >= _INTERNATIONAL_LEAST:
        abroad, digits = True, digits[2:]
    if not abroad and digits.startswith("86") and _MOBILE.fullmatch(digits[2:]):
        return digits[2:]
    if abroad and digits.startswith("86"):
        rest = digits[2:].lstrip("0")
        if _MOBILE.fullmatch(rest):
            return rest
        if len(rest) >= _NATIONAL_LEAST:
            return f"0{rest}"
        return _national(rest, area_code, abroad=False) or digits
    if abroad and digits:
        return f"+{digits}"
    if len(digits) == len(area_code) + 7 and digits.startswith(area_code[1:]):
        return f"0{digits}"  # a workbook takes it for a number and drops the nought
    return f"{area_code}{digits}" if _LOCAL.fullmatch(digits) else digits
