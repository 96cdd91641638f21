"""A store of a city's calls: 8 000 cases a day, each with its caller, unit and steps, as an import brings them in.

A case is written once as it stands and vouched for by one entry; memory holds one batch, whatever the number of cases.
Of millions only :data:`WHOLE` are made here, spread over all the time; :mod:`benchmarks.hotline_many` puts the others
between them.
"""

from __future__ import annotations

import random
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any, Final

from benchmarks.hotline_many import multiply
from benchmarks.hotline_words import HotlineWords
from dutyroom.actions.sample_handover import shift_row
from dutyroom.actions.sample_office import People, Person, entry_values, set_up
from dutyroom.data.bulk import BulkWriter, filling
from dutyroom.data.hotline_index import case_words
from dutyroom.data.queries.matter_steps import IMPORTED
from dutyroom.data.store import DATABASE
from dutyroom.data.tables import Assignment, HotlineCall, HotlineCase, Matter, MatterStep, OpenItem, Shift
from dutyroom.rules.canon import instant
from dutyroom.rules.hotline import AT_ONCE, Channel, Demand, Refused, Result
from dutyroom.rules.hotline_privacy import masked_text
from dutyroom.rules.matter import Duty, MatterKind, StepKind, matter_number
from dutyroom.rules.office import OfficeSettings

MINUTE: Final = 60_000_000
HOUR: Final = 60 * MINUTE
DAY: Final = 24 * HOUR
A_DAY: Final = 8_000
"""Cases a day of a city of ten millions."""
_OFFICE: Final = OfficeSettings()
WHOLE: Final = 20_000
"""How many cases are made one by one at most."""


class _Weighted:
    """Words that are picked as often as their weights say."""

    def __init__(self, weights: Mapping[Any, int]) -> None:
        self._words = [str(word) for word in weights]
        self._upto = list(accumulate(weights.values()))

    def picked(self, chance: random.Random) -> str:
        return self._words[bisect_right(self._upto, chance.random() * self._upto[-1])]


_CHANNELS: Final = _Weighted({
    Channel.PHONE: 700, Channel.APP: 100, Channel.WECHAT: 80, Channel.WEB: 60, Channel.MAILBOX: 20, Channel.SMS: 15,
    Channel.ABOVE: 12, Channel.OTHER: 8, Channel.LEADER: 4, Channel.MEDIA: 1,
})  # fmt: skip
_DEMANDS: Final = _Weighted({
    Demand.CONSULT: 45, Demand.HELP: 25, Demand.COMPLAINT: 20, Demand.TIP: 5, Demand.SUGGESTION: 3, Demand.PRAISE: 2,
})  # fmt: skip
_ENDS: Final = _Weighted({"direct": 400, "units": 540, "merged": 20, "refused": 20, "transferred": 15, "void": 5})
_RESULTS: Final = _Weighted({Result.SOLVED: 60, Result.EXPLAINED: 25, Result.PARTLY: 12, Result.UNREACHED: 3})
_GRADES: Final = _Weighted({"5": 50, "4": 25, "3": 12, "2": 7, "1": 6})
_TEXTS: Final = (
    "lead",
    "waiting_for",
    "waiting_reason",
    "outcome",
    "archive_number",
    "void_reason",
    "urgency",
    "secrecy",
)
_EMPTY: Final = ("source_id", "lead_id", "due_at", "waiting_since", "closed_at", "filed_at")


def fill_hotline(folder: Path, *, cases: int, seed: int, until: int, whole: int = WHOLE) -> None:
    """Fill an empty store in ``folder`` with the last ``cases`` before ``until`` (microseconds UTC).

    The same numbers, seed and end give the same chain. ``whole`` of them are made one by one, the others are theirs at
    other times and of other callers.
    """
    chance = random.Random(seed)
    times = max(1, cases // whole)
    with filling(folder, kind="sample") as writer:
        people = set_up(writer, _OFFICE, until - 400 * DAY)
        shift = shift_row(_OFFICE, people.teams[0], start=until, at=until, first_seq=2, previous=None)
        writer.put(Shift, shift | {"start_reason": "示例"}, last=True)
        chief = people.teams[0].chief
        writer.journal(entry_values("shift.started", until, chief, "", record_kind="shift", record_id=1))
        _Filling(writer, people, chance, until, times).fill(cases // times, cases)
    if times > 1:
        multiply(folder / DATABASE, times, gap_of(cases))


def gap_of(cases: int) -> int:
    """From one case of all to the next, in microseconds."""
    return max(1, max(DAY, cases * DAY // A_DAY) // cases)


class _Filling:
    """Writes one case after the other, in the order in which they came in."""

    def __init__(self, writer: BulkWriter, people: People, chance: random.Random, end: int, times: int) -> None:
        self._writer, self._chance, self._end, self._times = writer, chance, end, times
        self._author: Person = people.teams[0].chief
        self._words = HotlineWords(chance)
        self._serials: dict[int, int] = {}
        self._calls = self._assignments = self._steps = self._clocks = 0

    def fill(self, whole: int, cases: int) -> None:
        """So many of all the cases, the last of them just now; room is left before each for those like it."""
        span = gap_of(cases) * cases
        for place in range(1, whole + 1):
            self._case(place * self._times, self._end - span + span * place // whole - 1)

    def _case(self, number: int, received: int) -> None:
        code, what, unit = self._words.topic()
        area, street = self._words.place()
        place = f"{street}{self._chance.randint(1, 300)}号"
        end = _ENDS.picked(self._chance) if number > 100 * self._times else "units"
        callers = [self._call(number, received, place)]
        said = self._words.text(place, what, unit)
        if self._chance.random() < 0.02:
            said = f"{said}请联系{callers[0]['name']}，电话{callers[0]['phone']}。"
        matter = self._matter(number, received, self._words.title(area, street, what))
        case = _case_row(number, said=said, code=code, area=area, street=street, place=place)
        case |= {"channel": callers[0]["channel"], "demand": _DEMANDS.picked(self._chance)}
        case["outside_number"] = (
            f"{instant(received):%y%m%d}{number % 1_000_000:06}" if self._chance.random() < 0.2 else ""
        )
        if self._chance.random() < 0.01:
            case["full_title"] = f"{callers[0]['name']}{matter['title']}"
            matter["title"] = masked_text(case["full_title"], [callers[0]["name"]])
        rows = self._ended(end, matter, case, unit, what)
        if self._chance.random() < 0.04 and end == "units":
            callers += [self._call(number, received + HOUR, place) for _ in range(self._chance.randint(1, 3))]
            case["calls"] = len(callers)
        self._write(matter, case, callers, rows)

    def _matter(self, number: int, received: int, title: str) -> dict[str, Any]:
        year = instant(received).astimezone(_OFFICE.zone).year
        self._serials[year] = serial = self._serials.get(year, 0) + self._times
        row: dict[str, Any] = dict.fromkeys(_TEXTS, "") | dict.fromkeys(_EMPTY)
        row |= {"id": number, "kind": MatterKind.HOTLINE.value, "year": year, "serial": serial, "title": title}
        row |= {"number": matter_number(MatterKind.HOTLINE, year, serial), "source": "", "state": "received"}
        return row | {"received_at": received}

    def _call(self, number: int, at: int, place: str) -> dict[str, Any]:
        self._calls += self._times
        phone, chance = self._words.phone(), self._chance
        row = {"id": self._calls, "matter_id": number, "from_id": None, "called_at": min(at, self._end)}
        row |= {"channel": _CHANNELS.picked(chance), "operator": "陈样例", "name": self._words.person()}
        row |= {"sex": chance.choice(("", "female", "male")), "phone": phone, "phone_key": phone, "second": ""}
        row |= {"second_key": "", "address": f"{place}{chance.randint(1, 30)}号楼" if chance.random() < 0.5 else ""}
        row |= {"is_secret": chance.random() < 0.01, "wants_reply": chance.random() < 0.7, "said": ""}
        return row

    def _ended(self, end: str, matter: dict[str, Any], case: dict[str, Any], unit: str, what: str) -> list[str]:
        """How far the case came; the kinds of its steps after it was received."""
        at, chance = matter["received_at"], self._chance
        if end in ("merged", "refused", "transferred", "void"):
            matter |= {"state": end, "closed_at": at + 5 * MINUTE, "outcome": "示例"}
            if end == "merged":
                case["duplicate_of"] = matter["id"] - self._times * chance.randint(1, 100)
            elif end == "refused":
                case |= {
                    "refused": chance.choice(list(Refused)).value,
                    "result": "refused",
                    "turn_to": "有关机关（示例）",
                }
            elif end == "transferred":
                case["turn_to"] = chance.choice(("110", "119", "120", "122"))
            else:
                matter |= {"void_reason": "重复登记（示例）", "closed_at": None, "outcome": ""}
            return {"merged": ["merge"], "refused": ["refuse"], "transferred": ["transfer"], "void": ["void"]}[end]
        if end == "direct":
            answer = self._words.answer(what, "受理员")
            matter |= {"state": "closed", "closed_at": at, "outcome": answer}
            case |= {
                "is_direct": True,
                "answer": answer,
                "result": "explained",
                "replied_at": at,
                "replied_by": "陈样例",
            }
            return []
        return self._by_unit(matter, case, unit, what)

    def _by_unit(self, matter: dict[str, Any], case: dict[str, Any], unit: str, what: str) -> list[str]:
        at, chance = matter["received_at"], self._chance
        matter["urgency"] = AT_ONCE if chance.random() < 0.08 else ""
        case |= {"sub": "water" if matter["urgency"] else "", "is_complex": chance.random() < 0.03}
        case |= {"dispatch_due_at": at + 5 * MINUTE, "close_due_at": at + (15 if case["is_complex"] else 7) * DAY}
        case["respond_due_at"] = at + 2 * HOUR if matter["urgency"] else None
        closed = at + int(chance.expovariate(1 / (4 * DAY))) + HOUR
        if chance.random() < 0.002:
            closed = self._end + 1  # forgotten
        dispatched = at + int(chance.expovariate(1 / (4 * MINUTE)))
        matter["due_at"] = case["dispatch_due_at"]
        if dispatched > self._end:
            return []
        case |= {"dispatched_at": dispatched, "returned": int(chance.random() < 0.03)}
        case["extended"] = int(chance.random() < 0.05)
        matter |= {"lead": unit, "state": "in_hand", "due_at": case["close_due_at"]}
        if closed > self._end:
            if chance.random() < 0.05:
                matter |= {"waiting_for": unit, "waiting_reason": "等材料（示例）", "waiting_since": dispatched}
            return ["assign"]
        self._closed(matter, case, closed, self._words.answer(what, unit))
        return ["assign", "close"]

    def _closed(self, matter: dict[str, Any], case: dict[str, Any], closed: int, answer: str) -> None:
        chance = self._chance
        matter |= {"state": "closed", "closed_at": closed, "outcome": answer, "due_at": None}
        case |= {"answer": answer, "result": _RESULTS.picked(chance), "replied_at": closed}
        case |= {"replied_by": "陈样例", "redone": int(chance.random() < 0.02)}
        case["responded_at"] = closed - 30 * MINUTE if case["respond_due_at"] else None
        case["card"] = (
            chance.choice(("yellow", "red")) if closed > case["close_due_at"] and chance.random() < 0.2 else ""
        )
        called = closed + int(chance.uniform(1, 40)) * HOUR
        if called < self._end and chance.random() < 0.9:
            reached = chance.random() < 0.85
            case |= {"tries": 1, "called_back_at": called, "reached": reached}
            if reached:
                case |= {"solved": chance.random() < 0.85, "satisfied": _GRADES.picked(chance)}

    def _write(
        self, matter: dict[str, Any], case: dict[str, Any], callers: Sequence[Any], steps: Sequence[str]
    ) -> None:
        writer, at = self._writer, matter["received_at"]
        writer.put(Matter, matter, last=True)
        writer.put(HotlineCase, case, last=True)
        for call in callers:
            writer.put(HotlineCall, call | {"entry_seq": writer.next_seq}, last=True)
        if matter["lead"]:
            self._assignments += self._times
            writer.put(Assignment, _assignment(self._assignments, matter, case), last=True)
        after = (matter["closed_at"] or self._end) - at
        for place, step in enumerate(("receive", *steps)):
            self._step(matter, step, at + after * place // max(len(steps), 1))
        if matter["due_at"] is not None:
            self._clock(matter)
        said = (matter["number"], case["outside_number"], matter["title"], case["text"], case["answer"])
        said += (case["area"], case["street"], case["place"], case["turn_to"])
        named = ("\n".join(call[name] for call in callers) for name in ("name", "address"))
        phones = "\n".join(f"{call['phone']}\n{call['second']}" for call in callers)
        if case["duplicate_of"] is None:  # what a merged case says is found in the other
            writer.index_case(matter["id"], case_words(said, *named, phones))
        facts = {"happened_at": at, "record_kind": "matter", "record_id": matter["id"]}
        text = f"{matter['number']} {matter['title']}"
        writer.journal(
            entry_values(IMPORTED, self._end, self._author, text, payload={"state": matter["state"]}, **facts)
        )

    def _step(self, matter: dict[str, Any], kind: str, at: int) -> None:
        self._steps += self._times
        row = {"id": self._steps, "matter_id": matter["id"], "kind": StepKind(kind).value, "happened_at": at}
        row |= {"author_id": self._author.id, "author": self._author.name, "leader": "", "unit": "", "person": ""}
        row |= {"text": "按要求办理（示例）", "assignment_id": None, "entry_seq": self._writer.next_seq}
        row["unit"] = matter["lead"] if kind == "assign" else ""
        self._writer.put(MatterStep, row, last=True)

    def _clock(self, matter: dict[str, Any]) -> None:
        """The limit that runs: to be dispatched, or to be closed."""
        self._clocks += self._times
        duty = Duty.CLOSE if matter["lead"] else Duty.DISPATCH
        row: dict[str, Any] = {"id": self._clocks, "title": f"{matter['number']} {matter['title']}"}
        row |= {"opened_at": matter["received_at"], "due_at": matter["due_at"], "urgent": bool(matter["urgency"])}
        row |= {"waiting_for": "", "state": "open", "closed_at": None, "outcome": "", "put_off_until": None}
        row |= {"matter_id": matter["id"], "assignment_id": None, "duty": duty.value, "unsure": None}
        row |= {"rule_key": "hotline.dispatch", "rule_source": "示例", "start_event": "received"}
        self._writer.put(OpenItem, row | {"entry_seq": self._writer.next_seq}, last=True)


def _case_row(number: int, *, said: str, code: str, area: str, street: str, place: str) -> dict[str, Any]:
    texts = ("full_title", "sub", "refused", "turn_to", "result", "answer", "replied_by", "card", "satisfied")
    empty = (
        *("area_id", "event_at", "knowledge_id", "incident_id", "duplicate_of", "dispatch_due_at", "dispatched_at"),
        *("respond_due_at", "responded_at", "close_due_at", "replied_at", "called_back_at", "reached", "solved"),
    )
    row: dict[str, Any] = dict.fromkeys(texts, "") | dict.fromkeys(empty)
    row |= {"id": number, "code": code, "area": area, "street": street, "place": place, "text": said}
    row |= dict.fromkeys(("extended", "returned", "redone", "tries"), 0)
    return row | {"calls": 1, "is_complex": False, "is_direct": False}


def _assignment(number: int, matter: dict[str, Any], case: dict[str, Any]) -> dict[str, Any]:
    row: dict[str, Any] = {
        "id": number,
        "matter_id": matter["id"],
        "unit_id": None,
        "unit": matter["lead"],
        "role": "lead",
    }
    row |= {"state": "signed", "assigned_at": case["dispatched_at"], "signed_at": case["dispatched_at"] + HOUR}
    row |= {"signed_by": "样例", "answered_at": None, "answer": "", "urged_at": None, "urged_count": 0, "reason": ""}
    if matter["closed_at"] is not None:
        row |= {"state": "answered", "answered_at": matter["closed_at"], "answer": "已落实（示例）"}
    return row
