"""What is typed into the incident sheet, and what comes next."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutyroom.actions.pinyin import pinyin_of
from dutyroom.rules.incident import SUBTYPES, Figure
from dutyroom.rules.incident_flow import next_incident_step, report_to_draft
from dutyroom.rules.incident_report import ReportKind, ReportState
from dutyroom.rules.incident_sheet import read_figure
from dutyroom.rules.matter import State, StepKind
from dutyroom.rules.refusal import Refusal
from dutyroom.ui.parts.incident.kind_keys import KIND_KEYS


@given(st.integers(0, 10**12))
def test_a_number_is_read_as_it_is_written(number):
    for written in (str(number), f"{number:,}", f" {number} 人"):
        assert read_figure(Figure.DEATHS, written) == number


def test_loss_is_read_as_papers_write_it():
    assert [read_figure(Figure.LOSS, text) for text in ("120万", "1.5亿元", "1,200", "３", "")] == [
        1_200_000,
        150_000_000,
        1200,
        3,
        None,
    ]


@pytest.mark.parametrize("text", ["drei", "1.5", "3死", "1..2", "1.23456万"])
def test_what_is_no_whole_number_is_refused_at_its_field(text):
    with pytest.raises(Refusal) as refused:
        read_figure(Figure.MISSING, text)
    assert (refused.value.code, refused.value.field) == ("incident.figure.unclear", "missing")


def test_every_kind_can_be_typed_in_pinyin():
    assert {each.key: pinyin_of(each.zh) for each in SUBTYPES} == KIND_KEYS


def test_grade_and_first_report_come_before_all_else():
    issued = {ReportKind.FIRST: ReportState.ISSUED}
    assert next_incident_step(State.RECEIVED, is_graded=False, reports={}) is StepKind.GRADE
    assert next_incident_step(State.RECEIVED, is_graded=True, reports={}) is StepKind.REPORT
    draft = {ReportKind.FIRST: ReportState.SIGNED}
    assert next_incident_step(State.IN_HAND, is_graded=True, reports=draft) is StepKind.REPORT
    assert next_incident_step(State.RECEIVED, is_graded=True, reports=issued) is StepKind.INSTRUCT
    assert next_incident_step(State.INSTRUCTED, is_graded=True, reports=issued) is StepKind.ASSIGN
    assert next_incident_step(State.VOID, is_graded=False, reports={}) is None
    assert next_incident_step(State.CLOSED, is_graded=False, reports={}) is StepKind.FILE


def test_the_report_that_is_drafted_next():
    issued, signed = ReportState.ISSUED, ReportState.SIGNED
    assert report_to_draft({}) is ReportKind.FIRST
    assert report_to_draft({ReportKind.FIRST: signed}) is None
    assert report_to_draft({ReportKind.FIRST: issued}) is ReportKind.FOLLOW_UP
    assert report_to_draft({ReportKind.FIRST: issued, ReportKind.FINAL: issued}) is None
