"""What an export says of matters, an import restores in another room: steps, units, clocks, waiting, slips, links."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest

from dutyroom.actions.attaching import attach
from dutyroom.actions.limits import move_limit
from dutyroom.actions.linking import link
from dutyroom.actions.matter_import import ImportRows, how_to_read, import_rows, import_rows_slice, read_rows
from dutyroom.actions.matters import assign, close, feed_back, send_back, sign_for, urge, wait, withdraw
from dutyroom.actions.notices import correct_notice
from dutyroom.actions.relays import start_relay
from dutyroom.actions.supervision import record_result, set_up_supervision, urge_in_colour
from dutyroom.data.queries.export_matters import matter_records, notice_records
from dutyroom.data.queries.journal import last_entries
from dutyroom.data.queries.matters import matter_in_full
from dutyroom.data.queries.notices import notice_in_full
from dutyroom.data.verify import check_store
from dutyroom.readers.contacts import read_table
from dutyroom.rules.matter import MatterKind, Relation, Role, StepKind
from dutyroom.rules.matter_import import RowFault
from dutyroom.rules.matter_kinds import OF_HOTLINE
from dutyroom.rules.matter_steps import Assign, AssignTo, Attach, Close, Link, MoveLimit, UnitStep, Wait
from dutyroom.rules.notice import Channel, CorrectNotice, Slip
from dutyroom.rules.relay import Recipient, StartRelay
from dutyroom.rules.supervision import Basis, Colour, RecordResult, SetUpSupervision, UrgeInColour
from tests.actions.matters import Flow, a_notice, replied_by
from tests.samples import NOON, ZONE, Room

UNITS = (AssignTo(unit="市水利局"), AssignTo(unit="二七区", role=Role.HELPER))


def full_flow(room: Room) -> None:
    """Every kind of step, twice assigned, late and in time, moved and waited for."""
    one = Flow(room, content="全文\n第二段", limits=(replied_by(room, hours=24),))
    room.wait(minutes=7, microseconds=123456)
    one.propose()
    one.instruct()
    one.assign(*UNITS, answer_by=room.now + timedelta(hours=3))
    one.unit(withdraw, "二七区", text="误派")
    one.assign(AssignTo(unit="二七区", role=Role.HELPER))
    one.sign("市水利局")
    one.unit(urge, "二七区", person="吴样例", text="请今日反馈")
    room.wait(hours=5)
    one.answer("市水利局")
    one.unit(send_back, "市水利局", text="请补充数据")
    running = next(clock for clock in one.full.clocks if clock.duty == "reply" and clock.state == "open")
    room.do(move_limit, MoveLimit(id=one.id, item_id=running.id, due_at=room.now + timedelta(days=2), text="来电同意"))
    notice = room.read(notice_in_full, one.id)
    facts = a_notice(
        content="全文\n第二段", title="关于防范强降雨的通知（更正）", received_at=notice.matter.received_at
    )
    room.do(correct_notice, CorrectNotice(id=one.id, version=notice.matter.version, facts=facts, reason="标题有误"))
    room.do(wait, Wait(id=one.id, waiting_for="市水利局", text="等补充数据"))


def ended_flows(room: Room) -> None:
    """Closed and filed, returned, transferred, read, void, a copy, one by telephone, a secret one."""
    done = Flow(room, title="防汛值班的通知", document_number="")
    done.assign("市水利局")
    done.unit(feed_back, "市水利局", text="已落实", person="陈科长")
    done.close("已办结", despite="经同意不再回复")
    done.plain(StepKind.FILE, "2026-W-12")
    for kind, text in ((StepKind.RETURN, "非本市事项"), (StepKind.TRANSFER, "转市应急局"), (StepKind.VOID, "重复")):
        Flow(room, title=f"{kind} 的通知", document_number="").plain(kind, text, who="某处" if kind != "void" else "")
    read = Flow(room, title="情况通报", document_number="", for_reading=True)
    read.plain(StepKind.READ, "已阅", who="王建国")
    copy = Flow(room, channel=Channel.PAPER, urgency="特急", title="纸质件", confirmed=True)
    room.do(link, Link(id=copy.id, other_id=1, relation=Relation.SAME))
    room.do(link, Link(id=1, other_id=done.id, relation=Relation.GREW_OUT_OF))
    slip = Slip(caller="赵样例", phone="0371-67181234", read_back=True, is_meeting=True, place="一号楼（示例）")
    slip = Slip(**{**slip_values(slip), "reply_at": room.now + timedelta(hours=6)})
    Flow(room, channel=Channel.TELEPHONE, title="电话通知", document_number="", slip=slip, confirmed=True)
    secret = Flow(
        room, channel=Channel.PAPER, title="机要件", document_number="", secrecy="秘密", urgency="", required=""
    )
    secret.propose("不得外传")


def slip_values(slip: Slip) -> dict:
    return {name: getattr(slip, name) for name in Slip.__dataclass_fields__}


def supervised(room: Room) -> None:
    """Urged in colours, and a proposal whose answer did not satisfy."""
    asked = SetUpSupervision(basis=Basis.INSTRUCTION, title="积水点整治", asked="月底前", leader="王建国", is_hard=True)
    number = room.do(set_up_supervision, asked)
    room.do(assign, Assign(id=number, units=UNITS))
    held = room.read(matter_in_full, number).assignments
    for row, colour in zip(held, (Colour.ORANGE, Colour.BLUE), strict=True):
        room.do(urge_in_colour, UrgeInColour(id=number, assignment_id=row.id, colour=colour, text="请限期办结"))
    asked = SetUpSupervision(basis=Basis.CPPCC, title="增设避难场所", asked="研究答复", proposers="示例委员")
    number = room.do(set_up_supervision, asked)
    answer = RecordResult(id=number, result="B", reply_number="郑政函〔2026〕3号", satisfied="no", met_how="座谈")
    room.do(record_result, answer)


@pytest.fixture
def filled(room) -> Room:
    room.start()
    full_flow(room)
    ended_flows(room)
    supervised(room)
    return room


@pytest.fixture
def other(tmp_path):
    made = Room(tmp_path / "other", now=NOON + timedelta(days=30)).open()
    yield made
    made.store.close()


def records(room: Room, query=matter_records) -> list[dict]:
    """What an export says; the entries of the journal are each room's own."""
    with room.store.reading() as session:
        found = list(query(session, ZONE))
    for step in (step for row in found for step in row["steps"]):
        del step["entry_seq"]
    return found


def brought(room: Room, path: Path, kind: MatterKind = MatterKind.NOTICE):
    how = room.read(how_to_read, kind, room.now)
    _, rows = read_rows(read_table(path), how)
    wish = ImportRows(file=path.name, rows=rows)
    return import_rows(lambda some, seen: room.do(import_rows_slice, some, seen), wish)


@pytest.fixture
def exported(filled, tmp_path) -> Path:
    path = tmp_path / "matters.json"
    path.write_text(json.dumps(records(filled), ensure_ascii=False), "utf-8")
    return path


def test_the_other_room_holds_the_same_and_the_second_time_nothing_changes(filled, exported, other):
    before = records(filled)
    of_others = {
        *("further", "grade", "report", "confirm", "activate", "level", "tick", "end_response"),
        *("change", "lift"),
        *("stage", "plan_days", "outline", "consult", "opinion", "expert", "submit"),
    }
    of_others |= {kind.value for kind in OF_HOTLINE}
    kinds = {kind.value for kind in StepKind} - of_others  # steps of other kinds
    assert {step["kind"] for row in before for step in row["steps"]} >= kinds - {"reply", "resume", "reopen"}
    outcomes = brought(other, exported)
    assert [outcome.result for outcome in outcomes] == ["imported"] * len(before)
    assert [outcome.remarks for outcome in outcomes if outcome.title != "机要件"] == [()] * (len(before) - 1)
    assert records(other) == before
    assert other.read(check_store, other.store.attachments).ok
    last = other.read(last_entries, 1)[0]
    assert (last.event, last.record_id) == ("matter.imported", len(before))
    assert {outcome.result for outcome in brought(other, exported)} == {"same"}
    assert records(other) == before
    assert other.read(last_entries, 1)[0].seq == last.seq


def test_steps_keep_their_author_and_say_that_they_came_from_elsewhere(filled, exported, other):
    brought(other, exported)
    found = other.read(matter_in_full, 1)
    assert {(step.author, step.is_imported) for step in found.steps} == {("李秀英", True)}
    assert not any(step.is_imported for step in filled.read(matter_in_full, 1).steps)
    urged = other.read(matter_in_full, len(records(filled)) - 1)
    assert [step.colour for step in urged.steps if step.kind == "urge"] == ["orange", "blue"]
    corrected = next(step for step in found.steps if step.kind == "correct")
    assert [name for name, _, _ in corrected.changes if name == "title"] == ["title"]
    assert not any("不得外传" in (entry.text or "") for entry in other.read(last_entries, 50))


def test_what_was_brought_in_goes_on_like_any_other(filled, exported, other):
    brought(other, exported)
    found = other.read(matter_in_full, 1)
    assert found.matter.due_at == min(clock.due_at for clock in found.clocks if clock.state == "open" and clock.due_at)
    lead = next(row for row in found.assignments if row.role == "lead")
    other.do(feed_back, UnitStep(id=1, assignment_id=lead.id, text="补充完毕"))
    helper = next(row for row in found.assignments if row.role == "helper" and row.state == "assigned")
    other.do(sign_for, UnitStep(id=1, assignment_id=helper.id))
    other.do(close, Close(id=1, text="办结", despite="不再回复"))
    after = other.read(matter_in_full, 1)
    assert (after.matter.state, after.matter.waiting_for, after.matter.due_at) == ("closed", "", None)
    assert {clock.state for clock in after.clocks} == {"closed", "stopped"}
    assert after.steps[-1].is_imported is False
    assert other.read(check_store, other.store.attachments).ok


def test_files_and_who_acknowledged_are_named_as_left_behind(room, other, tmp_path):
    one = Flow(room)
    scan = tmp_path / "扫描件.pdf"
    scan.write_bytes(b"%PDF-1.7 x")
    room.do(attach, Attach(id=one.id, path=scan))
    told = StartRelay(title="下发", text="请落实", recipients=(Recipient(unit="二七区"),), matter_id=one.id)
    room.do(start_relay, told)
    path = tmp_path / "notices.json"
    [record] = records(room, notice_records)
    assert record["attachments"] == ["扫描件.pdf"]
    path.write_text(json.dumps([record], ensure_ascii=False), "utf-8")
    [outcome] = brought(other, path)
    assert {code: dict(facts) for code, facts in outcome.remarks} == {
        "import.matter.files": {"names": "扫描件.pdf"},
        "import.matter.relays": {},
    }


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("steps", [{"kind": "dance", "happened_at": "2026-11-23T12:00:00+08:00"}]),
        ("steps", [{"kind": "note", "happened_at": "2026-11-23T12:00:00+08:00", "of_unit": 3}]),
        ("units", [{"unit": "水利局", "role": "boss", "state": "signed", "assigned_at": "2026-11-23T12:00:00+08:00"}]),
        ("units", "水利局"),
        ("clocks", [{"duty": "reply", "opened_at": "2026-11-23", "state": "open"}]),
        ("clocks", [{"duty": "reply", "opened_at": "2026-11-23T12:00:00+08:00", "state": "asleep"}]),
        ("links", [{"number": "收〔2026〕1号", "relation": "cousin", "forward": True}]),
        ("slip", {"caller": 5}),
        ("supervision", {"met_on": "十一月"}),
        ("attachments", {"a": 1}),
        ("waiting_since", "十一月"),
        ("waiting_since", "11月2日"),
    ],
)
def test_a_bad_value_is_named_and_its_row_left_out(room, column, value, tmp_path):
    good = {"number": "收〔2026〕1号", "title": "通知", "source": "某厅", "state": "received", "due_at": None}
    good |= {"received_at": "2026-11-20T09:00:00+08:00", "clocks": [], "units": []}
    path = tmp_path / "in.json"
    path.write_text(
        json.dumps([good | {column: value}, good | {"number": "收〔2026〕2号"}], ensure_ascii=False), "utf-8"
    )
    _, (fault, kept) = read_rows(read_table(path), room.read(how_to_read, MatterKind.NOTICE, room.now))
    assert isinstance(fault, RowFault)
    assert (fault.field, fault.code.startswith("import.matter.")) == (column, True)
    assert not isinstance(kept, RowFault)


def test_columns_of_these_names_in_a_table_of_others_mean_nothing(room, tmp_path):
    path = tmp_path / "in.csv"
    path.write_text(
        "标题,来文单位,收文日期,units,links,clocks,slip\n防汛通知,某厅,2026-11-02,水利局,见附件,x,y\n", "utf-8"
    )
    [outcome] = brought(room, path)
    found = room.read(matter_in_full, outcome.id)
    assert (outcome.result, [clock.duty for clock in found.clocks]) == ("imported", ["close"])
