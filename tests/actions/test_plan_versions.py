"""Versions of a plan on a real file: kept, put in force, corrected, with what stands beside their text."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import text

from dutyroom.actions.plan_laws import bring_into_force
from dutyroom.actions.plan_versions import (
    correct_version,
    keep_version,
    keep_version_in_slices,
    put_in_force,
)
from dutyroom.actions.plans import change_plan, keep_plan
from dutyroom.data.index import waiting_texts
from dutyroom.data.queries.journal import last_entries
from dutyroom.data.queries.plan_versions import Standing, contents_of, plan_versions, version_in_full
from dutyroom.data.queries.plans import plan_in_full
from dutyroom.data.queries.search_plans import search_plans
from dutyroom.data.tables import PlanAction, PlanContact
from dutyroom.data.verify import check_store
from dutyroom.rules.plan import ChangePlan, KeepPlan
from dutyroom.rules.plan_filter import PlanFilter
from dutyroom.rules.plan_version import CorrectVersion, KeepVersion, Origin, PutInForce
from dutyroom.rules.refusal import Refusal

TODAY = date(2026, 11, 23)
FIRST = (
    (1, "1", "总则", "为做好城区内涝处置，制定本预案。"),
    (1, "2", "响应措施", ""),
    (2, "2.1", "Ⅳ级响应", "泵站值守人员十五分钟内到岗。"),
    (2, "2.2", "Ⅲ级响应", "转移低洼地区群众，开放避难场所。"),
)
SECOND = (
    (1, "1", "总则", "为做好城区内涝处置，制定本预案。"),
    (1, "2", "组织体系", "指挥部设在水务局，负责全市统一调度。"),
    (1, "3", "响应措施", ""),
    (2, "3.1", "Ⅳ级响应", "泵站值守人员十分钟内到岗。"),
    (2, "3.2", "Ⅲ级响应", "转移低洼地区群众，开放避难场所。"),
)


def reading(sections=FIRST, **other):
    given = {"title": "内涝应急预案（示例）", "kind": "special", "issuer": "示例市政府", "number": "示例〔2020〕1号"}
    given |= {"issued_on": date(2020, 5, 1), "text_missing": False, "file_name": "a.txt", "path": ""}
    return KeepPlan(sections=sections, **(given | other))


def revised(**other):
    return reading(SECOND, number="示例〔2026〕9号", issued_on=date(2026, 6, 1), file_name="b.txt", **other)


@pytest.fixture
def plan(room):
    return room.do(keep_plan, reading()).plan


def test_a_new_version_is_in_force_and_the_former_one_stays_readable_and_indexed(room, plan):
    kept = room.do(keep_version, KeepVersion(plan_id=plan, keep=revised(), note="按演练发现修改"))
    assert (kept.result, kept.plan, kept.number, kept.is_current) == ("version", plan, 2, True)
    shown = room.read(plan_in_full, plan).plan
    assert (shown.current, shown.number, shown.issued_on) == (2, "示例〔2026〕9号", date(2026, 6, 1))
    known = room.read(plan_versions, plan, TODAY)
    assert [(v.number, v.standing, v.document_number, v.issued_on) for v in known.versions] == [
        (2, Standing.IN_FORCE, "示例〔2026〕9号", date(2026, 6, 1)),
        (1, Standing.FORMER, "示例〔2020〕1号", date(2020, 5, 1)),
    ]
    assert known.versions[0].note == "按演练发现修改"
    former = room.read(version_in_full, plan, 1)
    assert [s.number for s in former.sections] == ["1", "2", "2.1", "2.2"]
    assert former.plan.number == "示例〔2020〕1号"
    assert [hit.section for hit in room.read(search_plans, "十分钟").hits] == ["3.1 Ⅳ级响应"]
    assert room.read(search_plans, "十五分钟").hits == ()  # not in force
    (old,) = room.read(search_plans, "十五分钟", narrowed=PlanFilter(old_versions=True)).hits
    assert (old.section, old.old_version) == ("2.1 Ⅳ级响应", 1)
    assert room.read(_indexed, former.plan.text_id) == 4
    entry = room.read(last_entries, 1)[0]
    assert (entry.event, entry.text) == ("plan.revised", "内涝应急预案（示例） 第2版：按演练发现修改")
    assert room.read(check_store, room.store.attachments).ok


def _indexed(session, text_id):
    asked = "SELECT count(*) FROM plan_section s JOIN plan_index_docsize d ON d.id = s.id WHERE s.text_id = :id"
    return session.execute(text(asked), {"id": text_id}).scalar_one()


def test_the_same_text_is_no_new_version_and_an_empty_one_is_refused(room, plan):
    kept = room.do(keep_version, KeepVersion(plan_id=plan, keep=reading(file_name="other.txt")))
    assert (kept.result, kept.number) == ("same", 1)
    with pytest.raises(Refusal, match=r"plan\.version\.empty"):
        room.do(keep_version, KeepVersion(plan_id=plan, keep=reading(())))
    with pytest.raises(Refusal, match=r"plan\.unknown"):
        room.do(keep_version, KeepVersion(plan_id=99, keep=revised()))
    assert len(room.read(plan_versions, plan, TODAY).versions) == 1


def test_what_somebody_changed_meanwhile_is_not_overwritten(room, plan):
    seen = room.read(plan_in_full, plan).plan.version
    room.do(keep_version, KeepVersion(plan_id=plan, keep=revised(), seen=seen))
    third = reading(FIRST[:2])
    with pytest.raises(Refusal, match=r"record\.changed_meanwhile"):
        room.do(keep_version, KeepVersion(plan_id=plan, keep=third, seen=seen))
    with pytest.raises(Refusal, match=r"record\.changed_meanwhile"):
        room.do(put_in_force, PutInForce(plan_id=plan, number=1, reason="误导入", seen=seen))
    with pytest.raises(Refusal, match=r"record\.changed_meanwhile"):
        room.do(correct_version, CorrectVersion(plan_id=plan, number=1, seen=seen))


def test_an_older_version_comes_back_with_the_reason_and_its_particulars(room, plan):
    room.do(keep_version, KeepVersion(plan_id=plan, keep=revised()))
    seen = room.read(plan_in_full, plan).plan.version
    corrected = ChangePlan(id=plan, version=seen, title="内涝预案（示例）", kind="special", number="示例〔2026〕10号")
    room.do(change_plan, corrected)
    seen = room.read(plan_in_full, plan).plan.version
    for refused, code in (
        (PutInForce(plan_id=plan, number=1, reason=" ", seen=seen), "plan.version.reason"),
        (PutInForce(plan_id=plan, number=2, reason="因", seen=seen), "plan.version.in_force"),
        (PutInForce(plan_id=plan, number=7, reason="因", seen=seen), "plan.version.unknown"),
    ):
        with pytest.raises(Refusal, match=code):
            room.do(put_in_force, refused)
    room.do(put_in_force, PutInForce(plan_id=plan, number=1, reason="新版尚未印发", seen=seen))
    shown = room.read(plan_in_full, plan).plan
    assert (shown.current, shown.number, shown.title) == (1, "示例〔2020〕1号", "内涝预案（示例）")
    newer = room.read(plan_versions, plan, TODAY).versions[0]
    assert (newer.number, newer.document_number, newer.is_current) == (2, "示例〔2026〕10号", False)  # as corrected
    assert "新版尚未印发" in room.read(last_entries, 1)[0].text
    assert [hit.section for hit in room.read(search_plans, "十五分钟").hits] == ["2.1 Ⅳ级响应"]
    assert room.read(search_plans, "内涝预案").hits[0].id == plan
    assert room.read(check_store, room.store.attachments).ok


def test_a_stub_that_gets_its_text_is_one_no_more_and_is_one_again_when_put_back(room):
    stub = room.do(keep_plan, reading(tuple((a, b, c, "") for a, b, c, _ in FIRST), text_missing=True)).plan
    assert room.read(plan_in_full, stub).plan.text_missing
    room.do(keep_version, KeepVersion(plan_id=stub, keep=revised()))
    shown = room.read(plan_in_full, stub).plan
    assert not shown.text_missing
    room.do(put_in_force, PutInForce(plan_id=stub, number=1, reason="误", seen=shown.version))
    assert room.read(plan_in_full, stub).plan.text_missing


def _fill(desk, text_id, sections):
    by = {"checked_by": "李秀英", "checked_at": datetime(2026, 11, 1, tzinfo=UTC)}
    four, three = sections[2].id, sections[3].id
    desk.session.add_all(
        [
            PlanAction(text_id=text_id, section_id=four, position=0, level="Ⅳ", text="到岗", state="checked", **by),
            PlanAction(text_id=text_id, section_id=three, position=1, text="转移", state="checked", first=1, **by),
            PlanAction(text_id=text_id, section_id=three, position=2, text="不用", state="dropped", **by),
            PlanContact(text_id=text_id, section_id=None, position=0, name="王某", phone="110", state="checked", **by),
        ]
    )
    desk.session.flush()
    desk.journal("plan.changed", text="示例")


def test_contents_go_along_and_only_what_changed_is_to_be_checked_again(room, plan):
    full = room.read(plan_in_full, plan)
    room.do(_fill, full.plan.text_id, full.sections)
    kept = room.do(keep_version, KeepVersion(plan_id=plan, keep=revised(), origin=Origin.EDIT))
    new = room.read(plan_in_full, plan)
    rows = room.read(
        lambda session: [
            (r.text, r.state, r.first, r.section_id, r.checked_by) for r in _actions(session, kept.text_id)
        ]
    )
    four, three = new.sections[3].id, new.sections[4].id
    assert rows == [
        ("到岗", "proposed", None, four, ""),  # ten minutes, no longer fifteen
        ("转移", "checked", 1, three, "李秀英"),
        ("不用", "dropped", None, three, "李秀英"),
    ]
    contacts = room.read(
        lambda session: [(r.phone, r.state) for r in contents_of(session, kept.text_id) if isinstance(r, PlanContact)]
    )
    assert contacts == [("110", "checked")]
    assert len(room.read(contents_of, full.plan.text_id)) == 4  # the former version keeps its own
    version = room.read(plan_versions, plan, TODAY).versions[0]
    assert (version.origin, version.based_on, version.author) == ("edit", 1, "李秀英")
    assert room.read(check_store, room.store.attachments).ok


def _actions(session, text_id):
    return [row for row in contents_of(session, text_id) if isinstance(row, PlanAction)]


def test_a_long_version_is_indexed_in_slices_and_found(room, plan):
    long = tuple((1, str(n), f"第{n}节", f"第{n}号泵站值守。" * 700) for n in range(1, 15))
    asked = KeepVersion(plan_id=plan, keep=reading(long))
    kept = keep_version_in_slices(room.do, room.folder, asked)
    assert (kept.number, room.read(waiting_texts)) == (2, [])
    assert room.read(_indexed, kept.text_id) == 14
    assert room.read(check_store, room.store.attachments).ok


def law(year, word, **other):
    text = ((1, "第一章", "总则", ""), (2, "第一条", "", f"为了{word}，制定本条例。"))
    return reading(text, title="示例防汛条例", kind="law", number="", issued_on=date(year, 1, 8), **other)


def test_of_a_law_the_dates_say_which_version_is_in_force_whatever_came_first(room):
    number = room.do(keep_plan, law(2011, "甲")).plan
    older = room.do(keep_version, KeepVersion(plan_id=number, keep=law(2005, "乙")))
    assert not older.is_current
    ahead = room.do(keep_version, KeepVersion(plan_id=number, keep=law(2026, "丙", effective_on=date(2026, 12, 1))))
    assert not ahead.is_current
    known = room.read(plan_versions, number, TODAY)
    assert [(v.number, v.standing) for v in known.versions] == [
        (3, Standing.AHEAD),
        (2, Standing.FORMER),
        (1, Standing.IN_FORCE),
    ]
    assert room.do(bring_into_force) == []
    room.wait(days=8)
    assert room.do(bring_into_force) == [number]
    assert room.do(bring_into_force) == []
    shown = room.read(plan_in_full, number).plan
    assert (shown.current, shown.issued_on) == (3, date(2026, 1, 8))
    assert [hit.section for hit in room.read(search_plans, "为了丙").hits] == ["第一条"]
    assert room.read(check_store, room.store.attachments).ok


def test_a_corrected_date_of_a_law_changes_what_is_in_force(room):
    number = room.do(keep_plan, law(2011, "甲")).plan
    room.do(keep_version, KeepVersion(plan_id=number, keep=law(2026, "丙", effective_on=date(2026, 12, 1))))
    seen = room.read(plan_in_full, number).plan.version
    asked = CorrectVersion(plan_id=number, number=2, seen=seen, effective_on=date(2026, 3, 1), note="施行日更正")
    room.do(correct_version, asked)
    assert room.read(plan_in_full, number).plan.current == 2
    version = room.read(plan_versions, number, TODAY).versions[0]
    assert (version.effective_on, version.note) == (date(2026, 3, 1), "施行日更正")
    assert room.read(plan_in_full, number).plan.version > seen
