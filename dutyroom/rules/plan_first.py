"""The first five actions of a plan: what the first minutes need, proposed from its actions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, Protocol

from dutyroom.rules.plan_contents import FIRST_MOST

_NEEDS: Final = (
    re.compile(
        r"报告|上报|续报|接报|核[实查]|报[请区市县省国]|\b(?:gather|assess|identify|determine|verify|report)\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"通知|通报|召集|到岗|叫应|值班|联络|\b(?:page|notify|call|invite|join|alert|inform|assemble|escalate)\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"启动|成立|设立|会商|指挥|\b(?:initiate|launch|start|establish|announce|name|activate|declare)\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"疏散|转移|抢救|营救|救援|先期处置|警戒|封锁|停[工产业课运]|控制|\b(?:stop|isolate|contain|evacuate|cut off|quarantine|shut|protect|block|disconnect)\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"派出|赶赴|调[派集拨度]|预置|现场|\b(?:dispatch|deploy|delegate|send|assign|document|create)\b", re.IGNORECASE
    ),
)
"""One after the other: what is known is reported; people are called; command begins; harm is stopped; help is sent."""
_NOW: Final = re.compile(
    r"立即|第一时间|迅速|马上|当即|(?:[一二两三\d十]+|半)个?(?:分钟|小时)(?:之?内|后)|\b(?:immediately|at once|within \d+ minutes|first)\b",
    re.IGNORECASE,
)
_LATER: Final = re.compile(
    r"稳定后|结束后|评估|捐赠|恢复重建|心理|总结|宣传|每[日天]|资金|补助|once the (?:call|incident)|post.?mortem|after an incident|recover|insurance|retain|do not|don['’]t",
    re.IGNORECASE,
)
_EARLY: Final = re.compile(
    r"先期|接报|报告|启动|checklist|assess|initiate|assemble|first|panic|don['’]t panic", re.IGNORECASE
)
_NEAR: Final = re.compile(r"值班|办公室|[防应]?[防办]办|指挥部|incident commander|on-call|duty", re.IGNORECASE)
_LONG: Final = 90
_ENOUGH: Final = 4


class Action(Protocol):
    """An action, as far as choosing needs it."""

    @property
    def level(self) -> str:
        """Empty for every level."""

    @property
    def role(self) -> str:
        """Who acts."""

    @property
    def text(self) -> str:
        """What is to be done."""


def first_actions(actions: Sequence[Action], headings: Sequence[str]) -> list[int]:
    """At most five places among the actions, in the order in which they are done; ``headings`` are their sections'.

    One for each need of the first minutes where there is one that fits, what holds for every level before the rest;
    then what the plan says first.
    """
    chosen: list[int] = []
    for need in _NEEDS:
        scored = [
            (_fit(action, heading, need), -place)
            for place, (action, heading) in enumerate(zip(actions, headings, strict=True))
            if place not in chosen and need.search(action.text[:_LONG])
        ]
        score, negative = max(scored, default=(0, 0))
        if score >= _ENOUGH:
            chosen.append(-negative)
    more = [
        place
        for place, action in enumerate(actions)
        if place not in chosen and not action.level and not _LATER.search(action.text) and len(action.text) <= _LONG
    ]
    return (chosen + more)[:FIRST_MOST]


def _fit(action: Action, heading: str, need: re.Pattern[str]) -> int:
    found = need.search(action.text)
    score = 4 if found and found.start() <= _LONG // 3 else 2
    score += 3 if _NOW.search(action.text) else 0
    score += 3 if _EARLY.search(heading) else 0
    score += 1 if _NEAR.search(action.role) else 0
    score += 2 if not action.level else 0
    score -= 6 if _LATER.search(action.text) else 0
    return score - (1 if len(action.text) > _LONG else 0)
