"""Blank numbered sheets for a power failure."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QPushButton, QSpinBox, QWidget

from dutyroom.actions.papers import blank_pdf, note_printed
from dutyroom.data.catalogues import load_wording
from dutyroom.papers.facts import BlankKind
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.form import Form
from dutyroom.ui.parts.handover.live_paper import font_cache
from dutyroom.ui.parts.handover.step import Step
from dutyroom.ui.parts.paper_dialog import TranslatedPaper

_SHEETS_MOST = 100
_NUMBER_MOST = 999


class _BlankForm(Form):
    """What to print: log or handover, how many, the first number."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind, self.count, self.first = QComboBox(self), QSpinBox(self), QSpinBox(self)
        self.kind.addItem("", "log")
        self.kind.addItem("", "handover")
        self.count.setRange(1, _SHEETS_MOST)
        self.count.setValue(10)
        self.first.setRange(1, _NUMBER_MOST)
        for name in ("kind", "count", "first"):
            self.add_field(name, getattr(self, name))
        self.retranslate()

    def retranslate(self) -> None:
        """Word the form anew."""
        self.kind.setItemText(0, self.tr("Log sheets"))
        self.kind.setItemText(1, self.tr("Handover sheets"))
        self.word_field("kind", self.tr("Sheets"))
        self.word_field("count", self.tr("How many"))
        self.word_field(
            "first", self.tr("First number"), self.tr("Go on after the last number printed on the same day.")
        )


class BlankStep(Step):
    """Print blank sheets beforehand; each carries its own number."""

    shown = Signal()

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self.form = _BlankForm(self)
        self.form.setMaximumWidth(560)
        self.preview = QPushButton(self)
        self.preview.setObjectName("preview")
        self.form.add_button(self.preview, first_step=True)
        self.column.addWidget(self.form)
        self.column.addStretch(1)
        self.preview.clicked.connect(self._show)
        self.form.step_back_asked.connect(self.left)
        self.retranslate()

    def begin(self) -> None:
        """The cursor goes to the first field."""
        self.form.kind.setFocus()

    def retranslate(self) -> None:
        """Word the step anew."""
        super().retranslate()
        self.title.setText(self.tr("Blank sheets"))
        self.about.setText(self.tr("For a power failure: written by hand, entered later with number and writer."))
        self.preview.setText(self.tr("Show and print…"))
        self.preview.setAccessibleName(self.preview.text())

    def _show(self) -> None:
        now: datetime = self.tools.clock()
        day = now.astimezone(self.tools.zone).date()
        kind = cast("BlankKind", self.form.kind.currentData())
        store, cache = self.tools.courier.store, font_cache(self.tools)
        first, count = self.form.first.value(), self.form.count.value()

        def make(language: str) -> bytes:
            return blank_pdf(store, kind, day, first, count, load_wording(language), cache)

        name = self.form.kind.currentText()
        self.tools.show_paper(
            TranslatedPaper(
                title=f"{name} {first}–{first + count - 1}",
                file_name=f"{name}-{day:%Y%m%d}-{first:03}.pdf",
                make=partial(make, "zh_CN"),
                make_in=make,
                printed=lambda: self.tools.courier.do(self, note_printed, f"blank-{kind}", first, "paper"),
                kind=f"blank-{kind}",
                records=((f"blank-{kind}", first),),
            )
        )
        self.shown.emit()
