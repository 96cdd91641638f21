"""``dutyroom plans contents``: what a plan holds beside its text, as it is kept or as its text proposes it."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from dutyroom.cli.arguments import Commands, json_option
from dutyroom.cli.call import Call, opened, show, show_json
from dutyroom.data.queries.plan_contents import ContentRow, PlanContents, contents_of
from dutyroom.data.queries.plans import PlanInFull, plan_in_full
from dutyroom.rules.plan_contacts import STANDING_WORDS, standing_of
from dutyroom.rules.plan_contents import STATE_WORDS, said_with_role
from dutyroom.rules.plan_contents_proposal import Proposal, propose
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.wording import Wording


def add_to(below: Commands, wording: Wording) -> None:
    """Name the command, below ``plans``."""
    parser = below.add("contents", show_contents, wording.say("list a plan's actions, contacts, bodies and starts"))
    parser.add_argument("id", type=int, metavar="ID", help=wording.say("the number that “plans list” shows"))
    parser.options.add_argument(
        "--proposed", action="store_true", help=wording.say("what its text proposes now, whether it is kept or not")
    )
    json_option(parser)


def show_contents(call: Call) -> int:
    """The version in force; dropped lines are left out. Nothing is written, also with ``--proposed``."""
    with opened(call) as store, store.reading() as session:
        plan = plan_in_full(session, call.asked.id)
        kept = contents_of(session, plan.plan.text_id) if plan is not None else PlanContents()
    if plan is None:
        raise Refusal("plan.unknown", id=call.asked.id)
    lists = _proposed(plan, propose(plan.plan.title, plan.sections)) if call.asked.proposed else _kept(kept)
    if call.wants_json:
        show_json({"plan": plan.plan.id, "title": plan.plan.title, "version": plan.plan.current, **lists})
    else:
        _show(call, lists)
    return 0


def _kept(found: PlanContents) -> dict[str, list[dict[str, Any]]]:
    contacts = []
    for row in found.contacts:
        number = row.entry.phone if row.entry is not None else None
        facts = {name: getattr(row, name) for name in ("name", "unit", "post", "phone")}
        contacts.append({**_shared(row), **facts, "directory": number, "standing": standing_of(row).value})
    return {
        "actions": [_facts(row, "level", "role", "text", "first") for row in found.actions],
        "contacts": contacts,
        "bodies": [_facts(row, "name", "head", "members", "duties") for row in found.bodies],
        "starts": [_facts(row, "level", "conditions", "authority") for row in found.starts],
    }


def _facts(row: ContentRow, *names: str) -> dict[str, Any]:
    return {**_shared(row), **{name: getattr(row, name) for name in names}}


def _shared(row: ContentRow) -> dict[str, Any]:
    return {"section": row.section, "state": row.state, "checked_by": row.checked_by}


def _proposed(plan: PlanInFull, found: Proposal) -> dict[str, list[dict[str, Any]]]:
    first = {place: number for number, place in enumerate(found.first, 1)}

    def plain(line: Any, **more: Any) -> dict[str, Any]:
        section = plan.sections[line.section]
        heading = " ".join(filter(None, (section.number, section.title)))
        facts = {name: value for name, value in asdict(line).items() if name != "section"}
        return {"section": heading, "state": "proposed", "checked_by": "", **facts, **more}

    return {
        "actions": [plain(line, first=first.get(place)) for place, line in enumerate(found.actions)],
        "contacts": [plain(line, directory=None, standing="unlinked") for line in found.contacts],
        "bodies": [plain(line) for line in found.bodies],
        "starts": [plain(line) for line in found.starts],
    }


def _show(call: Call, lists: dict[str, list[dict[str, Any]]]) -> None:
    headings = {
        "actions": call.say("Action cards"),
        "contacts": call.say("Contacts"),
        "bodies": call.say("Bodies of command"),
        "starts": call.say("When the response begins"),
    }
    for name, heading in headings.items():
        if lists[name]:
            show(f"\n{heading}")
        for line in lists[name]:
            show("  ".join(filter(None, (call.say(STATE_WORDS[line["state"]]), *_said(call, name, line)))))


def _said(call: Call, name: str, line: dict[str, Any]) -> tuple[str, ...]:
    if name == "actions":
        place = f"[{line['first']}]" if line["first"] else ""
        return place, line["level"], said_with_role(line["role"], line["text"])
    if name == "contacts":
        standing = call.say(STANDING_WORDS[line["standing"]])
        return line["unit"], line["name"], line["post"], line["phone"], standing, line["directory"] or ""
    if name == "bodies":
        return line["name"], line["head"].replace("\n", "; ")
    return line["level"], line["authority"], line["conditions"].replace("\n", " / ")
