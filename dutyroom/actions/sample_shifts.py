"""The sample's shifts: what is written day by day, left open, done, corrected, and handed over."""

from __future__ import annotations

import heapq
import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final, NamedTuple

from dutyroom.actions.sample_handover import Fact, fact_json, handover_row, item_fact, report, shift_row, with_entries
from dutyroom.actions.sample_office import Person, Team, entry_values
from dutyroom.actions.sample_words import Happening, SampleWords
from dutyroom.data.bulk import BulkWriter
from dutyroom.data.tables import Acceptance, Handover, OpenItem, Shift
from dutyroom.papers.facts import Acceptance as Manner
from dutyroom.papers.facts import HandoverFacts, OpenItemFact, SignatureFact, to_json
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
        self._facts: list[Fact] = []
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
        self._facts.append(Fact(seq, values["kind"], values["important"], fact_json(values)))
        return seq

    def _begin_first(self, start: int) -> None:
        at = start + 4 * _MINUTE
        self._shift = shift_row(
            self._office, self._team, start=start, at=at, first_seq=self._writer.next_seq, previous=None
        )
        self._writer.put(Shift, self._shift)
        names = " ".join(person.name for person in (self._team.leader, self._team.chief, self._team.deputy))
        others = {"record_kind": "shift", "record_id": 1, "shift_id": 1, "payload": {"reason": ""}}
        text = f"{self._shift['name']} {names}"
        self._journal(entry_values("shift.started", at, self._team.chief, text, kind=Kind.HANDOVER, **others))

    def _hand_over(self, end: int, *, addendum: bool) -> None:
        given_at = end - (3 + int(self._chance.random() * 6)) * _MINUTE
        taken_at = end + (2 + int(self._chance.random() * 7)) * _MINUTE
        shift = self._shift
        facts = report(
            self._office,
            shift,
            self._team,
            at=given_at,
            counts=self._counts,
            items=self._in_order(),
            notes=self._words.handover,
            chance=self._chance,
        )
        frozen = list(self._facts)
        handover = self._give(facts, given_at)
        upto = len(self._facts)
        if addendum:
            self._write(given_at + 2 * _MINUTE, replace(self._words.happening(instant(end)), is_open=False))
            self._to_amend = None
        added = self._facts[upto:]
        self._team = self._teams[shift["id"] % len(self._teams)]
        accepted = self._accept(shift["id"] + 1, taken_at, added)
        following = self._change_over(end, taken_at)
        final = self._final(facts, accepted, taken_at)
        handover |= {"state": "taken", "taken_at": taken_at, "taken_by": self._team.chief.id, "version": 2}
        handover |= {"take_seq": self._writer.next_seq, "next_shift_id": following["id"]}
        handover |= {"reservations": final.reservations, "final": with_entries(to_json(final), frozen, added)}
        self._writer.put(Handover, handover)
        self._take(shift, handover, self._team.chief, taken_at)
        self._shift, self._facts, self._counts = following, [], {}

    def _change_over(self, end: int, at: int) -> dict[str, Any]:
        """One shift ends and the next begins; the entry that says so still belongs to the one that ends."""
        shift = self._shift
        shift |= {"ended_at": at, "version": 3}
        self._writer.put(Shift, shift)
        first = self._writer.next_seq + 1
        following = shift_row(self._office, self._team, start=end, at=at, first_seq=first, previous=shift["id"])
        self._writer.put(Shift, following)
        return following

    def _final(self, facts: HandoverFacts, accepted: tuple[OpenItemFact, ...], at: int) -> HandoverFacts:
        taking = self._team.chief
        signature = SignatureFact(role="take", name=taking.name, post=taking.post, signed_at=instant(at))
        return replace(
            facts,
            ended_at=instant(at),
            incoming_leader=self._team.leader.name,
            incoming_chief=taking.name,
            incoming_deputy=self._team.deputy.name,
            open_items=accepted,
            reservations=self._reservations(),
            signatures=(*facts.signatures, signature),
            draft=False,
        )

    def _give(self, facts: HandoverFacts, at: int) -> dict[str, Any]:
        shift, chief = self._shift, self._team.chief
        snapshot = with_entries(to_json(facts), self._facts, [])
        handover = handover_row(facts, snapshot, shift, at=at, seq=self._writer.next_seq)
        self._writer.put(Handover, handover)
        text = f"交班签字：{chief.name}（{shift['name']}）"
        text += f"；紧急事项在办仍交班，原因：{facts.urgent_reason}" if facts.urgent_reason else ""
        self._signed("handover.given", at, chief, text, {"snapshot": handover["snapshot_hash"], "reason": ""})
        return handover

    def _accept(self, shift_id: int, at: int, added: list[Fact]) -> tuple[OpenItemFact, ...]:
        """How the incoming officer accepts what is open, and what was written between the signatures."""
        by = self._team.chief.id
        facts = []
        for item in self._in_order():
            manner: Manner = "told" if self._chance.random() < 0.6 else "read"
            remark = ""
            if self._chance.random() < _QUESTIONED:
                manner, remark = "questioned", self._words.one_of(self._words.handover["questions"])
            self._put_acceptance(shift_id, at, by, manner, remark, item=item["id"])
            facts.append(replace(item_fact(item, at), acceptance=manner, remark=remark))
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


def _title(text: str) -> str:
    return text if len(text) <= _TITLE else text[: _TITLE - 1] + "…"
