"""What is seldom done with an entry, behind one small button."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from dutyroom.data.queries.journal import EntryRow
from dutyroom.rules.removal import EVENT
from dutyroom.ui.theme import put_look


class EntryMenu(QToolButton):
    """``removal_asked`` when the text of the entry shown is to be removed; a witness of a removal stays."""

    removal_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("entry_more")
        menu = QMenu(self)
        self.remove = QAction(menu)
        put_look(self, look="plain")
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.remove.triggered.connect(lambda: self.removal_asked.emit())
        menu.addAction(self.remove)
        self.setMenu(menu)
        self._word()

    def show_entry(self, entry: EntryRow | None) -> None:
        """Offer what can be done with this entry."""
        self.setEnabled(entry is not None)
        self.remove.setEnabled(entry is not None and entry.text is not None and entry.event != EVENT)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        is_built = hasattr(self, "remove")  # Qt tells of the look before this is built
        if is_built and event.type() == QEvent.Type.LanguageChange:
            self._word()

    def _word(self) -> None:
        self.setAccessibleName(self.tr("More"))
        self.setToolTip(self.tr("More that can be done with the entry"))
        self.remove.setText(self.tr("Remove secret text…"))
