"""The command line: one command, one answer, one exit status."""

from __future__ import annotations

import argparse
import locale
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Final, TextIO
from zoneinfo import ZoneInfo

from dutyroom import __version__
from dutyroom.actions.errors import said
from dutyroom.cli.arguments import BadArguments, Commands, Parser, first_look, first_word
from dutyroom.cli.call import BAD_INPUT, NOT_ALLOWED, OUT_OF_REACH, Call, Stop
from dutyroom.data.catalogues import language_of_system, load_wording
from dutyroom.data.clock import Clock, utc_now
from dutyroom.data.folders import data_folder
from dutyroom.data.peek import peek_settings
from dutyroom.data.trouble import SENTENCES as TROUBLES
from dutyroom.data.trouble import Trouble
from dutyroom.rules.office import DEFAULT_ZONE, OfficeSettings
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.wording import Wording

_FAMILIES: Final = {
    "demo": "demo",
    "handover": "handover",
    "brief": "brief",
    "plans": "plans",
    "briefings": "briefings",
    "roster": "roster",
    "spot-checks": "spot_checks",
    "search": "search",
    "propose": "propose",
    "grade": "incidents",
    "clocks": "incidents",
    "rules": "rules",
    "check": "check",
    "backup": "backup",
    "restore": "backup",
    "import": "contacts",
    "export": "export",
    "gallery": "gallery",
}
"""The module that knows each command, in the order of the help."""
_NOT_ALLOWED: Final = frozenset(
    {"right.missing", "password.wrong", "password.wait", "password.none", "officer.unknown", "officer.inactive"}
)
_BAD_INPUT: Final = frozenset(
    {"store.present", "file.unwritable", "file.unreadable", "file.special"}
    | {code for code in TROUBLES if code.startswith("backup.")}
)
_INTERRUPTED: Final = 130


def run(argv: Sequence[str], *, clock: Clock = utc_now) -> int:
    """Do what was typed after ``dutyroom``; returns the exit status. Without a command it says what there is.

    What nobody foresaw is raised: the caller keeps the log.
    """
    _speak_utf8(sys.stdout, sys.stderr)
    folder, wording, zone = surroundings(argv)
    try:
        asked = read_arguments(argv, wording)
        if getattr(asked, "run", None) is None:
            return _complain(wording.say("{what} is missing.", what="COMMAND"), BAD_INPUT)
        return int(asked.run(Call(folder, wording, zone, asked, clock)))
    except BadArguments as bad:
        return _complain(
            wording.say("{complaint} See “{command} --help”.", complaint=bad.complaint, command=bad.command), BAD_INPUT
        )
    except Stop as stop:
        return _complain(stop.sentence, stop.status)
    except Refusal as refusal:
        return _complain(said(refusal, wording, zone), NOT_ALLOWED if refusal.code in _NOT_ALLOWED else BAD_INPUT)
    except Trouble as trouble:
        return tell_trouble(trouble, argv)
    except SystemExit as asked_for_help:
        return int(asked_for_help.code or 0)
    except BrokenPipeError:
        # Whoever read the answer has seen enough; say nothing more, not even at the end of the program.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return _INTERRUPTED


def tell_trouble(trouble: Trouble, argv: Sequence[str]) -> int:
    """Say on the terminal what stands in the way, in the user's language; returns the exit status."""
    _speak_utf8(sys.stderr)
    _, wording, zone = surroundings(argv)
    return _complain(said(trouble, wording, zone), BAD_INPUT if trouble.code in _BAD_INPUT else OUT_OF_REACH)


def surroundings(argv: Sequence[str]) -> tuple[Path, Wording, ZoneInfo]:
    """Where the store is, and the language and time zone to speak of it before it is opened."""
    data, language = first_look(argv)
    folder = data_folder(data)
    kept = peek_settings(folder)
    wording = load_wording(language or kept.get("language") or language_of_system(_system_languages()))
    try:
        zone = OfficeSettings(zone_name=kept.get("zone_name", DEFAULT_ZONE)).zone
    except Refusal:
        zone = ZoneInfo(DEFAULT_ZONE)
    return folder, wording, zone


def read_arguments(argv: Sequence[str], wording: Wording) -> argparse.Namespace:
    """Understand what was typed; raises ``BadArguments``, or ``SystemExit`` once help was shown."""
    parser = Parser(
        wording=wording,
        prog="dutyroom",
        description=wording.say("The duty room's desk. Without a command the window opens."),
        epilog=wording.say(
            "Exit status: 0 done, 2 something typed is wrong, 3 the store is damaged or out of reach, 4 not allowed."
        ),
    )
    parser.options.add_argument(
        "--version", action="version", version=f"DutyRoom {__version__}", help=wording.say("show the version")
    )
    commands = Commands(parser, "command", required=False)
    command = first_word(argv)
    for family in [_FAMILIES[command]] if command in _FAMILIES else dict.fromkeys(_FAMILIES.values()):
        # Only what was asked for is loaded: together the commands take a second to load.
        import_module(f"dutyroom.cli.{family}").add_to(commands, wording)
    return parser.parse_args(list(argv))


def _system_languages() -> list[str]:
    named = [os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG")]
    found = [name for name in named if name][:1]
    return found or [name for name in (locale.getlocale()[0],) if name]


def _speak_utf8(*streams: TextIO | object) -> None:
    """Chinese must not fail on a terminal or a pipe that claims to know ASCII only."""
    for stream in streams:
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def _complain(sentence: str, status: int) -> int:
    print("dutyroom: " + " ".join(sentence.split()), file=sys.stderr)
    return status
