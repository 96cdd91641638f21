"""The chips under the text of the capture line: what was recognised, to be corrected before it is written."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from dutyroom.ui.parts.draft_state import DraftState
from dutyroom.ui.parts.elided_label import ElidedLabel
from dutyroom.ui.parts.line_proposals import READ_KINDS, TAKEN, WORDS, Reading, accepted, is_read, named, value_said
from dutyroom.ui.parts.proposal_chip import ProposalChip
from dutyroom.ui.theme import put_look
from dutyroom.ui.tokens import TARGET

if TYPE_CHECKING:
    from typing import Any

    from dutyroom.rules.passage import Proposed

_GAP: Final = 4
_SPEAKING: Final = frozenset({"event_time", "area", "place", "type", "source", "reporter", "phone"})
"""What is understood by its value alone."""
_KEPT: Final = 30
"""Readings of so many drafts are kept, so that a draft comes back with its chips."""


class ProposalStrip(QWidget):
    """One row that is always as tall. ``taken`` and ``rejected`` name a field; ``left`` when Esc goes back to the text."""

    taken = Signal(str)
    rejected = Signal(str)
    left = Signal()

    def __init__(self, clock: Callable[[], datetime], zone: ZoneInfo, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock, self._zone = clock, zone
        self._readings: dict[str, Reading] = {}
        self._draft = DraftState(key="")
        self._shown: dict[str, Proposed[Any]] = {}
        self.hint = ElidedLabel("", self, type_="small")
        self.chips = {name: ProposalChip(self) for name in WORDS}
        self.sheet = QPushButton(self)
        self.sheet.setObjectName("to_sheet")
        put_look(self.sheet, look="link")
        self.sheet.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        row.addWidget(self.hint)
        for name, chip in self.chips.items():
            chip.setObjectName(f"proposal_{name}")
            chip.setVisible(False)
            chip.clicked.connect(lambda _=False, n=name: self.taken.emit(n))
            chip.rejected.connect(lambda n=name: self.rejected.emit(n))
            row.addWidget(chip)
        row.addStretch(1)
        row.addWidget(self.sheet)
        self.setFixedHeight(TARGET)
        self.retranslate()

    def proposed(self, name: str) -> Proposed[Any] | None:
        """What is shown of a field."""
        return self._shown.get(name)

    def reading(self, draft: DraftState) -> Reading | None:
        """What the text of the draft, just as it stands now, was found to say; None where it was not read yet."""
        found = self._readings.get(draft.key)
        return found if found is not None and found.text == draft.text else None

    def keep_reading(self, key: str, reading: Reading) -> None:
        """The draft ``key`` was read: show that where it is the one in the line."""
        self._readings.pop(key, None)
        self._readings[key] = reading
        while len(self._readings) > _KEPT:
            del self._readings[next(iter(self._readings))]
        if key == self._draft.key:
            self.show_draft(self._draft)

    def show_draft(self, draft: DraftState) -> None:
        """Show what counts of this draft as it stands now."""
        self._draft = draft
        self._shown = accepted(draft, self._readings.get(draft.key)) if is_read(draft) else {}
        for name in self._shown:
            self._word(name, self.chips[name])
            self.chips[name].setVisible(True)
        gone = [name for name, chip in self.chips.items() if name not in self._shown and not chip.isHidden()]
        for name in gone:
            if self.chips[name].hasFocus():
                self._step_from(name)
            self.chips[name].setVisible(False)
        self._word_hint()
        self._fit()

    def set_zone(self, zone: ZoneInfo) -> None:
        """Show times in this zone from now on."""
        self._zone = zone
        self.show_draft(self._draft)

    def retranslate(self) -> None:
        """Word it anew."""
        self.setAccessibleName(self.tr("Recognised in the text"))
        self.sheet.setText(self.tr("Incident sheet"))
        self.sheet.setToolTip(self.tr("Register an incident with what was recognised (Ctrl+Enter)"))
        for name in self._shown:
            self._word(name, self.chips[name])
        self._word_hint()
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Chips are squeezed before they widen the window."""
        return QSize(self.sheet.sizeHint().width(), TARGET)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Whether words fit beside the values."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the text."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _word(self, name: str, chip: ProposalChip) -> None:
        one = self._shown[name]
        value = value_said(name, one.value, self._clock(), self._zone)
        if name in TAKEN:
            does = self.tr("Enter puts it into its field, Backspace rejects it")
        else:
            does = self.tr("Enter marks its words for correcting, Backspace rejects it")
        words = self.tr("from “{words}”").format(words=" ".join(one.said.split()))
        chip.show_words(named(name), value, f"{words}\n{does}", speaks=name in _SPEAKING)

    def _fit(self) -> None:
        shown = [self.chips[name] for name in self._shown]
        wanted = sum(chip.full_width() + _GAP for chip in shown) + self.sheet.sizeHint().width()
        for chip in shown:
            chip.set_brief(wanted > self.width())

    def _word_hint(self) -> None:
        """The empty row says what it is for."""
        idle = not self._draft.text.strip() and self._draft.kind in READ_KINDS
        self.hint.setText(self.tr("Time, place, type and casualties are recognised as you type") if idle else "")
        self.hint.setVisible(idle)

    def _step_from(self, name: str) -> None:
        """The chip goes: Tab stands on the next one, or in the text where there is none."""
        names = list(WORDS)
        after = [each for each in names[names.index(name) + 1 :] if each in self._shown]
        before = [each for each in names[: names.index(name)] if each in self._shown]
        if after or before:
            self.chips[after[0] if after else before[-1]].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.left.emit()
