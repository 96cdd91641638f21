"""Taking plans along: what, in which size, as which file, in which language; printed, or saved with its place shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Final, cast

from PySide6.QtCore import QEvent, Qt, QUrl
from PySide6.QtGui import QCloseEvent, QDesktopServices, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from dutyroom.actions.errors import said
from dutyroom.actions.plan_export import SUFFIXES, FormatName
from dutyroom.data.queries.plans import PlanInFull
from dutyroom.data.trouble import Trouble
from dutyroom.papers.formats import FormatKey
from dutyroom.rules.plan import KIND_WORDS
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.wording import mark
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.busy import Busy
from dutyroom.ui.parts.elided_label import ElidedLabel
from dutyroom.ui.parts.field_note import FieldNote
from dutyroom.ui.parts.paper_dialog import LANGUAGES, TranslatedPaper
from dutyroom.ui.parts.plans.taking import OF_A_PLAN, Taken, TakeWish, Taking, What, note_paper, paper_bytes
from dutyroom.ui.theme import put_look
from dutyroom.ui.workstation import keep_paper_folder, paper_folder

WHAT_WORDS: Final[dict[What, str]] = {
    "plan": mark("this plan"),
    "sections": mark("some sections of this plan"),
    "cards": mark("action cards of this plan"),
    "numbers": mark("telephone numbers of this plan"),
    "all_numbers": mark("telephone numbers of all plans"),
    "directory": mark("the whole directory"),
    "library": mark("all plans in force, in one file"),
}
_SIZES: Final[tuple[tuple[FormatKey, str], ...]] = (
    ("a4", mark("A4")),
    ("a5", mark("A5, for a tablet or a pocket")),
    ("booklet", mark("A5 booklet: A4 on both sides, turned over the short edge, folded")),
)
_CARD_SIZES: Final[tuple[tuple[FormatKey, str], ...]] = (
    ("card-a4", mark("A4, one card a page")),
    ("card-a5", mark("A5, two on A4 to be cut")),
    ("card-a6", mark("A6, four on A4 to be cut")),
)
_FILES: Final[tuple[tuple[FormatName, str], ...]] = (
    ("pdf", mark("PDF")),
    ("html", mark("web page with a search box")),
    ("docx", mark("Word document")),
    ("txt", mark("plain text")),
)
_DEEPEST: Final = 2  # sections offered; what stands below them comes with them
_SECOND_SHELF: Final = ("law", "standard")
_BAD: Final = '\\/:*?"<>|\n\t'


def take_along(parent: QWidget, tools: Tools, plan: PlanInFull | None) -> TakeAlong:
    """Ask over the window what is to be taken along; the window behind it can be used all the same."""
    dialog = TakeAlong(tools, plan, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.show()
    return dialog


class TakeAlong(QDialog):
    """Ctrl+P shows and prints, Ctrl+S saves, Esc closes; work that takes long says how far it is and can be stopped."""

    def __init__(self, tools: Tools, plan: PlanInFull | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("take_along")
        self._tools, self._plan = tools, plan
        self._saved: Path | None = None
        self.taking = Taking(tools.courier, self)
        self.title = ElidedLabel(parent=self, type_="section")
        self.what, self.size_, self.file, self.language = (QComboBox(self) for _ in range(4))
        self.parts = QListWidget(self)
        self.labels = [QLabel(self) for _ in range(5)]
        self.note, self.busy = FieldNote(self), Busy(self)
        self.open_saved, self.show_folder = QPushButton(self), QPushButton(self)
        self.preview, self.save, self.close_button = QPushButton(self), QPushButton(self), QPushButton(self)
        self.ask_path: Callable[[str, bool], str] = self._ask_path
        for what in WHAT_WORDS:
            if plan is not None or what not in OF_A_PLAN:
                self.what.addItem("", what)
        for code, name in LANGUAGES:
            self.language.addItem(name, code)
        self._lay_out()
        self._connect()
        self.retranslate()

    def wish(self) -> TakeWish:
        """What is chosen."""
        what = cast("What", self.what.currentData())
        chosen, plan = tuple(self._chosen()), self._plan.plan if what in OF_A_PLAN and self._plan is not None else None
        return TakeWish(
            what=what,
            plan=plan.id if plan is not None else 0,
            version=plan.text_number if plan is not None and plan.is_superseded else 0,
            sections=cast("tuple[int, ...]", chosen) if what == "sections" else (),
            kinds=cast("tuple[str, ...]", chosen) if what == "library" else (),
            form=self.size_.currentData() or "a4",
            file=self.file.currentData() or "pdf",
            language=self.language.currentData(),
        )

    def retranslate(self) -> None:
        """Word it anew; what is chosen stays."""
        self.setWindowTitle(self.tr("Take along"))
        self.title.setText(self._plan.plan.title if self._plan is not None else self.tr("Take the library along"))
        words = (
            self.tr("What"),
            self.tr("Parts"),
            self.tr("Paper size"),
            self.tr("File"),
            self.tr("Language of the paper"),
        )
        for label, said_, field in zip(self.labels, words, self._fields(), strict=True):
            label.setText(said_)
            field.setAccessibleName(said_)
        for place in range(self.what.count()):
            self.what.setItemText(place, self.tr(WHAT_WORDS[self.what.itemData(place)]))
        for button, said_, keys in (
            (self.preview, self.tr("Look and print…"), "Ctrl+P"),
            (self.save, self.tr("Save…"), "Ctrl+S"),
            (self.close_button, self.tr("Close"), "Esc"),
            (self.open_saved, self.tr("Open"), ""),
            (self.show_folder, self.tr("Show in folder"), ""),
        ):
            button.setText(said_)
            button.setAccessibleName(said_)
            button.setToolTip(f"{said_}  {keys}".strip())
        self._offer()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language of the window."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def reject(self) -> None:
        """Close; what is being written is stopped first and leaves nothing behind."""
        self.taking.cancel()
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """As :meth:`reject`."""
        self.taking.cancel()
        super().closeEvent(event)

    def _fields(self) -> tuple[QWidget, ...]:
        return self.what, self.parts, self.size_, self.file, self.language

    def _lay_out(self) -> None:
        self.resize(680, 480)
        self.setMinimumSize(480, 360)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        for row, (label, field) in enumerate(zip(self.labels, self._fields(), strict=True)):
            put_look(label, type="secondary")
            label.setBuddy(field)
            at = Qt.AlignmentFlag.AlignTop if field is self.parts else Qt.AlignmentFlag.AlignVCenter
            grid.addWidget(label, row, 0, at)
            grid.addWidget(field, row, 1)
        grid.setColumnStretch(1, 1)
        for link in (self.open_saved, self.show_folder):
            put_look(link, look="link")
            link.setVisible(False)
        said_line, foot = QHBoxLayout(), QHBoxLayout()
        said_line.addWidget(self.note, 1)
        said_line.addWidget(self.open_saved)
        said_line.addWidget(self.show_folder)
        foot.addStretch(1)
        for button in (self.close_button, self.save, self.preview):
            button.setAutoDefault(False)
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(10)
        column.addWidget(self.title)
        column.addLayout(grid, 1)
        column.addStretch()
        column.addWidget(self.busy)
        column.addLayout(said_line)
        column.addLayout(foot)

    def _connect(self) -> None:
        self.what.currentIndexChanged.connect(self._offer)
        self.file.currentIndexChanged.connect(self._show_ways)
        self.preview.clicked.connect(self._preview)
        self.save.clicked.connect(self._save)
        self.close_button.clicked.connect(self.reject)
        self.open_saved.clicked.connect(lambda: self._open(self._saved))
        self.show_folder.clicked.connect(lambda: self._open(self._saved.parent if self._saved else None))
        self.busy.cancelled.connect(self.taking.cancel)
        self.taking.advanced.connect(self._advanced)
        self.taking.ended.connect(self._ended)
        self.taking.failed.connect(self._failed)
        for keys, run in (("Ctrl+P", self._preview), ("Ctrl+S", self._save)):
            QShortcut(QKeySequence(keys), self).activated.connect(run)

    def _offer(self) -> None:
        """Offer the sizes, files and parts of what is to be taken."""
        what = cast("What", self.what.currentData())
        sizes = _CARD_SIZES if what == "cards" else _SIZES[:2] if what == "library" else _SIZES
        self._fill(self.size_, [(key, self.tr(words)) for key, words in sizes])
        files = _FILES if what in ("plan", "library") else _FILES[:1]
        self._fill(self.file, [(key, self.tr(words)) for key, words in files])
        self._list_parts(what)
        self._be_silent()
        self._show_ways()

    def _show_ways(self) -> None:
        """A whole library and what is no PDF is saved only; the size is that of a PDF."""
        wish = self.wish()
        self.preview.setVisible(not wish.is_library and wish.file == "pdf")
        put_look(self.preview, look="primary")
        put_look(self.save, look="" if self.preview.isVisibleTo(self) else "primary")
        self.size_.setEnabled(wish.file == "pdf")
        self.file.setEnabled(self.file.count() > 1)

    @staticmethod
    def _fill(field: QComboBox, choices: Sequence[tuple[str, str]]) -> None:
        kept = field.currentData()
        field.blockSignals(True)
        field.clear()
        for key, words in choices:
            field.addItem(words, key)
        field.setCurrentIndex(max(field.findData(kept), 0))
        field.blockSignals(False)

    def _list_parts(self, what: What) -> None:
        shown = what in ("sections", "library")
        self.labels[1].setVisible(shown)
        self.parts.setVisible(shown)
        kept = set(self._chosen())
        self.parts.clear()
        if what == "sections" and self._plan is not None:
            for section in self._plan.sections:
                name = f"{section.number} {section.title}".strip()
                if name and section.level <= _DEEPEST:
                    self._add_part("  " * (section.level - 1) + name, section.id, section.id in kept)
        elif what == "library":
            for kind, words in KIND_WORDS.items():
                at_first = kind not in _SECOND_SHELF
                self._add_part(self.tr(words), kind, kind in kept if kept & set(KIND_WORDS) else at_first)

    def _add_part(self, words: str, key: object, checked: bool) -> None:
        item = QListWidgetItem(words)
        item.setData(Qt.ItemDataRole.UserRole, key)
        item.setFlags(Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
        item.setCheckState(Qt.CheckState.Checked if checked else Qt.CheckState.Unchecked)
        self.parts.addItem(item)

    def _chosen(self) -> list[object]:
        items = (self.parts.item(row) for row in range(self.parts.count()))
        return [item.data(Qt.ItemDataRole.UserRole) for item in items if item.checkState() == Qt.CheckState.Checked]

    def _complete(self, wish: TakeWish) -> bool:
        if self.taking.is_running:
            return False
        if wish.what in ("sections", "library") and not (wish.sections or wish.kinds):
            self._say(self.tr("Tick at least one part."))
            self.parts.setFocus(Qt.FocusReason.OtherFocusReason)
            return False
        return True

    def _preview(self) -> None:
        wish = self.wish()
        if not self.preview.isVisibleTo(self) or not self._complete(wish):
            return
        courier = self._tools.courier
        make = partial(paper_bytes, courier, wish)
        paper = TranslatedPaper(
            title=self._name(wish),
            file_name=self._file_name(wish),
            make=partial(make, wish.language),
            printed=partial(note_paper, courier, wish),
            kind=wish.paper_kind,
            records=((wish.journalled, wish.plan),),
            # The dialog of papers begins in Chinese; another language that was chosen here is not chosen there again.
            make_in=make if wish.language == LANGUAGES[0][0] else None,
        )
        self.accept()
        self._tools.show_paper(paper)

    def _save(self) -> None:
        wish = self.wish()
        if not self._complete(wish):
            return
        store = self._tools.courier.store.folder
        wanted = self.ask_path(str(paper_folder(store) / self._file_name(wish)), wish.needs_folder)
        if not wanted:
            return
        target, suffix = Path(wanted), SUFFIXES[wish.file]
        if not wish.needs_folder and target.suffix.lower() != suffix:
            target = target.with_name(target.name + suffix)
        keep_paper_folder(store, target if wish.needs_folder else target.parent)
        self._be_silent()
        self.busy.begin(self.tr("Making the paper…"), may_cancel=wish.is_library)
        self._allow(False)
        self.taking.begin(wish, target)

    def _name(self, wish: TakeWish) -> str:
        named = self.tr(WHAT_WORDS[wish.what])
        plan = self._plan
        if plan is None or wish.what not in OF_A_PLAN:
            return self.tr("Collected emergency plans") if wish.is_library else named
        return plan.plan.title if wish.what == "plan" else f"{plan.plan.title}  {named}"

    def _file_name(self, wish: TakeWish) -> str:
        bare = "".join("_" if letter in _BAD else letter for letter in self._name(wish))[:80]
        return bare if wish.needs_folder else bare + SUFFIXES[wish.file]

    def _advanced(self, done: int, total: int, title: str) -> None:
        if self.busy.is_running:
            self.busy.advance(done, total, title)

    def _ended(self, taken: Taken | None) -> None:
        self.busy.end()
        self._allow(True)
        if taken is None:
            self.note.say(self.tr("Stopped; nothing was written."), "warning")
            return
        self._saved = taken.path
        words = self.tr("Saved as {path}").format(path=taken.path)
        if taken.pages:
            words += self.tr(" ({plans} plans, {pages} pages)").format(plans=taken.plans, pages=taken.pages)
        if taken.missing:
            between = "、" if self._tools.wording().language.startswith("zh") else ", "
            named = between.join(f"{char} (U+{ord(char):04X})" for char in taken.missing[:20])
            missing = self.tr("No installed font has {characters}; the code is printed instead.")
            words += "\n" + missing.format(characters=named)
        self.note.say(words, "warning" if taken.missing else "done")
        for button in (self.open_saved, self.show_folder):
            button.setVisible(True)
        self.open_saved.setFocus(Qt.FocusReason.OtherFocusReason)

    def _failed(self, error: Exception) -> None:
        self.busy.end()
        self._allow(True)
        if isinstance(error, Refusal | Trouble):
            self._say(said(error, self._tools.wording(), self._tools.zone))
        else:
            self._say(self.tr("The paper could not be made: {detail}").format(detail=error))

    def _say(self, sentence: str) -> None:
        self._be_silent()
        self.note.say(sentence, "overdue")

    def _be_silent(self) -> None:
        self.note.be_silent()
        for button in (self.open_saved, self.show_folder):
            button.setVisible(False)

    def _allow(self, allowed: bool) -> None:
        for field in (*self._fields(), self.preview, self.save):
            field.setEnabled(allowed)
        if allowed:
            self._show_ways()

    def _ask_path(self, proposed: str, folder: bool) -> str:
        if folder:
            return QFileDialog.getExistingDirectory(self, self.tr("Folder for the plans"), str(Path(proposed).parent))
        suffix = Path(proposed).suffix
        chosen, _ = QFileDialog.getSaveFileName(self, self.tr("Save"), proposed, f"*{suffix}")
        return chosen

    @staticmethod
    def _open(path: Path | None) -> None:
        if path is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
