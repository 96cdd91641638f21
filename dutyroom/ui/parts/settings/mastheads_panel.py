"""Heads of the issued papers in Settings: changed with the paper beside them, as shipped again, to a file and from one."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QStackedLayout,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from dutyroom.actions.mastheads import (
    TemplateRow,
    as_import,
    change_template,
    import_templates,
    offices,
    proof_facts,
    proposed_changes,
    read_template_file,
    template_rows,
    write_template_file,
)
from dutyroom.data.trouble import Trouble
from dutyroom.papers.briefing_facts import BriefingFacts
from dutyroom.rules.paper_template import (
    KEEPERS,
    ChangeTemplate,
    ImportTemplates,
    PaperTemplate,
    checked_template,
    where_in,
)
from dutyroom.rules.refusal import Refusal
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.briefing.words import kind_said
from dutyroom.ui.parts.focus import tab_as_laid_out
from dutyroom.ui.parts.list_look import as_list
from dutyroom.ui.parts.meeting import MEANWHILE, Meeting
from dutyroom.ui.parts.settings.masthead_proof import MastheadProof
from dutyroom.ui.parts.settings.mastheads_form import MastheadForm
from dutyroom.ui.parts.settings.mastheads_import import MastheadChanges
from dutyroom.ui.parts.settings.saying import said_by
from dutyroom.ui.parts.side_by_side import SideBySide
from dutyroom.ui.parts.versioned import Typed
from dutyroom.ui.theme import is_look_change, label_of, tokens_in_use

_LIST_LOW: Final = 84
_LIST_TALL: Final = 218
_FORM_TALL: Final = 150
_FORM_WIDE: Final = 520
_LANGUAGES: Final = ("zh_CN", "en")
_NAME: Final = "mastheads.toml"


class MastheadsPanel(QWidget):
    """Kinds, form, paper. What is typed of a kind stays when another is looked at; Enter saves."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._rows: tuple[TemplateRow, ...] = ()
        self._drafts: dict[str, Typed] = {}
        self._wish: ImportTemplates | None = None
        self._noted = False
        self.ask_file: Callable[[bool], str] = self._ask_file
        """Asks for a file, to be written where True; replaced in tests."""
        self.table = QTableWidget(0, 2, self)
        self.table.setObjectName("mastheads")
        self.form, self.side, self.changes = MastheadForm(), SideBySide(tools), MastheadChanges()
        self.proof = MastheadProof(tools, self._wanted, self._point_out)
        self.language = QComboBox(self)
        self.language.setObjectName("masthead_language")
        for language in _LANGUAGES:
            self.language.addItem("", language)
        self.said = label_of("small", parent=self)
        self.bring, self.take_along = QPushButton(self), QPushButton(self)
        self._lay_out()
        tab_as_laid_out(self)
        self._meeting = Meeting(tools, self.side, self._show_side, self._save)
        self._connect()
        self.retranslate()

    def refresh(self) -> None:
        """Ask for the templates anew; what is being typed stays."""
        self._tools.courier.ask(self, template_rows, then=self._read)

    def may_change(self) -> bool:
        """Whether who is signed in may change them."""
        return bool(self._tools.courier.author.roles.intersection(KEEPERS))

    def show_rights(self) -> None:
        """Leaders and administrators may change; everybody may look and write them to a file."""
        self.form.show_rights(self.may_change() and self.form.row is not None)
        self.bring.setEnabled(self.may_change())

    def begin_filtering(self) -> None:
        """There is nothing to filter: the cursor goes to the kinds."""
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def retranslate(self) -> None:
        """Word it anew."""
        self.table.setAccessibleName(self.tr("Issued papers"))
        self.table.setHorizontalHeaderLabels((self.tr("Paper"), self.tr("Stands")))
        self.said.setText(self.tr("A sample with the office's name"))
        self.language.setAccessibleName(self.tr("Language of the sample"))
        for place, word in enumerate((self.tr("Chinese"), self.tr("English"))):
            self.language.setItemText(place, word)
        self.bring.setText(self.tr("From a file…"))
        self.take_along.setText(self.tr("To a file…"))
        self._fill()

    def changeEvent(self, event: QEvent) -> None:
        """Follow language and colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif is_look_change(event):
            self._fill()

    def showEvent(self, event: QShowEvent) -> None:
        """The sample is made once somebody looks."""
        super().showEvent(event)
        self.proof.refresh()

    def _lay_out(self) -> None:
        titles = as_list(self.table)
        titles.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        titles.resizeSection(1, 120)
        self.table.setMinimumHeight(_LIST_LOW)
        self.table.setMaximumHeight(_LIST_TALL)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.table, 1)
        self.form.setMinimumSize(_FORM_WIDE, _FORM_TALL)
        left.addWidget(self.form, 2)
        files = QHBoxLayout()
        files.addWidget(self.bring)
        files.addWidget(self.take_along)
        files.addStretch(1)
        left.addLayout(files)
        proof = QWidget(self)
        above = QHBoxLayout()
        above.addWidget(self.said, 1)
        above.addWidget(self.language)
        column = QVBoxLayout(proof)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(above)
        column.addWidget(self.proof, 1)
        right = QWidget(self)
        self._faces, self._paper = QStackedLayout(right), proof
        for face in (proof, self.side, self.changes):
            self._faces.addWidget(face)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addLayout(left, 1)
        line.addWidget(right, 1)

    def _connect(self) -> None:
        self.table.currentCellChanged.connect(self._chosen)
        self.table.itemActivated.connect(lambda _: self.form.inputs["zh"].setFocus(Qt.FocusReason.OtherFocusReason))
        self.form.save.clicked.connect(self._save)
        self.form.shipped.clicked.connect(self._as_shipped)
        self.form.step_back_asked.connect(lambda: self.table.setFocus(Qt.FocusReason.OtherFocusReason))
        self.form.typed_in.connect(self.proof.refresh)
        self.form.dirty_changed.connect(lambda _: self._fill())
        self.language.currentIndexChanged.connect(self.proof.refresh)
        self.bring.clicked.connect(self._bring)
        self.take_along.clicked.connect(self._take_along)
        self.changes.taken.connect(self._take_over)
        self.changes.left.connect(self._leave)

    def _show_side(self, shown: bool) -> None:
        self._faces.setCurrentWidget(self.side if shown else self._paper)

    def _read(self, rows: tuple[TemplateRow, ...]) -> None:
        self._rows = rows
        row, present = self._row(), self.form.row
        if row is None and rows:
            row = rows[0]
        if row is not None and not (present is not None and self.form.is_dirty):
            self.form.show_row(row)
        self._fill()
        self.show_rights()
        self.proof.refresh()

    def _row(self) -> TemplateRow | None:
        """The kind that is shown, as it is stored now."""
        shown = self.form.row
        return next((row for row in self._rows if shown is not None and row.kind == shown.kind), None)

    def _fill(self) -> None:
        shown = self.form.row
        self.table.blockSignals(True)
        self.table.setRowCount(len(self._rows))
        for place, row in enumerate(self._rows):
            is_shown = shown is not None and row.kind == shown.kind
            is_open = self.form.is_dirty if is_shown else row.kind in self._drafts
            own = self.tr("the office's own") if row.is_own else self.tr("as shipped")
            for column, text in enumerate((kind_said(row.kind), self.tr("not saved") if is_open else own)):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                if column and is_open:
                    item.setForeground(QColor(tokens_in_use().warning))
                self.table.setItem(place, column, item)
            if is_shown:
                self.table.setCurrentCell(place, 0)
        self.table.blockSignals(False)

    def _chosen(self, place: int, *_: int) -> None:
        shown = self.form.row
        if not 0 <= place < len(self._rows) or (shown is not None and self._rows[place].kind == shown.kind):
            return
        if shown is not None and self.form.is_dirty:
            self._drafts[shown.kind] = self.form.typed()
        row = self._rows[place]
        draft = self._drafts.pop(row.kind, None)
        self._meeting.forget()
        self._show_side(False)
        self.form.show_row(row)
        if draft is not None:
            self.form.type_again(draft)
        self._fill()
        self.show_rights()
        self.proof.refresh()

    def _wanted(self) -> tuple[BriefingFacts, str] | None:
        """What the sample is made of; raises the refusal of what stands in the form."""
        row, office = self.form.row, self._tools.office()
        if row is None:
            return None
        template = checked_template(row.kind, self.form.template(), offices(office))
        return proof_facts(row.kind, template, office), str(self.language.currentData())

    def _point_out(self, refusal: Refusal | None) -> None:
        """Beside the field while somebody types: the cursor stays where it is."""
        if self._noted:
            self.form.clear_notes()
        self._noted = refusal is not None
        if refusal is not None and refusal.field in self.form.field_names():
            self.form.note_field(refusal.field, said_by(self._tools, refusal))

    def _save(self) -> None:
        row = self.form.row
        if row is None or not self.form.save.isEnabled():
            return
        self.form.clear_notes()
        self._change(row, self.form.template(), self.tr("The head is kept; papers not yet issued have it from now on."))

    def _as_shipped(self) -> None:
        if self.form.row is not None and self.may_change():
            self._change(self.form.row, None, self.tr("The shipped head stands again."))

    def _change(self, row: TemplateRow, template: PaperTemplate | None, said: str) -> None:
        asked = ChangeTemplate(kind=row.kind, version=self.form.version, template=template)
        done = partial(self._done, said)
        self._tools.courier.do(self, change_template, asked, then=done, refused=self._refused)

    def _done(self, said: str, _: object) -> None:
        self.form.mark_clean()
        self._tools.say(said)
        self.refresh()

    def _refused(self, refusal: Refusal) -> None:
        self.form.point_out(refusal, said_by(self._tools, refusal))
        if refusal.code == MEANWHILE:
            self._tools.courier.ask(self, template_rows, then=self._meet)

    def _meet(self, rows: tuple[TemplateRow, ...]) -> None:
        self._rows = rows
        row = self._row()
        if row is not None:
            self._meeting.meet(self.form, "setting", row.id, row.version, self.form.of_row(row))

    def _bring(self) -> None:
        chosen = self.ask_file(False)
        if chosen:
            path = Path(chosen)
            then = partial(self._proposed, path.name)
            self._tools.courier.work(self, read_template_file, path, then=then, failed=partial(self._unread, path.name))

    def _proposed(self, file: str, read: dict[str, PaperTemplate]) -> None:
        try:
            changes = proposed_changes(self._rows, read, self._tools.office())
        except Refusal as refusal:
            self._unread(file, refusal)
            return
        self._wish = as_import(file, self._rows, read)
        self._faces.setCurrentWidget(self.changes)
        self.changes.show_changes(file, changes)

    def _take_over(self) -> None:
        if self._wish is not None:
            failed = partial(self._unread, self._wish.file)
            self._tools.courier.do(self, import_templates, self._wish, then=self._taken, refused=failed)

    def _taken(self, count: int) -> None:
        self._tools.say(self.tr("Heads of {n} papers taken over.").format(n=count))
        self._leave()
        self.refresh()

    def _leave(self) -> None:
        self._wish = None
        self._show_side(False)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _unread(self, file: str, error: Exception) -> None:
        if not isinstance(error, Refusal | Trouble):
            raise error
        said = said_by(self._tools, error)
        before = where_in(file, error) if isinstance(error, Refusal) else ""
        self.form.point_out(Refusal(error.code), before + said)

    def _take_along(self) -> None:
        chosen = self.ask_file(True)
        if chosen:
            path = Path(chosen)
            then = partial(self._written, path)
            failed = partial(self._unread, path.name)
            self._tools.courier.work(self, write_template_file, path, self._rows, then=then, failed=failed)

    def _written(self, path: Path, _: object) -> None:
        self._tools.say(self.tr("Written: {path}").format(path=path))

    def _ask_file(self, write: bool) -> str:
        kinds = self.tr("Heads of papers") + " (*.toml);;" + self.tr("All files") + " (*)"
        if write:
            return QFileDialog.getSaveFileName(self, self.tr("To a file…"), str(Path.home() / _NAME), kinds)[0]
        return QFileDialog.getOpenFileName(self, self.tr("From a file…"), str(Path.home()), kinds)[0]
