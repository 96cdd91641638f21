"""A store of many notices with all their steps: the rows, clocks, chain and index that the desk would have written."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from benchmarks.notices_words import NoticeWords
from dutyroom.actions.sample_handover import shift_row
from dutyroom.actions.sample_office import People, Person, entry_values, set_up
from dutyroom.data.bulk import BulkWriter, filling
from dutyroom.data.tables import Assignment, Matter, MatterStep, Notice, OpenItem, Shift
from dutyroom.rules.canon import digest, instant, microseconds
from dutyroom.rules.entry import Kind
from dutyroom.rules.matter import EVENTS, Duty, MatterKind, StepKind, matter_number
from dutyroom.rules.office import OfficeSettings

HOUR: Final = 3_600_000_000
YEARS: Final = 10
_OFFICE: Final = OfficeSettings()
_WHOLE: Final = ("receive", "propose", "instruct", "assign", "sign", "feedback", "reply", "close", "file")
_READING: Final = ("receive", "propose", "read", "close", "file")
_STATES: Final = {
    "receive": "received", "propose": "proposed", "instruct": "instructed", "assign": "assigned", "sign": "in_hand",
    "feedback": "answered", "close": "closed", "file": "filed", "void": "void",
}  # fmt: skip
_KINDS: Final = {"receive": Kind.NOTICE, "instruct": Kind.INSTRUCTION, "urge": Kind.CALL_OUT}
_MEETS: Final = {"propose": Duty.PROPOSE, "instruct": Duty.PROPOSE, "reply": Duty.REPLY, "close": Duty.CLOSE}
_URGENCIES: Final = (("特急", 0.1), ("加急", 0.25), ("平件", 0.65))
_CLOSE_DAYS: Final = {"特急": 1, "加急": 3, "平件": 10}


@dataclass(slots=True)
class _Life:
    """One notice: its rows as they stand, and the steps that it takes."""

    matter: dict[str, Any]
    notice: dict[str, Any]
    steps: list[str]
    clocks: list[dict[str, Any]] = field(default_factory=list)
    held: dict[str, Any] | None = None
    texts: list[str] = field(default_factory=list)
    """What its steps have said."""


def fill_notices(folder: Path, *, notices: int, steps: int, seed: int, until: datetime) -> None:
    """Fill an empty store in ``folder``; the same numbers, seed and end give the same chain."""
    chance = random.Random(seed)
    end = microseconds(until)
    with filling(folder, kind="sample") as writer:
        people = set_up(writer, _OFFICE, end - YEARS * 366 * 24 * HOUR)
        _Filling(writer, people, chance, end).fill(notices, steps)


class _Filling:
    """Plans every life, then writes the steps of all of them in the order of time."""

    def __init__(self, writer: BulkWriter, people: People, chance: random.Random, end: int) -> None:
        self._writer, self._chance, self._end = writer, chance, end
        self._officers: list[Person] = [team.chief for team in people.teams]
        self._leader = people.teams[0].leader
        self._words = NoticeWords(chance)
        self._serials: dict[int, int] = {}
        self._steps = self._assignments = self._clocks = 0
        self._team = people.teams[0]

    def fill(self, notices: int, steps: int) -> None:
        """``notices`` lives with ``steps`` steps in all: what is left of these are notes."""
        span = YEARS * 365 * 24 * HOUR
        lives = [self._life(n + 1, self._end - span + span * n // notices) for n in range(notices)]
        closed = [life for life in lives if len(life.steps) > 1]
        for _ in range(steps - sum(len(life.steps) for life in lives)):
            life = self._chance.choice(closed)
            life.steps.insert(self._chance.randrange(1, len(life.steps)), self._chance.choice(("note", "urge")))
        times = sorted(self._times(lives))
        shift_at = next(n for n, (at, *_) in enumerate(times) if at > self._end - 6 * HOUR or n == len(times) - 1)
        for place, (at, number, step) in enumerate(times):
            if place == shift_at:
                self._begin_shift(at)
            self._take(lives[number], step, at)

    def _life(self, number: int, received: int) -> _Life:
        topic = self._words.topic()
        sender, letters = self._words.sender()
        urgency = self._chance.choices([u for u, _ in _URGENCIES], [share for _, share in _URGENCIES])[0]
        year = instant(received).astimezone(_OFFICE.zone).year
        self._serials[year] = serial = self._serials.get(year, 0) + 1
        secret = self._chance.random() < 0.01
        reading = self._chance.random() < 0.1
        title = self._words.title(topic)
        matter = _matter(number, received, (year, serial), title, sender)
        matter |= {"urgency": urgency, "secrecy": "秘密" if secret else ""}
        notice = _notice(number, received, f"{letters}〔{year}〕{serial}号", reading=reading)
        if not secret:
            content = self._words.content(topic)
            notice |= {"required": self._words.required(), "content": content, "text_hash": digest(content)}
        notice["channel"] = self._chance.choice(("paper", "fax", "telegram", "email", "network"))
        return _Life(matter, notice, self._planned(received, reading=reading))

    def _planned(self, received: int, *, reading: bool) -> list[str]:
        """All steps, or as far as one has come that is still open: most of the last two months, few older ones."""
        whole = list(_READING if reading else _WHOLE)
        if self._chance.random() < 0.005:
            return ["receive", "void"]
        is_new = received > self._end - 60 * 24 * HOUR
        if self._chance.random() < (0.7 if is_new else 0.01):
            return whole[: self._chance.randint(1, len(whole) - 2)]
        return whole

    def _times(self, lives: list[_Life]) -> Iterator[tuple[int, int, str]]:
        for number, life in enumerate(lives):
            received = life.matter["received_at"]
            length = min(self._end - received, int(self._chance.uniform(8, 300)) * HOUR)
            for place, step in enumerate(life.steps):
                yield received + length * place // max(len(life.steps), 2) + place, number, step

    def _begin_shift(self, at: int) -> None:
        shift = shift_row(_OFFICE, self._team, start=at, at=at, first_seq=self._writer.next_seq, previous=None)
        self._writer.put(Shift, shift | {"start_reason": "示例"}, last=True)
        self._writer.journal(entry_values("shift.started", at, self._team.chief, "", record_kind="shift", record_id=1))

    def _take(self, life: _Life, step: str, at: int) -> None:
        matter, author = life.matter, self._chance.choice(self._officers)
        text = life.notice["required"] if step == "receive" else "按要求办理（示例）"
        self._change(life, step, at)
        self._meet(life, step, at)
        running = [clock["due_at"] for clock in life.clocks if clock["state"] == "open"]
        stands = (_STATES.get(step, matter["state"]), min(running, default=None))
        if stands != (matter["state"], matter["due_at"]) or step in ("receive", "file"):
            matter["state"], matter["due_at"] = stands
            matter["void_reason"] = "重复登记（示例）" if step == "void" else ""
            self._writer.put(Matter, matter, last=step in ("file", "void"))
        self._step_row(life, step, at, author, text)
        if len(life.texts) == len(life.steps):
            self._index(life)
        words = f"{matter['number']} {matter['title']}"
        self._writer.journal(
            entry_values(
                EVENTS[StepKind(step)],
                at,
                author,
                f"{words}\n{text}" if text else words,
                kind=_KINDS.get(step, Kind.STEP),
                record_kind="matter",
                record_id=matter["id"],
                unit=matter["source"] if step == "receive" else None,
                payload={"state": matter["state"]},
            )
        )

    def _change(self, life: _Life, step: str, at: int) -> None:
        matter = life.matter
        if step == "receive":
            self._writer.put(Notice, life.notice, last=True)
            self._register(life, at)
        elif step == "assign":
            matter["lead"] = self._words.office()
            self._assignments += 1
            life.held = _assignment(self._assignments, matter["id"], matter["lead"], at)
            self._writer.put(Assignment, life.held)
            if len(life.steps) == 4 and self._chance.random() < 0.3:
                matter |= {"waiting_for": matter["lead"], "waiting_reason": "等材料（示例）", "waiting_since": at}
        elif step == "sign" and life.held:
            life.held |= {"state": "signed", "signed_at": at, "signed_by": "陈样例"}
            self._writer.put(Assignment, life.held)
        elif step == "feedback" and life.held:
            life.held |= {"state": "answered", "answered_at": at, "answer": "已落实（示例）"}
            self._writer.put(Assignment, life.held, last=True)
        elif step == "close":
            matter |= {"outcome": "已办结（示例）", "closed_at": at}
        elif step == "file":
            matter |= {"archive_number": f"示例-{matter['id']}", "filed_at": at}

    def _register(self, life: _Life, at: int) -> None:
        matter = life.matter
        duties = [(Duty.PROPOSE, 8 * HOUR), (Duty.CLOSE, _CLOSE_DAYS[matter["urgency"]] * 24 * HOUR)]
        if self._chance.random() < 0.3 and "reply" in life.steps + ["reply"] * (len(life.steps) < 7):
            duties.append((Duty.REPLY, self._chance.randint(2, 20) * 12 * HOUR))
        for duty, span in duties:
            self._clocks += 1
            clock = _clock(self._clocks, matter, duty, at, at + span)
            clock["entry_seq"] = self._writer.next_seq
            life.clocks.append(clock)
            self._writer.put(OpenItem, clock)

    def _index(self, life: _Life) -> None:
        """Once, when its last step is written: by what the register and the steps say."""
        matter, notice = life.matter, life.notice
        parts = [matter["number"], notice["document_number"], matter["source"], notice["addressee"]]
        parts += [notice["required"], notice["content"], matter["outcome"], *life.texts]
        self._writer.index_matter(matter["id"], matter["title"], "\n".join(part for part in parts if part))

    def _meet(self, life: _Life, step: str, at: int) -> None:
        met, ends = _MEETS.get(step), step in ("close", "void")
        for clock in life.clocks:
            if clock["state"] == "open" and (clock["duty"] == met or ends):
                is_met = clock["duty"] == met
                clock |= {"state": "closed" if is_met else "stopped", "closed_at": at, "outcome": step}
                self._writer.put(OpenItem, clock, last=True)

    def _step_row(self, life: _Life, step: str, at: int, author: Person, text: str) -> None:
        self._steps += 1
        row = {"id": self._steps, "matter_id": life.matter["id"], "kind": step, "happened_at": at}
        row |= {"author_id": author.id, "author": author.name, "leader": "", "unit": "", "person": "", "text": text}
        row["leader"] = self._leader.name if step == "instruct" else ""
        row["assignment_id"] = life.held["id"] if life.held and step in ("sign", "feedback") else None
        row["entry_seq"] = self._writer.next_seq
        self._writer.put(MatterStep, row, last=True)
        life.texts.append(text)


def _matter(number: int, received: int, numbered: tuple[int, int], title: str, source: str) -> dict[str, Any]:
    texts = ("lead", "waiting_for", "waiting_reason", "outcome", "archive_number", "void_reason", "urgency", "secrecy")
    empty = ("source_id", "lead_id", "due_at", "waiting_since", "closed_at", "filed_at")
    row: dict[str, Any] = dict.fromkeys(texts, "") | dict.fromkeys(empty)
    year, serial = numbered
    row |= {"id": number, "kind": MatterKind.NOTICE.value, "year": year, "serial": serial, "title": title}
    row |= {"number": matter_number(MatterKind.NOTICE, year, serial), "source": source, "state": "received"}
    return row | {"received_at": received}


def _notice(number: int, received: int, document_number: str, *, reading: bool) -> dict[str, Any]:
    on = (instant(received) - timedelta(days=1)).date().isoformat()
    row: dict[str, Any] = dict.fromkeys(("copy_numbers", "custody", "required", "content", "addressee"), "")
    row |= dict.fromkeys(("copies", "pages", "secrecy_years", "text_hash"))
    row |= {"id": number, "document_number": document_number, "document_kind": "通知", "document_on": on}
    return row | {"for_reading": reading, "received_by": "李样例", "addressee": "各区县（市）人民政府"}


def _assignment(number: int, matter_id: int, unit: str, at: int) -> dict[str, Any]:
    row: dict[str, Any] = dict.fromkeys(("signed_by", "answer", "reason"), "")
    row |= dict.fromkeys(("unit_id", "signed_at", "answered_at", "urged_at"))
    row |= {"id": number, "matter_id": matter_id, "unit": unit, "role": "lead", "state": "assigned"}
    return row | {"assigned_at": at, "urged_count": 0}


def _clock(number: int, matter: dict[str, Any], duty: Duty, at: int, due_at: int) -> dict[str, Any]:
    row: dict[str, Any] = {"id": number, "title": f"{matter['number']} {matter['title']}", "opened_at": at}
    row |= {"due_at": due_at, "urgent": matter["urgency"] == "特急", "waiting_for": "", "state": "open"}
    row |= {"closed_at": None, "outcome": "", "put_off_until": None, "matter_id": matter["id"], "assignment_id": None}
    row |= {
        "duty": duty.value,
        "rule_key": "paper",
        "rule_source": "按来文要求的时限（示例）",
        "start_event": "received",
    }
    return row | {"unsure": None}
