"""The search of the library: filters, laws in force, names and pinyin, contents of plans, other spellings, one order."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from dutyroom.actions.plan_contents import add_line, change_line, decide_lines
from dutyroom.actions.plans import change_plan
from dutyroom.data.index import renew_plans
from dutyroom.data.queries.plans import plan_in_full
from dutyroom.data.queries.search_near import search_plans_widely
from dutyroom.data.queries.search_plans import search_plans
from dutyroom.data.verify import check_store
from dutyroom.rules.plan import ChangePlan, Particulars
from dutyroom.rules.plan_contents import AddLine, ChangeLine, ContactFacts, ContentKind, ContentState, DecideLines
from dutyroom.rules.plan_filter import PlanFilter
from tests.samples import Room
from tests.ui.plans_kept import keep

TODAY = date(2026, 11, 23)
FLOOD = (
    (1, "1", "总则", "为做好防汛工作，制定本预案。"),
    (1, "2", "物资准备", "备足编织袋和救生衣。"),
    (1, "3", "应急响应", "由防汛抗旱指挥部启动，组织群众转移。"),
)
OLD_LAW = ((1, "第一条", "", "为了应对突发事件，制定本法。"), (1, "第二条", "", "预警级别分为四级。"))
NEW_LAW = (
    (1, "第一条", "", "为了规范应对，制定本法。"),
    (1, "第六十三条", "", "预警级别分为四级，预警级别的划分标准另定。"),
)
ENGLISH = (
    (1, "", "Evacuation", "Evacuate the building. Notify the regulators."),
    (1, "", "Roles", "A liaison informs."),
)


@pytest.fixture
def library(room: Room) -> dict[str, int]:
    return {
        "flood": keep(room, "示例省防汛应急预案", FLOOD, issued_on=date(2023, 5, 1)),
        "old": keep(room, "示例应对法", OLD_LAW, kind="law", issued_on=date(2007, 8, 30)),
        "new": keep(room, "示例应对法", NEW_LAW, kind="law", issued_on=date(2024, 6, 28)),
        "english": keep(room, "Evacuation plan", ENGLISH, kind="onsite"),
    }


def asked(room: Room, words: str, **narrowed: object) -> list[tuple[int, str]]:
    found = room.read(search_plans_widely, words, 20, PlanFilter(**narrowed), TODAY)  # type: ignore[arg-type]
    return [(hit.id, hit.section) for hit in found.hits]


def test_of_two_laws_of_one_name_the_one_in_force_comes_first(room: Room, library: dict[str, int]) -> None:
    assert [plan for plan, _ in asked(room, "预警级别")] == [library["new"], library["old"]]
    assert asked(room, "预警级别", in_force=True) == [(library["new"], "第六十三条")]
    hits = room.read(search_plans, "预警级别", 20, PlanFilter(), TODAY).hits
    assert [hit.in_force for hit in hits] == [True, False]


def test_an_article_is_found_by_its_number_and_its_law(room: Room, library: dict[str, int]) -> None:
    assert asked(room, "应对法63条")[0] == (library["new"], "第六十三条")
    assert asked(room, "应对法 第六十三条")[0] == (library["new"], "第六十三条")


def test_filters_leave_out_what_is_not_asked_for(room: Room, library: dict[str, int]) -> None:
    version = room.read(plan_in_full, library["flood"]).plan.version
    change = ChangePlan(
        id=library["flood"], version=version, title="示例省防汛应急预案", kind="special", issued_on=date(2023, 5, 1),
        particulars=Particulars(level="province", lead_unit="示例省水利厅", effective_on=date(2023, 6, 1)),
    )  # fmt: skip
    room.do(change_plan, change)
    everywhere = {plan for plan, _ in asked(room, "制定")}
    assert everywhere == {library["flood"], library["old"], library["new"]}
    assert {plan for plan, _ in asked(room, "制定", shelf="laws")} == {library["old"], library["new"]}
    for narrowed in ({"shelf": "plans"}, {"kind": "special"}, {"level": "province"}, {"unit": "水利厅"}):
        assert {plan for plan, _ in asked(room, "制定", **narrowed)} == {library["flood"]}, narrowed
    assert {plan for plan, _ in asked(room, "制定", since=date(2023, 5, 1), until=date(2023, 5, 1))} == {
        library["flood"]
    }
    assert asked(room, "制定", level="city") == []
    room.do(
        change_plan,
        ChangePlan(
            id=library["flood"], version=version + 1, title="示例省防汛应急预案", kind="special",
            issued_on=date(2023, 5, 1), particulars=Particulars(level="province", ends_on=TODAY),
        ),
    )  # fmt: skip
    assert asked(room, "编织袋", in_force=True) == []
    assert asked(room, "编织袋") != []


@pytest.mark.parametrize("words", ["sfxyjya", "fangxun", "示例防汛预案", "示例省防汛", "防洪应急预案"])
def test_a_plan_is_found_by_short_names_pinyin_and_what_means_the_same(
    room: Room, library: dict[str, int], words: str
) -> None:
    assert asked(room, words)[0][0] == library["flood"]


def test_words_that_name_the_plan_and_words_of_its_text_answer_together(room: Room, library: dict[str, int]) -> None:
    assert asked(room, "示例省防汛 编织袋") == [(library["flood"], "2 物资准备")]
    assert asked(room, "fangxun 编织袋") == [(library["flood"], "2 物资准备")]
    assert asked(room, "防洪 编织袋") == [(library["flood"], "2 物资准备")]


def test_english_words_are_found_in_their_forms_and_by_the_nearest_spelling(
    room: Room, library: dict[str, int]
) -> None:
    assert asked(room, "regulator notified")[0] == (library["english"], "Evacuation")
    found = room.read(search_plans_widely, "evacution")
    assert (found.meant, found.hits[0].id) == ("evacuation", library["english"])
    assert room.read(search_plans_widely, "evacuation").meant == ""
    assert room.read(search_plans_widely, "quetzalcoatlus").hits == ()
    assert room.read(search_plans_widely, "evac").meant == "", "a word that is being typed"


def contacts(room: Room, words: str) -> list[tuple[str, str]]:
    return [(hit.what, hit.snippet) for hit in room.read(search_plans_widely, words).hits if hit.what == "contact"]


def test_contacts_in_plans_are_found_by_name_pinyin_and_number(room: Room, library: dict[str, int]) -> None:
    text = room.read(plan_in_full, library["flood"]).plan.text_id
    facts = ContactFacts(name="张伟（示例）", unit="示例水利局", post="值班员", phone="0371-6718 0000")
    number = room.do(add_line, AddLine(text_id=text, facts=facts, section_id=None))
    for words in ("张伟", "zhangwei", "示例水利局 值班员", "037167180000", "67180000", "6718 0000", "slslj"):
        assert len(contacts(room, words)) == 1, words
    assert contacts(room, "13800138000") == []
    renew_plans(room.store.path)
    assert len(contacts(room, "67180000")) == 1
    changed = ContactFacts(name="李秀英（示例）", unit="示例水利局", post="值班员", phone="13800138000")
    room.do(change_line, ChangeLine(id=number, version=1, facts=changed))
    assert contacts(room, "张伟") == []
    assert len(contacts(room, "138 0013 8000")) == 1
    room.do(decide_lines, DecideLines(kind=ContentKind.CONTACT, lines=((number, 2),), state=ContentState.DROPPED))
    assert contacts(room, "李秀英") == []
    assert room.read(check_store, room.store.attachments).ok


def test_passages_of_a_plan_stand_together_and_one_plan_does_not_crowd_out_another(room: Room) -> None:
    many = keep(room, "甲预案（示例）", tuple((1, str(n), f"演练{n}", "演练" * 3) for n in range(1, 30)))
    other = keep(room, "乙预案（示例）", ((1, "1", "培训", "每年组织一次演练，参加单位另行通知，记录存档。"),))
    order = [hit.id for hit in room.read(search_plans, "演练", 12).hits]
    assert other in order
    assert len(order) == 12
    changes = sum(one != next_ for one, next_ in pairwise(order))
    assert changes == len(set(order)) - 1, "each plan once"
    assert set(order) == {many, other}


def test_a_smaller_answer_is_the_beginning_of_the_plans_of_a_larger_one(room: Room, library: dict[str, int]) -> None:
    def plans(limit: int) -> list[int]:
        return list(dict.fromkeys(hit.id for hit in room.read(search_plans, "制定", limit).hits))

    assert plans(2) == plans(20)[: len(plans(2))]
