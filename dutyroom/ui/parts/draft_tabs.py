"""The half-written drafts as tabs above the capture line."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QTabBar, QToolButton, QWidget

from dutyroom.rules.entry import KIND_WORDS
from dutyroom.ui.icons import icon
from dutyroom.ui.parts.draft_state import DraftState
from dutyroom.ui.theme import is_look_change, put_look, tokens_in_use


class DraftTabs(QWidget):
    """One tab per draft; hidden while there is only one, and it is blank."""

    draft_chosen = Signal(str)
    drop_asked = Signal(str)
    new_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._drafts: tuple[DraftState, ...] = ()
        self._refused: frozenset[str] = frozenset()
        self.bar = QTabBar(self)
        self.bar.setDocumentMode(True)
        self.bar.setExpanding(False)
        self.bar.setUsesScrollButtons(True)
        self.bar.setElideMode(Qt.TextElideMode.ElideRight)
        self.bar.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.bar.tabBarClicked.connect(self._clicked)
        self.bar.currentChanged.connect(self._chosen)
        self.add, self.drop = QToolButton(self), QToolButton(self)
        for button in (self.add, self.drop):
            put_look(button, look="plain")
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.add.clicked.connect(self.new_asked)
        self.drop.clicked.connect(self._drop)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        line.addWidget(self.bar, 1)
        line.addWidget(self.add)
        line.addWidget(self.drop)
        self.retranslate()

    def set_drafts(self, drafts: Sequence[DraftState], current: str, refused: frozenset[str]) -> None:
        """Show these drafts; those refused carry a warning sign."""
        same_keys = [draft.key for draft in drafts] == [draft.key for draft in self._drafts]
        self._drafts, self._refused = tuple(drafts), refused
        self.bar.blockSignals(True)
        if not same_keys:
            while self.bar.count():
                self.bar.removeTab(0)
            for draft in drafts:
                self.bar.setTabData(self.bar.addTab(""), draft.key)
        self._word()
        self.bar.setCurrentIndex(next((i for i, d in enumerate(drafts) if d.key == current), 0))
        self.bar.blockSignals(False)
        self.setVisible(len(drafts) > 1)

    def retranslate(self) -> None:
        """Word tabs and buttons anew."""
        self.bar.setAccessibleName(self.tr("Drafts"))
        self.add.setAccessibleName(self.tr("New draft"))
        self.add.setToolTip(self.tr("New draft (Ctrl+N)"))
        self.drop.setAccessibleName(self.tr("Drop this draft"))
        self.drop.setToolTip(self.tr("Drop this draft"))
        self._word()
        self._tint()

    def changeEvent(self, event: QEvent) -> None:
        """Follow language and scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif is_look_change(event):
            self._tint()
            self._word()

    def _word(self) -> None:
        tokens = tokens_in_use()
        for place, draft in enumerate(self._drafts[: self.bar.count()]):
            kind = self.tr(KIND_WORDS.get(draft.kind, draft.kind))
            words = " ".join(f"{draft.unit} {draft.text[:60]}".split())
            brief = words if len(words) <= 14 else words[:13] + "…"
            self.bar.setTabText(place, f"{kind} {brief}".strip().replace("&", "&&"))
            self.bar.setTabToolTip(place, words[:300])
            refused = draft.key in self._refused
            self.bar.setTabIcon(
                place, icon("warning" if refused else draft.kind, tokens.overdue if refused else None, size=16)
            )

    def _tint(self) -> None:
        self.add.setIcon(icon("add", size=16))
        self.drop.setIcon(icon("close", size=16))

    def _chosen(self, place: int) -> None:
        if place >= 0:
            self.draft_chosen.emit(self.bar.tabData(place))

    def _clicked(self, place: int) -> None:
        if place >= 0 and place == self.bar.currentIndex():
            self.draft_chosen.emit(self.bar.tabData(place))

    def _drop(self) -> None:
        self.drop_asked.emit(self.bar.tabData(self.bar.currentIndex()))
