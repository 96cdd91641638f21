"""Attached files: looked at inside the window, dropped on the pane and on the register, leaving only on request."""

from __future__ import annotations

import os
import shutil
import signal
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from dutyroom.data.catalogues import load_wording
from dutyroom.data.queries.journal import last_entries
from dutyroom.data.verify import attachment_path
from dutyroom.readers.reading import Reader
from dutyroom.ui.registers.notices import NoticesPage
from tests.actions.matters import Flow
from tests.readers.foreign import a_pdf, a_picture, a_png_that_claims

TEXT = "关于做好强降雨防范工作的通知\n请于今日18时前报送。"


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """A PDF, a picture, a text in GB 18030, and a picture that is too large."""
    text = tmp_path / "附件.txt"
    text.write_bytes(TEXT.encode("gb18030"))
    huge = a_png_that_claims(tmp_path / "大.png", 30_000, 30_000)
    return [a_pdf(tmp_path / "通知.pdf"), a_picture(tmp_path / "照片.jpg"), text, huge]


@pytest.fixture
def page(qtbot, room, tools, look, settled, courier, files):
    room.start()
    made = NoticesPage(tools)
    made.flow = Flow(room, attachments=tuple(files))
    made.resize(1180, 640)
    qtbot.addWidget(made)
    courier.changed.connect(made.heard)
    made.show()
    qtbot.waitExposed(made)
    made.arrive(None)
    qtbot.waitUntil(lambda: made.pane.full is not None, timeout=10_000)
    settled()
    return made


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key, modifier)


def look_at(page, qtbot, place: int):
    button = page.pane.files.buttons[place]
    button.setFocus()
    press(Qt.Key.Key_Return)
    viewer = page.pane.files.viewer
    qtbot.waitUntil(lambda: not said(viewer).startswith("Opening"), timeout=30_000)
    return viewer


def drop(widget: QWidget, paths: list[Path]) -> bool:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    held = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, mime, *held)
    QApplication.sendEvent(widget, enter)
    if enter.isAccepted():
        QApplication.sendEvent(widget, QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, mime, *held))
    return enter.isAccepted()


def said(viewer) -> str:
    return viewer.sentence.sentence.text() if viewer.stack.currentWidget() is viewer.sentence else ""


def test_enter_opens_pages_that_are_turned_zoomed_and_copied(page, qtbot):
    viewer = look_at(page, qtbot, 0)
    assert viewer.isVisible()
    assert (viewer.title.text(), viewer.pages.page_count()) == ("通知.pdf", 2)
    assert "unchanged since" in viewer.facts.text()
    qtbot.waitUntil(lambda: 0 in viewer.pages._sheets.pictures, timeout=20_000)
    press(Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert viewer.pages.page() == 1
    zoom = viewer.pages.zoom()
    press(Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert viewer.pages.zoom() < zoom
    viewer.pages.go_to(1)
    press(Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "copied" in viewer.note.text(), timeout=20_000)
    assert "second page" in QGuiApplication.clipboard().text()


def test_the_next_files_are_one_key_away_and_esc_leads_back_to_where_one_was(page, qtbot):
    viewer = look_at(page, qtbot, 0)
    press(Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: 0 in viewer.pages._sheets.pictures and viewer.pages.page_count() == 1, timeout=20_000)
    assert viewer.title.text() == "照片.jpg"
    press(Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert viewer.note.text() == "A picture holds no text that could be copied."
    press(Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: viewer.stack.currentWidget() is viewer.text, timeout=20_000)
    assert viewer.text.toPlainText() == TEXT
    press(Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == TEXT
    press(Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: said(viewer).startswith("The picture has 30000 × 30000 points"), timeout=20_000)
    press(Qt.Key.Key_Escape)
    assert viewer.isHidden()
    assert QApplication.focusWidget() is page.pane.files.buttons[0]


def test_what_is_damaged_on_the_disk_is_said_and_does_not_leave(page, qtbot, room):
    row = page.flow.full.attachments[0]
    path = attachment_path(room.store.attachments, row.hash)
    path.chmod(0o600)
    path.write_bytes(path.read_bytes()[:-3] + b"xyz")
    viewer = look_at(page, qtbot, 0)
    assert said(viewer) == "The attachment 通知.pdf is missing or changed on the disk. Restore it from a backup."
    assert not viewer.save.isEnabled()
    assert not viewer.outside.isEnabled()


def test_a_file_under_which_the_reader_dies_is_a_sentence(page, qtbot, monkeypatch):
    def killed(reader: Reader, path: Path):
        os.kill(reader._running().pid, signal.SIGKILL)
        return reader._ask(path, want="look")

    monkeypatch.setattr(Reader, "look", killed)
    viewer = look_at(page, qtbot, 0)
    assert said(viewer) == "The file stopped the reader and is taken to be damaged."


def test_saving_writes_a_checked_copy_and_an_entry(page, qtbot, room, tmp_path, files):
    viewer = look_at(page, qtbot, 0)
    goal = tmp_path / "kopie.pdf"
    viewer.leaving.ask_path = lambda _: str(goal)
    press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: events(room) == ["matter.file_out"], timeout=10_000)
    assert goal.read_bytes() == files[0].read_bytes()
    assert str(goal) in viewer.leaving.note.text()


def test_it_is_opened_outside_only_after_the_reason_was_confirmed(page, qtbot, room):
    opened: list[Path] = []
    viewer = look_at(page, qtbot, 2)
    viewer.leaving.open_path = lambda path: bool(opened.append(path)) or True
    press(Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    assert "macros run" in viewer.leaving.question.text()
    press(Qt.Key.Key_Escape)
    assert viewer.isVisible()
    assert not viewer.leaving.is_asking
    press(Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(opened), timeout=10_000)
    assert opened[0].name == "附件.txt"
    assert opened[0].read_bytes().decode("gb18030") == TEXT
    assert events(room) == ["matter.file_out"]
    page.tools.courier.drain()
    assert not opened[0].exists()


def test_one_is_taken_off_with_a_reason(page, qtbot, settled):
    viewer = look_at(page, qtbot, 1)
    viewer.take_off.click()
    press(Qt.Key.Key_Return)
    settled()
    assert viewer.leaving.note.text() == "Give the reason."
    QTest.keyClicks(viewer.leaving.reason, "wrong")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(page.pane.files.buttons) == 3, timeout=10_000)
    assert viewer.isHidden()


def test_files_dropped_on_the_pane_are_attached_and_refused_ones_named(page, qtbot, tmp_path, files, settled):
    more = a_picture(tmp_path / "现场.png", colour="blue")
    copy = Path(shutil.copy(files[0], tmp_path / "副本.pdf"))
    assert drop(page.pane, [copy, more, tmp_path / "没有.pdf"])
    qtbot.waitUntil(lambda: len(page.pane.files.buttons) == 5, timeout=10_000)
    settled()
    assert page.pane.files.note.text().splitlines() == [
        "副本.pdf holds the same as 通知.pdf, which is attached already.",
        "没有.pdf vanished while it was being copied; nothing was kept. Choose the file again.",
    ]


def test_a_file_dropped_on_the_register_begins_a_notice(page, qtbot, tmp_path, settled):
    text = tmp_path / "来文.txt"
    text.write_text(f"示例汛电〔2026〕12号\n{TEXT}\n示例省防汛办\n2026年11月23日", "utf-8")
    assert drop(page, [text])
    entry = page.entry
    qtbot.waitUntil(lambda: "示例汛电" in entry.content.toPlainText(), timeout=30_000)
    qtbot.waitUntil(lambda: entry.form.line("document_number").text() == "示例汛电〔2026〕12号", timeout=10_000)
    assert entry.files.paths() == (text,)
    drop(entry.content, [text])  # the form takes it, not the text as a path
    settled()
    assert "file:" not in entry.content.toPlainText()
    assert entry.files.paths() == (text,)


def test_a_dropped_file_survives_the_draft_that_comes_after_it(page, qtbot, tmp_path, settled):
    first, second = a_picture(tmp_path / "一.png"), a_picture(tmp_path / "二.png", colour="green")
    drop(page, [first])
    settled()
    page.entry.keep()
    settled()
    page.entry.files.put([])
    page.entry.open()
    page.entry.take_files([second])
    settled()
    assert page.entry.files.paths() == (first, second)


def test_every_sentence_and_button_follows_the_language(page, qtbot, language):
    viewer = look_at(page, qtbot, 3)
    language(load_wording("zh_CN"))
    qtbot.waitUntil(lambda: viewer.save.isEnabled(), timeout=20_000)
    for button in viewer.findChildren(QPushButton):
        if button.isVisible() and button.text():
            assert not button.text().isascii(), button.text()


def events(room) -> list[str]:
    return [row.event for row in room.read(last_entries, 50) if row.event == "matter.file_out"]


def test_a_secret_paper_takes_no_file(page, qtbot, room, tmp_path, settled):
    secret = Flow(room, secrecy="机密", title="某件", document_number="", required="", urgency="")
    page.arrive(None)
    settled()
    page._go_to(secret.id)
    qtbot.waitUntil(lambda: page.pane.full is not None and page.pane.full.matter.id == secret.id, timeout=10_000)
    drop(page.pane, [a_picture(tmp_path / "x.png")])
    qtbot.waitUntil(lambda: "take no attachments" in page.pane.files.note.text(), timeout=10_000)
