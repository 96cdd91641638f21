"""Units and duplicates proposed from what the store holds: by an index, with reasons, and without a caller's name."""

from __future__ import annotations

import re

from sqlalchemy import select

from dutyroom.data.queries.hotline import case_in_full, case_rows
from dutyroom.data.queries.hotline_dispatch import ForUnits, likely_duplicates, propose_units, units_for_case
from dutyroom.data.tables import HotlineClass
from dutyroom.rules.hotline_dispatch import BY_CLASS, BY_DECISIONS, BY_DECISIONS_EVERYWHERE, RETURNED, SAME_CALLER
from tests.actions.hotline_case import CALLER, LEAD, OTHER, PHONE, Case, is_sound

LAMPS = "020101"


def classed(room, unit: str = LEAD) -> None:
    def put(desk) -> None:
        desk.session.scalars(select(HotlineClass).where(HotlineClass.code == LAMPS)).one().unit = unit
        desk.journal("hotline_class.changed", text="路灯")

    room.do(put)


def test_the_class_says_where_it_goes_and_decisions_say_otherwise(room):
    classed(room)
    first = Case(room, code=LAMPS, area="金水区", text="巷口漆黑")
    named = room.read(units_for_case, first.id)[0]
    assert (named.unit, named.why[0].sentence) == (LEAD, BY_CLASS)
    for _ in range(6):
        Case(room, code=LAMPS, area="金水区").dispatch(OTHER)
    proposed = room.read(units_for_case, first.id)
    assert proposed[0].unit == OTHER
    (why,) = (why for why in proposed[0].why if why.sentence == BY_DECISIONS)
    assert why.facts == {"times": 6, "most": 6, "area": "金水区"}
    elsewhere = room.read(propose_units, ForUnits(title="灯", code=LAMPS, area="中原区"))
    assert BY_DECISIONS_EVERYWHERE in {why.sentence for one in elsewhere for why in one.why}


def test_a_unit_that_returned_such_cases_stands_lower_and_is_not_proposed_for_the_one_it_returned(room):
    classed(room)
    case, before = Case(room, code=LAMPS), 0
    before = room.read(units_for_case, case.id)[0].score
    other = Case(room, code=LAMPS)
    other.dispatch(LEAD)
    other.object_to()
    other.decide_return(granted=True)
    other.dispatch(OTHER)
    lead = next(one for one in room.read(units_for_case, case.id) if one.unit == LEAD)
    assert (lead.returned, lead.score < before) == (1, True)
    assert lead.why[-1].sentence == RETURNED
    assert LEAD not in [one.unit for one in room.read(units_for_case, other.id)]


def test_words_of_the_routing_table_lead_to_an_office(room):
    proposed = room.read(propose_units, ForUnits(title="关于防汛抢险的诉求", text="河道防汛物资"))
    assert proposed
    assert all(one.unit_id for one in proposed)


def test_a_duplicate_is_found_by_caller_and_by_street_and_names_nobody(room):
    case = Case(room)
    caller = Case(room, street="文化路", text="路灯三天不亮还没人修", name="", address="")
    street = Case(
        room, name="样例丁", phone="13500001111", text=f"花园路小区门口路灯三天不亮，{CALLER}家附近", address=""
    )
    Case(room, name="样例戊", phone="13600001111", street="花园路", title="噪声", text="夜间施工扰民", address="")
    found = {one.id: one for one in room.read(likely_duplicates, case.id)}
    assert set(found) == {caller.id, street.id}
    assert found[caller.id].why[0].sentence == SAME_CALLER
    said = str(found)
    assert CALLER not in said
    assert PHONE not in said
    case.merge(street)
    assert {one.id for one in room.read(likely_duplicates, case.id)} == {caller.id}
    room.wait(days=40)
    late = Case(room)
    assert room.read(likely_duplicates, late.id) == []


def test_proposals_walk_indexes_and_no_table(room):
    case = Case(room, code=LAMPS)
    Case(room, code=LAMPS).dispatch()
    sent = room.asked()
    room.read(units_for_case, case.id)
    room.read(likely_duplicates, case.id)
    asked = [statement for statement in sent if "hotline_" in statement and statement.startswith("SELECT")]
    assert asked
    with room.store.reading() as session:
        for statement in asked:
            plan = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}").fetchall()
            scans = [row[3] for row in plan if re.match(r"SCAN (matter|hotline_(case|call|return))\b", row[3])]
            assert not scans, (scans, statement)


def test_a_merged_case_is_shown_masked_though_its_callers_moved(room):
    case = Case(room, name="样例己", phone="13300001111", address="文化路1号院3号楼")
    other = Case(room, text=f"我是{CALLER}，住花园路39号2号楼，电话{PHONE}", place="花园路39号2号楼")
    case.merge(other)
    shown = str((room.read(case_in_full, other.id), room.read(case_rows, [other.id])))
    for hidden in (CALLER, PHONE, "39号2号楼"):
        assert hidden not in shown
    is_sound(room)
