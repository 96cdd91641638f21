"""The import of a table on a register's page: a file is chosen, what it would do is shown, then it is done."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from dutyroom.actions.errors import said, said_of_file
from dutyroom.actions.matter_import import Outcome, count_results
from dutyroom.data.trouble import Trouble
from dutyroom.readers.document import Reading
from dutyroom.rules.matter import MatterKind
from dutyroom.rules.refusal import Refusal
from dutyroom.ui.hotline_import import CaseImport
from dutyroom.ui.matter_import import MatterImport
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.busy import Busy
from dutyroom.ui.parts.field_note import FieldNote
from dutyroom.ui.parts.matter.column_map import ColumnMapView
from dutyroom.ui.parts.matter.register_preview import RegisterPreview
from dutyroom.ui.rows_import import MapWish, RowsImport, RowsProposal

SUFFIXES: Final = "*.csv *.tsv *.txt *.xlsx *.xlsm *.xls *.ods *.json"


class RegisterImport(QWidget):
    """Stands in the place of the register while a file is in hand; ``left`` leads back to it."""

    shown = Signal()
    left = Signal()

    def __init__(self, tools: Tools, kind: MatterKind, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self.busy, self.trouble = Busy(self), FieldNote(self)
        self.preview = RegisterPreview(tools, self)
        self.map = ColumnMapView(tools, self)
        self.job: RowsImport = (
            CaseImport(tools.courier, self) if kind is MatterKind.HOTLINE else MatterImport(tools.courier, kind, self)
        )
        self._of_cases = kind is MatterKind.HOTLINE
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget, stretch in ((self.busy, 0), (self.trouble, 0), (self.map, 1), (self.preview, 1)):
            column.addWidget(widget, stretch)
        column.addStretch(0)
        self.preview.setVisible(False)
        self.map.setVisible(False)
        self.job.begun.connect(self._begun)
        self.job.advanced.connect(lambda done, total: self.busy.advance(done, total, ""))
        self.job.mapping.connect(self.show_map)
        self.job.proposed.connect(self._proposed)
        self.job.unread.connect(self._unread)
        self.job.ended.connect(self._ended)
        self.preview.accepted.connect(self._accept)
        self.preview.closed.connect(self.left)
        self.preview.map_asked.connect(self.show_map)
        self.map.accepted.connect(lambda wish, remember: self.job.use(wish, remember=remember))
        self.map.closed.connect(self.left)
        self.busy.cancelled.connect(self.job.cancel)

    def ask_for_file(self) -> None:
        """Let the person choose a file; nothing waits for the answer."""
        dialog = QFileDialog(self)
        title = self.tr("Import cases from a table") if self._of_cases else self.tr("Import notices from a table")
        dialog.setWindowTitle(title)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([self.tr("Tables ({suffixes})").format(suffixes=SUFFIXES), self.tr("All files (*)")])
        dialog.filesSelected.connect(lambda files: self.read(Path(files[0])))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def read(self, path: Path) -> None:
        """Read a file and show what importing it would do."""
        if not self.job.read(path):
            self._tools.say(self.tr("An import is still running; start the next one when it has ended."))

    def show_map(self, wish: MapWish) -> None:
        """Show which column of the file is which field, to be changed."""
        self.busy.end()
        self.preview.setVisible(False)
        self.map.show_wish(wish)
        self.map.setVisible(True)
        self.map.focus_step()
        self.shown.emit()

    def _begun(self, name: str) -> None:
        self.trouble.be_silent()
        self.preview.setVisible(False)
        self.map.setVisible(False)
        pattern = self.tr("Importing cases: {file}") if self._of_cases else self.tr("Importing notices: {file}")
        self.busy.begin(pattern.format(file=name))
        self.shown.emit()

    def _proposed(self, wish: RowsProposal) -> None:
        self.busy.end()
        self.preview.show_proposal(wish)
        self.preview.setVisible(True)
        self.preview.focus_step()

    def _unread(self, why: Reading | Refusal) -> None:
        self.busy.end()
        wording, zone = self._tools.wording(), self._tools.zone
        sentence = (
            said(why, wording, zone)
            if isinstance(why, Refusal)
            else said_of_file(why.detail, dict(why.facts), wording, zone)
        )
        self.left.emit()
        self._tools.say(sentence)

    def _accept(self, link: bool) -> None:
        wish = self.preview.wish
        if wish is not None:
            self.job.keep(wish, link=link)

    def _ended(self, outcomes: Sequence[Outcome], error: object) -> None:
        self.busy.end()
        if isinstance(error, Refusal | Trouble):
            self.trouble.say(said(error, self._tools.wording(), self._tools.zone))
        elif error is None:
            self.preview.show_done(outcomes)
            counts = count_results(outcomes)
            new = counts["imported"] + counts["linked"]
            pattern = self.tr("{count} cases imported.") if self._of_cases else self.tr("{count} notices imported.")
            self._tools.say(pattern.format(count=new))
        self.preview.setVisible(True)
        self.preview.focus_step()
