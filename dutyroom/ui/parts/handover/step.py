"""A step of a shift over the whole page: a title, a way back, and what the step needs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from dutyroom.actions.errors import said
from dutyroom.data.queries.journal import EntryRow
from dutyroom.data.queries.open_items import OpenItemRow
from dutyroom.data.trouble import Trouble
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.removal import REMOVED
from dutyroom.rules.shift import HOTLINE_SAID, HotlineInHand
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.elided_label import ElidedLabel
from dutyroom.ui.parts.field_note import FieldNote
from dutyroom.ui.parts.handover.accept_list import ToAccept
from dutyroom.ui.parts.matter.words import item_said
from dutyroom.ui.parts.removed_text import seen
from dutyroom.ui.parts.said_time import moment_said
from dutyroom.ui.theme import put_look


class Step(QWidget):
    """Subclasses put their widgets into ``column`` and word them in ``retranslate``; Esc goes back, discarding nothing."""

    left = Signal()

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tools = tools
        self.back = QPushButton(self)
        put_look(self.back, look="plain")
        self.title = ElidedLabel(parent=self, type_="section")
        self.about = ElidedLabel(parent=self, type_="small")
        self.note = FieldNote(self)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.back)
        head.addWidget(self.title)
        head.addWidget(self.about, 1)
        self.head = head
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(16, 8, 16, 8)
        self.column.setSpacing(8)
        self.column.addLayout(head)
        self.column.addWidget(self.note)
        self.back.clicked.connect(self.left)

    def begin(self) -> None:
        """The step is shown: ask for what it needs and put the cursor into the first field."""

    def retranslate(self) -> None:
        """Word the step anew."""
        self.back.setText(self.tr("To the shifts"))
        self.back.setAccessibleName(self.tr("Back to the shifts; nothing is discarded"))
        self.back.setToolTip(self.tr("Back to the shifts (Esc); nothing is discarded"))

    def words_for(self, refusal: Refusal) -> str:
        """The sentence of a refusal."""
        return said(refusal, self.tools.wording(), self.tools.zone)

    def failed(self, error: Exception) -> None:
        """Something else than a refusal stands in the way: say it above; what was typed stays."""
        if isinstance(error, Refusal | Trouble):
            self.note.say(said(error, self.tools.wording(), self.tools.zone))
        else:
            self.note.say(self.tr("This did not work: {detail}").format(detail=error))

    def items_to_accept(self, items: Iterable[OpenItemRow]) -> list[ToAccept]:
        """Open items as they are accepted."""
        now, zone = self.tools.clock(), self.tools.zone
        return [
            ToAccept(
                title=f"{item_said(item)}（{item.unit}）" if item.unit else item_said(item),
                note=self.tr("due {time}").format(time=moment_said(item.due_at, now, zone)) if item.due_at else "",
                is_overdue=item.due_at is not None and item.due_at <= now,
                open_item_id=item.id,
            )
            for item in items
        ]

    def hotline_said(self, hotline: HotlineInHand | None) -> str:
        """The mayor's telephone in numbers; nothing where it has no case in hand."""
        if hotline is None:
            return ""
        until = moment_said(hotline.until, self.tools.clock(), self.tools.zone)
        return self.tools.wording().say(HOTLINE_SAID, **asdict(hotline) | {"until": until})

    def entries_to_accept(self, entries: Sequence[EntryRow]) -> list[ToAccept]:
        """Entries of the addendum as they are accepted."""
        now, zone = self.tools.clock(), self.tools.zone
        return [
            ToAccept(
                title=entry.text or seen(REMOVED), note=moment_said(entry.happened_at, now, zone), entry_seq=entry.seq
            )
            for entry in entries
        ]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            event.accept()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
