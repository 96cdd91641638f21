"""The plans: the library that is searched and read, the catalogue, what is being prepared, drills and reviews."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from dutyroom.actions.plan_laws import bring_into_force
from dutyroom.rules.officer import SYSTEM
from dutyroom.ui.page import Changed, Command, Page, Place, Tools
from dutyroom.ui.parts.plans.catalogue import PlanCatalogue
from dutyroom.ui.parts.plans.exercises import PlanExercises
from dutyroom.ui.parts.plans.library import PlanLibrary
from dutyroom.ui.parts.plans.preparing import PlanPreparing
from dutyroom.ui.theme import put_look

FACES: Final[Sequence[type[Page]]] = (PlanLibrary, PlanCatalogue, PlanPreparing, PlanExercises)
"""Each is a page of its own that lies over the others; the first one is shown at the start."""


class PlansPage(Page):
    """A row of faces; what is asked of the page is asked of the face shown.

    A place whose step begins with a face's key and a colon, or is that key, belongs to that face; any other to the
    library.
    """

    KEY = "plans"
    ICON = "plans"

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self._looked_on = self._day()  # the laws have followed their dates when the store was opened
        self.faces = QStackedWidget(self)
        self._buttons: dict[str, QPushButton] = {}
        row = QHBoxLayout()
        row.setContentsMargins(12, 6, 12, 0)
        row.setSpacing(4)
        for kind in FACES:
            button = QPushButton(self)
            button.setCheckable(True)
            button.setAutoExclusive(True)
            put_look(button, look="plain")
            button.clicked.connect(partial(self.show_face, kind.KEY))
            self._buttons[kind.KEY] = button
            row.addWidget(button)
        row.addStretch(1)
        self.library = PlanLibrary(tools, self)  # after the buttons, so that Tab comes to it after them
        self.library.commands_changed.connect(partial(self._commands_changed, self.library))
        self._made: dict[str, Page] = {self.library.KEY: self.library}
        self.faces.addWidget(self.library)
        self._buttons[self.library.KEY].setChecked(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self.faces, 1)
        self.retranslate()

    def title(self) -> str:
        """The page's short name."""
        return self.tr("Plans")

    @property
    def face(self) -> Page:
        """The face that is shown."""
        shown = self.faces.currentWidget()
        assert isinstance(shown, Page)  # noqa: S101  # nothing else is ever added
        return shown

    def face_of(self, key: str) -> Page:
        """A face by its key, made now if nobody has looked at it yet."""
        if key not in self._made:
            kind = next(kind for kind in FACES if key == kind.KEY)
            self._made[key] = face = kind(self.tools, self)
            face.commands_changed.connect(partial(self._commands_changed, face))
            self.faces.addWidget(self._made[key])
        return self._made[key]

    def show_face(self, key: str, place: Place | None = None) -> None:
        """Show a face, at a place of it."""
        face = self.face_of(key)
        self._buttons[key].setChecked(True)
        self.faces.setCurrentWidget(face)
        self.commands_changed.emit()
        face.arrive(place)

    def arrive(self, place: Place | None) -> None:
        """Show the face that the place belongs to, there; once a day the laws follow their dates."""
        if (today := self._day()) != self._looked_on:
            self._looked_on = today
            self.tools.courier.do(self, bring_into_force, author=SYSTEM)
        if place is None:
            self.face.arrive(None)
            return
        key, _, step = place.step.partition(":")
        if key not in self._buttons:
            key, step = self.library.KEY, place.step
        self.show_face(key, Place(self.KEY, place.id, place.part, place.words, step, place.given))

    def heard(self, changed: Changed) -> None:
        """Every face that somebody has looked at hears of it."""
        for face in self._made.values():
            face.heard(changed)

    def commands(self) -> list[Command]:
        """The faces, and what can be done on the one shown."""
        faces = [
            Command(f"plans.{key}", button.text(), f"Ctrl+Alt+{place}", partial(self.show_face, key))
            for place, (key, button) in enumerate(self._buttons.items(), 1)
        ]
        return [*self.face.commands(), *faces]

    def begin_filtering(self) -> None:
        """Put the cursor into the filter of the face shown."""
        self.face.begin_filtering()

    def to_list(self) -> None:
        """See :class:`Page`."""
        self.face.to_list()

    def poses(self) -> list[tuple[str, Callable[[], None]]]:
        """The states of every face."""
        return [
            (name, partial(self._pose, kind.KEY, pose))
            for kind in FACES
            for name, pose in self.face_of(kind.KEY).poses()
        ]

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def retranslate(self) -> None:
        """Word the buttons anew."""
        names = {
            "library": (self.tr("Look up"), self.tr("Search and read plans and laws")),
            "catalogue": (
                self.tr("Catalogue"),
                self.tr("Every plan with its particulars, what is due, what is missing"),
            ),
            "preparing": (self.tr("Preparing"), self.tr("Plans that are being written or revised")),
            "exercises": (self.tr("Drills and reviews"), self.tr("Drills, evaluations, what was found, what is due")),
        }
        for place, (key, button) in enumerate(self._buttons.items(), 1):
            words, said = names[key]
            button.setText(words)
            button.setToolTip(f"{said}  Ctrl+Alt+{place}")

    def _day(self) -> date:
        return self.tools.clock().astimezone(self.tools.zone).date()

    def _commands_changed(self, face: Page) -> None:
        if self.face is face:
            self.commands_changed.emit()

    def _pose(self, key: str, pose: Callable[[], None]) -> None:
        self.show_face(key)
        pose()
