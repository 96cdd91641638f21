"""Rosters: made, changed, filled day by day, duties swapped, issued, void and restored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, Literal

from dutyroom.actions.changes import set_values
from dutyroom.data.catalogues import load_wording
from dutyroom.data.desk import Desk
from dutyroom.data.queries.office import office_settings
from dutyroom.data.queries.rosters import (
    duties_to_change,
    duty_at_post,
    duty_outside,
    duty_to_change,
    known_person,
    posts_of,
    roster_in_full,
    roster_overlapping,
    roster_to_change,
    who_of,
)
from dutyroom.data.queries.rules import rule_book
from dutyroom.data.queries.units import unit_named
from dutyroom.data.tables import PlannedDuty, Roster
from dutyroom.rules.entry import clean_text
from dutyroom.rules.officer import require
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.roster import day_kind
from dutyroom.rules.roster_check import FAULT_NAMES
from dutyroom.rules.roster_posts import duty_hours, is_night, post_key, post_said
from dutyroom.rules.roster_record import (
    KEEPERS,
    ChangeRoster,
    FillPost,
    IssueRoster,
    MakeRoster,
    Named,
    RosterFacts,
    RosterState,
    SwapDuty,
    VoidDuty,
    VoidRoster,
    check_hours,
    checked_name,
    checked_roster,
)
from dutyroom.rules.wording import Worded

_ROSTER: Final = "roster"
_DUTY: Final = "planned_duty"
_NOT_WANTED: Final = "—"
"""Why a duty of a draft does not stand any more: somebody thought again."""


def make_roster(desk: Desk, make: MakeRoster) -> int:
    """Begin a roster, empty; returns its number."""
    require(desk.author, *KEEPERS)
    row = new_roster(desk, make.facts)
    _journal(desk, "roster.made", row)
    return row.id


def new_roster(desk: Desk, facts: RosterFacts) -> Roster:
    """A row of the register, not journalled yet."""
    values = _values(desk, facts)
    row = Roster(**values, state=RosterState.DRAFT.value)
    desk.session.add(row)
    desk.session.flush()
    return row


def change_roster(desk: Desk, change: ChangeRoster) -> None:
    """Change what it is called, covers and must have; refused where that would leave out somebody who stands there."""
    require(desk.author, *KEEPERS)
    row = roster_of(desk, change.id, change.version)
    values = _values(desk, change.facts, row.id)
    outside = duty_outside(desk.session, row.id, values["first"], values["last"])
    if outside is not None:
        raise Refusal("roster.outside", field="first", day=outside.isoformat())
    left_out = duty_at_post(desk.session, row.id, posts_of(values["posts"]))
    if left_out is not None:
        raise _unknown_post(left_out, values["posts"])
    changes = set_values(row, values)
    if not changes:
        raise Refusal("roster.same", field="title")
    _journal(desk, "roster.changed", row, {"changes": changes})


def fill_post(desk: Desk, fill: FillPost) -> None:
    """Say who holds a post on a day. Of an issued roster who no longer stands there is noted as swapped, with a reason."""
    require(desk.author, *KEEPERS)
    row = roster_of(desk, fill.roster_id, None)
    fill_rows(desk, row, fill)
    names = "、".join(person.name for person in fill.people)
    text = f"{fill.day.isoformat()} {_chinese(post_key(fill.post))} {names}".strip()
    _journal(desk, "roster.filled", row, {"reason": clean_text(fill.reason)}, text=text)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What filling a post comes to: who stands there, the values wanted, who no longer stands, what that is."""

    former: tuple[PlannedDuty, ...]
    values: tuple[dict[str, Any], ...]
    free: tuple[PlannedDuty, ...]
    result: Literal["added", "changed", "same"]


def wanted_rows(desk: Desk, row: Roster | None, fill: FillPost) -> Wanted:
    """What filling a post of a roster (None: one that is still to be made) would come to; changes nothing.

    Refused where the roster was issued, somebody would no longer stand, and no reason is given.
    """
    post = _checked_place(row, fill.day, fill.post) if row is not None else post_key(fill.post)
    hours = (fill.starts_at, fill.ends_at)
    values = [_duty_values(desk, fill.day, post, checked_name(person), hours) for person in fill.people]
    if fill.remark is not None:
        values = [{**each, "remark": clean_text(fill.remark)} for each in values]
    former = duties_to_change(desk.session, row.id, fill.day, post) if row is not None else []
    stand = {_who(each) for each in values}
    free = [each for each in former if who_of(each) not in stand]
    if row is not None and free and row.state == RosterState.ISSUED.value and not clean_text(fill.reason):
        raise Refusal("roster.issued", field="reason", name=free[0].name)
    known = {who_of(each): each for each in former}
    differs = bool(free) or any(
        _who(each) not in known or any(getattr(known[_who(each)], name) != value for name, value in _said(each).items())
        for each in values
    )
    result: Literal["added", "changed", "same"] = "changed" if former else "added"
    return Wanted(tuple(former), tuple(values), tuple(free), result if differs else "same")


def fill_rows(desk: Desk, row: Roster, fill: FillPost) -> None:
    """Make the rows of a post of a day what is wanted, not journalled yet; refused where nothing differs."""
    wanted = wanted_rows(desk, row, fill)
    if wanted.result == "same":
        raise Refusal("roster.same", field="people")
    post, reason, free = post_key(fill.post), clean_text(fill.reason), list(wanted.free)
    known = {who_of(each): each for each in wanted.former}
    for values in wanted.values:
        own = known.get(_who(values))
        if own is not None:
            set_values(own, _said(values))
        elif free:
            own = free.pop(0)
            swapped = {"instead_of": own.name, "swap_reason": reason, "swapped_at": desk.now}
            set_values(own, values | (swapped if row.state == RosterState.ISSUED.value else {}))
        else:
            desk.session.add(PlannedDuty(roster_id=row.id, day=fill.day, post=post, **values))
    for each in free:
        each.void_reason = reason or _NOT_WANTED


def swap_duty(desk: Desk, swap: SwapDuty) -> None:
    """Note that somebody else takes a duty and why; with ``other_id`` the two exchange theirs."""
    require(desk.author, *KEEPERS)
    duty, row = _duty(desk, swap.id, swap.version)
    reason = clean_text(swap.reason)
    if not reason:
        raise Refusal("roster.reason", field="reason")
    if swap.other_id is not None:
        other, _ = _duty(desk, swap.other_id, None)
        if who_of(other) == who_of(duty):
            raise Refusal("roster.swap.self", field="other_id", name=other.name)
        mine, theirs = _person(duty), _person(other)
        for one, values in ((duty, theirs), (other, mine)):
            set_values(one, {**values, "instead_of": one.name, "swap_reason": reason, "swapped_at": desk.now})
        text = f"{_place(duty)} {duty.name} ⇄ {_place(other)} {other.name}：{reason}"
    else:
        person = checked_name(swap.person or Named(name=""))
        values = _known(desk, person)
        if _who(values) == who_of(duty):
            raise Refusal("roster.swap.self", field="name", name=duty.name)
        former = duty.name
        set_values(duty, {**values, "instead_of": former, "swap_reason": reason, "swapped_at": desk.now})
        text = f"{_place(duty)} {former} → {duty.name}：{reason}"
    desk.touch(row)  # who looked at the roster before must see it
    desk.journal("roster.swapped", text=text, record=(_DUTY, duty.id), person=duty.name, payload={"reason": reason})


def void_duty(desk: Desk, void: VoidDuty) -> None:
    """A duty does not stand any more, with a reason; or it stands again."""
    require(desk.author, *KEEPERS)
    duty, _ = _duty(desk, void.id, void.version, standing=not void.back)
    reason = clean_text(void.reason)
    if void.back and not duty.void_reason:
        raise Refusal("roster.duty.valid", field="reason")
    if not void.back and not reason:
        raise Refusal("roster.reason", field="reason")
    duty.void_reason = "" if void.back else reason
    event = "roster.duty_restored" if void.back else "roster.duty_void"
    text = f"{_place(duty)} {duty.name}" + (f"：{reason}" if reason else "")
    desk.journal(event, text=text, record=(_DUTY, duty.id), person=duty.name, payload={"reason": reason})


def issue_roster(desk: Desk, issue: IssueRoster) -> None:
    """Send a roster out; refused while something in it does not fit, unless it is said why it goes out all the same."""
    require(desk.author, *KEEPERS)
    row = roster_of(desk, issue.id, issue.version)
    if row.state == RosterState.ISSUED.value:
        raise Refusal("roster.issued.already", field="despite", title=row.title)
    full, despite = roster_in_full(desk.session, row.id), clean_text(issue.despite)
    faults = full.faults if full is not None else ()
    if faults and not despite:
        day, what = faults[0].day.isoformat(), Worded(FAULT_NAMES[faults[0].fault])
        raise Refusal("roster.faults", field="despite", count=len(faults), day=day, what=what)
    row.state, row.issued_at, row.issued_by = RosterState.ISSUED.value, desk.now, desk.author.name
    row.accepted = despite if faults else ""
    _journal(desk, "roster.issued", row, {"faults": len(faults), "despite": row.accepted})


def void_roster(desk: Desk, void: VoidRoster) -> None:
    """A roster does not count any more, with a reason; or it counts again, as a draft."""
    require(desk.author, *KEEPERS)
    row = roster_of(desk, void.id, void.version, standing=not void.back)
    reason = clean_text(void.reason)
    if void.back:
        if row.state != RosterState.VOID.value:
            raise Refusal("roster.valid", field="reason", title=row.title)
        _refuse_overlap(desk, _facts_of(row), row.id)
        row.state, row.void_reason = RosterState.DRAFT.value, ""
    else:
        if not reason:
            raise Refusal("roster.reason", field="reason")
        row.state, row.void_reason = RosterState.VOID.value, reason
    text = row.title + (f"：{reason}" if reason else "")
    _journal(desk, "roster.restored" if void.back else "roster.void", row, {"reason": reason}, text=text)


def roster_of(desk: Desk, number: int, version: int | None, *, standing: bool = True) -> Roster:
    """A roster to be changed; refused where there is none, where it changed meanwhile, and where it is void."""
    row = roster_to_change(desk.session, number)
    if row is None:
        raise Refusal("roster.unknown", field="id", id=number)
    if version is not None and row.version != version:
        raise Refusal("record.changed_meanwhile", field="title")
    if standing and row.state == RosterState.VOID.value:
        raise Refusal("roster.void", field="title", title=row.title, reason=row.void_reason)
    return row


def _duty(desk: Desk, number: int, version: int | None, *, standing: bool = True) -> tuple[PlannedDuty, Roster]:
    duty = duty_to_change(desk.session, number)
    if duty is None:
        raise Refusal("roster.duty.unknown", field="id", id=number)
    if version is not None and duty.version != version:
        raise Refusal("record.changed_meanwhile", field="name")
    if standing and duty.void_reason:
        raise Refusal("roster.duty.void", field="id", reason=duty.void_reason)
    return duty, roster_of(desk, duty.roster_id, None)


def _values(desk: Desk, facts: RosterFacts, but: int = 0) -> dict[str, Any]:
    kept = checked_roster(facts)
    unit = unit_named(desk.session, kept.unit) if kept.unit else None
    values = {
        "kind": kept.kind.value,
        "title": kept.title,
        "unit": unit.name if unit else kept.unit,
        "unit_id": unit.id if unit else None,
        "first": kept.first,
        "last": kept.last,
        "posts": "\n".join(kept.posts),
        "remark": kept.remark,
    }
    _refuse_overlap(desk, RosterFacts(first=kept.first, last=kept.last, unit=str(values["unit"])), but)
    return values


def _facts_of(row: Roster) -> RosterFacts:
    return RosterFacts(first=row.first, last=row.last, unit=row.unit)


def _refuse_overlap(desk: Desk, facts: RosterFacts, but: int) -> None:
    """A duty is written once: two rosters of a unit share no day."""
    other = roster_overlapping(desk.session, facts, but)
    if other is not None:
        raise Refusal(
            "roster.overlap",
            field="first",
            id=other.id,
            title=other.title,
            first=other.first.isoformat(),
            last=other.last.isoformat(),
        )


def _checked_place(row: Roster, day: date, said: str) -> str:
    post = post_key(said)
    if post not in posts_of(row.posts):
        raise _unknown_post(post, row.posts)
    if not row.first <= day <= row.last:
        first, last = row.first.isoformat(), row.last.isoformat()
        raise Refusal("roster.day.outside", field="day", day=day.isoformat(), first=first, last=last)
    return post


def _unknown_post(post: str, posts: str) -> Refusal:
    known = tuple(_chinese(each) for each in posts_of(posts))
    return Refusal("roster.post.unknown", field="post", post=_chinese(post), known=known)


def _duty_values(
    desk: Desk, day: date, post: str, person: Named, hours: tuple[datetime | None, datetime | None]
) -> dict[str, Any]:
    settings = office_settings(desk.session)
    usual = duty_hours(post, day, settings.templates, settings.zone)
    starts_at, ends_at = hours[0] or usual[0], hours[1] or usual[1]
    check_hours(starts_at, ends_at)
    kind = day_kind(day, rule_book(desk.session).holidays)
    by_day = {"day_kind": kind, "is_night": is_night(starts_at, ends_at, settings.zone)}
    return {**_known(desk, person), "starts_at": starts_at, "ends_at": ends_at, **by_day}


def _known(desk: Desk, person: Named) -> dict[str, Any]:
    """Somebody with what the officers' list or the directory knows of them; what was typed wins."""
    known = known_person(desk.session, person.name)
    return {
        "name": person.name,
        "office": person.office or (known.office if known else ""),
        "phone": person.phone or (known.phone if known else ""),
        "officer_id": known.officer_id if known else None,
        "person_id": known.person_id if known else None,
    }


def _said(values: Mapping[str, Any]) -> dict[str, Any]:
    """What is written over a row that names the same person: an empty cell keeps what stands there."""
    return {name: value for name, value in values.items() if value != "" or name == "remark"}


def _person(duty: PlannedDuty) -> dict[str, Any]:
    return {name: getattr(duty, name) for name in ("name", "office", "phone", "officer_id", "person_id")}


def _who(values: Mapping[str, Any]) -> str:
    if values["officer_id"] is not None:
        return f"officer:{values['officer_id']}"
    return f"person:{values['person_id']}" if values["person_id"] is not None else str(values["name"])


def _place(duty: PlannedDuty) -> str:
    return f"{duty.day.isoformat()} {_chinese(duty.post)}"


def _chinese(post: str) -> str:
    """A post as the log has it, in the language of the papers."""
    return post_said(post, load_wording("zh_CN"))


def _journal(desk: Desk, event: str, row: Roster, payload: Mapping[str, Any] | None = None, text: str = "") -> None:
    days = {"first": row.first.isoformat(), "last": row.last.isoformat()}
    desk.journal(
        event,
        text=text or row.title,
        record=(_ROSTER, row.id),
        unit=row.unit or None,
        payload={**days, **(payload or {})},
    )
