"""The fields of the capture line, laid out in rows: what and with whom; the text; what was recognised in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from dutyroom.rules.entry import KIND_WORDS, WRITTEN_KINDS
from dutyroom.rules.refusal import Refusal
from dutyroom.ui.icons import icon
from dutyroom.ui.parts.draft_state import DraftState
from dutyroom.ui.parts.focus import is_enter
from dutyroom.ui.parts.growing_text import GrowingText
from dutyroom.ui.parts.line_proposals import TAKEN, Reading, words_at
from dutyroom.ui.parts.person_picker import PersonPicker
from dutyroom.ui.parts.proposal_strip import ProposalStrip
from dutyroom.ui.parts.time_field import TimeField, Understand
from dutyroom.ui.theme import is_look_change, label_of, put_look, tokens_in_use

COUNT_FROM = 200


class CaptureFields(QWidget):
    """Kind, time, unit, person, phone, open until, and the text; knows one draft at a time.

    ``shown`` says what stands there after every change, a person's or the program's; ``edited`` only a person's.
    """

    edited = Signal()
    shown = Signal(DraftState)
    write_asked = Signal()
    form_asked = Signal()
    sheet_asked = Signal()
    not_understood = Signal(str, str)

    def __init__(
        self,
        understand_past: Understand,
        understand_due: Understand,
        clock: Callable[[], datetime],
        zone: ZoneInfo,
        word: Callable[[Refusal], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._filling = False
        self._filled = DraftState(key="")
        self.kind = QComboBox(self)
        self.happened = TimeField(understand_past, clock, zone, self, empty="now", word=word)
        self.unit = PersonPicker(self, free_text=True)
        self.person, self.phone = QLineEdit(self), QLineEdit(self)
        self.keep_number, self.is_open = QCheckBox(self), QCheckBox(self)
        self.due = TimeField(understand_due, clock, zone, self, word=word)
        self.important = QToolButton(self)
        self.important.setCheckable(True)
        self.text = GrowingText(self)
        self.proposals = ProposalStrip(clock, zone, self)
        self.count = label_of("small", parent=self)
        self.full, self.write = QToolButton(self), QPushButton(self)
        for kind in WRITTEN_KINDS:
            self.kind.addItem("", str(kind))
        self._name_fields()
        self._lay_out()
        self._connect()
        self._tint()
        self.retranslate()

    def named(self) -> dict[str, QWidget]:
        """The fields by the names that commands and refusals use."""
        return {
            "kind": self.kind,
            "happened_at": self.happened,
            "unit": self.unit,
            "person": self.person,
            "phone": self.phone,
            "due_at": self.due,
            "text": self.text,
        }

    def state(self, key: str) -> DraftState:
        """What stands in the fields, as the draft ``key``; what only the full form shows stays with it."""
        return replace(
            self._filled,
            key=key,
            kind=str(self.kind.currentData()),
            happened=self.happened.text(),
            unit=self.unit.text(),
            person=self.person.text(),
            phone=self.phone.text(),
            keep_number=self.keep_number.isChecked(),
            text=self.text.toPlainText(),
            due=self.due.text(),
            is_open=self.is_open.isChecked(),
            important=self.important.isChecked(),
        )

    def fill(self, draft: DraftState) -> None:
        """Show a draft; the cursor stands at the end of its text."""
        self._filling = True
        self._filled = draft
        self.kind.setCurrentIndex(max(self.kind.findData(draft.kind), 0))
        self.happened.setText(draft.happened)
        self.unit.setText(draft.unit)
        self.person.setText(draft.person)
        self.phone.setText(draft.phone)
        self.keep_number.setChecked(draft.keep_number)
        self.is_open.setChecked(draft.is_open)
        self.due.setText(draft.due)
        self.important.setChecked(draft.important)
        if self.text.toPlainText() != draft.text:
            self.text.setPlainText(draft.text)
        cursor = self.text.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        self.text.setTextCursor(cursor)
        self._filling = False
        self._show_parts()

    def set_zone(self, zone: ZoneInfo) -> None:
        """Understand and show times in this zone from now on."""
        for field in (self.happened, self.due, self.proposals):
            field.set_zone(zone)

    def keep_reading(self, key: str, reading: Reading) -> None:
        """The text of the draft ``key`` was read; nothing but the chips changes."""
        self.proposals.keep_reading(key, reading)
        self._show_meant()

    def take(self, name: str) -> None:
        """Put what is proposed into its field, where there is one; else mark the words that say it, to be corrected."""
        one = self.proposals.proposed(name)
        if one is None:
            return
        if name not in TAKEN:
            self._mark_words(words_at(self.text.toPlainText(), one))
            return
        self._filled = self._filled.without(name)  # it stands in its field now; emptied there, it does not come back
        if name == "event_time":
            self.happened.set_instant(one.value)
        else:
            field: QLineEdit = getattr(self, TAKEN[name])
            field.setText(one.value)

    def reject(self, name: str) -> None:
        """Propose this no more for this draft."""
        self._filled = self._filled.without(name)
        self._changed()

    def retranslate(self) -> None:
        """Word the fields anew; what is typed stays."""
        for place, kind in enumerate(WRITTEN_KINDS):
            self.kind.setItemText(place, self.tr(KIND_WORDS[kind]))
        names = (
            (self.kind, self.tr("Kind"), self.tr("Kind of entry (Ctrl+1 … Ctrl+9)")),
            (self.happened, self.tr("When it happened"), ""),
            (self.unit, self.tr("Unit"), self.tr("Unit: name, pinyin or initials")),
            (self.person, self.tr("Person"), self.tr("Person spoken with")),
            (self.phone, self.tr("Phone"), self.tr("Phone number")),
            (self.due, self.tr("Due time"), ""),
            (self.text, self.tr("What happened"), ""),
            (self.important, self.tr("Important"), self.tr("Important: stands first in the handover (Ctrl+I)")),
        )
        for field, name, hint in names:
            field.setAccessibleName(name)
            if hint:
                field.setToolTip(hint)
        self.unit.setPlaceholderText(self.tr("Unit"))
        self.person.setPlaceholderText(self.tr("Person"))
        self.phone.setPlaceholderText(self.tr("Phone"))
        self.keep_number.setText(self.tr("Keep number"))
        self.keep_number.setToolTip(self.tr("Keep this number for the unit in the directory"))
        self.is_open.setText(self.tr("Open until"))
        self.is_open.setToolTip(self.tr("Keep this as an open item until it is done"))
        self.due.set_placeholder(self.tr("no time"))
        self.text.setPlaceholderText(self.tr("What happened? Enter writes it, Shift+Enter breaks the line"))
        self.full.setAccessibleName(self.tr("All fields"))
        self.write.setText(self.tr("Write  ⏎"))
        self.write.setAccessibleName(self.tr("Write into the log"))
        self.write.setToolTip(self.tr("Write into the log (Enter)"))
        self._show_count(self.text.length())
        self._say_more()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl+Enter asks for the incident sheet, with Shift for the full form: from every field, on every page.

        A line by itself would take it for Enter, and pages have the same key for their own next step.
        """
        if (
            not isinstance(event, QKeyEvent)
            or not is_enter(event)
            or not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
        elif event.type() == QEvent.Type.KeyPress and not event.isAutoRepeat() and not self.text.is_composing:
            full = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            (self.form_asked if full else self.sheet_asked).emit()
        return True

    def changeEvent(self, event: QEvent) -> None:
        """Follow language and scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif is_look_change(event):
            self._tint()

    def _name_fields(self) -> None:
        for name, field in self.named().items():
            field.setObjectName(name)
        self.keep_number.setObjectName("keep_number")
        self.is_open.setObjectName("is_open")
        self.important.setObjectName("important")
        self.write.setObjectName("write")
        put_look(self.write, look="primary")
        put_look(self.important, look="plain")
        self.full.setObjectName("full")
        put_look(self.full, look="plain")
        self.full.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.full.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.write.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.important.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def _lay_out(self) -> None:
        what, say = QHBoxLayout(), QHBoxLayout()
        for line in (what, say):
            line.setSpacing(8)
        for field, least, most, stretch in (
            (self.kind, 92, 124, 0),
            (self.happened, 92, 150, 2),
            (self.unit, 104, 260, 4),
            (self.person, 78, 130, 2),
            (self.phone, 124, 160, 2),
        ):
            field.setMinimumWidth(least)
            field.setMaximumWidth(most)
            what.addWidget(field, stretch)
        self.due.setMinimumWidth(92)
        self.due.setMaximumWidth(150)
        what.addWidget(self.keep_number)
        what.addStretch(1)
        what.addWidget(self.is_open)
        what.addWidget(self.due, 2)
        what.addWidget(self.important)
        say.addWidget(self.text, 1)
        say.addWidget(self.count, 0, Qt.AlignmentFlag.AlignBottom)
        say.addWidget(self.full, 0, Qt.AlignmentFlag.AlignBottom)
        say.addWidget(self.write, 0, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(what)
        column.addLayout(say)
        column.addWidget(self.proposals)

    def _connect(self) -> None:
        for line in (self.happened, self.unit, self.person, self.phone, self.due):
            line.textChanged.connect(self._changed)
            line.returnPressed.connect(self._entered)
        self.kind.currentIndexChanged.connect(self._changed)
        self.keep_number.toggled.connect(self._changed)
        self.is_open.toggled.connect(self._changed)
        self.important.toggled.connect(self._changed)
        self.text.textChanged.connect(self._changed)
        self.text.length_changed.connect(self._show_count)
        self.text.entered.connect(self.write_asked)
        for field in (*self.named().values(), *self.proposals.chips.values()):
            field.installEventFilter(self)
        self.proposals.taken.connect(self.take)
        self.proposals.rejected.connect(self.reject)
        self.proposals.left.connect(lambda: self.text.setFocus(Qt.FocusReason.OtherFocusReason))
        self.proposals.sheet.clicked.connect(self.sheet_asked)
        self.full.clicked.connect(self.form_asked)
        self.write.clicked.connect(self.write_asked)
        self.happened.not_understood.connect(lambda said: self.not_understood.emit("happened_at", said))
        self.due.not_understood.connect(lambda said: self.not_understood.emit("due_at", said))

    def _entered(self) -> None:
        if self.text.length():
            self.write_asked.emit()
        else:
            self.text.setFocus(Qt.FocusReason.TabFocusReason)

    def _changed(self) -> None:
        if self._filling:
            return
        if self._filled.rejected and not self.text.length():
            self._filled = replace(self._filled, rejected="")  # another text is another event
        self._show_parts()
        self.edited.emit()

    def _mark_words(self, place: tuple[int, int] | None) -> None:
        cursor = self.text.textCursor()
        if place is not None:
            cursor.setPosition(place[0])
            cursor.setPosition(place[1], QTextCursor.MoveMode.KeepAnchor)
            self.text.setTextCursor(cursor)
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_parts(self) -> None:
        """The box for the number stands there only with a number; the due time only for an open item."""
        self._show_proposals()
        self.keep_number.setVisible(bool(self.phone.text().strip()))
        self.due.setVisible(self.is_open.isChecked())
        self._say_more()
        self._tint_star()

    def _show_proposals(self) -> None:
        """What was recognised and still counts; an empty time field says which time will be written."""
        draft = self.state(self._filled.key)
        self.proposals.show_draft(draft)
        self._show_meant()
        self.shown.emit(draft)

    def _show_meant(self) -> None:
        time = self.proposals.proposed("event_time")
        self.happened.set_meant(time.value if time is not None else None)

    def _say_more(self) -> None:
        """What the draft holds beyond the fields of the line, on the button that shows it."""
        draft, more = self._filled, []
        if draft.urgent:
            more.append(self.tr("Urgent"))
        if draft.paper_number.strip() or draft.paper_writer.strip():
            paper = " ".join((draft.paper_number.strip(), draft.paper_writer.strip())).strip()
            more.append(self.tr("Paper {number}").format(number=paper if len(paper) <= 16 else paper[:15] + "…"))
        begun = self.tr("Begun by {name}").format(name=draft.begun_by) if draft.begun_by else ""
        self.full.setText(" · ".join([*more, *([begun] if begun else [])]).replace("&", "&&"))
        self.full.setToolTip(self.tr("All fields of the entry (Ctrl+Shift+Enter)"))
        self.full.setAccessibleDescription(self.full.text())

    def _show_count(self, length: int) -> None:
        self.count.setVisible(length >= COUNT_FROM)
        self.count.setText(self.tr("{count} characters").format(count=f"{length:,}"))

    def _tint(self) -> None:
        for place, kind in enumerate(WRITTEN_KINDS):
            self.kind.setItemIcon(place, icon(kind, size=18))
        self.full.setIcon(icon("up", size=18))
        self._tint_star()

    def _tint_star(self) -> None:
        tokens = tokens_in_use()
        self.important.setIcon(icon("star", tokens.warning if self.important.isChecked() else None, size=18))
