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
from dutyroom.data.queries.hotline_rows import (
    FACT_COLUMNS,
    CallBackRow,
    CallRow,
    CaseFacts,
    CaseInFull,
    CaseRow,
    ExtensionRow,
    NamedCase,
    ReturnRow,
    Veil,
    facts_of_values,
)
from dutyroom.data.queries.hotline_search import CaseSearch as CaseSearch
from dutyroom.data.queries.hotline_search import count_cases as count_cases
from dutyroom.data.queries.hotline_search import find_cases as find_cases
from dutyroom.data.queries.matters import MATTER_COLUMNS, MatterInFull, matter_in_full, matter_of_values
from dutyroom.data.tables import (
    HotlineCall,
    HotlineCallBack,
    HotlineCase,
    HotlineClass,
    HotlineExtension,
    HotlineReturn,
    Matter,
)
from dutyroom.rules.canon import instant

_CALL_COLUMNS: Final = tuple(field.name for field in fields(CallRow))
_CALLED_AT, _IS_SECRET, _WANTS = (_CALL_COLUMNS.index(name) for name in ("called_at", "is_secret", "wants_reply"))
_TEXTS: Final = ("place", "full_title")
_WIDTH: Final = len(MATTER_COLUMNS)
_FACTS: Final = slice(_WIDTH, _WIDTH + len(FACT_COLUMNS))
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
    classes = classes_by_code(session)
    return [
        _row(found[number], callers.get(number), classes, unmasked=unmasked, secret_too=secret_too)
        for number in ids
        if number in found
    ]


def case_in_full(
    session: Session, number: int, *, unmasked: bool = False, secret_too: bool = False
) -> CaseInFull | None:
    """A case with all that every matter has, its callers, objections, extensions, call-backs; None where there is none.

    ``unmasked`` and ``secret_too`` as of :func:`case_rows`.
    """
    common = matter_in_full(session, number)
    case = session.get(HotlineCase, number)
    if common is None or case is None:
        return None
    stored = calls_of(session, number)
    veil = Veil(stored, unmasked=unmasked, secret_too=secret_too)
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
    return [CallRow(**{name: getattr(row, name) for name in _CALL_COLUMNS}) for row in rows]


def classes_by_code(session: Session) -> dict[str, tuple[str, str]]:
    """The Chinese and English names of all classes, by code; some hundreds."""
    return {code: (zh, en) for code, zh, en in _CLASSES.rows(session)}


def _row(
    values: tuple[Any, ...],
    first: CallRow | None,
    classes: dict[str, tuple[str, str]],
    *,
    unmasked: bool,
    secret_too: bool,
) -> CaseRow:
    matter, facts = matter_of_values(values), facts_of_values(values[_FACTS])
    place, full_title = values[_FACTS.stop :]
    veil = Veil([first] if first else [], unmasked=unmasked, secret_too=secret_too)
    if unmasked and full_title:
        matter = replace(matter, title=veil.text(full_title))
    zh, en = classes.get(facts.code, ("", ""))
    return CaseRow(
        matter=matter,
        facts=facts,
        place=veil.text(place),
        caller=veil.call(first) if first else None,
        class_zh=zh,
        class_en=en,
    )


@lru_cache(maxsize=512)
def _cases(count: int) -> tuple[Prepared, tuple[str, ...]]:
    """The statement of so many rows, and the names of their numbers."""
    columns = [getattr(Matter, name) for name in MATTER_COLUMNS]
    columns += [getattr(HotlineCase, name) for name in (*FACT_COLUMNS, *_TEXTS)]
    names, wanted = _numbers(count)
    return Prepared(select(*columns).join(HotlineCase, HotlineCase.id == Matter.id).where(Matter.id.in_(wanted))), names


@lru_cache(maxsize=512)
def _callers(count: int) -> tuple[Prepared, tuple[str, ...]]:
    names, wanted = _numbers(count)
    columns = [getattr(HotlineCall, name) for name in _CALL_COLUMNS]
    asked = select(*columns).where(HotlineCall.matter_id.in_(wanted)).order_by(HotlineCall.id.desc())
    return Prepared(asked), names


def _numbers(count: int) -> tuple[tuple[str, ...], list[ColumnElement[int]]]:
    names = tuple(f"id{place}" for place in range(count))
    return names, [bindparam(name) for name in names]


def _first_callers(session: Session, ids: Sequence[int]) -> dict[int, CallRow]:
    statement, names = _callers(len(ids))
    found: dict[int, CallRow] = {}
    for values in statement.rows(session, dict(zip(names, ids, strict=True))):
        row = list(values)
        row[_CALLED_AT], row[_IS_SECRET] = instant(row[_CALLED_AT]), bool(row[_IS_SECRET])
        row[_WANTS] = bool(row[_WANTS])
        found[row[1]] = CallRow(**dict(zip(_CALL_COLUMNS, row, strict=True)))  # the last one read is the first call
    return found


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
