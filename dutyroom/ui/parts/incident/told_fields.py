"""The fields of what is told of an incident, first call or further report: figures, and the story in words."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from typing import Any, Final

from PySide6.QtWidgets import QComboBox, QLineEdit

from dutyroom.rules.incident import Figure, Surety
from dutyroom.rules.incident_facts import Story
from dutyroom.rules.incident_sheet import Told, read_figure
from dutyroom.rules.refusal import Refusal
from dutyroom.ui.parts.form import Form
from dutyroom.ui.parts.growing_text import GrowingText
from dutyroom.ui.parts.incident.words import fact_said, surety_said
from dutyroom.ui.parts.time_field import TimeField

FIGURES: Final = tuple(figure.value for figure in Figure)
_LINES: Final = (Story.IN_CHARGE.value,)


class ToldFields(Form):
    """A form that asks them; a subclass makes, adds and words them with its own."""

    def make_told(self, story: tuple[Story, ...]) -> None:
        """Make a field for each figure and for these parts of the story."""
        self.story_fields = tuple(part.value for part in story)
        self.surety = QComboBox(self)
        for surety in (Surety.REPORTED, Surety.VERIFIED):
            self.surety.addItem("", surety.value)
        for name in FIGURES:
            field = QLineEdit(self)
            field.setMaxLength(24)
            setattr(self, name, field)
        for name in self.story_fields:
            setattr(self, name, QLineEdit(self) if name in _LINES else GrowingText(self))

    def add_figures(self) -> None:
        """Two a line, in the order in which they are asked."""
        for place, name in enumerate(FIGURES):
            self.add_field(name, getattr(self, name), beside=bool(place % 2))
        self.add_field("surety", self.surety, beside=True)

    def add_story(self) -> None:
        """One below the other."""
        for name in self.story_fields:
            self.add_field(name, getattr(self, name), tall=name not in _LINES, wide=True)

    def word_told(self, hints: Mapping[str, str] | None = None) -> None:
        """Word them; ``hints`` stand under the fields."""
        for name in (*FIGURES, *self.story_fields):
            self.word_field(name, fact_said(name), (hints or {}).get(name, ""))
        getattr(self, Story.IN_CHARGE.value).setPlaceholderText(self.tr("name, post, phone"))
        self.word_field("surety", self.tr("How sure"))
        for place in range(self.surety.count()):
            self.surety.setItemText(place, surety_said(self.surety.itemData(place)))

    def told_names(self) -> tuple[str, ...]:
        """The facts of which something stands in the form."""
        return tuple(name for name in (*FIGURES, *self.story_fields) if self.text_in(name).strip())

    def text_in(self, name: str) -> str:
        """What stands in a field."""
        field = getattr(self, name)
        return str(field.toPlainText() if isinstance(field, GrowingText) else field.text())

    def figures(self) -> dict[Figure, int]:
        """The numbers typed; raises the refusal of what is none."""
        read = {figure: read_figure(figure, self.text_in(figure.value)) for figure in Figure}
        return {figure: number for figure, number in read.items() if number is not None}

    def figures_so_far(self) -> dict[Figure, int]:
        """The numbers that can be read while others are being typed."""
        found: dict[Figure, int] = {}
        for figure in Figure:
            with suppress(Refusal):
                number = read_figure(figure, self.text_in(figure.value))
                found |= {figure: number} if number is not None else {}
        return found

    def told(self, as_of: datetime | None = None) -> Told:
        """What is told; raises the refusal of what is no number."""
        story = {Story(name): self.text_in(name) for name in self.story_fields if self.text_in(name).strip()}
        surety = Surety(self.surety.currentData() or Surety.REPORTED)
        return Told(figures=self.figures(), story=story, as_of=as_of, surety=surety)


def instant_of(form: Any, name: str) -> datetime | None:
    """The time typed into a field; raises the refusal of what is none."""
    field: TimeField = getattr(form, name)
    refusal = field.refusal()
    if refusal is not None:
        raise Refusal(refusal.code, field=name, **refusal.facts)
    return field.instant()
