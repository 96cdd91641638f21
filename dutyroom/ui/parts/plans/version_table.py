"""The versions of a plan as a list: which is in force, when and how each came, what it was used for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QTableWidget, QTableWidgetItem, QWidget

from dutyroom.rules.activation import ActivationState
from dutyroom.rules.plan_version import ORIGIN_WORDS
from dutyroom.rules.wording import mark
from dutyroom.ui.parts.focus import is_enter
from dutyroom.ui.parts.list_look import as_file_list
from dutyroom.ui.theme import is_look_change, tokens_in_use

if TYPE_CHECKING:
    from dutyroom.data.queries.plan_versions import VersionRow, VersionUse
    from dutyroom.ui.page import Tools

_WIDTHS: Final = (72, 128, 106, 106, 120, 80)
_FROM: Final = 3
STANDING_WORDS: Final[dict[str, str]] = {
    "in_force": mark("in force"),
    "former": mark("superseded"),
    "ahead": mark("not in force yet"),
}
_SIGNS: Final[dict[str, str]] = {"in_force": "●", "former": "○", "ahead": "◇"}


class VersionTable(QTableWidget):
    """A row a version, the newest on top; ``read`` carries the number of the one that is to be read."""

    read = Signal(int)

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(0, len(_WIDTHS), parent)
        self._tools = tools
        self._versions: Sequence[VersionRow] = ()
        as_file_list(self, _WIDTHS)
        self.itemDoubleClicked.connect(lambda item: self.read.emit(self._versions[item.row()].number))
        self.retranslate()

    def show_versions(self, versions: Sequence[VersionRow]) -> None:
        """Show these; the row chosen stays the same version."""
        chosen = self.chosen()
        self._versions = tuple(versions)
        self.retranslate()
        places = [n for n, each in enumerate(versions) if chosen is not None and each.number == chosen.number]
        if versions:
            self.selectRow(places[0] if places else 0)

    def chosen(self) -> VersionRow | None:
        """The version in whose row the cursor is."""
        row = self.currentRow()
        return self._versions[row] if 0 <= row < len(self._versions) else None

    def choose(self, number: int) -> None:
        """Choose a version by its number."""
        for place, each in enumerate(self._versions):
            if each.number == number:
                self.selectRow(place)

    def retranslate(self) -> None:
        """Word it anew."""
        self.setAccessibleName(self.tr("Versions of the plan"))
        self.setHorizontalHeaderLabels(
            [
                self.tr("Version"),
                self.tr("State"),
                self.tr("Date of issue"),
                self.tr("In force from"),
                self.tr("Document number"),
                self.tr("What changed"),
            ]
        )
        self.blockSignals(True)
        self.setRowCount(len(self._versions))
        for place, version in enumerate(self._versions):
            for column, text in enumerate(self._texts(version)):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                self.setItem(place, column, item)
        self.setColumnHidden(_FROM, not any(version.effective_on for version in self._versions))
        self._tint()
        self.blockSignals(False)

    def changeEvent(self, event: QEvent) -> None:
        """Follow language and scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif is_look_change(event):
            self._tint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter reads the version."""
        chosen = self.chosen()
        if (
            is_enter(event)
            and chosen is not None
            and event.modifiers()
            in (
                Qt.KeyboardModifier.NoModifier,
                Qt.KeyboardModifier.KeypadModifier,
            )
        ):
            self.read.emit(chosen.number)
            event.accept()
        else:
            super().keyPressEvent(event)

    def said_in_full(self, version: VersionRow) -> str:
        """How a version came, when, by whom, and what it was used for; a line each."""
        came = version.imported_at.astimezone(self._tools.zone).strftime("%Y-%m-%d %H:%M")
        origin = self.tr(ORIGIN_WORDS.get(version.origin, version.origin))
        if version.based_on is not None:
            origin += "  " + self.tr("from version {number}").format(number=version.based_on)
        if version.confidence is not None:
            origin += "  " + self.tr("recognised in pictures, {percent} % sure").format(percent=version.confidence)
        sections = self.tr("{count} sections").format(count=version.sections)
        parts = (origin, came, version.author, sections, version.file_name)
        lines = ["  ·  ".join(part for part in parts if part), version.note]
        return "\n".join(filter(None, (*lines, *(self._use(use) for use in version.uses))))

    def _use(self, use: VersionUse) -> str:
        running = self.tr("still in use") if use.state == ActivationState.RUNNING else self.tr("use ended")
        said = self.tr("Used for {number} {title}, level {level}, {state}")
        return said.format(number=use.matter_number, title=use.matter_title, level=use.level, state=running)

    def _texts(self, version: VersionRow) -> tuple[str, ...]:
        return (
            str(version.number),
            f"{_SIGNS[version.standing]} {self.tr(STANDING_WORDS[version.standing])}",
            version.issued_on.isoformat() if version.issued_on else "",
            version.effective_on.isoformat() if version.effective_on else "",
            version.document_number,
            version.note,
        )

    def _tint(self) -> None:
        tokens = tokens_in_use()
        colours = {"in_force": tokens.done, "former": tokens.secondary, "ahead": tokens.warning}
        for place, version in enumerate(self._versions):
            item = self.item(place, 1)
            if item is not None:
                item.setForeground(QColor(colours[version.standing]))
