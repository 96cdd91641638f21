"""A page of several faces, one shown at a time: a row of buttons above, what is asked of the page is asked of the face."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from dutyroom.ui.page import Changed, Command, Page, Place, Tools
from dutyroom.ui.theme import put_look


class FacesPage(Page):
    """A subclass names its faces and words them in ``face_words``; the first one is shown at the start.

    Each face is a page of its own that lies over the others, made when somebody first looks at it. A place whose step
    begins with a face's key and a colon, or is that key, belongs to that face; any other to the first.
    """

    FACES: Sequence[type[Page]] = ()

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self.faces = QStackedWidget(self)
        self._buttons: dict[str, QPushButton] = {}
        self._made: dict[str, Page] = {}
        # Not auto-exclusive: that would hold all choices inside the faces for further ones of this row.
        group = QButtonGroup(self)
        row = QHBoxLayout()
        row.setContentsMargins(12, 6, 12, 0)
        row.setSpacing(4)
        for kind in self.FACES:
            button = QPushButton(self)
            button.setCheckable(True)
            group.addButton(button)
            put_look(button, look="plain")
            button.clicked.connect(partial(self.show_face, kind.KEY))
            self._buttons[kind.KEY] = button
            row.addWidget(button)
        row.addStretch(1)
        self.first = self.face_of(self.FACES[0].KEY)  # after the buttons, so that Tab comes to it after them
        self._buttons[self.first.KEY].setChecked(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self.faces, 1)
        self.retranslate()

    def face_words(self) -> Mapping[str, tuple[str, str]]:
        """By the key of each face its name on the button, and what it is for."""
        raise NotImplementedError

    @property
    def face(self) -> Page:
        """The face that is shown."""
        shown = self.faces.currentWidget()
        assert isinstance(shown, Page)  # noqa: S101  # nothing else is ever added
        return shown

    def face_of(self, key: str) -> Page:
        """A face by its key, made now if nobody has looked at it yet."""
        if key not in self._made:
            kind = next(kind for kind in self.FACES if key == kind.KEY)
            # Made where it stays: each change of parent is a new look for all that is in it.
            self._made[key] = face = kind(self.tools, self.faces)
            face.commands_changed.connect(partial(self._commands_changed, face))
            self.faces.addWidget(face)
        return self._made[key]

    def show_face(self, key: str, place: Place | None = None) -> None:
        """Show a face, at a place of it."""
        face = self.face_of(key)
        self._buttons[key].setChecked(True)
        self.faces.setCurrentWidget(face)
        self.commands_changed.emit()
        face.arrive(place)

    def arrive(self, place: Place | None) -> None:
        """Show the face that the place belongs to, there."""
        if place is None:
            self.face.arrive(None)
            return
        key, _, step = place.step.partition(":")
        if key not in self._buttons:
            key, step = self.first.KEY, place.step
        self.show_face(key, Place(self.KEY, place.id, place.part, place.words, step, place.given))

    def heard(self, changed: Changed) -> None:
        """Every face that somebody has looked at hears of it."""
        for face in self._made.values():
            face.heard(changed)

    def commands(self) -> list[Command]:
        """The faces, and what can be done on the one shown."""
        faces = [
            Command(f"{self.KEY}.{key}", button.text(), f"Ctrl+Alt+{place}", partial(self.show_face, key))
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
            for kind in self.FACES
            for name, pose in self.face_of(kind.KEY).poses()
        ]

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def retranslate(self) -> None:
        """Word the buttons anew."""
        names = self.face_words()
        for place, (key, button) in enumerate(self._buttons.items(), 1):
            words, said = names[key]
            button.setText(words)
            button.setToolTip(f"{said}  Ctrl+Alt+{place}")

    def _commands_changed(self, face: Page) -> None:
        if self.face is face:
            self.commands_changed.emit()

    def _pose(self, key: str, pose: Callable[[], None]) -> None:
        self.show_face(key)
        pose()
