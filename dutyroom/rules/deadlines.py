"""Deadlines that a paper sets: 24小时内, 3个工作日内, 11月25日18时前, 每日8时、17时前, 接到通知后立即.

Only what somebody is asked for counts: a forecast, a report of what has happened, a date that has passed
and what holds only if something happens (发生险情后1小时内报告) are no deadlines of the paper.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from dutyroom.rules.chinese_dates import NUMERAL, number_of
from dutyroom.rules.deadline_days import CLOCK, DAY, Reckoning, clocks_of, day_of, instant, is_past, later
from dutyroom.rules.passage import Passage, Proposed


@dataclass(frozen=True, slots=True)
class Deadline:
    """By when: an instant where it can be told, a span, times of every day; and the clause that asks.

    ``past``: the day lay before the paper's own when that came; it is said all the same, for a person to ask.
    """

    at: datetime | None = None
    within: tuple[int, str] | None = None
    daily: tuple[str, ...] = ()
    what: str = ""
    past: bool = False

    def plain(self) -> dict[str, Any]:
        """The deadline as JSON has it; units are minute, hour, day, workday, week, month."""
        return {
            "at": self.at.isoformat() if self.at else None,
            "within": {"amount": self.within[0], "unit": self.within[1]} if self.within else None,
            "daily": list(self.daily) or None,
            "what": self.what,
            **({"past": True} if self.past else {}),
        }


_BEFORE: Final = r"(?:之|以)?前(?!一(?![并律同]|次性)|[后期来往者述所提进线夕瞻沿台端景置年几两三移款茅])"
_LATEST: Final = r"(?:截止(?:时间|日期)?|截至时间|不(?:得)?(?:晚|迟)于|最(?:晚|迟)(?:于|不超过)?|(?:报送|反馈|报名|上报|提交|完成)(?:时限|时间|期限|截止时间))(?:为|是|至|到|于|在|:)?\s*"
_EVERY: Final = r"(?:每日|每天|逐日|每晚|每早|每个?(?:周|星期)[一二三四五六日天]|每月\s*\d{1,2}\s*[日号]|每月(?:底|末)|每隔?\s*(?:\d{1,2}|[一二三四五六八十两]{1,2})\s*个?小时)(?:\([^()]{1,40}\))?"
_POINT: Final = re.compile(
    rf"(?P<lead>{_LATEST})?(?:(?P<day>{DAY})\s*(?:的)?(?:\s*(?P<clock>{CLOCK})|\s*(?P<close>(?:上午|下午)?下班|中午|上午))?|(?P<only>{CLOCK}))\s*(?P<before>{_BEFORE})?"
)
_DAILY: Final = re.compile(
    rf"(?P<every>{_EVERY})\s*(?:,|的|于|在|分别于|都要|均|要)?\s*(?:早晚)?(?P<clocks>{CLOCK}(?:\s*(?:之?前)?\s*(?:[、,/]|和|及|与)\s*{CLOCK})*)?\s*(?P<before>{_BEFORE})?"
)
_CAME: Final = (
    r"(?:(?:在|于|自|从)?\s*(?:接到|接|收到|收文|收悉|见文|见)(?:到)?(?:本|此|该)?(?:通知|来文|来电|电报|电|文件|文|函件|函|通报|件|指令|指示|信息|交办单|督办单|督办件)?"
    r"(?:之日|之时)?(?:起|后)(?:的)?,?\s*)"
)
_ISSUED: Final = r"(?:(?:在|自|从)?\s*(?:本|此)?(?:通知|文件|意见|方案|函|通报|公告|文|办法)?(?:印发|下发|发出|发布|公布|发文)之?日?(?:起|后)(?:的)?,?\s*)"
_WITHIN: Final = re.compile(
    rf"(?P<came>{_CAME})?(?P<issued>{_ISSUED})?(?P<amount>{NUMERAL}|半)\s*(?P<half>个半(?=小时))?\s*(?P<unit>个?小时|分钟|个?工作日|日(?!夜)|天|周|个月)\s*(?:之|以)?内"
)
_AT_ONCE: Final = re.compile(
    rf"(?P<came>{_CAME})[^,。;!?]{{0,10}}?(?:立即|马上|即刻|迅速)|请[^,。;!?]{{0,24}}?(?P<word>立即|马上|即刻|(?<!随)即(?=[报复告])|(?<![快迅高加火])速(?=[报复告送]))"
)
_UNITS: Final[dict[str, str]] = {
    "小时": "hour",
    "分钟": "minute",
    "工作日": "workday",
    "日": "day",
    "天": "day",
    "周": "week",
    "月": "month",
}

_REPORTS: Final = re.compile(
    r"报(?![道名]?[^,。;]{0,6}预警|道|社|刊|废)|反馈|回复|答复|回执|回传|回电|复函|函复|发至|发送|发到|传至|传真|送(?:至|到|交|达|我|省|市|县|厅|局|办)|提交|提供|填写|填报|填好|上传|函告|电告|告知|书面|确认|签收|联系|领取"
)
_ACTS: Final = re.compile(
    r"完成|到位|停止|停运|停航|停业|办结|整改|整治|印发|制定|出台|转发|通知到|传达|部署|上交|交至|交到|缴|返回|改正|纠正|补正|补报|销号|办理|归档|上线|开通|清零|排查|撤离|转移|关停|停产|停工|停课|关闭"
    r"|组织|开展|召开|启动|成立|建立|做好|落实|修复|加固|恢复|清理|拆除|汇总|备案|申报|推荐|登录|集结|抵达|运抵|到达|赶到|到会|参会|签到|就位|结束|下达|兑现|拨付|建成|核实|处置|处理|解决|安排|自查|检查|配齐|储备|上岗|到岗"
)
_AT_START: Final = re.compile(rf"\s*,?\s*(?:全部|全面|基本|务必|集中|逐一|各自)?(?:{_ACTS.pattern})")
_ASKS: Final = re.compile(
    r"请|望(?!远)|要(?!素|闻|点)|须|需|务|必须|应(?!急|对)|确保|力争|限|不得|各[地市县区单部级有相乡镇]|予以|逾期|截止|于|前(?:完成|报)|全部|一律|尽快|抓紧"
)
_TELLS: Final = re.compile(
    r"\s*,?\s*(?:已|曾|共|累计|全[省市国]平均|将有|将出现|仍|预计|我[省市国]|(?:出现|发生|建成|竣工|投产|取得|注册|出生|实施|印发|发布|签订|成立|形成|下达|批准|开工|参加)[^,。;]{0,16}的)"
)
_DONE: Final = re.compile(r"\s*,?[^,。;]{0,12}?(?:均已|都已|已经|已全部|已完成|已报|已转移|已落实|已有)")
_FORECAST: Final = re.compile(r"预计|预报|据.{0,8}(?:预测|监测)|(?:最近|过去|未来|今后|此前|连续|近|前)\s*$")
_IF: Final = re.compile(
    r"(?:^|[,:、。])\s*(?:如(?!期|实|下)|若|一旦|凡|遇)"
    r"|(?:发生|发现|出现|接报|接警|事发)[^,。;]{0,8}后,|后,?(?:应当|应|要|须|必须)?(?:在|于)?\s*$"
    r"|(?:发生|发现|出现|接报|接警|事发|启动|达到|解除|险情|灾情|事故|情况|事件|突发)[^,]{0,18}(?:后|时|的)?,?(?:应当|应|要|须|必须|当)?(?:在|于)?(?:规定的)?\s*$"
)
_ASKED_ABOUT: Final = re.compile(
    r"(?:将|把|报|送|反馈|书面)[^,。;:]{0,20}(?:情况|灾情|险情|事件|事故),?(?:应当|应|要|须|必须)?(?:在|于)?\s*$"
)
_LABELLED: Final = re.compile(r"报|反馈|提交|完成|截止(?:时间|日期)")
_DUE_ON: Final = re.compile(r"(?:请|须|务必|应当|要)[^,。;:]{0,16}[于在]\s*$")
_PLAINLY_ASKED: Final = re.compile(r"(?:请|务必|必须|务须|须|应当)[^,。;:]{0,12}$")
_SENT_ON: Final = re.compile(r"\s*,?(?:书面)?(?:报送|上报|反馈|提交|报至|报我|报省|报市|送达)")
_LISTED: Final = re.compile(rf"(?P<day>(?<![至到]){DAY})?\s*(?<![至到~—–-])(?P<clocks>(?:{CLOCK}\s*(?:、|和|及)\s*)+)$")
_MONTH_DAY: Final = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})月(?:\d{1,2}|[一二三四五六七八九十]{1,3})日(?:前)?"
_DAYS_LISTED: Final = re.compile(rf"(?<!至)(?<!到)(?:{_MONTH_DAY}\s*(?:、|和|及)\s*)+$")
_LIST: Final = 60
_ON_THAT_DAY: Final = re.compile(r"(?<![于在请为并,。;:、!?\s])$")
_ON_RECEIPT: Final = re.compile(r"(?:收到|收文|接文|来文|接到[^,。;]{0,6}|见文|通知)$")
_EVENT: Final = re.compile(
    r"(?:会后|会议(?:结束|召开)后|(?:检查|活动|演练|培训|工作|整治|排查|汛期|假期|调研)(?:结束|完成)后|节后),?(?:的)?\s*(?:在|于)?\s*$"
)
_MEASURED: Final = re.compile(
    r"\s*(?:降|累计|最大|雨|风|可能|将(?:有|达|出现|发生|降)|仍|出现|发生|达|受|的|平均|增|上涨|气温)"
)
NUMBERING: Final = re.compile(
    r"\s*(?:[一二三四五六七八九十]{1,3}[、是要]|\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}[.、)])\s*"
)
_SENTENCE: Final = re.compile(
    r"[^。;!?\n]+(?:\n(?![ \n]*(?:[一二三四五六七八九十]{1,3}、|\(|\d{1,2}[.、]|附件|附:|联系|[一-鿿]{2,6}:))[^。;!?\n]+)*"
)
_LONGEST: Final = 120
_NEAR: Final = 400
_SHORT_LINE: Final = 18


def find_deadlines(of: Passage, start: int, end: int, reckoning: Reckoning) -> tuple[Proposed[Deadline], ...]:
    """The deadlines set between two places of a text, in reading order."""
    found: list[Proposed[Deadline]] = []
    for sentence in _sentences(of.flat, start, end):
        for proposed in sorted(_in_sentence(of, sentence, reckoning), key=lambda one: (one.start, -one.end)):
            if not found or proposed.start >= found[-1].end:
                found.append(proposed)
    return tuple(found)


def _sentences(flat: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The places of the sentences; a line cut at the margin goes on in the next."""
    for match in _SENTENCE.finditer(flat, start, end):
        begin = at = match.start()
        for line in match[0].split("\n"):
            at += len(line)
            if line.rstrip().endswith((":", ")")) or len(line) < _SHORT_LINE:
                yield begin, at
                begin = at + 1
            at += 1
        if begin < match.end():
            yield begin, match.end()


def _in_sentence(of: Passage, place: tuple[int, int], reckoning: Reckoning) -> Iterator[Proposed[Deadline]]:
    taken: list[tuple[int, int]] = []
    for find in (_daily, _within, _points, _at_once):
        for proposed in find(of, place, reckoning):
            at = bisect_left(taken, (proposed.start, proposed.end))
            free = at == 0 or taken[at - 1][1] <= proposed.start
            if free and (at == len(taken) or taken[at][0] >= proposed.end):
                taken.insert(at, (proposed.start, proposed.end))
                yield proposed


def _around(flat: str, place: tuple[int, int], start: int, end: int) -> tuple[str, str]:
    """What the sentence says before and behind its words from ``start`` to ``end``, of an endless one what is near."""
    return flat[max(place[0], start - _NEAR) : start], flat[end : min(place[1], end + _NEAR)]


def _daily(of: Passage, place: tuple[int, int], _: Reckoning) -> Iterator[Proposed[Deadline]]:
    """What is due again and again."""
    for match in _DAILY.finditer(of.flat, *place):
        after = _around(of.flat, place, match.start(), match.end())[1]
        hourly = "小时" in match["every"]
        if not (match["clocks"] or match["before"] or hourly) or re.match(r"\s*(?:至|到|-|~|—)", after):
            continue
        if not match["before"] and not _REPORTS.search(after[:40]):
            continue
        if not _is_asked(of.flat, place, match.start(), match.end()):
            continue
        told = clocks_of(match["clocks"] or "")
        every_day = not hourly and (match["every"][1] in "日天晚早" or match["every"] == "逐日")
        daily = tuple(f"{at:%H:%M}" for at, _ in told) if every_day else ()
        yield of.proposed(Deadline(daily=daily, what=_clause(of, place, match.start(), match.end())), *match.span())


def _within(of: Passage, place: tuple[int, int], reckoning: Reckoning) -> Iterator[Proposed[Deadline]]:
    """A span from receipt or from the paper's day."""
    for match in _WITHIN.finditer(of.flat, *place):
        before, after = _around(of.flat, place, match.start(), match.end())
        unit = _UNITS[match["unit"].removeprefix("个")]
        amount, unit = _amount(match, unit)
        if not amount or _FORECAST.search(before[-16:]) or _MEASURED.match(after):
            continue
        counted = match["came"] or match["issued"]
        event = _EVENT.search(before) if not counted else None
        if not counted and not event and _is_in_case(before):
            continue
        if not _is_asked(of.flat, place, match.start(), match.end()):
            continue
        at = None if event else later(reckoning, amount, unit, from_paper=bool(match["issued"]))
        yield of.proposed(
            Deadline(at, (amount, unit), (), _clause(of, place, match.start(), match.end())), *match.span()
        )


def _amount(match: re.Match[str], unit: str) -> tuple[int, str]:
    """How much of which unit: 半小时 and 1个半小时 are counted in minutes."""
    if match["amount"] == "半":
        return (30, "minute") if unit == "hour" else (0, unit)
    amount = number_of(match["amount"])
    return (amount * 60 + 30, "minute") if match["half"] else (amount, unit)


def _is_in_case(before: str) -> bool:
    """Whether what stands before a span makes it hold only if something happens; 将受灾情况于… names what is asked."""
    found = _IF.search(before)
    if found is None:
        return False
    return bool(re.search("发生|发现|出现|突发", found[0])) or not _ASKED_ABOUT.search(before[: found.end()])


def _points(of: Passage, place: tuple[int, int], reckoning: Reckoning) -> Iterator[Proposed[Deadline]]:
    """A day or an hour before which something is due."""
    for match in _POINT.finditer(of.flat, *place):
        before, after = _around(of.flat, place, match.start(), match.end())
        if not _is_limit(match, before, after):
            continue
        past = bool(match["day"]) and is_past(match["day"], reckoning.today)
        if past and not _PLAINLY_ASKED.search(before):
            continue
        labelled = match["lead"] and _LABELLED.search(match["lead"])
        if not labelled and not _is_asked(of.flat, place, match.start(), match.end()):
            continue
        if not past:
            yield from _listed_days(of, place, match, reckoning)
            yield from _listed_clocks(of, place, match, reckoning)
        at = _instant_of(match, before, reckoning)
        clause = _clause(of, place, match.start(), match.end())
        yield of.proposed(Deadline(at, None, (), clause, past), *match.span())


def _listed_days(
    of: Passage, place: tuple[int, int], match: re.Match[str], reckoning: Reckoning
) -> Iterator[Proposed[Deadline]]:
    """The days that share the 前 of the last one: 7月15日、8月15日前分别报送."""
    listed = _DAYS_LISTED.search(of.flat, max(place[0], match.start() - _LIST), match.start()) if match["day"] else None
    for day in re.finditer(DAY, listed[0]) if listed else ():
        start = (listed.start() if listed else 0) + day.start()
        at = instant(day_of(day[0], reckoning.today), None, reckoning.zone, words="")
        yield of.proposed(Deadline(at, None, (), _clause(of, place, start, match.end())), start, start + len(day[0]))


def _listed_clocks(
    of: Passage, place: tuple[int, int], match: re.Match[str], reckoning: Reckoning
) -> Iterator[Proposed[Deadline]]:
    """The hours that share the 前 of the last one: 11月24日8时、17时前各报送一次."""
    begin = max(place[0], match.start() - _LIST)
    listed = _LISTED.search(of.flat, begin, match.start()) if match["only"] else None
    if listed is None or (
        listed["day"] is None and _names_day_to_come(of.flat[begin : listed.start()], reckoning.today)
    ):
        return
    words = listed["day"]
    day = day_of(words, reckoning.today) if words else reckoning.today
    told = clocks_of(listed["clocks"], evening=bool(words and "晚" in words))
    clause = _clause(of, place, listed.start(), match.end())
    for clock, time in zip(re.finditer(CLOCK, listed["clocks"]), told, strict=False):
        first = clock.start() == 0 and words
        start = listed.start("day") if first else listed.start("clocks") + clock.start()
        at = instant(day, time, reckoning.zone)
        yield of.proposed(Deadline(at, None, (), clause), start, listed.start("clocks") + clock.end())


def _is_limit(match: re.Match[str], before: str, after: str) -> bool:
    """Whether a day or an hour is one before which something is due, and not one that is told about."""
    bounded = match["before"] or (match["lead"] and (match["day"] or match["only"]))
    due_on = match["day"] and _DUE_ON.search(before) and _SENT_ON.match(after)
    if not bounded and not due_on:
        return False
    told = _TELLS.match(after) or _DONE.match(after)
    return not told and not re.search(r"(?:每日|每天|截至|至|(?<![收接])到|从|自|去年|上年|前年)\s*$", before)


def _instant_of(match: re.Match[str], before: str, reckoning: Reckoning) -> datetime | None:
    """Which instant is meant; an hour alone is of today, unless the sentence has named a day to come."""
    words, spoken, listed = match["day"], match["clock"] or match["only"] or "", ""
    if match["only"] and (list_before := _LISTED.search(before)):
        words, listed = list_before["day"], list_before["clocks"]
    told = clocks_of(listed + spoken, evening=bool(words and "晚" in words))
    if words is None and _names_day_to_come(before, reckoning.today):
        return None
    if words and words[0] == "当" and before and _ON_THAT_DAY.search(before) and not _ON_RECEIPT.search(before):
        return None  # 停课当日: which day that is the paper does not know
    day = day_of(words, reckoning.today) if words else reckoning.today
    return instant(day, told[-1] if told else None, reckoning.zone, words=match["close"] or "")


def _names_day_to_come(before: str, today: date | None) -> bool:
    days = (day_of(found[0], today) for found in re.finditer(DAY, before))
    return today is not None and any(day is not None and day > today for day in days)


def _at_once(of: Passage, place: tuple[int, int], reckoning: Reckoning) -> Iterator[Proposed[Deadline]]:
    """立即, where the paper asks for it and not only in case something happens."""
    for match in _AT_ONCE.finditer(of.flat, *place):
        if not match["came"] and _IF.search(_around(of.flat, place, match.end(), match.end())[0]):
            continue
        start = match.start("word") if match["word"] else match.start()
        value = Deadline(reckoning.received_here, (0, "hour"), (), _clause(of, place, match.start(), match.end()))
        yield of.proposed(value, start, match.end())


def _is_asked(flat: str, place: tuple[int, int], start: int, end: int) -> bool:
    """Whether the sentence asks for something by then: a report, or an act with a word of asking."""
    before, after = _around(flat, place, start, end)
    if _REPORTS.search(after[:70]):
        return True
    asks = bool(
        _AT_START.match(after)
        or _ASKS.search(before[-80:])
        or _ASKS.search(after[:60])
        or _ASKS.search(flat[start:end])
    )
    if not asks or (_FORECAST.search(before) and not re.search("请|务必|必须|要求|确保", before)):
        return False
    return bool(_ACTS.search(after[:60]) or _REPORTS.search(before[-60:]))


def _clause(of: Passage, place: tuple[int, int], start: int, end: int) -> str:
    """The clause that asks: the sentence, or of a long one the parts around the deadline."""
    first, last = place
    if last - first > _LONGEST:
        asked = max(of.flat.rfind(sign, max(first, start - 60), start) for sign in ",:")
        first = asked + 1 if asked >= 0 else max(first, start - 40)
        stop = of.flat.find(",", end + 30, min(last, end + 81))
        last = stop if stop >= 0 else min(last, end + 60)
    lead = NUMBERING.match(of.flat, first, last)
    return of.words(lead.end() if lead else first, last).strip("，,：: ")
