"""Errors that nobody expected."""

from __future__ import annotations

import logging
import sys
import threading

import pytest
from PySide6.QtCore import qWarning
from PySide6.QtGui import QGuiApplication

from dutyroom.ui.crash import LOG, LOG_FILE, CrashWatch, keep_log, report_of


@pytest.fixture
def watch(qapp, tmp_path):
    log = keep_log(tmp_path / "logs")
    made = CrashWatch(tmp_path / "logs", lambda: None)
    made.stand()
    yield made
    made.leave()
    if made.sheet is not None:
        made.sheet.close()
    LOG.removeHandler(log)
    log.close()


def fail(text):
    raise ValueError(f"cannot place {text}")


def caught(text):
    try:
        fail(text)
    except ValueError as error:
        return error


def test_a_report_says_where_and_nothing_that_was_written():
    report = report_of(caught("嵩山路追尾"))
    assert "ValueError" in report
    assert "test_crash.py" in report
    assert "嵩山路" not in report


def test_a_cause_is_told_before_its_consequence():
    try:
        try:
            fail("a")
        except ValueError as error:
            raise KeyError("b") from error
    except KeyError as error:
        report = report_of(error)
    assert report.index("ValueError") < report.index("KeyError")


def test_the_sheet_comes_and_the_log_keeps_it(watch, qtbot, tmp_path):
    error = caught("嵩山路追尾")
    sys.excepthook(type(error), error, error.__traceback__)
    qtbot.waitUntil(lambda: watch.sheet is not None and watch.sheet.isVisible())
    watch.sheet.copy.click()
    assert "ValueError" in QGuiApplication.clipboard().text()
    kept = (tmp_path / "logs" / LOG_FILE).read_text("utf-8")
    assert "ValueError" in kept
    assert "嵩山路" not in kept


def test_a_thread_that_fails_is_told_too(watch, qtbot):
    thread = threading.Thread(target=fail, args=("x",))
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: watch.sheet is not None)


def test_messages_of_qt_go_to_the_log(watch, tmp_path):
    qWarning("a pixmap is null")
    assert "a pixmap is null" in (tmp_path / "logs" / LOG_FILE).read_text("utf-8")


def test_the_hooks_are_given_back(qapp, tmp_path):
    before = sys.excepthook
    watch = CrashWatch(tmp_path, lambda: None)
    watch.stand()
    assert sys.excepthook != before
    watch.leave()
    assert sys.excepthook == before


def test_a_folder_that_cannot_be_written_keeps_no_log(tmp_path):
    (tmp_path / "logs").write_text("a file stands in the way")
    assert keep_log(tmp_path / "logs") is None
    assert logging.getLogger("dutyroom").handlers == []
