"""The layout of the plans page: what stands where, and what is shown when."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from dutyroom.data.queries.plan_contacts import count_changed_numbers
from dutyroom.data.queries.plans import PlanInFull, PlanRow
from dutyroom.data.queries.search import Found
from dutyroom.ui.icons import icon
from dutyroom.ui.page import Changed, Tools
from dutyroom.ui.parts.busy import Busy
from dutyroom.ui.parts.elided_label import ElidedLabel
from dutyroom.ui.parts.empty_state import EmptyState
from dutyroom.ui.parts.focus import tab_as_laid_out
from dutyroom.ui.parts.import_report import ImportReportView
from dutyroom.ui.parts.plans.editor import PlanEditor
from dutyroom.ui.parts.plans.finding import PlanFinding
from dutyroom.ui.parts.plans.first_actions import FirstActions
from dutyroom.ui.parts.plans.forms import PlanWithdrawal
from dutyroom.ui.parts.plans.importing import ImportReport
from dutyroom.ui.parts.plans.lines import count_said, lines_of_hits, lines_of_plans
from dutyroom.ui.parts.plans.reader import PlanReader
from dutyroom.ui.parts.plans.results import PlanResults
from dutyroom.ui.parts.plans.resuming import ResumeOffer
from dutyroom.ui.parts.plans.views import VIEWS
from dutyroom.ui.theme import is_look_change, put_look

SUFFIXES = "*.txt *.md *.html *.htm *.docx *.pdf *.odt *.xlsx *.xls *.ods *.csv *.eml *.zip *.doc *.wps *.ofd *.rtf"
_NUMBERS: Final = frozenset({"contact", "person", "plan", "plan_contact", "*"})
"""What may make a plan quote a number that is no longer right."""
_FORM_WIDE = 720


class PlansLayout(QObject):
    """Builds the page's widgets into ``page`` and shows one of: nothing yet, the reader, the report."""

    search_entered = Signal()

    def __init__(self, page: QWidget, tools: Tools) -> None:
        super().__init__(page)
        self._page = page
        self._read_since_import = False
        self._rows: Sequence[PlanRow] = ()
        self._found: Found | None = None
        self._words = ""
        self._changed: Mapping[int, int] = {}
        self._courier = tools.courier
        self.search = QLineEdit(page)
        self.search.setObjectName("search")
        self.search.setClearButtonEnabled(True)
        self.search.setAcceptDrops(False)  # a file dropped here is to be imported, not searched for by its name
        self._glass = self.search.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.finding = PlanFinding(tools, self.search, page)
        self.bring = QPushButton(page)
        self.import_files, self.import_folder = QAction(self), QAction(self)
        self.count = ElidedLabel(parent=page, type_="small")
        self.last_report, self.take_along = QPushButton(page), QPushButton(page)
        put_look(self.take_along, look="link")
        put_look(self.last_report, look="link")
        self.last_report.setVisible(False)
        self.results = PlanResults(page)
        self.results.setObjectName("results")
        self.nothing = EmptyState(page)
        self.busy, self.resume = Busy(page), ResumeOffer(page)
        self._make_right(page, tools)
        self.withdrawal = PlanWithdrawal(page)
        self._lay_out()
        self.search.installEventFilter(self)
        self.results.left.connect(self._to_search)
        self.reader.left.connect(lambda: self.results.setFocus())
        self.report.closed.connect(self._report_closed)
        self.withdrawal.step_back_asked.connect(self.hide_form)
        self.retranslate()
        self._count_numbers()

    def heard(self, changed: Changed) -> None:
        """Some kinds of thing changed: the card of first actions, and the numbers that plans quote."""
        self.first.heard(changed)
        if changed.kinds & _NUMBERS:
            self._count_numbers()

    def _count_numbers(self) -> None:
        """Count the numbers of each plan that the directory has changed since."""

        def came(counts: Mapping[int, int]) -> None:
            if counts != self._changed:
                self._changed = counts
                self.show_list(self._rows, self._found, self._words, keep=True)

        self._courier.ask(self, count_changed_numbers, then=came)

    def show_list(self, rows: Sequence[PlanRow], found: Found | None, words: str, *, keep: bool) -> None:
        """Show what was found for the words, or of the library what is asked for where there are none."""
        self._rows, self._found, self._words = rows, found, words
        self.finding.show_found(found)
        taken = [row for row in rows if self.finding.takes(row)]
        lines = (
            lines_of_plans(taken, self.finding.pins, self._changed) if found is None else lines_of_hits(found, words)
        )
        self.results.set_lines(lines, keep=keep)
        has_lines = bool(self.results.lines)
        self.results.setVisible(has_lines)
        self.nothing.setVisible(not has_lines)
        self._word_list()
        if not rows and self._right.currentWidget() is self._reading:
            self._right.setCurrentWidget(self.empty)

    def show_reader(self) -> None:
        """Show the reader."""
        self._read_since_import = True
        self._right.setCurrentWidget(self._reading)

    def edit(self, plan: PlanInFull) -> None:
        """Edit the plan that is read, at the section that is read."""
        if not self.editor.may_edit(plan):
            return
        section = self.reader.section_shown()
        self._left.setVisible(False)
        self._right.setCurrentWidget(self.editor)
        self.editor.open(plan, section.id if section is not None else None)
        self.editor.outline.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave_editor(self) -> None:
        """Back to the reader."""
        self._left.setVisible(True)
        self._right.setCurrentWidget(self._reading)
        self.reader.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_nothing(self) -> None:
        """Show neither plan nor report."""
        self._right.setCurrentWidget(self.empty)

    def import_started(self) -> None:
        """From now on it counts whether somebody reads."""
        self._read_since_import = False

    def may_show_report(self) -> bool:
        """Whether the report takes no plan away that somebody opened meanwhile."""
        return not self._read_since_import

    def show_report(self, report: ImportReport, titles: Mapping[int, str]) -> None:
        """Show the report of an import."""
        self.report.show_report(report, titles)
        self._right.setCurrentWidget(self.report)

    def show_form(self) -> None:
        """Show above the text what asks why the plan is withdrawn, and go there."""
        self._card.setVisible(True)
        self.withdrawal.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def hide_form(self) -> None:
        """Put the form away; what was typed in it stays until the plan changes."""
        inside = self._card.isAncestorOf(focus) if (focus := self._page.window().focusWidget()) else False
        self._card.setVisible(False)
        if inside:
            self.reader.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """Word it anew."""
        self.search.setPlaceholderText(self.tr("Search the plans"))
        self.search.setAccessibleName(self.tr("Search the plans"))
        self.search.setToolTip(self.tr("Search the plans: Chinese or English, from one character  Ctrl+F"))
        self.bring.setText(self.tr("Import"))
        self.bring.setAccessibleName(self.tr("Import plans"))
        self.import_files.setText(self.tr("Files…") + "\tCtrl+O")
        self.import_folder.setText(self.tr("Folder…"))
        self.last_report.setText(self.tr("Report of the last import"))
        self.take_along.setText(self.tr("Take plans along…"))
        self.take_along.setToolTip(self.tr("Take plans along…") + "  Ctrl+Alt+P")
        self.results.setAccessibleName(self.tr("Plans and passages"))
        self._word_list()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows and Enter in the search box go to the list; Esc empties the box."""
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if self.finding.takes_key(event):
                return True
            steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 6, Qt.Key.Key_PageUp: -6}
            key = Qt.Key(event.key())
            if key in steps:
                self.results.step(steps[key])
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.search_entered.emit()
                return True
            if key == Qt.Key.Key_Escape and self.search.text():
                self.search.selectAll()
                self.search.del_()  # so that Ctrl+Z brings the words back
                return True
        if watched is self.search and is_look_change(event):
            QTimer.singleShot(0, self, self._tint)
        return super().eventFilter(watched, event)

    def _make_right(self, page: QWidget, tools: Tools) -> None:
        """The reader with what it shows beside the text, and what comes in its place.

        Made where they stay: each change of parent would give all that is in them its look once more.
        """
        self._split = QSplitter(Qt.Orientation.Horizontal, page)
        self._right = QStackedWidget(self._split)
        self._reading = QWidget(self._right)
        self.empty = EmptyState(self._right)
        self.reader = PlanReader(tools, self._reading)
        self.first, self.editor = FirstActions(tools, self.reader), PlanEditor(tools, self._right)
        self.report = ImportReportView(tools.wording, tools.office, self._right)
        self.reader.offer_views(VIEWS)
        self.reader.pin(self.first)
        self.reader.plan_shown.connect(self.first.show_plan)
        self.first.section_asked.connect(self.reader.read_section)
        self.first.cards_asked.connect(lambda: self.reader.show_view("actions"))
        self.editor.left.connect(self._leave_editor)
        self.editor.kept.connect(lambda _: self._leave_editor())

    def _lay_out(self) -> None:
        self._left = self._left_side()
        self._lay_out_reading()
        for widget in (self.empty, self._reading, self.report, self.editor):
            self._right.addWidget(widget)
        self._split.insertWidget(0, self._left)
        self._split.setStretchFactor(1, 1)
        self._split.setSizes([310, 800])
        self._split.setChildrenCollapsible(False)
        top = QVBoxLayout()
        top.setContentsMargins(12, 8, 12, 0)
        top.addWidget(self.busy)
        top.addWidget(self.resume)
        column = QVBoxLayout(self._page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self._split, 1)

    def _left_side(self) -> QWidget:
        menu = QMenu(self.bring)
        menu.addActions([self.import_files, self.import_folder])
        self.bring.setMenu(menu)
        put_look(self.bring, menu="true")
        side = QFrame(self._split)
        side.setMinimumWidth(230)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.search, 1)
        line.addWidget(self.bring)
        column = QVBoxLayout(side)
        column.setContentsMargins(12, 8, 4, 0)
        column.setSpacing(4)
        under = QHBoxLayout()
        under.addWidget(self.count, 1)
        under.addWidget(self.finding.filters)
        column.addLayout(line)
        column.addWidget(self.finding.row)
        column.addLayout(under)
        column.addWidget(self.finding.meant)
        column.addWidget(self.results, 1)
        column.addWidget(self.nothing, 1)
        column.addWidget(self.last_report)
        column.addWidget(self.take_along)
        tab_as_laid_out(side)
        # What is hidden still stands in no order yet.
        QWidget.setTabOrder(self.results, self.last_report)
        QWidget.setTabOrder(self.last_report, self.take_along)
        return side

    def _lay_out_reading(self) -> None:
        self._card = QFrame(self._reading)
        put_look(self._card, look="card")
        inner = QVBoxLayout(self._card)
        inner.setContentsMargins(12, 12, 12, 12)
        self.withdrawal.setMaximumWidth(_FORM_WIDE)
        inner.addWidget(self.withdrawal)
        self._card.setVisible(False)
        column = QVBoxLayout(self._reading)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        above = QVBoxLayout()
        above.setContentsMargins(12, 8, 12, 0)
        above.addWidget(self._card)
        column.addLayout(above)
        column.addWidget(self.reader, 1)

    def _word_list(self) -> None:
        rows, found = self._rows, self._found
        kept = sum(row.state != "void" and self.finding.takes(row) for row in rows)
        plans = self.tr("{count} plans").format(count=f"{kept:,}") if kept != 1 else self.tr("1 plan")
        self.count.setText(plans if found is None else count_said(found) if found.hits else "")
        words = self._words[:40]
        none = self.tr("No plan is like this.") if rows else ""
        self.nothing.set_words(self.tr("Nothing found for “{query}”").format(query=words) if words else none)
        if rows:
            self.empty.set_words(self.tr("Type to search the plans, or choose one from the list. Enter opens it."))
        else:
            self.empty.set_words(
                self.tr(
                    "No plans yet. Drop files or a folder here, choose them with the button, or import them on the "
                    "command line: dutyroom plans import FOLDER"
                ),
                self.tr("Import plans…"),
                keys="Ctrl+O",
            )

    def _to_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _report_closed(self) -> None:
        self._right.setCurrentWidget(self._reading if self.reader.plan is not None else self.empty)
        self._to_search()

    def _tint(self) -> None:
        self._glass.setIcon(icon("search"))


def ask_for_paths(parent: QWidget, then: Callable[[list[str]], None], *, folder: bool) -> None:
    """Let the person choose files, or a folder; nothing waits for the answer."""
    dialog = QFileDialog(parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    if folder:
        dialog.setWindowTitle(parent.tr("Import plans from a folder"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    else:
        dialog.setWindowTitle(parent.tr("Import plans from files"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilters([parent.tr("Plans ({suffixes})").format(suffixes=SUFFIXES), parent.tr("All files (*)")])
    dialog.filesSelected.connect(then)
    dialog.open()


def ask_for_target(parent: QWidget, then: Callable[[str], None]) -> None:
    """Let the person say where a table is to be written; nothing waits for the answer."""
    dialog = QFileDialog(parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowTitle(parent.tr("Save the report"))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilters(["CSV (*.csv)"])
    dialog.setDefaultSuffix("csv")
    dialog.fileSelected.connect(then)
    dialog.open()


def local_paths(paths: Sequence[str]) -> list[Path]:
    """The paths that somebody chose, each once."""
    return [Path(path) for path in dict.fromkeys(paths) if path]
