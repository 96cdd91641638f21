"""The register of supervision on a real store: rows, lights, counts by unit, what a notice proposes."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dutyroom.actions.matters import assign, close, feed_back, take_step
from dutyroom.actions.supervision import set_up_supervision, urge_in_colour
from dutyroom.data.queries.register import MatterSearch, find_matters
from dutyroom.data.queries.supervision import (
    lights_by_unit,
    proposed_limit,
    supervision_from,
    supervision_in_full,
    supervision_rows,
    yellow_before,
)
from dutyroom.rules.matter import MatterKind, Role, StepKind
from dutyroom.rules.matter_filter import read_matter_filter
from dutyroom.rules.matter_steps import Assign, AssignTo, Close, PlainStep, UnitStep
from dutyroom.rules.supervision import Basis, Colour, SetUpSupervision, UrgeInColour, light
from tests.actions.matters import Flow
from tests.samples import ZONE, Room

THREE_DAYS = timedelta(days=3)


def set_up(room: Room, title: str = "积水点整治", **named) -> int:
    usual = {"basis": Basis.INSTRUCTION, "title": title, "asked": "月底前完成", "leader": "王建国"}
    return int(room.do(set_up_supervision, SetUpSupervision(**{**usual, **named})))


def hand(room: Room, number: int, *units: str) -> int:
    asked = tuple(AssignTo(unit=u, role=Role.HELPER if n else Role.LEAD) for n, u in enumerate(units))
    room.do(assign, Assign(id=number, units=asked))
    return room.read(supervision_in_full, number).common.assignments[0].id


def finish(room: Room, number: int, assignment: int) -> None:
    room.do(feed_back, UnitStep(id=number, assignment_id=assignment, text="已完成"))
    room.do(close, Close(id=number, text="销号"))


def found(room: Room, written: str = "") -> list[int]:
    search = MatterSearch(
        kind=MatterKind.SUPERVISION,
        now=room.now,
        zone=ZONE,
        filter=read_matter_filter(written),
        yellow_before=THREE_DAYS,
    )
    return list(room.read(find_matters, search))


@pytest.fixture
def life(request):
    return _six_matters if "register" in request.fixturenames else None


@pytest.fixture
def register(room) -> dict[str, int]:
    """Six matters of two units, one of them with nobody, an hour apart; the clock ends ten days later."""
    return dict(room.found)


def _six_matters(room: Room) -> dict[str, int]:
    made = {
        "late": set_up(room, "逾期的", due_at=room.now + timedelta(days=5)),
        "soon": set_up(room, "临期的", basis=Basis.MEETING, due_at=room.now + timedelta(days=12)),
        "calm": set_up(room, "正常的", basis=Basis.NPC, proposers="示例代表"),
        "target": set_up(room, "目标", basis=Basis.TARGET),
        "kept": set_up(room, "按时办结的"),
        "missed": set_up(room, "迟办结的", due_at=room.now + timedelta(days=1)),
    }
    for name in ("late", "soon", "kept"):
        made[f"{name}_unit"] = hand(room, made[name], "水利局", "城市管理局")
    for name in ("calm", "missed"):
        made[f"{name}_unit"] = hand(room, made[name], "城市管理局")
    finish(room, made["kept"], made["kept_unit"])
    room.wait(days=2)
    finish(room, made["missed"], made["missed_unit"])
    room.wait(days=8)
    return made


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("", ["late", "soon", "calm", "target", "kept", "missed"]),
        ("state:open", ["late", "soon", "calm", "target"]),
        ("light:red", ["late"]),
        ("is:late", ["late"]),
        ("light:yellow", ["soon"]),
        ("light:green", ["calm", "target"]),
        ("light:off", ["kept", "missed"]),
        ("basis:npc", ["calm"]),
        ("basis:instruction state:open", ["late"]),
        ("office:水利", ["late", "soon", "kept"]),
        ("is:unassigned", ["target"]),
        ("临期", ["soon"]),
    ],
)
def test_each_filter_lets_through_what_it_says(register, room, written, names):
    assert found(room, written) == [register[name] for name in reversed(names)]


def test_the_lights_of_the_filter_are_those_of_the_rule(register, room):
    for row in room.read(supervision_rows, found(room)):
        shown = light(row.matter.state, row.matter.due_at, room.now, THREE_DAYS)
        assert row.id in found(room, f"light:{shown}")
    edge = set_up(room, due_at=room.now + THREE_DAYS)
    assert edge in found(room, "light:yellow")
    room.wait(days=3)
    assert edge in found(room, "light:red")


def test_a_row_has_units_basis_and_the_last_colour(register, room):
    for colour in (Colour.BLUE, Colour.ORANGE):
        asked = UrgeInColour(id=register["late"], assignment_id=register["late_unit"], colour=colour)
        room.do(urge_in_colour, asked)
    row = room.read(supervision_rows, [register["late"]])[0]
    assert (row.basis, row.colour, row.urged) == ("instruction", "orange", 2)
    assert (row.matter.lead, row.helpers) == ("水利局", ("城市管理局",))


def test_counts_by_unit_have_numerator_and_denominator(register, room):
    units = {row.unit: row for row in room.read(lights_by_unit, room.now, ZONE, THREE_DAYS)}
    water, city, nobody = units["水利局"], units["城市管理局"], units[""]
    assert (water.green, water.yellow, water.red, water.over) == (0, 1, 1, 1)
    assert (water.kept, water.judged) == (1, 2)
    assert (city.green, city.red, city.over, city.kept, city.judged) == (1, 0, 1, 0, 1)
    assert (nobody.green, nobody.judged) == (1, 0)
    assert next(iter(units)) == "水利局"


def test_what_was_closed_last_year_and_what_is_void_does_not_count(register, room):
    room.do(take_step, PlainStep(id=register["calm"], step=StepKind.VOID, text="重复立项"))
    room.wait(days=40)
    units = {row.unit: row for row in room.read(lights_by_unit, room.now, ZONE, THREE_DAYS)}
    assert "城市管理局" not in units
    assert (units["水利局"].over, units["水利局"].kept, units["水利局"].judged) == (0, 0, 2)


def test_what_was_opened_again_is_judged_by_its_last_closing(register, room):
    room.do(take_step, PlainStep(id=register["kept"], step=StepKind.REOPEN, text="未整改到位"))
    room.wait(days=30)
    water = room.read(lights_by_unit, room.now, ZONE, THREE_DAYS)[0]
    assert (water.unit, water.red, water.kept, water.judged) == ("水利局", 3, 0, 3)


@pytest.mark.parametrize("many", [1, 3, 60])
def test_rows_cost_two_queries_whatever_their_number(room, many):
    numbers = [set_up(room, f"第{n}件") for n in range(many)]
    hand(room, numbers[0], "水利局", "城市管理局")
    asked = room.asked()
    assert len(room.read(supervision_rows, numbers)) == many
    assert len([sql for sql in asked if "SELECT" in sql]) == 2
    asked.clear()
    assert len(room.read(lights_by_unit, room.now, ZONE, THREE_DAYS)) == min(many, 2)
    assert len([sql for sql in asked if "SELECT" in sql]) == 1


def test_a_notice_proposes_a_paper_and_an_instruction_where_it_has_one(room):
    notice = Flow(room)
    proposed = room.read(supervision_from, notice.id)
    assert (proposed.basis, proposed.asked) == (Basis.PAPER, "11月24日18时前报送落实情况")
    assert proposed.source == "河南省防汛抗旱指挥部办公室 豫汛办电〔2026〕12号"
    assert (proposed.is_urgent, proposed.grew_out_of) == (True, notice.id)
    notice.instruct("请水利局抓紧落实")
    instructed = room.read(supervision_from, notice.id)
    assert (instructed.basis, instructed.leader, instructed.asked) == (Basis.INSTRUCTION, "王建国", "请水利局抓紧落实")
    number = int(room.do(set_up_supervision, instructed))
    assert room.read(supervision_in_full, number).common.links[0].kind == "notice"
    assert room.read(supervision_from, 999) is None
    assert room.read(supervision_in_full, notice.id) is None


def test_the_limit_that_would_hold_is_said_beforehand(room):
    asked = SetUpSupervision(basis=Basis.MEETING, title="", asked="")
    limit = room.read(proposed_limit, asked, room.now, ZONE)
    assert (limit.rule_key, limit.due_at) == ("supervise.minutes", room.now + timedelta(days=20))
    assert room.read(yellow_before, room.now, ZONE) == THREE_DAYS
