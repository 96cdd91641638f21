"""The original file of a plan, looked at inside the window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from dutyroom.actions.originals import note_original_out
from dutyroom.data.queries.matters import AttachedRow
from dutyroom.data.queries.originals import original_of
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.attached.viewer import FileViewer


class PlanOriginal(QObject):
    """Opens the file that the text shown came in; the viewer is made when it is first wanted."""

    def __init__(self, tools: Tools, page: QWidget, text_shown: Callable[[], int | None]) -> None:
        super().__init__(page)
        self._tools, self._page, self._text_shown = tools, page, text_shown
        self.viewer: FileViewer | None = None

    def show(self) -> None:
        """Look at the original of the text that is shown, or say that none was kept."""
        number = self._text_shown()
        if number is not None:
            self._tools.courier.ask(self, original_of, number, then=self._came)

    def _came(self, row: AttachedRow | None) -> None:
        if row is None:
            self._tools.say(self.tr("No file was kept with this text."))
            return
        if self.viewer is None:
            self.viewer = FileViewer(self._tools, self._page, note_out=note_original_out, may_take_off=False)
        self.viewer.show_files((row,), row.id)
