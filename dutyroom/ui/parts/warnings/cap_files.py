"""CAP files on the page of warnings: a file is read elsewhere, what it would do is shown, then it is done; saving one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from dutyroom.actions.errors import said, said_of_file
from dutyroom.actions.warnings_cap import (
    CAP_RESULT_WORDS,
    Judged,
    exported_text,
    import_messages,
    judge_messages,
)
from dutyroom.readers.document import Reading
from dutyroom.readers.reading import Reader
from dutyroom.rules.cap_message import CapMessage
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.wording import mark
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.busy import Busy
from dutyroom.ui.parts.entry_words import translated
from dutyroom.ui.parts.import_preview import ImportPreview, RowLook, reason_said
from dutyroom.ui.parts.warnings.words import status_said

SUFFIXES: Final = ("xml", "cap")
COUNTED: Final = {
    "registered": mark("{count} registered"),
    "changed": mark("{count} changed"),
    "lifted": mark("{count} lifted"),
    "same": mark("{count} there already"),
    "skipped": mark("{count} left out"),
}
_TITLES: Final = (mark("Number"), mark("Result"), mark("Title"), mark("Real?"), mark("Details"))
_TONES: Final = {"registered": "done", "changed": "info", "lifted": "info", "same": "secondary"}
_DOES: Final = ("registered", "changed", "lifted")


class CapPreview(ImportPreview):
    """The messages of a file and what they do."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        look = RowLook(_TITLES, self.cells, lambda judged: str(judged.result), _TONES)
        super().__init__(look, (130, 110, 280, 110), parent)
        self._tools = tools
        self._name, self._judged, self._waiting = "", (), False  # type: tuple[str, Sequence[Judged], bool]
        self.choice.setVisible(False)
        self.retranslate()

    def show_messages(self, name: str, judged: Sequence[Judged], *, waiting: bool) -> None:
        """Show what would be done, or was."""
        self._name, self._judged, self._waiting = name, judged, waiting
        self.rows.set_rows(judged)
        self.retranslate()

    def cells(self, judged: Judged) -> tuple[str, ...]:
        """Number, result, title, whether it is real, and why."""
        reasons = [*([judged.reason] if judged.reason else []), *judged.remarks]
        details = " · ".join(reason_said(code, facts, self._tools) for code, facts in reasons)
        result = translated(CAP_RESULT_WORDS[judged.result])
        return judged.number, result, judged.title, status_said(judged.status), details

    def retranslate(self) -> None:
        """Word it anew."""
        super().retranslate()
        counts: Counter[str] = Counter(each.result for each in self._judged)
        counted = [translated(words).format(count=counts[name]) for name, words in COUNTED.items() if counts[name]]
        new = sum(counts[name] for name in _DOES)
        self.word_frame(self._name, counted, new=new, waiting=self._waiting, left=())
        self.accept.setText(self.tr("Import"))
        self.note.be_silent()
        if self._waiting and not new:
            self.note.say(self.tr("There is nothing to import. The reasons stand below."), "info")


class CapFiles(QWidget):
    """Stands in the place of the register while a file is in hand; ``left`` leads back to it.

    ``imported`` carries the number of a warning that was registered, changed or lifted.
    """

    shown = Signal()
    left = Signal()
    imported = Signal(int)

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._messages: tuple[CapMessage, ...] = ()
        self._name = ""
        self.busy, self.preview = Busy(self), CapPreview(tools, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.busy)
        column.addWidget(self.preview, 1)
        column.addStretch(0)
        self.preview.setVisible(False)
        self.preview.accepted.connect(lambda _: self._accept())
        self.preview.closed.connect(self.left)

    def ask_for_file(self) -> None:
        """Let the person choose a file; nothing waits for the answer."""
        dialog = QFileDialog(self)
        dialog.setWindowTitle(self.tr("Import a CAP message"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        named = " ".join(f"*.{suffix}" for suffix in SUFFIXES)
        dialog.setNameFilters([self.tr("CAP messages ({suffixes})").format(suffixes=named), self.tr("All files (*)")])
        dialog.filesSelected.connect(lambda files: self.read(Path(files[0])))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def read(self, path: Path) -> None:
        """Read a file and show what importing it would do."""

        def job() -> Reading:
            with Reader() as reader:
                return reader.read_cap(path)

        self._name = path.name
        self.preview.setVisible(False)
        self.busy.begin(self.tr("Reading {file}").format(file=path.name), may_cancel=False)
        self.shown.emit()
        self._tools.courier.work_long(self, job, then=self._was_read, failed=self._failed)

    def save(self, number: int, title: str) -> None:
        """Write a warning as CAP where the person says."""
        proposed = str(Path.home() / f"{title}.xml")
        chosen, _ = QFileDialog.getSaveFileName(self, self.tr("Save as CAP"), proposed, self.tr("CAP messages (*.xml)"))
        if chosen:
            then = partial(self._write, Path(chosen))
            self._tools.courier.ask(self, exported_text, number, then=then)

    def _was_read(self, reading: Reading) -> None:
        if reading.messages is None:
            self.busy.end()
            self.left.emit()
            words = said_of_file(reading.detail, dict(reading.facts), self._tools.wording(), self._tools.zone)
            self._tools.say(self.tr("{file}: {reason}").format(file=self._name, reason=words))
            return
        self._messages = reading.messages
        now = self._tools.clock()
        self._tools.courier.ask(self, judge_messages, self._messages, now, then=self._judged, failed=self._failed)

    def _judged(self, judged: Sequence[Judged]) -> None:
        self._show(judged, waiting=True)

    def _accept(self) -> None:
        self.preview.accept.setEnabled(False)
        self._tools.courier.do(
            self, import_messages, self._messages, then=self._imported, refused=self._refused, failed=self._failed
        )

    def _imported(self, judged: Sequence[Judged]) -> None:
        self._show(judged, waiting=False)
        found = next((each.id for each in judged if each.result in _DOES and each.id is not None), None)
        if found is not None and len(judged) == 1 and not judged[0].remarks:
            self.imported.emit(found)

    def _refused(self, refusal: Refusal) -> None:
        self.preview.accept.setEnabled(True)
        self.preview.note.say(said(refusal, self._tools.wording(), self._tools.zone))

    def _show(self, judged: Sequence[Judged], *, waiting: bool) -> None:
        self.busy.end()
        self.preview.accept.setEnabled(True)
        self.preview.show_messages(self._name, judged, waiting=waiting)
        self.preview.setVisible(True)
        self.preview.focus_step()

    def _failed(self, error: Exception) -> None:
        self.busy.end()
        self.left.emit()
        self._tools.courier.failed.emit(error)

    def _write(self, path: Path, text: str) -> None:
        self._tools.courier.work(
            self, partial(path.write_text, text, "utf-8"), then=lambda _: self._saved(path), failed=self._unwritten
        )

    def _saved(self, path: Path) -> None:
        self._tools.say(self.tr("Saved as {path}").format(path=path))

    def _unwritten(self, error: Exception) -> None:
        if isinstance(error, OSError):
            detail = self.tr(error.strerror) if error.strerror else str(error)
            self._tools.say(self.tr("The copy could not be written: {detail}.").format(detail=detail))
        else:
            self._tools.courier.failed.emit(error)
