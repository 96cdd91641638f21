"""The cases of the mayor's telephone: the list with its pane, and over it the sheet of the call that is being taken."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Final

from PySide6.QtWidgets import QPushButton, QWidget

from dutyroom.data.queries.hotline import case_in_full, case_rows
from dutyroom.data.queries.hotline_rows import CaseInFull
from dutyroom.data.queries.hotline_search import COUNTED_MOST
from dutyroom.data.queries.matters import MatterRow, matter_rows
from dutyroom.data.queries.units import UnitRow, unit_rows
from dutyroom.rules.hotline import Demand
from dutyroom.rules.hotline_filter import CaseFilter
from dutyroom.rules.hotline_sheet import SENTENCES
from dutyroom.rules.matter import MatterKind
from dutyroom.rules.refusal import Refusal
from dutyroom.ui.call_draft import CallDraft
from dutyroom.ui.courier import Changed
from dutyroom.ui.page import Command, Place, Tools
from dutyroom.ui.parts.entry_words import translated
from dutyroom.ui.parts.focus import tab_as_laid_out
from dutyroom.ui.parts.hotline.caller_search import CallerSearch
from dutyroom.ui.parts.hotline.columns import case_columns
from dutyroom.ui.parts.hotline.ends_box import KEYS_MOST
from dutyroom.ui.parts.hotline.filter_bar import CaseFilterBar
from dutyroom.ui.parts.hotline.finding import CaseFinding
from dutyroom.ui.parts.hotline.pane import HotlinePane
from dutyroom.ui.parts.hotline.report_printing import DAILY, LEDGER, MONTHLY, WEEKLY, ReportPrinting
from dutyroom.ui.parts.hotline.sheet import CallSheet
from dutyroom.ui.parts.hotline.words import demand_said
from dutyroom.ui.parts.matter.register_import import RegisterImport
from dutyroom.ui.parts.matter.register_page import RegisterPage

_KNOWN_NUMBER: Final = "199 0000 0011"
_TOLD: Final = "二七区大学路街道康复前街20号院从昨晚8点停水，物业说不知道什么时候恢复，希望尽快处理"
"""What the pictures of the sheet are filled with."""
_SIMPLE: Final = (CaseFilter(), CaseFilter(state="open"))


class HotlineCases(RegisterPage):
    """``finding`` reads only as many numbers as somebody looks at."""

    KEY = "cases"
    KIND = MatterKind.HOTLINE
    HEARS = frozenset(
        {
            *("matter", "hotline_case", "hotline_call", "hotline_return", "hotline_extension", "hotline_call_back"),
            *("hotline_class", "open_item", "assignment", "*"),
        }
    )
    ROWS = staticmethod(case_rows)
    bar: CaseFilterBar
    finding: CaseFinding

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self._count = 0
        self.new = QPushButton(self)
        self.pane = HotlinePane(tools, self.list)
        self._reports = ReportPrinting(tools, self)
        columns = case_columns(tools.clock, lambda: tools.zone, self._warn, self._is_english)
        self.make_list(CaseFilterBar(self), columns, self.pane, (self.new,))
        self.sheet: CallSheet | None = None
        self.bring: RegisterImport | None = None
        self.callers: CallerSearch | None = None
        self.new.clicked.connect(lambda: self.begin_call())
        self.pane.incident_raised.connect(lambda number: tools.go(Place("incidents", id=number)))
        self.finding.counted.connect(self._counted)
        self.table.verticalScrollBar().valueChanged.connect(self._scrolled)
        tab_as_laid_out(self)
        self.retranslate()

    def make_finding(self) -> CaseFinding:
        """See :class:`RegisterPage`."""
        return CaseFinding(self.tools, self)

    def title(self) -> str:
        """The face's name."""
        return self.tr("Cases")

    def arrive(self, place: Place | None) -> None:
        """Show the register: at a case, narrowed, or with the sheet of a call."""
        self.arrive_at(place)
        self.tools.courier.ask(self, unit_rows, then=self._units_came)
        self.ask()
        if place is not None and place.step == "find":
            self.begin_filtering()
        elif place is not None and place.step == "register":
            self.begin_call(place.words, place.given if isinstance(place.given, CallDraft) else None)

    def commands(self) -> list[Command]:
        """What can be done with cases, and on the sheet while a call is being taken."""
        if self.sheet_shown is not None:
            return self._of_sheet(self.sheet_shown)
        return [
            Command("hotline.register", self.tr("Take a call"), "Ctrl+N", self.begin_call),
            Command("hotline.next", self.tr("Take the next step"), "Ctrl+Return", self.pane.step_on),
            *self.pane.commands(),
            Command("hotline.import", self.tr("Import cases…"), "Ctrl+O", lambda: self.importing().ask_for_file()),
            Command("hotline.filters", self.tr("Kept filters"), "Ctrl+Shift+F", self.bar.kept.open),
            Command("hotline.find_caller", self.tr("Find cases by their caller…"), "Ctrl+Shift+U", self._find_caller),
            *self._papers(),
        ]

    def _find_caller(self) -> None:
        """For those who may see callers; whoever may not is told so."""
        if self.callers is None:
            self.callers = CallerSearch(self.tools, self)
            self.callers.opened.connect(self.show_new)
        self.callers.begin()

    def _papers(self) -> list[Command]:
        """The reports of yesterday, of the week and the month before, and the ledger of what the filter shows."""
        today = self.tools.clock().astimezone(self.tools.zone).date()
        days = {
            DAILY: today - timedelta(days=1),
            WEEKLY: today - timedelta(days=7),
            MONTHLY: today.replace(day=1) - timedelta(days=1),
        }
        words, anew = self._reports.words(), self.tr("{paper}, made anew")
        return [
            *(
                Command(f"hotline.{kind}", words[kind], "", partial(self._reports.show, kind, day))
                for kind, day in days.items()
            ),
            *(
                Command(
                    f"hotline.{kind}.anew",
                    anew.format(paper=words[kind]),
                    "",
                    partial(self._reports.show, kind, day, anew=True),
                )
                for kind, day in days.items()
            ),
            Command("hotline.ledger", words[LEDGER], "Ctrl+Shift+P", self._show_ledger),
        ]

    def _show_ledger(self) -> None:
        wanted = self.bar.filter().written()
        self._reports.show_ledger(self.tools.clock().astimezone(self.tools.zone).date(), wanted)

    def poses(self) -> list[tuple[str, Callable[[], None]]]:
        """The record open, the sheet empty, filled, refused, and with a further call."""
        return [
            ("hotline_record", self._pose_record),
            ("hotline_sheet", self._pose_sheet),
            ("hotline_sheet_filled", self._pose_filled),
            ("hotline_sheet_refused", self._pose_refused),
            ("hotline_sheet_further", self._pose_further),
        ]

    @property
    def sheet_shown(self) -> CallSheet | None:
        """The sheet, while it lies over the list."""
        return self.sheet if self.sheet is not None and self.faces.currentWidget() is self.sheet else None

    def begin_call(self, text: str = "", given: CallDraft | None = None) -> None:
        """Show the sheet, what was begun is there again (F6); ``text`` is what is wanted, or what the line gave."""
        if self.sheet is None:
            self.sheet = CallSheet(self.tools, self)
            self.sheet.taken.connect(self._taken)
            self.sheet.left.connect(self.to_list)
            self.sheet.offered.connect(self.commands_changed)
            self.faces.addWidget(self.sheet)
            tab_as_laid_out(self.sheet)
        self.show_face(self.sheet)
        self.sheet.open(given)
        if text:
            self.sheet.take_text(text)

    def importing(self) -> RegisterImport:
        """The import of a workbook, made when it is wanted."""
        if self.bring is None:
            self.bring = RegisterImport(self.tools, MatterKind.HOTLINE, self)
            self.bring.shown.connect(partial(self.show_face, self.bring))
            self.bring.left.connect(self.to_list)
            self.faces.addWidget(self.bring)
        return self.bring

    def show_face(self, face: QWidget) -> None:
        """Show a face; what was typed on the sheet stays."""
        shown = self.sheet_shown
        if shown is not None and face is not shown:
            shown.keep()
        super().show_face(face)
        self.commands_changed.emit()

    def retranslate(self) -> None:
        """Word the page anew."""
        self.new.setText(self.tr("Take a call"))
        self.new.setToolTip(self.tr("A call comes in (F6, Ctrl+N)"))
        self.table.setAccessibleName(self.tr("Cases of the mayor's telephone"))
        self._word_state()

    def heard(self, changed: Changed) -> None:
        """See :class:`RegisterPage`; another table of classes is offered on the sheet too."""
        super().heard(changed)
        if self.sheet is not None:
            self.sheet.heard(changed)

    def _of_sheet(self, sheet: CallSheet) -> list[Command]:
        kinds = [
            Command(
                f"hotline.kind_{place}",
                demand_said(demand),
                f"Ctrl+{place + 1}",
                partial(sheet.form.choose_demand, place),
            )
            for place, demand in enumerate(Demand)
        ]
        to = self.tr("Transfer to {name}")
        transfers = [
            Command(
                f"hotline.transfer_{place}",
                to.format(name=button.text()),
                f"Ctrl+F{place + 1}",
                partial(sheet.transfer, place),
            )
            for place, button in enumerate(sheet.ends.targets[:KEYS_MOST])
        ]
        return [
            Command("hotline.save", self.tr("Save the call"), "Ctrl+Return", sheet.form.send.click),
            Command("hotline.further", self.tr("A further call for the earlier case"), "Ctrl+U", sheet.choose_case),
            Command(
                "hotline.dispatch_new", self.tr("Save and dispatch to the unit proposed"), "Ctrl+D", sheet.units.take
            ),
            *kinds,
            Command("hotline.answer", self.tr("Answered from the knowledge shelf"), "F5", sheet.answer),
            Command("hotline.refuse", self.tr("Not accepted…"), "Ctrl+R", sheet.refuse),
            *transfers,
        ]

    def _taken(self, number: int, raised: bool) -> None:
        """A call was saved: its case is shown, or the incident that it became."""
        self.show_new(number)
        if raised:
            self.tools.courier.ask(self, case_in_full, number, then=self._to_incident)

    def _to_incident(self, case: CaseInFull | None) -> None:
        if case is not None and case.incident is not None:
            self.tools.go(Place("incidents", id=case.incident.id))

    def _word_state(self) -> None:
        """Say how many there are, or that there are none."""
        if not self.finding.has_answer:
            self.table.empty.set_words(self.tr("Reading the register…"))
            return
        count = max(self._count, len(self.table.register.ids))
        if count > COUNTED_MOST:
            words = self.tr("more than {count} cases").format(count=f"{COUNTED_MOST:,}")
        else:
            pattern = self.tr("{count} case") if count == 1 else self.tr("{count} cases")
            words = pattern.format(count=f"{count:,}")
        self.bar.say_count(words)
        if self.finding.filter not in _SIMPLE:
            self.table.empty.set_words(self.tr("No case answers this filter."), self.tr("Show everything"))
        else:
            words = self.tr("No case is open. What citizens ask of the city belongs here.")
            self.table.empty.set_words(words, self.tr("Take a call"), keys="F6")

    def _empty_step(self) -> None:
        """Try again, take a call, or show everything."""
        if not self.finding.has_answer:
            self.ask()
        elif self.finding.filter in _SIMPLE:
            self.begin_call()
        else:
            self.bar.show_filter(CaseFilter())

    def _counted(self, count: int) -> None:
        self._count = count
        self._word_state()

    def _scrolled(self, value: int) -> None:
        bar = self.table.verticalScrollBar()
        if bar.maximum() and value >= bar.maximum():
            self.finding.more()

    def _warn(self) -> timedelta:
        return timedelta(minutes=self.tools.office().warn_minutes)

    def _is_english(self) -> bool:
        return self.tools.wording().language == "en"

    def _units_came(self, units: list[UnitRow]) -> None:
        self.bar.set_offices([unit.name for unit in units if unit.kind == "area"])

    def _pose_record(self) -> None:
        self.show_list()
        self._open_pane()

    def _pose_sheet(self) -> None:
        self.begin_call()

    def _pose_filled(self) -> None:
        self.begin_call()
        self._fill({"phone": _KNOWN_NUMBER, "name": "样例", "text": _TOLD})

    def _pose_refused(self) -> None:
        self.begin_call()
        self._fill({"phone": "", "text": "", "place": ""})
        assert self.sheet is not None  # noqa: S101  # begun above
        ends = self.sheet.ends
        ends.refused.setCurrentIndex(1)
        self.sheet.form.point_out(Refusal("hotline.empty", field="text"), translated(SENTENCES["hotline.empty"]))

    def _pose_further(self) -> None:
        self.begin_call()
        self._fill({"phone": _KNOWN_NUMBER, "text": _TOLD})
        self.tools.courier.ask(self, matter_rows, list(self.table.register.ids[:1]), then=self._further_came)

    def _fill(self, typed: dict[str, str]) -> None:
        if self.sheet is not None:
            self.sheet.ends.write({})
            self.sheet.form.fill(typed)

    def _further_came(self, rows: list[MatterRow]) -> None:
        if self.sheet is not None and rows:
            self.sheet.show_case(rows[0])
