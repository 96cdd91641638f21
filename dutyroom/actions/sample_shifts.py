"""The sample's shifts: what is written day by day, left open, done, corrected, and handed over."""

from __future__ import annotations

import heapq
import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from json.encoder import encode_basestring as quoted
from typing import Any, Final, NamedTuple

from dutyroom.actions.sample_office import Person, Team, entry_values
from dutyroom.actions.sample_words import Happening, SampleWords
from dutyroom.data.bulk import BulkWriter
from dutyroom.data.tables import Acceptance, Handover, OpenItem, Shift
from dutyroom.papers.facts import Acceptance as Manner
from dutyroom.papers.facts import CheckFact, HandoverFacts, OpenItemFact, SignatureFact, to_json
from dutyroom.rules.canon import digest, instant
from dutyroom.rules.entry import Kind
from dutyroom.rules.office import OfficeSettings

_MINUTE: Final = 60_000_000
_TITLE: Final = 120
_AMENDED: Final = 0.012
_ADDENDUM: Final = 0.15
_LATE: Final = 0.2
_QUESTIONED: Final = 0.06
_SHEETS: Final = 3
_URGENT_REASON: Final = "已向接班人员当面说明，由接班人员续办。"
_FIGURE = re.compile(r"[2-8]")


class Slot(NamedTuple):
    """An instant at which something is written; ``desk`` where it is one that must stand open at the end."""

    at: int
    desk: Mapping[str, Any] | None


@dataclass(slots=True)
class _Fact:
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


class _Open(NamedTuple):
    """An open item to be closed: when, its number (for order), its row, the outcome."""

    at: int
    id: int
    row: dict[str, Any]
    outcome: str


class SampleRoom:
    """The room as it lives: one shift after the other."""

    def __init__(
        self,
        writer: BulkWriter,
        words: SampleWords,
        chance: random.Random,
        teams: Sequence[Team],
        office: OfficeSettings,
    ) -> None:
        self._writer = writer
        self._words = words
        self._chance = chance
        self._teams = teams
        self._office = office
        self._shift: dict[str, Any] = {}
        self._team = teams[0]
        self._items = 0
        self._accepted = 0
        self._open: dict[int, dict[str, Any]] = {}
        self._to_close: list[_Open] = []
        self._to_amend: dict[str, Any] | None = None
        self._sheet = 0
        self._facts: list[_Fact] = []
        self._counts: dict[str, int] = {}

    def live(self, slots: Sequence[Slot], *, start: int, end: int | None) -> None:
        """One shift from its changeover to the next: the log, and with an end the handover."""
        if not self._shift:
            self._begin_first(start)
        month = instant(start).astimezone(self._office.zone)
        late: list[Slot] = []
        if end is not None:
            ordinary = [slot for slot in slots if slot.desk is None]
            if len(ordinary) > 3 and self._chance.random() < _ADDENDUM:
                late = [ordinary[-1]]
        is_dark = end is not None and len(slots) > 12 and self._shift["id"] % 90 == 1
        for place, slot in enumerate(slots):
            if late and slot is late[0]:
                continue
            self._sheet = place - 5 if is_dark and 5 < place <= 5 + _SHEETS else 0
            self._live_slot(slot.at, month, slot.desk)
        self._to_amend = None
        if end is not None:
            self._hand_over(end, addendum=bool(late))

    def _live_slot(self, at: int, month: Any, desk: Mapping[str, Any] | None) -> None:
        if desk is not None:
            self._write(at, self._words.on_the_desk(desk))
        elif self._sheet:
            self._write(at, replace(self._words.happening(month), is_open=False))
        elif self._to_close and self._to_close[0].at <= at:
            self._close(at)
        elif self._to_amend is not None:
            self._amend(at)
        else:
            self._write(at, self._words.happening(month))

    def _author(self) -> Person:
        return self._team.chief if self._chance.random() < 0.65 else self._team.deputy

    def _write(self, at: int, what: Happening) -> None:
        author = self._author()
        # Most is written while the receiver is still in the hand, some a few minutes later.
        late = self._chance.random()
        happened = at - (int(late * 30) * _MINUTE if late < _LATE else 0)
        others: dict[str, Any] = {}
        if self._sheet:
            happened = at - (90 - 9 * self._sheet) * _MINUTE
            day = instant(at).astimezone(self._office.zone)
            others = {"paper_number": f"停-{day:%Y%m%d}-{self._sheet:03}", "paper_writer": self._team.deputy.name}
        happened -= happened % _MINUTE
        due = happened + what.due_min * _MINUTE if what.is_open and what.due_min is not None else None
        item = self._open_item(at, what, due) if what.is_open else None
        values = entry_values(
            "entry.written",
            at,
            author,
            what.text,
            kind=what.kind,
            happened_at=happened,
            shift_id=self._shift["id"],
            unit=what.unit or None,
            person=what.person or None,
            phone=what.phone or None,
            important=what.important or what.urgent,
            **others,
        )
        if item is not None:
            values |= {"record_kind": "open_item", "record_id": item["id"]}
            values["payload"] = {"due_at": due, "urgent": what.urgent}
        self._journal(values)
        if not self._sheet and what.kind is not Kind.INSTRUCTION and self._chance.random() < _AMENDED:
            self._to_amend = values

    def _open_item(self, at: int, what: Happening, due: int | None) -> dict[str, Any]:
        self._items += 1
        item: dict[str, Any] = {
            "id": self._items,
            "title": _title(what.text),
            "entry_seq": self._writer.next_seq,
            "opened_at": at,
            "due_at": due,
            "urgent": what.urgent,
            "waiting_for": what.unit,
            "state": "open",
            "closed_at": None,
            "outcome": "",
            "put_off_until": None,
        }
        self._writer.put(OpenItem, item)
        self._open[item["id"]] = item
        if what.outcome:
            needed = self._chance.uniform(0.3, 1.15) * ((due or at + 240 * _MINUTE) - at)
            heapq.heappush(self._to_close, _Open(at + int(needed), item["id"], item, what.outcome))
        return item

    def _close(self, at: int) -> None:
        _, number, item, outcome = heapq.heappop(self._to_close)
        item |= {"state": "closed", "closed_at": at, "outcome": outcome, "version": 2}
        self._writer.put(OpenItem, item)
        del self._open[number]
        payload = {"item": item["title"], "due_at": item["due_at"], "put_off_until": None}
        others = {"record_kind": "open_item", "record_id": number, "payload": payload}
        self._journal(
            entry_values(
                "item.closed", at, self._author(), outcome, kind=Kind.NOTE, shift_id=self._shift["id"], **others
            )
        )

    def _amend(self, at: int) -> None:
        original, self._to_amend = self._to_amend, None
        assert original is not None  # noqa: S101  # asked before
        wrong = _FIGURE.search(original["text"])
        text = original["text"]
        text = text[: wrong.start()] + str(int(wrong[0]) + 1) + text[wrong.end() :] if wrong else f"{text}（已核实）"
        copied = ("kind", "happened_at", "unit", "person", "phone", "important", "shift_id")
        values = entry_values("entry.amended", at, self._author(), text)
        values |= {key: original[key] for key in copied}
        values |= {
            "amends": original["seq"],
            "payload": {"reason": self._words.one_of(self._words.handover["amendments"])},
        }
        item = self._open.get(original["record_id"] or 0)
        if item is not None:
            item |= {"title": _title(text), "version": 2}
            self._writer.put(OpenItem, item)
            values |= {"record_kind": "open_item", "record_id": item["id"]}
        seq = self._journal(values)
        for fact in self._facts:
            if fact.seq == original["seq"]:
                fact.amended_by = seq

    def _journal(self, values: dict[str, Any]) -> int:
        """Write the entry, and keep what the report of the shift will say of it."""
        seq = self._writer.journal(values)
        values["seq"] = seq
        self._counts[values["kind"]] = self._counts.get(values["kind"], 0) + 1
        self._facts.append(_Fact(seq, values["kind"], values["important"], _fact_json(values)))
        return seq

    def _begin_first(self, start: int) -> None:
        at = start + 4 * _MINUTE
        self._shift = self._new_shift(start, at, self._writer.next_seq, None)
        self._writer.put(Shift, self._shift)
        names = " ".join(person.name for person in (self._team.leader, self._team.chief, self._team.deputy))
        others = {"record_kind": "shift", "record_id": 1, "shift_id": 1, "payload": {"reason": ""}}
        text = f"{self._shift['name']} {names}"
        self._journal(entry_values("shift.started", at, self._team.chief, text, kind=Kind.HANDOVER, **others))

    def _new_shift(self, start: int, at: int, first_seq: int, previous: int | None) -> dict[str, Any]:
        template = self._office.templates[0]
        return {
            "id": (previous or 0) + 1,
            "name": template.name,
            "planned_start": start,
            "planned_end": start + template.hours * 60 * _MINUTE,
            "started_at": at,
            "ended_at": None,
            "leader_id": self._team.leader.id,
            "chief_id": self._team.chief.id,
            "deputy_id": self._team.deputy.id,
            "previous_id": previous,
            "start_reason": "",
            "first_seq": first_seq,
            "head": None,
            "entry_count": None,
        }

    def _hand_over(self, end: int, *, addendum: bool) -> None:
        given_at = end - (3 + int(self._chance.random() * 6)) * _MINUTE
        taken_at = end + (2 + int(self._chance.random() * 7)) * _MINUTE
        shift, giving = self._shift, self._team.chief
        facts = self._report(given_at)
        handover = self._give(facts, given_at)
        frozen, counted = self._facts, len(self._facts) - 1
        if addendum:
            self._write(given_at + 2 * _MINUTE, replace(self._words.happening(instant(end)), is_open=False))
        added = self._facts[counted + 1 :]
        self._team = self._teams[shift["id"] % len(self._teams)]
        taking = self._team.chief
        accepted = self._accept(shift["id"] + 1, taken_at, added)
        shift |= {"ended_at": taken_at, "version": 3}
        self._writer.put(Shift, shift)
        following = self._new_shift(end, taken_at, self._writer.next_seq + 1, shift["id"])
        self._writer.put(Shift, following)
        signature = SignatureFact(role="take", name=taking.name, post=taking.post, signed_at=instant(taken_at))
        final = replace(
            facts,
            ended_at=instant(taken_at),
            incoming_leader=self._team.leader.name,
            incoming_chief=taking.name,
            incoming_deputy=self._team.deputy.name,
            open_items=accepted,
            reservations=self._reservations(),
            signatures=(*facts.signatures, signature),
            draft=False,
        )
        handover |= {"state": "taken", "taken_at": taken_at, "taken_by": taking.id, "take_seq": self._writer.next_seq}
        handover |= {"reservations": final.reservations, "next_shift_id": following["id"], "version": 2}
        handover["final"] = _with_entries(to_json(final), frozen[:counted], added)
        self._writer.put(Handover, handover)
        self._take(shift, handover, taking, taken_at)
        self._shift, self._facts, self._counts = following, [], {}
        assert giving is not taking  # noqa: S101  # the teams follow one another

    def _report(self, given_at: int) -> HandoverFacts:
        """The facts of the shift as they stand at the giving; the entries are set in later, being many."""
        shift, office, notes = self._shift, self._office, self._words.handover
        signature = SignatureFact(
            role="give", name=self._team.chief.name, post=self._team.chief.post, signed_at=instant(given_at)
        )
        urgent = any(item["urgent"] for item in self._open.values())
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
            outgoing_leader=self._team.leader.name,
            outgoing_chief=self._team.chief.name,
            outgoing_deputy=self._team.deputy.name,
            counts=tuple(sorted(self._counts.items())),
            open_items=tuple(_item_fact(item, given_at) for item in self._in_order()),
            whereabouts=tuple(notes["whereabouts"]),
            warnings=tuple(w for w in notes["warnings"] if self._chance.random() < 0.15),
            responses=tuple(r for r in notes["responses"] if self._chance.random() < 0.1),
            equipment=tuple(CheckFact(name=name, ok=True) for name in office.equipment),
            keys_count=6,
            secret_papers_count=0,
            phone_tested=True,
            urgent_reason=_URGENT_REASON if urgent else "",
            weather=self._words.one_of(notes["weather"]),
            remarks=self._words.one_of(notes["remarks"]),
            signatures=(signature,),
        )

    def _give(self, facts: HandoverFacts, at: int) -> dict[str, Any]:
        shift, chief = self._shift, self._team.chief
        snapshot = _with_entries(to_json(facts), self._facts, [])
        handover: dict[str, Any] = {
            "id": shift["id"],
            "shift_id": shift["id"],
            "state": "given",
            "given_at": at,
            "given_by": chief.id,
            "give_on_behalf_of": None,
            "give_reason": "",
            "urgent_reason": facts.urgent_reason,
            "snapshot": snapshot,
            "snapshot_hash": digest(snapshot),
            "give_seq": self._writer.next_seq,
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
        self._writer.put(Handover, handover)
        text = f"交班签字：{chief.name}（{shift['name']}）"
        text += f"；紧急事项在办仍交班，原因：{facts.urgent_reason}" if facts.urgent_reason else ""
        self._signed("handover.given", at, chief, text, {"snapshot": handover["snapshot_hash"], "reason": ""})
        return handover

    def _accept(self, shift_id: int, at: int, added: list[_Fact]) -> tuple[OpenItemFact, ...]:
        """How the incoming officer accepts what is open, and what was written between the signatures."""
        by = self._team.chief.id
        facts = []
        for item in self._in_order():
            manner: Manner = "told" if self._chance.random() < 0.6 else "read"
            remark = ""
            if self._chance.random() < _QUESTIONED:
                manner, remark = "questioned", self._words.one_of(self._words.handover["questions"])
            self._put_acceptance(shift_id, at, by, manner, remark, item=item["id"])
            facts.append(replace(_item_fact(item, at), acceptance=manner, remark=remark))
        for entry in added:
            self._put_acceptance(shift_id, at, by, "read", "", entry=entry.seq)
        return tuple(facts)

    def _put_acceptance(
        self,
        shift_id: int,
        at: int,
        by: int,
        manner: str,
        remark: str,
        *,
        item: int | None = None,
        entry: int | None = None,
    ) -> None:
        self._accepted += 1
        row = {"id": self._accepted, "shift_id": shift_id, "open_item_id": item, "entry_seq": entry}
        self._writer.put(Acceptance, {**row, "manner": manner, "remark": remark, "at": at, "by_id": by})

    def _take(self, shift: dict[str, Any], handover: dict[str, Any], taking: Person, at: int) -> None:
        names = f"{self._team.leader.name} {taking.name} {self._team.deputy.name}"
        text = f"接班签字：{taking.name}（接{shift['name']}），新班：{names}"
        text += f"；保留意见：{handover['reservations']}" if handover["reservations"] else ""
        payload = {"snapshot": handover["snapshot_hash"], "final": digest(handover["final"]), "reason": ""}
        shift["entry_count"] = self._signed("handover.taken", at, taking, text, payload)
        shift["head"] = self._writer.head

    def _signed(self, event: str, at: int, by: Person, text: str, payload: dict[str, Any]) -> int:
        number = self._shift["id"]
        others = {"record_kind": "handover", "record_id": number, "shift_id": number, "payload": payload}
        return self._journal(entry_values(event, at, by, text, kind=Kind.HANDOVER, **others))

    def _in_order(self) -> list[dict[str, Any]]:
        """What is open as the desk lists it: by due time, those without one last."""
        return sorted(self._open.values(), key=lambda i: (i["due_at"] is None, i["due_at"] or 0, i["id"]))

    def _reservations(self) -> str:
        return self._words.one_of(self._words.handover["reservations"]) if self._chance.random() < 0.05 else ""


def _item_fact(item: dict[str, Any], now: int) -> OpenItemFact:
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


def _with_entries(facts: str, entries: list[_Fact], added: list[_Fact]) -> str:
    """The report's JSON with its lists of entries set in."""
    standing = [e for e in entries if e.amended_by is None]
    important = [e for e in standing if e.important and e.kind != Kind.INSTRUCTION]
    instructions = [e for e in standing if e.kind == Kind.INSTRUCTION]
    lists = {"entries": entries, "important": important, "instructions": instructions, "addendum": added}
    for name, chosen in lists.items():
        filled = ",".join([entry.text for entry in chosen])
        facts = facts.replace(f'"{name}":[]', f'"{name}":[{filled}]', 1)
    return facts


def _fact_json(values: Mapping[str, Any]) -> str:
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


def _title(text: str) -> str:
    return text if len(text) <= _TITLE else text[: _TITLE - 1] + "…"
