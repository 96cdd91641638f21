"""Outline: the structure of a plan, a law or a playbook, read from its lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice, takewhile
from typing import Final

from dutyroom.rules.contents import is_contents_title
from dutyroom.rules.cover import (
    Cover,
    cover_title,
    issued_title,
    kind_of,
    read_cover,
    reads_as_plan_title,
    says_title,
    squeezed,
)
from dutyroom.rules.cutting import pieces
from dutyroom.rules.headings import HAN, Candidate, Form, Listed, Piece, has_han, plain
from dutyroom.rules.settling import settled

_FAMILIES: Final = (
    (Form.PART, Form.CHAPTER, Form.SECTION, Form.ARTICLE),
    (
        Form.ROMAN,
        Form.HAN,
        Form.GRADE_OUTER,
        Form.HAN_BRACKET,
        Form.GRADE,
        Form.DIGIT,
        Form.DIGIT_BRACKET,
        Form.CIRCLED,
    ),
)
_AMONG_DECLARED: Final = frozenset((Form.PART, Form.CHAPTER, Form.SECTION, Form.ARTICLE, Form.HAN, Form.HAN_BRACKET, Form.ATTACHMENT))  # fmt: skip
_PLAN_WORD: Final = re.compile(r"预案|方案|条例|办法|规定|手册|法$|\b(?:plan|playbook|guide|handbook)\b", re.IGNORECASE)
_SENTENCE: Final = re.compile(r"[。；！？!?;]|\.(?:\s|$)")
_STATED: Final = re.compile(r"([^：:。]{1,24})[：:]\s?\S")
_COVER_LABEL: Final = re.compile(
    r"编制|发布|印发|实施|版本|版次|编号|文号|字号|日期|时间|批准|审[核定]|单位|部门|机构|密级|索引|主题|来源|标题|附件|页"
)
# Lines that stand on a page of headings too: notes in brackets, signature, date, page number, "left out".
_NOTE: Final = re.compile(
    r"\s*|[（(【\[].*[）)】\]]|[\W\d_]*|.{0,24}(?:人民政府|办公[厅室]|委员会|指挥部|局|厅|部)(?:\s*\d{4}\s?年.*)?"
    r"|.{0,4}[\d二〇○零一][\d〇○零一二三四五六七八九]{3}\s?年.*|.{0,8}(?:略|待[补定].{0,2})[。）)]?"
)
_FEWEST_STATED: Final = 2
_HEAD: Final = 60
_LONE_MOST: Final = 30
_LONG_HEAD: Final = 300


@dataclass(frozen=True, slots=True)
class Section:
    """One heading with the text under it; level 1 is a chapter, level 0 the text above the first heading."""

    level: int
    number: str
    title: str
    body: str


@dataclass(frozen=True, slots=True)
class PlanText:
    """A document as the plan register keeps it.

    ``text_missing`` is true for a stub: headings or a title and no running text
    under any of them. ``kind`` is one of overall, special, department,
    district, onsite, law, playbook, other.
    """

    title: str
    issuer: str | None
    number: str | None
    issued_on: date | None
    sections: tuple[Section, ...]
    text_missing: bool
    kind: str


Lines = Sequence[tuple[str, int | None]]


def outline(lines: Lines, *, name: str = "", title: str = "") -> PlanText:
    """Recognise the structure of a document from its lines and the levels its format declares.

    Level 0 says that a line is one of a contents page.
    ``name`` is the file's name without suffix, ``title`` what the file format
    itself states as title; both may be empty.
    """
    given = [(text, level) if level != 0 else (Listed(text), None) for text, level in lines if text.strip()]
    declares = any(level is not None for _, level in given)
    stated, kept = _declared_title(given, title)
    own = issued_title(stated)
    if own:  # the heading is the title of the notice that issues the plan, and stays in the text
        kept = [(text, None if plain(text) == stated else level) for text, level in given]
    items = _items(kept, declares=declares)
    head = [stated] if stated else []
    named = own or stated or _lone_title(given) or cover_title(_above(items), name)
    items = settled(items, named)
    sections = _sections(items, named)
    above = head + (_above_first(items) or [line for line, _ in kept[:1]])
    foot = [line for line, _ in kept[-12:]]
    cover = read_cover(above, foot, title=named, name=name) if has_han(named) else Cover(None, None, None)
    return PlanText(
        title=named,
        issuer=cover.issuer,
        number=cover.number,
        issued_on=cover.issued_on,
        sections=sections,
        text_missing=lacks_text(_sections([item for item in items if not isinstance(item, Listed)], named)),
        kind=kind_of(named, has_articles=any(s.number.endswith("条") for s in sections), han=has_han(named)),
    )


def _declared_title(lines: list[tuple[str, int | None]], title: str) -> tuple[str, list[tuple[str, int | None]]]:
    """The title that the format states or the first heading is, and the lines without it."""
    declared = [(at, text, level) for at, (text, level) in enumerate(lines) if level is not None]
    if not declared:
        return plain(title), lines
    at, text, level = declared[0]
    alone = all(other > level for _, _, other in declared[1:])
    first = plain(text)
    numbered = isinstance(lead := pieces(first, declared=1)[0], Candidate) and lead.form is not Form.PLAIN
    same = bool(title) and squeezed(title) == squeezed(first)
    is_title = same or (not numbered and not title and (alone or (at < 3 and bool(_PLAN_WORD.search(first)))))
    if not is_title or (alone and len(declared) == 1 and at > 6):
        return plain(title), lines
    return re.sub(r"^\d{1,3}[-_]", "", first), lines[:at] + lines[at + 1 :]


def _lone_title(lines: Lines) -> str:
    """The only line of a document where it tells nothing: its title, with nothing under it. The file's name is none."""
    line = plain(lines[0][0]) if len(lines) == 1 else ""
    is_title = not (_runs(line) or re.search(r"[:：]|\d{3}", line) or reads_as_plan_title(line))
    return line if is_title and len(line) <= _LONE_MOST else ""


def _items(lines: Lines, *, declares: bool) -> list[Piece]:
    """The pieces of all lines; what a format declares limits what is read from numbers."""
    declared = sum(level is not None for _, level in lines)
    written = "".join(text for text, _ in lines[:400])
    chinese = len(re.findall(f"[{HAN}]", written)) * 5 >= len(written)
    items: list[Piece] = []
    for text, level in lines:
        if isinstance(text, Listed):
            items.append(text)
            continue
        if level is not None and len(text) > 60 and re.search("[。；]", text):
            level = None
        if level is None and declares and not chinese:
            items.append(text)
            continue
        cut = pieces(text, declared=level)
        if level is None and declared > 1 and not _among_declared(cut):
            items.append(plain(text))
        else:
            items.extend(cut)
    return items


def _among_declared(cut: Sequence[Piece]) -> bool:
    """Whether a line's numbers may be headings in a document that declares its own."""
    return all(
        isinstance(piece, str)
        or piece.form in _AMONG_DECLARED
        or (piece.form is Form.DOTTED and len(piece.numbers) > 1)
        for piece in cut
    )


def _above(items: Sequence[Piece]) -> list[str]:
    """The text lines above the first likely heading."""
    found: list[str] = []
    for item in items[:_HEAD]:
        if isinstance(item, Candidate):
            if item.title and item.at_start and item.form is not Form.ATTACHMENT and found:
                break
            continue
        if is_contents_title(item):
            break
        found.append(item)
    return found


def _above_first(items: Sequence[Piece]) -> list[str]:
    """The lines above the first heading but those of a contents page."""
    above = takewhile(lambda item: not isinstance(item, Candidate), items)
    return list(islice((item for item in above if isinstance(item, str) and not isinstance(item, Listed)), _HEAD))


@dataclass(slots=True)
class _Open:
    """A section whose text is being gathered, and its place in the nesting."""

    level: int
    heading: Candidate | None
    body: list[str] = field(default_factory=list)

    def closed(self) -> Section:
        label = self.heading.label if self.heading else ""
        title = self.heading.title if self.heading else ""
        return Section(self.level, label, title, "\n".join(line for line in self.body if line))


def _sections(items: Sequence[Piece], title: str) -> tuple[Section, ...]:
    """Nest the accepted headings and gather the text under each."""
    gathered = [_Open(0, None)]
    stack: list[_Open] = []
    wanted = squeezed(title)
    shallowest = min((len(i.numbers) for i in items if isinstance(i, Candidate) and i.form is Form.DOTTED), default=1)
    for item in items:
        if isinstance(item, str):
            if (len(gathered) == 1 or item == items[0]) and says_title(item, wanted):
                continue
            gathered[-1].body.append(item)
            continue
        _pop(stack, item)
        opened = _Open(_level(stack, item, shallowest), item, [item.rest])
        stack.append(opened)
        gathered.append(opened)
    sections = [opened.closed() for opened in gathered]
    return tuple(section for section in sections if section.level or section.body)


def _rank(candidate: Candidate) -> tuple[int, int]:
    """Family and depth of a heading's form."""
    if candidate.form is Form.DOTTED:
        return 2, len(candidate.numbers)
    for family, forms in enumerate(_FAMILIES):
        if candidate.form in forms:
            return family, forms.index(candidate.form)
    return 3, 0


def _pop(stack: list[_Open], item: Candidate) -> None:
    """Close every open heading that this one does not lie under."""
    if item.form is Form.ATTACHMENT and item.level is None:
        stack.clear()
        return
    if item.level is not None:
        while stack and not _declared_above(stack[-1], item.level):
            stack.pop()
        return
    family, depth = _rank(item)
    if item.form in (Form.PART, Form.CHAPTER, Form.SECTION):
        while stack and not _holds_chapters(stack[-1]):
            stack.pop()
    for at, opened in enumerate(stack):
        if opened.heading is None:
            continue
        other, other_depth = _rank(opened.heading)
        if other == family and other_depth >= depth:
            del stack[at:]
            return
    for at in range(len(stack) - 1, -1, -1):
        heading = stack[at].heading
        if heading is not None and _rank(heading)[0] == family:
            if family == 2:
                del stack[at + 1 :]
            return


def _holds_chapters(opened: _Open) -> bool:
    """Whether parts, chapters and sections may lie under this heading: dotted numbers and lists hold none."""
    heading = opened.heading
    return heading is not None and (heading.level is not None or _rank(heading)[0] in (0, 3))


def _declared_above(opened: _Open, level: int) -> bool:
    return opened.heading is not None and opened.heading.level is not None and opened.heading.level < level


def _level(stack: Sequence[_Open], item: Candidate, shallowest: int) -> int:
    """One below the heading it lies under; dotted numbers by their own depth."""
    if item.level is None and item.form is Form.DOTTED:
        for opened in reversed(stack):
            if opened.heading is not None and opened.heading.form is Form.DOTTED:
                return opened.level + len(item.numbers) - len(opened.heading.numbers)
        if not stack:
            return len(item.numbers) - shallowest + 1
    return stack[-1].level + 1 if stack else 1


def lacks_text(sections: Sequence[Section]) -> bool:
    """Whether no section holds running text: a sentence, a line too long for a title, or short lines under most."""
    headed = [section for section in sections if section.level]
    if headed and (any(_runs(section.body) for section in headed) or _is_filled(headed)):
        return False
    above = "\n".join(section.body for section in sections if not section.level)
    if headed:
        return not (_runs(above) and len(above) > _LONG_HEAD)
    return not (_runs(above) or sum(_states(line) for line in above.split("\n")) >= _FEWEST_STATED)


def _runs(body: str) -> bool:
    for line in body.split("\n"):
        if has_han(line):
            if (_SENTENCE.search(line) and len(line) >= 3) or len(line) >= 40:
                return True
        elif len(line.split()) >= 3:
            return True
    return False


def _is_filled(headed: Sequence[Section]) -> bool:
    """Whether at least half of the innermost headings have lines of their own, however short: a card, a roster."""
    innermost = [
        section
        for section, following in zip(headed, (*headed[1:], None), strict=True)
        if following is None or following.level <= section.level
    ]
    filled = sum(any(not _NOTE.fullmatch(line) for line in section.body.split("\n")) for section in innermost)
    return 2 * filled >= len(innermost)


def _states(line: str) -> bool:
    """Whether the line says a thing and what it is, as ``转移路线：村委会至小学``, and is none of a cover's."""
    found = _STATED.match(line)
    return found is not None and not _COVER_LABEL.search(found[1])
