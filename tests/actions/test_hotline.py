"""Calls on a real store: taken, answered at once, not accepted, transferred, made an incident, corrected; who looked."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from dutyroom.actions.hotline import add_call, raise_incident, refuse_case, take_call, transfer_case
from dutyroom.actions.hotline_correction import correct_case
from dutyroom.actions.hotline_looks import look_at
from dutyroom.actions.officers import add_officer
from dutyroom.data.queries.hotline_callers import known_caller, look_rows
from dutyroom.data.queries.incidents import incident_in_full
from dutyroom.data.queries.matters import links_of
from dutyroom.data.queries.open_items import items_of_matter, open_items
from dutyroom.data.tables import HotlineCall, HotlineCase, JournalEntry, Matter, MatterStep
from dutyroom.data.verify import check_store
from dutyroom.rules.entry import Kind
from dutyroom.rules.hotline import Channel, Demand, Look, Refused
from dutyroom.rules.hotline_privacy import WITHHELD
from dutyroom.rules.hotline_sheet import (
    CorrectCase,
    FurtherCall,
    LookAt,
    RaiseIncident,
    RefuseCase,
    TakeCall,
    TransferCase,
)
from dutyroom.rules.matter import Duty, State, StepKind
from dutyroom.rules.matter_steps import AssignTo
from dutyroom.rules.officer import AddOfficer, Author, Role
from dutyroom.rules.refusal import Refusal

TOLD = "我叫王样例，电话13800138000，二七区嵩山路航海路口路灯不亮三天了"


def a_call(**named) -> TakeCall:
    usual = {
        "demand": Demand.COMPLAINT,
        "title": "嵩山路航海路口路灯不亮",
        "text": TOLD,
        "name": "王样例",
        "phone": "138 0013 8000",
        "address": "二七区嵩山路39号2号楼",
        "area": "二七区",
        "street": "嵩山路街道",
    }
    return TakeCall(**{**usual, **named})


def taken(room, **named) -> int:
    return int(room.do(take_call, a_call(**named)))


def rows(session, number: int):
    matter, case = session.get_one(Matter, number), session.get_one(HotlineCase, number)
    calls = session.scalars(select(HotlineCall).where(HotlineCall.matter_id == number)).all()
    steps = session.scalars(select(MatterStep).where(MatterStep.matter_id == number)).all()
    session.expunge_all()
    return matter, case, calls, steps


def last_entry(session) -> JournalEntry:
    entry = session.scalars(select(JournalEntry).order_by(JournalEntry.seq.desc()).limit(1)).one()
    session.expunge_all()
    return entry


def entries(room) -> int:
    return int(room.read(check_store, room.store.attachments).entries)


def sound(room) -> None:
    assert room.read(check_store, room.store.attachments).problems == ()


def clocks(room, number: int) -> dict[str, object]:
    return room.read(lambda session: {item.duty: item.due_at for item in items_of_matter(session, number)})


def test_a_call_becomes_a_case_with_its_clocks_by_one_entry(room):
    before = entries(room)
    number = taken(room)
    assert entries(room) == before + 1
    matter, case, calls, steps = room.read(rows, number)
    assert (matter.number, matter.state, matter.title, matter.source) == (
        "热〔2026〕1号",
        State.RECEIVED,
        "嵩山路航海路口路灯不亮",
        "",
    )
    assert (case.text, case.full_title, case.calls) == (TOLD, "", 1)
    assert (calls[0].name, calls[0].phone_key, calls[0].operator) == ("王样例", "13800138000", "李秀英")
    assert [step.kind for step in steps] == ["receive"]
    assert set(clocks(room, number)) == {Duty.DISPATCH, Duty.CLOSE, Duty.ANSWER_CALLER}
    assert case.dispatch_due_at == clocks(room, number)[Duty.DISPATCH] == room.now + timedelta(minutes=5)
    assert matter.due_at == case.dispatch_due_at
    assert room.read(last_entry).kind == Kind.CALL_IN
    assert "王样例" not in room.read(last_entry).text
    sound(room)


def test_a_title_that_names_the_caller_is_kept_whole_and_shown_masked(room):
    number = taken(room, title="王样例（13800138000）反映路灯不亮")
    matter, case, _, _ = room.read(rows, number)
    assert matter.title == "王**（138****8000）反映路灯不亮"
    assert case.full_title == "王样例（13800138000）反映路灯不亮"
    assert all("王样例" not in item.title for item in room.read(open_items))


def test_a_case_for_at_once_stands_out_and_has_its_own_limit(room):
    number = taken(room, sub="water")
    matter, case, _, _ = room.read(rows, number)
    assert matter.urgency == "即办"
    assert case.respond_due_at == room.now + timedelta(minutes=120)
    with pytest.raises(Refusal) as refused:
        taken(room, sub="sms")
    assert refused.value.code == "hotline.sub.unknown"


def test_a_rant_is_kept_whole(room):
    rant = "气死我了！！" * 400
    number = taken(room, title="", text=rant)
    matter, case, _, _ = room.read(rows, number)
    assert case.text == rant
    assert matter.title == "气死我了"
    assert len(room.read(last_entry).text) < 100, "the log tells of it in a line"


def test_answered_at_once_is_closed_in_the_same_step(room):
    before = entries(room)
    number = taken(room, demand=Demand.CONSULT, answer="周末照常办理，王样例可直接前往", phone="")
    assert entries(room) == before + 1
    matter, case, _, steps = room.read(rows, number)
    assert (matter.state, case.is_direct, case.result) == (State.CLOSED, True, "explained")
    assert (case.answer, matter.outcome) == ("周末照常办理，王样例可直接前往", "周末照常办理，王**可直接前往")
    assert (case.replied_at, case.replied_by, matter.closed_at) == (room.now, "李秀英", room.now)
    assert [step.text for step in steps] == [case.answer]
    assert clocks(room, number) == {}
    sound(room)


def test_not_accepted_says_where_to_turn_to(room):
    number = taken(room, refused=Refused.PETITION, turn_to="市信访局 0371-67181234，王样例 13800138000")
    matter, case, _, steps = room.read(rows, number)
    assert (matter.state, case.refused, case.result) == (State.REFUSED, "petition", "refused")
    assert case.turn_to == "市信访局 0371-67181234，王** 138****8000", "the office's own number stands"
    assert "已进入信访程序" in steps[0].text
    assert clocks(room, number) == {}
    later = taken(room)
    room.do(refuse_case, RefuseCase(id=later, refused=Refused.COURT, turn_to="二七区人民法院"))
    matter, case, _, _ = room.read(rows, later)
    assert (matter.state, case.refused, matter.closed_at) == (State.REFUSED, "court", room.now)
    assert clocks(room, later) == {}
    sound(room)


def test_a_transfer_is_logged_and_opens_the_incident_with_nothing_typed_again(room):
    text = "我叫王样例，13800138000，嵩山路航海路口居民楼火灾，2人受伤"
    number = taken(room, title="居民楼着火", text=text, transfer_to="119", raises=True, place="嵩山路航海路口")
    matter, case, _, steps = room.read(rows, number)
    assert (matter.state, case.turn_to) == (State.TRANSFERRED, "119")
    assert [step.kind for step in steps] == ["receive", "raise"]
    incident = room.read(incident_in_full, case.incident_id)
    assert (incident.matter.number, incident.matter.title) == ("突〔2026〕1号", "居民楼着火")
    assert (incident.facts.area, incident.facts.place, incident.facts.subtype) == ("二七区", "嵩山路航海路口", "fire")
    assert incident.matter.source == "市长电话 热〔2026〕1号"
    assert (incident.facts.reporter, incident.facts.reporter_phone) == ("王**", "138****8000")
    assert "王样例" not in repr(incident)
    assert "13800138000" not in repr(incident)
    assert [link.other_id for link in room.read(links_of, number)] == [case.incident_id]
    assert [link.other_id for link in room.read(links_of, case.incident_id)] == [number]
    sound(room)


def test_a_case_is_transferred_or_made_an_incident_later_once(room):
    number = taken(room, text="金水路井盖丢失，有人掉下去")
    incident = room.do(raise_incident, RaiseIncident(id=number, text="请应急局处置"))
    matter, case, _, _ = room.read(rows, number)
    assert (matter.state, case.incident_id) == (State.RECEIVED, incident)
    with pytest.raises(Refusal) as refused:
        room.do(raise_incident, RaiseIncident(id=number))
    assert (refused.value.code, refused.value.facts["number"]) == ("hotline.raised.already", "突〔2026〕1号")
    room.do(transfer_case, TransferCase(id=number, to="110"))
    matter, case, _, _ = room.read(rows, number)
    assert (matter.state, matter.outcome, case.turn_to) == (State.TRANSFERRED, "→ 110", "110")
    for wrong in (TransferCase(id=number, to="110"), TransferCase(id=taken(room), to="12315")):
        with pytest.raises(Refusal):
            room.do(transfer_case, wrong)
    sound(room)


def test_a_caller_who_asked_for_secrecy_is_not_named_in_the_incident(room):
    number = taken(room, is_secret=True, text="有人聚众斗殴", raises=True)
    case = room.read(rows, number)[1]
    incident = room.read(incident_in_full, case.incident_id)
    assert (incident.facts.reporter, incident.facts.reporter_phone) == (WITHHELD, "")
    assert "8000" not in (room.read(last_entry).payload or "")


def test_what_the_store_knows_better_is_refused(room):
    assert taken(room, code="010101")
    taken(room, outside_number="ZZ1")
    for wrong, code in (
        ({"code": "990101"}, "hotline.code.unknown"),
        ({"outside_number": " ZZ1 "}, "hotline.outside.twice"),
        ({"transfer_to": "12315"}, "hotline.transfer.unknown"),
        ({"attachments": (Path("/nowhere/录音.mp3"),)}, "notice.attachment.gone"),
    ):
        with pytest.raises(Refusal) as refused:
            taken(room, **wrong)
        assert refused.value.code == code
    assert room.read(known_caller, "13800138000", room.now).total == 2, "nothing of what was refused was kept"


def test_further_calls_stand_beside_the_first(room):
    number = taken(room, title="李样例家门口路灯不亮")
    room.wait(hours=1)
    later = FurtherCall(id=number, name="李样例", phone="67181234", text="还没修", wants_reply=False)
    room.do(add_call, later)
    matter, case, calls, steps = room.read(rows, number)
    assert (case.calls, [call.name for call in calls]) == (2, ["王样例", "李样例"])
    assert matter.title == "李**家门口路灯不亮", "who is named in the title turned out to be a caller"
    assert all("李样例" not in item.title for item in room.read(open_items))
    assert (calls[1].called_at, calls[1].said, steps[-1].text) == (room.now, "还没修", "还没修")
    with pytest.raises(Refusal):
        room.do(add_call, FurtherCall(id=number, text=" "))
    sound(room)


def test_a_number_is_known_however_it_is_written(room):
    first = taken(room, title="路灯不亮")
    room.do(refuse_case, RefuseCase(id=first, refused=Refused.SETTLED))
    room.wait(days=20)
    second = taken(room, title="井盖丢失", phone="０３７１－６７１８１２３４", second="+86 13800138000", is_secret=True)
    room.wait(days=15)
    third = taken(room, title="又不亮了", phone="13800138000", name="")
    room.do(refuse_case, RefuseCase(id=third, refused=Refused.SETTLED))
    found = room.read(known_caller, "(86) 138-0013-8000", room.now)
    assert [case.id for case in found.cases] == [second, third, first], "open ones first, then the newest"
    assert (found.total, found.recent, found.days, found.is_repeat) == (3, 2, 30, False)
    assert (found.is_secret, found.name, found.phone) == (True, WITHHELD, WITHHELD)
    landline = room.read(known_caller, "67181234", room.now)
    assert [case.id for case in landline.cases] == [second]
    nobody = room.read(known_caller, "13900139000", room.now)
    assert (nobody.cases, nobody.name, nobody.is_secret) == ((), "", False)
    assert room.read(known_caller, "没有", room.now).key == ""
    plain = room.read(known_caller, "66666666", room.now)
    assert plain.total == 0


def test_a_repeat_caller_is_shown_masked(room):
    for _ in range(3):
        taken(room)
        room.wait(days=1)
    found = room.read(known_caller, "13800138000", room.now)
    assert (found.name, found.phone, found.is_repeat, found.recent) == ("王**", "138****8000", True, 3)
    assert (found.area, found.street) == ("二七区", "嵩山路街道")


def test_a_correction_is_kept_masked_and_its_clocks_follow(room):
    number = taken(room)
    matter = room.read(rows, number)[0]
    facts = a_call(demand=Demand.CONSULT, name="李样例", phone="13900139000", sub="water", wants_reply=False)
    room.do(correct_case, CorrectCase(id=number, version=matter.version, facts=facts, reason="听错了"))
    matter, case, calls, _ = room.read(rows, number)
    assert (case.demand, calls[0].name, calls[0].phone_key) == ("consult", "李样例", "13900139000")
    assert set(clocks(room, number)) == {Duty.DISPATCH, Duty.CLOSE, Duty.RESPOND}
    assert case.close_due_at == clocks(room, number)[Duty.CLOSE] < room.now + timedelta(days=2)
    entry = room.read(last_entry)
    for hidden in ("王样例", "李样例", "13800138000", "13900139000"):
        assert hidden not in entry.text + (entry.payload or "")
    assert '["王**","李**"]' in (entry.payload or "")
    for wrong, code in (
        (CorrectCase(id=number, version=1, facts=facts, reason="再改"), "record.changed_meanwhile"),
        (CorrectCase(id=number, version=matter.version, facts=facts, reason=" "), "matter.reason.empty"),
        (CorrectCase(id=number, version=matter.version, facts=facts, reason="再改"), "entry.amend.same"),
        (CorrectCase(id=number, version=matter.version, facts=facts, reason="再改", call_id=99), "hotline.call.unknown"),
        (CorrectCase(id=number, version=matter.version, facts=replace(facts, text="", title=""), reason="x"), "hotline.empty"),
    ):  # fmt: skip
        with pytest.raises(Refusal) as refused:
            room.do(correct_case, wrong)
        assert refused.value.code == code
    again = replace(facts, wants_reply=True, sub="")
    room.do(correct_case, CorrectCase(id=number, version=matter.version, facts=again, reason="还是要回复"))
    assert set(clocks(room, number)) == {Duty.DISPATCH, Duty.CLOSE, Duty.ANSWER_CALLER}
    sound(room)


def test_nobody_looks_without_the_right_and_every_look_is_logged(room):
    number = taken(room)
    with pytest.raises(Refusal) as refused:
        room.do(look_at, LookAt(what=Look.CASE, id=number))
    assert refused.value.code == "hotline.look.right"
    assert room.read(look_rows) == []
    operator = room.do(add_officer, AddOfficer(name="周样例", roles=frozenset({Role.HOTLINE})), by="王建国")
    who = Author(operator, "周样例", frozenset({Role.HOTLINE}))
    with room.store.desk(who) as desk:
        look_at(desk, LookAt(what=Look.CASE, id=number, reason="王样例 13800138000 要求回电"))
    with room.store.desk(who) as desk, pytest.raises(Refusal):
        look_at(desk, LookAt(what=Look.EXPORT, cases=9, reason=" "))
    room.wait(minutes=1)
    with room.store.desk(who) as desk:
        look_at(desk, LookAt(what=Look.SEARCH, cases=3))
    found = room.read(look_rows)
    assert [(row.officer, row.what, row.number, row.cases) for row in found] == [
        ("周样例", "search", "", 3),
        ("周样例", "case", "热〔2026〕1号", 1),
    ]
    assert found[1].reason == "王** 138****8000 要求回电"
    assert [row.what for row in room.read(look_rows, number)] == ["case"]
    assert room.read(look_rows, officer="李秀英") == []
    assert [row.what for row in room.read(lambda s: look_rows(s, since=room.now))] == ["search"]
    sound(room)


def test_a_message_by_mailbox_needs_no_number(room):
    assert taken(room, channel=Channel.MAILBOX, phone="", name="")


def test_a_call_is_taken_and_dispatched_in_one_go_or_not_at_all(room):
    number = taken(room, units=(AssignTo(unit="二七区政府总值班室"),))
    matter, _, _, steps = room.read(rows, number)
    assert (matter.state, matter.lead) == (State.ASSIGNED, "二七区政府总值班室")
    assert [step.kind for step in steps] == [StepKind.RECEIVE, StepKind.ASSIGN]
    assert Duty.SIGN in clocks(room, number)
    before = entries(room)
    with pytest.raises(Refusal) as refused:
        taken(room, units=(AssignTo(unit="二七区政府总值班室"),), answer="已告知")
    assert refused.value.code == "hotline.ends.several"
    with pytest.raises(Refusal):
        taken(room, units=(AssignTo(unit=" "),))
    assert entries(room) == before, "a unit that is none leaves no case behind"
    sound(room)
