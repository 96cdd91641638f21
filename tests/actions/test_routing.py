"""Routing on a real store: proposals with their words, decisions that are learnt visibly, words set by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dutyroom.actions.routing import (
    add_routing_word,
    change_routing_word,
    restore_shipped,
    take_routing_word,
    undo_routing,
)
from dutyroom.data.queries.journal import entry_in_full, last_entries
from dutyroom.data.queries.routing import (
    history_of_word,
    routes_of_matter,
    routes_of_text,
    routes_tried,
    routing_word_rows,
)
from dutyroom.data.queries.units import unit_named
from dutyroom.data.verify import check_store
from dutyroom.rules.matter_steps import AssignTo
from dutyroom.rules.officer import Author, Role
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.routing_change import AddRoutingWord, ChangeRoutingWord, RestoreShipped, TakeRoutingWord
from tests.actions.matters import Flow

TITLE = "关于做好农村防汛和水务设施检修工作的通知"


def unit_id(room, name: str) -> int:
    return room.read(unit_named, name).id


def test_a_paper_is_proposed_for_the_office_of_its_field_with_the_words_that_led_there(room):
    first = room.read(routes_of_text, TITLE, "")[0]
    assert first.unit == "秘书三处"
    assert "水务" in first.words or "防汛" in first.words


def test_what_an_officer_decides_is_proposed_the_next_time_and_stands_in_the_table(room):
    title = "关于开展索道缆绳专项排查的通知"
    flow = Flow(room, title=title, document_number="")
    before = room.read(routes_of_matter, flow.id, title)
    assert not before or before[0].unit != "秘书六处"
    seq = flow.assign(AssignTo(unit="秘书六处", unit_id=unit_id(room, "秘书六处")))
    after = room.read(routes_of_text, title, "")
    assert after[0].unit == "秘书六处"
    learnt = [row for row in room.read(routing_word_rows) if row.origin == "decision"]
    assert {row.unit for row in learnt} == {"秘书六处"}
    assert all(row.word in (room.read(entry_in_full, seq).payload or "") for row in learnt)
    assert room.read(check_store, room.store.attachments).problems == ()


def test_a_decision_that_was_proposed_teaches_nothing_and_a_secret_paper_neither(room):
    lead = room.read(routes_of_text, TITLE, "")[0]
    Flow(room, title=TITLE, document_number="").assign(AssignTo(unit=lead.unit, unit_id=lead.unit_id))
    secret = Flow(room, title="关于缆车排查的通知", document_number="", secrecy="秘密", required="")
    secret.assign(AssignTo(unit="秘书六处", unit_id=unit_id(room, "秘书六处")))
    assert not [row for row in room.read(routing_word_rows) if row.origin == "decision"]


def the_row(room, word: str, office: str = "秘书六处"):
    rows = room.read(routing_word_rows, removed=True)
    return next((row for row in rows if (row.word, row.unit) == (word, office)), None)


def events(room) -> list[str]:
    return [
        entry.event
        for entry in sorted(room.read(last_entries, 40), key=lambda entry: entry.seq)
        if entry.event.startswith("routing.")
    ]


def leads_to(room, text: str) -> str:
    found = room.read(routes_of_text, text, "")
    return found[0].unit if found else ""


@pytest.fixture
def office(room) -> int:
    return unit_id(room, "秘书六处")


def test_a_word_is_added_changed_switched_off_and_on_with_an_entry_each(room, office):
    room.do(add_routing_word, AddRoutingWord(word=" 缆 车 ", unit_id=office, weight=3))
    row = the_row(room, "缆车")
    assert (row.weight, row.origin, row.shipped, row.version) == (3, "typed", None, 1)
    assert leads_to(room, "缆车检修") == "秘书六处"
    off = ChangeRoutingWord(word="缆车", unit_id=office, version=1, weight=3, active=False)
    room.do(change_routing_word, off)
    assert leads_to(room, "缆车") == ""
    assert not the_row(room, "缆车").active, "it stays in the table"
    room.do(change_routing_word, replace(off, version=2, active=True, weight=5))
    assert the_row(room, "缆车").weight == 5
    assert events(room) == ["routing.added", "routing.changed", "routing.changed"]
    assert room.read(check_store, room.store.attachments).problems == ()


def test_a_word_leads_to_another_office(room, office):
    other = unit_id(room, "秘书三处")
    room.do(add_routing_word, AddRoutingWord(word="缆车", unit_id=office))
    change = ChangeRoutingWord(word="缆车", unit_id=office, version=1, to_unit_id=other)
    undo = room.do(change_routing_word, change)
    assert leads_to(room, "缆车") == "秘书三处"
    assert the_row(room, "缆车").removed
    room.do(undo_routing, undo)
    assert leads_to(room, "缆车") == "秘书六处"
    assert the_row(room, "缆车", "秘书三处").removed
    assert room.read(check_store, room.store.attachments).problems == ()


def test_a_shipped_word_moves_by_being_switched_off_where_it_was(room):
    first, other = unit_id(room, "秘书三处"), unit_id(room, "秘书五处")
    undo = room.do(change_routing_word, ChangeRoutingWord(word="防汛", unit_id=first, version=0, to_unit_id=other))
    assert (the_row(room, "防汛", "秘书三处").active, the_row(room, "防汛", "秘书三处").removed) == (False, False)
    assert the_row(room, "防汛", "秘书五处").origin == "typed"
    again = room.do(undo_routing, undo)
    assert not the_row(room, "防汛", "秘书三处").is_changed
    room.do(undo_routing, again)
    assert not the_row(room, "防汛", "秘书三处").active, "undoing the undoing does it again"


def test_a_word_of_the_office_goes_out_and_comes_back_a_shipped_one_does_not(room, office):
    room.do(add_routing_word, AddRoutingWord(word="缆车", unit_id=office))
    room.do(take_routing_word, TakeRoutingWord(word="缆车", unit_id=office, version=1))
    assert "缆车" not in {row.word for row in room.read(routing_word_rows)}
    assert leads_to(room, "缆车") == ""
    room.do(take_routing_word, TakeRoutingWord(word="缆车", unit_id=office, version=2, back=True))
    assert leads_to(room, "缆车") == "秘书六处"
    with pytest.raises(Refusal) as caught:
        room.do(take_routing_word, TakeRoutingWord(word="缆车", unit_id=office, version=3, back=True))
    assert caught.value.code == "routing.word.kept"
    with pytest.raises(Refusal) as caught:
        room.do(take_routing_word, TakeRoutingWord(word="防汛", unit_id=unit_id(room, "秘书三处"), version=0))
    assert caught.value.code == "routing.word.shipped"


def test_what_was_removed_is_not_learnt_again_and_can_be_added_again(room, office):
    title = "关于开展索道缆绳专项排查的通知"
    Flow(room, title=title, document_number="").assign(AssignTo(unit="秘书六处", unit_id=office))
    learnt = [row for row in room.read(routing_word_rows) if row.origin == "decision"]
    assert {row.decisions for row in learnt} == {1}
    for row in learnt:
        room.do(take_routing_word, TakeRoutingWord(word=row.word, unit_id=office, version=row.version))
    seq = Flow(room, title=title, document_number="").assign(AssignTo(unit="秘书六处", unit_id=office))
    assert '"learnt":[]' in room.read(entry_in_full, seq).payload.replace(" ", "")
    assert not [row for row in room.read(routing_word_rows) if row.origin == "decision"]
    undo = room.do(add_routing_word, AddRoutingWord(word=learnt[0].word, unit_id=office))
    assert the_row(room, learnt[0].word).origin == "typed"
    room.do(undo_routing, undo)
    assert (the_row(room, learnt[0].word).origin, the_row(room, learnt[0].word).removed) == ("decision", True)


def test_the_history_of_a_word_names_the_matters_that_taught_it(room, office):
    title = "关于开展索道缆绳专项排查的通知"
    flow = Flow(room, title=title, document_number="")
    flow.assign(AssignTo(unit="秘书六处", unit_id=office))
    row = next(row for row in room.read(routing_word_rows) if row.origin == "decision")
    room.do(change_routing_word, ChangeRoutingWord(word=row.word, unit_id=office, version=row.version, weight=4))
    later, first = room.read(history_of_word, row.id)
    assert (later.event, later.matter_id, later.author) == ("routing.changed", None, "李秀英")
    assert (first.event, first.matter_id) == ("matter.assigned", flow.id)
    assert title in first.text


def test_shipped_words_stand_as_they_came_again_one_or_all(room, office):
    first = unit_id(room, "秘书三处")
    room.do(add_routing_word, AddRoutingWord(word="缆车", unit_id=office))
    for word in ("防汛", "水库"):
        room.do(change_routing_word, ChangeRoutingWord(word=word, unit_id=first, version=0, weight=7))
    one = RestoreShipped(word="防汛", unit_id=first, version=1)
    room.do(restore_shipped, one)
    assert not the_row(room, "防汛", "秘书三处").is_changed
    assert the_row(room, "水库", "秘书三处").is_changed
    with pytest.raises(Refusal) as caught:
        room.do(restore_shipped, replace(one, version=2))
    assert caught.value.code == "routing.shipped.same"
    undo = room.do(restore_shipped, RestoreShipped())
    assert not [row for row in room.read(routing_word_rows) if row.is_changed]
    assert the_row(room, "缆车").active, "what the office added stays"
    room.do(undo_routing, undo)
    assert the_row(room, "水库", "秘书三处").weight == 7
    assert room.read(check_store, room.store.attachments).problems == ()


def test_a_word_that_somebody_else_changed_is_not_overwritten(room, office):
    undo = room.do(add_routing_word, AddRoutingWord(word="缆车", unit_id=office))
    change = ChangeRoutingWord(word="缆车", unit_id=office, version=1, weight=2)
    room.do(change_routing_word, change, by="张伟")
    for action, asked in (
        (change_routing_word, replace(change, weight=9)),
        (take_routing_word, TakeRoutingWord(word="缆车", unit_id=office, version=1)),
        (undo_routing, undo),
    ):
        with pytest.raises(Refusal) as caught:
            room.do(action, asked)
        assert caught.value.code == "record.changed_meanwhile"
    assert the_row(room, "缆车").weight == 2


@pytest.mark.parametrize(
    ("named", "field", "code"),
    [
        ({"word": "水"}, "word", "routing.word.empty"),
        ({"word": "一" * 13}, "word", "routing.word.empty"),
        ({"weight": 0}, "weight", "routing.weight"),
        ({"unit_id": 9999}, "unit", "routing.unit.unknown"),
        ({"unit_id": None}, "unit", "routing.unit.unknown"),
    ],
)
def test_a_word_that_cannot_be_is_refused_at_its_field(room, office, named, field, code):
    asked = AddRoutingWord(**{"word": "缆车", "unit_id": office, **named})
    with pytest.raises(Refusal) as caught:
        room.do(add_routing_word, asked)
    assert (caught.value.field, caught.value.code) == (field, code)


def test_a_word_that_is_there_is_refused_as_what_it_is(room, office):
    third = unit_id(room, "秘书三处")
    with pytest.raises(Refusal) as caught:
        room.do(add_routing_word, AddRoutingWord(word="防汛", unit_id=third))
    assert caught.value.code == "routing.word.exists"
    room.do(change_routing_word, ChangeRoutingWord(word="防汛", unit_id=third, version=0, active=False))
    with pytest.raises(Refusal) as caught:
        room.do(add_routing_word, AddRoutingWord(word="防汛", unit_id=third))
    assert caught.value.code == "routing.word.off"
    with pytest.raises(Refusal) as caught:
        room.do(change_routing_word, ChangeRoutingWord(word="无此词", unit_id=office, version=0, weight=2))
    assert caught.value.code == "routing.word.unknown"


def test_who_has_no_such_right_changes_nothing(room, office):
    clerk = Author(id=None, name="示例", roles=frozenset({Role.CLERK}))
    with pytest.raises(Refusal) as caught, room.store.desk(clerk) as desk:
        add_routing_word(desk, AddRoutingWord(word="缆车", unit_id=office))
    assert caught.value.code == "right.missing"


def test_a_text_is_tried_with_the_points_of_each_word(room):
    tried = room.read(routes_tried, "关于防汛工作的通知\n水库和学校")
    assert [(row.unit, row.role) for row in tried] == [("秘书三处", "lead"), ("秘书二处", "")]
    assert [(led.word, led.points) for led in tried[0].words] == [("防汛", 6), ("水库", 2)]
    assert tried[0].score == 8
    assert room.read(routes_tried, "  ") == []
