"""Laws and standards: the days that one names, which law a text is one of, and what it repeals."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from dutyroom.rules.chinese_dates import dates_in, valid_date
from dutyroom.rules.likeness import plain_words
from dutyroom.rules.passage import levelled
from dutyroom.rules.plan import KeepPlan
from dutyroom.rules.section_matching import SectionText
from dutyroom.rules.wording import mark

SENTENCES: Final[dict[str, str]] = {
    "law.repeal.reason": mark("Say what repeals it, or why it is in force after all."),
    "law.repeal.before": mark("It came into force on {begins} only."),
}
LAW_KINDS: Final = frozenset({"law", "standard"})
"""Kinds of which the date says which version is in force, not the order in which they came: the second shelf."""
_STANDARD: Final = re.compile(
    r"(?<![A-Za-z])(?P<sign>(?:GBZ?|DB\d{2}|AQ|XF|GA|MZ|QX|SL|JGJ|CJJ|YJ|WS|HJ|ISO|T(?=\s*/))(?:\s*/\s*[A-Z]+)?)\s*(?P<number>\d[\d.]*)",
    re.IGNORECASE,
)
_LAW_TITLE: Final = re.compile(r"(?:法|条例|办法|规定|规则|细则|规程|规范|标准|准则|章程|决定)$")
_EDITION: Final = re.compile(
    r"[（(〔\[【][^（）()〔〕\[\]【】]*(?:\d{4}|修订|修正|修改|文本|征求意见|全文|节选|施行|试行|暂行)[^（）()〔〕\[\]【】]*[)）〕\]】]"
)
_NATION: Final = re.compile(r"^中华人民共和国")
_NAME_DAY: Final = re.compile(r"[（(](\d{4})-(\d{2})-(\d{2})[）)]")
_BEGINS: Final = re.compile(
    r"(?:本|该)(?:法|条例|办法|规定|规则|规程|细则|规范|标准|决定|通知|预案)[^。；\n]{0,12}?自(?P<when>[^。；\n]{2,30}?)起(?:开始)?(?:施行|实施|生效|执行)"
)
_ON_ISSUE: Final = re.compile(r"(?:公布|发布|颁布|印发|通过)之?日")
_IN_FORCE: Final = re.compile(r"^[^\d〇一二三四五六七八九十]{0,4}起?(?:施行|实施|生效)")
_SELF: Final = re.compile(r"自\s*$")
_AMENDED: Final = re.compile(r"修订|修正|修改")
_ISSUED: Final = re.compile(r"公布|发布|颁布|印发")
_ADOPTED: Final = re.compile(r"通过|审议|批准")
_REPEALED: Final = re.compile(r"(?:同时|即行|予以|相应)废止")
_TITLE: Final = re.compile(r"《([^《》]{3,60})》")
_LAST: Final = 6
"""Sections from the end in which a law says from when it is in force."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LawDates:
    """The days of a law; ``issued_on`` is the last day on which this text was made law, ``in_force_on`` its first day."""

    adopted_on: date | None = None
    promulgated_on: date | None = None
    amended_on: date | None = None
    issued_on: date | None = None
    in_force_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkRepealed:
    """A law is in force no more from ``ends_on`` on (None: it is after all), repealed by another one of the library.

    ``seen`` is the record's ``version`` as somebody saw it.
    """

    plan_id: int
    seen: int
    ends_on: date | None
    reason: str
    replaced_by: int | None = None


def law_key(title: str) -> str:
    """What two texts of one law have in common: its title without edition and state; of a standard its number."""
    standard = _STANDARD.search(levelled(title))
    if standard is not None:
        return plain_words(standard["sign"] + standard["number"])
    return plain_words(said_title(title))


def said_title(title: str) -> str:
    """A law's title as any writing of it holds it, for looking it up: without edition and without the nation's name."""
    return _NATION.sub("", _EDITION.sub("", title.strip().strip("《》")).strip())


def names_a_law(title: str) -> bool:
    """Whether a title is that of a law or a standard; a scheme may be written in articles and is none."""
    return _STANDARD.search(levelled(title)) is not None or _LAW_TITLE.search(said_title(title)) is not None


def dated(keep: KeepPlan) -> KeepPlan:
    """A law as it was read, with the days that it names; anything else as it is."""
    if keep.kind not in LAW_KINDS:
        return keep
    days = read_law(keep.sections, name=keep.file_name)
    issued = max((day for day in (days.issued_on, keep.issued_on) if day), default=None)
    return replace(keep, issued_on=issued, effective_on=keep.effective_on or days.in_force_on or issued)


def read_law(sections: Sequence[SectionText], *, name: str = "") -> LawDates:
    """The days that a law names: in its history under the title, and where it says from when it is in force.

    A text amended later still names the day on which the first one came into force; so a text is in force from the
    latest of what it names. ``name`` is the file's, which may say the day of the edition, as ``(2017-10-07)``.
    """
    adopted, promulgated, amended, begins = _history(sections)
    named = _named_day(name)
    issued = max((day for day in (adopted, promulgated, amended, named) if day), default=None)
    clause = _clause(sections)
    from_when = max((day for day in (begins, clause, issued) if day), default=None)
    return LawDates(
        adopted_on=adopted,
        promulgated_on=promulgated,
        amended_on=amended,
        issued_on=issued,
        in_force_on=from_when,
    )


def repealed_titles(sections: Sequence[SectionText], title: str) -> tuple[str, ...]:
    """The titles of other laws that a law says are repealed by it."""
    own = law_key(title)
    found: list[str] = []
    for *_, body in sections[-_LAST:]:
        for sentence in re.split("[。；]", body):
            *_, last = (0, *(match.start() for match in _REPEALED.finditer(sentence)))
            found += [each for each in _TITLE.findall(sentence[:last]) if law_key(each) != own]
    return tuple(dict.fromkeys(found))


def _history(sections: Sequence[SectionText]) -> tuple[date | None, date | None, date | None, date | None]:
    """Adopted first, promulgated first, amended last, in force from, as the lines above the first article say."""
    adopted = promulgated = amended = begins = None
    for day, before, after in _events(sections):
        if _SELF.search(before) or _IN_FORCE.match(after):
            begins = day
        elif _AMENDED.search(after):
            amended = max(amended or day, day)
        elif _ISSUED.search(after):
            promulgated = max(promulgated or day, day)
        elif _ADOPTED.search(after):
            adopted = max(adopted or day, day)
    return adopted, promulgated, amended, begins


def _events(sections: Sequence[SectionText]) -> Iterator[tuple[date, str, str]]:
    """Each day of the history with the words before it and those up to the next day."""
    for level, number, title, body in sections:
        if number.endswith("条") or (level and title and not body):
            return
        if level:
            continue
        flat = levelled(body)
        days = list(dates_in(flat))
        for place, (day, start, end) in enumerate(days):
            until = days[place + 1][1] if place + 1 < len(days) else len(flat)
            yield day, flat[max(0, start - 4) : start], flat[end:until]


def _clause(sections: Sequence[SectionText]) -> date | None:
    """The day that the law itself names for its coming into force; None where that is the day of its issue."""
    for *_, body in reversed(sections[-_LAST:]):
        match = _BEGINS.search(levelled(body))
        if match is not None and not _ON_ISSUE.search(match["when"]):
            return next((day for day, _, _ in dates_in(match["when"])), None)
    return None


def _named_day(name: str) -> date | None:
    found = _NAME_DAY.search(name)
    return valid_date(int(found[1]), int(found[2]), int(found[3])) if found else None
