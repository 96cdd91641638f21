"""A whole shift in the real window, by keys alone: from an empty folder to a report whose head lies on the chain."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from dutyroom.actions.handover import read_checklist
from dutyroom.app import Program
from dutyroom.data.queries.journal import entry_history
from dutyroom.data.queries.office import office_settings
from dutyroom.data.queries.officers import officer_rows
from dutyroom.data.queries.open_items import open_items
from dutyroom.data.queries.plans import plan_rows
from dutyroom.data.queries.shifts import acceptances, handover_of, pending_handover, running_shift
from dutyroom.rules.wording import ENGLISH
from dutyroom.ui.main_window import MainWindow
from dutyroom.ui.translator import switch_language
from tests.papers.reading_pdf import page_texts, squeezed
from tests.whole.shift_hands import (
    ADMINISTRATOR,
    PASSWORDS,
    PEOPLE,
    Hands,
    WallClock,
    at,
    check,
    kept_drafts,
    newest,
    next_section,
    pick_posts,
    rows_of,
    save_the_report,
    sign,
    sign_in,
    write_entry,
    write_through,
)

OFFICE: Final = "郑州市城市运行值守中心"
CRASH: Final = "二七区嵩山路追尾，3人受伤"
CRASH_AMENDED: Final = "二七区嵩山路追尾，4人受伤，均已送医"
WATER: Final = "桐柏路供水管爆裂，抢修中"
LATE: Final = "交班后来电：巩义市请求增派一台挖掘机"
SLIDE: Final = "巩义市报告山体滑坡，请派工作组"
HALF: Final = "二七区报告："
OTHER_HALF: Final = "道路已恢复通行"
ASKED: Final = "给水务局去电，询问恢复供水的时间"
WHILE_IT_RANG: Final = "省应急厅来电, asks for news. "
REMARKS: Final = "传真机缺纸, no toner. "
PLAN: Final = """郑州市防汛应急预案

第一章　总则

为做好洪涝灾害应对工作，制定本预案。

第二章　应急响应

2.1 启动条件

常庄水库水位超过警戒水位时，启动三级应急响应。

2.2 人员转移

金水河沿线的居民由街道办事处组织转移到最近的安置点。
"""


@pytest.fixture
def bells(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How often the computer beeped."""
    heard: list[int] = []
    monkeypatch.setattr(QApplication, "beep", lambda: heard.append(1))
    return heard


@pytest.fixture
def hands(
    qapp: QApplication, qtbot: Any, tmp_path: Path, font_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Hands]:
    """Hands at the real program in an empty folder; the faces for paper are ready, file dialogs are Qt's own."""
    monkeypatch.setattr("dutyroom.ui.parts.handover.live_paper.default_cache", lambda: font_cache)
    own_dialogs, quits = Qt.ApplicationAttribute.AA_DontUseNativeDialogs, qapp.quitOnLastWindowClosed()
    qapp.setQuitOnLastWindowClosed(False)
    qapp.setAttribute(own_dialogs)
    clock = WallClock()
    program = Program(qapp, tmp_path / "room", "en", clock=clock, checks=False)
    yield Hands(qtbot, program, clock)
    for window in (each for each in qapp.topLevelWidgets() if each.isVisible()):
        window.close()
    program.finish()
    qapp.setAttribute(own_dialogs, False)
    qapp.setQuitOnLastWindowClosed(quits)
    switch_language(qapp, ENGLISH)


@pytest.mark.window
def test_a_whole_shift_by_keys_alone(
    hands: Hands, bells: list[int], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """One shift of 李秀英, taken over by 刘洋; the clock of the duty room goes from eight to half past nine."""
    set_the_room_up(hands)
    start_the_first_shift(hands)
    sign_in(hands, "李秀英")
    write_what_happens(hands)
    write_while_another_call_comes_in(hands)
    write_while_an_item_becomes_overdue(hands, bells)
    amend_the_crash(hands)
    import_a_plan(hands, tmp_path / "plans")
    look_it_up(hands)
    give_the_shift(hands)
    take_the_shift(hands)
    reports = [save_the_report(hands, tmp_path / "first.pdf"), save_the_report(hands, tmp_path / "again.pdf", "Ctrl+P")]
    assert reports[0] == reports[1], "the same report, byte for byte"
    head = head_on(reports[0])
    leave(hands)
    assert [record.message for record in caplog.records if record.levelno >= logging.ERROR] == []
    lies_on_the_chain(tmp_path / "room", head)


# --- the beginning ----------------------------------------------------------------------------------------------------


def set_the_room_up(hands: Hands) -> None:
    """Four steps of the first run; the administrator then sits at the desk, the cursor in the capture line."""
    hands.program.start()
    wizard: Any = hands.program.window
    hands.face(wizard)
    assert hands.is_in(wizard.office.name_zh)
    hands.overwrite(OFFICE)
    hands.press("Return", "Return")
    assert wizard.stack.currentIndex() == 2, "the proposed shifts are taken as they are"
    hands.write(ADMINISTRATOR[0])
    hands.walk_to(wizard.administrator.password)
    hands.write(ADMINISTRATOR[1])
    hands.press("Tab")
    hands.write(ADMINISTRATOR[1])
    hands.press("Return")
    for row, (name, password) in zip(wizard.people.rows(), PEOPLE, strict=True):
        hands.walk_to(row.name)
        hands.write(name)
        hands.walk_to(row.password)
        hands.write(password)
    hands.press("Return")
    hands.until(lambda: isinstance(hands.program.window, MainWindow))
    hands.face(hands.window)
    hands.until(lambda: hands.session.courier.author.name == ADMINISTRATOR[0])
    assert hands.is_in(hands.window.frame.capture_line.fields.text)
    assert hands.read(office_settings).name_zh == OFFICE
    people = {row.name: row for row in hands.read(officer_rows)}
    assert list(people) == list(PASSWORDS)
    assert all(row.has_account for row in people.values())
    assert "leader" in people["王建国"].roles


def start_the_first_shift(hands: Hands) -> None:
    """The page of the shifts, its first step, three people by their initials."""
    hands.press("Alt+7")
    page: Any = hands.window.deck.current().first
    hands.until(lambda: page.table.empty.step.isVisible())
    hands.press("Ctrl+F", "Tab", "Return")
    step = page.steps["start"]
    hands.until(lambda: hands.is_in(step.form.leader_id) and hands.session.courier.is_idle())
    pick_posts(hands, step.form, ("王建国", "李秀英", "张伟"))
    hands.press("Return")
    hands.until(lambda: hands.read(running_shift))
    shift = hands.read(running_shift)
    assert (shift.leader, shift.chief, shift.deputy) == ("王建国", "李秀英", "张伟")
    hands.until(lambda: "李秀英" in hands.window.frame.bar.shift.full_text())
    hands.until(hands.session.courier.is_idle)


# --- the log ----------------------------------------------------------------------------------------------------------


def write_what_happens(hands: Hands) -> None:
    """An event at 0815, one ten minutes ago with the unit by its initials, one that is open until 0900."""
    fields = hands.window.frame.capture_line.fields
    hands.clock.now = at("08:20")
    hands.press("Ctrl+L")
    hands.walk_to(fields.happened, "Shift+Tab")
    hands.write("0815")
    hands.press("Ctrl+L")
    entry = write_entry(hands, CRASH)
    assert (entry.text, entry.author, entry.kind) == (CRASH, "李秀英", "call_in")
    assert (entry.happened_at, entry.written_at) == (at("08:15"), at("08:20"))
    hands.walk_to(fields.happened, "Shift+Tab")
    hands.write("-10")
    hands.walk_to(fields.unit)
    hands.write("zyq")
    hands.press("Return", "Ctrl+L")
    entry = write_entry(hands, WATER)
    assert (entry.text, entry.unit, entry.happened_at) == (WATER, "中原区", at("08:10"))
    hands.clock.now = at("08:25")
    hands.walk_to(fields.is_open, "Shift+Tab")
    hands.press("Space")
    hands.walk_to(fields.due)
    hands.write("0900")
    hands.press("Ctrl+L")
    write_entry(hands, SLIDE)
    assert [(item.title, item.due_at) for item in hands.read(open_items)] == [(SLIDE, at("09:00"))]


def write_while_another_call_comes_in(hands: Hands) -> None:
    """A second draft in the middle of a sentence; the first one waits in its tab and is finished afterwards."""
    line, officer = hands.window.frame.capture_line, hands.session.courier.author.id
    hands.write(HALF)
    hands.press("Shift+F2")
    assert [draft.text for draft in line.drafts()] == [HALF, ""]
    hands.write(ASKED[:3])
    hands.until(lambda: kept_drafts(hands, officer) == {HALF, ASKED[:3]})
    hands.walk_to(line.fields.is_open, "Shift+Tab")
    hands.press("Space", "Tab")
    hands.write("1h")
    hands.press("Ctrl+L")
    entry = write_entry(hands, ASKED[3:])
    assert (entry.text, entry.kind) == (ASKED, "call_out")
    assert line.fields.text.toPlainText() == "", "the line is free for the next call"
    hands.press("Ctrl+PgUp")
    assert line.fields.text.toPlainText() == HALF
    entry = write_entry(hands, OTHER_HALF)
    assert (entry.text, entry.kind) == (HALF + OTHER_HALF, "call_in")
    hands.until(lambda: kept_drafts(hands, officer) == set())
    assert [(i.title, i.due_at) for i in hands.read(open_items)] == [(SLIDE, at("09:00")), (ASKED, at("09:25"))]


def write_while_an_item_becomes_overdue(hands: Hands, bells: list[int]) -> None:
    """A warning at a quarter to, overdue at nine, in the middle of words: each letter arrives where it is written."""
    text = hands.window.frame.capture_line.fields.text
    assert not hands.window.frame.banner.isVisible()
    typed = write_through(hands, text, WHILE_IT_RANG, [("08:46", "warning", SLIDE), ("09:01", "overdue", SLIDE)])
    assert len(bells) == 2
    assert write_entry(hands, "").text == typed.strip()
    hands.press("Alt+1")
    page: Any = hands.window.deck.current()
    hands.until(lambda: page.count.text() == "2 open · 1 overdue")
    assert [row.duty.full_text() for row in page.items.rows()] == [SLIDE, ASKED]
    hands.until(lambda: rows_of(page.table)[-1:] == [typed.strip()])


def amend_the_crash(hands: Hands) -> None:
    """The log narrowed to the entry, Ctrl+D, other words and a reason; the first words stay readable."""
    hands.press("Alt+2", "Ctrl+F")
    page: Any = hands.window.deck.current()
    hands.write("嵩山路")
    hands.until(lambda: rows_of(page.table) == [CRASH])
    hands.press("Down")
    assert hands.is_in(page.table)
    hands.press("Down")
    hands.until(lambda: page.pane.entry is not None and page.pane.entry.text == CRASH)
    hands.press("Ctrl+D")
    form = page.pane.amend_form
    hands.until(lambda: hands.is_in(form.text))
    assert form.text.toPlainText() == CRASH
    hands.overwrite(CRASH_AMENDED)
    hands.walk_to(form.reason)
    hands.write("伤者人数有误")
    hands.press("Return")
    hands.until(lambda: newest(hands).text == CRASH_AMENDED)
    amended = newest(hands)
    first = hands.read(entry_history, amended.seq)[0]
    assert (first.text, first.amended_by, amended.happened_at) == (CRASH, amended.seq, at("08:15"))


# --- the plans --------------------------------------------------------------------------------------------------------


def import_a_plan(hands: Hands, folder: Path) -> None:
    """Ctrl+O on the page of the plans, the path typed into the dialog; the report says what became of the file."""
    folder.mkdir()
    (folder / "flood.txt").write_text(PLAN, encoding="utf-8")
    hands.press("Alt+6")
    page: Any = hands.window.deck.current().library
    assert hands.is_in(page.view.search)
    hands.name_file(folder / "flood.txt", "Ctrl+O")
    hands.face(hands.window)
    hands.until(page.view.report.isVisible)
    assert page.view.report.summary.full_text() == "1 imported"
    assert [(row.title, row.sections) for row in hands.read(plan_rows)] == [("郑州市防汛应急预案", 4)]


def look_it_up(hands: Hands) -> None:
    """Two characters find the passage while they are typed, Enter opens it there."""
    page: Any = hands.window.deck.current().library
    lines, reader = page.view.results, page.view.reader
    hands.press("Ctrl+F")
    for letter, passages in (("转", ["2.2 人员转移"]), ("移", ["2.2 人员转移"])):
        hands.write(letter)
        hands.until(lambda words=page.view.search.text(): page._words == words and not page._is_owed)
        assert [line.title for line in lines.lines if line.kind == "passage"] == passages
    hands.press("Return")
    hands.until(lambda: hands.is_in(reader.text))
    assert reader.title.full_text() == "郑州市防汛应急预案"
    assert reader.section_shown().title == "人员转移"
    assert reader.toolbar.hits.text() == "2 / 2", "the passage, not the heading over it"
    hands.press("F3")
    assert reader.toolbar.hits.text() == "1 / 2"


# --- the handover -----------------------------------------------------------------------------------------------------


def give_the_shift(hands: Hands) -> None:
    """F9: what the report still asks is filled in, an item becomes overdue meanwhile, the outgoing officer signs."""
    hands.press("F9")
    page: Any = hands.window.deck.current().first
    step = page.steps["give"]
    hands.until(lambda: page.current_step() is step and hands.is_in(step.forms.whereabouts))
    next_section(hands, step, "warnings", step.forms.warnings)
    next_section(hands, step, "equipment", step.forms.equipment.all_good)
    hands.press("Return")
    next_section(hands, step, "counts", step.forms.keys)
    hands.write("6")
    next_section(hands, step, "phone", step.forms.phone_tested)
    hands.press("Space")
    next_section(hands, step, "remarks", step.forms.weather)
    hands.walk_to(step.forms.remarks)
    moments = [("09:11", "warning", ASKED), ("09:26", "overdue", ASKED)]
    remarks = write_through(hands, step.forms.remarks, REMARKS, moments)
    shift = hands.read(running_shift)
    hands.until(lambda: hands.read(read_checklist, shift.id).remarks == remarks.strip())
    notes = step.forms.notes()
    assert (notes.keys, {line.ok for line in notes.equipment}) == (6, {True})
    next_section(hands, step, "sign", step.signature.signer_id)
    assert hands.read(pending_handover, shift.id) is None
    sign(hands, step.signature, "李秀英")
    hands.until(lambda: hands.read(pending_handover, shift.id))
    assert hands.read(pending_handover, shift.id).given_by == "李秀英"
    hands.until(lambda: hands.is_in(step.given_panel.take))


def take_the_shift(hands: Hands) -> None:
    """A late call goes into the addendum; the incoming officer accepts each item and signs, and the shift changes."""
    given = hands.read(running_shift)
    hands.press("Ctrl+L")
    late = write_entry(hands, LATE)
    hands.press("F9")
    page: Any = hands.window.deck.current().first
    give, step = page.steps["give"], page.steps["take"]
    hands.until(lambda: hands.is_in(give.given_panel.take))
    hands.press("Return")
    hands.until(lambda: hands.is_in(step.form.leader_id))
    pick_posts(hands, step.form, ("王建国", "刘洋", "张伟"))
    hands.walk_to(step.accepts.table)
    hands.press("T")
    sign(hands, step.signature, "刘洋")
    hands.until(lambda: hands.is_in(step.accepts.table))
    assert hands.read(running_shift).id == given.id, "nothing changes before every item is accepted"
    assert step.accepts.note.text()
    hands.press("R")
    hands.walk_to(step.addendum.table)
    hands.press("R")
    sign(hands, step.signature, "刘洋")
    hands.until(lambda: hands.read(running_shift).id != given.id)
    shift, handover = hands.read(running_shift), hands.read(handover_of, given.id)
    assert (shift.leader, shift.chief, shift.deputy) == ("王建国", "刘洋", "张伟")
    assert (handover.given_by, handover.taken_by) == ("李秀英", "刘洋")
    accepted = {(each.open_item_id, each.entry_seq, str(each.manner)) for each in hands.read(acceptances, shift.id)}
    first, second = (item.id for item in hands.read(open_items))
    assert accepted == {(first, None, "told"), (second, None, "read"), (None, late.seq, "read")}
    hands.until(lambda: "刘洋" in hands.window.frame.bar.shift.full_text())
    hands.until(lambda: hands.session.courier.author.name == "刘洋")


# --- the report -------------------------------------------------------------------------------------------------------


def head_on(report: bytes) -> str:
    """What stands on the report; gives the head as it is printed."""
    text = squeezed("".join(page_texts(report)))
    for words in (OFFICE, "李秀英", "刘洋", WATER, CRASH_AMENDED, SLIDE, ASKED, HALF + OTHER_HALF, LATE):
        assert squeezed(words) in text, words
    for words in (WHILE_IT_RANG, REMARKS):
        assert squeezed(words)[:8] in text, words
    head = re.search(r"[0-9a-f]{64}", text)
    assert head is not None
    return head[0]


def leave(hands: Hands) -> None:
    """Ctrl+Q; what was begun is finished."""
    hands.press("Ctrl+Q")
    assert not hands.window.isVisible()
    hands.until(hands.session.courier.is_idle)


def lies_on_the_chain(folder: Path, head: str) -> None:
    """The command line finds the printed head on the chain of that store, and everything else in order."""
    state = check(folder, head)
    assert (state["ok"], state["problems"]) == (True, [])
    assert (state["printed"]["head"], state["printed"]["shift"]) == (head, 1)
    assert state["printed"]["entry"] + state["printed"]["after"] == state["entries"]
    assert state["printed"]["after"] >= 1, "that the report was printed came after it"
