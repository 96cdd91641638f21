"""The incident sheet's fields, in the order in which a caller gives them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from dutyroom.rules.incident import SUBTYPE_OF, SUBTYPES
from dutyroom.rules.incident_facts import Story, missing_essentials
from dutyroom.rules.incident_sheet import RegisterIncident, made_title
from dutyroom.rules.matter import TITLE_MOST
from dutyroom.rules.refusal import Refusal
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.choices import Choice
from dutyroom.ui.parts.entry_forms import time_field
from dutyroom.ui.parts.growing_text import GrowingText
from dutyroom.ui.parts.incident.kind_keys import KIND_KEYS
from dutyroom.ui.parts.incident.told_fields import FIGURES, ToldFields, instant_of
from dutyroom.ui.parts.incident.words import category_said, subtype_said
from dutyroom.ui.parts.matter.kept_form import put_into
from dutyroom.ui.parts.person_picker import PersonPicker

STORY: Final = (Story.COURSE, Story.MEASURES, Story.IN_CHARGE)
_LINES: Final = ("place", "reporter", "reporter_phone", "title", "sensitive")
_TIMES: Final = ("event_at", "received_at")
_PICKERS: Final = ("area", "subtype", "source")
_BETWEEN: Final = "、"


class IncidentForm(ToldFields):
    """``edited`` comes with every change. A field that somebody typed in is never filled by a proposal."""

    edited = Signal()

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._own: set[str] = set()
        self._said: dict[str, str] = {}
        self._proposing = False
        self.event_at = time_field(tools, ahead=False, parent=self)
        self.received_at = time_field(tools, ahead=False, parent=self, empty="now")
        self.area, self.source = PersonPicker(self, free_text=True), PersonPicker(self, free_text=True)
        self.subtype = PersonPicker(self)
        for name in _LINES:
            setattr(self, name, QLineEdit(self))
        self.line("title").setMaxLength(TITLE_MOST)
        self.make_told(STORY)
        self.back, self.send = QPushButton(self), QPushButton(self)
        self._lay_out()
        self._connect()
        self.retranslate()

    def line(self, name: str) -> QLineEdit:
        """A line by its name."""
        field = getattr(self, name)
        assert isinstance(field, QLineEdit)  # noqa: S101  # every name given is one
        return field

    def offer(self, areas: Sequence[Choice], units: Sequence[Choice]) -> None:
        """Offer these areas and units."""
        self.area.set_choices(areas)
        self.source.set_choices(units)

    def _offer_kinds(self) -> None:
        """Offer the kinds of event, class by class, to be typed in Chinese, English, pinyin or initials."""
        chosen = self.subtype.choice_id() if self.kind_shown() else None
        self.subtype.set_choices(
            [
                Choice(
                    place,
                    subtype_said(each.key),
                    (*KIND_KEYS[each.key], each.zh, each.en.lower()),
                    category_said(each.category),
                )
                for place, each in enumerate(SUBTYPES, 1)
            ]
        )
        if chosen:
            self.subtype.set_choice(chosen)

    def chosen_kind(self) -> str:
        """The key of the kind that was picked; empty where none was."""
        place = self.subtype.choice_id() if self.subtype.text().strip() else None
        return SUBTYPES[place - 1].key if place else ""

    def kind_shown(self) -> str:
        """The kind that is named in full; a word half typed is none yet and is left alone."""
        return next((each.key for each in SUBTYPES if subtype_said(each.key) == self.subtype.text()), "")

    def _choose_kind(self, key: str) -> None:
        """Pick a kind by its key."""
        place = next((place for place, each in enumerate(SUBTYPES, 1) if each.key == key), None)
        self.subtype.set_choice(place)

    def unasked(self) -> tuple[str, ...]:
        """The essentials that nobody has said yet."""
        return missing_essentials(
            event_at=self.event_at.instant(),
            place=self.area.text() + self.line("place").text(),
            subtype=self.subtype.text().strip(),
            facts=self.told_names(),
        )

    def incident(self, **others: Any) -> RegisterIncident:
        """What is asked; raises the refusal of what cannot be read."""
        kind = self.chosen_kind()
        if self.subtype.text().strip() and not kind:
            raise Refusal("incident.subtype.unknown", field="subtype", subtype=self.subtype.text().strip())
        return RegisterIncident(
            title=self.line("title").text(),
            subtype=kind,
            event_at=instant_of(self, "event_at"),
            received_at=instant_of(self, "received_at"),
            area=self.area.text().strip(),
            area_id=self.area.choice_id(),
            place=self.line("place").text(),
            source=self.source.text(),
            source_id=self.source.choice_id(),
            reporter=self.line("reporter").text(),
            reporter_phone=self.line("reporter_phone").text(),
            told=self.told(),
            sensitive=self.sensitive_words(),
            **others,
        )

    def sensitive_words(self) -> tuple[str, ...]:
        """Why it is reported whatever its grade."""
        words = self.line("sensitive").text().replace(",", _BETWEEN).replace("，", _BETWEEN).split(_BETWEEN)
        return tuple(word.strip() for word in words if word.strip())

    def written(self) -> dict[str, Any]:
        """What stands in the fields, to be kept as a draft."""
        kept: dict[str, Any] = {name: self.text_in(name) for name in (*FIGURES, *self.story_fields)}
        kept |= {name: getattr(self, name).text() for name in (*_LINES, *_TIMES, "area", "source")}
        return kept | {"subtype": self.kind_shown(), "surety": self.surety.currentData(), "own": sorted(self._own)}

    def write(self, kept: Mapping[str, Any]) -> None:
        """Put a draft back; an empty one empties the form."""
        self._proposing = True
        for name in (*FIGURES, *self.story_fields, *_LINES, *_TIMES, "area", "source", "surety"):
            put_into(getattr(self, name), kept.get(name))
        key = str(kept.get("subtype") or "")
        self.subtype.clear()
        if key in SUBTYPE_OF:
            self._choose_kind(key)
        self._proposing = False
        self._own, self._said = set(kept.get("own", ())), {}
        self.clear_notes()
        self.mark_clean()
        self.retranslate()

    def propose(self, values: Mapping[str, tuple[str, str]], *, instead: bool = False) -> int:
        """Fill what nobody typed in: by field, the text and the words it comes from; returns how many were filled.

        ``instead`` takes back what words proposed before and ``values`` no longer hold: the text is another one.
        """
        self._proposing = True
        for name in [name for name, said in self._said.items() if said and instead and name not in values]:
            put_into(getattr(self, name), None)
            del self._said[name]
        count = 0
        for name, (text, said) in values.items():
            if name in self._own:
                continue
            if name == "subtype":
                self._choose_kind(text)
            else:
                put_into(getattr(self, name), text)
            self._said[name] = said
            count += 1
        self._proposing = False
        self.retranslate()
        return count

    def retranslate(self) -> None:
        """Word the fields anew; under a proposed one stand the words that say it."""
        words = {
            "event_at": self.tr("When"),
            "area": self.tr("Area"),
            "place": self.tr("Place"),
            "subtype": self.tr("Kind of event"),
            "source": self.tr("Reporting unit"),
            "reporter": self.tr("Who calls"),
            "reporter_phone": self.tr("Phone"),
            "received_at": self.tr("Reported at"),
            "sensitive": self.tr("Sensitive"),
            "title": self.tr("Title"),
        }
        from_words = self.tr("proposed from “{words}”")
        hints = {name: from_words.format(words=said) for name, said in self._said.items() if said}
        for name, label in words.items():
            self.word_field(name, label, hints.get(name, ""))
        self.word_told(hints)
        self.event_at.set_placeholder(self.tr("0815, 昨日2330"))
        self.area.setPlaceholderText(self.tr("name or initials: eqq"))
        self.subtype.setPlaceholderText(self.tr("name or initials: dljt, hz"))
        self.line("sensitive").setPlaceholderText(self.tr("place, time or people that make it so"))
        self._word_title()
        self.back.setText(self.tr("Back"))
        self.back.setToolTip(self.tr("Back; what was typed stays (Esc)"))
        self.send.setText(self.tr("Register the incident"))
        self._offer_kinds()

    def _lay_out(self) -> None:
        self._grid.setColumnStretch(3, 1)
        self.add_field("event_at", self.event_at)
        self.add_field("area", self.area, beside=True)
        self.add_field("place", self.line("place"), wide=True)
        self.add_field("subtype", self.subtype, wide=True)
        self.add_figures()
        self.add_story()
        self.add_field("source", self.source, wide=True)
        self.add_field("reporter", self.line("reporter"))
        self.add_field("reporter_phone", self.line("reporter_phone"), beside=True)
        self.add_field("received_at", self.received_at)
        self.add_field("sensitive", self.line("sensitive"), beside=True)
        self.add_field("title", self.line("title"), wide=True)
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
            else:
                field.currentIndexChanged.connect(lambda _, n=name: self._touched(n))

    def _touched(self, name: str) -> None:
        if not self._proposing:
            self._own.add(name)
            if self._said.pop(name, None) is not None:
                self.retranslate()
        if name in ("area", "place", "subtype"):
            self._word_title()
        self.edited.emit()

    def _word_title(self) -> None:
        """What it will be called where nobody names it."""
        area, place = self.area.text().strip(), self.line("place").text().strip()
        kind = self.kind_shown()
        self.line("title").setPlaceholderText(made_title(area, place, kind) if area or place or kind else "")
