"""What may be typed after ``dutyroom``: parsers that speak the user's language and complain in one line."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Final, NoReturn

from dutyroom.data.catalogues import LANGUAGES
from dutyroom.rules.wording import Wording, mark

_COMPLAINTS: Final[tuple[tuple[str, str], ...]] = (
    (r"the following arguments are required: (?P<what>.*)", mark("{what} is missing.")),
    (r"unrecognized arguments: (?P<what>.*)", mark("“{what}” is not understood here.")),
    (r"argument (?P<name>[^:]+): invalid choice: (?P<what>.+?) \(choose from (?P<choices>.*)\)", mark("{name}: {what} is none of {choices}.")),
    (r"argument (?P<name>[^:]+): invalid (?P<kind>\S+) value: (?P<what>.*)", mark("{name}: {what} cannot be used here.")),
    (r"argument (?P<name>[^:]+): expected .*", mark("{name} needs a value after it.")),
    (r"argument (?P<name>[^:]+): not allowed with argument (?P<what>.*)", mark("{name} and {what} exclude one another.")),
    (r"one of the arguments (?P<what>.*) is required", mark("One of {what} is missing.")),
)  # fmt: skip


class BadArguments(Exception):
    """What was typed is not understood; ``usage`` is the way it should be typed."""

    def __init__(self, complaint: str, command: str) -> None:
        super().__init__(complaint)
        self.complaint = complaint
        self.command = command


class _Layout(argparse.HelpFormatter):
    """Help with room for Chinese beside the options."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=30, width=100)


class Parser(argparse.ArgumentParser):
    """A parser that raises instead of ending the program, and has no English of its own in its help."""

    def __init__(self, *, wording: Wording, **given: Any) -> None:
        super().__init__(add_help=False, allow_abbrev=False, formatter_class=_Layout, **given)
        self.wording = wording
        self._positionals.title = wording.say("Arguments")
        self.options = self.add_argument_group(wording.say("Options"))
        self.options.add_argument("-h", "--help", action="help", help=wording.say("show this help"))
        everywhere(self.options, wording)

    def format_usage(self) -> str:
        """The line that says how the command is typed."""
        return super().format_usage().replace("usage:", self.wording.say("Usage:"), 1)

    def format_help(self) -> str:
        """The whole help, with its first word translated too."""
        return super().format_help().replace("usage:", self.wording.say("Usage:"), 1)

    def error(self, message: str) -> NoReturn:
        """Say in the user's language what is wrong; argparse knows only its own sentences."""
        for pattern, sentence in _COMPLAINTS:
            match = re.fullmatch(pattern, message, re.DOTALL)
            if match:
                raise BadArguments(self.wording.say(sentence, **match.groupdict()), self.prog)
        raise BadArguments(message, self.prog)


class Commands:
    """The commands below ``dutyroom`` or below one of its commands."""

    def __init__(self, parser: Parser, dest: str, *, required: bool) -> None:
        self._wording = parser.wording
        self._below = parser.add_subparsers(
            dest=dest, required=required, parser_class=Parser, title=parser.wording.say("Commands"), metavar="COMMAND"
        )

    def add(self, name: str, run: Callable[..., int] | None, help_line: str) -> Parser:
        """A command, what it does, and the function that does it."""
        parser = self._below.add_parser(name, wording=self._wording, help=help_line, description=help_line)
        if run is not None:
            parser.set_defaults(run=run)
        return parser


def everywhere(options: argparse._ArgumentGroup, wording: Wording) -> None:  # argparse names no other type
    """The options that stand before or after a command; absent ones leave no trace, so neither undoes the other."""
    options.add_argument(
        "--data",
        type=Path,
        metavar="DIR",
        default=argparse.SUPPRESS,
        help=wording.say("the folder of the store (default: this account's own)"),
    )
    options.add_argument(
        "--lang",
        choices=LANGUAGES,
        default=argparse.SUPPRESS,
        help=wording.say("the language (default: the office's; papers are Chinese)"),
    )


def writer_options(parser: Parser) -> None:
    """The option that says who is writing."""
    parser.options.add_argument(
        "--as",
        dest="writer",
        metavar="NAME",
        help=parser.wording.say(
            "who is writing; the password comes from the terminal or DUTYROOM_PASSWORD (in sample data, and where nobody has an account, the system writes and no password is asked)"
        ),
    )


def json_option(parser: Parser) -> None:
    """The option that asks for JSON and nothing else."""
    parser.options.add_argument("--json", action="store_true", help=parser.wording.say("print JSON and nothing else"))


def first_look(argv: Iterable[str]) -> tuple[Path | None, str | None]:
    """The folder and the language asked for, whatever else was typed: needed before anything can be said."""
    data: Path | None = None
    language: str | None = None
    words = iter(argv)
    for word in words:
        if word == "--":
            break
        name, equals, value = word.partition("=")
        if name in ("--data", "--lang"):
            value = value if equals else next(words, "")
            if name == "--data" and value:
                data = Path(value)
            elif name == "--lang" and value in LANGUAGES:
                language = value
    return data, language


def first_word(argv: Iterable[str]) -> str:
    """The first word that is neither an option nor what follows one: the command, or empty."""
    words = iter(argv)
    for word in words:
        if not word.startswith("-"):
            return word
        if word in ("--data", "--lang"):
            next(words, "")
    return ""
