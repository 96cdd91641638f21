"""The papers of a sample handover: the report's facts, the rows of shift and handover as the store keeps them."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from json.encoder import encode_basestring as quoted
from typing import Any, Final

from dutyroom.actions.sample_office import Team
from dutyroom.papers.facts import CheckFact, HandoverFacts, OpenItemFact, SignatureFact
from dutyroom.rules.canon import digest, instant
from dutyroom.rules.entry import Kind
from dutyroom.rules.office import OfficeSettings

_HOUR: Final = 3_600_000_000
_URGENT_REASON: Final = "已向接班人员当面说明，由接班人员续办。"
_WARNED: Final = 0.15
_RESPONDED: Final = 0.1


@dataclass(slots=True)
class Fact:
    """An entry of the running shift as the report will say it: JSON, put into words once however often it is said."""

    seq: int
    kind: str
    important: bool
    json: str
    amended_by: int | None = None

    @property
    def text(self) -> str:
        """The JSON with the amendment that came later."""
        if self.amended_by is None:
            return self.json
        return self.json.replace('"amended_by":null', f'"amended_by":{self.amended_by}', 1)


def shift_row(
    office: OfficeSettings, team: Team, *, start: int, at: int, first_seq: int, previous: int | None
) -> dict[str, Any]:
    """A shift that begins ``at``, planned from ``start`` on."""
    template = office.templates[0]
    return {
        "id": (previous or 0) + 1,
        "name": template.name,
        "planned_start": start,
        "planned_end": start + template.hours * _HOUR,
        "started_at": at,
        "ended_at": None,
        "leader_id": team.leader.id,
        "chief_id": team.chief.id,
        "deputy_id": team.deputy.id,
        "previous_id": previous,
        "start_reason": "",
        "first_seq": first_seq,
        "head": None,
        "entry_count": None,
    }


def handover_row(facts: HandoverFacts, snapshot: str, shift: Mapping[str, Any], *, at: int, seq: int) -> dict[str, Any]:
    """The handover of a shift just given by its chief officer."""
    return {
        "id": shift["id"],
        "shift_id": shift["id"],
        "state": "given",
        "given_at": at,
        "given_by": shift["chief_id"],
        "give_on_behalf_of": None,
        "give_reason": "",
        "urgent_reason": facts.urgent_reason,
        "snapshot": snapshot,
        "snapshot_hash": digest(snapshot),
        "give_seq": seq,
        "cancelled_at": None,
        "cancel_reason": "",
        "taken_at": None,
        "taken_by": None,
        "take_on_behalf_of": None,
        "take_reason": "",
        "reservations": "",
        "final": None,
        "take_seq": None,
        "next_shift_id": None,
    }


def report(
    office: OfficeSettings,
    shift: Mapping[str, Any],
    team: Team,
    *,
    at: int,
    counts: Mapping[str, int],
    items: Sequence[Mapping[str, Any]],
    notes: Mapping[str, Any],
    chance: random.Random,
) -> HandoverFacts:
    """The facts of a shift as they stand at the giving; the entries are set in later, being many."""
    chief = team.chief
    return HandoverFacts(
        office_zh=office.name_zh,
        office_en=office.name_en,
        store_kind="sample",
        zone=office.zone_name,
        draft=True,
        shift_name=shift["name"],
        planned_start=instant(shift["planned_start"]),
        planned_end=instant(shift["planned_end"]),
        started_at=instant(shift["started_at"]),
        outgoing_leader=team.leader.name,
        outgoing_chief=chief.name,
        outgoing_deputy=team.deputy.name,
        counts=tuple(sorted(counts.items())),
        open_items=tuple(item_fact(item, at) for item in items),
        whereabouts=tuple(notes["whereabouts"]),
        warnings=tuple(w for w in notes["warnings"] if chance.random() < _WARNED),
        responses=tuple(r for r in notes["responses"] if chance.random() < _RESPONDED),
        equipment=tuple(CheckFact(name=name, ok=True) for name in office.equipment),
        keys_count=6,
        secret_papers_count=0,
        phone_tested=True,
        urgent_reason=_URGENT_REASON if any(item["urgent"] for item in items) else "",
        weather=chance.choice(notes["weather"]),
        remarks=chance.choice(notes["remarks"]),
        signatures=(SignatureFact(role="give", name=chief.name, post=chief.post, signed_at=instant(at)),),
    )


def item_fact(item: Mapping[str, Any], now: int) -> OpenItemFact:
    """An open item as the report says it."""
    due = item["due_at"]
    return OpenItemFact(
        id=item["id"],
        title=item["title"],
        due_at=instant(due) if due is not None else None,
        entry_seq=item["entry_seq"],
        overdue=due is not None and due <= now,
        urgent=item["urgent"],
        waiting_for=item["waiting_for"],
    )


def with_entries(facts: str, entries: list[Fact], added: list[Fact]) -> str:
    """The report's JSON with its lists of entries set in."""
    standing = [e for e in entries if e.amended_by is None]
    important = [e for e in standing if e.important and e.kind != Kind.INSTRUCTION]
    instructions = [e for e in standing if e.kind == Kind.INSTRUCTION]
    lists = {"entries": entries, "important": important, "instructions": instructions, "addendum": added}
    for name, chosen in lists.items():
        filled = ",".join([entry.text for entry in chosen])
        facts = facts.replace(f'"{name}":[]', f'"{name}":[{filled}]', 1)
    return facts


def fact_json(values: Mapping[str, Any]) -> str:
    """An entry as ``to_json`` writes an ``EntryFact``: by hand, because a large sample holds a million of them."""
    amends = "null" if values["amends"] is None else values["amends"]
    paper = values["paper_number"]
    return (
        f'{{"amended_by":null,"amends":{amends},"author":{quoted(values["author_name"])},'
        f'"happened_at":"{_iso(values["happened_at"])}","kind":"{values["kind"]}",'
        f'"paper_number":{quoted(paper) if paper else "null"},'
        f'"paper_writer":{quoted(values["paper_writer"]) if paper else "null"},'
        f'"person":{quoted(values["person"] or "")},"phone":{quoted(values["phone"] or "")},"seq":{values["seq"]},'
        f'"text":{quoted(values["text"])},"unit":{quoted(values["unit"] or "")},'
        f'"written_at":"{_iso(values["written_at"])}"}}'
    )


def _iso(at: int) -> str:
    return instant(at).isoformat(timespec="microseconds")
