"""The forms of what a call leads to: a further caller, not accepted, transferred at once, an incident; seeing a caller."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from PySide6.QtWidgets import QCheckBox, QWidget

from dutyroom.actions.hotline import add_call, raise_incident, refuse_case, transfer_case
from dutyroom.actions.hotline_looks import look_at
from dutyroom.data.queries.hotline_rows import CaseInFull
from dutyroom.rules.hotline import Channel, Look, Refused, Sex
from dutyroom.rules.hotline_sheet import FurtherCall, LookAt, RaiseIncident, RefuseCase, TransferCase
from dutyroom.rules.incident import SUBTYPES
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.hotline.case_form import CaseForm, refill
from dutyroom.ui.parts.hotline.words import came_said, refused_said, sex_said
from dutyroom.ui.parts.incident.told_fields import instant_of
from dutyroom.ui.parts.incident.words import subtype_said
from dutyroom.ui.parts.matter.kept_form import Run

_LINES: Final = ("name", "phone", "second", "address")


class CallerForm(CaseForm):
    """Somebody calls for the case again, or somebody else for the same; every caller is kept."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self._grid.setColumnStretch(3, 1)
        self.text = self.add_text()
        self.name = self.add_line("name")
        self.sex = self.add_list("sex")
        self.phone, self.second = self.add_line("phone"), self.add_line("second")
        self.address = self.add_line("address")
        self.channel = self.add_list("channel")
        self.happened_at = self.add_time()
        self.is_secret, self.wants_reply = QCheckBox(self), QCheckBox(self)
        self.add_field("is_secret", self.is_secret)
        self.add_field("wants_reply", self.wants_reply)
        refill(self.sex, [("", each.value) for each in Sex])
        refill(self.channel, [("", each.value) for each in Channel])
        self.retranslate()

    def fresh(self, case: CaseInFull) -> Mapping[str, Any]:  # noqa: ARG002  # the same for every case
        """By telephone, and a reply is wanted, until somebody says otherwise."""
        return {"channel": Channel.PHONE.value, "wants_reply": True, "sex": Sex.UNSAID.value}

    def command(self) -> Run:
        """See :class:`KeptForm`."""
        return add_call, FurtherCall(
            id=self.number or 0,
            text=self.text.toPlainText(),
            happened_at=instant_of(self, "happened_at"),
            channel=str(self.channel.currentData()),
            sex=str(self.sex.currentData()),
            is_secret=self.is_secret.isChecked(),
            wants_reply=self.wants_reply.isChecked(),
            **{name: getattr(self, name).text() for name in _LINES},
        )

    def retranslate(self) -> None:
        """Word the form anew."""
        super().retranslate()
        for place in range(self.sex.count()):
            self.sex.setItemText(place, sex_said(self.sex.itemData(place)) or self.tr("not said"))
        for place in range(self.channel.count()):
            self.channel.setItemText(place, came_said(self.channel.itemData(place)))
        self.word_field("text", self.tr("What was said"))
        self.word_field("name", self.tr("Caller's name"))
        self.word_field("sex", self.tr("Form of address"))
        self.word_field("phone", self.tr("Caller's number"))
        self.word_field("second", self.tr("Second number"))
        self.word_field("address", self.tr("Caller's address"))
        self.word_field("channel", self.tr("Came by"))
        self.word_field("happened_at", self.tr("When"))
        self.word_field("is_secret", self.tr("Secrecy"))
        self.is_secret.setText(self.tr("tell nobody who called"))
        self.word_field("wants_reply", self.tr("Reply"))
        self.wants_reply.setText(self.tr("the caller wants a reply"))
        self.send.setText(self.tr("Take the call down"))


class RefuseForm(CaseForm):
    """The case is not accepted: why, and where the caller was told to turn to."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self._turns: Mapping[str, str] = {}
        self.refused = self.add_list("refused")
        self.turn_to = self.add_line("turn_to")
        self.text = self.add_text()
        refill(self.refused, [("", each.value) for each in Refused])
        self.refused.currentIndexChanged.connect(lambda _: self._propose())
        self.retranslate()

    def propose_turns(self, turns: Mapping[str, str]) -> None:
        """Where to turn to, by reason, as the office's own entries say."""
        self._turns = turns
        self._propose()

    def fresh(self, case: CaseInFull) -> Mapping[str, Any]:  # noqa: ARG002  # the same for every case
        """The first reason, with its address."""
        first = self.refused.itemData(0)
        return {"refused": first, "turn_to": self._turns.get(first, "")}

    def command(self) -> Run:
        """See :class:`KeptForm`."""
        return refuse_case, RefuseCase(
            id=self.number or 0,
            refused=str(self.refused.currentData()),
            turn_to=self.turn_to.text(),
            text=self.text.toPlainText(),
        )

    def retranslate(self) -> None:
        """Word the form anew."""
        super().retranslate()
        for place in range(self.refused.count()):
            self.refused.setItemText(place, refused_said(self.refused.itemData(place)))
        self.word_field("refused", self.tr("Why it is not accepted"))
        self.word_field("turn_to", self.tr("Where to turn to"))
        self.word_field("text", self.tr("What the caller was told"))
        self.send.setText(self.tr("Do not accept"))

    def _propose(self) -> None:
        """The address of the reason chosen, unless somebody typed another one."""
        proposed = self._turns.get(str(self.refused.currentData()), "")
        if not self.turn_to.text().strip() or self.turn_to.text() in self._turns.values():
            self.turn_to.setText(proposed)


class TransferForm(CaseForm):
    """The case goes to those who act at once: 110, 119, 120, 122, water, power, gas, heat."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self.transfer_to = self.add_list("transfer_to")
        self.text = self.add_text()
        self.raises = QCheckBox(self)
        self.add_field("raises", self.raises)
        self.retranslate()

    def offer_bodies(self, bodies: Sequence[str]) -> None:
        """Those who take calls at once, by the rule."""
        refill(self.transfer_to, [(body, body) for body in bodies])

    def command(self) -> Run:
        """See :class:`KeptForm`."""
        return transfer_case, TransferCase(
            id=self.number or 0,
            to=str(self.transfer_to.currentData() or ""),
            text=self.text.toPlainText(),
            raises=self.raises.isChecked(),
        )

    def retranslate(self) -> None:
        """Word the form anew."""
        super().retranslate()
        self.word_field("transfer_to", self.tr("Transferred to"))
        self.word_field("text", self.tr("What was said there"))
        self.word_field("raises", self.tr("Emergency"))
        self.raises.setText(self.tr("open the incident with it"))
        self.send.setText(self.tr("Transfer the call"))


class RaiseForm(CaseForm):
    """The case becomes an incident; nothing is typed again, only the kind can be said."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self.subtype = self.add_list("subtype")
        self.text = self.add_text()
        refill(self.subtype, [("", key) for key in ("", *(each.key for each in SUBTYPES))])
        self.retranslate()

    def command(self) -> Run:
        """See :class:`KeptForm`."""
        return raise_incident, RaiseIncident(
            id=self.number or 0, subtype=str(self.subtype.currentData() or ""), text=self.text.toPlainText()
        )

    def retranslate(self) -> None:
        """Word the form anew."""
        super().retranslate()
        for place in range(self.subtype.count()):
            self.subtype.setItemText(
                place, subtype_said(self.subtype.itemData(place)) or self.tr("as the text says it")
            )
        self.word_field("subtype", self.tr("Kind of event"), self.tr("time, place and text go with it"))
        self.word_field("text", self.tr("Remark"))
        self.send.setText(self.tr("Make an incident of it"))


class LookForm(CaseForm):
    """Why the data of a caller is to be seen who asked for secrecy; the look is written down with it."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self.reason = self.add_line("reason")
        self.retranslate()

    def command(self) -> Run:
        """See :class:`KeptForm`."""
        return look_at, LookAt(what=Look.CASE, id=self.number, reason=self.reason.text())

    def retranslate(self) -> None:
        """Word the form anew."""
        super().retranslate()
        hint = self.tr("The caller asked for secrecy. Who looks, when and why is written into the log.")
        self.word_field("reason", self.tr("What it is needed for"), hint)
        self.send.setText(self.tr("Show caller"))
