"""What is checked of an official paper before it is issued: what must be there, and the slips that are often made.

Rules: GB/T 9704-2012 (number without 第 and leading zeros in six-angle brackets, no stop behind an annex, dates in Arabic
figures, full-width colon behind the addressee), 《党政机关公文处理工作条例》(2012) art. 9 for what must be there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from dutyroom.rules.chinese_dates import valid_date
from dutyroom.rules.official_text import OfficialText
from dutyroom.rules.wording import mark

Form = Literal["document", "letter", "minutes"]
SENTENCES: Final[dict[str, str]] = {
    "official.title.empty": mark("There is no title."),
    "official.title.form": mark("The title does not say 关于…的 and a kind of paper (通知, 请示, 报告, 函 …): {said}"),
    "official.title.stop": mark("A title ends without a stop: {said}"),
    "official.body.empty": mark("There is no text under the title."),
    "official.number.empty": mark("There is no document number."),
    "official.number.di": mark("The number is written without 第: {said}"),
    "official.number.zero": mark("The number has no leading zero: {said}"),
    "official.number.brackets": mark("The year stands in 〔 〕: {said}"),
    "official.addressee.empty": mark("Nobody is named to whom it goes."),
    "official.addressee.colon": mark("Behind the addressee stands a full-width colon: {said}"),
    "official.issuer.empty": mark("Nobody signs it."),
    "official.date.empty": mark("There is no date."),
    "official.date.figures": mark("The date is written in Arabic figures: {said}"),
    "official.date.zero": mark("Months and days have no leading zero: {said}"),
    "official.date.none": mark("There is no such day: {said}"),
    "official.date.far": mark("The date lies {days} days away from today: {said}"),
    "official.annex.stop": mark("No mark stands behind the name of an annex: {said}"),
    "official.annex.book": mark("The name of an annex stands without 《 》: {said}"),
    "official.annex.attached": mark("{named} annexes are named, {there} are attached."),
    "official.copies.stop": mark("The list of 抄送 ends with a stop: {said}"),
    "official.text.half": mark("A half-width mark in Chinese text: {said}"),
    "official.text.order": mark("The numbering goes from {before} to {after}."),
    "official.text.year": mark("The year of a cited number stands in 〔 〕: {said}"),
    "official.signers.empty": mark("A paper to a higher body names who signed it for issue (签发人)."),
}  # fmt: skip
_KINDS: Final = "决议 决定 命令 令 公报 公告 通告 意见 通知 通报 报告 请示 批复 议案 函 纪要"
_TITLE: Final = re.compile(rf"(?:关于.+的(?:紧急|补充)?(?:{'|'.join(_KINDS.split())})|纪要|令)(?:（.+）)?$")
_UPWARD: Final = re.compile(r"的(?:请示|报告)(?:（.+）)?$")
_YEAR: Final = re.compile(r"[〔［\[(（【]\s*\d{4}\s*[〕］\])）】]")
_CITED: Final = re.compile(r"[\u4e00-\u9fff][\[［(（【]\d{4}[\]］)）】]\s*第?\d{1,5}号")
_HALF: Final = re.compile(r"[\u4e00-\u9fff][,;:?!()][\u4e00-\u9fff]")
_ARABIC: Final = re.compile(r"^(\d{4})年(\d{1,2})月(\d{1,2})日$")
_LEVEL: Final = re.compile(r"^(?P<one>[一二三四五六七八九十]{1,3})、|^（(?P<two>[一二三四五六七八九十]{1,3})）")
_FIGURES: Final = "〇一二三四五六七八九"
_AROUND: Final = 6
FAR_DAYS: Final = 60
"""A paper dated so far from today is asked about; this program's choice."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that does not fit: where it stands (title, number, body:3 …), the code of its sentence, what is said there."""

    place: str
    code: str
    facts: tuple[tuple[str, object], ...] = ()

    @property
    def said(self) -> dict[str, object]:
        """The facts of its sentence."""
        return dict(self.facts)


def check_official(text: OfficialText, form: Form, today: date) -> tuple[Finding, ...]:
    """Everything that does not fit, in the order of the paper."""
    top = (*_of_title(text), *_of_number(text), *_of_addressee(text, form))
    return (*top, *_of_body(text), *_of_end(text, form, today))


def _finding(place: str, code: str, **facts: object) -> Finding:
    return Finding(place, code, tuple(facts.items()))


def _of_title(text: OfficialText) -> Iterator[Finding]:
    if not text.title:
        yield _finding("title", "official.title.empty")
        return
    if text.title[-1] in "。.；;，,":
        yield _finding("title", "official.title.stop", said=text.title)
    elif not _TITLE.search(text.title):
        yield _finding("title", "official.title.form", said=text.title)
    if _UPWARD.search(text.title) and not text.signers:
        yield _finding("signers", "official.signers.empty")


def _of_number(text: OfficialText) -> Iterator[Finding]:
    if not text.number:
        yield _finding("number", "official.number.empty")
        return
    if "第" in text.number:
        yield _finding("number", "official.number.di", said=text.number)
    year = _YEAR.search(text.number)
    if year is not None and not (year[0].startswith("〔") and year[0].endswith("〕")):
        yield _finding("number", "official.number.brackets", said=text.number)
    if re.search(r"[〕］\])）】]\s*第?\s*0\d*\s*号", text.number):
        yield _finding("number", "official.number.zero", said=text.number)


def _of_addressee(text: OfficialText, form: Form) -> Iterator[Finding]:
    if form == "minutes":
        return
    if not text.addressee:
        yield _finding("addressee", "official.addressee.empty")
    elif text.addressee.endswith(":"):
        yield _finding("addressee", "official.addressee.colon", said=text.addressee)


def _of_body(text: OfficialText) -> Iterator[Finding]:
    if not text.body:
        yield _finding("body", "official.body.empty")
    before = {"one": 0, "two": 0}
    for place, line in enumerate(text.body, 1):
        for half in _HALF.finditer(line):
            said = line[max(0, half.start() - _AROUND) : half.end() + _AROUND]
            yield _finding(f"body:{place}", "official.text.half", said=said)
        for cited in _CITED.finditer(line):
            yield _finding(f"body:{place}", "official.text.year", said=cited[0])
        level = _LEVEL.match(line)
        if level is None:
            continue
        key = "one" if level["one"] else "two"
        number = _value(level[key])
        if number not in (before[key] + 1, 1):
            yield _finding(
                f"body:{place}", "official.text.order", before=before[key] or "—", after=level[0].strip("、（）")
            )
        before[key] = number
        if key == "one":
            before["two"] = 0


def _of_end(text: OfficialText, form: Form, today: date) -> Iterator[Finding]:
    for name in text.annexes:
        if name[-1:] in "。；，.;,":
            yield _finding("annexes", "official.annex.stop", said=name)
        if name.startswith("《"):
            yield _finding("annexes", "official.annex.book", said=name)
    if text.attached and len(text.attached) != len(text.annexes):
        yield _finding("annexes", "official.annex.attached", named=len(text.annexes), there=len(text.attached))
    if form != "minutes" and not text.issuers:
        yield _finding("issuer", "official.issuer.empty")
    yield from _of_date(text.date, today)
    if text.copies_to and not text.copies_to.endswith("。"):
        yield _finding("copies", "official.copies.stop", said=text.copies_to)


def _of_date(said: str, today: date) -> Iterator[Finding]:
    if not said:
        yield _finding("date", "official.date.empty")
        return
    written = _ARABIC.match(said)
    if written is None:
        yield _finding("date", "official.date.figures", said=said)
        return
    if re.search(r"[年月]0", said):
        yield _finding("date", "official.date.zero", said=said)
    day = valid_date(int(written[1]), int(written[2]), int(written[3]))
    if day is None:
        yield _finding("date", "official.date.none", said=said)
    elif abs((day - today).days) > FAR_DAYS:
        yield _finding("date", "official.date.far", said=said, days=abs((day - today).days))


def _value(figures: str) -> int:
    tens, ten, ones = figures.partition("十")
    if not ten:
        return _FIGURES.index(figures) if len(figures) == 1 else 0
    return (_FIGURES.index(tens) if tens else 1) * 10 + (_FIGURES.index(ones) if ones else 0)
