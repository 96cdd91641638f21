"""Cases of the mayor's telephone at random, as the measures see them: few values, times that meet at the limits."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import strategies as st

from dutyroom.rules.hotline_measures import CaseFacts, Judging, Span
from dutyroom.rules.matter import State
from tests.samples import NOON

JUDGING = Judging(now=NOON, grades=frozenset({"5", "4"}))
SPAN = Span(NOON - timedelta(days=4), NOON - timedelta(days=1))
UNITS = ("市城管局", "市水务局", "市公安局")
# Few instants, so that limits, doings and the ends of periods fall upon each other often.
INSTANTS = st.integers(-6, 3).map(lambda days: NOON + timedelta(days=days))
PERHAPS = st.one_of(st.none(), INSTANTS)


@st.composite
def cases(draw, id_: int = 1) -> CaseFacts:
    """One case; who has it in hand and what was returned agree with one another."""
    unit = draw(st.sampled_from(("", *UNITS)))
    given_back = draw(st.frozensets(st.sampled_from(UNITS), max_size=2))
    must_sign = bool(unit) and draw(st.booleans())
    return CaseFacts(
        id=id_,
        state=draw(st.sampled_from([State.CLOSED, State.IN_HAND, State.REFUSED, State.MERGED, State.VOID])).value,
        received_at=draw(INSTANTS),
        channel=draw(st.sampled_from(["phone", "web"])),
        demand=draw(st.sampled_from(["help", "complaint"])),
        code=draw(st.sampled_from(["", "02", "0203", "020301", "020302", "110101"])),
        area=draw(st.sampled_from(["", "金水区", "二七区"])),
        street=draw(st.sampled_from(["", "建设路街道", "花园路街道"])),
        unit=unit,
        held=frozenset({unit} - {""}) | given_back,
        returned_by=given_back,
        is_direct=draw(st.booleans()),
        dispatch_due_at=draw(PERHAPS),
        dispatched_at=draw(PERHAPS),
        sign_due_at=draw(INSTANTS) if must_sign else None,
        signed_at=draw(PERHAPS) if unit else None,
        respond_due_at=draw(PERHAPS),
        responded_at=draw(PERHAPS),
        close_due_at=draw(PERHAPS),
        closed_at=draw(PERHAPS),
        returned=len(given_back),
        redone=draw(st.integers(0, 2)),
        corrected=draw(st.booleans()),
        tries=draw(st.integers(0, 2)),
        called_back_at=draw(PERHAPS),
        reached=draw(st.sampled_from([None, True, False])),
        solved=draw(st.sampled_from([None, True, False])),
        satisfied=draw(st.sampled_from(["", "5", "4", "3", "1"])),
    )


@st.composite
def many_cases(draw, most: int = 8) -> list[CaseFacts]:
    """Some cases with numbers of their own."""
    return [draw(cases(number)) for number in range(1, draw(st.integers(0, most)) + 1)]
