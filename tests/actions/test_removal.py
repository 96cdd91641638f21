"""Removing secret text: it is nowhere any more, the chain holds, and the journal says who, when and why."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest

from dutyroom.actions.drafts import save_draft
from dutyroom.actions.entries import amend_entry, close_item, open_later
from dutyroom.actions.handover import handover_facts
from dutyroom.actions.hotline import take_call
from dutyroom.actions.hotline_merging import merge_cases
from dutyroom.actions.mastheads import change_template, shipped_template, template_rows
from dutyroom.actions.matter_facts import handling_slip_facts
from dutyroom.actions.papers import HANDOVER, keep_paper
from dutyroom.actions.plans import keep_plan
from dutyroom.actions.removal import remove_text
from dutyroom.data.attachments import attachment_path
from dutyroom.data.catalogues import load_wording
from dutyroom.data.folders import WAITING
from dutyroom.data.index import renew_index
from dutyroom.data.queries.journal import entry_in_full
from dutyroom.data.queries.papers import kept_paper
from dutyroom.data.queries.removal import find_places
from dutyroom.data.queries.search import search_journal
from dutyroom.data.queries.search_matters import search_notices
from dutyroom.data.queries.search_plans import search_plans
from dutyroom.data.scrub import finish_removal
from dutyroom.data.startup import daily_backup
from dutyroom.data.verify import check_store
from dutyroom.rules.entry import AmendEntry, CloseItem, OpenLater
from dutyroom.rules.hotline_sheet import TakeCall
from dutyroom.rules.hotline_steps import MergeCases
from dutyroom.rules.paper_template import ChangeTemplate
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.removal import REMOVED, RemoveText, Spot, in_words
from dutyroom.rules.wording import Wording
from tests.actions.matters import Flow
from tests.actions.test_plans import _plan
from tests.samples import PASSWORD

SECRET = "某部队今夜二十三时经绕城高速开进"
ADDED = "更正为二十四时经连霍高速开进驻地"


def asked_for(room, target: Spot, words=None, **named) -> RemoveText:
    found = room.read(find_places, target, words)
    usual = {
        "target": target,
        "words": found.offered if words is None else words,
        "spots": frozenset(place.spot for place in found.places),
        "reason": "误录涉密内容",
        "administrator_id": room.id("王建国"),
        "password": PASSWORD,
        "second_id": room.id("李秀英"),
        "second_password": PASSWORD,
    }
    return RemoveText(**{**usual, **named})


def entry(seq: int) -> Spot:
    return Spot("journal", str(seq))


def bytes_of(room) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(room.folder.rglob("*")) if path.is_file())


def check(room):
    return room.read(check_store, room.store.attachments)


@pytest.fixture
def spread(room):
    """A secret text in an entry, its amendment, an open item, a draft, a handover with its paper, a notice, a backup."""
    room.start()
    seq = room.write(SECRET, due_at=room.now.replace(hour=20), important=True, phone="0371-65000001")
    room.do(amend_entry, AmendEntry(seq=seq, text=f"{SECRET}\n{ADDED}", reason="听错"))
    room.do(save_draft, "0a", '{"text": "转述：' + SECRET + '"}')
    room.write("平常的一条")
    handover = room.give()
    shift = room.take(handover, reservations="钥匙少一把").shift_id
    room.do(keep_paper, HANDOVER, shift, "zh_CN", b"%PDF " + SECRET.encode())
    Flow(room, title="关于道路保障的通知", content=f"请知悉。{SECRET}。", document_number="")
    head = shipped_template("minutes")
    room.do(
        change_template, ChangeTemplate(kind="minutes", version=0, template=replace(head, contact=SECRET)), by="王建国"
    )
    waiting = room.folder / WAITING
    waiting.mkdir()
    for name in ("a.pdf", "a.json"):
        (waiting / name).write_text(SECRET, encoding="utf-8")
    daily_backup(room.store, keep=3)
    room.wait(minutes=5)
    return seq


def test_everything_that_says_it_is_found_and_nothing_else(room, spread):
    found = room.read(find_places, entry(spread))
    kinds = sorted(place.spot.kind for place in found.places)
    assert kinds.count("journal") >= 2
    assert {"journal", "open_item", "draft", "handover", "kept_paper", "notice", "setting"} <= set(kinds)
    assert SECRET in found.offered
    assert not {place.spot for place in found.places} & {entry(spread + 2)}
    assert [place.own for place in found.places] == sorted((place.own for place in found.places), reverse=True)


def test_it_is_gone_from_every_byte_of_the_store_and_the_chain_holds(room, spread):
    head = check(room).head
    assert SECRET.encode() in bytes_of(room)
    done = room.do(remove_text, asked_for(room, entry(spread)))
    finished = finish_removal(room.store)
    assert finished is not None
    assert finished.left == ()
    assert (len(finished.dropped), finished.waiting) == (1, 1)
    left = bytes_of(room)
    for words in (SECRET, ADDED, "0371-65000001", "绕城 城高"):
        assert words.encode() not in left, words
    result = check(room)
    assert result.problems == ()
    assert result.removed >= 2
    assert finish_removal(room.store) is None
    witness = room.read(entry_in_full, done.seq)
    assert witness.author == "王建国"
    assert "误录涉密内容" in witness.text
    assert "李秀英" in witness.text
    assert head != result.head


def test_nobody_finds_or_prints_it_any_more(room, spread):
    room.do(remove_text, asked_for(room, entry(spread)))
    assert room.read(search_journal, "绕城高速").hits == ()
    assert room.read(search_notices, "绕城高速").hits == ()
    assert [hit.title for hit in room.read(search_notices, "道路保障").hits] == ["关于道路保障的通知"]
    assert room.read(kept_paper, HANDOVER, 1, "zh_CN") is None
    minutes = next(row for row in room.read(template_rows) if row.kind == "minutes")
    assert minutes.template == replace(shipped_template("minutes"), contact=REMOVED)
    facts = room.read(handover_facts, 1)
    assert {fact.text for fact in facts.important} <= {REMOVED}
    assert [item.title for item in facts.open_items] == [REMOVED]
    assert "平常的一条" in {fact.text for fact in facts.entries}
    assert facts.reservations == "钥匙少一把"
    room.do(keep_paper, HANDOVER, 1, "zh_CN", b"%PDF anew")
    assert room.read(kept_paper, HANDOVER, 1, "zh_CN") == b"%PDF anew"
    assert check(room).problems == ()
    renew_index(room.store.path)
    assert check(room).problems == ()


def test_what_was_removed_is_neither_amended_nor_left_open_nor_removed_again(room):
    room.start()
    seq = room.write(SECRET)
    done = room.do(remove_text, asked_for(room, entry(seq)))
    assert room.read(entry_in_full, seq).removed_by == done.seq
    for action, command in (
        (amend_entry, AmendEntry(seq=seq, text="另写")),
        (open_later, OpenLater(seq=seq)),
    ):
        with pytest.raises(Refusal, match=r"entry\.removed"):
            room.do(action, command)
    with pytest.raises(Refusal, match=r"removal\.nothing"):
        room.read(find_places, entry(seq), ())
    with pytest.raises(Refusal, match=r"removal\.witness"):
        room.read(find_places, entry(done.seq))


def test_how_an_item_ended_goes_with_the_entry_that_said_it(room):
    room.start()
    room.write("请核实一件事", due_at=room.now.replace(hour=20))
    closing = room.do(close_item, CloseItem(id=1, outcome=SECRET))
    room.do(remove_text, asked_for(room, entry(closing)))
    with closing_of(room) as connection:
        assert connection.execute("SELECT title, outcome FROM open_item").fetchone() == ("请核实一件事", REMOVED)
    assert check(room).problems == ()


def closing_of(room):
    return closing(sqlite3.connect(room.store.path))


def test_a_whole_matter_goes_with_its_file_and_keeps_its_register_line(room, tmp_path):
    paper = tmp_path / "密件.txt"
    paper.write_text(SECRET, encoding="utf-8")
    flow = Flow(room, title=SECRET, content=f"{SECRET}，不得外传", document_number="", attachments=(paper,))
    flow.propose("拟按密件处理，" + ADDED)
    flow.assign("水务处")
    paper.unlink()
    number = flow.full.matter.number
    room.do(remove_text, asked_for(room, Spot("matter", str(flow.id))))
    finish_removal(room.store)
    matter = flow.full.matter
    assert (matter.title, matter.number, matter.source) == (REMOVED, number, "河南省防汛抗旱指挥部办公室")
    assert {step.text for step in flow.full.steps} <= {REMOVED, ""}
    left = bytes_of(room)
    for words in (SECRET, ADDED, "密件.txt"):
        assert words.encode() not in left, words
    assert check(room).problems == ()
    facts = room.read(handling_slip_facts, flow.id, room.now)
    assert in_words(facts, Wording()).title == "[removed]"
    assert in_words(facts, load_wording("zh_CN")) is facts
    flow.sign("水务处")
    flow.answer("水务处", "已取走纸质件")
    assert [hit.id for hit in room.read(search_notices, "取走纸质件").hits] == [flow.id]


def test_a_plan_goes_with_its_sections(room):
    room.do(keep_plan, _plan("城镇燃气预案"))
    room.do(remove_text, asked_for(room, Spot("plan", "1"), ()))
    finish_removal(room.store)
    assert room.read(search_plans, "燃气").hits == ()
    left = bytes_of(room)
    for words in ("城镇燃气预案", "燃气泄漏处置。"):
        assert words.encode() not in left, words
    assert check(room).problems == ()


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"reason": " "}, "removal.reason.empty", "reason"),
        ({"reason": f"写了{SECRET}"}, "removal.reason.tells", "reason"),
        ({"second": "王建国"}, "removal.second.same", "second_id"),
        ({"administrator": "张伟"}, "removal.administrator", "administrator_id"),
        ({"administrator_id": None}, "removal.administrator.empty", "administrator_id"),
        ({"second_id": None}, "removal.second.empty", "second_id"),
        ({"password": ""}, "removal.password.empty", "password"),
        ({"password": "wrong!"}, "password.wrong", "password"),
        ({"second_password": "wrong!"}, "password.wrong", "second_password"),
        ({"spots": frozenset()}, "removal.chosen", "places"),
    ],
)
def test_a_removal_is_refused_at_the_field_and_changes_nothing(room, change, code, field):
    room.start()
    seq = room.write(SECRET)
    named = {
        f"{key}_id" if isinstance(value, str) and key in ("second", "administrator") else key: (
            room.id(value) if key in ("second", "administrator") else value
        )
        for key, value in change.items()
    }
    with pytest.raises(Refusal) as refused:
        room.do(remove_text, asked_for(room, entry(seq), **named))
    assert (refused.value.code, refused.value.field) == (code, field)
    assert room.read(entry_in_full, seq).text == SECRET


def test_what_came_to_it_meanwhile_must_be_seen_first(room):
    room.start()
    seq = room.write(SECRET)
    asked = asked_for(room, entry(seq))
    room.do(amend_entry, AmendEntry(seq=seq, text=ADDED))
    with pytest.raises(Refusal, match=r"removal\.changed"):
        room.do(remove_text, asked)
    elsewhere = room.write(f"又记：{SECRET}")
    found = asked_for(room, entry(seq))
    kept = replace(found, spots=found.spots - {entry(elsewhere)})
    room.do(remove_text, kept)
    assert room.read(entry_in_full, elsewhere).text == f"又记：{SECRET}"


def test_a_removal_broken_off_is_finished_at_the_next_start(room, tmp_path):
    from dutyroom.data.startup import open_store

    paper = tmp_path / "密件.txt"
    paper.write_text(SECRET, encoding="utf-8")
    flow = Flow(room, title="示例", document_number="", attachments=(paper,))
    (attached,) = flow.full.attachments
    path = attachment_path(room.store.attachments, attached.hash)
    room.do(remove_text, asked_for(room, Spot("matter", str(flow.id))))
    assert path.exists()
    room.store.close()
    room.store = open_store(room.folder, clock=lambda: room.now)
    assert not path.exists()
    assert check(room).problems == ()


def test_a_text_emptied_without_a_witness_is_found(room):
    room.start()
    seq = room.write(SECRET)
    with closing_of(room) as connection, connection:
        connection.execute(
            "UPDATE journal SET text = NULL, unit = NULL, person = NULL, phone = NULL, payload = NULL, purged_by = ?"
            " WHERE seq = ?",
            (seq - 1, seq),
        )
    assert [problem.code for problem in check(room).problems] == ["removal.unwitnessed"]


def test_a_kept_paper_changed_behind_the_journals_back_is_found(room):
    room.do(keep_paper, HANDOVER, 1, "zh_CN", b"%PDF true")
    with closing_of(room) as connection, connection:
        connection.execute("UPDATE kept_paper SET pdf = x'00'")
    assert [problem.code for problem in check(room).problems] == ["paper.changed"]


def test_a_case_of_the_mayors_telephone_goes_with_its_callers_and_those_merged_into_it_stay(room):
    said = "王样例家住二七区样例小区，反映楼上装修扰民"
    call = {"demand": "complaint", "name": "王样例", "phone": "13800138000", "address": "二七区样例小区5号楼"}
    number = room.do(take_call, TakeCall(title="装修扰民", text=said, **call))
    alike = TakeCall(demand="complaint", title="也是装修扰民", text="楼上装修", phone="67181234")
    other = room.do(take_call, alike)
    room.do(merge_cases, MergeCases(id=number, duplicates=(other,), text="同一户"))
    found = room.read(find_places, Spot("matter", str(number)))
    assert "王样例" not in repr(found)
    assert Spot("hotline_case", str(other)) not in {place.spot for place in found.places}
    room.do(remove_text, asked_for(room, Spot("matter", str(number)), ()))
    finish_removal(room.store)
    left = bytes_of(room)
    for words in ("王样例", "13800138000", "样例小区", said):
        assert words.encode() not in left, words
    assert "也是装修扰民".encode() in left
    assert check(room).problems == ()
    renew_index(room.store.path)
    assert check(room).problems == ()
