"""A printer that is down loses no paper: it waits, with what was asked for, and is offered again."""

from __future__ import annotations

import json

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from dutyroom.actions.papers import blank_pdf
from dutyroom.data.catalogues import load_wording
from dutyroom.data.queries.journal import last_entries
from dutyroom.papers.two_sided import two_sided
from dutyroom.ui.page import Paper
from dutyroom.ui.parts.paper_dialog import PaperDialog
from dutyroom.ui.parts.printing import FAILED, Printers
from dutyroom.ui.parts.waiting_prints import WaitingPrints
from dutyroom.ui.print_keeping import WAITING, PrintDefaults, PrintKeeping
from tests.ui.acting import KEY, settle


class Queue(Printers):
    """Two printers; takes papers only while it is up."""

    def __init__(self, courier):
        super().__init__(courier)
        self.is_up, self.taken = False, []

    def names(self):
        return ["LaserJet", "Brother"]

    def send(self, pdf, wish):
        if self.is_up:
            self.taken.append((pdf, wish))
            self.sent.emit(wish.printer)
        else:
            self.refused.emit(FAILED, {"name": wish.printer, "detail": "queue is down"})


@pytest.fixture
def pdf(room, font_cache) -> bytes:
    return blank_pdf(room.store, "log", room.now.date(), 1, 3, load_wording("zh_CN"), font_cache)


@pytest.fixture
def keeping(room) -> PrintKeeping:
    return PrintKeeping(room.store.folder)


def shown(qtbot, tools, pdf, printers, **named) -> PaperDialog:
    paper = Paper(title="样例日志", file_name="log.pdf", make=lambda: pdf, kind="day-log", **named)
    dialog = PaperDialog(tools, paper, printers=printers)
    qtbot.addWidget(dialog)
    settle(qtbot, tools)
    return dialog


class Taker(Printers):
    """A printer that is there; keeps what is really given to it."""

    given = ()

    def names(self):
        return ["LaserJet"]

    def _give(self, pdf, wish):
        self.given = (pdf, wish)
        self.sent.emit(wish.printer)


@pytest.mark.parametrize(("sides", "turned"), [("one", False), ("long", True), ("short", False)])
def test_both_sides_bound_at_the_long_edge_are_printed_with_mirrored_margins(
    qtbot, tools, look, pdf, keeping, sides, turned
):
    printer = Taker(tools.courier)
    dialog = shown(qtbot, tools, pdf, printer)
    dialog.choices.sides.setCurrentIndex(dialog.choices.sides.findData(sides))
    dialog.print_button.click()
    settle(qtbot, tools)
    given, wish = printer.given
    assert given == (two_sided(pdf) if turned else pdf)
    assert (wish.pages, wish.sides, dialog.view.pdf) == ((0, 1, 2), sides, pdf)


def test_printer_copies_and_sides_are_remembered_for_a_kind(qtbot, tools, look, pdf, keeping):
    dialog = shown(qtbot, tools, pdf, Queue(tools.courier))
    choices = dialog.choices
    choices.printer.setCurrentText("Brother")
    choices.copies.setValue(3)
    choices.sides.setCurrentIndex(choices.sides.findData("long"))
    choices.remember.click()
    again = shown(qtbot, tools, pdf, Queue(tools.courier)).choices
    assert (again.printer.currentText(), again.copies.value(), again.sides_chosen) == ("Brother", 3, "long")
    assert keeping.defaults("handover") == PrintDefaults()


def test_a_paper_that_no_printer_takes_waits_and_goes_out_from_the_list(qtbot, tools, room, look, pdf, keeping):
    queue = Queue(tools.courier)
    dialog = shown(qtbot, tools, pdf, queue, records=(("day-log", 20261123),))
    dialog.choices.sides.setCurrentIndex(1)
    dialog.pages.setText("2-3")
    dialog.print_button.click()
    assert "queue is down" in dialog.note.text()
    assert dialog.note.text().endswith("It stands in the list of waiting prints on Briefings.")
    dialog.print_button.click()  # the same paper does not wait twice
    (job,) = keeping.waiting()
    assert (job.title, job.printer, job.pages, job.sides) == ("样例日志", "LaserJet", "2-3", "long")
    page = QWidget()
    page.resize(900, 600)
    qtbot.addWidget(page)
    page.show()
    sheet = WaitingPrints(tools, page, printers=queue)
    sheet.begin()
    assert "样例日志 · LaserJet" in sheet.lines.item(0).text()
    QTest.keyClick(sheet.lines, KEY.Key_Return)
    settle(qtbot, tools)
    assert "queue is down" in sheet.note.text()
    assert len(keeping.waiting()) == 1
    queue.is_up = True
    QTest.keyClick(sheet.lines, KEY.Key_Return)
    settle(qtbot, tools)
    ((sent, wish),) = queue.taken
    assert sent == pdf
    assert (wish.pages, wish.all_pages, wish.sides) == ((1, 2), False, "long")
    assert keeping.waiting() == []
    settle(qtbot, tools)
    assert room.read(last_entries, 1)[0].event == "paper.printed"


def test_the_dialog_that_offers_it_again_lets_it_wait_no_longer(qtbot, tools, look, pdf, keeping):
    queue = Queue(tools.courier)
    shown(qtbot, tools, pdf, queue).print_button.click()
    (job,) = keeping.waiting()
    queue.is_up = True
    again = shown(qtbot, tools, pdf, queue, waiting_id=job.id)
    again.print_button.click()
    assert keeping.waiting() == []


def test_all_are_printed_and_what_stops_the_first_stops_those_behind(qtbot, tools, look, pdf, keeping):
    queue = Queue(tools.courier)
    for _ in range(2):
        shown(qtbot, tools, pdf, Queue(tools.courier)).print_button.click()
    page = QWidget()
    qtbot.addWidget(page)
    sheet = WaitingPrints(tools, page, printers=queue)
    counts = []
    sheet.changed.connect(counts.append)
    sheet.begin()
    sheet.all.click()
    settle(qtbot, tools)
    assert len(keeping.waiting()) == 2
    queue.is_up = True
    sheet.all.click()
    settle(qtbot, tools)
    assert len(queue.taken) == 2
    assert counts[-1] == 0
    assert "Sent to LaserJet" in sheet.note.text()


def test_damaged_or_foreign_files_are_not_taken_for_papers(room, keeping, pdf):
    folder = room.store.folder / WAITING
    folder.mkdir()
    (folder / "a.json").write_text("{", encoding="utf-8")
    (folder / "b.json").write_text(json.dumps({"id": "b", "records": 1}), encoding="utf-8")
    (folder / "c.json").write_text("[]", encoding="utf-8")
    assert keeping.waiting() == []
    assert keeping.pdf("a") == b""
