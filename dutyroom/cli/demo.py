"""``dutyroom demo``: fill an empty store with a sample duty room."""

from __future__ import annotations

import argparse
from datetime import datetime
from typing import Final

from dutyroom.actions.sample import LEAST, SAMPLE_PASSWORD, fill_sample
from dutyroom.cli.arguments import Commands
from dutyroom.cli.call import Call, Stop, show, warn
from dutyroom.rules.wording import Wording

DEFAULT_ENTRIES: Final = 600
MOST_ENTRIES: Final = 5_000_000


def add_to(commands: Commands, wording: Wording) -> None:
    """Name the command."""
    parser = commands.add("demo", demo, wording.say("fill an empty store with a realistic sample duty room"))
    parser.options.add_argument(
        "--entries",
        type=int,
        default=DEFAULT_ENTRIES,
        metavar="N",
        help=wording.say(
            "how many entries the log holds, {least} at least (default: {count})", least=LEAST, count=DEFAULT_ENTRIES
        ),
    )
    parser.options.add_argument(
        "--seed",
        type=int,
        default=1,
        metavar="S",
        help=wording.say("a number; the same one gives the same sample (default: 1)"),
    )
    parser.options.add_argument("--until", metavar="ISO", help=argparse.SUPPRESS)


def demo(call: Call) -> int:
    """Fill the sample and say how to look at it."""
    entries: int = call.asked.entries
    if not 1 <= entries <= MOST_ENTRIES:
        raise Stop(call.say("Between 1 and {most} entries can be made.", most=MOST_ENTRIES))
    if entries < LEAST:
        warn(call.say("Fewer than {least} entries make no duty room: {least} are made.", least=LEAST))
    filled = fill_sample(call.folder, entries=entries, seed=call.asked.seed, until=_until(call))
    show(
        call.say(
            "Sample duty room in {path}: {entries} entries, {shifts} shifts, {plans} plans.",
            path=call.folder,
            entries=filled.entries,
            shifts=filled.shifts,
            plans=filled.plans,
        )
    )
    show(
        call.say(
            "Every officer signs in with the password {password}, for example {name}.",
            password=SAMPLE_PASSWORD,
            name=filled.officer,
        )
    )
    return 0


def _until(call: Call) -> datetime:
    text = call.asked.until
    if text is None:
        return call.clock()
    try:
        until = datetime.fromisoformat(text)
    except ValueError as error:
        raise Stop(call.say("“{text}” is no time. Write it like 2026-11-23T08:30+08:00.", text=text)) from error
    return until if until.tzinfo else until.replace(tzinfo=call.zone)
