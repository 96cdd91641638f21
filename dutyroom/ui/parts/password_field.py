"""A field for a password, with a button that shows it."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QWidget

from dutyroom.ui.icons import icon
from dutyroom.ui.theme import is_look_change


class PasswordField(QLineEdit):
    """Dots instead of letters; the eye (Alt+V) shows them while it is pressed in."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self._eye = QAction(self)
        self._eye.setCheckable(True)
        self._eye.setShortcut("Alt+V")
        self._eye.toggled.connect(self._show_letters)
        self.addAction(self._eye, QLineEdit.ActionPosition.TrailingPosition)
        self._tint()
        self.retranslate()

    def take(self) -> str:
        """The password typed; the field is empty and hidden afterwards."""
        typed = self.text()
        self.clear()
        self._eye.setChecked(False)
        return typed

    def retranslate(self) -> None:
        """Word the field anew."""
        self._eye.setText(self.tr("Show the password"))
        self._eye.setToolTip(self.tr("Show the password (Alt+V)"))
        if not self.accessibleName():
            self.setAccessibleName(self.tr("Password"))

    def changeEvent(self, event: QEvent) -> None:
        """Follow language and scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif is_look_change(event):
            self._tint()

    def _tint(self) -> None:
        self._eye.setIcon(icon("hide" if self._eye.isChecked() else "show"))

    def _show_letters(self, shown: bool) -> None:
        self.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self._tint()
