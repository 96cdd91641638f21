"""The catalogue of plans: every plan with its particulars, what is due, and what should exist and does not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QPushButton, QStackedWidget, QVBoxLayout, QWidget

from dutyroom.actions.matter_papers import matter_pdf, note_matter_paper
from dutyroom.data.folders import faces_cache
from dutyroom.data.queries.catalogue import GAPS_FROM, catalogue_rows, narrowed
from dutyroom.data.queries.required_plans import RequiredRow, required_in_full
from dutyroom.rules.catalogue import CatalogueFilter, CatalogueRow, Found, Which
from dutyroom.rules.plan import KIND_WORDS
from dutyroom.ui.page import Changed, Command, Page, Paper, Place, Tools
from dutyroom.ui.parts.focus import give_focus, tab_as_laid_out
from dutyroom.ui.parts.plans.catalogue_bar import CatalogueBar
from dutyroom.ui.parts.plans.catalogue_columns import catalogue_columns
from dutyroom.ui.parts.plans.particulars_words import kind_said
from dutyroom.ui.parts.plans.required import RequiredPlans
from dutyroom.ui.parts.register_model import RegisterModel, Row
from dutyroom.ui.parts.register_table import RegisterTable
from dutyroom.ui.searching import NewestQuestion

_HEARD: Final = frozenset({"plan", "plan_event", "required_plan", "rule_value", "*"})
_PAPER: Final = "plan-catalogue"
_SETTLE_MS: Final = 200


class PlanCatalogue(Page):
    """Two faces: the catalogue, and the list of required plans that it is held against."""

    KEY = "catalogue"
    ICON = "plans"

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self._rows: tuple[CatalogueRow, ...] | None = None
        self._by_id: dict[int, CatalogueRow] = {}
        self._found: Found | None = None
        self._order = "kind"
        self._wanted: int | None = None
        self._reading, self._narrowing = NewestQuestion(tools.courier, self), NewestQuestion(tools.courier, self)
        self.list, self.faces = QWidget(self), QStackedWidget(self)
        self.bar = CatalogueBar(self.list)
        self.to_required, self.print = QPushButton(self.list), QPushButton(self.list)
        self.table = RegisterTable(RegisterModel(catalogue_columns(self._today), self._fetch, self), self.list)
        self.table.setObjectName("plan_catalogue")
        self.required = RequiredPlans(tools, self)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MS)
        self._lay_out()
        self._connect()
        tab_as_laid_out(self)
        self._word()

    def title(self) -> str:
        """The face's short name."""
        return self.tr("Catalogue")

    def arrive(self, place: Place | None) -> None:
        """Show the catalogue: at a plan, narrowed (``filter:gaps``), or the list of required plans (``required``)."""
        step = place.step if place is not None else ""
        if place is not None and step.startswith("required"):
            self.show_required(place.id)
            return
        if place is not None and (place.words or step.startswith("filter:")):
            which = step.removeprefix("filter:")
            known = Which(which) if which in set(Which) else Which.CURRENT
            self.bar.show_filter(CatalogueFilter(words=place.words, which=known))
        if place is not None and place.id is not None:
            self._wanted = place.id
        self.faces.setCurrentWidget(self.list)
        self._ask()
        give_focus(self.table, self)

    def heard(self, changed: Changed) -> None:
        """Ask again once a burst of changes has settled."""
        if changed.kinds & _HEARD:
            if self._rows is not None and not self._settle.isActive():
                self._settle.start()
            self.required.heard(changed)

    def begin_filtering(self) -> None:
        """Put the cursor into the filter."""
        self.faces.setCurrentWidget(self.list)
        self.bar.words.setFocus()
        self.bar.words.selectAll()

    def to_list(self) -> None:
        """See :class:`Page`."""
        self.faces.setCurrentWidget(self.list)
        give_focus(self.table, self)

    def commands(self) -> list[Command]:
        """What can be done here."""
        if self.faces.currentWidget() is self.required:
            return self.required.commands()
        return [
            Command("catalogue.prepare", self.tr("Prepare the missing plan"), "Ctrl+N", self.prepare),
            Command("catalogue.required", self.tr("Required plans"), "Ctrl+R", self.show_required),
            Command("catalogue.print", self.tr("Print the catalogue…"), "Ctrl+P", self.print_catalogue),
            Command("catalogue.gaps", self.tr("Show only what is missing"), "Ctrl+G", self._show_gaps),
        ]

    def poses(self) -> list[tuple[str, Callable[[], None]]]:
        """The catalogue, what is missing, the list of required plans with its forms."""
        return [
            ("catalogue", lambda: self.arrive(None)),
            ("catalogue_gaps", self._show_gaps),
            ("catalogue_required", self.show_required),
            *self.required.poses(),
        ]

    def show_required(self, number: int | None = None) -> None:
        """Show the list of required plans, at a line of it; without one at that of the gap in hand."""
        row = self.table.current_row()
        if number is None and row is not None and row.required is not None:
            number = row.required
        self.faces.setCurrentWidget(self.required)
        self.required.begin(number)

    def prepare(self) -> None:
        """Begin to prepare the plan that is missing in the row in hand."""
        row = self.table.current_row()
        if row is None or row.required is None or not row.is_gap:
            self.tools.say(self.tr("Choose a plan that is missing; then it can be prepared."))
            return
        self.tools.courier.ask(self, required_in_full, row.required, self._today(), then=self._go_prepare)

    def print_catalogue(self) -> None:
        """The whole catalogue as it stands now: what is in force by kind, what is missing at the end."""
        courier, kind = self.tools.courier, _PAPER
        day = self._today().isoformat()
        self.tools.show_paper(
            Paper(
                title=self.tr("Catalogue of plans"),
                file_name=f"{kind}-{day}.pdf",
                make=partial(matter_pdf, courier.store, kind, 0, self.tools.wording(), faces_cache()),
                printed=partial(courier.do, courier, note_matter_paper, kind, 0, "PDF"),
                kind=kind,
                records=((kind, 0),),
            )
        )

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._word()

    def _today(self) -> date:
        return self.tools.clock().astimezone(self.tools.zone).date()

    def _lay_out(self) -> None:
        for button in (self.to_required, self.print):
            self.bar.buttons.addWidget(button)
        inside = QVBoxLayout(self.list)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(8)
        inside.addWidget(self.bar)
        inside.addWidget(self.table, 1)
        for face in (self.list, self.required):
            self.faces.addWidget(face)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 12)
        column.addWidget(self.faces)

    def _connect(self) -> None:
        self.faces.currentChanged.connect(lambda _: self.commands_changed.emit())
        self.bar.changed.connect(lambda _: self._narrow())
        self.bar.left.connect(partial(give_focus, self.table, self))
        self.table.row_opened.connect(self._open)
        self.table.order_asked.connect(self._sort)
        self.table.empty.step_taken.connect(self._empty_step)
        self.print.clicked.connect(self.print_catalogue)
        self.to_required.clicked.connect(lambda: self.show_required())
        self.required.step_back_asked.connect(self.to_list)
        self._settle.timeout.connect(self._ask)

    def _ask(self) -> None:
        self._reading.ask(catalogue_rows, self._today(), then=self._rows_came)

    def _rows_came(self, rows: tuple[CatalogueRow, ...]) -> None:
        self._rows = rows
        self._by_id = {row.id: row for row in rows}
        self._narrow()

    def _narrow(self) -> None:
        if self._rows is not None:
            asked = self.bar.filter()
            self._narrowing.ask(narrowed, self._rows, asked, self._order, self._today(), then=self._found_came)

    def _found_came(self, found: Found) -> None:
        self._found = found
        self.table.set_ids([row.id for row in found.rows])
        wanted, self._wanted = self._wanted, None
        if (
            wanted is not None
            and not self.table.choose(wanted)
            and self.bar.filter() != CatalogueFilter(which=Which.ALL)
        ):
            self._wanted = wanted
            self.bar.show_filter(CatalogueFilter(which=Which.ALL))
        elif self.table.current_id() is None and found.rows:
            self.table.choose(found.rows[0].id)
        self._word_state()

    def _fetch(self, ids: Sequence[int], then: Callable[[Sequence[Row]], None]) -> None:
        then([self._by_id[number] for number in ids if number in self._by_id])

    def _sort(self, order: str) -> None:
        """A title was clicked: order by it, the other way round the second time."""
        self._order = f"-{order}" if self._order == order else order
        self._narrow()

    def _open(self, number: int) -> None:
        if number >= GAPS_FROM:
            self.show_required(number - GAPS_FROM)
        else:
            self.tools.go(Place("plans", id=number))

    def _show_gaps(self) -> None:
        self.faces.setCurrentWidget(self.list)
        self.bar.show_filter(CatalogueFilter(which=Which.GAPS))

    def _go_prepare(self, row: RequiredRow | None) -> None:
        if row is not None:
            self.tools.go(Place("plans", step="preparing:new", given=row))

    def _empty_step(self) -> None:
        if self.bar.filter().is_narrow:
            self.bar.show_filter(CatalogueFilter())
        else:
            self.tools.go(Place("plans", step="import"))

    def _word(self) -> None:
        self.print.setText(self.tr("Print…"))
        self.print.setToolTip(self.tr("Print the catalogue…") + "  Ctrl+P")
        self.to_required.setText(self.tr("Required plans…"))
        self.to_required.setToolTip(self.tr("The list that the catalogue is held against  Ctrl+R"))
        self.table.setAccessibleName(self.tr("Catalogue of plans"))
        self._word_state()

    def _word_state(self) -> None:
        if self._found is None:
            self.table.empty.set_words(self.tr("Reading the catalogue…"))
            return
        if self.bar.filter().is_narrow:
            self.table.empty.set_words(self.tr("No plan answers this filter."), self.tr("Clear the filter"))
        else:
            words = self.tr("No plan is kept and none is required yet. Import plans, or enter those that must exist.")
            self.table.empty.set_words(words, self.tr("Import plans…"))
        self.bar.count.setText(self._summary(self._found))

    def _summary(self, found: Found) -> str:
        """How many lines, then all current plans by kind, then what is missing."""
        shown = self.tr("{count} shown").format(count=f"{len(found.rows):,}")
        kinds = [f"{kind_said(kind)} {found.counts[kind]:,}" for kind in KIND_WORDS if found.counts.get(kind)]
        gaps = self.tr("{count} missing").format(count=f"{found.gaps:,}") if found.gaps else self.tr("nothing missing")
        return "  ·  ".join((shown, *kinds, gaps))
