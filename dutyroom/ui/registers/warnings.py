"""The register of warnings: what is in force, exercises apart, one read beside the list; CAP in and out."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QPushButton, QWidget

from dutyroom.data.queries.warnings import warning_rows
from dutyroom.rules.matter import MatterKind, StepKind
from dutyroom.rules.matter_filter import MatterFilter
from dutyroom.ui.page import Command, Place, Tools
from dutyroom.ui.parts.attached.matter_files import dropped_files
from dutyroom.ui.parts.focus import tab_as_laid_out
from dutyroom.ui.parts.matter.register_page import RegisterPage
from dutyroom.ui.parts.warnings.cap_files import CapFiles
from dutyroom.ui.parts.warnings.columns import warning_columns
from dutyroom.ui.parts.warnings.entry import WarningEntry
from dutyroom.ui.parts.warnings.filter_bar import IN_FORCE, WarningFilterBar
from dutyroom.ui.parts.warnings.form import Mode
from dutyroom.ui.parts.warnings.pane import WarningPane


class WarningsPage(RegisterPage):
    """Three faces in one place: the list with its pane, the form, a CAP file in hand."""

    KEY = "warnings"
    ICON = "warning"
    KIND = MatterKind.WARNING
    HEARS = frozenset({"matter", "public_warning", "open_item", "*"})
    ROWS = staticmethod(warning_rows)

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self.finding.filter = IN_FORCE
        self.bring, self.register = QPushButton(self), QPushButton(self)
        self.pane = WarningPane(tools, self.list)
        self.entry, self.files = WarningEntry(tools, self), CapFiles(tools, self)
        self.setAcceptDrops(True)
        columns = warning_columns(tools.clock, lambda: tools.zone)
        self.make_list(WarningFilterBar(self), columns, self.pane, (self.bring, self.register))
        for face in (self.entry, self.files):
            self.faces.addWidget(face)
        self._connect()
        tab_as_laid_out(self)
        self.retranslate()

    def title(self) -> str:
        """The page's name on the rail."""
        return self.tr("Warnings")

    def arrive(self, place: Place | None) -> None:
        """Show the register: at a warning, narrowed, or with the form of a new one."""
        self.arrive_at(place)
        self.ask()
        steps = {"find": self.begin_filtering, "register": self.begin_registering, "import": self.bring_in}
        if place is not None and place.step in steps:
            steps[place.step]()

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
            Command("warnings.filters", self.tr("Kept filters"), "Ctrl+Shift+F", self.bar.kept.open),
            Command("warnings.remove_text", self.tr("Remove secret text of the matter…"), "", self.pane.begin_removing),
        ]

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
        self.show_face(self.entry)
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

    def show_face(self, face: QWidget) -> None:
        """What was typed into the form stays with its warning."""
        if self.faces.currentWidget() is self.entry and face is not self.entry:
            self.entry.keep()
        super().show_face(face)

    def _connect(self) -> None:
        self.pane.change_asked.connect(lambda: self._begin_about("change"))
        self.pane.correction_asked.connect(self._correct)
        self.pane.save_asked.connect(self._save)
        self.register.clicked.connect(self.begin_registering)
        self.bring.clicked.connect(self.bring_in)
        self.entry.left.connect(self.to_list)
        self.entry.done.connect(self._was_written)
        self.files.shown.connect(lambda: self.show_face(self.files))
        self.files.left.connect(self.to_list)
        self.files.imported.connect(self._was_written)

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
            self.show_face(self.entry)
            self.entry.begin(mode, found)

    def _correct(self) -> None:
        self._begin_about("correct")

    def _lift(self) -> None:
        self.show_face(self.list)
        self.pane.begin_lifting()

    def _save(self) -> None:
        found = self.pane.warning
        if found is not None:
            self.files.save(found.matter.id, f"{found.matter.number} {found.matter.title}")

    def _was_written(self, number: int) -> None:
        self.show_new(number)
        self.pane.refresh()

    def _show_steps(self) -> None:
        if self.pane.more.isVisible():
            self.pane.more.showMenu()

    def _pose_lifting(self) -> None:
        self.show_face(self.list)
        self._open_pane()
        self.pane.begin_lifting()

    def _ticked(self) -> None:
        super()._ticked()
        self.pane.show_standing()
