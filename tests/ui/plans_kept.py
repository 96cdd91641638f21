"""Small plans for the tests of the plans page."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from dutyroom.actions.plans import keep_plan
from dutyroom.rules.plan import KeepPlan
from dutyroom.ui.parts.plans.library import PlanLibrary
from tests.samples import Room

FLOOD = (
    (0, "", "", "（2023年修订版）"),
    (1, "1", "总则", ""),
    (2, "1.1", "编制目的", "为做好洪涝灾害的防范处置工作，制定本预案。"),
    (1, "2", "应急响应", "按洪涝灾害的严重程度分为四级。"),
    (
        2,
        "2.1",
        "Ⅳ级响应",
        "符合下列条件之一的，启动四级应急响应：\n（1）发布暴雨黄色预警；\n（2）两个以上市发生洪涝。\n" * 6,
    ),
    (2, "2.2", "响应措施", "省防办𠮷主任主持会商，启动Ⅳ级响应后每日报告一次。"),
)
QUAKE = (
    (1, "第一章", "总则", "本预案适用于地震灾害。"),
    (1, "第二章", "应急处置", "启动四级应急响应，派出工作组。"),
)
STUB = ((1, "1", "总则", ""), (1, "2", "四级应急响应", ""))
ENGLISH = (
    (1, "", "Roles", "The incident commander leads the response.\n- Deputy commander\n- Scribe"),
    (2, "", "Incident Commander", "Decides."),
)


def keep(room: Room, title: str, sections: tuple[tuple[int, str, str, str], ...], **named: object) -> int:
    """Keep a plan; returns its number."""
    facts = {"kind": "special", "issuer": "省政府", "number": "", "issued_on": None, "text_missing": False}
    plan = KeepPlan(**{**facts, "title": title, "sections": sections, "file_name": "plan.txt", "path": "", **named})
    return int(room.do(keep_plan, plan).plan)


def library(room: Room) -> dict[str, int]:
    """Four plans; one is a stub."""
    return {
        "flood": keep(room, "河南省防汛应急预案", FLOOD),
        "quake": keep(room, "地震应急预案", QUAKE),
        "stub": keep(room, "重庆市防汛应急预案", STUB, text_missing=True),
        "english": keep(room, "Incident Response Plan", ENGLISH, kind="other", issuer=""),
    }


def settled(qtbot: object, courier: object, *more: Callable[[], bool]) -> None:
    """Wait until nothing is under way and everything of ``more`` is so."""
    qtbot.waitUntil(lambda: courier.is_idle() and all(each() for each in more), timeout=10_000)  # type: ignore[attr-defined]


def typed(widget: QWidget, words: str) -> None:
    """Type words: English by key, Chinese as an input method commits it."""
    if words.isascii():
        QTest.keyClicks(widget, words)
    else:
        event = QInputMethodEvent()
        event.setCommitString(words)
        QApplication.sendEvent(widget, event)


def shown_page(qtbot, courier, tools):
    """The plans page as the window shows it, its list come."""
    made = PlanLibrary(tools)
    made.resize(1200, 700)
    qtbot.addWidget(made)
    courier.changed.connect(made.heard)
    made.show()
    made.arrive(None)
    settled(qtbot, courier, lambda: bool(made.view.results.lines))
    return made
