"""What the record of a case says, line by line: the case, its callers, objections, extensions, call-backs, looks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from dutyroom.data.queries.hotline_rows import CallRow, CaseInFull
from dutyroom.rules.wording import mark
from dutyroom.ui.parts.entry_words import translated
from dutyroom.ui.parts.hotline.words import (
    CARD_TONES,
    DECISION_TONES,
    SATISFIED_TONES,
    at_once_said,
    came_said,
    card_said,
    decision_said,
    demand_said,
    look_said,
    refused_said,
    result_said,
    satisfied_said,
    sex_said,
    truth_said,
)
from dutyroom.ui.parts.matter.facts_grid import Fact
from dutyroom.ui.parts.said_time import moment_said

_BETWEEN = " · "


class CaseFactsSaid:
    """Words the parts of a case for one moment, zone and language."""

    def __init__(self, now: datetime, zone: ZoneInfo, language: str) -> None:
        self._now, self._zone, self._zh = now, zone, language.startswith("zh")

    def case(self, case: CaseInFull) -> list[Fact]:
        """What is wanted, of what kind, where, and how it stands."""
        facts, matter = case.facts, case.matter
        named = (case.class_zh if self._zh else case.class_en or case.class_zh) if facts.code else ""
        urgent = [translated(mark("for at once")), at_once_said(facts.sub)] if facts.sub else []
        complex_ = [translated(mark("complex"))] if facts.is_complex else []
        into = f"{case.into.number} {case.into.title}" if case.into else ""
        return [
            (translated(mark("What is wanted")), case.text, "strong"),
            (translated(mark("Kind")), _said(demand_said(facts.demand), *complex_), ""),
            (translated(mark("At once")), _said(*urgent), "warning"),
            (translated(mark("Class")), _said(named, facts.code), ""),
            (translated(mark("Where")), " ".join(part for part in (facts.area, facts.street, case.place) if part), ""),
            (translated(mark("Happened")), self._at(facts.event_at), ""),
            (translated(mark("Came by")), _said(came_said(facts.channel), self._at(matter.received_at)), ""),
            (translated(mark("Number elsewhere")), facts.outside_number, ""),
            (translated(mark("Card of supervision")), card_said(facts.card), CARD_TONES.get(facts.card, "")),
            (translated(mark("Merged into")), into, "info"),
            *self._end(case),
        ]

    def callers(self, case: CaseInFull) -> list[Fact]:
        """Every call that was kept, also those of cases merged into this one."""
        numbers = {each.id: each.number for each in case.merged}
        return [
            (self._at(call.called_at), self._caller(call, numbers), "warning" if call.is_secret else "")
            for call in case.calls
        ]

    def returns(self, case: CaseInFull) -> list[Fact]:
        """Objections of units, each with what was decided of it."""
        wished = translated(mark("it says {unit} should have it"))
        found: list[Fact] = []
        for row in case.returns:
            proposed = wished.format(unit=row.proposed) if row.proposed else ""
            decided = _said(decision_said(row.state), row.decided_by, self._at(row.decided_at))
            lines = (_said(self._at(row.asked_at), row.asked_by), row.reason, proposed, decided, row.decision)
            found.append((row.unit, _lines(*lines), DECISION_TONES.get(row.state, "")))
        return found

    def extensions(self, case: CaseInFull) -> list[Fact]:
        """Askings for more time, each with the limit before and after, and what was decided of it."""
        pattern = translated(mark("{former} → {due}"))
        found: list[Fact] = []
        for row in case.extensions:
            former = self._at(row.former_due_at) or "–"
            moved = pattern.format(former=former, due=self._at(row.due_at))
            decided = _said(decision_said(row.state), row.decided_by, self._at(row.decided_at))
            lines = (_said(self._at(row.asked_at), row.asked_by), row.reason, moved, decided, row.decision)
            found.append((row.unit, _lines(*lines), DECISION_TONES.get(row.state, "")))
        return found

    def call_backs(self, case: CaseInFull) -> list[Fact]:
        """Attempts to call back, each with what the caller said and when it is tried again."""
        reached, solved = translated(mark("reached")), translated(mark("solved"))
        again = translated(mark("next attempt {time}"))
        found: list[Fact] = []
        for row in case.call_backs:
            answers = [f"{reached}: {truth_said(row.reached)}"]
            answers += [f"{solved}: {truth_said(row.solved)}"] if row.solved is not None else []
            planned = again.format(time=self._at(row.next_at)) if row.next_at else ""
            lines = (_said(*answers, satisfied_said(row.satisfied)), row.said, planned, row.caller_back)
            tone = "secondary" if not row.reached else SATISFIED_TONES.get(row.satisfied, "")
            found.append((self._at(row.called_at), _lines(*lines), tone))
        return found

    def looks(self, case: CaseInFull) -> list[Fact]:
        """Who looked at callers' data, the latest first."""
        return [
            (self._at(row.looked_at), _said(row.officer, look_said(row.what), row.reason), "secondary")
            for row in reversed(case.looks)
        ]

    def _end(self, case: CaseInFull) -> list[Fact]:
        facts, matter = case.facts, case.matter
        told = self.replied(case)
        direct = [translated(mark("on the telephone at once"))] if facts.is_direct else []
        redone = translated(mark("{count}×")).format(count=facts.redone) if facts.redone else ""
        tone = SATISFIED_TONES.get(facts.satisfied, "")
        return [
            (translated(mark("Not accepted because")), refused_said(facts.refused) if facts.refused else "", ""),
            (translated(mark("Told to turn to")), case.turn_to, ""),
            (translated(mark("Result")), result_said(facts.result) if facts.result else "", "strong"),
            (translated(mark("Outcome")), matter.outcome if matter.outcome != case.answer else "", ""),
            (translated(mark("Answer to the caller")), _lines(case.answer, _said(*direct, told)), ""),
            (translated(mark("Sent back to be redone")), redone, "warning"),
            (translated(mark("Satisfied?")), satisfied_said(facts.satisfied), tone),
        ]

    def replied(self, case: CaseInFull) -> str:
        """When and by whom the caller was answered."""
        return _said(self._at(case.facts.replied_at), case.facts.replied_by)

    def _caller(self, call: CallRow, numbers: dict[int, str]) -> str:
        who = " ".join(part for part in (call.name, sex_said(call.sex)) if part) or translated(mark("no name given"))
        flags = [translated(mark("asks for secrecy"))] if call.is_secret else []
        flags += [] if call.wants_reply else [translated(mark("wants no reply"))]
        if call.from_id is not None:
            merged = translated(mark("came with {number}"))
            flags.append(merged.format(number=numbers.get(call.from_id, translated(mark("a merged case")))))
        numbers_said = " / ".join(part for part in (call.phone, call.second) if part)
        came = _said(came_said(call.channel), call.operator)
        return _lines(_said(who, numbers_said), call.address, _said(*flags), call.said, came)

    def _at(self, at: datetime | None) -> str:
        return moment_said(at, self._now, self._zone) if at is not None else ""


def _said(*parts: str) -> str:
    return _BETWEEN.join(part for part in parts if part)


def _lines(*parts: str) -> str:
    return "\n".join(part for part in parts if part)


def sections(said: CaseFactsSaid, case: CaseInFull) -> dict[str, Sequence[Fact]]:
    """The parts of the record that have a heading of their own, by name."""
    return {
        "callers": said.callers(case),
        "returns": said.returns(case),
        "extensions": said.extensions(case),
        "call_backs": said.call_backs(case),
        "looks": said.looks(case),
    }
