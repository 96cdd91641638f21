"""The filter bar of a register of matters: words and plain-text filters, state, urgency, office, kept filters."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QMenu, QPushButton, QWidget

from dutyroom.rules.matter_filter import KeptFilter, MatterFilter, read_kept, read_matter_filter, with_kept, with_own
from dutyroom.rules.wording import mark
from dutyroom.ui.parts.entry_words import translated
from dutyroom.ui.theme import label_of, put_look

VIEWS: Final[tuple[tuple[str, str], ...]] = (
    ("state:open", mark("Still open")),
    ("is:late", mark("Overdue")),
    ("due:24h", mark("Due within 24 h")),
    ("is:waiting", mark("Waiting")),
    ("state:open is:unassigned", mark("With nobody")),
    ("state:over", mark("Closed")),
    ("", mark("All")),
    ("state:void", mark("Void")),
)
"""What the first list offers, as the plain text that each stands for."""
_TYPING_MS: Final = 180
_COUNT_FROM: Final = 760


class MatterFilterBar(QWidget):
    """Says which filter is meant with ``changed``; ``kept_changed`` when lines of plain text were kept or dropped."""

    views: Sequence[tuple[str, str]] = VIEWS
    changed = Signal(MatterFilter)
    kept_changed = Signal(list)
    left = Signal()

    def __init__(self, urgencies: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kept: list[KeptFilter] = []
        self._shown: MatterFilter | None = None
        self.words, self.name = QLineEdit(self), QLineEdit(self)
        self.name.setObjectName("filter_name")
        self.view, self.urgency, self.office = QComboBox(self), QComboBox(self), QComboBox(self)
        self.more = QPushButton(self)
        self.count = label_of("secondary", parent=self)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        self._lay_out(urgencies)
        self._connect()
        self.retranslate()

    def filter(self) -> MatterFilter:
        """What the bar says now; what was typed among the words overrules the lists."""
        listed = read_matter_filter(str(self.view.currentData() or ""))
        listed = with_own(listed, MatterFilter(urgency=self.urgency.currentData() or ""))
        listed = with_own(listed, MatterFilter(office=self.office.currentData() or ""))
        return with_own(listed, read_matter_filter(self.words.text()))

    def show_filter(self, wanted: MatterFilter) -> None:
        """Put a filter into the line as plain text, the lists at *all*."""
        with QSignalBlocker(self.view), QSignalBlocker(self.urgency), QSignalBlocker(self.office):
            place = self.view.findData(wanted.written())
            self.view.setCurrentIndex(place if place >= 0 else self.view.findData(""))
            self.urgency.setCurrentIndex(0)
            self.office.setCurrentIndex(0)
        self.words.setText("" if place >= 0 else wanted.written())
        self._said_other()

    def set_offices(self, names: Sequence[str]) -> None:
        """Offer these offices; the one chosen stays."""
        chosen = self.office.currentData()
        with QSignalBlocker(self.office):
            self.office.clear()
            self.office.addItem(self.tr("All offices"), "")
            for name in names:
                self.office.addItem(name, name)
            self.office.setCurrentIndex(max(self.office.findData(chosen), 0))

    def set_kept(self, kept: Sequence[str]) -> None:
        """The filters kept earlier, a line of plain text each."""
        self._kept = [read_kept(line) for line in kept if line.strip()]

    def open_kept(self) -> None:
        """Open the list of kept filters, to be walked by keyboard."""
        self.more.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.more.showMenu()

    def begin_keeping(self) -> None:
        """Ask for the name under which this filter is kept."""
        if self.filter().written():
            self.name.clear()
            self.words.setVisible(False)
            self.name.setVisible(True)
            self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def say_count(self, sentence: str) -> None:
        """Say how many were found, or that they are being looked for."""
        self.count.setText(sentence)

    def retranslate(self) -> None:
        """Word the bar anew."""
        self.words.setPlaceholderText(self.tr("Filter: words, number, office:水利局 in:2d  Ctrl+F"))
        self.words.setAccessibleName(self.tr("Words or filters"))
        self.name.setPlaceholderText(self.tr("Name of this filter, Enter keeps it; left empty it is its own text"))
        self.name.setAccessibleName(self.tr("Name of this filter"))
        for place, (_, words) in enumerate(self.views):
            self.view.setItemText(place, translated(words))
        self.view.setAccessibleName(self.tr("Which ones"))
        self.urgency.setItemText(0, self.tr("Any urgency"))
        self.urgency.setAccessibleName(self.tr("Urgency"))
        if self.office.count():
            self.office.setItemText(0, self.tr("All offices"))
        self.office.setAccessibleName(self.tr("Office"))
        self.more.setText(self.tr("Filters"))
        self.more.setAccessibleName(self.tr("Kept filters"))
        self.more.setToolTip(self.tr("Keep this filter, or take one kept earlier  Ctrl+Shift+F; Del drops it"))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Del in the list of kept filters drops the one that is lit."""
        menu = self.more.menu()
        if watched is menu and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            lit = menu.activeAction()
            if event.key() == Qt.Key.Key_Delete and lit is not None and isinstance(lit.data(), KeptFilter):
                menu.close()
                self._drop(lit.data())
                return True
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The count is the first to give way."""
        super().resizeEvent(event)
        self.count.setVisible(self.width() >= _COUNT_FROM)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the table; Enter and the down arrow too. In the name Enter keeps the filter, Esc does not."""
        if self.name.hasFocus():
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._keep(with_kept(self._kept, self.name.text(), self.filter().written()))
                self._end_keeping()
            elif event.key() == Qt.Key.Key_Escape:
                self._end_keeping()
            event.accept()
        elif event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._said_other()
            self.left.emit()
            event.accept()
        else:
            super().keyPressEvent(event)

    def _lay_out(self, urgencies: Sequence[str]) -> None:
        self.words.setClearButtonEnabled(True)
        self.words.setMaxLength(1000)
        self.words.setMinimumWidth(140)
        self.name.setMaxLength(40)
        self.name.setVisible(False)
        for written, _ in self.views:
            self.view.addItem("", written)
        self.urgency.addItem("", "")
        for word in urgencies:
            self.urgency.addItem(word, word)
        self.office.addItem("", "")
        self.office.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.office.setMinimumContentsLength(8)
        self.more.setMenu(QMenu(self.more))
        put_look(self.more, menu="true")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(self.words, 1)
        line.addWidget(self.name, 1)
        for each in (self.view, self.urgency, self.office, self.more, self.count):
            line.addWidget(each)

    def _connect(self) -> None:
        self.words.textChanged.connect(lambda _: self._typing.start())
        self._typing.timeout.connect(self._said_other)
        for box in (self.view, self.urgency, self.office):
            box.currentIndexChanged.connect(self._said_other)
        self.more.menu().aboutToShow.connect(self._offer_kept)
        self.more.menu().installEventFilter(self)

    def _said_other(self, *_: object) -> None:
        self._typing.stop()
        wanted = self.filter()
        if wanted != self._shown:
            self._shown = wanted
            self.changed.emit(wanted)

    def _offer_kept(self) -> None:
        menu = self.more.menu()
        menu.clear()
        written = self.filter().written()
        menu.addAction(self.tr("Show everything"), lambda: self.show_filter(MatterFilter()))
        same = next((each for each in self._kept if each.written == written), None)
        if written:
            words = self.tr("Keep “{filter}”…") if same is None else self.tr("Name “{filter}”…")
            menu.addAction(words.format(filter=written), self.begin_keeping)
        if same is not None:
            menu.addAction(self.tr("Drop “{filter}”").format(filter=same.said), partial(self._drop, same))
        if self._kept:
            menu.addSeparator()
        for place, each in enumerate(self._kept, 1):
            key = f"&{place}  " if place < 10 else ""
            action = menu.addAction(key + each.said.replace("&", "&&"), partial(self._take, each))
            action.setData(each)

    def _take(self, kept: KeptFilter) -> None:
        self.show_filter(read_matter_filter(kept.written))

    def _drop(self, kept: KeptFilter) -> None:
        """Drop it; it stands in the line, so that it can be kept again."""
        self._keep([each for each in self._kept if each != kept])
        self._take(kept)

    def _keep(self, kept: list[KeptFilter]) -> None:
        self._kept = kept
        self.kept_changed.emit([each.line for each in kept])

    def _end_keeping(self) -> None:
        self.name.setVisible(False)
        self.words.setVisible(True)
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)
