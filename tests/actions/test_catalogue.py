"""Particulars of plans, and the list of plans that must exist, on a real file."""

import json
import sqlite3
from contextlib import closing
from datetime import date

import pytest

from dutyroom.actions.plans import change_plan, keep_plan, void_plan
from dutyroom.actions.required_plans import (
    add_required,
    change_required,
    complete_catalogue,
    fill_required,
    restore_required,
    retire_required,
    shipped_required,
)
from dutyroom.data.queries.catalogue import GAPS_FROM, catalogue_rows, find_in_catalogue
from dutyroom.data.queries.journal import last_entries
from dutyroom.data.queries.plans import plan_in_full
from dutyroom.data.queries.required_plans import required_rows, required_with_likely
from dutyroom.data.queries.units import unit_named
from dutyroom.data.verify import check_store
from dutyroom.rules.catalogue import CatalogueFilter, Standing, Which
from dutyroom.rules.plan import KIND_WORDS, LAWS, LEVEL_WORDS, ChangePlan, KeepPlan, Particulars, VoidPlan, check_class
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.required_plan import AddRequired, ChangeRequired, FillRequired, RequiredFacts, RetireRequired

TODAY = date(2026, 11, 23)
TOLD = Particulars(
    level="city",
    category="natural",
    subtype="flood",
    lead_unit="应急管理局",
    helpers=("水利局", " ", "气象局 "),
    is_public=True,
    approved_by="市政府常务会议",
    approved_on=date(2025, 5, 1),
    effective_on=date(2025, 5, 12),
    filed_where="省应急管理厅",
    filed_on=date(2025, 5, 20),
    drill_due_on=date(2027, 5, 1),
)


def keep(room, title="郑州市防汛抗旱应急预案", kind="special", **named):
    facts = {"issuer": "", "number": "", "issued_on": None, "text_missing": False, "file_name": "p.txt", "path": ""}
    plan = KeepPlan(**{**facts, "title": title, "kind": kind, "sections": ((1, "1", "总则", title),), **named})
    return int(room.do(keep_plan, plan).plan)


def change(room, number, **named):
    row = room.read(plan_in_full, number).plan
    facts = {"title": row.title, "kind": row.kind, "issued_on": row.issued_on, "particulars": row.particulars}
    room.do(change_plan, ChangePlan(**{"id": number, "version": row.version, **facts, **named}))
    return room.read(plan_in_full, number).plan


def newest(room):
    entry = room.read(last_entries, 1)[0]
    with closing(sqlite3.connect(room.folder / "dutyroom.db")) as read:
        (payload,) = read.execute("SELECT payload FROM journal WHERE seq = ?", (entry.seq,)).fetchone()
    return entry, json.loads(payload) if payload else {}


def test_every_particular_is_kept_and_the_entry_says_what_it_was(room):
    number = keep(room)
    row = change(room, number, issued_on=date(2025, 5, 12), particulars=TOLD)
    assert row.particulars.helpers == ("水利局", "气象局")
    assert (row.particulars.lead_unit, row.lead_unit_id) == ("应急管理局", room.read(unit_named, "应急管理局").id)
    assert (row.particulars.filed_on, row.particulars.is_public) == (date(2025, 5, 20), True)
    entry, payload = newest(room)
    assert (entry.event, payload["changes"]["level"]) == ("plan.changed", [None, "city"])
    assert payload["changes"]["filed_on"] == [None, "2025-05-20"]
    again = change(room, number, particulars=Particulars(lead_unit="市防指"))
    assert (again.particulars, again.lead_unit_id) == (Particulars(lead_unit="市防指"), None)
    assert newest(room)[1]["changes"]["level"] == ["city", None]
    assert room.read(check_store, room.store.attachments).ok


def test_a_correction_of_the_head_leaves_the_particulars(room):
    number = keep(room)
    change(room, number, particulars=TOLD)
    kept = change(room, number, title="郑州市防汛应急预案", particulars=None)
    assert kept.particulars.level == "city"
    assert (kept.initials, kept.pinyin) == ("zzsfxyjya", "zhengzhoushifangxunyingjiyuan")


def test_a_plan_is_never_replaced_by_one_that_it_replaces(room):
    first, second, third = keep(room, "一"), keep(room, "二"), keep(room, "三")
    change(room, first, particulars=Particulars(replaced_by=second))
    change(room, second, particulars=Particulars(replaced_by=third))
    with pytest.raises(Refusal) as refused:
        change(room, third, particulars=Particulars(replaced_by=first))
    assert (refused.value.code, refused.value.field) == ("plan.replaced.round", "replaced_by")
    with pytest.raises(Refusal):
        change(room, third, particulars=Particulars(replaced_by=999))
    standing = {row.id: row.standing for row in room.read(catalogue_rows, TODAY)}
    assert (standing[first], standing[third]) == (Standing.REPLACED, Standing.IN_FORCE)


def test_the_first_run_lays_the_shipped_list_and_every_line_of_it_is_sound(room):
    rows = room.read(required_rows, TODAY)
    assert [row.title for row in rows] == [line["title"] for line in shipped_required()]
    assert len(rows) > 40
    assert all(row.is_gap and not row.checked and row.source and row.pinyin for row in rows)
    for row in rows:
        assert row.kind in KIND_WORDS.keys() - LAWS
        assert row.level in LEVEL_WORDS
        check_class(row.category, row.subtype)
        assert room.read(unit_named, row.lead_unit) is not None, row.lead_unit
    assert not complete_catalogue(room.store), "there is nothing to complete"


def test_a_gap_is_filled_by_the_plan_that_a_person_chose_and_opens_again_with_its_end(room):
    number = keep(room)
    required = next(row for row in room.read(required_rows, TODAY) if row.title == "防汛抗旱应急预案")
    row, likely = room.read(required_with_likely, required.id, TODAY)
    assert [each.plan for each in likely] == [number]
    gaps = room.read(find_in_catalogue, CatalogueFilter(which=Which.GAPS), "kind", TODAY)
    assert GAPS_FROM + required.id in {each.id for each in gaps.rows}
    room.do(fill_required, FillRequired(id=row.id, version=row.version, plan_id=number))
    assert newest(room)[0].text == "防汛抗旱应急预案 ← 《郑州市防汛抗旱应急预案》"
    filled = room.read(find_in_catalogue, CatalogueFilter(words="防汛抗旱"), "kind", TODAY)
    assert [(each.plan, each.required) for each in filled.rows] == [(number, row.id)]
    assert filled.gaps == gaps.gaps - 1
    room.do(void_plan, VoidPlan(id=number, reason="作废"))
    assert room.read(find_in_catalogue, CatalogueFilter(), "kind", TODAY).gaps == gaps.gaps
    now = room.read(required_with_likely, required.id, TODAY)[0]
    for plan, code in (
        (number, "required.plan.withdrawn"),
        (999, "plan.unknown"),
        (keep(room, "法", "law"), "required.plan.law"),
    ):
        with pytest.raises(Refusal) as refused:
            room.do(fill_required, FillRequired(id=now.id, version=now.version, plan_id=plan))
        assert (refused.value.code, refused.value.field) == (code, "plan")
    room.do(fill_required, FillRequired(id=now.id, version=now.version, plan_id=None))
    assert room.read(required_with_likely, required.id, TODAY)[0].plan_id is None


def test_a_line_is_added_changed_retired_and_taken_back(room):
    facts = RequiredFacts(title=" 马拉松 活动保障预案", kind="event", level="city", source="市政府会议纪要")
    number = room.do(add_required, AddRequired(facts=facts))
    row = next(each for each in room.read(required_rows, TODAY) if each.id == number)
    assert (row.title, row.checked, row.is_gap) == ("马拉松 活动保障预案", True, True)
    with pytest.raises(Refusal) as refused:
        room.do(add_required, AddRequired(facts=facts))
    assert refused.value.code == "required.title.twice"
    other = RequiredFacts(title="马拉松保障预案", kind="event")
    room.do(change_required, ChangeRequired(id=number, version=row.version, facts=other))
    assert newest(room)[1]["changes"]["source"] == ["市政府会议纪要", ""]
    with pytest.raises(Refusal) as refused:
        room.do(change_required, ChangeRequired(id=number, version=row.version, facts=other))
    assert refused.value.code == "record.changed_meanwhile"
    with pytest.raises(Refusal) as refused:
        room.do(retire_required, RetireRequired(id=number, version=row.version + 1, reason=" "))
    assert refused.value.code == "required.reason"
    room.do(retire_required, RetireRequired(id=number, version=row.version + 1, reason="不再举办"))
    gone = room.read(required_rows, TODAY)[-1]
    assert (gone.id, gone.active, gone.is_gap, gone.reason) == (number, False, False, "不再举办")
    with pytest.raises(Refusal) as refused:
        room.do(change_required, ChangeRequired(id=number, version=gone.version, facts=other))
    assert refused.value.code == "required.retired"
    room.do(restore_required, number)
    assert newest(room)[0].event == "required.restored"
    assert next(each for each in room.read(required_rows, TODAY) if each.id == number).is_gap
    assert room.read(check_store, room.store.attachments).ok
