"""``dutyroom briefings``: issued papers through their life, from the draft to the receipt."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from dutyroom.cli import briefings_life
from dutyroom.cli.arguments import Commands, Parser, json_option, writer_options
from dutyroom.cli.brief_briefings import matter_meant
from dutyroom.cli.call import Call, Stop, opened, show, show_json, told_day, writer
from dutyroom.data.queries.briefings import (
    BriefingInFull,
    BriefingRow,
    BriefingSearch,
    briefing_in_full,
    briefing_rows,
    find_briefings,
)
from dutyroom.rules.briefing import (
    KIND_WORDS,
    OF_A_DAY,
    STATE_WORDS,
    BriefingKind,
    BriefingState,
    ComposeBriefing,
    TypedPart,
    kind_meant,
)
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.wording import Wording

_HEADINGS: Final = {"# ": 1, "## ": 2, "### ": 3}


def add_to(commands: Commands, wording: Wording) -> None:
    """Name the commands."""
    say = wording.say
    family = commands.add("briefings", None, say("compose, check, sign and issue briefings; list them, show one"))
    below = Commands(family, "briefings_command", required=True)
    parser = below.add("list", list_briefings, say("list the briefings, the newest first"))
    parser.options.add_argument(
        "--kind", metavar="KIND", help=say("only of this kind: {kinds}", kinds=tuple(BriefingKind))
    )
    parser.options.add_argument(
        "--state",
        metavar="STATE",
        choices=tuple(BriefingState),
        help=say("only in this state (default: all but discarded)"),
    )
    parser.options.add_argument("--open", action="store_true", help=say("only those that are not issued yet"))
    json_option(parser)
    parser = below.add("show", show_briefing, say("show a briefing with what each paragraph was made from"))
    parser.add_argument("id", type=int, metavar="ID", help=say("the number that “briefings list” shows"))
    json_option(parser)
    _add_compose(below.add("compose", compose, say("draft a briefing from the registers")), wording)
    briefings_life.add_to(below, wording)


def _add_compose(parser: Parser, wording: Wording) -> None:
    say = wording.say
    parser.add_argument("kind", metavar="KIND", help=say("the kind: {kinds}", kinds=tuple(BriefingKind)))
    parser.add_argument("id", nargs="?", metavar="ID", help=say("the matter, where it tells of one"))
    parser.options.add_argument("--date", metavar="D", help=say("the day, like 2026-11-23 (default: today)"))
    parser.options.add_argument("--title", default="", metavar="TEXT", help=say("the title (default: by its kind)"))
    parser.options.add_argument(
        "--field",
        action="append",
        default=[],
        metavar="LABEL=TEXT",
        help=say("a line before the text, such as 时间=9时"),
    )
    parser.options.add_argument(
        "--text", type=Path, metavar="FILE", help=say("a text file: a paragraph a line, headings after #, ## or ###")
    )
    json_option(parser)
    writer_options(parser)


def list_briefings(call: Call) -> int:
    """The register."""
    asked = call.asked
    kinds = frozenset({kind_meant(asked.kind)}) if asked.kind else frozenset()
    states = frozenset({asked.state}) if asked.state else frozenset()
    search = BriefingSearch(kinds=kinds, states=states, open_only=asked.open)
    with opened(call) as store, store.reading() as session:
        rows = briefing_rows(session, find_briefings(session, search))
    if call.wants_json:
        show_json([plain_row(call, row) for row in rows])
        return 0
    for row in rows:
        parts = (
            f"{row.id:>5}",
            call.say(KIND_WORDS[row.kind]),
            row.number,
            row.title,
            call.say(STATE_WORDS[row.state]),
            call.say("replaced by {number}", number=row.replaced_by) if row.replaced_by else "",
            call.say("receipts {got} of {all}", got=row.receipts, all=row.recipients) if row.issued_at else "",
        )
        show("  ".join(part for part in parts if part))
    return 0


def show_briefing(call: Call) -> int:
    """One paper with its parts."""
    with opened(call) as store, store.reading() as session:
        full = briefing_in_full(session, call.asked.id)
    if full is None:
        raise Refusal("briefing.unknown", id=call.asked.id)
    if call.wants_json:
        show_json(plain_full(call, full))
        return 0
    show("  ".join(filter(None, (full.row.number, full.row.title, call.say(STATE_WORDS[full.row.state])))))
    for label, text in full.fields:
        show(f"{label}：{text}")
    for part in full.standing:
        flags = [call.say("edited")] if part.is_edited else []
        flags += [call.say("not verified")] if part.is_unverified else []
        show(f"{part.id:>6}  {part.text}{' [' + ', '.join(flags) + ']' if flags else ''}")
        for row in part.rows:
            show("        " + " | ".join(row))
        for source in part.sources:
            show(f"        ← {source.record_kind} {source.record_id} {source.said}"[:160])
    for to in full.recipients:
        at = f"{to.receipt_at.astimezone(call.zone):%Y-%m-%d %H:%M}" if to.receipt_at else ""
        show("  ".join(part for part in (f"{to.id:>6}", to.role, to.name, to.channel, at, to.receipt_by) if part))
    return 0


def compose(call: Call) -> int:
    """Keep a draft; says its number."""
    from dutyroom.actions.briefing_compose import compose_briefing  # noqa: PLC0415  # slow import

    asked = call.asked
    kind = kind_meant(asked.kind)
    with opened(call) as store:
        day = _day(call) if kind is BriefingKind.DAILY_SITUATION or (kind in OF_A_DAY and asked.date) else None
        matter = matter_meant(store, asked.id) if asked.id is not None else None
        wish = ComposeBriefing(
            kind=kind,
            language=call.paper_wording.language,
            day=day,
            matter_id=matter,
            title=asked.title,
            fields=tuple(_fields(call, asked.field)),
            parts=tuple(_parts(call, asked.text)),
        )
        with store.desk(writer(call, store)) as desk:
            number = compose_briefing(desk, wish)
        briefings_life.tell(call, store, number)
    return 0


def plain_row(call: Call, row: BriefingRow) -> dict[str, Any]:
    """A row as JSON has it: times in ISO 8601, in the office's zone."""
    return {name: _plain(call, getattr(row, name)) for name in row.__dataclass_fields__}


def plain_full(call: Call, full: BriefingInFull) -> dict[str, Any]:
    """The same of one paper with everything that hangs on it."""
    return {
        **plain_row(call, full.row),
        "fields": [list(pair) for pair in full.fields],
        "parts": [
            {name: _plain(call, getattr(part, name)) for name in part.__dataclass_fields__ if name != "sources"}
            | {
                "is_edited": part.is_edited,
                "sources": [{"record": one.record_kind, "id": one.record_id, "said": one.said} for one in part.sources],
            }
            for part in full.parts
        ],
        "to": [
            {name: _plain(call, getattr(one, name)) for name in one.__dataclass_fields__} for one in full.recipients
        ],
    }


def _plain(call: Call, value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(call.zone).isoformat()
    return list(map(list, value)) if isinstance(value, tuple) else value


def _day(call: Call) -> date:
    return told_day(call, call.asked.date) or call.clock().astimezone(call.zone).date()


def _fields(call: Call, given: Iterable[str]) -> Iterable[tuple[str, str]]:
    for line in given:
        label, equals, text = line.partition("=")
        if not equals:
            raise Stop(call.say("“{text}” is no line before the text. Write it like 时间=9时.", text=line))
        yield label, text


def _parts(call: Call, path: Path | None) -> Iterable[TypedPart]:
    if path is None:
        return
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise Stop(call.say("{path}: {reason}", path=path.name, reason=str(error))) from error
    for line in filter(str.strip, lines):
        mark_of = next((mark_of for mark_of in _HEADINGS if line.startswith(mark_of)), "")
        yield TypedPart(text=line.removeprefix(mark_of), level=_HEADINGS.get(mark_of, 0))
