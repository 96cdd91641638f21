"""Unnumbered chapters: the names that every plan's chapters bear (总则, 应急响应, 附则), alone on their lines, without a number.

They are headings only in a document whose chapters are not numbered or declared in any way, where several such names
stand and text or a list of points under each.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from dutyroom.rules.cover import reads_as_plan_title
from dutyroom.rules.headings import Candidate, Form, Listed, Piece, reads_as_title
from dutyroom.rules.traditional import simplified

_LISTS: Final = (Form.HAN_BRACKET, Form.DIGIT, Form.DIGIT_BRACKET, Form.CIRCLED)
_FEWEST: Final = 3
_LONGEST: Final = 16
_AND: Final = "(?:与|和|及|、)?"
_NAMES: Final = re.compile(
    "总则|附则|附录|目的|适用范围|指导思想|工作原则|基本原则|工作目标|工作要求|工作措施|编制(?:目的|依据|原则)|事件分级|分级标准|风险分析"
    rf"|(?:应急)?组织(?:指挥)?(?:机构|体系|领导|架构){_AND}(?:主要|工作)?(?:职责|任务)?(?:分工)?|领导(?:机构|小组)|指挥体系|指挥机构|职责(?:分工|任务)|机构{_AND}职责"
    rf"|(?:应急指挥|指挥){_AND}?(?:体系|机构){_AND}职责"
    rf"|(?:监测|预测|预防|预报){_AND}(?:监测)?{_AND}预警(?:机制|预防|预报)?(?:{_AND}(?:信息|预防)报告)?|预警(?:预防)?机制|预警响应|应急准备|预防(?:工作|措施)"
    rf"|信息(?:报告|报送|处理|管理|发布)(?:{_AND}发布)?|运行机制|应急(?:响应|处置|保障|救援|行动|程序|措施|结束|终止)(?:{_AND}(?:处置|救援|保障))?|分级响应|响应(?:分级|程序|措施|终止)"
    rf"|处置(?:程序|措施|流程)|先期处置|后期(?:处置|工作)|善后(?:工作|处置|处理)|恢复{_AND}重建|灾后(?:救助|恢复)(?:{_AND}恢复重建)?|保障措施|物资保障|奖惩|责任追究"
    rf"|(?:宣传|教育|培训|演练|演习)(?:{_AND}(?:宣传|教育|培训|演练|演习))*|监督(?:管理|检查)|预案(?:管理|启动|终止)(?:{_AND}更新)?|奖励{_AND}(?:责任|处罚)(?:追究)?"
)


def with_unnumbered(items: Sequence[Piece]) -> list[Piece]:
    """The items with the unnumbered chapters among the lines as headings."""
    found = list(items)
    if any(_counts(item) for item in items):
        return found
    named = [at for at in range(len(items)) if _is_alone(items, at) and _NAMES.fullmatch(_bare(items[at]))]
    if len(named) < _FEWEST:
        return found
    outermost = min((_LISTS.index(i.form) for i in items if isinstance(i, Candidate) and i.form in _LISTS), default=-1)
    restarts = [at for at in range(len(items)) if _is_alone(items, at) and _opens_list(items, at, outermost)]
    for number, at in enumerate(sorted({*named, *restarts}), 1):
        line = str(items[at])
        found[at] = Candidate(Form.PLAIN, (number,), "", line.rstrip("：:"), "", line, level=1)
    return found


def _counts(item: Piece) -> bool:
    """Whether the document declares its headings or numbers its chapters."""
    if isinstance(item, str):
        return False
    return item.level is not None or (
        item.form not in (*_LISTS, Form.GRADE, Form.GRADE_OUTER, Form.ATTACHMENT) and bool(item.title)
    )


def _bare(item: Piece) -> str:
    return simplified("".join(str(item).split())).rstrip("：:")


def _is_alone(items: Sequence[Piece], at: int) -> bool:
    """Whether a piece is a short line that could head what follows it: running text, or a list of points."""
    item = items[at]
    if not isinstance(item, str) or isinstance(item, Listed) or len(item) > _LONGEST or at + 1 >= len(items):
        return False
    following = items[at + 1]
    if isinstance(following, str):
        return len(following) > _LONGEST or following.endswith("。")
    return following.numbers == (1,)


def _opens_list(items: Sequence[Piece], at: int, outermost: int) -> bool:
    """Whether the points that are the document's outermost begin to count under the line."""
    following = items[at + 1]
    return (
        isinstance(following, Candidate)
        and bool(following.title)
        and following.form in _LISTS
        and _LISTS.index(following.form) == outermost
        and reads_as_title(_bare(items[at]))
        and not reads_as_plan_title(_bare(items[at]))
    )
