"""What is checked of an issued paper before it gets its number: what must be there, and what does not fit.

Errors keep it from being issued; warnings must be accepted with a reason. The slips of wording are those of official
papers (``rules.official_check``); what each kind needs is domain.md §5.1.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any, Final

from dutyroom.rules.briefing import BriefingKind
from dutyroom.rules.briefing_figures import SaidDate, differing, said_dates
from dutyroom.rules.official_check import SENTENCES as OFFICIAL_SENTENCES
from dutyroom.rules.official_check import check_official
from dutyroom.rules.official_text import OfficialText
from dutyroom.rules.wording import Worded, mark

SENTENCES: Final[dict[str, str]] = {
    "briefing.find.title": mark("There is no title."),
    "briefing.find.parts": mark("There is no text."),
    "briefing.find.to": mark("Nobody is named to whom it goes."),
    "briefing.find.field": mark("{what} is not said."),
    "briefing.find.period": mark("It is not said of which time it is."),
    "briefing.find.blank": mark("Something is still to be filled in: {said}"),
    "briefing.find.unverified": mark("What the record does not hold for verified is no longer marked so."),
    "briefing.find.number": mark("The text says {said}; the records it was made from say {record}."),
    "briefing.find.cell": mark("The table says {said}; the records it was made from say {record}."),
    "briefing.find.stale": mark("The records have changed since this was drafted."),
    "briefing.find.day.none": mark("There is no such day: {said}"),
    "briefing.find.day.weekday": mark("{said} is another day of the week."),
    "briefing.find.day.after": mark("{said} lies after the time that it tells of."),
    "briefing.find.day.far": mark("{said} lies {days} days from the time that it tells of."),
    "briefing.find.unit": mark("The directory does not know the unit: {said}"),
    "briefing.find.person": mark("Neither the directory nor the officers know: {said}"),
    "briefing.find.glyph": mark("No face of this computer has the character: {said}"),
    "briefing.find.short": mark("{count} more of this kind."),
}  # fmt: skip
FIND_SENTENCES: Final[dict[str, str]] = {**OFFICIAL_SENTENCES, **SENTENCES}
FAR_DAYS: Final = 31
"""A day so far before the time that a paper tells of is asked about; this program's choice."""
MOST_ALIKE: Final = 20
"""So many findings of one rule are named."""
_TAKEN: Final = frozenset(
    ("official.title.stop", "official.text.half", "official.text.order", "official.text.year", "official.number.di")
)
"""Slips of official papers that these papers share."""
_WORDS: Final[dict[str, str]] = {"time": mark("the time"), "place": mark("the place"), "people": mark("who takes part")}
_LABELS: Final = {
    "time": re.compile(r"时间|日期|time|date|when", re.IGNORECASE),
    "place": re.compile(r"地点|会场|place|venue|where", re.IGNORECASE),
    "people": re.compile(r"参加|参会|出席|人员|attend|present|participants", re.IGNORECASE),
}
_MEETINGS: Final = frozenset({BriefingKind.MEETING_NOTICE, BriefingKind.MINUTES})
_BLANK: Final = re.compile(
    r"[×Ｘ]{2,}|(?<![A-Za-z])X{2,}(?![A-Za-z])|_{3,}|【\s*】|【(?:请|待|填|此处)[^】]{0,20}】|待填|待补充|TODO"
)
_PLANNED: Final = re.compile(r"前|起|至|定于|拟|将|截止|计划|预计|明|召开|限|until|by|due|will", re.IGNORECASE)
_UNIT: Final = re.compile(
    r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{2,14}?(?:管委会|委员会|办事处|办公室|指挥部|管理局|应急局|公安局|[市区县]政府|局|集团)"
    r"(?![\u4e00-\u9fff]{0,2}(?:长|势|部|面|限))"
)
_PEOPLE: Final = re.compile(r"主持|出席|列席|记录|联系人|chair|present|secretary", re.IGNORECASE)
_NAME: Final = re.compile(r"[\u4e00-\u9fff]{2,4}(?=$|[（(])")
_NUMERAL: Final = re.compile(r"^(?:\d+\. ?|\(\d+\) ?|（[一二三四五六七八九十]+）|[一二三四五六七八九十]+、)")
_BEFORE_UNIT: Final = "接由向对经和与及请据报送转"
_WEEK: Final = 7


class Severity(StrEnum):
    """Whether it keeps the paper from being issued."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that does not fit: in ``place`` (title, period, to, field:LABEL, part:ID), the characters from
    ``start`` to before ``end`` (both 0 where it is the whole), the code of its sentence, what is said there."""

    place: str
    code: str
    severity: Severity
    facts: tuple[tuple[str, object], ...] = ()
    start: int = 0
    end: int = 0

    @property
    def said(self) -> dict[str, object]:
        """The facts of its sentence."""
        return dict(self.facts)

    @property
    def sentence(self) -> str:
        """Its English sentence, to be filled with :attr:`said`."""
        return FIND_SENTENCES[self.code]

    def plain(self) -> dict[str, Any]:
        """As the journal and JSON hold it."""
        named = {"place": self.place, "code": self.code, "severity": self.severity.value}
        return {**named, "start": self.start, "end": self.end, **{name: str(fact) for name, fact in self.facts}}


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedPart:
    """A part as it stands, and as the records would have it now; None where nothing is drafted of it, empty where the
    records no longer give it."""

    id: int
    text: str
    unverified: bool = False
    rows: tuple[tuple[str, ...], ...] = ()
    edited: bool = False
    record: str | None = None
    record_rows: tuple[tuple[str, ...], ...] = ()
    record_unverified: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedPaper:
    """What is checked. ``since`` and ``until`` are the days that it tells of, where it tells of any."""

    kind: BriefingKind
    title: str
    parts: tuple[CheckedPart, ...]
    fields: tuple[tuple[str, str], ...] = ()
    to: tuple[tuple[str, bool], ...] = ()
    """To whom, and whether the entry is one of the directory."""
    since: date | None = None
    until: date | None = None
    is_english: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What it is held against: today, the names of units and of people, characters that no face has."""

    today: date
    units: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    undrawable: str = ""


def check_paper(paper: CheckedPaper, known: Known) -> tuple[Finding, ...]:
    """Everything that does not fit, errors first, in the order of the paper; of many alike the first ones."""
    found = [*_essentials(paper), *_records(paper), *_slips(paper, known)]
    for place, text in _texts(paper):
        found += [*_blanks(place, text), *_days(paper, known, place, text), *_glyphs(known, place, text)]
        if not paper.is_english:
            found += _units(known, place, text)
    found += _people(paper, known)
    return _shortened(sorted(found, key=lambda finding: finding.severity is not Severity.ERROR))


def errors_of(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Those that keep the paper from being issued."""
    return tuple(finding for finding in findings if finding.severity is Severity.ERROR)


def warnings_of(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Those that must be accepted."""
    return tuple(finding for finding in findings if finding.severity is Severity.WARNING)


def _error(place: str, code: str, start: int = 0, end: int = 0, **facts: object) -> Finding:
    return Finding(place, f"briefing.find.{code}", Severity.ERROR, tuple(facts.items()), start, end)


def _warning(place: str, code: str, start: int = 0, end: int = 0, **facts: object) -> Finding:
    return Finding(place, f"briefing.find.{code}", Severity.WARNING, tuple(facts.items()), start, end)


def _texts(paper: CheckedPaper) -> Iterator[tuple[str, str]]:
    yield "title", paper.title
    for label, text in paper.fields:
        yield f"field:{label}", text
    for part in paper.parts:
        yield f"part:{part.id}", part.text
        for row in part.rows:
            for cell in row:
                yield f"part:{part.id}", cell


def _essentials(paper: CheckedPaper) -> Iterator[Finding]:
    if not paper.title:
        yield _error("title", "title")
    if not any(part.text or part.rows for part in paper.parts):
        yield _error("parts", "parts")
    if not paper.to:
        yield (_warning if paper.kind is BriefingKind.MINUTES else _error)("to", "to")
    if paper.kind is BriefingKind.DAILY_SITUATION and (paper.since is None or paper.until is None):
        yield _error("period", "period")
    if paper.kind in _MEETINGS:
        for name, label in _LABELS.items():
            if not any(label.search(field) for field, _ in paper.fields):
                yield _error("fields", "field", what=Worded(_WORDS[name]))


def _records(paper: CheckedPaper) -> Iterator[Finding]:
    """Counts against those that the records give now."""
    for part in paper.parts:
        if part.record is None:
            continue
        place = f"part:{part.id}"
        if part.record_unverified and not part.unverified:
            yield _error(place, "unverified")
        if not part.edited:
            if (_bare(part.text), part.rows) != (_bare(part.record), part.record_rows):
                yield _warning(place, "stale")
            continue
        for said, held in differing(part.text, part.record):
            facts = {"said": f"{said.label}{said.value}{said.unit}", "record": f"{held.label}{held.value}{held.unit}"}
            yield _warning(place, "number", said.start, said.end, **facts)
        for row, record in zip(part.rows, part.record_rows, strict=False):
            for cell, held_cell in zip(row, record, strict=False):
                if cell != held_cell and cell.strip().isdigit() and held_cell.strip().isdigit():
                    yield _warning(place, "cell", said=f"{row[0]} {cell}", record=held_cell)


def _bare(text: str) -> str:
    """Without the numeral at its head: what stands before it may have been taken out."""
    return _NUMERAL.sub("", text)


def _slips(paper: CheckedPaper, known: Known) -> Iterator[Finding]:
    if paper.is_english:
        return
    body = tuple(part.text for part in paper.parts)
    text = OfficialText(title=paper.title, body=body)
    for finding in check_official(text, "minutes", known.today):
        if finding.code in _TAKEN:
            place, _, number = finding.place.partition(":")
            start = end = 0
            if number:
                part = paper.parts[int(number) - 1]
                place = f"part:{part.id}"
                said = str(finding.said.get("said", ""))
                start = max(part.text.find(said), 0)
                end = start + len(said) if said in part.text else 0
            yield Finding(place, finding.code, Severity.WARNING, finding.facts, start, end)


def _blanks(place: str, text: str) -> Iterator[Finding]:
    for found in _BLANK.finditer(text):
        yield _error(place, "blank", found.start(), found.end(), said=found[0])


def _days(paper: CheckedPaper, known: Known, place: str, text: str) -> Iterator[Finding]:
    near = paper.until or known.today
    for said in said_dates(text, near):
        at = (said.start, said.end)
        if said.day is None:
            yield _error(place, "day.none", *at, said=said.text)
            continue
        if said.weekday is not None and said.weekday != said.day.weekday():
            yield _error(place, "day.weekday", *at, said=said.text)
        if paper.kind in _MEETINGS or paper.since is None:
            continue
        yield from _plausible((paper.since, near), place, text, said, said.day)


def _plausible(period: tuple[date, date], place: str, text: str, said: SaidDate, day: date) -> Iterator[Finding]:
    since, until = period
    at = (said.start, said.end)
    beside = re.split(r"[。；\n]", text[: said.start])[-1][-_WEEK:] + text[said.end : said.end + _WEEK]
    if day > until and not _PLANNED.search(beside):
        yield _warning(place, "day.after", *at, said=said.text)
    elif (since - day).days > FAR_DAYS:
        yield _warning(place, "day.far", *at, said=said.text, days=(since - day).days)


def _glyphs(known: Known, place: str, text: str) -> Iterator[Finding]:
    for character in dict.fromkeys(text):
        if character in known.undrawable:
            start = text.index(character)
            yield _warning(place, "glyph", start, start + 1, said=f"{character}（U+{ord(character):04X}）")


def _units(known: Known, place: str, text: str) -> Iterator[Finding]:
    for found in _UNIT.finditer(text):
        name = found[0].lstrip(_BEFORE_UNIT)
        if not _is_unit(name, known):
            yield _warning(place, "unit", found.end() - len(name), found.end(), said=name)


def _is_unit(name: str, known: Known) -> bool:
    """Whether it names a unit of the directory, in full or as a part of a longer name."""
    return any(unit in name or name in unit for unit in known.units)


def _people(paper: CheckedPaper, known: Known) -> Iterator[Finding]:
    for name, is_known in paper.to:
        if not (is_known or name in known.people or _is_unit(name, known)):
            yield _warning("to", "unit", said=name)
    if paper.is_english:
        return
    for label, text in paper.fields:
        if not _PEOPLE.search(label):
            continue
        for word in re.split(r"[、，,；;\s]+", text):
            named = _NAME.match(word)
            if named and named[0] not in known.people and not _is_unit(word, known):
                start = text.index(word)
                yield _warning(f"field:{label}", "person", start, start + len(named[0]), said=named[0])


def _shortened(findings: list[Finding]) -> tuple[Finding, ...]:
    counts: dict[tuple[str, Severity], int] = {}
    kept: list[Finding] = []
    for finding in findings:
        key = (finding.code, finding.severity)
        counts[key] = counts.get(key, 0) + 1
        if counts[key] <= MOST_ALIKE:
            kept.append(finding)
    for (code, severity), count in counts.items():
        if count > MOST_ALIKE:
            last = next(finding for finding in reversed(kept) if finding.code == code)
            more = (("count", count - MOST_ALIKE),)
            kept.append(replace(last, code="briefing.find.short", severity=severity, facts=more, start=0, end=0))
    return tuple(kept)
