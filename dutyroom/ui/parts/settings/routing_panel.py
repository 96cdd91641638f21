"""The words that lead a notice to an office: the whole table, where each word comes from, and a text tried on it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QStackedLayout,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from dutyroom.actions.routing import (
    add_routing_word,
    change_routing_word,
    restore_shipped,
    take_routing_word,
    undo_routing,
)
from dutyroom.data.queries.routing import RoutingWordRow, WordEvent, history_of_word, routing_word_rows
from dutyroom.data.queries.units import UnitRow, unit_rows
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.routing_change import (
    KEEPERS,
    AddRoutingWord,
    ChangeRoutingWord,
    RestoreShipped,
    TakeRoutingWord,
    UndoRouting,
)
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.choices import Choice
from dutyroom.ui.parts.empty_state import EmptyState
from dutyroom.ui.parts.focus import filter_key
from dutyroom.ui.parts.list_look import as_list
from dutyroom.ui.parts.settings.form_area import form_area
from dutyroom.ui.parts.settings.routing_form import RoutingForm, Typed
from dutyroom.ui.parts.settings.routing_trial import RoutingTrial
from dutyroom.ui.parts.settings.routing_words import (
    SHOWN,
    event_said,
    is_shown,
    origin_said,
    standing_said,
    weight_said,
)
from dutyroom.ui.parts.settings.saying import said_by
from dutyroom.ui.theme import is_look_change, label_of, tokens_in_use

_Key = tuple[str, int]
_WORD, _UNIT, _ORIGIN, _WEIGHT, _STANDS = range(5)
_MEANWHILE: Final = "record.changed_meanwhile"


class RoutingPanel(QWidget):
    """Filter, table, form, trial. In the table: Enter edits, Ins adds, Space switches off or on, Del removes."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._all: list[RoutingWordRow] = []
        self._rows: list[RoutingWordRow] = []
        self._order: dict[int, int] = {}
        self._key: _Key | None = None
        self._place = 0
        self._new = False
        self._typed: dict[_Key | None, Typed] = {}
        self._undo: UndoRouting | None = None
        self._meets = False
        self.filter, self.which = QLineEdit(self), QComboBox(self)
        self.filter.setObjectName("routing_filter")
        self.filter.setClearButtonEnabled(True)
        for name in SHOWN:
            self.which.addItem("", name)
        self.count = label_of("small", parent=self)
        self.table = QTableWidget(0, 5, self)
        self.empty = EmptyState(self)
        self.form, self.trial = RoutingForm(), RoutingTrial(tools, self)
        self._lay_out()
        self._connect()
        self.retranslate()

    def refresh(self) -> None:
        """Ask for the table and the offices anew; what is being typed stays."""
        self._tools.courier.ask(self, unit_rows, then=self._units_came)
        self._tools.courier.ask(self, routing_word_rows, removed=True, then=self._read)

    def show_rights(self) -> None:
        """Officers, leaders and administrators may change; everybody may look and try."""
        self.form.show_rights(self.may_change())

    def may_change(self) -> bool:
        """Whether who is signed in may change the table."""
        return bool(self._tools.courier.author.roles.intersection(KEEPERS))

    def begin_filtering(self) -> None:
        """Put the cursor into the filter."""
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()

    def begin_new(self) -> None:
        """An empty form for a new word."""
        if self.may_change():
            self._new = True
            self._turn(None)
            self.table.blockSignals(True)
            self.table.setCurrentCell(-1, -1)
            self.table.clearSelection()
            self.table.blockSignals(False)
            self.form.word.setFocus(Qt.FocusReason.OtherFocusReason)

    def undo(self) -> None:
        """Put the last change back."""
        if self._undo is not None and self.may_change():
            self._do(undo_routing, self._undo, self.tr("It stands as it was before."))

    def restore_all(self) -> None:
        """Every shipped word as it came."""
        if self.may_change():
            self._do(restore_shipped, RestoreShipped(), self.tr("The shipped words stand as they came."))

    def retranslate(self) -> None:
        """Word it anew."""
        self.filter.setPlaceholderText(self.tr("Filter: word, office, where it comes from"))
        self.filter.setAccessibleName(self.tr("Filter the words"))
        self.which.setAccessibleName(self.tr("Which words"))
        for place, words in enumerate(SHOWN.values()):
            self.which.setItemText(place, self.tr(words))
        self.table.setAccessibleName(self.tr("Words that lead to an office"))
        titles = (
            self.tr("Word"),
            self.tr("Leads to"),
            self.tr("Origin"),
            self.tr("Weight"),
            self.tr("Stands"),
        )
        self.table.setHorizontalHeaderLabels(titles)
        self._fill()

    def changeEvent(self, event: QEvent) -> None:
        """Follow language and colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif is_look_change(event):
            self._fill()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down and Enter in the filter go to the table; the table has keys of its own."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        if watched is self.filter:
            if filter_key(event, self.filter, self.table):
                return True
        elif watched is self.table:
            keys: dict[int, Callable[[], None]] = {
                Qt.Key.Key_Insert: self.begin_new,
                Qt.Key.Key_Delete: self._take_or_switch,
                Qt.Key.Key_Space: self._switch,
            }
            run = self.undo if event.matches(QKeySequence.StandardKey.Undo) else keys.get(event.key())
            if run is not None:
                run()
                return True
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        titles = as_list(self.table)
        # Not by content: measuring five hundred rows at each letter of the filter would be felt.
        for column, width in ((_WORD, 132), (_UNIT, 112), (_WEIGHT, 108), (_STANDS, 92)):
            titles.resizeSection(column, width)
        titles.setSectionResizeMode(_ORIGIN, QHeaderView.ResizeMode.Stretch)
        above = QHBoxLayout()
        above.setSpacing(12)
        above.addWidget(self.filter, 1)
        above.addWidget(self.which)
        above.addWidget(self.count)
        self._shown = QStackedLayout()
        self._shown.addWidget(self.table)
        self._shown.addWidget(self.empty)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addLayout(above)
        left.addLayout(self._shown, 1)
        left.addWidget(self.trial)
        area = form_area(self.form, 320)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addLayout(left, 3)
        line.addWidget(area, 2)

    def _connect(self) -> None:
        self.filter.textChanged.connect(self._fill)
        self.which.currentIndexChanged.connect(self._fill)
        self.filter.installEventFilter(self)
        self.table.installEventFilter(self)
        self.table.currentCellChanged.connect(self._chosen)
        self.table.itemActivated.connect(lambda _: self._begin_edit())
        self.empty.step_taken.connect(self._first_step)
        self.form.new.clicked.connect(self.begin_new)
        self.form.save.clicked.connect(self._save)
        self.form.take.clicked.connect(self._take)
        self.form.shipped.clicked.connect(self._as_shipped)
        self.form.all_shipped.clicked.connect(self.restore_all)
        self.form.undo.clicked.connect(self.undo)
        self.form.step_back_asked.connect(self._step_back)

    def _units_came(self, units: list[UnitRow]) -> None:
        self.form.set_units([Choice(row.id, row.name, (row.pinyin, row.initials), row.short) for row in units])
        self._order = {unit.id: place for place, unit in enumerate(units)}

    def _read(self, rows: list[RoutingWordRow]) -> None:
        self._all = sorted(rows, key=lambda row: (self._order.get(row.unit_id, 0), row.word))
        if self._meets and (row := self._row()) is not None:
            self.form.meet(row)
        self._meets = False
        self.form.all_shipped.setVisible(any(row.is_changed for row in rows))
        self._fill()
        self.trial.ask()

    def _row(self) -> RoutingWordRow | None:
        return next((row for row in self._all if (row.word, row.unit_id) == self._key), None)

    def _fill(self) -> None:
        words, which = self.filter.text().casefold().split(), str(self.which.currentData())
        self._rows = [
            row for row in self._all if is_shown(row, which) and all(word in _searched(row) for word in words)
        ]
        self.count.setText(self.tr("Words: {n}").format(n=len(self._rows)))
        self.table.blockSignals(True)
        self.table.setRowCount(len(self._rows))
        for place, row in enumerate(self._rows):
            self._fill_row(place, row)
        chosen = self._place_of_key()
        self.table.setCurrentCell(chosen, 0 if chosen >= 0 else -1)
        self.table.blockSignals(False)
        self._word_empty(bool(words) or which != "all")
        self._shown.setCurrentWidget(self.table if self._rows else self.empty)
        self._chosen(chosen)

    def _fill_row(self, place: int, row: RoutingWordRow) -> None:
        texts = (row.word, row.unit, origin_said(row), weight_said(row), standing_said(row))
        for column, text in enumerate(texts):
            item = QTableWidgetItem(text)
            item.setToolTip(text)
            if not row.active:
                item.setForeground(QColor(tokens_in_use().secondary))
            self.table.setItem(place, column, item)

    def _word_empty(self, narrowed: bool) -> None:
        if narrowed:
            self.empty.set_words(self.tr("No word of the table is like this."), self.tr("Show the whole table"))
        else:
            self.empty.set_words(self.tr("No word leads to an office yet."), self.tr("New word"), keys="Ins")

    def _place_of_key(self) -> int:
        """Where the word of the form stands; where it stood, if it is gone; nowhere while a new one is asked for."""
        places = [place for place, row in enumerate(self._rows) if (row.word, row.unit_id) == self._key]
        if places or self._new or not self._rows:
            return places[0] if places else -1
        return min(self._place, len(self._rows) - 1)

    def _chosen(self, place: int, *_: int) -> None:
        self.form.setVisible(self._new or bool(self._rows))
        if 0 <= place < len(self._rows):
            row = self._rows[place]
            self._place, self._new = place, False
            self._turn((row.word, row.unit_id))

    def _turn(self, key: _Key | None) -> None:
        """Show another word; what was typed for the one before waits until one comes back to it."""
        if self.form.is_dirty:
            if key == self._key:
                return
            self._typed[self._key] = self.form.typed()
        self._key = key
        row = self._row()
        self.form.show_word(row)
        if key in self._typed:
            self.form.type_again(self._typed.pop(key))
        if row is not None and row.id is not None:
            self._tools.courier.ask(self, history_of_word, row.id, then=partial(self._history_came, key))
        self.show_rights()

    def _history_came(self, key: _Key | None, events: list[WordEvent]) -> None:
        if key == self._key:
            now, zone = self._tools.clock(), self._tools.zone
            self.form.say_history([event_said(event, now, zone) for event in events])

    def _begin_edit(self) -> None:
        self.form.weight.setFocus(Qt.FocusReason.OtherFocusReason)
        self.form.weight.selectAll()

    def _step_back(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _first_step(self) -> None:
        if self.filter.text() or self.which.currentIndex():
            self.which.setCurrentIndex(0)
            self.filter.clear()
            self.begin_filtering()
        else:
            self.begin_new()

    def _save(self) -> None:
        if not self.form.save.isEnabled():
            return
        self.form.clear_notes()
        asked = self.form.command()
        if isinstance(asked, AddRoutingWord):
            self._do(add_routing_word, asked, self.tr("{word} is in the table.").format(word=asked.word.strip()))
        else:
            self._do(change_routing_word, asked, self.tr("{word} is changed.").format(word=asked.word))

    def _take(self) -> None:
        row = self.form.row
        if row is None or row.shipped is not None or not self.may_change():
            return
        asked = TakeRoutingWord(word=row.word, unit_id=row.unit_id, version=self.form.version, back=row.removed)
        said = self.tr("{word} is in the table again.") if row.removed else self.tr("{word} is removed.")
        self._do(take_routing_word, asked, said.format(word=row.word))

    def _switch(self) -> None:
        row = self.form.row
        if row is None or row.removed or not self.may_change():
            return
        asked = ChangeRoutingWord(
            word=row.word, unit_id=row.unit_id, version=self.form.version, weight=row.weight, active=not row.active
        )
        said = self.tr("{word} is switched off.") if row.active else self.tr("{word} is switched on.")
        self._do(change_routing_word, asked, said.format(word=row.word))

    def _take_or_switch(self) -> None:
        """Del: a word of the office's own goes, a shipped one is switched off."""
        row = self.form.row
        if row is None or row.removed:
            return
        if row.shipped is None:
            self._take()
        elif row.active:
            self._switch()

    def _as_shipped(self) -> None:
        row = self.form.row
        if row is not None:
            asked = RestoreShipped(word=row.word, unit_id=row.unit_id, version=self.form.version)
            self._do(restore_shipped, asked, self.tr("{word} stands as it was shipped.").format(word=row.word))

    def _do(self, action: Callable[..., UndoRouting], asked: object, said: str) -> None:
        then = partial(self._done, said, asked)
        self._tools.courier.do(self, action, asked, then=then, refused=self._refused)

    def _done(self, said: str, asked: object, undo: UndoRouting) -> None:
        """The change is announced, so the page asks for the words anew; the cursor goes on to what was written."""
        self.form.mark_clean()
        if not isinstance(asked, UndoRouting):
            state = undo.states[-1]
            self._key, self._new = (state.word, state.unit_id), False
        self._undo = undo
        words = "、".join(state.word for state in undo.states[:3]) + ("…" if len(undo.states) > 3 else "")
        self.form.say_undo(words)
        self._tools.say(said)

    def _refused(self, refusal: Refusal) -> None:
        self.form.point_out(refusal, said_by(self._tools, refusal))
        if refusal.code == _MEANWHILE:
            self._meets = True
            self.refresh()


def _searched(row: RoutingWordRow) -> str:
    return " ".join((row.word, row.unit, origin_said(row), standing_said(row))).casefold()
