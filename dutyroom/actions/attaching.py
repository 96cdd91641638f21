"""Files that belong to a matter: kept by content before the row that names them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, Final

from dutyroom.actions.steps import Taken, kept, matter_of, take
from dutyroom.data.attachments import ATTACHMENTS, FileCopy, copy_file, keep_copy
from dutyroom.data.desk import Desk
from dutyroom.data.queries.matters import attachments_of
from dutyroom.data.queries.office import office_settings
from dutyroom.data.queries.rules import rule_book
from dutyroom.data.tables import Matter, MatterAttachment
from dutyroom.data.trouble import Trouble
from dutyroom.rules.entry import Kind, clean_text
from dutyroom.rules.matter import State, StepKind, check_secret, check_step
from dutyroom.rules.matter_steps import Attach, Detach, FileOut, file_out_line
from dutyroom.rules.notice import ATTACHMENT_MOST, check_attached_content, check_attachment
from dutyroom.rules.preparation import STAGES_ZH
from dutyroom.rules.refusal import Refusal

_STORES_SECRETS: Final = "secrecy.store_content"
"""The rule that says whether this computer may hold classified content; by default it must not."""


def may_hold_secrets(desk: Desk) -> bool:
    """Whether the office allows the content of secret papers on this computer (《保守国家秘密法》2024)."""
    zone = office_settings(desk.session).zone
    return rule_book(desk.session).flag(_STORES_SECRETS, desk.now.astimezone(zone).date())


def with_copies(
    do: Callable[..., Any], folder: Path, paths: Sequence[Path], check: Callable[..., Any], action: Callable[..., Any]
) -> Any:
    """Run ``action(desk, copies)`` over copies made before, so that nobody waits for the store while files are copied.

    ``do(action, …)`` runs an action as one transaction. ``check(desk)`` is asked first: of a paper that may not be here
    nothing is copied either.
    """
    do(check)
    copies = ready_files(folder, paths)
    try:
        return do(action, copies)
    finally:
        for copy in copies:
            copy.drop()


def attach_from(do: Callable[..., Any], folder: Path, asked: Attach) -> int:
    """Keep a file with a matter, copied before the transaction."""

    def keep(desk: Desk, copies: Sequence[FileCopy]) -> int:
        return attach(desk, asked, copies)

    return int(with_copies(do, folder, [asked.path], partial(_may_attach, asked=asked), keep))


def attach(desk: Desk, asked: Attach, copies: Sequence[FileCopy] | None = None) -> int:
    """Keep a file with a matter; refused for a secret one."""
    matter = _may_attach(desk, asked)
    attach_files(desk, matter, [asked.path], copies, part=asked.part)
    where = f"（{STAGES_ZH.get(asked.part, asked.part)}）" if asked.part else ""
    return take(desk, matter, Taken(step=StepKind.NOTE, text=f"＋ {asked.path.name}{where}"))


def _may_attach(desk: Desk, asked: Attach) -> Matter:
    matter = matter_of(desk, asked.id)
    check_step(StepKind.NOTE, State(matter.state), matter.number)
    check_secret(matter.secrecy, content="", attachments=1, store_content=may_hold_secrets(desk))
    return matter


def detach(desk: Desk, asked: Detach) -> int:
    """A file does not belong to it; it stays readable in the history."""
    row = desk.session.get(MatterAttachment, asked.attachment_id)
    if row is None or not row.active:
        raise Refusal("matter.unknown", id=asked.attachment_id)
    reason = clean_text(asked.reason)
    if not reason:
        raise Refusal("matter.reason.empty", field="reason")
    matter = matter_of(desk, row.matter_id)
    row.active, row.reason = False, kept(desk, matter, reason)
    return take(desk, matter, Taken(step=StepKind.NOTE, text=f"－ {row.name}\n{reason}"))


def ready_files(folder: Path, paths: Sequence[Path]) -> list[FileCopy]:
    """Copy the files beside the attachments of the store in ``folder``, all or none; to be dropped afterwards."""
    copies: list[FileCopy] = []
    try:
        for path in paths:
            copies.append(_copied(folder / ATTACHMENTS, path))  # noqa: PERF401  # those before a failure must be dropped
    except BaseException:
        for copy in copies:
            copy.drop()
        raise
    return copies


def attach_files(
    desk: Desk, matter: Matter, paths: Sequence[Path], copies: Sequence[FileCopy] | None = None, *, part: str = ""
) -> None:
    """Keep files and name them, all or none; the caller writes the entry. ``copies`` are those made before."""
    known = {row.hash: row.name for row in attachments_of(desk.session, matter.id) if row.active}
    made = ready_files(desk.folder, paths) if copies is None else copies
    try:
        for copy in made:
            _refuse_twice(copy, known)
        for copy in made:
            name = kept(desk, matter, copy.name)
            value = keep_copy(desk, replace(copy, name=name))
            row = MatterAttachment(
                matter_id=matter.id, hash=value, name=name, size=copy.size, added_at=desk.now, part=part or None
            )
            desk.session.add(row)
            desk.session.flush()
    finally:
        for copy in made if copies is None else ():
            copy.drop()


def note_file_out(desk: Desk, asked: FileOut) -> int:
    """Journal that a copy of an attached file left the program; returns the entry's number."""
    row = desk.session.get(MatterAttachment, asked.attachment_id)
    if row is None:
        raise Refusal("matter.unknown", id=asked.attachment_id)
    matter = matter_of(desk, row.matter_id)
    return desk.journal(
        "matter.file_out",
        text=file_out_line(matter.number, row.name, asked.way),
        kind=Kind.SYSTEM,
        record=("matter", matter.id),
        payload={"attachment": row.id, "way": asked.way.value, "hash": row.hash.hex()},
    )


def _copied(folder: Path, path: Path) -> FileCopy:
    """A copy of the file beside the attachments; refused where it is none that may be kept, or vanishes under way."""
    try:
        size = path.stat().st_size
        if not path.is_file():
            raise Refusal("notice.attachment.folder", field="attachments", name=path.name)
        check_attachment(path, size)
        copy = copy_file(folder, path, most=ATTACHMENT_MOST * 1_000_000)
    except OSError as error:
        raise Refusal("notice.attachment.gone", field="attachments", name=path.name) from error
    except Trouble as trouble:
        if trouble.code != "file.unreadable":
            raise
        raise Refusal("notice.attachment.gone", field="attachments", name=path.name) from trouble
    try:
        check_attachment(path, copy.size)
        check_attached_content(path.name, copy.head())
    except Refusal:
        copy.drop()
        raise
    return copy


def _refuse_twice(copy: FileCopy, known: dict[bytes, str]) -> None:
    former = known.setdefault(copy.hash, "")
    if former == copy.name:
        raise Refusal("notice.attachment.twice", field="attachments", name=copy.name)
    if former:
        raise Refusal("notice.attachment.same", field="attachments", name=copy.name, other=former)
    known[copy.hash] = copy.name
