"""Characters on paper: which are dropped, and which may not stand at the edge of a line (GB/T 15834)."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

CANNOT_START: Final = frozenset(
    "!%),.:;?]}¢°·’”‐–†‡‰′″›℃∶、。々〃〉》」』】〕〗〞〟︶︸︺︼︾﹀﹂﹄"
    "﹐﹑﹒﹔﹕﹖﹗﹚﹜﹞！＂％＇），－．／：；？］｀｜｝～｠｡｣､･￠"
    "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶー゛゜ゝゞヽヾ/"
)
CANNOT_END: Final = frozenset("([{£¥$‘“‹〈《「『【〔〖〘〝︵︷︹︻︽︿﹁﹃﹙﹛﹝＄（／［｛｟｢￡￥№#/")
PAIRED: Final = frozenset("—…⋯")  # two of these make one mark, which is never broken
_KEPT: Final = frozenset("\n\t")
# Characters that only steer display: joiners, direction marks, soft hyphen, byte order mark, variation selectors.
_DROPPED: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    "\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
_EMPTY_LINES: Final = re.compile("\n[ \n]*\n")  # a paste may hold thousands
_ACCENTS: Final = re.compile("[\u0300-\u036f]")
_SPACES: Final = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f]")


def clean(text: str) -> str:
    """The text as it can be drawn: line ends made one, control characters dropped, accents composed."""
    if text.isascii() and text.isprintable():
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    text = _SPACES.sub(" ", _DROPPED.sub("", text.replace("\x0b", "\n").replace("\x0c", "\n")))
    text = _EMPTY_LINES.sub("\n\n", text)
    if _ACCENTS.search(text):
        text = unicodedata.normalize("NFC", text)
    return text


def joins(char: str) -> bool:
    """Whether a character may become one with that before it."""
    return _ACCENTS.match(char) is not None


def code_of(char: str) -> str:
    """What is printed in place of a character that no face has."""
    return f"〔U+{ord(char):04X}〕"


def is_word(char: str) -> bool:
    """Whether a character belongs to a run that is broken at spaces only (Latin, Greek, Cyrillic, figures)."""
    return (char < "\u2010" and char not in " \n·—×÷") or "\u2070" <= char <= "\u20bf" or "\ua640" <= char <= "\ua7ff"
