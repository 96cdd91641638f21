"""Electronic business cards (vCard 2.1, 3.0, 4.0; RFC 2426, RFC 6350), as telephones and mail programs really write them.

Read line by line and not with a library: a broken line or card must cost no other, text may be in a charset of its own
per line, and one telephone ends its lines with two carriage returns.
"""

from __future__ import annotations

import binascii
import quopri
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from dutyroom.readers.document import ReadFailure
from dutyroom.readers.txt import clean, decoded
from dutyroom.rules.contact_card import Card, CardNumber
from dutyroom.rules.fold import is_han
from dutyroom.rules.phone import Label, is_mobile, label_in_words, plain

CARDS_MOST: Final = 20_000
LINE_MOST: Final = 200_000
_TOLD: Final = frozenset(
    ("FN", "N", "ORG", "TITLE", "ROLE", "TEL", "EMAIL", "ADR", "NOTE", "KIND", "X-ABLABEL", "X-ADDRESSBOOKSERVER-KIND")
)
"""What is read of a card; pictures, keys and sounds are passed over."""
_CHARSETS: Final = {"gb2312": "gb18030", "gbk": "gb18030", "us-ascii": "utf-8", "ascii": "utf-8"}
_BARE_ENCODINGS: Final = frozenset(("QUOTED-PRINTABLE", "BASE64", "B", "8BIT", "7BIT"))
_PART: Final = re.compile(rb'((?:[^;"]|"[^"]*")*)(?:;|$)')
_APPLE: Final = re.compile(r"^_\$!<(.*)>!\$_$")
_TEL_PARAMETER: Final = re.compile(r";(?!ext=)[a-z-]+=[^;]*", re.IGNORECASE)
_NOTE_MOST: Final = 2000
_TEL_TYPES: Final = (
    (frozenset(("fax",)), Label.FAX),
    (frozenset(("cell", "iphone", "mobile")), Label.MOBILE),
    (frozenset(("pager",)), Label.OTHER),
    (frozenset(("home",)), Label.HOME),
    (frozenset(("work",)), Label.OFFICE),
)


@dataclass(frozen=True, slots=True)
class _Line:
    """One property: its group, name, types and other parameters, and its value as text, still escaped."""

    group: str
    name: str
    types: frozenset[str]
    params: dict[str, str]
    value: str


@dataclass(slots=True)
class _Open:
    """A card being read."""

    row: int
    version: str = ""
    lines: list[_Line] = field(default_factory=list)


def read_vcards(content: bytes) -> tuple[Card, ...]:
    """The cards in order; one that is cut off or a list of others says so as its problem."""
    if b"\x00" in content or content.startswith((b"\xff\xfe", b"\xfe\xff")):
        content = decoded(content)[0].encode("utf-8")
    logical = list(_unfolded(content))
    # Only now: a line may be folded in the middle of a character.
    _, encoding = decoded(b"\n".join(line for line in logical if len(line) < LINE_MOST))
    cards: list[Card] = []
    present: _Open | None = None
    depth = 0
    for head, value in _properties(logical):
        word = value.strip().upper() if head.upper() in (b"BEGIN", b"END") else b""
        if word == b"VCARD" and head.upper() == b"BEGIN":
            depth += 1
            if depth > 1 and present is not None and present.version and not _is_agent(present):
                cards.append(_card(present, problem="import.card.cut"))  # a card without an end before this one
                depth = 1
            if depth == 1:
                present = _Open(len(cards) + 1)
                _refuse_many(present.row)
        elif word == b"VCARD":
            depth = max(0, depth - 1)
            if depth == 0 and present is not None:
                cards.append(_card(present))
                present = None
        elif present is not None and depth == 1:
            _note_line(present, head, value, encoding)
    if present is not None:
        cards.append(_card(present, problem="import.card.cut"))
    if not cards:
        raise ReadFailure("damaged", "file.damaged", kind="vcf")
    return tuple(cards)


def _refuse_many(cards: int) -> None:
    if cards > CARDS_MOST:
        raise ReadFailure("too-large", "file.rows", limit=CARDS_MOST)


def _is_agent(card: _Open) -> bool:
    """Whether the card is within its AGENT: another card stands inside it."""
    return bool(card.lines) and card.lines[-1].name == "AGENT"


def _properties(lines: Sequence[bytes]) -> Iterator[tuple[bytes, bytes]]:
    """Head and value of each property; lines without a colon are passed over."""
    for line in lines:
        place, quoted = -1, False
        for at, byte in enumerate(line[:LINE_MOST]):
            if byte == 0x22:
                quoted = not quoted
            elif byte == 0x3A and not quoted:
                place = at
                break
        if place < 0 and b":" in line:
            place = line.index(b":")  # a quotation mark that nobody closed
        if place > 0:
            yield line[:place].strip(), line[place + 1 :]


def _unfolded(content: bytes) -> Iterator[bytes]:
    """Logical lines: those that begin with a blank go on, and so does quoted-printable that ends with ``=``."""
    present = b""
    soft = False
    for raw in re.split(rb"\r*\n|\r", content.removeprefix(b"\xef\xbb\xbf")):
        if soft:
            present = present[:-1] + raw
        elif raw[:1] in (b" ", b"\t") and present:
            present += raw[1:]
        else:
            if present:
                yield present
            present = raw
        head = present.partition(b":")[0].upper()
        soft = b"QUOTED-PRINTABLE" in head and present.endswith(b"=")
        if len(present) > LINE_MOST and head.partition(b";")[0].rpartition(b".")[2].decode("ascii", "replace") in _TOLD:
            present = present[:LINE_MOST]
    if present:
        yield present


def _note_line(card: _Open, head: bytes, value: bytes, encoding: str) -> None:
    """Keep a property that is read, decoded."""
    group = ""
    params: dict[str, str] = {}
    types: set[str] = set()
    parts = [found.decode("ascii", "replace").strip() for found in _PART.findall(head)]
    name = parts[0].upper()
    if "." in name:
        group, _, name = name.partition(".")
    if name == "VERSION":
        card.version = value.decode("ascii", "replace").strip()
        return
    if name not in _TOLD and name != "AGENT":
        return
    for part in parts[1:]:
        key, equals, told = part.partition("=")
        told = told.strip('"')
        if not equals:
            types.update([] if key.upper() in _BARE_ENCODINGS else [key.lower()])
            params.setdefault("ENCODING", key.upper()) if key.upper() in _BARE_ENCODINGS else None
        elif key.upper() == "TYPE":
            types.update(each.strip().lower() for each in told.split(","))
        elif key:
            params[key.upper()] = told.upper() if key.upper() == "ENCODING" else told
    text = _decoded(value, params, encoding)
    card.lines.append(_Line(group, name, frozenset(types), params, text))


def _decoded(value: bytes, params: dict[str, str], encoding: str) -> str:
    kind = params.get("ENCODING", "")
    if kind == "QUOTED-PRINTABLE":
        value = quopri.decodestring(value)
    elif kind in ("B", "BASE64"):
        try:
            value = binascii.a2b_base64(value)
        except binascii.Error:
            return ""
    charset = params.get("CHARSET", "").lower() or (encoding if kind != "QUOTED-PRINTABLE" else "")
    if not charset:
        charset = "utf-8" if _reads_as(value, "utf-8") else "gb18030"
    try:
        text = value.decode(_CHARSETS.get(charset, charset), "replace")
    except LookupError:
        text = value.decode("utf-8", "replace")
    return clean(text)


def _reads_as(value: bytes, charset: str) -> bool:
    try:
        value.decode(charset)
    except UnicodeDecodeError:
        return False
    return True


def _fields(line: _Line) -> list[str]:
    """The parts of a structured value, such as those of a name."""
    return [_plain(part) for part in re.split(r"(?<!\\);", line.value)]


def _plain(text: str) -> str:
    """Text without its escapes."""
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], text, flags=re.DOTALL).strip()


def _card(card: _Open, problem: str = "") -> Card:
    lines = [line for line in card.lines if line.value.strip()]
    kinds = {line.value.strip().lower() for line in lines if line.name in ("KIND", "X-ADDRESSBOOKSERVER-KIND")}
    unit, department = _organisation(lines)
    name = _name(lines)
    if unit and (name == unit or "org" in kinds):
        unit, name = unit or name, ""
    elif "org" in kinds:
        unit, name = name, ""
    titles = [_plain(line.value) for kind in ("TITLE", "ROLE") for line in lines if line.name == kind]
    return Card(
        row=card.row,
        unit=unit,
        department=department,
        name=name,
        post=titles[0] if titles else "",
        numbers=tuple(dict.fromkeys(_numbers(lines))),
        address=_address(lines),
        note="\n".join(_plain(line.value) for line in lines if line.name == "NOTE")[:_NOTE_MOST],
        problem="import.card.group" if "group" in kinds else problem,
    )


def _organisation(lines: list[_Line]) -> tuple[str, str]:
    for line in lines:
        if line.name == "ORG":
            parts = [plain(part) for part in _fields(line) if part]
            return (parts[0], " ".join(parts[1:])) if parts else ("", "")
    return "", ""


def _name(lines: list[_Line]) -> str:
    """The name as it is shown; for a Chinese name without one, family name before given name."""
    whole = next((plain(_plain(line.value)) for line in lines if line.name == "FN"), "")
    if not whole:
        parts = next(([plain(part) for part in _fields(line)] for line in lines if line.name == "N"), [])
        family, given = (*parts, "", "")[:2]
        if any(is_han(sign) for sign in family + given):
            return f"{family}{given}"
        ahead, behind = (*parts, "", "", "", "", "")[3:5]
        middle = (*parts, "", "", "")[2]
        whole = " ".join(part for part in (ahead, given, middle, family, behind) if part)
    return "".join(whole.split()) if whole and all(is_han(sign) for sign in whole if not sign.isspace()) else whole


def _numbers(lines: list[_Line]) -> Iterator[CardNumber]:
    labels = {line.group: _APPLE.sub(r"\1", _plain(line.value)) for line in lines if line.name == "X-ABLABEL"}
    for line in lines:
        text = plain(_plain(line.value))
        if line.name == "EMAIL":
            yield CardNumber(text=text.removeprefix("mailto:"), label=Label.EMAIL)
        elif line.name == "TEL":
            named = labels.get(line.group, "") if line.group else ""
            text = _TEL_PARAMETER.sub("", re.sub(r"^tel:", "", text, flags=re.IGNORECASE))
            text = re.sub(r";ext=", " ext. ", text, flags=re.IGNORECASE)
            yield CardNumber(text=text, label=_label(line.types, text, named), note=_remark(line.types, named))


def _label(types: frozenset[str], text: str, named: str) -> Label:
    told = label_in_words(named) if named else None
    if told is not None:
        return told
    found = next((label for names, label in _TEL_TYPES if names & types), None)
    if found is None:
        return Label.MOBILE if is_mobile(text) else Label.OTHER if named else Label.OFFICE
    return found


def _remark(types: frozenset[str], named: str) -> str:
    """What tells the number apart beyond its label."""
    if named:
        return "" if label_in_words(named) and len(named) <= len("值班电话") else named
    if "pager" in types:
        return "pager"
    return "home" if {"fax", "home"} <= types else ""


def _address(lines: list[_Line]) -> str:
    """The address of the office before any other: from the region down in Chinese, up from the street elsewhere."""
    found = sorted((line for line in lines if line.name == "ADR"), key=lambda line: "work" not in line.types)
    for line in found:
        parts = [plain(part) for part in _fields(line)][:7]
        parts += [""] * (7 - len(parts))
        box, more, street, city, region, code, country = parts
        if any(is_han(sign) for part in parts for sign in part):
            told = [part for part in (region, city, street, more, box) if part]
            return "".join(told) if all(is_han(part[0]) or part[0].isdigit() for part in told) else " ".join(told)
        told = [part for part in (box, street, more, city, region, code, country) if part]
        if told:
            return ", ".join(told)
    return ""
