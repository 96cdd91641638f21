"""Settings: office, officers, this workstation's look, rules, words of routing, holidays, store, the computer."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from dutyroom.data.queries.rules import rule_book
from dutyroom.rules.officer import Author, Role
from dutyroom.rules.rule_book import RuleBook
from dutyroom.ui.courier import Changed
from dutyroom.ui.page import Command, Page, Place, Tools
from dutyroom.ui.parts.field_note import FieldNote
from dutyroom.ui.parts.settings.classes_panel import ClassesPanel
from dutyroom.ui.parts.settings.diagnostics import Diagnostics
from dutyroom.ui.parts.settings.holidays_panel import HolidaysPanel
from dutyroom.ui.parts.settings.look_form import LookForm
from dutyroom.ui.parts.settings.mastheads_panel import MastheadsPanel
from dutyroom.ui.parts.settings.office_form import OfficeForm
from dutyroom.ui.parts.settings.officers_panel import OfficersPanel
from dutyroom.ui.parts.settings.routing_panel import RoutingPanel
from dutyroom.ui.parts.settings.rules_panel import RulesPanel
from dutyroom.ui.parts.settings.search_words_panel import SearchWordsPanel
from dutyroom.ui.parts.settings.store_panel import StorePanel
from dutyroom.ui.theme import label_of

_TABS: Final = (
    "office",
    "officers",
    "look",
    "rules",
    "routing",
    "classes",
    "search_words",
    "mastheads",
    "holidays",
    "store",
    "about",
)
_WIDE: Final = ("officers", "rules", "routing", "classes", "search_words", "mastheads", "holidays")
_OF_THE_OFFICE: Final = ("office", "officers", "rules", "holidays", "store")
"""Sheets that only an administrator changes."""


class SettingsPage(Page):
    """Eleven sheets; changes to the office and to others need an administrator, and the page says so."""

    KEY = "settings"
    ICON = "settings"

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self.heading = label_of("page", parent=self)
        self.rights = FieldNote(self)
        self.tabs = QTabBar(self)
        self.tabs.setObjectName("tabs")
        self.tabs.setExpanding(False)
        self.office = OfficeForm(tools)
        self.officers = OfficersPanel(tools)
        self.look = LookForm(tools)
        self.rules = RulesPanel(tools)
        self.routing = RoutingPanel(tools)
        self.classes = ClassesPanel(tools)
        self.search_words = SearchWordsPanel(tools)
        self.mastheads = MastheadsPanel(tools)
        self.holidays = HolidaysPanel(tools)
        self.store = StorePanel(tools)
        self.about = Diagnostics(tools)
        self.stack = QStackedWidget(self)
        self._lay_out()
        self.tabs.currentChanged.connect(self._turn_to)
        tools.courier.author_changed.connect(self._author_changed)
        self.retranslate()
        self._show_rights()

    def title(self) -> str:
        """The page's short name."""
        return self.tr("Settings")

    def arrive(self, place: Place | None) -> None:
        """Show a sheet: ``step`` may be office, officers, look, rules, routing, classes, search_words, mastheads, holidays …"""
        if place is not None and place.step in _TABS:
            self.tabs.setCurrentIndex(_TABS.index(place.step))
        self.office.show_office(self.tools.office())
        self.officers.refresh()
        self.look.show_look()
        self._ask_rules()
        self.routing.refresh()
        self.classes.refresh()
        self.search_words.refresh()
        self.mastheads.refresh()
        self._show_rights()
        if self.tabs.currentIndex() == _TABS.index("about"):
            self.about.refresh()

    def heard(self, changed: Changed) -> None:
        """Follow changes of settings and officers."""
        if changed.kinds & {"setting", "*"}:
            self.office.show_office(self.tools.office())
        if changed.kinds & {"officer", "*"}:
            self.officers.refresh()
        if changed.kinds & {"rule_value", "holiday_year", "setting", "*"}:
            self._ask_rules()
        if changed.kinds & {"routing_word", "unit", "*"}:
            self.routing.refresh()
        if changed.kinds & {"hotline_class", "unit", "rule_value", "*"}:
            self.classes.refresh()
        if changed.kinds & {"search_words", "*"}:
            self.search_words.refresh()
        if changed.kinds & {"setting", "*"}:
            self.mastheads.refresh()

    def commands(self) -> list[Command]:
        """The sheets, a backup and the check."""
        return [
            Command("settings.office", self.tr("Settings: office"), "", lambda: self._show_tab("office")),
            Command("settings.officers", self.tr("Settings: officers"), "", lambda: self._show_tab("officers")),
            Command("settings.look", self.tr("Settings: language and colours"), "", lambda: self._show_tab("look")),
            Command("settings.rules", self.tr("Settings: rules in force"), "", lambda: self._show_tab("rules")),
            Command("settings.routing", self.tr("Settings: words of routing"), "", lambda: self._show_tab("routing")),
            Command(
                "settings.classes",
                self.tr("Settings: classes of the mayor's telephone"),
                "",
                lambda: self._show_tab("classes"),
            ),
            Command(
                "settings.search", self.tr("Settings: words for searching"), "", lambda: self._show_tab("search_words")
            ),
            Command(
                "settings.mastheads", self.tr("Settings: heads of papers"), "", lambda: self._show_tab("mastheads")
            ),
            Command("settings.holidays", self.tr("Settings: holidays"), "", lambda: self._show_tab("holidays")),
            Command("settings.backup", self.tr("Back up now…"), "", self._back_up),
            Command("settings.check", self.tr("Check the store"), "", self._check),
        ]

    def begin_filtering(self) -> None:
        """Rules and words are filtered; elsewhere the cursor goes to the sheets."""
        name = _TABS[self.tabs.currentIndex()]
        if name == "rules":
            self.rules.begin_filtering()
        elif name == "routing":
            self.routing.begin_filtering()
        elif name == "classes":
            self.classes.begin_filtering()
        elif name == "search_words":
            self.search_words.begin_filtering()
        elif name == "mastheads":
            self.mastheads.begin_filtering()
        else:
            self.tabs.setFocus()

    def retranslate(self) -> None:
        """Word the page anew."""
        self.heading.setText(self.title())
        words = (
            self.tr("Office"),
            self.tr("Officers"),
            self.tr("Language and colours"),
            self.tr("Rules in force"),
            self.tr("Words of routing"),
            self.tr("Hotline classes"),
            self.tr("Words for searching"),
            self.tr("Heads of papers"),
            self.tr("Holidays"),
            self.tr("Store"),
            self.tr("About this computer"),
        )
        for place, word in enumerate(words):
            self.tabs.setTabText(place, word)
        self.tabs.setAccessibleName(self.tr("Sheets of the settings"))
        self._show_rights()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def poses(self) -> list[tuple[str, Callable[[], None]]]:
        """Each sheet, for the gallery."""
        sheets: list[tuple[str, Callable[[], None]]] = [
            (f"settings_{name}", partial(self._show_tab, name)) for name in _TABS
        ]
        return [*sheets, ("settings_rules_none", self._pose_filter)]

    def _pose_filter(self) -> None:
        self._show_tab("rules")
        self.rules.filter.setText("no such rule")

    def _lay_out(self) -> None:
        for _ in _TABS:
            self.tabs.addTab("")
        sheets = (
            self.office,
            self.officers,
            self.look,
            self.rules,
            self.routing,
            self.classes,
            self.search_words,
            self.mastheads,
            self.holidays,
            self.store,
            self.about,
        )
        for name, sheet in zip(_TABS, sheets, strict=True):
            if name in _WIDE:
                self.stack.addWidget(sheet)
                continue
            page = QWidget()
            page.setProperty("look", "page")
            around = QHBoxLayout(page)
            around.setContentsMargins(0, 8, 8, 8)
            sheet.setMaximumWidth(760)
            around.addWidget(sheet, 0 if name == "look" else 1, Qt.AlignmentFlag.AlignTop)
            around.addStretch(1 if name == "look" else 0)
            area = QScrollArea()
            area.setWidgetResizable(True)
            area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            area.setWidget(page)
            self.stack.addWidget(area)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addWidget(self.heading)
        column.addWidget(self.tabs)
        column.addWidget(self.rights)
        column.addWidget(self.stack, 1)

    def _turn_to(self, place: int) -> None:
        self.stack.setCurrentIndex(place)
        self._show_rights()
        if _TABS[place] == "about":
            self.about.refresh()

    def _show_tab(self, name: str) -> None:
        self.tabs.setCurrentIndex(_TABS.index(name))

    def _author_changed(self, _author: Author) -> None:
        self._show_rights()

    def _show_rights(self) -> None:
        self.office.show_rights()
        self.officers.show_rights()
        self.rules.show_rights()
        self.routing.show_rights()
        self.classes.show_rights()
        self.search_words.show_rights()
        self.mastheads.show_rights()
        self.holidays.show_rights()
        self.store.show_rights()
        may = Role.ADMINISTRATOR in self.tools.courier.author.roles
        needed = _TABS[self.tabs.currentIndex()] in _OF_THE_OFFICE
        if _TABS[self.tabs.currentIndex()] in ("routing", "search_words") and not self.routing.may_change():
            self.rights.say(self.tr("Changing this needs a duty officer or a leader; you can look and try."), "info")
        elif _TABS[self.tabs.currentIndex()] == "classes" and not self.classes.may_change():
            words = self.tr("Changing this needs somebody of the mayor's telephone or a leader; you can look.")
            self.rights.say(words, "info")
        elif _TABS[self.tabs.currentIndex()] == "mastheads" and not self.mastheads.may_change():
            self.rights.say(self.tr("Changing this needs a leader or an administrator; you can look."), "info")
        elif may or not needed:
            self.rights.be_silent()
        else:
            self.rights.say(self.tr("Changing this needs an administrator; you can look at everything."), "info")

    def _ask_rules(self) -> None:
        self.tools.courier.ask(self, rule_book, then=self._rules_read)

    def _rules_read(self, book: RuleBook) -> None:
        self.rules.show_book(book)
        self.holidays.show_book(book)

    def _back_up(self) -> None:
        self._show_tab("store")
        self.store.back_up.click()

    def _check(self) -> None:
        self._show_tab("store")
        self.store.check.click()
