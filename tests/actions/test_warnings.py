"""Warnings on a real store: what the law asks for, changing and lifting, CAP in and out, exercises kept apart."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from dutyroom.actions.linking import link
from dutyroom.actions.matters import close, take_step
from dutyroom.actions.removal import remove_text
from dutyroom.actions.warnings import change_warning, lift_warning, register_warning
from dutyroom.actions.warnings_cap import exported_register, exported_text, import_message, judge_message
from dutyroom.data.queries.journal import entry_rows
from dutyroom.data.queries.open_items import open_items
from dutyroom.data.queries.register import MatterSearch, find_matters
from dutyroom.data.queries.search_matters import search_warnings
from dutyroom.data.queries.warnings import WarningInFull, open_warnings, warning_in_full
from dutyroom.data.verify import check_store
from dutyroom.readers.cap import read_cap_bytes
from dutyroom.readers.document import ReadFailure
from dutyroom.rules.matter import Duty, MatterKind, Relation, State, StepKind
from dutyroom.rules.matter_filter import read_matter_filter
from dutyroom.rules.matter_steps import Close, Link, PlainStep
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.removal import Spot
from dutyroom.rules.warning import ChangeWarning, Colour, LiftWarning, RegisterWarning, Status, WarningFacts
from tests.actions.test_removal import asked_for
from tests.readers.test_cap import GOOD
from tests.samples import NOON, ZONE, Room

FACTS = WarningFacts(
    event="暴雨",
    colour=Colour.YELLOW,
    source="市气象台",
    issued_at=NOON - timedelta(minutes=10),
    onset_at=NOON - timedelta(minutes=5),
    expires_at=NOON + timedelta(hours=6),
    areas="金水区\n二七区",
    watch="6小时内降雨量将达50毫米以上",
    action="注意防范内涝",
)


def registered(room: Room, **named) -> int:
    return int(room.do(register_warning, RegisterWarning(facts=WarningFacts(**{**_plain(FACTS), **named}))))


def _plain(facts: WarningFacts) -> dict:
    return {name: getattr(facts, name) for name in WarningFacts.__slots__}


def full(room: Room, number: int) -> WarningInFull:
    found = room.read(warning_in_full, number)
    assert found is not None
    return found


def changed(room: Room, number: int, **named) -> int:
    shown = full(room, number)
    facts = WarningFacts(**{**_plain(shown.facts), "issued_at": None, **named})
    return int(room.do(change_warning, ChangeWarning(id=number, version=shown.matter.version, facts=facts)))


def refused(call, *args, **named) -> Refusal:
    with pytest.raises(Refusal) as caught:
        call(*args, **named)
    return caught.value


def sound(room: Room) -> bool:
    return not room.read(check_store, room.folder / "attachments").problems


def came(room: Room, text: str):
    return room.do(import_message, read_cap_bytes(text.encode())[0])


def test_a_warning_gets_its_number_its_title_and_a_clock_to_its_end(room):
    found = full(room, registered(room))
    assert (found.matter.number, found.matter.title) == ("警〔2026〕1号", "暴雨黄色预警")
    (clock,) = found.common.clocks
    assert (clock.duty, clock.due_at) == (Duty.EXPIRE, FACTS.expires_at)
    (item,) = room.read(open_items)
    assert item.record == ("warning", found.matter.id)
    assert sound(room)


def test_one_that_begins_later_has_its_start_watched_until_somebody_has_noted_it(room):
    number = registered(room, onset_at=room.now + timedelta(hours=2))
    assert {clock.duty for clock in full(room, number).common.clocks} == {Duty.TAKE_EFFECT, Duty.EXPIRE}
    room.do(take_step, PlainStep(id=number, step=StepKind.READ))
    assert [clock.duty for clock in full(room, number).common.clocks if clock.state == "open"] == [Duty.EXPIRE]


def test_what_the_law_asks_for_is_pointed_out_and_taken_only_with_a_reason(room):
    bare = WarningFacts(event="大风", colour=Colour.BLUE)
    refusal = refused(room.do, register_warning, RegisterWarning(facts=bare))
    assert (refusal.code, refusal.field) == ("warning.missing", "reason")
    assert refusal.facts["what"] == (
        "from when", "the areas", "what to watch", "what to do", "who issued it", "when it was issued",
    )  # fmt: skip
    number = room.do(register_warning, RegisterWarning(facts=bare, reason="电话通知，文本未到"))
    assert "电话通知，文本未到" in full(room, number).common.steps[0].text


@pytest.mark.parametrize(
    ("named", "code"),
    [
        ({"event": " "}, "warning.event.empty"),
        ({"expires_at": NOON - timedelta(hours=1)}, "warning.end.before_start"),
        ({"issued_at": NOON + timedelta(hours=1)}, "warning.issued.future"),
    ],
)
def test_a_warning_that_cannot_be_is_refused_and_leaves_nothing(room, named, code):
    assert refused(registered, room, **named).code == code
    assert room.read(open_items) == []


def test_raising_the_colour_moves_title_clock_and_timeline(room):
    number = registered(room)
    room.wait(hours=1)
    end = room.now + timedelta(hours=12)
    seq = changed(room, number, colour=Colour.RED, expires_at=end)
    found = full(room, number)
    assert (found.matter.title, found.matter.due_at, found.message) == ("暴雨红色预警", end, "update")
    (step,) = [step for step in found.common.steps if step.kind == StepKind.CHANGE]
    assert step.text.startswith("由黄色升为红色")
    assert ("colour", "yellow", "red") in step.changes
    assert room.read(open_items)[0].title == "警〔2026〕1号 暴雨红色预警"
    assert room.read(entry_rows, [seq])[0].text.splitlines()[1] == "由黄色升为红色"
    assert refused(changed, room, number).code == "warning.change.nothing"
    assert sound(room)


def test_lifting_meets_the_clock_and_a_warning_is_never_closed_or_opened_again(room):
    number = registered(room)
    assert refused(room.do, close, Close(id=number, text="办结")).code == "matter.step.kind"
    room.do(lift_warning, LiftWarning(id=number))
    found = full(room, number)
    assert (found.matter.state, found.message, found.matter.outcome) == (State.CLOSED, "cancel", "预警解除")
    assert [clock.state for clock in found.common.clocks] == ["closed"]
    reopen = PlainStep(id=number, step=StepKind.REOPEN, text="误解除")
    assert refused(room.do, take_step, reopen).code == "matter.step.kind"
    assert refused(room.do, lift_warning, LiftWarning(id=number)).code == "matter.step.wrong"


def test_an_exercise_is_marked_everywhere_never_in_force_and_never_linked_to_a_real_one(room):
    real, drill = registered(room), registered(room, status=Status.EXERCISE)
    assert full(room, drill).matter.title == "【演练】暴雨黄色预警"
    assert [row.id for row in room.read(open_warnings)] == [real]
    assert "【演练】" in {item.id: item.title for item in room.read(open_items)}[2]
    assert refused(changed, room, drill, status=Status.ACTUAL, colour=Colour.RED).code == "warning.status.fixed"
    assert refused(room.do, link, Link(id=drill, other_id=real, relation=Relation.SAME)).code == "warning.link.mixed"
    for written, found in (("status:exercise", [drill]), ("status:actual", [real]), ("colour:red", [])):
        search = MatterSearch(kind=MatterKind.WARNING, now=room.now, zone=ZONE, filter=read_matter_filter(written))
        assert list(room.read(find_matters, search)) == found


def test_search_finds_a_warning_by_its_areas_and_what_to_do(room):
    number = registered(room)
    for words in ("金水区", "内涝", "暴雨黄色"):
        assert [hit.id for hit in room.read(search_warnings, words).hits] == [number]


def test_secret_text_in_a_warning_is_removed_and_the_warning_can_still_be_read(room):
    secret = "某部队二十三时经绕城高速开进"
    number = registered(room, event=f"交通管制{secret}", watch=secret)
    changed(room, number, colour=Colour.RED)
    target = Spot("matter", str(number))
    room.do(remove_text, asked_for(room, target, words=(secret,)))
    found = full(room, number)
    assert secret not in f"{found.matter.title}{found.facts}"
    assert (found.facts.colour, found.message, len(found.references)) == (Colour.RED, "update", 1)
    assert sound(room)


def test_odd_messages_are_refused_or_read_and_never_break_anything(room):
    for there, instead in (("2026-11-23T11:30:00+08:00", "9999-12-31T23:59:59-08:00"), ("+08:00", "+30:00")):
        with pytest.raises(ReadFailure):
            read_cap_bytes(GOOD.replace(there, instead).encode())
    long = came(room, GOOD.replace("市气象台发布", "市" * 2000))
    assert long.result == "registered"
    private = came(room, GOOD.replace("A1", "P1").replace(">Public<", ">Private<"))
    assert any(code == "cap.remark.scope" for code, _ in private.remarks)
    assert (
        came(room, re.sub("<info>.*</info>", "", GOOD, flags=re.DOTALL).replace("A1", "N1")).reason[0] == "cap.no_info"
    )
    assert came(room, GOOD.replace("A1", "K1").replace(">Alert<", ">Ack<")).reason[0] == "cap.not_warning"


def test_nothing_goes_out_as_real_from_a_sample_or_a_drill(tmp_path):
    for kind, status in (("sample", "Test"), ("drill", "Exercise")):
        elsewhere = Room(tmp_path / kind).open(kind=kind)
        (message,) = read_cap_bytes(elsewhere.read(exported_text, registered(elsewhere)).encode())
        assert message.status == status
        assert message.note
        elsewhere.store.close()


UPDATE = (
    GOOD.replace("A1", "A2")
    .replace("11:30", "11:50")
    .replace(">Alert<", ">Update<")
    .replace("橙色", "红色")
    .replace("<info>", "<references>qx@zz,A1,2026-11-23T11:30:00+08:00</references><info>")
)
CANCEL = re.sub("<info>.*</info>", "", UPDATE, flags=re.DOTALL).replace("A2", "A3").replace(">Update<", ">Cancel<")


def test_messages_register_change_and_lift_the_same_warning_each_once(room):
    texts = {"registered": GOOD, "changed": UPDATE, "lifted": CANCEL}
    for result, text in texts.items():
        judged = room.read(judge_message, read_cap_bytes(text.encode())[0], room.now)
        done = came(room, text)
        assert (judged.result, done.result, done.number) == (result, result, "警〔2026〕1号")
        assert came(room, text).result == "same"
    assert [came(room, text).result for text in texts.values()] == ["same"] * 3
    found = full(room, done.id)
    assert (found.facts.colour, found.facts.status, found.matter.state) == (Colour.RED, Status.EXERCISE, State.CLOSED)
    kinds = [step.kind for step in found.common.steps]
    assert kinds == [StepKind.RECEIVE, StepKind.CHANGE, StepKind.LIFT]
    assert sound(room)


def test_an_exercise_never_changes_a_real_warning_nor_another_sender_somebody_else_s(room):
    came(room, GOOD.replace("Exercise", "Actual"))
    mixed = came(room, UPDATE)
    assert (mixed.result, mixed.reason[0]) == ("skipped", "cap.mixed")
    foreign = came(room, UPDATE.replace("Exercise", "Actual").replace("<sender>qx@zz", "<sender>other@zz"))
    assert (foreign.result, foreign.reason[0]) == ("skipped", "cap.other_sender")
    assert full(room, 1).facts.colour == Colour.ORANGE
    assert came(room, CANCEL.replace("Exercise", "Actual").replace("A1,", "A9,")).reason[0] == "cap.no_target"
    older = UPDATE.replace("Exercise", "Actual").replace("T11:50", "T10:50")
    assert came(room, older).reason[0] == "cap.older"


def test_what_is_exported_is_the_same_warning_when_it_comes_back_and_another_room_s_new_one(room, tmp_path):
    number = registered(room)
    first = room.read(exported_text, number)
    changed(room, number, colour=Colour.RED)
    (update,) = read_cap_bytes(room.read(exported_text, number).encode())
    assert (update.message, update.status, update.infos[0].severity) == ("Update", "Actual", "Extreme")
    assert update.references[0].identifier == read_cap_bytes(first.encode())[0].identifier
    assert came(room, first).result == "same"
    registered(room, status=Status.EXERCISE)
    real, count = room.read(exported_register, real=True, now=room.now)
    drills, drilled = room.read(exported_register, real=False, now=room.now)
    assert (count, drilled) == (1, 1)
    assert "<status>Actual</status>" in real
    assert "<status>Exercise</status>" in drills
