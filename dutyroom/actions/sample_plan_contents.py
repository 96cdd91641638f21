"""What the sample flood plan holds beside its text: checked actions, contacts linked to the sample directory, bodies, starts."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from itertools import count
from typing import Any

from dutyroom.actions.sample_directory import duty_numbers
from dutyroom.data.bulk import BulkWriter
from dutyroom.data.resources import resource_path
from dutyroom.data.tables import PlanAction, PlanBody, PlanContact, PlanStart
from dutyroom.rules.plan_contents import ContentState


def put_contents(writer: BulkWriter, title: str, text_id: int, sections: Mapping[str, int], by: str, at: int) -> None:
    """Put the lines of the sample plan of this title, none for another; the caller's entry vouches for them.

    ``sections`` are the ids of its sections by number, ``at`` is when ``by`` checked the lines.
    """
    given: dict[str, Any] = tomllib.loads(resource_path("samples/plan_contents.toml").read_text("utf-8"))
    if title != given["plan"]:
        return
    numbers = duty_numbers()

    def shared(place: int, section: str) -> dict[str, Any]:
        state = {"state": ContentState.CHECKED.value, "checked_by": by, "checked_at": at}
        return {"id": place, "text_id": text_id, "section_id": sections.get(section), "position": place, **state}

    for place, (section, level, role, text, first) in zip(count(1), given["actions"], strict=False):
        row = {"level": level, "role": role, "text": text, "first": first or None}
        writer.put(PlanAction, {**shared(place, section), **row})
    for place, (unit, post, phone) in zip(count(1), given["contacts"], strict=False):
        contact, own = numbers[unit]
        row = {"name": "", "unit": unit, "post": post, "phone": phone or own, "contact_id": contact}
        writer.put(PlanContact, {**shared(place, given["body_section"]), **row})
    for place, (name, head, members, duties) in zip(count(1), given["bodies"], strict=False):
        row = {"name": name, "head": head, "members": members, "duties": duties}
        writer.put(PlanBody, {**shared(place, given["body_section"]), **row})
    for place, (section, level, conditions, authority) in zip(count(1), given["starts"], strict=False):
        row = {"level": level, "conditions": conditions, "authority": authority}
        writer.put(PlanStart, {**shared(place, section), **row})
