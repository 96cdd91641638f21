"""What the search index holds of a text, what is asked of it, and where a text answers.

One tokeniser writes and asks. Runs of Han characters become overlapping pairs and the last character
alone; words of letters and digits stay words. So any part of a Chinese word is a phrase of pairs, and
characters that merely stand in the same text are none. The tables are FTS5 with ``unicode61``.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import add, itemgetter
from typing import Final, NamedTuple

from dutyroom.rules.alike import alike_ways
from dutyroom.rules.fold import GRADES, HAN, fold, fold_words, is_han, is_joined_break, trace, without_splits
from dutyroom.rules.search_forms import join_numbers, part_articles, split_number, wordings_of_article
from dutyroom.rules.tokeniser import TOKENISER_VERSION as TOKENISER_VERSION

# A letter to SQLite that no text holds and no query asks for: stands where punctuation parts a Han
# character from a word. Between two Han characters the missing pair parts already.
_BARRIER: Final[str] = "\uf8fe"
_LONGEST_QUERY: Final[int] = 1000
_MOST_PHRASES: Final[int] = 64
_LEAST_PARTS: Final[int] = 3
_FEWEST_BELOW: Final[int] = 2

_PIECE: Final = re.compile(f"([{HAN}]+)|([^\\W_{HAN}]+)|\\S")
# 一级 inside 十一级 is the end of another number.
_TENS: Final[str] = "十廿卅百"
_TEENS: Final = re.compile(f"(?<=[{_TENS}])[一二三四]级")
_BETWEEN_DIGITS: Final = r"[\s()\-]*"
_GRADE: Final = re.compile("[一二三四]级")
_RESPONSE: Final = re.compile("([一二三四]级)(?:应急)?响应")
_SENTENCE_END: Final = re.compile("[。！？；!?;\n\r]")
_EDGES: Final = "".join(sign for sign in map(chr, range(0x10000)) if sign.isspace() or sign < " " or sign == "\x7f")
# What is shown as a single blank or left out. A plain blank between two words stays as it is.
_GAP: Final = re.compile(f"[{re.escape(_EDGES)}](?:[{re.escape(_EDGES)}]+|(?<! ))")

# Pieces that follow one another with nothing between: runs of Han characters and words in turn.
Phrase = tuple[str, ...]


class Snippet(NamedTuple):
    """A passage of a text; ``marks`` are the ranges in it that answer the query, in order and apart."""

    text: str
    marks: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """Words that are searched for, with the groups of words (folded) of which each says the same as the others."""

    words: str
    groups: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """One required thing of a query: the ways to say it, and whether its last word may go on.

    ``alike`` are ways that mean the same and are no other spelling of it; nothing goes on there.
    """

    ways: tuple[Phrase, ...]
    goes_on: bool
    alike: tuple[Phrase, ...] = ()


@dataclass(frozen=True, slots=True)
class _Finder:
    """Finds one way to say a term; a hit at the edge of a longer word, or of another number's grade, is none."""

    pattern: re.Pattern[str]
    word_first: bool
    word_last: bool
    grade_first: bool


def index_text(text: str) -> str:
    """Give the text that the search index holds for ``text``: tokens with blanks between."""
    tokens: list[str] = []
    last = 0
    parted = False
    for piece in _PIECE.finditer(fold(text)):
        kind = piece.lastindex
        if kind is None:
            parted = True
            continue
        if parted and last and kind != last:
            tokens.append(_BARRIER)
        parted = False
        last = kind
        if kind == 1:
            tokens += _pairs(piece[1])
            tokens.append(piece[1][-1])
        else:
            tokens.append(piece[2])
    return " ".join(tokens)


def index_above(titles: Iterable[str]) -> str:
    """Give what the index holds of the headings above a text: tokens of their own kind, asked by :func:`match_below`."""
    return " ".join(f"{_BARRIER}{token}" for title in titles for token in (*index_text(title).split(), _BARRIER))


def match_query(words: str | Asked, *, every: bool = True) -> str | None:
    """Give the FTS5 MATCH expression for ``words``, or None where there is nothing to search for.

    All words are required, or any of them unless ``every``. Of a very long query the first 1 000 characters and
    64 words count.
    """
    return match_terms(terms_of(words), every=every)


def match_terms(terms: Sequence[Term], *, every: bool = True, alike: bool = True) -> str | None:
    """Give the expression for terms; with ``alike`` also what means the same."""
    return (" AND " if every else " OR ").join(_match_term(term, alike=alike) for term in terms) or None


def match_below(terms: Sequence[Term], *, alike: bool = True) -> str | None:
    """Give the expression for terms where all but one of them may stand in a heading above."""
    if len(terms) < _FEWEST_BELOW:
        return match_terms(terms, alike=alike)
    own = [_match_term(term, alike=alike) for term in terms]
    above = [_match_term(term, lead=_BARRIER, alike=alike) for term in terms]
    either = [f"({said} OR {over})" for said, over in zip(own, above, strict=True)]
    return f"{' AND '.join(either)} AND ({' OR '.join(own)})"


def match_near(terms: Sequence[Term], apart: int) -> str | None:
    """Give the expression for terms that stand within so many tokens; None where one has more than one way."""
    if len(terms) < _FEWEST_BELOW or any(len(term.ways) > 1 for term in terms):
        return None
    return f"NEAR({' '.join(_match_phrase(t.ways[0], goes_on=t.goes_on, lead='') for t in terms)}, {apart})"


def words_apart(words: str) -> str | None:
    """Give the parts of ``words``, blanks between: pairs of Han characters, other words whole; None below three.

    For passages that hold 受灾, 人员 and 救助 where none says 受灾人员救助.
    """
    parts: list[str] = []
    for piece in _PIECE.finditer(fold_words(words[:_LONGEST_QUERY])):
        if piece.lastindex == 1 and len(piece[0]) > 1:
            parts += map(add, piece[0], piece[0][1:])
        elif piece.lastindex is not None:
            parts.append(piece[0])
    parts = list(dict.fromkeys(parts))[:_MOST_PHRASES]
    return " ".join(parts) if len(parts) >= _LEAST_PARTS else None


def share_said(text: str, words: str) -> float:
    """Give the share of ``words`` that ``text`` says, 0 to 1."""
    terms = terms_of(words)
    return len({number for _, _, number in _found(text, words)}) / len(terms) if terms else 0.0


def find_hits(text: str, words: str | Asked) -> list[tuple[int, int]]:
    """Find the ranges of ``text`` that answer any of ``words``, merged and in order."""
    return _merged((start, end) for start, end, _ in _found(text, words))


def snippet(text: str, words: str | Asked, *, width: int = 80) -> Snippet:
    """Cut the passage of about ``width`` characters that answers ``words`` best.

    That is the one with the most different words of the query, then the most hits, then the first.
    Line breaks become blanks (none inside a word that a break has split); ``…`` stands where the
    text goes on.
    """
    hits = _found(text, words)
    start, end = _passage(text, hits, width)
    marks = _merged((max(a, start), min(b, end)) for a, b, _ in hits if a < end and b > start)
    return _laid_out(text, start, end, marks)


def _pairs(run: str) -> list[str]:
    pairs = list(map(add, run, run[1:]))
    if "级" in run:
        for teens in _TEENS.finditer(run):
            pairs[teens.start()] = run[teens.start() - 1 : teens.end()]
    return pairs


@lru_cache(maxsize=16)  # one question is asked of every text that answers it
def terms_of(asked: str | Asked) -> tuple[Term, ...]:
    """What is required of an answer to the words, each with the ways to say it."""
    words, groups = (asked, ()) if isinstance(asked, str) else (asked.words, asked.groups)
    phrases: list[Phrase] = []
    reached = -1
    for piece in _PIECE.finditer(part_articles(join_numbers(fold_words(words[:_LONGEST_QUERY])))):
        if piece.lastindex is None:
            continue
        if piece.start() == reached:
            phrases[-1] += (piece[0],)
        else:
            phrases.append((piece[0],))
        reached = piece.end()
    phrases = list(dict.fromkeys(phrases))[:_MOST_PHRASES]
    # The word still being typed: the last one of letters or digits.
    typed = max((at for at, phrase in enumerate(phrases) if not is_han(phrase[-1][0])), default=-1)
    return tuple(_term(phrase, groups, goes_on=at == typed) for at, phrase in enumerate(phrases))


def _term(phrase: Phrase, groups: tuple[tuple[str, ...], ...], *, goes_on: bool) -> Term:
    ways = _ways(phrase)
    if not groups:
        return Term(ways, goes_on)
    said = dict.fromkeys(tuple(pieces_of(way)) for way in alike_ways(phrase, groups))
    return Term(ways, goes_on, tuple(way for way in said if way and way not in ways))


def pieces_of(text: str) -> list[str]:
    """The pieces of folded text: runs of Han characters, words of letters and digits."""
    return [piece[0] for piece in _PIECE.finditer(text) if piece.lastindex is not None]


def _ways(phrase: Phrase) -> tuple[Phrase, ...]:
    ways = [phrase]
    grade = GRADES.get(phrase[-1])
    if grade and not is_han(phrase[-1][0]):  # IV typed, 级 still to come
        before = phrase[:-1]
        ways.append((*before[:-1], f"{before[-1]}{grade}级") if before else (f"{grade}级",))
    if any("响应" in piece for piece in phrase):
        ways += (tuple(_RESPONSE.sub(wording, piece) for piece in phrase) for wording in (r"\1响应", r"\1应急响应"))
    ways += (tuple(pieces_of(written)) for written in wordings_of_article("".join(phrase)))
    if len(phrase) == 1 and phrase[0].isdecimal():
        ways += split_number(phrase[0])
    return tuple(dict.fromkeys(ways))


def _match_term(term: Term, *, lead: str = "", alike: bool = True) -> str:
    ways = [_match_phrase(way, goes_on=term.goes_on, lead=lead) for way in term.ways]
    if alike:
        ways += [_match_phrase(way, goes_on=False, lead=lead) for way in term.alike]
    return ways[0] if len(ways) == 1 else f"({' OR '.join(ways)})"


def _match_phrase(phrase: Phrase, *, goes_on: bool, lead: str) -> str:
    tokens: list[str] = []
    for piece in phrase:
        if is_han(piece[0]):
            tokens += _pairs(piece)
            tokens.append(piece[-1])
        else:
            tokens.append(piece)
    if is_han(phrase[-1][0]):
        goes_on = len(phrase[-1]) == 1
        if not goes_on:
            tokens.pop()  # the text's run may go on, so its last character is not alone there
    return f'"{" ".join(lead + token for token in tokens)}"{"*" if goes_on else ""}'


def _found(text: str, words: str | Asked) -> list[tuple[int, int, int]]:
    """Hits as begin, end and the number of the term, sorted; hits of one term may overlap."""
    finders = _finders(words)
    if not finders:
        return []
    folded = trace(text)
    said = [(start, end, number) for number, finder in finders for start, end in _said(folded.text, finder)]
    if folded.stages:
        said = [(*folded.source(start, end), number) for start, end, number in said]
    return sorted(said)


@lru_cache(maxsize=16)  # as above
def _finders(words: str | Asked) -> tuple[tuple[int, _Finder], ...]:
    return tuple(
        (number, _finder(way, goes_on=goes_on))
        for number, term in enumerate(terms_of(words))
        for ways, goes_on in ((term.ways, term.goes_on), (term.alike, False))
        for way in ways
    )


def _finder(way: Phrase, *, goes_on: bool) -> _Finder:
    return _Finder(
        re.compile((_BETWEEN_DIGITS if way[-1].isdecimal() else r"\s*").join(map(re.escape, way))),
        word_first=not is_han(way[0][0]),
        word_last=not (goes_on or is_han(way[-1][0])),
        grade_first=_GRADE.match(way[0]) is not None,
    )


def _said(folded: str, finder: _Finder) -> list[tuple[int, int]]:
    """Where a way stands in folded text as the index understands it."""
    said = []
    search = finder.pattern.search
    hit = search(folded)
    while hit:
        start, end = hit.span()
        before, after = folded[start - 1 : start], folded[end : end + 1]
        torn = (finder.word_first and _is_word(before)) or (finder.word_last and _is_word(after))
        if not torn and not (finder.grade_first and before and before in _TENS):
            said.append((start, end))
        hit = search(folded, start + 1)
    return said


def _is_word(character: str) -> bool:
    return character.isalnum() and not is_han(character)


def _merged(ranges: Iterator[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in ranges:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _passage(text: str, hits: list[tuple[int, int, int]], width: int) -> tuple[int, int]:
    if len(text) <= width:
        return 0, len(text)
    first, last = _best_window(hits, width)
    lead = max(0, (width - (last - first)) // 2)
    start = max(0, first - lead)
    for stop in _SENTENCE_END.finditer(text, start, first):
        start = stop.end()
    end = min(len(text), start + width)
    start = max(0, min(start, end - width)) if hits else start
    # Half a number misleads: leave out a word that the edge would cut, as long as no hit suffers.
    inner, outer = start, end
    while 0 < inner < min(first, start + 20) and _cuts_word(text, inner):
        inner += 1
    while max(last, end - 20) < outer < len(text) and _cuts_word(text, outer):
        outer -= 1
    return inner, outer


def _cuts_word(text: str, place: int) -> bool:
    return text[place - 1 : place + 1].isascii() and text[place - 1 : place + 1].isalnum()


def _best_window(hits: list[tuple[int, int, int]], width: int) -> tuple[int, int]:
    if len(hits) == 1:
        start, end, _ = hits[0]
        return start, min(start + width, end)
    best, window = (0, 0), (0, 0)
    upto = 0
    inside: dict[int, int] = {}
    for at, (start, end, term) in enumerate(hits):
        while upto < len(hits) and (upto <= at or hits[upto][1] <= start + width):
            inside[hits[upto][2]] = inside.get(hits[upto][2], 0) + 1
            upto += 1
        worth = (len(inside), upto - at)
        if worth > best:
            best, window = worth, (start, min(start + width, max(end, hits[upto - 1][1])))
        inside[term] -= 1
        if not inside[term]:
            del inside[term]
    return window


def _laid_out(text: str, start: int, end: int, marks: list[tuple[int, int]]) -> Snippet:
    before = "…" if start and text[:start].strip() else ""
    after = "…" if end < len(text) and text[end:].strip() else ""
    said = text[start:end]
    if not marks:
        said = said.strip(_EDGES)
        if not said.isprintable() or "  " in said:  # else there is no gap: of blanks only the plain one is printable
            said = _GAP.sub(" ", without_splits(said))
        return Snippet(f"{before}{said}{after}", ())
    start += len(said) - len(said.lstrip(_EDGES))
    said = said.strip(_EDGES)
    runs: list[tuple[int, int]] = [(start, len(before))]  # where each run between gaps began, and where it is shown
    if _GAP.search(said) is not None:
        said = _closed_up(text, start, start + len(said), runs)
    end = start + len(said)
    laid = ((_shown_at(runs, max(a, start)), _shown_at(runs, b)) for a, b in marks)
    most = len(before) + len(said)
    shown = tuple((first, min(last, most)) for first, last in laid if first < min(last, most))
    return Snippet(f"{before}{said}{after}", shown)


def _closed_up(text: str, start: int, end: int, runs: list[tuple[int, int]]) -> str:
    """The passage with a blank for each gap, none inside a word that a break has split; ``runs`` is filled."""
    shown: list[str] = []
    copied, length = runs[0]
    for gap in _GAP.finditer(text, start, end):
        blank = "" if is_joined_break(text, gap.start(), gap.end()) else " "
        shown += (text[copied : gap.start()], blank)
        length += gap.start() - copied + len(blank)
        copied = gap.end()
        runs.append((copied, length))
    shown.append(text[copied:end])
    return "".join(shown)


def _shown_at(runs: list[tuple[int, int]], place: int) -> int:
    """Where a place of the text is shown; one inside blanks where the next run begins."""
    at = bisect_right(runs, place, key=itemgetter(0)) - 1
    began, shown = runs[at]
    if at + 1 < len(runs):
        return min(shown + place - began, runs[at + 1][1])
    return shown + place - began
