"""Nothing of a caller stands anywhere but where it may: in the call, in what was said, in the words of a step."""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from dutyroom.actions.attaching import attach
from dutyroom.actions.drafts import save_draft
from dutyroom.actions.hotline import add_call, raise_incident, refuse_case, take_call, transfer_case
from dutyroom.actions.hotline_call_back import call_back
from dutyroom.actions.hotline_correction import correct_case
from dutyroom.actions.hotline_decisions import ask_time, decide_return, decide_time, give_card, object_to
from dutyroom.actions.hotline_flow import answer_caller, close_case, dispatch, reopen_case, respond
from dutyroom.actions.hotline_looks import look_at
from dutyroom.actions.limits import add_limit, move_limit
from dutyroom.actions.matters import feed_back, instruct, send_back, sign_for, take_step, urge, wait, withdraw
from dutyroom.data.queries.export_matters import matter_records
from dutyroom.data.queries.hotline_flow import extensions_of, returns_of
from dutyroom.data.queries.matters import matter_in_full
from dutyroom.data.queries.open_items import items_of_matter
from dutyroom.data.queries.removal import find_places
from dutyroom.data.tables import Matter
from dutyroom.data.verify import check_store
from dutyroom.rules.hotline import Card, Demand, Look, Refused, Result
from dutyroom.rules.hotline_sheet import (
    CorrectCase,
    FurtherCall,
    LookAt,
    RaiseIncident,
    RefuseCase,
    TakeCall,
    TransferCase,
)
from dutyroom.rules.hotline_steps import (
    AnswerCaller,
    AskTime,
    CallBack,
    CloseCase,
    DecideReturn,
    DecideTime,
    Dispatch,
    GiveCard,
    ObjectTo,
    ReopenCase,
    Respond,
)
from dutyroom.rules.matter import Duty, StepKind
from dutyroom.rules.matter_steps import AddLimit, AssignTo, Attach, Instruct, MoveLimit, PlainStep, UnitStep, Wait
from dutyroom.rules.office import OfficeSettings
from dutyroom.rules.removal import Spot
from tests.actions.test_hotline import rows, sound
from tests.samples import Room

MAY = {
    "hotline_call": {"name", "phone", "phone_key", "second", "second_key", "address", "said"},
    "hotline_case": {"text", "full_title", "answer", "place"},
    "matter_step": {"text"},
}
GAPS = re.compile(r"[\s()\-.—–·]+")


def written(number: str, way: int) -> str:
    """The number as somebody may write it."""
    parts = (number[:3], number[3:7], number[7:])
    wide = number.translate({ord(digit): chr(ord(digit) + 0xFEE0) for digit in "0123456789"})
    return (number, " ".join(parts), "-".join(parts), wide, f"（{parts[0]}）{parts[1]}–{parts[2]}")[way % 5]


def told(name: str, number: str, home: str, way: int) -> str:
    return f"来电人{name}（{written(number, way)}），住{home}，请回电{written(number, way + 1)}"


def live(room: Room, name: str, number: str, home: str, tmp: Path) -> int:
    """A case through every step that it can take, each with the caller's data in every field that takes words."""
    turn = iter(range(1000))

    def said() -> str:
        return told(name, number, home, next(turn))

    call = TakeCall(
        demand=Demand.COMPLAINT, title=said(), text=said(), name=name, phone=written(number, 1), second=number,
        address=home, street=said(), place=said(), area="金水区", draft_id="0a",
    )  # fmt: skip
    room.do(save_draft, "0a", f'{{"text": "{said()}"}}')
    file = tmp / f"{name}{number}.txt"
    file.write_text("样例", encoding="utf-8")
    case = int(room.do(take_call, call))

    def do(action, asked) -> None:
        room.wait(minutes=1)
        room.do(action, asked)

    def unit() -> int:
        full = room.read(matter_in_full, case)
        return next(row.id for row in full.assignments if row.state != "withdrawn")

    def version() -> int:
        return room.read(lambda session: session.get_one(Matter, case).version)

    do(attach, Attach(id=case, path=file))
    do(add_call, FurtherCall(id=case, text=said(), name=name, phone=number, address=home))
    do(correct_case, CorrectCase(id=case, version=version(), facts=TakeCall(
        demand=Demand.HELP, title=said(), text=said(), name=name, phone=number, address=home, place=said(), street=said(),
    ), reason=said()))  # fmt: skip
    do(instruct, Instruct(id=case, leader="王建国", text=said()))
    do(dispatch, Dispatch(id=case, units=(AssignTo(unit="城市管理局"),), text=said()))
    do(object_to, ObjectTo(id=case, assignment_id=unit(), text=said(), proposed="水利局", person=name))
    number_of = room.read(returns_of, case)[-1].id
    do(decide_return, DecideReturn(id=case, return_id=number_of, is_granted=False, text=said()))
    do(sign_for, UnitStep(id=case, assignment_id=unit(), text=said(), person=name))
    do(respond, Respond(id=case, assignment_id=unit(), text=said(), person=name))
    due = room.read(lambda session: rows(session, case)[1].close_due_at)
    do(ask_time, AskTime(id=case, due_at=due + timedelta(days=3), text=said(), person=name))
    number_of = room.read(extensions_of, case)[-1].id
    do(decide_time, DecideTime(id=case, extension_id=number_of, is_granted=True, text=said()))
    do(urge, UnitStep(id=case, assignment_id=unit(), text=said(), person=name))
    do(give_card, GiveCard(id=case, card=Card.YELLOW, text=said()))
    do(wait, Wait(id=case, waiting_for=f"{name} {number}", text=said()))
    do(take_step, PlainStep(id=case, step=StepKind.RESUME, text=said()))
    do(take_step, PlainStep(id=case, step=StepKind.NOTE, text=said(), who=name))
    do(add_limit, AddLimit(id=case, duty=Duty.REPLY, due_at=room.now + timedelta(days=2), text=said()))
    item = room.read(lambda session: [item.id for item in items_of_matter(session, case) if item.duty == Duty.CLOSE])
    do(move_limit, MoveLimit(id=case, item_id=item[0], due_at=room.now + timedelta(days=9), text=said()))
    do(feed_back, UnitStep(id=case, assignment_id=unit(), text=said(), person=name))
    do(send_back, UnitStep(id=case, assignment_id=unit(), text=said(), person=name))
    do(withdraw, UnitStep(id=case, assignment_id=unit(), text=said(), person=name))
    do(answer_caller, AnswerCaller(id=case, text=said()))
    do(raise_incident, RaiseIncident(id=case, text=said()))
    do(close_case, CloseCase(id=case, result=Result.EXPLAINED, text=said(), despite=said()))
    do(call_back, CallBack(id=case, reached=False, text=said()))
    do(call_back, CallBack(id=case, reached=True, solved=False, satisfied="1", text=said(), stays_closed=said()))
    do(reopen_case, ReopenCase(id=case, text=said()))
    do(transfer_case, TransferCase(id=case, to="110", text=said()))
    do(take_step, PlainStep(id=case, step=StepKind.FILE, text=said()))
    with room.store.desk() as desk:
        look_at(desk, LookAt(what=Look.PRINT, id=case, reason=said()))
    return case


def others(room: Room, name: str, number: str, home: str) -> None:
    """Cases that end at once, and one that is made void."""
    base = {"demand": Demand.CONSULT, "name": name, "phone": number, "address": home}
    said = told(name, number, home, 3)
    room.do(take_call, TakeCall(**base, text=said, answer=said))
    room.do(take_call, TakeCall(**base, text=said, refused=Refused.PETITION, turn_to=f"信访局，{said}"))
    room.do(take_call, TakeCall(**base, text=said, transfer_to="119", raises=True, subtype="fire", is_secret=True))
    late = room.do(take_call, TakeCall(**base, text=said))
    room.do(refuse_case, RefuseCase(id=late, refused=Refused.COURT, turn_to=said, text=said))
    gone = room.do(take_call, TakeCall(**base, text=said))
    room.do(take_step, PlainStep(id=gone, step=StepKind.VOID, text=said))


def everything(path: Path) -> Iterator[tuple[str, str, str]]:
    """Every text in every table of the file, with table and column, but where it may stand."""
    with closing(sqlite3.connect(path)) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in tables:
            if any(table.endswith(end) for end in ("_index", "_data", "_idx", "_docsize", "_config", "_content")):
                continue
            found = connection.execute(f"SELECT * FROM {table}")  # names of our own tables
            columns = [column[0] for column in found.description]
            for row in found:
                for column, value in zip(columns, row, strict=True):
                    if column not in MAY.get(table, ()) and isinstance(value, str | bytes):
                        text = value.decode("utf-8", "replace") if isinstance(value, bytes) else value
                        yield table, column, text
        for (index,) in connection.execute(
            "SELECT name FROM sqlite_master WHERE name IN ('journal_index', 'matter_index', 'hotline_index')"
        ).fetchall():
            connection.execute(f"CREATE VIRTUAL TABLE temp.v_{index} USING fts5vocab('main', '{index}', 'row')")
            yield from (
                (index, "words", term) for (term,) in connection.execute(f"SELECT term FROM temp.v_{index}")
            )  # as above


def leaks(text: str, name: str, number: str, home: str) -> bool:
    digits = GAPS.sub("", unicodedata.normalize("NFKC", text))
    own = number.lstrip("+").removeprefix("0371")
    plain = "".join(text.split())
    return "".join(name.split()) in plain or own in digits or home in text or home[-5:] in text


@pytest.mark.parametrize(
    ("name", "number", "home"),
    [("张 样例", "+14155550123", "样例村7组12号"), ("欧阳样例", "037167181234", "金水区花园路39号2号楼3单元")],
)
def test_a_caller_is_nowhere_but_where_callers_may_be(room, tmp_path, name, number, home):
    room.start()
    case = live(room, name, number, home, tmp_path)
    others(room, name, number, home)
    room.give(urgent_reason="样例交接")
    found = {(table, column) for table, column, text in everything(room.store.path) if leaks(text, name, number, home)}
    assert found == set()
    assert room.read(check_store, room.store.attachments).problems == ()
    full = room.read(matter_in_full, case)
    assert not leaks(repr(full), name, number, home)
    open_ = room.read(matter_in_full, case, unmasked=True)
    assert leaks(repr(open_), name, number, home), "who may see it finds the words of the steps whole"
    exported = repr(list(room.read(matter_records, OfficeSettings().zone)))
    assert "'kind': 'hotline'" not in exported
    assert not leaks(exported, name, number, home)
    assert not leaks(repr(room.read(find_places, Spot("matter", str(case)), ())), name, number, home)
    sound(room)


def test_a_leak_would_be_seen(tmp_path):
    assert leaks("请致电 １３８－００１３ 8000", "王样例", "13800138000", "样例村7组12号")
    assert leaks("王 样例来电", "王样例", "13800138000", "样例村7组12号")
    assert not leaks("王** 138****8000 样例村***", "王样例", "13800138000", "样例村7组12号")


@pytest.mark.parametrize("way", range(5))
def test_a_number_of_an_office_stands_in_what_a_caller_is_told_to_turn_to(room, way):
    number = room.do(take_call, TakeCall(
        demand=Demand.CONSULT, text="咨询", phone="13800138000", refused=Refused.PETITION,
        turn_to=f"信访局 {written('037167180000', way)}",
    ))  # fmt: skip
    assert room.read(rows, number)[1].turn_to == f"信访局 {written('037167180000', way)}"
