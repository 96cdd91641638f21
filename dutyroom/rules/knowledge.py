"""The knowledge shelf (知识库): questions that callers ask with their answers, whose they are, until when they hold.

Answers grow old: one past its day, or one that nobody has looked at for the rule ``hotline.knowledge_days``, is
stale. It is still found and shown, flagged everywhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import Final

from dutyroom.rules.entry import clean_text
from dutyroom.rules.fold import fold, is_han
from dutyroom.rules.hotline_classes import code_of
from dutyroom.rules.officer import Role
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.wording import mark

SENTENCES: Final[dict[str, str]] = {
    "knowledge.unknown": mark("There is no item {id} on the knowledge shelf."),
    "knowledge.question.empty": mark("Enter the question as callers ask it."),
    "knowledge.question.long": mark("The question has {length} characters; {most} are the most. Put the rest into the answer."),
    "knowledge.question.twice": mark("“{question}” is on the shelf already (item {id}). Change that one."),
    "knowledge.answer.empty": mark("Enter the answer."),
    "knowledge.answer.long": mark("The answer has {length} characters; {most} are the most. Make two items of it."),
    "knowledge.source.empty": mark("Say where the answer is written: a paper, a law, who said it."),
    "knowledge.class": mark("There is no class {digits}. Search it by a word, or leave it empty."),
    "knowledge.until.past": mark("It would be valid until {day}, which is past. Give a later day, or none."),
    "knowledge.withdrawn": mark("“{question}” was taken off the shelf ({reason}). Put it back first."),
    "knowledge.kept": mark("“{question}” is on the shelf; there is nothing to put back."),
    "knowledge.reason": mark("Say why it is taken off the shelf."),
    "knowledge.same": mark("That is how the item stands already."),
    "knowledge.table.heads": mark(
        "The file has no columns for question and answer. It needs the headings question and answer, or 问题 and 答案."
    ),
    "knowledge.table.twice": mark("The question stands twice in the file; row {row} had it first."),
    "knowledge.table.day": mark("“{value}” is no day, such as 2026-12-31."),
}  # fmt: skip

KEEPERS: Final = (Role.HOTLINE, Role.OFFICER, Role.LEADER, Role.ADMINISTRATOR)
"""Who may write on the shelf: the first is the one that a refusal names."""
KNOWLEDGE_DAYS: Final = "hotline.knowledge_days"
QUESTION_MOST: Final = 200
SPELT: Final = "\uf8fe"
"""Begins what the index holds of a question's pinyin: a letter that no text holds."""
SPELT_LEAST: Final = 3
"""So many letters are taken for initials or pinyin as well; fewer would be found everywhere."""
ANSWER_MOST: Final = 4000
LIKELY: Final = 0.3
"""From this likeness on an item is suggested for a caller's sentence."""
_BESIDE: Final = 0.3
"""What the answer says of the sentence counts so much beside what the question says."""
_OLD_COSTS: Final = 0.8
"""A stale answer stands behind a fresh one that is nearly as like."""
_EMPTY: Final = frozenset("么怎哪吗呢吧啊的了是我你您他请什如何在有要想问")
"""Characters of every question: a pair with one of them says nothing about what it is about."""
_PAIRS_LEAST: Final = 2


class Stale(StrEnum):
    """Why an answer is not to be trusted without a look."""

    NOT = ""
    EXPIRED = "expired"
    UNCHECKED = "unchecked"
    OLD = "old"


STALE_WORDS: Final[dict[str, str]] = {
    Stale.EXPIRED: mark("no longer valid"),
    Stale.UNCHECKED: mark("never checked"),
    Stale.OLD: mark("not checked for long"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class KnowledgeFacts:
    """A question with its answer; ``code`` is its class, ``source`` where the answer is written, the last day counts."""

    question: str
    answer: str
    code: str = ""
    unit: str = ""
    source: str = ""
    valid_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AddKnowledge:
    """A question is put on the shelf; who writes it has checked it today."""

    facts: KnowledgeFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeKnowledge:
    """An item says something else; ``checked``: who writes it has checked the whole answer today."""

    id: int
    version: int
    facts: KnowledgeFacts
    checked: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckKnowledge:
    """Somebody found today that the answer still holds; ``until`` is its last day from now on, None: no end is known."""

    id: int
    version: int
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawKnowledge:
    """An item is taken off the shelf with a reason, or put back (``back``)."""

    id: int
    version: int
    reason: str = ""
    back: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoKnowledge:
    """An item as it stood before a change; ``version`` is the one it must still have to be put back to that."""

    id: int
    version: int
    facts: KnowledgeFacts
    checked_on: date | None
    checked_by: str
    active: bool
    reason: str


def stale_of(valid_until: date | None, checked_on: date | None, today: date, days: int) -> Stale:
    """Whether and why an answer is stale on a day; ``days`` is for how many days a check holds."""
    if valid_until is not None and valid_until < today:
        return Stale.EXPIRED
    if checked_on is None:
        return Stale.UNCHECKED
    return Stale.OLD if checked_on + timedelta(days=days) < today else Stale.NOT


def checked_knowledge(facts: KnowledgeFacts, today: date, former_until: date | None = None) -> KnowledgeFacts:
    """The item as it is kept. A last day that is past is refused, unless it stood there before."""
    question, answer = " ".join(facts.question.split()), clean_text(facts.answer)
    source = " ".join(facts.source.split())
    if not question:
        raise Refusal("knowledge.question.empty", field="question")
    if len(question) > QUESTION_MOST:
        raise Refusal("knowledge.question.long", field="question", length=len(question), most=QUESTION_MOST)
    if not answer:
        raise Refusal("knowledge.answer.empty", field="answer")
    if len(answer) > ANSWER_MOST:
        raise Refusal("knowledge.answer.long", field="answer", length=len(answer), most=ANSWER_MOST)
    if not source:
        raise Refusal("knowledge.source.empty", field="source")
    if facts.valid_until is not None and facts.valid_until < today and facts.valid_until != former_until:
        raise Refusal("knowledge.until.past", field="valid_until", day=facts.valid_until.isoformat())
    code = facts.code.strip()
    return KnowledgeFacts(
        question=question,
        answer=answer,
        code=code_of(code) or code,
        unit=" ".join(facts.unit.split()),
        source=source,
        valid_until=facts.valid_until,
    )


def likeness(sentence: str, question: str, answer: str, *, stale: bool = False) -> float:
    """How like a caller's sentence an item is: the share of its question's pairs of characters that the sentence says.

    The answer's share counts a little beside it. 0 where fewer than two pairs of the question are said, or its only one
    is not.
    """
    said, asked = _pairs(sentence), _pairs(question)
    common = said & asked
    if not asked or len(common) < min(_PAIRS_LEAST, len(asked)):
        return 0.0
    score = len(common) / len(asked) + _BESIDE * len(said & _pairs(answer)) / len(said)
    return score * _OLD_COSTS if stale else score


def _pairs(text: str) -> frozenset[str]:
    """Pairs of Han characters that say something, and words of letters and digits as they stand."""
    folded = fold(text)
    pairs = {a + b for a, b in pairwise(folded) if is_han(a) and is_han(b) and not _EMPTY & {a, b}}
    words = "".join(" " if is_han(sign) or not sign.isalnum() else sign for sign in folded).split()
    return frozenset(pairs | {word for word in words if len(word) > 1})
