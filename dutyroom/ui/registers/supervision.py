"""The register of supervision: what is urged until it is done, by light and by unit, one matter read beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Final

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from dutyroom.data.queries.supervision import lights_by_unit, supervision_rows, yellow_before
from dutyroom.data.queries.units import UnitRow, unit_rows
from dutyroom.rules.matter import MatterKind
from dutyroom.rules.matter_filter import MatterFilter, read_matter_filter
from dutyroom.ui.courier import Changed
from dutyroom.ui.page import Command, Page, Place, Tools
from dutyroom.ui.parts.focus import give_focus, tab_as_laid_out
from dutyroom.ui.parts.matter.finding import MatterFinding
from dutyroom.ui.parts.register_model import RegisterModel, Row
from dutyroom.ui.parts.register_table import RegisterTable
from dutyroom.ui.parts.supervision.columns import supervision_columns
from dutyroom.ui.parts.supervision.correction import SupervisionCorrectionSheet
from dutyroom.ui.parts.supervision.filter_bar import SupervisionFilterBar
from dutyroom.ui.parts.supervision.overview import Overview
from dutyroom.ui.parts.supervision.pane import SupervisionPane
from dutyroom.ui.parts.supervision.set_up import SetUp
from dutyroom.ui.parts.supervision.urge_many import UrgeManyForm
from dutyroom.ui.theme import put_look

FOLDS_BELOW: Final = 900
_KEPT_KEY: Final = "supervision/filters"
_KINDS: Final = frozenset({"matter", "supervision", "open_item", "assignment", "rule_value", "*"})
_TICK_MS: Final = 30_000
_WIDEST: Final = 16_777_215


class SupervisionPage(Page):
    """Three faces in one place: the list with its pane, the overview by unit, the form of a new one."""

    KEY = "supervision"
    ICON = "supervision"

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self._wanted: int | None = None
        self._reading = False
        self.finding = MatterFinding(tools, MatterKind.SUPERVISION, self)
        self.bar = SupervisionFilterBar(self)
        self.set_up, self.by_unit = QPushButton(self), QPushButton(self)
        columns = supervision_columns(tools.clock, lambda: tools.zone, lambda: self.finding.yellow_before)
        self.table = RegisterTable(RegisterModel(columns, self._fetch, self), self)
        self.table.setObjectName("supervision_table")
        self.pane = SupervisionPane(tools, self)
        self.urging = UrgeManyForm(tools, self)
        self.overview, self.new = Overview(self), SetUp(tools, self)
        self.correction = SupervisionCorrectionSheet(tools, self, self.pane)
        self.list = QWidget(self)
        self.faces = QStackedWidget(self)
        self._tick = QTimer(self)
        self._tick.setInterval(_TICK_MS)
        self._tick.timeout.connect(self._ticked)
        self._lay_out()
        self._connect()
        tab_as_laid_out(self)
        self.retranslate()

    def title(self) -> str:
        """The page's name on the rail."""
        return self.tr("Supervise")

    def arrive(self, place: Place | None) -> None:
        """Show the register: at a matter, narrowed, or with the form filled from a notice."""
        self._tick.start()
        if place is not None and place.id is not None:
            self._wanted = place.id
            self.show_list()
        if place is not None and (place.words or place.step.startswith("filter:")):
            self.show_list()
            written = place.step.removeprefix("filter:") if place.step else place.words
            self.bar.show_filter(read_matter_filter(written))
        self.tools.courier.ask(self, unit_rows, then=self._units_came)
        self._ask_yellow()
        if place is not None and place.step.startswith("from:") and place.step[5:].isdigit():
            self.begin_setting_up(int(place.step[5:]))
        elif place is not None and place.step in ("find", "new", "units"):
            {"find": self.begin_filtering, "new": self.begin_setting_up, "units": self.show_units}[place.step]()

    def heard(self, changed: Changed) -> None:
        """Something of a matter changed: ask again, keep the place."""
        if changed.kinds & _KINDS and (self.finding.has_answer or self._tick.isActive()):
            self._ask_yellow()
            self.pane.refresh()

    def commands(self) -> list[Command]:
        """What can be done with supervised matters."""
        return [
            Command("supervision.next", self.tr("Take the next step"), "Ctrl+Return", self._step_on),
            Command("supervision.steps", self.tr("Other steps of the matter"), "Ctrl+J", self._show_steps),
            Command("supervision.new", self.tr("Put a matter under supervision"), "Ctrl+N", self.begin_setting_up),
            Command("supervision.urge", self.tr("Urge in a colour"), "Ctrl+U", self.begin_urging),
            Command(
                "supervision.urge_all", self.tr("Urge all that are overdue, or the selected"), "Alt+U", self._urge_all
            ),
            Command("supervision.result", self.tr("Record the result of a proposal"), "Ctrl+R", self.begin_result),
            Command("supervision.correct", self.tr("Correct what was registered"), "Ctrl+D", self._correct),
            Command("supervision.filters", self.tr("Kept filters"), "Ctrl+Shift+F", self.bar.kept.open),
            Command(
                "supervision.remove_text", self.tr("Remove secret text of the matter…"), "", self.pane.begin_removing
            ),
            Command("supervision.units", self.tr("Supervision by unit"), "Ctrl+B", self.show_units),
        ]

    def _step_on(self) -> None:
        """Ctrl+Enter: send the form that stands open, otherwise ask for the next step of the matter shown."""
        if self.correction.step_on():
            return
        if self.faces.currentWidget() is self.new:
            self.new.form.send.click()
        elif not self.urging.isHidden():
            self.urging.send.click()
        elif not self.pane.form.isHidden():
            self.pane.form.send.click()
        elif self.faces.currentWidget() is self.list:
            self.pane.begin_next()

    def begin_filtering(self) -> None:
        """Put the cursor into the filter."""
        self.show_list()
        self.bar.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.bar.words.selectAll()

    def poses(self) -> list[tuple[str, Callable[[], None]]]:
        """Urging, the overview, and the form of a new one."""
        return [
            ("supervision_urge", self._pose_urging),
            ("supervision_urge_all", self._urge_all),
            ("supervision_correct", self._correct),
            ("supervision_units", self.show_units),
            ("supervision_new", self.begin_setting_up),
        ]

    def show_list(self) -> None:
        """The list with its pane."""
        self._show_face(self.list)

    def show_units(self) -> None:
        """The overview by unit."""
        self._show_face(self.overview)
        self._ask_units()
        self.overview.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def begin_setting_up(self, number: int | None = None) -> None:
        """The form of a new one, filled from a notice where its number is given."""
        self._show_face(self.new)
        self.new.begin(number)

    def begin_urging(self) -> None:
        """Urge in a colour, where a unit of the matter shown can be urged."""
        self.show_list()
        self._open_pane()
        self.pane.begin_urging()

    def _urge_all(self) -> None:
        self.show_list()
        self.urging.ask(self.table.selected_ids(), self.table.register.ids)

    def begin_result(self) -> None:
        """Record the result, where the matter shown is a proposal."""
        self.show_list()
        self._open_pane()
        self.pane.begin_result()

    def retranslate(self) -> None:
        """Word the page anew."""
        self.set_up.setText(self.tr("Set up…"))
        self.set_up.setToolTip(self.tr("Put a matter under supervision (Ctrl+N)"))
        self.by_unit.setText(self.tr("By unit"))
        self.by_unit.setToolTip(self.tr("How the matters of each unit stand (Ctrl+B)"))
        self.table.setAccessibleName(self.tr("Supervision"))
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
        put_look(self.set_up, look="")
        both = QHBoxLayout()
        both.setSpacing(12)
        both.addWidget(self.table, 1)
        both.addWidget(self.pane)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.bar, 1)
        line.addWidget(self.by_unit)
        line.addWidget(self.set_up)
        inside = QVBoxLayout(self.list)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(8)
        inside.addLayout(line)
        inside.addLayout(both, 1)
        inside.addWidget(self.urging)
        for face in (self.list, self.overview, self.new):
            self.faces.addWidget(face)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.addWidget(self.faces)
        for first, second in ((self.bar, self.by_unit), (self.by_unit, self.set_up), (self.set_up, self.table)):
            QWidget.setTabOrder(first, second)
        QWidget.setTabOrder(self.table, self.pane)

    def _connect(self) -> None:
        self.bar.changed.connect(self.finding.narrow)
        self.bar.left.connect(self._to_table)
        self.bar.kept.keep_in(self.tools.courier.store.folder, _KEPT_KEY)
        self.finding.found.connect(self._ids_came)
        self.finding.failed.connect(self._asking_failed)
        self.table.current_changed.connect(lambda number: self.pane.show_matter(number if number > 0 else None))
        self.table.row_opened.connect(lambda _: self._open_pane())
        self.table.order_asked.connect(self.finding.sort)
        self.table.empty.step_taken.connect(self._empty_step)
        self.pane.step_back_asked.connect(self._to_table)
        self.urging.begun.connect(self._fold)
        self.urging.left.connect(self._to_table)
        self.set_up.clicked.connect(lambda: self.begin_setting_up())
        self.by_unit.clicked.connect(self.show_units)
        self.overview.unit_chosen.connect(self._show_unit)
        self.overview.step_back_asked.connect(self._to_list)
        self.new.left.connect(self._to_list)
        self.new.done.connect(self._was_set_up)

    def _fetch(self, ids: Sequence[int], then: Callable[[Sequence[Row]], None]) -> None:
        self.tools.courier.ask(self, supervision_rows, ids, then=then)

    def _ask_yellow(self) -> None:
        """The rule of the yellow light first: the filter by light counts on it."""
        self.tools.courier.ask(
            self, yellow_before, self.tools.clock(), self.tools.zone, then=self._yellow_came, failed=self._no_yellow
        )

    def _yellow_came(self, before: timedelta) -> None:
        self.finding.yellow_before = before
        self.pane.show_light(before)
        self.finding.ask()
        if self.faces.currentWidget() is self.overview:
            self._ask_units()

    def _no_yellow(self, _: Exception) -> None:
        self.finding.ask()  # what fails there is said where the rows would stand

    def _ask_units(self) -> None:
        now, zone, before = self.tools.clock(), self.tools.zone, self.finding.yellow_before
        self.tools.courier.ask(
            self, lights_by_unit, now, zone, before, then=self.overview.show_units, failed=self._counting_failed
        )

    def _counting_failed(self, _: Exception) -> None:
        self.overview.say_failed(self.tr("The register could not be read."))
        self.finding.ask()

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

    def _units_came(self, units: list[UnitRow]) -> None:
        self.bar.set_offices([unit.name for unit in units if unit.kind in ("office", "bureau", "area")])

    def _word_state(self) -> None:
        count = len(self.table.register.ids)
        if not self.finding.has_answer:
            self.table.empty.set_words(self.tr("Reading the register…"))
            return
        pattern = self.tr("{count} matter") if count == 1 else self.tr("{count} matters")
        self.bar.say_count(pattern.format(count=f"{count:,}"))
        if self.finding.filter not in (MatterFilter(), MatterFilter(state="open")):
            self.table.empty.set_words(self.tr("No supervised matter answers this filter."), self.tr("Show everything"))
        else:
            words = self.tr("Nothing is under supervision. Leaders' instructions, decisions and proposals belong here.")
            self.table.empty.set_words(words, self.tr("Set up…"), keys="Ctrl+N")

    def _empty_step(self) -> None:
        if not self.finding.has_answer:
            self._ask_yellow()
        elif self.finding.filter in (MatterFilter(), MatterFilter(state="open")):
            self.begin_setting_up()
        else:
            self.bar.show_filter(MatterFilter())

    def _was_set_up(self, number: int) -> None:
        self._wanted = number
        self.show_list()
        self.finding.ask()

    def _show_unit(self, unit: str) -> None:
        self.show_list()
        self.bar.show_unit(unit)
        self._to_table()

    def _show_steps(self) -> None:
        if self.pane.more.isVisible():
            self.pane.more.showMenu()

    def _correct(self) -> None:
        """Correct what the matter shown was set up with."""
        self.show_list()
        self.correction.correct()

    def _pose_urging(self) -> None:
        self._open_pane()
        self.pane.begin_urging()

    def _ticked(self) -> None:
        self.table.viewport().update()
        self.pane.show_light()

    def _show_face(self, face: QWidget) -> None:
        self.correction.close_over()
        if not self.urging.isHidden():
            self.urging.put_away()
            self._fold()
        if self.faces.currentWidget() is self.new and face is not self.new:
            self.new.keep()
        self.faces.setCurrentWidget(face)

    def _fold(self) -> None:
        folded = self.width() < FOLDS_BELOW
        self.pane.back.setVisible(folded)
        asking = not self.urging.isHidden()  # of many matters: the one beside the list has no button to press then
        self.table.setVisible(not folded or not self._reading or asking)
        self.pane.setVisible((not folded or self._reading) and not asking)
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
        self.show_list()
        self._to_table()
