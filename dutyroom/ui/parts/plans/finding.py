"""What helps to find in the library: the filter, past searches, pinned plans, another spelling of what nothing says."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QMenu, QPushButton, QWidget

from dutyroom.actions.plan_reading import clear_searches, note_search, pin_plan, unpin_plan
from dutyroom.data.queries.plan_reading import past_searches, pinned_plans
from dutyroom.data.queries.plans import PlanRow
from dutyroom.data.queries.search import Found
from dutyroom.rules.plan_filter import PlanFilter
from dutyroom.ui.icons import icon
from dutyroom.ui.page import Changed, Command, Tools
from dutyroom.ui.parts.elided_button import ElidedButton
from dutyroom.ui.parts.plans.filter_row import KEY as FILTER_KEY
from dutyroom.ui.parts.plans.filter_row import PlanFilterRow
from dutyroom.ui.theme import is_look_change, put_look

PIN_KEY = "Ctrl+B"
_OWN_KINDS = frozenset({"plan_pin", "past_search", "*"})


class PlanFinding(QObject):
    """Stands beside the search box. ``changed``: another filter or other pins, so that the list is to be made anew."""

    changed = Signal()

    def __init__(self, tools: Tools, search: QLineEdit, page: QWidget) -> None:
        super().__init__(page)
        self._tools, self._search, self._page = tools, search, page
        self._meant = ""
        self.pins: tuple[int, ...] = ()
        self.past: tuple[str, ...] = ()
        self.row = PlanFilterRow(page)
        self.filters, self.meant = QPushButton(page), ElidedButton("", page)
        for button in (self.filters, self.meant):
            put_look(button, look="link")
        self.meant.setVisible(False)
        self.menu = QMenu(page)
        self.history = search.addAction(icon("history"), QLineEdit.ActionPosition.TrailingPosition)
        self.history.triggered.connect(self.open_history)
        self.filters.clicked.connect(self.row.unfold)
        self.row.changed.connect(lambda _: self.changed.emit())
        self.row.left.connect(lambda: search.setFocus(Qt.FocusReason.OtherFocusReason))
        self.meant.clicked.connect(self.take_meant)
        tools.courier.author_changed.connect(lambda _: self.refresh())
        search.installEventFilter(self)
        page.installEventFilter(self)
        self.retranslate()
        self.refresh()

    @property
    def filter(self) -> PlanFilter:
        """What is asked for besides words."""
        return self.row.filter

    def today(self) -> date:
        """The office's day, which says what is in force."""
        return self._tools.clock().astimezone(self._tools.zone).date()

    def takes(self, row: PlanRow) -> bool:
        """Whether a plan of the list is asked for."""
        said, asked = row.particulars, self.filter
        if asked.in_force and not (
            row.state == "kept"
            and row.replaced_by is None
            and (row.effective_on is None or row.effective_on <= self.today())
            and (row.ends_on is None or self.today() < row.ends_on)
        ):
            return False
        return not asked.narrows or asked.takes(row.kind, said.level, said.lead_unit, row.issued_on)

    def refresh(self) -> None:
        """Read the pins and past searches of who is signed in."""
        officer = self._tools.courier.author.id
        self._tools.courier.ask(self, pinned_plans, officer, then=self._pins_came)
        self._tools.courier.ask(self, past_searches, officer, then=self._past_came)

    def heard(self, changed: Changed) -> None:
        """Follow a pin or a search of this officer's."""
        if changed.kinds & _OWN_KINDS:
            self.refresh()

    def commands(self, shown: Callable[[], int | None]) -> list[Command]:
        """Filter, past searches, pin; ``shown`` gives the plan that is open or chosen."""
        return [
            Command("plans.filter", self.tr("Narrow the plans"), FILTER_KEY, self.row.unfold),
            Command("plans.past", self.tr("Past searches"), "Alt+Down", self.open_history),
            Command("plans.clear_past", self.tr("Forget the past searches"), "", self._forget),
            Command("plans.pin", self.tr("Pin the plan, or unpin it"), PIN_KEY, lambda: self.turn_pin(shown())),
        ]

    def turn_pin(self, plan: int | None) -> None:
        """Pin a plan that is not, unpin one that is."""
        if plan is None:
            return
        pinned = plan in self.pins
        said = self.tr("The plan is pinned no more.") if pinned else self.tr("The plan is pinned: it stands on top.")
        action = unpin_plan if pinned else pin_plan
        self._tools.courier.do(self, action, plan, then=lambda _: self._tools.say(said))

    def note(self, words: str) -> None:
        """Remember words by which something was opened."""
        if words.strip() and words.strip() not in self.past[:1]:
            self._tools.courier.do(self, note_search, words)

    def _forget(self) -> None:
        """Forget what was searched for."""
        done = self.tr("The past searches are forgotten.")
        self._tools.courier.do(self, clear_searches, then=lambda _: self._tools.say(done))

    def show_found(self, found: Found | None) -> None:
        """Offer another spelling where nothing says the words as they are."""
        self._meant = found.meant if found is not None else ""
        words = self.tr("Did you mean: {words}").format(words=self._meant)
        self.meant.set_words(words, hint=self.tr("Take it  Ctrl+Enter"))
        self.meant.setVisible(bool(self._meant))

    def take_meant(self) -> None:
        """Search for the other spelling."""
        if self._meant:
            self._search.setText(self._meant)
            self._search.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_history(self) -> None:
        """Show what was searched for under the search box; nothing where there is nothing."""
        if not self.past:
            self._tools.say(self.tr("Nothing was searched for yet."))
            return
        self.menu.clear()
        for words in self.past:
            entry = QAction(words.replace("&", "&&"), self.menu)
            entry.triggered.connect(lambda _, words=words: self._again(words))
            self.menu.addAction(entry)
        self.menu.addSeparator()
        forget = QAction(self.tr("Forget the past searches"), self.menu)
        forget.triggered.connect(self._forget)
        self.menu.addAction(forget)
        self.menu.setActiveAction(self.menu.actions()[0])
        self.menu.popup(self._search.mapToGlobal(self._search.rect().bottomLeft()))

    def retranslate(self) -> None:
        """Word it anew."""
        self.filters.setText(self.tr("Narrow"))
        self.filters.setToolTip(self.tr("Narrow the plans") + f"  {FILTER_KEY}")
        self.history.setText(self.tr("Past searches"))
        self.history.setToolTip(self.tr("Past searches") + "  Alt+↓")
        self.meant.set_words(self.tr("Did you mean: {words}").format(words=self._meant), hint="Ctrl+Enter")

    def takes_key(self, event: QKeyEvent) -> bool:
        """Ctrl+Enter in the box takes the other spelling; Alt+Down, or Down while it is empty, opens the past searches."""
        key, keys = event.key(), event.modifiers()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and keys & Qt.KeyboardModifier.ControlModifier and self._meant:
            self.take_meant()
            return True
        alone = not self._search.text() and bool(self.past)
        if key == Qt.Key.Key_Down and (alone or keys & Qt.KeyboardModifier.AltModifier):
            self.open_history()
            return True
        return False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow language and colours."""
        if watched is self._page and event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif watched is self._search and is_look_change(event):
            self.history.setIcon(icon("history"))
        return super().eventFilter(watched, event)

    def _again(self, words: str) -> None:
        self._search.setText(words)
        self._search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _pins_came(self, pins: list[int]) -> None:
        if tuple(pins) != self.pins:
            self.pins = tuple(pins)
            self.changed.emit()

    def _past_came(self, past: list[str]) -> None:
        self.past = tuple(past)
