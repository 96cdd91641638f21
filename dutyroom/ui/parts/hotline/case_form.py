"""A form about a case of the mayor's telephone: begun from what was read, what was typed stays with the case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from dutyroom.data.queries.hotline_rows import CaseInFull
from dutyroom.data.queries.matters import AssignmentRow
from dutyroom.rules.matter import Progress, Role
from dutyroom.rules.refusal import Refusal
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.choices import Choice
from dutyroom.ui.parts.entry_forms import time_field
from dutyroom.ui.parts.growing_text import GrowingText
from dutyroom.ui.parts.hotline.duplicates_field import DuplicatesField
from dutyroom.ui.parts.hotline.key_choice import KeyChoice
from dutyroom.ui.parts.matter.kept_form import KeptForm, put_into, value_in
from dutyroom.ui.parts.matter.units_field import UnitsField
from dutyroom.ui.parts.time_field import TimeField

_ORDER: Final = {Progress.ASSIGNED: 0, Progress.SIGNED: 0, Progress.ANSWERED: 1}


class CaseForm(KeptForm):
    """A subclass adds its fields, words them, and says which of them the case fills beforehand."""

    ONLY_IF_ASKED: tuple[str, ...] = ()
    """Fields that stand there only once a refusal asks for them, such as why something is done all the same."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tools = tools
        self._case: CaseInFull | None = None

    @property
    def case(self) -> CaseInFull | None:
        """The case that it asks about."""
        return self._case

    def begin(self, case: CaseInFull) -> None:
        """Ask about this case; what was typed for it earlier is there again."""
        self.keep()
        self._case = case
        self.prepare(case)
        self._begin(case.matter.id, self.fresh(case))
        self.retranslate()
        for name in self.ONLY_IF_ASKED:
            self.show_field(name, bool(value_in(getattr(self, name))))
        self.mark_clean()
        self._first().setFocus()

    def prepare(self, case: CaseInFull) -> None:
        """Fill the lists that depend on the case."""

    def fresh(self, case: CaseInFull) -> Mapping[str, Any]:  # noqa: ARG002  # a subclass knows what the case proposes
        """What stands in the fields before anybody typed; those not named are empty."""
        return {}

    def renew(self, case: CaseInFull) -> None:
        """The case that it asks about was read again, masked or not: the lists follow."""
        if self.number == case.id:
            self._case = case
            self.prepare(case)

    def offer(self, units: Sequence[Choice]) -> None:
        """Offer these units, where the form asks for one."""

    def _first(self) -> QWidget:
        """Where the cursor begins: the first field that leaves a choice."""
        for name in self.field_names():
            field: QWidget = getattr(self, name)
            single = isinstance(field, QComboBox) and field.count() < 2
            if not (single or field.isHidden()):
                return field
        return self.send

    def point_out(self, refusal: Refusal, sentence: str) -> None:
        """See :class:`Form`; a field that is asked for only now is shown."""
        if refusal.field == "unit" and "assignment" in self.field_names():
            refusal.field = "assignment"
        if refusal.field in self.ONLY_IF_ASKED:
            self.show_field(refusal.field, shown=True)
        super().point_out(refusal, sentence)

    def written(self) -> dict[str, Any]:
        """See :class:`KeptForm`."""
        return {name: _value_in(getattr(self, name)) for name in self.field_names()}

    def write(self, values: Mapping[str, Any]) -> None:
        """See :class:`KeptForm`."""
        for name in self.field_names():
            _put_into(getattr(self, name), values.get(name))

    def add_text(self, name: str = "text") -> GrowingText:
        """A field for running text; Enter in it sends the form."""
        field = GrowingText(self)
        self.add_field(name, field, tall=True)
        field.entered.connect(self.send.click)
        return field

    def add_time(self, name: str = "happened_at", *, ahead: bool = False) -> TimeField:
        """A field for when it happened, which empty means now; or for a time to come."""
        field = time_field(self.tools, ahead=ahead, parent=self, empty="none" if ahead else "now")
        self.add_field(name, field)
        return field

    def add_line(self, name: str) -> QLineEdit:
        """A field of one line."""
        field = QLineEdit(self)
        self.add_field(name, field)
        return field

    def add_list(self, name: str) -> QComboBox:
        """A field of which one entry is chosen."""
        field = QComboBox(self)
        field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        field.setMinimumContentsLength(12)
        self.add_field(name, field)
        return field


def fill_units(field: QComboBox, rows: Sequence[AssignmentRow], states: Sequence[Progress]) -> None:
    """The units of a case that are as far as that, those at work first, then the lead."""
    fitting = [row for row in rows if row.state in states]
    refill(
        field,
        [
            (row.unit, row.id)
            for row in sorted(fitting, key=lambda row: (_ORDER.get(Progress(row.state), 2), row.role != Role.LEAD))
        ],
    )


def refill(field: QComboBox, entries: Sequence[tuple[str, Any]]) -> None:
    """Offer other entries, each with its value; the choice stays where it is still among them."""
    with QSignalBlocker(field):
        held = field.currentData()
        field.clear()
        for words, value in entries:
            field.addItem(words, value)
        field.setCurrentIndex(max(field.findData(held), 0) if entries else -1)


def _value_in(field: QWidget) -> Any:
    if isinstance(field, KeyChoice | DuplicatesField):
        return field.value()
    return field.chosen() if isinstance(field, UnitsField) else value_in(field)


def _put_into(field: QWidget, value: Any) -> None:
    if isinstance(field, KeyChoice | DuplicatesField):
        field.choose(value)
    elif isinstance(field, UnitsField):
        field.choose(value or ())
    else:
        put_into(field, value)
