"""What is asked before text is removed: where it stands, why, and two people's own passwords."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QListWidget, QListWidgetItem, QPlainTextEdit, QPushButton, QWidget

from dutyroom.data.queries.officers import OfficerRow
from dutyroom.data.queries.removal import Place
from dutyroom.rules.officer import Role
from dutyroom.rules.removal import Spot
from dutyroom.ui.parts.form import Form
from dutyroom.ui.parts.handover.people import choices_of
from dutyroom.ui.parts.password_field import PasswordField
from dutyroom.ui.parts.person_picker import PersonPicker
from dutyroom.ui.parts.removal.words import place_said

_SPOT = Qt.ItemDataRole.UserRole


class RemovalForm(Form):
    """Fields of :class:`~dutyroom.rules.removal.RemoveText`; ``sent`` when the filled button is pressed."""

    sent = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._left: set[Spot] = set()
        self.words = QPlainTextEdit(self)
        self.words.setTabChangesFocus(True)
        self.words.setFixedHeight(62)
        self.places = QListWidget(self)
        self.places.setFixedHeight(158)
        self.drop_backups = QCheckBox(self)
        self.drop_backups.setChecked(True)
        self.reason = QLineEdit(self)
        self.administrator_id, self.second_id = PersonPicker(self), PersonPicker(self)
        self.password, self.second_password = PasswordField(self), PasswordField(self)
        self.remove = QPushButton(self)
        self.remove.setObjectName("remove")
        self.add_field("words", self.words, tall=True, wide=True)
        self.add_field("places", self.places, tall=True, wide=True)
        self.add_field("drop_backups", self.drop_backups, wide=True)
        self.add_field("reason", self.reason, wide=True)
        self.add_field("administrator_id", self.administrator_id)
        self.add_field("password", self.password, beside=True)
        self.add_field("second_id", self.second_id)
        self.add_field("second_password", self.second_password, beside=True)
        self.add_button(self.remove, first_step=True)
        self._grid.setColumnStretch(3, 1)
        self.remove.clicked.connect(self.sent)
        self.places.itemChanged.connect(self._ticked)
        self.retranslate()

    def offer(self, officers: Sequence[OfficerRow], author_id: int | None) -> None:
        """Who may sign: administrators first, then anybody with an account; whoever sits here is proposed."""
        accounts = [row for row in officers if row.has_account]
        administrators = [row for row in accounts if Role.ADMINISTRATOR in row.roles]
        self.administrator_id.set_choices(choices_of(administrators))
        self.second_id.set_choices(choices_of(accounts))
        if not self.administrator_id.text() and any(row.id == author_id for row in administrators):
            self.administrator_id.set_choice(author_id)
        elif not self.second_id.text() and any(row.id == author_id for row in accounts):
            self.second_id.set_choice(author_id)

    def show_places(self, places: Sequence[Place], now: datetime, zone: ZoneInfo) -> None:
        """List where it stands; what belongs to it always goes, the others can be unticked."""
        self.places.blockSignals(True)
        self.places.clear()
        for place in places:
            item = QListWidgetItem(place_said(place, now, zone))
            item.setData(_SPOT, place.spot)
            flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
            item.setFlags(flags if place.own else flags | Qt.ItemFlag.ItemIsUserCheckable)
            ticked = place.own or place.spot not in self._left
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
            self.places.addItem(item)
        self.places.blockSignals(False)
        if places:
            self.places.setCurrentRow(0)

    def spots(self) -> frozenset[Spot]:
        """The places that are ticked."""
        items = (self.places.item(row) for row in range(self.places.count()))
        return frozenset(item.data(_SPOT) for item in items if item.checkState() is Qt.CheckState.Checked)

    def retranslate(self) -> None:
        """Word it anew."""
        words_hint = self.tr("One passage a line. Every place that says one of them is listed below.")
        self.word_field("words", self.tr("Words to look for"), words_hint)
        places_hint = self.tr("What belongs to it always goes. Untick a line (Space) to leave that text as it is.")
        self.word_field("places", self.tr("What will go"), places_hint)
        self.word_field("drop_backups", self.tr("Backups"))
        self.word_field(
            "reason", self.tr("Why it must go"), self.tr("Stays in the log for ever; do not repeat the text.")
        )
        self.word_field("administrator_id", self.tr("Administrator"))
        self.word_field("second_id", self.tr("Second person"))
        for name in ("password", "second_password"):
            self.word_field(name, self.tr("Own password"))
        self.remove.setText(self.tr("Remove for good…"))
        self.remove.setAccessibleName(self.remove.text())

    def _ticked(self, item: QListWidgetItem) -> None:
        spot = item.data(_SPOT)
        if item.checkState() is Qt.CheckState.Checked:
            self._left.discard(spot)
        else:
            self._left.add(spot)
        self.clear_notes()
