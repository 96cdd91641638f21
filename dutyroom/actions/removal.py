"""Removing text that must not be here: two people, one transaction, one witness entry that does not repeat it."""

from __future__ import annotations

from dataclasses import dataclass

from dutyroom.actions.officers import prove
from dutyroom.data.desk import Desk
from dutyroom.data.queries.officers import OfficerRow, officer_in_full
from dutyroom.data.queries.removal import find_places
from dutyroom.data.removal import Emptied, empty_places, note_due
from dutyroom.rules.entry import clean_text
from dutyroom.rules.officer import Role
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.removal import EVENT, WITNESS, RemoveText, check_removal

_LISTED_MOST = 12


@dataclass(frozen=True, slots=True)
class Removed:
    """What was removed: the number of the witness entry, and of the places that lost their text."""

    seq: int
    places: int


def remove_text(desk: Desk, asked: RemoveText) -> Removed:
    """Take it out of every place chosen; what must follow outside the transaction is noted (``finish_removal``)."""
    check_removal(asked)
    administrator, second = _signed(desk, asked)
    found = find_places(desk.session, asked.target, asked.words)
    own = {place.spot for place in found.places if place.own}
    known = {place.spot for place in found.places}
    if not own <= asked.spots or not asked.spots <= known:
        raise Refusal("removal.changed", field="places")
    desk.author = administrator.author
    witness = desk.next_seq
    places = [place for place in found.places if place.spot in asked.spots]
    done = empty_places(desk, places, asked.words, witness)
    note_due(desk, done, drop_backups=asked.drop_backups)
    reason = clean_text(asked.reason)
    desk.journal(
        EVENT,
        text=_witness_text(done, reason, administrator, second),
        record=(WITNESS, witness),
        important=True,
        payload={
            **done.said(),
            "target": [asked.target.kind, asked.target.id],
            "reason": reason,
            "administrator": administrator.name,
            "second": second.name,
            "second_id": second.id,
            "drop_backups": asked.drop_backups,
        },
    )
    return Removed(witness, len(places))


def _signed(desk: Desk, asked: RemoveText) -> tuple[OfficerRow, OfficerRow]:
    """The two who sign, with the passwords proved; who may not is refused before a password is tried."""
    assert asked.administrator_id is not None and asked.second_id is not None  # noqa: S101, PT018  # checked before
    first = officer_in_full(desk.session, asked.administrator_id)
    if first is None or Role.ADMINISTRATOR not in first.roles:
        name = first.name if first else asked.administrator_id
        raise Refusal("removal.administrator", field="administrator_id", name=name)
    if asked.second_id == asked.administrator_id:
        raise Refusal("removal.second.same", field="second_id", name=first.name)
    administrator = prove(desk, asked.administrator_id, asked.password)
    second = prove(desk, asked.second_id, asked.second_password, field="second_password")
    return administrator, second


def _witness_text(done: Emptied, reason: str, administrator: OfficerRow, second: OfficerRow) -> str:
    listed = "、".join(str(seq) for seq in done.entries[:_LISTED_MOST])
    more = "等" if len(done.entries) > _LISTED_MOST else ""
    parts = [f"记录第{listed}号{more}共{len(done.entries)}条" if done.entries else ""]
    parts += [
        f"登记内容{len(done.rows)}处" if done.rows else "",
        f"附件{len(done.attachments)}个" if done.attachments else "",
    ]
    parts.append(f"草稿{done.drafts}份" if done.drafts else "")
    what = "，".join(part for part in parts if part)
    return f"清除误录文字：{what}。原因：{reason}。执行：{administrator.name}；见证：{second.name}。"
