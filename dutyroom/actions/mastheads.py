"""The office's own templates of issued papers: changed, taken back, written to a file and read from one."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, get_args

from dutyroom.data.desk import Desk
from dutyroom.data.queries.office import office_settings
from dutyroom.data.queries.paper_templates import KeptTemplate, kept_templates
from dutyroom.data.reading import Session
from dutyroom.data.tables import Setting
from dutyroom.papers.briefing_facts import BRIEFING_KINDS, BriefingFacts, BriefingKind
from dutyroom.papers.masthead import shipped_mastheads
from dutyroom.papers.sample_briefings import sample_briefing
from dutyroom.rules.canon import canonical_json
from dutyroom.rules.office import OfficeSettings
from dutyroom.rules.officer import require
from dutyroom.rules.paper_template import (
    KEEPERS,
    KEYS,
    ChangeTemplate,
    FieldChange,
    ImportTemplates,
    PaperTemplate,
    checked_template,
    field_changes,
    read_templates,
    templates_written,
)
from dutyroom.rules.refusal import Refusal

FILE_MOST: Final = 200_000
"""Bytes of a file of templates: the six kinds take about 4 000."""


@dataclass(frozen=True, slots=True)
class TemplateRow:
    """The template in force of a kind; ``id`` and ``version`` are 0 where the office never changed it."""

    kind: BriefingKind
    template: PaperTemplate
    is_own: bool
    id: int = 0
    version: int = 0


def shipped_template(kind: str) -> PaperTemplate:
    """What an office starts with; without a distribution of its own."""
    return PaperTemplate(head=next(head for known, head in shipped_mastheads().items() if known == kind))


def template_rows(session: Session) -> tuple[TemplateRow, ...]:
    """The template of every kind, in the order of the kinds."""
    kept = kept_templates(session)
    return tuple(_row(kind, kept.get(kind)) for kind in get_args(BriefingKind))


def _row(kind: BriefingKind, kept: KeptTemplate | None) -> TemplateRow:
    if kept is None:
        return TemplateRow(kind, shipped_template(kind), is_own=False)
    return TemplateRow(kind, kept.template or shipped_template(kind), kept.template is not None, kept.id, kept.version)


def change_template(desk: Desk, change: ChangeTemplate) -> None:
    """Keep the office's own template of a kind, or take the shipped one back, in one entry; nothing where it stands so."""
    require(desk.author, *KEEPERS)
    changes = _keep(desk, change)
    if changes is None:
        return
    event = "paper.template_changed" if change.template is not None else "paper.template_restored"
    desk.journal(event, text=_name(change.kind), payload={"kind": change.kind, "changes": _plain(changes)})


def import_templates(desk: Desk, asked: ImportTemplates) -> int:
    """Keep the templates of a file, all in one entry or none; returns how many kinds changed."""
    require(desk.author, *KEEPERS)
    done: dict[str, list[list[str]]] = {}
    for change in asked.changes:
        try:
            changes = _keep(desk, change)
        except Refusal as refusal:
            raise _of_kind(change.kind, refusal) from refusal
        if changes is not None:
            done[change.kind] = _plain(changes)
    if done:
        desk.journal("paper.templates_imported", text=asked.file, payload={"file": asked.file, "kinds": done})
    return len(done)


def _keep(desk: Desk, change: ChangeTemplate) -> tuple[FieldChange, ...] | None:
    """What changed; None where the template stands so already."""
    row = next((row for row in template_rows(desk.session) if row.kind == change.kind), None)
    if row is None:
        raise Refusal("masthead.kind", field="kind", kind=change.kind, known=BRIEFING_KINDS)
    if row.version != change.version:
        raise Refusal("record.changed_meanwhile", field="zh")
    wanted = change.template and checked_template(row.kind, change.template, offices(office_settings(desk.session)))
    changes = tuple(field_changes(row.kind, row.template, wanted or shipped_template(row.kind)))
    if not changes and row.is_own == (wanted is not None):
        return None
    if not changes and not row.is_own:
        return None  # to write down what is shipped changes nothing
    value = canonical_json(wanted.plain() if wanted is not None else None)
    kept = next((each for each in desk.settings() if each.id == row.id), None)
    if kept is None:
        desk.session.add(Setting(key=KEYS + row.kind, value=value))
    else:
        kept.value = value
    return changes


def offices(office: OfficeSettings) -> dict[str, str]:
    """The office's names by the field that they may stand in."""
    return {"zh": office.name_zh, "en": office.name_en}


def read_template_file(path: Path) -> dict[str, PaperTemplate]:
    """The templates of a TOML file. Refused: ``template.*``, ``masthead.*``, naming kind and field."""
    try:
        content = path.read_bytes() if path.stat().st_size <= FILE_MOST else None
    except FileNotFoundError as error:
        raise Refusal("template.absent", path=path.name) from error
    except OSError as error:
        raise Refusal("template.unreadable", path=path.name, detail=error.strerror or str(error)) from error
    if content is None:
        raise Refusal("template.large", path=path.name, most=FILE_MOST // 1000)
    try:
        tables = tomllib.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise Refusal("template.utf8", path=path.name, line=content.count(b"\n", 0, error.start) + 1) from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise Refusal("template.toml", path=path.name, detail=str(error)) from error
    return read_templates(tables, BRIEFING_KINDS)


def proposed_changes(
    rows: tuple[TemplateRow, ...], read: Mapping[str, PaperTemplate], office: OfficeSettings
) -> tuple[FieldChange, ...]:
    """What a file would change. Refused as keeping it would be, naming kind and field."""
    found: list[FieldChange] = []
    for row in rows:
        if row.kind in read:
            try:
                then = checked_template(row.kind, read[row.kind], offices(office))
            except Refusal as refusal:
                raise _of_kind(row.kind, refusal) from refusal
            found += field_changes(row.kind, row.template, then)
    return tuple(found)


def as_import(file: str, rows: tuple[TemplateRow, ...], read: Mapping[str, PaperTemplate]) -> ImportTemplates:
    """The command that keeps what a file says over what was looked at."""
    versions: dict[str, int] = {row.kind: row.version for row in rows}
    return ImportTemplates(
        file=file,
        changes=tuple(
            ChangeTemplate(kind=kind, version=versions.get(kind, 0), template=template)
            for kind, template in read.items()
        ),
    )


def write_template_file(path: Path, rows: tuple[TemplateRow, ...]) -> None:
    """Write the templates in force to a TOML file, whole or not at all."""
    part = path.with_name(path.name + ".part")
    try:
        part.write_text(templates_written({row.kind: row.template for row in rows}), "utf-8", newline="\n")
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise Refusal("template.unwritten", path=path, detail=error.strerror or str(error)) from error


def proof_facts(kind: BriefingKind, template: PaperTemplate, office: OfficeSettings) -> BriefingFacts:
    """A sample of a kind with this template and this office's names, to be looked at."""
    facts = sample_briefing(kind)
    return replace(
        facts,
        office_zh=office.name_zh,
        office_en=office.name_en,
        head=template.head,
        to=template.to or (facts.to if template.to_empty == "last" else ()),
        copies=template.copies or (facts.copies if template.copies_empty == "last" else ()),
        contact=template.contact or facts.contact,
    )


def _of_kind(kind: str, refusal: Refusal) -> Refusal:
    facts = {**refusal.facts, "kind": kind}
    return Refusal(refusal.code, field=refusal.field, **facts)


def _name(kind: str) -> str:
    return shipped_template(kind).head.zh


def _plain(changes: tuple[FieldChange, ...]) -> list[list[str]]:
    return [[change.name, change.now, change.then] for change in changes]
