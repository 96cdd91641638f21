"""Who acts in a sentence of a plan: the body, unit or post that it begins with."""

from __future__ import annotations

import re
from typing import Final

ROLE_MOST: Final = 28
_SHOWN: Final = 3

_BODY: Final = (
    r"(?:指挥部|指挥机构|防指|防办|防总|防汛办|三防办|森防办|减灾委|减灾办|安委办|安委会|应急办|办公室|值班室|委员会|领导小组|工作小组|小组|组长"
    r"|指挥长|总指挥|指挥员|成员单位|工作组|指导组|专家组|专业组|处置组|保障组|救援组|协调组|宣传组|救护组|专班|调查组"
    r"|政府|党委|党工委|管委会|机构|部门|单位|企业|公司|集团|医院|学校|中心|街道|街道办事处|办事处|乡镇|社区|村委会|居委会|平台"
    r"|总队|支队|大队|队伍|突击队|部队|军队|武警|民兵|驻军|军分区|警备区|人员|责任人|业主|运营企业|管理站"
    r"|主任|副主任|秘书长|市长|省长|副市长|副省长|县长|区长|局长|厅长|处长|部长|负责人|负责同志|领导|领导同志|联络员|值班员"
    r"|[^的地得]委|[^照督主承经]办|厅|局|[^全内外]部|署|[电播气度][视台象]?台|广电台|总会|红十字会|总站|集团公司|省辖市|各地区?|[各有]关?(?:市县|县区|区县|县市区))"
)
_VERB: Final = (
    r"(?:应当?(?!急)|须|要(?!求)|必须|可以?|将|会同|负责|及时|立即|迅速|快速|视情|适时|根据|按照?(?!计划的)|依据|依法|依照|组织|统一|协调|协助|协同|配合|指导"
    r"|督促|监督|检查|加强|加快|紧急|强化|做好|开展|派出|派员|启动|宣布|报告|上报|续报|通报|通知|主持|召开|召集|参加|发布|提供|保障|确保|调集|调派|调拨"
    r"|调度|调动|调配|预置|增调|增派|增援|抢修|抢险|抢救|救援|营救|施救|疏散|转移|安置|维护|维持|实施|执行|承担|落实|掌握|收集|搜集|核实|核查|统计|汇总|研判|分析"
    r"|会商|安排|部署|赶?赴|到岗|上岗|在岗|到达|值班|值守|带班|坐镇|进驻|驻守|每日|每[天周\d一二三]|随时|[一二三四五六七八九十\d]{1,3}(?:个?小时|分钟)|密切|全程|滚动|持续|继续|第一时间"
    r"|对(?!口)|向|将|在(?!职)|为|从|以|接到|接报|接警|收到|认真|积极|全力|尽快|主动|牵头|联系|成立|设立|设置|组建|启用|开放|划定|封锁|关闭|停止|采取|制定|下达|发出"
    r"|联合|请求|申请|呼吁|建立|监测|监视|巡查|排查|准备|储备|补充|拨付|下拨|接收|管理|公布|引导|宣传|广泛|慰问|了解|听取|提出|协商|参与|支援|运送|抽排|排水"
    r"|清除|清理|保护|控制|扑救|隔离|封控|消毒|评估|审核|决定|批准|签发|认定|支持|配备|轮流|同时|首先|均|都|也|提请|提供|报(?![告道送])|报送|报请|管控|管制|疏导|巡堤|关停|停用|切断|救治|收治|搜救|搜寻|供应|调运|投入|配送|抢通|打通|架设|勘查|勘察|检测|播发|播报|推送|刊播|封闭|加密|提升|集结|待命|查明|关注|跟踪|进入|进行|完成|实行|恢复|解决|结合|牵|监管|担负|履行|牢固|充分|带队|率|指挥|指派|指定|派|调|抓好|处理|处置|受理|记录|传达|转达|转发|拟定|起草|汇报|答复|值|于|与|依靠|协作|整理|填写|打开|佩戴|拨打|撤离)"
)
_ITEM: Final = r"[^，。；：、,;:\s]{1,22}"
_JOIN: Final = r"(?:、|和|及其?|与|或者?|以及)"
_TAIL: Final = (
    r"(?:(?:[（(][^（）()]{1,16}[）)])?(?:等(?:(?:有关|相关|各)?[^，。；：、]{0,8}?(?:部门和单位|部门|单位|机构|人员|队伍|力量|社会组织|成员单位))?)?"
    r"(?:及其(?:成员单位|办公室|工作人员))?(?:主要|有关|相关|分管)?(?:负责人|负责同志|领导|同志)?)"
)
_POST: Final = r"负责同志|负责人|主要负责|指挥长|指挥部|指挥机构|指挥中心|指挥员|组织机构|领导小组|指导组|协调组|救援组|保障组|调度中心|控制中心"
"""What goes on naming who acts, though it begins like a verb."""
_WHO: Final = re.compile(
    rf"(?P<who>(?:{_ITEM}{_JOIN}){{0,40}}?[^，。；：、,;:\s]{{0,20}}?{_BODY}{_TAIL})(?!{_POST})(?={_VERB})"
)
_NO_WHO: Final = re.compile(
    r"^(?:根据|按照?|依据|依法|依照|组织|协调|协助|指导|督促|加强|做好|开展|派出|启动|召开|通知|向|对|将|在|为|从|以|如|若|当(?!地|班|日)|经|因|发生|出现|接到|收到|必要时|同时"
    r"|建立|完善|及时|立即|迅速|负责|调|确保|保障|采取|成立|设立|落实|实施|提供|密切|报请|请求|联系|指派|指定|维护|责令|随时|视情|掌握|收集|通报|报告|召集|动员|会同|联合|统一|配合|监督|所有|参加"
    r"|发布|关闭|划定|控制|安排|部署|转移|疏散|抢救|听取|研究|核实|统计|评估|审核|进一步|继续|广泛|充分|认真|全力|通过|利用|并|和|及|与|或|要|应|须|可|其|该|这|此|对于|关于|凡|除|由于|包括|主要|每[日天\d一二三]|第一时间|视|分级|首先|其次|成立|判明|迅速|快速|紧急|[ⅠⅡⅢⅣ一二三四]级)"
)
_GROUP: Final = re.compile(
    r"^(?!成立|设立|组建|通知|报告|视|派出|派|协助|协调有)(?:[^和、的\s]{2,10}(?:组|专班|指挥部|办公室|中心|队|平台))$"
)
_BY: Final = re.compile(r"^(?:首先|其次|然后|再)?(?:由|请)")
_STARTS_WITH_VERB: Final = re.compile(rf"^{_VERB}")
_ADVERBIAL: Final = re.compile(
    r"^(?:根据|按照?|依据|依照|当|在|对|如|若|因|经|为|自|从|接到|接报|收到|发生|出现|必要时|同时|首先|其次)|(?:后|时|前|的|中|下|情况|结束|基础上)[，,]$"
)
_CLAUSES_MOST: Final = 4
_EACH: Final = re.compile(r"[、，]|以及|(?<=[部局委办厅队])和")


def role_of(sentence: str) -> str:
    """Who acts, shortened to be the head of a card; empty where the sentence names nobody before it says what to do."""
    clauses = re.split(r"(?<=[，,])", sentence.strip())
    for number in range(min(len(clauses), _CLAUSES_MOST)):
        who = _who(_BY.sub("", "".join(clauses[number:])))
        if who:
            return shortened(who)
        if _STARTS_WITH_VERB.match(clauses[number]) and not _ADVERBIAL.search(clauses[number]):
            return ""
    return ""


def begins_with_role(sentence: str) -> bool:
    """Whether the very beginning of a sentence names who acts."""
    return bool(_who(_BY.sub("", sentence.strip())))


def shortened(who: str) -> str:
    """At most three of those who act, the rest as 等; without what stands in brackets."""
    who = re.sub(r"[（(][^（）()]*[）)]", "", who).strip("，、 ")
    parts = [part for part in _EACH.split(who) if part]
    if len(who) <= ROLE_MOST and len(parts) <= _SHOWN:
        return who
    kept = "、".join(parts[:_SHOWN])
    kept = re.sub(r"等[^、]{0,10}$", "", kept)
    return f"{kept[:ROLE_MOST]}等"


def _who(text: str) -> str:
    found = _WHO.match(text)
    if found is None:
        return ""
    who: str = found["who"]
    if _NO_WHO.match(who) and not _GROUP.match(who):
        return ""
    return who
