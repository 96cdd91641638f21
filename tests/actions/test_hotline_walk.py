"""A random walk through the flow of cases: whatever is done, the case agrees with its rows, and a refusal changes nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dutyroom.actions.hotline import add_call, refuse_case, transfer_case
from dutyroom.actions.limits import move_limit
from dutyroom.actions.matters import send_back, take_step, wait
from dutyroom.data.desk import read_tail
from dutyroom.data.queries.hotline_flow import waits_for_reply
from dutyroom.rules.hotline import Card, Refused, Result
from dutyroom.rules.hotline_sheet import FurtherCall, RefuseCase, TransferCase
from dutyroom.rules.hotline_steps import needs_redo
from dutyroom.rules.matter import MET_BY, OPEN, Duty, State, StepKind
from dutyroom.rules.matter_steps import MoveLimit, PlainStep, Wait
from dutyroom.rules.refusal import Refusal
from tests.actions.hotline_case import HELPER, LEAD, OTHER, Case, is_sound
from tests.samples import Room

Taken = Callable[[Case, Case, int], Any]


def _plain(step: StepKind) -> Taken:
    return lambda case, _, n: case.room.do(take_step, PlainStep(id=case.id, step=step, text=f"说明{n}"))


def _further(case: Case, _: Case, n: int) -> None:
    asked = FurtherCall(id=case.id, text="再次反映", name="样例乙", phone="13900001234", wants_reply=n % 2 == 0)
    case.room.do(add_call, asked)


def _move(case: Case, _: Case, n: int) -> None:
    clock = list(case.running.values())[n % len(case.running)]
    due = (clock.due_at or case.room.now) + (case.room.now - case.full.matter.received_at) / 2
    case.room.do(move_limit, MoveLimit(id=case.id, item_id=clock.id, due_at=due, text="情况复杂"))


STEPS: dict[str, Taken] = {
    "dispatch": lambda case, _, n: case.dispatch((LEAD, OTHER)[n % 2], *((HELPER,) if n > 1 else ())),
    "dispatch again": lambda case, _, n: case.dispatch(OTHER, despite="已协调" if n else ""),
    "respond": lambda case, _, n: case.respond(None if n else LEAD),
    "sign": lambda case, _, n: case.sign((LEAD, HELPER, OTHER)[n % 3]),
    "feed back": lambda case, _, n: case.feed_back((LEAD, HELPER, OTHER)[n % 3]),
    "send back": lambda case, _, n: case.unit(send_back, LEAD, "重新核实"),
    "withdraw": lambda case, _, n: case.withdraw((LEAD, HELPER, OTHER)[n % 3]),
    "urge": lambda case, _, n: case.urge((LEAD, OTHER)[n % 2]),
    "object": lambda case, _, n: case.object_to((LEAD, HELPER, OTHER)[n % 3], despite="已说明"),
    "decide return": lambda case, _, n: case.decide_return(granted=n % 2 == 0),
    "ask time": lambda case, _, n: case.ask_time(n),
    "decide time": lambda case, _, n: case.decide_time(granted=n % 2 == 0),
    "card": lambda case, _, n: case.card((Card.YELLOW, Card.RED)[n % 2], "提前督办" if n > 1 else ""),
    "answer": lambda case, _, n: case.answer(),
    "close": lambda case, _, n: case.close(
        (Result.SOLVED, Result.UNREACHED)[n % 2], despite="确无法答复" if n > 1 else ""
    ),
    "call back": lambda case, _, n: case.call_back(satisfied=str(n + 1)),
    "not reached": lambda case, _, n: case.call_back(reached=False),
    "not solved": lambda case, _, n: case.call_back(solved=False, stays_closed="已解释" if n > 2 else ""),
    "merge": lambda case, other, n: case.merge(other),
    "apart": lambda case, _, n: case.apart(),
    "reopen": lambda case, _, n: case.reopen(),
    "further": _further,
    "move": _move,
    "wait": lambda case, _, n: case.room.do(wait, Wait(id=case.id, waiting_for="供电公司", text="等待配件")),
    "note": _plain(StepKind.NOTE),
    "file": _plain(StepKind.FILE),
    "void": _plain(StepKind.VOID),
    "refuse": lambda case, _, n: case.room.do(
        refuse_case, RefuseCase(id=case.id, refused=Refused.COURT, turn_to="法院")
    ),
    "transfer": lambda case, _, n: case.room.do(transfer_case, TransferCase(id=case.id, to="110")),
}
RARE = {"void", "refuse", "transfer", "file", "apart", "reopen"}
WALK = st.lists(
    st.tuples(
        st.sampled_from([name for name in STEPS for _ in range(1 if name in RARE else 3)]),
        st.integers(0, 1),
        st.integers(0, 3),
        st.sampled_from((0, 0, 1, 30, 300)),
    ),
    min_size=8,
    max_size=20,
)


def everything(cases: list[Case]) -> list[Any]:
    """All that is kept of the cases, and how far the journal goes."""
    room = cases[0].room
    kept: list[Any] = [room.read(lambda session: read_tail(session.connection()))]
    for case in cases:
        kept.append(case.full)
        rows = (case.row, *case.calls, *case.returns, *case.extensions, *case.call_backs)
        kept += [[getattr(row, column.name) for column in row.__table__.columns] for row in rows]
    return kept


def agrees(case: Case) -> None:
    """The case's own columns say what its steps, calls and clocks say; its clocks are those that its state asks for."""
    row, full = case.row, case.full
    assert row.calls == len(case.calls)
    assert row.returned == sum(each.state == "granted" for each in case.returns)
    assert row.extended == sum(each.state == "granted" for each in case.extensions)
    attempts = case.call_backs
    assert row.tries == len(attempts)
    assert row.called_back_at == (attempts[-1].called_at if attempts else None)
    if attempts:
        last = attempts[-1]
        assert (row.reached, row.solved, row.satisfied) == (last.reached, last.solved, last.satisfied)
    assert row.redone == sum(clock.start_event == "redone" and clock.duty == Duty.CLOSE for clock in full.clocks)
    assert row.redone <= sum(needs_redo(reached=a.reached, solved=a.solved, satisfied=a.satisfied) for a in attempts)
    clocks = sorted(full.clocks, key=lambda clock: clock.id)
    of = {duty: [clock for clock in clocks if clock.duty == duty] for duty in Duty}
    dispatch = of[Duty.DISPATCH][-1]
    assert row.dispatch_due_at == dispatch.due_at
    assert row.dispatched_at == (dispatch.closed_at if dispatch.outcome == "assign" else None)
    running = [clock for clock in clocks if clock.state == "open"]
    assert row.close_due_at == ([c for c in of[Duty.CLOSE] if c.state == "open"] or of[Duty.CLOSE])[-1].due_at
    assert full.matter.due_at == min((clock.due_at for clock in running if clock.due_at), default=None)
    _clocks_fit(case, running)


def _clocks_fit(case: Case, running: list[Any]) -> None:
    row, full = case.row, case.full
    counted = Counter((clock.duty, clock.assignment_id) for clock in running)
    assert set(counted.values()) <= {1}, "no duty is owed twice"
    duties = {clock.duty for clock in running}
    state = State(full.matter.state)
    if state not in OPEN:
        assert duties <= ({Duty.CALL_BACK} if state in (State.CLOSED, State.FILED) else set())
        assert state is not State.CLOSED or row.result
        return
    leads = [unit for unit in full.assignments if unit.role == "lead" and unit.state != "withdrawn"]
    assert full.matter.lead == (leads[0].unit if leads else "")
    assert (Duty.DISPATCH in duties) is not bool(leads)
    assert Duty.CLOSE in duties
    assert Duty.CALL_BACK not in duties
    assert row.result == ""
    assert (Duty.DECIDE_RETURN in duties) is any(each.state == "asked" for each in case.returns)
    assert (Duty.DECIDE_TIME in duties) is any(each.state == "asked" for each in case.extensions)
    if case.room.read(waits_for_reply, case.id, row.replied_at):
        assert Duty.ANSWER_CALLER in duties


def each_met_on_its_own(case: Case, before: list[Any], step: StepKind, at: datetime) -> None:
    """What a step met are clocks that it may meet, at its time; whatever else ended was stopped, not met."""
    former = {clock.id for clock in before if clock.state == "open"}
    for clock in case.full.clocks:
        if clock.id in former and clock.state == "closed":
            assert step in MET_BY[Duty(clock.duty)], (step, clock.duty)
            assert clock.closed_at == at


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(walk=WALK)
def test_whatever_is_done_a_case_agrees_with_its_rows_and_a_refusal_changes_nothing(walking: Room, walk):
    cases = [Case(walking, sub="signal"), Case(walking, name="样例丙", phone="13700004321")]
    for name, which, choice, minutes in walk:
        walking.wait(minutes=minutes, seconds=1)
        case, other = cases[which], cases[1 - which]
        before, clocks, steps = everything(cases), case.full.clocks, len(case.full.steps)
        try:
            STEPS[name](case, other, choice)
        except (Refusal, StopIteration, ZeroDivisionError):
            assert everything(cases) == before, f"a refused {name} leaves nothing behind"
            continue
        assert len(case.full.steps) == steps + 1, "one step, one row"
        if name != "merge":
            each_met_on_its_own(case, clocks, StepKind(case.full.steps[-1].kind), walking.now)
        for each in cases:
            agrees(each)


@pytest.fixture(scope="module")
def walking(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder: Path = tmp_path_factory.mktemp("walk") / "room"
    made = Room(folder).open()
    yield made
    is_sound(made)
    made.store.close()
