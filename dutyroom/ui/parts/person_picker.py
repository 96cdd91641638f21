"""A line in which a person or a unit is picked by name, pinyin or initials."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView, QWidget

from dutyroom.ui.parts.choices import Choice, matching

_Index = QModelIndex | QPersistentModelIndex


class _ChoiceModel(QAbstractListModel):
    """The choices that fit what is typed."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.shown: list[Choice] = []

    def show_choices(self, choices: list[Choice]) -> None:
        self.beginResetModel()
        self.shown = choices
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.shown)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        choice = self.shown[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{choice.label}   {choice.note}" if choice.note else choice.label
        if role == Qt.ItemDataRole.EditRole:
            return choice.label
        return None


class PersonPicker(QLineEdit):
    """Type initials, pinyin or characters; the list under the line narrows; Enter or Tab takes the first.

    ``free_text`` allows words that are not in the list (``choice_id`` is None then).
    """

    chosen = Signal(int)
    changed = Signal()

    def __init__(self, parent: QWidget | None = None, *, free_text: bool = False) -> None:
        super().__init__(parent)
        self._choices: tuple[Choice, ...] = ()
        self._choice: Choice | None = None
        self._free_text = free_text
        self._model = _ChoiceModel(self)
        self._popup = QListView()
        self._popup.setProperty("look", "popup")
        self._popup.setUniformItemSizes(True)
        completer = QCompleter(self._model, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setCompletionRole(Qt.ItemDataRole.EditRole)
        completer.setMaxVisibleItems(9)
        completer.setPopup(self._popup)
        completer.setWidget(self)
        completer.activated[QModelIndex].connect(self._activated)  # type: ignore[index]  # PySide's way to an overload
        # kept beside the line and not set on it: the line must not complete by itself
        self._list = completer
        self.textEdited.connect(self._edited)
        self.textChanged.connect(self._changed)

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Offer these; what is picked stays picked if it is among them.

        Words typed before the first of them came are understood now, as they would have been then.
        """
        late, self._choices = not self._choices, tuple(choices)
        if self._choice is not None:
            kept = next((each for each in choices if each.id == self._choice.id), None)
            self._choice = kept or self._choice
        elif late and self.hasFocus() and self.text():
            self._offer(self.text())
        elif late:
            self._settle()

    def choice_id(self) -> int | None:
        """The id picked, or None."""
        self._settle()
        return self._choice.id if self._choice is not None else None

    def set_choice(self, id_: int | None) -> None:
        """Pick by id; None empties the line."""
        self._choice = next((each for each in self._choices if each.id == id_), None)
        self.setText(self._choice.label if self._choice else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down opens the list; Enter takes the first that fits before anything else hears it."""
        if event.key() == Qt.Key.Key_Down and not self._popup.isVisible():
            self._offer("" if self._choice else self.text())
            event.accept()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._settle():
            event.accept()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving the line takes the first that fits."""
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._settle()
        super().focusOutEvent(event)

    def _edited(self, typed: str) -> None:
        self._choice = None
        self._offer(typed)

    def _changed(self, text: str) -> None:
        if self._choice is not None and text != self._choice.label:
            self._choice = None
        self.changed.emit()

    def _offer(self, typed: str) -> None:
        fitting = matching(self._choices, typed)
        self._model.show_choices(fitting)
        if not fitting or (self._free_text and not typed.strip()) or not self.isVisible():
            self._popup.hide()
            return
        self._list.complete()
        if not self._free_text or _is_key(typed):
            self._popup.setCurrentIndex(self._model.index(0, 0))

    def _activated(self, index: QModelIndex) -> None:
        if index.isValid() and index.row() < len(self._model.shown):
            self._take(self._model.shown[index.row()])

    def _take(self, choice: Choice) -> None:
        self._choice = choice
        self.setText(choice.label)
        self._choice = choice
        self.chosen.emit(choice.id)

    def _settle(self) -> bool:
        """Take what the typed words mean; True if that changed the line."""
        typed = self.text().strip()
        if self._choice is not None or not typed:
            return False
        same = [each for each in self._choices if each.label == typed]
        if same:
            self._take(same[0])
            return False
        if self._free_text and not _is_key(typed):
            return False
        fitting = matching(self._choices, typed, 1)
        if not fitting:
            return False
        self._popup.hide()
        self._take(fitting[0])
        return True


def _is_key(typed: str) -> bool:
    """Whether somebody typed letters to find a Chinese name, and not the name itself."""
    words = typed.strip().replace(" ", "")
    return words.isascii() and words.isalpha()
