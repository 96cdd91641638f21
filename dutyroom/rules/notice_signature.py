"""Who issued a paper and on which day: letterhead, signature, labels, a law's history, or a report that says so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from dutyroom.rules.body_names import LEADING_BODY, body_names, is_body, together
from dutyroom.rules.chinese_dates import DateFound, date_at, dates_in, whole_date
from dutyroom.rules.headings import HAN
from dutyroom.rules.notice_title import LETTERHEAD, Title, is_page, is_running_text
from dutyroom.rules.passage import Passage, Proposed, Span, label

_SPACED: Final = r"\s*"
_FROM_LABEL: Final = re.compile(
    label(
        "发文机关",
        "发文机构",
        "发文单位",
        "制发机关",
        "发电单位",
        "发电机关",
        "来文单位",
        "来电单位",
        "发件单位",
        "发件人",
        "发送单位",
    )
    + r"(?P<name>[^\n|:;。]{2,60})"
)
_PUBLISHER_LABEL: Final = re.compile(label("发布机构", "发布机关", "发布单位") + r"(?P<name>[^\n|:;。]{2,60})")
_DATE_LABEL: Final = re.compile(
    label(
        "成文日期",
        "成文时间",
        "发文日期",
        "发文时间",
        "发电时间",
        "发电日期",
        "签发日期",
        "签发时间",
        "印发日期",
        "行文日期",
        "发传时间",
        "发件时间",
        "发送时间",
        "日期",
    )
)
_OTHER_DATES: Final = frozenset(
    ("发布", "更新", "会议", "开会", "报送", "截止", "发表", "收文", "收件", "收到", "来电", "打印", "登记")
)
_TELEGRAM_LABELS: Final = re.compile(r"\s{2,}|\s(?=签批|签发|等级|编号|发往|收文|经办|拟稿|核稿|传真|电话|页数|共)")
_ENACTED: Final = re.compile(r"通过|公布|发布|批准|审议|修订|修正|修改")
_SESSION: Final = re.compile(rf"(?P<body>国务院|[{HAN}]{{2,14}}人民政府)第\d{{1,3}}次(?:常务|全体)?会议(?:修订)?通过")
_IN_FORCE: Final = re.compile(r"\s?(?:起|施行|实施|生效)")
_LAWMAKER: Final = re.compile(
    rf"(?P<place>[{HAN}]{{2,12}}?)?第[一二三四五六七八九十]{{1,4}}届(?:全国)?(?P<body>人民代表大会常务委员会|人民代表大会)第[一二三四五六七八九十百]{{1,4}}次会议(?:修订)?通过"
)
_ORDERED: Final = re.compile(rf"(?P<body>[{HAN}]{{2,20}}?)令第\d+号(?:公布|发布)")
_PUBLISHED: Final = re.compile(rf"(?P<body>[{HAN}、]{{2,30}}?)(?:发布|公布|印发)")
_TWO_BODIES: Final = re.compile(r"((?P<place>省|市|县|区).*?[厅局委办部])((?P=place).+)")
_CALLS: Final = re.compile(
    LEADING_BODY.pattern
    + r"(?P<rest>(?:\d{1,2}日|今日|近日|日前|今天|昨日|昨天|紧急|再次|连续|联合|专门|决定)*(?:就|针对|对|向)?[^。;!?]{0,60}?"
    r"(?:发出|下发|印发|发布|启动|终止|提升|调整|维持|解除)[^。;!?]{0,40}?(?:通知|通报|通告|公告|明电|指令|调度令|意见|方案|应急响应|风险形势|预警))"
)
_OWN_PAPER: Final = re.compile(
    rf"(?P<body>[{HAN}]{{2,30}}?)(?:紧急|防汛|汛情|水情|第?\d{{1,3}}号)?(?:公告|通告|命令|令|通报|通知|决定|调度令|函)"
)
_CALLED: Final = re.compile(
    rf"(?:^|(?<=[日时分],))(?P<body>[{HAN}]{{2,24}}?)(?:值班员[{HAN}]{{0,3}})?(?:\([^()]{{1,30}}\))?(?:电话通知|来电通知|来电|电话|紧急通知|通知)[:,]"
)
_DOES: Final = re.compile(
    r"\d|就|针对|对|向|将|决定|今日|近日|日前|今天|昨|紧急|再次|连续|联合|发出|下发|印发|发布|启动|终止|提升|调整|维持|解除"
)
_INTRO: Final = re.compile(
    r"^(?:.{0,24}?(?:电|讯)(?:\([^()]{0,30}\))?\s*|(?:今日|近日|日前|\d{1,2}月\d{1,2}日|\d{1,2}日),?|据悉,?)+"
)
_NO_YEAR: Final = re.compile(r"\d{1,2}月\d{1,2}日(?:\s*\d{1,2}[时:]\d{0,2}分?)?|[\dxX×]{4}年.{2,10}")
_SHORT_HEAD: Final = 8
_LAST_SPANS: Final = 3
_LONGEST_NAME: Final = 3
_STOPS: Final = re.compile(
    r"附件\s*\d?\s*[:：]?|附\s*[:：]|抄送|抄报|分送|\(?此件|主题词|\(?联系人|\(?联系电话|—\s*\d+\s*—"
    r"|相关(?:专题|新闻|链接|文章|阅读|附件|推荐|稿件)|扫一扫|上一[篇条]|下一[篇条]|分享到|责任编辑|\(?编辑\s*[:：]|来源\s*[:：]|本文链接|版权|用户登录|打印"
)
_CLOSES: Final = re.compile(
    r"附件?\s*\d?\s*[:：]|(?:联\s*系\s*人|联系电话|电\s*话|传\s*真|邮\s*箱|电子邮箱|地\s*址)\s*[:：]"
)
"""Lines between the text's last sentence and the names under it."""


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed and when: the piece where the signature begins, the names' places, the date."""

    first: int
    names: tuple[tuple[int, int], ...]
    day: DateFound | None


def signature(of: Passage, body: int) -> Signature | None:
    """The signature under the running text that begins at the piece ``body``: the first one, attachments follow it."""
    spans = of.spans
    for at in range(body, len(spans)):
        found = _dated(of, at)
        if found is None:
            continue
        names = found.names or _names_above(spans, at, body)
        first = at - (0 if found.names else len(names))
        if names or _ends_text(spans, at):
            return Signature(first, names, found.day)
    return _undated(spans, body) or _run_on(of, body)


def _run_on(of: Passage, body: int) -> Signature | None:
    """A signature that lost its line end: ……抓好落实。示例市水利局2026年7月1日."""
    for at in range(max(body, len(of.spans) - _LAST_SPANS), len(of.spans)):
        span = of.spans[at]
        for day, start, end in dates_in(span.text):
            stop = max(span.text.rfind(sign, 0, start) for sign in "。!;")
            names = span.text[stop + 1 : start].strip(" (")
            if stop >= 0 and not span.text[end:].strip(" )") and (not names or body_names(names)):
                first = span.start + stop + 1
                places = ((first, span.start + start),) if names else ()
                return Signature(at + 1, places, (day, span.start + start, span.start + end))
    return None


def _dated(of: Passage, at: int) -> Signature | None:
    """A piece that is a date, or bodies and a date."""
    span = of.spans[at]
    if len(span.text) > 90 or is_running_text(span):
        return None
    for day, start, end in dates_in(span.text):
        before = span.text[:start].strip(" (")
        if span.text[end:].strip(" )。") or "印发" in before:
            continue
        if before and not body_names(before):
            return None
        names = _name_places(span, before)
        return Signature(at, names, (day, span.start + start, span.start + end))
    return None


def _name_places(span: Span, before: str) -> tuple[tuple[int, int], ...]:
    if not before:
        return ()
    start = span.start + span.text.index(before[0])
    return ((start, start + len(before)),)


def _names_above(spans: Sequence[Span], at: int, body: int) -> tuple[tuple[int, int], ...]:
    """The lines of names directly above the date."""
    first = at
    while first > body and at - first < 12 and body_names(spans[first - 1].text.strip("() ")):
        first -= 1
    return tuple((span.start, span.end) for span in spans[first:at])


def _ends_text(spans: Sequence[Span], at: int) -> bool:
    """Whether a date without a name closes a text: paragraphs end above it, and no paragraph begins under it."""
    rest = spans[at + 1 :]
    if not rest or _STOPS.match(rest[0].text):
        return True
    closed = at > 0 and spans[at - 1].text.endswith(("。", "!", ";", ")", '"'))
    return closed and not is_running_text(rest[0])


def _undated(spans: Sequence[Span], body: int) -> Signature | None:
    """Names alone at the very end, or above what stands under a signature."""
    last = len(spans)
    for at in range(body, len(spans)):
        if _STOPS.match(spans[at].text) and at > body and body_names(spans[at - 1].text):
            last = at
            break
    if last > body and _NO_YEAR.fullmatch(spans[last - 1].text):
        last -= 1
    first = last
    while first > max(body, 1) and last - first < 6 and body_names(spans[first - 1].text):
        first -= 1
    if first == last or first == 0 or not _may_close(spans[first - 1].text):
        return None
    return Signature(first, tuple((span.start, span.end) for span in spans[first:last]), None)


def _may_close(line: str) -> bool:
    return line.endswith(("。", "!", ")", ";")) or bool(_CLOSES.match(line))


def find_issuer(of: Passage, title: Title | None, signed: Signature | None, body: int) -> Proposed[str] | None:
    """The issuing body: before the title's 关于, labelled, signed, on the letterhead, enacting, or said to issue."""
    by_title = _names(of, (title.bodies,)) if title and title.bodies else None
    by_signature = _names(of, signed.names) if signed and signed.names else None
    if by_title and by_signature:
        return by_signature if _is_short_form(by_title.value, by_signature.value) else by_title
    by_title = by_title or (_named_in_title(of, title) if title else None)
    found = by_title or _labelled(of, body, _FROM_LABEL) or by_signature or _labelled(of, body, _PUBLISHER_LABEL)
    return found or _letterhead(of, title) or enacted_by(of, body) or _reported(of, title, body)


def _named_in_title(of: Passage, title: Title) -> Proposed[str] | None:
    """The body that a title without 关于 begins with: 河南省防汛抗旱指挥部公告."""
    match = _OWN_PAPER.fullmatch(of.flat, title.start, title.end)
    return _names(of, (match.span("body"),)) if match and body_names(match["body"]) else None


def _names(of: Passage, places: Sequence[tuple[int, int]]) -> Proposed[str] | None:
    """The names at these places as one value, several with 、 between them."""
    names = [name for start, end in places for name in _named_there(of, start, end)]
    return of.proposed("、".join(names), places[0][0], places[-1][1]) if names else None


def _named_there(of: Passage, start: int, end: int) -> list[str]:
    """The words of the text for each name in this place."""
    raw = of.raw[start:end]
    if re.search(r"等.{0,4}(?:部门|单位|机关|部委|局)$", of.flat[start:end].strip()):
        return ["".join(raw.split())]
    words = together(raw.strip("()（） "))
    return [part for name in re.split(r"[、，,\s-]+", words) if name for part in _run_together(name)]


def _run_together(name: str) -> list[str]:
    """Two bodies of one place that were written without anything between them: 省水利厅省气象局."""
    match = _TWO_BODIES.fullmatch(name)
    return [match[1], match[3]] if match and is_body(match[1]) and is_body(match[3]) else [name]


def _is_short_form(short: str, full: str) -> bool:
    """Whether one name abbreviates another (省政府办公厅, 河南省人民政府办公厅), or leaves out bodies (…等部门)."""
    if re.search(r"等.{0,4}(?:部门|单位|机关|部委|局)$", short):
        return True
    rest = iter(full)
    return len(short) < len(full) and short[-2:] == full[-2:] and all(sign in rest for sign in short)


def _labelled(of: Passage, body: int, named: re.Pattern[str]) -> Proposed[str] | None:
    end = of.spans[body].start if body < len(of.spans) else len(of.flat)
    for match in named.finditer(of.flat, 0, end):
        name = _TELEGRAM_LABELS.split(match["name"].strip(), maxsplit=1)[0]
        if body_names(name):
            return _names(of, ((match.start("name"), match.start("name") + len(name)),))
    return None


def _letterhead(of: Passage, title: Title | None) -> Proposed[str] | None:
    """The body on the head of the page above the title."""
    head = of.spans[: title.last if title else 0]
    for at in range(len(head)):
        for last in range(at, min(at + 4, len(head))):
            bare = "".join(span.bare for span in head[at : last + 1])
            match = LETTERHEAD.fullmatch(bare)
            listed = all(body_names(span.text) for span in head[at:last]) and last > at
            if match and match["bodies"] and (body_names(match["bodies"]) or listed):
                return _masthead(of, head[at : last + 1], len(bare) - len(match["bodies"]))
    if is_page(head):
        return None
    alone = [span for span in head[: title.first if title else 0] if body_names(span.text)]
    return _names(of, [(span.start, span.end) for span in alone[:1]]) if alone and len(head) <= _SHORT_HEAD else None


def _masthead(of: Passage, lines: Sequence[Span], after: int) -> Proposed[str] | None:
    """The bodies of a masthead without the ``after`` letters such as 文件 behind them."""
    end = lines[-1].end
    while after and end > lines[0].start:
        end -= 1
        after -= of.flat[end] not in " \n"
    places = [(line.start, min(line.end, end)) for line in lines if line.start < end]
    return _names(of, places)


def enacted_by(of: Passage, body: int) -> Proposed[str] | None:
    """Who passed or published a law, from the history under its title."""
    for span in of.spans[:body]:
        if not is_enactment(span):
            continue
        after = next(dates_in(span.text))[2]
        if session := _SESSION.match(span.text[after:].lstrip()):
            start = span.end - len(span.text[after:].lstrip())
            return of.proposed(session["body"], start, start + session.end())
        match = _LAWMAKER.search(span.text, after)
        if match:
            place = (match["place"] or "").removeprefix("中华人民共和国") or "全国"
            return of.proposed(place + match["body"], span.start + match.start(), span.start + match.end())
        for pattern in (_ORDERED, _PUBLISHED):
            rest = span.text[after:].lstrip()
            match = pattern.match(rest)
            if match and all(map(_governs, match["body"].split("、"))):
                start = span.end - len(rest)
                name = match["body"].removeprefix("中华人民共和国")
                return of.proposed(name, start, start + match.end())
    return None


def is_enactment(span: Span) -> bool:
    """Whether a line of the head is one of a law's history: a day, and who passed or published it."""
    first = next(dates_in(span.text), None)
    return bool(first and first[1] <= 2 and len(span.text) < 160 and _ENACTED.search(span.text, first[2]))


def _governs(name: str) -> bool:
    return is_body(name) or name == "中共中央"


def enacted_on(of: Passage, body: int) -> DateFound | None:
    """The last day in a law's history on which it was passed, published or amended."""
    found: list[DateFound] = []
    for span in of.spans[:body]:
        if not is_enactment(span):
            continue
        day, start, end = next(dates_in(span.text))
        if not _IN_FORCE.match(span.text[end:]):
            found.append((day, span.start + start, span.start + end))
    return max(found, default=None)


def _reported(of: Passage, title: Title | None, body: int) -> Proposed[str] | None:
    """The body of which a headline or the first sentences report that it issued or decided something."""
    if title and (found := _doer(of, title.start, title.end)):
        return found
    if of.spans and (place := _caller(of.spans[0])):
        return _names(of, (place,))
    if title is None or title.kind:
        return None
    for span in of.spans[body : body + 4]:
        for sentence in re.finditer(r"[^。;!?]+", span.text):
            if re.search(r"(?:发出|下发|印发)(?:紧急)?通知", sentence[0]) and (
                found := _doer(of, span.start + sentence.start(), span.start + sentence.end())
            ):
                return found
    return None


def _caller(span: Span) -> tuple[int, int] | None:
    """The body that calls: 省政府总值班室王示例电话通知：, 8时40分，省应急厅值班室（李示例，65500000）来电：."""
    for call in _CALLED.finditer(span.text):
        begin, end = call.span("body")
        for stop in range(end, max(end - _LONGEST_NAME, begin + 2) - 1, -1):
            if body_names(span.text[begin:stop]):
                return span.start + begin, span.start + stop
    return None


def _doer(of: Passage, start: int, end: int) -> Proposed[str] | None:
    text = of.flat[start:end]
    lead = _INTRO.match(text)
    at = lead.end() if lead else 0
    match = _CALLS.match(text, at)
    if not match:
        return None
    # The shortest name after which the text goes on with what the body does.
    for stop in range(match.start() + 3, min(len(text), match.start() + 60)):
        bodies = text[match.start() : stop]
        if _DOES.match(text, stop) and body_names(bodies.replace("-", "、")):
            return _names(of, ((start + match.start(), start + stop),))
    return None


def find_date(of: Passage, title: Title | None, signed: Signature | None, body: int) -> Proposed[date] | None:
    """The day of the paper: signed, labelled, under the title, or enacted."""
    found = signed.day if signed and signed.day else None
    found = found or _date_labelled(of, body) or enacted_on(of, body) or _date_in_head(of, title, body)
    return of.proposed(*found) if found else None


def _date_labelled(of: Passage, body: int) -> DateFound | None:
    end = of.spans[body].start if body < len(of.spans) else len(of.flat)
    for match in _DATE_LABEL.finditer(of.flat, 0, end):
        if of.flat[max(0, match.start() - 2) : match.start()] in _OTHER_DATES:
            continue
        if found := date_at(of.flat, match.end()):
            return found
    return None


def _date_in_head(of: Passage, title: Title | None, body: int) -> DateFound | None:
    """A date that stands alone above the running text, or closes the line of a letterhead."""
    for at, span in enumerate(of.spans[:body]):
        if (title and title.start <= span.start < title.end) or (
            at and of.spans[at - 1].text.endswith(("日期", "时间"))
        ):
            continue
        if found := whole_date(span.text):
            return found[0], span.start + found[1], span.start + found[2]
    for at in range(min(body, len(of.spans))):
        if (closing := _dated(of, at)) and closing.names:
            return closing.day
    return None
