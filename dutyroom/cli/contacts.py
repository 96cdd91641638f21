"""``dutyroom import``: contacts from vCard files and tables into the directory; registers see :mod:`.matters_in`."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any, Final

from dutyroom.actions.directory_import import (
    ImportCards,
    ImportMemory,
    Proposal,
    cards_of,
    import_cards,
    import_slice,
    propose_import,
)
from dutyroom.actions.directory_shipped import lay_directory
from dutyroom.actions.errors import said, said_of_file
from dutyroom.cli.arguments import Commands, json_option, writer_options
from dutyroom.cli.call import Call, Stop, opened, show, show_json, writer
from dutyroom.cli.knowledge import CLASSES, KNOWLEDGE, import_shelf
from dutyroom.cli.mastheads import MASTHEADS, import_mastheads
from dutyroom.cli.matters_in import NOTHING_IN, REGISTERS, import_matters
from dutyroom.cli.roster_in import ROSTER, import_rosters
from dutyroom.cli.search import NONE_SUCH
from dutyroom.cli.warnings import WARNINGS, import_warnings
from dutyroom.data.desk import Desk
from dutyroom.data.queries.directory import units_by_name
from dutyroom.data.store import Store
from dutyroom.readers.document import ContactFile
from dutyroom.readers.reading import Reader
from dutyroom.rules.contact_card import Remark
from dutyroom.rules.contact_import import ADDED, KEPT, RESULT_WORDS, Decision
from dutyroom.rules.contact_table import TableCards
from dutyroom.rules.officer import Author
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.wording import Wording

DIRECTORY: Final = "directory"
_SHOWN_MOST: Final = 60
_MAP_MOST: Final = 100_000


def add_to(commands: Commands, wording: Wording) -> None:
    """Name the command."""
    parser = commands.add("import", import_register, wording.say("bring a table or cards into a register"))
    words = wording.say(
        "directory, notices, incidents, matters, warnings, knowledge, hotline-classes, mastheads, roster"
    )
    parser.add_argument("register", metavar="REGISTER", help=words)
    parser.add_argument(
        "file",
        type=Path,
        metavar="FILE",
        help=wording.say(
            "a table (CSV, xlsx, xls, ods), JSON as export writes it; for the directory vCard, for warnings CAP, for mastheads TOML"
        ),
    )
    parser.options.add_argument(
        "--map",
        type=Path,
        metavar="MAP.json",
        help=wording.say("JSON that says which heading is what; a heading that is null is left out"),
    )
    parser.options.add_argument("--dry-run", action="store_true", help=wording.say("only say what would be done"))
    parser.options.add_argument(
        "--take-over",
        action="store_true",
        help=wording.say("where the file says something else than the directory, the file wins"),
    )
    parser.options.add_argument(
        "--link",
        action="store_true",
        help=wording.say("a notice that is registered already is kept as another copy, linked to that one"),
    )
    json_option(parser)
    writer_options(parser)


def import_register(call: Call) -> int:
    """Import the file, or say what importing it would do."""
    asked = call.asked
    known = (DIRECTORY, WARNINGS, *REGISTERS, KNOWLEDGE, CLASSES, MASTHEADS, ROSTER)
    if asked.register not in known:
        raise Stop(call.say(NONE_SUCH, what=f"import {asked.register}", known=known))
    if not asked.file.is_file():
        raise Stop(call.say("{path} is not there.", path=asked.file))
    if asked.register == WARNINGS:
        return import_warnings(call)
    if asked.register == MASTHEADS:
        return import_mastheads(call)
    chosen = _chosen(asked.map) if asked.map is not None else None
    if asked.register in REGISTERS:
        return import_matters(call, chosen)
    if asked.register in (KNOWLEDGE, CLASSES):
        return import_shelf(call, chosen)
    if asked.register == ROSTER:
        return import_rosters(call, chosen)
    cards = cards_of(_read(call, asked.file), chosen)
    with opened(call, create=True) as store:
        author = writer(call, store)
        _lay_units(store, author)
        if asked.dry_run:
            with store.reading() as session:
                proposal = propose_import(session, cards)
        else:
            proposal = _import(call, store, author, cards)
    if call.wants_json:
        show_json(_plain(call, proposal))
    else:
        _show(call, proposal)
    left_out = [decision for decision in proposal.decisions if decision.result == "skipped"]
    if left_out and len(left_out) == len(proposal.decisions):
        raise Stop(call.say(NOTHING_IN, count=len(left_out), reason=_reason(call, left_out[0])))
    return 0


def _chosen(path: Path) -> dict[str, str | None]:
    """What each heading is, from a file; also the other way round: what is under which heading."""
    try:
        text = path.read_text("utf-8-sig")
        found = json.loads(text[:_MAP_MOST])
    except (OSError, ValueError) as error:
        raise Refusal("import.map.file", path=path) from error
    if not isinstance(found, dict) or not all(value is None or isinstance(value, str) for value in found.values()):
        raise Refusal("import.map.file", path=path)
    return {str(heading): value for heading, value in found.items()}


def _read(call: Call, path: Path) -> ContactFile:
    with Reader() as reader:
        reading = reader.read_contacts(path)
    if reading.contacts is None:
        reason = said_of_file(reading.detail, dict(reading.facts), call.wording, call.zone)
        raise Stop(call.say("{path}: {reason}", path=path.name, reason=reason))
    return reading.contacts


def _lay_units(store: Store, author: Author) -> None:
    """A store that has no units yet gets the shipped ones first, so that the file's units are found among them."""
    with store.reading() as session:
        if units_by_name(session):
            return
    with store.desk(author) as desk:
        _lay(desk)


def _lay(desk: Desk) -> None:
    made = lay_directory(desk)
    desk.journal("directory.completed", text=str(made), payload={"made": made})


def _import(call: Call, store: Store, author: Author, cards: TableCards) -> Proposal:
    def keep(wish: ImportCards, memory: ImportMemory) -> tuple[Decision, ...]:
        with store.desk(author) as desk:
            return import_slice(desk, wish, memory)

    wish = ImportCards(file=call.asked.file.name, cards=cards.cards, take_over=call.asked.take_over)
    return Proposal(import_cards(keep, wish), cards.columns)


def _plain(call: Call, proposal: Proposal) -> dict[str, Any]:
    skipped = []
    for decision in proposal.decisions:
        if decision.result == "skipped":
            line: dict[str, Any] = {"row": decision.card.row, "reason": _reason(call, decision)}
            skipped.append(line | ({"sheet": decision.card.sheet} if decision.card.sheet else {}))
    return {
        "rows": len(proposal.decisions),
        "imported": proposal.count("imported"),
        "same": proposal.count("same"),
        "changed": proposal.count("changed"),
        "skipped": skipped,
        "remarks": [
            {"row": decision.card.row, "reason": _said(call, remark)}
            for decision in proposal.decisions
            for remark in decision.remarks
        ],
        "map": dict(proposal.columns),
    }


def _reason(call: Call, decision: Decision) -> str:
    return _said(call, (decision.code, decision.facts))


def _said(call: Call, remark: Remark) -> str:
    code, facts = remark
    named: dict[str, Any] = dict(facts)
    return said(Refusal(code, **named), call.wording, call.zone)


def _show(call: Call, proposal: Proposal) -> None:
    for heading, kind in proposal.columns.items():
        if kind is None:
            show(call.say("The column “{heading}” is left out.", heading=heading))
    for decision in proposal.decisions:
        if decision.result in ("changed", "skipped") or decision.remarks:
            show("  ".join(_parts(call, decision)))
    counts: Counter[str] = Counter(decision.result for decision in proposal.decisions)
    words = [f"{counts[result]} {call.say(word)}" for result, word in RESULT_WORDS.items() if counts[result]]
    rows = call.say("{count} rows", count=len(proposal.decisions))
    show(f"{rows}: " + ", ".join(words) if words else rows)
    if call.asked.dry_run:
        show(call.say("Nothing was changed."))


def _parts(call: Call, decision: Decision) -> list[str]:
    card = decision.card
    parts = [
        f"{card.sheet} {card.row}".strip(),
        call.say(RESULT_WORDS[decision.result]),
        card.unit,
        card.name or card.group,
    ]
    if decision.result == "skipped":
        parts.append(_reason(call, decision))
    if decision.numbers:
        parts.append(call.say(ADDED, numbers=", ".join(number.text for number in decision.numbers)))
    parts += [call.say(KEPT, ours=_short(each.ours), theirs=_short(each.theirs)) for each in decision.differs]
    parts += [_said(call, remark) for remark in decision.remarks]
    return [part for part in parts if part]


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN_MOST else line[: _SHOWN_MOST - 1] + "…"
