"""What a text says of one figure, and which parts of a text say nothing of what has happened."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Statement:
    """A mention of a figure; ``value`` is None where the words are no number (十余人)."""

    field: str
    value: int | None
    start: int
    end: int
    sentence: int = 0
    is_weak: bool = False
    """Said of a noun (伤者3人), which may be some of them."""
    is_final: bool = False
    """It says itself that it replaces what was told before, or that it is the total."""
    is_part: bool = False
    """其中, 新增, or in brackets: of what is told elsewhere."""


_SENTENCE: Final = re.compile(r"[^。!?\n]+")
_ELSEWHERE: Final = re.compile(
    r"去年|上年|往年|历史上|同期|同比|环比|上半年|下半年|全年|今年以来|吸取|教训|警示|为戒|举一反三|\d{1,2}月(?:至|到|-)\d{1,2}月(?!\d|上|中|下)|"
    r"若(?:发现|有|出现)|请(?:立即|及时)报告|请(?:速|尽快|立即)?(?:核实|核查)"
)
_RUMOUR: Final = re.compile(r"^.*?(?:谣言|不实(?:信息|消息)?|假消息|不属实)")
_IF: Final = re.compile(r"(?:如果|假如|如(?:发生|遇|出现|有)|倘若|万一|一旦|(?<![\u4e00-\u9fff])若(?!干)).*$")
_MAY: Final = re.compile(
    r"(?:可能(?:会)?(?:造成|导致|出现|发生|影响|引发|有|再)|预计|预报|严防|防止|谨防|以防|避免|杜绝|确保|力争|防范|做好)[^,。;!?\n]*"
)
_ASKED: Final = re.compile(
    r"(?:(?:要求|强调|指出|指示|批示)(?=[:,]|要|各|全力|做好|切实|立即|进一步|尽快|妥善|抓紧|属地|相关|有关|加强)"
    r"|要(?:全面|积极|切实|强化|完善|加强|进一步|充分|统筹|精心|有力|严密|落实)|(?:进一步|切实)(?:加强|强化|做好)).*$"
)
_ONCE: Final = re.compile(r"(?:20\d\d年)?(?<!未)曾(?:经|因|发生|有|于|在|多次).*$")
_ENGLISH_MAY: Final = re.compile(r"\b(?:if|may|might|could|in case)\b[^.,;\n]*", re.IGNORECASE)


def only_told(flat: str) -> str:
    """The levelled text with line ends in place of what is supposed, feared, denied or of another time."""
    told = _SENTENCE.sub(_of_sentence, flat)
    return _ENGLISH_MAY.sub(_blank, told)


def _of_sentence(match: re.Match[str]) -> str:
    sentence = match[0]
    if _ELSEWHERE.search(sentence):
        return "\n" * len(sentence)
    sentence = _RUMOUR.sub(_blank, sentence)
    return _MAY.sub(_blank, _IF.sub(_blank, _ASKED.sub(_blank, _ONCE.sub(_blank, sentence))))


def _blank(match: re.Match[str]) -> str:
    return "\n" * len(match[0])


_EXERCISE: Final = re.compile(
    r"(?<!不是)(?<!非)(?<!并非)(?:演练|演习|推演|(?<!信号)模拟|试鸣|拉动训练)|\b(?:exercise|drill|tabletop)\b",
    re.IGNORECASE,
)


def find_exercise(flat: str) -> tuple[int, int] | None:
    """Where the text says that it is an exercise, in its first two sentences."""
    for number, sentence in enumerate(_SENTENCE.finditer(flat)):
        if number > 1:
            return None
        if found := _EXERCISE.search(flat, sentence.start(), sentence.end()):
            return found.span()
    return None
