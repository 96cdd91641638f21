"""The spot checks as a face of the page of shifts: the list, beside it the sheet of a call."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QEvent, QSignalBlocker
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from dutyroom.actions.briefing_facts import draft_pdf
from dutyroom.actions.errors import said
from dutyroom.actions.papers import note_printed
from dutyroom.data.queries.spot_checks import SpotRow, SpotSearch, spot_rows
from dutyroom.data.queries.statistics_records import listed_behind
from dutyroom.data.queries.units import unit_rows
from dutyroom.data.reading import Session
from dutyroom.data.trouble import Trouble
from dutyroom.rules.briefing import BriefingKind, ComposeBriefing
from dutyroom.rules.briefing_day import duty_day_of
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.spot_check import FINDING_WORDS, SpotFinding
from dutyroom.rules.statistics_figure import TERM
from dutyroom.rules.wording import mark
from dutyroom.ui.page import Changed, Command, Page, Place, Tools
from dutyroom.ui.parts.duty.spot_form import SpotForm
from dutyroom.ui.parts.field_note import FieldNote
from dutyroom.ui.parts.focus import give_focus, tab_as_laid_out
from dutyroom.ui.parts.handover.live_paper import font_cache
from dutyroom.ui.parts.paper_dialog import TranslatedPaper
from dutyroom.ui.parts.register_model import Column, RegisterModel, Row
from dutyroom.ui.parts.register_table import RegisterTable
from dutyroom.ui.parts.said_time import moment_said
from dutyroom.ui.searching import NewestQuestion
from dutyroom.ui.theme import put_look

_HEARD: Final = frozenset({"spot_check", "unit", "contact", "rule_value", "*"})
_PANE_WIDE: Final = 340
_FIRST: Final = 0
"""In place of a number: the call that stands first."""
FAILED: Final = mark("This cannot be shown: {reason}")


def found_spots(session: Session, unit: str, figure: str, now: datetime) -> list[SpotRow]:
    """The calls to units of a name, or those behind a figure of the statistics; void ones stand struck through."""
    numbers = tuple(json.loads(listed_behind(session, figure, "shifts", now))) if figure else None
    return spot_rows(session, SpotSearch(unit=unit.strip(), numbers=numbers, voided=True))


class SpotChecksFace(Page):
    """The list with its filter at the left, the sheet at the right."""

    KEY = "spot_checks"
    ICON = "shifts"

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self._rows: dict[int, SpotRow] = {}
        self._wanted: int | None = None
        self.figure = ""
        self._question = NewestQuestion(tools.courier, self)
        self.words, self.count = QLineEdit(self), QLabel(self)
        self.add, self.paper, self.every = QPushButton(self), QPushButton(self), QPushButton(self)
        self.note = FieldNote(self)
        self.table = RegisterTable(RegisterModel(self._columns(), self._fetch, self), self)
        self.form = SpotForm(tools, self)
        self._lay_out()
        self._connect()
        tab_as_laid_out(self)
        self.retranslate()

    def title(self) -> str:
        """The face's short name."""
        return self.tr("Spot checks")

    def arrive(self, place: Place | None) -> None:
        """Show the list, at a call; ``add`` begins a sheet, ``filter:figure:…`` shows what stands behind a figure."""
        step = place.step if place is not None else ""
        if place is not None and place.id is not None:
            self._wanted = place.id
        self.figure = step.removeprefix(f"filter:{TERM}:") if step.startswith(f"filter:{TERM}:") else ""
        self.tools.courier.ask(self, unit_rows, then=self.form.offer)
        self.ask()
        if step == "add":
            self.begin_new()

    def heard(self, changed: Changed) -> None:
        """A call or what it is judged by changed."""
        if changed.kinds & _HEARD and self.isVisible():
            self.ask()

    def commands(self) -> list[Command]:
        """What can be done with spot checks."""
        return [
            Command("spot_checks.add", self.tr("Note a spot check…"), "Ctrl+N", self.begin_new),
            Command("spot_checks.print", self.tr("Print the bulletin of spot checks…"), "Ctrl+P", self.print_day),
        ]

    def begin_filtering(self) -> None:
        """Put the cursor into the filter."""
        give_focus(self.words, self)

    def to_list(self) -> None:
        """See :class:`Page`."""
        give_focus(self.table, self)

    def poses(self) -> list[tuple[str, Callable[[], None]]]:
        """The list with a call, and a new sheet."""
        return [("shifts_spot_checks", self._choose_first), ("shifts_spot_checks_add", self.begin_new)]

    def ask(self) -> None:
        """Ask for what answers the filter."""
        self._question.ask(found_spots, self.words.text(), self.figure, self.tools.clock(), then=self._came)

    def begin_new(self) -> None:
        """Ask for a new call."""
        self.form.begin(None)
        give_focus(self.form.unit, self)

    def print_day(self) -> None:
        """The bulletin of the duty day of the call in hand, else of the latest: a draft from the register."""
        row = self._rows.get(self.table.current_id() or 0) or next(iter(self._rows.values()), None)
        if row is None:
            return
        office = self.tools.office()
        day = duty_day_of(row.called_at, office.templates, office.zone)
        store, cache, number = self.tools.courier.store, font_cache(self.tools), int(day.strftime("%Y%m%d"))
        kind = BriefingKind.SPOT_CHECK

        def make(language: str) -> bytes:
            return draft_pdf(store, ComposeBriefing(kind=kind, language=language, day=day), cache)

        name = self.tr("Spot-check bulletin")
        self.tools.show_paper(
            TranslatedPaper(
                title=f"{name}  {day.isoformat()}",
                file_name=f"{name}-{number}.pdf",
                make=partial(make, "zh_CN"),
                printed=lambda: self.tools.courier.do(self, note_printed, kind.value, number, "paper"),
                kind=kind.value,
                records=((kind.value, number),),
                make_in=make,
            )
        )

    def retranslate(self) -> None:
        """Word the face anew."""
        self.words.setPlaceholderText(self.tr("Unit (Ctrl+F)"))
        self.words.setAccessibleName(self.tr("Search the spot checks by unit"))
        self.add.setText(self.tr("New check…"))
        self.add.setToolTip(self.tr("Note a spot check…") + "  Ctrl+N")
        self.paper.setText(self.tr("Bulletin…"))
        self.paper.setToolTip(self.tr("Print the bulletin of spot checks…") + "  Ctrl+P")
        self.every.setText(self.tr("Show everything"))
        self.table.setAccessibleName(self.tr("Spot checks, latest first"))
        self._word_state()

    def showEvent(self, event: QShowEvent) -> None:
        """The sheet is shown with the face: Tab goes through both in the order of reading."""
        super().showEvent(event)
        tab_as_laid_out(self)
        # What an empty list offers lies over it and not in its layout.
        self.setTabOrder(self.table, self.table.empty.step)
        self.setTabOrder(self.table.empty.step, self.form.unit)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _lay_out(self) -> None:
        self.words.setClearButtonEnabled(True)
        self.form.setFixedWidth(_PANE_WIDE)
        put_look(self.count, type="secondary")
        head, both = QHBoxLayout(), QHBoxLayout()
        head.setSpacing(8)
        for widget in (self.add, self.paper):
            head.addWidget(widget)
        head.addWidget(self.words, 1)
        head.addWidget(self.every)
        head.addWidget(self.count)
        both.setSpacing(12)
        both.addWidget(self.table, 1)
        both.addWidget(self.form)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 12)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.note)
        column.addLayout(both, 1)

    def _connect(self) -> None:
        self.add.clicked.connect(self.begin_new)
        self.paper.clicked.connect(self.print_day)
        self.every.clicked.connect(self._show_every)
        self.words.textChanged.connect(lambda _: self.ask())
        self.words.returnPressed.connect(lambda: give_focus(self.table, self))
        self.table.current_changed.connect(lambda _: self._chosen())
        self.table.row_opened.connect(lambda _: give_focus(self.form.unit, self))
        self.table.empty.step_taken.connect(self._first_step)
        self.form.step_back_asked.connect(lambda: give_focus(self.table, self))
        self.form.sent.connect(self._send)
        self.form.unread.connect(self._refused)

    def _columns(self) -> tuple[Column, ...]:
        tools = self.tools
        return (
            Column(
                key="at",
                title=mark("Time called"),
                text=lambda row: moment_said(row.called_at, tools.clock(), tools.zone),
                width=132,
            ),
            Column(
                key="unit",
                title=mark("Unit"),
                text=lambda row: row.unit,
                struck=lambda row: bool(row.void_reason),
                width=150,
                stretches=True,
            ),
            Column(
                key="finding",
                title=mark("Result"),
                text=lambda row: tools.wording().say(FINDING_WORDS[row.finding]),
                tone=lambda row: "" if row.finding == SpotFinding.IN_ORDER or row.void_reason else "overdue",
                width=148,
            ),
            Column(
                key="rings",
                title=mark("Rings"),
                text=lambda row: "" if row.rings is None else str(row.rings),
                width=56,
                align="right",
                drop_order=2,
            ),
            Column(key="answerer", title=mark("Who answered"), text=lambda row: row.answerer, width=96, drop_order=1),
            Column(key="remark", title=mark("Remark"), text=lambda row: row.remark, width=140, drop_order=3),
        )

    def _fetch(self, ids: Sequence[int], then: Callable[[Sequence[Row]], None]) -> None:
        then([self._rows[number] for number in ids if number in self._rows])

    def _came(self, rows: list[SpotRow]) -> None:
        self._rows = {row.id: row for row in rows}
        self.table.set_ids([row.id for row in rows])
        wanted, self._wanted = self._wanted, None
        if wanted == _FIRST and rows:
            wanted = rows[0].id
        if wanted is not None and wanted in self._rows:
            self.table.choose(wanted)
            self._chosen()
        self._word_state()

    def _chosen(self) -> None:
        row = self._rows.get(self.table.current_id() or 0)
        if row is not None and not (self.form.row is None and self.form.is_dirty):
            self.form.begin(row)

    def _choose_first(self) -> None:
        self._wanted = _FIRST
        self.ask()

    def _show_every(self) -> None:
        self.figure = ""
        with QSignalBlocker(self.words):
            self.words.clear()
        self.ask()

    def _first_step(self) -> None:
        if self.figure or self.words.text():
            self._show_every()
        else:
            self.begin_new()

    def _send(self, pair: tuple[Callable[..., Any], object]) -> None:
        self.note.be_silent()
        self.tools.courier.do(self, *pair, then=self._written, refused=self._refused, failed=self._failed)

    def _written(self, number: int | None) -> None:
        self._wanted = number or (self.form.row.id if self.form.row is not None else None)
        self.form.mark_clean()
        self.tools.say(self.tr("The spot check is noted."))
        self.ask()

    def _refused(self, refusal: Refusal) -> None:
        sentence = said(refusal, self.tools.wording(), self.tools.zone)
        field = "remark" if refusal.field == "reason" else refusal.field
        self.form.point_out(Refusal(refusal.code, field=field, **refusal.facts), sentence)

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, Refusal | Trouble):
            raise error
        self.note.say(self.tr(FAILED).format(reason=said(error, self.tools.wording(), self.tools.zone)))

    def _word_state(self) -> None:
        narrows = bool(self.figure or self.words.text())
        self.every.setVisible(bool(self.figure))
        self.paper.setEnabled(bool(self._rows))
        self.count.setText(self.tr("{count} spot checks").format(count=len(self._rows)))
        if narrows:
            self.table.empty.set_words(self.tr("No spot check answers this."), self.tr("Show everything"))
        else:
            words = self.tr("Spot checks stand here: which unit was called, who answered, what was found.")
            self.table.empty.set_words(words, self.tr("Note a spot check…"), keys="Ctrl+N")
