"""The log on paper, and where there is nothing to read."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from PySide6.QtTest import QAbstractItemModelTester

from dutyroom.actions.entries import close_item
from dutyroom.data.queries.journal import entry_in_full
from dutyroom.data.queries.open_items import open_items
from dutyroom.data.startup import create_store
from dutyroom.rules.entry import CloseItem
from dutyroom.rules.log_filter import LogFilter
from dutyroom.ui.courier import Courier
from dutyroom.ui.page import Place
from dutyroom.ui.parts.entry_words import text_said
from dutyroom.ui.registers.log import LogPage
from tests.ui.test_log_page import shown


def test_the_filtered_log_goes_to_paper_in_chinese(log, settled, heard, font_cache: Path):
    log.bar.show_filter(LogFilter(words="积水"))
    settled()
    log.print_log()
    (paper,) = heard.papers
    assert paper.file_name.startswith("log-")
    assert paper.make().startswith(b"%PDF-")


def test_the_model_keeps_qts_rules(log):
    tester = QAbstractItemModelTester(log.table.register, QAbstractItemModelTester.FailureReportingMode.Fatal)
    log.table.set_ids([3, 4, 5])
    log.table.set_ids(range(1, 9))
    assert tester.model().rowCount() == 8


def test_an_empty_log_says_what_belongs_here(qtbot, tmp_path, tools, look, heard):
    store = create_store(tmp_path / "empty")
    courier = Courier(store)
    page = LogPage(type(tools)(**{**{f: getattr(tools, f) for f in tools.__dataclass_fields__}, "courier": courier}))
    qtbot.addWidget(page)
    page.resize(1000, 600)
    page.show()
    page.arrive(None)
    qtbot.waitUntil(page.table.empty.isVisible)
    qtbot.waitUntil(lambda: page.table.empty.step.text() == "Start a shift")
    page.table.empty.step.click()
    courier.drain()
    store.close()
    assert heard.places == [Place("shifts", step="start")]


def test_a_log_that_cannot_be_read_says_so_and_offers_to_try_again(log, courier, settled, monkeypatch):
    failures = []
    courier.failed.connect(failures.append)

    def broken(session, search):
        raise RuntimeError("no such table")

    monkeypatch.setattr("dutyroom.ui.registers.log.find_entries", broken)
    log._ask_ids()
    settled()
    assert [str(error) for error in failures] == ["no such table"]
    assert log.table.empty.sentence.text() == "The log could not be read."
    monkeypatch.undo()
    log.table.empty.step.click()
    settled()
    assert len(shown(log)) > 30


def test_every_control_has_a_name(log):
    for widget in (
        log.table,
        log.bar.words,
        log.bar.kinds,
        log.bar.shift,
        log.bar.period,
        log.bar.kept.button,
        log.pane.copy,
    ):
        assert widget.accessibleName()


def test_what_the_program_did_stands_before_the_text(log, room):
    seq = room.write("续报", due_at=room.now + timedelta(hours=1))
    (item,) = room.read(open_items)
    done = room.do(close_item, CloseItem(id=item.id, outcome="已报"))
    assert text_said(room.read(entry_in_full, done)) == "Done: 已报"
    assert text_said(room.read(entry_in_full, seq)) == "续报"
