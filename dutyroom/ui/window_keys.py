"""The window's own commands and their keys; pages bring theirs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from dutyroom.rules.entry import Kind
from dutyroom.rules.wording import mark
from dutyroom.ui.page import Command, Place
from dutyroom.ui.parts.key_help import KeyGroup

_GROUPS = (
    mark("Anywhere"),
    mark("Capture line"),
    mark("This page"),
)


def _tr(sentence: str) -> str:
    return QCoreApplication.translate("WindowKeys", sentence)


@dataclass(frozen=True, slots=True, kw_only=True)
class Doing:
    """What the window can do: show a place, begin an entry of a kind, write, search, and its own by name."""

    go: Callable[[Place], None]
    begin: Callable[[str], None]
    write: Callable[[], None]
    search: Callable[[], None]
    own: Mapping[str, Callable[[], object]]


def window_commands(doing: Doing) -> list[Command]:
    """The commands that work on every page, worded."""
    own = doing.own
    return [
        Command("search", _tr(mark("Search records, plans and commands")), "Ctrl+K", doing.search),
        Command("capture", _tr(mark("Go to the capture line")), "Ctrl+L", doing.write),
        Command("call_in", _tr(mark("A call comes in")), "F2", lambda: doing.begin(Kind.CALL_IN)),
        Command("call_out", _tr(mark("A call goes out")), "Shift+F2", lambda: doing.begin(Kind.CALL_OUT)),
        Command("notice", _tr(mark("A notice comes in")), "F3", lambda: doing.go(Place("notices", step="register"))),
        Command(
            "incident",
            _tr(mark("An incident is reported")),
            "F4",
            lambda: doing.go(Place("incidents", step="register")),
        ),
        Command(
            "hotline",
            _tr(mark("The mayor's telephone rings")),
            "F6",
            lambda: doing.go(Place("hotline", step="register")),
        ),
        Command(
            "hotline_from_line",
            _tr(mark("What stands in the capture line is a call for the mayor's telephone")),
            "Shift+F6",
            own["hotline_from_line"],
        ),
        Command("warning", _tr(mark("A warning comes in")), "F7", lambda: doing.go(Place("warnings", step="register"))),
        *_of_papers(doing),
        Command("entry_form", _tr(mark("New entry with all fields")), "", own["entry_form"]),
        Command("others_drafts", _tr(mark("Show the drafts of others")), "Ctrl+Shift+T", own["others_drafts"]),
        Command("hand_over", _tr(mark("Hand over the shift")), "F9", lambda: doing.go(Place("shifts", step="give"))),
        Command("find", _tr(mark("Filter this page")), "Ctrl+F", own["find"]),
        Command("keys", _tr(mark("Show the keys")), "F1", own["keys"]),
        Command("language", _tr(mark("Switch between Chinese and English")), "Ctrl+Shift+E", own["language"]),
        Command("scheme", _tr(mark("Switch between light and dark")), "Ctrl+Shift+D", own["scheme"]),
        Command("lock", _tr(mark("Lock the desk")), "F12", own["lock"]),
        Command("quit", _tr(mark("Quit")), "Ctrl+Q", own["quit"]),
        *_of_drill(own),
    ]


def _of_papers(doing: Doing) -> list[Command]:
    """What is drafted and printed with one key."""
    day = _tr(mark("Draft yesterday's duty situation"))
    morning = _tr(mark("Print the morning set: log, daily situation, handover"))
    return [
        Command("briefing_of_day", day, "F10", lambda: doing.go(Place("briefings", step="day"))),
        Command("morning_set", morning, "F11", lambda: doing.go(Place("briefings", step="morning"))),
    ]


def _of_drill(own: Mapping[str, Callable[[], object]]) -> list[Command]:
    """Those of an exercise store; none in another."""
    named = (
        ("drill_read", _tr(mark("Drill: mark the message as read")), "F8"),
        ("drill_begin", _tr(mark("Drill: begin")), "Shift+F8"),
        ("drill_end", _tr(mark("Drill: end and show the score")), "Ctrl+F8"),
        ("drill_score", _tr(mark("Drill: show the score so far")), "Ctrl+Shift+F8"),
    )
    return [Command(name, title, keys, own[name]) for name, title, keys in named if name in own]


_ROW: Final = "1234567890-="
"""The row of digits on the keyboard, with the two keys that follow them."""


def ways_to(titles: Mapping[str, str], go: Callable[[Place], None]) -> list[Command]:
    """A command to each page, by its name; Alt and its place on the rail is the key, along the row of digits."""
    return [
        Command(
            f"show_{key}",
            _tr(mark("Show: {page}")).format(page=title),
            f"Alt+{_ROW[n]}" if n < len(_ROW) else "",
            partial(go, Place(key)),
        )
        for n, (key, title) in enumerate(titles.items())
    ]


ALSO: Final[Mapping[str, str]] = {"lock": "Ctrl+Shift+L", "keys": "?"}
OVER_ALL: Final = ("lock",)
"""Commands whose keys work in papers and dialogs over the window too."""


def key_groups(window: Sequence[Command], page: str, of_page: Sequence[Command]) -> list[KeyGroup]:
    """The keys as the key help lists them."""
    own = {command.keys for command in of_page}
    anywhere = [(_keys(c), c.title) for c in window if c.keys and c.keys not in own]
    anywhere.append(("Alt+1 … 0", _tr(mark("Show a page"))))
    capture = [
        ("Enter", _tr(mark("Write the entry"))),
        ("Shift+Enter", _tr(mark("Break the line"))),
        ("Ctrl+Enter", _tr(mark("The incident sheet, filled in"))),
        ("Ctrl+Shift+Enter", _tr(mark("All fields of the entry"))),
        ("Shift+F6", _tr(mark("The call sheet of the mayor's telephone, filled in"))),
        ("Tab, Enter", _tr(mark("To what was recognised; take or correct it"))),
        ("Backspace, Del", _tr(mark("Reject what was recognised"))),
        ("Ctrl+1 … 9", _tr(mark("Choose the kind"))),
        ("Ctrl+I", _tr(mark("Important"))),
        ("Ctrl+PgUp / PgDn", _tr(mark("The draft before or after"))),
    ]
    groups: list[KeyGroup] = [(_tr(_GROUPS[0]), anywhere), (_tr(_GROUPS[1]), capture)]
    keyed = [(command.keys, command.title) for command in of_page if command.keys]
    if keyed:
        groups.append((page or _tr(_GROUPS[2]), keyed))
    return groups


def _keys(command: Command) -> str:
    also = ALSO.get(command.name)
    return f"{command.keys} / {also}" if also else command.keys


class Keys(QObject):
    """Shortcuts of a widget: they rest while the widget is hidden, so that a locked desk hears none."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        self._made: list[QShortcut] = []

    def listen(self, commands: Sequence[Command]) -> None:
        """Listen to these keys and no others; of two commands with one key the first has it."""
        for shortcut in self._made:
            shortcut.setEnabled(False)
            shortcut.deleteLater()
        self._made = []
        taken = {""}
        for command in commands:
            for keys in (command.keys, ALSO.get(command.name, "")):
                if keys not in taken:
                    taken.add(keys)
                    shortcut = QShortcut(QKeySequence(keys), self._widget)
                    if command.name in OVER_ALL:
                        shortcut.setContext(Qt.ShortcutContext.ApplicationShortcut)
                    shortcut.activated.connect(command.run)
                    self._made.append(shortcut)
