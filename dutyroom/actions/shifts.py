"""Starting a shift where there is nobody to take it over from."""

from __future__ import annotations

from datetime import datetime

from dutyroom.data.desk import Desk
from dutyroom.data.queries.handed_over import handed_over
from dutyroom.data.queries.office import office_settings
from dutyroom.data.queries.officers import officer_in_full
from dutyroom.data.queries.shifts import last_shift, running_shift
from dutyroom.data.tables import Acceptance, Shift
from dutyroom.rules.entry import Kind
from dutyroom.rules.office import ShiftTemplate, planned_shift
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.shift import Accept, Posts, StartShift, check_acceptance, check_posts


def start_shift(desk: Desk, start: StartShift) -> int:
    """Begin a shift without a handover: at first use, or after a gap with the reason; returns its number."""
    running = running_shift(desk.session)
    if running is not None:
        raise Refusal("shift.running", name=running.name)
    names = check_people(desk, start.posts)
    previous = last_shift(desk.session)
    if previous is not None and not start.reason.strip():
        raise Refusal("shift.reason.empty", field="reason")
    check_acceptance(start.accepted, {item.id for item in handed_over(desk.session, desk.now).items}, set())
    shift = new_shift(desk, start.posts, start.template, previous.id if previous else None, start.reason.strip())
    accept(desk, shift.id, start.accepted)
    desk.session.flush()
    desk.journal(
        "shift.started",
        text=f"{shift.name} {names}",
        kind=Kind.HANDOVER,
        shift_id=shift.id,
        record=("shift", shift.id),
        payload={"reason": shift.start_reason},
    )
    return shift.id


def new_shift(desk: Desk, posts: Posts, template: str, previous_id: int | None, reason: str = "") -> Shift:
    """A shift from now on, planned as the template nearest to now says, or the one named."""
    chosen, planned_start, planned_end = _planned(desk, template)
    shift = Shift(
        name=chosen.name,
        planned_start=planned_start,
        planned_end=planned_end,
        started_at=desk.now,
        leader_id=posts.leader_id,
        chief_id=posts.chief_id,
        deputy_id=posts.deputy_id,
        previous_id=previous_id,
        start_reason=reason,
        first_seq=desk.next_seq,
    )
    desk.session.add(shift)
    desk.session.flush()
    return shift


def check_people(desk: Desk, posts: Posts) -> str:
    """Refuse posts that cannot stand; returns the names for the journal."""
    people = [
        officer_in_full(desk.session, number) for number in (posts.leader_id, posts.chief_id, posts.deputy_id or 0)
    ]
    check_posts(posts, name=people[1].name if people[1] else "")
    for number, person in zip((posts.leader_id, posts.chief_id, posts.deputy_id), people, strict=True):
        if number is not None and person is None:
            raise Refusal("officer.unknown", name=number)
        if person is not None and not person.active:
            raise Refusal("officer.inactive", name=person.name)
    return " ".join(person.name for person in people if person)


def accept(desk: Desk, shift_id: int, accepted: tuple[Accept, ...]) -> None:
    """Keep how the incoming officer accepted each item."""
    for answer in accepted:
        desk.session.add(
            Acceptance(
                shift_id=shift_id,
                open_item_id=answer.open_item_id,
                entry_seq=answer.entry_seq,
                manner=answer.manner.value,
                remark=answer.remark.strip(),
                at=desk.now,
                by_id=desk.author.id,
            )
        )


def _planned(desk: Desk, template: str) -> tuple[ShiftTemplate, datetime, datetime]:
    settings = office_settings(desk.session)
    named = tuple(t for t in settings.templates if t.name == template)
    return planned_shift(named or settings.templates, desk.now, settings.zone)
