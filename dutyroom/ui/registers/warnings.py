"""The register of warnings: what is in force, exercises apart, one read beside the list; CAP in and out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QSettings, Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from dutyroom.data.queries.warnings import warning_rows
from dutyroom.rules.matter import MatterKind, StepKind
from dutyroom.rules.matter_filter import MatterFilter, read_matter_filter
from dutyroom.ui.courier import Changed
from dutyroom.ui.page import Command, Page, Place, Tools
from dutyroom.ui.parts.attached.matter_files import dropped_files
from dutyroom.ui.parts.focus import give_focus, tab_as_laid_out
from dutyroom.ui.parts.matter.finding import MatterFinding
from dutyroom.ui.parts.register_model import RegisterModel, Row
from dutyroom.ui.parts.register_table import RegisterTable
from dutyroom.ui.parts.warnings.cap_files import CapFiles
from dutyroom.ui.parts.warnings.columns import warning_columns
from dutyroom.ui.parts.warnings.entry import WarningEntry
from dutyroom.ui.parts.warnings.filter_bar import IN_FORCE, WarningFilterBar
from dutyroom.ui.parts.warnings.form import Mode
from dutyroom.ui.parts.warnings.pane import WarningPane
from dutyroom.ui.theme import put_look

FOLDS_BELOW: Final = 900
_KEPT_KEY: Final = "warnings/filters"
_KINDS: Final = frozenset({"matter", "public_warning", "open_item", "*"})
_TICK_MS: Final = 30_000
_WIDEST: Final = 16_777_215


class WarningsPage(Page):
    """Three faces in one place: the list with its pane, the form, a CAP file in hand."""

    KEY = "warnings"
    ICON = "warning"

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self._wanted: int | None = None
        self._reading = False
        self.finding = MatterFinding(tools, MatterKind.WARNING, self)
        self.finding.filter = IN_FORCE
        self.bar = WarningFilterBar(self)
        self.bring, self.register = QPushButton(self), QPushButton(self)
        columns = warning_columns(tools.clock, lambda: tools.zone)
        self.table = RegisterTable(RegisterModel(columns, self._fetch, self), self)
        self.table.setObjectName("warnings_table")
        self.pane = WarningPane(tools, self)
        self.entry, self.files = WarningEntry(tools, self), CapFiles(tools, self)
        self.list = QWidget(self)
        self.faces = QStackedWidget(self)
        self._tick = QTimer(self)
        self._tick.setInterval(_TICK_MS)
        self._tick.timeout.connect(self._ticked)
        self.setAcceptDrops(True)
        self._lay_out()
        self._connect()
        tab_as_laid_out(self)
        self.retranslate()

    def title(self) -> str:
        """The page's name on the rail."""
        return self.tr("Warnings")

    def arrive(self, place: Place | None) -> None:
        """Show the register: at a warning, narrowed, or with the form of a new one."""
        self._tick.start()
        if place is not None and place.id is not None:
            self._wanted = place.id
            self._show_face(self.list)
        if place is not None and (place.words or place.step.startswith("filter:")):
            self._show_face(self.list)
            written = place.step.removeprefix("filter:") if place.step else place.words
            self.bar.show_filter(read_matter_filter(written))
        self.finding.ask()
        steps = {"find": self.begin_filtering, "register": self.begin_registering, "import": self.bring_in}
        if place is not None and place.step in steps:
            steps[place.step]()

    def heard(self, changed: Changed) -> None:
        """Something of a warning changed: ask again, keep the place."""
        if changed.kinds & _KINDS and (self.finding.has_answer or self._tick.isActive()):
            self.finding.ask()
            self.pane.refresh()

    def commands(self) -> list[Command]:
        """What can be done with warnings."""
        return [
            Command("warnings.next", self.tr("Take the next step"), "Ctrl+Return", self._step_on),
            Command("warnings.steps", self.tr("Other steps of the matter"), "Ctrl+J", self._show_steps),
            Command("warnings.new", self.tr("Register a warning"), "Ctrl+N", self.begin_registering),
            Command("warnings.change", self.tr("Change the warning"), "Ctrl+U", lambda: self._begin_about("change")),
            Command("warnings.lift", self.tr("Lift the warning"), "Ctrl+E", self._lift),
            Command("warnings.correct", self.tr("Correct what was registered"), "Ctrl+D", self._correct),
            Command("warnings.link", self.tr("Link with another matter"), "Ctrl+Shift+G", self.pane.begin_linking),
            Command("warnings.import", self.tr("Import a CAP message"), "Ctrl+O", self.bring_in),
            Command("warnings.save", self.tr("Save as CAP"), "Ctrl+S", self._save),
            Command("warnings.print", self.tr("Print the warning"), "Ctrl+P", self.pane.print_sheet),
            Command("warnings.filters", self.tr("Kept filters"), "Ctrl+Shift+F", self.bar.open_kept),
            Command("warnings.remove_text", self.tr("Remove secret text of the matter…"), "", self.pane.begin_removing),
        ]

    def begin_filtering(self) -> None:
        """Put the cursor into the filter."""
        self._show_face(self.list)
        self.bar.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.bar.words.selectAll()

    def poses(self) -> list[tuple[str, Callable[[], None]]]:
        """Changing, lifting, and the form of a new one."""
        return [
            ("warnings_change", lambda: self._begin_about("change")),
            ("warnings_lift", self._pose_lifting),
            ("warnings_exercises", lambda: self.bar.show_filter(MatterFilter(status="exercise"))),
            ("warnings_new", self.begin_registering),
        ]

    def begin_registering(self) -> None:
        """The form of a new one; what was begun is there again."""
        self._show_face(self.entry)
        self.entry.begin("new")

    def bring_in(self) -> None:
        """Choose a CAP file."""
        self.files.ask_for_file()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A CAP file may be dropped on the register."""
        if dropped_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read it and show what it would do."""
        paths = dropped_files(event.mimeData())
        event.acceptProposedAction()
        self.files.read(paths[0])

    def retranslate(self) -> None:
        """Word the page anew."""
        self.register.setText(self.tr("Register…"))
        self.register.setToolTip(self.tr("Register a warning (F7, Ctrl+N)"))
        self.bring.setText(self.tr("CAP file…"))
        self.bring.setToolTip(self.tr("Import a CAP message (Ctrl+O); a file may be dropped here too"))
        self.table.setAccessibleName(self.tr("Warnings"))
        self._word_state()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the pane where the page is narrow."""
        super().resizeEvent(event)
        self._fold()

    def _lay_out(self) -> None:
        put_look(self.register, look="")
        both = QHBoxLayout()
        both.setSpacing(12)
        both.addWidget(self.table, 1)
        both.addWidget(self.pane)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.bar, 1)
        line.addWidget(self.bring)
        line.addWidget(self.register)
        inside = QVBoxLayout(self.list)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(8)
        inside.addLayout(line)
        inside.addLayout(both, 1)
        for face in (self.list, self.entry, self.files):
            self.faces.addWidget(face)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.addWidget(self.faces)
        for first, second in ((self.bar, self.bring), (self.bring, self.register), (self.register, self.table)):
            QWidget.setTabOrder(first, second)
        QWidget.setTabOrder(self.table, self.pane)

    def _connect(self) -> None:
        self.bar.changed.connect(self.finding.narrow)
        self.bar.kept_changed.connect(self._keep_filters)
        self.bar.left.connect(self._to_table)
        self.bar.set_kept(self._kept_filters())
        self.finding.found.connect(self._ids_came)
        self.finding.failed.connect(self._asking_failed)
        self.table.current_changed.connect(lambda number: self.pane.show_matter(number if number > 0 else None))
        self.table.row_opened.connect(lambda _: self._open_pane())
        self.table.order_asked.connect(self.finding.sort)
        self.table.empty.step_taken.connect(self._empty_step)
        self.pane.step_back_asked.connect(self._to_table)
        self.pane.change_asked.connect(lambda: self._begin_about("change"))
        self.pane.correction_asked.connect(self._correct)
        self.pane.save_asked.connect(self._save)
        self.register.clicked.connect(self.begin_registering)
        self.bring.clicked.connect(self.bring_in)
        self.entry.left.connect(self._to_list)
        self.entry.done.connect(self._was_written)
        self.files.shown.connect(lambda: self._show_face(self.files))
        self.files.left.connect(self._to_list)
        self.files.imported.connect(self._was_written)

    def _fetch(self, ids: Sequence[int], then: Callable[[Sequence[Row]], None]) -> None:
        self.tools.courier.ask(self, warning_rows, ids, then=then)

    def _ids_came(self, ids: Sequence[int]) -> None:
        first = self.table.current_id() is None
        self.table.set_ids(ids)
        self._word_state()
        if self._wanted is not None:
            self._show_wanted()
        elif first and len(ids):
            self.table.choose(ids[0])

    def _asking_failed(self, sentence: str) -> None:
        self.table.set_ids(())
        self.bar.say_count("")
        self.table.empty.set_words(sentence, self.tr("Try again"))

    def _show_wanted(self) -> None:
        wanted, self._wanted = self._wanted, None
        if wanted is None:
            return
        if self.table.choose(wanted):
            self._open_pane()
        elif self.finding.filter != MatterFilter():
            self._wanted = wanted
            self.bar.show_filter(MatterFilter())
        else:
            self.pane.show_matter(wanted)
            self._open_pane()

    def _word_state(self) -> None:
        count = len(self.table.register.ids)
        if not self.finding.has_answer:
            self.table.empty.set_words(self.tr("Reading the register…"))
            return
        pattern = self.tr("{count} warning") if count == 1 else self.tr("{count} warnings")
        self.bar.say_count(pattern.format(count=f"{count:,}"))
        if self.finding.filter not in (MatterFilter(), IN_FORCE):
            self.table.empty.set_words(self.tr("No warning answers this filter."), self.tr("Show everything"))
        else:
            words = self.tr("No warning is in force. What the weather service or another body warns of belongs here.")
            self.table.empty.set_words(words, self.tr("Register…"), keys="Ctrl+N")

    def _empty_step(self) -> None:
        if not self.finding.has_answer:
            self.finding.ask()
        elif self.finding.filter in (MatterFilter(), IN_FORCE):
            self.begin_registering()
        else:
            self.bar.show_filter(MatterFilter())

    def _step_on(self) -> None:
        """Ctrl+Enter: send the form that stands open, otherwise ask for the next step of the warning shown."""
        open_forms = [form for form in (self.pane.form, self.pane.lifting, self.pane.linking) if not form.isHidden()]
        if self.faces.currentWidget() is self.entry:
            self.entry.form.send.click()
        elif open_forms:
            open_forms[0].send.click()
        elif self.faces.currentWidget() is self.list:
            self.pane.begin_next()

    def _begin_about(self, mode: Mode) -> None:
        """The form filled with the warning shown, where it may be changed or corrected."""
        found = self.pane.warning
        step = StepKind.CHANGE if mode == "change" else StepKind.CORRECT
        if found is not None and self.pane.may(step):
            self._show_face(self.entry)
            self.entry.begin(mode, found)

    def _correct(self) -> None:
        self._begin_about("correct")

    def _lift(self) -> None:
        self._show_face(self.list)
        self.pane.begin_lifting()

    def _save(self) -> None:
        found = self.pane.warning
        if found is not None:
            self.files.save(found.matter.id, f"{found.matter.number} {found.matter.title}")

    def _was_written(self, number: int) -> None:
        self._wanted = number
        self._show_face(self.list)
        self.finding.ask()
        self.pane.refresh()

    def _show_steps(self) -> None:
        if self.pane.more.isVisible():
            self.pane.more.showMenu()

    def _pose_lifting(self) -> None:
        self._show_face(self.list)
        self._open_pane()
        self.pane.begin_lifting()

    def _ticked(self) -> None:
        self.table.viewport().update()
        self.pane.show_standing()

    def _show_face(self, face: QWidget) -> None:
        if self.faces.currentWidget() is self.entry and face is not self.entry:
            self.entry.keep()
        self.faces.setCurrentWidget(face)

    def _fold(self) -> None:
        folded = self.width() < FOLDS_BELOW
        self.pane.back.setVisible(folded)
        self.table.setVisible(not folded or not self._reading)
        self.pane.setVisible(not folded or self._reading)
        if folded:
            self.pane.setMaximumWidth(_WIDEST)
            self.pane.setMinimumWidth(0)
        else:
            self.pane.setFixedWidth(max(380, min(round(self.width() * 0.42), 620)))

    def _open_pane(self) -> None:
        if self.width() < FOLDS_BELOW:
            self._reading = True
            self._fold()
            give_focus(self.pane.next if self.pane.next.isVisible() else self.pane.more, self)
        else:
            give_focus(self.table, self)

    def _to_table(self) -> None:
        self._reading = False
        self._fold()
        give_focus(self.table, self)

    def _to_list(self) -> None:
        self._show_face(self.list)
        self._to_table()

    def _kept_filters(self) -> list[str]:
        kept = self._settings().value(_KEPT_KEY, [])
        return [str(line) for line in kept] if isinstance(kept, list) else [str(kept)] if kept else []

    def _keep_filters(self, kept: list[str]) -> None:
        self._settings().setValue(_KEPT_KEY, kept)
        self.bar.set_kept(kept)

    def _settings(self) -> QSettings:
        """The ini file of this workstation, beside the store."""
        return QSettings(str(self.tools.courier.store.folder / "workstation.ini"), QSettings.Format.IniFormat)
