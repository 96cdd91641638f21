"""The card of first actions above the text: whole where there is room, one line where the window is low."""

from __future__ import annotations

import pytest

from dutyroom.actions.plan_proposing import propose_contents
from dutyroom.data.queries.plan_contents import first_actions
from dutyroom.data.queries.plans import plan_in_full
from dutyroom.ui.parts.plans.library import PlanLibrary
from tests.ui.plans_kept import keep, settled

PLAN = (
    (1, "1", "总则", "本预案仅为检验程序而写。\n" * 30),
    (1, "2", "应急响应", ""),
    (
        2,
        "2.1",
        "Ⅳ级响应措施",
        "（1）示例值班室立即报告带班领导。\n（2）示例水利局派出工作组。\n（3）示例指挥部组织会商。",
    ),
)


@pytest.fixture
def page(qtbot, look, room, courier, tools):
    number = keep(room, "示例防汛应急预案", PLAN)
    text = room.read(plan_in_full, number).plan.text_id
    room.do(propose_contents, text)
    assert room.read(first_actions, text)
    made = PlanLibrary(tools)
    qtbot.addWidget(made)
    made.resize(1000, 800)
    made.show()
    made.arrive(None)
    settled(qtbot, courier, lambda: bool(made.view.results.lines))
    made._open(number, None, True)
    settled(qtbot, courier, lambda: bool(made.view.first.rows))
    return made


def test_a_low_window_leaves_the_text_its_room_and_says_the_actions_on_one_line(qtbot, courier, page):
    card, text = page.view.first, page.view.reader.text
    assert card._inside.isVisible()
    assert card.short.full_text() == ""
    page.resize(1000, 420)
    settled(qtbot, courier)
    assert card.isVisible()
    assert not card._inside.isVisible()
    assert "示例值班室" in card.short.full_text()
    qtbot.waitUntil(lambda: text.height() > card.height() * 3)
    page.resize(1000, 800)
    settled(qtbot, courier)
    assert card._inside.isVisible()


def test_what_somebody_opened_or_folded_stays_so_whatever_the_height(qtbot, courier, page):
    card = page.view.first
    page.resize(1000, 420)
    settled(qtbot, courier)
    card.fold.click()
    assert card._inside.isVisible()
    page.resize(1000, 430)
    settled(qtbot, courier)
    assert card._inside.isVisible()
    card.fold.click()
    page.resize(1000, 800)
    settled(qtbot, courier)
    assert not card._inside.isVisible()
