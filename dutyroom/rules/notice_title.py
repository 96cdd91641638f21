"""The title of a paper: found on one line or several, with the issuing body in front, between letterhead and body."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dutyroom.rules.body_names import body_names, is_addressed, together
from dutyroom.rules.chinese_dates import whole_date
from dutyroom.rules.document_number import first_number, whole_number
from dutyroom.rules.headings import HAN, has_han
from dutyroom.rules.passage import Passage, Span, squeezed

KINDS: Final[dict[str, str]] = {
    "通知书": "通知", "通知": "通知", "通报": "通报", "通告": "通告", "公告": "公告", "公报": "公报", "决定": "决定", "决议": "决议",
    "命令": "命令", "令": "命令", "意见": "意见", "报告": "报告", "请示": "请示", "批复": "批复", "议案": "议案", "复函": "函",
    "函": "函", "纪要": "纪要", "电报": "电报", "明电": "电报", "方案": "方案", "预案": "预案", "条例": "条例", "办法": "办法",
    "规定": "规定", "规则": "规则", "细则": "细则", "法": "法", "简报": "简报", "快报": "简报", "专报": "专报",
}  # fmt: skip
"""The kinds of paper (文种) that a title may end with, and what each is registered as."""

_OTHER_ENDS: Final = "要点|计划|安排|汇报|说明|建议|倡议书|倡议|提示|提醒|情况|指示|预警|规划|措施|公示|制度|讲话|总结|预警信号|响应|批示|答复|回复|清单|名单"
_KIND: Final = "|".join(sorted(KINDS, key=len, reverse=True))
_TAIL: Final = r"(?P<tail>(?:[(〔\[][^()]{1,40}[)〕\]])*)"
_ABOUT: Final = re.compile(
    rf"(?P<front>[{HAN}×X○·()、, -]{{0,90}}?)(?P<verb>关于|转发|批转|印发)(?P<what>[^。;!?:]{{2,180}}?)"
    rf"(?P<kind>{_KIND}|{_OTHER_ENDS})[》\"]?{_TAIL}"
)
_OTHERS_TOO: Final = re.compile(r"等(?:\d{1,2}|[一二三四五六七八九十]{1,3})?个?(?:部门|单位|部委|委办局|机关)?$")
_NAMED: Final = re.compile(rf"[^。;!?:,]{{0,60}}?(?:{_KIND}|预警信号|倡议书){_TAIL}")
_GOES_ON: Final = re.compile(rf"的[{HAN}]{{0,4}}(?:{_KIND}).*")
_LABEL: Final = re.compile(
    r"(?:文件标题|公文标题|来文标题|原标题|文件名称|信息名称|名\s*称|标\s*题|主\s*题|事\s*由|题\s*目|电报标题|subject|subj|re)\s*(?::|$)\s*(?:(?:转发|回复|答复|fwd?|re)\s*:\s*)*",
    re.IGNORECASE,
)
_ORDINAL: Final = re.compile(r"\d{1,3}\s?[-_.、—]\s?(?=\D|\d{4}年)")
FORM_LABEL: Final = re.compile(
    r"(?:主送|抄送|发往|发电|发文|发件|收电|收文|收件|来文|来电|来件|受文|送达|承办|主办|协办|责任|牵头|配合|报送|填报|联系|印发|发布|制发|签发)?"
    r"(?:单位|机关|部门|机构|人)?"
)
FORM_LINE: Final = re.compile(
    r"(?:签批盖章|等\s*级|缓\s*急|紧急程度)\s+(?=\S)|[一-鿿]{1,4}机发?\s*(?=\d{0,6}\s*号$)|(?:主送|抄送|[收发来制]\s*[文电件]\s*(?:单\s*位|人|机\s*[关构])|受文(?:单位|者)|发往|发至|送达单位|签批盖章|签\s*发\s*人|等\s*级|密\s*级|份\s*[号数]|页\s*数|编\s*号|文\s*号"
    r"|日\s*期|时\s*间|传\s*真|电\s*话|附\s*件|发布(?:机构|机关|单位)|有效性|效力(?:级别|状态)|公开(?:日期|方式|范围|形式|类型|属性|期限|主体)|名\s*称|主题(?:分类|词)|索\s*引\s*号|文件(?:编号|名称)|实施时间"
    r"|[内容]+概述|体裁分类|服务对象|组配分类|信息分类)\s*(?:[:|]|$)"
    r"|(?:[收发来成施印生失签行]\s*[文电件行效发]\s*(?:日\s*期|时\s*间|字\s*号|机\s*关)|时效性|有效性|效力级别|公开日期|发布(?:日期|时间))(?=[\s:|\d]|现行|有效|失效|[^:]{0,30}$)"
)
"""A line of a form or of a page's table of facts: a label with or without its value."""

LETTERHEAD: Final = re.compile(
    r"(?P<bodies>.*?)(?:文件|(?:明传|内部|内部传真|传真|机要|加急|发电|特急)*电报|明\s*电|办公会议纪要|常务会议纪要|专题会议纪要|会议纪要|纪要"
    r"|简报|信息专报|专报|快报|要情|信息|传真|公函|便函|公文处理单|文件处理单|传真电文|电话记录单?|电话通知|发电|令)"
)
_BULLETIN: Final = re.compile(rf"[{HAN}]{{0,8}}(?:简报|快报|专报|要情|信息|动态)")
_DEBRIS: Final = re.compile(
    r"首页|当前位置|您的位置|您现在的位置|所在位置|打印|字体|字号:|浏览|点击|分享|来源:|作者:|责任编辑|编辑:|发布时间|发布日期|发表时间|更新时间|索引号|索\s*引\s*号|返回|关闭"
    r"|收藏|登录|注册|无障碍|繁体|网站|copyright|版权|ICP|\d{4}-\d{1,2}-\d{1,2}|\d{1,2}:\d{2}:\d{2}|^\d{4}年\d{1,2}月\d{1,2}日 *\d{1,2}:\d{2}$|>>|›|»|正文$|^第?\d+页|^\d+$|主题分类|公开方式|主题词|信息公开$|下载|二维码|扫一扫|^[A-Z]{1,6}[\d-]{8,30}$",
    re.IGNORECASE,
)
_MARK: Final = re.compile(
    r"[\[【(〔]?(?:绝密|机密|秘密|内部资料.*|内部|特提|特急|加急|平急|急件|平件|急|紧急|明电|密件|[★·・.、/☆ ]|\d{1,2}年|长期|№|No\.?|\d{4,8})+[\]】)]?",
    re.IGNORECASE,
)
_LEADING_MARK: Final = re.compile(r"[\[【(](?:特急|加急|特提|平急|急件|紧急|转发|置顶|通知公告)[\]】)]\s*(?=\S)")
_BROKEN_NUMBER: Final = re.compile(rf"[{HAN}]{{2,10}} ?[〔\[(【] ?\d[\d 号〕\])】]{{0,10}}")
"""A number that a page has lost signs of: it stands where a number stands, and tells none."""
_SENTENCE: Final = re.compile(r"[。;,:]$|^(?=.{24,}).*,|:.*,")
_ENDS_FULL: Final = re.compile(r"(?:政府|厅|局|委员会|指挥部|办公室)$")
_HEAD: Final = 150
_SHORT: Final = 8
_BETWEEN: Final = 10
_MOST_LINES: Final = 6
_BODY: Final = 45
_LONGEST: Final = 90


@dataclass(frozen=True, slots=True)
class Title:
    """The title's words, their place, the pieces ``first`` to ``last`` (not included) they fill, and what it tells.

    ``bodies`` is where the issuing bodies in front of 关于 stand.
    """

    value: str
    start: int
    end: int
    first: int
    last: int
    bodies: tuple[int, int] | None = None
    kind: str = ""


def head_length(spans: Sequence[Span]) -> int:
    """How many pieces stand above the running text."""
    for at, span in enumerate(spans[:_HEAD]):
        if is_running_text(span) or (span.text.endswith(":") and _is_address_line(span)) or _begins_with_address(span):
            return at
    return min(len(spans), _HEAD)


def is_running_text(span: Span) -> bool:
    """Whether a piece is a paragraph rather than a line of the head."""
    inside = span.text.rstrip("\"')」”")[:-1]
    if FORM_LINE.match(span.text) and "。" not in inside and len(span.text) <= _LONGEST:
        return False  # 主题分类：综合政务，公民，其他
    if inside.count(",") >= 2 and len(span.text) >= 24 and not is_addressed(span.bare.rstrip(":")):
        return True
    return (
        ("。" in inside and len(span.text) > 20)
        or (len(span.text) > _BODY and span.text.endswith(("。", ";")))
        or (len(span.text) > 2 * _LONGEST and "," in span.text)
    )


def find_title(of: Passage) -> Title | None:
    """The title, or None where the text has none."""
    head = [_without_lead(span, at) for at, span in enumerate(of.spans[: head_length(of.spans) or 1])]
    return (
        _nearest(_all_about(of, head), len(head), len(of.spans))
        or _labelled(of, head)
        or _named(of, head)
        or _headline(of, head)
        or _masthead(of, head)
    )


def _all_about(of: Passage, head: Sequence[Span]) -> list[Title]:
    """Every title with 关于 or its like in the head, in reading order."""
    found: list[Title] = []
    for at in range(len(head)):
        if (not found or at >= found[-1].last) and (title := _about(of, head, at)):
            found.append(title)
    return found


def _nearest(titles: Sequence[Title], head: int, spans: int) -> Title | None:
    """The title that stands directly above addressee or text: those before it are a page's links or its heading."""
    above = [title for title in titles if head < spans and head - title.last <= _BETWEEN]
    return above[-1] if above else next(iter(titles), None)


def _begins_with_address(span: Span) -> bool:
    """Whether a line names those addressed and goes on with the text: 各市水利局：为做好……"""
    before, colon, after = span.text[:_LONGEST].partition(":")
    if not colon or not after.strip() or FORM_LABEL.fullmatch("".join(before.split())):
        return False
    return (before.startswith("各") and is_addressed(before)) or bool(_ENDS_FULL.search(before) and body_names(before))


def _is_address_line(span: Span) -> bool:
    bare = span.bare.rstrip(":")
    return not FORM_LABEL.fullmatch(bare) and is_addressed(bare)


def _without_lead(span: Span, at: int) -> Span:
    """The piece without a file's number or a label such as 主题： before it."""
    if re.fullmatch(r"《[^《》]{6,}》", span.text):
        return Span(span.start + 1, span.end - 1, span.text[1:-1])
    lead = (_ORDINAL.match(span.text) if at < 3 else None) or _LABEL.match(span.text) or _LEADING_MARK.match(span.text)
    return Span(span.start + lead.end(), span.end, span.text[lead.end() :]) if lead else span


def _about(of: Passage, head: Sequence[Span], at: int) -> Title | None:
    """A title with 关于, 转发, 批转 or 印发 that begins at a piece."""
    whole = ""
    for last in range(at, min(at + _MOST_LINES, len(head))):
        bare = head[last].bare
        if last > at and _repeats(bare, head[at].bare):
            return None
        whole += bare
        match = _ABOUT.fullmatch(whole)
        if match and _is_front(head[at : last + 1], match["front"]):
            last = _extended(head, at, last, whole)
            first = _upwards(head, at, match["front"])
            return _title(of, head, first + _named_twice(head[first : last + 1]), last)
        if first_number(bare) or "。" in bare or not bare:
            return None
    return None


def _repeats(bare: str, first: str) -> bool:
    """Whether a line begins the title once more that an earlier line had begun."""
    size = min(len(bare), len(first), 8)
    return size >= 6 and bare[:size] == first[:size]


def _is_front(lines: Sequence[Span], front: str) -> bool:
    """Whether what stands before 关于 is nothing, or the names of bodies."""
    if not front:
        return True
    text = _front_text(lines, len(front))
    return bool(body_names(_OTHERS_TOO.sub("", text).replace("-", "、")))


def _front_text(lines: Sequence[Span], size: int) -> str:
    """The first ``size`` characters of the lines with the blanks among them."""
    kept: list[str] = []
    for line in lines:
        for sign in line.text + " ":
            if size == 0:
                return "".join(kept)
            kept.append(sign)
            size -= sign != " "
    return "".join(kept)


def _extended(head: Sequence[Span], at: int, last: int, whole: str) -> int:
    """The last piece of a title that a line break cut after an inner 通知."""
    for further in range(last + 1, min(at + _MOST_LINES, len(head))):
        bare = head[further].bare
        alone = _ABOUT.fullmatch(bare) and "关于" in bare[:40]
        if (
            len(bare) > 40
            or alone
            or whole_number(bare)
            or _repeats(bare, head[at].bare)
            or (len(bare) > _SHORT and bare in whole)
        ):
            break
        whole += bare
        if _ABOUT.fullmatch(whole) and (_GOES_ON.fullmatch(bare) or not _NAMED.fullmatch(bare) or "的" in bare):
            last = further
    return last


def _upwards(head: Sequence[Span], at: int, front: str) -> int:
    """The piece where the title begins when the issuing body has lines of its own above 关于."""
    if front:
        return at
    first = at
    while first and at - first < _MOST_LINES and body_names(head[first - 1].text):
        first -= 1
    return first


def _named_twice(lines: Sequence[Span]) -> bool:
    """Whether a line above the title gives its body's name once more: 云南省临沧市人民政府 above 临沧市人民政府关于……"""
    if len(lines) < 2:
        return False
    above, bare = lines[0].bare, lines[1].bare
    return any(bare.startswith(f"{above[at:]}关于") for at in range(len(above) - 3))


def _title(of: Passage, head: Sequence[Span], first: int, last: int) -> Title:
    lines = head[first : last + 1]
    whole = "".join(line.bare for line in lines)
    match = _ABOUT.fullmatch(whole)
    bodies = None
    size = len(match["front"]) if match else 0
    if size and body_names(_OTHERS_TOO.sub("", _front_text(lines, size)).replace("-", "、")):
        bodies = (lines[0].start, _place(lines, size))
    end = lines[-1].end
    if (
        match
        and match["tail"]
        and (first_number(match["tail"]) or whole_date(match["tail"]) or _MARK.fullmatch(match["tail"]))
    ):
        end -= len(lines[-1].text) - lines[-1].text.rstrip().rfind(match["tail"][0])
    front = together(_front_text(lines, size)) if bodies else ""
    words = of.raw[_place(lines, size) if bodies else lines[0].start : end]
    value = front + squeezed(words.replace("|", ""))
    return Title(value, lines[0].start, end, first, last + 1, bodies, kind_of(whole))


def _place(lines: Sequence[Span], size: int) -> int:
    """Where the first ``size`` characters of the lines, blanks not counted, end in the text."""
    for line in lines:
        for offset, sign in enumerate(line.text):
            if size == 0:
                return line.start + offset
            size -= sign != " "
        if size == 0:
            return line.end
    return lines[-1].end


def _labelled(of: Passage, head: Sequence[Span]) -> Title | None:
    """What stands behind a label such as 主题："""
    for at, span in enumerate(head):
        label = _LABEL.match(of.spans[at].text)
        if not label:
            continue
        if span.text:
            return _plain(of, head, at)
        if at + 1 < len(head) and len(head[at + 1].text) <= _LONGEST:
            return _plain(of, head, at + 1)
    return None


def _named(of: Passage, head: Sequence[Span]) -> Title | None:
    """A line that ends with a kind of paper, such as 会议通知 or 防汛条例; letterheads are none."""
    for at, span in enumerate(head):
        bare = span.bare
        if not _NAMED.fullmatch(bare) or is_beside(span) or is_letterhead(span):
            continue
        if 2 <= len(bare) <= _LONGEST:
            return _plain(of, head, at)
    return None


def _headline(of: Passage, head: Sequence[Span]) -> Title | None:
    """The first line that could head a text: no number, date, mark, letterhead or label.

    On a page with its own navigation it is the last such line, directly above the text.
    """
    found: Title | None = None
    of_page = is_page(head)
    for at, span in enumerate(head):
        if is_beside(span) or is_letterhead(span) or body_names(span.text) or re.match(r".{1,10}:", span.text):
            continue
        bare = span.bare
        if not 4 <= len(bare) <= _LONGEST or _SENTENCE.search(bare) or at + 1 >= len(of.spans):
            return found
        best = at
        for further in range(at + 1, min(at + 3, len(head))):
            if head[further].bare.startswith(head[best].bare) and len(head[further].bare) <= _LONGEST:
                best = further
        found = _plain(of, head, best)
        if not of_page:
            break
    return found


def says_title(span: Span, title: Title) -> bool:
    """Whether a line says the title once more behind a label: 原标题：……"""
    label = _LABEL.match(span.text)
    return bool(label) and squeezed(title.value).endswith(squeezed(span.text[label.end() :])) if label else False


def is_page(head: Sequence[Span]) -> bool:
    """Whether the head is that of a web page, with links and counters among its lines."""
    return any(_DEBRIS.search(span.text) for span in head)


def is_beside(span: Span) -> bool:
    """Whether a line of the head is a number, a date, a mark of urgency or secrecy, or a leftover of a web page."""
    return bool(
        whole_number(span.text)
        or whole_date(span.text)
        or _MARK.fullmatch(span.bare)
        or _DEBRIS.search(span.text)
        or first_number(span.text)
        or _BROKEN_NUMBER.fullmatch(span.text)
        or FORM_LINE.match(span.text)
        or not re.search(rf"[{HAN}A-Za-z]", span.text)
    )


def is_letterhead(span: Span) -> bool:
    """Whether a line is what a body's papers are headed with: 某某文件, 明传电报, 值班快报."""
    if _BULLETIN.fullmatch(span.bare):
        return True
    match = LETTERHEAD.fullmatch(span.bare)
    return bool(match and (not match["bodies"] or body_names(match["bodies"])))


def masthead_kind(span: Span) -> str:
    """The kind of paper that a masthead alone names: 值班快报, 常务会议纪要."""
    return kind_of(span.bare) if is_letterhead(span) else ""


def _masthead(of: Passage, head: Sequence[Span]) -> Title | None:
    """A masthead such as 常务会议纪要 or 防汛抗旱指挥部令, where the paper has no other title."""
    for at, span in enumerate(head):
        if is_letterhead(span) and _NAMED.fullmatch(span.bare) and "电报" not in span.bare:
            return _plain(of, head, at)
    return None


def _plain(of: Passage, head: Sequence[Span], at: int) -> Title:
    span = head[at]
    words = of.words(span.start, span.end)
    value = squeezed(words) if len(together(span.text).split()) == 1 else words
    return Title(value, span.start, span.end, at, at + 1, None, kind_of(span.bare) if has_han(span.text) else "")


def kind_of(bare: str) -> str:
    """What kind of paper a title says it is; empty where it says none."""
    match = re.fullmatch(rf".*?(?P<kind>{_KIND})[》\"]?{_TAIL}", bare)
    return KINDS[match["kind"]] if match else ""
