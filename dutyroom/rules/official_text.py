"""An official paper as plain text: its parts by the order and the marks that GB/T 9704-2012 gives them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

_SPACES: Final = " \t\u3000\u00a0"
_NUMBER: Final = re.compile(
    r"^(?P<number>[^\s，。：:]{1,24}[〔［\[(（【]\s*\d{4}\s*[〕］\])）】]\s*第?\s*\d{1,5}\s*号)(?:\s*签\s*发\s*人[：:]\s*(?P<signers>.+))?$"
)
_COPY: Final = re.compile(r"^\d{6}$")
_SECRECY: Final = re.compile(r"^(?:绝密|机密|秘密)(?:\s*★\s*(?:\d{1,2}\s*年|长期)?)?$")
_URGENCY: Final = re.compile(r"^(?:特急|加急|特提|平急)$")
_SIGNERS: Final = re.compile(r"^签\s*发\s*人[：:]\s*(.+)$")
_DATE: Final = re.compile(r"^(?:\d{4}|[〇零○一二三四五六七八九十]{4})年.{1,3}月.{1,3}日$")
_ANNEX: Final = re.compile(r"^附\s*件[：:]\s*(.*)$")
_ITEM: Final = re.compile(r"^\d{1,2}\s*[.．、]\s*(.+)$")
_NOTE: Final = re.compile(r"^[（(].+[）)]$")
_COPIES: Final = re.compile(r"^抄\s*送[：:]\s*(.+)$")
_PRINTED: Final = re.compile(
    r"^(?P<by>.+?)\s*(?P<on>(?:\d{4}|[〇零○一二三四五六七八九十]{4})年.{1,3}月.{1,3}日)\s*印发$"
)
_PRESENT: Final = re.compile(r"^(?P<what>出\s*席|请\s*假|列\s*席)[：:]\s*(?P<who>.+)$")
_ATTACHED: Final = re.compile(r"^附件\s*(\d{0,2})$")
_ISSUER_MOST: Final = 40
_ADDRESSEE_MOST: Final = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached:
    """An attachment that is bound with the paper: its mark (附件1), title and text."""

    mark: str
    title: str
    body: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialText:
    """The parts of an official paper as they were written, without the words that only name them (附件：, 抄送：)."""

    title: str
    copy_number: str = ""
    secrecy: str = ""
    urgency: str = ""
    number: str = ""
    signers: tuple[str, ...] = ()
    addressee: str = ""
    body: tuple[str, ...] = ()
    annexes: tuple[str, ...] = ()
    annex_line: str = ""
    """The first line of the annexes as written, to be checked."""
    issuers: tuple[str, ...] = ()
    date: str = ""
    note: str = ""
    present: tuple[tuple[str, str], ...] = ()
    """Of minutes: 出席, 请假, 列席, each with the names."""
    copies_to: str = ""
    printed_by: str = ""
    printed_on: str = ""
    attached: tuple[Attached, ...] = ()


def read_official(text: str) -> OfficialText:
    """The parts of a text that begins with its title, or with the marks and the number over it."""
    lines = [line.strip(_SPACES) for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    lines = [line for line in lines if line]
    lines, attached = _attached(lines)
    head, lines = _head(lines)
    title, lines = (lines[0], lines[1:]) if lines else ("", [])
    addressee = ""
    if lines and lines[0].endswith(("：", ":")) and "。" not in lines[0] and len(lines[0]) <= _ADDRESSEE_MOST:
        addressee, lines = lines[0], lines[1:]
    foot, lines = _foot(lines)
    return OfficialText(title=title, addressee=addressee, body=tuple(lines), attached=attached, **head, **foot)


def _attached(lines: list[str]) -> tuple[list[str], tuple[Attached, ...]]:
    """The lines before the first attachment, and the attachments: each begins with its mark alone on a line."""
    marks = [place for place, line in enumerate(lines) if _ATTACHED.match(line)]
    if not marks:
        return lines, ()
    ends = [*marks[1:], len(lines)]
    found = tuple(
        Attached(mark=lines[start], title=lines[start + 1], body=tuple(lines[start + 2 : end]))
        for start, end in zip(marks, ends, strict=True)
        if start + 1 < end
    )
    return lines[: marks[0]], found


def _head(lines: list[str]) -> tuple[dict[str, Any], list[str]]:
    found: dict[str, Any] = {}
    while lines:
        line = lines[0]
        if (number := _NUMBER.match(line)) is not None:
            found["number"] = number["number"]
            if number["signers"]:
                found["signers"] = _names(number["signers"])
        elif _COPY.match(line):
            found["copy_number"] = line
        elif _SECRECY.match(line):
            found["secrecy"] = line
        elif _URGENCY.match(line):
            found["urgency"] = line
        elif (signers := _SIGNERS.match(line)) is not None:
            found["signers"] = _names(signers[1])
        else:
            break
        lines = lines[1:]
    return found, lines


def _foot(lines: list[str]) -> tuple[dict[str, Any], list[str]]:
    """What stands under the text, read from its end upward; and the text."""
    found: dict[str, Any] = {}
    rest = list(lines)
    present: list[tuple[str, str]] = []
    while rest:
        line = rest[-1]
        if (printed := _PRINTED.match(line)) is not None:
            found["printed_by"], found["printed_on"] = printed["by"].strip(_SPACES), printed["on"]
        elif (copies := _COPIES.match(line)) is not None:
            found["copies_to"] = copies[1]
        elif (who := _PRESENT.match(line)) is not None:
            present.insert(0, ("".join(who["what"].split()), who["who"]))
        elif _NOTE.match(line) and "note" not in found and "date" not in found:
            found["note"] = line
        elif _DATE.match(line) and "date" not in found:
            found["date"] = line
        else:
            break
        rest.pop()
    found["present"] = tuple(present)
    if "date" in found:
        found["issuers"], rest = _issuers(rest)
    found |= _annexes(rest)
    return found, rest[: len(rest) - found.pop("taken", 0)]


def _issuers(lines: list[str]) -> tuple[tuple[str, ...], list[str]]:
    """The bodies that sign: short lines over the date that end no sentence and begin no list."""
    issuers: list[str] = []
    while (
        lines
        and len(lines[-1]) <= _ISSUER_MOST
        and not re.search(r"[。：；:;]|^附|^\d|^[（(]|^[一二三四五六七八九十]+、", lines[-1])
    ):
        issuers.insert(0, lines[-1])
        lines = lines[:-1]
    return tuple(issuers), lines


def _annexes(lines: Sequence[str]) -> dict[str, Any]:
    """The annexes named at the end of the text, and how many lines they take."""
    for back in range(1, min(len(lines), 30) + 1):
        first = _ANNEX.match(lines[-back])
        if first is None:
            if _ITEM.match(lines[-back]) is None:
                return {}
            continue
        named = [first[1], *lines[len(lines) - back + 1 :]]
        items = tuple((_ITEM.match(each) or [each, each])[1] for each in named if each)
        return {"annexes": items, "annex_line": "\n".join(lines[-back:]), "taken": back}
    return {}


def _names(said: str) -> tuple[str, ...]:
    return tuple(filter(None, re.split(r"[、,，\s]+", said.strip(_SPACES))))
