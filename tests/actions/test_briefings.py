"""A paper on a real file, until the leader has signed it: composed with sources, edited, reviewed, checked."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from dutyroom.actions.briefing_checking import check_briefing
from dutyroom.actions.briefing_compose import compose, compose_briefing
from dutyroom.actions.briefing_parts import add_part, edit_briefing, edit_part, move_part, remove_part
from dutyroom.actions.briefings import (
    discard_briefing,
    review_briefing,
    send_back_briefing,
    submit_briefing,
)
from dutyroom.data.queries.briefings import (
    BriefingSearch,
    find_briefings,
)
from dutyroom.data.queries.journal import last_entries
from dutyroom.data.verify import check_store
from dutyroom.rules.briefing import (
    AddPart,
    DiscardBriefing,
    EditBriefing,
    EditPart,
    MovePart,
    RemovePart,
    ReviewBriefing,
    SendBackBriefing,
    SubmitBriefing,
    TypedPart,
)
from dutyroom.rules.briefing_check import Severity
from dutyroom.rules.entry import Kind
from tests.actions.briefings import (
    DAILY,
    MINUTES,
    TODAY,
    full,
    issue,
    ready,
    refused,
    sign,
    version,
)
from tests.samples import Room


@pytest.fixture
def room(tmp_path):
    made = Room(tmp_path / "room").open()
    made.start()
    yield made
    assert made.read(check_store, made.store.attachments).problems == ()
    made.store.close()


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


def test_a_discarded_draft_stays_with_its_reason_and_is_found_no_more(room):
    number = room.do(compose_briefing, MINUTES)
    asked = DiscardBriefing(id=number, version=version(room, number), reason="会议取消（样例）")
    room.do(discard_briefing, asked)
    assert full(room, number).row.void_reason == "会议取消（样例）"
    assert room.read(find_briefings, BriefingSearch()) == []
    assert room.read(find_briefings, BriefingSearch(words="例会")) == []
    assert room.read(find_briefings, BriefingSearch(states=frozenset({"void"}))) == [number]
