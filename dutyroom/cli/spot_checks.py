"""``dutyroom spot-checks``: calls to the duty desks of units listed, noted, corrected, void."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from dutyroom.cli.arguments import Commands, Parser, json_option, writer_options
from dutyroom.cli.brief_briefings import matter_meant
from dutyroom.cli.call import Call, opened, show, show_json, told_day, told_time, writer
from dutyroom.data.queries.spot_checks import SpotRow, SpotSearch, spot_check, spot_rows
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.spot_check import (
    FINDING_WORDS,
    AddSpotCheck,
    ChangeSpotCheck,
    LinkSpotCheck,
    SpotFacts,
    VoidSpotCheck,
)
from dutyroom.rules.wording import Wording

if TYPE_CHECKING:
    from dutyroom.data.desk import Desk

_TEXTS = ("phone", "caller", "answerer", "answerer_post", "leader", "finding", "remark")


def add_to(commands: Commands, wording: Wording) -> None:
    """Name the commands."""
    say = wording.say
    family = commands.add("spot-checks", None, say("keep spot checks: who answered at a unit's duty desk, how soon"))
    below = Commands(family, "spot_checks_command", required=True)
    parser = below.add("list", list_checks, say("list the spot checks, the latest first"))
    option = parser.options.add_argument
    option("--unit", default="", metavar="NAME", help=say("only of units of this name, or part of it"))
    option("--finding", choices=tuple(FINDING_WORDS), help=say("only with this finding"))
    option("--since", metavar="DAY", help=say("from this day on"))
    option("--until", metavar="DAY", help=say("up to this day"))
    option("--void", action="store_true", help=say("the void ones too"))
    json_option(parser)
    parser = below.add("add", add, say("note a call to a unit's duty desk"))
    parser.add_argument("unit", metavar="UNIT", help=say("the unit that was called"))
    _add_facts(parser)
    parser = _of_one(below, "change", change, say("correct what was noted of a call"))
    parser.options.add_argument("--unit", metavar="NAME", help=say("the unit that was called"))
    _add_facts(parser)
    parser = _of_one(below, "link", link, say("say to which matter under supervision a call led"))
    parser.add_argument("matter", nargs="?", metavar="MATTER", help=say("its number; none takes the link back"))
    writer_options(parser)
    for name, run, words in (
        ("void", void, say("a call does not count")),
        ("restore", restore, say("a void call counts again")),
    ):
        parser = _of_one(below, name, run, words)
        parser.options.add_argument("--reason", default="", metavar="TEXT", help=say("why"))
        writer_options(parser)


def _of_one(below: Commands, name: str, run: Callable[[Call], int], words: str) -> Parser:
    parser = below.add(name, run, words)
    help_line = parser.wording.say("the number that “spot-checks list” shows")
    parser.add_argument("id", type=int, metavar="ID", help=help_line)
    return parser


def _add_facts(parser: Parser) -> None:
    say, option = parser.wording.say, parser.options.add_argument
    option("--at", metavar="TIME", help=say("when it was called, like 2026-11-23T21:03 (default: now)"))
    option("--phone", metavar="NUMBER", help=say("the number that was called (default: the unit's duty phone)"))
    option("--caller", metavar="NAME", help=say("who called (default: who writes)"))
    option("--silent", action="store_true", help=say("nobody answered"))
    option("--answered", action="store_true", help=say("it was answered (default)"))
    option("--answerer", metavar="NAME", help=say("who answered"))
    option("--answerer-post", metavar="POST", help=say("what that person is"))
    option("--rings", type=int, metavar="N", help=say("after how many rings"))
    option("--seconds", type=int, metavar="N", help=say("after how many seconds"))
    option("--leader", metavar="NAME", help=say("the leader on duty"))
    option("--reached", choices=("yes", "no"), help=say("whether the leader was reached (default: not asked)"))
    option("--finding", choices=tuple(FINDING_WORDS), help=say("what was found (default: what the rest says)"))
    option("--remark", metavar="TEXT", help=say("a remark"))
    json_option(parser)
    writer_options(parser)


def list_checks(call: Call) -> int:
    """The register."""
    asked = call.asked
    since, until = told_day(call, asked.since), told_day(call, asked.until)
    search = SpotSearch(
        unit=asked.unit,
        finding=asked.finding or "",
        since=datetime.combine(since, time(0), call.zone) if since else None,
        until=datetime.combine(until + timedelta(days=1), time(0), call.zone) if until else None,
        voided=asked.void,
    )
    with opened(call) as store, store.reading() as session:
        rows = spot_rows(session, search)
    if call.wants_json:
        show_json([_plain(call, row) for row in rows])
        return 0
    for row in rows:
        show(_line(call, row))
    return 0


def add(call: Call) -> int:
    """Note a call; says its number and the finding."""
    from dutyroom.actions.spot_checks import add_spot_check  # noqa: PLC0415  # slow import

    facts = _facts(call, SpotFacts(unit=call.asked.unit))
    return _told(call, lambda desk: add_spot_check(desk, AddSpotCheck(facts=facts)))


def change(call: Call) -> int:
    """Correct what was named, leave the rest."""
    from dutyroom.actions.spot_checks import change_spot_check  # noqa: PLC0415  # slow import

    def done(desk: Desk) -> int:
        row = _one(desk.session, call.asked.id)
        former = row.facts if call.asked.finding or call.asked.remark else replace(row.facts, finding="")
        facts = _facts(call, replace(former, unit=call.asked.unit or row.unit))
        change_spot_check(desk, ChangeSpotCheck(id=row.id, version=row.version, facts=facts))
        return row.id

    return _told(call, done)


def link(call: Call) -> int:
    """Say to which matter it led."""
    from dutyroom.actions.spot_checks import link_spot_check  # noqa: PLC0415  # slow import

    with opened(call) as store:
        matter = matter_meant(store, call.asked.matter) if call.asked.matter else None
        with store.desk(writer(call, store)) as desk:
            row = _one(desk.session, call.asked.id)
            link_spot_check(desk, LinkSpotCheck(id=row.id, version=row.version, matter_id=matter))
    show(call.say("Done."))
    return 0


def void(call: Call, *, back: bool = False) -> int:
    """A call does not count."""
    from dutyroom.actions.spot_checks import void_spot_check  # noqa: PLC0415  # slow import

    with opened(call) as store, store.desk(writer(call, store)) as desk:
        row = _one(desk.session, call.asked.id)
        wish = VoidSpotCheck(id=row.id, version=row.version, reason=call.asked.reason, back=back)
        void_spot_check(desk, wish)
    show(call.say("Done."))
    return 0


def restore(call: Call) -> int:
    """A void call counts again."""
    return void(call, back=True)


def _told(call: Call, act: Callable[[Desk], int]) -> int:
    with opened(call) as store:
        with store.desk(writer(call, store)) as desk:
            number = act(desk)
        with store.reading() as session:
            row = _one(session, number)
    if call.wants_json:
        show_json(_plain(call, row))
    else:
        show(_line(call, row))
    return 0


def _facts(call: Call, former: SpotFacts) -> SpotFacts:
    asked = call.asked
    said: dict[str, Any] = {name: getattr(asked, name) for name in _TEXTS if getattr(asked, name) is not None}
    said |= {name: getattr(asked, name) for name in ("rings", "seconds") if getattr(asked, name) is not None}
    if asked.silent or asked.answered:
        said["is_answered"] = not asked.silent
    if asked.reached is not None:
        said["leader_reached"] = asked.reached == "yes"
    if asked.at is not None:
        said["called_at"] = told_time(call, asked.at)
    return replace(former, **said)


def _one(session: Any, number: int) -> SpotRow:
    row = spot_check(session, number)
    if row is None:
        raise Refusal("spot_check.unknown", id=number)
    return row


def _line(call: Call, row: SpotRow) -> str:
    soon = call.say("{n} rings", n=row.rings) if row.rings is not None else ""
    void_said = call.say("void: {reason}", reason=row.void_reason) if row.void_reason else ""
    parts = (
        f"{row.id:>5}",
        f"{row.called_at.astimezone(call.zone):%Y-%m-%d %H:%M}",
        row.unit,
        row.phone,
        " ".join(filter(None, (row.answerer_post, row.answerer))),
        soon,
        call.say(FINDING_WORDS[row.finding]),
        row.remark,
        row.matter,
        void_said,
    )
    return "  ".join(part for part in parts if part)


def _plain(call: Call, row: SpotRow) -> dict[str, Any]:
    at = row.called_at.astimezone(call.zone).isoformat()
    return {name: getattr(row, name) for name in row.__dataclass_fields__} | {"called_at": at}
