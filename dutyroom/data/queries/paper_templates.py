"""The office's own templates of issued papers, as the store keeps them."""

from __future__ import annotations

import json
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from dutyroom.data.tables import Setting
from dutyroom.rules.paper_template import KEYS, PaperTemplate, read_templates


@dataclass(frozen=True, slots=True)
class KeptTemplate:
    """What is kept of a kind: None where the shipped one was taken back; its row and version tell of changes."""

    id: int
    version: int
    template: PaperTemplate | None


def kept_templates(session: Session) -> dict[str, KeptTemplate]:
    """The office's own templates by kind."""
    asked = select(Setting.id, Setting.key, Setting.value, Setting.version)
    rows = session.execute(asked.where(Setting.key.startswith(KEYS, autoescape=True)).order_by(Setting.key))
    return {row.key.removeprefix(KEYS): _kept(row.key, row.value, row.id, row.version) for row in rows}


def own_template(session: Session, kind: str) -> PaperTemplate | None:
    """The office's own template of a kind; None where the shipped one stands."""
    value = session.scalar(select(Setting.value).where(Setting.key == KEYS + kind))
    return None if value is None else _template(kind, value)


def _kept(key: str, value: str, number: int, version: int) -> KeptTemplate:
    return KeptTemplate(number, version, _template(key.removeprefix(KEYS), value))


def _template(kind: str, value: str) -> PaperTemplate | None:
    plain = json.loads(value)
    return read_templates({kind: plain}, (kind,))[kind] if plain is not None else None
