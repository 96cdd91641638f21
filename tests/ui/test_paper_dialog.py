"""A paper before it leaves the program: shown, printed, saved; what goes wrong is said and the paper stays."""

from __future__ import annotations

import os

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest

from dutyroom.actions.papers import handover_pdf
from dutyroom.data.catalogues import load_wording
from dutyroom.papers.preview import count_pages
from dutyroom.rules.refusal import Refusal
from dutyroom.ui.page import Paper
from dutyroom.ui.parts import paper_pages
from dutyroom.ui.parts.paper_dialog import PaperDialog, TranslatedPaper
from dutyroom.ui.parts.paper_pages import page_at
from dutyroom.ui.parts.printing import Printers, draw_pages, pages_of
from tests.ui.acting import settle


class _OnePrinter(Printers):
    """A printer that keeps what it was sent."""

    def __init__(self, courier):
        super().__init__(courier)
        self.wishes = []

    def names(self):
        return ["LaserJet"]

    def send(self, pdf, wish):
        self.wishes.append((pdf, wish))
        self.sent.emit(wish.printer)


@pytest.fixture
def paper(room, font_cache):
    room.start()
    room.write("二七区嵩山路追尾，3人死亡，𠮷某受伤", important=True)
    taken = room.take(room.give())
    printed = []

    def make(language):
        return handover_pdf(room.store, taken.shift_id, load_wording(language), font_cache)

    made = TranslatedPaper(
        title="Report",
        file_name="report.pdf",
        make=lambda: make("zh_CN"),
        printed=lambda: printed.append(1),
        make_in=make,
    )
    return made, printed


def opened(qtbot, tools, paper, printers=None):
    dialog = PaperDialog(tools, paper, printers=printers)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.save_button.isEnabled() or dialog.note.isVisible(), timeout=20_000)
    qtbot.waitUntil(tools.courier.is_idle, timeout=20_000)
    return dialog


def test_pages_are_shown_and_can_be_turned(qtbot, tools, paper, look):
    dialog = opened(qtbot, tools, paper[0])
    assert dialog.view.page_count() == count_pages(dialog.view.pdf)
    assert dialog.view.number.text() == f"Page 1 of {dialog.view.page_count()}"
    QTest.keyClick(dialog.view.area, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert dialog.view.zoom() > 0.3
    qtbot.wait(100)
    qtbot.waitUntil(tools.courier.is_idle, timeout=20_000)


def test_the_same_paper_comes_out_the_same_twice_and_differs_in_english(qtbot, tools, paper, look):
    dialog = opened(qtbot, tools, paper[0])
    first = dialog.view.pdf
    dialog.languages["en"].click()
    qtbot.waitUntil(lambda: dialog.view.pdf != first, timeout=20_000)
    dialog.languages["zh_CN"].click()
    qtbot.waitUntil(lambda: dialog.view.pdf == first, timeout=20_000)
    qtbot.waitUntil(tools.courier.is_idle, timeout=20_000)


def test_saved_as_pdf_says_where_and_remembers_the_folder(qtbot, tools, paper, look, tmp_path):
    made, printed = paper
    dialog = opened(qtbot, tools, made)
    dialog.ask_path = lambda proposed: str(tmp_path / "交接班报告")
    QTest.keyClick(dialog, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    saved = tmp_path / "交接班报告.pdf"
    assert saved.read_bytes() == dialog.view.pdf
    assert str(saved) in dialog.note.text()
    assert dialog.show_folder.isVisible()
    assert printed == [1]
    os.mkfifo(tmp_path / "pipe.pdf")
    dialog.ask_path = lambda proposed: str(tmp_path / "pipe.pdf")
    dialog.save_button.click()
    assert "no ordinary file" in dialog.note.text()
    assert (tmp_path / "pipe.pdf").is_fifo()
    proposals = []
    dialog.ask_path = lambda proposed: proposals.append(proposed) or ""
    dialog.save_button.click()
    assert proposals == [str(tmp_path / "report.pdf")]


def test_a_folder_that_may_not_be_written_is_said(qtbot, tools, paper, look, tmp_path):
    made, printed = paper
    dialog = opened(qtbot, tools, made)
    dialog.ask_path = lambda proposed: str(tmp_path / "nowhere" / "a.pdf")
    dialog.save_button.click()
    assert "cannot be written" in dialog.note.text()
    assert not printed
    assert dialog.save_button.isEnabled()


def test_without_a_printer_the_way_out_is_named(qtbot, tools, paper, look):
    dialog = opened(qtbot, tools, paper[0], _NoPrinters(tools.courier))
    dialog.print_button.click()
    assert "No printer" in dialog.note.text()
    assert dialog.view.pdf


class _NoPrinters(Printers):
    def names(self):
        return []


def test_a_printer_that_has_gone_is_named(qtbot, tools, paper, look):
    printers = _OnePrinter(tools.courier)
    dialog = opened(qtbot, tools, paper[0], printers)
    gone = Printers(tools.courier)
    gone.refused.connect(lambda words, facts: dialog._say(words.format(**facts), "overdue"))
    printers.send = gone.send
    dialog.print_button.click()
    assert "LaserJet is not there" in dialog.note.text()
    assert dialog.print_button.isEnabled()


def test_copies_and_pages_reach_the_printer(qtbot, tools, paper, look):
    made, printed = paper
    printers = _OnePrinter(tools.courier)
    dialog = opened(qtbot, tools, made, printers)
    dialog.copies.setValue(3)
    dialog.pages.setText("9")
    dialog.print_button.click()
    assert "no pages" in dialog.note.text()
    assert not printers.wishes
    dialog.pages.setText("1")
    QTest.keyClick(dialog, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    ((pdf, wish),) = printers.wishes
    assert pdf == dialog.view.pdf
    assert (wish.copies, wish.pages) == (3, (0,))
    assert printed == [1]


def test_pages_are_drawn_on_a_printer(qtbot, tools, paper, look, tmp_path):
    pdf = paper[0].make()
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "drawn.pdf"))
    ended = []
    draw_pages(
        tools.courier,
        tools.courier,
        pdf,
        range(count_pages(pdf)),
        printer,
        advanced=lambda *_: None,
        ended=ended.append,
    )
    qtbot.waitUntil(lambda: bool(ended), timeout=30_000)
    assert ended == [""]
    assert count_pages((tmp_path / "drawn.pdf").read_bytes()) == count_pages(pdf)


def test_a_character_without_a_face_is_named_before_printing(qtbot, tools, look, font_cache, room):
    room.start()
    room.write("来电人姓名为\U00031349")  # extension G of 2020, which no face here has
    shift = room.take(room.give()).shift_id
    made = Paper("Report", "a.pdf", lambda: handover_pdf(room.store, shift, load_wording("zh_CN"), font_cache))
    dialog = opened(qtbot, tools, made)
    assert "U+31349" in dialog.warning.text()
    assert dialog.print_button.isEnabled()


def test_the_page_looked_at_comes_first_as_it_is_read_and_is_drawn_once(qtbot, tools, look, paper, monkeypatch):
    drawn = []
    monkeypatch.setattr(paper_pages, "page_at", lambda pdf, page, dpi: drawn.append(page) or page_at(pdf, page, dpi))
    dialog = PaperDialog(tools, paper[0])
    qtbot.addWidget(dialog)
    dialog.show()
    seen = []
    dialog.view.opened.connect(lambda: seen.append((0 in dialog.view._sheets.pictures, dialog.save_button.isEnabled())))
    dialog.view.read.connect(seen.append)
    settle(qtbot, tools)
    assert seen[0][0]
    assert dialog.warning.isVisible() == bool(seen[1])
    assert drawn[0] == 0
    assert drawn.count(0) == 1
    assert dialog.view._sheets.pictures[0].width() > 400


def test_a_paper_that_cannot_be_made_is_said(qtbot, tools, look):
    def fail():
        raise Refusal("paper.no_face")

    dialog = opened(qtbot, tools, Paper("Report", "a.pdf", fail))
    assert "No Chinese font" in dialog.note.text()
    assert not dialog.print_button.isEnabled()


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        ("", (0, 1, 2, 3, 4)),
        ("2", (1,)),
        ("1-3", (0, 1, 2)),
        ("5，1-2", (4, 0, 1)),
        ("6", None),
        ("0", None),
        ("x", None),
    ],
)
def test_page_ranges(text, pages):
    assert pages_of(text, 5) == pages
