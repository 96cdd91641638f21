"""The layout of the directory's page: filter, the list or the groups at the left, the record at the right."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from dutyroom.data.queries.directory_groups import GroupRow
from dutyroom.rules.directory import UNIT_KIND_WORDS
from dutyroom.ui.icons import icon
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.busy import Busy
from dutyroom.ui.parts.directory.group_record import GroupRecord
from dutyroom.ui.parts.directory.import_preview import ContactPreview
from dutyroom.ui.parts.directory.line_list import LineList
from dutyroom.ui.parts.directory.record import DirectoryRecord
from dutyroom.ui.parts.directory.words import said
from dutyroom.ui.parts.elided_label import ElidedLabel
from dutyroom.ui.parts.empty_state import EmptyState
from dutyroom.ui.parts.field_note import FieldNote
from dutyroom.ui.theme import is_look_change, put_look

FOLDS_BELOW: Final = 860
"""Width of the page in px below which the record stands in the place of the list."""
PARTS: Final = (44, 56)
"""How list and record share the width of the page."""
UNITS, GROUPS = range(2)


class DirectoryLayout(QObject):
    """Builds the page's widgets and shows the list or the groups, the record or the import."""

    entered = Signal()
    """Enter in the filter: open what is current."""

    def __init__(self, page: QWidget, tools: Tools) -> None:
        super().__init__(page)
        self._page = page
        self._reading = False
        self.search = QLineEdit(page)
        self.search.setObjectName("search")
        self.search.setClearButtonEnabled(True)
        self.search.setAcceptDrops(False)
        self._glass = self.search.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.kind = QComboBox(page)
        self.stale, self.retired = QPushButton(page), QPushButton(page)
        self.more, self.bring = QPushButton(page), QPushButton(page)
        self.new_unit, self.new_group = QAction(self), QAction(self)
        self.print_all, self.print_unit = QAction(self), QAction(self)
        self.tabs = QTabBar(page)
        self.list, self.groups = LineList(page), QListWidget(page)
        self.count = ElidedLabel(parent=page, type_="small")
        self.nothing = EmptyState(page)
        self.record, self.group = DirectoryRecord(tools, page), GroupRecord(tools, page)
        self.preview = ContactPreview(tools, page)
        self.busy, self.trouble = Busy(page), FieldNote(page)
        self._lay_out()
        self.search.installEventFilter(self)
        self.tabs.currentChanged.connect(self._turn)
        self.list.left.connect(self.to_search)
        self.record.step_back_asked.connect(self.to_list)
        self.group.step_back_asked.connect(self.to_list)
        self.retranslate()
        self.show_preview(shown=False)

    @property
    def shows_groups(self) -> bool:
        """Whether the groups are shown instead of units and people."""
        return self.tabs.currentIndex() == GROUPS

    def show_groups(self, groups: list[GroupRow]) -> None:
        """List these groups; the current one stays current."""
        current = self.current_group()
        self.groups.blockSignals(True)
        self.groups.clear()
        for group in groups:
            item = QListWidgetItem(f"{group.name}  ({len(group.members)})")
            item.setData(Qt.ItemDataRole.UserRole, group.id)
            item.setToolTip("\n".join(part for part in (group.name, group.purpose) if part))
            self.groups.addItem(item)
        self.groups.blockSignals(False)
        self.choose_group(current)

    def current_group(self) -> int | None:
        """The group under the cursor."""
        item = self.groups.currentItem()
        return int(item.data(Qt.ItemDataRole.UserRole)) if item is not None else None

    def choose_group(self, number: int | None) -> None:
        """Make a group current, or the first."""
        rows = [self.groups.item(row).data(Qt.ItemDataRole.UserRole) for row in range(self.groups.count())]
        if rows:
            self.groups.setCurrentRow(rows.index(number) if number in rows else 0)

    def show_preview(self, *, shown: bool) -> None:
        """Show the import in the place of everything else, or put it away."""
        self._whole.setCurrentWidget(self.preview if shown else self._browse)

    def read_record(self) -> None:
        """Make the record visible where it is folded, and go there."""
        self._reading = True
        self.fold()
        if self.shows_groups:
            self.group.members.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.record.take_focus()

    def to_list(self) -> None:
        """Back from the record to the list."""
        self._reading = False
        self.fold()
        (self.groups if self.shows_groups else self.list).setFocus(Qt.FocusReason.OtherFocusReason)

    def to_search(self) -> None:
        """Put the cursor into the filter; what stands there is replaced by typing."""
        self.tabs.setCurrentIndex(UNITS)
        self._reading = False
        self.fold()
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self.search.selectAll()

    def fold(self) -> None:
        """Where the page is narrow, show the list or the record, not both."""
        folded = self._page.width() < FOLDS_BELOW
        self._left.setVisible(not folded or not self._reading)
        for pane in (self.record, self.group):
            pane.back.setVisible(folded)
        self._right.setVisible(not folded or self._reading)

    def retranslate(self) -> None:
        """Word it anew."""
        self.search.setPlaceholderText(self.tr("Name, pinyin, initials, number, post, function"))
        self.search.setAccessibleName(self.tr("Search the directory"))
        self.search.setToolTip(self.tr("Search the directory  Ctrl+F"))
        kinds = [self.tr("All units"), *(said(words) for words in UNIT_KIND_WORDS.values())]
        for place, words in enumerate(kinds):
            self.kind.setItemText(place, words)
        self.kind.setAccessibleName(self.tr("Kind of unit"))
        self.stale.setText(self.tr("To be checked"))
        self.stale.setToolTip(self.tr("Only numbers that nobody has called for long"))
        self.retired.setText(self.tr("Retired"))
        self.retired.setToolTip(self.tr("Only what is no longer in use"))
        self.more.setText(self.tr("New"))
        self.bring.setText(self.tr("Import…"))
        self.bring.setToolTip(self.tr("Import contacts from vCard, CSV or a workbook  Ctrl+O"))
        self.new_unit.setText(self.tr("New unit…") + "\tCtrl+Shift+N")
        self.new_group.setText(self.tr("New group…"))
        self.print_all.setText(self.tr("Print the phone list…") + "\tCtrl+P")
        self.print_unit.setText(self.tr("Print this unit…"))
        self.tabs.setTabText(UNITS, self.tr("Units and people"))
        self.tabs.setTabText(GROUPS, self.tr("Groups"))
        self.tabs.setAccessibleName(self.tr("Units and people, or groups"))
        self.list.setAccessibleName(self.tr("Units and people"))
        self.groups.setAccessibleName(self.tr("Groups"))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows and Enter in the filter go to the list; Esc empties it."""
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 10, Qt.Key.Key_PageUp: -10}
            key = Qt.Key(event.key())
            if key in steps and not self.shows_groups:
                self.list.step(steps[key])
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.entered.emit()
                return True
            if key == Qt.Key.Key_Escape and self.search.text():
                self.search.selectAll()
                self.search.del_()  # so that Ctrl+Z brings the words back
                return True
        if watched is self.search and is_look_change(event):
            QTimer.singleShot(0, self, lambda: self._glass.setIcon(icon("search")))
        return super().eventFilter(watched, event)

    def _turn(self) -> None:
        self._lists.setCurrentIndex(self.tabs.currentIndex())
        self._right.setCurrentWidget(self.group if self.shows_groups else self.record)
        for widget in (self.search, self.kind, self.stale, self.retired):
            widget.setEnabled(not self.shows_groups)
        self.count.setVisible(not self.shows_groups)

    def _lay_out(self) -> None:
        bar = self._bar()
        self._left, self._right = self._left_side(), QStackedWidget(self._page)
        for side in (self._left, self._right):
            side.setMinimumWidth(200)
            side.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        for pane in (self.record, self.group):
            self._right.addWidget(pane)
        both = QHBoxLayout()
        both.setSpacing(12)
        both.addWidget(self._left, PARTS[0])
        both.addWidget(self._right, PARTS[1])
        self._browse = QWidget(self._page)
        inner = QVBoxLayout(self._browse)
        inner.setContentsMargins(16, 12, 16, 12)
        inner.setSpacing(8)
        inner.addLayout(bar)
        inner.addWidget(self.busy)
        inner.addWidget(self.trouble)
        inner.addLayout(both, 1)
        self._whole = QStackedWidget(self._page)
        self._whole.addWidget(self._browse)
        self._whole.addWidget(self.preview)
        column = QVBoxLayout(self._page)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._whole)

    def _bar(self) -> QHBoxLayout:
        self.kind.addItem("", None)
        for kind in UNIT_KIND_WORDS:
            self.kind.addItem("", kind)
        for button in (self.stale, self.retired):
            button.setCheckable(True)
        menu = QMenu(self.more)
        menu.addActions([self.new_unit, self.new_group])
        menu.addSeparator()
        menu.addActions([self.print_all, self.print_unit])
        self.more.setMenu(menu)
        put_look(self.more, menu="true")
        self.tabs.addTab("")
        self.tabs.addTab("")
        self.tabs.setExpanding(False)
        bar = QHBoxLayout()
        bar.setSpacing(8)
        bar.addWidget(self.search, 1)
        for widget in (self.kind, self.stale, self.retired, self.bring, self.more):
            bar.addWidget(widget)
        return bar

    def _left_side(self) -> QWidget:
        self._lists = QStackedWidget(self._page)
        units = QWidget(self._page)
        column = QVBoxLayout(units)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.list, 1)
        column.addWidget(self.nothing, 1)
        self._lists.addWidget(units)
        self._lists.addWidget(self.groups)
        side = QWidget(self._page)
        whole = QVBoxLayout(side)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(4)
        head = QHBoxLayout()
        head.addWidget(self.tabs)
        head.addStretch(1)
        head.addWidget(self.count)
        whole.addLayout(head)
        whole.addWidget(self._lists, 1)
        return side
