"""Classes of demands on the mayor's telephone: codes of 2 + 2 + 2 digits, what callers say for each, finding one.

The form of the codes is that of GB/T 39666-2020 (12 top, 43 middle, 174 small classes); the standard's own list was
not at hand, so the shipped table is this program's and the office puts its own in its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from dutyroom.rules.fold import fold, fold_words, is_han
from dutyroom.rules.officer import Role
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.rule_book import RuleBook
from dutyroom.rules.wording import mark

SENTENCES: Final[dict[str, str]] = {
    "class.unknown": mark("There is no class {id} in the table."),
    "class.code": mark("“{digits}” is no code of a class: it has 2, 4 or 6 digits, such as 030101."),
    "class.code.twice": mark("{digits} is {name} already. Change that one, or give another code."),
    "class.code.above": mark("{digits} would belong to {above}, which is not in the table. Add {above} first."),
    "class.code.below": mark("{digits} {name} has classes below it ({n}). Withdraw those first."),
    "class.name.empty": mark("Enter what the class is called in Chinese."),
    "class.sub": mark("“{value}” is no kind of case for at once. The rules know: {known}."),
    "class.withdrawn": mark("{digits} {name} is withdrawn already."),
    "class.in_force": mark("{digits} {name} is in the table; there is nothing to put back."),
    "class.same": mark("That is how the class stands in the table already."),
    "class.table.heads": mark(
        "The file has no column for the code and the Chinese name. It needs the headings code and zh, or 代码 and 名称."
    ),
    "class.table.twice": mark("{digits} stands twice in the file; row {row} had it first."),
}  # fmt: skip

KEEPERS: Final = (Role.HOTLINE, Role.LEADER, Role.ADMINISTRATOR)
"""Who may change the table: the first is the one that a refusal names."""
LENGTHS: Final = (2, 4, 6)
WHOLE: Final = LENGTHS[-1]
"""The digits of a code that a case is given."""
SEPARATOR: Final = "、"
AT_ONCE_RULE: Final = "hotline.respond."
_BY_CHANNEL: Final = frozenset({"sms", "mailbox"})
"""Limits of :data:`AT_ONCE_RULE` that follow from how a demand came, not from what it is about."""
_CODE: Final = re.compile(r"\d{2}(?:\d{2}){0,2}")
_SPLIT: Final = re.compile(r"[、,，;；\n|]+")
_NAMED, _BEGINS, _SAID, _KEY, _INSIDE, _SAID_BEGINS, _SAID_KEY, _SAID_INSIDE, _ABOVE, _ENGLISH = range(10)
_KEY_LEAST: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassFacts:
    """What is known of a class; ``words`` are what callers say, ``unit`` whose such cases are, ``sub`` the at-once kind."""

    code: str
    name_zh: str
    name_en: str = ""
    words: tuple[str, ...] = ()
    unit: str = ""
    sub: str = ""
    source: str = ""
    checked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AddClass:
    """A class is in the table from now on; one that was withdrawn under that code comes back as this."""

    facts: ClassFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeClass:
    """A class is called or sent otherwise; ``version`` is the one that was shown. What a person saves is checked."""

    id: int
    version: int
    facts: ClassFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawClass:
    """A class is given to no further case, or comes back (``back``); cases that have it keep it."""

    id: int
    version: int
    back: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassLook:
    """A class to be found: everything folded; ``keys`` are initials and pinyin of its name, ``said_keys`` of its words."""

    code: str
    name: str
    english: str
    said: tuple[str, ...]
    keys: tuple[str, ...]
    said_keys: tuple[str, ...]
    above: tuple[str, ...]


def code_of(text: str) -> str:
    """A code as it is kept, from any writing of its digits (０３-01 01); empty where it is none."""
    digits = re.sub(r"[\s.．\-—/]", "", fold(text))
    return digits if _CODE.fullmatch(digits) else ""


def above_of(code: str) -> str:
    """The code of the class that a class belongs to; empty for a top class."""
    return code[:-2]


def words_of(text: str) -> tuple[str, ...]:
    """What callers say, from one text with 、 or any other mark between: each once, in its order."""
    parts = (" ".join(part.split()) for part in _SPLIT.split(text))
    return tuple(dict.fromkeys(part for part in parts if part))


def kinds_at_once(book: RuleBook) -> tuple[str, ...]:
    """The kinds of cases for at once (即办) that the rules have a limit for."""
    found = (key.removeprefix(AT_ONCE_RULE) for key in book.versions if key.startswith(AT_ONCE_RULE))
    return tuple(kind for kind in found if kind not in _BY_CHANNEL)


def checked_class(facts: ClassFacts, kinds: Iterable[str]) -> ClassFacts:
    """The class as it is kept; refused without a code or a name, and for a kind that no rule has a limit for."""
    code = code_of(facts.code)
    if not code:
        raise Refusal("class.code", field="code", digits=facts.code.strip())
    name = " ".join(facts.name_zh.split())
    if not name:
        raise Refusal("class.name.empty", field="name_zh")
    known = tuple(kinds)
    if facts.sub and facts.sub not in known:
        raise Refusal("class.sub", field="sub", value=facts.sub, known=", ".join(known))
    return ClassFacts(
        code=code,
        name_zh=name,
        name_en=" ".join(facts.name_en.split()),
        words=words_of(SEPARATOR.join(facts.words)),
        unit=facts.unit.strip(),
        sub=facts.sub,
        source=facts.source.strip(),
        checked=facts.checked,
    )


def best_classes(looks: Sequence[ClassLook], asked: str, limit: int) -> list[int]:
    """The places of the classes that answer what was typed, best first.

    Every word must fit: by code, name, what callers say, pinyin or initials of either, or by the class above it. Where
    none does, what was typed is taken for a caller's sentence and the classes whose words stand in it are proposed.
    """
    words = fold_words(asked).split()
    if not words:
        return []
    fits = ((max(_fit(look, word) for word in words), place) for place, look in enumerate(looks))
    found = sorted((fit, looks[place].code, place) for fit, place in fits if fit <= _ENGLISH)
    if not found:
        return classes_in(looks, asked, limit)
    return [place for _, _, place in found[:limit]]


def classes_in(looks: Sequence[ClassLook], text: str, limit: int) -> list[int]:
    """The places of the classes whose name or words stand in a caller's sentence, the longest word first.

    A word that a longer one has swallowed counts for nothing: 路灯不亮 leaves no 灯.
    """
    sentence = fold(text)
    scores: list[tuple[int, str, int]] = []
    for place, look in enumerate(looks):
        stand = {word for word in (look.name, *look.said) if len(word) > 1 and word in sentence}
        whole = [word for word in stand if not any(word != other and word in other for other in stand)]
        if whole:
            scores.append((-sum(len(word) ** 2 for word in whole), look.code, place))
    return [place for _, _, place in sorted(scores)[:limit]]


def _fit(look: ClassLook, word: str) -> int:
    none = _ENGLISH + 1
    if word.isdecimal():
        return _NAMED if look.code == word else _BEGINS if look.code.startswith(word) else none
    if word == look.name:
        return _NAMED
    if look.name.startswith(word):
        return _BEGINS
    if word in look.said:
        return _SAID
    if word.isascii():
        return _fit_letters(look, word)
    if len(word) == 1 and not is_han(word):
        return none
    if word in look.name:
        return _INSIDE
    if any(said.startswith(word) for said in look.said):
        return _SAID_BEGINS
    if any(word in said for said in look.said):
        return _SAID_INSIDE
    return _ABOVE if any(word in name for name in look.above) else none


def _fit_letters(look: ClassLook, word: str) -> int:
    """Letters are initials or pinyin from the beginning on, or stand in what is written in letters."""
    if len(word) >= _KEY_LEAST:
        if any(key.startswith(word) for key in look.keys):
            return _KEY
        if any(key.startswith(word) for key in look.said_keys):
            return _SAID_KEY
    if any(word in said for said in look.said):
        return _SAID_INSIDE
    return _ENGLISH if len(word) > _KEY_LEAST and word in look.english else _ENGLISH + 1
