"""Writing the journal: entries, amendments, open items."""

from __future__ import annotations

from datetime import timedelta

from dutyroom.actions.drafts import drop_draft
from dutyroom.data.desk import Desk
from dutyroom.data.queries.directory import numbers_of
from dutyroom.data.queries.journal import EntryRow, entry_in_full
from dutyroom.data.queries.shifts import running_shift_id, running_since
from dutyroom.data.queries.units import unit_named
from dutyroom.data.tables import Contact, OpenItem
from dutyroom.rules.entry import (
    AmendEntry,
    CloseItem,
    Kind,
    OpenLater,
    PutOff,
    ReopenItem,
    WriteEntry,
    check_entry,
    check_put_off,
    clean_text,
    is_generated,
)
from dutyroom.rules.phone import normal_phone
from dutyroom.rules.refusal import Refusal

_TITLE = 120


def write_entry(desk: Desk, entry: WriteEntry) -> int:
    """Write what happened into the log; returns the entry's number.

    Written into the running shift; without one it stands between shifts. The draft it was typed in goes with it.
    Refused until confirmed: what happened before the shift began.
    """
    shift, began = running_since(desk.session) or (None, None)
    check_entry(entry, now=desk.now, began=began)
    text = clean_text(entry.text)
    item = None
    if entry.open or entry.due_at is not None:
        item = OpenItem(
            title=_title(text),
            entry_seq=desk.next_seq,
            opened_at=desk.now,
            due_at=entry.due_at,
            urgent=entry.urgent,
            waiting_for=clean_text(entry.unit),
        )
        desk.session.add(item)
    if entry.keep_number and entry.phone.strip():
        _keep_number(desk, entry)
    if entry.draft_id:
        drop_draft(desk, entry.draft_id)
    desk.session.flush()
    return desk.journal(
        "entry.written",
        text=text,
        kind=entry.kind,
        happened_at=entry.happened_at,
        shift_id=shift,
        record=("open_item", item.id) if item else None,
        unit=clean_text(entry.unit) or None,
        person=clean_text(entry.person) or None,
        phone=clean_text(entry.phone) or None,
        important=entry.important or entry.urgent,
        paper_number=clean_text(entry.paper_number) or None,
        paper_writer=clean_text(entry.paper_writer) or None,
        payload={"due_at": entry.due_at, "urgent": entry.urgent} if item else None,
    )


def amend_entry(desk: Desk, amendment: AmendEntry) -> int:
    """Correct an entry: a new one that names it; the original stays, shown struck through."""
    original = _entry(desk, amendment.seq)
    if original.amended_by is not None:
        raise Refusal("entry.amended_already", field="text", seq=amendment.seq, by=original.amended_by)
    if original.text is None:
        raise Refusal("entry.removed", field="text", seq=amendment.seq)
    if is_generated(original.kind, original.event):
        raise Refusal("entry.amend.generated", seq=amendment.seq)
    happened = amendment.happened_at or original.happened_at
    text = clean_text(amendment.text)
    check_entry(WriteEntry(kind=Kind(original.kind), text=text, happened_at=happened, confirmed=True), now=desk.now)
    if text == original.text and happened == original.happened_at:
        raise Refusal("entry.amend.same", field="text")
    record = None
    item = desk.session.get(OpenItem, original.item_id) if original.item_id is not None else None
    if item is not None and item.state == "open":
        item.title = _title(text)
        record = ("open_item", item.id)
    return desk.journal(
        "entry.amended",
        text=text,
        kind=Kind(original.kind),
        happened_at=happened,
        shift_id=running_shift_id(desk.session),
        record=record,
        unit=original.unit or None,
        person=original.person or None,
        phone=original.phone or None,
        amends=original.seq,
        important=original.important,
        payload={"reason": clean_text(amendment.reason)},
    )


def close_item(desk: Desk, close: CloseItem) -> int:
    """An open item is done; the outcome becomes an entry of the log."""
    item = _own(desk, close.id)
    outcome = clean_text(close.outcome)
    if not outcome:
        raise Refusal("item.outcome.empty", field="outcome")
    if close.version is not None and item.version != close.version:
        raise Refusal("record.changed_meanwhile", field="outcome")
    item.state, item.closed_at, item.outcome, item.put_off_until = "closed", desk.now, outcome, None
    return _item_entry(desk, "item.closed", item, outcome, Kind.NOTE)


def reopen_item(desk: Desk, reopen: ReopenItem) -> int:
    """An item closed by mistake is open again, with its old due time."""
    item = desk.session.get(OpenItem, reopen.id)
    if item is None:
        raise Refusal("item.unknown", id=reopen.id)
    _refuse_clock(item, "reason")
    item.state, item.closed_at = "open", None
    return _item_entry(desk, "item.reopened", item, clean_text(reopen.reason) or item.title, Kind.NOTE)


def put_off(desk: Desk, put: PutOff) -> int:
    """Silence the alarm of an open item until a time; its due time stays."""
    check_put_off(put, now=desk.now)
    item = _open(desk, put.id)
    item.put_off_until = put.until
    return _item_entry(desk, "item.put_off", item, item.title, Kind.SYSTEM)


def open_later(desk: Desk, later: OpenLater) -> int:
    """Make an open item of an entry already written."""
    entry = _entry(desk, later.seq)
    if entry.text is None:
        raise Refusal("entry.removed", field="due_at", seq=later.seq)
    if later.due_at is not None and later.due_at <= desk.now - timedelta(minutes=1):
        raise Refusal("entry.due.past", field="due_at", time=later.due_at)
    if entry.item_id is not None:
        item = desk.session.get_one(OpenItem, entry.item_id)
        if item.state == "open":
            item.due_at, item.urgent, item.put_off_until = later.due_at, later.urgent, None
            return _item_entry(desk, "item.due_changed", item, item.title, Kind.SYSTEM)
        return reopen_item(desk, ReopenItem(id=item.id))
    item = OpenItem(
        title=_title(entry.text or ""),
        entry_seq=entry.seq,
        opened_at=desk.now,
        due_at=later.due_at,
        urgent=later.urgent,
        waiting_for=entry.unit,
    )
    desk.session.add(item)
    desk.session.flush()
    return _item_entry(desk, "item.opened", item, item.title, Kind.SYSTEM)


def _item_entry(desk: Desk, happened: str, item: OpenItem, text: str, kind: Kind) -> int:
    return desk.journal(
        happened,
        text=text,
        kind=kind,
        shift_id=running_shift_id(desk.session),
        record=("open_item", item.id),
        payload={"item": item.title, "due_at": item.due_at, "put_off_until": item.put_off_until},
    )


def _entry(desk: Desk, seq: int) -> EntryRow:
    entry = entry_in_full(desk.session, seq)
    if entry is None:
        raise Refusal("entry.unknown", seq=seq)
    return entry


def _open(desk: Desk, number: int) -> OpenItem:
    item = desk.session.get(OpenItem, number)
    if item is None:
        raise Refusal("item.unknown", id=number)
    if item.state != "open":
        raise Refusal("item.closed", at=item.closed_at or desk.now)
    return item


def _own(desk: Desk, number: int) -> OpenItem:
    """An open item that is nobody's limit: a limit of a matter is met by the step, not by a tick."""
    item = _open(desk, number)
    _refuse_clock(item, "outcome")
    return item


def _refuse_clock(item: OpenItem, field: str) -> None:
    if item.duty is not None:
        raise Refusal("item.of_matter", field=field, number=item.title.split(" ")[0])


def _keep_number(desk: Desk, entry: WriteEntry) -> None:
    unit = unit_named(desk.session, entry.unit)
    phone, person = clean_text(entry.phone), clean_text(entry.person)
    if unit is not None and any(
        normal_phone(number.phone) == normal_phone(phone) and (number.label or number.person == person)
        for number in numbers_of(desk.session, unit.id, None)
        if number.active
    ):
        return
    desk.session.add(Contact(unit_id=unit.id if unit else None, person=person, phone=phone))


def _title(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _TITLE else line[: _TITLE - 1] + "…"
