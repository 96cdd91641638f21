"""``dutyroom roster``: rosters listed, shown, begun, filled, swapped, issued, void."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from dutyroom.cli.arguments import Commands, Parser, json_option, writer_options
from dutyroom.cli.call import Call, Stop, opened, show, show_json, told_day, writer
from dutyroom.data.queries.rosters import DutyRow, RosterInFull, roster_in_full, roster_rows
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.roster_posts import USUAL, post_key, post_said
from dutyroom.rules.roster_record import (
    ROSTER_KIND_WORDS,
    ROSTER_STATE_WORDS,
    ChangeRoster,
    FillPost,
    IssueRoster,
    MakeRoster,
    RosterFacts,
    RosterKind,
    SwapDuty,
    VoidDuty,
    VoidRoster,
    people_said,
    read_people,
)
from dutyroom.rules.wording import Wording

if TYPE_CHECKING:
    from dutyroom.data.desk import Desk

_POSTS: Final = "带班领导,主班,副班"


def add_to(commands: Commands, wording: Wording) -> None:
    """Name the commands."""
    say = wording.say
    family = commands.add(
        "roster", None, say("keep duty rosters: who is on duty on which day, swaps, what does not fit")
    )
    below = Commands(family, "roster_command", required=True)
    parser = below.add("list", list_rosters, say("list the rosters, the latest period first"))
    parser.options.add_argument("--void", action="store_true", help=say("the void ones too"))
    json_option(parser)
    parser = _of_one(below, "show", show_roster, say("show a roster day by day, and what does not fit in it"))
    json_option(parser)
    parser = below.add("make", make, say("begin a roster for a period"))
    _add_facts(parser, required=True)
    json_option(parser)
    writer_options(parser)
    parser = _of_one(below, "change", change, say("change the period, the title or the posts of a roster"))
    _add_facts(parser, required=False)
    writer_options(parser)
    _add_filling(below, wording)
    parser = _of_one(below, "issue", issue, say("issue a roster; what does not fit is named first"))
    parser.options.add_argument(
        "--despite", default="", metavar="TEXT", help=say("why, although something does not fit")
    )
    writer_options(parser)
    for name, run, words in (
        ("void", void, say("a roster does not count any more")),
        ("restore", restore, say("a void roster counts again, as a draft")),
    ):
        parser = _of_one(below, name, run, words)
        parser.options.add_argument("--reason", default="", metavar="TEXT", help=say("why"))
        writer_options(parser)


def _of_one(below: Commands, name: str, run: Callable[[Call], int], words: str) -> Parser:
    parser = below.add(name, run, words)
    parser.add_argument("id", type=int, metavar="ID", help=parser.wording.say("the number that “roster list” shows"))
    return parser


def _add_facts(parser: Parser, *, required: bool) -> None:
    say, option = parser.wording.say, parser.options.add_argument
    option("--first", required=required, metavar="DAY", help=say("the first day, like 2026-10-01"))
    option("--last", required=required, metavar="DAY", help=say("the last day"))
    option("--title", metavar="TEXT", help=say("the title (default: by its days)"))
    option("--kind", choices=tuple(RosterKind), help=say("what it is for (default: ordinary)"))
    option("--unit", metavar="NAME", help=say("whose it is (default: the duty room's own)"))
    option("--posts", metavar="A,B", help=say("the posts of each day (default: {posts})", posts=_POSTS))
    option("--remark", metavar="TEXT", help=say("what stands below the printed table"))


def _add_filling(below: Commands, wording: Wording) -> None:
    say = wording.say
    parser = _of_one(below, "set", fill, say("say who holds a post on a day: these and nobody else"))
    parser.add_argument("day", metavar="DAY", help=say("the day, like 2026-10-01"))
    parser.add_argument("post", metavar="POST", help=say("the post, such as 主班"))
    parser.add_argument(
        "people",
        nargs="?",
        default="",
        metavar="NAMES",
        help=say("names, with phones: 李样例 13800001234、王样例; none empties it"),
    )
    parser.options.add_argument(
        "--reason", default="", metavar="TEXT", help=say("why others than before, once it is issued")
    )
    parser.options.add_argument("--remark", metavar="TEXT", help=say("a remark on them"))
    writer_options(parser)
    parser = below.add("swap", swap, say("note that somebody else takes a duty, or that two exchange theirs"))
    parser.add_argument("duty", type=int, metavar="DUTY", help=say("the number that “roster show” has before the name"))
    parser.options.add_argument("--to", metavar="NAME", help=say("who takes it, with the phone"))
    parser.options.add_argument(
        "--with", dest="other", type=int, metavar="DUTY", help=say("the duty it is exchanged with")
    )
    parser.options.add_argument("--reason", default="", metavar="TEXT", help=say("why"))
    writer_options(parser)
    for name, run, words in (
        ("void-duty", void_duty, say("a single duty does not stand any more")),
        ("restore-duty", restore_duty, say("a single duty stands again")),
    ):
        parser = below.add(name, run, words)
        parser.add_argument(
            "duty", type=int, metavar="DUTY", help=say("the number that “roster show” has before the name")
        )
        parser.options.add_argument("--reason", default="", metavar="TEXT", help=say("why"))
        writer_options(parser)


def list_rosters(call: Call) -> int:
    """The register."""
    with opened(call) as store, store.reading() as session:
        rows = roster_rows(session, voided=call.asked.void)
    if call.wants_json:
        show_json([{name: _plain(call, getattr(row, name)) for name in row.__dataclass_fields__} for row in rows])
        return 0
    for row in rows:
        parts = (
            f"{row.id:>5}",
            f"{row.first} – {row.last}",
            row.unit,
            row.title,
            call.say(ROSTER_KIND_WORDS[row.kind]),
        )
        said = call.say(ROSTER_STATE_WORDS[row.state])
        show("  ".join(filter(None, (*parts, said, call.say("{n} duties", n=row.duties)))))
    return 0


def show_roster(call: Call) -> int:
    """One roster."""
    with opened(call) as store, store.reading() as session:
        full = _full(session, call.asked.id)
    row = full.row
    if call.wants_json:
        show_json(
            {name: _plain(call, getattr(row, name)) for name in row.__dataclass_fields__}
            | {
                "planned": [_duty(call, duty) for duty in full.duties],
                "void_duties": [_duty(call, d) for d in full.void],
            }
            | {
                "faults": [
                    {"fault": f.fault, "day": f.day.isoformat(), "said": f.said(call.wording)} for f in full.faults
                ]
            }
        )
        return 0
    show("  ".join(filter(None, (row.title, row.unit, call.say(ROSTER_STATE_WORDS[row.state])))))
    for duty in full.duties:
        swapped = call.say("instead of {name}", name=duty.instead_of) if duty.instead_of else ""
        parts = (f"{duty.id:>5}", duty.day.isoformat(), post_said(duty.post, call.wording), people_said((duty.named,)))
        show("  ".join(filter(None, (*parts, swapped, duty.swap_reason, duty.remark))))
    for fault in full.faults:
        show(f"! {fault.said(call.wording)}")
    return 0


def make(call: Call) -> int:
    """Begin a roster; says its number."""
    from dutyroom.actions.rosters import make_roster  # noqa: PLC0415  # slow import

    asked = call.asked
    first, last = told_day(call, asked.first), told_day(call, asked.last)
    if first is None or last is None:
        raise Stop(call.say("{what} is missing.", what="--first --last"))
    title = asked.title or (f"{first.year}年{first.month}月值班表" if first.day == 1 else f"{first}至{last}值班表")
    facts = RosterFacts(
        first=first,
        last=last,
        title=title,
        kind=RosterKind(asked.kind or RosterKind.ORDINARY),
        unit=asked.unit or "",
        posts=_posts(asked.posts) or USUAL,
        remark=asked.remark or "",
    )
    number = _write(call, lambda desk: make_roster(desk, MakeRoster(facts=facts)))
    if call.wants_json:
        show_json({"id": number})
    else:
        show(call.say("Roster {id} is begun: {title}", id=number, title=title))
    return 0


def change(call: Call) -> int:
    """Change what was named, leave the rest."""
    from dutyroom.actions.rosters import change_roster  # noqa: PLC0415  # slow import

    asked = call.asked

    def done(desk: Desk) -> None:
        row = _full(desk.session, asked.id).row
        kept = row.facts
        facts = RosterFacts(
            first=told_day(call, asked.first) or kept.first,
            last=told_day(call, asked.last) or kept.last,
            title=asked.title or kept.title,
            kind=RosterKind(asked.kind or kept.kind),
            unit=kept.unit if asked.unit is None else asked.unit,
            posts=_posts(asked.posts) or kept.posts,
            remark=kept.remark if asked.remark is None else asked.remark,
        )
        change_roster(desk, ChangeRoster(id=row.id, version=row.version, facts=facts))

    return _done(call, done)


def fill(call: Call) -> int:
    """Say who holds a post on a day."""
    from dutyroom.actions.rosters import fill_post  # noqa: PLC0415  # slow import

    asked = call.asked
    day = told_day(call, asked.day)
    if day is None:
        raise Stop(call.say("{what} is missing.", what="DAY"))
    people = read_people(asked.people)
    wish = FillPost(
        roster_id=asked.id, day=day, post=asked.post, people=people, reason=asked.reason, remark=asked.remark
    )
    return _done(call, lambda desk: fill_post(desk, wish))


def swap(call: Call) -> int:
    """Note a swap."""
    from dutyroom.actions.rosters import swap_duty  # noqa: PLC0415  # slow import

    asked = call.asked
    if (asked.to is None) == (asked.other is None):
        raise Stop(call.say("Say either who takes the duty (--to NAME), or with which it is exchanged (--with DUTY)."))
    person = next(iter(read_people(asked.to or "")), None)

    def done(desk: Desk) -> None:
        version = _duty_version(desk, asked.duty)
        wish = SwapDuty(id=asked.duty, version=version, reason=asked.reason, person=person, other_id=asked.other)
        swap_duty(desk, wish)

    return _done(call, done)


def issue(call: Call) -> int:
    """Issue a roster."""
    from dutyroom.actions.rosters import issue_roster  # noqa: PLC0415  # slow import

    asked = call.asked

    def done(desk: Desk) -> None:
        row = _full(desk.session, asked.id).row
        issue_roster(desk, IssueRoster(id=row.id, version=row.version, despite=asked.despite))

    return _done(call, done)


def void(call: Call, *, back: bool = False) -> int:
    """A roster does not count any more."""
    from dutyroom.actions.rosters import void_roster  # noqa: PLC0415  # slow import

    asked = call.asked

    def done(desk: Desk) -> None:
        row = _full(desk.session, asked.id).row
        void_roster(desk, VoidRoster(id=row.id, version=row.version, reason=asked.reason, back=back))

    return _done(call, done)


def restore(call: Call) -> int:
    """A void roster counts again."""
    return void(call, back=True)


def void_duty(call: Call, *, back: bool = False) -> int:
    """A duty does not stand any more."""
    from dutyroom.actions.rosters import void_duty as void_one  # noqa: PLC0415  # slow import

    asked = call.asked

    def done(desk: Desk) -> None:
        version = _duty_version(desk, asked.duty)
        void_one(desk, VoidDuty(id=asked.duty, version=version, reason=asked.reason, back=back))

    return _done(call, done)


def restore_duty(call: Call) -> int:
    """A duty stands again."""
    return void_duty(call, back=True)


def _done(call: Call, act: Callable[[Desk], None]) -> int:
    _write(call, act)
    show(call.say("Done."))
    return 0


def _write(call: Call, act: Callable[[Desk], int | None]) -> int | None:
    with opened(call) as store, store.desk(writer(call, store)) as desk:
        return act(desk)


def _duty_version(desk: Desk, number: int) -> int:
    from dutyroom.data.queries.rosters import duty_to_change  # noqa: PLC0415  # slow import

    row = duty_to_change(desk.session, number)
    if row is None:
        raise Refusal("roster.duty.unknown", id=number)
    return row.version


def _full(session: Any, number: int) -> RosterInFull:
    full = roster_in_full(session, number)
    if full is None:
        raise Refusal("roster.unknown", id=number)
    return full


def _posts(said: str | None) -> tuple[str, ...]:
    return tuple(
        post_key(each) for each in (said or "").replace("，", ",").replace("、", ",").split(",") if each.strip()
    )


def _duty(call: Call, duty: DutyRow) -> dict[str, Any]:
    return {name: _plain(call, getattr(duty, name)) for name in duty.__dataclass_fields__}


def _plain(call: Call, value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(call.zone).isoformat()
    if isinstance(value, Sequence) and not isinstance(value, str):
        return list(value)
    return value.isoformat() if hasattr(value, "isoformat") else value
