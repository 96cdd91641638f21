"""A sheet over the register: a heading, pages in it, links to what is under way, and Esc as the way back."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from dutyroom.actions.errors import said
from dutyroom.data.trouble import Trouble
from dutyroom.rules.refusal import Refusal
from dutyroom.ui.icons import icon
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.elided_label import ElidedLabel
from dutyroom.ui.parts.empty_state import EmptyState
from dutyroom.ui.parts.fields_area import FieldsArea
from dutyroom.ui.parts.form import Form
from dutyroom.ui.parts.overlay import Overlay
from dutyroom.ui.theme import is_look_change, put_look

WIDE: Final = 1160
TALL: Final = 720
"""How wide a form is at the most, and how large a sheet begins, px."""
_RIM: Final = 8


class RecordSheet(Overlay):
    """``form`` begins a record, ``view`` shows one; a sentence takes their place where neither can be.

    ``link_asked`` names a record that the links above the form lead to.
    """

    link_asked = Signal(int)
    again_asked = Signal()

    def __init__(self, tools: Tools, parent: QWidget, form: Form, view: QWidget) -> None:
        super().__init__(parent, wide=WIDE, tall=TALL)
        self.tools = tools
        self.form = form
        self.title = ElidedLabel(parent=self, type_="section")
        self.close_button = QToolButton(self)
        put_look(self.close_button, look="plain")
        self.links = QWidget(self)
        self._links = QVBoxLayout(self.links)
        self._links.setContentsMargins(0, 0, 0, 0)
        self._links.setSpacing(0)
        self.sentence = EmptyState(self)
        self.pages = QStackedWidget(self)
        self._area = FieldsArea(form, above=self.links)
        form.setMaximumWidth(WIDE)
        self.links.setVisible(False)
        self._view = view
        for page in (form, view, self.sentence):
            self.pages.addWidget(page)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 16, 14)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.pages, 1)
        self.close_button.clicked.connect(self.close_over)
        self.form.step_back_asked.connect(self.close_over)
        self.sentence.step_taken.connect(self.again_asked)
        self._tint()

    def show_form(self, first: QWidget) -> None:
        """Show the form with the cursor in ``first``."""
        self.pages.setCurrentWidget(self.form)
        self.open_over(first)

    def show_view(self, first: QWidget) -> None:
        """Show the record; the cursor goes to ``first`` where it was not in the sheet already."""
        arriving = self.isHidden() or self.pages.currentWidget() is not self._view
        self.pages.setCurrentWidget(self._view)
        if arriving:
            self.open_over(first)

    def say_instead(self, sentence: str, step: str = "") -> None:
        """Show a sentence where neither form nor record can be shown."""
        self.sentence.set_words(sentence, step)
        self.pages.setCurrentWidget(self.sentence)
        self.open_over(self.sentence.step if step else self.close_button)

    def reading_failed(self, error: Exception) -> None:
        """The record could not be read: say so and offer to try again."""
        if isinstance(error, Trouble):
            sentence = said(error, self.tools.wording(), self.tools.zone)
        else:
            sentence = self.tr("This record could not be read.")
            self.tools.courier.failed.emit(error)
        self.say_instead(sentence, self.tr("Try again"))

    def refuse(self, refusal: Refusal) -> None:
        """Point out in the form what was refused, and bring it into view."""
        self.form.point_out(refusal, said(refusal, self.tools.wording(), self.tools.zone))
        at = self.form.focusWidget()
        if at is not None:
            self._area.ensureWidgetVisible(at)

    def show_links(self, links: Sequence[tuple[int, str]]) -> None:
        """What is under way already, each as a link above the form."""
        while self._links.count():
            item = self._links.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.deleteLater()
        for number, words in links:
            button = QPushButton(words, self.links)
            put_look(button, look="link")
            button.clicked.connect(partial(self.link_asked.emit, number))
            self._links.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self.links.setVisible(bool(links))

    def changeEvent(self, event: QEvent) -> None:
        """Follow language and scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange or is_look_change(event):
            self._tint()

    def _tint(self) -> None:
        self.close_button.setIcon(icon("close", size=16))
        self.close_button.setAccessibleName(self.tr("Back to the table"))
        self.close_button.setToolTip(self.tr("Back; what was typed stays (Esc)"))

    def _place(self) -> None:
        page = self.parentWidget()
        if page is not None:
            # As large as the page: beside a smaller one parts of its buttons would show.
            self.setGeometry(page.rect().adjusted(_RIM, _RIM, -_RIM, -_RIM))
