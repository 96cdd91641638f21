"""The head of a paper between its title and its running text: number, addressee, and where the text begins."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from dutyroom.rules.body_names import body_names, is_addressed
from dutyroom.rules.document_number import Found, first_number, whole_number
from dutyroom.rules.headings import HAN
from dutyroom.rules.notice_signature import is_enactment
from dutyroom.rules.notice_title import (
    FORM_LABEL,
    FORM_LINE,
    Title,
    is_beside,
    is_letterhead,
    is_running_text,
    says_title,
)
from dutyroom.rules.passage import Passage, Proposed, Span, label, squeezed

_NUMBER_LABEL: Final = re.compile(
    label(
        "发文字号",
        "发文文号",
        "公文编号",
        "文件编号",
        "文件号",
        "电报编号",
        "来文字号",
        "来文号",
        "文号",
        "字号",
        "编号",
    )
)
_ORDER_NUMBER: Final = re.compile(rf"[{HAN}]{{2,20}}令第\d{{1,4}}号(?=公布|发布)")
_FOREIGN: Final = re.compile(r"[《》]|精神|根据|按照|依据|贯彻|落实|参照|转发|废止")
_TO_LABEL: Final = re.compile(
    label(
        "主送单位",
        "主送机关",
        "主送",
        "收文单位",
        "收电单位",
        "受文单位",
        "受文者",
        "发往单位",
        "发往",
        "发至",
        "收件单位",
        "收件人",
        "送达单位",
        "致",
    )
    + r"(?P<to>[^\n|]{2,400})"
)
_NEXT_LABEL: Final = re.compile(
    r"\s+(?=签批|签发|等级|编号|抄送|传真|电话|发电|经办|页数|日期|时间|密级|特\s*急|加\s*急|特\s*提)|\s{3,}"
)
_TO_LINES: Final = 8
_UNTITLED_LINES: Final = 4
"""Above the addressee of a text without a title stand no more lines than these, those of a form not counted."""
_SEARCHED: Final = 40
_LONGEST_NUMBER: Final = 60
_SPLIT_NUMBER: Final = 32


@dataclass(frozen=True, slots=True)
class Head:
    """How many pieces the head has, at which piece the running text begins, and where the addressee stands.

    The running text may begin within the addressee's piece: 河南省财政厅：为……
    """

    length: int
    body: int
    to: tuple[int, int] | None


def head_of(of: Passage, title: Title | None) -> Head:
    """The parts of the head under the title."""
    spans = of.spans
    first = _after_repeats(spans, title)
    plain = 0
    for at in range(first, min(first + _SEARCHED, len(spans))):
        is_value = at > first and FORM_LINE.fullmatch(spans[at - 1].text) and not spans[at].text.endswith(":")
        is_form = FORM_LINE.match(spans[at].text) or is_value
        if is_form or is_enactment(spans[at]) or (title and says_title(spans[at], title)):
            continue
        plain += 1
        found = _address_at(of, at)
        if found:
            return Head(at, *found)
        if is_running_text(spans[at]) or (title is None and plain > _UNTITLED_LINES):
            return Head(at, at, None)
        if not (is_beside(spans[at]) or body_names(spans[at].text) or is_letterhead(spans[at])):
            return Head(at, at, None)
    return Head(min(first + _SEARCHED, len(spans)), first, None)


def _after_repeats(spans: tuple[Span, ...], title: Title | None) -> int:
    """The first piece under the title and under its repetitions."""
    if title is None:
        return 0
    at, bare = title.last, squeezed(title.value)
    while at < len(spans) - 1 and len(spans[at].bare) > 5 and (spans[at].bare in bare or bare in spans[at].bare):
        if len(spans[at].bare) > 2 * len(bare):
            break
        at += 1
    return at


def _address_at(of: Passage, at: int) -> tuple[int, tuple[int, int]] | None:
    """The piece at which the text begins and the addressee's place, if the addressee begins at this piece."""
    spans = of.spans
    first = spans[at]
    colon = first.text.find(":")
    if colon >= 0:
        return _before_colon(of, at, at, colon)
    for last in range(at, min(at + _TO_LINES, len(spans))):
        text = spans[last].text
        colon = text.find(":")
        if colon >= 0:
            return _before_colon(of, at, last, colon)
        if re.search("[。;!?]", text) or whole_number(text):
            break
    return _without_colon(of, at)


def _before_colon(of: Passage, at: int, last: int, colon: int) -> tuple[int, tuple[int, int]] | None:
    spans = of.spans
    end = spans[last].start + colon
    text = of.flat[spans[at].start : end]
    label = spans[last].bare[: spans[last].bare.find(":")]
    cut = last > at and label in ("单位", "部门", "机构")  # ……各有关 | 单位：
    if (FORM_LABEL.fullmatch(label) and not cut) or not is_addressed(text):
        return None
    ends_piece = colon + 1 >= len(spans[last].text)
    return last + ends_piece, (spans[at].start, end)


def _without_colon(of: Passage, at: int) -> tuple[int, tuple[int, int]] | None:
    """A line of those addressed that lost its colon: several of them, or all of a kind, and the text follows."""
    spans = of.spans
    if at + 1 >= len(spans) or not is_running_text(spans[at + 1]):
        return None
    text = spans[at].text.rstrip(",.、 ")
    if not is_addressed(text) or not (text.startswith("各") or re.search("[、,]", text)) or body_names(text):
        return None
    return at + 1, (spans[at].start, spans[at].start + len(text))


def find_addressee(of: Passage, head: Head) -> Proposed[str] | None:
    """Those to whom the paper goes: the line under the title, or a label of the head."""
    if head.to:
        return of.proposed(squeezed(of.raw[slice(*head.to)]), *head.to)
    end = of.spans[head.body].start if head.body < len(of.spans) else len(of.flat)
    for match in _TO_LABEL.finditer(of.flat, 0, end):
        text = _NEXT_LABEL.split(match["to"].rstrip(), maxsplit=1)[0].rstrip("。;,: ")
        if is_addressed(text):
            start = match.start("to")
            return of.proposed(squeezed(of.raw[start : start + len(text)]), start, start + len(text))
    return None


def find_number(of: Passage, title: Title | None, head: Head) -> Proposed[str] | None:
    """The paper's own number: on a line of the head, behind the title, labelled, or the order's that published a law."""
    spans = of.spans[: head.length]
    found = _labelled(of, head) or (_behind_title(of, title) if title else None)
    outside = [at for at in range(len(spans)) if not (title and title.first <= at < title.last)]
    found = found or next((one for at in outside if (one := _on_line(of, spans, at))), None)
    if not found:
        for span in spans:
            if order := _ORDER_NUMBER.search(span.text):
                found = order[0], span.start + order.start(), span.start + order.end()
    return of.proposed(*found) if found else None


def _on_line(of: Passage, spans: tuple[Span, ...], at: int) -> Found | None:
    """The number on a line of its own, possibly cut by a line end, or among marks and 签发人."""
    span = spans[at]
    if at + 1 < len(spans) and not body_names(span.text) and len(span.text) <= _SPLIT_NUMBER // 2:
        both = of.flat[span.start : spans[at + 1].end]
        if len(both) <= _SPLIT_NUMBER and not whole_number(span.text) and (whole := whole_number(both)):
            return whole[0], span.start + whole[1], span.start + whole[2]
    found = whole_number(span.text)
    if not found and len(span.text) <= _LONGEST_NUMBER and not _FOREIGN.search(span.text) and "。" not in span.text:
        found = first_number(span.text)
        if found and found[1] and span.text[found[1] - 1] not in " ([【:·/":
            found = None
    return (found[0], span.start + found[1], span.start + found[2]) if found else None


def _behind_title(of: Passage, title: Title) -> Found | None:
    """The number in brackets behind the title on its last line."""
    end = of.spans[title.last - 1].end
    found = whole_number(of.flat[title.end : end]) if end > title.end else None
    return (found[0], title.end + found[1], title.end + found[2]) if found else None


def _labelled(of: Passage, head: Head) -> Found | None:
    end = of.spans[head.length].start if head.length < len(of.spans) else len(of.flat)
    for match in _NUMBER_LABEL.finditer(of.flat, 0, end):
        line_end = of.flat.find("\n", match.end())
        rest = of.flat[match.end() : line_end if 0 <= line_end <= end else end]
        rest = re.split(r"\s{2,}|\|", rest)[0]
        found = whole_number(rest) or first_number(rest)
        if found and found[1] <= 1:
            return found[0], match.end() + found[1], match.end() + found[2]
    return None
