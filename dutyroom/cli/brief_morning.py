"""``dutyroom brief morning-set``: the papers of the morning in one file."""

from __future__ import annotations

from datetime import date

from dutyroom.actions.errors import said
from dutyroom.actions.papers import default_cache
from dutyroom.cli.brief_marks import write_paper
from dutyroom.cli.call import Call, printer, tell_written, warn
from dutyroom.data.store import Store


def print_morning_set(call: Call, store: Store, day: date | None) -> None:
    """Write the stack; a paper that cannot be made is named on standard error, the others are written all the same."""
    from dutyroom.actions.morning_set import morning_set, note_set_printed, stack  # noqa: PLC0415  # slow import

    author, target = printer(call, store), call.asked.output
    made = morning_set(store, day, call.paper_wording, default_cache(), author=author)
    for name, error in made.failed:
        warn(f"{call.say(name)}: {said(error, call.wording, call.zone)}")
    pdf = stack(made, call.paper_wording)
    write_paper(call, target, pdf)
    with store.desk(author) as desk:
        note_set_printed(desk, made, target.name)
    tell_written(call, pdf, target)
