"""Pinyin of Chinese names: their initials, and all of it without tones."""

from __future__ import annotations

import re
from typing import Final

_LETTERS: Final = re.compile(r"[A-Za-z0-9]+")
_HAN: Final = re.compile(r"[㐀-鿿豈-﫿\U00020000-\U0003ffff]")
# Surnames that are read differently from the same character elsewhere.
_SURNAMES: Final = {
    "单": "shan", "曾": "zeng", "解": "xie", "仇": "qiu", "朴": "piao", "区": "ou", "查": "zha", "盖": "ge", "任": "ren",
    "华": "hua", "翟": "zhai", "乐": "yue", "缪": "miao", "尉": "wei", "万": "wan", "燕": "yan", "纪": "ji", "宁": "ning",
}  # fmt: skip


def pinyin_of(name: str, *, person: bool = False) -> tuple[str, str]:
    """Initials and full pinyin without tones: 应急管理局 → (yjglj, yingjiguanliju); Latin names keep their letters."""
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415  # slow import

    read = lazy_pinyin(name, style=Style.NORMAL, errors=lambda rest: f" {rest} ")
    syllables = [part for piece in read for part in _LETTERS.findall(piece)]
    if person and name and name[0] in _SURNAMES and syllables and _HAN.match(name):
        syllables[0] = _SURNAMES[name[0]]
    return "".join(s[0] for s in syllables).lower(), "".join(syllables).lower()
