"""The Qt binding itself: a version that miscounts Python's references ends a long shift without a word."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget


class _Teller(QObject):
    told = Signal(bool)


def test_calls_without_an_answer_give_back_what_they_took(qtbot):
    """PySide6 6.12.0 loses one reference to None in each; Python 3.11 aborts after about 5 700 of them."""
    widget = QWidget()
    qtbot.addWidget(widget)
    before = sys.getrefcount(None)
    for _ in range(1000):
        widget.update()
    assert sys.getrefcount(None) > before - 500


def test_signals_give_back_what_they_carried(qapp):
    teller = _Teller()
    heard = []
    teller.told.connect(heard.append)
    before = sys.getrefcount(True)
    for _ in range(100):
        teller.told.emit(True)
    assert len(heard) == 100
    heard.clear()
    assert sys.getrefcount(True) > before - 50
