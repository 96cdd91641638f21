"""What a plan asks to be done: proposed from its lists and paragraphs, by level of response and by who acts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from dutyroom.rules.plan_actions_english import english_actions
from dutyroom.rules.plan_levels import level_of, levels_in
from dutyroom.rules.plan_proposed import Placed, ProposedAction, Text, bare, is_numbered, lines_of, placed
from dutyroom.rules.plan_roles import begins_with_role, role_of

ACTIONS_MOST: Final = 400
TEXT_MOST: Final = 600
_LEAST: Final = 5
_ACTS: Final = re.compile(
    r"(?:响应|应急|处置|救援|防御|预警|抢险|救助|防护|管控|控制)(?:与处置)?(?:措施|行动|程序|工作|内容|任务|流程)|先期处置|应急处置|现场处置|分级处置"
    r"|分级响应|分类处置|应急行动|响应启动后|启动应急响应|响应行动|抢险救[灾援]|应急救援|紧急处置|处置要点|处置方案|处置卡|行动清单|任务清单|检查单|职责清单"
    r"|人员(?:疏散|转移|搜救)|转移安置|医疗救[护治援]|安全防护|扩大应急|社会动员|指挥(?:和|与)?(?:调度|协调)|交通管制|应急保障行动|[ⅠⅡⅢⅣ一二三四]级(?:应急)?响应|应急响应$|响应$"
)
_SKIPS: Final = re.compile(
    r"条件|标准|终止|结束|解除|响应分级|分级标准|级别|等级|响应调整|调整(?:和|与|及)|启动程序|启动权限|启动流程|流程图|示意图|原则|总体要求|总则|目的|依据|范围|后期|善后"
    r"|恢复重建|评估|信息发布|新闻发布|舆论引导$|附则|附录|附件|附表|奖惩|责任追究|培训|宣传|演练|预案管理|保障$|保障措施|准备$|体系|机构|职责|风险|分析|定义|术语|名词|监测|预报|通讯录|联系电话|电话|名单"
)
_NEVER: Final = re.compile(
    r"总则|附则|附录|原则|组织(?:指挥)?(?:机构|体系)|指挥体系|指挥机构|机构(?:及|与|和)职责|职责|应急保障|保障措施|应急准备|善后|后期|恢复重建|预案管理|奖惩|培训"
)
"""Under these headings nothing is an action, whatever a heading below says."""
_ORDERED: Final = re.compile(r"(?:以下|下列|如下)[^。：:]{0,14}(?:措施|行动|工作)[。：:]?\s*$")
_NO_ACTION: Final = re.compile(
    r"分为.{0,30}级|划分为|含本数|^[（(]?注[：:]|详见|^见?附[件录]|本预案|(?:签发|决定|批准|宣布)启动|启动程序|^其他|响应(?:的)?标准可"
)
_CHECKLIST: Final = re.compile(r"处置卡|行动卡|清单|检查单|任务卡|应急卡")
_REPORTS: Final = re.compile(
    r"(?:信息|灾情|险情|事故|事件)?(?:报告|报送|接报|速报)(?:和|与|及)?(?:处理|程序|时限|内容|流程|处置)?$|接报处置"
)
_IN_TIME: Final = re.compile(r"立即|第一时间|(?:[一二两三四\d]+|半)个?(?:小时|分钟)(?:之?内|后)?|当即|马上|同时")
_TOLD: Final = re.compile(r"报告|上报|报[区市县省国党上至送]|通报|报送|通知|电话")
_CONDITIONS: Final = re.compile(
    r"(?:下列|以下|如下|之一)(?:[^。：:]{0,8})(?:情况|情形|条件|标准|事件)?[^。]{0,30}[：:]?$"
)
_IS_CONDITION_LEAD: Final = re.compile(
    r"(?:情况|情形|条件|标准)之一|启动条件|符合.{0,20}(?:条件|标准|情形)|终止.{0,10}[：:]$|可.{0,6}终止"
)
_LEAD_END: Final = re.compile(r"[：:]\s*$")
_DUTY: Final = re.compile(
    r"应当?(?!急)|须|要(?!求)|必须|负责|立即|及时|迅速|组织|做好|加强|开展|派出|启动|报告|通报|通知|召开|主持|实行|协调|指导|转移|疏散|抢[险修救]|救援|保障|控制|停止|关闭|封锁|调[集派拨度]"
)
_SENTENCE: Final = re.compile(r"[^。；;]*(?:[。；;]|$)")
_MARKED_LEVEL: Final = re.compile(
    r"^\s*(?:[(（]?[一二三四五六七八九十\d]{1,2}[)）、.．]\s*)?((?:[ⅠⅡⅢⅣ]|[一二三四]|IV|III|II|I)级(?:应急)?响应)[^。：:]{0,16}(?:[：:]|$)"
)
_SELF_EVIDENT: Final = re.compile(r"^(?:略|无|同上|其他|另行规定)[。.]?$|按照?职责分工，?做好有关工作[。.]?$")


def proposed_actions(title: str, sections: Sequence[Text]) -> list[ProposedAction]:
    """The actions that the text tells, in its order; ``title`` is the plan's."""
    found: dict[tuple[str, str, str], ProposedAction] = {}
    for each in placed(sections):
        actions = english_actions(title, each) if _is_english(each) else _chinese_actions(title, each)
        for action in actions:
            found.setdefault((action.level, action.role, _key(action.text)), action)
            if len(found) >= ACTIONS_MOST:
                return list(found.values())
    return list(found.values())


def is_acting(title: str, titles: Sequence[str]) -> bool:
    """Whether what stands under these headings, the nearest first, tells what to do: the nearest that says so decides."""
    if any(_NEVER.search(each) for each in titles):
        return False
    for place, each in enumerate(titles):
        if _SKIPS.search(each) and not (_ACTS.search(each) and re.search(r"措施|行动|处置", each)):
            return False
        if _ACTS.search(each):
            return True
        if place and _CHECKLIST.search(each):
            return True
    return _CHECKLIST.search(title) is not None


@dataclass(slots=True)
class _State:
    """What holds from one line to the next: the levels of a line such as ``Ⅰ级响应：``, who a list is for."""

    levels: tuple[str, ...]
    role: str = ""
    skipping: bool = False
    listed: bool = False


def _chinese_actions(title: str, each: Placed) -> Iterator[ProposedAction]:
    titles = each.titles
    orders = any(_ORDERED.search(line) for line in lines_of(each.text.body)) and not any(map(_NEVER.search, titles[1:]))
    if is_acting(title, titles) or (orders and not _NEVER.search(titles[0])):
        yield from _acting(each)
    elif _REPORTS.search(titles[0]) or (len(titles) > 1 and _REPORTS.search(titles[1])):
        yield from _reporting(each)


def _acting(each: Placed) -> Iterator[ProposedAction]:
    state = _State(level_of(each.titles), role=_role_of_heading(each.text.title))
    lines = lines_of(each.text.body)
    has_list = sum(is_numbered(line) for line in lines) > 1
    for line in lines:
        marked = _MARKED_LEVEL.match(line)
        if marked and levels_in(marked[1]):
            state.levels, state.skipping = levels_in(marked[1]), "条件" in line or "标准" in line
            line = line[marked.end() :]
            if len(line.strip()) < _LEAST:
                continue
        if (_LEAD_END.search(line) or _ORDERED.search(line)) and not is_numbered(line):
            state.skipping = bool(_IS_CONDITION_LEAD.search(line) or _CONDITIONS.search(line)) and not _is_order(line)
            yield from _from_lead(each, line, state)
            continue
        numbered = is_numbered(line)
        if state.skipping and numbered:
            continue
        if not numbered and state.listed:
            state.role = ""
        state.listed = state.listed or numbered
        yield from _from_line(each, line, state, needs_who=has_list and not numbered)


def _is_order(line: str) -> bool:
    return re.search(r"措施|行动|工作|任务[：:]?\s*$", line) is not None


def _from_lead(each: Placed, line: str, state: _State) -> Iterator[ProposedAction]:
    """The sentence before a list: its last part says who the list is for, what stands before that may be asked itself."""
    sentences = [part for part in re.findall(r"[^。；;]+[。；;]?", line) if part.strip()]
    state.role = role_of(sentences[-1]) if sentences and not state.skipping else ""
    for sentence in sentences[:-1]:
        yield from _from_line(each, sentence, state, needs_who=True)


def _from_line(each: Placed, line: str, state: _State, *, needs_who: bool) -> Iterator[ProposedAction]:
    for role, text in _parts(bare(line)):
        if len(text) < _LEAST or _SELF_EVIDENT.search(text) or _IS_CONDITION_LEAD.search(text):
            continue
        if _NO_ACTION.search(text):
            continue
        who = role or ("" if needs_who else state.role)
        if needs_who and not (role and _DUTY.search(text)):
            continue
        for level in state.levels:
            yield ProposedAction(each.place, level, who, text[:TEXT_MOST])


def _parts(text: str) -> list[tuple[str, str]]:
    """A paragraph cut where somebody else begins to act: each part with who acts in it."""
    parts: list[tuple[str, str]] = []
    for sentence in (found.strip() for found in _SENTENCE.findall(text)):
        if not sentence:
            continue
        role = role_of(sentence)
        goes_on = parts and (not role or role == parts[-1][0] or (not begins_with_role(sentence) and not parts[-1][0]))
        if goes_on:
            parts[-1] = (parts[-1][0], f"{parts[-1][1]}{sentence}")
        else:
            parts.append((role, sentence))
    return [(role, _ended(said)) for role, said in parts]


def _ended(text: str) -> str:
    """Without the sign that cuts it off from what followed."""
    return text.rstrip("；; 　").strip()


def _reporting(each: Placed) -> Iterator[ProposedAction]:
    """Of the sections on reporting: who reports what within which time."""
    for line in lines_of(each.text.body):
        for sentence in re.findall(r"[^。；;]+[。；;]?", bare(line)):
            role = role_of(sentence)
            if role and _IN_TIME.search(sentence) and _TOLD.search(sentence):
                for level in level_of(each.titles):
                    yield ProposedAction(each.place, level, role, _ended(sentence)[:TEXT_MOST])


def _role_of_heading(title: str) -> str:
    """Who a card of duties is for: ``值班室处置卡``."""
    found = re.match(r"(.{2,14}?)(?:应急)?(?:处置|行动|任务|职责|工作)(?:卡|清单|检查单)", title)
    return found[1] if found else ""


def _key(text: str) -> str:
    return "".join(re.findall(r"\w", text)).casefold()


def _is_english(each: Placed) -> bool:
    """Whether a section is written in English."""
    text = f"{each.text.title}{each.text.body}"
    return bool(text) and sum(sign.isascii() for sign in text) > len(text) * 0.8
