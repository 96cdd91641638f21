"""Duplicates merged with every caller kept and findable, and taken apart again as they were."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from dutyroom.data.queries.hotline_private import hidden
from dutyroom.data.queries.matters import links_of
from dutyroom.rules.matter import Duty, State
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.terms import index_text
from tests.actions.hotline_case import CALLER, LEAD, PHONE, Case, is_sound


def another(room, **named) -> Case:
    usual = {"name": "样例乙某", "phone": "13900001234", "text": "我叫样例乙某，花园路的路灯坏了，很黑", "address": ""}
    return Case(room, **{**usual, **named})


def found(room, word: str) -> list[int]:
    asked = text("SELECT rowid FROM hotline_index WHERE hotline_index MATCH :words ORDER BY rowid")
    words = " ".join(f'"{part}"' for part in index_text(word).split())
    return list(room.read(lambda session: session.scalars(asked, {"words": words}).all()))


def test_every_caller_and_every_text_is_kept_by_the_case_that_stands_for_them(room):
    case, other = Case(room), another(room)
    case.dispatch()
    assert case.merge(other) == 1
    assert (other.state, other.row.duplicate_of, other.running) == (State.MERGED, case.id, {})
    assert [(call.name, call.from_id) for call in case.calls] == [(CALLER, None), ("样例乙某", other.id)]
    assert case.calls[1].said == "我叫样例乙某，花园路的路灯坏了，很黑"
    assert (case.row.calls, other.row.calls) == (2, 0)
    assert [link.number for link in room.read(links_of, case.id)] == [other.full.matter.number]
    assert other.full.matter.number in case.full.steps[-1].text
    is_sound(room)


def test_what_a_duplicate_says_is_found_under_the_other_and_still_masked(room):
    case, other = Case(room), another(room, text="我叫样例乙某，路口漆黑，电话13900001234")
    assert found(room, "漆黑") == [other.id]
    case.merge(other)
    assert found(room, "漆黑") == [case.id]
    assert found(room, "样例乙某") == []
    assert found(room, "13900001234") == []
    for each in (case, other):
        assert "样例乙某" not in room.read(hidden, each.id, f"样例乙某与{CALLER}")
        assert CALLER not in room.read(hidden, each.id, f"样例乙某与{CALLER}")
    other.apart()
    assert found(room, "漆黑") == [other.id]
    is_sound(room)


def test_taken_apart_each_is_as_it_was(room):
    case, other = Case(room, sub="signal"), another(room, sub="signal")
    other.dispatch(LEAD)
    other.ask_time()
    before = (other.running, other.state, other.row.close_due_at, [call.said for call in other.calls])
    own = (case.running, case.row.calls)
    case.merge(other)
    room.wait(hours=2)
    other.apart()
    assert (other.running, other.state, other.row.close_due_at, [call.said for call in other.calls]) == before
    assert (case.running, case.row.calls) == own
    assert [call.from_id for call in (*case.calls, *other.calls)] == [None, None]
    assert room.read(links_of, case.id) == []
    other.decide_time(granted=True)
    is_sound(room)


def test_merged_again_with_what_it_stands_for_each_finds_its_callers(room):
    first, second, third = Case(room), another(room), another(room, name="样例丙某", phone="13700004321")
    second.merge(third)
    first.merge(second)
    assert [call.from_id for call in first.calls] == [None, second.id, third.id]
    second.apart()
    assert [call.from_id for call in second.calls] == [None, third.id]
    assert (first.row.calls, second.row.calls, third.row.calls) == (1, 2, 0)
    first.merge(second)
    third.apart()
    assert [call.name for call in third.calls] == ["样例丙某"]
    assert (first.row.calls, second.row.calls, third.row.calls) == (2, 0, 1)
    is_sound(room)


def test_a_merged_caller_who_waits_for_a_reply_still_gets_one(room):
    case, other = Case(room), another(room)
    case.answer()
    assert Duty.ANSWER_CALLER not in case.running
    case.merge(other)
    assert Duty.ANSWER_CALLER in case.running


@pytest.mark.parametrize("which", ["itself", "nothing", "closed", "twice"])
def test_what_cannot_be_merged_is_refused_and_nothing_moves(room, which):
    case, other = Case(room), another(room)
    asked, code = {
        "itself": ((case,), "hotline.merge.self"),
        "nothing": ((), "hotline.merge.none"),
        "closed": ((other,), "hotline.merge.over"),
        "twice": ((other,), "matter.step.wrong"),
    }[which]
    if which == "closed":
        case.through()
    if which == "twice":
        another(room).merge(other)
    before = (case.full, other.full, len(case.calls))
    with pytest.raises(Refusal) as caught:
        case.merge(*asked)
    assert caught.value.code == code
    assert (case.full, other.full, len(case.calls)) == before


def test_a_merged_case_is_taken_apart_and_not_just_opened(room):
    case, other = Case(room), another(room)
    case.merge(other)
    with pytest.raises(Refusal) as caught:
        other.reopen()
    assert (caught.value.code, caught.value.facts["other"]) == ("hotline.merge.reopen", case.full.matter.number)
    with pytest.raises(Refusal) as caught:
        case.through().apart()
    assert caught.value.code == "hotline.merge.not"


def test_a_caller_of_a_duplicate_is_called_back_for_the_one_that_stands(room):
    case, other = Case(room, wants_reply=False), another(room)
    case.merge(other)
    case.through()
    case.call_back(call_id=case.calls[1].id)
    assert PHONE not in str(case.full)
    assert case.row.satisfied == "4"
