"""What is found: plans in force only, however many withdrawn ones say the same."""

from __future__ import annotations

import pytest

from dutyroom.actions.plans import change_plan, index_plans, keep_in_slices, keep_plan, restore_plan, void_plan
from dutyroom.data.index import renew_index, renew_plans
from dutyroom.data.queries.search import COUNT_MOST
from dutyroom.data.queries.search_near import search_plans_widely
from dutyroom.data.queries.search_plans import search_plans
from dutyroom.rules.plan import ChangePlan, KeepPlan, VoidPlan
from dutyroom.ui.parts.plans.lines import count_said
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


NESTED = (
    (0, "", "", "示例市印发本预案，请执行。\n目　录\n1 应急响应……1\n1.1 Ⅱ级响应……2\n1.1.1 物资调运……3\n1.2 Ⅲ级响应\n- 3 -\n2 沙盘推演……9"),
    (1, "1", "应急响应", ""),
    (2, "1.1", "Ⅱ级响应", "由分管副市长指挥。"),
    (3, "1.1.1", "物资调运", "储备库两小时内运出编织袋。"),
    (2, "1.2", "Ⅲ级响应", "由局长指挥，物资由区里调运。"),
)  # fmt: skip


def nested(title: str = "示例市防汛应急预案") -> KeepPlan:
    return KeepPlan(
        title=title, kind="special", issuer="", number="", issued_on=None, text_missing=False, sections=NESTED,
        file_name="", path="",
    )  # fmt: skip


def sections(room: Room, words: str) -> list[str]:
    return [hit.section for hit in room.read(search_plans, words, 20).hits]


def says_where_it_stands(room: Room) -> None:
    assert sections(room, "Ⅱ级响应 编织袋") == ["1.1.1 物资调运"]
    assert sections(room, "二级应急响应 物资") == ["1.1.1 物资调运"]
    assert sections(room, "Ⅲ级响应 物资") == ["1.2 Ⅲ级响应"]
    # What only a heading above says is no find of its own, and neither is the contents page.
    assert sections(room, "Ⅱ级响应") == ["1.1 Ⅱ级响应"]
    assert sections(room, "应急响应 Ⅱ级响应") == ["1.1 Ⅱ级响应"]
    assert sections(room, "物资调运") == ["1.1.1 物资调运"]
    assert sections(room, "沙盘推演") == [""]  # an entry of which the plan has no section
    assert sections(room, "印发 执行") == [""]


def test_a_section_is_found_with_the_headings_above_it(room: Room) -> None:
    number = room.do(keep_plan, nested()).plan
    says_where_it_stands(room)
    room.do(change_plan, ChangePlan(id=number, version=1, title="示例市抗震应急预案", kind="special"))
    assert sections(room, "抗震应急") == [""]
    assert sections(room, "防汛应急") == []
    for renewed in (renew_plans, renew_index):
        renewed(room.store.path)
        says_where_it_stands(room)


def test_what_is_indexed_later_is_found_with_the_headings_above_it(room: Room) -> None:
    filler = (2, "9.9", "附录", "示例。" * 15_000)
    keep = nested()
    whole = KeepPlan(
        title=keep.title, kind="special", issuer="", number="", issued_on=None, text_missing=False,
        sections=(keep.sections[0], filler, *keep.sections[1:]), file_name="", path="",
    )  # fmt: skip
    keep_in_slices(room.do, room.store.folder, whole)
    assert not room.do(index_plans)
    says_where_it_stands(room)


def test_what_is_said_otherwise_is_not_asked_for_where_enough_say_it_themselves(room: Room) -> None:
    kept(room, "甲方案（测试）", [f"疏散群众{n}" for n in range(3)])
    kept(room, "乙方案（测试）", [f"转移群众{n}" for n in range(99)])
    few = room.read(search_plans, "转移", 5)
    assert (few.count, few.more) == (102, False)
    kept(room, "丙方案（测试）", ["转移群众"])
    enough = room.read(search_plans, "转移", 5)
    assert (enough.count, enough.more) == (100, True)
    assert all("转移" in hit.snippet for hit in (*few.hits, *enough.hits))
    assert count_said(enough) == "100+ passages"
