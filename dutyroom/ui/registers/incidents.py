"""The register of incidents: what lower levels report, graded, reported upward and followed to its end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Final

from PySide6.QtWidgets import QPushButton, QWidget

from dutyroom.data.queries.incidents import incident_rows, newest_report
from dutyroom.data.queries.units import UnitRow, unit_rows
from dutyroom.rules.briefing import BriefingKind
from dutyroom.rules.matter import MatterKind, StepKind
from dutyroom.rules.matter_filter import MatterFilter
from dutyroom.ui.courier import Changed
from dutyroom.ui.incident_draft import IncidentDraft
from dutyroom.ui.page import Command, Place, Tools
from dutyroom.ui.parts.focus import tab_as_laid_out
from dutyroom.ui.parts.incident.board import Board
from dutyroom.ui.parts.incident.columns import incident_columns
from dutyroom.ui.parts.incident.correction import IncidentCorrectionSheet
from dutyroom.ui.parts.incident.filter_bar import IncidentFilterBar
from dutyroom.ui.parts.incident.further_sheet import FurtherSheet
from dutyroom.ui.parts.incident.incident_entry import IncidentEntry
from dutyroom.ui.parts.incident.pane import IncidentPane
from dutyroom.ui.parts.incident.report_sheet import ReportSheet
from dutyroom.ui.parts.incident.sheets import IncidentSheets
from dutyroom.ui.parts.incident.statistics import Statistics
from dutyroom.ui.parts.matter.register_page import RegisterPage

_OPEN: Final = (MatterFilter(), MatterFilter(state="open"))


class IncidentsPage(RegisterPage):
    """The list with its pane, and the sheet of a new one; reports and further reports lie over them."""

    KEY = "incidents"
    ICON = "incident"
    KIND = MatterKind.INCIDENT
    HEARS = frozenset(
        {
            "matter",
            "incident",
            "incident_report",
            "open_item",
            "assignment",
            "relay",
            "relay_line",
            "activation",
            "activation_item",
            "*",
        }
    )
    ROWS = staticmethod(incident_rows)

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self.new = QPushButton(self)
        self.pane = IncidentPane(tools, self.list)
        columns = incident_columns(tools.clock, lambda: tools.zone, self._warn)
        self.to_board = QPushButton(self)
        self.make_list(IncidentFilterBar(self), columns, self.pane, (self.to_board, self.new))
        self.entry: IncidentEntry | None = None
        self.board, self.statistics = Board(tools, self), Statistics(tools, self)
        for face in (self.board, self.statistics):
            self.faces.addWidget(face)
            face.step_back_asked.connect(self.to_list)
        self.report, self.further = ReportSheet(tools, self), FurtherSheet(tools, self)
        self.correction = IncidentCorrectionSheet(tools, self, self.pane)
        self.new.clicked.connect(lambda: self.begin_registering())
        self.sheets = IncidentSheets(tools, self, self.pane, self._clear_for_sheet)
        self.to_board.clicked.connect(self.show_board)
        self.board.incident_chosen.connect(self._show_chosen)
        self.board.area_chosen.connect(self._show_area)
        self.pane.report_asked.connect(self._show_report)
        self.pane.further_asked.connect(self.begin_further)
        self.report.changed.connect(self.pane.refresh)
        self.further.written.connect(self.pane.refresh)
        tab_as_laid_out(self)
        self.retranslate()

    def title(self) -> str:
        """The page's name on the rail."""
        return self.tr("Incidents")

    def arrive(self, place: Place | None) -> None:
        """Show the register: at an incident, narrowed, or with the sheet of a new one."""
        self.arrive_at(place)
        self.tools.courier.ask(self, unit_rows, then=self._units_came)
        self.ask()
        if place is not None and place.step == "find":
            self.begin_filtering()
        elif place is not None and place.step == "register":
            self.begin_registering(place.words, place.given if isinstance(place.given, IncidentDraft) else None)
        elif place is not None and place.step.startswith("response:") and place.step[9:].isdigit():
            self.sheets.show_response(int(place.step[9:]), place.id)
        elif place is not None and place.step in ("board", "statistics"):
            {"board": self.show_board, "statistics": self.show_statistics}[place.step]()

    def heard(self, changed: Changed) -> None:
        """Something of an incident changed: the face that counts counts again too."""
        super().heard(changed)
        self.sheets.heard(changed)
        face = self.faces.currentWidget()
        if changed.kinds & self.HEARS and face in (self.board, self.statistics) and face.isVisible():
            (self.board if face is self.board else self.statistics).ask()

    def commands(self) -> list[Command]:
        """What can be done with incidents."""
        pane = self.pane
        return [
            Command("incidents.register", self.tr("Register an incident"), "Ctrl+N", self.begin_registering),
            Command("incidents.next", self.tr("Take the next step"), "Ctrl+Return", self._step_on),
            Command("incidents.steps", self.tr("Other steps of the incident"), "Ctrl+J", self._show_steps),
            Command("incidents.further", self.tr("Further report"), "Ctrl+U", lambda: self._begin(StepKind.FURTHER)),
            Command("incidents.grade", self.tr("Grade the incident"), "Ctrl+G", lambda: self._begin(StepKind.GRADE)),
            Command("incidents.report", self.tr("Report upward"), "Ctrl+R", lambda: self._begin(StepKind.REPORT)),
            Command("incidents.phone", self.tr("Report by telephone"), "Ctrl+Shift+R", self._begin_phoning),
            Command(
                "incidents.confirm",
                self.tr("Verify or withdraw a statement"),
                "Ctrl+T",
                lambda: self._begin(StepKind.CONFIRM),
            ),
            Command(
                "incidents.bulletin", self.tr("Draft an express bulletin of the incident…"), "", self._draft_bulletin
            ),
            Command("incidents.correct", self.tr("Correct what was taken down"), "Ctrl+D", self._correct),
            Command("incidents.print", self.tr("Print the report"), "Ctrl+P", self.report.print_report),
            Command("incidents.history", self.tr("Earlier statements"), "Ctrl+E", pane.show_history),
            Command("incidents.copy", self.tr("Copy the short form"), "Ctrl+Shift+C", self._copy),
            Command("incidents.save", self.tr("Save the text of the report"), "Ctrl+S", self.report.save),
            *self.sheets.commands(),
            Command("incidents.board", self.tr("Board of the incidents that run"), "Ctrl+B", self.show_board),
            Command("incidents.statistics", self.tr("Statistics of incidents"), "Ctrl+Shift+S", self.show_statistics),
            Command("incidents.filters", self.tr("Kept filters"), "Ctrl+Shift+F", self.bar.kept.open),
            Command("incidents.remove_text", self.tr("Remove secret text of the incident…"), "", pane.begin_removing),
        ]

    def poses(self) -> list[tuple[str, Callable[[], None]]]:
        """Grading, a report being written, a further report, and the sheet of a new one."""
        return [
            ("incidents_record", self._pose_record),
            ("incidents_grade", lambda: self._begin(StepKind.GRADE)),
            ("incidents_report", self._pose_report),
            ("incidents_further", self._pose_further),
            ("incidents_correct", self._correct),
            ("incidents_register", self._pose_register),
            *self.sheets.poses(),
            ("incidents_board", self.show_board),
            ("incidents_statistics", self.show_statistics),
        ]

    def begin_registering(self, text: str = "", given: IncidentDraft | None = None) -> None:
        """Show the sheet, what was begun is there again (F4); ``text``, or the capture line's draft, fills it."""
        if self.entry is None:
            self.entry = IncidentEntry(self.tools, self)
            self.entry.registered.connect(self.show_new)
            self.entry.left.connect(self.to_list)
            self.faces.addWidget(self.entry)
            tab_as_laid_out(self.entry)
        self.show_face(self.entry)
        self.entry.open(given)
        if text:
            self.entry.take_text(text)

    def begin_further(self) -> None:
        """More became known of the incident shown."""
        found = self.pane.incident
        if found is not None and self.pane.may(StepKind.FURTHER):
            self.show_list()
            self.further.begin(found)

    def show_board(self) -> None:
        """The board of what runs, and the areas as tiles."""
        self.show_face(self.board)
        self.board.begin()

    def show_statistics(self) -> None:
        """Incidents counted over a period."""
        self.show_face(self.statistics)
        self.statistics.begin()

    def show_face(self, face: QWidget) -> None:
        """Show a face; what lies over it goes, and what was typed stays."""
        self.report.close_over()
        self.further.close_over()
        self.sheets.close_over()
        self.correction.close_over()
        if self.entry is not None and self.faces.currentWidget() is self.entry and face is not self.entry:
            self.entry.keep()
        super().show_face(face)

    def _word_state(self) -> None:
        """Say how many there are, or that there are none."""
        count = len(self.table.register.ids)
        if not self.finding.has_answer:
            self.table.empty.set_words(self.tr("Reading the register…"))
            return
        pattern = self.tr("{count} incident") if count == 1 else self.tr("{count} incidents")
        self.bar.say_count(pattern.format(count=f"{count:,}"))
        if self.finding.filter not in _OPEN:
            self.table.empty.set_words(self.tr("No incident answers this filter."), self.tr("Show everything"))
        else:
            words = self.tr("No incident is open. What areas and bureaus report of an event belongs here.")
            self.table.empty.set_words(words, self.tr("Register an incident"), keys="F4")

    def _empty_step(self) -> None:
        """Try again, register one, or show everything."""
        if not self.finding.has_answer:
            self.ask()
        elif self.finding.filter in _OPEN:
            self.begin_registering()
        else:
            self.bar.show_filter(MatterFilter())

    def retranslate(self) -> None:
        """Word the page anew."""
        self.new.setText(self.tr("Register an incident"))
        self.new.setToolTip(self.tr("A new incident (F4, Ctrl+N)"))
        self.to_board.setText(self.tr("Board"))
        self.to_board.setToolTip(self.tr("What runs, the gravest first, and the areas (Ctrl+B)"))
        self.table.setAccessibleName(self.tr("Incidents"))
        self._word_state()

    def _step_on(self) -> None:
        """Ctrl+Enter: send what stands open, otherwise ask for the next step of the incident shown."""
        own = self.pane.open_form
        if self.sheets.step_on():
            return
        if self.report.isVisible():
            self.report.step_on()
        elif self.further.isVisible():
            self.further.further.send.click()
        elif self.correction.isVisible():
            self.correction.form.first_step.click() if self.correction.form.first_step else None
        elif self.entry is not None and self.faces.currentWidget() is self.entry:
            self.entry.form.send.click()
        elif own is not None:
            own.send.click()
        elif not self.pane.form.isHidden():
            self.pane.form.send.click()
        else:
            self.pane.begin_next()

    def _begin(self, step: StepKind) -> None:
        self.show_list()
        self._open_pane()
        self.pane.begin(step)

    def _correct(self) -> None:
        """Correct what was taken down of the incident shown."""
        self.show_list()
        self.correction.correct()

    def _begin_phoning(self) -> None:
        self.show_list()
        self._open_pane()
        self.pane.begin_phoning()

    def _clear_for_sheet(self) -> None:
        """A sheet is about to lie over the list."""
        self.show_list()
        self._open_pane()

    def _show_report(self, matter: int, report: int) -> None:
        self.further.close_over()
        self.sheets.close_over()
        self.report.begin(matter, report)

    def _draft_bulletin(self) -> None:
        if self.pane.matter_id is not None:
            self.tools.go(Place("briefings", step=f"new:{BriefingKind.EXPRESS}:{self.pane.matter_id}"))

    def _copy(self) -> None:
        if self.faces.currentWidget() is self.statistics:
            self.statistics.copy_text()
        else:
            self.report.copy_short()

    def _show_chosen(self, number: int) -> None:
        self.show_new(number)
        self._to_table()

    def _show_area(self, area: str) -> None:
        self.show_list()
        self.bar.show_filter(MatterFilter(state="open", area=area))
        self._to_table()

    def _show_steps(self) -> None:
        if self.pane.more.isVisible():
            self.pane.more.showMenu()

    def _units_came(self, units: list[UnitRow]) -> None:
        self.bar.set_offices([unit.name for unit in units if unit.kind == "area"])

    def _warn(self) -> timedelta:
        return timedelta(minutes=self.tools.office().warn_minutes)

    def _pose_record(self) -> None:
        """The oldest one that is open: most has happened to it."""
        self.show_list()
        if len(self.table.register.ids):
            self.table.choose(self.table.register.ids[-1])

    def _pose_report(self) -> None:
        self._pose_record()
        if (matter := self.table.current_id()) is not None:
            self.tools.courier.ask(
                self, newest_report, matter, then=lambda report: self.report.begin(matter, report or 0)
            )

    def _pose_further(self) -> None:
        self.show_list()
        self.begin_further()

    def _pose_register(self) -> None:
        self.begin_registering()
        if self.entry is not None:
            self.entry.form.write(
                {"event_at": "0815", "area": "二七区", "subtype": "road", "deaths": "1", "light": "5"}
            )
