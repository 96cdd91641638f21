"""Grading: what the figures of an event make it by the rules, which clause says so, and what would raise it.

A proposal only: a person decides. "以上" includes the number (decree 493 art. 3). People who are missing are not dead;
what the grade would be if they were is said apart.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from dutyroom.rules.incident import FIGURE_WORDS, GRADE_ZH, GRADES, Figure, Scale
from dutyroom.rules.incident_class import SENSITIVE
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.rule_book import Rule, RuleBook
from dutyroom.rules.rule_value import Bounds
from dutyroom.rules.wording import Worded, Wording, mark

SENTENCES: Final[dict[str, str]] = {
    "grading.negative": mark("{name} cannot be negative: {value}."),
    "grading.large": mark("{name}: {value} is more than can be meant; at most {most}."),
    "grading.sensitive.unknown": mark("“{word}” is not among what is sensitive: {words}."),
}

_PEOPLE: Final = 50_000_000
MOST: Final[Mapping[str, int]] = {
    Figure.DEATHS: _PEOPLE,
    Figure.MISSING: _PEOPLE,
    Figure.SERIOUS: _PEOPLE,
    Figure.LIGHT: _PEOPLE,
    Figure.AFFECTED: _PEOPLE,
    Figure.EVACUATED: _PEOPLE,
    Figure.LOSS: 10**12,
    "people": _PEOPLE,
    "brawl": _PEOPLE,
    "flow": 100_000,
    "load_pct": 100,
    "users_pct": 100,
    "stop_hours": 8_760,
    "cut_hours": 8_760,
    "water_source": 3,
}
"""Everything that can be put in, and the largest number that can be meant: more people than live in any city."""
INPUT_WORDS: Final[Mapping[str, str]] = {
    **FIGURE_WORDS,
    "people": mark("People taking part"),
    "brawl": mark("People in an armed brawl"),
    "flow": mark("Flow (m³/s)"),
    "load_pct": mark("Share of load lost (%)"),
    "users_pct": mark("Share of customers cut (%)"),
    "stop_hours": mark("Hours stopped"),
    "cut_hours": mark("Hours that railway or motorway are cut"),
    "water_source": mark("Drinking water source cut: 1 township, 2 county-level city, 3 larger"),
}
_HURT: Final = (Figure.SERIOUS, Figure.LIGHT)
_COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "deaths": (Figure.DEATHS,),
    "serious": (Figure.SERIOUS,),
    "hurt_with_death": _HURT,
    "hurt_in_crowd": _HURT,
    "hurt": _HURT,
    "evacuated": (Figure.EVACUATED,),
    "loss": (Figure.LOSS,),
    "people": ("people",),
    "brawl": ("brawl",),
    "flow": ("flow",),
    "load_pct": ("load_pct",),
    "users_pct": ("users_pct",),
    "stop_hours": ("stop_hours",),
    "cut_hours": ("cut_hours",),
    "water_source": ("water_source",),
}
"""The last part of the rules' keys, and what is counted together for each; in the order in which a clause is named."""
_NOT_COUNTED: Final = frozenset({"water_source"})
"""Has a rank, not a number: one more of it means nothing."""
_SENSITIVE: Final = ("places", "times", "people")


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A bound that is reached: of which rule, for which grade, from which number on."""

    rule: Rule
    grade: str
    bound: int

    def said(self, wording: Wording) -> str:
        """The clause with where it comes from."""
        sentence = (
            mark("{rule}: {bound} or more is {grade} ({source})")
            if self.rule.checked
            else mark("{rule}: {bound} or more is {grade} ({source}; not confirmed)")
        )
        return wording.say(
            sentence,
            rule=self.rule.name(wording.language),
            bound=f"{self.bound:,}",
            grade=grade_said(self.grade, wording),
            source=self.rule.source,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Raise:
    """The smallest growth of one figure alone that makes the event graver."""

    figure: str
    more: int
    clause: Clause

    @property
    def grade(self) -> str:
        """What it would be."""
        return self.clause.grade

    def said(self, wording: Wording) -> str:
        """The growth and the grade."""
        sentence = mark("{figure}: one more is {grade}") if self.more == 1 else mark("{figure}: {n} more is {grade}")
        name = wording.say(INPUT_WORDS[self.figure])
        return wording.say(sentence, figure=name, n=f"{self.more:,}", grade=grade_said(self.grade, wording))


@dataclass(frozen=True, slots=True, kw_only=True)
class Grading:
    """What the rules propose. ``clauses`` are those that make it ``grade``, the first one named first.

    ``has_rule`` False: no rule grades such events. ``if_dead`` is the grade if the missing were dead, None where nobody
    is missing or it would have none. ``sensitive`` says why it is reported whatever the grade.
    """

    grade: str | None = None
    clauses: tuple[Clause, ...] = ()
    raises: tuple[Raise, ...] = ()
    if_dead: str | None = None
    sensitive: tuple[str, ...] = ()
    has_rule: bool = True


@dataclass(frozen=True, slots=True)
class _Scale:
    """The rules of a scale on a day, and what does not change while figures grow."""

    columns: tuple[tuple[str, Rule, Bounds], ...]
    in_crowd: bool

    def clauses(self, figures: Mapping[str, int]) -> tuple[Clause, ...]:
        """The bounds reached of the highest grade that any is reached of."""
        found = list(self._reached(figures))
        best = min((GRADES.index(clause.grade) for clause in found), default=0)
        return tuple(clause for clause in found if clause.grade == GRADES[best])

    def _reached(self, figures: Mapping[str, int]) -> Iterator[Clause]:
        for column, rule, bounds in self.columns:
            if self._counts(column, figures):
                number = _counted(column, figures)
                for grade, bound in zip(GRADES, bounds.numbers, strict=True):
                    if bound is not None and number >= bound:
                        yield Clause(rule=rule, grade=grade, bound=bound)
                        break

    def _counts(self, column: str, figures: Mapping[str, int]) -> bool:
        if column == "hurt_with_death":
            return figures.get(Figure.DEATHS, 0) > 0
        return column != "hurt_in_crowd" or self.in_crowd

    def growths(self, figure: str, figures: Mapping[str, int]) -> list[int]:
        """Every growth of a figure at which the grade could change, the smallest first: the first death, each bound."""
        first = {1} if figure == Figure.DEATHS and not figures.get(figure) else set()
        bounds = {
            bound - _counted(column, figures)
            for column, _, bounds in self.columns
            if figure in _COLUMNS[column]
            for bound in bounds.numbers
            if bound is not None
        }
        return sorted(growth for growth in first | bounds if growth > 0)


def propose_grade(
    scale: Scale | None, figures: Mapping[str, int], book: RuleBook, on: date, sensitive: Collection[str] = ()
) -> Grading:
    """What the rules of a day make of these figures; a figure that is not there is not known, and counts as none.

    ``figures`` are named as in :data:`MOST`. Raises ``Refusal`` for one that cannot be.
    """
    check_figures(figures)
    known = _scale(scale, book, on, sensitive)
    grading = Grading(sensitive=tuple(sensitive), has_rule=bool(known.columns))
    if not known.columns:
        return grading
    clauses = known.clauses(figures)
    missing = figures.get(Figure.MISSING, 0)
    dead = {**figures, Figure.DEATHS: figures.get(Figure.DEATHS, 0) + missing}
    return replace(
        grading,
        grade=_grade(clauses),
        clauses=clauses,
        raises=tuple(_raises(known, figures, _grade(clauses))),
        if_dead=_grade(known.clauses(dead)) if missing else None,
    )


def check_figures(figures: Mapping[str, int]) -> None:
    """Refuse figures that cannot be."""
    for name, value in figures.items():
        said = Worded(INPUT_WORDS[name])
        if value < 0:
            raise Refusal("grading.negative", field=name, name=said, value=value)
        if value > MOST[name]:
            raise Refusal("grading.large", field=name, name=said, value=value, most=f"{MOST[name]:,}")


def check_sensitive(words: Collection[str], book: RuleBook, on: date) -> None:
    """Refuse a reason that the rules do not name; 敏感 alone gives none and is enough."""
    known = sensitive_words(book, on)
    for word in words:
        if word not in known and word != SENSITIVE:
            raise Refusal("grading.sensitive.unknown", field="sensitive", word=word, words=known)


def sensitive_words(book: RuleBook, on: date) -> tuple[str, ...]:
    """Places, times and people that make an event one to be reported whatever its grade."""
    found = (_words(f"severity.sensitive.{part}", book, on) for part in _SENSITIVE)
    return tuple(dict.fromkeys(word for words in found for word in words))


def grade_said(grade: str, wording: Wording) -> str:
    """A grade as it stands in a sentence."""
    return f"{GRADE_ZH[grade]}（{grade}级）" if wording.language.startswith("zh") else grade


def _scale(scale: Scale | None, book: RuleBook, on: date, sensitive: Collection[str]) -> _Scale:
    if scale is None:
        return _Scale((), in_crowd=False)
    found = ((column, book.rule(f"severity.{scale}.{column}", on)) for column in _COLUMNS)
    columns = tuple(
        (column, rule, rule.value) for column, rule in found if rule is not None and isinstance(rule.value, Bounds)
    )
    crowd = _words(f"severity.{scale}.crowd", book, on)
    return _Scale(columns, in_crowd=any(word in crowd for word in sensitive))


def _words(key: str, book: RuleBook, on: date) -> tuple[str, ...]:
    rule = book.rule(key, on)
    return rule.value if rule is not None and isinstance(rule.value, tuple) else ()


def _counted(column: str, figures: Mapping[str, int]) -> int:
    return sum(figures.get(name, 0) for name in _COLUMNS[column])


def _grade(clauses: tuple[Clause, ...]) -> str | None:
    return clauses[0].grade if clauses else None


def _raises(known: _Scale, figures: Mapping[str, int], grade: str | None) -> Iterator[Raise]:
    """For each figure the smallest growth after which the event is graver."""
    least = GRADES.index(grade) if grade else len(GRADES)
    counted = dict.fromkeys(name for column, _, _ in known.columns for name in _COLUMNS[column])
    for figure in counted:
        if figure in _NOT_COUNTED:
            continue
        for growth in known.growths(figure, figures):
            if figures.get(figure, 0) + growth > MOST[figure]:
                break
            clauses = known.clauses({**figures, figure: figures.get(figure, 0) + growth})
            if clauses and GRADES.index(clauses[0].grade) < least:
                yield Raise(figure=str(figure), more=growth, clause=clauses[0])
                break
