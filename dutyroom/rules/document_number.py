"""Document numbers (发文字号): found in a text however they are typed, and brought to one form.

The form is that of GB/T 9704-2012: 豫政办〔2026〕12号, six-angle brackets, no 第, no leading zeros.
Orders, announcements and bulletins have numbers without a year in brackets (第12号, 第3期); telegrams
of some bodies have none at all (汛电12号).
"""

from __future__ import annotations

import re
from typing import Final

from dutyroom.rules.headings import HAN, han_number
from dutyroom.rules.passage import levelled

# A value and where its words begin and end.
Found = tuple[str, int, int]

_LETTER: Final = rf"[{HAN}×X○]"
_NUMERAL: Final = r"(?:\d(?:\s*\d){0,5}|[一二三四五六七八九十百零〇]{1,6})"
_YEAR: Final = r"(?:(?:1\s*9|2\s*0)\s*\d\s*\d|二[〇零○O0][〇零○O0一二三四五六七八九]{2})"
_NUMBER: Final = re.compile(
    rf"(?P<organ>{_LETTER}(?:\s*{_LETTER}){{0,19}})?\s*(?P<open>[〔\[(【〈<{{])?\s*(?P<year>{_YEAR})\s*(?P<word>年)?\s*"
    rf"(?P<close>[〕\])】〉>}}])?\s*第?\s*(?P<serial>{_NUMERAL})\s*(?P<unit>号|期)(?![线楼院厂台库机洪台])"
)
_SERIAL: Final = re.compile(
    rf"(?P<organ>(?:{_LETTER}\s*){{0,24}}?)[\[(〔【]?\s*(?:(?P<year>{_YEAR})\s*年)?\s*"
    rf"(?:第\s*(?P<serial>{_NUMERAL})|总第\s*(?P<whole>{_NUMERAL}))\s*(?P<unit>号|期|次)"
)
_NO_YEAR: Final = re.compile(rf"(?P<organ>(?:{_LETTER}\s*){{1,12}}[电函发字])\s*第?\s*(?P<serial>\d{{1,5}})\s*号")
_ROUND: Final = re.compile(r"[(\[【〔\s]*(?P<inner>.*?)[)\]】〕\s]*", re.DOTALL)
_LAST_LETTERS: Final = frozenset("电函发办字文传令")
_NO_ORGAN: Final = re.compile(
    r"(?:通知|通报|公告|文件|报告|意见|决定|批复|编号|字号|文号|特提|特急|加急|平急|急件|签发人.*|纪要|简报|快报|专报|电报|传真|的|为|按照|根据)$|^明电$"
)
_ORDERS: Final = re.compile(r"(?:令|公告|通告)$")
_LED_IN: Final = re.compile(r"(?:根据|按照|依据|参照|详见|见|以|经|为|按|依)(?=..)")
_PLAIN_DIGITS: Final = str.maketrans("〇零○O一二三四五六七八九", "0000123456789")


def normal_number(text: str) -> str:
    """The document number as it is kept: the first one of the text in the standard's form.

    A text that holds none is returned with its blanks tidied, so that what an officer typed is never lost.
    """
    flat = levelled(text)
    found = first_number(flat) or whole_number(flat)
    return found[0] if found else " ".join(flat.split())


def first_number(flat: str, start: int = 0) -> Found | None:
    """The first number with a year in brackets in a levelled text from ``start`` on."""
    for match in _NUMBER.finditer(flat, start):
        bracketed = match["open"] or match["close"]
        if not bracketed or (match["word"] and not match["close"]) or (match["unit"] == "期" and match["organ"]):
            continue
        serial = _serial(match["serial"])
        if serial == 0:
            continue
        organ, begin = _organ(match)
        of = "第" if match["unit"] == "期" else ""
        return f"{organ}〔{_year(match['year'])}〕{of}{serial}{match['unit']}", begin, match.end()
    return None


def whole_number(flat: str) -> Found | None:
    """The number that a levelled line is, when it is nothing else; brackets round it do not count."""
    first = first_number(flat)
    if first and not _ROUND.sub("", flat[: first[1]]).strip(" ([【〔") and not flat[first[2] :].strip(" )]】〕"):
        return first
    begin = len(flat) - len(flat.lstrip(" \n([【〔"))
    end = len(flat.rstrip(" \n)]】〕"))
    if match := _NO_YEAR.fullmatch(flat, begin, end):
        return f"{_joined(match['organ'])}{int(match['serial'])}号", begin, end
    if match := _SERIAL.fullmatch(flat, begin, end):
        serial = _serial(match["serial"] or match["whole"])
        year = f"{_year(match['year'])}年" if match["year"] else ""
        whole = "总" if match["whole"] else ""
        organ = _joined(match["organ"])
        if not _ORDERS.search(organ):
            organ, begin = (
                "",
                match.start("year")
                if match["year"]
                else flat.index("总" if match["whole"] else "第", match.end("organ")),
            )
        return f"{organ}{year}{whole}第{serial}{match['unit']}", begin, end
    return None


def _organ(match: re.Match[str]) -> tuple[str, int]:
    """The letters of the issuing body, and where the number begins: only what belongs to it of a run with blanks."""
    if not match["organ"]:
        return "", match.start("open") if match["open"] else match.start("year")
    parts = [(part[0], match.start("organ") + part.start()) for part in re.finditer(r"\S+", match["organ"])]
    if any(len(part) > 1 for part, _ in parts):
        last = len(parts) - 1
        while last and parts[last][0] in _LAST_LETTERS and not _NO_ORGAN.search(parts[last - 1][0]):
            last -= 1
        parts = parts[last:]
    organ = "".join(part for part, _ in parts)
    begin = parts[0][1]
    if _NO_ORGAN.search(organ):
        return "", match.start("open") if match["open"] else match.start("year")
    if (led_in := _LED_IN.match(organ)) and len(parts) == 1:
        return organ[led_in.end() :], begin + led_in.end()
    return organ, begin


def _joined(organ: str) -> str:
    return "".join(organ.split())


def _serial(text: str) -> int:
    bare = "".join(text.split())
    return int(bare) if bare.isdigit() else han_number(bare)


def _year(text: str) -> str:
    return "".join(text.split()).translate(_PLAIN_DIGITS)
