"""The mayor's telephone counted: the measures of :mod:`dutyroom.rules.hotline_measures` by SQL, and the cases behind.

Every figure is one range of one index (what came in, fell due, was closed, was called back within the period), read
once; what is counted several ways is laid down narrow first. The pure definitions judge these in the tests.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import (
    CTE,
    ColumnElement,
    Integer,
    Select,
    and_,
    case,
    exists,
    func,
    literal,
    select,
    true,
    type_coerce,
    union_all,
)
from sqlalchemy.orm import Session

from dutyroom.data.tables import Assignment, HotlineCall, HotlineCase, HotlineReturn, Matter, MatterStep, OpenItem
from dutyroom.rules.hotline import Decision
from dutyroom.rules.hotline_figure import Figure, Part, UnitLine
from dutyroom.rules.hotline_measures import (
    DIGITS,
    LEFT_OUT,
    MEASURE,
    MEASURES,
    STREET_MARK,
    Basis,
    By,
    Judging,
    Measure,
    Share,
    Span,
)
from dutyroom.rules.matter import Duty, MatterKind, Progress, Role, StepKind

Counts = dict[By, dict[str, int]]
_INSTANT: Final[dict[Basis, Any]] = {
    Basis.RECEIVED: Matter.received_at,
    Basis.DUE: HotlineCase.close_due_at,
    Basis.CLOSED: Matter.closed_at,
    Basis.CALLED_BACK: HotlineCase.called_back_at,
}
_SENT: Final = HotlineCase.dispatched_at.is_not(None)
_CLOSED_BY_UNIT: Final = and_(Matter.closed_at.is_not(None), _SENT)
_REACHED: Final = HotlineCase.reached.is_(True)


def counted_in(span: Span, basis: Basis = Basis.RECEIVED) -> ColumnElement[bool]:
    """The condition of a case that counts and belongs to a period."""
    at = _INSTANT[basis]
    # Every case is a matter of that kind. To ask for it where the period is one of the case's own would read all of them:
    # without statistics SQLite takes the index of an equality before that of a range.
    kind = Matter.kind == MatterKind.HOTLINE.value if at.class_ is Matter else true()
    return and_(
        kind,
        Matter.state.not_in([state.value for state in LEFT_OUT]),
        at >= span.since,
        at < span.until,
    )


def value_column(by: By) -> Any:
    """What a case is counted under, as a column."""
    if by in DIGITS:
        return func.substr(HotlineCase.code, 1, DIGITS[by])
    if by is By.STREET:
        return case((HotlineCase.street != "", HotlineCase.area + STREET_MARK + HotlineCase.street), else_="")
    columns = {By.CHANNEL: HotlineCase.channel, By.DEMAND: HotlineCase.demand, By.AREA: HotlineCase.area}
    return columns.get(by, Matter.lead)


def count_cases(session: Session, span: Span, where: Collection[tuple[By, str]] = ()) -> int:
    """How many cases came in within a period."""
    asked = _cases(select(func.count())).where(counted_in(span), *_narrowed(where))
    return int(session.execute(asked).scalar_one())


def counts_by(session: Session, span: Span, bys: Sequence[By] = tuple(By)) -> Counts:
    """How many of the cases that came in within a period fall under each value, most first, of each way of counting."""
    columns = [value_column(by).label(by.value) for by in bys]
    narrow = _laid_down(_cases(select(*columns)).where(counted_in(span)))
    parts = [
        select(literal(by.value).label("by"), narrow.c[by.value].label("value"), func.count().label("cases")).group_by(
            narrow.c[by.value]
        )
        for by in bys
    ]
    found: Counts = {by: {} for by in bys}
    rows = sorted(session.execute(union_all(*parts)), key=lambda row: (-row.cases, row.value))
    for by, value, cases in rows:
        found[By(by)][value] = cases
    return found


def shares_by(
    session: Session, span: Span, judging: Judging, by: By | None = None, measures: Sequence[Measure] = MEASURES
) -> dict[str, dict[str, Share]]:
    """The measures of a period, by key, for each value of a way of counting; of all together under the empty value."""
    found: dict[str, dict[str, Share]] = {}
    for basis in Basis:
        of_basis = [measure for measure in measures if measure.basis is basis]
        if not of_basis:
            continue
        asked = _shares_of(span, judging, basis, of_basis, by)
        for value, *numbers in session.execute(asked):
            pairs = zip(of_basis, numbers[::2], numbers[1::2], strict=True)
            found.setdefault(value, {}).update(
                {measure.key: Share(num or 0, den or 0) for measure, den, num in pairs if den}
            )
    return found


def measures_of(
    session: Session, span: Span, judging: Judging, measures: Sequence[Measure] = MEASURES
) -> dict[str, Share]:
    """Every measure of a period by its key, with nothing of nothing where there was nothing to judge."""
    found = shares_by(session, span, judging, None, measures).get("", {})
    return {measure.key: found.get(measure.key, Share()) for measure in measures}


def unit_lines(session: Session, span: Span, judging: Judging) -> list[UnitLine]:
    """Every unit that leads or had something in hand in a period, with its measures; most cases first."""
    measures = [measure for measure in MEASURES if measure.of_unit and measure.key != "returned"]
    cases = counts_by(session, span, [By.UNIT])[By.UNIT]
    shares = shares_by(session, span, judging, By.UNIT, measures)
    own = _returned_by_unit(session, span)
    units = {*cases, *shares, *own} - {""}
    lines = [
        UnitLine(
            unit=unit,
            cases=cases.get(unit, 0),
            shares={
                **{measure.key: shares.get(unit, {}).get(measure.key, Share()) for measure in measures},
                "returned": own.get(unit, Share()),
            },
        )
        for unit in units
    ]
    return sorted(lines, key=lambda line: (-line.cases, line.unit))


def cases_behind(session: Session, figure: Figure) -> list[int]:
    """Exactly the cases that a figure counts, latest first."""
    asked = _cases(select(Matter.id)).order_by(Matter.received_at.desc(), Matter.id.desc())
    if figure.call_id is not None:
        return list(session.scalars(asked.where(Matter.id.in_(_of_caller(figure.call_id, figure.span)))))
    asked = asked.where(*_narrowed(figure.where))
    if figure.held:
        asked = asked.where(counted_in(figure.span), _held_by(figure.held, figure.part))
    elif figure.measure:
        asked = asked.where(*_of_measure(figure))
    else:
        asked = asked.where(counted_in(figure.span))
    return list(session.scalars(asked))


def _of_measure(figure: Figure) -> list[ColumnElement[bool]]:
    measure = MEASURE[figure.measure]
    den, num = tests_of(measure, figure.judging)
    met = func.coalesce(num, False)
    parts = {Part.DEN: true(), Part.NUM: met, Part.MISSED: ~met}
    return [counted_in(figure.span, measure.basis), func.coalesce(den, False), parts[figure.part]]


def tests_of(measure: Measure, judging: Judging) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """Denominator and numerator of a measure as conditions; the numerator holds of the denominator's cases only."""
    sign = _signing(judging)
    respond_in_time = HotlineCase.responded_at <= HotlineCase.respond_due_at
    must_respond = and_(
        _SENT,
        HotlineCase.respond_due_at.is_not(None),
        HotlineCase.responded_at.is_not(None) | (HotlineCase.respond_due_at < judging.now),
    )
    dispatched = HotlineCase.dispatch_due_at.is_(None) | (HotlineCase.dispatched_at <= HotlineCase.dispatch_due_at)
    tests: Mapping[str, tuple[ColumnElement[bool], ColumnElement[bool]]] = {
        "dispatched": (_SENT, dispatched),
        "signed": (and_(_SENT, sign > 0), sign > 1),
        "responded": (must_respond, respond_in_time),
        "on_time": (HotlineCase.close_due_at < judging.now, Matter.closed_at <= HotlineCase.close_due_at),
        "first_call": (true(), HotlineCase.is_direct.is_(True)),
        "satisfied": (_REACHED, HotlineCase.satisfied.in_(sorted(judging.grades))),
        "solved": (_REACHED, HotlineCase.solved.is_(True)),
        "returned": (_SENT, HotlineCase.returned > 0),
        "redone": (_CLOSED_BY_UNIT, HotlineCase.redone > 0),
        "called_back": (_CLOSED_BY_UNIT, HotlineCase.tries > 0),
        "reached": (HotlineCase.tries > 0, _REACHED),
        "corrected": (true(), _corrected()),
    }
    return tests[measure.key]


def _shares_of(span: Span, judging: Judging, basis: Basis, measures: Sequence[Measure], by: By | None) -> Select[Any]:
    """Value, then denominator and numerator of each measure; the tests are put once to each case."""
    value = value_column(by) if by is not None else literal("")
    marks: list[ColumnElement[Any]] = []
    for measure in measures:
        den, num = tests_of(measure, judging)
        # Two where it is met, one where it is only judged.
        marks.append(case((~func.coalesce(den, False), 0), (num, 2), else_=1).label(measure.key))
    narrow = _laid_down(_cases(select(value.label("value"), *marks)).where(counted_in(span, basis)))
    sums: list[ColumnElement[Any]] = []
    for measure in measures:
        found = narrow.c[measure.key]
        sums += [func.sum(type_coerce(found > 0, Integer)), func.sum(type_coerce(found > 1, Integer))]
    return select(narrow.c.value, *sums).group_by(narrow.c.value)


def _signing(judging: Judging) -> ColumnElement[int]:
    """Of the lead that has it: 2 signed in time, 1 signed late or overdue, 0 neither; null where it must not sign."""
    in_time = Assignment.signed_at <= OpenItem.due_at
    judged = Assignment.signed_at.is_not(None) | (OpenItem.due_at < judging.now)
    return (
        select(case((in_time, 2), (judged, 1), else_=0))
        .select_from(OpenItem)
        .join(Assignment, Assignment.id == OpenItem.assignment_id)
        .where(
            OpenItem.matter_id == Matter.id,
            OpenItem.duty == Duty.SIGN.value,
            OpenItem.due_at.is_not(None),
            Assignment.role == Role.LEAD.value,
            Assignment.state != Progress.WITHDRAWN.value,
        )
        .order_by(OpenItem.id.desc())
        .limit(1)
        .correlate(Matter)
        .scalar_subquery()
    )


def _corrected() -> ColumnElement[bool]:
    return exists().where(MatterStep.matter_id == Matter.id, MatterStep.kind == StepKind.CORRECT.value)


def _returned_by_unit(session: Session, span: Span) -> dict[str, Share]:
    """Of each unit the cases that it had in hand, and those of them that it gave back for good."""
    held = (
        _cases(select(Assignment.unit, func.count(Matter.id.distinct())))
        .join(Assignment, Assignment.matter_id == Matter.id)
        .where(counted_in(span))
        .group_by(Assignment.unit)
    )
    given_back = (
        _cases(select(Assignment.unit, func.count(Matter.id.distinct())))
        .join(HotlineReturn, HotlineReturn.matter_id == Matter.id)
        .join(Assignment, Assignment.id == HotlineReturn.assignment_id)
        .where(counted_in(span), HotlineReturn.state == Decision.GRANTED.value)
        .group_by(Assignment.unit)
    )
    nums = {unit: number for unit, number in session.execute(given_back)}  # noqa: C416  # a row is no pair to the checker
    return {unit: Share(nums.get(unit, 0), number) for unit, number in session.execute(held)}


def _held_by(unit: str, part: Part) -> ColumnElement[bool]:
    held = exists().where(Assignment.matter_id == Matter.id, Assignment.unit == unit)
    given_back = exists().where(
        HotlineReturn.matter_id == Matter.id,
        HotlineReturn.assignment_id == Assignment.id,
        HotlineReturn.state == Decision.GRANTED.value,
        Assignment.unit == unit,
    )
    return and_(held, {Part.DEN: true(), Part.NUM: given_back, Part.MISSED: ~given_back}[part])


def _of_caller(call_id: int, span: Span) -> Select[Any]:
    """The cases that the caller of one call called for within a period."""
    same = select(HotlineCall.phone_key).where(HotlineCall.id == call_id).scalar_subquery()
    return (
        select(HotlineCall.matter_id)
        .join(Matter, Matter.id == HotlineCall.matter_id)
        .where(
            HotlineCall.phone_key == same,
            HotlineCall.called_at >= span.since,
            HotlineCall.called_at < span.until,
            Matter.state.not_in([state.value for state in LEFT_OUT]),
        )
    )


def _cases(asked: Any) -> Any:
    return asked.select_from(Matter).join(HotlineCase, HotlineCase.id == Matter.id)


def _narrowed(where: Collection[tuple[By, str]]) -> list[ColumnElement[bool]]:
    return [value_column(by) == value for by, value in where]


def _laid_down(asked: Select[Any]) -> CTE:
    """Read once and kept narrow for the statement; SQLite would else put the tests again for every sum."""
    return asked.cte("narrow").prefix_with("MATERIALIZED")
