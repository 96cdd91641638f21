"""Passing on, over the register: the form that begins it, then its list."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget

from dutyroom.actions.relays import start_relay
from dutyroom.data.queries.relays import RelayInFull, RelayRow, relay_in_full, relays_of_matter, running_relays
from dutyroom.data.queries.units import UnitRow, unit_rows
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.relay import StartRelay
from dutyroom.ui.courier import Changed
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.matter.record_sheet import RecordSheet
from dutyroom.ui.parts.matter.relay_form import RelayForm
from dutyroom.ui.parts.matter.relay_list import RelayList
from dutyroom.ui.parts.matter.relay_words import link_said

_KINDS = frozenset({"relay", "relay_line", "*"})


class RelaySheet(RecordSheet):
    """``begin`` passes a notice on, ``show_relay`` opens a list that is under way."""

    def __init__(self, tools: Tools, parent: QWidget) -> None:
        self.begin_form = RelayForm(tools)
        self.list = RelayList(tools)
        super().__init__(tools, parent, self.begin_form, self.list)
        self.setObjectName("relay_sheet")
        self._id: int | None = None
        self._links_shown: list[RelayRow] = []
        self.begin_form.sent.connect(self._send)
        self.list.written.connect(self._read)
        self.link_asked.connect(self.show_relay)
        self.again_asked.connect(self._read)
        self.retranslate()

    def begin(self, matter_id: int | None, title: str, text: str) -> None:
        """Ask to whom this is passed on; lists of the same notice stand above as links."""
        self._id = None
        self.begin_form.begin(matter_id, title, text)
        courier = self.tools.courier
        courier.ask(self, unit_rows, then=self._units_came)
        self.show_links([])
        if matter_id is None:
            courier.ask(self, running_relays, then=self._links_came)
        else:
            courier.ask(self, relays_of_matter, matter_id, then=self._links_came)
        self.retranslate()
        self.show_form(self.begin_form.recipients if title else self.begin_form.title)

    def show_relay(self, number: int) -> None:
        """Show the list of this relay."""
        self._id = number
        self.tools.courier.ask(self, unit_rows, then=self._units_came)
        self._read()

    def heard(self, changed: Changed) -> None:
        """Somebody wrote into a list: read the one shown again."""
        if self.isVisible() and changed.kinds & _KINDS:
            self._read()

    def retranslate(self) -> None:
        """Word the heading anew."""
        full = self.list.full if self._id is not None else None
        words = f"{full.relay.number} {full.relay.title}" if full is not None else self.tr("Pass on")
        self.title.setText(words)
        self.setAccessibleName(words)
        self.show_links([(relay.id, link_said(relay)) for relay in self._links_shown])

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _read(self) -> None:
        if self._id is not None:
            then = partial(self._came, self._id)
            self.tools.courier.ask(self, relay_in_full, self._id, then=then, failed=self.reading_failed)

    def _came(self, number: int, full: RelayInFull | None) -> None:
        if number != self._id:
            return
        if full is None:
            self.say_instead(self.tr("There is no such relay."))
            return
        self.list.show_relay(full)
        self.retranslate()
        self.show_view(self.list.table)

    def _units_came(self, units: list[UnitRow]) -> None:
        self.begin_form.offer(units)
        self.list.offer(units)

    def _links_came(self, relays: list[RelayRow]) -> None:
        self._links_shown = relays
        self.retranslate()

    def _send(self, asked: StartRelay | Refusal) -> None:
        if isinstance(asked, Refusal):
            self._refused(asked)
            return
        self.begin_form.send.setEnabled(False)
        self.tools.courier.do(
            self, start_relay, asked, then=self._started, refused=self._refused, failed=lambda _: self._free()
        )

    def _started(self, number: int) -> None:
        self._free()
        self.begin_form.finished()
        self.show_relay(number)

    def _refused(self, refusal: Refusal) -> None:
        self._free()
        self.refuse(refusal)

    def _free(self) -> None:
        self.begin_form.send.setEnabled(True)
