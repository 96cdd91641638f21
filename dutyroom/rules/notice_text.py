"""What the text of a notice proposes for its registration: each field with the words it comes from, or nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from dutyroom.rules.deadline_days import Reckoning
from dutyroom.rules.deadlines import NUMBERING, Deadline, find_deadlines
from dutyroom.rules.english_notice import asking_sentence, english_deadlines, heading, labelled, labelled_date
from dutyroom.rules.fold import is_han
from dutyroom.rules.notice import PAPER_URGENCY, TELEGRAM_URGENCY
from dutyroom.rules.notice_head import Head, find_addressee, find_number, head_of
from dutyroom.rules.notice_marks import find_marks
from dutyroom.rules.notice_signature import Signature, find_date, find_issuer, signature
from dutyroom.rules.notice_title import Title, find_title, masthead_kind
from dutyroom.rules.passage import Passage, Proposed, V, passage
from dutyroom.rules.unwrapping import Unwrapped, unwrap
from dutyroom.rules.workdays import Holidays

_ARTICLE: Final = re.compile(r"(?m)^[ #*]*第[一二三四五六七八九十百]{1,5}条(?: |$)")
_LASTING: Final = frozenset(("条例", "办法", "规定", "规则", "细则", "法", "预案"))
_ATTACHED: Final = re.compile(r"附件\s*\d{0,2}\s*:?")
_PLEASE: Final = re.compile(r"(?:(?<=[,。;:!\n])|^) *(?:现?(?:请(?!示|求|问|假)|务请|务必请|望(?=各|你)))[^。;!?]{3,}")
_TELEGRAM: Final = re.compile(r"(?:传真|明传|内部|机要)(?:传真)?电报|明\s*电")
_SHORT_NOTICE: Final = 1500
_FEWEST_ARTICLES: Final = 3
_GRADES: Final = frozenset((*TELEGRAM_URGENCY, *PAPER_URGENCY))
_OLDER: Final = {"急件": "加急"}
"""What a grade was called before the regulation of 2012."""


@dataclass(frozen=True, slots=True)
class NoticeProposal:
    """The fields that a text proposes; None, or no deadlines, where it says nothing."""

    title: Proposed[str] | None = None
    issuer: Proposed[str] | None = None
    number: Proposed[str] | None = None
    date: Proposed[date] | None = None
    addressee: Proposed[str] | None = None
    kind: Proposed[str] | None = None
    urgency: Proposed[str] | None = None
    urgent_words: Proposed[str] | None = None
    """What the text says of its urgency where that is none of the field's grades: a person chooses one."""
    secrecy: Proposed[str] | None = None
    secrecy_years: Proposed[int] | None = None
    copies: Proposed[int] | None = None
    copy_number: Proposed[str] | None = None
    printed: Proposed[int] | None = None
    pages: Proposed[int] | None = None
    contact: Proposed[str] | None = None
    phone: Proposed[str] | None = None
    required: Proposed[str] | None = None
    deadlines: tuple[Proposed[Deadline], ...] = ()

    def plain(self) -> dict[str, Any]:
        """The fields found as JSON has them: ``{"value", "from"}``, and ``deadlines`` a list of such."""
        found: dict[str, Any] = {}
        for field in fields(self):
            proposed = getattr(self, field.name)
            if isinstance(proposed, Proposed):
                found[field.name] = {"value": _plain(proposed.value), "from": proposed.said}
        if self.deadlines:
            found["deadlines"] = [{"value": one.value.plain(), "from": one.said} for one in self.deadlines]
        return found


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def propose_notice(
    text: str, *, received_at: datetime | None, zone: ZoneInfo, holidays: Holidays | None = None
) -> NoticeProposal:
    """What the text proposes. Without ``received_at`` what counts from receipt keeps its words and has no instant.

    So do working days without ``holidays``.
    """
    start = Reckoning(None, received_at, zone, holidays)
    whole = unwrap(text)
    of = passage(whole.text)
    found = _english(of, start) if is_english(of) else _chinese(of, start)
    graded = _graded(found)
    return graded if whole.places is None else _moved(graded, text, whole)


def _graded(found: NoticeProposal) -> NoticeProposal:
    """Only a grade of the field is proposed as one; 紧急 in a title or “urgent” says no grade (domain.md §2.3)."""
    said = found.urgency
    if said is None or said.value in _GRADES:
        return found
    if said.value in _OLDER:
        return replace(found, urgency=replace(said, value=_OLDER[said.value]))
    return replace(found, urgency=None, urgent_words=said)


def _moved(found: NoticeProposal, text: str, whole: Unwrapped) -> NoticeProposal:
    """The same proposal with the words and places of the text as it was given."""
    moved = {
        field.name: _given(one, text, whole)
        for field in fields(found)
        if isinstance(one := getattr(found, field.name), Proposed)
    }
    return replace(found, **moved, deadlines=tuple(_given(one, text, whole) for one in found.deadlines))


def _given(one: Proposed[V], text: str, whole: Unwrapped) -> Proposed[V]:
    start, end = whole.span(one.start, one.end)
    return Proposed(one.value, text[start:end], start, end)


def _chinese(of: Passage, counted: Reckoning) -> NoticeProposal:
    title = find_title(of)
    head = head_of(of, title)
    signed = signature(of, head.body)
    day = find_date(of, title, signed, head.body)
    marks = find_marks(of, head.length, (title.start, title.end) if title else None)
    start, end = (0, 0) if _is_lasting(of, title) else _asking_part(of, head, signed)
    deadlines: tuple[Proposed[Deadline], ...] = ()
    if start < end:
        reckoning = replace(counted, paper_on=day.value if day else None)
        deadlines = find_deadlines(of, start, end, reckoning)
    return NoticeProposal(
        title=of.proposed(title.value, title.start, title.end) if title else None,
        issuer=find_issuer(of, title, signed, head.body),
        number=find_number(of, title, head),
        date=day,
        addressee=find_addressee(of, head),
        kind=_kind(of, title, head.body),
        urgency=marks.urgency,
        secrecy=marks.secrecy,
        secrecy_years=marks.secrecy_years,
        copies=marks.copies,
        copy_number=marks.copy_number,
        printed=marks.printed,
        pages=marks.pages,
        contact=marks.contact,
        phone=marks.phone,
        required=_required(of, start, end, deadlines),
        deadlines=deadlines,
    )


def _is_lasting(of: Passage, title: Title | None) -> bool:
    """Whether the text is a law or a plan: what it sets is no deadline of a notice."""
    if title and title.kind:
        return title.kind in _LASTING
    return len(_ARTICLE.findall(of.flat)) >= _FEWEST_ARTICLES


def _kind(of: Passage, title: Title | None, body: int) -> Proposed[str] | None:
    """The kind of paper that the title ends with; otherwise a telegram where the head says so."""
    if title and title.kind:
        at = of.flat.rfind(title.kind[-1], title.start, title.end)
        start = of.flat.rfind(title.kind[0], title.start, at + 1)
        return of.proposed(title.kind, start if start >= 0 else at, at + 1) if at >= 0 else None
    end = of.spans[body].start if body < len(of.spans) else len(of.flat)
    for span in of.spans[:body]:
        if kind := masthead_kind(span):
            return of.proposed(kind, span.start, span.end)
    for telegram in _TELEGRAM.finditer(of.flat, 0, end):
        line = of.flat.rfind("\n", 0, telegram.start()) + 1
        if "《" not in of.flat[line : telegram.start()]:  # 转发《……》（……明电〔2026〕5号): that is the other paper
            return of.proposed("电报", *telegram.span())
    return None


def _asking_part(of: Passage, head: Head, signed: Signature | None) -> tuple[int, int]:
    """Where the running text begins and ends: the signature closes it, or the first attachment."""
    last = signed.first if signed else len(of.spans)
    for at in range(head.body, last):
        if _ATTACHED.fullmatch(of.spans[at].text):
            last = at
            break
    if head.body >= last:
        return 0, 0
    return max(of.spans[head.body].start, head.to[1] + 1 if head.to else 0), of.spans[last - 1].end


def _required(of: Passage, start: int, end: int, deadlines: tuple[Proposed[Deadline], ...]) -> Proposed[str] | None:
    """The sentence that asks: the one with the first deadline, otherwise the first with 请 or 务必."""
    for sentence in re.finditer(r"[^。;!?\n]+[。;!?]?", of.flat[start:end]):
        first, last = start + sentence.start(), start + sentence.end()
        if any(first <= one.start < last for one in deadlines):
            return _sentence(of, first, last)
    asked = _PLEASE.search(of.flat, start, end) if not deadlines else None
    return _sentence(of, *asked.span()) if asked else None


def _sentence(of: Passage, start: int, end: int) -> Proposed[str]:
    """The sentence without what leads to it (……通知如下：) and the number of its paragraph."""
    led = of.flat.rfind("如下:", start, end)
    start = led + 3 if 0 <= led < end - 10 else start
    asks = re.compile("(?:有关|工作|参会|具体)?(?:要求|事项):").match(of.flat, start, end)
    start = asks.end() if asks else start
    lead = NUMBERING.match(of.flat, start, end)
    start = lead.end() if lead else start
    end = start + len(of.flat[start:end].rstrip("; "))
    return of.proposed(of.words(start, end), start, end)


def is_english(of: Passage) -> bool:
    """Whether a text has next to no Chinese characters."""
    return sum(map(is_han, of.flat)) * 20 < len(of.flat.split()) and any(
        sign.isascii() and sign.isalpha() for sign in of.flat
    )


def _english(of: Passage, counted: Reckoning) -> NoticeProposal:
    title = labelled(of, "title") or heading(of)
    day = labelled_date(of)
    urgent = re.search(
        r"(?m)^[ *]*(?P<word>(?:most |extremely )?urgent|flash|immediate)[ !*]*$", of.flat, re.IGNORECASE
    )
    reckoning = replace(counted, paper_on=day.value if day else None)
    issuer, addressee = labelled(of, "issuer"), labelled(of, "addressee")
    is_notice = bool(issuer or addressee) or len(of.flat) < _SHORT_NOTICE
    deadlines = english_deadlines(of, reckoning) if is_notice else ()
    return NoticeProposal(
        title=title,
        issuer=issuer,
        number=labelled(of, "number"),
        date=day,
        addressee=addressee,
        urgency=labelled(of, "urgency") or (of.proposed(urgent["word"], *urgent.span("word")) if urgent else None),
        required=asking_sentence(of, deadlines[0].start) if deadlines else None,
        deadlines=deadlines,
    )
