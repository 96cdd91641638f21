"""Returns: rounds, nil reports, late and missing ones, urging, excuses, and the open item that runs along."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutyroom.actions.returns import (
    add_returns_units,
    answer_return,
    drop_returns_unit,
    end_returns,
    excuse_return,
    start_returns,
    urge_return,
    urge_round,
)
from dutyroom.data.queries.journal import entry_in_full
from dutyroom.data.queries.open_items import open_items
from dutyroom.data.queries.returns import call_in_full
from dutyroom.data.verify import check_store
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.relay import Recipient
from dutyroom.rules.returns import (
    NOT_ASKED,
    Answered,
    AnswerReturn,
    EndReturns,
    ExcuseReturn,
    Return,
    StartReturns,
    UrgeReturn,
    UrgeRound,
    next_round,
    read_times,
    rounds,
    standing,
    written_times,
)
from tests.actions.matters import Flow
from tests.samples import NOON, ZONE, Room

AREAS = ("二七区", "金水区")
TODAY = NOON.astimezone(ZONE).date()
FIVE = datetime.combine(TODAY, time(17), ZONE)
NEXT_EIGHT = datetime.combine(TODAY + timedelta(days=1), time(8), ZONE)


def begin(room: Room, **named) -> int:
    usual = {
        "title": "汛情日报",
        "asked": "雨情、水情、险情、转移人数",
        "units": tuple(Recipient(unit=name) for name in AREAS),
        "times": (time(8), time(17)),
        "first_on": TODAY,
        "last_on": TODAY + timedelta(days=1),
    }
    return int(room.do(start_returns, StartReturns(**{**usual, **named})))


def unit(room: Room, call: int, name: str) -> int:
    return next(row.id for row in room.read(call_in_full, call).units if row.unit == name)


def answer(room: Room, call: int, name: str, due_at: datetime, **named) -> int:
    asked = AnswerReturn(returns_unit_id=unit(room, call, name), due_at=due_at, **{"text": "无险情", **named})
    return int(room.do(answer_return, asked))


def due_of_item(room: Room):
    items = [item for item in room.read(open_items) if item.title.startswith("报〔2026〕")]
    return items[0].due_at if items else None


def excused_past(room: Room, call: int) -> None:
    for name in AREAS:
        asked = ExcuseReturn(
            returns_unit_id=unit(room, call, name), due_at=datetime.combine(TODAY, time(8), ZONE), reason="已过"
        )
        room.do(excuse_return, asked)


def test_the_open_item_runs_from_round_to_round_until_all_is_in(room):
    call = begin(room, times=(time(17),))
    assert due_of_item(room) == FIVE
    answer(room, call, "二七区", FIVE)
    assert due_of_item(room) == FIVE
    answer(room, call, "金水区", FIVE, text="", is_nil=True)
    tomorrow = FIVE + timedelta(days=1)
    assert due_of_item(room) == tomorrow
    for name in AREAS:
        answer(room, call, name, tomorrow)
    assert due_of_item(room) is None
    assert room.read(call_in_full, call).call.state == "done"
    assert room.read(check_store, room.store.attachments).problems == ()


def test_in_time_late_missing_and_excused_are_told_apart(room):
    call = begin(room)
    excused_past(room, call)
    answer(room, call, "二七区", FIVE)
    room.now = FIVE + timedelta(minutes=20)
    room.do(urge_return, UrgeReturn(returns_unit_id=unit(room, call, "金水区"), due_at=FIVE))
    full = room.read(call_in_full, call)
    key = unit(room, call, "金水区"), FIVE
    assert full.answers[key].urged_count == 1
    assert standing(full.answers[key], FIVE, room.now) is Return.MISSING
    assert standing(full.answers[unit(room, call, "二七区"), FIVE], FIVE, room.now) is Return.IN_TIME
    answer(room, call, "金水区", FIVE)
    late = room.read(call_in_full, call).answers[key]
    assert standing(late, FIVE, room.now) is Return.LATE
    assert standing(None, NEXT_EIGHT, room.now) is Return.EXPECTED


def test_a_second_answer_replaces_only_when_that_is_meant(room):
    call = begin(room, times=(time(17),))
    answer(room, call, "二七区", FIVE)
    with pytest.raises(Refusal) as caught:
        answer(room, call, "二七区", FIVE, text="转移12人")
    assert caught.value.code == "returns.answered"
    answer(room, call, "二七区", FIVE, text="转移12人", again=True)
    assert room.read(call_in_full, call).answers[unit(room, call, "二七区"), FIVE].text == "转移12人"


def test_a_unit_asked_later_owes_nothing_for_rounds_that_are_over(room):
    call = begin(room, times=(time(8), time(17)))
    excused_past(room, call)
    room.now = FIVE + timedelta(minutes=1)
    room.do(add_returns_units, call, [Recipient(unit="登封市")])
    full = room.read(call_in_full, call)
    assert full.answers[unit(room, call, "登封市"), FIVE].excuse
    room.do(drop_returns_unit, unit(room, call, "登封市"), "合并上报")
    assert room.read(call_in_full, call).call.units == 2


def test_a_unit_taken_off_is_asked_again_with_what_it_reported(room):
    call = begin(room, times=(time(8), time(17)))
    excused_past(room, call)
    number = unit(room, call, "二七区")
    answer(room, call, "二七区", FIVE)
    room.do(drop_returns_unit, number, "合并上报")
    assert room.read(call_in_full, call).call.units == 1
    room.now = NEXT_EIGHT + timedelta(minutes=1)
    seq = room.do(add_returns_units, call, [Recipient(unit="二七区")])
    full = room.read(call_in_full, call)
    assert [(row.id, row.active) for row in full.units if row.unit == "二七区"] == [(number, True)]
    assert full.answers[number, FIVE].answered_at is not None
    assert full.answers[number, NEXT_EIGHT].excuse == NOT_ASKED, "it was not asked in between"
    assert room.read(entry_in_full, seq).event == "returns.widened"
    assert room.read(check_store, room.store.attachments).problems == ()


def test_taking_a_unit_off_by_mistake_hides_no_missing_return(room):
    call = begin(room, times=(time(17),), last_on=FIVE.date())
    answer(room, call, "金水区", FIVE)
    number = unit(room, call, "二七区")
    room.now = FIVE + timedelta(minutes=10)
    room.do(drop_returns_unit, number, "误操作")
    assert room.read(call_in_full, call).call.state == "done"
    assert not room.read(open_items)
    room.wait(minutes=1)
    room.do(add_returns_units, call, [Recipient(unit="二七区")])
    full = room.read(call_in_full, call)
    assert (full.call.state, full.answers.get((number, FIVE))) == ("running", None)
    assert [item.due_at for item in room.read(open_items)] == [FIVE]
    room.do(end_returns, EndReturns(call_id=call, reason="误发"))
    with pytest.raises(Refusal) as caught:
        room.do(add_returns_units, call, [Recipient(unit="登封市")])
    assert caught.value.code == "returns.over"


def test_a_call_ends_with_a_reason_and_its_matter_waits_for_it(room):
    flow = Flow(room)
    call = begin(room, matter_id=flow.id)
    with pytest.raises(Refusal) as caught:
        flow.close()
    assert caught.value.facts["what"] == ("returns come in",)
    with pytest.raises(Refusal):
        room.do(end_returns, EndReturns(call_id=call, reason=" "))
    room.do(end_returns, EndReturns(call_id=call, reason="应急响应终止"))
    flow.close()


@pytest.mark.parametrize(
    ("named", "code"),
    [
        ({"title": ""}, "returns.title.empty"),
        ({"times": ()}, "returns.times.empty"),
        ({"last_on": TODAY - timedelta(days=1)}, "returns.days.order"),
        ({"first_on": date(2026, 1, 1), "last_on": date(2026, 12, 31)}, "returns.days.many"),
        ({"first_on": date(2026, 1, 1), "last_on": date(2026, 1, 2)}, "returns.days.past"),
        ({"units": ()}, "relay.recipients.empty"),
    ],
)
def test_what_cannot_be_asked_is_refused(room, named, code):
    with pytest.raises(Refusal) as caught:
        begin(room, **named)
    assert caught.value.code == code


def test_a_round_that_does_not_exist_and_a_nil_report_not_asked_are_refused(room):
    call = begin(room, nil_asked=False)
    with pytest.raises(Refusal) as caught:
        answer(room, call, "二七区", FIVE + timedelta(hours=1))
    assert caught.value.code == "returns.round.unknown"
    with pytest.raises(Refusal) as caught:
        answer(room, call, "二七区", FIVE, is_nil=True)
    assert caught.value.code == "returns.nil.not_asked"
    with pytest.raises(Refusal) as caught:
        answer(room, call, "二七区", FIVE, text="")
    assert caught.value.code == "returns.text.empty"


TIMES = st.lists(st.times().map(lambda t: t.replace(second=0, microsecond=0)), min_size=1, max_size=5)


@given(TIMES)
def test_times_are_read_back_as_they_are_written(times):
    assert read_times(written_times(times)) == tuple(sorted(set(times)))


@pytest.mark.parametrize("text", ["", "25:00", "8:60", "八点", "8:00:00", "-1"])
def test_what_is_no_time_of_day_is_refused_by_name(text):
    with pytest.raises(Refusal) as caught:
        read_times(text)
    assert caught.value.field == "times"


def test_times_are_understood_as_officers_write_them():
    assert read_times("8、17：00，23:30") == (time(8), time(17), time(23, 30))


@given(st.dates(date(2026, 1, 1), date(2028, 3, 1)), st.integers(0, 40), TIMES, st.data())
def test_the_next_round_is_the_first_where_somebody_is_waited_for(first, days, times, data):
    due = rounds(first, first + timedelta(days=days), tuple(set(times)), ZONE)
    assert due == sorted(due)
    assert len(due) == (days + 1) * len(set(times))
    answered = data.draw(st.integers(0, len(due)))
    answers = {(1, at): Answered(answered_at=at) for at in due[:answered]}
    assert next_round(due, [1], answers) == (due[answered] if answered < len(due) else None)
    assert next_round(due, [], answers) is None


def test_a_round_is_urged_in_one_go_without_those_who_answered(room):
    call = begin(room, units=tuple(Recipient(unit=name) for name in (*AREAS, "登封市")))
    first, second, third = room.read(call_in_full, call).units
    room.do(answer_return, AnswerReturn(returns_unit_id=first.id, due_at=FIVE, is_nil=True))
    assert room.do(urge_round, UrgeRound(call_id=call, due_at=FIVE, remark="请速报")) == 2
    answers = room.read(call_in_full, call).answers
    assert [answers[unit.id, FIVE].urged_count for unit in (first, second, third)] == [0, 1, 1]
    for unit in (second, third):
        room.do(answer_return, AnswerReturn(returns_unit_id=unit.id, due_at=FIVE, is_nil=True))
    with pytest.raises(Refusal) as caught:
        room.do(urge_round, UrgeRound(call_id=call, due_at=FIVE))
    assert caught.value.code == "matter.urge.nobody"
    assert room.read(check_store, room.store.attachments).problems == ()
