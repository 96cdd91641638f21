"""``dutyroom export mastheads`` and ``import mastheads``: the heads of issued papers as a file, from one office to another."""

from __future__ import annotations

from pathlib import Path
from typing import Final, NoReturn

from dutyroom.actions.errors import said
from dutyroom.actions.mastheads import (
    as_import,
    import_templates,
    proposed_changes,
    read_template_file,
    template_rows,
    write_template_file,
)
from dutyroom.cli.call import Call, Stop, opened, show, show_json, writer
from dutyroom.data.queries.office import office_settings
from dutyroom.rules.paper_template import FieldChange, where_in
from dutyroom.rules.refusal import Refusal

MASTHEADS: Final = "mastheads"
ENDING: Final = ".toml"


def export_mastheads(call: Call, target: Path) -> int:
    """Write the heads in force, shipped ones too."""
    if target.suffix.lower() != ENDING:
        raise Stop(call.say("{path}: the name must end in .toml.", path=target))
    with opened(call) as store, store.reading() as session:
        rows = template_rows(session)
    write_template_file(target, rows)
    show(call.say("Written: {path}", path=target))
    return 0


def import_mastheads(call: Call) -> int:
    """Keep the heads of a file, all or none, or say what would change."""
    asked, file = call.asked, call.asked.file.name
    try:
        read = read_template_file(asked.file)
        with opened(call) as store:
            author = writer(call, store)
            with store.reading() as session:
                rows, office = template_rows(session), office_settings(session)
            changes = proposed_changes(rows, read, office)
            if changes and not asked.dry_run:
                with store.desk(author) as desk:
                    import_templates(desk, as_import(file, rows, read))
    except Refusal as refusal:
        _refuse(call, file, refusal)
    _tell(call, changes)
    return 0


def _refuse(call: Call, file: str, refusal: Refusal) -> NoReturn:
    raise Stop(where_in(file, refusal) + said(refusal, call.wording, call.zone)) from refusal


def _tell(call: Call, changes: tuple[FieldChange, ...]) -> None:
    if call.wants_json:
        show_json([{"kind": each.kind, "field": each.name, "now": each.now, "then": each.then} for each in changes])
        return
    for each in changes:
        show(f"{each.kind}  {each.name}: {each.now or '—'} → {each.then or '—'}")
    if call.asked.dry_run or not changes:
        show(call.say("Nothing was changed."))
