"""Words that mean the same in a search of the plans: the groups, a form for one, and a search tried on them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from dutyroom.actions.search_words import add_search_words, change_search_words, restore_search_words
from dutyroom.data.queries.search_words import Understood, understood, word_groups
from dutyroom.rules.alike import AddSearchWords, ChangeSearchWords, RestoreSearchWords, WordGroup
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.routing_change import KEEPERS
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.focus import filter_key
from dutyroom.ui.parts.form import Form
from dutyroom.ui.parts.list_look import as_list
from dutyroom.ui.parts.settings.form_area import form_area
from dutyroom.ui.parts.settings.saying import said_by
from dutyroom.ui.theme import label_of, put_look, tokens_in_use

_WORDS, _ORIGIN, _STANDS = range(3)
_TALL: Final = 150


class SearchWordsForm(Form):
    """``words``, one a line, and ``active`` of a group."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.group: WordGroup | None = None
        self.words, self.active = QPlainTextEdit(self), QCheckBox(self)
        self.words.setTabChangesFocus(True)
        self.words.setMinimumHeight(_TALL)
        self.add_field("words", self.words, tall=True)
        self.add_field("active", self.active)
        self.shipped, self.new, self.save = QPushButton(self), QPushButton(self), QPushButton(self)
        put_look(self.shipped, look="link")
        self.add_button(self.shipped)
        self.add_button(self.new)
        self.add_button(self.save, first_step=True)
        self.fields_box.addStretch(1)
        self.retranslate()

    def show_group(self, group: WordGroup | None) -> None:
        """Show this group, or an empty form for a new one."""
        self.group = group
        self.clear_notes()
        self.words.setPlainText("\n".join(group.words) if group else "")
        self.active.setChecked(group.active if group else True)
        self.show_field("active", group is not None)
        self.shipped.setVisible(bool(group and group.is_changed))
        self.mark_clean()

    def typed(self) -> tuple[str, ...]:
        """The words as they stand in the form."""
        return tuple(self.words.toPlainText().split("\n"))

    def show_rights(self, may: bool) -> None:
        """Whether it can be changed."""
        self.words.setReadOnly(not may)
        for widget in (self.active, self.shipped, self.new, self.save):
            widget.setEnabled(may)

    def retranslate(self) -> None:
        """Word it anew."""
        self.word_field("words", self.tr("Words that mean the same, one a line"))
        self.word_field("active", "")
        self.active.setText(self.tr("In use"))
        self.shipped.setText(self.tr("As shipped"))
        self.new.setText(self.tr("New group"))
        self.save.setText(self.tr("Save"))


class SearchWordsPanel(QWidget):
    """Filter, table, form, trial. In the table: Ins adds a group, Space switches one off or on."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._all: tuple[WordGroup, ...] = ()
        self._rows: list[WordGroup] = []
        self.filter, self.trial = QLineEdit(self), QLineEdit(self)
        self.filter.setObjectName("search_words_filter")
        self.filter.setClearButtonEnabled(True)
        self.trial.setObjectName("search_words_trial")
        self.said = label_of("small", parent=self)
        self.said.setWordWrap(True)
        self.table = QTableWidget(0, 3, self)
        self.form = SearchWordsForm()
        self._lay_out()
        self._connect()
        self.retranslate()

    def refresh(self) -> None:
        """Ask for the groups anew."""
        self._tools.courier.ask(self, word_groups, then=self._read)

    def may_change(self) -> bool:
        """Whether who is signed in may change the groups."""
        return bool(self._tools.courier.author.roles.intersection(KEEPERS))

    def show_rights(self) -> None:
        """Officers, leaders and administrators may change; everybody may look and try."""
        self.form.show_rights(self.may_change())

    def begin_filtering(self) -> None:
        """Put the cursor into the filter."""
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()

    def begin_new(self) -> None:
        """An empty form for a new group."""
        if self.may_change():
            self.table.clearSelection()
            self.form.show_group(None)
            self.form.words.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """Word it anew."""
        self.filter.setPlaceholderText(self.tr("Filter the groups"))
        self.filter.setAccessibleName(self.tr("Filter the groups"))
        self.trial.setPlaceholderText(self.tr("Try a search: how its words are taken"))
        self.trial.setAccessibleName(self.tr("Try a search: how its words are taken"))
        self.table.setAccessibleName(self.tr("Words that mean the same"))
        self.table.setHorizontalHeaderLabels(
            (self.tr("Words that mean the same"), self.tr("Origin"), self.tr("Stands"))
        )
        self._fill()
        self._try()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down and Enter in the filter go to the table; the table has keys of its own."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if watched is self.filter:
                return filter_key(event, self.filter, self.table)
            keys: dict[int, Callable[[], None]] = {
                Qt.Key.Key_Insert: self.begin_new,
                Qt.Key.Key_Space: self._switch,
            }
            if watched is self.table and (run := keys.get(event.key())) is not None:
                run()
                return True
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        titles = as_list(self.table)
        titles.setSectionResizeMode(_WORDS, QHeaderView.ResizeMode.Stretch)
        for column, width in ((_ORIGIN, 84), (_STANDS, 84)):
            titles.resizeSection(column, width)
        left = QVBoxLayout()
        left.setSpacing(8)
        for widget in (self.filter, self.table, self.trial, self.said):
            left.addWidget(widget, 1 if widget is self.table else 0)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addLayout(left, 3)
        line.addWidget(form_area(self.form, 300), 2)

    def _connect(self) -> None:
        self.filter.textChanged.connect(self._fill)
        self.trial.textChanged.connect(self._try)
        for widget in (self.filter, self.table):
            widget.installEventFilter(self)
        self.table.currentCellChanged.connect(self._chosen)
        self.table.itemActivated.connect(lambda _: self.form.words.setFocus(Qt.FocusReason.OtherFocusReason))
        self.form.new.clicked.connect(self.begin_new)
        self.form.save.clicked.connect(self._save)
        self.form.shipped.clicked.connect(self._as_shipped)
        self.form.step_back_asked.connect(lambda: self.table.setFocus(Qt.FocusReason.OtherFocusReason))

    def _read(self, groups: tuple[WordGroup, ...]) -> None:
        self._all = groups
        self._fill()
        self._try()

    def _fill(self) -> None:
        words = self.filter.text().casefold().split()
        self._rows = [
            group for group in self._all if all(any(word in each.casefold() for each in group.words) for word in words)
        ]
        present = self.form.group
        self.table.blockSignals(True)
        self.table.setRowCount(len(self._rows))
        for place, group in enumerate(self._rows):
            origin = self.tr("shipped") if group.key else self.tr("our own")
            stands = (
                self.tr("off") if not group.active else self.tr("changed") if group.is_changed else self.tr("in use")
            )
            for column, text in enumerate((" · ".join(group.words), origin, stands)):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                if not group.active:
                    item.setForeground(QColor(tokens_in_use().secondary))
                self.table.setItem(place, column, item)
        same = [
            n for n, group in enumerate(self._rows) if present and (group.id, group.key) == (present.id, present.key)
        ]
        chosen = same[0] if same else 0 if self._rows and not self.form.is_dirty else -1
        self.table.setCurrentCell(chosen, 0 if chosen >= 0 else -1)
        self.table.blockSignals(False)
        self._chosen(chosen)

    def _chosen(self, place: int, *_: int) -> None:
        if 0 <= place < len(self._rows):
            group = self._rows[place]
            is_same = self.form.group is not None and (group.id, group.key) == (self.form.group.id, self.form.group.key)
            if not (is_same and self.form.is_dirty):  # what is being typed stays
                self.form.show_group(group)
        self.show_rights()

    def _save(self) -> None:
        group = self.form.group
        if group is None:
            self._do(add_search_words, AddSearchWords(words=self.form.typed()))
        else:
            self._change(group, self.form.typed(), self.form.active.isChecked())

    def _switch(self) -> None:
        group = self.form.group
        if group is not None and self.may_change() and self.table.currentRow() >= 0:
            self._change(group, group.words, not group.active)

    def _change(self, group: WordGroup, words: tuple[str, ...], active: bool) -> None:
        asked = ChangeSearchWords(words=words, active=active, id=group.id, key=group.key, version=group.version)
        self._do(change_search_words, asked)

    def _as_shipped(self) -> None:
        group = self.form.group
        if group is not None:
            self._do(restore_search_words, RestoreSearchWords(key=group.key, version=group.version))

    def _do(self, action: Callable[..., object], asked: object) -> None:
        self.form.clear_notes()
        done = partial(self._done, self.tr("The words are kept; searches go by them at once."))
        self._tools.courier.do(self, action, asked, then=done, refused=self._refused)

    def _done(self, said: str, number: object) -> None:
        self.form.mark_clean()
        if isinstance(number, int):
            self.form.show_group(None)
        self._tools.say(said)
        self.refresh()

    def _refused(self, refusal: Refusal) -> None:
        self.form.point_out(refusal, said_by(self._tools, refusal))

    def _try(self) -> None:
        words = self.trial.text().strip()
        if words:
            self._tools.courier.ask(self, understood, words, then=self._tried)
        else:
            self.said.setText(self.tr("What says the very word asked for comes first; then what means the same."))

    def _tried(self, terms: list[Understood]) -> None:
        lines = [
            self.tr("{word}: also {others}").format(
                word=term.word, others="、".join((*term.writings, *term.alike)[:14])
            )
            if term.writings or term.alike
            else self.tr("{word}: only itself").format(word=term.word)
            for term in terms
        ]
        self.said.setText("\n".join(lines))
