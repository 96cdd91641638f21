"""Who reports: the body or the people (交警, 市应急局, 群众), the person who speaks for them, and the number to call back."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_HAN: Final = "\u4e00-\u9fff"
_SPEAKS: Final = (
    "应急局|应急厅|应急办|交警|公安|民警|网警|消防|渔政|武警|派出所|群众|市民|司机|游客|旅客|家属|家长|商户|媒体|记者|政协委员|人大代表|台网|气象台|水文站|居民|网友|村民|业主|环卫工|路人|目击者|热线|110|119|120|122|12345"
    "|急救中心|指挥中心|中心|总值班室|值班室|人民政府|政府|管委会|街道办事处|街道办|办事处|镇政府|乡政府|党政办|政府办|县委|市委|区委|卫健委|卫生健康委|委员会|信访局"
    "|管理处|秘书处|公司|集团|总局|分局|局|厅|委|办公室|办|总队|支队|大队|中队|队|站|指挥部|防指|防办|防汛办|校医院|医院|学校|学院|大学|幼儿园|景区|养殖户|村委会|居委会|社区|物业|机场|车站|县里|市里|区里|镇里|乡里"
)
_WHO: Final = rf"(?:[{_HAN}\d·]{{0,16}}?(?:{_SPEAKS}))(?:[一二三四五六七八九十]大队|[一二三四五六七八九十]中队)?"
_REPORTS: Final = r"报(?!警器|废|名|刊|社|销|复|失)[告送]?|来报|上报|续报|快报|来电(?:反映|咨询)?|来电话|电话报告|报警|通报|通知(?=:)|反映|转来|报称|求助|报料|爆料|测定|报道"
_CALLING: Final = r"打电话(?:说|来|反映)?|打[^,。]{0,6}热线|说(?=[^明])|给[^,。]{0,6}发消息说|那边说|电话说|称"
_NAME: Final = rf"(?:老|小)[{_HAN}](?![{_HAN}]?区)|[{_HAN}](?:警官|主任|医生|先生|女士|队长|局长|所长|书记|科长|处长|经理|师傅|老师|护士)|[{_HAN}]某{{1,2}}(?=,|,?电话|$)"
_SURNAMES: Final = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊陆郝孔白崔康毛邱秦史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚"
_FULL_NAME: Final = rf"[{_SURNAMES}][{_HAN}]{{1,2}}"
_DUTY: Final = r"(?:值班员|值班领导|值班长|带班领导|工作人员)?"
_EDGE: Final = r"(?:^|(?<=[\s,。;:、!?)】\]\"”(—]))"
_PATTERNS: Final[tuple[tuple[int, re.Pattern[str]], ...]] = (
    (0, re.compile(r"(?:信息来源|消息来源|来源|报告单位|上报单位|填报单位|报送单位|来电单位)[:\s]+(?P<who>[^\s,。;:\n]{2,24})")),
    (1, re.compile(rf"据(?P<who>{_WHO})(?:值班员)?(?P<name>{_NAME})?(?:电话)?(?:{_REPORTS}|消息|介绍|说|称|核实)")),
    (1, re.compile(rf"(?:接到?|收到)(?:报)?(?P<who>{_WHO})(?:值班员)?(?P<name>{_NAME})?(?:电话|书面)?(?:{_REPORTS}|信息|电话)")),
    (2, re.compile(rf"{_EDGE}(?:我是|这里是|转)(?P<who>{_WHO})(?:的|值班员)?(?P<name>{_NAME}|[{_HAN}]某某)?(?=[,:。]|$)")),
    (3, re.compile(rf"{_EDGE}(?:据|接|有|另据)?(?P<who>{_WHO})(?:值班员)?(?P<name>{_NAME})?(?: ?电话)? ?(?:来电|报送|上报|报警|(?:{_REPORTS})的?(?![{_HAN}])|测定|(?<=电话)报告)")),
    (4, re.compile(rf"{_EDGE}(?P<who>{_WHO}){_DUTY}(?P<name>{_FULL_NAME})(?:电话)?报告?(?=[\s,。;:]|$)")),
    (4, re.compile(rf"{_EDGE}(?P<who>{_WHO})值班员(?P<name>{_FULL_NAME})(?=[(,: ])")),
    (4, re.compile(rf"{_EDGE}(?P<who>(?:{_WHO})[{_HAN}]{{0,4}}?)报(?=[\s,。;]|$)")),
    (5, re.compile(rf"{_EDGE}(?:有)?(?P<who>{_WHO})(?P<name>{_NAME})?(?:{_CALLING}|拨打[^,。]{{0,8}}反映|反映|发视频说)")),
    (4, re.compile(rf"(?<=[伤亡死踪])(?P<who>[{_HAN}]{{0,6}}?(?:{_SPEAKS}))报告?(?=[\s,。;]|$)")),
    (5, re.compile(rf"(?:刚)?接到?(?P<who>[{_HAN}]{{2,8}}?)(?:报告|来电|电话)")),
    (5, re.compile(rf"{_EDGE}(?P<who>[{_HAN}]{{2,8}}区)那边说")),
    (5, re.compile(rf"{_EDGE}(?P<who>[{_HAN}]{{1,7}}[区县市镇乡])(?:来?报告?|上报|报称|来电)[,:]")),
    (1, re.compile(rf"报告人:? ?[{_HAN}]{{2,4}} ?[(](?P<who>[{_HAN}]{{2,16}}(?:{_SPEAKS}))[)]")),
    (3, re.compile(rf"{_EDGE}(?P<who>[{_HAN}\d]{{0,16}}(?:医院|疾控中心))报告(?=收治|发现|称)")),
    (6, re.compile(rf"(?m:^) *(?P<who>(?:(?!市(?:人民)?政府)[{_HAN}\d]{{1,14}}(?:人民政府|管委会|局|委员会|总队|支队|大队|集团|公司|卫健委|应急办|防办|防汛办|指挥部|中心|派出所|公安局)|(?!市(?:人民)?政府)[{_HAN}]{{2,12}}(?<!总)值班室)):(?=[^\n])")),
    (6, re.compile(rf"(?m:^) *(?P<who>{_WHO})关于[^\n。]{{2,80}}(?:报告|初报|续报|终报|快报|信息)")),
    (3, re.compile(rf"{_EDGE}(?P<who>{_WHO}) ?(?:\d{{1,2}}月\d{{1,2}}日)?[上下中午凌晨早晚]{{0,2}}[\d零一二三四五六七八九十:]{{1,5}}[时点]?[\d零一二三四五六七八九十半]{{0,3}}分?(?:电话)?报告?(?![{_HAN}])")),
    (7, re.compile(rf"[-—]{{1,2}} ?(?P<who>{_WHO})[\s。]*$")),
    (7, re.compile(rf"(?m:^)[\[【](?P<who>[{_HAN}]{{1,8}}(?:消防|交警|公安|应急))[\]】]")),
    (7, re.compile(r"[(](?P<who>[\u4e00-\u9fff]{2,12}(?:队|局|所|站|办|室)) ?\d{1,2}:\d{2}[)]")),
    (7, re.compile(r"[。,;] ?(?:\d{4})?(?P<who>[\u4e00-\u9fff]{2,12}(?:大队|支队|疾控中心|值班室))(?=$| [\u4e00-\u9fff]{2,4} ?[\d(])")),
    (7, re.compile(r"[(](?P<who>[\u4e00-\u9fff]{2,14}(?:局|队|所|站|办|委|中心|政府|值班室))[)][\s。]*$")),
    (8, re.compile(r"(?m:^) *(?P<who>[\u4e00-\u9fff]{2,14}(?:人民政府|管委会|局|委员会|办公室|值班室)) *\n *\d{4} ?年 ?\d{1,2} ?月 ?\d{1,2} ?日")),
)  # fmt: skip
_ENGLISH: Final[tuple[re.Pattern[str], ...]] = (
    re.compile(r"\b(?:according to|reported by) (?P<who>[a-z][a-z ]{2,40}?)(?=[,.;:]|$)", re.IGNORECASE),
    re.compile(
        r"(?m:^)(?P<who>[a-z][a-z ]{2,30}(?:police|brigade|bureau|office|commission|company|authority)):", re.IGNORECASE
    ),
    re.compile(r"\bcall from (?P<who>[a-z][a-z ]{2,40}?)(?=[,.;:]|$)", re.IGNORECASE),
    re.compile(r"(?:^|[,.;] ?)(?P<who>[a-z][a-z ]{2,40}?) reports?(?=[,.;:]|$)", re.IGNORECASE),
)
_NOBODY: Final = re.compile(
    r"请|速(?!交|公路)|不|续|初|快|情况|信息|我市|已|及时|领导|立即|应(?!急)|要|专|简|终|拨打|自称|汇|上级|向|区县(?!政)|(?<!安)全|误|若|事由|网传|如|险情|事故|伤亡|灾情|化解|处理|解决|包案|督促|组织|答复"
)
_LABEL: Final = re.compile(
    rf"(?:(?:报告人员?|上报人|填报人|报送人|来电人)[:\s]{{0,3}}|(?:联系人|值班人员|经办人)(?:[:\s]{{1,3}}|(?=[{_SURNAMES}])))(?P<who>[{_HAN}]{{2,24}}?)(?=[\s,。;(\d:、]|电话|手机|$)"
)
_ON_DUTY: Final = re.compile(
    rf"值班员(?!注意|接|请|记录|按|要)(?P<who>[{_HAN}]{{2,3}}?)(?=[\s,。;:(\d]|报|来电|电话|$)"
)
_BEFORE_NUMBER: Final = re.compile(
    rf"(?P<who>{_WHO}) (?P<name>[{_HAN}]{{1,2}}(?:医生|主任|警官|队长|先生|女士)|[{_HAN}]{{2,3}}) ?(?=\(?0\d{{2}}|1[3-9]\d{{9}})"
)
_BODY_AND_NAME: Final = re.compile(
    rf"(?P<body>[{_HAN}]{{2,20}}(?:{_SPEAKS}))(?:[一二三四五六七八九十]大队)?(?:值班员)?(?P<name>[{_HAN}]{{2,3}})$"
)
_TITLED: Final = re.compile(r"\b(?P<who>(?:Mr|Ms|Mrs|Miss|Dr)\.? [A-Z][a-z]+)")
_PHONE: Final = re.compile(
    r"(?<![\d.+-])(?:\+?86[- ]?)?(?:1[3-9]\d{9}|1[3-9]\d[- ]\d{4}[- ]\d{4}|\(?0\d{2,3}\)?[- ]?[2-8]\d{6,7}(?:(?:转|-) ?\d{1,6})?)(?!\d)"
    r"|(?<=电话)[: ]?[2-8]\d{6,7}(?!\d)|(?<=tel)[.: ]{0,2}[2-8]\d{6,7}(?!\d)"
)

_AROUND: Final = " ,.;。\n"


@dataclass(frozen=True, slots=True)
class Found:
    """A value and the place of the words that say it."""

    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reporting:
    """Who reports; ``spans`` are the places that say who, so that they are taken for no place of the event."""

    source: Found | None
    reporter: Found | None
    phone: Found | None
    spans: tuple[tuple[int, int], ...]


def find_reporting(flat: str) -> Reporting:
    """Who reports a levelled text."""
    found: list[tuple[int, int, re.Match[str]]] = []
    for rank, pattern in _PATTERNS:
        found += [(rank, match.start(), match) for match in pattern.finditer(flat) if _is_who(match["who"])]
    if re.search("[a-z]{4}", flat):
        for pattern in _ENGLISH:
            found += [(3, match.start(), match) for match in pattern.finditer(flat)]
    found.sort(key=lambda one: one[:2])
    spans = [match.span() for _, _, match in found]
    source = _whole(found[0][2]) if found else None
    reporter: Found | None = None
    for _, _, match in found:
        if reporter is None and "name" in match.groupdict() and match["name"]:
            reporter = _found(match, "name")
    labelled, body = _labelled(flat)
    source = source or body
    if near := _BEFORE_NUMBER.search(flat):
        spans.append(near.span())
        source, reporter = source or _found(near, "who"), reporter or _found(near, "name")
    if labelled:
        spans.append((labelled.start, labelled.end))
    number = _PHONE.search(flat)
    spans += [match.span() for match in _PHONE.finditer(flat)]
    return Reporting(source, labelled or reporter, _phone(number) if number else None, tuple(spans))


def _is_who(who: str) -> bool:
    return not _NOBODY.search(who)


def _found(match: re.Match[str], group: str) -> Found:
    start, end = match.span(group)
    said = match[group]
    lead = len(said) - len(said.lstrip(" "))
    return Found(" ".join(said.split()), start + lead, end)


def _whole(match: re.Match[str]) -> Found:
    """Who reports, with all the words that say so: 据市应急局报告."""
    who = _found(match, "who")
    said = match[0]
    start = match.start() + len(said) - len(said.lstrip(_AROUND))
    return Found(who.value, start, max(who.end, match.start() + len(said.rstrip(" \n"))))


def _phone(match: re.Match[str]) -> Found:
    lead = len(match[0]) - len(match[0].lstrip(": ."))
    return Found(match[0][lead:].strip(), match.start() + lead, match.end())


def _labelled(flat: str) -> tuple[Found | None, Found | None]:
    """The person behind 报告人, and the body that is named with them (报告人市交警三大队李强)."""
    match = _LABEL.search(flat) or _ON_DUTY.search(flat) or _TITLED.search(flat)
    if match is None:
        return None, None
    both = _BODY_AND_NAME.fullmatch(match["who"])
    if both is None:
        return _found(match, "who"), None
    at = match.start("who")
    body_end = at + len(both["body"])
    tail = re.match("[一二三四五六七八九十]大队", flat[body_end:])
    body_end += tail.end() if tail else 0
    name = Found(both["name"], at + both.start("name"), at + both.end("name"))
    return name, Found(flat[at:body_end], at, body_end)
