"""The import of contacts on the page: a file is chosen, what it would do is shown, then it is done."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from dutyroom.actions.directory_import import Proposal
from dutyroom.actions.errors import said, said_of_file
from dutyroom.data.trouble import Trouble
from dutyroom.readers.document import Reading
from dutyroom.rules.refusal import Refusal
from dutyroom.ui.contact_import import ContactImport, ContactProposal
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.directory.layout import DirectoryLayout

SUFFIXES: Final = "*.vcf *.vcard *.csv *.tsv *.txt *.xlsx *.xlsm *.xls *.ods *.json"


class ImportFlow(QObject):
    """Connects the import with the page's widgets; ``done`` says that contacts were kept, or that it failed."""

    done = Signal()

    def __init__(self, tools: Tools, view: DirectoryLayout) -> None:
        super().__init__(view)
        self._tools, self._view = tools, view
        self._total = 0
        self.job = ContactImport(tools.courier, self)
        self.job.begun.connect(self._begun)
        self.job.advanced.connect(lambda done, total: view.busy.advance(done, total, ""))
        self.job.proposed.connect(self.propose)
        self.job.unread.connect(self._unread)
        self.job.ended.connect(self._ended)
        view.preview.accepted.connect(self._accept)
        view.busy.cancelled.connect(self.job.cancel)

    def ask_for_file(self, parent: QWidget) -> None:
        """Let the person choose a file; nothing waits for the answer."""
        dialog = QFileDialog(parent)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(self.tr("Import contacts from a file"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([self.tr("Contacts ({suffixes})").format(suffixes=SUFFIXES), self.tr("All files (*)")])
        dialog.filesSelected.connect(lambda files: self.read(Path(files[0])))
        dialog.open()

    def read(self, path: Path) -> None:
        """Read a file and show what importing it would do."""
        if not self.job.read(path):
            self._tools.say(self.tr("An import is still running; start the next one when it has ended."))

    def propose(self, wish: ContactProposal) -> None:
        """Show what would be done; nothing is done yet."""
        self._view.busy.end()
        self._view.preview.show_proposal(wish)
        self._view.show_preview(shown=True)
        self._view.preview.focus_step()

    def _begun(self, name: str) -> None:
        self._view.trouble.be_silent()
        self._view.show_preview(shown=False)
        self._view.busy.begin(self.tr("Importing contacts: {file}").format(file=name))

    def _unread(self, why: Reading | Refusal) -> None:
        self._view.busy.end()
        wording, zone = self._tools.wording(), self._tools.zone
        if isinstance(why, Refusal):
            self._view.trouble.say(said(why, wording, zone))
        else:
            self._view.trouble.say(said_of_file(why.detail, dict(why.facts), wording, zone))

    def _accept(self, take_over: bool) -> None:
        wish = self._view.preview.wish
        if wish is not None:
            self._total = len(wish.cards.cards)
            self.job.keep(wish, take_over=take_over)

    def _ended(self, done: Proposal, error: object) -> None:
        self._view.busy.end()
        if isinstance(error, Refusal | Trouble):
            self._view.trouble.say(said(error, self._tools.wording(), self._tools.zone))
        elif error is None:
            self._view.preview.show_done(done, self._total)
            self._view.show_preview(shown=True)
            self._view.preview.focus_step()
            new = done.count("imported") + done.count("changed")
            self._tools.say(self.tr("{count} contacts imported.").format(count=new))
        self.done.emit()
