"""A page of the window: what every page is given, and what it must offer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from dutyroom.rules.office import OfficeSettings
from dutyroom.rules.wording import Wording
from dutyroom.ui.courier import Changed as Changed
from dutyroom.ui.courier import Courier


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere in the window: a page, and what to show there.

    ``id`` is the record's number (an entry, a plan, a shift); ``part`` a section of it; ``words`` are what was
    searched for, to be marked; ``step`` is something to begin at once (``import``, ``give`` …), ``given`` what it
    begins with.
    """

    page: str
    id: int | None = None
    part: int | None = None
    words: str = ""
    step: str = ""
    given: object = None


@dataclass(frozen=True, slots=True)
class Command:
    """Something that can be done by key, from the palette and from a menu. ``title`` is worded already."""

    name: str
    title: str
    keys: str
    run: Callable[[], object]


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper that can be shown, printed and saved: ``make`` runs off the window's thread and gives PDF bytes."""

    title: str
    file_name: str
    make: Callable[[], bytes]
    printed: Callable[[], None] | None = None
    """Called on the window's thread after it went to a printer or a file, so that it can be journalled."""
    kind: str = ""
    """By which printer, copies and sides are remembered; every paper of the window names its own."""
    records: tuple[tuple[str, int], ...] = ()
    """What the journal notes as printed where the paper waits for a printer and goes out later."""
    waiting_id: str = ""
    """Under which name it waits for a printer already."""
    remark: str = ""
    """What is to be known of it before it is printed, worded: what is not in it, say."""


@dataclass(frozen=True, slots=True)
class Tools:
    """What a page may use. Everything is a constructor argument; there is no global to reach."""

    courier: Courier
    clock: Callable[[], datetime]
    office: Callable[[], OfficeSettings]
    wording: Callable[[], Wording]
    go: Callable[[Place], None]
    """Show another place; the present page keeps what was typed."""
    say: Callable[[str], None]
    """A short message at the edge that takes no focus."""
    show_paper: Callable[[Paper], None]
    extra: dict[str, object] = field(default_factory=dict)

    @property
    def zone(self) -> ZoneInfo:
        """The office's time zone."""
        return self.office().zone


class Page(QWidget):
    """One page of the rail. Subclasses set ``KEY`` and ``ICON`` and build themselves in ``__init__``.

    ``NAME`` is the English source of the short name on the rail; where it is empty the key stands for it.
    ``LISTS_ALARMS`` says that the page itself lists what is due, so that the banner above it may be short.
    ``commands_changed`` says that other commands can be given here than before: their keys are listened to then.
    """

    commands_changed = Signal()

    KEY = ""
    ICON = ""
    NAME = ""
    LISTS_ALARMS = False

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tools = tools
        self.setObjectName(f"page_{self.KEY}")

    def title(self) -> str:
        """The page's short name on the rail, in the language shown."""
        raise NotImplementedError

    def arrive(self, place: Place | None) -> None:
        """The page is shown, at ``place`` if one was asked for."""

    def heard(self, changed: Changed) -> None:
        """Some kinds of thing changed (``*`` = any); the page decides whether to ask again."""

    def commands(self) -> list[Command]:
        """What can be done here, for the keys, the palette and the key help."""
        return []

    def begin_filtering(self) -> None:
        """Put the cursor into the page's filter (Ctrl+F), showing the list that it narrows; what was typed stays."""

    def to_list(self) -> None:
        """The page shown is asked for once more: back to its list, where another face covers that; nothing is lost."""

    def poses(self) -> list[tuple[str, Callable[[], None]]]:
        """Named states worth a picture, each with what brings it about, for the gallery."""
        return []


def page_of(part: QWidget) -> QWidget:
    """The page that a part stands on, or what is above all of it; what lies over a page lies over that and no more."""
    place = part
    while not isinstance(place, Page):
        above = place.parentWidget()
        if above is None:
            break
        place = above
    return place
