"""Names of public bodies in papers: whether words name one, several, or those to whom a paper is sent."""

from __future__ import annotations

import re
from typing import Final

from dutyroom.rules.headings import HAN

_ENDS: Final = (
    "国务院|人民代表大会|办公厅|办公室|秘书处|秘书局|值班室|人民政府|政府|委员会|指挥部|领导小组|工作组|专班|联席会议|防指|防总|防汛办|防办"
    "|国办|中办|省办|市办|府办|党委|党组|省委|市委|县委|区委|州委|盟委|地委|工委|纪委|监委|编委|编办|安委会|安委办|减灾委|救灾委"
    "|减灾办|疫控办|防控办|卫健委|发改委|改革委|国资委|住建委|常委会|中共中央|中央军委|团中央|委|总局|局|厅|署|部|法院|检察院|中心|总队"
    "|支队|大队|公司|集团|总站|总台|广播电视台|气象台|水文站|协会|学会|监会|总会|政协|办|联合会|商会|红十字会|总工会|团委|妇联|军区|警备区|人武部"
    "|大学|学院|学校|中学|小学|幼儿园|医院|银行|研究院|研究所|研究室|督查室|督导组|巡视组|工作队|科|处|司|总社|供销社|新华社|管理所|院"
    "|省|市|县|区|旗|州|盟|兵团|街道|镇|乡"
)
# A body's own name ends so; places alone (省, 市, 县) are bodies only among those to whom a paper goes.
_PLACES: Final = frozenset("省市县区旗州盟镇乡") | {"街道"}
_LETTERS: Final = rf"[{HAN}×X○·]"
_NAME: Final = re.compile(rf"(?:{_LETTERS}|[()])*(?:{_ENDS})")
_NO_NAME: Final = re.compile(
    r"关于|丨|进一步|切实|现将|根据|按照|为了|今年|同志|文件|全部|部分|内部|一部|大部|各部|干部|部署|举办|负责|要求|同意|经(?!济|贸|开|信|营)"
    r"|上述|本(?!溪)|如下|以下|什么|没有|并(?!购)|请|抄送|主送|发至|附件"
)
_GIVEN: Final = re.compile(
    r"各|省|市|县|区|有关|相关|全体|全省|全市|全县|全区|中央|中省|在|驻|部属|直属|局属|机关|本|所属|新疆|教育部|国务院|党中央|及|和|中国"
)
_TO_ENDS: Final = re.compile(
    rf"(?:{_ENDS}|单位|部门|机构|企业|公司|高校|院校|地方|地区|成员|处室|科室|管委会|分局|党组织|党支部|园区|开发区|景区|新区|负责人|负责同志|同志"
    r"|主任|局长|市长|县长|区长|书记|委员|代表|站|所|组|会|办|队|场|馆|电厂|矿|机关|团体|人民团体|组织)$"
)
_TO_NEVER: Final = re.compile(
    r"[。;!?]|如下|通知|要求|强调|指出|表示|认为|联系人|电话|时间|地点|附件|标题|主题|来源|作者|编辑|记者|原因|一是|第一|注意|提示"
    r"|来电|致电|去电|\d{1,2}时|发言|讲话|摘要|内容|截至|按照|根据|为[^民]|其中|包括|以下|分别|方案|措施|情况|同志们|朋友们|女士|先生|大家|签发|发布|责任|任务|目标"
)
_ONE_LETTER: Final = frozenset("委办局厅部室处科")
_PLACES_LISTED: Final = re.compile(
    rf"(?:[{HAN}]{{2,4}}、){{1,40}}(?=[{HAN}]{{2,4}}(?:等(?:\d{{1,2}}|[一二三四五六七八九十]{{1,2}})?)?(?:个?[省市县区州盟旗]|自治))"
)
"""Places that share one body: 合肥、芜湖、安庆市防汛抗旱指挥部."""
_SEPARATORS: Final = re.compile(r"[、,]|\s+")


def body_names(flat: str) -> list[str]:
    """The names of the bodies that these levelled words list, blanks within a name left out; empty if they are no such list."""
    names = [part for part in _SEPARATORS.split(together(flat)) if part]
    return names if names and all(is_body(name) for name in names) else []


def is_body(name: str) -> bool:
    """Whether a word is the name of one public body."""
    if not 2 <= len(name) <= 45 or not _NAME.fullmatch(name) or _NO_NAME.search(name):
        return False
    return name[-1] not in _PLACES and not name.endswith("街道")


def together(flat: str) -> str:
    """Words whose letters were set apart to fill a line (财　政　部) closed up; other blanks become single ones."""
    closed: list[str] = []
    apart = False
    for part in flat.split():
        lone = len(part) == 1
        if closed and lone and apart:
            closed[-1] += part
        else:
            closed.append(part)
        apart = lone
    return " ".join(closed)


def is_addressed(flat: str) -> bool:
    """Whether levelled words name those to whom a paper is sent: bodies, kinds of bodies, or a person by office."""
    bare = "".join(flat.split())
    if not 2 <= len(bare) <= 600 or _TO_NEVER.search(bare) or not re.fullmatch(rf"[{HAN}×X○·()\"“”、,《》\d—-]+", bare):
        return False
    outside = _PLACES_LISTED.sub("", re.sub(r"\([^()]*\)", "", bare))
    parts = [part for part in re.split(r"[、,]", outside) if part]
    if not parts or not _addressed(parts[-1]):
        return False
    return len(parts) == 1 or sum(map(_addressed, parts)) * 2 >= len(parts)


def _addressed(part: str) -> bool:
    return part in _ONE_LETTER or bool(
        len(part) >= 2 and (_TO_ENDS.search(part) or (_GIVEN.match(part) and len(part) <= 12))
    )


LEADING_BODY: Final = re.compile(
    rf"(?P<bodies>{_LETTERS}{{1,28}}?(?:{_ENDS})(?:[-、和 ]{_LETTERS}{{1,28}}?(?:{_ENDS}))*?)"
)
"""Words of a running text that begin with the name of a body, to be followed by a pattern of what it does."""
