"""The call sheet as it stands on the screen: the form at the left; who calls and how it ends at the right."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from dutyroom.data.queries.matters import MatterRow
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.attached.matter_files import dropped_files
from dutyroom.ui.parts.field_note import FieldNote
from dutyroom.ui.parts.focus import is_enter
from dutyroom.ui.parts.hotline.caller_box import CallerBox
from dutyroom.ui.parts.hotline.ends_box import EndsBox
from dutyroom.ui.parts.hotline.knowledge_strip import KnowledgeStrip
from dutyroom.ui.parts.hotline.sheet_form import SheetForm
from dutyroom.ui.parts.hotline.units_strip import UnitsStrip
from dutyroom.ui.parts.matter.files_field import FilesField
from dutyroom.ui.theme import label_of, put_look


class SheetParts(QWidget):
    """A subclass reads, saves and keeps; ``further_of`` is the earlier case of which this is a further call."""

    left = Signal()

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self.further_of: MatterRow | None = None
        self.setAcceptDrops(True)
        self.form, self.ends, self.files = SheetForm(tools, self), EndsBox(self), FilesField(self)
        self.knowledge = KnowledgeStrip(tools, self)
        self.units = UnitsStrip(tools, self)
        self.caller = CallerBox(tools.clock, lambda: tools.zone, self)
        self.heading, self.further_note = label_of("section", parent=self), FieldNote(self)
        self.note, self.new_case, self.empty = FieldNote(self), QPushButton(self), QPushButton(self)
        self.ends.first_step = self.form.send  # Enter there saves too
        self._lay_out()

    def leave(self) -> None:
        """Step back; what was typed stays."""
        self.left.emit()

    def show_case(self, case: MatterRow | None = None) -> None:
        """It is a further call for this case, or one of a new case: ask for that only."""
        self.further_of = case
        self.form.begin_further(case is not None)
        self.ends.setVisible(case is None)
        if case is not None:
            self.knowledge.clear()
            self.units.ask(None)
        self.files.setVisible(case is None)
        self.retranslate()

    def retranslate(self) -> None:
        """Word it anew."""
        self.heading.setText(self.tr("The mayor's telephone rings"))
        self.empty.setText(self.tr("Empty"))
        self.empty.setToolTip(self.tr("Begin anew: what stands in this sheet is dropped"))
        self.new_case.setText(self.tr("It is a new case"))
        self.files.add.setToolTip(self.tr("A file that is kept with the case"))
        words = self.tr("A further call for {number} “{title}”: it is kept with that case.")
        case = self.further_of
        self.further_note.say(words.format(number=case.number, title=case.title) if case else "", "info")
        self.new_case.setVisible(case is not None)
        self.word_send()

    def word_send(self) -> None:
        """What the filled button does now."""
        ends = self.ends.ends()
        if self.further_of is not None:
            words = self.tr("Save the further call")
        elif "refused" in ends:
            words = self.tr("Not accepted")
        else:
            saved = self.tr("Save, open the incident") if self.ends.raises.isChecked() else self.tr("Save the case")
            words = self.tr("Answered at once") if ends else saved
        self.form.send.setText(words)
        self.form.send.setToolTip(self.tr("Save it (Ctrl+Enter)"))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter saves, from whatever field; Esc steps back."""
        if is_enter(event) and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.form.send.click()
            event.accept()
        elif event.key() == Qt.Key.Key_Escape:
            self.leave()
            event.accept()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped."""
        if dropped_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the files."""
        self.files.take(dropped_files(event.mimeData()))
        event.acceptProposedAction()

    def timer(self, span: int, slot: Callable[[], None]) -> QTimer:
        """A timer that calls ``slot`` once, ``span`` ms after the last time that it was started."""
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(span)
        timer.timeout.connect(slot)
        return timer

    def _lay_out(self) -> None:
        put_look(self.new_case, look="link")
        aside = QVBoxLayout()
        for part in (self.caller, self.knowledge, self.units, self.note, self.ends, self.files):
            aside.addWidget(part)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(_scrolling(aside, self), 1)
        foot = QHBoxLayout()  # outside what scrolls, so that the filled button is always in sight
        foot.addStretch(1)
        for button in (self.empty, self.form.back, self.form.send):
            foot.addWidget(button)
        right.addLayout(foot)
        said = QHBoxLayout()
        said.addWidget(self.further_note, 1)
        said.addWidget(self.new_case)
        asked, inside = QVBoxLayout(), QVBoxLayout()
        inside.addWidget(self.form)
        self.area = _scrolling(inside, self)
        asked.setSpacing(8)
        asked.addWidget(self.heading)
        asked.addLayout(said)
        asked.addWidget(self.area, 1)
        both = QHBoxLayout(self)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(16)
        both.addLayout(asked, 5)
        both.addLayout(right, 3)


def _scrolling(inside: QVBoxLayout, parent: QWidget) -> QScrollArea:
    """What does not fit scrolls; it never grows wider than its room."""
    area, held = QScrollArea(parent), QWidget(parent)
    held.setProperty("look", "page")
    inside.setContentsMargins(0, 0, 12, 0)
    inside.setSpacing(8)
    inside.addStretch(1)
    held.setLayout(inside)
    area.setWidget(held)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area
