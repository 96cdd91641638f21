"""The comparison of two versions: what became of each section, both texts, the numbers and names that changed."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent, QTextCursor
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from dutyroom.rules.plan_compare import FATE_SIGNS, Fate, SectionChange
from dutyroom.rules.wording import mark
from dutyroom.ui.fonts import sized
from dutyroom.ui.icons import icon
from dutyroom.ui.parts.elided_label import ElidedLabel
from dutyroom.ui.parts.plans.compared import Compared
from dutyroom.ui.parts.plans.difference_text import DifferenceText, DifferenceWords, lay_out_differences
from dutyroom.ui.parts.plans.document import heading_of
from dutyroom.ui.parts.plans.quote_table import QuoteTable
from dutyroom.ui.theme import is_look_change, label_of, put_look, tokens_in_use

BESIDE_FROM: Final = 520
"""Width in px of the texts from which on they stand side by side."""
_LIST_FROM: Final = 680
_TYPE_PT: Final = 10.5
_WHERE: Final = Qt.ItemDataRole.UserRole
SUMMARY: Final[dict[str, str]] = {
    Fate.CHANGED: mark("{count} reworded"),
    Fate.ADDED: mark("{count} added"),
    Fate.REMOVED: mark("{count} removed"),
    Fate.MOVED: mark("{count} moved"),
}


class ComparisonView(QWidget):
    """Shows a :class:`Compared`; ``print_asked`` and ``left`` are for whoever holds it."""

    print_asked = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: Compared | None = None
        self._made: DifferenceText | None = None
        self._is_beside = True
        self._at = -1
        self.heading = ElidedLabel(parent=self, type_="strong")
        self.summary = ElidedLabel(parent=self, type_="secondary")
        self.back, self.previous, self.next, self.print = (QPushButton(self) for _ in range(4))
        for button in (self.back, self.previous, self.next, self.print):
            put_look(button, look="plain")
        self.only_changed = QCheckBox(self)
        self.only_changed.setChecked(True)
        self.position = label_of("secondary", parent=self)
        self.sections = QListWidget(self)
        self.text = QTextEdit(self)
        self.text.setReadOnly(True)
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        put_look(self.text, look="reading")
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.quotes = QuoteTable(self)
        self.text.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.text.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._lay_out()
        self._connect()
        self.retranslate()
        self._tint()

    @property
    def shown(self) -> Compared | None:
        """What is shown."""
        return self._shown

    @property
    def at(self) -> int:
        """Which section of the comparison is the present one; -1 is none."""
        return self._at

    def show_compared(self, shown: Compared) -> None:
        """Show two versions from their first difference."""
        self._shown, self._at = shown, -1
        self.quotes.show_changes(shown)
        self._fill()
        differences = shown.comparison.differences
        if differences:
            self.go_to(differences[0])

    def step(self, by: int) -> None:
        """The next section that differs, or the one before; at the ends it stays."""
        if self._shown is None:
            return
        differences = self._shown.comparison.differences
        ahead = [n for n in differences if n > self._at] if by > 0 else [n for n in differences if n < self._at]
        if ahead:
            self.go_to(ahead[0] if by > 0 else ahead[-1])

    def go_to(self, place: int) -> None:
        """Show a section of the comparison, by its place."""
        if self._made is None or self._shown is None:
            return
        if place not in self._made.places:
            self.only_changed.setChecked(False)
        self._at = place
        cursor = QTextCursor(self._made.document)
        cursor.setPosition(self._made.places.get(place, 0))
        self.text.setTextCursor(cursor)
        bar = self.text.verticalScrollBar()
        bar.setValue(bar.value() + self.text.cursorRect(cursor).top() - 8)
        for row in range(self.sections.count()):
            if self.sections.item(row).data(_WHERE) == place:
                self.sections.blockSignals(True)
                self.sections.setCurrentRow(row)
                self.sections.blockSignals(False)
                break
        self._say_position()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow window shows one column, and the list of sections folds away."""
        super().resizeEvent(event)
        self.sections.setVisible(self.width() >= _LIST_FROM)
        if self._beside() != self._is_beside:
            self._fill()

    def changeEvent(self, event: QEvent) -> None:
        """Follow language, scheme and size of type."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif is_look_change(event) or event.type() == QEvent.Type.FontChange:
            self._tint()
            self._fill()

    def retranslate(self) -> None:
        """Word it anew."""
        self.back.setText(self.tr("Versions"))
        self.back.setToolTip(self.tr("Back to the list of versions (Esc)"))
        self.previous.setAccessibleName(self.tr("Previous difference"))
        self.previous.setToolTip(self.tr("Previous difference") + "  Alt+Up")
        self.next.setAccessibleName(self.tr("Next difference"))
        self.next.setToolTip(self.tr("Next difference") + "  Alt+Down")
        self.print.setText(self.tr("Print"))
        self.print.setToolTip(self.tr("Print the comparison"))
        self.only_changed.setText(self.tr("Only what differs"))
        self.sections.setAccessibleName(self.tr("What became of each section"))
        self.text.setAccessibleName(self.tr("Both versions"))
        self.quotes.retranslate()
        self._fill()

    def _connect(self) -> None:
        self.back.clicked.connect(self.left)
        self.previous.clicked.connect(lambda: self.step(-1))
        self.next.clicked.connect(lambda: self.step(1))
        self.print.clicked.connect(self.print_asked)
        self.only_changed.toggled.connect(self._fill)
        self.sections.currentItemChanged.connect(self._chosen)
        self.quotes.asked.connect(self.go_to)

    def _lay_out(self) -> None:
        tools = QHBoxLayout()
        tools.setSpacing(4)
        tools.addWidget(self.back)
        tools.addWidget(self.heading, 1)
        for widget in (self.position, self.previous, self.next, self.print):
            tools.addWidget(widget)
        below = QHBoxLayout()
        below.addWidget(self.summary, 1)
        below.addWidget(self.only_changed)
        across = QSplitter(Qt.Orientation.Horizontal, self)
        across.addWidget(self.sections)
        across.addWidget(self.text)
        across.setStretchFactor(1, 1)
        across.setSizes([190, 600])
        across.setChildrenCollapsible(False)
        down = QSplitter(Qt.Orientation.Vertical, self)
        down.addWidget(across)
        down.addWidget(self.quotes)
        down.setStretchFactor(0, 1)
        down.setSizes([400, 130])
        down.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(tools)
        column.addLayout(below)
        column.addWidget(down, 1)

    def _fill(self) -> None:
        shown = self._shown
        if shown is None:
            return
        self.heading.setText(self.tr("{old} compared with {new}").format(old=self._named(True), new=self._named(False)))
        self.summary.setText(self._summary(shown))
        self._fill_list(shown)
        self._is_beside = self._beside()
        fates = [self._fate(change) for change in shown.comparison.sections]
        words = DifferenceWords(self.tr("… {count} sections unchanged …"), fates)
        old = self._made
        self._made = lay_out_differences(
            shown,
            words,
            sized(_TYPE_PT),
            tokens_in_use(),
            beside=self._is_beside,
            only_changed=self.only_changed.isChecked(),
        )
        self._made.document.setParent(self.text)
        self.text.setDocument(self._made.document)
        if old is not None:
            old.document.deleteLater()
        if self._at >= 0:
            self.go_to(self._at)
        self._say_position()

    def _fill_list(self, shown: Compared) -> None:
        self.sections.blockSignals(True)
        self.sections.clear()
        for place, change in enumerate(shown.comparison.sections):
            if self.only_changed.isChecked() and change.fate is Fate.SAME:
                continue
            said = self._said(shown, change)
            item = QListWidgetItem(f"{FATE_SIGNS[change.fate] or ' '} {said}")
            item.setToolTip(f"{said}\n{self._fate(change)}")
            item.setData(_WHERE, place)
            self.sections.addItem(item)
        self.sections.blockSignals(False)

    def _said(self, shown: Compared, change: SectionChange) -> str:
        section = shown.new_section(change) or shown.old_section(change)
        heading = heading_of(section) if section is not None else ""
        return heading or self.tr("Above the first heading")

    def _fate(self, change: SectionChange) -> str:
        """What became of a section, with the number that it had."""
        said = self.tr(change.word)
        shown = self._shown
        old = shown.old_section(change) if shown is not None else None
        new = shown.new_section(change) if shown is not None else None
        if change.renumbered and old is not None and new is not None and (old.number or new.number):
            before, after = old.number or "—", new.number or "—"
            said += "  " + self.tr("{before} is now {after}").format(before=before, after=after)
        return said

    def _named(self, old: bool) -> str:
        assert self._shown is not None  # noqa: S101  # only asked while something is shown
        row = (self._shown.old if old else self._shown.new).plan
        if not row.text_number:
            return self.tr("the new file")
        day = f" ({row.issued_on.isoformat()})" if row.issued_on else ""
        return self.tr("version {number}").format(number=row.text_number) + day

    def _summary(self, shown: Compared) -> str:
        found = shown.comparison
        if not found.differences:
            return self.tr("The two say the same.")
        said = [
            self.tr(word).format(count=found.count(Fate(fate)))
            for fate, word in SUMMARY.items()
            if found.count(Fate(fate))
        ]
        if found.renumbered:
            said.append(self.tr("{count} renumbered only").format(count=found.renumbered))
        return "  ·  ".join(said)

    def _say_position(self) -> None:
        differences = self._shown.comparison.differences if self._shown is not None else ()
        place = differences.index(self._at) + 1 if self._at in differences else 0
        self.position.setText(f"{place} / {len(differences)}" if differences else "")
        self.position.setAccessibleName(
            self.tr("Difference {number} of {count}").format(number=place, count=len(differences))
        )
        self.previous.setEnabled(any(n < self._at for n in differences))
        self.next.setEnabled(any(n > self._at for n in differences))

    def _beside(self) -> bool:
        room = self.width() - (self.sections.width() if self.width() >= _LIST_FROM else 0)
        return room >= BESIDE_FROM

    def _tint(self) -> None:
        for button, name in ((self.previous, "up"), (self.next, "down")):
            button.setIcon(icon(name, size=18))

    def _chosen(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.go_to(int(item.data(_WHERE)))
