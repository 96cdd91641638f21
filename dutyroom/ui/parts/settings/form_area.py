"""The form beside a table of Settings."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget


def form_area(form: QWidget, least: int = 0) -> QScrollArea:
    """A form that scrolls up and down beside its table, at least so wide (px)."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(form)
    area.setMinimumWidth(least)
    form.setContentsMargins(12, 0, 12, 0)
    form.setProperty("look", "page")
    return area
