"""Whether a paper goes out with the files of its matter, each behind a sheet that names it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from dutyroom.actions.attached_papers import WITH_FILES, attached_files, bundled, note_files_printed
from dutyroom.data.catalogues import load_wording
from dutyroom.data.folders import faces_cache
from dutyroom.data.queries.matters import AttachedRow
from dutyroom.papers.bundle import Bundled
from dutyroom.ui.page import Paper, Tools

KEYS = "Ctrl+T"


class FilesChoice(QCheckBox):
    """A box to tick, seen only where something is attached; ``wanted`` says that the paper is to be made anew."""

    wanted = Signal()

    def __init__(self, tools: Tools, paper: Paper, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools, self._files = tools, list[AttachedRow]()
        self._record = _record_with_files(paper)
        self._is_remembered = False
        self.hide()
        self.setEnabled(False)
        self.clicked.connect(self.wanted)
        if self._record is not None:
            tools.courier.ask(self, attached_files, *self._record, then=self._found)

    @property
    def is_wanted(self) -> bool:
        """Whether the files are to stand behind the paper."""
        return bool(self._files) and self.isChecked()

    @property
    def to_remember(self) -> bool:
        """What is remembered of the paper's kind; one that has no files says nothing of the others."""
        return self.isChecked() if self._files else self._is_remembered

    def remembered(self, wanted: bool) -> None:
        """Begin with what was remembered; the paper is made again once files are found."""
        self._is_remembered = wanted

    def behind(self, make: Callable[[], bytes], language: str) -> Bundled:
        """The paper with its files; runs on a working thread. Refused: ``paper.no_files``."""
        assert self._record is not None  # noqa: S101  # only asked where files were found
        store = self._tools.courier.store
        return bundled(store, *self._record, make(), load_wording(language), faces_cache())

    def unfit(self, found: Bundled) -> str:
        """What is said of files that keep the whole from the archive; empty where none does."""
        between = "、" if self._tools.wording().language.startswith("zh") else ", "
        words = self.tr("Not made for the archive (PDF/A), so the whole file is not either: {names}.")
        return words.format(names=between.join(found.unfit)) if found.unfit else ""

    def note_printed(self) -> None:
        """Journal that the files went out."""
        if self._record is not None:
            self._tools.courier.do(self, note_files_printed, *self._record)

    def retranslate(self) -> None:
        """Word it anew."""
        self.setText(self.tr("With attachments ({n})").format(n=len(self._files)))
        self.setAccessibleName(self.text())
        named = "\n".join(row.name for row in self._files)
        self.setToolTip(f"{self.tr('Each behind a sheet that names it')}  {KEYS}\n{named}")

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _found(self, files: list[AttachedRow]) -> None:
        self._files = files
        self.setVisible(bool(files))
        self.setEnabled(bool(files))
        self.retranslate()
        if files and self._is_remembered and not self.isChecked():
            self.setChecked(True)
            self.wanted.emit()


def _record_with_files(paper: Paper) -> tuple[str, int] | None:
    """The record of which the matter may have files; a paper that waits for a printer already is as it is."""
    if len(paper.records) != 1 or paper.waiting_id or paper.records[0][0] not in WITH_FILES:
        return None
    return paper.records[0]
