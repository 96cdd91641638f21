"""The numbers that a plan quotes: which number of the directory each stands for."""

from __future__ import annotations

from dutyroom.actions.plan_content_rows import contact_of, plan_of
from dutyroom.data.desk import Desk
from dutyroom.data.tables import Contact
from dutyroom.rules.plan_contents import ContentState, LinkContact, TakeOverNumber
from dutyroom.rules.refusal import Refusal


def link_contact(desk: Desk, link: LinkContact) -> None:
    """Say which number of the directory a quoted one stands for, or that it stands for none."""
    row = contact_of(desk, link.id, link.version)
    if link.contact_id is not None:
        entry = desk.session.get(Contact, link.contact_id)
        if entry is None:
            raise Refusal("plan_contact.unknown", field="contact", id=link.contact_id)
        if not entry.active:
            raise Refusal("plan_contact.retired", field="contact")
    former, row.contact_id = row.contact_id, link.contact_id
    desk.session.flush()
    plan = plan_of(desk, row.text_id)
    desk.journal(
        "plan_contact.linked" if link.contact_id is not None else "plan_contact.unlinked",
        text="  ".join(filter(None, (f"《{plan.title}》", row.unit, row.name, row.phone))),
        record=("plan", plan.id),
        phone=row.phone or None,
        payload={"contact": row.id, "entry": [former, link.contact_id]},
    )


def take_over_number(desk: Desk, take: TakeOverNumber) -> None:
    """Give the plan's line the number that the directory has now; a person did so, and it counts as checked.

    The text of the version stays as it was issued: it is changed by a new version.
    """
    row = contact_of(desk, take.id, take.version)
    entry = desk.session.get(Contact, row.contact_id) if row.contact_id is not None else None
    if entry is None:
        raise Refusal("plan_contact.unlinked")
    if not entry.active:
        raise Refusal("plan_contact.retired")
    former, row.phone = row.phone, entry.phone
    row.state, row.checked_by, row.checked_at = ContentState.CHECKED.value, desk.author.name, desk.now
    desk.session.flush()
    plan = plan_of(desk, row.text_id)
    desk.journal(
        "plan_contact.taken_over",
        text="  ".join(filter(None, (f"《{plan.title}》", row.unit, row.name, f"{former} → {row.phone}"))),
        record=("plan", plan.id),
        phone=row.phone,
        payload={"contact": row.id, "phone": [former, row.phone]},
    )
