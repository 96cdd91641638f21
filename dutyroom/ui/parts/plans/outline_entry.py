"""The face on which the outline of a draft is edited, begun from the customary one, and written to a file."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QFileDialog, QPlainTextEdit, QPushButton, QWidget

from dutyroom.actions.preparation import write_outline
from dutyroom.actions.preparation_outline import note_outline_out, write_outline_file
from dutyroom.data.outlines import shipped_outline
from dutyroom.data.queries.preparations import PreparationInFull
from dutyroom.rules.plan_outline import read_outline
from dutyroom.rules.preparation_steps import WriteOutline
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.matter.form_face import FormFace
from dutyroom.ui.parts.matter.kept_form import KeptForm, Run

_LINES: Final = 16


class OutlineForm(KeptForm):
    """The headings, one a line, indented by level."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._about: PreparationInFull | None = None
        self.outline = QPlainTextEdit(self)
        self.outline.setTabChangesFocus(True)
        self.outline.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.outline.setMinimumHeight(self.outline.fontMetrics().lineSpacing() * _LINES)
        self.add_field("outline", self.outline, tall=True)
        self.customary, self.export = QPushButton(self), QPushButton(self)
        self._buttons.insertWidget(0, self.customary)
        self._buttons.insertWidget(1, self.export)
        self.customary.clicked.connect(self.fill)
        self.outline.textChanged.connect(self._count)
        self.retranslate()

    def begin(self, about: PreparationInFull) -> None:
        """Edit the outline of this preparation; where it has none yet, the customary one of its kind."""
        self._about = about
        self._begin(about.matter.id, {"outline": about.outline or shipped_outline(about.plan_kind)})
        self.retranslate()
        self.mark_clean()
        self.outline.setFocus()

    def fill(self) -> None:
        """Put the customary outline of its kind in the place of what stands there; undo brings that back."""
        if self._about is None:
            return
        cursor = self.outline.textCursor()
        cursor.select(cursor.SelectionType.Document)
        cursor.insertText(shipped_outline(self._about.plan_kind))

    def command(self) -> Run:
        """Keep it."""
        about = self._about
        return write_outline, WriteOutline(
            id=about.matter.id if about is not None else 0,
            version=about.version if about is not None else 0,
            outline=self.outline.toPlainText(),
        )

    def retranslate(self) -> None:
        """Word the form anew."""
        super().retranslate()
        self.customary.setText(self.tr("Customary outline"))
        self.customary.setToolTip(self.tr("The customary structure of this kind of plan; Ctrl+Z brings back what was"))
        self.export.setText(self.tr("Write to a file…"))
        self.export.setToolTip(self.tr("A document to write the draft in (.docx), or plain text (.txt)"))
        self.send.setText(self.tr("Keep the outline"))
        self._count()

    def _count(self) -> None:
        count = len(read_outline(self.outline.toPlainText()))
        hint = self.tr("{count} headings; two blanks a level, behind ｜ what belongs under a heading.")
        self.word_field("outline", self.tr("Headings"), hint.format(count=count))


class OutlineEntry(FormFace):
    """``done`` carries the number of the preparation."""

    def __init__(self, tools: Tools, parent: QWidget) -> None:
        self._about: PreparationInFull | None = None
        self.form = OutlineForm()
        super().__init__(tools, self.form, parent)
        self.form.export.clicked.connect(self.ask_where)
        self.retranslate()

    def begin(self, about: PreparationInFull) -> None:
        """Edit the outline of this preparation."""
        self._about = about
        self.form.begin(about)
        self.retranslate()

    def retranslate(self) -> None:
        """Word the face anew."""
        named = f"{self._about.matter.number} {self._about.matter.title}" if self._about is not None else ""
        self.title.setText(self.tr("Outline: {plan}").format(plan=named))

    def when_written(self) -> Callable[[int], None]:
        """See :class:`FormFace`."""
        return partial(self._written, self.form.number)

    def ask_where(self) -> None:
        """Ask for the file that the outline is written to."""
        if self._about is None:
            return
        kinds = ";;".join((self.tr("Documents (*.docx)"), self.tr("Plain text (*.txt)")))
        proposed = str(Path.home() / f"{self._about.matter.title}.docx")
        chosen, _ = QFileDialog.getSaveFileName(self, self.tr("Write the outline to a file"), proposed, kinds)
        if chosen:
            self.write_to(Path(chosen))

    def write_to(self, path: Path) -> None:
        """Write what stands in the form to this file, off the window's thread."""
        about = self._about
        if about is None:
            return
        text, title = self.form.outline.toPlainText(), about.matter.title
        then = partial(self._was_out, about.matter.id, path)
        self.tools.courier.work(self, write_outline_file, path, title, text, then=then, failed=self._unwritten)

    def _was_out(self, number: int, path: Path, _: None) -> None:
        self.tools.courier.do(self, note_outline_out, number, path.name)
        self.tools.say(self.tr("Saved as {path}").format(path=path))

    def _unwritten(self, error: Exception) -> None:
        if isinstance(error, OSError):
            detail = self.tr(error.strerror) if error.strerror else str(error)
            self.tools.say(self.tr("The copy could not be written: {detail}.").format(detail=detail))
        else:
            self.tools.courier.failed.emit(error)

    def _written(self, key: int | None, _: int) -> None:
        if self.form.finished(key) and self._about is not None:
            self.tools.say(self.tr("The outline is kept."))
            self.done.emit(self._about.matter.id)
