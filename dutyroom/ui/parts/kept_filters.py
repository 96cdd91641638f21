"""Filters kept under a name: the menu of a filter bar, the line that asks for the name, and where they are kept."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QSettings, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QMenu, QPushButton, QWidget

from dutyroom.rules.matter_filter import KeptFilter, read_kept, with_kept
from dutyroom.ui.parts.focus import is_enter
from dutyroom.ui.theme import put_look


class KeptFilters(QObject):
    """``written`` says the filter of the bar as plain text, ``show`` puts one into it; the name stands in for ``words``."""

    def __init__(self, bar: QWidget, words: QLineEdit, written: Callable[[], str], show: Callable[[str], None]) -> None:
        super().__init__(bar)
        self._words, self._written, self._show = words, written, show
        self._place: tuple[str, str] | None = None
        self.filters: list[KeptFilter] = []
        self.button, self.name = QPushButton(bar), QLineEdit(bar)
        self.name.setObjectName("filter_name")
        self.name.setMaxLength(40)
        self.name.setVisible(False)
        self.menu = QMenu(self.button)
        self.button.setMenu(self.menu)
        put_look(self.button, menu="true")
        self.menu.aboutToShow.connect(self.offer)
        for watched in (self.menu, self.name):
            watched.installEventFilter(self)
        self.retranslate()

    def keep_in(self, folder: Path, key: str) -> None:
        """Keep them in the ini file of this workstation, beside the store; those kept earlier are there again."""
        self._place = (str(folder / "workstation.ini"), key)
        kept = QSettings(self._place[0], QSettings.Format.IniFormat).value(key, [])
        lines = kept if isinstance(kept, list) else [kept] if kept else []
        self.filters = [read_kept(str(line)) for line in lines if str(line).strip()]

    def open(self) -> None:
        """Open the list, to be walked by keyboard."""
        self.button.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.button.showMenu()

    def begin_keeping(self) -> None:
        """Ask for the name under which the filter of the bar is kept."""
        if self._written():
            self.name.clear()
            self._words.setVisible(False)
            self.name.setVisible(True)
            self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """Word it anew."""
        self.name.setPlaceholderText(self.tr("Name of this filter, Enter keeps it; left empty it is its own text"))
        self.name.setAccessibleName(self.tr("Name of this filter"))
        self.button.setText(self.tr("Filters"))
        self.button.setAccessibleName(self.tr("Kept filters"))
        self.button.setToolTip(self.tr("Keep this filter, or take one kept earlier  Ctrl+Shift+F; Del drops it"))

    def offer(self) -> None:
        """Fill the menu: everything, keep or name or drop the filter of the bar, then those that are kept."""
        self.menu.clear()
        written = self._written()
        self.menu.addAction(self.tr("Show everything"), lambda: self._show(""))
        same = next((each for each in self.filters if each.written == written), None)
        if written:
            words = self.tr("Keep “{filter}”…") if same is None else self.tr("Name “{filter}”…")
            self.menu.addAction(words.format(filter=written), self.begin_keeping)
        if same is not None:
            self.menu.addAction(self.tr("Drop “{filter}”").format(filter=same.said), partial(self._drop, same))
        if self.filters:
            self.menu.addSeparator()
        for place, each in enumerate(self.filters, 1):
            key = f"&{place}  " if place < 10 else ""
            action = self.menu.addAction(key + each.said.replace("&", "&&"), partial(self._show, each.written))
            action.setData(each)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Del in the list drops the one that is lit; in the name Enter keeps the filter, Esc does not."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        if watched is self.menu:
            lit = self.menu.activeAction()
            if event.key() == Qt.Key.Key_Delete and lit is not None and isinstance(lit.data(), KeptFilter):
                self.menu.close()
                self._drop(lit.data())
                return True
        elif is_enter(event) or event.key() == Qt.Key.Key_Escape:
            if is_enter(event):
                self._keep(with_kept(self.filters, self.name.text(), self._written()))
            self.name.setVisible(False)
            self._words.setVisible(True)
            self._words.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        return super().eventFilter(watched, event)

    def _drop(self, kept: KeptFilter) -> None:
        """Drop it; it stands in the line, so that it can be kept again."""
        self._keep([each for each in self.filters if each != kept])
        self._show(kept.written)

    def _keep(self, filters: list[KeptFilter]) -> None:
        self.filters = filters
        if self._place is not None:
            path, key = self._place
            QSettings(path, QSettings.Format.IniFormat).setValue(key, [each.line for each in filters])
