"""What a reader would take from the real plans, marked by hand: actions with level, who acts and the words they begin with.

``python -m tests.rules.plan_marks`` prints how much of it the program proposes, and how much of what it proposes is right.
The last mark of a plan's rows that the program misses stands among them on purpose.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dutyroom.readers.opening import open_reading
from dutyroom.rules.outline import PlanText
from dutyroom.rules.plan_actions import proposed_actions

REAL = Path(__file__).resolve().parents[4] / "shared" / "real"
MARKS = Path(__file__).with_name("actions.tsv")


@dataclass(frozen=True, slots=True)
class Mark:
    """An action: number or heading of its section, level, who acts, the words that it begins with or that it holds."""

    section: str
    level: str
    role: str
    words: str


@dataclass(frozen=True, slots=True)
class Score:
    """Of how many marks, how many were found; how many were proposed, how many of those are marked; roles that agree."""

    marks: int = 0
    found: int = 0
    proposed: int = 0
    right: int = 0
    roles: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(
            self.marks + other.marks,
            self.found + other.found,
            self.proposed + other.proposed,
            self.right + other.right,
            self.roles + other.roles,
        )

    @property
    def recall(self) -> float:
        """Of what is marked, how much was proposed."""
        return self.found / self.marks if self.marks else 1.0

    @property
    def precision(self) -> float:
        """Of what was proposed, how much is marked."""
        return self.right / self.proposed if self.proposed else 1.0

    @property
    def of_roles(self) -> float:
        """Of what was found, how often the one who acts is the one marked."""
        return self.roles / self.found if self.found else 1.0


def marks() -> dict[str, list[Mark]]:
    """The marks by the beginning of the file's name."""
    found: dict[str, list[Mark]] = {}
    name = ""
    for line in MARKS.read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            name = line[2:]
        elif line.strip():
            found.setdefault(name, []).append(Mark(*line.split("\t")))
    return found


def real_plan(name: str) -> PlanText:
    """A real plan by a part of its file's name, as the reader understands it."""
    path = next(path for folder in ("plans_zh", "plans_en") for path in sorted((REAL / folder).rglob(f"*{name}*")))
    reading = open_reading(path, plan=True)
    assert reading.plan is not None
    return reading.plan


def score(name: str, wanted: list[Mark]) -> tuple[Score, list[str]]:
    """The score of one plan, and what was missed or is not marked."""
    plan = real_plan(name)
    actions = proposed_actions(plan.title, plan.sections)
    places = [plan.sections[action.section].number or plan.sections[action.section].title for action in actions]
    left = list(range(len(actions)))
    found = roles = 0
    misses: list[str] = []
    for mark in wanted:
        place = next((n for n in left if _is(mark, places[n], actions[n].level, actions[n].text)), None)
        if place is None:
            misses.append(f"- {mark.section} {mark.level} {mark.role} {mark.words}")
            continue
        left.remove(place)
        found += 1
        roles += actions[place].role == mark.role
    misses += [f"+ {places[n]} {actions[n].level} {actions[n].role} {actions[n].text[:30]}" for n in left]
    return Score(len(wanted), found, len(actions), len(actions) - len(left), roles), misses


def _is(mark: Mark, section: str, level: str, text: str) -> bool:
    return (mark.section, mark.level) == (section, level) and mark.words in " ".join(text.split())


def scores() -> Iterator[tuple[str, Score, list[str]]]:
    """Every marked plan with its score."""
    for name, wanted in marks().items():
        yield name, *score(name, wanted)
