"""The numbers that a plan quotes: which number of the directory each stands for."""

from __future__ import annotations

from dutyroom.actions.plan_content_rows import contact_to_change, plan_of
from dutyroom.data.desk import Desk
from dutyroom.data.tables import Contact
from dutyroom.rules.plan_contents import LinkContact
from dutyroom.rules.refusal import Refusal


def link_contact(desk: Desk, link: LinkContact) -> None:
    """Say which number of the directory a quoted one stands for, or that it stands for none."""
    row = contact_to_change(desk, link.id, link.version)
    if link.contact_id is not None and desk.session.get(Contact, link.contact_id) is None:
        raise Refusal("plan_contact.unknown", field="contact", id=link.contact_id)
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
