"""A paper before it leaves the program: looked at, printed, saved as PDF."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QSaveFile, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from dutyroom.actions.errors import said
from dutyroom.data.folders import refuse_special
from dutyroom.data.trouble import Trouble
from dutyroom.papers.bundle import Bundled
from dutyroom.rules.refusal import Refusal
from dutyroom.ui.page import Paper, Tools
from dutyroom.ui.parts.busy import Busy
from dutyroom.ui.parts.elided_label import ElidedLabel
from dutyroom.ui.parts.field_note import FieldNote, Tone
from dutyroom.ui.parts.files_choice import KEYS, FilesChoice
from dutyroom.ui.parts.paper_pages import PaperPages
from dutyroom.ui.parts.print_choices import PrintChoices
from dutyroom.ui.parts.printing import NO_PAGES, NO_PRINTER, Printers, PrintWish, pages_of
from dutyroom.ui.theme import put_look
from dutyroom.ui.workstation import keep_paper_folder, paper_folder

LANGUAGES: Final = (("zh_CN", "中文"), ("en", "English"))


@dataclass(frozen=True, slots=True)
class TranslatedPaper(Paper):
    """A paper that can be had in several languages: ``make_in(language)`` gives its bytes, Chinese first."""

    make_in: Callable[[str], bytes] | None = None


def show_paper(parent: QWidget, tools: Tools, paper: Paper) -> PaperDialog:
    """Show a paper over the window; the window behind it can be used all the same."""
    dialog = PaperDialog(tools, paper, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.show()
    return dialog


class PaperDialog(QDialog):
    """Pages of a paper with zoom, language, printer and file. Esc closes; Ctrl+P prints; Ctrl+S saves; Ctrl+T adds files."""

    def __init__(
        self, tools: Tools, paper: Paper, parent: QWidget | None = None, *, printers: Printers | None = None
    ) -> None:
        super().__init__(parent)
        self._tools, self._paper = tools, paper
        self._make_in = paper.make_in if isinstance(paper, TranslatedPaper) else None
        self._language = LANGUAGES[0][0]
        self._turn = 0
        self._missing: tuple[str, ...] = ()
        self._saved: Path | None = None
        self.printers = printers or Printers(tools.courier, self)
        self.title = ElidedLabel(paper.title, self, type_="section")
        self.languages = {code: QToolButton(self) for code, _ in LANGUAGES}
        self.view = PaperPages(tools.courier, self)
        self.busy = Busy(self)
        self.warning, self.remark, self.note = (FieldNote(self) for _ in range(3))
        self.remark.say(paper.remark, "warning")
        self.files, self._shows_files = FilesChoice(tools, paper, self), False
        self.choices = PrintChoices(tools, paper, self.printers, self.files, self)
        self.printer, self.copies, self.pages = self.choices.printer, self.choices.copies, self.choices.pages
        self.print_button, self.save_button, self.close_button = QPushButton(self), QPushButton(self), QPushButton(self)
        self.open_saved, self.show_folder = QPushButton(self), QPushButton(self)
        self.ask_path: Callable[[str], str] = self._ask_path
        self._lay_out()
        self._connect()
        self.retranslate()
        self._make()

    def showEvent(self, event: QShowEvent) -> None:
        """Fit the screen: 1024 × 700 is enough."""
        super().showEvent(event)
        self.view.area.setFocus(Qt.FocusReason.OtherFocusReason)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language of the window; the paper keeps its own."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def retranslate(self) -> None:
        """Word it anew."""
        self.setWindowTitle(self._paper.title)
        for button, words, keys in (
            (self.print_button, self.tr("Print"), "Ctrl+P"),
            (self.save_button, self.tr("Save as PDF…"), "Ctrl+S"),
            (self.close_button, self.tr("Close"), "Esc"),
            (self.open_saved, self.tr("Open"), ""),
            (self.show_folder, self.tr("Show in folder"), ""),
        ):
            button.setText(words)
            button.setAccessibleName(words)
            button.setToolTip(f"{words}  {keys}".strip())
        for code, name in LANGUAGES:
            self.languages[code].setText(name)
            self.languages[code].setAccessibleName(self.tr("Paper in {language}").format(language=name))
        self._say_missing()

    def _lay_out(self) -> None:
        self.resize(820, 660)
        self.setMinimumSize(720, 420)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint, True)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        chosen = QButtonGroup(self)
        for code, choice in self.languages.items():
            choice.setCheckable(True)
            choice.setChecked(code == self._language)
            choice.setVisible(self._make_in is not None)
            chosen.addButton(choice)
            head.addWidget(choice)
            choice.clicked.connect(lambda _=False, language=code: self.choose_language(language))
        self._give_looks()
        foot = self._foot()
        said_line = QHBoxLayout()
        said_line.addWidget(self.note, 1)
        said_line.addWidget(self.open_saved)
        said_line.addWidget(self.show_folder)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.remark)
        column.addWidget(self.warning)
        column.addWidget(self.view, 1)
        column.addWidget(self.busy)
        column.addLayout(said_line)
        column.addWidget(self.choices)
        column.addLayout(foot)
        for button in (self.open_saved, self.show_folder):
            button.setVisible(False)
        self._allow(False)

    def _give_looks(self) -> None:
        put_look(self.print_button, look="primary")
        put_look(self.open_saved, look="link")
        put_look(self.show_folder, look="link")

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.files)
        foot.addStretch(1)
        for button in (self.close_button, self.save_button, self.print_button):
            button.setAutoDefault(False)
            foot.addWidget(button)
        return foot

    def _connect(self) -> None:
        self.view.opened.connect(self._opened)
        self.view.read.connect(self._read)
        self.view.unreadable.connect(self._failed)
        self.printers.sent.connect(self._sent)
        self.printers.refused.connect(self._refused)
        self.printers.advanced.connect(self.busy.advance)
        self.print_button.clicked.connect(self._print)
        self.save_button.clicked.connect(self._save)
        self.close_button.clicked.connect(self.reject)
        self.open_saved.clicked.connect(lambda: self._open(self._saved))
        self.show_folder.clicked.connect(lambda: self._open(self._saved.parent if self._saved else None))
        self.files.wanted.connect(self._make)
        for keys, run in (("Ctrl+P", self._print), ("Ctrl+S", self._save), (KEYS, self.files.click)):
            QShortcut(QKeySequence(keys), self).activated.connect(run)

    def choose_language(self, language: str) -> None:
        """Show the paper in this language."""
        if language != self._language:
            self._language = language
            self._make()

    def _make(self) -> None:
        self._turn += 1
        turn, make_in, language, with_files = self._turn, self._make_in, self._language, self.files.is_wanted
        self.busy.begin(self.tr("Making the paper…"), may_cancel=False)
        self._allow(False)

        def made(found: Bundled) -> None:
            if turn == self._turn:
                self._shows_files = with_files
                self.remark.say(" ".join(filter(None, (self._paper.remark, self.files.unfit(found)))), "warning")
                self._made(found.pdf)

        make: Callable[[], bytes] = self._paper.make if make_in is None else lambda: make_in(language)
        job = partial(self.files.behind, make, language) if with_files else lambda: Bundled(make())
        self._tools.courier.work(self, job, then=made, failed=self._failed)

    def _made(self, pdf: bytes) -> None:
        if pdf == self.view.pdf:
            self.busy.end()
            self._allow(True)
        else:
            self.view.show_pdf(pdf)

    def _opened(self) -> None:
        """The page looked at is there; what no face has is said as soon as the whole was looked through."""
        self.busy.end()
        self._allow(True)

    def _read(self, missing: tuple[str, ...]) -> None:
        self._missing = missing
        self._say_missing()

    def _failed(self, error: Exception) -> None:
        self.busy.end()
        if isinstance(error, Refusal | Trouble):
            self._say(said(error, self._tools.wording(), self._tools.zone), "overdue")
        else:
            self._say(self.tr("The paper could not be made: {detail}").format(detail=error), "overdue")

    def _allow(self, allowed: bool) -> None:
        self.print_button.setEnabled(allowed)
        self.save_button.setEnabled(allowed)

    def _say(self, sentence: str, tone: Tone) -> None:
        self.busy.end()
        self._allow(bool(self.view.pdf))
        self.note.say(sentence, tone)
        for button in (self.open_saved, self.show_folder):
            button.setVisible(self._saved is not None and tone == "done")

    def _say_missing(self) -> None:
        if not self._missing:
            self.warning.be_silent()
            return
        between = "、" if self._tools.wording().language.startswith("zh") else ", "
        named = between.join(f"{char} (U+{ord(char):04X})" for char in self._missing)
        sentence = self.tr("No installed font has {characters}; the code is printed instead.")
        self.warning.say(sentence.format(characters=named), "warning")

    def _print(self) -> None:
        if not self.view.pdf or not self.print_button.isEnabled():
            return
        self._saved = None
        pages = pages_of(self.pages.text(), self.view.page_count())
        if pages is None:
            self._say(self.tr(NO_PAGES).format(text=self.pages.text().strip(), pages=self.view.page_count()), "overdue")
            self.pages.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if self.printer.currentIndex() < 0:
            self.printer.addItems(self.printers.names())
        if not self.printer.currentText():
            self._refused(NO_PRINTER, {})
            self.save_button.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._allow(False)
        self.busy.begin(self.tr("Printing…"), len(pages), may_cancel=False)
        wish = PrintWish(
            printer=self.printer.currentText(),
            copies=self.copies.value(),
            pages=pages,
            all_pages=len(pages) == self.view.page_count(),
            sides=self.choices.sides_chosen,
        )
        self.printers.send(self.view.pdf, wish)

    def _refused(self, words: str, facts: dict[str, object]) -> None:
        """The paper waits: it is offered again, here and in the list of waiting prints."""
        sentence = self.tr(words).format(**facts)
        pdf = self.view.pdf
        waits = bool(pdf) and self.choices.keep_waiting(pdf, sentence, with_files=self._shows_files)
        self._say(
            f"{sentence} {self.tr('It stands in the list of waiting prints on Briefings.')}" if waits else sentence,
            "overdue",
        )

    def _sent(self, name: str) -> None:
        self.choices.was_printed()
        self._say(self.tr("Sent to {name}.").format(name=name), "done")
        self._note_printed()

    def _save(self) -> None:
        if not self.view.pdf or not self.save_button.isEnabled():
            return
        store = self._tools.courier.store.folder
        wanted = self.ask_path(str(paper_folder(store) / self._paper.file_name))
        if not wanted:
            return
        path = Path(wanted if wanted.lower().endswith(".pdf") else f"{wanted}.pdf")
        try:
            _write(path, self.view.pdf)
        except Trouble as trouble:
            self._say(said(trouble, self._tools.wording(), self._tools.zone), "overdue")
            return
        keep_paper_folder(store, path.parent)
        self._saved = path
        self._say(self.tr("Saved as {path}").format(path=path), "done")
        self._note_printed()

    def _note_printed(self) -> None:
        if self._paper.printed is not None:
            self._paper.printed()
        if self._shows_files:
            self.files.note_printed()

    def _ask_path(self, proposed: str) -> str:
        chosen, _ = QFileDialog.getSaveFileName(self, self.tr("Save as PDF"), proposed, self.tr("PDF files (*.pdf)"))
        return chosen

    @staticmethod
    def _open(path: Path | None) -> None:
        if path is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def _write(path: Path, pdf: bytes) -> None:
    refuse_special(path)
    file = QSaveFile(str(path))
    if not (file.open(QSaveFile.OpenModeFlag.WriteOnly) and file.write(pdf) >= 0 and file.commit()):
        raise Trouble("file.unwritable", path=path, detail=file.errorString())
