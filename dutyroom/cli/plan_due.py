"""``dutyroom plans due``: which drills, evaluations and revisions of plans press."""

from __future__ import annotations

from datetime import date
from typing import Any

from dutyroom.cli.arguments import Commands, json_option
from dutyroom.cli.call import Call, Stop, opened, show, show_json
from dutyroom.data.queries.plan_due import DueFilter, DueLine, due_list
from dutyroom.rules.plan_due import WHAT_WORDS, What
from dutyroom.rules.wording import Wording


def add_to(below: Commands, wording: Wording) -> None:
    """Name the command, below ``plans``."""
    parser = below.add("due", show_due, wording.say("list the drills, evaluations and revisions that plans owe"))
    parser.options.add_argument(
        "--days",
        type=int,
        metavar="N",
        help=wording.say("only what is overdue, asked now, or due within N days (default: everything)"),
    )
    json_option(parser)


def show_due(call: Call) -> int:
    """The most pressing first; with ``--json`` each with its rule and source."""
    days = call.asked.days
    if days is not None and days < 0:
        raise Stop(call.say("{name}: {what} cannot be used here.", name="--days", what=days))
    with opened(call) as store, store.reading() as session:
        found = due_list(session, DueFilter(), _today(call))
    lines = [line for line in found.lines if days is None or _is_within(line, days)]
    if call.wants_json:
        show_json([_plain(line) for line in lines])
        return 0
    for line in lines:
        show("  ".join((f"{line.plan.plan_id:>5}", *_said(call, line), line.plan.title)))
    kept, asked = found.rate
    show(call.say("Drill rate: {kept} of {asked} plans in time", kept=kept, asked=asked))
    return 0


def _today(call: Call) -> date:
    return call.clock().astimezone(call.zone).date()


def _is_within(line: DueLine, days: int) -> bool:
    if line.duty.what is What.REVISION:
        return True
    return line.duty.days_left is not None and line.duty.days_left <= days


def _said(call: Call, line: DueLine) -> tuple[str, str]:
    duty = line.duty
    what = call.say(WHAT_WORDS[duty.what])
    if duty.what is What.REVISION:
        return what, call.say("asked now")
    if duty.days_left is None:
        return what, call.say("no day known")
    if duty.days_left < 0:
        return what, f"{duty.due_on}  {call.say('{days} d overdue', days=-duty.days_left)}"
    return what, f"{duty.due_on}  {call.say('{days} d left', days=duty.days_left)}"


def _plain(line: DueLine) -> dict[str, Any]:
    duty = line.duty
    return {
        "plan": line.plan.plan_id,
        "title": line.plan.title,
        "owed": duty.what.value,
        "due_on": duty.due_on.isoformat() if duty.due_on else None,
        "days_left": duty.days_left,
        "reminder": duty.reminder.name.lower(),
        "last_on": duty.last_on.isoformat() if duty.last_on else None,
        "since": duty.since.isoformat() if duty.since else None,
        "causes": duty.count if duty.what is What.REVISION else None,
        "rule": duty.rule_key,
        "source": duty.source,
        "checked": duty.checked,
    }
