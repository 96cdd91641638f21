"""The register of supervision: what is urged until it is done, by light and by unit, one matter read beside it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from dutyroom.data.queries.supervision import lights_by_unit, supervision_rows, yellow_before
from dutyroom.data.queries.units import UnitRow, unit_rows
from dutyroom.rules.matter import MatterKind
from dutyroom.rules.matter_filter import MatterFilter
from dutyroom.ui.page import Command, Place, Tools
from dutyroom.ui.parts.focus import tab_as_laid_out
from dutyroom.ui.parts.matter.register_page import RegisterPage
from dutyroom.ui.parts.supervision.columns import supervision_columns
from dutyroom.ui.parts.supervision.correction import SupervisionCorrectionSheet
from dutyroom.ui.parts.supervision.filter_bar import SupervisionFilterBar
from dutyroom.ui.parts.supervision.overview import Overview
from dutyroom.ui.parts.supervision.pane import SupervisionPane
from dutyroom.ui.parts.supervision.set_up import SetUp
from dutyroom.ui.parts.supervision.urge_many import UrgeManyForm
from dutyroom.ui.theme import put_look

_KINDS: Final = frozenset({"matter", "supervision", "open_item", "assignment", "rule_value", "*"})


class SupervisionPage(RegisterPage):
    """Three faces in one place: the list with its pane, the overview by unit, the form of a new one."""

    KEY = "supervision"
    ICON = "supervision"
    KIND = MatterKind.SUPERVISION
    HEARS = _KINDS
    ROWS = staticmethod(supervision_rows)
    bar: SupervisionFilterBar

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self.urging = UrgeManyForm(tools, self)
        self.set_up, self.by_unit = QPushButton(self), QPushButton(self)
        put_look(self.set_up, look="")
        columns = supervision_columns(tools.clock, lambda: tools.zone, lambda: self.finding.yellow_before)
        self.pane = SupervisionPane(tools, self.list)
        self.make_list(SupervisionFilterBar(self), columns, self.pane, (self.by_unit, self.set_up))
        inside = self.list.layout()
        assert inside is not None  # noqa: S101  # laid out above
        inside.addWidget(self.urging)
        self.overview, self.new = Overview(self), SetUp(tools, self)
        self.correction = SupervisionCorrectionSheet(tools, self, self.pane)
        for face in (self.overview, self.new):
            self.faces.addWidget(face)
        self._connect()
        tab_as_laid_out(self)
        self.retranslate()

    def title(self) -> str:
        """The page's name on the rail."""
        return self.tr("Supervise")

    def arrive(self, place: Place | None) -> None:
        """Show the register: at a matter, narrowed, or with the form filled from a notice."""
        self.arrive_at(place)
        self.tools.courier.ask(self, unit_rows, then=self._units_came)
        self.ask()
        if place is not None and place.step.startswith("from:") and place.step[5:].isdigit():
            self.begin_setting_up(int(place.step[5:]))
        elif place is not None and place.step in ("find", "new", "units"):
            {"find": self.begin_filtering, "new": self.begin_setting_up, "units": self.show_units}[place.step]()

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

    def poses(self) -> list[tuple[str, Callable[[], None]]]:
        """Urging, the overview, and the form of a new one."""
        return [
            ("supervision_urge", self._pose_urging),
            ("supervision_urge_all", self._urge_all),
            ("supervision_correct", self._correct),
            ("supervision_units", self.show_units),
            ("supervision_new", self.begin_setting_up),
        ]

    def show_units(self) -> None:
        """The overview by unit."""
        self.show_face(self.overview)
        self._ask_units()
        self.overview.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def begin_setting_up(self, number: int | None = None) -> None:
        """The form of a new one, filled from a notice where its number is given."""
        self.show_face(self.new)
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

    def _connect(self) -> None:
        self.urging.begun.connect(self._fold)
        self.urging.left.connect(self._to_table)
        self.set_up.clicked.connect(lambda: self.begin_setting_up())
        self.by_unit.clicked.connect(self.show_units)
        self.overview.unit_chosen.connect(self._show_unit)
        self.overview.step_back_asked.connect(self.to_list)
        self.new.left.connect(self.to_list)
        self.new.done.connect(self.show_new)

    def ask(self) -> None:
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

    def _units_came(self, units: list[UnitRow]) -> None:
        self.bar.set_offices([unit.name for unit in units if unit.kind in ("office", "bureau", "area")])

    def _word_state(self) -> None:
        """Say how many there are, or that there are none."""
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
        """Try again, set one up, or show everything."""
        if not self.finding.has_answer:
            self.ask()
        elif self.finding.filter in (MatterFilter(), MatterFilter(state="open")):
            self.begin_setting_up()
        else:
            self.bar.show_filter(MatterFilter())

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
        """See :class:`RegisterPage`; the light too."""
        super()._ticked()
        self.pane.show_light()

    def show_face(self, face: QWidget) -> None:
        """Show a face; what was typed in the form stays."""
        self.correction.close_over()
        if not self.urging.isHidden():
            self.urging.put_away()
            self._fold()
        if self.faces.currentWidget() is self.new and face is not self.new:
            self.new.keep()
        super().show_face(face)

    def _fold(self) -> None:
        super()._fold()
        if not self.urging.isHidden():  # of many matters: the one beside the list has no button to press then
            self.table.setVisible(True)
            self.pane.setVisible(False)
