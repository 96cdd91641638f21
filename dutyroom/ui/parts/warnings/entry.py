"""The face of the page on which a warning is registered, changed or corrected."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from dutyroom.data.queries.warnings import WarningInFull
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.matter.form_face import FormFace
from dutyroom.ui.parts.warnings.form import Mode, WarningForm


class WarningEntry(FormFace):
    """``done`` carries the number of the warning."""

    def __init__(self, tools: Tools, parent: QWidget) -> None:
        self._about: WarningInFull | None = None
        self.form = WarningForm(tools)
        super().__init__(tools, self.form, parent)
        self.retranslate()

    def begin(self, mode: Mode, about: WarningInFull | None = None) -> None:
        """Ask for a new one, or for what this one says now or was wrong in it."""
        self._about = about
        self.form.begin(mode, about)
        self.fields.verticalScrollBar().setValue(0)
        self.retranslate()

    def retranslate(self) -> None:
        """Word the face anew."""
        named = f"{self._about.matter.number} {self._about.matter.title}" if self._about is not None else ""
        words = {
            "new": self.tr("Register a warning"),
            "change": self.tr("Change: {warning}").format(warning=named),
            "correct": self.tr("Correct: {warning}").format(warning=named),
        }
        self.title.setText(words[self.form.mode])

    def when_written(self) -> Callable[[int], None]:
        """See :class:`FormFace`."""
        return partial(self._written, self.form.number, self._about)

    def _written(self, key: int | None, about: WarningInFull | None, answer: int) -> None:
        if self.form.finished(key):
            self.tools.say(self.tr("The warning is written."))
            self.done.emit(about.matter.id if about is not None else answer)
