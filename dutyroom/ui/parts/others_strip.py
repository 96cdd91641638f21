"""One quiet line above the capture line: others left drafts here."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from dutyroom.ui.icons import icon
from dutyroom.ui.theme import is_look_change, put_look


class OthersStrip(QWidget):
    """Says how many drafts of whom there are; takes no room while there are none, and never the focus."""

    show_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._authors: tuple[str, ...] = ()
        self.button = QPushButton(self)
        self.button.setObjectName("others_drafts")
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        put_look(self.button, look="link")
        self.button.clicked.connect(self.show_asked)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.button)
        line.addStretch(1)
        self.setVisible(False)
        self.retranslate()

    def set_authors(self, authors: Sequence[str]) -> None:
        """The author of each draft there is, empty where nobody was signed in."""
        self._authors = tuple(authors)
        self.retranslate()
        self.setVisible(bool(authors))

    def retranslate(self) -> None:
        """Word the line anew."""
        names = list(dict.fromkeys(name or self.tr("somebody not signed in") for name in self._authors))
        shown = self.tr(", ").join(names[:3]) + ("…" if len(names) > 3 else "")
        said = self.tr("Drafts of {name}: {count}").format(count=len(self._authors), name=shown)
        self.button.setText(said.replace("&", "&&") + "  " + self.tr("Show (Ctrl+Shift+T)"))
        self.button.setAccessibleName(said)
        self.button.setToolTip(self.tr("They stay with whoever began them until somebody takes them over"))
        self.button.setIcon(icon("user", size=16))

    def changeEvent(self, event: QEvent) -> None:
        """Follow language and scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange or is_look_change(event):
            self.retranslate()
