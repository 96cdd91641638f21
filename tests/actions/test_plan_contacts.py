"""The numbers that plans quote, on a real file: linked to the directory, flagged when that changes."""

import pytest

from dutyroom.actions.directory import add_number, add_unit, change_number, retire
from dutyroom.actions.plan_contacts import link_contact
from dutyroom.actions.plans import keep_plan, void_plan
from dutyroom.data.queries.directory import number_in_full
from dutyroom.data.queries.plan_contacts import count_changed_numbers, plans_quoting_changed_numbers
from dutyroom.data.queries.plan_contents import contact_rows
from dutyroom.data.queries.plans import plan_in_full
from dutyroom.data.tables import PlanContact
from dutyroom.data.verify import check_store
from dutyroom.rules.directory import AddNumber, AddUnit, ChangeNumber, Retire, UnitFacts, UnitKind
from dutyroom.rules.phone import Label
from dutyroom.rules.plan import KeepPlan, VoidPlan
from dutyroom.rules.plan_contacts import Standing, standing_of
from dutyroom.rules.plan_contents import LinkContact
from dutyroom.rules.refusal import Refusal


def a_plan(room, title="示例防汛应急预案"):
    keep = KeepPlan(
        title=title,
        kind="special",
        issuer="",
        number="",
        issued_on=None,
        text_missing=False,
        sections=((1, "1", "总则", "为做好防汛工作。"), (1, "附件", "联系电话", "示例局 67180000")),
        file_name="a.txt",
        path="",
    )
    return room.do(keep_plan, keep).plan


def quote(room, plan, phone):
    """A line as the program proposes it."""
    text = room.read(plan_in_full, plan)

    def add(desk):
        row = PlanContact(
            text_id=text.plan.text_id, section_id=text.sections[1].id, position=1, unit="示例局", phone=phone
        )
        desk.session.add(row)
        desk.session.flush()
        desk.journal("plan_contents.proposed", text=text.plan.title, record=("plan", plan))
        return row.id

    return room.do(add), text.plan.text_id


def bureau(room, phone="67180000"):
    """A unit of the directory with a number; both ids."""
    unit = room.do(add_unit, AddUnit(unit=UnitFacts(kind=UnitKind.BUREAU, name="示例局")), by="王建国")
    return unit, room.do(add_number, AddNumber(unit_id=unit, label=Label.DUTY, phone=phone))


def changed(room):
    return [(each.plan_id, each.phone, each.standing) for each in room.read(plans_quoting_changed_numbers)]


def test_a_number_changed_in_the_directory_is_flagged_in_the_plans_that_quote_it(room):
    plan = a_plan(room)
    row, text = quote(room, plan, "0371-67180000")
    _, number = bureau(room)
    (line,) = room.read(contact_rows, text)
    assert (line.section, standing_of(line)) == ("附件 联系电话", Standing.UNLINKED)
    room.do(link_contact, LinkContact(id=row, version=line.version, contact_id=number))
    (line,) = room.read(contact_rows, text)
    assert standing_of(line) is Standing.SAME, "written with the area code or without is the same"
    assert changed(room) == []
    version = room.read(number_in_full, number).version
    room.do(change_number, ChangeNumber(id=number, version=version, label=Label.DUTY, phone="67181111"))
    assert changed(room) == [(plan, "0371-67180000", Standing.DIFFERS)]
    assert room.read(count_changed_numbers) == {plan: 1}
    room.do(retire, Retire(record="contact", id=number, version=version + 1, reason="停机"))
    assert changed(room) == [(plan, "0371-67180000", Standing.RETIRED)]
    assert room.read(plans_quoting_changed_numbers, number + 1) == []
    room.do(void_plan, VoidPlan(id=plan, reason="已废止"))
    assert changed(room) == [], "a plan withdrawn misleads nobody"
    assert room.read(check_store, room.store.attachments).ok


def test_a_link_is_refused_where_it_is_to_nothing_or_where_somebody_was_faster(room):
    plan = a_plan(room)
    row, text = quote(room, plan, "67180000")
    _, number = bureau(room)
    version = room.read(contact_rows, text)[0].version
    with pytest.raises(Refusal, match=r"plan_contact\.unknown"):
        room.do(link_contact, LinkContact(id=row, version=version, contact_id=999))
    room.do(link_contact, LinkContact(id=row, version=version, contact_id=number))
    with pytest.raises(Refusal, match="changed_meanwhile"):
        room.do(link_contact, LinkContact(id=row, version=version, contact_id=None))
    version = room.read(contact_rows, text)[0].version
    room.do(link_contact, LinkContact(id=row, version=version, contact_id=None))
    assert room.read(contact_rows, text)[0].entry is None
    room.do(void_plan, VoidPlan(id=plan, reason="已废止"))
    with pytest.raises(Refusal, match=r"plan_content\.void"):
        room.do(link_contact, LinkContact(id=row, version=version + 1, contact_id=number))
