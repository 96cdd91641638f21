"""What the rules say of a grade, in sentences: the clause that fires, what would raise it."""

from __future__ import annotations

from dutyroom.rules.grading import Grading
from dutyroom.rules.wording import Wording, mark
from dutyroom.ui.parts.entry_words import translated
from dutyroom.ui.parts.incident.words import grade_said

RAISES_MOST = 3


def proposal_said(grading: Grading | None) -> str:
    """What is proposed, in one line."""
    if grading is None:
        return translated(mark("Choose the kind of event: the grade is proposed by it."))
    if not grading.has_rule:
        return translated(mark("No rule grades such events; a person decides."))
    if grading.grade is None:
        return translated(mark("These figures reach no grade."))
    return translated(mark("The rules propose {grade}")).format(grade=grade_said(grading.grade))


def clause_said(grading: Grading | None, wording: Wording) -> str:
    """The clause that fires, with its source; empty where none does."""
    return grading.clauses[0].said(wording) if grading is not None and grading.clauses else ""


def reasons_said(grading: Grading | None, wording: Wording) -> list[str]:
    """Clause, what the missing would make of it, what would raise it, why it is reported whatever the grade."""
    if grading is None:
        return []
    lines = [clause_said(grading, wording)]
    if grading.if_dead is not None and grading.if_dead != grading.grade:
        lines.append(translated(mark("If the missing are dead: {grade}")).format(grade=grade_said(grading.if_dead)))
    if grading.sensitive:
        words = "、".join(grading.sensitive)
        lines.append(translated(mark("Sensitive: reported whatever the grade ({words}).")).format(words=words))
    near = sorted(grading.raises, key=lambda one: one.more)[:RAISES_MOST]
    return [line for line in (*lines, *(one.said(wording) for one in near)) if line]
