"""What a plan holds beside its text, on a real file: proposed once, decided by a person, carried over to a new version."""

import pytest

from dutyroom.actions.directory import add_number, add_unit, change_number
from dutyroom.actions.plan_contacts import take_over_number
from dutyroom.actions.plan_contents import add_line, change_line, decide_lines, move_line, pick_first
from dutyroom.actions.plan_proposing import propose_contents
from dutyroom.actions.plan_versions import keep_version
from dutyroom.actions.plans import keep_plan, void_plan
from dutyroom.data.queries.directory import number_in_full
from dutyroom.data.queries.journal import last_entries
from dutyroom.data.queries.plan_contacts import count_changed_numbers
from dutyroom.data.queries.plan_contents import action_rows, contents_of, first_actions
from dutyroom.data.queries.plans import plan_in_full
from dutyroom.data.verify import check_store
from dutyroom.rules.directory import AddNumber, AddUnit, ChangeNumber, UnitFacts, UnitKind
from dutyroom.rules.phone import Label
from dutyroom.rules.plan import KeepPlan, VoidPlan
from dutyroom.rules.plan_contacts import Standing, standing_of
from dutyroom.rules.plan_contents import (
    ActionFacts,
    AddLine,
    BodyFacts,
    ChangeLine,
    ContactFacts,
    ContentKind,
    ContentState,
    DecideLines,
    MoveLine,
    PickFirst,
    StartFacts,
    TakeOverNumber,
)
from dutyroom.rules.plan_version import KeepVersion
from dutyroom.rules.refusal import Refusal

SECTIONS = (
    (1, "1", "组织指挥体系", ""),
    (2, "1.1", "市防汛指挥部", "指挥长：示例市长\n成员：示例水利局、示例应急局。\n主要职责：领导全市防汛工作。"),
    (1, "2", "应急响应", "Ⅳ级响应由防办主任决定启动。"),
    (2, "2.1", "Ⅳ级响应", ""),
    (3, "2.1.1", "启动条件", "出现下列情况之一：\n（1）发布蓝色预警。\n（2）水位超警戒。"),
    (
        3,
        "2.1.2",
        "响应行动",
        "（1）市防办立即报告市政府。\n（2）示例水利局派出工作组。\n（3）示例应急局通知各区转移群众。",
    ),
    (1, "附件", "联系电话", "示例水利局值班室 67180000\n示例应急局 张样例 科长 13800000001"),
)


def the_plan(sections=SECTIONS):
    return KeepPlan(
        title="示例防汛应急预案",
        kind="special",
        issuer="",
        number="",
        issued_on=None,
        text_missing=False,
        sections=sections,
        file_name="a.txt",
        path="",
    )


def a_plan(room):
    plan = room.do(keep_plan, the_plan()).plan
    return plan, room.read(plan_in_full, plan).plan.text_id


def proposed(room):
    plan, text = a_plan(room)
    room.do(propose_contents, text)
    return plan, text, room.read(contents_of, text)


def test_the_text_is_read_once_and_nothing_of_it_counts_as_checked(room):
    _plan, text, found = proposed(room)
    assert [(a.level, a.role, a.text[:6], a.section) for a in found.actions] == [
        ("Ⅳ", "市防办", "市防办立即报", "2.1.2 响应行动"),
        ("Ⅳ", "示例水利局", "示例水利局派", "2.1.2 响应行动"),
        ("Ⅳ", "示例应急局", "示例应急局通", "2.1.2 响应行动"),
    ]
    assert [(c.unit, c.name, c.post, c.phone) for c in found.contacts] == [
        ("示例水利局值班室", "", "", "67180000"),
        ("示例应急局", "张样例", "科长", "13800000001"),
    ]
    assert [(b.name, b.head, b.members) for b in found.bodies] == [
        ("市防汛指挥部", "指挥长：示例市长", "示例水利局、示例应急局")
    ]
    assert [(s.level, s.conditions.count("\n"), s.authority) for s in found.starts] == [
        ("Ⅳ", 1, "Ⅳ级响应由防办主任决定启动")
    ]
    assert {row.state for row in (*found.actions, *found.contacts, *found.bodies, *found.starts)} == {"proposed"}
    assert [row.text[:5] for row in room.read(first_actions, text)] == ["市防办立即", "示例应急局", "示例水利局"]
    before = room.read(last_entries, 1)[0]
    assert before.event == "plan_contents.proposed"
    assert room.do(propose_contents, text) == 0
    assert room.read(last_entries, 1)[0].seq == before.seq, "nothing new leaves no entry"
    assert room.read(contents_of, text) == found
    assert room.read(check_store, room.store.attachments).ok


def test_what_somebody_corrected_or_dropped_is_not_proposed_again(room):
    _, text, found = proposed(room)
    first, second, _ = found.actions
    facts = ActionFacts(level="Ⅳ", role="市防办", text="市防办十分钟内报告市政府。")
    room.do(change_line, ChangeLine(id=first.id, version=first.version, facts=facts))
    drop = DecideLines(kind=ContentKind.ACTION, lines=((second.id, second.version),), state=ContentState.DROPPED)
    room.do(decide_lines, drop)
    assert room.do(propose_contents, text) == 0
    rows = room.read(action_rows, text)
    assert [(row.text[:6], row.state) for row in rows] == [("市防办十分钟", "checked"), ("示例应急局通", "proposed")]
    assert rows[0].checked_by == "李秀英"
    assert second.id not in [row.id for row in room.read(first_actions, text)]
    everything = room.read(contents_of, text, states=tuple(ContentState))
    dropped = next(row for row in everything.actions if row.id == second.id)
    back = DecideLines(kind=ContentKind.ACTION, lines=((dropped.id, dropped.version),), state=ContentState.PROPOSED)
    room.do(decide_lines, back)
    assert [row.state for row in room.read(action_rows, text)] == ["checked", "proposed", "proposed"]


def test_many_are_checked_with_one_entry_all_or_none(room):
    _, _, found = proposed(room)
    lines = tuple((row.id, row.version) for row in found.actions)
    before = room.read(last_entries, 1)[0].seq
    stale = (*lines[:2], (lines[2][0], 99))
    with pytest.raises(Refusal, match="changed_meanwhile"):
        room.do(decide_lines, DecideLines(kind=ContentKind.ACTION, lines=stale, state=ContentState.CHECKED))
    assert room.read(last_entries, 1)[0].seq == before
    room.do(decide_lines, DecideLines(kind=ContentKind.ACTION, lines=lines, state=ContentState.CHECKED))
    entry = room.read(last_entries, 1)[0]
    assert (entry.seq, entry.event) == (before + 1, "plan_content.checked")
    assert "示例水利局派出工作组" in entry.text
    with pytest.raises(Refusal, match=r"plan_content\.none"):
        room.do(decide_lines, DecideLines(kind=ContentKind.ACTION, lines=(), state=ContentState.CHECKED))


@pytest.mark.parametrize(
    ("facts", "code", "field"),
    [
        (ActionFacts(text="  "), "plan_content.text.empty", "text"),
        (ActionFacts(text="报告", level="Ⅴ"), "plan_content.level", "level"),
        (ContactFacts(phone="", unit="示例局"), "plan_content.phone.empty", "phone"),
        (ContactFacts(phone="一二三", unit="示例局"), "number.no_digit", "phone"),
        (ContactFacts(phone="67180000"), "plan_content.name.empty", "name"),
        (BodyFacts(name=""), "plan_content.name.empty", "name"),
        (StartFacts(level="Ⅰ"), "plan_content.conditions.empty", "conditions"),
    ],
)
def test_a_line_without_what_matters_is_refused_and_leaves_nothing(room, facts, code, field):
    _, text = a_plan(room)
    before = room.read(last_entries, 1)[0].seq
    with pytest.raises(Refusal) as caught:
        room.do(add_line, AddLine(text_id=text, facts=facts))
    assert (caught.value.code, caught.value.field) == (code, field)
    assert room.read(last_entries, 1)[0].seq == before


def test_lines_are_added_moved_and_picked_for_the_card(room):
    plan, text = a_plan(room)
    numbers = [room.do(add_line, AddLine(text_id=text, facts=ActionFacts(text=f"示例动作{n}"))) for n in range(6)]
    assert all(row.is_checked for row in room.read(action_rows, text))
    room.do(move_line, MoveLine(kind=ContentKind.ACTION, id=numbers[2], by=-1))
    room.do(move_line, MoveLine(kind=ContentKind.ACTION, id=numbers[0], by=-1))
    assert [row.id for row in room.read(action_rows, text)] == [numbers[n] for n in (0, 2, 1, 3, 4, 5)]
    room.do(pick_first, PickFirst(text_id=text, actions=(numbers[3], numbers[0])))
    assert [row.id for row in room.read(first_actions, text)] == [numbers[3], numbers[0]]
    with pytest.raises(Refusal, match=r"first\.many"):
        room.do(pick_first, PickFirst(text_id=text, actions=tuple(numbers)))
    with pytest.raises(Refusal, match=r"first\.twice"):
        room.do(pick_first, PickFirst(text_id=text, actions=(numbers[0], numbers[0])))
    room.do(pick_first, PickFirst(text_id=text, actions=()))
    assert room.read(first_actions, text) == []
    room.do(void_plan, VoidPlan(id=plan, reason="已废止"))
    with pytest.raises(Refusal, match=r"plan_content\.void"):
        room.do(add_line, AddLine(text_id=text, facts=ActionFacts(text="再加一条")))
    assert room.read(check_store, room.store.attachments).ok


def test_a_new_version_is_asked_only_for_what_its_text_newly_says(room):
    plan, text, found = proposed(room)
    for kind, rows in ((ContentKind.ACTION, found.actions), (ContentKind.CONTACT, found.contacts)):
        lines = tuple((row.id, row.version) for row in rows)
        room.do(decide_lines, DecideLines(kind=kind, lines=lines, state=ContentState.CHECKED))
    changed = list(SECTIONS)
    changed[6] = (1, "附件", "联系电话", "示例水利局值班室 67189999\n示例应急局 张样例 科长 13800000001")
    kept = room.do(keep_version, KeepVersion(plan_id=plan, keep=the_plan(tuple(changed)), note="换号"))
    assert room.do(propose_contents, kept.text_id) == 1
    now = room.read(contents_of, kept.text_id)
    assert [row.state for row in now.actions] == ["checked"] * 3
    assert [(row.phone, row.state) for row in now.contacts] == [
        ("67180000", "proposed"),
        ("13800000001", "proposed"),
        ("67189999", "proposed"),
    ]
    assert room.read(contents_of, text).contacts[0].state == "checked", "the old version stays as it was"


def test_a_number_that_the_directory_has_is_linked_at_once_and_its_change_taken_over(room):
    unit = room.do(add_unit, AddUnit(unit=UnitFacts(kind=UnitKind.BUREAU, name="示例水利局")), by="王建国")
    number = room.do(add_number, AddNumber(unit_id=unit, label=Label.DUTY, phone="0371-67180000"))
    plan, text, found = proposed(room)
    line = found.contacts[0]
    assert standing_of(line) is Standing.SAME
    assert standing_of(found.contacts[1]) is Standing.UNLINKED
    version = room.read(number_in_full, number).version
    room.do(change_number, ChangeNumber(id=number, version=version, label=Label.DUTY, phone="67185555"))
    assert room.read(count_changed_numbers) == {plan: 1}
    with pytest.raises(Refusal, match=r"plan_contact\.unlinked"):
        room.do(take_over_number, TakeOverNumber(id=found.contacts[1].id, version=found.contacts[1].version))
    room.do(take_over_number, TakeOverNumber(id=line.id, version=line.version))
    row = room.read(contents_of, text).contacts[0]
    assert (row.phone, row.state, row.checked_by) == ("67185555", "checked", "李秀英")
    assert room.read(count_changed_numbers) == {}
    assert "67180000 → 67185555" in room.read(last_entries, 1)[0].text
