"""What is measured of the mayor's telephone: each measure once, with its definition, numerator and denominator.

Names of the measures: domain.md §4.4 (tech.jiangsulong.com; reportify.ai); Suzhou and Zhengzhou publish the names, not
the formulae, so what each counts is this program's reading of them, said in words beside every figure.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Final

from dutyroom.rules.hotline import SATISFIED_ZH, Satisfied
from dutyroom.rules.matter import State
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.wording import mark

SENTENCES: Final[dict[str, str]] = {
    "hotline.grade.unknown": mark("“{word}” in the rule hotline.satisfied is no grade of satisfaction; the grades are {known}. Mend the rule in Settings."),
}  # fmt: skip

LEFT_OUT: Final = frozenset({State.VOID, State.MERGED})
"""Cases that are counted nowhere: a merged one is counted as the one that it was merged into."""
NOTHING: Final = "—"
"""In place of a percentage of nothing."""


class Basis(StrEnum):
    """Which instant says to what period a case belongs."""

    RECEIVED = "received"
    DUE = "due"
    CLOSED = "closed"
    CALLED_BACK = "called_back"


BASIS_WORDS: Final[dict[str, str]] = {
    Basis.RECEIVED: mark("cases that came in within the period"),
    Basis.DUE: mark("cases whose limit ran out within the period"),
    Basis.CLOSED: mark("cases closed within the period"),
    Basis.CALLED_BACK: mark("cases whose last call-back was within the period"),
}


class By(StrEnum):
    """By what cases are counted apart."""

    CHANNEL = "channel"
    DEMAND = "demand"
    CLASS2 = "class2"
    CLASS4 = "class4"
    CLASS6 = "class6"
    AREA = "area"
    STREET = "street"
    UNIT = "unit"


BY_WORDS: Final[dict[str, str]] = {
    By.CHANNEL: mark("Channel"),
    By.DEMAND: mark("Kind of demand"),
    By.CLASS2: mark("Class, 2 digits"),
    By.CLASS4: mark("Class, 4 digits"),
    By.CLASS6: mark("Class, 6 digits"),
    By.AREA: mark("District"),
    By.STREET: mark("Street"),
    By.UNIT: mark("Lead unit"),
}
STREET_MARK: Final = "·"
"""Between a district and its street: two districts may have a street of one name."""
DIGITS: Final[dict[By, int]] = {By.CLASS2: 2, By.CLASS4: 4, By.CLASS6: 6}


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFacts:
    """Of one case what the measures look at; times are instants, ``unit`` is the lead that has it now."""

    id: int
    state: str
    received_at: datetime
    channel: str = ""
    demand: str = ""
    code: str = ""
    area: str = ""
    street: str = ""
    unit: str = ""
    held: frozenset[str] = frozenset()
    """Every unit that had it in hand, whatever became of that."""
    returned_by: frozenset[str] = frozenset()
    """The units whose objection was granted."""
    is_direct: bool = False
    dispatch_due_at: datetime | None = None
    dispatched_at: datetime | None = None
    sign_due_at: datetime | None = None
    """By when the lead is to sign; None where nobody has to."""
    signed_at: datetime | None = None
    respond_due_at: datetime | None = None
    responded_at: datetime | None = None
    close_due_at: datetime | None = None
    """With what was granted."""
    closed_at: datetime | None = None
    returned: int = 0
    redone: int = 0
    corrected: bool = False
    tries: int = 0
    called_back_at: datetime | None = None
    reached: bool | None = None
    solved: bool | None = None
    satisfied: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """From ``since`` to before ``until``, both instants."""

    since: datetime
    until: datetime

    def holds(self, at: datetime | None) -> bool:
        """Whether an instant lies in it."""
        return at is not None and self.since <= at < self.until


@dataclass(frozen=True, slots=True, kw_only=True)
class Judging:
    """What judges: the instant now, before which a limit must lie to have run out, and the grades that count."""

    now: datetime
    grades: frozenset[str]


@dataclass(frozen=True, slots=True)
class Share:
    """``num`` of ``den``; parts of a whole add up."""

    num: int = 0
    den: int = 0

    def __add__(self, other: Share) -> Share:
        """Both together."""
        return Share(self.num + other.num, self.den + other.den)

    @property
    def text(self) -> str:
        """Per cent with one decimal; 100.0 only where all, 0.0 only where none; “—” of nothing."""
        if not self.den:
            return NOTHING
        tenths = (Decimal(self.num * 1000) / self.den).quantize(Decimal(1), ROUND_HALF_UP)
        tenths = min(tenths, Decimal(999)) if self.num < self.den else tenths
        tenths = max(tenths, Decimal(1)) if self.num else tenths
        return f"{tenths / 10:.1f}%"


Test = Callable[[CaseFacts, Judging], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A measure: its names, what it counts in words, and the same as two tests; ``num`` is asked of ``den`` only."""

    key: str
    zh: str
    name: str
    words: str
    """Numerator over denominator, as a sentence."""
    basis: Basis
    den: Test
    num: Test
    good: bool = True
    """Whether more is better."""
    of_unit: bool = True
    """Whether it says something of the unit that has the case."""


def _in_time(at: datetime | None, due: datetime | None) -> bool:
    """At the limit is in time; where there is no limit nothing can be late."""
    return at is not None and (due is None or at <= due)


def _was_sent(case: CaseFacts, _: Judging) -> bool:
    return case.dispatched_at is not None


def _must_sign(case: CaseFacts, judging: Judging) -> bool:
    """Judged once it is signed for or the limit has passed."""
    if case.dispatched_at is None or case.sign_due_at is None:
        return False
    return case.signed_at is not None or case.sign_due_at < judging.now


def _must_respond(case: CaseFacts, judging: Judging) -> bool:
    if case.dispatched_at is None or case.respond_due_at is None:
        return False
    return case.responded_at is not None or case.respond_due_at < judging.now


def _any(_: CaseFacts, __: Judging) -> bool:
    return True


def _was_closed_by_unit(case: CaseFacts, _: Judging) -> bool:
    return case.closed_at is not None and case.dispatched_at is not None


MEASURES: Final[tuple[Measure, ...]] = (
    Measure(
        key="dispatched",
        zh="按时转出率",
        name=mark("Dispatched in time"),
        words=mark("dispatched within the limit / all that were dispatched"),
        basis=Basis.RECEIVED,
        den=_was_sent,
        num=lambda case, _: _in_time(case.dispatched_at, case.dispatch_due_at),
        of_unit=False,
    ),
    Measure(
        key="signed",
        zh="按时签收率",
        name=mark("Signed for in time"),
        words=mark(
            "signed for by the lead within the limit / all dispatched that the lead has signed for or whose limit for it has passed"
        ),
        basis=Basis.RECEIVED,
        den=_must_sign,
        num=lambda case, _: _in_time(case.signed_at, case.sign_due_at),
    ),
    Measure(
        key="responded",
        zh="响应率",
        name=mark("Response rate"),
        words=mark(
            "caller contacted within the limit / all dispatched with such a limit where the caller was contacted or the limit has passed"
        ),
        basis=Basis.RECEIVED,
        den=_must_respond,
        num=lambda case, _: _in_time(case.responded_at, case.respond_due_at),
    ),
    Measure(
        key="on_time",
        zh="按时办结率",
        name=mark("Closed in time"),
        words=mark("closed by the limit, with what was granted / all whose limit ran out within the period"),
        basis=Basis.DUE,
        den=lambda case, judging: case.close_due_at is not None and case.close_due_at < judging.now,
        num=lambda case, _: _in_time(case.closed_at, case.close_due_at),
    ),
    Measure(
        key="first_call",
        zh="首呼解决率",
        name=mark("Answered at the first call"),
        words=mark("answered at once / all that came in"),
        basis=Basis.RECEIVED,
        den=_any,
        num=lambda case, _: case.is_direct,
        of_unit=False,
    ),
    Measure(
        key="satisfied",
        zh="满意率",
        name=mark("Satisfaction rate"),
        words=mark("callers with one of the grades that count (rule hotline.satisfied) / all reached by call-back"),
        basis=Basis.CALLED_BACK,
        den=lambda case, _: bool(case.reached),
        num=lambda case, judging: case.satisfied in judging.grades,
    ),
    Measure(
        key="solved",
        zh="解决率",
        name=mark("Problem solved"),
        words=mark("callers who say that it is solved / all reached by call-back"),
        basis=Basis.CALLED_BACK,
        den=lambda case, _: bool(case.reached),
        num=lambda case, _: bool(case.solved),
    ),
    Measure(
        key="returned",
        zh="退单率",
        name=mark("Return rate"),
        words=mark(
            "cases with a granted objection of a unit / all that were dispatched; of one unit: with a granted objection of its own / all that it had in hand"
        ),
        basis=Basis.RECEIVED,
        den=_was_sent,
        num=lambda case, _: case.returned > 0,
        good=False,
    ),
    Measure(
        key="redone",
        zh="重办率",
        name=mark("Redo rate"),
        words=mark("sent back at least once / all closed that had been dispatched"),
        basis=Basis.CLOSED,
        den=_was_closed_by_unit,
        num=lambda case, _: case.redone > 0,
        good=False,
    ),
    Measure(
        key="called_back",
        zh="回访率",
        name=mark("Call-back rate"),
        words=mark("called back at least once / all closed that had been dispatched"),
        basis=Basis.CLOSED,
        den=_was_closed_by_unit,
        num=lambda case, _: case.tries > 0,
        of_unit=False,
    ),
    Measure(
        key="reached",
        zh="回访接通率",
        name=mark("Reached by call-back"),
        words=mark("callers who were reached in the end / all called back"),
        basis=Basis.CALLED_BACK,
        den=lambda case, _: case.tries > 0,
        num=lambda case, _: bool(case.reached),
        of_unit=False,
    ),
    Measure(
        key="corrected",
        zh="差错率",
        name=mark("Corrected afterwards"),
        words=mark("cases whose sheet had to be corrected after it was taken down / all that came in"),
        basis=Basis.RECEIVED,
        den=_any,
        num=lambda case, _: case.corrected,
        good=False,
        of_unit=False,
    ),
)
MEASURE: Final[dict[str, Measure]] = {measure.key: measure for measure in MEASURES}


def instant_of_case(case: CaseFacts, basis: Basis) -> datetime | None:
    """The instant that says to what period a case belongs."""
    return {
        Basis.RECEIVED: case.received_at,
        Basis.DUE: case.close_due_at,
        Basis.CLOSED: case.closed_at,
        Basis.CALLED_BACK: case.called_back_at,
    }[basis]


def counts(case: CaseFacts) -> bool:
    """Whether a case is counted at all."""
    return case.state not in LEFT_OUT


def share(measure: Measure, cases: Iterable[CaseFacts], span: Span, judging: Judging) -> Share:
    """Numerator and denominator of a measure over a period."""
    den = [
        case
        for case in cases
        if counts(case) and span.holds(instant_of_case(case, measure.basis)) and measure.den(case, judging)
    ]
    return Share(sum(measure.num(case, judging) for case in den), len(den))


def share_returned_by(unit: str, cases: Iterable[CaseFacts], span: Span) -> Share:
    """The return rate of one unit: it has the granted objections of its own, whoever has the case now."""
    held = [case for case in cases if counts(case) and span.holds(case.received_at) and unit in case.held]
    return Share(sum(unit in case.returned_by for case in held), len(held))


def value_of(case: CaseFacts, by: By) -> str:
    """What a case is counted under; a street with its district, a class by its first digits."""
    if by in DIGITS:
        return case.code[: DIGITS[by]]
    if by is By.STREET:
        return f"{case.area}{STREET_MARK}{case.street}" if case.street else ""
    if by is By.UNIT:
        return case.unit
    return str(getattr(case, by.value))


def counted_by(cases: Iterable[CaseFacts], span: Span, by: By) -> dict[str, int]:
    """How many of the cases that came in within a period fall under each value."""
    found: dict[str, int] = {}
    for case in cases:
        if counts(case) and span.holds(case.received_at):
            value = value_of(case, by)
            found[value] = found.get(value, 0) + 1
    return found


def grades_of(words: Collection[str]) -> frozenset[str]:
    """The grades that count as satisfied, from the words of the rule ``hotline.satisfied``."""
    known: dict[str, Satisfied] = {SATISFIED_ZH[grade]: grade for grade in Satisfied}
    for word in words:
        if word not in known:
            raise Refusal("hotline.grade.unknown", field="value", word=word, known="、".join(known))
    return frozenset(known[word].value for word in words)
