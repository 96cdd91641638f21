"""The filter bar of the catalogue: words, kind, level, class, which ones, public, due within some days."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from dutyroom.rules.catalogue import WHICH_WORDS, CatalogueFilter, Which
from dutyroom.rules.plan import KIND_WORDS, LEVEL_WORDS
from dutyroom.rules.wording import mark
from dutyroom.ui.parts.elided_label import ElidedLabel
from dutyroom.ui.parts.plans.particulars_words import PLAN_KINDS, offer_classes, offer_words
from dutyroom.ui.theme import put_look

_TYPING_MS: Final = 120
_DUES: Final[dict[str, str]] = {
    "-1": mark("Overdue"),
    "7": mark("Due within 7 days"),
    "30": mark("Due within 30 days"),
    "90": mark("Due within 90 days"),
    "365": mark("Due within a year"),
}
_PUBLIC: Final[dict[str, str]] = {"yes": mark("public"), "no": mark("not public")}


class CatalogueBar(QWidget):
    """Says what is asked of the catalogue with ``changed``; ``left`` when the table is meant."""

    changed = Signal(CatalogueFilter)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._said = CatalogueFilter()
        self.words = QLineEdit(self)
        self.words.setObjectName("words")
        self.words.setClearButtonEnabled(True)
        self.words.setMaxLength(200)
        self.count = ElidedLabel(parent=self, type_="small")
        self.kind, self.level, self.event_class = QComboBox(self), QComboBox(self), QComboBox(self)
        self.which, self.public, self.due = QComboBox(self), QComboBox(self), QComboBox(self)
        self.all = QPushButton(self)
        put_look(self.all, look="link")
        self.buttons = QHBoxLayout()
        self._boxes = (self.kind, self.level, self.event_class, self.which, self.public, self.due)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        self._lay_out()
        self.retranslate()
        self._typing.timeout.connect(self._changed)
        self.words.textChanged.connect(lambda _: self._typing.start())
        for box in self._boxes:
            box.currentIndexChanged.connect(self._changed)
        self.all.clicked.connect(lambda: self.show_filter(CatalogueFilter()))

    def filter(self) -> CatalogueFilter:
        """What the bar says now."""
        category, _, subtype = str(self.event_class.currentData() or "").partition("/")
        due = str(self.due.currentData() or "")
        return CatalogueFilter(
            words=self.words.text().strip(),
            kind=str(self.kind.currentData() or ""),
            level=str(self.level.currentData() or ""),
            category=category,
            subtype=subtype,
            which=Which(self.which.currentData()),
            is_public={"yes": True, "no": False}.get(str(self.public.currentData() or "")),
            due_days=int(due) if due else None,
        )

    def show_filter(self, wanted: CatalogueFilter) -> None:
        """Put a filter into the bar."""
        values = {
            self.kind: wanted.kind,
            self.level: wanted.level,
            self.event_class: f"{wanted.category}/{wanted.subtype}" if wanted.category else "",
            self.which: wanted.which.value,
            self.public: "" if wanted.is_public is None else "yes" if wanted.is_public else "no",
            self.due: "" if wanted.due_days is None else str(wanted.due_days),
        }
        for box, value in values.items():
            with QSignalBlocker(box):
                box.setCurrentIndex(max(box.findData(value), 0))
        self.words.setText(wanted.words)
        self._changed()

    def retranslate(self) -> None:
        """Word it anew; what was chosen stays."""
        self.words.setPlaceholderText(self.tr("Title, unit, number, pinyin or initials  Ctrl+F"))
        self.words.setAccessibleName(self.tr("Words to find plans by"))
        self.all.setText(self.tr("Clear the filter"))
        offer_words(self.kind, {kind: KIND_WORDS[kind] for kind in PLAN_KINDS}, self.tr("All kinds"))
        offer_words(self.level, LEVEL_WORDS, self.tr("All levels"))
        offer_classes(self.event_class, self.tr("All events"))
        offer_words(self.which, WHICH_WORDS, None)
        offer_words(self.public, _PUBLIC, self.tr("Public or not"))
        offer_words(self.due, _DUES, self.tr("Any due day"))
        for box, name in (
            (self.kind, self.tr("Kind of plan")),
            (self.level, self.tr("Whose plan")),
            (self.event_class, self.tr("For which events")),
            (self.which, self.tr("Which plans")),
            (self.public, self.tr("Public?")),
            (self.due, self.tr("Next drill or evaluation")),
        ):
            box.setAccessibleName(name)
            box.setToolTip(name)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc, Enter and the down arrow go to the table."""
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._changed()
            self.left.emit()
            event.accept()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        first, second = QHBoxLayout(), QHBoxLayout()
        self.words.setMinimumWidth(220)
        first.addWidget(self.words, 1)
        first.addLayout(self.buttons)
        for box in self._boxes:
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(7)
            second.addWidget(box, 1)
        second.addWidget(self.all)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for line in (first, second, self.buttons):
            line.setSpacing(8)
        for line in (first, second):
            column.addLayout(line)
        column.addWidget(self.count)

    def _changed(self, *_: object) -> None:
        self._typing.stop()
        wanted = self.filter()
        self.all.setEnabled(wanted.is_narrow)
        if wanted != self._said:
            self._said = wanted
            self.changed.emit(wanted)
