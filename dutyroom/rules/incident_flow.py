"""What comes next of an incident: grade it, report it upward, then as with every matter."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from dutyroom.rules.incident_report import ReportKind, ReportState
from dutyroom.rules.matter import OPEN, Duty, MatterKind, State, StepKind, next_step

LEFT_OUT = frozenset({StepKind.READ, StepKind.RETURN, StepKind.REPLY})
"""Steps of papers that no incident takes."""


def next_incident_step(
    state: State, *, is_graded: bool, reports: Mapping[ReportKind, ReportState], running: Collection[Duty] = ()
) -> StepKind | None:
    """The step that comes next; ``reports`` are those not discarded, the newest of each kind.

    Until it is graded and a first report went up, nothing else comes first. What the office would propose of a paper
    a leader instructs here.
    """
    if state in OPEN and not is_graded:
        return StepKind.GRADE
    if state in OPEN and reports.get(ReportKind.FIRST) is not ReportState.ISSUED:
        return StepKind.REPORT
    step = next_step(MatterKind.INCIDENT, state, running=running)
    return StepKind.INSTRUCT if step is StepKind.PROPOSE else step


def report_to_draft(reports: Mapping[ReportKind, ReportState]) -> ReportKind | None:
    """Which report is drafted next; None where one is under way or the final one was issued."""
    if any(state is not ReportState.ISSUED for state in reports.values()) or ReportKind.FINAL in reports:
        return None
    return ReportKind.FOLLOW_UP if ReportKind.FIRST in reports else ReportKind.FIRST
