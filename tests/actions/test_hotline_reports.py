"""Reports of the mayor's telephone as they went out: kept once the period is over, each edition with its bytes."""

from __future__ import annotations

import hashlib
import json

import pytest

from dutyroom.actions import hotline_reports
from dutyroom.actions.hotline import take_call
from dutyroom.actions.hotline_reports import keep_edition, report_paper, report_went_out
from dutyroom.actions.matter_papers import MATTER_PAPERS
from dutyroom.actions.went_out import note_waited
from dutyroom.data.catalogues import load_wording
from dutyroom.data.queries.journal import last_entries
from dutyroom.data.queries.removal import find_places
from dutyroom.data.verify import check_store
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.removal import Spot
from tests.actions.hotline_case import a_call

DAY = 20261116
"""A Monday; the clock of the room stands on the Monday after."""


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """The report's facts instead of its pages: what is kept is whatever was made."""

    def made(store, kind, day, wording, cache):
        with store.reading() as session:
            facts = MATTER_PAPERS[kind].facts(session, day, store.clock())
        return f"{kind} {wording.language} {facts.total} {facts.at}".encode()

    monkeypatch.setattr(hotline_reports, "matter_pdf", made)


def paper(room, kind="hotline-weekly", day=DAY, language="zh_CN", **named):
    return report_paper(room.store, kind, day, load_wording(language), room.folder, **named)


def test_a_report_that_went_out_is_printed_again_as_it_was_and_anew_is_a_further_edition(room):
    first = paper(room)
    assert (first.edition, first.kept_at, first.is_over) == (1, None, True)
    room.do(report_went_out, first, "PDF")
    kept_at = room.now
    room.wait(hours=3)
    room.do(take_call, a_call(received_at=room.now.replace(day=18)))
    again = paper(room, day=DAY + 3)
    assert (again.pdf, again.kept_at, again.edition) == (first.pdf, kept_at, 1), "any day of the week is that week"
    room.do(report_went_out, again, "PDF")
    anew = paper(room, anew=True)
    assert (anew.edition, anew.kept_at) == (2, None)
    assert anew.pdf != first.pdf
    assert room.do(keep_edition, anew) == 2
    assert paper(room).pdf == anew.pdf
    assert paper(room, edition=1).pdf == first.pdf
    with pytest.raises(Refusal) as refused:
        paper(room, edition=3)
    assert (refused.value.code, refused.value.facts["known"]) == ("paper.edition", "1、2")
    assert room.read(check_store, room.store.attachments).problems == ()


def test_a_report_that_waited_for_a_printer_is_kept_as_it_was_made_unless_its_period_ran_then(room):
    first, running, made_at = paper(room), paper(room, day=20261123), room.now
    room.wait(days=8)
    for _ in range(2):
        room.do(note_waited, first.kind, first.day, first.pdf, made_at)
    assert (paper(room).pdf, paper(room).edition) == (first.pdf, 1)
    assert room.read(last_entries, 1)[0].event == "paper.printed"
    room.do(note_waited, running.kind, running.day, running.pdf, made_at)
    assert paper(room, day=20261123).kept_at is None


def test_what_was_kept_stands_in_the_journal_with_its_hash(room):
    first = paper(room)
    room.do(report_went_out, first, "PDF")
    kept, printed = room.read(last_entries, 2)
    assert [kept.event, printed.event] == ["paper.kept", "paper.printed"]
    assert kept.text == "市长电话周工作综述（2026年11月16日起一周），中文"
    assert json.loads(kept.payload)["sha256"] == hashlib.sha256(first.pdf).hexdigest()


def test_a_period_that_runs_is_never_kept_and_languages_and_kinds_are_kept_apart(room):
    running = paper(room, day=20261123)
    assert not running.is_over
    room.do(report_went_out, running, "PDF")
    assert paper(room, day=20261123).kept_at is None
    room.do(report_went_out, paper(room), "PDF")
    assert paper(room, language="en").kept_at is None
    assert paper(room, kind="hotline-daily").kept_at is None


def test_two_who_print_the_same_for_the_first_time_keep_two_editions(room):
    one = paper(room)
    room.wait(minutes=1)
    other = paper(room)
    room.do(report_went_out, one, "PDF")
    room.do(report_went_out, other, "PDF")
    assert [paper(room, edition=number).pdf for number in (1, 2)] == [one.pdf, other.pdf]


def test_a_removal_from_a_case_takes_the_reports_kept_since_it_came_in(room):
    room.do(keep_edition, paper(room))
    room.wait(minutes=5)
    case = room.do(take_call, a_call())
    room.wait(minutes=5)
    room.do(keep_edition, paper(room, kind="hotline-daily"))
    places = room.read(find_places, Spot("matter", str(case))).places
    assert [place.spot.id for place in places if place.spot.kind == "kept_paper"] == ["2"]
