"""Headings: which pieces of a line could be a numbered heading of a plan or a law.

Only the line itself is looked at here; whether a candidate fits into the
document's numbering is decided in :mod:`dutyroom.rules.numbering`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import Final

HAN: Final = r"㐀-鿿豈-﫿"
_NUMERALS: Final = "一二三四五六七八九十百千零〇两"
_LONGEST_TITLE: Final = 40
_LONGEST_LATIN_TITLE: Final = 90
_MOST_WORDS: Final = 12
_AHEAD: Final = 80
_LONGEST_ENTRY: Final = 400
_LONGEST_LEAD: Final = 26

# A quantity such as 3.5万人 or 2个以上 is no heading; 人员, 分级, 条件 … begin good titles.
_MEASURE: Final = re.compile(
    r"年(?!度)|月(?!度)|日(?!常)|时(?!间)|分(?![级工类析部散队布组洪])|秒|个(?!人)"
    r"|人(?![员力身民口工群财防为])|名(?![词称录单])|支(?![持援撑队流])|次(?!生)|级(?!别)|座|条(?![件例])"
    r"|项(?!目)|款|米|公里|千(?!方)|吨|万|亿|元(?!旦)|度(?!汛)|天(?![气然])|周(?![边期])|岁|号|倍"
    r"|户(?![外籍])|间(?!接)|辆|艘|架|种(?![植类])|批(?!准)|家(?![庭属畜])|份|层|期(?![限间])|届|毫|厘"
    r"|平方|立方|小时|处(?![置理罚警])|台(?![风账])|头(?!部)|只|[%％℃～~×/／+＋=＝]"
)
_NEVER_FIRST: Final = re.compile(r"[的和与及或，、。；：,;:!?！？）)\]】〕》”’\-–—~～|]")
_REFERENCE: Final = re.compile(r"[规所中至、，,第和与及或]|的|之?规定|以[上下内外]|[款项]")


class Form(Enum):
    """How a heading is numbered, from the outside in within each family."""

    PART = "第一编"
    CHAPTER = "第一章"
    SECTION = "第一节"
    ARTICLE = "第一条"
    HAN = "一、"
    HAN_BRACKET = "（一）"
    DIGIT = "1、"
    DIGIT_BRACKET = "（1）"
    CIRCLED = "①"
    DOTTED = "1.1"
    ATTACHMENT = "附件"
    PLAIN = ""


class Style(Enum):
    """What stands after a single number: nothing, a dot or an ideographic comma."""

    BARE = ""
    DOT = "."
    PAUSE = "、"


@dataclass(frozen=True, slots=True)
class Candidate:
    """One piece of a line that may be a heading, with the body text that follows it on the line.

    ``title`` is empty where a number stands before a sentence; the sentence is
    then in ``rest``. ``at_start`` says whether the line begins with it,
    ``closed`` whether the title ended with a full stop, ``level`` is the level
    that the file format itself declared. ``raw`` is the piece as it stood.
    """

    form: Form
    numbers: tuple[int, ...]
    label: str
    title: str
    rest: str
    raw: str
    style: Style = Style.BARE
    at_start: bool = True
    closed: bool = False
    listed: bool = False
    level: int | None = None


Piece = Candidate | str

_DOTTED: Final = re.compile(r"(\d{1,2}(?:[.．]\d{1,2}){0,4})([.．、]?)(?![\d.．%％])")
_HAN_COMMA: Final = re.compile(rf"([{_NUMERALS}]{{1,4}})[、.．]")
_HAN_SPACE: Final = re.compile(rf"([{_NUMERALS}]{{1,3}}) (?=\S)")
_HAN_BRACKET: Final = re.compile(rf"[（(]([{_NUMERALS}]{{1,4}})[）)]、?")
_DIGIT_BRACKET: Final = re.compile(r"[（(]?(\d{1,2})[）)]、?")
_CIRCLED: Final = re.compile(r"[①-⑳]")
_ORDINAL: Final = re.compile(rf"第([{_NUMERALS}\d]{{1,7}})(编|篇|部分|章|节|条)((?:之[{_NUMERALS}]{{1,2}})?)")
_LATIN_ORDINAL: Final = re.compile(r"(Part|Chapter|Section)\s+(\d{1,2})\b[.:]?", re.IGNORECASE)
_ATTACHMENT: Final = re.compile(rf"(附件|附录|附[图表])\s?([\dA-Z{_NUMERALS}]{{0,3}})(?![{HAN}])\s?([:：.．、]?)")
_LATIN_ATTACHMENT: Final = re.compile(r"(Appendix|Annex|Attachment)\s+([A-Z0-9]{1,2})\b\s?([:.]?)", re.IGNORECASE)
_LEADER: Final = re.compile(r"(?:(?:[.．。·・…‥_]\s?){3,}|…+|\t)\s*[-–—]?\s*\d{1,3}\s*[-–—]?\s*$")
_SPACED: Final = re.compile(rf"(?<![{HAN}])[{HAN}](?:\s+[{HAN}])+(?![{HAN}])")
_ORDINAL_FORMS: Final = {
    "编": Form.PART,
    "篇": Form.PART,
    "部分": Form.PART,
    "章": Form.CHAPTER,
    "节": Form.SECTION,
    "条": Form.ARTICLE,
    "part": Form.PART,
    "chapter": Form.CHAPTER,
    "section": Form.SECTION,
}


def han_number(text: str) -> int:
    """The value of a Chinese or Arabic numeral such as 二十一 or 21; 0 when it is none."""
    if text.isascii() and text.isdigit():
        return int(text)
    total = pending = 0
    for sign in text:
        if sign in "零〇":
            continue
        unit = {"十": 10, "百": 100, "千": 1000}.get(sign)
        if unit is None:
            pending = "〇一二三四五六七八九".find(sign) if sign != "两" else 2
            if pending < 0:
                return 0
        else:
            total += (pending or 1) * unit
            pending = 0
    return total + pending


def has_han(text: str) -> bool:
    """Whether the text holds a Chinese character."""
    return re.search(f"[{HAN}]", text) is not None


def plain(line: str) -> str:
    """The line with plain single spaces, and 总　则 or 工 作 原 则 written as one word."""
    spaced = re.sub(r"[\s\u3000\u00a0]+", " ", line).strip()
    return _SPACED.sub(lambda found: found.group().replace(" ", ""), spaced)


def without_leader(line: str) -> tuple[str, bool]:
    """The line without the dots and page number of a contents page, and whether it had them."""
    cut = _LEADER.sub("", line) if len(line) <= _LONGEST_ENTRY else line
    return cut, cut != line


def reads_as_title(text: str) -> bool:
    """Whether the text has the shape of a title: short, no sentence, no stray beginning."""
    if not text or _NEVER_FIRST.match(text) or " | " in text or text[-1] in "，、：:,；;":
        return False
    if not has_han(text):
        return _reads_as_latin_title(text)
    if len(text) > _LONGEST_TITLE or text.startswith(("《", "“")):
        return False
    if re.search(r"[。；！!？?;]", text.rstrip("?？!！")):
        return False
    commas = text.count("，")
    return "：" not in text and (commas == 0 or (commas == 1 and len(text) <= _LONGEST_LEAD))


def _reads_as_latin_title(text: str) -> bool:
    if not re.search("[A-Za-z]", text) or len(text) > _LONGEST_LATIN_TITLE or len(text.split()) > _MOST_WORDS:
        return False
    return not re.search(r"[.;!?]\s|\.$|:\s.{24}", text)


def pieces(line: str, *, declared: int | None = None) -> list[Piece]:
    """Cut one line into heading candidates and running text, in reading order.

    Several headings may stand on one line (``1 总则 1.1 编制目的``), and a heading
    may be followed by its text (``1.2 编制依据 《…》``). A declared heading is one
    candidate with the level its format gave it.
    """
    line, listed = without_leader(line)
    text = plain(line)
    if not text:
        return []
    if declared is not None:
        return [declared_heading(text, declared)]
    if " | " in text:
        return [text]
    return _cut(text, listed=listed)


def declared_heading(text: str, level: int) -> Candidate:
    """A heading whose level the file format states; its number is taken off the title."""
    marker = _marker(text, at_start=True)
    if marker is None or marker.form in (Form.DIGIT_BRACKET, Form.CIRCLED):
        return Candidate(Form.PLAIN, (), "", text, "", text, level=level)
    title = text[marker.end :].strip(" :：.．、")
    if title and _MEASURE.match(title) and marker.glued and len(marker.numbers) == 1:
        return Candidate(Form.PLAIN, (), "", text, "", text, level=level)
    return Candidate(marker.form, marker.numbers, marker.label, title, "", text, marker.style, level=level)


@dataclass(frozen=True, slots=True)
class _Marker:
    form: Form
    numbers: tuple[int, ...]
    label: str
    end: int
    style: Style = Style.BARE
    glued: bool = False


def _marker(text: str, *, at_start: bool) -> _Marker | None:
    """The heading number with which the text begins."""
    if found := _DOTTED.match(text):
        return _dotted(text, found)
    if found := _ORDINAL.match(text):
        return _ordinal(text, found, at_start=at_start)
    if found := _HAN_COMMA.match(text):
        return _Marker(Form.HAN, (han_number(found[1]),), f"{found[1]}、", found.end())
    if at_start and (found := _HAN_SPACE.match(text)):
        return _Marker(Form.HAN, (han_number(found[1]),), found[1], found.end())
    if found := _HAN_BRACKET.match(text):
        return _Marker(Form.HAN_BRACKET, (han_number(found[1]),), f"（{found[1]}）", found.end())
    if found := _DIGIT_BRACKET.match(text):
        return _Marker(Form.DIGIT_BRACKET, (int(found[1]),), f"（{found[1]}）", found.end())
    if found := _CIRCLED.match(text):
        return _Marker(Form.CIRCLED, (ord(found[0]) - ord("①") + 1,), found[0], found.end())
    if at_start and (found := _ATTACHMENT.match(text) or _LATIN_ATTACHMENT.match(text)):
        number = han_number(found[2]) if not found[2].isalpha() or has_han(found[2]) else ord(found[2][0]) - 64
        return _Marker(
            Form.ATTACHMENT,
            (number,),
            plain(f"{found[1]}{found[2]}") if has_han(text) else found[0].rstrip(" :."),
            found.end(),
        )
    if at_start and (found := _LATIN_ORDINAL.match(text)):
        return _Marker(_ORDINAL_FORMS[found[1].lower()], (int(found[2]),), found[0].rstrip(".:"), found.end())
    return None


def _dotted(text: str, found: re.Match[str]) -> _Marker | None:
    after = text[found.end() :]
    numbers = tuple(int(part) for part in re.split(r"[.．]", found[1]))
    if re.match(r"[-–—~～至/／:：]", after) or (len(found[1]) > 1 and found[1].startswith("0")):
        return None
    glued = bool(after) and not after.startswith(" ")
    style = {"": Style.BARE, "、": Style.PAUSE}.get(found[2], Style.DOT)
    if glued and style is Style.BARE and len(numbers) <= 2 and _MEASURE.match(after):
        return None
    label = ".".join(str(number) for number in numbers)
    return _Marker(Form.DOTTED, numbers, label, found.end(), style, glued)


def _ordinal(text: str, found: re.Match[str], *, at_start: bool) -> _Marker | None:
    form = _ORDINAL_FORMS[found[2]]
    after = text[found.end() :]
    if _REFERENCE.match(after) and not after.startswith("中华"):
        return None
    if form is Form.ARTICLE and not at_start:
        return None
    return _Marker(form, (han_number(found[1]),), found[0], found.end())


def _cut(text: str, *, listed: bool) -> list[Piece]:
    """Walk along the words of a line; a number that opens a word opens a candidate."""
    cut: list[Piece] = []
    waiting = text
    fresh = True
    while waiting:
        marker = _marker(waiting, at_start=not cut)
        following = _next_start(waiting, marker, body=not fresh)
        chunk, waiting = waiting[:following].strip(), waiting[following:].strip()
        candidate = None if marker is None else _candidate(chunk, marker, at_start=not cut, listed=listed)
        if candidate is None:
            if cut and isinstance(cut[-1], str):
                cut[-1] = f"{cut[-1]} {chunk}"
            else:
                cut.append(chunk)
            fresh = False
        else:
            cut.append(candidate)
            fresh = not candidate.rest
    return cut


def _next_start(text: str, marker: _Marker | None, *, body: bool) -> int:
    """Where the next candidate of this line begins.

    Once running text has begun only a number of two or more parts may open a
    heading again; before, any number may.
    """
    begin = marker.end if marker else 0
    in_body = body or marker is None
    words, chinese, seen = 0, False, begin
    for gap in re.finditer(" ", text[begin:]):
        place = begin + gap.end()
        word = text[seen:place].strip()
        seen = place
        if not word and not words:
            continue
        words += 1
        chinese = chinese or has_han(word)
        in_body = in_body or (words > 1 and chinese)
        ahead = text[place : place + _AHEAD]
        found = _marker(ahead, at_start=False)
        if found is None or (in_body and len(found.numbers) < 2 and found.form is not Form.CHAPTER):
            continue
        if found.form is Form.DOTTED and not chinese and len(found.numbers) < 2:
            continue
        if _opens_title(ahead[found.end :]):
            return place
    return len(text)


def _opens_title(text: str) -> bool:
    return bool(text) and not _NEVER_FIRST.match(text.strip()) and not _REFERENCE.match(text)


def _candidate(chunk: str, marker: _Marker, *, at_start: bool, listed: bool) -> Candidate | None:
    """The marker with its title and the text after the title."""
    after = chunk[marker.end :].strip()
    title, rest, closed = _title_and_rest(after, marker.form)
    if marker.form is Form.DOTTED and len(marker.numbers) == 1 and not title and not rest:
        return None
    if title and _NEVER_FIRST.match(title):
        return None
    style = marker.style if len(marker.numbers) == 1 else Style.BARE
    return Candidate(marker.form, marker.numbers, marker.label, title, rest, chunk, style, at_start, closed, listed)


def _title_and_rest(after: str, form: Form) -> tuple[str, str, bool]:
    """Part a title from the running text behind it; no title where only a sentence stands."""
    if form is Form.ARTICLE:
        named = re.match(r"[【\[［]([^】\]］]{1,40})[】\]］]\s?(.*)", after)
        return (named[1], named[2], False) if named else ("", after, False)
    if form is Form.ATTACHMENT:
        return (after, "", False) if reads_as_title(after) else ("", after, False)
    title, rest = _first_words(after)
    if reads_as_title(title):
        return title, rest, False
    lead, stop, more = after.partition("。")
    if stop and len(lead) <= _LONGEST_LEAD and not re.search(r"[，；：]", lead) and reads_as_title(lead):
        return lead, more.strip(), True
    return "", after, False


def _first_words(after: str) -> tuple[str, str]:
    """The first word of a Chinese line, or the whole of a Latin one; Latin words may lead the Chinese one."""
    words = after.split(" ", _MOST_WORDS + 1)
    for end, word in enumerate(words, start=1):
        if has_han(word):
            return " ".join(words[:end]), " ".join(words[end:])
    return after, ""
