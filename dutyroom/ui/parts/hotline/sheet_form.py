"""The call sheet's fields, in the order in which a call goes: the number, what is wanted, what kind, where, how urgent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPushButton, QWidget

from dutyroom.data.queries.hotline_callers import KnownCaller
from dutyroom.data.queries.hotline_dispatch import ForUnits
from dutyroom.rules.hotline import Channel, Demand, Sex
from dutyroom.rules.hotline_sheet import FurtherCall, TakeCall, made_title
from dutyroom.rules.matter import TITLE_MOST
from dutyroom.rules.wording import mark
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.choices import Choice
from dutyroom.ui.parts.entry_forms import time_field
from dutyroom.ui.parts.entry_words import translated
from dutyroom.ui.parts.form import Form
from dutyroom.ui.parts.growing_text import GrowingText
from dutyroom.ui.parts.hotline.key_choice import KeyChoice
from dutyroom.ui.parts.hotline.sheet_class import SheetClass
from dutyroom.ui.parts.hotline.words import at_once_said, came_said, demand_said, sex_said
from dutyroom.ui.parts.incident.told_fields import instant_of
from dutyroom.ui.parts.matter.kept_form import put_into, value_in
from dutyroom.ui.parts.person_picker import PersonPicker

DEMAND_KEYS: Final = tuple((demand.value, str(key)) for key, demand in enumerate(Demand, 1))
OF_CALLER: Final = ("phone", "name", "sex", "is_secret", "wants_reply", "second", "address", "channel")
"""What is taken down of a further call; the rest is the case's."""
_LINES: Final = ("phone", "name", "street", "place", "title", "address", "second", "outside_number")
_WANTED: Final = {"wants_reply": True, "channel": Channel.PHONE.value}
"""What stands there before anybody chose: a call, to which a reply is wanted."""


class SheetForm(Form):
    """``edited`` comes with every change. A field that somebody typed in is never filled by a proposal."""

    edited = Signal()

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._own: set[str] = set()
        self._said: dict[str, str] = {}
        self._sources: dict[str, Mapping[str, tuple[Any, str]]] = {}
        self._proposing = False
        self.further = False
        for name in _LINES:
            setattr(self, name, QLineEdit(self))
        self.line("title").setMaxLength(TITLE_MOST)
        self.text = GrowingText(self)
        self.demand = KeyChoice(DEMAND_KEYS, self, columns=3)
        self.code = SheetClass(tools, self)
        self.area = PersonPicker(self, free_text=True)
        self.event_at = time_field(tools, ahead=False, parent=self)
        self.received_at = time_field(tools, ahead=False, parent=self, empty="now")
        self.sex, self.sub, self.channel = QComboBox(self), QComboBox(self), QComboBox(self)
        self.is_secret, self.wants_reply, self.is_complex = QCheckBox(self), QCheckBox(self), QCheckBox(self)
        self.back, self.send = QPushButton(self), QPushButton(self)
        self._fill()
        self._lay_out()
        self._connect()
        self.retranslate()

    def line(self, name: str) -> QLineEdit:
        """A line by its name."""
        field = getattr(self, name)
        assert isinstance(field, QLineEdit)  # noqa: S101  # every name given is one
        return field

    def offer(self, areas: Sequence[Choice], subs: Sequence[str]) -> None:
        """Offer these areas, and these kinds of case for at once; what is chosen stays."""
        self.area.set_choices(areas)
        chosen = self.sub.currentData()
        with QSignalBlocker(self.sub):
            self.sub.clear()
            for sub in ("", *subs):
                self.sub.addItem(sub, sub)
            self.sub.setCurrentIndex(max(self.sub.findData(chosen), 0))
        self.retranslate()

    def call(self, **others: Any) -> TakeCall:
        """What is asked; raises the refusal of what cannot be read."""
        return TakeCall(
            **self._caller(),
            demand=str(self.demand.value() or ""),
            code=self.code.code(),
            title=self.line("title").text(),
            text=self.text.toPlainText(),
            area=self.area.text().strip(),
            area_id=self.area.choice_id(),
            street=self.line("street").text(),
            place=self.line("place").text(),
            event_at=instant_of(self, "event_at"),
            received_at=instant_of(self, "received_at"),
            sub=str(self.sub.currentData() or ""),
            is_complex=self.is_complex.isChecked(),
            outside_number=self.line("outside_number").text(),
            **others,
        )

    def further_call(self, case: int, **others: Any) -> FurtherCall:
        """The same as a further call for a case; raises the refusal of what cannot be read."""
        return FurtherCall(
            id=case,
            happened_at=instant_of(self, "received_at"),
            text=self.text.toPlainText(),
            **self._caller(),
            **others,
        )

    def begin_further(self, further: bool) -> None:
        """Ask for a further call of a case only; what was typed of anything else stays, unseen."""
        self.further = further
        for name in self.field_names():
            self.show_field(name, not further or name in (*OF_CALLER, "text", "received_at"))

    def propose(self, values: Mapping[str, tuple[Any, str]], source: str = "text") -> None:
        """Fill what nobody typed in: by field the value and the words that say it; what they no longer say goes.

        What is wanted goes before what is known of the caller; the two change without one another.
        """
        self._sources[source] = values
        values = {**self._sources.get("caller", {}), **self._sources.get("text", {})}
        self._proposing = True
        for name in [name for name in self._said if name not in values]:
            self._put(name, None)
            del self._said[name]
        for name, (value, said) in values.items():
            if name not in self._own:
                self._put(name, value)
                self._said[name] = said
        self._proposing = False
        self.retranslate()
        self.edited.emit()

    def propose_caller(self, known: KnownCaller) -> None:
        """Whoever asked for secrecy once is taken to ask for it again, until somebody says otherwise."""
        words = self.tr("an earlier call")
        values: dict[str, tuple[Any, str]] = {"is_secret": (True, words)} if known.is_secret else {}
        self.propose(values | ({"sex": (known.sex, words)} if known.sex else {}), "caller")

    def fill(self, typed: Mapping[str, str]) -> None:
        """Put in somebody's own words, by field: they go before what is proposed."""
        for name, words in typed.items():
            put_into(getattr(self, name), words)

    def choose_demand(self, place: int) -> None:
        """The kind at this place of the list, by a key from whatever field."""
        self.demand.choose(DEMAND_KEYS[place][0])

    def written(self) -> dict[str, Any]:
        """What stands in the fields, to be kept as a draft."""
        values = {name: self._value(name) for name in self.field_names()}
        return {"values": values, "own": sorted(self._own), "said": self._said}

    def write(self, kept: Mapping[str, Any]) -> None:
        """Put a draft back; nothing kept empties the form."""
        values = {**_WANTED, **dict(kept.get("values", {}))}
        self._proposing = True
        for name in self.field_names():
            self._put(name, values.get(name))
        self._proposing = False
        self._own, self._said, self._sources = set(kept.get("own", ())), dict(kept.get("said", {})), {}
        self.clear_notes()
        self.retranslate()
        if not kept:
            self.mark_clean()
        self.edited.emit()

    def retranslate(self) -> None:
        """Word the fields anew; under a proposed one stand the words that say it."""
        from_words = self.tr("proposed from “{words}”")
        for name, label in _LABELS.items():
            said = self._said.get(name)
            is_plain = bool(said) and str(self._value(name)) in str(said)  # 二七区 from “二七区” says itself
            self.word_field(name, translated(label), from_words.format(words=said) if said and not is_plain else "")
        self.is_secret.setText(self.tr("the caller asks it"))
        self.wants_reply.setText(self.tr("the caller wants it"))
        self.is_complex.setText(self.tr("complex, more time"))
        self.line("phone").setPlaceholderText(self.tr("first of all; any writing"))
        self.area.setPlaceholderText(self.tr("name or initials: eqq"))
        self.event_at.set_placeholder(self.tr("0815, 昨日2330"))
        self.line("title").setPlaceholderText(made_title(self.text.toPlainText()))
        self.demand.word([demand_said(demand) for demand, _ in DEMAND_KEYS])
        for box, word in ((self.sex, sex_said), (self.channel, came_said), (self.sub, at_once_said)):
            for place in range(box.count()):
                box.setItemText(place, word(str(box.itemData(place))))
        self.sex.setItemText(0, self.tr("not said"))
        if self.sub.count():
            self.sub.setItemText(0, self.tr("ordinary"))
        self.back.setText(self.tr("Back"))
        self.back.setToolTip(self.tr("Back; what was typed stays (Esc)"))

    def _caller(self) -> dict[str, Any]:
        return {
            "channel": str(self.channel.currentData()),
            "sex": str(self.sex.currentData() or ""),
            "is_secret": self.is_secret.isChecked(),
            "wants_reply": self.wants_reply.isChecked(),
            **{name: self.line(name).text() for name in ("name", "phone", "second", "address")},
        }

    def _fill(self) -> None:
        for sex in Sex:
            self.sex.addItem("", sex.value)
        for channel in Channel:
            self.channel.addItem("", channel.value)
        self.sub.addItem("", "")
        self.wants_reply.setChecked(True)
        for box in (self.sex, self.sub, self.channel):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(6)

    def _lay_out(self) -> None:
        self._grid.setColumnStretch(3, 1)
        self.add_field("phone", self.line("phone"))
        self.add_field("is_secret", self.is_secret, beside=True)
        self.add_field("name", self.line("name"))
        self.add_field("sex", self.sex, beside=True)
        self.add_field("text", self.text, tall=True, wide=True)
        self.add_field("demand", self.demand, tall=True, wide=True)
        self.add_field("code", self.code, wide=True)
        self.add_field("area", self.area)
        self.add_field("street", self.line("street"), beside=True)
        self.add_field("place", self.line("place"), wide=True)
        self.add_field("sub", self.sub, wide=True)
        self.add_field("event_at", self.event_at)
        self.add_field("is_complex", self.is_complex, beside=True)
        self.add_field("title", self.line("title"), wide=True)
        self.add_field("wants_reply", self.wants_reply)
        self.add_field("second", self.line("second"), beside=True)
        self.add_field("address", self.line("address"), wide=True)
        self.add_field("channel", self.channel)
        self.add_field("received_at", self.received_at, beside=True)
        self.add_field("outside_number", self.line("outside_number"))
        self.add_button(self.back)
        self.add_button(self.send, first_step=True)

    def _connect(self) -> None:
        self.back.clicked.connect(self.step_back_asked)
        for name in self.field_names():
            field = getattr(self, name)
            if isinstance(field, GrowingText):
                field.textChanged.connect(lambda n=name: self._touched(n))
                field.entered.connect(self.send.click)
            elif isinstance(field, QLineEdit):
                field.textChanged.connect(lambda _, n=name: self._touched(n))
            elif isinstance(field, QCheckBox):
                field.toggled.connect(lambda _, n=name: self._touched(n))
            elif isinstance(field, QComboBox):
                field.currentIndexChanged.connect(lambda _, n=name: self._touched(n))
            else:
                field.changed.connect(lambda n=name: self._touched(n))

    def _touched(self, name: str) -> None:
        if self._proposing:
            return
        self._own.add(name)
        if self._said.pop(name, None) is not None:
            self.retranslate()
        if name == "text":
            self.line("title").setPlaceholderText(made_title(self.text.toPlainText()))
        self.edited.emit()

    def _value(self, name: str) -> Any:
        if name == "demand":
            return self.demand.value()
        return self.code.written() if name == "code" else value_in(getattr(self, name))

    def _put(self, name: str, value: Any) -> None:
        if name == "demand":
            self.demand.choose(value)
        elif name == "code":
            self.code.show_code(str(value or ""))
        else:
            put_into(getattr(self, name), value)


_LABELS: Final = {
    "phone": mark("Phone"),
    "is_secret": mark("Keep secret"),
    "name": mark("Caller"),
    "sex": mark("Address as"),
    "text": mark("Wanted"),
    "demand": mark("Kind of demand"),
    "code": mark("Classed as"),
    "area": mark("Area"),
    "street": mark("Street"),
    "place": mark("Place"),
    "event_at": mark("Happened"),
    "sub": mark("Urgency"),
    "title": mark("Title"),
    "wants_reply": mark("Reply wanted"),
    "second": mark("Other number"),
    "address": mark("Caller's address"),
    "channel": mark("Channel"),
    "received_at": mark("Came in at"),
    "is_complex": mark("Limit"),
    "outside_number": mark("Outside no."),
}


def for_units(form: SheetForm) -> ForUnits:
    """What of a call says to which unit it goes, as far as it is written."""
    text = form.text.toPlainText()
    return ForUnits(
        title=form.line("title").text() or made_title(text),
        text=text,
        code=form.code.code_shown(),
        area=form.area.text().strip(),
        area_id=form.area.choice_id(),
    )
