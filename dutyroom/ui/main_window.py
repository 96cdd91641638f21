"""The main window: shows pages in their frame, takes keys, locks. It knows no page by name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from dutyroom.rules.officer import Author
from dutyroom.ui.alarms import Alarms
from dutyroom.ui.appearance import Appearance
from dutyroom.ui.capture import Capture
from dutyroom.ui.courier import Changed
from dutyroom.ui.frame import Frame
from dutyroom.ui.idle import IdleWatch
from dutyroom.ui.notice_watch import NoticeWatch
from dutyroom.ui.over_desk import OverDesk
from dutyroom.ui.page import Command, Place, Tools
from dutyroom.ui.page_deck import PageDeck, PageEntry
from dutyroom.ui.palette_search import PaletteSearch
from dutyroom.ui.parts.banner import SHOWN_MOST
from dutyroom.ui.shift_watch import ShiftWatch
from dutyroom.ui.sign_in import Door, SignInCover
from dutyroom.ui.window_keys import Doing, Keys, key_groups, ways_to, window_commands
from dutyroom.ui.workstation import Workstation

LOW: Final = 780
"""Below this height of the window (in logical pixels) a page needs the room more than a second alarm."""


class MainWindow(QMainWindow):
    """The desk; ``left`` when it closes."""

    left = Signal()

    def __init__(
        self, tools: Tools, pages: Sequence[PageEntry], appearance: Appearance, workstation: Workstation
    ) -> None:
        super().__init__()
        self.setObjectName("main_window")
        self.tools = replace(tools, go=self.go, say=self.say)
        self._appearance, self._workstation = appearance, workstation
        self._focus: QWidget | None = None
        self._screens = QStackedWidget(self)
        self.frame = Frame(self.tools, self._screens)
        self.deck = PageDeck(self.tools, self.frame, pages)
        self.capture = Capture(self.tools, self.frame.capture_line, self.frame.entry_sheet, self.frame.drafts_sheet)
        self.alarms = Alarms(self.tools, self.frame.banner, self.frame.outcome, self.frame.notices, workstation.beep)
        names = self.deck.names()
        self.shift = ShiftWatch(self.tools, self.frame, names[0])
        self.notices = NoticeWatch(self.tools, self.frame, names)
        self.cover = SignInCover(Door(tools.courier, tools.clock, tools.office, tools.wording), self._screens)
        self.search = PaletteSearch(self.tools, self.frame.palette_over, self.commands)
        self._keys, self.over = Keys(self.frame), OverDesk(self)
        self.idle = IdleWatch(self, tools.clock, lambda: tools.office().lock_minutes)
        for screen in (self.frame, self.cover):
            self._screens.addWidget(screen)
        self.setCentralWidget(self._screens)
        self.setMinimumSize(880, 560)
        self._connect()
        self.go(Place(names[0]))
        self.retranslate()

    def go(self, place: Place) -> None:
        """Show a page at a place, with nothing lying over it; what was typed elsewhere stays."""
        self.frame.entry_sheet.close_over()
        self.deck.show_place(place)

    def say(self, sentence: str) -> None:
        """A short message at the foot of the page."""
        self.frame.toast.say(sentence)

    def commands(self) -> list[Command]:
        """Every command there is: the window's, a way to each page, those of the pages built."""
        ways = ways_to({key: self.deck.title(key) for key in self.deck.names()}, self.go)
        return [*self.deck.commands(), *window_commands(self._doing()), *ways]

    @property
    def is_locked(self) -> bool:
        """Whether the desk is covered until somebody signs in."""
        return self._screens.currentWidget() is self.cover

    def lock(self) -> None:
        """Cover the desk; what was typed is saved and stays on the screen underneath."""
        author = self.tools.courier.author
        if author.id is not None and not self.is_locked:
            self.capture.keep()
            self.ask_sign_in(author.id, locked_by=author.name)

    def ask_sign_in(self, officer: int | None, *, locked_by: str = "") -> None:
        """Cover the desk until somebody signs in; ``officer`` is proposed."""
        self._focus = self.frame.focusWidget()
        self.over.cover(self.tools.courier.author.id)
        self._screens.setCurrentWidget(self.cover)
        self.cover.ask_who(officer, locked_by=locked_by)

    def enter(self, author: Author) -> None:
        """``author`` sits at the desk from now on."""
        self._workstation.officer = author.id
        self.tools.courier.sign(author)
        self._screens.setCurrentWidget(self.frame)
        self.idle.touch()
        self.capture.offer_drafts()
        if self._focus is not None and self._focus.isVisibleTo(self):
            self._focus.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.frame.capture_line.take_focus()
        self.over.uncover(author.id)

    def read(self) -> None:
        """Read what the frame shows."""
        self.shift.read()
        self.notices.read()
        self.alarms.read()
        self.capture.read_units()

    def show_keys(self) -> None:
        """Show the keys of the window and of the page, or hide them."""
        page = self.deck.current()
        self.frame.key_help.set_keys(key_groups(window_commands(self._doing()), page.title(), page.commands()))
        self.frame.key_help.toggle()

    def retranslate(self) -> None:
        """Word the frame anew: the language, or the office's name or zone, changed."""
        self.shift.word_anew()
        self.capture.word_anew()
        self._listen()
        office = self.tools.office()
        name = office.name_en if self.tools.wording().language == "en" else office.name_zh
        self.setWindowTitle(f"{self.frame.strip.title_mark()}{name}")

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where the window is low, the banner gives way."""
        super().resizeEvent(event)
        self._fit_banner()

    def _fit_banner(self) -> None:
        short = self.deck.current().LISTS_ALARMS or self.height() < LOW
        self.frame.banner.set_most(1 if short else SHOWN_MOST)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Save what is being typed and the place of the window; what lies over it closes with it."""
        self.over.close()
        self.capture.keep()
        self._workstation.geometry = self.saveGeometry()
        self._workstation.keep()
        event.accept()
        self.left.emit()

    def _connect(self) -> None:
        bar = self.frame.bar
        bar.search_asked.connect(self.search.open)
        bar.lock_asked.connect(self.lock)
        bar.deadline_chosen.connect(lambda: self.go(Place(self.deck.names()[0])))
        for slot in (self._listen, self._fit_banner):
            self.deck.turned.connect(slot)
        for watch in (self.shift, self.notices):
            self.alarms.counted.connect(watch.count)
        self.shift.runs_since.connect(self.capture.shift_since)
        self.shift.known.connect(self.cover.duties.show_state)
        self.cover.signed_in.connect(lambda officer: self.enter(officer.author))
        self.cover.language_asked.connect(self._appearance.choose_language)
        self.idle.idle.connect(self.lock)
        self._appearance.about_to_change.connect(self.capture.keep)
        self.tools.courier.changed.connect(self._heard)

    def _heard(self, changed: Changed) -> None:
        for hearer in (self.shift, self.notices, self.alarms, self.capture, self.deck):
            hearer.heard(changed)

    def _listen(self) -> None:
        """The keys of the window and of the page shown; where both want one it is the page's."""
        self._keys.listen([*self.deck.current().commands(), *window_commands(self._doing())])

    def _doing(self) -> Doing:
        line = self.frame.capture_line
        own: dict[str, Callable[[], object]] = {
            "find": self.deck.begin_filtering,
            "keys": self.show_keys,
            "language": self._appearance.switch_language,
            "scheme": self._appearance.switch_scheme,
            "entry_form": self.capture.form.open,
            "hotline_from_line": self.capture.reading.to_hotline,
            "others_drafts": self.capture.others.open,
            "lock": self.lock,
            "quit": self.close,
            **self.frame.drill.own(),
        }
        return Doing(go=self.go, begin=line.begin, write=line.take_focus, search=self.search.open, own=own)
