"""A store of many incidents, ten entries each: matters, facts, statements, steps and clocks as the desk writes them."""

from __future__ import annotations

import random
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from dutyroom.actions.sample_handover import shift_row
from dutyroom.actions.sample_office import People, entry_values, set_up
from dutyroom.data.bulk import BulkWriter, filling
from dutyroom.data.tables import Incident, IncidentStatement, Matter, MatterStep, OpenItem, Shift
from dutyroom.rules.canon import instant, microseconds
from dutyroom.rules.entry import Kind
from dutyroom.rules.incident import GRADES, SUBTYPES, Figure
from dutyroom.rules.matter import EVENTS, Duty, MatterKind, StepKind, matter_number
from dutyroom.rules.office import OfficeSettings

HOUR: Final = 3_600_000_000
YEARS: Final = 10
STEPS: Final = ("receive", "grade", "report", *["further"] * 3, "instruct", "feedback", "close", "file")
_OFFICE: Final = OfficeSettings()
_AREAS: Final = ("中原区", "二七区", "管城回族区", "金水区", "惠济区", "中牟县", "巩义市", "荥阳市", "新密市", "登封市")
_ROADS: Final = ("嵩山路", "航海路", "中州大道", "建设路", "农业路", "陇海路", "花园路", "文化路", "黄河路", "郑汴路")
_STATES: Final = {"close": "closed", "file": "filed", "feedback": "answered", "instruct": "instructed"}
_KINDS: Final = {"receive": Kind.REPORT, "further": Kind.REPORT, "instruct": Kind.INSTRUCTION}
_MATTER: Final[dict[str, Any]] = {
    **dict.fromkeys(("lead", "waiting_for", "waiting_reason", "outcome", "archive_number", "void_reason"), ""),
    **dict.fromkeys(("urgency", "secrecy"), ""),
    **dict.fromkeys(("source_id", "lead_id", "due_at", "waiting_since", "closed_at", "filed_at")),
}
_INCIDENT: Final[dict[str, Any]] = {
    **dict.fromkeys(("reporter", "reporter_phone", "sensitive", "grade", "grade_proposed", "grade_reason"), ""),
    **dict.fromkeys((*Figure, "area_id")),
}


def fill_incidents(folder: Path, *, incidents: int, seed: int, until: datetime) -> None:
    """Fill an empty store in ``folder``; the same numbers, seed and end give the same chain."""
    chance = random.Random(seed)
    end = microseconds(until)
    with filling(folder, kind="sample") as writer:
        people = set_up(writer, _OFFICE, end - YEARS * 366 * 24 * HOUR)
        _Filling(writer, people, chance, end).fill(incidents)


class _Filling:
    """Writes one incident after the other, each with all its steps; the newest ones are still open."""

    def __init__(self, writer: BulkWriter, people: People, chance: random.Random, end: int) -> None:
        self._writer, self._chance, self._end = writer, chance, end
        self._team = people.teams[0]
        self._steps = self._statements = self._clocks = 0
        self._serials: dict[int, int] = {}

    def fill(self, incidents: int) -> None:
        """``incidents`` over ten years, evenly; of the last hundredth not all steps are taken."""
        span = YEARS * 365 * 24 * HOUR
        for place in range(incidents):
            received = self._end - span + span * (place + 1) // (incidents + 1)
            is_new = place > incidents * 0.99
            self._incident(place + 1, received, STEPS[: self._chance.randint(2, 7)] if is_new else STEPS)
        at = self._end - HOUR
        shift = shift_row(_OFFICE, self._team, start=at, at=at, first_seq=self._writer.next_seq, previous=None)
        self._writer.put(Shift, shift | {"start_reason": "示例"}, last=True)
        self._writer.journal(entry_values("shift.started", at, self._team.chief, "", record_kind="shift", record_id=1))

    def _incident(self, number: int, received: int, steps: tuple[str, ...]) -> None:
        subtype, area = self._chance.choice(SUBTYPES), self._chance.choice(_AREAS)
        place = f"{self._chance.choice(_ROADS)}{self._chance.choice(_ROADS)}口"
        year = instant(received).astimezone(_OFFICE.zone).year
        self._serials[year] = serial = self._serials.get(year, 0) + 1
        matter = {**_MATTER, "id": number, "kind": MatterKind.INCIDENT.value, "year": year, "serial": serial}
        matter |= {"number": matter_number(MatterKind.INCIDENT, year, serial), "title": f"{area}{place}{subtype.zh}"}
        matter |= {"source": f"{area}应急管理局", "state": "received", "received_at": received}
        facts = {**_INCIDENT, "id": number, "event_at": received - HOUR // 3, "area": area, "place": place}
        facts |= {"category": subtype.category.value, "subtype": subtype.key}
        facts |= {"deaths": self._chance.randint(0, 3), "light": self._chance.randint(0, 9)}
        clock = self._clock(matter, received)
        texts = []
        for place_, step in enumerate(steps):
            at = received + place_ * HOUR // 2
            facts["grade"] = facts["grade"] or (self._chance.choice(GRADES) if step == "grade" else "")
            matter["state"] = _STATES.get(step, matter["state"])
            last = place_ == len(steps) - 1
            if step in ("report", "close") or last:
                clock |= {"state": "closed" if step in ("report", "close", "file") else "open", "closed_at": at}
                matter["due_at"] = None if clock["state"] == "closed" else clock["due_at"]
            for table, row in ((Matter, matter), (Incident, facts), (OpenItem, clock)):
                self._writer.put(table, row, last=last)
            texts.append(self._step(matter, facts, step, at))
        words = "\n".join((matter["number"], area, place, subtype.zh, subtype.en, *texts))
        self._writer.index_matter(number, matter["title"], words)

    def _clock(self, matter: dict[str, Any], at: int) -> dict[str, Any]:
        self._clocks += 1
        row: dict[str, Any] = {"id": self._clocks, "title": f"{matter['number']} {matter['title']}", "opened_at": at}
        row |= {"entry_seq": self._writer.next_seq, "due_at": at + HOUR, "urgent": True, "waiting_for": ""}
        row |= {"state": "open", "closed_at": None, "outcome": "", "put_off_until": None, "matter_id": matter["id"]}
        row |= {"assignment_id": None, "duty": Duty.WRITTEN_REPORT.value, "rule_key": "report.event.sample"}
        return row | {"rule_source": "示例", "start_event": "event", "unsure": None, "recipient": "上级政府"}

    def _step(self, matter: dict[str, Any], facts: dict[str, Any], step: str, at: int) -> str:
        text = f"示例情况{self._chance.randint(100, 999)}，正在处置。"
        author = self._team.chief
        if step in ("receive", "further"):
            self._statements += 1
            said: dict[str, Any] = {"id": self._statements, "matter_id": matter["id"], "fact": "course", "value": text}
            said |= {"as_of": at, "source": matter["source"], "surety": "reported", "explanation": ""}
            self._writer.put(IncidentStatement, said | {"entry_seq": self._writer.next_seq}, last=True)
        self._steps += 1
        row = {"id": self._steps, "matter_id": matter["id"], "kind": step, "happened_at": at, "author_id": author.id}
        row |= {"author": author.name, "leader": "", "unit": "", "person": "", "text": text, "assignment_id": None}
        self._writer.put(MatterStep, row | {"entry_seq": self._writer.next_seq}, last=True)
        values = entry_values(EVENTS[StepKind(step)], at, author, f"{matter['number']} {matter['title']}\n{text}")
        values |= {"kind": _KINDS.get(step, Kind.STEP).value, "record_kind": "matter", "record_id": matter["id"]}
        self._writer.journal(values | {"payload": {"state": matter["state"], "grade": facts["grade"]}})
        return text
