"""The main window: shows pages in their frame, takes keys, locks. It knows no page by name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QWidget

from dutyroom.data.queries.officers import OfficerRow
from dutyroom.ui.alarms import Alarms
from dutyroom.ui.appearance import Appearance
from dutyroom.ui.capture import Capture
from dutyroom.ui.courier import Changed
from dutyroom.ui.frame import Frame
from dutyroom.ui.idle import IdleWatch
from dutyroom.ui.page import Command, Page, Place, Tools
from dutyroom.ui.palette_search import PaletteSearch
from dutyroom.ui.parts.rail import RailItem
from dutyroom.ui.shift_watch import ShiftWatch
from dutyroom.ui.sign_in import Door, SignInCover
from dutyroom.ui.window_keys import Doing, Keys, key_groups, window_commands
from dutyroom.ui.workstation import Workstation

BUILD_AFTER_MS: Final = 1500
"""So long after the first page was painted the others are made ready, one at a time."""
BUILD_REST_MS: Final = 250
FOOT: Final = ("settings",)


class MainWindow(QMainWindow):
    """The desk. ``painted`` comes once, after the first page was painted; ``left`` when the window closes."""

    painted = Signal()
    left = Signal()

    def __init__(
        self, tools: Tools, pages: Sequence[type[Page]], appearance: Appearance, workstation: Workstation
    ) -> None:
        super().__init__()
        self.setObjectName("main_window")
        self.tools = replace(tools, go=self.go, say=self.say)
        self._kinds = {kind.KEY: kind for kind in pages}
        self._pages: dict[str, Page] = {}
        self._appearance, self._workstation = appearance, workstation
        self._focus: QWidget | None = None
        self.frame = Frame(self.tools)
        self.capture = Capture(self.tools, self.frame.capture_line)
        self.alarms = Alarms(self.tools, self.frame.banner, self.frame.outcome, self.frame.notices, self._sound)
        self.shift = ShiftWatch(self.tools, self.frame, pages[0].KEY)
        self.cover = SignInCover(Door(tools.courier, tools.clock, tools.office, tools.wording))
        self.search = PaletteSearch(self.tools, self.frame.palette_over, self.commands)
        self._keys, self._page_keys = Keys(self.frame), Keys(self.frame)
        self.idle = IdleWatch(self, tools.clock, lambda: tools.office().lock_minutes)
        self._screens = QStackedWidget(self)
        self._screens.addWidget(self.frame)
        self._screens.addWidget(self.cover)
        self.setCentralWidget(self._screens)
        self.setMinimumSize(880, 560)
        self._connect()
        self._rail()
        self._word()
        self.go(Place(pages[0].KEY))

    def go(self, place: Place) -> None:
        """Show a page at a place; what was typed elsewhere stays."""
        page = self.page(place.page)
        changed = self.frame.stack.currentWidget() is not page
        self.frame.stack.setCurrentWidget(page)
        self.frame.rail.set_current(place.page)
        if changed:
            self._page_keys.listen(page.commands())
        page.arrive(place if (place.id is not None or place.part or place.words or place.step) else None)

    def say(self, sentence: str) -> None:
        """A short message at the foot of the page."""
        self.frame.toast.say(sentence)

    def page(self, key: str) -> Page:
        """The page of that key, built now if nobody has looked at it yet."""
        if key not in self._pages:
            page = self._kinds[key](self.tools)
            self._pages[key] = page
            self.frame.stack.addWidget(page)
        return self._pages[key]

    def commands(self) -> list[Command]:
        """Every command there is: the window's, a way to each page, those of the pages built."""
        ways = [
            Command(f"show_{key}", self.tr("Show: {page}").format(page=self._title(key)), f"Alt+{n}", self._way(key))
            for n, key in enumerate(self._kinds, 1)
        ]
        current = self.frame.stack.currentWidget()
        others = [page for page in self._pages.values() if page is not current]
        of_pages = [c for page in (current, *others) if isinstance(page, Page) for c in page.commands()]
        return [*window_commands(self._doing()), *ways, *of_pages]

    def lock(self) -> None:
        """Cover the desk; what was typed is saved and stays on the screen underneath."""
        author = self.tools.courier.author
        if author.id is not None and self._screens.currentWidget() is self.frame:
            self.capture.keep()
            self.ask_sign_in(author.id, locked_by=author.name)

    def ask_sign_in(self, officer: int | None, *, locked_by: str = "") -> None:
        """Cover the desk until somebody signs in; ``officer`` is proposed."""
        self._focus = self.frame.focusWidget()
        self._screens.setCurrentWidget(self.cover)
        self.cover.ask_who(officer, locked_by=locked_by)

    def enter(self, officer: OfficerRow) -> None:
        """``officer`` sits at the desk from now on."""
        self._workstation.officer = officer.id
        self.tools.courier.sign(officer.author)
        self._screens.setCurrentWidget(self.frame)
        self.idle.touch()
        self.capture.offer_drafts()
        if self._focus is not None:
            self._focus.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.frame.capture_line.take_focus()

    def read(self) -> None:
        """Read what the frame shows."""
        for part in (self.shift, self.alarms):
            part.read()
        self.capture.read_units()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The first paint of the first page."""
        if event.type() == QEvent.Type.Paint and watched is self.frame.stack.currentWidget():
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self, self.painted.emit)
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._word()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Save what is being typed and the place of the window."""
        self.capture.keep()
        self._workstation.geometry = self.saveGeometry()
        self._workstation.keep()
        event.accept()
        self.left.emit()

    def _connect(self) -> None:
        frame, courier = self.frame, self.tools.courier
        frame.rail.page_chosen.connect(lambda key: self.go(Place(key)))
        frame.bar.search_asked.connect(self.search.open)
        frame.bar.lock_asked.connect(self.lock)
        frame.bar.deadline_chosen.connect(lambda: self.go(Place(next(iter(self._kinds)))))
        self.alarms.counted.connect(self.shift.count)
        self.cover.signed_in.connect(self.enter)
        self.cover.language_asked.connect(self._appearance.choose_language)
        self.idle.idle.connect(self.lock)
        self._appearance.about_to_change.connect(self.capture.keep)
        courier.changed.connect(self._heard)
        self.painted.connect(lambda: QTimer.singleShot(BUILD_AFTER_MS, self, self._build_next))

    def _heard(self, changed: Changed) -> None:
        for hearer in (self.shift, self.alarms, self.capture, *self._pages.values()):
            hearer.heard(changed)
        if changed.kinds & {"setting", "*"}:
            self._word()

    def _rail(self) -> None:
        self.frame.rail.set_items(
            [
                RailItem(key=key, label=kind.NAME or key.capitalize(), icon=kind.ICON, at_foot=key in FOOT)
                for key, kind in self._kinds.items()
            ]
        )
        self.page(next(iter(self._kinds))).installEventFilter(self)

    def _build_next(self) -> None:
        waiting = next((key for key in self._kinds if key not in self._pages), None)
        if waiting is not None:
            self.page(waiting)
            QTimer.singleShot(BUILD_REST_MS, self, self._build_next)

    def _doing(self) -> Doing:
        line = self.frame.capture_line
        own = {
            "find": lambda: self._current().find(),
            "keys": self._show_keys,
            "language": self._other_language,
            "scheme": self._other_scheme,
            "lock": self.lock,
            "quit": self.close,
        }
        return Doing(go=self.go, begin=line.begin, write=line.take_focus, search=self.search.open, own=own)

    def _current(self) -> Page:
        return self._pages[self.frame.rail.current()]

    def _title(self, key: str) -> str:
        return self._pages[key].title() if key in self._pages else self.frame.rail.tr(key.capitalize())

    def _way(self, key: str) -> Callable[[], None]:
        return lambda: self.go(Place(key))

    def _show_keys(self) -> None:
        page = self._current()
        self.frame.key_help.set_keys(key_groups(window_commands(self._doing()), page.title(), page.commands()))
        self.frame.key_help.toggle()

    def _other_language(self) -> None:
        self._appearance.choose_language("zh_CN" if self._appearance.wording.language == "en" else "en")

    def _other_scheme(self) -> None:
        self._appearance.choose_scheme("light" if tokens_in_use().is_dark else "dark")

    def _sound(self) -> None:
        if not self._workstation.quiet:
            QApplication.beep()

    def _word(self) -> None:
        self.shift.word_anew()
        self.capture.word_anew()
        self._keys.listen(window_commands(self._doing()))
        office = self.tools.office()
        name = office.name_en if self.tools.wording().language == "en" else office.name_zh
        sample = self.tr("SAMPLE DATA") + " · " if self.tools.courier.store.kind == "sample" else ""
        self.setWindowTitle(f"{sample}{name}")
