"""Importing contacts: proposed without a change, kept in small transactions, never overwriting silently."""

import pytest

from dutyroom.actions.directory import add_number, add_person
from dutyroom.actions.directory_import import (
    SLICE,
    ImportCards,
    ImportMemory,
    cards_of,
    import_cards,
    import_slice,
    propose_import,
)
from dutyroom.data.queries.directory import person_in_full, unit_in_full, units_by_name, units_in_full
from dutyroom.data.queries.journal import last_entries
from dutyroom.data.verify import check_store
from dutyroom.readers.contacts import read_contacts
from dutyroom.rules.contact_card import Card, CardNumber
from dutyroom.rules.contact_table import TableCards
from dutyroom.rules.directory import AddNumber, AddPerson, PersonFacts
from dutyroom.rules.phone import Label
from dutyroom.rules.refusal import Refusal


def brought(room, cards, *, take_over=False, keep=None):
    return import_cards(
        keep or (lambda wish, memory: room.do(import_slice, wish, memory)),
        ImportCards(file="名单.csv", cards=tuple(cards), take_over=take_over),
    )


def results(decisions):
    return [decision.result for decision in decisions]


def test_real_cards_are_imported_once(room, real):
    for path in sorted((real / "contacts").glob("*.vcf")):
        cards = cards_of(read_contacts(path))
        proposal = room.read(propose_import, cards)
        before = room.read(last_entries, 1)[0].seq
        assert set(results(proposal.decisions)) <= {"imported", "changed"}
        assert room.read(last_entries, 1)[0].seq == before, "a proposal changes nothing"
        assert results(brought(room, cards.cards)) == results(proposal.decisions)
        again = brought(room, cards.cards)
        assert all(d.result == "same" or (d.differs and not d.numbers and not d.fill) for d in again)
    [unit] = [row for row in room.read(units_in_full) if row.name == "IBM"]
    assert [person.name for person in unit.people] == ["Mr. John Richter James Doe Sr."], "two files, one person"
    assert {number.phone for number in unit.people[0].numbers} >= {
        "905-555-1234",
        "john.doe@ibm.com",
        "john.doe@ibm.cm",
    }
    assert room.read(check_store, room.store.attachments).ok


def test_what_the_office_has_stays_and_what_is_empty_is_filled(room):
    water = room.read(units_by_name)["水利局"]
    ours = room.do(add_person, AddPerson(person=PersonFacts(name="张样例", unit_id=water, post="科长")))
    room.do(add_number, AddNumber(phone="13800138000", label=Label.MOBILE, person_id=ours))
    card = Card(
        row=2,
        unit="郑州市水利局",
        name="张样例",
        post="处长",
        fields=("防汛",),
        numbers=(CardNumber(text="+86 13800138000", label=Label.MOBILE), CardNumber(text="67181234")),
    )
    [decision] = brought(room, [card])
    person = room.read(person_in_full, ours)
    assert (decision.result, person.post, person.fields) == ("changed", "科长", ("防汛",))
    assert [(number.label, number.phone) for number in person.numbers] == [
        ("office", "67181234"),
        ("mobile", "13800138000"),
    ]
    brought(room, [card], take_over=True)
    assert room.read(person_in_full, ours).post == "处长"
    assert room.read(check_store, room.store.attachments).ok


def test_a_long_import_goes_in_slices_with_an_entry_each_and_knows_its_own_rows(room):
    before = room.read(last_entries, 1)[0].seq
    cards = [
        Card(row=n, unit=f"示例公司{n % 3}", name=f"样例{n % 60}", numbers=(CardNumber(text=f"1380000{n:04}"),))
        for n in range(4 * SLICE)
    ]
    decisions = brought(room, cards)
    entries = room.read(last_entries, 10)
    assert len([entry for entry in entries if entry.seq > before and entry.event == "directory.imported"]) == 4
    assert results(decisions).count("imported") == 60
    assert results(decisions).count("changed") == 40
    units = [row for row in room.read(units_in_full) if row.name.startswith("示例公司")]
    assert (len(units), sum(len(unit.people) for unit in units)) == (3, 60)
    assert room.read(check_store, room.store.attachments).ok


def test_somebody_who_writes_between_two_slices_is_seen(room):
    water = room.read(units_by_name)["水利局"]
    cards = [Card(row=n, unit="水利局", name=f"样例{n}") for n in range(SLICE + 1)]
    turns = []

    def keep(wish, memory):
        done = room.do(import_slice, wish, memory)
        if not turns:
            turns.append(1)
            room.do(add_person, AddPerson(person=PersonFacts(name=f"样例{SLICE}", unit_id=water)))
        return done

    assert brought(room, cards, keep=keep)[-1].result == "same"
    assert len(room.read(unit_in_full, water).people) == SLICE + 1


def test_a_unit_and_its_people_may_come_in_any_order_in_one_slice(room):
    cards = [
        Card(row=1, unit="示例公司", name="甲样例"),
        Card(row=2, unit="示例公司", address="示例路1号", numbers=(CardNumber(text="67181234"),)),
        Card(row=3, unit="示例公司", numbers=(CardNumber(text="67185678"),)),
    ]
    assert results(brought(room, cards)) == ["imported", "changed", "changed"]
    [unit] = [row for row in room.read(units_in_full) if row.name == "示例公司"]
    assert (unit.address, [number.phone for number in unit.numbers]) == ("示例路1号", ["67181234", "67185678"])


def test_nothing_new_leaves_no_entry(room):
    before = room.read(last_entries, 1)[0].seq
    assert results(brought(room, [Card(row=1, unit="水利局"), Card(row=2)])) == ["same", "skipped"]
    assert room.read(last_entries, 1)[0].seq == before


def test_a_leader_may_import_and_nobody_without_a_role(room):
    wish = ImportCards(file="x", cards=(Card(row=1, unit="示例公司"),))
    room.do(import_slice, wish, ImportMemory(), by="王建国")
    from dutyroom.rules.officer import Author

    with pytest.raises(Refusal) as refused, room.store.desk(Author(99, "x", frozenset())) as desk:
        import_slice(desk, wish)
    assert refused.value.code == "right.missing"


def test_an_import_can_be_stopped_and_keeps_what_is_done(room):
    cards = tuple(Card(row=n, unit="示例公司", name=f"样例{n}") for n in range(3 * SLICE))
    seen = []
    done = import_cards(
        lambda wish, memory: room.do(import_slice, wish, memory),
        ImportCards(file="x", cards=cards),
        progress=lambda count, total: seen.append((count, total)),
        cancelled=lambda: bool(seen),
    )
    assert (len(done), seen) == (SLICE, [(SLICE, 3 * SLICE)])


def test_cards_of_a_file_without_headings_are_refused(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("1,2\n3,4\n", encoding="utf-8")
    with pytest.raises(Refusal):
        cards_of(read_contacts(path))
    assert isinstance(cards_of(read_contacts(path), {"1": "unit"}), TableCards)
