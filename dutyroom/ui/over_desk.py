"""What lies over the desk, papers and dialogs: it goes when the desk is locked or closed, and comes back to its reader."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QDialog, QWidget
from shiboken6 import isValid

from dutyroom.ui.crash import CrashSheet


class OverDesk:
    """Dialogs whose parent is the window or something in it; the crash sheet, which shows nothing of the log, stays."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._hidden: list[tuple[QDialog, int | None]] = []

    def cover(self, officer: int | None) -> None:
        """Nothing is to be seen or done there any more; what waits for an answer is told no."""
        popup = QApplication.activePopupWidget()
        while popup is not None and popup.close():
            popup = QApplication.activePopupWidget()
        shown = self._shown()
        for dialog in shown:
            if dialog.isModal():
                dialog.reject()
            else:
                dialog.hide()
                self._hidden.append((dialog, officer))
        if shown:
            self._window.activateWindow()  # the keyboard comes to the cover

    def uncover(self, officer: int | None) -> None:
        """``officer`` sits at the desk: what that officer had before it comes back, what others had is closed."""
        hidden, self._hidden = self._hidden, []
        for dialog, reader in hidden:
            if not isValid(dialog):
                continue
            if reader == officer:
                dialog.show()
            else:
                dialog.close()

    def close(self) -> None:
        """The window closes."""
        for dialog in [*self._shown(), *(hidden for hidden, _ in self._hidden if isValid(hidden))]:
            dialog.close()
        self._hidden = []

    def _shown(self) -> list[QDialog]:
        """What can be seen, modal ones first: they hold up what stands under them."""
        shown = [
            each
            for each in QApplication.topLevelWidgets()
            if isinstance(each, QDialog)
            and not isinstance(each, CrashSheet)
            and each.isVisible()
            and self._belongs_here(each)
        ]
        return sorted(shown, key=lambda dialog: not dialog.isModal())

    def _belongs_here(self, widget: QWidget) -> bool:
        parent = widget.parentWidget()
        while parent is not None and parent is not self._window:
            parent = parent.parentWidget()
        return parent is not None
