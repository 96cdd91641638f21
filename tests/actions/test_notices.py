"""Registering notices on a real store: numbers, duplicates, secrets, slips, attachments, corrections."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from dutyroom.actions.attaching import attach, detach
from dutyroom.actions.notices import content_hash, correct_notice, register_notice
from dutyroom.data.queries.journal import entry_in_full
from dutyroom.data.queries.matters import matter_in_full
from dutyroom.data.queries.notices import notice_in_full, same_text
from dutyroom.data.verify import attachment_path, check_store
from dutyroom.rules.matter_steps import Attach, Detach
from dutyroom.rules.notice import AskedLimit, Channel, CorrectNotice, Slip
from dutyroom.rules.refusal import Refusal
from tests.actions.matters import Flow, a_notice
from tests.samples import NOON, Room

TEXT = "各区县（市）人民政府：\n据气象部门预报，今夜到明天我市有大到暴雨。请于11月24日18时前报送落实情况。"
MEETING = Slip(
    caller="王处长",
    phone="0371-65900000",
    identity_checked=True,
    read_back=True,
    is_meeting=True,
    meeting_at=NOON + timedelta(hours=20),
    place="省政府二楼会议室",
    convenor="省防指",
    agenda="部署强降雨防范",
    attendees="分管副市长",
    deputy_may="no",
    papers="无",
    reply_at=NOON + timedelta(hours=3),
)


def refusal_of(room: Room, notice) -> Refusal:
    with pytest.raises(Refusal) as caught:
        room.do(register_notice, notice)
    return caught.value


def test_everything_that_was_entered_is_kept_and_found_again(room):
    facts = {
        "copies": 3,
        "copy_numbers": "0012—0014",
        "pages": 5,
        "document_on": date(2026, 11, 22),
        "document_kind": "通知",
        "addressee": "各省辖市人民政府",
        "content": TEXT,
        "received_by": "李秀英",
    }
    number = room.do(register_notice, a_notice(**facts))
    found = room.read(notice_in_full, number)
    assert {name: getattr(found.facts, name) for name in facts} == facts
    assert (found.matter.source, found.matter.urgency) == ("河南省防汛抗旱指挥部办公室", "特急")
    assert found.facts.channel == Channel.FAX


def test_the_journal_holds_the_facts_and_not_the_text(room):
    number = room.do(register_notice, a_notice(content=TEXT))
    entry = room.read(entry_in_full, room.read(matter_in_full, number).steps[0].entry_seq)
    assert (entry.event, entry.kind, entry.unit) == ("matter.registered", "notice", "河南省防汛抗旱指挥部办公室")
    assert "豫汛办电〔2026〕12号" in (entry.payload or "")
    assert "气象部门" not in (entry.payload or "") + (entry.text or "")


def test_numbers_have_no_gap_whoever_registers(room):
    def register() -> None:
        for _ in range(5):
            room.do(register_notice, a_notice(document_number=""))

    threads = [threading.Thread(target=register) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    numbers = sorted(room.read(matter_in_full, number).matter.number for number in range(1, 16))
    assert numbers == sorted(f"收〔2026〕{n}号" for n in range(1, 16))


def test_a_refused_notice_takes_no_number(room):
    refusal_of(room, a_notice(title=" "))
    assert Flow(room).full.matter.number == "收〔2026〕1号"


def test_numbers_begin_anew_with_the_year_of_the_office(room):
    room.now = datetime(2026, 12, 31, 15, 59, tzinfo=UTC)
    assert Flow(room).full.matter.number == "收〔2026〕1号"
    room.now = datetime(2026, 12, 31, 16, 0, tzinfo=UTC)
    assert Flow(room, document_number="").full.matter.number == "收〔2027〕1号"


@pytest.mark.parametrize(
    ("named", "code", "field"),
    [
        ({"title": ""}, "matter.title.empty", "title"),
        ({"title": "长" * 501}, "matter.title.long", "title"),
        ({"source": " "}, "notice.source.empty", "source"),
        ({"received_at": NOON + timedelta(hours=1)}, "matter.received.future", "received_at"),
        ({"urgency": "特提"}, "notice.urgency.unknown", "urgency"),
        ({"secrecy": "内部"}, "notice.secrecy.unknown", "secrecy"),
        ({"document_on": date(2027, 1, 1)}, "notice.document_on.future", "document_on"),
        ({"copies": 0}, "notice.copies.wrong", "copies"),
        ({"pages": 10_000}, "notice.copies.wrong", "pages"),
        ({"limits": (AskedLimit(due_at=NOON - timedelta(hours=1)),)}, "notice.deadline.before", "limits"),
        ({"addressee": "二七区，金水区，二七区"}, "notice.addressee.twice", "addressee"),
    ],
)
def test_bad_input_is_refused_at_its_field(room, named, code, field):
    refusal = refusal_of(room, a_notice(**named))
    assert (refusal.code, refusal.field) == (code, field)


def test_a_telegram_knows_other_degrees_than_a_paper(room):
    room.do(register_notice, a_notice(channel=Channel.TELEGRAM, urgency="特提"))
    assert refusal_of(room, a_notice(channel=Channel.TELEGRAM, urgency="平件")).field == "urgency"


def test_a_document_number_that_exists_is_pointed_out_and_linked(room):
    first = Flow(room)
    refusal = refusal_of(room, a_notice(channel=Channel.PAPER))
    assert (refusal.code, refusal.facts["number"], refusal.facts["id"]) == (
        "notice.number.exists",
        "收〔2026〕1号",
        first.id,
    )
    again = Flow(room, channel=Channel.PAPER, same_as=first.id)
    assert [(found.other_id, found.relation) for found in again.full.links] == [(first.id, "same")]
    assert Flow(room, confirmed=True).full.links == ()


def test_the_same_text_is_recognised_whatever_its_blanks_and_forms(room):
    flow = Flow(room, content=TEXT)
    spaced = TEXT.replace("，", "， ").replace("24", "２４")
    assert [row.id for row in room.read(same_text, content_hash(spaced))] == [flow.id]
    assert content_hash(" \n") is None


@pytest.mark.parametrize("secrecy", ["秘密", "机密", "绝密"])
def test_a_secret_paper_keeps_no_text_and_no_file(room, tmp_path, secrecy):
    scan = tmp_path / "扫描件.pdf"
    scan.write_bytes(b"%PDF-1.4 secret")
    kept = {"secrecy": secrecy, "required": "", "document_number": "", "channel": Channel.PAPER}
    refusal = refusal_of(room, a_notice(content="内容", **kept))
    assert (refusal.code, refusal.field, refusal.facts["secrecy"]) == ("matter.secret.content", "content", secrecy)
    assert refusal_of(room, a_notice(attachments=(scan,), **kept)).code == "matter.secret.attachment"
    flow = Flow(room, copies=1, copy_numbers="000017", custody="机要室 赵敏", **kept)
    with pytest.raises(Refusal) as caught:
        room.do(attach, Attach(id=flow.id, path=scan))
    assert caught.value.code == "matter.secret.attachment"
    assert not [path for path in room.store.attachments.rglob("*") if path.is_file()]


def test_a_meeting_by_telephone_is_not_complete_without_its_answers(room):
    call = {"channel": Channel.TELEPHONE, "urgency": ""}
    refusal = refusal_of(room, a_notice(slip=replace(MEETING, convenor="", agenda=""), **call))
    assert (refusal.code, refusal.field, refusal.facts["what"]) == (
        "notice.call.missing",
        "convenor",
        ("who convenes", "the agenda"),
    )
    assert refusal_of(room, a_notice(slip=replace(MEETING, read_back=False), **call)).field == "read_back"
    number = room.do(register_notice, a_notice(slip=MEETING, **call))
    found = room.read(notice_in_full, number)
    assert found.slip == MEETING
    assert found.common.clocks[0].due_at == MEETING.reply_at
    assert room.do(register_notice, a_notice(slip=replace(MEETING, agenda=""), confirmed=True, **call)) > number


def test_attachments_are_kept_by_content_and_taken_off_with_a_reason(room, tmp_path):
    scan = tmp_path / "通知.pdf"
    scan.write_bytes(b"%PDF-1.4 something")
    flow = Flow(room, attachments=(scan,))
    found = flow.full.attachments[0]
    assert attachment_path(room.store.attachments, found.hash).read_bytes() == scan.read_bytes()
    with pytest.raises(Refusal) as caught:
        room.do(attach, Attach(id=flow.id, path=scan))
    assert caught.value.code == "notice.attachment.twice"
    room.do(detach, Detach(attachment_id=found.id, reason="附错文件"))
    assert [(row.active, row.reason) for row in flow.full.attachments] == [(False, "附错文件")]
    assert attachment_path(room.store.attachments, found.hash).exists()
    assert room.read(check_store, room.store.attachments).problems == ()


def test_of_two_corrections_from_one_version_the_second_is_refused_whatever_they_touch(room):
    flow = Flow(room)
    version = flow.full.matter.version
    first, second = (
        CorrectNotice(id=flow.id, version=version, facts=a_notice(pages=pages), reason="漏录页数") for pages in (2, 3)
    )
    room.do(correct_notice, first)
    assert flow.full.matter.version > version
    with pytest.raises(Refusal) as caught:
        room.do(correct_notice, second)
    assert caught.value.code == "record.changed_meanwhile"
    assert room.read(check_store, room.store.attachments).problems == ()


def test_a_notice_that_turns_out_secret_must_lose_its_files_first(room, tmp_path):
    scan = tmp_path / "通知.pdf"
    scan.write_bytes(b"%PDF-1.4 something")
    flow = Flow(room, attachments=(scan,))
    facts = a_notice(secrecy="秘密", urgency="")
    asked = CorrectNotice(id=flow.id, version=flow.full.matter.version, facts=facts, reason="补标密级")
    with pytest.raises(Refusal) as caught:
        room.do(correct_notice, asked)
    assert caught.value.code == "matter.secret.attachment"


def test_a_correction_says_what_was_and_is_and_why(room):
    flow = Flow(room)
    asked = CorrectNotice(
        id=flow.id,
        version=flow.full.matter.version,
        facts=a_notice(title="关于做好强降雪防范工作的紧急通知", pages=2),
        reason="标题录错",
    )
    entry = room.read(entry_in_full, room.do(correct_notice, asked))
    assert entry.event == "matter.corrected"
    assert "强降雨" in (entry.payload or "")
    assert flow.full.matter.title == "关于做好强降雪防范工作的紧急通知"
    with pytest.raises(Refusal) as caught:
        room.do(correct_notice, asked)
    assert caught.value.code == "record.changed_meanwhile"
    same = replace(asked, version=flow.full.matter.version)
    with pytest.raises(Refusal) as caught:
        room.do(correct_notice, same)
    assert caught.value.code == "entry.amend.same"
