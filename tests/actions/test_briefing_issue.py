"""Issuing a paper on a real file: numbered and frozen at once, withdrawn, corrected, sent; whoever issues beside it."""

from __future__ import annotations

import json
import threading
from contextlib import closing
from dataclasses import replace
from datetime import timedelta

import pytest

from dutyroom.actions.briefing_compose import compose_briefing
from dutyroom.actions.briefing_facts import briefing_facts, briefing_pdf
from dutyroom.actions.briefing_parts import set_recipients
from dutyroom.actions.briefing_preparing import prepare_issue
from dutyroom.actions.briefings import (
    correct_briefing,
    issue_briefing,
    note_receipt,
    note_sent,
    send_back_briefing,
    submit_briefing,
    withdraw_briefing,
)
from dutyroom.actions.mastheads import change_template, shipped_template
from dutyroom.actions.removal import remove_text
from dutyroom.data.queries.briefing_counts import briefing_counts
from dutyroom.data.queries.briefings import (
    BriefingSearch,
    briefing_history,
    briefing_rows,
    find_briefings,
)
from dutyroom.data.queries.journal import entry_in_full
from dutyroom.data.queries.papers import kept_paper
from dutyroom.data.queries.removal import find_places
from dutyroom.data.scrub import finish_removal
from dutyroom.data.store import Store
from dutyroom.data.trouble import Trouble
from dutyroom.data.verify import check_store
from dutyroom.rules.briefing import (
    Addressee,
    CorrectBriefing,
    IssueBriefing,
    NoteReceipt,
    NoteSent,
    RecipientRole,
    SendBackBriefing,
    SetRecipients,
    SubmitBriefing,
    TypedPart,
    WithdrawBriefing,
)
from dutyroom.rules.canon import digest_bytes
from dutyroom.rules.paper_template import ChangeTemplate
from dutyroom.rules.removal import RemoveText, Spot
from tests.actions.briefings import (
    CITY,
    DAILY,
    MINUTES,
    SECRET,
    all_drawn,
    full,
    issue,
    printed,
    ready,
    refused,
    sign,
    version,
)
from tests.samples import PASSWORD, Room


@pytest.fixture
def room(tmp_path):
    made = Room(tmp_path / "room").open()
    made.start()
    yield made
    assert made.read(check_store, made.store.attachments).problems == ()
    made.store.close()


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


def test_a_head_changed_later_stands_on_new_papers_and_leaves_issued_ones_as_they_were(room):
    first = ready(room)
    issue(room, first)
    kept = briefing_pdf(room.store, first, room.folder)
    shipped = shipped_template("minutes")
    own = replace(shipped, head=replace(shipped.head, zh="本室周纪要"), copies=("秘书三处",))
    room.do(change_template, ChangeTemplate(kind="minutes", version=0, template=own), by="王建国")
    assert briefing_pdf(room.store, first, room.folder) == kept
    drafted = full(room, room.do(compose_briefing, MINUTES)).recipients
    assert [(one.role, one.name) for one in drafted] == [("main", CITY.name), ("copy", "秘书三处")]
    second = ready(room)
    issue(room, second)
    assert "本室周纪要" in briefing_pdf(room.store, second, room.folder).decode()
    assert "本室周纪要" not in kept.decode()


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
                prepared = prepare_issue(store, one.id, printed)
                with store.desk(author) as desk:
                    issue_briefing(desk, one, printed, all_drawn, prepared)
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
    rows = room.read(briefing_rows, numbers)
    assert sorted(row.serial for row in rows) == [1, 2, 3, 4]
    for row in rows:  # the bytes name the number that was given, whichever was prepared
        assert f'"serial":{row.serial},' in room.read(kept_paper, "briefing", row.id, "zh_CN").decode()


def test_a_paper_made_before_is_frozen_as_it_is_and_made_anew_where_anything_changed(room):
    first, second = ready(room), ready(room)
    made = []

    def make(facts, language):
        made.append(facts.number)
        return printed(facts, language)

    prepared = [prepare_issue(room.store, number, make) for number in (first, second)]
    before = room.now
    room.wait(seconds=3)
    asked = [
        IssueBriefing(id=number, version=version(room, number), accepted="已阅（样例）") for number in (first, second)
    ]
    room.do(issue_briefing, asked[0], make, all_drawn, prepared[0])
    assert made == ["值纪〔2026〕1号"] * 2, "nothing was made while the store was being written"
    row = full(room, first).row
    assert (row.number, row.issued_at) == ("值纪〔2026〕1号", before)
    assert room.read(kept_paper, "briefing", first, "zh_CN") == prepared[0].pdf
    room.wait(minutes=6)
    room.do(issue_briefing, asked[1], make, all_drawn, prepared[1])
    assert made[2:] == ["值纪〔2026〕2号"]
    row = full(room, second).row
    assert (row.number, row.issued_at) == ("值纪〔2026〕2号", room.now)


def test_papers_on_their_way_are_counted_and_those_that_went_out_today(room):
    for steps in range(4):
        number = room.do(compose_briefing, MINUTES) if not steps else ready(room)
        if steps == 1:
            issue(room, number)
        elif steps == 2:
            room.do(send_back_briefing, SendBackBriefing(id=number, version=version(room, number), reason="改"))
            room.do(submit_briefing, SubmitBriefing(id=number, version=version(room, number)))
    at_once = room.read(briefing_counts, room.now)
    assert (at_once.draft, at_once.review, at_once.signed, at_once.issued) == (1, 1, 1, 1)
    withdrawn = issue_of(room, ready(room))
    assert room.read(briefing_counts, room.now).issued == 2
    asked = WithdrawBriefing(id=withdrawn, version=version(room, withdrawn), reason="有误")
    room.do(withdraw_briefing, asked)
    assert room.read(briefing_counts, room.now).issued == 1
    assert room.read(briefing_counts, room.now + timedelta(days=1)).issued == 0


def issue_of(room, number) -> int:
    issue(room, number)
    return number


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
    told = [entry.event for entry in room.read(briefing_history, number)]
    assert told[-2:] == ["briefing.withdrawn", "briefing.issued"], "the issue of what replaced it stands in its history"
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


def test_warnings_must_be_accepted_and_the_journal_keeps_what_was_accepted(room):
    asked = replace(MINUTES, parts=(TypedPart(text="请样例市没有局,抓紧落实。"),))
    number = ready(room, asked)
    error = refused("briefing.check.warnings", issue, room, number, accepted="")
    assert error.facts["count"] == len(error.facts["findings"]) > 0
    seq = issue(room, number, accepted="单位名称已电话核实（样例）")
    said = json.loads(room.read(entry_in_full, seq).payload)
    assert said["accepted"] == "单位名称已电话核实（样例）"
    assert "official.text.half" in {warning["code"] for warning in said["warnings"]}


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
