"""The sheet of a spot check: filled from the top down while the receiver is in the hand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPushButton, QWidget

from dutyroom.actions.spot_checks import add_spot_check, change_spot_check, void_spot_check
from dutyroom.data.queries.spot_checks import SpotRow
from dutyroom.data.queries.units import UnitRow
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.spot_check import (
    FINDING_WORDS,
    RINGS_MOST,
    AddSpotCheck,
    ChangeSpotCheck,
    SpotFacts,
    VoidSpotCheck,
)
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.choices import Choice
from dutyroom.ui.parts.entry_forms import time_field
from dutyroom.ui.parts.fields_area import FieldsArea
from dutyroom.ui.parts.form import Form
from dutyroom.ui.parts.person_picker import PersonPicker

_REACHED: Final = (None, True, False)
_LINES: Final = ("phone", "answerer", "answerer_post", "leader", "remark")


class SpotForm(Form):
    """A call, new or to be corrected; ``sent`` carries the action with its command, ``unread`` what cannot be read."""

    sent = Signal(object)
    unread = Signal(object)

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tools = tools
        self.row: SpotRow | None = None
        self._phones: dict[str, str] = {}
        self.unit = PersonPicker(self, free_text=True)
        self.called_at = time_field(tools, ahead=False, parent=self, empty="now")
        self.phone, self.answerer, self.answerer_post, self.leader, self.remark = (QLineEdit(self) for _ in _LINES)
        self.is_answered = QCheckBox(self)
        self.rings = QLineEdit(self)
        self.leader_reached, self.finding = QComboBox(self), QComboBox(self)
        for value in _REACHED:
            self.leader_reached.addItem("", value)
        for finding in ("", *FINDING_WORDS):
            self.finding.addItem("", finding)
        for name in ("unit", "phone", "called_at", "is_answered", "rings", "answerer", "answerer_post"):
            self.add_field(name, getattr(self, name))
        for name in ("leader_reached", "leader", "finding", "remark"):
            self.add_field(name, getattr(self, name))
        self.void, self.back, self.save = QPushButton(self), QPushButton(self), QPushButton(self)
        self.add_button(self.void)
        self.add_button(self.back)
        self.add_button(self.save, first_step=True)
        self.back.clicked.connect(self.step_back_asked)
        self.save.clicked.connect(self.send)
        self.void.clicked.connect(self._void)
        self.is_answered.toggled.connect(lambda _: self._show_answer())
        self.unit.textChanged.connect(lambda _: self._propose_phone())
        self.area = FieldsArea(self)
        self.retranslate()
        self.begin(None)

    def offer(self, units: Sequence[UnitRow]) -> None:
        """Offer these units, each with the number that is called first."""
        self.unit.set_choices([Choice(row.id, row.name, (row.pinyin, row.initials), row.short) for row in units])
        self._phones = {row.name: next((phone for who, phone in row.phones if not who), "") for row in units}

    def begin(self, row: SpotRow | None) -> None:
        """Ask for a new call, or show one to be corrected; what was typed for a new one stays."""
        if row is None and self.row is None and self.is_dirty:
            return
        self.row = row
        facts = row.facts if row is not None else SpotFacts(unit="")
        self.unit.setText(facts.unit)
        self.called_at.set_instant(facts.called_at)
        self.is_answered.setChecked(facts.is_answered)
        self.rings.setText("" if facts.rings is None else str(facts.rings))
        for name in _LINES:
            getattr(self, name).setText(getattr(facts, name))
        self.leader_reached.setCurrentIndex(_REACHED.index(facts.leader_reached))
        self.finding.setCurrentIndex(max(self.finding.findData(facts.finding), 0))
        self._show_answer()
        self._word_buttons()
        self.clear_notes()
        self.mark_clean()

    def send(self) -> None:
        """Send what is noted."""
        if (refusal := self.called_at.refusal()) is not None:
            self.unread.emit(refusal)
            return
        typed = self.rings.text().strip()
        if typed and not typed.isdecimal():
            self.unread.emit(Refusal("spot_check.rings", field="rings", value=typed, most=RINGS_MOST))
            return
        answered = self.is_answered.isChecked()
        said_of: dict[str, Any] = {name: getattr(self, name).text() for name in _LINES}
        if not answered:
            said_of |= {"answerer": "", "answerer_post": ""}
        facts = SpotFacts(
            unit=self.unit.text(),
            called_at=self.called_at.instant() or (self.row.called_at if self.row is not None else None),
            caller=self.row.caller if self.row is not None else "",
            is_answered=answered,
            rings=int(typed) if typed and answered else None,
            seconds=self.row.seconds if self.row is not None and answered else None,
            leader_reached=_REACHED[self.leader_reached.currentIndex()] if answered else None,
            finding=str(self.finding.currentData() or ""),
            **said_of,
        )
        if self.row is None:
            self.sent.emit((add_spot_check, AddSpotCheck(facts=facts)))
        else:
            command = ChangeSpotCheck(id=self.row.id, version=self.row.version, facts=facts)
            self.sent.emit((change_spot_check, command))

    def retranslate(self) -> None:
        """Word the sheet anew."""
        self.word_field("unit", self.tr("Unit"))
        self.word_field("phone", self.tr("Number called"))
        self.word_field("called_at", self.tr("Time called"))
        self.word_field("is_answered", self.tr("Was it answered"))
        self.is_answered.setText(self.tr("somebody answered"))
        self.word_field("rings", self.tr("After rings"))
        self.word_field("answerer", self.tr("Who answered"))
        self.word_field("answerer_post", self.tr("Post"))
        self.word_field("leader_reached", self.tr("Leader"))
        self.word_field("leader", self.tr("Leader's name"))
        self.word_field("finding", self.tr("Result"))
        self.word_field("remark", self.tr("Remark"), self.tr("Where it is void: why."))
        for place, words in enumerate((self.tr("not asked"), self.tr("reached"), self.tr("not reached"))):
            self.leader_reached.setItemText(place, words)
        wording = self.tools.wording()
        for place, sentence in enumerate(("", *FINDING_WORDS.values())):
            words = wording.say(sentence) if sentence else self.tr("as the rest says")
            self.finding.setItemText(place, words)
        self._word_buttons()

    def _word_buttons(self) -> None:
        self.back.setText(self.tr("Back"))
        self.save.setText(self.tr("Note the call") if self.row is None else self.tr("Correct it"))
        is_void = self.row is not None and bool(self.row.void_reason)
        self.void.setText(self.tr("Restore") if is_void else self.tr("Void the call"))
        self.void.setVisible(self.row is not None)
        self.save.setEnabled(not is_void)

    def _show_answer(self) -> None:
        """Of a call that nobody answered nothing is asked about who did."""
        for name in ("rings", "answerer", "answerer_post", "leader_reached", "leader"):
            self.show_field(name, self.is_answered.isChecked())

    def _propose_phone(self) -> None:
        """The unit's own number, as long as nobody typed another."""
        if self.phone.text() in ("", *self._phones.values()):
            self.phone.setText(self._phones.get(self.unit.text().strip(), self.phone.text()))

    def _void(self) -> None:
        if self.row is None:
            return
        is_void = bool(self.row.void_reason)
        reason = "" if self.remark.text() == self.row.remark else self.remark.text()
        command = VoidSpotCheck(id=self.row.id, version=self.row.version, reason=reason, back=is_void)
        self.sent.emit((void_spot_check, command))
