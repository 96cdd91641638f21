"""What supervision sees of cases, and what the rest of the duty room does with them: desk, limits, links, files, steps."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from dutyroom.actions.attaching import attach, detach
from dutyroom.actions.hotline_decisions import urge_cases
from dutyroom.actions.limits import add_limit, move_limit
from dutyroom.actions.linking import link_named, unlink
from dutyroom.actions.matters import take_step, wait
from dutyroom.data.queries.hotline_overdue import due_cards, overdue_cases, to_urge
from dutyroom.data.queries.matters import attachments_of, links_of
from dutyroom.data.queries.open_items import open_items
from dutyroom.rules.hotline import Card
from dutyroom.rules.hotline_steps import UrgeCases
from dutyroom.rules.matter import Duty, State, StepKind
from dutyroom.rules.matter_steps import AddLimit, Attach, Detach, LinkNamed, MoveLimit, PlainStep, Unlink, Wait
from dutyroom.rules.refusal import Refusal
from tests.actions.hotline_case import CALLER, LEAD, Case, is_sound
from tests.actions.matters import Flow


def listed(room, **named):
    return {case.id: case for case in room.read(overdue_cases, room.now, **named)}


def test_late_cases_are_listed_with_what_is_late_and_whom_to_urge(room):
    case, done, silent = Case(room), Case(room).through(), Case(room)
    assert listed(room) == {}
    assert set(listed(room, within=timedelta(minutes=5, seconds=1))) == {case.id, silent.id}, "at risk"
    case.dispatch()
    room.wait(minutes=10)
    assert {number: row.duties for number, row in listed(room).items()} == {silent.id: (Duty.DISPATCH,)}
    assert room.read(to_urge, room.now) == [], "nobody has it in hand"
    room.wait(days=12)
    rows = listed(room)
    assert done.id not in rows
    assert rows[case.id].duties == (Duty.SIGN, Duty.CLOSE)
    assert (rows[case.id].lead, rows[case.id].assignment_id, rows[case.id].is_late) == (LEAD, case.of(LEAD), True)
    (late,) = room.read(to_urge, room.now)
    assert room.do(urge_cases, UrgeCases(assignment_ids=(late.assignment_id,), text="请抓紧办理")) == 1
    assert listed(room)[case.id].urged == 1
    case.feed_back()
    assert room.read(to_urge, room.now) == []
    with pytest.raises(Refusal) as caught:
        room.do(urge_cases, UrgeCases(assignment_ids=(late.assignment_id,)))
    assert caught.value.code == "matter.urge.nobody"
    is_sound(room)


def test_a_card_is_proposed_until_it_is_given(room):
    case = Case(room)
    case.dispatch()
    room.wait(days=9)
    assert [row.card_due for row in room.read(due_cards, room.now)] == [Card.YELLOW]
    case.card(Card.YELLOW)
    assert room.read(due_cards, room.now) == []
    room.wait(days=7)
    assert [row.card_due for row in room.read(due_cards, room.now)] == [Card.RED]
    case.card(Card.RED)
    assert room.read(due_cards, room.now) == []
    assert (listed(room)[case.id].card, listed(room)[case.id].card_due) == ("red", None)


def test_late_cases_are_found_along_the_index_of_due_times(room):
    Case(room).dispatch()
    room.wait(days=9)
    sent = room.asked()
    assert room.read(overdue_cases, room.now)
    asked = next(statement for statement in sent if "JOIN hotline_case" in statement)
    with room.store.reading() as session:
        plan = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {asked}").fetchall()
    assert any("ix_matter_kind_state_due_at (kind=? AND state=? AND due_at<?)" in row[3] for row in plan)


def test_the_desk_shows_its_clocks_urgent_ones_as_such_and_names_nobody(room):
    case = Case(room, title=f"{CALLER}家门口信号灯坏", sub="signal")
    plain = Case(room)
    items = [item for item in room.read(open_items) if item.record == ("hotline", case.id)]
    assert {item.duty for item in items} == {Duty.DISPATCH, Duty.RESPOND, Duty.CLOSE, Duty.ANSWER_CALLER}
    assert all(item.urgent for item in items)
    assert not any(item.urgent for item in room.read(open_items) if item.record == ("hotline", plain.id))
    assert all(CALLER not in item.title for item in items)
    case.dispatch()
    sign = next(item for item in room.read(open_items) if item.duty == Duty.SIGN)
    assert (sign.waiting_for, sign.urgent) == (LEAD, True)


def test_a_moved_limit_is_the_case_s_own(room):
    case = Case(room)
    due = case.row.close_due_at + timedelta(days=3)
    item = case.running[Duty.CLOSE].id
    room.do(move_limit, MoveLimit(id=case.id, item_id=item, due_at=due, text=f"{CALLER}同意延后"))
    assert case.row.close_due_at == case.running[Duty.CLOSE].due_at == due
    assert CALLER not in case.running[Duty.CLOSE].source
    room.do(add_limit, AddLimit(id=case.id, duty=Duty.REPORT, due_at=due, text=f"向{CALLER}说明"))
    assert CALLER not in case.running[Duty.REPORT].source
    is_sound(room)


def test_links_files_notes_waiting_and_voiding_work_as_with_every_matter(room, tmp_path):
    case, notice = Case(room), Flow(room)
    room.do(link_named, LinkNamed(id=case.id, number=notice.full.matter.number))
    (link,) = room.read(links_of, notice.id)
    assert link.number == case.full.matter.number
    room.do(unlink, Unlink(link_id=link.id, reason="无关"))
    photo = Path(tmp_path) / "现场.txt"
    photo.write_text("照片", encoding="utf-8")
    room.do(attach, Attach(id=case.id, path=photo))
    (file,) = room.read(attachments_of, case.id)
    room.do(detach, Detach(attachment_id=file.id, reason=f"拍到{CALLER}"))
    assert CALLER not in room.read(attachments_of, case.id)[0].reason
    room.do(take_step, PlainStep(id=case.id, step=StepKind.NOTE, text=f"{CALLER}来访"))
    room.do(wait, Wait(id=case.id, waiting_for="供电公司", text=f"{CALLER}等待配件"))
    assert CALLER not in case.full.matter.waiting_reason
    room.do(take_step, PlainStep(id=case.id, step=StepKind.VOID, text=f"{CALLER}重复登记"))
    assert (case.state, case.running) == (State.VOID, {})
    is_sound(room)


def test_what_other_matters_do_a_case_does_not(room):
    case = Case(room)
    for step in (StepKind.RETURN, StepKind.READ, StepKind.REPLY):
        with pytest.raises(Refusal) as caught:
            room.do(take_step, PlainStep(id=case.id, step=step, text="说明"))
        assert caught.value.code == "matter.step.hotline"
