"""Who is on the line: what is known of the number, masked, and the caller's earlier cases, each one key or click away."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from dutyroom.data.queries.hotline_callers import KnownCaller, KnownCase
from dutyroom.ui.parts.elided_button import ElidedButton
from dutyroom.ui.parts.field_note import FieldNote
from dutyroom.ui.parts.hotline.words import stand_said
from dutyroom.ui.parts.said_time import moment_said
from dutyroom.ui.theme import label_of, put_look

MOST: Final = 4
"""So many earlier cases are shown; the open ones come first."""


class CallerBox(QWidget):
    """Stands there only while a number is known; ``case_chosen`` names the earlier case that is called for again."""

    case_chosen = Signal(int)

    def __init__(
        self, clock: Callable[[], datetime], zone: Callable[[], ZoneInfo], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._clock, self._zone = clock, zone
        self.caller = KnownCaller(key="")
        self.heading, self.note, self.more = label_of("strong", parent=self), FieldNote(self), FieldNote(self)
        self.heading.setWordWrap(True)
        self.cases = [ElidedButton("", self) for _ in range(MOST)]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.heading)
        column.addWidget(self.note)
        for place, button in enumerate(self.cases):
            put_look(button, look="line")
            button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            button.clicked.connect(partial(self.choose, place))
            column.addWidget(button)
        column.addWidget(self.more)
        self.retranslate()

    def show_caller(self, caller: KnownCaller) -> None:
        """Show what is known of a number; nothing where it never called."""
        self.caller = caller
        self.retranslate()

    def choose(self, place: int = 0) -> bool:
        """The earlier case at this place of the list is called for again; says whether there is one."""
        if place >= len(self.caller.cases[:MOST]):
            return False
        self.case_chosen.emit(self.caller.cases[place].id)
        return True

    def case(self, number: int) -> KnownCase | None:
        """An earlier case by its number."""
        return next((case for case in self.caller.cases if case.id == number), None)

    def retranslate(self) -> None:
        """Word it anew."""
        known, shown = self.caller, self.caller.cases[:MOST]
        self.setVisible(bool(known.cases))
        who = "" if known.is_secret else " ".join(part for part in (known.name, known.phone) if part)
        who = who or self.tr("This number")
        called = self.tr("{who}: {count} earlier, {recent} calls in {days} days")
        self.heading.setText(called.format(who=who, count=known.total, recent=known.recent, days=known.days))
        said = [self.tr("Asked that nobody be told who calls.")] if known.is_secret else []
        said += [self.tr("Calls again and again.")] if known.is_repeat else []
        self.note.say(" ".join(said), "warning")
        for place, (button, case) in enumerate(zip(self.cases, [*shown, *[None] * (MOST - len(shown))], strict=True)):
            button.setVisible(case is not None)
            if case is not None:
                at = moment_said(case.called_at, self._clock(), self._zone())
                key = "Ctrl+U  " if not place else ""
                hint = self.tr("{number}: this call is a further one for that case").format(number=case.number)
                button.set_words(f"{key}{stand_said(case.state)} {at} · {case.title}", hint=hint)
        left = known.total - len(shown)
        self.more.say(self.tr("and {count} more").format(count=f"{left:,}") if left > 0 else "", "hint")

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
