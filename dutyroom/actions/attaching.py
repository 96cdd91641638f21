"""Files that belong to a matter: kept by content before the row that names them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from dutyroom.actions.steps import Taken, matter_of, take
from dutyroom.data.attachments import keep_attachment
from dutyroom.data.desk import Desk
from dutyroom.data.queries.matters import attachments_of
from dutyroom.data.queries.office import office_settings
from dutyroom.data.queries.rules import rule_book
from dutyroom.data.tables import Matter, MatterAttachment
from dutyroom.data.trouble import Trouble
from dutyroom.rules.entry import clean_text
from dutyroom.rules.matter import State, StepKind, check_secret, check_step
from dutyroom.rules.matter_steps import Attach, Detach
from dutyroom.rules.notice import check_attachment
from dutyroom.rules.refusal import Refusal

_STORES_SECRETS: Final = "secrecy.store_content"
"""The rule that says whether this computer may hold classified content; by default it must not."""


def may_hold_secrets(desk: Desk) -> bool:
    """Whether the office allows the content of secret papers on this computer (《保守国家秘密法》2024)."""
    zone = office_settings(desk.session).zone
    return rule_book(desk.session).flag(_STORES_SECRETS, desk.now.astimezone(zone).date())


def attach(desk: Desk, asked: Attach) -> int:
    """Keep a file with a matter; refused for a secret one."""
    matter = matter_of(desk, asked.id)
    check_step(StepKind.NOTE, State(matter.state), matter.number)
    check_secret(matter.secrecy, content="", attachments=1, store_content=may_hold_secrets(desk))
    attach_files(desk, matter, [asked.path])
    return take(desk, matter, Taken(step=StepKind.NOTE, text=f"＋ {asked.path.name}"))


def detach(desk: Desk, asked: Detach) -> int:
    """A file does not belong to it; it stays readable in the history."""
    row = desk.session.get(MatterAttachment, asked.attachment_id)
    if row is None or not row.active:
        raise Refusal("matter.unknown", id=asked.attachment_id)
    reason = clean_text(asked.reason)
    if not reason:
        raise Refusal("matter.reason.empty", field="reason")
    row.active, row.reason = False, reason
    matter = matter_of(desk, row.matter_id)
    return take(desk, matter, Taken(step=StepKind.NOTE, text=f"－ {row.name}\n{reason}"))


def attach_files(desk: Desk, matter: Matter, paths: Sequence[Path]) -> None:
    """Keep files and name them; the caller writes the entry."""
    known = {row.hash for row in attachments_of(desk.session, matter.id) if row.active}
    for path in paths:
        size = _size(path)
        check_attachment(path, size)
        try:
            value = keep_attachment(desk, path)
        except Trouble as trouble:
            if trouble.code != "file.unreadable":
                raise
            raise Refusal("notice.attachment.gone", field="attachments", name=path.name) from trouble
        if value in known:
            raise Refusal("notice.attachment.twice", field="attachments", name=path.name)
        known.add(value)
        desk.session.add(
            MatterAttachment(matter_id=matter.id, hash=value, name=path.name, size=size, added_at=desk.now)
        )
        desk.session.flush()


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError as error:
        raise Refusal("notice.attachment.gone", field="attachments", name=path.name) from error
