"""When it happened, out of all the times that a report names: not when it was told, put out, or will be over."""

from __future__ import annotations

import re
from bisect import bisect_right
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from dutyroom.rules.day_parts import PARTS
from dutyroom.rules.event_time import understand_time
from dutyroom.rules.refusal import Refusal

_HAN: Final = "零〇一二两三四五六七八九十"
_PART: Final = "|".join(sorted((part for part in PARTS if not part.isascii()), key=len, reverse=True))
_DATE: Final = (
    r"(?:\d{4} ?[年/.-] ?)?(?<![\d.])\d{1,2} ?[月/-] ?\d{1,2}(?: ?[日号]|(?!\d))|\d{1,2}\.\d{1,2}(?= \d{3,4} )"
)
_WORD: Final = (
    "大前天|前天|前日|昨天|昨日|今天|今日|今(?=[晨早晚夜])|昨(?=[晨晚夜\\d])|前(?=晚)|当日|当天|yesterday|today"
)
_MONTH_DAY: Final = r"(?<![月\d])\d{1,2}日"
_CLOCK: Final = (
    rf"\d{{1,2}} ?: ?\d{{2}}(?: ?[ap]m)?|\d{{1,2}} ?时(?! ?间)(?: ?\d{{1,2}} ?分| ?半|整)?|\d{{1,2}}点(?:钟|半|整|\d{{1,2}}分?)?"
    rf"|\d{{1,2}} ?[ap]m\b|[{_HAN}]{{1,3}}时(?:[{_HAN}]{{1,3}}分|半|(?=许|左右))|(?<=[上下午晨早晚间]) ?[{_HAN}]{{1,3}}时|[{_HAN}]{{1,3}}点(?:钟|半|整|[一三]刻|[{_HAN}]{{1,3}}分?)?"
)
_PACKED: Final = r"(?:[01]\d|2[0-3])[0-5]\d(?!\d)"
_MONTH: Final = re.compile(r"(?<!\d)(\d{1,2})月\d{1,2}日")
_WEEKDAY: Final = re.compile(r"(?P<last>上)?(?:周|星期|礼拜)(?P<day>[一二三四五六日天]) ?$")
_STAMP: Final = re.compile(
    rf"(?:(?P<date>{_DATE})|(?P<word>{_WORD})|(?P<day>{_MONTH_DAY}))?(?:[ ,t]|at ){{0,3}}"
    rf"(?P<part>(?:(?:{_PART})[ 的]*){{0,2}})(?:北京时间)?(?P<clock>{_CLOCK}|(?P<packed>{_PACKED}))"
    r"(?P<more>多)?(?: ?(?:许|左右|前后))?",
    re.IGNORECASE,
)
_DAY_ONLY: Final = re.compile(rf"(?P<date>{_DATE})|(?P<word>{_WORD})|(?P<day>{_MONTH_DAY})")
_AGO: Final = re.compile(
    rf"(?m:^)[-−]\d{{1,3}}(?= )|(?:\d{{1,3}}|[{_HAN}半]{{1,3}})个?半?(?:分钟|小时|钟头|刻钟)半?[以之]?前"
)
_SHORT: Final = re.compile(r"(?m:^ ?)(?P<clock>[1-9][0-5]\d)(?= (?!国道|省道|报|接|指挥))")
_RANGE: Final = re.compile(
    r" ?(?:至|到(?!达|场)|—|~|-(?=\d)) ?(?:次日|翌日|当日)?(?:\d|[一二三四五六七八九十]{1,3}[时日点])"
)
_SINCE_THEN: Final = re.compile(r"(?:至|到|—|~|\d[日时] ?-) ?$")
_OTHER_BEFORE: Final = re.compile(
    r"(?:截至|截止|截止到|预计|预报|计划|定于|将于|拟于|决定于|应于|请于|须于|力争|估计|接报时间[:： ]*|接警时间[:： ]*|报告时间[:： ]*|报送时间[:： ]*"
    r"|填报时间[:： ]*|上报时间[:： ]*|已于|(?:政府|局|办|队|委|会|室|站|所|部|中心)\s*)$"
)
_OTHER_AFTER: Final = re.compile(
    r" ?(?:前(?!后)|[^。;!\n]{0,20}(?:接报|接警|接到)|[^。;,，!\n]{0,6},?接(?:群众|市民|\d{3}|[^发。;]{2,24}(?:报|电))|[^。;,，!\n]{0,6}(?:接(?:到|报|警)|报告|来电|续报|更新)"
    r"|[^。;,\n]{0,8}(?:扑灭|恢复|解除|结束|启动|召开|发布|赶到|到场|救出|升井|获救|脱险|关闭|修复|通车|放行|印发|试鸣|报送|入院)|,?搜救|位于[^,。]{2,40}(?:海面|洋面)|,?[^。;, \n]{2,16}(?:报告|来电|通报)(?:,|:))"
)
_ALONE: Final = frozenset({"点"})
_EMERGENCY: Final = frozenset({"110", "119", "120", "122"})
_NEAR: Final = 400
_SENTENCES: Final = 3
"""When it happened is told in the first sentences; later ones tell what was done."""
_LEEWAY: Final = timedelta(minutes=2)
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Moment:
    """A time of the text; ``at`` is None where its words leave it open. ``is_event``: it may be when it happened."""

    at: datetime | None
    start: int
    end: int
    is_event: bool


def find_moments(flat: str, told: str, *, now: datetime, zone: ZoneInfo) -> list[Moment]:
    """Every time of day that a levelled text names, in reading order."""
    days = list(_DAY_ONLY.finditer(flat))
    found: list[Moment] = []
    ends = [sentence.end() for sentence in re.finditer(r"[。!?]", flat)]
    late = ends[_SENTENCES - 1] if len(ends) >= _SENTENCES else len(flat)
    for match in _stamps(flat):
        words = _full(match, flat, days, now.astimezone(zone))
        at, open_words = _instant(words, now, zone) if words else (None, bool(match["more"]))
        if at and at > now + _LEEWAY and words == _bare(match):
            at -= _DAY  # a bare time of something that has happened
        if at is None and not open_words:
            continue
        fits = (at is None or at <= now + _LEEWAY) and told[match.start()] != "\n" and match.start() < late
        found.append(Moment(at, *match.span(), fits and _is_event(flat, *match.span())))
    for pattern in (_AGO, _SHORT):
        for match in pattern.finditer(flat):
            words = match["clock"] if pattern is _SHORT else match[0].replace("−", "-")
            at = None if words in _EMERGENCY else _instant(words, now, zone)[0]
            if at is not None:
                found.append(Moment(at, *match.span(), at <= now + _LEEWAY))
    return sorted(found, key=lambda moment: moment.start)


def _stamps(flat: str) -> Iterator[re.Match[str]]:
    for match in _STAMP.finditer(flat):
        named = match["date"] or match["word"] or match["day"] or match["part"]
        if match["packed"] and not named and not _may_be_packed(flat, match.start("packed"), match.end("packed")):
            continue
        if not named and match["clock"][:1] in _HAN and match["clock"][-1:] in _ALONE:
            continue  # 有一点积水
        if not named and re.match(r"\d{1,2}点$", match["clock"]) and flat[match.end() : match.end() + 1].isdecimal():
            continue
        yield match


def _may_be_packed(flat: str, start: int, end: int) -> bool:
    """Whether four figures without a day stand where a time is written: before everything else, or apart."""
    before, after = flat[max(0, start - 1) : start], flat[end : end + 2]
    line_start = not flat[flat.rfind("\n", 0, start) + 1 : start].strip(" [(【")
    if line_start:
        return after[:1] in ("", " ", ",") or (
            after[:1] > "\u4e00" and after[:1] not in "年元号米人户名辆吨台次件字所万亩头"
        )
    is_year = flat[start : start + 2] == "20" and flat[start + 2] in "0123"
    return before in set(" ]】,:。;") and after[:1] == " " and not is_year


def _full(match: re.Match[str], flat: str, days: list[re.Match[str]], local: datetime) -> str:
    """The words of a time with the day that it belongs to, as they can be understood; empty where they cannot."""
    if match["more"]:
        return ""
    if weekday := _WEEKDAY.search(flat, max(0, match.start() - 5), match.start()):
        return (
            _on_weekday(weekday, local) + _bare(match) if not (match["date"] or match["word"] or match["day"]) else ""
        )
    given = match if match["date"] or match["word"] or match["day"] else _day_before(match, flat, days)
    day = _day_words(given, local) if given else ""
    clock = match["clock"].replace(" ", "")
    return f"{day}{_bare(match)}" if not match["packed"] or not day else f"{day} {clock}"


def _bare(match: re.Match[str]) -> str:
    return f"{match['part'].strip()}{match['clock'].replace(' ', '')}"


def _day_before(match: re.Match[str], flat: str, days: list[re.Match[str]]) -> re.Match[str] | None:
    """The day named last before a bare time in the same line: 11月22日，某小区20时15分."""
    at = bisect_right(days, match.start(), key=lambda day: day.end()) - 1
    if at < 0 or "\n" in flat[days[at].end() : match.start()] or flat[match.start() - 1] == "报":
        return None
    return days[at]


def _day_words(given: re.Match[str], local: datetime) -> str:
    if given["date"]:
        written = re.sub(r"[ 日号]", "", given["date"]).replace("/", "-").replace(".", "-")
        return re.sub("[年月]", "-", written) + " "
    if given["word"]:
        return {"当日": "今日", "当天": "今天"}.get(given["word"], given["word"])
    day = int(given["day"][:-1])
    named = [int(found[1]) for found in _MONTH.finditer(given.string, max(0, given.start() - _NEAR), given.start())]
    if named and 1 <= named[-1] <= 12:
        return f"{named[-1]}-{day} "
    year, month = (local.year, local.month) if day <= local.day else _month_before(local)
    return f"{year}-{month}-{day} " if 1 <= day <= monthrange(year, month)[1] else ""


def _on_weekday(weekday: re.Match[str], local: datetime) -> str:
    """The last such day, today among them; the week before where 上周 is said."""
    back = (local.weekday() - "一二三四五六日".index(weekday["day"].replace("天", "日"))) % 7
    if weekday["last"] and back <= local.weekday():
        back += 7
    return f"{local - timedelta(days=back):%Y-%m-%d} "


def _month_before(local: datetime) -> tuple[int, int]:
    return (local.year, local.month - 1) if local.month > 1 else (local.year - 1, 12)


def _instant(words: str, now: datetime, zone: ZoneInfo) -> tuple[datetime | None, bool]:
    """The instant, and whether the words are a time that may be one of two."""
    try:
        return understand_time(words, now=now, zone=zone), False
    except Refusal as refused:
        return None, refused.code == "time.ambiguous"


def _is_event(flat: str, start: int, end: int) -> bool:
    if _OTHER_BEFORE.search(flat, max(0, start - 12), start) or _SINCE_THEN.search(flat, max(0, start - 4), start):
        return False
    return not _RANGE.match(flat, end) and not _OTHER_AFTER.match(flat, end)
