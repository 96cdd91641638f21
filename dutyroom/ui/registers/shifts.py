"""Shifts: the register, and the steps of starting, giving and taking one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from dutyroom.actions.handover import Taken
from dutyroom.actions.papers import handover_pdf, note_printed, shift_log_pdf
from dutyroom.data.catalogues import load_wording
from dutyroom.data.queries.journal import count_by_kind
from dutyroom.data.queries.shifts import ShiftRow, find_shifts, pending_handover, running_shift, shift_rows
from dutyroom.data.reading import Session
from dutyroom.rules.wording import mark
from dutyroom.ui.courier import Changed
from dutyroom.ui.page import Command, Page, Paper, Place, Tools
from dutyroom.ui.parts.handover.blanks import BlankStep
from dutyroom.ui.parts.handover.from_paper import FromPaperStep
from dutyroom.ui.parts.handover.give import GiveStep
from dutyroom.ui.parts.handover.live_paper import font_cache
from dutyroom.ui.parts.handover.shift_record import ShiftInFull, ShiftRecord, shift_record
from dutyroom.ui.parts.handover.start import StartStep
from dutyroom.ui.parts.handover.step import Step
from dutyroom.ui.parts.handover.take import TakeStep
from dutyroom.ui.parts.paper_dialog import TranslatedPaper
from dutyroom.ui.parts.register_model import Column, RegisterModel, Row, Tone
from dutyroom.ui.parts.register_table import RegisterTable
from dutyroom.ui.parts.said_time import day_said, moment_said
from dutyroom.ui.theme import label_of, put_look

_WATCHED: Final = {"shift", "handover", "journal", "officer", "open_item", "checklist", "setting", "*"}


@dataclass(frozen=True, slots=True)
class ShiftLine:
    """A shift as a row of the register."""

    shift: ShiftRow
    entries: int

    @property
    def id(self) -> int:
        """The number of the shift."""
        return self.shift.id


@dataclass(frozen=True, slots=True)
class _Overview:
    """The numbers of the shifts, which one is running, and whether it is given."""

    ids: list[int]
    running: int | None
    given: bool


def shift_lines(session: Session, numbers: list[int]) -> list[ShiftLine]:
    """The rows of these shifts."""
    lines = []
    for row in shift_rows(session, numbers):
        # The journal has no gaps, so a shift that ended needs no counting.
        count = (row.entry_count or 0) - row.first_seq + 1
        if row.entry_count is None:
            count = sum(number for _, number in count_by_kind(session, row.id))
        lines.append(ShiftLine(row, count))
    return lines


def _overview(session: Session) -> _Overview:
    running = running_shift(session)
    given = running is not None and pending_handover(session, running.id) is not None
    return _Overview(find_shifts(session), running.id if running else None, given)


class ShiftsPage(Page):
    """The register of shifts with the record beside it; a step takes the whole page while it lasts."""

    KEY = "shifts"
    ICON = "shifts"

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self._overview: _Overview | None = None
        self._wanted_step = ""
        self._wanted_id: int | None = None
        self.heading = label_of("page", parent=self)
        self.table = RegisterTable(RegisterModel(self._columns(), self._fetch, self))
        self.record = ShiftRecord(tools)
        self.primary, self.blanks, self.from_paper = QPushButton(self), QPushButton(self), QPushButton(self)
        self.primary.setObjectName("primary_step")
        self.steps: dict[str, Step] = {
            "start": StartStep(tools),
            "give": GiveStep(tools),
            "take": TakeStep(tools),
            "blank": BlankStep(tools),
            "paper": FromPaperStep(tools),
        }
        self.stack = QStackedWidget(self)
        self._lay_out()
        self._connect()
        self.retranslate()

    def title(self) -> str:
        """The page's short name."""
        return self.tr("Shifts")

    def arrive(self, place: Place | None) -> None:
        """Show the register, one shift of it, or begin a step: start, give, take, blank, paper."""
        self._wanted_step = place.step if place else ""
        self._wanted_id = place.id if place else None
        if place is not None and place.id is not None and not place.step:
            self._back()
        self._ask()

    def heard(self, changed: Changed) -> None:
        """Ask again for what is shown."""
        if not changed.kinds & _WATCHED:
            return
        self._ask()
        step = self.current_step()
        refresh = getattr(step, "refresh", None)
        if refresh is not None:
            refresh()

    def commands(self) -> list[Command]:
        """The steps of a shift."""
        return [
            Command("shift.hand_over", self.tr("Hand over"), "F9", lambda: self.begin("give")),
            Command("shift.start", self.tr("Start a shift"), "", lambda: self.begin("start")),
            Command("shift.take", self.tr("Take the shift"), "", lambda: self.begin("take")),
            Command("shift.blank", self.tr("Blank sheets…"), "", lambda: self.begin("blank")),
            Command("shift.from_paper", self.tr("Enter from paper…"), "", lambda: self.begin("paper")),
            Command("shift.print", self.tr("Print the handover report…"), "Ctrl+P", self._print_current),
        ]

    def begin_filtering(self) -> None:
        """There is nothing to filter: the cursor goes to the list."""
        self.table.setFocus()

    def begin(self, step: str) -> None:
        """Begin a step, or say which one comes first."""
        overview = self._overview
        if overview is None:
            self._wanted_step = step
            return
        if step in ("give", "take") and overview.running is None:
            self.tools.say(self.tr("No shift is running. Start one first."))
            step = "start"
        elif step == "start" and overview.running is not None:
            step = "give"
        elif step == "take" and not overview.given:
            self.tools.say(self.tr("The outgoing officer has not signed yet."))
            step = "give"
        elif step == "give" and overview.given and self.current_step() is not self.steps["give"]:
            step = "take" if self.steps["take"] is self.current_step() else "give"
        self.stack.setCurrentWidget(self.steps[step])
        self.steps[step].begin()

    def current_step(self) -> Step | None:
        """The step that is shown, if any."""
        shown = self.stack.currentWidget()
        return shown if isinstance(shown, Step) else None

    def retranslate(self) -> None:
        """Word the page anew."""
        self.heading.setText(self.title())
        self.blanks.setText(self.tr("Blank sheets…"))
        self.from_paper.setText(self.tr("Enter from paper…"))
        for button in (self.blanks, self.from_paper):
            button.setAccessibleName(button.text())
        self.table.setAccessibleName(self.tr("Shifts, newest first"))
        self.table.empty.set_words(
            self.tr("Shifts stand here once one was started: who stood them, and both signatures."),
            self.tr("Start a shift"),
        )
        self._word_primary()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _lay_out(self) -> None:
        register = QWidget()
        head = QHBoxLayout()
        head.addWidget(self.heading, 1)
        head.addWidget(self.from_paper)
        head.addWidget(self.blanks)
        head.addWidget(self.primary)
        put_look(self.primary, look="primary")
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.table)
        split.addWidget(self.record)
        split.setChildrenCollapsible(False)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        split.setSizes([560, 380])
        self.record.setMinimumWidth(300)
        column = QVBoxLayout(register)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(split, 1)
        self.register_view = register
        self.stack.addWidget(register)
        for step in self.steps.values():
            self.stack.addWidget(step)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(self.stack)

    def _connect(self) -> None:
        self.primary.clicked.connect(self._primary)
        self.blanks.clicked.connect(lambda: self.begin("blank"))
        self.from_paper.clicked.connect(lambda: self.begin("paper"))
        self.table.empty.step_taken.connect(lambda: self.begin("start"))
        self.table.current_changed.connect(self._show_record)
        self.table.row_opened.connect(self._print_report)
        self.record.report_asked.connect(self._print_report)
        self.record.log_asked.connect(self._print_log)
        for step in self.steps.values():
            step.left.connect(self._back)
        start, give, take = self.steps["start"], self.steps["give"], self.steps["take"]
        assert isinstance(start, StartStep) and isinstance(give, GiveStep) and isinstance(take, TakeStep)  # noqa: S101, PT018  # made so
        start.started.connect(self._started)
        give.take_asked.connect(lambda: self.begin("take"))
        take.taken.connect(self._taken)

    def _columns(self) -> tuple[Column, ...]:
        zone, clock = self._zone, self.tools.clock
        return (
            Column(key="day", title=mark("Day"), text=lambda r: day_said(r.shift.started_at, zone()), width=128),
            Column(key="name", title=mark("Shift"), text=lambda r: r.shift.name, width=88),
            Column(key="leader", title=mark("Leader"), text=lambda r: r.shift.leader, width=80, drop_order=2),
            Column(key="chief", title=mark("Chief"), text=lambda r: r.shift.chief, width=80),
            Column(key="deputy", title=mark("Deputy"), text=lambda r: r.shift.deputy, width=80, drop_order=1),
            Column(
                key="until",
                title=mark("Until"),
                text=lambda r: moment_said(r.shift.ended_at, clock(), zone()) if r.shift.ended_at else "",
                width=120,
                drop_order=3,
            ),
            Column(key="entries", title=mark("Entries"), text=lambda r: f"{r.entries:,}", width=72, align="right"),
            Column(key="state", title=mark("State"), text=self._state, tone=self._tone, width=96, stretches=True),
        )

    def _zone(self) -> ZoneInfo:
        return self.tools.zone

    def _state(self, line: ShiftLine) -> str:
        if line.shift.ended_at is not None:
            return self.tr("handed over")
        given = self._overview is not None and self._overview.given
        return self.tr("given") if given else self.tr("running")

    def _tone(self, line: ShiftLine) -> Tone:
        return "secondary" if line.shift.ended_at is not None else "done"

    def _fetch(self, numbers: Sequence[int], then: Callable[[Sequence[Row]], None]) -> None:
        self.tools.courier.ask(self, shift_lines, list(numbers), then=then)

    def _ask(self) -> None:
        self.tools.courier.ask(self, _overview, then=self._read)

    def _read(self, overview: _Overview) -> None:
        self._overview = overview
        self.table.set_ids(overview.ids)
        self._word_primary()
        wanted, self._wanted_id = self._wanted_id, None
        if wanted is not None:
            self.table.choose(wanted)
        elif self.table.current_id() is None and overview.ids:
            self.table.choose(overview.ids[0])
        self._show_record(self.table.current_id() or -1)
        step, self._wanted_step = self._wanted_step, ""
        if step in self.steps:
            self.begin(step)

    def _word_primary(self) -> None:
        overview = self._overview
        if overview is None or overview.running is None:
            words = self.tr("Start a shift")
        elif overview.given:
            words = self.tr("Take the shift")
        else:
            words = self.tr("Hand over  F9")
        self.primary.setText(words)
        self.primary.setAccessibleName(words)
        # An empty register offers the first step itself; there is one filled button only.
        self.primary.setVisible(overview is not None and bool(overview.ids))

    def _primary(self) -> None:
        overview = self._overview
        if overview is not None:
            self.begin("start" if overview.running is None else ("take" if overview.given else "give"))

    def _back(self) -> None:
        self.stack.setCurrentWidget(self.register_view)
        self.table.setFocus()

    def _show_record(self, number: int) -> None:
        self.tools.courier.ask(self, shift_record, number, then=self._show_if_current)

    def _show_if_current(self, record: ShiftInFull | None) -> None:
        if record is None or record.shift.id == self.table.current_id():
            self.record.show_shift(record)

    def _started(self, number: int) -> None:
        self._wanted_id = number
        self._back()
        self.tools.say(self.tr("The shift has begun."))

    def _taken(self, taken: Taken) -> None:
        self._wanted_id = taken.shift_id
        self._back()
        self.tools.courier.sign(taken.officer)
        self.tools.say(self.tr("The shift is taken; {name} sits at the desk.").format(name=taken.officer.name))
        self._print_report(taken.shift_id)

    def _print_current(self) -> None:
        number = self.table.current_id()
        if number is not None:
            self._print_report(number)

    def _print_report(self, number: int) -> None:
        store, cache = self.tools.courier.store, font_cache(self.tools)
        author = self.tools.courier.author

        def make(language: str) -> bytes:
            return handover_pdf(store, number, load_wording(language), cache, author=author)

        self.tools.show_paper(self._paper("handover", self.tr("Handover report"), number, make))

    def _print_log(self, number: int) -> None:
        store, cache = self.tools.courier.store, font_cache(self.tools)

        def make(language: str) -> bytes:
            return shift_log_pdf(store, number, load_wording(language), cache)

        self.tools.show_paper(self._paper("shift_log", self.tr("Log of the shift"), number, make))

    def _paper(self, kind: str, name: str, number: int, make: Callable[[str], bytes]) -> Paper:
        place = self.table.register.place_of(number)
        line = self.table.register.row(place) if place >= 0 else None
        day = f"{line.shift.started_at.astimezone(self.tools.zone):%Y%m%d}-" if line is not None else ""
        title = f"{name}  {day_said(line.shift.started_at, self.tools.zone)}" if line is not None else name

        def printed() -> None:
            self.tools.courier.do(self, note_printed, kind, number, "paper")

        return TranslatedPaper(
            title=title,
            file_name=f"{name}-{day}{number}.pdf",
            make=partial(make, "zh_CN"),
            printed=printed,
            kind=kind,
            records=((kind, number),),
            make_in=make,
        )

    def poses(self) -> list[tuple[str, Callable[[], None]]]:
        """Each state of the page, for the gallery."""
        return [
            ("shifts", self._back),
            *((f"shifts_{name}", partial(self._pose, name)) for name in self.steps),
        ]

    def _pose(self, name: str) -> None:
        self.stack.setCurrentWidget(self.steps[name])
        self.steps[name].begin()
