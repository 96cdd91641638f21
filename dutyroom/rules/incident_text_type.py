"""What kind of event a report tells of: words for each sub-type, the most telling first."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_CRASH: Final = r"追尾|相撞|对撞|碰撞|相碰|翻入|翻下|打滑|侧滑|肇事|刮碰|刮蹭|坠沟|坠河|冲下|轧|连撞|连环撞|侧翻|翻车|翻沟|翻(?:了|到)|刮擦|剐蹭|撞(?!击声)|冲出|冲入|驶入|碾压|失控"
_VEHICLE: Final = r"(?:车|拖拉机|大巴|公交|半挂)"
_TELLS: Final[tuple[tuple[str, str], ...]] = (
    # named outright
    ("road", r"道路交通事故|交通事故|车祸|肇事逃逸|traffic accident"),
    ("foreign", r"外籍|外国人|外国籍|外宾|领事|使馆|\bforeign(?:er|ers)?\b"),
    ("nuclear", r"放射源|放射性|核辐射|辐射|铱源|钴源|铯源|射线装置|\bradiation\b|radioactive"),
    ("terror", r"恐怖袭击|恐怖分子|爆炸物|爆炸装置|炸弹|\bbomb\b|terror"),
    ("finance", r"挤兑|非法集资|P2P|投资人|储户|理财.{0,6}(?:爆雷|兑付)|[爆暴]雷|取不出钱|bank run"),
    ("ethnic", r"清真寺|民族纠纷|宗教|回汉|邪教(?=.{0,10}聚集)|\bmosque\b|ethnic"),
    ("weather", r"(?:大风|台风|狂风|强风|龙卷风|冰雹|暴雪)[^。]{0,40}(?:广告牌|树|刮倒|吹[倒翻走]|大棚|围挡|砸)"),
    ("cyber", r"勒索病毒|网络攻击|黑客|数据泄露|(?:网站|首页|系统).{0,4}(?:被篡改|瘫痪|攻击)|病毒攻击|木马|入侵.{0,4}系统|ransomware|cyber|hack(?:ed|ers?)\b|data breach"),
    ("market", r"抢购|哄抢|哄抬|囤积|断供|脱销|panic buying"),
    ("animal", r"猪瘟|禽流感(?!.{0,6}人感染)|口蹄疫|动物疫情|炭疽|布病|候鸟.{0,4}死亡|(?:生猪|家禽|鸡|鸭|牛|羊)(?:大量|批量|突然)?死亡|死亡(?:生猪|家禽|鸡|鸭)|swine fever|avian flu"),
    ("unknown_disease", r"不明原因(?:肺炎|疾病|发热|死亡|的)|群体性不明|unknown (?:disease|cause)"),
    ("poisoning", r"职业(?:性)?中毒|职业病|苯中毒|铅中毒|汞中毒|急性职业"),
    ("food", r"食物中毒|食品安全|食源性|集体.{0,8}(?:腹泻|呕吐|腹痛)|食堂.{0,20}(?:呕吐|腹泻|拉肚子|腹痛|不适)|(?:就餐|用餐|聚餐|吃饭|吃了|[早午晚]?[饭餐]后).{0,20}(?:呕吐|腹泻|拉肚子|腹痛|不适)|food poisoning|ill after (?:lunch|dinner|eating)"),
    ("metro", r"地铁(?!口|大厦|站工地|小区).{0,14}(?:故障|停运|限速|晚点|中断|摔|冒烟|起火|着火|火灾|踩踏|淹|进水)|轨道交通\d?.{0,16}(?:故障|停运|限速|中断)|\bmetro\b|\bsubway\b"),
    ("rail_air_water", r"列车|脱线|编组站|铁路(?!局).{0,10}(?:脱轨|故障|中断|事故)|脱轨|高铁.{0,6}(?:故障|停运|晚点)|货机|客机|飞机|航班.{0,4}(?:迫降|失事|冲出)|教练机|直升机.{0,6}(?:坠|迫降)|迫降|坠机|游船|游艇|沉船|翻船|\btrains?\b|plane crash|ferry"),
    ("gas", r"(?:燃气|天然气|煤气|液化气|液化石油气|中压管|气管).{0,14}(?:泄漏|泄露|漏|爆炸|爆燃|闪爆|着火|起火|燃爆|挖断|盗割|破裂|破损|味)|燃气事故|液化气站|液化气罐|gas (?:explosion|leak|smell)|smell of gas"),
    ("chemical", r"(?:危化品|危险化学品|液氨|氨气|氯气|硫酸|盐酸|硝酸|甲醇|乙醇|苯|汽油|柴油|槽罐车|油罐车|罐车|储罐|化学品|双氧水|(?:有毒|有害|不明)气体).{0,14}(?:泄漏|泄露|漏|溢出|爆炸|爆燃|外溢|破裂)|漏氨|漏氯|化工(?:厂|企业|园区?|公司).{0,14}(?:爆炸|爆燃|泄漏)|危化品事故|chemical (?:leak|spill)|(?:explosion|blast|fire|leak).{0,20}chemical plant|chemical plant.{0,20}(?:explosion|blast|fire|leak)|(?:methanol|ammonia|chlorine).{0,12}leak|tanker.{0,30}leak"),
    ("wildfire", r"森林火|林火|山火|草原火|荒草.{0,4}(?:起火|着火)|林区.{0,6}(?:火灾|起火|着火)|forest fire|wildfire"),
    ("earthquake", r"\d级(?:左右)?地震|地震(?!局|台|应急|部门)|有震感|earthquake"),
    ("metro", r"轨道交通事故|停运"),
    ("building_site", r"(?:工地|施工|脚手架|塔吊|基坑|建筑|在建|高支模|拆除过程|拆迁现场|深基坑|架桥机|吊篮|模板|自建房).{0,26}(?:坍塌|倒塌|塌|坠落|倒了|高坠|触电|压|砸|渗水|沉降)|塔吊|脚手架|建筑施工|高坠|吊篮|crane|scaffold|building site|construction site"),
    ("industry", r"煤矿|矿难|矿井|小煤窑|煤窑|井下|透水|瓦斯|冒顶|机械伤害|采石场|矿山|爆破|有限空间|沼气池|粉尘|反应釜|锅炉爆炸|砖厂.{0,6}塌|缺氧|机井|窒息|熔炉|烟花爆竹.{0,6}(?:爆炸|爆燃)|(?:车间|厂|企业|公司|铝业).{0,10}(?:爆炸|爆燃|伤害|绞|坍塌|高坠|触电|破裂|外溢)|爆炸事故|explosion.{0,25}(?:plant|factory|works)|(?:plant|factory) (?:blast|explosion)|\bmine\b"),
    ("epidemic", r"诺如|流感|甲流|手足口|新冠|肺结核|霍乱|鼠疫|登革热|水痘|麻疹|出血热|疑似.{0,6}病例|聚集性(?:病例|腹泻|呕吐|发热|疫情)|传染病|疫情(?!防控)|病例\d|确诊|发热.{0,4}(?:学生|患者)|epidemic|outbreak"),
    ("drowning", r"溺水|溺亡|溺毙|淹死|落水|掉(?:河|水|塘|湖|井)|掉进|坠井|坠崖|坠楼|坠亡|走失|迷路|冲走|跌落|失足|野泳|捞起|触电|一氧化碳|煤气中毒|困在滩|drown"),
    ("crime", r"持刀|行凶|杀人|凶杀|凶手|抢劫|绑架|纵火|投毒|斗殴|打架|捅伤|砍伤|砍人|伤人(?!数|员|口)|刺伤|杀害|命案|凶案|打伤|锤子|劫持|刑事案件|knife|stabb|shooting|murder"),
    ("mass", r"聚集(?!性)|聚众|上访|集访|拉横幅|围堵|堵(?:了)?路|讨薪|静坐|游行|示威|罢工|罢运|集结|堵门|讨要.{0,6}(?:款|薪|说法)|群体性事件|请愿|闹事|打砸|罢课|gathered|protest"),
    ("road", rf"{_VEHICLE}[^。;,\n]{{0,20}}(?:{_CRASH})|(?:{_CRASH})[^。;,\n]{{0,8}}{_VEHICLE}|追尾|被撞|行人(?:相)?撞|与行人|\b(?:bus|car|truck|lorry|van|coach|tanker)\b.{{0,30}}\b(?:hit|struck|ran into|knocked)|骑手.{{0,6}}相撞|collision|collided|pile-up|overturned|crash(?:ed)?\b|traffic accident"),
    ("yellow_river", r"黄河.{0,20}(?:漫滩|流量|洪|险情|滩区|涨|渗水|管涌|塌岸|坍塌)|滩区.{0,6}(?:淹|漫)|小浪底.{0,6}(?:流量|下泄|泄洪)|漫滩"),
    ("fire", r"火灾|起火|着火|失火|火情|火势|明火|自燃|过火|烧死|爆燃|火警|浓烟|着了火|燃烧|冒烟|冒浓烟|烧毁|\bfire\b(?! (?:brigade|station|department))|blaze"),
    ("geology", r"山体|滑坡|泥石流|山石|掉石头|落石|窑洞坍塌|崩塌|塌方|滑塌|地裂缝|地质灾害|窑洞塌|landslide|rockfall|mudslide"),
    ("environment", r"污染|死鱼|偷排|排污|污水|废水|废气|黑臭|鱼死|刺鼻气味|水体.{0,6}(?:红|黑|异常)|河水发黑|异味|油污|pollution|dead fish"),
    ("blackout", r"停电|断电|跳闸|变电站.{0,6}故障|大面积停电|power (?:cut|outage|failure)|blackout"),
    ("utility", r"水管|供水|主管.{0,3}爆|爆管|停水|断水|停气|停暖|没水|基站|暖气|供热|供暖|路面(?:塌陷|下沉)|地面塌陷|塌陷|电梯|扶梯|缆车|索道|游乐设施|光缆|通信中断|电缆|漏水|井盖|桥.{0,6}(?:垮塌|坍塌|断裂)|高空坠物|广告牌|玻璃幕墙|bridge.{0,12}collapsed|burst (?:pipe|main)|water main|elevator|\blift\b"),
    ("flood", r"积水|内涝|洪水|洪涝|水库.{0,8}(?:险情|渗漏|超汛限|溃)|河堤|漫堤|决堤|决口|溃坝|溃口|管涌|溢流|暴雨|大雨|强降雨|降雨|汛情|超警|超汛限|泄洪|倒灌|渗水|山洪|淹(?!死)|干旱|旱情|防汛(?:抗旱|防台风)?(?:[一二三四ⅠⅡⅢⅣI]+级|应急响应|险情)|flood|rainstorm|heavy rain|drought"),
    ("weather", r"大风|狂风|强风|冰雹|雷击|雷电|龙卷|寒潮|暴雪|大雪|降雪|冻雨|大雾|团雾|沙尘|高温(?!碱|液|蒸|作业|熔|物|气)|雷暴|霜冻|低温|台风|道路结冰|storm|hail|blizzard|\bfog\b"),
    ("biology", r"白蛾|虫害|蝗虫|病虫|红火蚁|野猪|松材线虫|赤霉病|locust"),
    ("other", r"咬伤|(?:民房|房屋|围墙|院墙|屋顶|房顶|楼板|门头|旗杆|舞台|看台).{0,4}(?:倒|塌|垮)|踩踏|stampede"),
)  # fmt: skip
_RULES: Final = tuple((key, re.compile(words, re.IGNORECASE)) for key, words in _TELLS)
_SENTENCE: Final = re.compile(r"[^。!?\n]+")
_LABELLED: Final = re.compile(r"(?:事[故件])?(?:类型|类别|性质)[: ]+(?P<kind>[^。;,\n]{2,20})")
_NOT: Final = re.compile(r"(?:没有|没|未|并未|未发生|未发现|不是|非|系施工|无|排除|并非|不存在|杜绝)[^,。;!?\n]{0,3}$")
_SURELY_NOT: Final = re.compile(r"误报|虚惊")
_BEHIND: Final = re.compile(r"[^,。;\n]{0,4}(?:系谣言|误报|演练方案|隐患|自查|检查|知识)|预防")


@dataclass(frozen=True, slots=True)
class Kind:
    """A sub-type by its key, and the words that tell it."""

    key: str
    start: int
    end: int


def find_type(told: str) -> Kind | None:
    """The sub-type that a levelled text tells of; ``told`` has what is not told blanked. None where it tells none."""
    if _SURELY_NOT.search(told):
        return None
    if labelled := _LABELLED.search(told):
        found = _first(told, *labelled.span("kind"))
        if found:
            return found
    kinds = (_first(told, *sentence.span()) for sentence in _SENTENCE.finditer(told))
    return next((kind for kind in kinds if kind), None)


def _first(told: str, start: int, end: int) -> Kind | None:
    """The most telling words of one sentence."""
    for key, pattern in _RULES:
        for match in pattern.finditer(told, start, end):
            denied = _NOT.search(told, max(start, match.start() - 8), match.start())
            if not denied and not _BEHIND.match(told, match.end(), end):
                return Kind(key, *match.span())
    return None
