"""Palette, key sheet and paper: opened by a person, closed with Esc, the cursor back where it was."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from dutyroom.ui.parts.key_help import KeyHelp
from dutyroom.ui.parts.palette import Palette
from dutyroom.ui.parts.palette_items import PaletteItem, fits, hit_ranges
from dutyroom.ui.parts.pdf_view import PdfView


@pytest.fixture
def window(qtbot, look):
    widget = QWidget()
    widget.setLayout(QVBoxLayout())
    widget.resize(1024, 700)
    qtbot.addWidget(widget)
    widget.field = QLineEdit(widget)
    widget.layout().addWidget(widget.field)
    widget.show()
    widget.activateWindow()
    widget.field.setFocus()
    return widget


@pytest.fixture
def ran():
    return []


@pytest.fixture
def palette(window, ran):
    made = Palette(window)
    made.set_commands(
        [
            PaletteItem("Commands", "交班", "Hand over the shift", "F9", lambda: ran.append("give"), ("jiaoban", "jb")),
            PaletteItem("Commands", "打印", "Print", "Ctrl+P", lambda: ran.append("print"), ("dayin", "dy")),
        ]
    )
    return made


def titles(palette):
    return [line if isinstance(line, str) else line.title for line in palette._model.lines]


def test_command_is_found_by_initials_and_run_with_enter(palette, ran, window):
    palette.ask()
    assert titles(palette) == ["Commands", "交班", "打印"]
    QTest.keyClicks(palette.query, "jb")
    assert titles(palette) == ["Commands", "交班"]
    QTest.keyClick(palette.query, Qt.Key.Key_Return)
    assert ran == ["give"]
    assert palette.isHidden()
    assert window.field.hasFocus()


def test_results_come_later_and_do_not_move_what_was_walked_to(palette, ran, qtbot):
    palette.ask()
    with qtbot.waitSignal(palette.query_changed) as asked:
        QTest.keyClicks(palette.query, "p")
    assert asked.args == ["p"]
    palette.set_results("Plans", [PaletteItem("Plans", "Plan 1", "", "", lambda: ran.append("plan"))])
    QTest.keyClick(palette.query, Qt.Key.Key_Down)
    palette.set_results("Log", [PaletteItem("Log", "Entry 1", "", "", lambda: ran.append("entry"))])
    assert titles(palette)[-4:] == ["Plans", "Plan 1", "Log", "Entry 1"]
    QTest.keyClick(palette.query, Qt.Key.Key_Return)
    assert ran == ["plan"]


def test_old_results_go_when_the_query_changes_and_nothing_is_said_in_words(palette):
    palette.ask("防汛")
    palette.set_results("Plans", [PaletteItem("Plans", "防汛预案", "", "", lambda: None)])
    palette.query.setText("没有的")
    assert titles(palette) == []
    assert palette.nothing.text() == "Nothing found for “没有的”"


def test_arrows_skip_titles_and_go_round(palette):
    palette.ask()
    palette.set_results("Plans", [PaletteItem("Plans", "Plan 1", "", "", lambda: None)])
    seen = []
    for _ in range(4):
        seen.append(palette._model.lines[palette.list.currentIndex().row()].title)
        QTest.keyClick(palette.query, Qt.Key.Key_Down)
    assert seen == ["交班", "打印", "Plan 1", "交班"]


def test_esc_closes_and_gives_the_cursor_back(palette, window):
    palette.ask()
    assert palette.query.hasFocus()
    QTest.keyClick(palette.query, Qt.Key.Key_Escape)
    assert palette.isHidden()
    assert window.field.hasFocus()


def test_palette_paints_marked_hits(palette, qapp):
    palette.ask("交班")
    picture = palette.list.grab().toImage()
    colours = {picture.pixelColor(x, y).name() for x in range(0, picture.width(), 2) for y in range(picture.height())}
    assert "#ffe58a" in colours


def test_hits_are_where_the_words_stand():
    assert hit_ranges("值班与交班，交班", "交班") == [(3, 2), (6, 2)]
    assert hit_ranges("Flood FLOOD", "flood") == [(0, 5), (6, 5)]
    item = PaletteItem("s", "防汛预案", "第四章", "", lambda: None, ("fxya",))
    assert fits(item, "防汛 第四")
    assert not fits(item, "防汛 第五")


def test_key_sheet_opens_and_closes_with_the_same_key(window):
    sheet = KeyHelp(window)
    sheet.set_keys([("Everywhere", [("Ctrl+K", "Search"), ("F2", "Call in")]), ("Log", [("Enter", "Open")])])
    sheet.toggle()
    assert sheet.isVisible()
    assert window.rect().contains(sheet.geometry())
    QTest.keyClick(sheet, Qt.Key.Key_Question)
    assert sheet.isHidden()
    assert window.field.hasFocus()


@pytest.fixture
def paper(window, qtbot):
    view = PdfView(window)
    window.layout().addWidget(view)
    view.wanted = []
    view.page_wanted.connect(lambda page, wide: view.wanted.append((page, wide)))
    return view


def test_only_pages_looked_at_are_asked_for(paper, qtbot):
    paper.set_pages([(595, 842)] * 30)
    qtbot.waitUntil(lambda: bool(paper.wanted))
    assert 0 < len(paper.wanted) <= 3
    assert paper.number.text() == "Page 1 of 30"
    paper.go_to(29)
    qtbot.waitUntil(lambda: any(page == 29 for page, _ in paper.wanted))
    assert paper.number.text() in ("Page 29 of 30", "Page 30 of 30")
    assert len(paper.wanted) <= 8


def test_zoom_keeps_the_page_and_asks_for_a_sharper_picture(paper, qtbot):
    paper.set_pages([(595, 842)] * 10)
    paper.go_to(4)
    qtbot.waitUntil(lambda: any(page == 4 for page, _ in paper.wanted))
    before = paper.zoom()
    paper.wanted.clear()
    QTest.keyClick(paper, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert paper.zoom() > before
    assert paper.number.text() == "Page 5 of 10"
    qtbot.waitUntil(lambda: any(page == 4 for page, _ in paper.wanted))
    QTest.keyClick(paper, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert paper.zoom() == pytest.approx(before)


def test_pictures_kept_are_few(paper):
    paper.set_pages([(595, 842)] * 40)
    for page in range(40):
        paper.set_picture(page, QImage(10, 14, QImage.Format.Format_RGB32))
    assert len(paper._sheets.pictures) == 12
