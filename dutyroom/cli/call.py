"""A call of one command: where the store is, in which language to answer, who writes."""

from __future__ import annotations

import argparse
import getpass
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from dutyroom.data.catalogues import load_wording
from dutyroom.data.folders import refuse_special
from dutyroom.data.store import Clock, Store
from dutyroom.data.trouble import Trouble
from dutyroom.rules.officer import SYSTEM, Author
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.wording import Wording, mark

BAD_INPUT: Final = 2
OUT_OF_REACH: Final = 3
NOT_ALLOWED: Final = 4
PAPER_LANGUAGE: Final = "zh_CN"
_YEARS: Final = range(1950, 2200)
"""The years that can be meant; far beyond them times cannot be counted on."""
PASSWORD: Final = "DUTYROOM_PASSWORD"  # noqa: S105  # the variable's name


class Stop(Exception):
    """The command ends here: one sentence for the person, one status for the shell."""

    def __init__(self, sentence: str, status: int = BAD_INPUT) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.status = status


@dataclass(frozen=True, slots=True)
class Call:
    """What a command gets: the store's folder, the language, the office's zone, what was typed, the clock."""

    folder: Path
    wording: Wording
    zone: ZoneInfo
    asked: argparse.Namespace
    clock: Clock

    def say(self, sentence: str, **facts: object) -> str:
        """The sentence in the user's language."""
        return self.wording.say(sentence, **facts)

    @property
    def paper_wording(self) -> Wording:
        """The wording of papers: Chinese whatever the office speaks, unless a language was asked for by name."""
        return load_wording(getattr(self.asked, "lang", PAPER_LANGUAGE))

    @property
    def wants_json(self) -> bool:
        """Whether only JSON may reach standard output."""
        return bool(getattr(self.asked, "json", False))


def told_time(call: Call, text: str | None) -> datetime | None:
    """A time as it was typed in ISO 8601; without a zone it is the office's. Raises ``Stop``."""
    if text is None:
        return None
    told = None
    with suppress(ValueError):
        told = datetime.fromisoformat(text)
    if told is None or told.year not in _YEARS:
        raise Stop(call.say("“{text}” is no time. Write it like 2026-11-23T08:30+08:00.", text=text))
    return told if told.tzinfo else told.replace(tzinfo=call.zone)


def told_day(call: Call, text: str | None) -> date | None:
    """A day as it was typed. Raises ``Stop``."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Stop(call.say("“{text}” is no day. Write it like 2026-11-23.", text=text)) from None


def show(line: str) -> None:
    """One line of the answer."""
    print(line)


def warn(line: str) -> None:
    """One line beside the answer, for the person only."""
    print(line, file=sys.stderr)


def show_json(value: Any) -> None:
    """The answer as JSON."""
    json.dump(value, sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")


@contextmanager
def opened(call: Call, *, create: bool = False) -> Iterator[Store]:
    """The store of the call; with ``create`` an empty one without accounts where there is none yet."""
    from dutyroom.actions.directory_shipped import complete_directory  # noqa: PLC0415  # slow import: needs a store
    from dutyroom.actions.hotline_classes import complete_classes  # noqa: PLC0415  # slow import: needs a store
    from dutyroom.actions.required_plans import complete_catalogue  # noqa: PLC0415  # slow import: needs a store
    from dutyroom.data.startup import create_store, open_store  # noqa: PLC0415  # slow import: needs a store

    try:
        store = open_store(call.folder, clock=call.clock)
    except Trouble as trouble:
        if trouble.code != "store.absent" or not create:
            raise
        store = create_store(call.folder, clock=call.clock)
    try:
        complete_directory(store)
        complete_catalogue(store)
        complete_classes(store)
        yield store
    finally:
        store.close()


def writer(call: Call, store: Store) -> Author:
    """Who writes: the officer named, once the password is proved; the system where there are no accounts and in a sample.

    Raises ``Stop`` (status 4) where nobody is named, ``Refusal`` for a wrong password and for a name that nobody has.
    """
    from dutyroom.actions.officers import prove  # noqa: PLC0415  # slow import: needs a store
    from dutyroom.data.queries.officers import has_accounts, officer_named  # noqa: PLC0415  # slow import: as above

    name = getattr(call.asked, "writer", None)
    with store.reading() as session:
        by_system = store.kind == "sample" or not has_accounts(session)
        officer = officer_named(session, name) if name else None
    if name and officer is None:
        raise Refusal("officer.unknown", field="writer", name=name)
    if by_system:
        return SYSTEM
    if officer is None:
        raise Stop(call.say("This store has accounts: say who is writing with --as NAME."), NOT_ALLOWED)
    with store.desk(officer.author) as desk:
        return prove(desk, officer.id, _password(call, officer.name)).author


def printer(call: Call, store: Store) -> Author:
    """Who prints: the officer named, otherwise the system; reading and printing need no account."""
    return writer(call, store) if getattr(call.asked, "writer", None) else SYSTEM


def _password(call: Call, name: str) -> str:
    given = os.environ.get(PASSWORD)
    if given is not None:
        return given
    if not sys.stdin.isatty():
        raise Stop(
            call.say("The password is missing: set {variable}, or run this in a terminal.", variable=PASSWORD),
            NOT_ALLOWED,
        )
    return getpass.getpass(call.say("Password of {name}:", name=name) + " ", stream=sys.stderr)


def tell_written(call: Call, pdf: bytes, path: Path) -> None:
    """Say where a paper was written, and which characters of it no installed font has."""
    from dutyroom.papers.preview import missing_characters  # noqa: PLC0415  # slow import

    show(call.say("Written: {path}", path=path))
    missing = missing_characters(pdf)
    if missing:
        between = "、" if call.wording.language.startswith("zh") else ", "
        named = between.join(f"{char} (U+{ord(char):04X})" for char in missing)
        warn(call.say("No installed font has {characters}; the code is printed instead.", characters=named))


def write_file(path: Path, content: bytes) -> None:
    """Write a file whole or not at all. Raises ``Trouble``."""
    refuse_special(path)
    part = path.with_name(path.name + ".part")
    try:
        try:
            part.write_bytes(content)
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise Trouble("file.unwritable", path=path, detail=error.strerror or str(error)) from error


def warn_of(call: Call, count: int, first: str) -> None:
    """Say on standard error that something does not fit, and what comes first."""
    one, several = mark("One thing does not fit: {first}"), mark("{count} things do not fit; first: {first}")
    warn("dutyroom: " + call.say(one if count == 1 else several, count=count, first=first))
