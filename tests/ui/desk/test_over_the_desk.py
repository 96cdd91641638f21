"""What lies over the desk goes with it: a paper is neither readable nor savable while the desk is locked."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from dutyroom.actions.papers import shift_log_pdf
from dutyroom.data.queries.shifts import running_shift
from dutyroom.rules.wording import ENGLISH
from dutyroom.ui.page import Paper
from dutyroom.ui.parts.paper_dialog import PaperDialog, show_paper
from tests.ui.acting import KEY, press
from tests.ui.desk.desks import PASSWORD

pytestmark = pytest.mark.usefixtures("look")


@pytest.fixture
def paper(desk, qtbot, store, font_cache):
    """The log of the shift, shown over the desk; the keyboard is in it."""
    with store.reading() as session:
        shift = running_shift(session)
    made = Paper("Log of the shift", "log.pdf", lambda: shift_log_pdf(store, shift.id, ENGLISH, font_cache))
    show_paper(desk.window, desk.window.tools, made)
    (dialog,) = papers()
    qtbot.waitUntil(dialog.save_button.isEnabled, timeout=20_000)
    qtbot.waitUntil(desk.courier.is_idle, timeout=20_000)
    dialog.activateWindow()
    qtbot.waitUntil(lambda: dialog.isAncestorOf(QApplication.focusWidget()))
    return dialog


def papers():
    """The papers that can be seen."""
    return [each for each in QApplication.topLevelWidgets() if isinstance(each, PaperDialog) and each.isVisible()]


def come_back(desk, qtbot, officer):
    cover = desk.window.cover
    qtbot.waitUntil(cover.password.hasFocus)
    cover.officer.set_choice(officer)
    QTest.keyClicks(cover.password, PASSWORD)
    press(KEY.Key_Return)
    qtbot.waitUntil(lambda: not desk.window.is_locked)


def test_the_key_of_the_lock_works_in_a_paper_and_the_paper_comes_back_to_its_reader(desk, paper, qtbot, people):
    press(KEY.Key_F12)
    assert desk.window.is_locked
    assert papers() == []
    come_back(desk, qtbot, people.chief)
    assert papers() == [paper]
    assert paper.save_button.isEnabled()


def test_somebody_else_who_sits_down_does_not_find_the_paper(desk, paper, qtbot, people):
    press(KEY.Key_L, held=Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert desk.window.is_locked
    come_back(desk, qtbot, people.deputy)
    assert papers() == []
    desk.window.lock()
    come_back(desk, qtbot, people.chief)
    assert papers() == [], "it was closed, not only hidden"


def test_whoever_reads_a_paper_is_there(desk, paper, qtbot, clock_set):
    clock_set.go_on(minutes=9)
    desk.window.idle.look()
    press(KEY.Key_Down)
    clock_set.go_on(minutes=9)
    desk.window.idle.look()
    assert not desk.window.is_locked
    clock_set.go_on(minutes=2)
    desk.window.idle.look()
    assert desk.window.is_locked
    assert papers() == []


def test_locking_answers_a_dialog_that_waits_with_no(desk, paper, qtbot, tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    asked = []

    def ask(proposed: str) -> str:
        dialog = QFileDialog(paper, "Save", str(tmp_path / "log.pdf"))
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        asked.append(dialog)
        dialog.open()
        qtbot.waitUntil(dialog.isVisible)
        desk.window.lock()
        return dialog.selectedFiles()[0] if dialog.result() == QFileDialog.DialogCode.Accepted else ""

    paper.ask_path = ask
    press(KEY.Key_S, held=Qt.KeyboardModifier.ControlModifier)
    assert [dialog.isVisible() for dialog in asked] == [False]
    assert papers() == []
    assert list(Path(tmp_path).glob("*.pdf")) == []


def test_an_open_list_is_closed_when_the_desk_is_locked(desk, qtbot):
    kind = desk.window.frame.capture_line.fields.kind
    kind.showPopup()
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    desk.window.lock()
    assert QApplication.activePopupWidget() is None
    assert not kind.view().isVisible()


def test_the_window_takes_its_papers_along_when_it_closes(desk, paper, qtbot):
    desk.window.close()
    assert papers() == []
