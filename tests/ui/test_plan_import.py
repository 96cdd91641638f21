"""Importing plans from the page: read in another process, kept one by one, reported file by file, window alive."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from dutyroom.data.catalogues import load_wording
from dutyroom.data.queries.journal import last_entries
from dutyroom.data.queries.plans import plan_rows
from dutyroom.ui.page import Place
from dutyroom.ui.parts.plans.library import PlanLibrary
from tests.ui.plans_kept import settled

PLAN = "{title}\n\n第一章　总则\n\n为做好{word}应对工作，制定本预案。\n\n第二章　应急响应\n\n启动四级应急响应，派出工作组。\n"
ANY = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def page(qtbot, look, tools, courier):
    made = PlanLibrary(tools)
    made.resize(1100, 700)
    qtbot.addWidget(made)
    courier.changed.connect(made.heard)
    made.show()
    made.arrive(None)
    settled(qtbot, courier)
    return made


@pytest.fixture
def files(tmp_path):
    """A folder with one file of most fates."""
    folder = tmp_path / "预案"
    (folder / "more").mkdir(parents=True)
    (folder / "a.txt").write_text(PLAN.format(title="甲市防汛应急预案", word="洪涝"), encoding="utf-8")
    (folder / "b.txt").write_bytes(PLAN.format(title="乙市地震应急预案", word="地震").encode("gb18030"))
    (folder / "more" / "c.txt").write_text(PLAN.format(title="甲市防汛应急预案", word="洪涝"), encoding="utf-16")
    (folder / "d.txt").write_text("丙市森林火灾应急预案\n\n第一章　总则\n\n第二章　应急响应\n", encoding="utf-8")
    (folder / "e.docx").write_bytes(b"PK\x03\x04 cut off")
    (folder / "f.mp3").write_bytes(b"ID3 no plan")
    (folder / "~$a.docx").write_bytes(b"lock")
    return folder


def many(folder, count):
    folder = folder / "incoming"
    folder.mkdir()
    for number in range(count):
        text = PLAN.format(title=f"第{number}号应急预案", word=f"第{number}类事件")
        (folder / f"{number:03}.txt").write_text(text, encoding="utf-8")
    return [str(folder)]


def imported(qtbot, page, paths):
    with qtbot.waitSignal(page.importing.ended, timeout=60_000) as ended:
        page.import_paths(paths)
    settled(qtbot, page.tools.courier, lambda: not page._settle.isActive())
    return ended.args[0]


def table_of(page):
    model = page.view.report.table.model()
    return {
        model.index(row, 0).data(): (model.index(row, 1).data(), model.index(row, 2).data())
        for row in range(model.rowCount())
    }


def test_the_empty_page_offers_the_import_and_names_the_command_line(page):
    assert page.view.empty.isVisible()
    assert "dutyroom plans import" in page.view.empty.sentence.text()
    assert page.view.empty.step.text() == "Import plans…"


def test_a_folder_is_imported_and_each_file_is_reported(qtbot, page, files, room, heard):
    report = imported(qtbot, page, [str(files)])
    assert (report.left, report.trouble) == (0, None)
    assert page.view.report.isVisible()
    table = table_of(page)
    first, second = (
        next(row for row in room.read(plan_rows) if row.title == t) for t in ("甲市防汛应急预案", "乙市地震应急预案")
    )
    assert table["a.txt"] == ("imported", first.title)
    assert table["b.txt"] == ("imported", second.title)
    assert table["c.txt"] == (f"same as plan {first.id}", first.title)
    assert table["d.txt"] == ("headings only: text missing", "丙市森林火灾应急预案")
    assert table["e.docx"][0] == "damaged"
    assert table["e.docx"][1].startswith("The file")
    assert table["f.mp3"][0] == "not supported"
    assert table["f.mp3"][1]
    assert len(table) == 6, "lock files of office programs are not reported"
    assert page.view.report.summary.full_text() == (
        "2 imported  ·  1 there already  ·  1 with headings only  ·  1 damaged  ·  1 not supported"
    )
    assert heard.said == ["Import ended: 2 of 6 files imported"]
    titles = {line.title: line.chip for line in page.view.results.lines}
    assert titles["丙市森林火灾应急预案"] == "text missing"


def test_plans_are_kept_in_the_name_of_who_began_the_import(qtbot, page, files, room, courier):
    page.importing.begun.connect(lambda: QTimer.singleShot(0, lambda: courier.sign(room.author("赵敏"))))
    imported(qtbot, page, [str(files)])
    entries = [entry for entry in room.read(last_entries, 10) if "预案" in entry.text]
    assert len(entries) == 3
    assert {entry.author for entry in entries} == {"李秀英"}


def test_enter_in_the_report_opens_the_plan_and_escape_closes_it(qtbot, page, files, courier):
    imported(qtbot, page, [str(files / "a.txt"), str(files / "e.docx")])
    table = page.view.report.table
    assert table.model().index(0, 0).data() == "e.docx", "what needs something stands first"
    table.setCurrentIndex(table.model().index(0, 0))
    assert not page.view.report.open_plan.isEnabled()
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Down)
    assert page.view.report.open_plan.isEnabled()
    QTest.keyClick(table, Qt.Key.Key_Return)
    settled(qtbot, courier, lambda: page.view.reader.plan is not None)
    assert page.view.reader.title.full_text() == "甲市防汛应急预案"
    page.view.last_report.click()
    assert page.view.report.isVisible()
    QTest.keyClick(table, Qt.Key.Key_Escape)
    assert page.view.reader.isVisible()


def test_the_report_is_copied_as_text_and_follows_the_language(qtbot, page, files, tools, language):
    imported(qtbot, page, [str(files / "a.txt"), str(files / "e.docx")])
    page.view.report.copy.click()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0] == "1 imported  ·  1 damaged"
    assert lines[2] == f"{files / 'a.txt'}\timported\t甲市防汛应急预案"
    before = page.view.report.title.text()
    language(load_wording("zh_CN"))
    assert page.view.report.title.text() != before or not load_wording("zh_CN").catalogue.get(before)


def test_the_window_lives_and_progress_counts_while_files_are_read(qtbot, page, tmp_path):
    steps, beats = [], []
    page.importing.advanced.connect(lambda done, total, name: steps.append((done, total)))
    clock = QTimer(page)
    clock.setInterval(5)
    clock.timeout.connect(lambda: beats.append(page.view.busy.is_running))
    clock.start()
    report = imported(qtbot, page, many(tmp_path, 25))
    assert len(report.results) == 25
    assert steps == [(done, 25) for done in range(26)]
    assert sum(beats) > 10, "the window's clock kept beating while the import ran"
    assert not page.view.busy.is_running


def test_cancelling_keeps_what_is_done_and_says_what_is_left(qtbot, page, tmp_path, room):
    page.importing.advanced.connect(lambda done, *_: done == 3 and page.view.busy.cancel.click())
    report = imported(qtbot, page, many(tmp_path, 40))
    assert 3 <= len(report.results) < 40
    assert report.left == 40 - len(report.results)
    assert len(room.read(plan_rows)) == len(report.results)
    assert page.view.report.note.text() == f"{report.left} files were not reached; import them again."


def test_a_second_import_waits_its_turn(qtbot, page, files, heard):
    with qtbot.waitSignal(page.importing.ended, timeout=60_000):
        page.import_paths([str(files / "a.txt")])
        page.import_paths([str(files / "b.txt")])
    assert heard.said[0] == "An import is still running; start the next one when it has ended."


def test_what_the_machine_must_mend_stops_the_import_and_is_said(qtbot, page, files, room, courier):
    with closing(sqlite3.connect(room.store.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")  # another program holds the store longer than anybody waits
        with qtbot.waitSignal(courier.troubled, timeout=60_000):
            report = imported(qtbot, page, [str(files / "a.txt"), str(files / "b.txt")])
        other.execute("ROLLBACK")
    assert report.trouble is not None
    assert report.trouble.code == "store.locked"
    assert (report.results, report.left) == ((), 2)
    assert room.read(plan_rows) == []
    assert page.view.report.note.text().endswith("2 files were not reached; import them again.")


def test_somebody_who_reads_is_not_torn_away_by_the_report(qtbot, page, files, courier, tmp_path):
    imported(qtbot, page, [str(files / "a.txt")])
    with qtbot.waitSignal(page.importing.ended, timeout=60_000):
        page.import_paths(many(tmp_path, 10))
        page.view.results.open_chosen()
        qtbot.waitUntil(lambda: page.view.reader.isVisible(), timeout=10_000)
    settled(qtbot, courier)
    assert page.view.reader.isVisible()
    assert page.view.last_report.isVisible()


def test_files_and_folders_are_dropped_on_the_page(qtbot, page, files):
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(files / "a.txt")), QUrl.fromLocalFile(str(files / "more"))])
    enter = QDragEnterEvent(page.rect().center(), Qt.DropAction.CopyAction, dropped, Qt.MouseButton.LeftButton, ANY)
    enter.setAccepted(False)
    page.dragEnterEvent(enter)
    assert enter.isAccepted()
    drop = QDropEvent(QPointF(50, 50), Qt.DropAction.CopyAction, dropped, Qt.MouseButton.LeftButton, ANY)
    with qtbot.waitSignal(page.importing.ended, timeout=60_000) as ended:
        page.dropEvent(drop)
    assert [result.result for result in ended.args[0].results] == ["imported", "same"]
    text = QMimeData()
    text.setText("no file")
    enter = QDragEnterEvent(page.rect().center(), Qt.DropAction.CopyAction, text, Qt.MouseButton.LeftButton, ANY)
    enter.setAccepted(False)
    page.dragEnterEvent(enter)
    assert not enter.isAccepted()


def test_the_step_import_asks_for_files_without_stopping_the_window(qtbot, page, files):
    page.arrive(Place("plans", step="import"))
    dialog = page.findChild(QFileDialog)
    assert dialog is not None
    assert dialog.isVisible()
    with qtbot.waitSignal(page.importing.ended, timeout=60_000) as ended:
        dialog.filesSelected.emit([str(files / "a.txt")])
        dialog.close()
    assert [result.result for result in ended.args[0].results] == ["imported"]


def test_closing_the_program_ends_the_import_after_the_file_in_hand(qtbot, page, tmp_path, courier, room):
    seen = []
    page.importing.advanced.connect(lambda done, *_: seen.append(done))
    page.import_paths(many(tmp_path, 60))
    qtbot.waitUntil(lambda: bool(seen) and seen[-1] >= 2, timeout=30_000)
    courier.drain()
    kept = len(room.read(plan_rows))
    assert 2 <= kept < 60


def test_real_plans_and_malformed_files(qtbot, page, real, room):
    report = imported(qtbot, page, [str(real / "plans_zh"), str(real / "malformed")])
    fates = {}
    for result in report.results:
        fates.setdefault(result.result, []).append(result.file.rsplit("/", 1)[1])
    assert len(fates["imported"]) >= 5
    assert "22-重庆市防汛抗旱应急预案.txt" in fates["stub"]
    assert fates["encrypted"] == ["encrypted-40-bit-R3.pdf"]
    assert "bad1.pdf" in fates["damaged"]
    assert {"date.xlsx", "issues.ods"} <= set(fates["imported"])
    assert report.left == 0
    titles = {row.title for row in room.read(plan_rows)}
    assert {"国家自然灾害救助应急预案", "河南省防汛应急预案"} <= titles


LONG = "".join(f"第{n}条由第{n}队执行，并于{n}时前报告示例局值班室，逾期未报的予以通报。\n" for n in range(40))


def like_one_another(folder, count=2):
    folder = folder / "like"
    folder.mkdir()
    for n in range(count):
        text = PLAN.format(title="甲市供水应急预案", word="供水") + LONG.replace("通报", "通报批评", n)
        (folder / f"{n}.txt").write_text(text, encoding="utf-8")
    return [str(folder)]


def test_one_key_makes_a_plan_a_version_of_the_one_that_it_looks_like(qtbot, page, room, tmp_path, courier, heard):
    imported(qtbot, page, like_one_another(tmp_path, 3))
    view = page.view.report
    assert view.summary.full_text() == "3 imported  ·  2 like a plan that is there"
    assert table_of(page)["1.txt"][1].startswith("Looks like another version of plan 1 (")
    view.table.setFocus()
    view.table.setCurrentIndex(view.table.model().index(0, 0))
    assert view.join.isVisible()
    QTest.keyClick(view.table, Qt.Key.Key_V)
    settled(qtbot, courier, lambda: table_of(page)["1.txt"][1] == "Kept as version 2 of plan 1.")
    QTest.keyClick(view.table, Qt.Key.Key_V, Qt.KeyboardModifier.ShiftModifier)
    settled(qtbot, courier, lambda: table_of(page)["2.txt"][1] == "Kept as version 3 of plan 1.")
    assert not view.join_all.isEnabled()
    kept = [row for row in room.read(plan_rows, kept_only=False) if row.state == "kept"]
    assert [(row.id, row.current) for row in kept] == [(1, 3)]
    assert heard.said[-1] == "The versions were joined; the plans of their own are withdrawn."


def test_an_import_broken_off_is_offered_again_when_the_page_is_opened(qtbot, page, tmp_path, room, tools, courier):
    page.importing.advanced.connect(lambda done, *_: done == 3 and page.view.busy.cancel.click())
    report = imported(qtbot, page, many(tmp_path, 40))
    assert report.left
    assert page.view.resume.isVisible()
    again = PlanLibrary(tools)
    again.resize(1100, 700)
    qtbot.addWidget(again)
    again.show()
    settled(qtbot, courier, lambda: again.view.resume.isVisible())
    assert f"{len(report.results)} of 40 files" in again.view.resume.sentence.text()
    again.view.last_report.click()
    assert again.view.report.isVisible()
    with qtbot.waitSignal(again.importing.ended, timeout=60_000) as ended:
        again.view.resume.go_on.click()
    settled(qtbot, courier)
    assert (len(ended.args[0].results), ended.args[0].left) == (40, 0)
    assert len(room.read(plan_rows)) == 40
    assert not again.view.resume.isVisible()


def test_an_import_broken_off_may_be_left_at_that(qtbot, page, tmp_path, tools, courier):
    page.importing.advanced.connect(lambda done, *_: done == 2 and page.view.busy.cancel.click())
    imported(qtbot, page, many(tmp_path, 30))
    page.view.resume.leave.click()
    settled(qtbot, courier)
    again = PlanLibrary(tools)
    qtbot.addWidget(again)
    again.show()
    settled(qtbot, courier, lambda: again.view.last_report.isVisible())
    assert not again.view.resume.isVisible()


def test_the_report_is_saved_as_a_table(qtbot, page, files, tmp_path, courier):
    imported(qtbot, page, [str(files)])
    page.view.report.table.setFocus()
    QTest.keyClick(page.view.report.table, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    dialog = page.findChild(QFileDialog)
    assert dialog is not None
    target = tmp_path / "out" / "报告.csv"
    dialog.fileSelected.emit(str(target))
    settled(qtbot, courier, lambda: bool(page.view.report.note.text()))
    assert "cannot be written" in page.view.report.note.text()
    target.parent.mkdir()
    dialog.fileSelected.emit(str(target))
    dialog.close()
    settled(qtbot, courier, target.exists)
    rows = target.read_text("utf-8-sig").splitlines()
    assert rows[0] == "File,Result,Plan,Details"
    assert len(rows) == 7


def test_the_original_opens_inside_the_window(qtbot, page, files, courier, heard, room):
    imported(qtbot, page, [str(files / "a.txt")])
    page.view.report.open_plan.click()
    settled(qtbot, courier, lambda: page.view.reader.plan is not None)
    page.view.reader.toolbar._original.trigger()
    settled(qtbot, courier, lambda: page.original.viewer is not None and page.original.viewer.isVisible())
    viewer = page.original.viewer
    qtbot.waitUntil(lambda: "制定本预案" in viewer.text.toPlainText(), timeout=10_000)
    assert viewer.title.full_text() == "a.txt"
    assert not viewer.take_off.isVisible()
    viewer.leaving.ask_path = lambda _: str(files.parent / "copy.txt")
    viewer.save.click()
    settled(qtbot, courier, (files.parent / "copy.txt").exists)
    qtbot.waitUntil(lambda: "Saved as" in viewer.leaving.note.text(), timeout=10_000)
    settled(qtbot, courier)
    assert (files.parent / "copy.txt").read_bytes() == (files / "a.txt").read_bytes()
    assert any(entry.text == "甲市防汛应急预案：a.txt" for entry in room.read(last_entries, 5))
    QTest.keyClick(viewer, Qt.Key.Key_Escape)
    assert not viewer.isVisible()
