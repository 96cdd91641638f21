"""The papers of the morning as one stack: what is in it, what is named where it cannot be, what the journal keeps."""

from __future__ import annotations

from datetime import date

from pypdfium2 import PdfDocument

from dutyroom.actions.briefing_compose import compose_briefing
from dutyroom.actions.morning_set import morning_set, note_set_printed, stack
from dutyroom.actions.rosters import make_roster
from dutyroom.data.catalogues import load_wording
from dutyroom.data.queries.journal import last_entries
from dutyroom.papers.stack import stack_papers
from dutyroom.rules.briefing import BriefingKind, ComposeBriefing
from dutyroom.rules.roster_record import MakeRoster, RosterFacts
from tests.papers.archived import Archived

ZH = load_wording("zh_CN")


def outline(pdf: bytes) -> tuple[int, list[tuple[str, int]]]:
    with PdfDocument(pdf) as document:
        marks = [(mark.get_title(), mark.get_dest().get_index()) for mark in document.get_toc()]
        return len(document), marks


def test_the_stack_holds_every_page_with_a_bookmark_where_each_paper_begins(room, font_cache):
    room.start()
    room.write("样例路一处树木倒伏（样例）。", important=True)
    handover = room.give()
    room.take(handover)
    room.wait(days=1)
    draft = room.do(
        compose_briefing, ComposeBriefing(kind=BriefingKind.DAILY_SITUATION, day=date(2026, 11, 23), title="样例情况")
    )
    made = morning_set(room.store, None, ZH, font_cache)
    assert (made.day, made.failed) == (date(2026, 11, 23), ())
    assert [(paper.kind, paper.record) for paper in made.papers] == [
        ("day-log", 20261123),
        ("briefing", draft),
        ("handover", 1),
    ]
    pages = [outline(paper.pdf)[0] for paper in made.papers]
    whole = stack(made, ZH)
    count, marks = outline(whole)
    said = Archived(whole).metadata()
    assert (Archived(whole).faults, said["part"], said["Title"]) == ([], "2", "2026-11-23晨间套件")
    assert count == sum(pages)
    assert marks == [("值班日志", 0), ("每日值班情况", pages[0]), ("交接班报告", pages[0] + pages[1])]
    room.do(note_set_printed, made, "PDF")
    said = " ".join(entry.text or "" for entry in room.read(last_entries, 3))
    assert "值班日志（2026年11月23日）" in said
    assert f"值班信息（第{draft}号）" in said
    assert "交接班报告（第1班）" in said


def test_a_paper_that_cannot_be_made_is_named_and_the_others_are_there(room, font_cache):
    room.start()
    made = morning_set(room.store, date(2026, 11, 22), ZH, font_cache)
    assert [paper.kind for paper in made.papers] == ["day-log", "daily-situation"]
    ((name, reason),) = made.failed
    assert (name, reason.code) == ("Handover report", "paper.no_handover")
    assert [title for title, _ in outline(stack(made, ZH))[1]] == ["值班日志", "每日值班情况"]


def test_a_stack_can_be_stacked_again(room, font_cache):
    room.start()
    made = morning_set(room.store, date(2026, 11, 22), ZH, font_cache)
    once = stack(made, ZH)
    count, marks = outline(stack_papers([("一", once), ("二", once)]))
    assert (count, marks) == (2 * outline(once)[0], [("一", 0), ("二", outline(once)[0])])


def test_the_roster_of_the_day_that_begins_lies_on_top_of_the_stack_where_one_is_kept(room, font_cache):
    room.start()
    facts = RosterFacts(first=date(2026, 11, 23), last=date(2026, 11, 30), title="值班表（样例）")
    number = room.do(make_roster, MakeRoster(facts=facts))
    made = morning_set(room.store, date(2026, 11, 22), ZH, font_cache)
    assert (made.papers[-1].kind, made.papers[-1].record) == ("roster-kept", number)
    assert outline(stack(made, ZH))[1][-1][0] == "值班表"
    made = morning_set(room.store, date(2026, 11, 30), ZH, font_cache)
    assert "roster-kept" not in [paper.kind for paper in made.papers]
    assert "Duty roster" not in [name for name, _ in made.failed]
