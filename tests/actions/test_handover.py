"""Handing over: give, then take; what happens between; who may sign."""

import pytest

from dutyroom.actions.entries import close_item, write_entry
from dutyroom.actions.facts import addendum_entries
from dutyroom.actions.handover import cancel_give, draft_facts, handover_facts, keep_checklist, read_checklist
from dutyroom.actions.shifts import start_shift
from dutyroom.data.catalogues import load_wording
from dutyroom.data.queries.journal import entry_rows, last_entries
from dutyroom.data.queries.open_items import open_items
from dutyroom.data.queries.shifts import acceptances, pending_handover, running_shift, shift_in_full
from dutyroom.data.verify import check_store, find_head
from dutyroom.papers.facts import to_json
from dutyroom.rules.entry import KIND_WORDS, CloseItem, Kind, WriteEntry
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.shift import Accept, CancelGive, Checked, Give, HandoverNotes, Manner, Posts, StartShift
from tests.actions.matters import Flow
from tests.samples import PASSWORD


def _refused(code):
    return pytest.raises(Refusal, match=code.replace(".", r"\."))


def test_give_then_take_changes_the_shift_at_that_instant(room):
    first = room.start()
    room.write("嵩山路积水", due_at=room.now.replace(hour=10))
    room.wait(hours=4)
    handover = room.give()
    room.wait(minutes=10)
    taken = room.take(handover)
    ended, begun = room.read(shift_in_full, first), room.read(running_shift)
    assert (taken.shift_id, taken.next_shift_id, taken.officer.name) == (first, begun.id, "赵敏")
    assert ended.ended_at == begun.started_at == room.now
    assert (begun.chief, begun.previous_id) == ("赵敏", first)
    assert [(a.manner, a.open_item_id) for a in room.read(acceptances, begun.id)] == [("told", 1)]


def test_a_notice_and_its_steps_stand_in_the_report_once_each(room):
    room.start()
    flow = Flow(room)
    flow.propose("拟请水务处办理")
    flow.instruct("请抓紧落实")
    facts = room.read(draft_facts, room.now)
    assert dict(facts.counts) == {"handover": 1, "notice": 1, "step": 1, "instruction": 1}
    assert [entry.text.splitlines()[-1] for entry in facts.instructions] == ["请抓紧落实"]
    assert not any("请抓紧落实" in entry.text for entry in facts.important)
    duties = [item.duty for item in facts.open_items]
    assert "close" in duties
    assert all(duties)
    chinese = load_wording("zh_CN")
    assert {chinese.say(KIND_WORDS[kind]) for kind, _ in facts.counts} == {"交接班", "来文", "办理", "批示"}


def test_the_head_on_paper_is_the_hash_of_the_take_entry(room):
    room.start()
    room.write("甲")
    taken = room.take(room.give())
    facts = room.read(handover_facts, taken.shift_id)
    (take,) = [e for e in room.read(last_entries, 1) if e.event == "handover.taken"]
    assert (facts.head, facts.entry_count) == (take.hash.hex(), take.seq)
    room.write("新班第一条")
    assert room.read(find_head, bytes.fromhex(facts.head)).after == 1
    assert room.read(check_store, room.store.attachments).ok


def test_what_was_given_is_frozen_and_what_came_after_is_the_addendum(room):
    room.start()
    room.write("交班前")
    handover = room.give()
    frozen = room.read(draft_facts, room.now)
    seq = room.write("两次签字之间", due_at=room.now.replace(hour=10))
    between = room.read(draft_facts, room.now)
    assert [e.text for e in between.entries if e.kind == "call_in"] == ["交班前"]
    assert [e.text for e in between.addendum] == ["两次签字之间"]
    assert frozen.addendum == ()
    with _refused("handover.new_entries"):
        room.take(handover, accepted=(Accept(Manner.TOLD, open_item_id=1),))
    taken = room.take(handover)
    final = room.read(handover_facts, taken.shift_id)
    assert [e.seq for e in final.addendum] == [seq]
    assert [(i.title, i.acceptance) for i in final.open_items] == [("两次签字之间", "told")]
    assert [s.role for s in final.signatures] == ["give", "take"]
    (row,) = room.read(entry_rows, [seq])
    assert row.shift_id == taken.shift_id


def test_the_same_facts_for_ever(room):
    room.start()
    room.write("甲", due_at=room.now.replace(hour=10))
    taken = room.take(room.give())
    before = to_json(room.read(handover_facts, taken.shift_id))
    room.do(close_item, CloseItem(id=1, outcome="已排除"))
    room.write("后来")
    assert to_json(room.read(handover_facts, taken.shift_id)) == before


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"password": "wrong1"}, "password.wrong"),
        ({"signer": "赵敏"}, "shift.not_on_shift"),
        ({"signer": "赵敏", "for": "李秀英"}, "handover.reason.empty"),
        ({"notes": HandoverNotes()}, "handover.phone"),
    ],
)
def test_giving_is_refused(room, change, code):
    room.start()
    named = {k: v for k, v in change.items() if k in ("password", "notes")}
    if "signer" in change:
        named["signer_id"] = room.id(change["signer"])
    if "for" in change:
        named["for_id"] = room.id(change["for"])
    with _refused(code):
        room.give(**named)
    assert room.read(pending_handover, 1) is None


def test_signing_on_behalf_keeps_who_and_why(room):
    room.start()
    room.give(signer_id=room.id("赵敏"), for_id=room.id("李秀英"), reason="急病送医")
    (signature,) = room.read(draft_facts, room.now).signatures
    assert (signature.name, signature.on_behalf_of, signature.reason) == ("赵敏", "李秀英", "急病送医")


def test_an_urgent_matter_in_hand_asks_for_the_reason(room):
    room.start()
    room.write("化工厂泄漏", urgent=True, open=True)
    with _refused("handover.urgent"):
        room.give()
    room.give(urgent_reason="专班已接手")
    assert room.read(draft_facts, room.now).urgent_reason == "专班已接手"


def test_the_same_officer_cannot_give_and_take(room):
    room.start()
    handover = room.give()
    with _refused("shift.same_officer"):
        room.take(
            handover,
            signer_id=room.id("李秀英"),
            posts=Posts(leader_id=room.id("王建国"), chief_id=room.id("李秀英")),
        )


def test_every_open_item_must_be_accepted_and_a_question_needs_words(room):
    room.start()
    room.write("甲", open=True)
    room.write("乙", open=True)
    handover = room.give()
    with _refused("shift.unaccepted"):
        room.take(handover, accepted=(Accept(Manner.READ, open_item_id=1),))
    with _refused("shift.question.empty"):
        room.take(handover, accepted=(Accept(Manner.READ, open_item_id=1), Accept(Manner.QUESTIONED, open_item_id=2)))
    taken = room.take(
        handover,
        accepted=(
            Accept(Manner.READ, open_item_id=1),
            Accept(Manner.QUESTIONED, open_item_id=2, remark="是否已报市长"),
        ),
        reservations="钥匙少一把",
    )
    final = room.read(handover_facts, taken.shift_id)
    assert [(i.acceptance, i.remark) for i in final.open_items] == [("read", ""), ("questioned", "是否已报市长")]
    assert final.reservations == "钥匙少一把"


def test_cancelling_the_giving_leaves_a_trace_and_can_be_given_again(room):
    room.start()
    first = room.give()
    with _refused("handover.given_already"):
        room.give()
    with _refused("handover.cancel.empty"):
        room.do(cancel_give, CancelGive(handover_id=first, reason=" "))
    room.do(cancel_give, CancelGive(handover_id=first, reason="突发警情，暂缓"))
    assert room.read(last_entries, 1)[0].text == "突发警情，暂缓"
    with _refused("handover.not_given"):
        room.take(first)
    room.take(room.give())


def test_a_shift_starts_without_a_handover_only_where_none_runs(room):
    with _refused("shift.none_running"):
        room.give()
    with _refused("shift.same_person"):
        room.do(
            start_shift,
            StartShift(posts=Posts(leader_id=1, chief_id=room.id("李秀英"), deputy_id=room.id("李秀英"))),
        )
    room.start()
    with _refused("shift.running"):
        room.start()


def test_what_stood_open_before_the_first_shift_must_be_accepted(room):
    room.write("班前遗留", open=True)
    with _refused("shift.unaccepted"):
        room.start()
    posts = Posts(leader_id=room.id("王建国"), chief_id=room.id("李秀英"))
    accepted = (Accept(Manner.READ, open_item_id=room.read(open_items)[0].id),)
    assert room.do(start_shift, StartShift(posts=posts, accepted=accepted)) == 1


def test_wrong_passwords_make_the_same_person_wait_longer_and_nobody_else(room):
    room.start()
    for _ in range(3):
        with _refused("password.wrong"):
            room.give(password="wrong1")
    with pytest.raises(Refusal) as caught:
        room.give(password=PASSWORD)
    assert (caught.value.code, caught.value.facts["failures"]) == ("password.wait", 3)
    room.give(signer_id=room.id("张伟"))


def test_the_checklist_is_kept_as_typed(room):
    shift = room.start()
    assert [c.name for c in room.read(read_checklist, shift).equipment][:1] == ["Duty telephones"]
    notes = HandoverNotes(
        equipment=(Checked("传真机", False, "缺纸"),), keys=3, secret_papers=2, warnings=("大风蓝色预警",), weather="晴"
    )
    room.do(keep_checklist, shift, notes)
    assert room.read(read_checklist, shift) == notes
    room.write("来电", kind=Kind.CALL_IN)
    room.give(notes=HandoverNotes(phone_remark="线路检修", keys=3))
    assert room.read(draft_facts, room.now).keys_count == 3


def test_give_and_write_are_commands_that_hide_the_password():
    give = Give(signer_id=1, password=PASSWORD, notes=HandoverNotes())
    assert PASSWORD not in repr(give)
    assert WriteEntry(kind=Kind.NOTE, text="x").happened_at is None
    assert callable(write_entry)
    assert callable(addendum_entries)
