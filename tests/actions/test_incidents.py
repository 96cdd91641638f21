"""Incidents on a real store: one call, one entry; statements beside one another; two who grade at once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dutyroom.actions.incident_reports import draft_report, issue_report, sign_report
from dutyroom.actions.incidents import confirm_statement, further_report, grade_incident, register_incident
from dutyroom.actions.matter_papers import matter_pdf
from dutyroom.actions.matters import instruct
from dutyroom.actions.office import change_office
from dutyroom.actions.papers import default_cache
from dutyroom.data.catalogues import load_wording
from dutyroom.data.queries.incidents import IncidentInFull, ReportRow, incident_in_full, maybe_same
from dutyroom.data.queries.search_matters import search_incidents
from dutyroom.data.queries.supervision import supervision_in_full
from dutyroom.data.verify import check_store
from dutyroom.rules.incident import Figure, Surety
from dutyroom.rules.incident_facts import Story
from dutyroom.rules.incident_report import DraftReport, IssueReport, ReportKind, SignReport
from dutyroom.rules.incident_sheet import Confirm, FurtherReport, GradeIncident, RegisterIncident, Told
from dutyroom.rules.matter_steps import Instruct
from dutyroom.rules.office import ChangeOffice, OfficeSettings
from dutyroom.rules.refusal import Refusal
from tests.samples import PASSWORD, Room


def a_call(room: Room, **named) -> RegisterIncident:
    usual = {
        "subtype": "road",
        "event_at": room.now - timedelta(minutes=20),
        "area": "二七区",
        "place": "嵩山路航海路口",
        "source": "市公安局交警支队",
        "reporter": "李警官",
        "told": Told(figures={Figure.DEATHS: 1, Figure.LIGHT: 5}, story={Story.COURSE: "大货车追尾公交车"}),
    }
    return RegisterIncident(**{**usual, **named})


def taken(room: Room, **named) -> int:
    return int(room.do(register_incident, a_call(room, **named)))


def full(room: Room, number: int) -> IncidentInFull:
    found = room.read(incident_in_full, number)
    assert found is not None
    return found


def entries(room: Room) -> int:
    return int(room.read(check_store, room.store.attachments).entries)


def test_a_call_becomes_a_record_with_one_entry_and_is_found(room):
    before = entries(room)
    found = full(room, taken(room))
    assert entries(room) == before + 1
    assert (found.matter.number, found.matter.title) == ("突〔2026〕1号", "二七区嵩山路航海路口道路交通事故")
    assert (found.facts.deaths, found.facts.light, found.facts.missing) == (1, 5, None)
    assert {said.fact: said.value for said in found.statements} == {
        "deaths": "1",
        "light": "5",
        "course": "大货车追尾公交车",
    }
    assert [hit.id for hit in room.read(search_incidents, "追尾 嵩山路", 5).hits] == [found.matter.id]
    assert [hit.id for hit in room.read(search_incidents, "道路交通", 5).hits] == [found.matter.id]


def test_further_reports_stand_beside_the_first_and_a_contradiction_needs_an_explanation(room):
    number = taken(room)
    room.do(further_report, FurtherReport(id=number, told=Told(figures={Figure.DEATHS: 3}), source="市卫健委"))
    fewer = FurtherReport(id=number, told=Told(figures={Figure.DEATHS: 2}), source="交警支队")
    with pytest.raises(Refusal) as refused:
        room.do(further_report, fewer)
    assert (refused.value.code, refused.value.field) == ("incident.contradiction.fell", "explanation")
    assert full(room, number).facts.deaths == 3, "nothing was changed"
    room.do(further_report, FurtherReport(id=number, told=fewer.told, source="交警支队", explanation="一人重复统计"))
    found = full(room, number)
    assert found.facts.deaths == 2
    assert [(said.value, said.explanation) for said in found.statements if said.fact == "deaths"] == [
        ("1", ""),
        ("3", ""),
        ("2", "一人重复统计"),
    ]


def test_a_withdrawn_statement_counts_no_more_and_stays(room):
    number = taken(room)
    room.do(further_report, FurtherReport(id=number, told=Told(figures={Figure.DEATHS: 9})))
    wrong = next(said for said in full(room, number).statements if said.value == "9")
    with pytest.raises(Refusal, match=r"matter\.reason\.empty"):
        room.do(confirm_statement, Confirm(id=wrong.id, surety=Surety.WITHDRAWN))
    room.do(confirm_statement, Confirm(id=wrong.id, surety=Surety.WITHDRAWN, reason="听错"))
    found = full(room, number)
    assert found.facts.deaths == 1
    assert next(said for said in found.statements if said.id == wrong.id).explanation == "听错"
    with pytest.raises(Refusal, match=r"statement\.withdrawn"):
        room.do(confirm_statement, Confirm(id=wrong.id, surety=Surety.VERIFIED))


def test_two_officers_who_raise_the_grade_at_once(room):
    number = taken(room)
    shown = full(room, number).matter.version
    room.do(grade_incident, GradeIncident(id=number, version=shown, grade="Ⅲ", proposed="Ⅲ"))
    with pytest.raises(Refusal, match=r"changed_meanwhile"):
        room.do(grade_incident, GradeIncident(id=number, version=shown, grade="Ⅱ", proposed="Ⅲ", text="影响恶劣"))
    now = full(room, number).matter.version
    with pytest.raises(Refusal, match=r"grade\.reason"):
        room.do(grade_incident, GradeIncident(id=number, version=now, grade="Ⅱ", proposed="Ⅲ"))
    assert full(room, number).facts.grade == "Ⅲ"


def test_no_grade_is_a_decision_too_and_needs_a_reason_against_the_rules(room):
    number = taken(room)
    shown = full(room, number).matter.version
    with pytest.raises(Refusal, match=r"grade\.reason"):
        room.do(grade_incident, GradeIncident(id=number, version=shown, grade="", proposed="Ⅳ"))
    room.do(grade_incident, GradeIncident(id=number, version=shown, grade=""))
    with pytest.raises(Refusal, match=r"grade\.same"):
        room.do(grade_incident, GradeIncident(id=number, version=full(room, number).matter.version, grade=""))


def test_the_same_event_from_another_mouth_is_proposed_and_linked(room):
    first = taken(room)
    room.now += timedelta(hours=1)
    found = room.read(lambda s: maybe_same(s, area="二七区", subtype="road", at=room.now))
    assert [row.id for row in found] == [first]
    assert room.read(lambda s: maybe_same(s, area="金水区", subtype="road", at=room.now)) == []
    second = taken(room, source="群众", same_as=first)
    assert [link.other_id for link in full(room, second).common.links] == [first]
    with pytest.raises(Refusal, match=r"same\.unknown"):
        taken(room, same_as=99_999)


def test_the_store_checks_out_after_all_of_it(room):
    number = taken(room, attachments=())
    room.do(further_report, FurtherReport(id=number, told=Told(story={Story.MEASURES: "已封闭道路"})))
    assert room.read(check_store, room.store.attachments).problems == ()


def drafted(room: Room, number: int, kind: ReportKind = ReportKind.FIRST) -> ReportRow:
    report = room.do(draft_report, DraftReport(id=number, kind=kind))
    return next(row for row in full(room, number).reports if row.id == report)


def signed(room: Room, report: ReportRow, **named) -> ReportRow:
    usual = {"leader_id": room.id("王建国"), "signer_id": room.id("王建国"), "password": PASSWORD}
    room.do(sign_report, SignReport(id=report.id, version=report.version, **{**usual, **named}))
    return next(row for row in full(room, report.matter_id).reports if row.id == report.id)


def issued(room: Room, report: ReportRow, **named) -> ReportRow:
    room.do(issue_report, IssueReport(id=report.id, version=report.version, **named))
    return next(row for row in full(room, report.matter_id).reports if row.id == report.id)


def test_a_report_goes_from_the_record_to_the_leader_to_a_number_and_the_next_says_what_changed(room):
    number = taken(room)
    first = drafted(room, number)
    assert first.title == "关于二七区嵩山路航海路口道路交通事故的报告"
    assert "死亡1人、轻伤5人（待核实）" in first.body
    with pytest.raises(Refusal, match=r"report\.state"):
        room.do(issue_report, IssueReport(id=first.id, version=first.version))
    with pytest.raises(Refusal, match=r"report\.open"):
        drafted(room, number, ReportKind.FOLLOW_UP)
    ready = signed(room, first)
    with pytest.raises(Refusal, match=r"report\.essentials"):
        room.do(issue_report, IssueReport(id=ready.id, version=ready.version))
    done = issued(room, ready, explanation="现场尚未联系上")
    assert (done.number, done.signed_by, done.state) == ("值信〔2026〕1号", "王建国", "issued")
    room.now += timedelta(hours=1)
    room.do(further_report, FurtherReport(id=number, told=Told(figures={Figure.DEATHS: 3}), source="市卫健委"))
    follow = drafted(room, number, ReportKind.FOLLOW_UP)
    assert follow.title.endswith("的续报一")
    assert "死亡人数由1人增至3人（待核实）" in follow.body
    assert "轻伤" not in follow.body, "what did not change is not said again"


def test_what_was_issued_gives_the_same_bytes_whatever_is_learnt_later(room, tmp_path):
    number = taken(room)
    done = issued(room, signed(room, drafted(room, number)), explanation="现场尚未联系上")
    wording = load_wording("zh_CN")
    first = matter_pdf(room.store, "incident-report", done.id, wording, default_cache())
    room.now += timedelta(hours=1)
    room.do(change_office, ChangeOffice(settings=OfficeSettings(name_zh="另一个值班室")), by="王建国")
    assert matter_pdf(room.store, "incident-report", done.id, wording, default_cache()) == first
    assert room.read(check_store, room.store.attachments).problems == ()


def test_a_leaders_instruction_on_an_incident_becomes_a_task_under_supervision(room):
    number = taken(room)
    room.do(instruct, Instruct(id=number, leader="王建国", text="全力救治伤员，两小时内报送情况"))
    (link,) = full(room, number).common.links
    task = room.read(supervision_in_full, link.other_id)
    assert (task.facts.basis, task.facts.leader, task.facts.asked) == (
        "instruction",
        "王建国",
        "全力救治伤员，两小时内报送情况",
    )
    assert task.matter.due_at is not None
    assert room.read(check_store, room.store.attachments).problems == ()
