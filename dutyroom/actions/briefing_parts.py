"""What an issued paper says, while it is a draft or under review: its head, its paragraphs, to whom it goes."""

from __future__ import annotations

import json
from typing import Final

from dutyroom.data.briefing_index import index_briefing
from dutyroom.data.desk import Desk
from dutyroom.data.queries.briefings import parts_of_briefing, rows_of_recipients
from dutyroom.data.queries.shifts import running_shift_id
from dutyroom.data.tables import Briefing, BriefingPart, BriefingRecipient
from dutyroom.rules.briefing import (
    EDITABLE,
    AddPart,
    BriefingState,
    EditBriefing,
    EditPart,
    MovePart,
    RemovePart,
    SetRecipients,
    check_fields,
    check_part,
    check_recipients,
    check_state,
)
from dutyroom.rules.briefing_text import KIND_ZH, rows_text
from dutyroom.rules.entry import Kind, clean_text
from dutyroom.rules.refusal import Refusal

_KINDS: Final = dict.fromkeys(("briefing.issued", "briefing.withdrawn", "briefing.sent"), Kind.STEP)
"""What leaves the room is handling and counts for the shift; how a draft comes about is not."""


def paper_of(desk: Desk, number: int, version: int | None = None) -> Briefing:
    """The mapped paper. Refused where there is none, or where somebody changed it meanwhile."""
    paper = desk.session.get(Briefing, number)
    if paper is None:
        raise Refusal("briefing.unknown", id=number)
    if version is not None and paper.version != version:
        raise Refusal("record.changed_meanwhile", field="title")
    return paper


def note(desk: Desk, paper: Briefing, event: str, text: str, **payload: object) -> int:
    """One entry about a paper; it can be found as it is now."""
    index_briefing(desk.session, paper.id)
    name = f"{KIND_ZH[paper.kind]}{paper.number}《{paper.title}》"
    return desk.journal(
        event,
        text=f"{name}：{text}",
        kind=_KINDS.get(event, Kind.SYSTEM),
        shift_id=running_shift_id(desk.session),
        record=("briefing", paper.id),
        payload={"state": paper.state, **payload},
    )


def edit_briefing(desk: Desk, asked: EditBriefing) -> int:
    """Title, masthead, issuer, the lines before the text, contact and number of copies; returns the entry."""
    paper = paper_of(desk, asked.id, asked.version)
    check_state(paper.state, *EDITABLE)
    title = clean_text(asked.title)
    if not title:
        raise Refusal("briefing.title.empty", field="title")
    if asked.copies is not None and asked.copies < 1:
        raise Refusal("briefing.copies", field="copies")
    fields = json.dumps(check_fields(asked.fields), ensure_ascii=False)
    values = {"title": title, "masthead": clean_text(asked.masthead), "issuer": clean_text(asked.issuer)}
    values |= {"fields": fields, "contact": clean_text(asked.contact)}
    before = {name: getattr(paper, name) for name in values} | {"copies": paper.copies}
    now = {**values, "copies": asked.copies}
    if now == before:
        raise Refusal("entry.amend.same", field="title")
    for name, value in now.items():
        setattr(paper, name, value)
    _unreviewed(paper)
    changed = {name: [before[name], value] for name, value in now.items() if before[name] != value}
    return note(desk, paper, "briefing.edited", "修改文头", changed=changed)


def add_part(desk: Desk, asked: AddPart) -> int:
    """A paragraph that somebody typed; returns its id."""
    paper = paper_of(desk, asked.id)
    check_state(paper.state, *EDITABLE)
    typed = check_part(asked.part)
    rows = rows_text(typed.rows)
    part = BriefingPart(
        briefing_id=paper.id, position=0, level=typed.level, text=typed.text, rows=rows, is_unverified=typed.unverified
    )
    desk.session.add(part)
    desk.session.flush()
    _place(desk, paper, part, asked.after)
    _changed(desk, paper)
    note(desk, paper, "briefing.part_added", f"增加一段\n{typed.text}", part=part.id)
    return part.id


def edit_part(desk: Desk, asked: EditPart) -> int:
    """A paragraph anew; what was drafted stays beside it. Returns the entry."""
    part, paper = _part(desk, asked.id, asked.version)
    typed = check_part(asked.part)
    now = (typed.text, typed.level, typed.unverified, rows_text(typed.rows))
    if now == (part.text, part.level, part.is_unverified, part.rows):
        raise Refusal("entry.amend.same", field="text")
    before = part.text
    part.text, part.level, part.is_unverified, part.rows = now
    _changed(desk, paper)
    said = f"修改一段\n原文：{before}\n现文：{typed.text}"
    return note(desk, paper, "briefing.part_edited", said, part=part.id, before=before, after=typed.text)


def remove_part(desk: Desk, asked: RemovePart) -> int:
    """Take a paragraph out, or put it back; returns the entry."""
    part, paper = _part(desk, asked.id, asked.version)
    if part.is_removed == asked.removed:
        raise Refusal("entry.amend.same", field="text")
    part.is_removed = asked.removed
    _changed(desk, paper)
    event = "briefing.part_removed" if asked.removed else "briefing.part_restored"
    return note(desk, paper, event, f"{'删去' if asked.removed else '恢复'}一段\n{part.text}", part=part.id)


def move_part(desk: Desk, asked: MovePart) -> int:
    """Put a paragraph elsewhere; returns the entry."""
    part, paper = _part(desk, asked.id, asked.version)
    before = [row.id for row in parts_of_briefing(desk.session, paper.id)]
    _place(desk, paper, part, asked.after)
    if before == [row.id for row in parts_of_briefing(desk.session, paper.id)]:
        raise Refusal("entry.amend.same", field="text")
    _changed(desk, paper)
    return note(desk, paper, "briefing.part_moved", f"移动一段\n{part.text}", part=part.id, after=asked.after)


def set_recipients(desk: Desk, asked: SetRecipients) -> int:
    """The distribution list anew, in its order; also of an issued paper. Returns the entry."""
    paper = paper_of(desk, asked.id, asked.version)
    check_state(paper.state, *EDITABLE, BriefingState.SIGNED, BriefingState.ISSUED)
    wanted = check_recipients(asked.recipients)
    there = {row.name: row for row in rows_of_recipients(desk.session, paper.id)}
    names = {one.name for one in wanted}
    for row in there.values():
        if row.name not in names and not row.is_removed:
            if row.sent_at is not None:
                raise Refusal("briefing.recipient.told", field="recipients", name=row.name)
            row.is_removed = True
    for position, one in enumerate(wanted):
        row = there.get(one.name) or BriefingRecipient(briefing_id=paper.id, name=one.name)
        desk.session.add(row)
        row.position, row.role, row.unit_id, row.is_removed = position, one.role.value, one.unit_id, False
        row.channel = one.channel or row.channel or ""
    desk.touch(paper)
    return note(desk, paper, "briefing.recipients", f"分送：{'、'.join(one.name for one in wanted) or '无'}")


def _part(desk: Desk, number: int, version: int) -> tuple[BriefingPart, Briefing]:
    part = desk.session.get(BriefingPart, number)
    if part is None:
        raise Refusal("briefing.part.unknown", id=number)
    if part.version != version:
        raise Refusal("record.changed_meanwhile", field="text")
    paper = paper_of(desk, part.briefing_id)
    check_state(paper.state, *EDITABLE)
    return part, paper


def _place(desk: Desk, paper: Briefing, part: BriefingPart, after: int | None) -> None:
    """Behind another part of the same paper, or first; the others move on."""
    others = [row for row in parts_of_briefing(desk.session, paper.id) if row.id != part.id]
    at = 0
    if after is not None:
        places = [place for place, row in enumerate(others, 1) if row.id == after]
        if not places:
            raise Refusal("briefing.part.unknown", field="after", id=after)
        at = places[0]
    for position, row in enumerate([*others[:at], part, *others[at:]]):
        if row.position != position:
            row.position = position
    desk.session.flush()


def _changed(desk: Desk, paper: Briefing) -> None:
    desk.touch(paper)
    _unreviewed(paper)


def _unreviewed(paper: Briefing) -> None:
    """What was changed must be looked at again."""
    if paper.reviewed_by:
        paper.reviewed_by, paper.reviewed_at = "", None
