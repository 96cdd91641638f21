"""The run with real windows has real windows; without this it could pass by showing nothing."""

import os
import sys

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit


@pytest.mark.window
def test_typing_reaches_a_field_of_a_real_window(qtbot):
    field = QLineEdit()
    qtbot.addWidget(field)
    field.show()
    field.activateWindow()
    qtbot.waitUntil(field.isActiveWindow)
    for figure in "0815":
        QTest.keyClick(QGuiApplication.focusWindow(), figure)  # the window system's way, not the widget's
    assert field.text() == "0815"
    if sys.platform.startswith("linux"):
        assert QGuiApplication.platformName() == "xcb"


def test_other_tests_show_nothing(qapp):
    if os.environ["QT_QPA_PLATFORM"] == "xcb":
        pytest.skip("this is the run with real windows")
    assert QGuiApplication.platformName() == "offscreen"
