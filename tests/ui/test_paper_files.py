"""A paper goes out with the files of its matter where that is asked for, remembered by its kind."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from dutyroom.actions.attaching import attach
from dutyroom.actions.went_out import note_went_out
from dutyroom.data.queries.journal import last_entries
from dutyroom.papers.archive import About
from dutyroom.papers.paper_file import PaperFile
from dutyroom.rules.matter_steps import Attach
from dutyroom.ui.page import Paper
from dutyroom.ui.parts.paper_dialog import PaperDialog
from dutyroom.ui.parts.waiting_prints import WaitingPrints
from dutyroom.ui.print_keeping import PrintKeeping
from tests.actions.matters import Flow
from tests.papers.reading_pdf import page_texts, squeezed
from tests.ui.acting import KEY, settle
from tests.ui.test_waiting_prints import Queue

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def notice(room) -> int:
    """A notice that has no file yet."""
    return Flow(room).id


@pytest.fixture
def file(room, notice, tmp_path) -> str:
    """A file attached to it that cannot be printed: its sheet says so, and nothing is drawn."""
    path = tmp_path / "附表（样例）.pdf"
    path.write_bytes(b"%PDF-1.4 broken")
    room.do(attach, Attach(id=notice, path=path))
    return path.name


@pytest.fixture
def shown(qtbot, tools, look, notice):
    """Opens the slip of the notice in the dialog of papers."""
    page = QWidget()
    page.resize(900, 600)
    qtbot.addWidget(page)
    page.show()

    def show(printers=None) -> PaperDialog:
        paper = Paper(
            title="文件处理单（样例）",
            file_name="slip.pdf",
            make=a_page,
            printed=lambda: tools.courier.do(page, note_went_out, "handling-slip", notice, "PDF"),
            kind="handling-slip",
            records=(("handling-slip", notice),),
        )
        dialog = PaperDialog(tools, paper, printers=printers)
        qtbot.addWidget(dialog)
        dialog.owner = page
        dialog.show()
        settle(qtbot, tools)
        return dialog

    return show


def a_page() -> bytes:
    """What the slip is here: a line on a page."""
    file = PaperFile((200, 300), About(title="样例", author="样例"))
    file.canvas.line(10, 10, 190, 10)
    file.end_page()
    return file.pdf()


def text_of(dialog: PaperDialog) -> str:
    return squeezed("".join(page_texts(dialog.view.pdf)))


def printed(room) -> list[str]:
    return [entry.text for entry in room.read(last_entries, 2)]


def test_a_matter_without_files_offers_none(shown):
    dialog = shown()
    plain = dialog.view.pdf
    QTest.keyClick(dialog, KEY.Key_T, CTRL)
    assert (dialog.files.isVisible(), dialog.files.isChecked(), dialog.view.pdf == plain) == (False, False, True)


def test_files_stand_behind_the_paper_by_one_key_and_their_printing_is_journalled(qtbot, tools, room, shown, file):
    queue = Queue(tools.courier)
    queue.is_up = True
    dialog = shown(queue)
    assert (dialog.files.isVisible(), dialog.files.text()) == (True, "With attachments (1)")
    assert file in dialog.files.toolTip()
    assert file not in text_of(dialog)
    QTest.keyClick(dialog, KEY.Key_T, CTRL)
    settle(qtbot, tools)
    assert file in text_of(dialog)
    assert "未能打印" in text_of(dialog)
    dialog.print_button.click()
    settle(qtbot, tools)
    assert queue.taken[0][0] == dialog.view.pdf
    assert printed(room) == ["文件处理单 收〔2026〕1号 → PDF", f"收〔2026〕1号　{file} → 随文打印"]


def test_it_is_remembered_for_the_kind(qtbot, tools, shown, file):
    dialog = shown()
    dialog.files.click()
    dialog.choices.remember.click()
    settle(qtbot, tools)
    again = shown()
    assert again.files.isChecked()
    assert file in text_of(again)
    assert not PrintKeeping(tools.courier.store.folder).defaults("warning").with_files


def test_what_waits_for_a_printer_waits_with_its_files(qtbot, tools, room, shown, file):
    queue = Queue(tools.courier)
    dialog = shown(queue)
    dialog.files.click()
    settle(qtbot, tools)
    dialog.print_button.click()
    (job,) = PrintKeeping(tools.courier.store.folder).waiting()
    assert job.with_files
    queue.is_up = True
    sheet = WaitingPrints(tools, dialog.owner, printers=queue)
    sheet.begin()
    sheet.print.click()
    settle(qtbot, tools)
    assert printed(room) == ["文件处理单 收〔2026〕1号 → paper", f"收〔2026〕1号　{file} → 随文打印"]
