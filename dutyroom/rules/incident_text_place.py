"""Where an event lies: the words from the area to the last word that is a place (嵩山路与航海路交叉口, G30连霍高速K580+200)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from dutyroom.rules.incident_text_area import AreaFound

_CARDINAL: Final = "东南西北"
_ENDS: Final = (
    r"交叉路?口(?:处)?(?:[东西南北]侧)?|交汇处|交口|(?:丁字|十字|三岔)?路口(?:交叉口)?|[路街道园村桥坝][东南西北]?口|[A-Z]\d?口|(?<=[\u4e00-\u9fff])段(?!时|落)"
    r"|[A-Z]?K\d+(?:\+\d+)?(?:公里)?|(?<=[路街巷道村里院坊园弄])\d+号(?!线)(?:院|楼)?|(?:[A-Z]|\d+|[一二三四五六七八九十]+)(?:号线(?=[\u4e00-\u9fff]{1,8}站)|号楼|座|单元|栋楼?|层|楼|区)(?!房|居民)"
    r"|大道(?!理)|快速路|(?:[东西南北]?[一二三四五六]|内|外|中)环(?:路|高架)?|高速公路|高速(?!交警|行驶|运)引?线?|国道(?:\d{3})?|省道(?:\d{3})?|[县乡]道(?:[A-Z]?\d{2,3})?|(?<!道)(?<!铁)(?<!一)(?<!公)(?<!线)(?<!半)(?<!堵)(?<!过)路(?!面|人|灯|过|网|政|线|途|障|况|局|口)|马路|铁路(?!局|部门)"
    r"|(?<=[\u4e00-\u9fff])街(?:办(?!事|来|报|说))?(?!道|办)|巷|胡同|浮桥|辅道|滩涂|立交(?:桥(?:下面?)?)?|高架桥?(?:下面?)?|大桥|桥(?!墩|梁|牌|体)(?:下面?)?|隧道|涵洞|匝道|收费站|服务区|出口|入口"
    r"|小区|社区|家属院|家园|花园(?!路|口)|公寓|宿舍楼?|居民楼|住宅楼?|高层住宅|自建房|民房|民宅|民宿|家中|别墅区?|院区|安置区|安置房|棚户区|城中村|出租屋|(?<!个)村(?!民|委|里|组停|庄[^ ,。])|村庄|寨(?!主)|屯|镇(?!政府|上|长|静|痛)|乡(?!政府|亲|长|镇)|街道(?!办)|办事处"
    r"|景区|动物园|植物园|游乐[园场]|滑雪场|湿地|公园|广场|商场|商城|商圈|超市|市场|酒店|宾馆|饭店|饭馆|餐馆|餐厅|歌舞厅|大厅|展厅|烧烤店|网吧|KTV|酒吧|歌厅|棋牌室|影院|浴池|洗浴中心|足疗店|图书馆|博物馆|[体育游泳]馆|夜市|门市部|门面房|批发部|商铺|作坊|加工点|(?<=[\u4e00-\u9fff])店(?!铺|面|员|主|内)|店铺|大厦|写字楼|大楼|门诊楼?|急诊|医院(?!报|说|救)|卫生院|诊所|养老院|敬老院|福利院"
    r"|学校(?!给|报)|小学|中学|高中|初中|大学(?!生|城)|大学城|学院|幼儿园|武校|高校|校区|食堂|教学楼|操场|(?:火车|高铁|汽车|地铁|客运|[东西南北])站(?!台|长|点|位|[A-Z]口|[东西南北]广场)|站至[\u4e00-\u9fff]{2,8}站区间|(?<=[\u4e00-\u9fff])(?<!网)站(?!台|长|点|位|至|在|起|着|[A-Z]口|[东西南北]广场|报|上)|机场(?!报)|航站楼|码头|候车室"
    r"|水库|(?<=[\u4e00-\u9fff])河(?!水|道|流|南|务|边|堤|口)|(?<=[\u4e00-\u9fff])湖(?!北|南|水|边|区|面|镇|外|内|畔)|(?:河|湖|渠|坝|堤)边|湖畔|水渠|\d+室|\d+号房|渠(?!道)|鱼塘|水塘|坑塘|大坝|堤坝|大堤|滩区|(?<=[\u4e00-\u9fff])山(?!体|洪|火|上|东|西|石|林)|林区|林场|山林|沟(?!通|里|渠)|(?<=[\u4e00-\u9fff])岗(?!位|哨|公园|人员)"
    r"|煤矿(?!工)|(?<=[\u4e00-\u9fff])矿区?(?!工|难|井|石)|采石场|(?<=[\u4e00-\u9fff])厂(?!房|里|区|长|家|门)|厂房|厂区|工厂|家具厂|车间|仓库|冷库|库房|公司(?!员工|报|职工|的|已|老|大门|称)|企业(?!员工|偷|负责)|工业园区?|集聚区|工业区|园区|(?<=[\u4e00-\u9fff]{2})园(?!长|林|区|艺|丁|内|\d)|产业园|物流园|工地|项目(?!部|负责)|基坑|基地|养殖场|[养猪鸡牛羊][猪鸡牛羊]?场|农场|加油站|加气站|充电站|配电[室房]|锅炉房|泵站|泵房|废品站|回收站|驾校|看守所|监狱|地下车库|地库|车库|地下室|井下|机井|窨井|粮仓|尾矿库|采砂场|砖厂|互通|枢纽|环岛|转盘|液化气站|变电站|首站|停车场|停放棚|车棚|机房|沼气池|拆迁现场|物流中心"
    r"|法院|政府(?!部门|报|的|应)|市委|管委会(?!报|总)|[清真]寺|寺庙|(?<=[\u4e00-\u9fff])庙(?!会)|大殿|教堂|银行|网点|步行街|会展中心|体育[场馆]|[\u4e00-\u9fff]{2}中心(?!报|称|说)"
    r"|(?:[\u4e00-\u9fff\d]{1,4}号院)|[A-Z]\d航站楼|富士康[A-Z]区"
)
_TAILS: Final = rf"(?:门口|门前|附近|对面|旁边?|[{_CARDINAL}]{{1,2}}[侧角]|(?:[向往以距离]|以)?[{_CARDINAL}](?:约)?\d+(?:米|公里)(?:处)?|以[{_CARDINAL}]\d+米|\([^()]{{0,12}}(?:路段|段|路口|口)\))"
_END: Final = re.compile(rf"(?:{_ENDS}){_TAILS}?(?:{_ENDS})?|(?:{_TAILS})(?<=[\u4e00-\u9fff\d)])")
_STOPS: Final = re.compile(
    r"[。，,;!?\n、“”\"\[\]【】]|发生|发现|突发|出现|起火|着火|失火|火灾|自燃|冒烟|冒很|爆炸|爆燃|闪爆|爆管|爆裂|泄漏|泄露|漏氨|漏气|漏水|追尾|相撞|碰撞|连撞|撞|侧翻|翻车|翻了|翻|坍塌|倒塌|塌|倒了|滑坡|泥石流|山体"
    r"|(?<!拆迁)(?<!事发)现场|有人|有[^限]|两车|三车|多车|大?货车|大客车|面包车|轿车|出租车(?!公司)|公交车|渣土车|校车|车辆|电动车(?!停)|电动汽车|槽罐车|油罐车|客车(?!厂|站)|汽车(?!站|厂|城|修|销|公司|产业|电子)|游船|[一二两三四五六七八九十\d]+ ?(?:辆|车(?!站)|名|人(?!民)|台|条|头|位|只|例|架|艘|列)|俩小孩"
    r"|因|将|针对|对于|由于|被|正在|疑似|溺水|落水|落|积水|内涝|停电|停运|停水|信号故障|故障|电梯|困|死亡|死|(?<!探)伤(?!心)|亡|失踪|失联|无人|无伤|没|损失|疏散|转移|撤离|持刀|打架|斗殴|聚集|围堵|拉横幅|管涌|漫堤|漫滩|确诊|诺如|流感|非洲猪瘟|一氧化碳|氨气|氯气|液氨|甲醇|硫酸|天然气(?!公司|站)|燃气(?!公司|站)|煤气|水管|暖气|路面|玻璃|外墙|员工(?!宿舍)|机械(?!厂|公司|加工|制造)|渗水|(?<!轨道)交通|开展|举办|召开|接报|报告|监测|检测|受灾|的|了|那儿|那边|这边|群众|储户|市民|居民(?!楼)|学生|男子|女子|男性|老人|司机|驾驶员|乘客|游客|外籍|高标准|施工(?!工地)|违规|辖区|涉及|做饭|误报|排污"
)
_FROM: Final = re.compile(
    r"(?:位于|发生在|备降|迫降|地点(?:为|在)?[: ]*|事发地[: ]*|地址[: ]*|在(?!建|编|岗|下|此|场|校)|(?<![由位关属基于大等对])于(?!是|今))"
)
_SKIP: Final = re.compile(
    r"(?:[ :,的]|河南省|郑州市|郑州(?=[\u4e00-\u9fff]{2,3}[区县市])|我市|我区|辖区内?|境内|(?:[那这][边儿]|这里是|这里|那个|那|这个|这)(?=[\u4e00-\u9fff])|[说称]|反映|刚刚|刚才|我们?(?:这里|这|县|区|市|镇|村)?|位于|发生在|在(?!建)|报:|报){1,6}"
)
_BAD: Final = re.compile(
    r"各级|当地|个别|今年|加强|重点|强化|及时|水系|流域|干流|[了吗呢吧我你他她请]|共|接报|道路(?!口)|要求|为了|已经|正在|造成|导致|通知|会议|检查|报告|关于|决定|根据|各区|各县|全市|全区|同志|电话|事故|多处|红绿灯|消息|以来|预案|值班|视频|应急局|公安局"
)
_PLAIN: Final = frozenset((
    "公司", "企业", "学校", "路口", "路段", "小区", "附近", "工地", "仓库", "车间", "村", "镇", "乡", "街道",
    "医院", "现场", "隧道", "高速", "门口", "对面", "旁边", "下", "下面", "旁", "出口", "入口", "社区",
    "居民楼", "住宅楼", "食堂", "高架", "机场", "市场", "广场", "超市", "宿舍", "基坑", "项目", "铁路", "国道",
    "操场", "养殖场", "煤矿", "医院门口", "学校门口", "滩区", "黄河", "公园", "桥", "河", "湖", "站", "火车站",
    "东侧", "西侧", "南侧", "北侧",
))  # fmt: skip
_HAPPENS: Final = re.compile(
    r"发生|突发|起火|着火|火灾|爆炸|爆燃|泄漏|追尾|相撞|碰撞|撞|翻|塌|滑坡|溺水|落水|死亡|受伤|失联|失踪|被困|聚集|停电|中毒|淹没|\b(?:fire|crash|killed|injured|collapsed)\b"
)
_SHORT: Final = 120
_NEAR: Final = 200
_LONGEST: Final = 60
_IN_ROAD: Final = re.compile(r"[道速路线渠]$")
_EDGE: Final = re.compile(r"[\n。,;!? )\]】:]")
_LINKS: Final = frozenset(("与", "和", "及", "、"))
_ONE: Final = re.compile(r"^(?:一[家个处座栋所间条]?|某|其|该|附近|[两三多]个)")
_NEXT: Final = re.compile(r"、[\u4e00-\u9fff]{1,5}(?:镇|乡|村|街道|路|社区|小区|河)(?!政府|民|水)")
_BODY_FIRST: Final = re.compile(r"管委会|人民政府|政府|法院|公安局|人民医院|医院|市委|县委|区委")
_SURE: Final = re.compile(
    r"\d+号|路口|口$|交叉|大道|高速|国道|省道|路|街|村|镇|乡|小区|广场|站|K\d|公园|大厦|厂|矿|医院|学|场|桥|隧道|湖|河|山|景区|民宿|民宅|民房|院|中心|机场|渠|段|坝|库|塘|湿地|园|店|楼|寺|仓|附近|对面|舍|堤|滩"
)
_ENGLISH: Final = re.compile(
    r"\b(?P<lead>at|on|near|in|outside|under) (?P<place>(?:(?:the|a|an) )?(?:[A-Z][\w'-]{0,20}|warehouse|city|railway|school|building|stadium|market|station|hotel|restaurant|hospital(?= in| on| near))(?: (?:[A-Z][\w'-]{0,20}|and|on|of|hall|lake|station|canteen|stadium|junction|road|street)){0,8})"
)
_ENGLISH_BARE: Final = re.compile(
    r"(?P<place>\b(?:[A-Z][\w'-]{0,20} ){1,4}(?:Road|Street|Avenue|Expressway|Bridge|Mountain|Lake|Square)(?: and (?:[A-Z][\w'-]{0,20} ){1,4}(?:Road|Street|Avenue))?(?: (?:junction|crossing|station))?|\bG\d{2,3}\b|\bschool canteen\b)"
)
_ENGLISH_PLACE: Final = re.compile(
    r"(?:Road|Street|Avenue|Expressway|Mountain|Lake|Square|Bridge|Tunnel|junction|station|lake|hall|stadium|canteen|warehouse|school|hospital|market|hotel|restaurant)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class PlaceFound:
    """A place as the text words it, without blanks between Chinese words."""

    value: str
    start: int
    end: int


def find_place(told: str, area: AreaFound | None, areas: list[AreaFound]) -> PlaceFound | None:
    """The place in a levelled text whose times, reporters and numbers to call are blanked by line ends."""
    found: list[tuple[int, int, PlaceFound]] = []
    before = {one.end: one.start for one in areas}
    for rank, start in _begins(told, area, areas):
        place = _from(told, start, before.get(start))
        if place and (rank < 3 or _SURE.search(place.value)) and (not rank or _tells(told, place)):
            found.append((rank, start, place))
    if found:
        return min(found, key=lambda one: one[:2])[2]
    return _english_place(told)


def _tells(told: str, place: PlaceFound) -> bool:
    """Whether the sentence of a place tells of something that has happened; a short text does as a whole."""
    if len(told) <= _SHORT:
        return True
    start = max(told.rfind(sign, max(0, place.start - _NEAR), place.start) for sign in "。!?")
    ends = (told.find(sign, place.end, place.end + _NEAR) for sign in "。!?")
    end = min((at for at in ends if at >= 0), default=place.end + _NEAR)
    return _HAPPENS.search(told, max(start + 1, place.start - _NEAR), end) is not None


def _begins(told: str, area: AreaFound | None, areas: list[AreaFound]) -> Iterator[tuple[int, int]]:
    """Where a place may begin: after the event's area, after a word such as 位于, at the beginning of a piece."""
    if area is not None:
        for one in areas:
            if one.name == area.name and one.weight > 1:
                yield (
                    0,
                    _road_before(told, one.start)
                    if _IN_ROAD.search(told, max(0, one.start - 1), one.start)
                    else one.end,
                )
            elif one.name == area.name:
                yield (2, one.end)
    ends = {one.start: one.end for one in areas}
    for match in _FROM.finditer(told):
        inside = next((ends[at] for at in range(match.end(), match.end() + 5) if at in ends), match.end())
        yield (0 if "地" in match[0] else 1, inside)
    for match in re.finditer(r"(?:^|(?<=[\n。,;!? )\]】:]))(?=[^\s。,;!?])", told):
        if match.start() not in ends:
            yield (3, match.start())


def _road_before(told: str, start: int) -> int:
    """Where the piece begins whose road runs through the area: 京港澳高速新郑段."""
    return max(
        (found.end() for found in _EDGE.finditer(told, max(0, start - _LONGEST), start)),
        default=max(0, start - _LONGEST),
    )


def _from(told: str, start: int, whole: int | None) -> PlaceFound | None:
    """The place that begins at ``start``; pieces set apart by a blank belong to it while each ends as a place does.

    ``whole`` is where the area's name before it begins, which belongs to it too where a body follows (高新区管委会门口).
    """
    adjoining = _BODY_FIRST.match(told, start)
    skipped = _SKIP.match(told, start)
    start = skipped.end() if skipped else start
    if start >= len(told) or told[start] in "\n。;!?)":
        return None
    stop = _STOPS.search(told, start, start + _LONGEST)
    limit = stop.start() if stop else min(len(told), start + _LONGEST)
    end, at = start, start
    while at < limit:
        blank = told.find(" ", at, limit)
        piece_end = limit if blank < 0 else blank
        last = _last_end(told, at, piece_end)
        if last <= at and told[at:piece_end] == "口":
            last = piece_end
        if last <= at and not (blank >= 0 and told[at:piece_end] in _LINKS):
            break
        if last <= at:
            at = blank + 1
            continue
        end = last
        if last < piece_end or blank < 0:
            break
        at = blank + 1
        while at < limit and told[at] == " ":
            at += 1
    end = _listed(told, end)
    if adjoining and whole is not None:
        start = whole
    value = re.sub(r"(?<=[^\x00-\x7f]) +| +(?=[^\x00-\x7f])", "", told[start:end])
    if (
        end <= start
        or _ONE.sub("", value) in _PLAIN
        or len(value) < 2
        or _BAD.search(value)
        or value[0] in "与和及、到至其"
    ):
        return None
    return PlaceFound(value, start, end)


def _listed(told: str, end: int) -> int:
    """The end of a list of places that begins before ``end``: 薛店镇、和庄镇."""
    while further := _NEXT.match(told, end):
        end = further.end()
    return end


def _last_end(told: str, at: int, limit: int) -> int:
    end = at
    for match in _END.finditer(told, at, limit):
        end = match.end()
    return end


def _english_place(told: str) -> PlaceFound | None:
    """A place in English words: behind a preposition, or a road that stands by itself."""
    if not re.search("[a-z]{3}", told):
        return None
    for match in _ENGLISH.finditer(told):
        if _ENGLISH_PLACE.search(match["place"]):
            return PlaceFound(match["place"], *match.span("place"))
    bare = _ENGLISH_BARE.search(told)
    return PlaceFound(bare["place"], *bare.span("place")) if bare else None
