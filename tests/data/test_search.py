"""What is found: plans in force only, however many withdrawn ones say the same."""

from __future__ import annotations

import pytest

from dutyroom.actions.plans import keep_plan, restore_plan, void_plan
from dutyroom.data.queries.search import COUNT_MOST, search_plans, search_plans_widely
from dutyroom.rules.plan import KeepPlan, VoidPlan
from tests.samples import Room

WITHDRAWN = 200


def kept(room: Room, title: str, texts: list[str], *, text_missing: bool = False) -> int:
    sections = tuple((1, f"{n}.", f"第{n}节", text) for n, text in enumerate(texts, 1))
    plan = KeepPlan(
        title=title,
        kind="special",
        issuer="",
        number="",
        issued_on=None,
        text_missing=text_missing,
        sections=sections,
        file_name="",
        path="",
    )
    return int(room.do(keep_plan, plan).plan)


@pytest.fixture
def library(room: Room) -> tuple[Room, int, int]:
    """A withdrawn plan whose 200 short sections rank before those of the plan in force."""
    old = kept(room, "旧方案（测试）", [f"转移群众{n}" for n in range(WITHDRAWN)])
    room.do(void_plan, VoidPlan(id=old, reason="已被新版代替"))
    new = kept(
        room,
        "新方案（测试）",
        [f"第{n}条：接到指令后，由街道办事处组织转移群众，逐户核对，不漏一人。" for n in range(3)],
    )
    return room, old, new


def test_withdrawn_plans_do_not_crowd_out_those_in_force(library: tuple[Room, int, int]) -> None:
    room, old, new = library
    found = room.read(search_plans, "转移群众", 20)
    assert [hit.id for hit in found.hits] == [new] * 3
    assert (found.count, found.more) == (3, False)
    two = room.read(search_plans, "转移群众", 2)
    assert ([hit.id for hit in two.hits], two.count, two.more) == ([new] * 2, 3, False)
    room.do(restore_plan, old)
    both = room.read(search_plans, "转移群众", 20)
    assert (len(both.hits), both.count) == (20, WITHDRAWN + 3)


def test_near_passages_are_of_plans_in_force(library: tuple[Room, int, int]) -> None:
    room, _old, new = library
    found = room.read(search_plans_widely, "群众转移", 20)
    assert found.near
    assert {hit.id for hit in found.hits} == {new}


def test_counts_are_capped(room: Room) -> None:
    kept(room, "长方案（测试）", [f"转移群众{n}" for n in range(COUNT_MOST + 1)])
    found = room.read(search_plans, "转移群众", 5)
    assert (len(found.hits), found.count, found.more) == (5, COUNT_MOST, True)


def test_a_plan_without_text_takes_no_place_of_one_that_answers(room: Room) -> None:
    stub = kept(room, "只有标题（测试）", [""] * 30, text_missing=True)
    whole = kept(room, "有正文（测试）", ["接到指令后，由街道办事处按第1节组织转移群众，逐户核对，不漏一人。"])
    found = room.read(search_plans, "第1节", 20)
    assert [hit.id for hit in found.hits] == [whole, stub]
    first = room.read(search_plans, "节", 1)
    assert ([hit.id for hit in first.hits], first.count) == ([whole], 31)
