"""The files of a matter in its pane: listed, opened by Enter or click, more of them chosen or dropped."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, Signal
from PySide6.QtWidgets import QFileDialog, QPushButton, QVBoxLayout, QWidget

from dutyroom.actions.attaching import attach_from
from dutyroom.actions.errors import said
from dutyroom.data.queries.matters import AttachedRow, MatterInFull
from dutyroom.rules.matter import State
from dutyroom.rules.matter_steps import Attach
from dutyroom.rules.refusal import Refusal
from dutyroom.ui.icons import icon
from dutyroom.ui.page import Tools, page_of
from dutyroom.ui.parts.attached.copying import copy_and_do
from dutyroom.ui.parts.attached.viewer import FileViewer
from dutyroom.ui.parts.field_note import FieldNote
from dutyroom.ui.parts.removed_text import seen
from dutyroom.ui.theme import is_look_change, put_look


def dropped_files(mime: QMimeData) -> list[Path]:
    """The files of this computer that are being dropped."""
    return [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()] if mime.hasUrls() else []


class MatterFiles(QWidget):
    """``changed`` comes after a file was attached or taken off.

    ``part`` says to what of the matter the next file belongs, ``part_said`` words it.
    """

    changed = Signal()
    listed = Signal()
    """Buttons were made anew, which Qt puts behind all others."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._full: MatterInFull | None = None
        self._rows: tuple[AttachedRow, ...] = ()
        self._viewer: FileViewer | None = None
        self.part: Callable[[], str] = str
        self.part_said: Callable[[str], str] = str
        self.buttons: list[QPushButton] = []
        self.note = FieldNote(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._column.addWidget(self.note)

    @property
    def viewer(self) -> FileViewer:
        """The viewer over the page, made when it is first wanted."""
        if self._viewer is None:
            self._viewer = FileViewer(self._tools, page_of(self))
            self._viewer.leaving.taken_off.connect(self.changed)
            self._viewer.closed.connect(self._viewer_closed)
        return self._viewer

    def show_files(self, full: MatterInFull | None) -> None:
        """Show the files of this matter; where they are the same, nothing moves."""
        former = self._full.matter.id if self._full is not None else None
        self._full = full
        if (full.matter.id if full is not None else None) != former:
            self.note.be_silent()
        rows = tuple(row for row in full.attachments if row.active) if full is not None else ()
        if rows != self._rows:
            self._rows = rows
            self._list()

    def open(self, number: int) -> None:
        """Look at a file."""
        self.viewer.show_files(self._rows, number)

    @property
    def may_attach(self) -> bool:
        """Whether the matter shown takes files."""
        return self._full is not None and self._full.matter.state != State.VOID

    def choose(self) -> None:
        """Ask which files are to be attached."""
        names, _ = QFileDialog.getOpenFileNames(self, self.tr("Files to be attached"))
        self.attach([Path(name) for name in names])

    def attach(self, paths: Sequence[Path]) -> None:
        """Attach these files, one step each; what is refused is said here, the others are kept."""
        if self._full is None or not paths:
            return
        self.note.be_silent()
        self._attach_next(self._full.matter.id, list(paths), [], self.part())

    def changeEvent(self, event: QEvent) -> None:
        """Follow language and scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.note.be_silent()
            self._list()
        elif is_look_change(event):
            for button in self.buttons:
                button.setIcon(icon("attach", size=16))

    def _attach_next(self, matter: int, paths: list[Path], wrong: list[str], part: str) -> None:
        if not paths:
            if self._full is not None and self._full.matter.id == matter:
                self.note.say("\n".join(wrong))
            elif wrong:
                self._tools.say(wrong[0])
            return
        path, rest = paths[0], paths[1:]

        def kept(_: int) -> None:
            self._tools.say(self.tr("{name} is attached.").format(name=path.name))
            self.changed.emit()
            self._attach_next(matter, rest, wrong, part)

        def refused(refusal: Refusal) -> None:
            sentence = said(refusal, self._tools.wording(), self._tools.zone)
            self._attach_next(matter, rest, [*wrong, sentence], part)

        copy_and_do(
            self._tools.courier, self, attach_from, Attach(id=matter, path=path, part=part), then=kept, refused=refused
        )

    def _list(self) -> None:
        while self.buttons:
            button = self.buttons.pop()
            self._column.removeWidget(button)
            button.deleteLater()
        for row in self._rows:
            words = self.tr("{name} ({size} kB)").format(name=seen(row.name), size=max(row.size // 1024, 1))
            button = QPushButton(f"{self.part_said(row.part)}：{words}" if row.part else words, self)
            button.setIcon(icon("attach", size=16))
            put_look(button, look="link")
            button.setToolTip(self.tr("Look at it here (Enter)"))
            button.clicked.connect(partial(self.open, row.id))
            self._column.insertWidget(self._column.count() - 1, button)
            self.buttons.append(button)
        if self.buttons:
            self.listed.emit()

    def _viewer_closed(self) -> None:
        """Where the button looked at is no longer there, another has the keyboard."""
        if self.window().focusWidget() is None and self.buttons:
            self.buttons[0].setFocus()
