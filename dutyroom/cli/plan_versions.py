"""``dutyroom plans versions`` and ``dutyroom plans compare``: what a plan was before, and what was changed."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, Final

from dutyroom.actions.comparison_paper import comparison_pdf, versions_compared
from dutyroom.actions.papers import default_cache, note_printed
from dutyroom.cli.arguments import Commands, json_option, writer_options
from dutyroom.cli.call import Call, opened, printer, show, show_json, tell_written, write_file
from dutyroom.data.queries.office import office_settings
from dutyroom.data.queries.plan_versions import PlanVersions, VersionRow, plan_versions
from dutyroom.data.queries.plans import PlanInFull, SectionRow
from dutyroom.rules.changed_words import Chunk
from dutyroom.rules.law import LAW_KINDS
from dutyroom.rules.plan_compare import FATE_SIGNS, Comparison, Fate, QuoteChange, SectionChange
from dutyroom.rules.plan_version import ORIGIN_WORDS, begins_on
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.wording import Wording, mark

STANDING_WORDS: Final[dict[str, str]] = {
    "in_force": mark("in force"),
    "former": mark("superseded"),
    "ahead": mark("not in force yet"),
}


def add_to(below: Commands, wording: Wording) -> None:
    """Name the commands."""
    parser = below.add("versions", list_versions, wording.say("list the versions of a plan"))
    parser.add_argument("id", type=int, metavar="ID", help=wording.say("the number that “plans list” shows"))
    json_option(parser)
    parser = below.add("compare", compare_versions, wording.say("compare two versions of a plan"))
    parser.add_argument("id", type=int, metavar="ID", help=wording.say("the number that “plans list” shows"))
    parser.add_argument(
        "versions",
        type=int,
        nargs="*",
        metavar="VERSION",
        help=wording.say("the former and the new version; without them the one in force and the one before it"),
    )
    parser.options.add_argument(
        "-o", "--output", type=Path, metavar="FILE.pdf", help=wording.say("write the comparison as PDF")
    )
    json_option(parser)
    writer_options(parser)


def list_versions(call: Call) -> int:
    """The versions of a plan, the newest first."""
    known = _known(call)
    if call.wants_json:
        show_json([_listed(version) for version in known.versions])
        return 0
    show(known.plan.title)
    for version in known.versions:
        parts = (
            f"{version.number:>4}",
            call.say(STANDING_WORDS[version.standing]),
            version.issued_on.isoformat() if version.issued_on else "",
            version.document_number,
            call.say(ORIGIN_WORDS.get(version.origin, version.origin)),
            version.author,
            version.note,
            "、".join(use.matter_number for use in version.uses),
        )
        show("  ".join(part for part in parts if part.strip()))
    return 0


def compare_versions(call: Call) -> int:
    """What differs between two versions: sections, words, numbers and names."""
    known = _known(call)
    old, new = _pair(known, call.asked.versions)
    with opened(call) as store:
        if call.asked.output is not None:
            pdf = comparison_pdf(store, call.asked.id, old, new, call.paper_wording, default_cache())
            write_file(call.asked.output, pdf)
            with store.desk(printer(call, store)) as desk:
                note_printed(desk, "plan", call.asked.id, "file")
            tell_written(call, pdf, call.asked.output)
            return 0
        with store.reading() as session:
            one, other, found = versions_compared(session, call.asked.id, old, new)
    if call.wants_json:
        show_json(_as_json(one, other, found))
    else:
        _show(call, one, other, found)
    return 0


def _known(call: Call) -> PlanVersions:
    with opened(call) as store, store.reading() as session:
        today = store.clock().astimezone(office_settings(session).zone).date()
        known = plan_versions(session, call.asked.id, today)
    if known is None:
        raise Refusal("plan.unknown", id=call.asked.id)
    return known


def _pair(known: PlanVersions, asked: list[int]) -> tuple[int, int]:
    """The two that are asked for; one alone is compared with the one in force, none with the one before that."""
    if len(asked) > 2:
        raise Refusal("plan.version.two")
    if len(asked) == 2:
        return asked[0], asked[1]

    def order(version: VersionRow) -> tuple[date, int]:
        dated = known.plan.kind in LAW_KINDS
        return (begins_on(version) or date.min) if dated else date.min, version.number

    current = known.plan.current
    if asked:
        return asked[0], current
    there = next(version for version in known.versions if version.number == current)
    older = [version for version in known.versions if order(version) < order(there)]
    if not older:
        raise Refusal("plan.version.only")
    return max(older, key=order).number, current


def _listed(version: VersionRow) -> dict[str, Any]:
    return {
        "number": version.number,
        "standing": str(version.standing),
        "issued_on": _day(version.issued_on),
        "effective_on": _day(version.effective_on),
        "document_number": version.document_number,
        "origin": version.origin,
        "based_on": version.based_on,
        "sections": version.sections,
        "file": version.file_name,
        "imported_at": version.imported_at.isoformat(),
        "author": version.author,
        "note": version.note,
        "used_for": [use.matter_number for use in version.uses],
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _as_json(one: PlanInFull, other: PlanInFull, found: Comparison) -> dict[str, Any]:
    return {
        "old": one.plan.text_number,
        "new": other.plan.text_number,
        "counts": {fate.value: found.count(fate) for fate in Fate} | {"renumbered": found.renumbered},
        "sections": [
            {
                "fate": change.fate.value,
                "reworded": change.reworded,
                "old": _heading(one, change.old),
                "new": _heading(other, change.new),
                "words": [_words(chunk) for chunk in change.body if chunk.changed],
            }
            for change in found.sections
            if change.fate is not Fate.SAME
        ],
        "numbers": [_quote(each) for each in found.numbers],
        "people": [_quote(each) for each in found.people],
    }


def _words(chunk: Chunk) -> dict[str, str]:
    return {"old": chunk.old, "new": chunk.new}


def _quote(change: QuoteChange) -> dict[str, str]:
    return {"who": change.who, "old": change.old, "new": change.new, "around": change.around}


def _heading(plan: PlanInFull, place: int | None) -> str | None:
    return _said(plan.sections[place]) if place is not None else None


def _said(section: SectionRow) -> str:
    return f"{section.number} {section.title}".strip()


def _show(call: Call, one: PlanInFull, other: PlanInFull, found: Comparison) -> None:
    show(other.plan.title)
    show(f"{call.say('Version')} {one.plan.text_number} → {other.plan.text_number}")
    if not found.differences:
        show(call.say("The two say the same."))
    for place in found.differences:
        change = found.sections[place]
        headings = dict.fromkeys(filter(None, (_heading(one, change.old), _heading(other, change.new))))
        show(f"\n{FATE_SIGNS[change.fate]} {call.say(change.word)}  {' → '.join(headings)}")
        if change.body:
            show(_marked(change))
    for title, quotes in ((mark("Numbers that changed"), found.numbers), (mark("Names that changed"), found.people)):
        if quotes:
            show(f"\n{call.say(title)}")
        for each in quotes:
            show(f"  {each.who}  {each.old or '—'} → {each.new or '—'}")


def _marked(change: SectionChange) -> str:
    """The text with ``[-removed-]`` and ``{+added+}``, as other tools that compare words write it."""
    if change.fate in (Fate.ADDED, Fate.REMOVED):
        return "".join(chunk.old or chunk.new for chunk in change.body)
    parts = []
    for chunk in change.body:
        if not chunk.changed:
            parts.append(chunk.new)
            continue
        parts.append(f"[-{chunk.old}-]" if chunk.old else "")
        parts.append(f"{{+{chunk.new}+}}" if chunk.new else "")
    return "".join(parts)
