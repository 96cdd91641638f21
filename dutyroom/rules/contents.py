"""Contents: find the contents pages of a document, whose entries are text and no headings.

A contents page is a run of bare headings that begins again further down, in the same
order and with its text. That alone would also fit a plan of short cards whose
sub-headings repeat (启动条件, 响应措施, 联系人), so the run must besides stand where
contents pages stand, at the very front, or say what it is by its title or its page numbers.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final

from dutyroom.rules.cover import says_title, squeezed
from dutyroom.rules.headings import Candidate, Form, Listed, Piece, without_leader
from dutyroom.rules.page_numbers import is_page_number, unpaged, without_page
from dutyroom.rules.traditional import simplified

_FEWEST: Final = 3
_FEWEST_MARKED: Final = 2
_MOST_STRANGE: Final = 1 / 3
_MOST_STRANGE_TEXT: Final = 10
_ALIKE_MARKED: Final = 0.6
_ALIKE: Final = 0.9
_WITH_TEXT: Final = 0.5
_AFTER_TITLE: Final = 6
_BEGINNINGS: Final = 3
_LONGEST_ENTRY: Final = 60
_LONGEST_PAGE: Final = 3000
_BULLET: Final = re.compile(r"^\s*(?:[-*+•·]|\d{1,3}[.)])\s+")
_OUTER: Final = (Form.PART, Form.CHAPTER, Form.SECTION, Form.ARTICLE)
_INNER: Final = (Form.ROMAN, Form.HAN, Form.HAN_BRACKET, Form.DIGIT, Form.DIGIT_BRACKET, Form.CIRCLED)

_Key = tuple[tuple[int, ...], str]


def is_contents_title(text: str) -> bool:
    """Whether the line is the heading of a contents page."""
    bare = "".join(text[:_LONGEST_ENTRY].split())
    return len(text) < _LONGEST_ENTRY and simplified(bare).lower() in ("目录", "目次", "contents", "tableofcontents")


def without_contents(items: Sequence[Piece], numbered: Sequence[Piece], title: str) -> list[Piece]:
    """The items with those on contents pages, with their page numbers and titles, as ``Listed`` text.

    ``numbered`` are the same items with those turned to text that the numbering does not accept.
    """
    given, items = items, unpaged(items)
    places = _Places(items)
    listed = _echoes(items, places)
    done = 0
    for start in _starts(items, numbered, title):
        page = _page_from(items, start, places) if start.at >= done else None
        if page is not None and _is_contents(items, page, places, title):
            listed |= _listed_on(items, page, places)
            done = page.end
    kept = [_as_listed(item) if at in listed else item for at, item in enumerate(given)]
    return _with_numbers(_with_titles_listed(kept))


def _as_listed(item: Piece) -> Listed:
    return Listed(item if isinstance(item, str) else item.raw)


@dataclass(frozen=True, slots=True)
class _Start:
    """Where a contents page may begin; ``marked`` where its title or its page numbers say that it is one."""

    at: int
    marked: bool


@dataclass(frozen=True, slots=True)
class _Page:
    """From the first entry to where the document begins again."""

    begin: int
    end: int
    marked: bool


class _Places:
    """Where each heading stands, by number and title and by title alone, and each line that may be one."""

    def __init__(self, items: Sequence[Piece]) -> None:
        self._keys: dict[_Key, list[int]] = {}
        self._names: dict[str, list[int]] = {}
        self._lines: dict[str, list[int]] = {}
        for at, item in enumerate(items):
            if isinstance(item, str):
                if len(item) <= _LONGEST_ENTRY:
                    self._lines.setdefault(squeezed(item), []).append(at)
            elif item.title:
                title = squeezed(item.title)
                self._keys.setdefault((item.numbers, title), []).append(at)
                for name in {title, squeezed(item.label + item.title)}:
                    self._names.setdefault(name, []).append(at)

    def heading(self, item: Candidate, start: int, *, worded: bool) -> int | None:
        """The first place from ``start`` on with this number and title; ``worded``: or with the title or line alone."""
        title = squeezed(item.title)
        found = _first_from(self._keys.get((item.numbers, title), ()), start)
        if found is not None or not worded:
            return found
        ways = (self._names.get(title, ()), self._lines.get(title, ()), self._lines.get(squeezed(item.raw), ()))
        return min((place for way in ways if (place := _first_from(way, start)) is not None), default=None)

    def says_again(self, text: str, start: int, *, worded: bool = False) -> bool:
        """Whether a line is the title of a heading from ``start`` on, its number and page number apart.

        ``worded``: or stands there as a line.
        """
        if len(text) > _LONGEST_ENTRY:
            return False
        writings = without_page(text)
        names = {squeezed(writing) for writing in writings | {_BULLET.sub("", writing) for writing in writings}}
        ways = (self._names, self._lines) if worded else (self._names,)
        return any(_first_from(way.get(name, ()), start) is not None for way in ways for name in names)


def _first_from(places: Sequence[int], start: int) -> int | None:
    at = bisect_left(places, start)
    return places[at] if at < len(places) else None


def _is_entry(item: Piece) -> bool:
    """Whether the piece is a heading with nothing but a page number behind it."""
    return isinstance(item, Candidate) and bool(item.title) and (not item.rest or is_page_number(item.rest))


def _has_page(item: Piece) -> bool:
    """Whether the piece is an entry with its page number."""
    return isinstance(item, Candidate) and _is_entry(item) and (item.listed or bool(item.rest))


def _names_contents(item: Piece) -> bool:
    return is_contents_title(item if isinstance(item, str) else item.title)


def _starts(items: Sequence[Piece], numbered: Sequence[Piece], title: str) -> list[_Start]:
    """Where contents pages may begin, in reading order: after their title, at page numbers, at the front."""
    marked = {*_after_titles(items), *_with_pages(items)}
    front = _front(numbered, title) - marked
    return sorted([_Start(at, marked=at in marked) for at in marked | front], key=lambda start: start.at)


def _after_titles(items: Sequence[Piece]) -> Iterator[int]:
    for at, item in enumerate(items):
        if _names_contents(item):
            following = range(at + 1, min(len(items), at + 1 + _AFTER_TITLE))
            yield from [place for place in following if _is_entry(items[place])][:1]


def _with_pages(items: Sequence[Piece]) -> Iterator[int]:
    """The first of every few entries in a row that have page numbers."""
    run: list[int] = []
    for at, item in enumerate(items):
        if _has_page(item):
            run.append(at)
            if len(run) == _FEWEST:
                yield run[0]
        elif not (isinstance(item, str) and is_page_number(item)):
            run = []


def _front(items: Sequence[Piece], title: str) -> set[int]:
    """The first heading of the document, and the first one under each line that is the plan's title."""
    wanted = squeezed(title)
    front: set[int] = set()
    waiting = True
    for at, item in enumerate(items):
        if isinstance(item, str):
            waiting = waiting or says_title(item, wanted)
        elif waiting and item.form is not Form.ATTACHMENT:
            front.add(at)
            waiting = False
    return front


def _page_from(items: Sequence[Piece], start: _Start, places: _Places) -> _Page | None:
    """The page that begins there, up to where one of its first entries stands again."""
    tries = _BEGINNINGS if start.marked else 1
    entries = [at for at in range(start.at, min(len(items), start.at + 2 * tries)) if _is_entry(items[at])][:tries]
    for at in entries:
        item = items[at]
        end = places.heading(item, at + 1, worded=start.marked) if isinstance(item, Candidate) else None
        if end is not None and end - start.at <= _LONGEST_PAGE:
            return _Page(start.at, _restart(items, start.at, end), start.marked)
    return None


def _restart(items: Sequence[Piece], begin: int, end: int) -> int:
    """Where the outermost numbers of the page begin to count again, at the latest at ``end``."""
    first = items[begin]
    last: tuple[int, ...] = ()
    for at in range(begin, end):
        item = items[at]
        if isinstance(item, Candidate) and isinstance(first, Candidate) and _counts_with(first, item):
            if item.numbers < last:
                return at
            last = item.numbers
    return end


def _counts_with(first: Candidate, item: Candidate) -> bool:
    return item.form is first.form and item.level == first.level and len(item.numbers) == len(first.numbers)


def _is_contents(items: Sequence[Piece], page: _Page, places: _Places, title: str) -> bool:
    """Whether the page is a contents page: the same headings follow in the same order."""
    entries = _entries(items, page)
    matched = _matched(items, page, entries, places)
    known = [at for at in entries if at in matched]
    if len(known) < (_FEWEST_MARKED if page.marked else _FEWEST):
        return False
    share = len(known) / (entries.index(known[-1]) + 1)
    strange = [items[at] for at in range(page.begin, entries[-1]) if _is_strange(items, at, page, places, title)]
    if page.marked:
        text = sum(len(item) if isinstance(item, str) else len(item.rest) for item in strange)
        few = len(strange) <= _MOST_STRANGE * len(entries) and text <= _MOST_STRANGE_TEXT * len(entries)
        return few and share >= _ALIKE_MARKED
    after = range(entries[-1] + 1, page.end)
    return (
        share >= _ALIKE
        and not strange
        and not any(_is_strange(items, at, page, places, title) for at in after)
        and _is_topmost(items, entries)
        and sum(_holds_text(items, matched[at]) for at in known) >= _WITH_TEXT * len(known)
    )


def _entries(items: Sequence[Piece], page: _Page) -> list[int]:
    return [at for at in range(page.begin, page.end) if _is_entry(items[at])]


def _matched(items: Sequence[Piece], page: _Page, entries: Iterable[int], places: _Places) -> dict[int, int]:
    """The entries that stand again behind the page, in the same order, each with its place there."""
    found: dict[int, int] = {}
    start = page.end
    for at in entries:
        item = items[at]
        again = places.heading(item, start, worded=page.marked) if isinstance(item, Candidate) else None
        if again is not None:
            found[at] = again
            start = again + 1
    return found


def _is_strange(items: Sequence[Piece], at: int, page: _Page, places: _Places, title: str) -> bool:
    """Whether the piece does not belong on a contents page."""
    item = items[at]
    if not isinstance(item, str):
        return not _is_entry(item)
    if is_page_number(item) or is_contents_title(item) or says_title(item, squeezed(title)):
        return False
    return not (page.marked and places.says_again(item, page.end, worded=True))


def _rank(item: Candidate) -> tuple[int, int]:
    """How far out a heading stands, the outermost first; a declared level counts alone."""
    if item.level is not None:
        return 0, item.level
    if item.form in _OUTER:
        return 1, _OUTER.index(item.form)
    if item.form is Form.DOTTED:
        return 3, len(item.numbers)
    return (2, 0) if item.form is Form.HAN else (4, _INNER.index(item.form) if item.form in _INNER else 0)


def _is_topmost(items: Sequence[Piece], entries: Sequence[int]) -> bool:
    """Whether the first entry is a chapter of the page: nothing on it stands further out, bar annexes at its end."""
    listed = [item for at in entries if isinstance(item := items[at], Candidate)]
    annexes = [item for item in listed if item.form is Form.ATTACHMENT]
    if annexes and (len(listed) <= 2 * _FEWEST or listed[-len(annexes) :] != annexes):
        return False
    return all(_rank(item) >= _rank(listed[0]) for item in listed if item.form is not Form.ATTACHMENT)


def _holds_text(items: Sequence[Piece], at: int) -> bool:
    """Whether text or a deeper heading follows the heading."""
    item = items[at]
    following = next((later for later in islice(items, at + 1, None) if not isinstance(later, Listed)), None)
    if not isinstance(item, Candidate) or item.rest or isinstance(following, str):
        return True
    return following is not None and _rank(following) > _rank(item)


def _listed_on(items: Sequence[Piece], page: _Page, places: _Places) -> set[int]:
    """What of a page is of the contents: its entries, their page numbers, and lines that the text says again."""
    return {at for at in range(page.begin, page.end) if _belongs(items[at], page, places)}


def _belongs(item: Piece, page: _Page, places: _Places) -> bool:
    if isinstance(item, Candidate):
        return _is_entry(item) or (item.form is Form.ATTACHMENT and not item.rest)
    return is_page_number(item) or (page.marked and places.says_again(item, page.end, worded=True))


def _echoes(items: Sequence[Piece], places: _Places) -> set[int]:
    """Lines under a contents title that only name the headings below: entries whose numbers were not recognised."""
    echoes: set[int] = set()
    for at, item in enumerate(items):
        if not _names_contents(item):
            continue
        lines = list(_under(items, at))
        said = {place for place in lines if _is_echo(items, place, places)}
        if len(said) >= _FEWEST_MARKED and len(said) >= _ALIKE_MARKED * len(lines):
            echoes |= said
    return echoes


def _under(items: Sequence[Piece], at: int) -> Iterator[int]:
    """The lines under a contents title; under a declared one up to the next declared heading."""
    title = items[at]
    declared = isinstance(title, Candidate) and title.level is not None
    for place in range(at + 1, len(items)):
        item = items[place]
        if _names_contents(item) or (isinstance(item, Candidate) and (not declared or item.level is not None)):
            return
        yield place


def _is_echo(items: Sequence[Piece], at: int, places: _Places) -> bool:
    item = items[at]
    if isinstance(item, Candidate):
        return _is_entry(item) and places.heading(item, at + 1, worded=True) is not None
    return is_page_number(item) or not item.strip("-*+•· ") or places.says_again(item, at + 1)


def _with_titles_listed(items: Sequence[Piece]) -> list[Piece]:
    """The items with the titles of contents pages listed; a declared one is a heading while lines stand under it."""
    return [
        _as_listed(item)
        if _names_contents(item) and not (isinstance(item, Candidate) and _holds_text(items, at))
        else item
        for at, item in enumerate(items)
    ]


def _with_numbers(items: Sequence[Piece]) -> list[Piece]:
    """What stands behind dots in a line that is no entry of a contents page is text: ``报警电话……110``."""
    return [_with_number(item) if isinstance(item, Candidate) and item.listed else item for item in items]


def _with_number(item: Candidate) -> Candidate:
    number = item.raw[len(without_leader(item.raw)[0]) :].strip()
    return replace(item, rest=f"{item.rest} {number}".strip())
