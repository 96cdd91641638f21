"""The versions of the plan that is open: read, compared, put in force, corrected, a new one brought in from a file."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QMenu, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from dutyroom.actions.comparison_paper import comparison_pdf
from dutyroom.actions.papers import note_printed
from dutyroom.data.folders import faces_cache
from dutyroom.data.queries.plan_versions import PlanVersions, VersionRow, plan_versions, version_in_full
from dutyroom.data.queries.plans import PlanInFull
from dutyroom.rules.law import LAW_KINDS
from dutyroom.rules.plan_version import KeptVersion, begins_on
from dutyroom.rules.wording import mark
from dutyroom.ui.page import Changed, Command, Paper, Place, Tools
from dutyroom.ui.parts.busy import Busy
from dutyroom.ui.parts.field_note import FieldNote
from dutyroom.ui.parts.matter.kept_form import KeptForm
from dutyroom.ui.parts.plans.compared import Compared, Pair, compared, read_pair
from dutyroom.ui.parts.plans.comparison import ComparisonView
from dutyroom.ui.parts.plans.keep_bar import KeepBar
from dutyroom.ui.parts.plans.version_card import VersionCard
from dutyroom.ui.parts.plans.version_import import VersionFound, VersionImport
from dutyroom.ui.parts.plans.version_table import VersionTable
from dutyroom.ui.parts.plans.view import PlanView
from dutyroom.ui.searching import NewestQuestion
from dutyroom.ui.theme import label_of, put_look

_HEARD: Final = frozenset({"plan", "plan_text", "activation", "*"})


class PlanVersionsView(PlanView):
    """The list of versions, or the comparison of two of them over it."""

    KEY = "versions"
    NAME = mark("Versions")

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self._plan: int | None = None
        self._known: PlanVersions | None = None
        self._found: VersionFound | None = None
        self._questions = NewestQuestion(tools.courier, self)
        self.importing = VersionImport(tools, self)
        self.busy = Busy(self)  # made in the order of reading, which Tab follows
        self.read, self.compare, self.more, self.bring = (QPushButton(self) for _ in range(4))
        self.card, self.table = VersionCard(tools, self), VersionTable(tools, self)
        self.force, self.correct, self.repeal = (QAction(self) for _ in range(3))
        self.hint = label_of("secondary", parent=self)
        self.hint.setWordWrap(True)
        self.details = label_of("secondary", parent=self)
        self.details.setWordWrap(True)
        self.details.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.note = FieldNote(self)
        self.keep_bar, self.comparison = KeepBar(self), ComparisonView(self)
        self._lay_out()
        self._connect()
        self.setAcceptDrops(True)
        self.retranslate()

    def show_plan(self, plan: PlanInFull) -> None:
        """Show the versions of a plan; another plan begins at its list."""
        if plan.plan.id != self._plan:
            self._plan, self._known = plan.plan.id, None
            self._to_list()
            self.table.show_versions(())
        self._ask()

    def heard(self, changed: Changed) -> None:
        """Another version came, or one was used."""
        if changed.kinds & _HEARD:
            self._ask()

    def commands(self) -> list[Command]:
        """What can be done with the versions."""
        return [
            Command(
                "plans.compare_versions",
                self.tr("Compare with the version in force"),
                "Ctrl+Alt+D",
                self._compare_chosen,
            ),
            Command("plans.next_difference", self.tr("Next difference"), "Alt+Down", lambda: self.comparison.step(1)),
            Command(
                "plans.last_difference", self.tr("Previous difference"), "Alt+Up", lambda: self.comparison.step(-1)
            ),
            Command("plans.import_version", self.tr("Import a new version…"), "Ctrl+Alt+N", self.ask_for_file),
        ]

    def ask_for_file(self) -> None:
        """Let the person choose the file of a new version; nothing waits for the answer."""
        dialog = QFileDialog(self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(self.tr("Import a new version"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.filesSelected.connect(lambda paths: self.import_file(Path(paths[0])))
        dialog.open()

    def import_file(self, path: Path) -> None:
        """Read a file and show what it would change; nothing is kept before somebody says so."""
        if self._plan is None or self.importing.is_busy:
            return

        def came(current: PlanInFull | None) -> None:
            if current is not None:
                self.importing.read(path, current)

        number = self._known.plan.current if self._known is not None else 0
        self._questions.ask(version_in_full, self._plan, number, then=came)

    def show_comparison(self, old: int, new: int) -> None:
        """Compare two versions by their numbers."""
        if self._plan is None:
            return
        self.busy.begin(self.tr("Comparing the versions"), may_cancel=False)

        def read(pair: Pair | None) -> None:
            if pair is None:
                self.busy.end()
            else:
                self.tools.courier.work(self, compared, pair, then=self._show_compared)

        self._questions.ask(read_pair, self._plan, old, new, then=read)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc steps back to the list of versions."""
        if event.key() == Qt.Key.Key_Escape and self.faces.currentWidget() is not self._list:
            self._to_list()
            event.accept()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A file may be dropped on the versions: it is taken for the next one."""
        if len([url for url in event.mimeData().urls() if url.isLocalFile()]) == 1:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read what was dropped."""
        event.acceptProposedAction()
        self.import_file(Path(event.mimeData().urls()[0].toLocalFile()))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def retranslate(self) -> None:
        """Word it anew."""
        self.read.setText(self.tr("Read this version"))
        self.read.setToolTip(self.tr("Read it in the reader, marked as what it is") + "  Enter")
        self.compare.setText(self.tr("Compare"))
        self.more.setText(self.tr("More"))
        self.force.setText(self.tr("Put in force…"))
        self.correct.setText(self.tr("Correct…"))
        self.repeal.setText(self.tr("Repealed…"))
        self.bring.setText(self.tr("Import a new version…"))
        self.bring.setToolTip(self.tr("Read a file and see what it changes before it is kept") + "  Ctrl+Alt+N")
        self._say_chosen()

    # --- building -------------------------------------------------------------------------------------------------

    def _connect(self) -> None:
        self.table.read.connect(self._read)
        self.table.itemSelectionChanged.connect(self._say_chosen)
        self.read.clicked.connect(lambda: self._read(None))
        self.compare.clicked.connect(self._compare_chosen)
        self.force.triggered.connect(lambda: self._show_form(self.card.force))
        self.correct.triggered.connect(lambda: self._show_form(self.card.correct))
        self.repeal.triggered.connect(lambda: self._show_form(self.card.repeal))
        self.bring.clicked.connect(self.ask_for_file)
        self.comparison.left.connect(self._to_list)
        self.comparison.print_asked.connect(self._print)
        self.card.closed.connect(lambda: self.table.setFocus(Qt.FocusReason.OtherFocusReason))
        self.importing.begun.connect(lambda: self.busy.begin(self.tr("Reading the file"), may_cancel=False))
        self.importing.found.connect(self._version_found)
        self.importing.kept.connect(self._version_kept)
        self.importing.refused.connect(self._import_refused)
        self.keep_bar.kept.connect(self._keep_found)
        self.keep_bar.left.connect(self._to_list)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(4)
        menu = QMenu(self.more)
        menu.addActions([self.force, self.correct, self.repeal])
        self.more.setMenu(menu)
        put_look(self.more, menu="true")
        for button in (self.read, self.compare, self.more):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self.bring)
        self._list = QWidget(self)
        column = QVBoxLayout(self._list)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(buttons)
        column.addWidget(self.hint)
        column.addWidget(self.card)
        column.addWidget(self.table, 1)
        column.addWidget(self.details)
        self._compared = QWidget(self)
        beside = QVBoxLayout(self._compared)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(4)
        beside.addWidget(self.keep_bar)
        beside.addWidget(self.comparison, 1)
        self.faces = QStackedWidget(self)
        self.faces.addWidget(self._list)
        self.faces.addWidget(self._compared)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 4, 12, 8)
        whole.setSpacing(4)
        whole.addWidget(self.busy)
        whole.addWidget(self.note)
        whole.addWidget(self.faces, 1)

    # --- the list -------------------------------------------------------------------------------------------------

    def _ask(self) -> None:
        if self._plan is not None:
            self.tools.courier.ask(self, plan_versions, self._plan, self._today(), then=self._came)

    def _today(self) -> date:
        return self.tools.clock().astimezone(self.tools.zone).date()

    def _came(self, known: PlanVersions | None) -> None:
        if known is not None and known.plan.id == self._plan:
            self._known = known
            self.table.show_versions(known.versions)
            self._say_chosen()

    def _say_chosen(self) -> None:
        """What the buttons do goes with the row that is chosen."""
        chosen, known = self.table.chosen(), self._known
        several = known is not None and len(known.versions) > 1
        other = self._other(chosen)
        self.read.setEnabled(chosen is not None)
        self.more.setEnabled(chosen is not None)
        self.compare.setEnabled(other is not None)
        self.force.setEnabled(chosen is not None and not chosen.is_current)
        self.repeal.setVisible(known is not None and known.plan.kind in LAW_KINDS)
        words = self.tr("Compare this version with another one")
        if chosen is not None and other is not None:
            old, new = sorted((chosen, other), key=self._order)
            words = self.tr("Compare version {old} with version {new}").format(old=old.number, new=new.number)
        self.compare.setToolTip(words + "  Ctrl+Alt+D")
        self.details.setText(self.table.said_in_full(chosen) if chosen is not None else "")
        once = self.tr(
            "This plan has one version so far. Import its next text here, or drop the file: what it changes is shown first."
        )
        self.hint.setText("" if several or known is None else once)
        self.hint.setVisible(bool(self.hint.text()))

    def _other(self, chosen: VersionRow | None) -> VersionRow | None:
        """What a version is compared with: the one in force, and that one with the one before it."""
        versions = self._known.versions if self._known is not None else ()
        if chosen is None:
            return None
        if not chosen.is_current:
            return next((each for each in versions if each.is_current), None)
        older = [each for each in versions if self._order(each) < self._order(chosen)]
        newer = [each for each in versions if self._order(each) > self._order(chosen)]
        return max(older, key=self._order) if older else min(newer, key=self._order) if newer else None

    def _order(self, version: VersionRow) -> tuple[date, int]:
        """The former version first: of a law by its date, else as they were kept."""
        is_law = self._known is not None and self._known.plan.kind in LAW_KINDS
        return (begins_on(version) or date.min) if is_law else date.min, version.number

    def _read(self, number: int | None) -> None:
        """Read a version in the reader, where it is marked as what it is."""
        chosen = self.table.chosen()
        wanted = number if number is not None else chosen.number if chosen is not None else None
        if wanted is not None and self._plan is not None:
            self.tools.go(Place("plans", id=self._plan, step=f"version:{wanted}"))

    # --- comparing ------------------------------------------------------------------------------------------------

    def _compare_chosen(self) -> None:
        chosen = self.table.chosen()
        other = self._other(chosen)
        if chosen is not None and other is not None:
            old, new = sorted((chosen, other), key=self._order)
            self.show_comparison(old.number, new.number)

    def _show_compared(self, shown: Compared) -> None:
        self.busy.end()
        self.keep_bar.setVisible(self._found is not None)
        self.comparison.print.setVisible(self._found is None)
        self.faces.setCurrentWidget(self._compared)
        self.comparison.show_compared(shown)
        self.comparison.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _to_list(self) -> None:
        self._found = None
        self.faces.setCurrentWidget(self._list)
        self.card.close_form()

    def _print(self) -> None:
        shown, plan = self.comparison.shown, self._plan
        if shown is None or plan is None or self._found is not None:
            return
        store, wording, courier = self.tools.courier.store, self.tools.wording(), self.tools.courier
        old, new = shown.old.plan.text_number, shown.new.plan.text_number
        title = self.tr("{title}, version {old} and {new}").format(title=shown.new.plan.title, old=old, new=new)
        name = "".join("_" if letter in '\\/:*?"<>|\n\t' else letter for letter in title)[:80] + ".pdf"
        self.tools.show_paper(
            Paper(
                title=title,
                file_name=name,
                make=lambda: comparison_pdf(store, plan, old, new, wording, faces_cache()),
                printed=lambda: courier.do(courier, note_printed, "plan", plan, "print"),
                kind="plan-comparison",
                records=(("plan", plan),),
            )
        )

    def _show_form(self, form: KeptForm) -> None:
        chosen, known = self.table.chosen(), self._known
        if chosen is not None and known is not None:
            self.card.ask(form, known.plan, chosen)

    # --- a new version --------------------------------------------------------------------------------------------

    def _version_found(self, found: VersionFound) -> None:
        self.busy.end()
        if found.plan != self._plan:
            return
        if found.compared is None:
            self.note.say(self.importing.why_not(found))
            return
        self.note.be_silent()
        self._found = found
        next_number = max((each.number for each in self._known.versions), default=0) + 1 if self._known else 1
        self.keep_bar.begin(next_number, has_changes=bool(found.compared.comparison.differences))
        self._show_compared(found.compared)

    def _keep_found(self, note: str) -> None:
        if self._found is not None:
            self.busy.begin(self.tr("Keeping the version"), may_cancel=False)
            self.importing.keep(self._found, note)

    def _version_kept(self, kept: KeptVersion) -> None:
        self.busy.end()
        self.keep_bar.finished()
        self._to_list()
        if kept.result == "same":
            self.tools.say(self.tr("This text is version {number} already.").format(number=kept.number))
        else:
            self.tools.say(self.tr("Kept as version {number}.").format(number=kept.number))
        self._ask()

    def _import_refused(self, sentence: str) -> None:
        self.busy.end()
        if self._found is not None:
            self.keep_bar.point_out(sentence)
        else:
            self.note.say(sentence)
