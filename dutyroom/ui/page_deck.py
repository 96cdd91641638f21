"""The pages behind the rail: built when somebody first looks at them, or a little after the start."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer, Signal

from dutyroom.ui.courier import Changed
from dutyroom.ui.frame import Frame
from dutyroom.ui.page import Command, Page, Place, Tools
from dutyroom.ui.parts.overlay import Overlay
from dutyroom.ui.parts.rail import RailItem

BUILD_AFTER_MS: Final = 1500
"""So long after the first page was painted the others are made ready, one at a time."""
BUILD_REST_MS: Final = 250
FOOT: Final = ("settings",)


@dataclass(frozen=True, slots=True)
class PageEntry:
    """A page as the rail knows it before it is loaded; ``name`` is the English source of its short name."""

    key: str
    name: str
    icon: str
    load: Callable[[], type[Page]]

    @classmethod
    def of(cls, kind: type[Page]) -> PageEntry:
        """The entry of a page that is loaded already."""
        return cls(kind.KEY, kind.NAME or kind.KEY.capitalize(), kind.ICON, lambda: kind)


class PageDeck(QObject):
    """Holds the pages; ``painted`` comes once, after the first page was painted; ``turned`` when another is shown, or other keys count on it."""

    painted = Signal()
    turned = Signal()

    def __init__(self, tools: Tools, frame: Frame, entries: Sequence[PageEntry]) -> None:
        super().__init__(frame)
        self._tools, self._frame = tools, frame
        self._entries = {entry.key: entry for entry in entries}
        self._built: dict[str, Page] = {}
        frame.rail.set_items(
            [RailItem(key=entry.key, label=entry.name, icon=entry.icon, at_foot=entry.key in FOOT) for entry in entries]
        )
        frame.rail.page_chosen.connect(lambda key: self.show_place(Place(key)))

    def names(self) -> list[str]:
        """The keys of all pages in the order of the rail."""
        return list(self._entries)

    def built(self) -> list[Page]:
        """The pages that somebody has looked at, the one shown first."""
        shown = self.current()
        return [shown, *(page for page in self._built.values() if page is not shown)]

    def current(self) -> Page:
        """The page shown."""
        return self._built[self._frame.rail.current()]

    def page(self, key: str) -> Page:
        """The page of that key, built now if nobody has looked at it yet."""
        if key not in self._built:
            page = self._entries[key].load()(self._tools)
            if not self._built:
                page.installEventFilter(self)
            page.commands_changed.connect(partial(self._commands_changed, key))
            self._built[key] = page
            self._frame.stack.addWidget(page)
        return self._built[key]

    def title(self, key: str) -> str:
        """A page's short name, also of one not built."""
        return self._built[key].title() if key in self._built else self._frame.rail.tr(self._entries[key].name)

    def show_place(self, place: Place) -> None:
        """Show a page at a place."""
        page = self.page(place.page)
        is_shown = self._frame.stack.currentWidget() is page and self._frame.isVisible()
        self._frame.stack.setCurrentWidget(page)
        if self._frame.rail.current() != place.page:
            self._frame.rail.set_current(place.page)
        self.turned.emit()
        somewhere = place.id is not None or place.part is not None or place.words or place.step
        page.arrive(place if somewhere else None)
        if is_shown and not somewhere:
            self._uncover()
            page.to_list()

    def begin_filtering(self) -> None:
        """The cursor goes to the filter of the page shown, never under something that lies over it."""
        self._uncover()
        self.current().begin_filtering()

    def commands(self) -> list[Command]:
        """What can be done on the pages built, the one shown first."""
        return [command for page in self.built() for command in page.commands()]

    def heard(self, changed: Changed) -> None:
        """Tell every page built."""
        for page in self._built.values():
            page.heard(changed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The first paint of the first page."""
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self, self.painted.emit)
            QTimer.singleShot(BUILD_AFTER_MS, self, self._build_next)
        return super().eventFilter(watched, event)

    def _commands_changed(self, key: str) -> None:
        if self._frame.rail.current() == key:
            self.turned.emit()

    def _uncover(self) -> None:
        """What lies over the pages goes; what was typed there stays."""
        for over in self._frame.findChildren(Overlay):
            over.close_over()

    def _build_next(self) -> None:
        waiting = next((key for key in self._entries if key not in self._built), None)
        if waiting is not None:
            if self._tools.courier.is_idle():  # never in the way of what somebody waits for, least of all the start
                self.page(waiting)
            QTimer.singleShot(BUILD_REST_MS, self, self._build_next)
