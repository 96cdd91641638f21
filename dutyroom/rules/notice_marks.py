"""Marks on a paper: how urgent and how secret it is, its copies, and whom to call about it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from dutyroom.rules.headings import HAN
from dutyroom.rules.passage import Passage, Proposed, Span

URGENCIES: Final[tuple[str, ...]] = ("特提", "特急", "加急", "平急", "急件", "平件")
_GRADE: Final = r"(?P<grade>特\s*提|特\s*急|加\s*急|平\s*急|急\s*件|平\s*件)"
_URGENCY_LABEL: Final = re.compile(rf"(?:紧急程度|缓急程度|缓急|等\s*级|急缓)[\s:|]*[\[【(]?{_GRADE}")
_URGENCY_LINE: Final = re.compile(
    rf"(?:绝密|机密|秘密|[★☆·・.\d年\s/\[【(])*{_GRADE}(?:\s*[·・./\-]?\s*(?:明\s*电|密\s*电))?[\s!\]】)]*"
)
_URGENCY_IN_ROW: Final = re.compile(rf"(?:^|[\s\[【(]){_GRADE}\s*[·・./]?\s*(?:明\s*电)?(?=[\s\]】)]|$)")
_URGENT_WORD: Final = re.compile(
    r"紧急(?!\s*(?:防汛期|抗旱期|防凌期|状态|情况|信息|避险|避难|医学|联络|联系))|urgent", re.IGNORECASE
)
"""紧急防汛期 and 紧急情况 are what a paper is about, not how urgent it is."""
_SECRECY: Final = re.compile(
    r"(?:(?:密\s*级|保密等级|秘密等级)[\s:|]*)?[\[【(]?(?P<grade>绝\s*密|机\s*密|秘\s*密)"
    r"(?:\s*[★☆*·]\s*(?:(?P<years>\d{1,2}|[一二三四五六七八九十]{1,3})\s*年|(?P<long>长期)|(?P<months>\d{1,2})\s*个月)?)?[\]】)]?"
)
_SECRECY_LABEL: Final = re.compile(r"(?:密\s*级|保密等级|秘密等级)[\s:|]*(?P<grade>绝\s*密|机\s*密|秘\s*密)")
_COPY_NUMBER: Final = re.compile(
    r"(?:份\s*号|№|No\.?)[\s:|]*(?P<number>\d{1,8}(?:\s*[-—~至]\s*\d{1,8})?)", re.IGNORECASE
)
_COPIES: Final = re.compile(r"份\s*数[\s:|]*(?P<copies>\d{1,5})(?:\s*份)?")
_PRINTED: Final = re.compile(r"(?:\(|^|\s)(?:共印|印数|印发份数|共印发)[\s:|]*(?P<copies>\d{1,6})\s*份?")
_PAGES: Final = re.compile(r"(?:页\s*数[\s:|]*(?P<after>\d{1,4})|(?:共|总共|全文共)\s*(?P<pages>\d{1,4})\s*页)")
_PERSON: Final = rf"(?!联系|电话|手机|传真|邮箱|地址|办公|值班)(?:[{HAN}] {{1,4}}[{HAN}](?![{HAN}])|[{HAN}·×X]{{2,8}})"
_CONTACT: Final = re.compile(
    rf"联\s*系\s*人(?:及(?:联系)?电话|和(?:联系)?电话)?\s*[:|]\s*(?P<names>{_PERSON}(?:\s*[、,/和]\s*{_PERSON})*)"
    rf"|联\s*系\s*人\s+(?P<bare>[{HAN}·×]{{2,4}})(?=[\s,;。])"
)
_PHONE_DIGITS: Final = r"(?:\(?\+?\d{2,4}\)?[-—–\s]?)?\d{3,4}[-—–\s]?\d{3,4}\d?(?:[-—转]\d{1,5})?"
_PHONE: Final = re.compile(
    rf"(?:联系电话|值班电话|(?<!政策)咨询电话|联系方式|办公电话|(?<!咨询)电\s*话(?:/传真|及传真|\(传真\))?|联系人及(?:联系)?电话)\s*[:|]\s*(?:[{HAN}·×]{{2,4}}\s*[,:]?\s*)?"
    rf"(?P<phone>{_PHONE_DIGITS}(?:\s*[、,/;或]\s*(?:{_PHONE_DIGITS}))*)"
)
_AFTER_NAME: Final = re.compile(rf"(?:\([^()]{{1,20}}\))?\s*[,:(]?\s*(?P<phone>{_PHONE_DIGITS})")
_OF_PAGE: Final = re.compile(r"网站标识码|ICP备|公网安备|主办单位:.*承办单位:|版权所有")
_NEAR: Final = 100
_MARK_LINES: Final = 14


@dataclass(frozen=True, slots=True)
class Marks:
    """What is marked on the paper beside its text; what is not there is None."""

    urgency: Proposed[str] | None
    secrecy: Proposed[str] | None
    secrecy_years: Proposed[int] | None
    copies: Proposed[int] | None
    copy_number: Proposed[str] | None
    printed: Proposed[int] | None
    pages: Proposed[int] | None
    contact: Proposed[str] | None
    phone: Proposed[str] | None


def find_marks(of: Passage, head: int, title: tuple[int, int] | None) -> Marks:
    """The marks of a paper whose first ``head`` pieces stand above the running text."""
    secrecy, years = _secrecy(of, head)
    contact, phone = _contact(of)
    return Marks(
        urgency=_urgency(of, head, title),
        secrecy=secrecy,
        secrecy_years=years,
        copies=_number(of, _COPIES, "copies"),
        copy_number=_copy_number(of, head),
        printed=_number(of, _PRINTED, "copies"),
        pages=_pages(of),
        contact=contact,
        phone=phone,
    )


def _head(of: Passage, head: int) -> list[Span]:
    return list(of.spans[: min(head, _MARK_LINES)])


def _end(of: Passage, head: int) -> int:
    return of.spans[head].start if head < len(of.spans) else len(of.flat)


def _urgency(of: Passage, head: int, title: tuple[int, int] | None) -> Proposed[str] | None:
    """The grade marked on the head; otherwise the word 紧急 of the title."""
    if labelled := _URGENCY_LABEL.search(of.flat, 0, _end(of, head)):
        return _grade(of, labelled, 0)
    for span in _head(of, head):
        if title and title[0] <= span.start < title[1]:
            if marked := re.search(
                rf"^[\[【(]{_GRADE}[\]】)]|[\[【(]{_GRADE.replace('grade', 'last')}[\]】)]$", span.text
            ):
                return _grade(of, marked, span.start)
            continue
        row = _URGENCY_LINE.fullmatch(span.text) or (
            _URGENCY_IN_ROW.search(span.text) if len(span.text) <= 60 else None
        )
        if row and "。" not in span.text:
            return _grade(of, row, span.start)
    if title and (word := _URGENT_WORD.search(of.flat, *title)):
        return of.proposed("紧急", *word.span())
    return None


def _grade(of: Passage, match: re.Match[str], offset: int) -> Proposed[str]:
    group = "grade" if match["grade"] else "last"
    start, end = match.span(group)
    return of.proposed("".join(match[group].split()), offset + start, offset + end)


def _secrecy(of: Passage, head: int) -> tuple[Proposed[str] | None, Proposed[int] | None]:
    for span in _head(of, head):
        text = re.split(r"\s+(?=特\s*急|加\s*急|特\s*提|平\s*急)", span.text)[0]
        match = _SECRECY.fullmatch(text.strip())
        if not match:
            continue
        grade = of.proposed("".join(match["grade"].split()), span.start + match.start(), span.start + match.end())
        years = match["years"]
        if years and years.isdigit():
            return grade, of.proposed(int(years), span.start + match.start("years"), span.start + match.end("years"))
        return grade, None
    if labelled := _SECRECY_LABEL.search(of.flat, 0, _end(of, head)):
        return of.proposed("".join(labelled["grade"].split()), *labelled.span("grade")), None
    return None, None


def _copy_number(of: Passage, head: int) -> Proposed[str] | None:
    """The number of the copy: labelled, or six digits alone on the first line."""
    if match := _COPY_NUMBER.search(of.flat, 0, _end(of, head)):
        return of.proposed("".join(match["number"].split()), *match.span("number"))
    first = of.spans[0] if of.spans else None
    return of.proposed(first.bare, first.start, first.end) if first and re.fullmatch(r"0\d{5}", first.bare) else None


def _number(of: Passage, pattern: re.Pattern[str], group: str) -> Proposed[int] | None:
    match = pattern.search(of.flat)
    return of.proposed(int(match[group]), match.start() + match[0].startswith("("), match.end()) if match else None


def _pages(of: Passage) -> Proposed[int] | None:
    match = _PAGES.search(of.flat)
    return of.proposed(int(match["after"] or match["pages"]), *match.span()) if match else None


def _own_phone(of: Passage, start: int) -> re.Match[str] | None:
    """The first telephone number that is not the one of the web page on which the paper stands."""
    for match in _PHONE.finditer(of.flat, start):
        first, last = max(0, match.start() - _NEAR), match.end() + _NEAR
        line = of.flat[first : match.start()].rpartition("\n")[2] + of.flat[match.end() : last].partition("\n")[0]
        if not _OF_PAGE.search(line):
            return match
    return None


def _contact(of: Passage) -> tuple[Proposed[str] | None, Proposed[str] | None]:
    """Who answers questions about the paper, and the telephone number that stands with the name or by itself."""
    person = None
    beside = None
    if match := _CONTACT.search(of.flat):
        group = "names" if match["names"] else "bare"
        names = re.sub(r"\s*[、,/和]\s*", "、", match[group].strip())
        person = of.proposed("".join(names.split()), *match.span(group))
        beside = _AFTER_NAME.match(of.flat, match.end())
    phone = beside or _own_phone(of, match.start() if match else 0) or _own_phone(of, 0)
    if not phone or len(re.sub(r"\D", "", phone["phone"])) < 6:
        return person, None
    return person, of.proposed("".join(phone["phone"].split()), *phone.span("phone"))
