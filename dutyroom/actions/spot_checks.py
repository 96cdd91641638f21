"""Spot checks: noted, corrected, led to a matter under supervision, void and restored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from dutyroom.actions.changes import set_values
from dutyroom.data.catalogues import load_wording
from dutyroom.data.desk import Desk
from dutyroom.data.queries.office import office_settings
from dutyroom.data.queries.rules import rule_book
from dutyroom.data.queries.shifts import running_shift_id
from dutyroom.data.queries.spot_checks import spot_to_change, supervised_number
from dutyroom.data.queries.units import UnitRow, unit_named
from dutyroom.data.reading import Session
from dutyroom.data.tables import SpotCheck
from dutyroom.rules.entry import Kind, clean_text
from dutyroom.rules.officer import require
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.roster_record import KEEPERS
from dutyroom.rules.spot_check import (
    FINDING_WORDS,
    RINGS,
    SECONDS,
    AddSpotCheck,
    ChangeSpotCheck,
    InTime,
    LinkSpotCheck,
    SpotFacts,
    VoidSpotCheck,
    checked_spot,
    is_on_time,
)

_RECORD: Final = "spot_check"


def add_spot_check(desk: Desk, add: AddSpotCheck) -> int:
    """Note a call to a unit's duty desk; returns its number. Who calls is who writes, unless somebody else is named."""
    require(desk.author, *KEEPERS)
    row = SpotCheck(**_values(desk, replace(add.facts, caller=add.facts.caller or desk.author.name)))
    desk.session.add(row)
    desk.session.flush()
    _journal(desk, "spot_check.added", row, happened=True)
    return row.id


def change_spot_check(desk: Desk, change: ChangeSpotCheck) -> None:
    """Correct what was noted of a call."""
    require(desk.author, *KEEPERS)
    row = _standing(desk, change.id, change.version)
    changes = set_values(row, _values(desk, change.facts))
    if not changes:
        raise Refusal("spot_check.same", field="unit")
    _journal(desk, "spot_check.changed", row, {"changes": changes})


def link_spot_check(desk: Desk, link: LinkSpotCheck) -> None:
    """Say to which matter under supervision a call led, or take that back."""
    require(desk.author, *KEEPERS)
    row = _standing(desk, link.id, link.version)
    number = supervised_number(desk.session, link.matter_id) if link.matter_id is not None else ""
    if number is None:
        raise Refusal("spot_check.matter", field="matter_id", number=link.matter_id)
    changes = set_values(row, {"matter_id": link.matter_id})
    if not changes:
        raise Refusal("spot_check.same", field="matter_id")
    _journal(desk, "spot_check.linked", row, {"matter": number, "changes": changes}, said=number)


def void_spot_check(desk: Desk, void: VoidSpotCheck) -> None:
    """A call does not count, with a reason; or it counts again."""
    require(desk.author, *KEEPERS)
    reason = clean_text(void.reason)
    if void.back:
        row = _row(desk, void.id, void.version)
        if not row.void_reason:
            raise Refusal("spot_check.valid", field="reason")
    else:
        row = _standing(desk, void.id, void.version)
        if not reason:
            raise Refusal("spot_check.reason", field="reason")
    row.void_reason = "" if void.back else reason
    _journal(desk, "spot_check.restored" if void.back else "spot_check.void", row, {"reason": reason}, said=reason)


def in_time(session: Session, on: Any) -> InTime:
    """What counts as answered in time on a day, by the rules in force."""
    book = rule_book(session)
    return InTime(book.number(RINGS, on), book.number(SECONDS, on))


def _values(desk: Desk, facts: SpotFacts) -> dict[str, Any]:
    at = facts.called_at or desk.now
    limit = in_time(desk.session, at.astimezone(office_settings(desk.session).zone).date())
    unit = unit_named(desk.session, facts.unit) if facts.unit.strip() else None
    phone = facts.phone or _duty_phone(unit)
    kept = checked_spot(replace(facts, phone=phone), desk.now, limit)
    return {
        **{name: getattr(kept, name) for name in SpotFacts.__dataclass_fields__},
        "finding": str(kept.finding),
        "unit": unit.name if unit else kept.unit,
        "unit_id": unit.id if unit else None,
        "is_on_time": is_on_time(kept, limit),
    }


def _duty_phone(unit: UnitRow | None) -> str:
    """The number that is called first, where the unit has one of its own."""
    return next((phone for person, phone in unit.phones if not person), "") if unit is not None else ""


def _row(desk: Desk, number: int, version: int) -> SpotCheck:
    row = spot_to_change(desk.session, number)
    if row is None:
        raise Refusal("spot_check.unknown", field="id", id=number)
    if row.version != version:
        raise Refusal("record.changed_meanwhile", field="unit")
    return row


def _standing(desk: Desk, number: int, version: int) -> SpotCheck:
    row = _row(desk, number, version)
    if row.void_reason:
        raise Refusal("spot_check.void", field="reason", reason=row.void_reason)
    return row


def _journal(
    desk: Desk,
    event: str,
    row: SpotCheck,
    payload: Mapping[str, Any] | None = None,
    *,
    happened: bool = False,
    said: str = "",
) -> None:
    """The call stands in the log as what it is, a check of somebody, at the time of the call."""
    finding = load_wording("zh_CN").say(FINDING_WORDS[row.finding])
    parts = [f"抽查{row.unit}：{finding}", row.remark if happened else "", said]
    desk.journal(
        event,
        text="。".join(part for part in parts if part),
        kind=Kind.INSPECTION if happened else Kind.SYSTEM,
        happened_at=row.called_at if happened else None,
        shift_id=running_shift_id(desk.session),
        record=(_RECORD, row.id),
        unit=row.unit,
        person=row.answerer or None,
        phone=row.phone or None,
        payload={"finding": row.finding, "on_time": row.is_on_time, **(payload or {})},
    )
