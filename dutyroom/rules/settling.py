"""Settling: which of the numbered lines stand as headings, and which are lists, clauses or a notice's points."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Sequence
from typing import Final

from dutyroom.rules.contents import without_contents
from dutyroom.rules.cover import says_title, squeezed
from dutyroom.rules.grades import with_grades
from dutyroom.rules.headings import Candidate, Form, Piece, reads_as_title
from dutyroom.rules.numbering import accepted
from dutyroom.rules.unnumbered import with_unnumbered

_LISTS: Final = (Form.ROMAN, Form.HAN_BRACKET, Form.DIGIT, Form.DIGIT_BRACKET, Form.CIRCLED)
_ROWS: Final = (Form.DOTTED, Form.DIGIT, Form.HAN)
_TABLE_HEAD: Final = re.compile(r"序\s?[号號]\s\S")
_ALIKE: Final = 0.8
_STRAY: Final = 8
_ARTICLES: Final = 5
_PLAN_TITLE: Final = re.compile(r"[^。，；]{2,48}(?:预案|方案|手册|办法|规定|细则)(?:[（(].{1,16}[）)])?")
_SIGNATURE: Final = re.compile(r".{0,24}\d{4}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日")


def settled(items: list[Piece], title: str) -> list[Piece]:
    """The headings that stand, in reading order, with the running text between them.

    Contents pages go, numbering is checked, a covering notice's own points and
    list items become text again.
    """
    bare = without_contents(items, accepted(items, _breaks(items, title)), title)
    bare = with_unnumbered(with_grades(_rows_as_text(bare)))
    kept = accepted(bare, _breaks(bare, title))
    kept = _attachments(kept, title)
    kept = _points_of_articles_as_text(_cover_notice_as_text(kept, title))
    return _lists_as_text([_clause_as_text(item) for item in _leads_as_text(kept)])


def _rows_as_text(items: Sequence[Piece]) -> list[Piece]:
    """Rows of a table that count under its head are text: ``序号 单位 电话``, ``1 市应急局 67181001``."""
    kept: list[Piece] = []
    inside = False
    for item in items:
        if isinstance(item, str):
            inside = _TABLE_HEAD.match(item) is not None
        elif inside and item.level is None and item.rest and len(item.numbers) == 1 and item.form in _ROWS:
            kept.append(item.raw)
            continue
        else:
            inside = False
        kept.append(item)
    return kept


def _breaks(items: Sequence[Piece], title: str) -> frozenset[int]:
    wanted = squeezed(title)
    return frozenset(
        at
        for at, item in enumerate(items)
        if (isinstance(item, str) and says_title(item, wanted))
        or (isinstance(item, Candidate) and item.form is Form.ATTACHMENT)
    )


def _is_bare(run: Sequence[Piece]) -> bool:
    """Whether a run is headings and next to nothing else."""
    headings = sum(isinstance(item, Candidate) for item in run)
    text = sum(len(item) if isinstance(item, str) else len(item.rest) for item in run)
    return text <= _STRAY * headings


def _attachments(items: Sequence[Piece], title: str) -> list[Piece]:
    """Give a bare 附件1 the title on its next line; leave a mention of annexes in the text."""
    kept: list[Piece] = []
    last = {item.numbers: at for at, item in enumerate(items) if _is_attachment(item) and isinstance(item, Candidate)}
    waiting = deque(items)
    chaptered = False
    while waiting:
        item = waiting.popleft()
        if not isinstance(item, Candidate) or not _is_attachment(item):
            chaptered = chaptered or isinstance(item, Candidate)
            kept.append(item)
            continue
        following = waiting[0] if waiting else None
        later = waiting[1] if len(waiting) > 1 else None
        if len(items) - len(waiting) - 1 < last[item.numbers] or _is_mention(item, following, later):
            kept.append(item.raw)
        elif item.title and not chaptered and squeezed(item.title) == squeezed(title):
            kept.append(item.raw)  # 附件：某县某某预案: what the notice brings is the plan itself
            continue
        elif not item.title and not item.rest and isinstance(following, str) and reads_as_title(following):
            if not chaptered and (_PLAN_TITLE.fullmatch(following) or squeezed(following) == squeezed(title)):
                kept.append(item.raw)
                continue
            waiting.popleft()
            kept.append(_titled(item, following))
        else:
            kept.append(item.raw if item.rest and not item.title else item)
        chaptered = True
    return kept


def _is_attachment(item: Piece) -> bool:
    return isinstance(item, Candidate) and item.form is Form.ATTACHMENT and item.level is None


def _is_mention(item: Candidate, following: Piece | None, later: Piece | None) -> bool:
    """Whether the line only says which annexes there are: a colon, then a signature or a list."""
    if not re.match(r"附件\s?\d?\s?[：:]", item.raw):
        return False
    if re.match(r"附件\s?[：:]\s?[1１]\s?[.．、]", item.raw):
        return True
    if isinstance(following, str):
        signed = isinstance(later, str) and _SIGNATURE.fullmatch(later) is not None
        return _SIGNATURE.fullmatch(following) is not None or (len(following) <= 24 and signed)
    return False


def _titled(item: Candidate, title: str) -> Candidate:
    return Candidate(item.form, item.numbers, item.label, title, "", item.raw, level=item.level)


def _cover_notice_as_text(items: Sequence[Piece], title: str) -> list[Piece]:
    """Points 一、二、 of the notice that issues a plan are not the plan's chapters."""
    wanted = squeezed(title)
    again = [at for at, item in enumerate(items) if isinstance(item, str) and says_title(item, wanted)]
    if not again:
        return list(items)
    last = again[-1]
    before = sum(isinstance(item, Candidate) for item in items[:last])
    after = sum(isinstance(item, Candidate) for item in items[last:])
    if not 0 < before < after or any(isinstance(i, Candidate) and i.form is not Form.HAN for i in items[:last]):
        return list(items)
    return [item.raw if isinstance(item, Candidate) else item for item in items[:last]] + list(items[last:])


def _points_of_articles_as_text(items: Sequence[Piece]) -> list[Piece]:
    """What is counted under an article without a title are its points, however they begin: a law is made so."""
    articles = [item for item in items if isinstance(item, Candidate) and item.form is Form.ARTICLE]
    if len(articles) < _ARTICLES or any(article.title for article in articles):
        return list(items)
    kept: list[Piece] = []
    inside = False
    for item in items:
        if isinstance(item, Candidate):
            if inside and item.level is None and item.form in _LISTS:
                kept.append(item.raw)
                continue
            inside = item.form is Form.ARTICLE
        kept.append(item)
    return kept


def _clause_as_text(item: Piece) -> Piece:
    """A number before a sentence is a clause of the section it stands in; an article is a section."""
    if isinstance(item, str) or item.level is not None or item.title:
        return item
    if item.form in (Form.ARTICLE, Form.ATTACHMENT, Form.PART, Form.CHAPTER, Form.SECTION):
        return item
    return item.raw


def _lists_as_text(items: Sequence[Piece]) -> list[Piece]:
    """Items with nothing under any of them are a list, unless the whole document is headings."""
    if _is_bare(items):
        return list(items)
    kept = list(items)
    for form in reversed(_LISTS):
        for run in _siblings(kept, form):
            if not any(_has_text(kept, at) for at in run):
                for at in run:
                    candidate = kept[at]
                    if isinstance(candidate, Candidate):
                        kept[at] = candidate.raw
    return kept


def _leads_as_text(items: Sequence[Piece]) -> list[Piece]:
    """``1.3.1以人为本。最大限度…`` is a heading where its siblings are made the same way, else a sentence."""
    groups: dict[tuple[int, tuple[int, ...]], list[int]] = {}
    parent = 0
    for at, item in enumerate(items):
        if not isinstance(item, Candidate) or item.level is not None:
            continue
        rank = _rank(item)
        groups.setdefault((parent if len(item.numbers) == 1 else -1, (rank, *item.numbers[:-1])), []).append(at)
        if item.title and not item.closed and rank < len(_LISTS):
            parent = at
    kept = list(items)
    for group in groups.values():
        titled = sum(_is_titled(items, at) for at in group)
        for at in group:
            item = kept[at]
            if (
                isinstance(item, Candidate)
                and item.closed
                and (
                    titled < _ALIKE * len(group)
                    or item.form in (Form.DIGIT_BRACKET, Form.CIRCLED)
                    or not _is_titled(items, at)
                )
            ):
                kept[at] = item.raw
    return kept


def _is_titled(items: Sequence[Piece], at: int) -> bool:
    """Whether the candidate has a title, and text behind it where the title is a lead sentence."""
    item = items[at]
    if not isinstance(item, Candidate) or not item.title:
        return False
    following = items[at + 1] if at + 1 < len(items) else None
    return (
        not item.closed
        or bool(item.rest)
        or isinstance(following, str)
        or (isinstance(following, Candidate) and _deeper(item, following))
    )


def _rank(item: Candidate) -> int:
    """How deep a form lies among the lists; dotted numbers lie above all of them."""
    return _LISTS.index(item.form) if item.form in _LISTS else -1


def _siblings(items: Sequence[Piece], form: Form) -> list[list[int]]:
    """Places of the items of this form, one list for each place where the counting begins at 1."""
    runs: list[list[int]] = []
    for at, item in enumerate(items):
        if isinstance(item, Candidate) and item.form is form and item.level is None:
            if item.numbers == (1,) or not runs:
                runs.append([])
            runs[-1].append(at)
    return runs


def _has_text(items: Sequence[Piece], at: int) -> bool:
    """Whether text or a deeper heading follows directly."""
    item = items[at]
    if isinstance(item, Candidate) and item.rest:
        return True
    following = items[at + 1] if at + 1 < len(items) else None
    if isinstance(following, Candidate):
        if isinstance(item, Candidate) and following.form is item.form:
            return len(following.numbers) > len(item.numbers)
        return _deeper(item, following)
    return following is not None


def _deeper(item: Piece, following: Candidate) -> bool:
    if following.form is Form.GRADE and isinstance(item, Candidate):
        return item.form is Form.HAN_BRACKET
    if not isinstance(item, Candidate) or item.form not in _LISTS or following.form not in _LISTS:
        return False
    return _LISTS.index(following.form) > _LISTS.index(item.form)
