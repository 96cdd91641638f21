"""The forms of the pane of an issued paper: why, who signs, to whom it goes, who got it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from dutyroom.actions.briefing_parts import set_recipients
from dutyroom.actions.briefings import (
    discard_briefing,
    note_receipt,
    note_sent,
    send_back_briefing,
    sign_briefing,
    withdraw_briefing,
)
from dutyroom.data.queries.briefings import BriefingInFull, RecipientRow
from dutyroom.rules.briefing import (
    Addressee,
    DiscardBriefing,
    NoteReceipt,
    NoteSent,
    RecipientRole,
    SendBackBriefing,
    SetRecipients,
    SignBriefing,
    WithdrawBriefing,
)
from dutyroom.rules.notice import Channel
from dutyroom.rules.refusal import Refusal
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.choices import Choice
from dutyroom.ui.parts.entry_forms import time_field
from dutyroom.ui.parts.matter.kept_form import KeptForm, Run
from dutyroom.ui.parts.matter.units_field import ChosenUnit, UnitsField
from dutyroom.ui.parts.matter.words import channel_said
from dutyroom.ui.parts.password_field import PasswordField
from dutyroom.ui.parts.person_picker import PersonPicker

_REASONS: Final[dict[str, tuple[Callable[..., int], Callable[..., object]]]] = {
    "send_back": (send_back_briefing, SendBackBriefing),
    "withdraw": (withdraw_briefing, WithdrawBriefing),
    "discard": (discard_briefing, DiscardBriefing),
}


class BriefingForm(KeptForm):
    """A form about the paper that it was begun with."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.full: BriefingInFull | None = None

    def seen(self) -> dict[str, Any]:
        """Which paper, as it was shown."""
        assert self.full is not None  # noqa: S101  # begun with one
        return {"id": self.full.id, "version": self.full.row.version}


class WhyForm(BriefingForm):
    """Why it is sent back, withdrawn or discarded."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.act = "send_back"
        self.reason = QLineEdit(self)
        self.reason.setMaxLength(1000)
        self.add_field("reason", self.reason)
        self.retranslate()

    def begin(self, full: BriefingInFull, act: str) -> None:
        """Ask why."""
        self._begin(full.id, {})
        self.full, self.act = full, act
        self.retranslate()
        self.reason.setFocus()

    def command(self) -> Run:
        """See :class:`KeptForm`."""
        action, asked = _REASONS[self.act]
        return action, asked(**self.seen(), reason=self.reason.text())

    def retranslate(self) -> None:
        """Word the form for what is asked."""
        super().retranslate()
        words = {
            "send_back": (self.tr("What is to be changed"), self.tr("Send it back")),
            "withdraw": (self.tr("Why it is withdrawn"), self.tr("Withdraw it")),
            "discard": (self.tr("Why it is discarded"), self.tr("Discard it")),
        }
        label, verb = words[self.act]
        self.word_field("reason", label)
        self.send.setText(verb)


class SignForm(BriefingForm):
    """The leader's password, or the own one on the leader's behalf; a password is never kept."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self.leader, self.password = PersonPicker(self), PasswordField(self)
        self.on_behalf, self.reason = QCheckBox(self), QLineEdit(self)
        for name in ("leader", "password", "on_behalf", "reason"):
            self.add_field(name, getattr(self, name))
        self.on_behalf.toggled.connect(lambda _: self.retranslate())
        self.retranslate()

    def offer(self, leaders: Sequence[Choice]) -> None:
        """Who may sign; the only one is picked already."""
        self.leader.set_choices(leaders)
        if len(leaders) == 1 and not self.leader.text():
            self.leader.set_choice(leaders[0].id)

    def begin(self, full: BriefingInFull) -> None:
        """Ask for the signature."""
        leader = self.leader.choice_id()
        self._begin(full.id, {"leader": self.leader.text()})
        self.full = full
        if leader is not None:
            self.leader.set_choice(leader)
        (self.password if self.leader.text() else self.leader).setFocus()

    def written(self) -> dict[str, Any]:
        """See :class:`KeptForm`; without the password."""
        return super().written() | {"password": ""}

    def keep(self) -> None:
        """See :class:`KeptForm`; the password goes."""
        super().keep()
        self.password.take()

    def command(self) -> Run:
        """See :class:`KeptForm`."""
        leader, own = self.leader.choice_id(), self.on_behalf.isChecked()
        if leader is None:
            raise Refusal("report.leader.empty", field="leader")
        if not self.password.text():  # no attempt, which would count as a wrong one
            raise Refusal("report.password.empty", field="password")
        signer = self._tools.courier.author.id if own else leader
        return sign_briefing, SignBriefing(
            **self.seen(),
            leader_id=leader,
            signer_id=signer or 0,
            password=self.password.take(),
            reason=self.reason.text() if own else "",
        )

    def retranslate(self) -> None:
        """Word the form."""
        super().retranslate()
        own = self.on_behalf.isChecked()
        self.word_field("leader", self.tr("Signed by"))
        self.leader.setPlaceholderText(self.tr("name or initials of the leader"))
        self.word_field("password", self.tr("Your own password") if own else self.tr("The leader's password"))
        self.on_behalf.setText(self.tr("I sign on the leader's behalf"))
        self.word_field("on_behalf", "")
        self.word_field("reason", self.tr("Why on behalf"))
        self.show_field("reason", own)
        self.send.setText(self.tr("Sign"))


class RecipientsForm(BriefingForm):
    """The distribution list: units by initials, or any name."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.main, self.copy = (UnitsField(self, leads=False, asks_back=False) for _ in range(2))
        self.recipients = self.main  # what a refusal of the list names
        self.channel = QComboBox(self)
        self.channel.addItem("", "")
        for channel in Channel:
            self.channel.addItem(channel.value, channel.value)
        self.add_field("recipients", self.main, tall=True)
        self.add_field("copy", self.copy, tall=True)
        self.add_field("channel", self.channel)
        self.retranslate()

    def set_choices(self, units: Sequence[Choice]) -> None:
        """Offer these units."""
        for field in (self.main, self.copy):
            field.set_choices(units)

    def begin(self, full: BriefingInFull) -> None:
        """Show the list as it is."""
        rows = {role: [_chosen(row) for row in full.recipients if row.role == role] for role in RecipientRole}
        self._begin(full.id, {"main": rows[RecipientRole.MAIN], "copy": rows[RecipientRole.COPY]})
        self.full = full
        self.main.picker.setFocus()

    def written(self) -> dict[str, Any]:
        """See :class:`KeptForm`."""
        return {"main": self.main.chosen(), "copy": self.copy.chosen(), "channel": self.channel.currentData()}

    def write(self, values: Mapping[str, Any]) -> None:
        """See :class:`KeptForm`."""
        self.main.choose(values.get("main") or ())
        self.copy.choose(values.get("copy") or ())
        self.channel.setCurrentIndex(max(self.channel.findData(values.get("channel") or ""), 0))

    def command(self) -> Run:
        """See :class:`KeptForm`."""
        known = {row.name for row in self.full.recipients} if self.full is not None else set()
        channel = str(self.channel.currentData() or "")
        wanted = tuple(
            Addressee(name=unit.name, role=role, unit_id=unit.id, channel="" if unit.name in known else channel)
            for field, role in ((self.main, RecipientRole.MAIN), (self.copy, RecipientRole.COPY))
            for unit in field.chosen()
        )
        return set_recipients, SetRecipients(**self.seen(), recipients=wanted)

    def retranslate(self) -> None:
        """Word the form."""
        super().retranslate()
        self.word_field("recipients", self.tr("To"))
        self.word_field("copy", self.tr("Copy to"))
        self.word_field("channel", self.tr("Sent through"), self.tr("new ones; sent as soon as it is issued"))
        for place in range(1, self.channel.count()):
            self.channel.setItemText(place, channel_said(self.channel.itemData(place)))
        self.send.setText(self.tr("Keep the list"))


class ReceiptForm(BriefingForm):
    """Who of the recipients acknowledged it, or to whom it went by which way; a time left empty is now."""

    def __init__(self, tools: Tools, *, is_receipt: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_receipt = is_receipt
        self.recipient, self.by, self.channel = QComboBox(self), QLineEdit(self), QComboBox(self)
        for channel in Channel:
            self.channel.addItem(channel.value, channel.value)
        self.at = time_field(tools, ahead=False, parent=self, empty="now")
        self.add_field("recipient", self.recipient)
        self.add_field("by", self.by)
        self.add_field("channel", self.channel)
        self.add_field("at", self.at)
        self.show_field("by", is_receipt)
        self.show_field("channel", not is_receipt)
        self.retranslate()

    def begin(self, full: BriefingInFull) -> None:
        """Ask about the next recipient who is not noted yet."""
        rest = pending(full, is_receipt=self._is_receipt)
        self.keep()
        self.recipient.clear()
        for row in rest:
            self.recipient.addItem(row.name, row.id)
        self._begin(full.id, {"recipient": rest[0].id if rest else None, "channel": Channel.FAX.value})
        self.full = full
        (self.by if self._is_receipt else self.channel).setFocus()

    def written(self) -> dict[str, Any]:
        """See :class:`KeptForm`."""
        return super().written() | {"at": self.at.text()}

    def write(self, values: Mapping[str, Any]) -> None:
        """See :class:`KeptForm`."""
        super().write({name: value for name, value in values.items() if name != "at"})
        self.at.setText(values.get("at") or "")

    def command(self) -> Run:
        """See :class:`KeptForm`."""
        refusal, number = self.at.refusal(), self.recipient.currentData()
        if refusal is not None:
            refusal.field = "at"
            raise refusal
        if number is None:
            raise Refusal("briefing.recipient.unknown", field="recipient", id=0)
        at = self.at.instant()
        if self._is_receipt:
            return note_receipt, NoteReceipt(id=number, by=self.by.text(), at=at)
        return note_sent, NoteSent(id=number, channel=str(self.channel.currentData() or ""), at=at)

    def retranslate(self) -> None:
        """Word the form."""
        super().retranslate()
        self.word_field("recipient", self.tr("Which recipient"))
        self.word_field("by", self.tr("Acknowledged by"))
        self.word_field("channel", self.tr("Sent through"))
        self.word_field("at", self.tr("At"))
        for place in range(self.channel.count()):
            self.channel.setItemText(place, channel_said(self.channel.itemData(place)))
        self.send.setText(self.tr("Note the receipt") if self._is_receipt else self.tr("Note that it was sent"))


def pending(full: BriefingInFull, *, is_receipt: bool) -> list[RecipientRow]:
    """Those who have not acknowledged it, or whom it was not sent yet."""
    return [row for row in full.recipients if (row.receipt_at if is_receipt else row.sent_at) is None]


def _chosen(row: RecipientRow) -> ChosenUnit:
    return ChosenUnit(row.name, row.unit_id)
