"""The life of an issued paper on a real file: composed with sources, edited, reviewed, signed, numbered, frozen."""

from __future__ import annotations

import json
import threading
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta

import pytest

from dutyroom.actions.briefing_checking import check_briefing
from dutyroom.actions.briefing_compose import compose, compose_briefing
from dutyroom.actions.briefing_facts import briefing_facts, briefing_pdf
from dutyroom.actions.briefing_parts import add_part, edit_briefing, edit_part, move_part, remove_part, set_recipients
from dutyroom.actions.briefings import (
    correct_briefing,
    discard_briefing,
    issue_briefing,
    note_receipt,
    note_sent,
    review_briefing,
    send_back_briefing,
    sign_briefing,
    submit_briefing,
    withdraw_briefing,
)
from dutyroom.actions.removal import remove_text
from dutyroom.data.queries.briefings import BriefingSearch, briefing_in_full, briefing_rows, find_briefings
from dutyroom.data.queries.journal import entry_in_full, last_entries
from dutyroom.data.queries.papers import kept_paper
from dutyroom.data.queries.removal import find_places
from dutyroom.data.scrub import finish_removal
from dutyroom.data.store import Store
from dutyroom.data.trouble import Trouble
from dutyroom.data.verify import check_store
from dutyroom.papers.facts import to_json
from dutyroom.rules.briefing import (
    AddPart,
    Addressee,
    BriefingKind,
    ComposeBriefing,
    CorrectBriefing,
    DiscardBriefing,
    EditBriefing,
    EditPart,
    IssueBriefing,
    MovePart,
    NoteReceipt,
    NoteSent,
    RecipientRole,
    RemovePart,
    ReviewBriefing,
    SendBackBriefing,
    SetRecipients,
    SignBriefing,
    SubmitBriefing,
    TypedPart,
    WithdrawBriefing,
)
from dutyroom.rules.briefing_check import Severity
from dutyroom.rules.canon import digest_bytes
from dutyroom.rules.entry import Kind
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.removal import RemoveText, Spot
from tests.samples import PASSWORD, Room

TODAY = date(2026, 11, 23)
SECRET = "某部队今夜二十三时经绕城高速开进"
DAILY = ComposeBriefing(kind=BriefingKind.DAILY_SITUATION, day=TODAY)
MINUTES = ComposeBriefing(
    kind=BriefingKind.MINUTES,
    title="值班工作例会纪要（样例）",
    fields=(("时间", "2026年11月23日（星期一）9时"), ("地点", "第一会议室（样例）"), ("出席", "王建国、李秀英")),
    parts=(TypedPart(text="会议听取了上周值班情况汇报。"),),
)
CITY = Addressee(name="市政府领导（样例）", unit_id=None)


def printed(facts, language) -> bytes:
    """A stand-in for the PDF: what it would say."""
    return f"%PDF-{language}-{to_json(facts)}".encode()


def all_drawn(_: str) -> str:
    return ""


@pytest.fixture
def room(tmp_path):
    made = Room(tmp_path / "room").open()
    made.start()
    yield made
    assert made.read(check_store, made.store.attachments).problems == ()
    made.store.close()


def full(room, number):
    return room.read(briefing_in_full, number)


def version(room, number) -> int:
    return full(room, number).row.version


def refused(code, call, *args, **named) -> Refusal:
    with pytest.raises(Refusal) as caught:
        call(*args, **named)
    assert caught.value.code == code
    return caught.value


def ready(room, asked=MINUTES) -> int:
    """A paper that the leader has signed."""
    number = room.do(compose_briefing, asked)
    room.do(set_recipients, SetRecipients(id=number, version=version(room, number), recipients=(CITY,)))
    room.do(submit_briefing, SubmitBriefing(id=number, version=version(room, number)))
    sign(room, number)
    return number


def sign(room, number, **named):
    leader = room.id("王建国")
    asked = SignBriefing(
        id=number, version=version(room, number), leader_id=leader, signer_id=leader, password=PASSWORD
    )
    return room.do(sign_briefing, replace(asked, **named))


def issue(room, number, make=printed, accepted="领导已阅（样例）"):
    asked = IssueBriefing(id=number, version=version(room, number), accepted=accepted)
    return room.do(issue_briefing, asked, make, all_drawn)


def test_a_day_is_told_with_the_records_each_part_was_made_from_and_in_either_language(room):
    heard = room.write("样例路一处树木倒伏，已通知园林部门。", unit="中原区（样例）", important=True)
    room.write("普通来电（样例）")
    said = room.write("王市长（样例）批示：抓紧处置。", kind=Kind.INSTRUCTION)
    number = room.do(compose_briefing, DAILY)
    found = full(room, number)
    assert found.row.title == "每日值班情况（2026年11月23日）"
    parts = {part.key: part for part in found.parts}
    assert parts[f"entry:{heard}"].sources[0].seq == heard
    assert "树木倒伏" in parts[f"entry:{heard}"].sources[0].said
    assert "批示" in parts[f"entry:{said}"].text
    assert "共记录值班事项3条" in parts["entries"].text
    assert [part.text for part in found.parts if part.level == 1] == [
        "一、基本情况",
        "二、重要事项",
        "三、未办结事项",
        "四、生效预警与应急响应",
    ]
    english = room.read(compose, replace(DAILY, language="en"), room.now)
    assert [part.key for part in english.parts] == [part.key for part in found.parts]
    assert "wrote 3 entries" in english.parts[1].text
    entry = room.read(last_entries, 1)[0]
    assert (entry.event, entry.record_kind, entry.record_id) == ("briefing.composed", "briefing", number)
    assert ["journal", heard] in json.loads(entry.payload)["sources"]


def test_a_day_on_which_nothing_happened_gives_a_paper_that_says_so_and_can_be_issued(room):
    empty = replace(DAILY, day=TODAY - timedelta(days=400))
    number = ready(room, empty)
    texts = [part.text for part in full(room, number).parts]
    assert "无重要情况。" in texts
    assert texts[1].endswith("无值班记录。")
    issue(room, number)
    assert full(room, number).row.number == "2026年第1期"
    refused("briefing.day.ahead", room.do, compose_briefing, replace(DAILY, day=TODAY + timedelta(days=1)))


def test_an_edited_part_shows_what_was_drafted_and_parts_move_go_and_come_back(room):
    room.write("样例路一处树木倒伏。", important=True)
    number = room.do(compose_briefing, DAILY)
    first, second, *_ = full(room, number).parts
    room.do(edit_part, EditPart(id=second.id, version=second.version, part=TypedPart(text="今日平稳。")))
    part = full(room, number).parts[1]
    assert (part.text, part.drafted, part.is_edited) == ("今日平稳。", second.text, True)
    stale = EditPart(id=second.id, version=second.version, part=TypedPart(text="又一说。"))
    refused("record.changed_meanwhile", room.do, edit_part, stale, by="张伟")
    added = room.do(add_part, AddPart(id=number, part=TypedPart(text="补充一段（样例）。"), after=first.id))
    assert [part.id for part in full(room, number).parts][:3] == [first.id, added, second.id]
    moved = full(room, number).parts[1]
    assert moved.is_typed
    room.do(move_part, MovePart(id=added, version=moved.version, after=None))
    assert full(room, number).parts[0].id == added
    room.do(remove_part, RemovePart(id=added, version=full(room, number).parts[0].version))
    assert added not in [part.id for part in full(room, number).standing]
    room.do(remove_part, RemovePart(id=added, version=full(room, number).parts[0].version, removed=False))
    assert full(room, number).standing[0].text == "补充一段（样例）。"
    assert room.read(find_briefings, BriefingSearch(words="补充 平稳")) == [number]


def test_it_goes_through_review_and_the_leaders_hand_and_what_was_changed_is_reviewed_anew(room):
    number = room.do(compose_briefing, MINUTES)
    room.do(submit_briefing, SubmitBriefing(id=number, version=version(room, number)))
    refused("briefing.review.own", room.do, review_briefing, ReviewBriefing(id=number, version=version(room, number)))
    room.do(review_briefing, ReviewBriefing(id=number, version=version(room, number)), by="赵敏")
    assert full(room, number).row.reviewed_by == "赵敏"
    room.do(
        edit_briefing,
        EditBriefing(id=number, version=version(room, number), title="纪要（样例）", fields=MINUTES.fields),
    )
    assert full(room, number).row.reviewed_by == ""
    seen = version(room, number)
    room.do(send_back_briefing, SendBackBriefing(id=number, version=seen, reason="补充议题（样例）"), by="赵敏")
    row = full(room, number).row
    assert (row.state, row.returned_because) == ("draft", "补充议题（样例）")
    refused("briefing.state", sign, room, number)
    room.do(submit_briefing, SubmitBriefing(id=number, version=version(room, number)))
    refused("password.wrong", sign, room, number, password="falsch")
    refused("briefing.reason.empty", sign, room, number, signer_id=room.id("赵敏"))
    sign(room, number)
    row = full(room, number).row
    assert (row.state, row.signed_by, row.reviewed_by) == ("signed", "王建国", "王建国")
    part = full(room, number).parts[0]
    late = EditPart(id=part.id, version=part.version, part=TypedPart(text="签后改动。"))
    refused("briefing.state", room.do, edit_part, late)


def test_the_issue_numbers_without_gaps_freezes_the_bytes_and_reprints_the_same(room):
    numbers = []
    for _ in range(2):
        number = ready(room)
        seq = issue(room, number)
        row = full(room, number).row
        numbers.append(row.number)
    assert numbers == ["值纪〔2026〕1号", "值纪〔2026〕2号"]
    kept = room.read(kept_paper, "briefing", number, "zh_CN")
    assert "值纪〔2026〕2号" in kept.decode()
    entry = room.read(entry_in_full, seq)
    said = json.loads(entry.payload)
    assert said["sha256"] == digest_bytes(kept).hex()
    assert said["number"] in entry.text
    assert briefing_pdf(room.store, number, room.folder) == kept


def test_where_the_disk_is_full_or_the_paper_cannot_be_made_nothing_is_numbered(room):
    number = ready(room)

    def fails(*_):
        raise ValueError("the faces are gone")

    with pytest.raises(ValueError, match="faces"):
        issue(room, number, make=fails)
    with closing(room.store._writer.raw_connection()) as raw:
        pages = raw.execute("PRAGMA page_count").fetchone()[0]
        raw.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(Trouble) as full_disk:
        issue(room, number, make=lambda *facts: printed(*facts) + b"x" * 500_000)
    assert full_disk.value.code == "store.disk_full"
    with closing(room.store._writer.raw_connection()) as raw:
        raw.execute("PRAGMA max_page_count = 1000000")
    row = full(room, number).row
    assert (row.state, row.number, row.serial) == ("signed", "", None)
    assert room.read(kept_paper, "briefing", number, "zh_CN") is None
    issue(room, number)
    assert full(room, number).row.serial == 1, "the failed tries took no number"


def test_two_programs_that_issue_at_once_take_two_numbers(room):
    numbers = [ready(room) for _ in range(4)]
    asked = [IssueBriefing(id=number, version=version(room, number), accepted="已阅（样例）") for number in numbers]
    author, gate, faults = room.author("王建国"), threading.Barrier(2), []

    def work(store, mine):
        gate.wait()
        for one in mine:
            try:
                with store.desk(author) as desk:
                    issue_briefing(desk, one, printed, all_drawn)
            except Exception as error:  # noqa: BLE001  # told to the test below
                faults.append(error)

    others = [Store(room.folder, lambda: room.now) for _ in range(2)]
    threads = [threading.Thread(target=work, args=(store, asked[place::2])) for place, store in enumerate(others)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for store in others:
        store.close()
    assert faults == []
    assert sorted(row.serial for row in room.read(briefing_rows, numbers)) == [1, 2, 3, 4]


def test_the_same_paper_is_issued_once_however_often_it_is_asked(room):
    number = ready(room)
    asked = IssueBriefing(id=number, version=version(room, number), accepted="已阅（样例）")
    room.do(issue_briefing, asked, printed, all_drawn)
    refused("record.changed_meanwhile", room.do, issue_briefing, asked, printed, all_drawn)
    assert full(room, number).row.serial == 1


def test_a_withdrawn_and_a_corrected_paper_stay_and_name_each_other(room):
    number = ready(room)
    issue(room, number)
    before = room.read(kept_paper, "briefing", number, "zh_CN")
    asked = WithdrawBriefing(id=number, version=version(room, number), reason="")
    refused("briefing.reason.empty", room.do, withdraw_briefing, asked)
    room.do(withdraw_briefing, replace(asked, reason="地点有误（样例）"))
    later = room.do(correct_briefing, CorrectBriefing(id=number))
    refused("briefing.correction.open", room.do, correct_briefing, CorrectBriefing(id=number))
    copy = full(room, later)
    assert [part.text for part in copy.parts] == [part.text for part in full(room, number).parts]
    assert [row.name for row in copy.recipients] == [CITY.name]
    assert full(room, number).row.replaced_by == "", "a draft replaces nothing yet"
    room.do(submit_briefing, SubmitBriefing(id=later, version=version(room, later)))
    sign(room, later)
    issue(room, later)
    old, new = room.read(briefing_rows, [number, later])
    assert (old.state, old.withdrawn_because) == ("withdrawn", "地点有误（样例）")
    assert (old.replaced_by, new.replaces) == ("值纪〔2026〕2号", "值纪〔2026〕1号")
    assert room.read(kept_paper, "briefing", number, "zh_CN") == before
    assert room.read(lambda session: briefing_facts(session, full(room, later))).replaces == old.number
    refused("briefing.correction.done", room.do, correct_briefing, CorrectBriefing(id=number))


def test_the_list_of_recipients_goes_to_the_next_paper_and_takes_receipts(room):
    number = ready(room)
    copy = Addressee(name="市应急管理局", role=RecipientRole.COPY, channel="传真")
    room.do(set_recipients, SetRecipients(id=number, version=version(room, number), recipients=(CITY, copy)))
    refused(
        "briefing.recipient.twice",
        room.do,
        set_recipients,
        SetRecipients(id=number, version=version(room, number), recipients=(CITY, CITY)),
    )
    first, second = full(room, number).recipients
    refused("briefing.receipt.unsent", room.do, note_receipt, NoteReceipt(id=first.id, by="丁样例"))
    issue(room, number)
    room.wait(minutes=5)
    assert full(room, number).recipients[1].sent_at is not None, "it has a channel, so it went out with the issue"
    room.do(note_sent, NoteSent(id=first.id, channel="机要"))
    room.do(note_receipt, NoteReceipt(id=second.id, by="丁样例"))
    early = NoteReceipt(id=first.id, by="丁样例", at=room.now - timedelta(days=1))
    refused("briefing.receipt.early", room.do, note_receipt, early)
    row = full(room, number).row
    assert (row.recipients, row.receipts) == (2, 1)
    dropped = SetRecipients(id=number, version=row.version, recipients=(CITY,))
    refused("briefing.recipient.told", room.do, set_recipients, dropped)
    following = room.do(compose_briefing, MINUTES)
    assert [(row.name, row.role) for row in full(room, following).recipients] == [
        (CITY.name, "main"),
        ("市应急管理局", "copy"),
    ]


def test_the_check_holds_the_text_against_the_records_and_keeps_errors_from_being_issued(room):
    heard = room.write("样例路树木倒伏，砸坏车辆3辆。", important=True)
    number = room.do(compose_briefing, DAILY)
    part = next(part for part in full(room, number).parts if part.key == f"entry:{heard}")
    text = part.text.replace("3辆", "5辆") + "2026年11月24日（星期五）继续清理。"
    room.do(edit_part, EditPart(id=part.id, version=part.version, part=TypedPart(text=text)))
    room.write("又一件普通来电（样例）")
    findings = room.read(check_briefing, number, room.now, lambda said: "辆" if "辆" in said else "")
    by_code = {finding.code: finding for finding in findings}
    figure = by_code["briefing.find.number"]
    assert (figure.place, text[figure.start : figure.end]) == (f"part:{part.id}", "5辆")
    assert figure.said == {"said": "车辆5辆", "record": "车辆3辆"}
    assert by_code["briefing.find.day.weekday"].severity is Severity.ERROR
    assert by_code["briefing.find.to"].severity is Severity.ERROR
    stale = by_code["briefing.find.stale"]
    entries = next(part for part in full(room, number).parts if part.key == "entries")
    assert stale.place == f"part:{entries.id}", "an entry came in since: the count of the day is another one"
    assert "U+8F86" in str(by_code["briefing.find.glyph"].said["said"])
    room.do(submit_briefing, SubmitBriefing(id=number, version=version(room, number)))
    sign(room, number)
    error = refused("briefing.check.errors", issue, room, number)
    assert {finding.code for finding in error.facts["findings"]} == {
        "briefing.find.to",
        "briefing.find.day.weekday",
    }


def test_warnings_must_be_accepted_and_the_journal_keeps_what_was_accepted(room):
    asked = replace(MINUTES, parts=(TypedPart(text="请样例市没有局,抓紧落实。"),))
    number = ready(room, asked)
    error = refused("briefing.check.warnings", issue, room, number, accepted="")
    assert error.facts["count"] == len(error.facts["findings"]) > 0
    seq = issue(room, number, accepted="单位名称已电话核实（样例）")
    said = json.loads(room.read(entry_in_full, seq).payload)
    assert said["accepted"] == "单位名称已电话核实（样例）"
    assert "official.text.half" in {warning["code"] for warning in said["warnings"]}


def test_a_discarded_draft_stays_with_its_reason_and_is_found_no_more(room):
    number = room.do(compose_briefing, MINUTES)
    asked = DiscardBriefing(id=number, version=version(room, number), reason="会议取消（样例）")
    room.do(discard_briefing, asked)
    assert full(room, number).row.void_reason == "会议取消（样例）"
    assert room.read(find_briefings, BriefingSearch()) == []
    assert room.read(find_briefings, BriefingSearch(words="例会")) == []
    assert room.read(find_briefings, BriefingSearch(states=frozenset({"void"}))) == [number]


def test_what_must_not_be_here_goes_from_the_paper_its_draft_its_bytes_and_the_index(room):
    heard = room.write(SECRET, important=True)
    number = ready(room, DAILY)
    issue(room, number)
    assert SECRET.encode() in room.read(kept_paper, "briefing", number, "zh_CN")
    assert room.read(find_briefings, BriefingSearch(words="绕城高速")) == [number]
    target = Spot("journal", str(heard))
    found = room.read(find_places, target)
    places = {place.spot.kind for place in found.places}
    assert {"journal", "briefing_part", "kept_paper"} <= places
    asked = RemoveText(
        target=target,
        words=found.offered,
        spots=frozenset(place.spot for place in found.places),
        reason="误录涉密内容（样例）",
        administrator_id=room.id("王建国"),
        password=PASSWORD,
        second_id=room.id("李秀英"),
        second_password=PASSWORD,
    )
    room.do(remove_text, asked, by="王建国")
    finish_removal(room.store)
    assert SECRET.encode() not in room.store.path.read_bytes()
    assert room.read(kept_paper, "briefing", number, "zh_CN") is None
    assert room.read(find_briefings, BriefingSearch(words="绕城高速")) == []
    assert full(room, number).row.number == "2026年第1期", "the register line stays"
