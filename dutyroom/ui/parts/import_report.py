"""The report of an import: each file with what became of it, and the way to its plan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QTableView, QVBoxLayout, QWidget

from dutyroom.actions.errors import said, said_of_file
from dutyroom.actions.importing import ImportResult
from dutyroom.rules.office import OfficeSettings
from dutyroom.rules.plan import RESULT_WORDS
from dutyroom.rules.wording import Wording, mark
from dutyroom.ui.parts.elided_label import ElidedLabel
from dutyroom.ui.parts.field_note import FieldNote
from dutyroom.ui.parts.list_look import as_file_list
from dutyroom.ui.parts.plans.importing import ImportReport
from dutyroom.ui.theme import is_look_change, label_of, tokens_in_use

_Index = QModelIndex | QPersistentModelIndex
_ORDER: Final = tuple(RESULT_WORDS)
COUNTED: Final = {
    "imported": mark("{count} imported"),
    "same": mark("{count} there already"),
    "stub": mark("{count} with headings only"),
    "no-text": mark("{count} without text (scanned)"),
    "damaged": mark("{count} damaged"),
    "encrypted": mark("{count} encrypted"),
    "unsupported": mark("{count} not supported"),
    "too-large": mark("{count} too large"),
}
_TITLES: Final = (mark("File"), mark("Result"), mark("Details"))


class _Lines(QAbstractTableModel):
    """One file a row: name, result, details."""

    def __init__(self, worded: Callable[[ImportResult], tuple[str, str]]) -> None:
        super().__init__()
        self.results: tuple[ImportResult, ...] = ()
        self._worded = worded

    def set_results(self, results: tuple[ImportResult, ...]) -> None:
        self.beginResetModel()
        self.results = results
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.results)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(_TITLES)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self.tr(_TITLES[section])
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        result = self.results[index.row()]
        word, details = self._worded(result)
        if role == Qt.ItemDataRole.DisplayRole:
            return (Path(result.file).name, word, details)[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return (result.file, word, details)[index.column()]
        if role == Qt.ItemDataRole.ForegroundRole and index.column() == 1:
            tokens = tokens_in_use()
            tone = {"imported": tokens.done, "same": tokens.secondary}
            return QColor(tone.get(result.result, tokens.warning))
        return None


class ImportReportView(QWidget):
    """Shows a report; ``plan_asked`` comes for Enter and a double click on a file that is in the library.

    ``join_asked`` names the lines whose plans are to become versions of those that they look like.
    """

    plan_asked = Signal(int)
    join_asked = Signal(list)
    save_asked = Signal()
    closed = Signal()
    copied = Signal()

    def __init__(
        self, wording: Callable[[], Wording], office: Callable[[], OfficeSettings], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._wording, self._office = wording, office
        self._report = ImportReport(())
        self._titles: Mapping[int, str] = {}
        self.title = label_of("section", parent=self)
        self.summary = ElidedLabel(parent=self, type_="secondary")
        self.note = FieldNote(self)
        self._lines = _Lines(self._worded)
        self.table = QTableView(self)
        self.open_plan, self.join, self.join_all = QPushButton(self), QPushButton(self), QPushButton(self)
        self.copy, self.save, self.close_report = QPushButton(self), QPushButton(self), QPushButton(self)
        self._lay_out()
        self.table.activated.connect(self._open)
        self.table.clicked.connect(lambda _: self._chosen())
        self.table.selectionModel().currentChanged.connect(lambda *_: self._chosen())
        self.open_plan.clicked.connect(lambda: self._open(self.table.currentIndex()))
        self.copy.clicked.connect(self._copy)
        self.join.clicked.connect(lambda: self.join_asked.emit(self._like_at(self.table.currentIndex())))
        self.join_all.clicked.connect(lambda: self.join_asked.emit(self._all_like()))
        self.save.clicked.connect(self.save_asked)
        self.close_report.clicked.connect(self.closed)
        # Not as key events: the table would take a letter for the beginning of a file's name.
        for key, button in (("V", self.join), ("Shift+V", self.join_all), ("Ctrl+S", self.save)):
            shortcut = QShortcut(QKeySequence(key), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(button.click)
        self.retranslate()

    def show_report(self, report: ImportReport, titles: Mapping[int, str]) -> None:
        """Show this report; files that need something first. ``titles`` name the plans."""
        self._report, self._titles = report, titles
        needs = sorted(report.results, key=_is_settled)
        self._lines.set_results(tuple(needs))
        if needs:
            self.table.setCurrentIndex(self._lines.index(0, 0))
        self.retranslate()
        self._chosen()

    def renew(self, report: ImportReport) -> None:
        """What is said of some files changed; every line stays where it is."""
        self._report = report
        said_now = {result.file: result for result in report.results}
        row = self.table.currentIndex().row()
        self._lines.set_results(tuple(said_now.get(each.file, each) for each in self._lines.results))
        if row >= 0:
            self.table.setCurrentIndex(self._lines.index(row, 0))
        self._chosen()

    def say(self, sentence: str) -> None:
        """Say what went wrong with what was asked for."""
        self.note.say(sentence, "overdue")

    def name_plans(self, titles: Mapping[int, str]) -> None:
        """The plans have these titles now."""
        self._titles = titles
        self.table.viewport().update()

    def as_text(self) -> str:
        """The report as plain text, one file a line."""
        rows = ("\t".join((result.file, *self._worded(result))) for result in self._lines.results)
        return "\n".join((self.summary.full_text(), *rows))

    def as_rows(self) -> list[tuple[str, ...]]:
        """The report as a table with its head: file, result, plan, details."""
        head = (*(self.tr(title) for title in _TITLES[:2]), self.tr("Plan"), self.tr(_TITLES[2]))
        rows = []
        for result in self._lines.results:
            word, details = self._worded(result)
            title = self._titles.get(result.plan, str(result.plan)) if result.plan is not None else ""
            rows.append((result.file, word, title, details))
        return [head, *rows]

    def retranslate(self) -> None:
        """Word it anew."""
        counts = Counter(result.result for result in self._report.results)
        parts = [self.tr(COUNTED[kind]).format(count=counts[kind]) for kind in _ORDER if counts[kind]]
        self.title.setText(self.tr("Report of the import"))
        like = len(self._all_like())
        if like:
            parts.append(self.tr("{count} like a plan that is there").format(count=like))
        self.summary.setText("  ·  ".join(parts) or self.tr("No file was imported."))
        self._say_what_is_left()
        self.open_plan.setText(self.tr("Open the plan"))
        self.join.setText(self.tr("Make it a version"))
        self.join.setToolTip(self.tr("Keep it as a version of the plan that it looks like  V"))
        self.join_all.setText(self.tr("Make all"))
        self.join_all.setToolTip(self.tr("Keep every plan that looks like another as its version  Shift+V"))
        self.copy.setText(self.tr("Copy"))
        self.copy.setToolTip(self.tr("Copy the report"))
        self.save.setText(self.tr("Save…"))
        self.save.setToolTip(self.tr("Save the report as a table  Ctrl+S"))
        self.close_report.setText(self.tr("Close"))
        self.close_report.setToolTip(self.tr("Close the report") + "  Esc")
        self.table.setAccessibleName(self.tr("Files of the import"))
        self.table.viewport().update()
        self.table.horizontalHeader().viewport().update()

    def changeEvent(self, event: QEvent) -> None:
        """Follow language and scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif is_look_change(event):
            self.table.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the report."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            event.accept()
        else:
            super().keyPressEvent(event)

    def _worded(self, result: ImportResult) -> tuple[str, str]:
        """Result and details of a file in the language shown."""
        wording, zone = self._wording(), self._office().zone
        word = wording.say(RESULT_WORDS[result.result], plan=result.plan)
        if result.detail:
            return word, said_of_file(result.detail, dict(result.facts), wording, zone)
        return word, self._titles.get(result.plan, "") if result.plan is not None else ""

    def _say_what_is_left(self) -> None:
        report = self._report
        parts = []
        if report.trouble is not None:
            parts.append(said(report.trouble, self._wording(), self._office().zone))
        if report.left:
            parts.append(self.tr("{count} files were not reached; import them again.").format(count=report.left))
        self.note.say(" ".join(parts), "overdue" if report.trouble is not None else "warning")

    def _lay_out(self) -> None:
        table = self.table
        table.setModel(self._lines)
        as_file_list(table, (240, 150))
        foot = QHBoxLayout()
        foot.setSpacing(8)
        for button in (self.open_plan, self.join, self.join_all, self.copy, self.save):
            foot.addWidget(button)
        foot.addStretch(1)
        foot.addWidget(self.close_report)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 12)
        column.setSpacing(8)
        for widget in (self.title, self.summary, self.note):
            column.addWidget(widget)
        column.addWidget(table, 1)
        column.addLayout(foot)
        self._chosen()

    def _chosen(self) -> None:
        self.open_plan.setEnabled(self._plan_at(self.table.currentIndex()) is not None)
        self.join.setEnabled(bool(self._like_at(self.table.currentIndex())))
        self.join_all.setEnabled(bool(self._all_like()))
        for button in (self.join, self.join_all):
            button.setVisible(any(result.detail.startswith("plan.like") for result in self._lines.results))

    def _all_like(self) -> list[ImportResult]:
        return [result for result in self._lines.results if result.like is not None]

    def _like_at(self, index: QModelIndex) -> list[ImportResult]:
        result = self._lines.results[index.row()] if index.isValid() else None
        return [result] if result is not None and result.like is not None else []

    def _plan_at(self, index: QModelIndex) -> int | None:
        return self._lines.results[index.row()].plan if index.isValid() else None

    def _open(self, index: QModelIndex) -> None:
        plan = self._plan_at(index)
        if plan is not None:
            self.plan_asked.emit(plan)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.as_text())
        self.copied.emit()


def _is_settled(result: ImportResult) -> int:
    """What needs something stands first, then what looks like another plan, then what is done."""
    if result.result not in ("imported", "same"):
        return 0
    return 1 if result.like is not None else 2
