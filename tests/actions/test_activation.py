"""Plans at work on a real store: a pinned version, ticks with name and time, levels, an end that decides what is open."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutyroom.actions.activation import activate, decide_item, end_activation, fitting_plans, set_level
from dutyroom.actions.importing import import_plans
from dutyroom.actions.plan_contents import add_line, decide_lines
from dutyroom.actions.plan_proposing import propose_contents
from dutyroom.actions.plans import keep_plan, void_plan
from dutyroom.data.queries.activations import activations_of, running_activations
from dutyroom.data.queries.plan_contents import action_rows
from dutyroom.data.queries.plans import plan_in_full
from dutyroom.data.verify import check_store
from dutyroom.readers.opening import open_reading
from dutyroom.readers.reading import Reader, gather_files
from dutyroom.rules.activation import (
    Activate,
    Decide,
    EndActivation,
    ItemState,
    Line,
    SetLevel,
    dropped_by_lowering,
    fit,
    lines_of_level,
    units_named,
)
from dutyroom.rules.incident import GRADES
from dutyroom.rules.plan import VoidPlan
from dutyroom.rules.plan_contents import ActionFacts, AddLine, ContentKind, ContentState, DecideLines
from dutyroom.rules.refusal import Refusal
from tests.actions.test_incidents import full, taken
from tests.samples import Room

REAL = Path(__file__).resolve().parents[3] / "shared" / "real" / "plans_zh"
PLAN = """郑州市示例防汛应急预案

第一章 总则
为做好示例工作，制定本预案。

第二章 应急响应
2.1 Ⅳ级响应
（1）市防汛办加强值班，每日8时、17时报告情况。
（2）市应急管理局检查物资储备。
2.2 Ⅲ级响应
（1）市应急管理局组织转移危险区域群众。
（2）市气象局每3小时报送雨情。
（3）市城市管理局封闭下穿隧道。
2.3 Ⅲ级响应终止条件
（1）降雨停止。

第三章 附则
本预案自印发之日起施行。
"""


def a_plan(room: Room, tmp_path: Path, text: str = PLAN) -> int:
    file = tmp_path / "plan.txt"
    file.write_text(text, encoding="utf-8")
    with Reader() as reader:
        (result,) = import_plans(gather_files([file]), reader, lambda keep: room.do(keep_plan, keep))
    assert result.plan is not None
    return result.plan


def started(room: Room, tmp_path: Path, level: str = "Ⅳ") -> tuple[int, int]:
    number = taken(room, subtype="flood")
    plan = a_plan(room, tmp_path)
    return number, int(room.do(activate, Activate(id=number, plan_id=plan, level=level, expected="24小时")))


def items(room: Room, number: int) -> list[tuple[str, str]]:
    return [(item.text[:8], item.state) for item in room.read(activations_of, number)[0].items]


def test_a_level_makes_the_checklist_and_raising_it_adds_what_it_asks(room, tmp_path):
    number, activation = started(room, tmp_path)
    assert [text for text, _ in items(room, number)] == ["市防汛办加强值班", "市应急管理局检查"]
    first = room.read(activations_of, number)[0]
    room.do(decide_item, Decide(item_id=first.items[0].id, state=ItemState.DONE, by="李秀英"))
    with pytest.raises(Refusal, match=r"item\.decided"):
        room.do(decide_item, Decide(item_id=first.items[0].id, state=ItemState.DONE))
    room.do(set_level, SetLevel(activation_id=activation, version=first.version, level="Ⅲ", reason="橙色预警"))
    assert [state for _, state in items(room, number)] == ["done", "open", "open", "open", "open"]
    with pytest.raises(Refusal, match=r"changed_meanwhile"):
        room.do(set_level, SetLevel(activation_id=activation, version=first.version, level="Ⅱ", reason="雨更大"))
    now = room.read(activations_of, number)[0]
    room.do(set_level, SetLevel(activation_id=activation, version=now.version, level="Ⅳ", reason="雨势减弱"))
    assert [state for _, state in items(room, number)] == ["done", "open", "dropped", "dropped", "dropped"]


def _check(room: Room, plan: int, level: str | None) -> None:
    """Propose from the plan's text and check what it found of a level; None adds one for every level instead."""
    text = room.read(plan_in_full, plan).plan.text_id
    room.do(propose_contents, text)
    if level is None:
        room.do(add_line, AddLine(text_id=text, facts=ActionFacts(role="值班室", text="立即报告带班领导")))
        return
    lines = tuple((row.id, row.version) for row in room.read(action_rows, text) if row.level == level)
    room.do(decide_lines, DecideLines(kind=ContentKind.ACTION, lines=lines, state=ContentState.CHECKED))


def test_checked_actions_are_the_checklist_and_proposed_ones_are_not(room, tmp_path):
    plan = a_plan(room, tmp_path)
    _check(room, plan, None)
    number = taken(room, subtype="flood")
    room.do(activate, Activate(id=number, plan_id=plan, level="Ⅳ"))
    texts = [item.text for item in room.read(activations_of, number)[0].items]
    assert texts[0] == "值班室：立即报告带班领导"
    assert [text[:8] for text in texts[1:]] == ["市防汛办加强值班", "市应急管理局检查"], (
        "nobody has checked those of the level"
    )
    _check(room, plan, "Ⅲ")
    row = room.read(activations_of, number)[0]
    room.do(set_level, SetLevel(activation_id=row.id, version=row.version, level="Ⅲ", reason="橙色预警"))
    added = [item.text for item in room.read(activations_of, number)[0].items][3:]
    assert [text[:6] for text in added] == ["市应急管理局", "市气象局每3", "市城市管理局"]
    assert room.read(check_store, room.store.attachments).problems == ()


def test_an_end_decides_what_is_open_and_the_timeline_holds_all_of_it(room, tmp_path):
    number, activation = started(room, tmp_path)
    with pytest.raises(Refusal, match=r"activation\.open"):
        room.do(end_activation, EndActivation(activation_id=activation, outcome="雨停"))
    room.do(end_activation, EndActivation(activation_id=activation, outcome="雨停", despite="无需再做"))
    assert room.read(running_activations) == []
    assert [step.kind for step in full(room, number).common.steps] == ["receive", "activate", "end_response"]
    with pytest.raises(Refusal, match=r"activation\.ended"):
        room.do(end_activation, EndActivation(activation_id=activation, outcome="雨停"))
    assert room.read(check_store, room.store.attachments).problems == ()


def test_a_plan_withdrawn_before_is_refused_and_withdrawn_after_keeps_its_version(room, tmp_path):
    number, _ = started(room, tmp_path)
    plan = room.read(activations_of, number)[0].plan_id
    with pytest.raises(Refusal, match=r"activation\.twice"):
        room.do(activate, Activate(id=number, plan_id=plan, level="Ⅲ"))
    room.do(void_plan, VoidPlan(id=plan, reason="已修订"), by="王建国")
    assert len(items(room, number)) == 2, "the activation keeps the version that it began with"
    second = taken(room, subtype="flood", place="另一处")
    with pytest.raises(Refusal, match=r"plan\.withdrawn"):
        room.do(activate, Activate(id=second, plan_id=plan, level="Ⅲ"))
    with pytest.raises(Refusal, match=r"activation\.level"):
        room.do(activate, Activate(id=second, plan_id=plan, level="Ⅴ"))


def test_plans_are_proposed_by_kind_then_area(room, tmp_path):
    plan = a_plan(room, tmp_path)
    assert room.read(fitting_plans, "flood", "二七区") == [(plan, "郑州市示例防汛应急预案")]
    assert room.read(fitting_plans, "road", "二七区") == []
    assert fit("二七区防汛应急预案", "flood", "二七区") > fit("金水区防汛应急预案", "flood", "二七区")
    assert fit("郑州市突发事件总体应急预案", "road", "") > 0


def test_the_units_that_a_level_names_become_its_call_list():
    texts = ["市应急管理局组织转移，市气象局报送雨情", "郑州市应急管理局汇总"]
    assert units_named(texts, {"应急管理局", "气象局", "林业局"}) == ["应急管理局", "气象局"]


@given(st.dictionaries(st.integers(1, 30), st.sampled_from(GRADES)), st.sampled_from(GRADES))
def test_lowering_drops_only_what_a_higher_level_asked(levels, level):
    dropped = set(dropped_by_lowering(levels, level))
    assert all((GRADES.index(own) < GRADES.index(level)) is (number in dropped) for number, own in levels.items())


@pytest.mark.skipif(not REAL.is_dir(), reason="the real plans are not beside the checkout")
@pytest.mark.parametrize("level", GRADES)
def test_the_real_flood_plan_of_the_province_has_a_checklist_at_every_level(level):
    read = open_reading(next(REAL.glob("16-*.txt")), plan=True)
    assert read.plan is not None
    sections = [_Numbered(n, s.level, s.title, s.body) for n, s in enumerate(read.plan.sections)]
    lines = lines_of_level(sections, level)
    assert len(lines) >= 4
    assert all(isinstance(line, Line) and len(line.text) > 4 for line in lines)
    assert not any("预警报告。" in line.text for line in lines), "what starts a response is nothing to be ticked"


class _Numbered:
    """A section as the store would number it."""

    def __init__(self, number: int, level: int, title: str, body: str) -> None:
        self.id, self.level, self.title, self.body = number, level, title, body


def test_what_stands_under_a_chapter_of_levels_is_found_and_what_tells_them_apart_is_not(room, tmp_path):
    text = PLAN.replace("第二章 应急响应", "第二章 分级响应").replace("2.3 Ⅲ级响应终止条件", "2.3 响应分级")
    number = taken(room, subtype="flood")
    plan = a_plan(room, tmp_path, text)
    room.do(activate, Activate(id=number, plan_id=plan, level="Ⅲ"))
    assert [text for text, _ in items(room, number)] == ["市应急管理局组织", "市气象局每3小时", "市城市管理局封闭"]


@pytest.mark.parametrize(
    ("title", "subtype", "fits"),
    [
        ("示例市森林火灾应急预案", "fire", False),
        ("示例市森林草原防灭火应急预案", "fire", False),
        ("示例市森林火灾应急预案", "wildfire", True),
        ("示例市火灾事故应急预案", "fire", True),
        ("示例市火灾和森林火灾应急预案", "fire", True),
    ],
)
def test_a_plan_for_forest_fires_fits_no_building_fire(title, subtype, fits):
    assert bool(fit(title, subtype, "")) is fits
