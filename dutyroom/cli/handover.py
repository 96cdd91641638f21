"""``dutyroom handover``: the report of a shift as PDF."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from dutyroom.actions.papers import HANDOVER, default_cache, handover_pdf, note_printed
from dutyroom.cli.arguments import Commands, writer_options
from dutyroom.cli.brief_marks import write_paper
from dutyroom.cli.call import Call, Stop, opened, printer, tell_written
from dutyroom.data.queries.shifts import last_handed_over, shift_in_full
from dutyroom.data.store import Store
from dutyroom.rules.wording import Wording

LAST: Final = "last"


def add_to(commands: Commands, wording: Wording) -> None:
    """Name the command."""
    parser = commands.add("handover", handover, wording.say("print the handover report of a shift"))
    parser.options.add_argument(
        "--shift",
        default=LAST,
        metavar="ID",
        help=wording.say("a shift's number, or last: the last one handed over (default)"),
    )
    parser.options.add_argument(
        "-o",
        "--output",
        type=Path,
        required=True,
        metavar="FILE.pdf",
        help=wording.say("the file to be written, in place of one of that name"),
    )
    writer_options(parser)


def handover(call: Call) -> int:
    """Print the report of the shift asked for."""
    with opened(call) as store:
        print_handover(call, store, call.asked.shift, call.asked.output)
    return 0


def print_handover(call: Call, store: Store, which: str, target: Path) -> None:
    """Write the report to ``target``; a running shift prints as a draft. The journal keeps that it was printed."""
    number = _shift(call, store, which)
    author = printer(call, store)
    pdf = handover_pdf(store, number, call.paper_wording, default_cache(), author=author)
    write_paper(call, target, pdf)
    with store.desk(author) as desk:
        note_printed(desk, HANDOVER, number, target.name)
    tell_written(call, pdf, target)


def _shift(call: Call, store: Store, which: str) -> int:
    with store.reading() as session:
        if which == LAST:
            last = last_handed_over(session)
            if last is None:
                raise Stop(call.say("No shift has been handed over yet. Name a running one with --shift ID."))
            return last.id
        if not which.isdecimal():
            raise Stop(call.say("“{text}” is no shift: write its number, or last.", text=which))
        shift = shift_in_full(session, int(which))
    if shift is None:
        raise Stop(call.say("There is no shift {id}.", id=which))
    return shift.id
