"""Callers' names, numbers and addresses as they are shown to those without the right to see them.

国办函〔2025〕66号 asks for the protection of personal data, GB/T 33358-2016 for secrecy of a caller on request. How much
is left standing (the family name, the first three and last four digits, the road) is this program's choice.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from typing import Final

from dutyroom.rules.fold import HAN
from dutyroom.rules.officer import Author, Role
from dutyroom.rules.phone import AREA_CODE, normal_phone

SHADE: Final = "*"
WITHHELD: Final = "＊＊＊"
"""In place of everything of a caller who asked for secrecy."""
SHOWN_MINUTES: Final = 3
"""Minutes after which callers are hidden again on a desk that nobody touches; this program's choice."""
_DOUBLE: Final = frozenset(
    ["欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "司徒", "令狐", "夏侯", "端木"]
)
_DIGIT: Final = "0-9０-９"
_GAP: Final = r"[\s()（）\-－—–·.]{0,3}"
_ANY: Final = f"[{_DIGIT}]"
_HOME: Final = rf"(?:(?:[+＋]|[0０][0０])?[8８][6６]{_GAP})?"
"""The country before a number."""
# Longest first: identity numbers, mobiles in any writing, landlines with an area code, bare local numbers of Zhengzhou's
# form. A number that goes on before or behind is another kind of number, such as a case's of twelve digits.
_NUMBERS: Final = re.compile(
    rf"(?<!{_ANY})(?:"
    rf"(?P<identity>[1-8１-８]{_ANY}{{16}}[{_DIGIT}XxＸｘ])"
    rf"|(?P<mobile>{_HOME}[1１]{_GAP}[3-9３-９](?:{_GAP}{_ANY}){{9}})"
    rf"|(?P<far>[(（]?[0０][1-9１-９]{_ANY}{{1,2}}{_GAP}{_ANY}{{3,4}}{_GAP}{_ANY}{{4}})"
    rf"|(?P<near>[5-8５-８]{_ANY}{{3}}{_GAP}{_ANY}{{4}})"
    rf")(?!{_ANY})"
)
_STARTS: Final = re.compile(f"[+＋(（{_DIGIT}](?<!{_ANY}.)")
"""Where a number may begin; looked for apart, which takes a tenth of trying every place for every kind of number."""
_OWN_MOBILE: Final = re.compile(rf"{_HOME}(?P<digits>[1１](?:{_GAP}{_ANY}){{10}})(?!{_ANY})")
_MAIL: Final = re.compile(r"[\w.+\-]+(?=@[\w\-]+\.[\w.\-]+)")
_CALLED: Final = re.compile(f"(?<=我叫)[{HAN}]{{2,4}}?(?=[，。,、；;\\s（(\\x00]|$)|(?<=姓名[:：])\\s*[{HAN}]{{2,4}}")
_PARTED: Final = "\x00"
"""Between texts that are masked as one; no text of a person holds it."""
_DETAIL: Final = re.compile(r"(?:路|街|道|巷|村|镇|乡|小区|社区|(?:花园|家园)(?![路街道巷])|大厦|苑)")
_DIGITS: Final = re.compile(rf"{_ANY}(?:{_GAP}{_ANY}){{5}}")
"""Whether a text holds anything that may be a number: most hold none, and a register masks hundreds of rows at a time."""
_LATIN_KEPT: Final = 1
_MOBILE: Final = 11
"""Digits of a mobile number; most callers have one, and a register masks hundreds at a time."""
_LEAST: Final = 6
"""Fewer digits are no number of a person: 110, a room, a year."""
_NAME_LEAST: Final = 2
_NO_DIGITS: Final = re.compile("[^0-9]+")
_WIDE: Final = ord("０") - ord("0")
_DIGIT_RUNS: Final = re.compile(f"{_ANY}+")
_NARROW: Final = str.maketrans("０１２３４５６７８９", "0123456789")


def may_see(author: Author) -> bool:
    """Whether somebody has the right to see callers' data: who works at the mayor's telephone."""
    return Role.HOTLINE in author.roles


def masked_name(name: str) -> str:
    """A name with its family name standing: 张三 → 张*, 欧阳明 → 欧阳*, John Smith → J***."""
    name = name.strip()
    if not name:
        return ""
    if name.isascii():
        return f"{name[:_LATIN_KEPT]}{SHADE * 3}"
    kept = 2 if len(name) > 2 and name[:2] in _DOUBLE else 1
    return name[:kept] + SHADE * max(1, len(name) - kept)


def masked_phone(phone: str) -> str:
    """A number with its last four digits standing, and its first three or its area code: 138****5678, 0371****1234."""
    if _is_mobile(phone):
        return f"{phone[:3]}{SHADE * 4}{phone[-4:]}"
    if not phone:
        return ""
    digits = normal_phone(phone).split("转")[0]
    if not digits:
        return SHADE * 4 if phone.strip() else ""
    if "@" in digits:
        return _MAIL.sub(_shaded_mail, digits)
    plain = digits.lstrip("+")
    kept = 3 if plain.startswith("1") else max(0, len(plain) - 8)
    return f"{plain[:kept]}{SHADE * 4}{plain[-4:]}" if len(plain) > 7 else SHADE * len(plain)


def masked_address(address: str) -> str:
    """An address as far as the road, the village or the estate: 金水区花园路39号2号楼 → 金水区花园路***."""
    address = address.strip()
    if not address:
        return ""
    place = _DETAIL.search(address)
    kept = place.end() if place else min(3, len(address) // 2)
    return address if kept >= len(address) else f"{address[:kept]}{SHADE * 3}"


class Mask:
    """Hides the callers of one case in texts; what is looked for is worked out once for all of them.

    ``names``, ``addresses`` and ``phones`` are those of the callers; who else is named in a text stays. Numbers of theirs
    are found in any writing, also such as no number here looks like.
    """

    __slots__ = ("_addresses", "_digits", "_names", "_phones")

    def __init__(self, names: Iterable[str] = (), addresses: Iterable[str] = (), phones: Iterable[str] = ()) -> None:
        spelt: set[str] = set()
        for name in names:
            if name:
                spelt.update(_spellings(name))
        exact: set[str] = set()
        for given in addresses:
            if given and _is_exact(part := given.strip()):
                exact.add(part)
        self._names = sorted(spelt, key=len, reverse=True) if len(spelt) > 1 else spelt
        self._addresses = sorted(exact, key=len, reverse=True) if len(exact) > 1 else exact
        self._phones = phones
        self._digits: list[str] | None = None

    def text(self, text: str) -> str:
        """A text without the callers, and without any telephone, identity number or e-mail address."""
        if not text:
            return ""
        text = self._without_names(text)
        is_numbered = _DIGITS.search(text) is not None
        if is_numbered:
            text = self._without_numbers(text)
        if "我叫" in text or "姓名" in text:
            text = _CALLED.sub(lambda found: masked_name(found[0]), text)
        if "@" in text:
            text = _MAIL.sub(_shaded_mail, text)
        return _all_shaded(text) if is_numbered else text

    def texts(self, texts: Sequence[str]) -> list[str]:
        """Several texts at once, each as :meth:`text` gives it: looked through as one, for an export has thousands."""
        if any(_PARTED in text for text in texts):
            return [self.text(text) for text in texts]
        return self.text(_PARTED.join(texts)).split(_PARTED)

    def callers(self, text: str) -> str:
        """A text without what it says of the callers; numbers of others stand, such as that of the office to turn to."""
        text = self._without_names(text)
        return self._without_numbers(text) if _DIGITS.search(text) else text

    def _without_names(self, text: str) -> str:
        for part in self._names:
            if part in text:
                text = text.replace(part, masked_name(part))
        for part in self._addresses:
            if part in text:
                text = text.replace(part, masked_address(part))
        return text

    def _without_numbers(self, text: str) -> str:
        if self._digits is None:
            self._digits = sorted(
                {part for phone in self._phones for part in _own_digits(phone)}, key=len, reverse=True
            )
        held = "".join(_DIGIT_RUNS.findall(text)).translate(_NARROW) if self._digits else ""
        for digits in self._digits:
            if digits in held:
                text = _without_mobile(text, digits) if _is_mobile(digits) else _without_number(text, digits)
        return text


def masked_text(text: str, names: Iterable[str] = (), addresses: Iterable[str] = (), phones: Iterable[str] = ()) -> str:
    """One text without the callers, and without any telephone, identity number or e-mail address: see :class:`Mask`."""
    return Mask(names, addresses, phones).text(text) if text else ""


def without_caller(text: str, names: Iterable[str], addresses: Iterable[str], phones: Iterable[str]) -> str:
    """One text without what it says of the callers; numbers of others stand: see :class:`Mask`."""
    return Mask(names, addresses, phones).callers(text) if text else ""


def _spellings(name: str) -> tuple[str, ...]:
    """A name as it was typed and without blanks in it; one letter is no name."""
    parts = name.split()
    joined = "".join(parts)
    if len(joined) < _NAME_LEAST:
        return ()
    return (joined,) if len(parts) == 1 else (name.strip(), joined)


def _is_exact(address: str) -> bool:
    """Whether an address says more than a district: a short one only with the number of a house."""
    return len(address) > 5 or (len(address) > 3 and any(sign.isdigit() for sign in address))


def _is_mobile(phone: str) -> bool:
    return len(phone) == _MOBILE and phone[0] == "1" and phone.isascii() and phone.isdigit()


def _own_digits(phone: str) -> Iterable[str]:
    """The digits of a caller's number as they may stand in a text: with and without area code, as typed."""
    if _is_mobile(phone):
        return (phone,)
    if "@" in phone:
        return ()
    normal = normal_phone(phone).split("转")[0].lstrip("+")
    typed = _NO_DIGITS.sub("", unicodedata.normalize("NFKC", phone))
    return [digits for digits in (normal, typed, normal.removeprefix(AREA_CODE)) if len(digits) >= _LEAST]


def _without_mobile(text: str, digits: str) -> str:
    """A text without one mobile number, in whatever writing."""
    return _replaced(text, _OWN_MOBILE, lambda found: masked_phone(digits) if _plain_digits(found) == digits else None)


def _without_number(text: str, digits: str) -> str:
    """The same of a number of another kind: a pattern of its own, which takes longer to make than to look for."""
    written = _GAP.join(f"[{digit}{chr(ord(digit) + _WIDE)}]" for digit in digits)
    return re.sub(f"(?<!{_ANY}){_HOME}{written}(?!{_ANY})", masked_phone(digits), text)


def _plain_digits(found: re.Match[str]) -> str:
    return "".join(_DIGIT_RUNS.findall(found["digits"])).translate(_NARROW)


def _all_shaded(text: str) -> str:
    return _replaced(text, _NUMBERS, _shaded)


def _replaced(text: str, pattern: re.Pattern[str], by: Callable[[re.Match[str]], str | None]) -> str:
    """What a pattern of numbers matches, replaced where something else is given for it; as ``re.sub`` does, but quicker."""
    pieces: list[str] = []
    copied = 0
    for start in _STARTS.finditer(text):
        if start.start() < copied or (found := pattern.match(text, start.start())) is None:
            continue
        if (new := by(found)) is not None:
            pieces += (text[copied : found.start()], new)
            copied = found.end()
    return "".join((*pieces, text[copied:])) if pieces else text


def _shaded(found: re.Match[str]) -> str:
    digits = re.sub(f"[^{_DIGIT}XxＸｘ]", "", found[0])
    if found.lastgroup == "identity":
        return f"{digits[:3]}{SHADE * 11}{digits[-4:]}"
    if found.lastgroup == "mobile":
        return f"{digits[-11:-8]}{SHADE * 4}{digits[-4:]}"
    return f"{digits[:-8] if found.lastgroup == 'far' else ''}{SHADE * 4}{digits[-4:]}"


def _shaded_mail(found: re.Match[str]) -> str:
    return f"{found[0][:1]}{SHADE * 3}"
