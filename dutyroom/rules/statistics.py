"""What is counted of the registers: every measure once, with what it counts in words and as two tests.

The measures of the mayor's telephone are those of :mod:`dutyroom.rules.hotline_measures`. Names: 收文、办结、按时办结率 are
the field's (domain.md §1, §4); no authority publishes formulae, so what each counts is said in words beside it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

from dutyroom.rules import hotline_measures
from dutyroom.rules.hotline_measures import Share, Span
from dutyroom.rules.matter import OPEN, REPORTS, Duty, State
from dutyroom.rules.statistics_duty import ROSTER_MEASURES, SPOT_CHECK_MEASURES
from dutyroom.rules.statistics_facts import KIND_OF, Basis, Facts, MatterFacts, Subject, is_met, is_missed
from dutyroom.rules.statistics_figure import Part
from dutyroom.rules.statistics_measure import Measure as Measure
from dutyroom.rules.statistics_measure import Test
from dutyroom.rules.wording import mark


def counts(subject: Subject, facts: Any) -> bool:
    """Whether a record is counted at all: nothing void, no case that was merged into another."""
    if subject is Subject.HOTLINE:
        return bool(facts.state not in hotline_measures.LEFT_OUT)
    return not isinstance(facts, MatterFacts) or (facts.kind == KIND_OF[subject] and facts.state != State.VOID)


CLOCKS: Final[dict[str, frozenset[str]]] = {
    "notices.signed": frozenset({Duty.SIGN.value}),
    "notices.answered": frozenset({Duty.ANSWER.value, Duty.REPLY.value}),
    "notices.on_time": frozenset({Duty.CLOSE.value}),
    "incidents.reported": frozenset(duty.value for duty in REPORTS),
    "supervision.on_time": frozenset({Duty.CLOSE.value}),
}
"""The limits that a share of kept limits looks at."""


def _judged(key: str) -> Test:
    def den(facts: MatterFacts, now: datetime) -> bool:
        return any(clock.duty in CLOCKS[key] and (is_met(clock) or is_missed(clock, now)) for clock in facts.clocks)

    return den


def _kept(key: str) -> Test:
    def num(facts: MatterFacts, now: datetime) -> bool:
        return not any(clock.duty in CLOCKS[key] and is_missed(clock, now) for clock in facts.clocks)

    return num


def _any(_: Any, __: datetime) -> bool:
    return True


def _is_open(facts: MatterFacts, _: datetime) -> bool:
    return facts.state in OPEN


def _is_late(facts: MatterFacts, now: datetime) -> bool:
    return facts.state in OPEN and facts.due_at is not None and facts.due_at < now


def _hurt(facts: MatterFacts) -> int:
    return (facts.serious or 0) + (facts.light or 0)


def _kept_share(key: str, subject: Subject, zh: str, name: str, words: str) -> Measure:
    basis = Basis.RECEIVED
    return Measure(
        key=key,
        subject=subject,
        zh=zh,
        name=name,
        words=words,
        basis=basis,
        den=_judged(key),
        num=_kept(key),
        good=True,
    )


def _of_matters(subject: Subject, zh: str, name: str, words: str) -> tuple[Measure, ...]:
    """What every register of matters has: how many came in, were closed, are open, are overdue."""
    return (
        Measure(
            key=f"{subject}.received", subject=subject, zh=zh, name=name, words=words, basis=Basis.RECEIVED, den=_any
        ),
        Measure(
            key=f"{subject}.closed",
            subject=subject,
            zh="办结",
            name=mark("Closed"),
            words=mark("closed within the period, whenever they came in"),
            basis=Basis.CLOSED,
            den=_any,
        ),
        Measure(
            key=f"{subject}.open",
            subject=subject,
            zh="在办",
            name=mark("Still open"),
            words=mark("came in within the period and are open now"),
            basis=Basis.RECEIVED,
            den=_is_open,
        ),
        Measure(
            key=f"{subject}.late",
            subject=subject,
            zh="逾期未结",
            name=mark("Overdue"),
            words=mark("came in within the period, are open now and past a limit"),
            basis=Basis.RECEIVED,
            den=_is_late,
            good=False,
        ),
    )


def _toll(key: str, zh: str, name: str, words: str, adds: str) -> Measure:
    def den(facts: MatterFacts, _: datetime) -> bool:
        return sum_of(adds, facts) > 0

    basis = Basis.RECEIVED
    return Measure(
        key=key, subject=Subject.INCIDENTS, zh=zh, name=name, words=words, basis=basis, den=den, adds=adds, good=False
    )


def sum_of(adds: str, facts: MatterFacts) -> int:
    """What a record adds to a sum; what is not known adds nothing."""
    return _hurt(facts) if adds == "hurt" else int(getattr(facts, adds) or 0)


def _of_hotline() -> tuple[Measure, ...]:
    """The measures of the mayor's telephone; their tests are asked there, with the grades that count."""
    taken = Measure(
        key="hotline.received",
        subject=Subject.HOTLINE,
        zh="受理",
        name=mark("Cases received"),
        words=mark("cases that came in within the period"),
        basis=Basis.RECEIVED,
        den=_any,
    )
    shares = tuple(
        Measure(
            key=f"hotline.{each.key}",
            subject=Subject.HOTLINE,
            zh=each.zh,
            name=each.name,
            words=each.words,
            basis=Basis(each.basis.value),
            den=_any,
            num=_any,
            good=each.good,
        )
        for each in hotline_measures.MEASURES
    )
    return (taken, *shares)


MEASURES: Final[tuple[Measure, ...]] = (
    *_of_matters(
        Subject.NOTICES, "收文（电）", mark("Notices received"), mark("notices that came in within the period, not void")
    ),
    _kept_share(
        "notices.signed",
        Subject.NOTICES,
        "按时签收率",
        mark("Signed for in time"),
        mark("every unit signed for it within its limit / all that came in where a unit has signed or a limit has passed"),
    ),
    _kept_share(
        "notices.answered",
        Subject.NOTICES,
        "按时反馈率",
        mark("Answered in time"),
        mark("every answer of a unit and to the sender within its limit / all that came in where one was given or is overdue"),
    ),
    _kept_share(
        "notices.on_time",
        Subject.NOTICES,
        "按时办结率",
        mark("Closed in time"),
        mark("closed within the limit / all that came in with a limit to close that was met or has passed"),
    ),
    *_of_matters(
        Subject.INCIDENTS, "接报突发事件", mark("Incidents reported"), mark("incidents that came in within the period, not void")
    ),
    _toll("incidents.deaths", "死亡人数", mark("Killed"), mark("people killed in the incidents that came in"), "deaths"),
    _toll("incidents.missing", "失联人数", mark("Missing"), mark("people missing in the incidents that came in"), "missing"),
    _toll("incidents.hurt", "受伤人数", mark("Hurt"), mark("people hurt, gravely or lightly, in the incidents that came in"), "hurt"),
    _kept_share(
        "incidents.reported",
        Subject.INCIDENTS,
        "按时报送率",
        mark("Reported upward in time"),
        mark("every report that is owed was sent within its limit / all that came in where one was sent or is overdue"),
    ),
    *_of_hotline(),
    *_of_matters(
        Subject.SUPERVISION, "立项", mark("Matters set up"), mark("supervised matters set up within the period, not void")
    ),
    _kept_share(
        "supervision.on_time",
        Subject.SUPERVISION,
        "按时办结率",
        mark("Closed in time"),
        mark("closed within the limit / all that came in with a limit to close that was met or has passed"),
    ),
    Measure(
        key="supervision.urged",
        subject=Subject.SUPERVISION,
        zh="催办率",
        name=mark("Urged"),
        words=mark("a unit was urged at least once / all set up within the period"),
        basis=Basis.RECEIVED,
        den=_any,
        num=lambda facts, _: facts.urged > 0,
        good=False,
    ),
    Measure(
        key="supervision.redone",
        subject=Subject.SUPERVISION,
        zh="退回重办率",
        name=mark("Redone"),
        words=mark("sent back to be redone at least once / all set up within the period"),
        basis=Basis.RECEIVED,
        den=_any,
        num=lambda facts, _: facts.redo_count > 0,
        good=False,
    ),
    Measure(
        key="log.entries",
        subject=Subject.LOG,
        zh="日志条数",
        name=mark("Entries"),
        words=mark("entries of what happened within the period, amendments apart"),
        basis=Basis.HAPPENED,
        den=lambda facts, _: not facts.amends,
    ),
    Measure(
        key="log.important",
        subject=Subject.LOG,
        zh="重要事项",
        name=mark("Important entries"),
        words=mark("entries marked as important, amendments apart"),
        basis=Basis.HAPPENED,
        den=lambda facts, _: facts.important and not facts.amends,
    ),
    Measure(
        key="log.amendments",
        subject=Subject.LOG,
        zh="更正条数",
        name=mark("Amendments"),
        words=mark("entries that amend an earlier one"),
        basis=Basis.HAPPENED,
        den=lambda facts, _: facts.amends,
        good=False,
    ),
    Measure(
        key="shifts.begun",
        subject=Subject.SHIFTS,
        zh="值班班次",
        name=mark("Shifts begun"),
        words=mark("shifts that began within the period"),
        basis=Basis.STARTED,
        den=_any,
    ),
    Measure(
        key="shifts.taken",
        subject=Subject.SHIFTS,
        zh="按规交接率",
        name=mark("Taken over"),
        words=mark("shifts taken over from the one before / all that began within the period"),
        basis=Basis.STARTED,
        den=_any,
        num=lambda facts, _: facts.previous,
        good=True,
    ),
    Measure(
        key="shifts.overran",
        subject=Subject.SHIFTS,
        zh="超时交班率",
        name=mark("Ended late"),
        words=mark("shifts that ended after their planned end / all that ended within the period"),
        basis=Basis.ENDED,
        den=_any,
        num=lambda facts, _: facts.ended_at is not None and facts.ended_at > facts.planned_end,
        good=False,
    ),
    *ROSTER_MEASURES,
    *SPOT_CHECK_MEASURES,
)  # fmt: skip
MEASURE: Final[dict[str, Measure]] = {measure.key: measure for measure in MEASURES}
MAIN: Final[dict[Subject, Measure]] = {
    subject: next(measure for measure in MEASURES if measure.subject is subject) for subject in Subject
}
"""What the charts of a subject show: how many came in."""


def measures_of(subject: Subject) -> tuple[Measure, ...]:
    """The measures of a subject in order."""
    return tuple(measure for measure in MEASURES if measure.subject is subject)


def instant_of(facts: Any, basis: Basis) -> datetime | None:
    """The instant that says to what period a record belongs."""
    found: datetime | None = getattr(facts, f"{basis.value}_at")
    return found


def behind(measure: Measure, part: Part, records: Iterable[Facts], span: Span, now: datetime) -> list[Facts]:
    """The records that a part of a measure counts."""
    found = []
    for facts in records:
        if not counts(measure.subject, facts) or not span.holds(instant_of(facts, measure.basis)):
            continue
        if not measure.den(facts, now):
            continue
        if part is Part.ALL or (measure.num is not None and measure.num(facts, now) == (part is Part.MET)):
            found.append(facts)
    return found


def counted(measure: Measure, records: Iterable[Facts], span: Span, now: datetime) -> Share:
    """The measure over a period: a share; of a count or a sum the numerator alone, its denominator 0."""
    den = behind(measure, Part.ALL, records, span, now)
    if measure.num is not None:
        return Share(sum(measure.num(facts, now) for facts in den), len(den))
    if measure.adds:
        return Share(sum(sum_of(measure.adds, facts) for facts in den if isinstance(facts, MatterFacts)), 0)
    return Share(len(den), 0)
