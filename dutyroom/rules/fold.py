"""Fold text so that spellings a searcher takes for the same become the same.

What is folded: compatibility characters (NFKC: full width, circled, ligatures), traditional to
simplified, letter case, words that a line break has split, two-character words that are padded to
a column's width (``总　则``), and the spellings of the grades Ⅰ to Ⅳ.

The work is done in stages. Each stage is a list of edits, so the same code serves folding alone
(:func:`fold`) and folding that can say where each piece stood (:func:`trace`).
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from dutyroom.rules.traditional import SIMPLIFIED, TRADITIONAL

# Characters written without spaces between words. Private use stands in too: old fonts keep rare names
# there (U+F8FE is left out, see terms.py). Only characters that SQLite's unicode61 takes for letters.
_UNIFIED: Final[str] = "㐀-\u4dbf一-\u9fff\ue000-\uf8fd\U00020000-\U0002a6df\U0002a700-\U0002ee5d\U00030000-\U000323af"
HAN: Final[str] = f"々-〇〡-〩ぁ-ゖゝ-ゟァ-ヺー-ヿ가-힣\uf900-\ufaff\U0002f800-\U0002fa1d{_UNIFIED}"
# The same for bisection: first of a range and first after it, by turns.
_BOUNDS: Final[tuple[str, ...]] = tuple(sorted([*HAN[::3], *(chr(ord(last) + 1) for last in HAN[2::3])]))

_LAST_NEAR: Final[str] = "\uffff"

# Radicals stand where a PDF's font named them instead of the character; NFKC leaves these.
_RADICALS: Final[tuple[str, str]] = (
    "⺠⻄⻅⻆⻉⻋⻓⻔⻘⻚⻛⻜⻝⻢⻤⻥⻦⻧⻨⻩⻬⻮⻰",
    "民西见角贝车长门青页风飞食马鬼鱼鸟卤麦黄齐齿龙",
)
_LETTERS: Final[tuple[str, str]] = ("ABCDEFGHIJKLMNOPQRSTUVWXYZ○◯", "abcdefghijklmnopqrstuvwxyz〇〇")
_FULL_WIDTH: Final[tuple[str, str]] = (
    "".join(map(chr, range(0xFF01, 0xFF5F))) + "\u3000\u00a0",
    "".join(map(chr, range(0x21, 0x7F))).lower() + "  ",
)
_ONE_FOR_ONE: Final[dict[str, str]] = dict(
    zip(
        TRADITIONAL + _RADICALS[0] + _LETTERS[0] + _FULL_WIDTH[0],
        SIMPLIFIED + _RADICALS[1] + _LETTERS[1] + _FULL_WIDTH[1],
        strict=True,
    )
)
# With more kinds of characters to change than this, one pass over all of them is faster.
_MANY: Final[int] = 40
_TRANSLATION: Final[dict[int, str]] = str.maketrans(_ONE_FOR_ONE)
# Apart, because a class of characters is quick to search for only while none of them lies beyond U+FFFF.
_CHANGING: Final = re.compile(f"[{re.escape(''.join(sign for sign in _ONE_FOR_ONE if sign <= _LAST_NEAR))}]")
_FAR: Final = re.compile(f"[^\0-{_LAST_NEAR}]")

_RAW_HAN: Final[str] = f"{HAN}⺀-⿕"
_ANY_BREAK: Final = re.compile("[\n\r\v\f\x85\u2028]")
# One break and blanks beside it between two characters. The first sign is looked for alone, which is quick.
_SPLIT: Final = re.compile(
    f"[ \t\n\r\v\f\x85\u2028](?<=[{_RAW_HAN}][ \t\n\r\v\f\x85\u2028])"
    "(?:(?<=[ \t])[ \t]*(?:\r\n|[\n\r\v\f\x85\u2028])|(?<=\r)\n?|(?<=[\n\v\f\x85\u2028]))"
    f"[ \t]*(?=[{_RAW_HAN}])"
)
_PADS: Final[frozenset[str]] = frozenset(" \u00a0\u3000")
_WIDEST_PADDING: Final[int] = 4
_ANY_PAD: Final = re.compile("[ \u00a0\u3000]")
# A run of blanks between two characters of which neither has another one right beside it.
_PADDED: Final = re.compile(
    f"(?<=[{_RAW_HAN}])(?<![{_RAW_HAN}][{_RAW_HAN}])[ \u00a0\u3000]{{1,{_WIDEST_PADDING}}}(?=[{_RAW_HAN}](?![{_RAW_HAN}]))"
)
_ROMAN: Final = re.compile("[ⅠⅡⅢⅣⅰⅱⅲⅳ](?<![Ⅰ-ⅿ][Ⅰ-ⅿ])[ \t]*(?=级)")
_NOT_PLAIN: Final = re.compile(f"[^\\x00-\\x7f·×、-〠\u2010\u2012-\u2016\u2018-\u2023{_UNIFIED}]+")
_INVISIBLE: Final = re.compile(
    "[\u00ad\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]"
)
_GRADE: Final = re.compile("(?:iv|iii|ii|i|1|2|3|4|一|二|三|四)[ \t]*\n?[ \t]*(?=级)")
# Each spelling of a grade's number, and the one that all become.
GRADES: Final[dict[str, str]] = {
    **dict(zip(("i", "ii", "iii", "iv"), "一二三四", strict=True)),
    **dict(zip("1234", "一二三四", strict=True)),
    **dict(zip("ⅠⅡⅢⅣ", "一二三四", strict=True)),
    **dict(zip("ⅰⅱⅲⅳ", "一二三四", strict=True)),
    **dict(zip("一二三四", "一二三四", strict=True)),
}

# A replaced piece: where it begins and ends, and what stands there instead.
Edit = tuple[int, int, str]
# The same once done: begin and end after the stage, begin and end before it.
_Done = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text that remembers where its pieces stood."""

    text: str
    stages: tuple[tuple[_Done, ...], ...]

    def source(self, start: int, end: int) -> tuple[int, int]:
        """Say which range of the original text the range ``start`` to ``end`` (not empty) was folded from."""
        for done in reversed(self.stages):
            if done:
                start, end = _before(done, start)[0], _before(done, end - 1)[1]
        return start, end


def fold(text: str) -> str:
    """Fold ``text`` so that what a searcher takes for the same is the same.

    ``Ⅰ级``, ``I级``, ``1级`` and ``一级`` all become ``一级`` (likewise Ⅱ to Ⅳ, also with a space
    before 级); ``11级``, ``7.4级`` and ``VIII级`` stay what they are.
    """
    return _fold(text, None, padded=True)


def fold_words(words: str) -> str:
    """Fold what somebody searches for: as :func:`fold`, but ``洪 涝`` stays two words."""
    return _fold(words, None, padded=False)


def trace(text: str) -> Folded:
    """Fold ``text`` as :func:`fold` does and remember where each piece stood."""
    stages: list[tuple[_Done, ...]] = []
    folded = _fold(text, stages, padded=True)
    return Folded(folded, tuple(stages))


def is_joined_break(text: str, start: int, end: int) -> bool:
    """Say whether the blanks from ``start`` to ``end`` are a line break that has split a word.

    It is one when both neighbours are Han characters and there is one break only: an empty line or
    a line that begins with a full-width blank is a new paragraph.
    """
    found = _SPLIT.match(text, start)
    return found is not None and found.end() == end


def without_splits(text: str) -> str:
    """The text without the line breaks that have split a word, as :func:`is_joined_break` knows them."""
    return _SPLIT.sub("", text)


def is_han(character: str) -> bool:
    """Say whether ``character`` is of a script written without spaces between words."""
    return bisect_right(_BOUNDS, character) % 2 == 1


def _fold(text: str, stages: list[tuple[_Done, ...]] | None, *, padded: bool) -> str:
    if text.isascii():  # no Han, so nothing to join and no grades
        return text.lower()
    if _ANY_BREAK.search(text) is not None:
        text = _edited(text, _split_words(text), stages)
    if padded and _ANY_PAD.search(text) is not None:
        text = _edited(text, _padded_words(text), stages)
    text = _one_for_one(text)
    if "级" in text:
        text = _edited(text, _roman_grades(text), stages)
    if _NOT_PLAIN.search(text):
        text = _edited(text, _compatible(text), stages)
    return _edited(text, _grades(text), stages) if "级" in text else text


def _one_for_one(text: str) -> str:
    changed = set(_CHANGING.findall(text))
    if _FAR.search(text):
        changed |= set(text) & _ONE_FOR_ONE.keys()
    if len(changed) > _MANY:
        return text.translate(_TRANSLATION)
    for character in changed:
        text = text.replace(character, _ONE_FOR_ONE[character])
    return text


def _edited(text: str, edits: Iterator[Edit], stages: list[tuple[_Done, ...]] | None) -> str:
    pieces: list[str] = []
    done: list[_Done] = []
    copied = length = 0
    for start, end, new in edits:
        pieces += (text[copied:start], new)
        length += start - copied
        done.append((length, length + len(new), start, end))
        length += len(new)
        copied = end
    if not pieces:
        return text
    if stages is not None:
        stages.append(tuple(done))
    pieces.append(text[copied:])
    return "".join(pieces)


def _before(done: tuple[_Done, ...], place: int) -> tuple[int, int]:
    """Range that the one character at ``place`` came from, before the stage."""
    at = bisect_right(done, place, key=_new_start) - 1
    if at < 0:
        return place, place + 1
    _, new_end, old_start, old_end = done[at]
    if place < new_end:
        return old_start, old_end
    place += old_end - new_end
    return place, place + 1


def _new_start(done: _Done) -> int:
    return done[0]


def _split_words(text: str) -> Iterator[Edit]:
    for found in _SPLIT.finditer(text):
        yield found.start(), found.end(), ""


def _padded_words(text: str) -> Iterator[Edit]:
    """Blanks between two lone characters (总　则, 张　三), unless more lone ones stand in the row."""
    for found in _PADDED.finditer(text):
        start, end = found.span()
        left = start - 2
        while left >= 0 and text[left] in _PADS:
            left -= 1
        right = end + 1
        while right < len(text) and text[right] in _PADS:
            right += 1
        in_a_row = (left < start - 2 and _is_lone(text, left)) or (right > end + 1 and _is_lone(text, right))
        if not in_a_row:
            yield start, end, ""


def _is_lone(text: str, place: int) -> bool:
    return (
        0 <= place < len(text)
        and _is_raw_han(text[place])
        and not (place > 0 and _is_raw_han(text[place - 1]))
        and not (place + 1 < len(text) and _is_raw_han(text[place + 1]))
    )


def _is_raw_han(character: str) -> bool:
    return "一" <= character <= "\u9fff" or is_han(character) or "⺀" <= character <= "⿕"


def _roman_grades(text: str) -> Iterator[Edit]:
    """Roman characters, before NFKC makes letters of them that run into a heading's number (5.2Ⅰ级)."""
    for grade in _ROMAN.finditer(text):
        yield grade.start(), grade.end(), GRADES[grade[0][0]]


def _compatible(text: str) -> Iterator[Edit]:
    for run in _NOT_PLAIN.finditer(text):
        start, end = run.span()
        if start and unicodedata.combining(text[start]):
            start -= 1  # an accent belongs to the letter before it
        new = _compatible_run(text[start:end])
        singly = [_compatible_run(character) for character in text[start:end]]
        if "".join(singly) != new:
            yield start, end, new
        else:
            for place, character in enumerate(singly, start):
                yield place, place + 1, character


def _compatible_run(run: str) -> str:
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", run).casefold())
    return _INVISIBLE.sub("", folded.casefold().translate(_TRANSLATION))


def _grades(text: str) -> Iterator[Edit]:
    for grade in _GRADE.finditer(text):
        start, end = grade.span()
        before = text[start - 1] if start else ""
        number = grade[0].rstrip(" \t\n")
        if number[0] == "i":
            is_grade = not ("a" <= before <= "z")
        elif number.isascii():
            is_grade = not (before == "." or "0" <= before <= "9" or "a" <= before <= "z")
        else:
            is_grade = len(number) < end - start
        if is_grade:
            yield start, end, GRADES[number]
