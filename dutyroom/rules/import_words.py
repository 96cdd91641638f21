"""The words of an office's tables for what has a fixed list here: channel, urgency, secrecy, state, kind, basis."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, TypeVar

from dutyroom.rules.fold import fold
from dutyroom.rules.matter import SECRECY, MatterKind, State
from dutyroom.rules.notice import PAPER_URGENCY, TELEGRAM_URGENCY, Channel
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.supervision import Basis
from dutyroom.rules.table_cells import NOTHING

T = TypeVar("T", Channel, State, MatterKind, Basis)
_CHANNELS: Final[Mapping[Channel, str]] = {
    Channel.TELEGRAM: "电报 明电 密电 内部明电 机要",
    Channel.FAX: "传真 加密传真",
    Channel.TELEPHONE: "电话 来电 口头 电话通知 phone call",
    Channel.EMAIL: "邮件 电子邮件 邮箱 e-mail mail",
    Channel.PAPER: "纸质 纸质文件 纸件 文件 交换 文件交换 邮寄 信函 直送 onpaper",
    Channel.NETWORK: "网络 政务网 oa 公文系统 公文交换系统 电子公文 协同办公 微信",
    Channel.VIDEO: "视频 视频会议 会议 videomeeting",
}
_STATES: Final[Mapping[State, str]] = {
    State.RECEIVED: "已收文 已登记 收文 登记 待办 未办 新收",
    State.PROPOSED: "已拟办 拟办 待批 待批示",
    State.INSTRUCTED: "已批示 批示 已批",
    State.ASSIGNED: "已交办 交办 已分办 已分送 待签收",
    State.IN_HAND: "办理中 在办 正在办理 承办中 已签收 推进中 进行中 inhand",
    State.ANSWERED: "已反馈 反馈 已答复 已回复",
    State.CLOSED: "已办结 办结 完成 已完成 办毕 已办 办理完毕",
    State.FILED: "已归档 归档 已存档",
    State.RETURNED: "已退回 退回 退文",
    State.TRANSFERRED: "已转办 转办 转出",
    State.VOID: "已作废 作废 注销",
}
_BASES: Final[Mapping[Basis, str]] = {
    Basis.INSTRUCTION: "领导批示 批示 领导批示件 批示件",
    Basis.MEETING: "会议决定 会议议定 会议纪要 议定事项 会议",
    Basis.PAPER: "上级文件 上级来文 文件 来文",
    Basis.NPC: "人大建议 代表建议 建议",
    Basis.CPPCC: "政协提案 委员提案 提案",
    Basis.TARGET: "年度目标 目标任务 责任目标 年度重点工作",
    Basis.PRACTICAL: "十件实事 民生实事 实事",
    Basis.EXERCISE: "演练评估发现问题 演练发现问题 评估发现问题 演练",
}
_KINDS: Final[Mapping[MatterKind, str]] = {
    MatterKind.NOTICE: "来文 来文来电 上级来文来电 通知",
    MatterKind.SUPERVISION: "督查 督办 督查督办",
    MatterKind.INCIDENT: "突发事件 事件",
}
_URGENCIES: Final = {"急件": "加急", "急": "加急", "特急件": "特急", "加急件": "加急", "平": "平件", "普通": "平件"}
_USUAL: Final = NOTHING | {"一般", "常规", "非急件", "非急"}
_OPEN_PAPERS: Final = NOTHING | {"公开", "非密", "普通", "内部", "不涉密", "一般"}
_SECRET: Final = re.compile(r"(秘密|机密|绝密)\s*(?:级|件)?[★*☆]?\s*(?:(\d{1,2})\s*年|长期)?")


def channel_said(text: str) -> Channel | None:
    """The channel; None where the cell is empty."""
    return _found(text, _CHANNELS) if text.lower() not in NOTHING else None


def state_said(text: str) -> State | None:
    """The state; None where the cell is empty."""
    return _found(text, _STATES) if text.lower() not in NOTHING else None


def kind_said(text: str) -> MatterKind | None:
    """The kind of matter; None where the cell is empty."""
    return _found(text, _KINDS) if text.lower() not in NOTHING else None


def basis_said(text: str) -> Basis:
    """What a matter under supervision rests on; a paper where nothing is said."""
    return _found(text, _BASES) if text.lower() not in NOTHING else Basis.PAPER


def urgency_said(text: str) -> str:
    """The grade of urgency, empty for what has none."""
    word = "".join(text.split())
    if word.lower() in _USUAL:
        return ""
    word = _URGENCIES.get(word, word)
    known = tuple(dict.fromkeys((*TELEGRAM_URGENCY, *PAPER_URGENCY)))
    if word not in known:
        raise Refusal("import.matter.word", value=text, known="、".join(known))
    return word


def secrecy_said(text: str) -> tuple[str, int | None]:
    """The grade of secrecy and for how many years; empty for an open paper."""
    word = "".join(text.split())
    if word.lower() in _OPEN_PAPERS:
        return "", None
    match = _SECRET.fullmatch(word)
    if match is None:
        raise Refusal("import.matter.word", value=text, known="、".join(SECRECY))
    return match[1], int(match[2]) if match[2] else None


def _found(text: str, words: Mapping[T, str]) -> T:
    word = "".join(fold(text).split())
    for member, known in words.items():
        if word == member.value.replace("_", "") or word == member.value or word in known.split():
            return member
    first = ", ".join(f"{known.split()[0]} ({member.value})" for member, known in words.items())
    raise Refusal("import.matter.word", value=text, known=first)
