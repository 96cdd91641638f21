"""Reads of the mayor's telephone: numbers of cases for its register, their rows, one in full; masked by default."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace
from functools import lru_cache
from typing import Any, Final, TypeVar

from sqlalchemy import ColumnElement, bindparam, select
from sqlalchemy.orm import Session

from dutyroom.data.prepared import Prepared
from dutyroom.data.queries.hotline_callers import look_rows
from dutyroom.data.queries.hotline_decided import CallBackRow, ExtensionRow, NamedCase, ReturnRow
from dutyroom.data.queries.hotline_flow import stands_for
from dutyroom.data.queries.hotline_rows import (
    CALL_COLUMNS,
    FACT_COLUMNS,
    ROW_TEXTS,
    CallRow,
    CaseFacts,
    CaseInFull,
    CaseRow,
    Veil,
    veiled,
)
from dutyroom.data.queries.hotline_search import CaseSearch as CaseSearch
from dutyroom.data.queries.hotline_search import count_cases as count_cases
from dutyroom.data.queries.hotline_search import find_cases as find_cases
from dutyroom.data.queries.matters import MATTER_COLUMNS, MatterInFull, matter_in_full
from dutyroom.data.tables import (
    HotlineCall,
    HotlineCallBack,
    HotlineCase,
    HotlineClass,
    HotlineExtension,
    HotlineReturn,
    Matter,
)

_CODE: Final = len(MATTER_COLUMNS) + FACT_COLUMNS.index("code")
_CAME_WITH: Final = CALL_COLUMNS.index("from_id")
_OF_CASE: Final = CALL_COLUMNS.index("matter_id")
_CLASSES: Final = Prepared(select(HotlineClass.code, HotlineClass.name_zh, HotlineClass.name_en))


def case_rows(
    session: Session, ids: Sequence[int], *, unmasked: bool = False, secret_too: bool = False
) -> list[CaseRow]:
    """The rows of these cases, in the order asked for; three queries whatever their number.

    ``unmasked`` only where a look was logged; callers who asked for secrecy stay hidden unless ``secret_too``, which is
    for a screen, never for paper or a file.
    """
    if not ids:
        return []
    statement, names = _cases(len(ids))
    given = dict(zip(names, ids, strict=True))
    found = {values[0]: values for values in statement.rows(session, given)}
    callers = _first_callers(session, ids)
    for number in set(found) - set(callers):
        callers |= _came_with(session, number)
    classes = classes_by_code(session)
    hides, unclassed = veiled(unmasked=unmasked, secret_too=secret_too), ("", "")
    return [
        CaseRow(found[number], callers.get(number), classes.get(found[number][_CODE], unclassed), veiled=hides)
        for number in ids
        if number in found
    ]


def case_in_full(
    session: Session, number: int, *, unmasked: bool = False, secret_too: bool = False
) -> CaseInFull | None:
    """A case with all that every matter has, its callers, objections, extensions, call-backs; None where there is none.

    ``unmasked`` and ``secret_too`` as of :func:`case_rows`.
    """
    common = matter_in_full(session, number, unmasked=True)
    case = session.get(HotlineCase, number)
    if common is None or case is None:
        return None
    stored = calls_of(session, number)
    hides = stored if case.duplicate_of is None else calls_of(session, stands_for(session, number))
    veil = Veil(hides, veiled(unmasked=unmasked, secret_too=secret_too))
    title = veil.text(case.full_title) if unmasked and case.full_title else common.matter.title
    zh, en = classes_by_code(session).get(case.code, ("", ""))
    return CaseInFull(
        common=_veiled(common, veil, title),
        facts=CaseFacts(**{name: getattr(case, name) for name in FACT_COLUMNS}),
        text=veil.text(case.text),
        place=veil.text(case.place),
        answer=veil.text(case.answer),
        turn_to=veil.text(case.turn_to),
        class_zh=zh,
        class_en=en,
        calls=tuple(veil.call(call) for call in stored),
        returns=_returns(session, number, veil),
        extensions=_extensions(session, number, veil),
        call_backs=_call_backs(session, number, veil),
        looks=tuple(look_rows(session, number)),
        merged=_named(session, HotlineCase.duplicate_of == number),
        into=_one(session, case.duplicate_of),
        incident=_one(session, case.incident_id),
        is_masked=not unmasked,
    )


def case_unmasked(session: Session, number: int) -> CaseInFull | None:
    """A case as it is stored, also of callers who asked for secrecy: for a screen, once a look at it was logged."""
    return case_in_full(session, number, unmasked=True, secret_too=True)


def calls_of(session: Session, number: int) -> list[CallRow]:
    """The calls for a case as they are stored, unmasked: for rules and papers that mask them, never for a screen."""
    rows = session.scalars(select(HotlineCall).where(HotlineCall.matter_id == number).order_by(HotlineCall.id))
    return [CallRow(**{name: getattr(row, name) for name in CALL_COLUMNS}) for row in rows]


def _came_with(session: Session, number: int) -> dict[int, tuple[Any, ...]]:
    """The first call that a merged case came with: the one that stands for it has it, and it is hidden as before."""
    standing = stands_for(session, number)
    if standing == number:
        return {}
    statement, (name,) = _callers(1)
    own = [values for values in statement.rows(session, {name: standing}) if values[_CAME_WITH] == number]
    return {number: own[-1]} if own else {}  # newest first, so that the last is the first call


def classes_by_code(session: Session) -> dict[str, tuple[str, str]]:
    """The Chinese and English names of all classes, by code; some hundreds."""
    return {code: (zh, en) for code, zh, en in _CLASSES.rows(session)}


@lru_cache(maxsize=512)
def _cases(count: int) -> tuple[Prepared, tuple[str, ...]]:
    """The statement of so many rows, and the names of their numbers."""
    columns = [getattr(Matter, name) for name in MATTER_COLUMNS]
    columns += [getattr(HotlineCase, name) for name in (*FACT_COLUMNS, *ROW_TEXTS)]
    names, wanted = _numbers(count)
    return Prepared(select(*columns).join(HotlineCase, HotlineCase.id == Matter.id).where(Matter.id.in_(wanted))), names


@lru_cache(maxsize=512)
def _callers(count: int) -> tuple[Prepared, tuple[str, ...]]:
    names, wanted = _numbers(count)
    columns = [getattr(HotlineCall, name) for name in CALL_COLUMNS]
    asked = select(*columns).where(HotlineCall.matter_id.in_(wanted)).order_by(HotlineCall.id.desc())
    return Prepared(asked), names


def _numbers(count: int) -> tuple[tuple[str, ...], list[ColumnElement[int]]]:
    names = tuple(f"id{place}" for place in range(count))
    return names, [bindparam(name) for name in names]


def _first_callers(session: Session, ids: Sequence[int]) -> dict[int, tuple[Any, ...]]:
    statement, names = _callers(len(ids))
    rows = statement.rows(session, dict(zip(names, ids, strict=True)))
    return {values[_OF_CASE]: values for values in rows}  # the last one read is the first call


def _veiled(common: MatterInFull, veil: Veil, title: str) -> MatterInFull:
    matter = replace(
        common.matter,
        title=title,
        waiting_reason=veil.text(common.matter.waiting_reason),
        outcome=veil.text(common.matter.outcome),
    )
    return replace(
        common,
        matter=matter,
        clocks=tuple(replace(clock, outcome=veil.text(clock.outcome)) for clock in common.clocks),
        assignments=tuple(
            replace(unit, answer=veil.text(unit.answer), reason=veil.text(unit.reason)) for unit in common.assignments
        ),
        steps=tuple(replace(step, text=veil.text(step.text)) for step in common.steps),
        attachments=tuple(replace(file, name=veil.text(file.name)) for file in common.attachments),
    )


_Row = TypeVar("_Row", ReturnRow, ExtensionRow, CallBackRow)


def _returns(session: Session, number: int, veil: Veil) -> tuple[ReturnRow, ...]:
    rows = session.scalars(select(HotlineReturn).where(HotlineReturn.matter_id == number).order_by(HotlineReturn.id))
    return tuple(_shown(ReturnRow, row, veil, "reason", "decision") for row in rows)


def _extensions(session: Session, number: int, veil: Veil) -> tuple[ExtensionRow, ...]:
    asked = select(HotlineExtension).where(HotlineExtension.matter_id == number).order_by(HotlineExtension.id)
    return tuple(_shown(ExtensionRow, row, veil, "reason", "decision") for row in session.scalars(asked))


def _call_backs(session: Session, number: int, veil: Veil) -> tuple[CallBackRow, ...]:
    asked = select(HotlineCallBack).where(HotlineCallBack.matter_id == number).order_by(HotlineCallBack.id)
    return tuple(_shown(CallBackRow, row, veil, "said") for row in session.scalars(asked))


def _shown(shape: type[_Row], row: Any, veil: Veil, *texts: str) -> _Row:
    """The row of a mapped one, its texts as they may be shown."""
    values = {field.name: getattr(row, field.name) for field in fields(shape)}
    return shape(**values | {name: veil.text(values[name]) for name in texts})


_NAMED: Final = tuple(field.name for field in fields(NamedCase))


def _named(session: Session, condition: ColumnElement[bool]) -> tuple[NamedCase, ...]:
    columns = [getattr(Matter, name) for name in _NAMED]
    asked = select(*columns).join(HotlineCase, HotlineCase.id == Matter.id).where(condition).order_by(Matter.id)
    return tuple(NamedCase(**row._mapping) for row in session.execute(asked))  # noqa: SLF001  # SQLAlchemy's public name


def _one(session: Session, number: int | None) -> NamedCase | None:
    found = session.get(Matter, number) if number is not None else None
    return NamedCase(**{name: getattr(found, name) for name in _NAMED}) if found is not None else None
