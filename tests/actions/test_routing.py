"""Routing on a real store: proposals with their words, decisions that are learnt visibly, words set by hand."""

from __future__ import annotations

import pytest

from dutyroom.actions.routing import set_routing_word
from dutyroom.data.queries.journal import entry_in_full
from dutyroom.data.queries.routing import routes_of_matter, routes_of_text, routing_word_rows
from dutyroom.data.queries.units import unit_named
from dutyroom.data.verify import check_store
from dutyroom.rules.matter_steps import AssignTo
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.routing_change import SetRoutingWord
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


def test_a_word_is_set_and_switched_off_by_hand(room):
    office = unit_id(room, "秘书六处")
    room.do(set_routing_word, SetRoutingWord(word="缆车", unit_id=office, weight=3))
    assert room.read(routes_of_text, "缆车检修", "")[0].unit_id == office
    room.do(set_routing_word, SetRoutingWord(word="缆车", unit_id=office, active=False))
    assert not room.read(routes_of_text, "缆车", "")


@pytest.mark.parametrize(
    ("named", "field"), [({"word": "水"}, "word"), ({"weight": 0}, "weight"), ({"unit_id": 9999}, "unit_id")]
)
def test_a_word_that_cannot_be_is_refused_at_its_field(room, named, field):
    asked = SetRoutingWord(**{"word": "缆车", "unit_id": unit_id(room, "秘书六处"), **named})
    with pytest.raises(Refusal) as caught:
        room.do(set_routing_word, asked)
    assert caught.value.field == field
