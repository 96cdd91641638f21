"""The office's settings as the store keeps them."""

from __future__ import annotations

import json
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from dutyroom.data.tables import Setting, StoreNote
from dutyroom.rules.column_map import MAPS
from dutyroom.rules.office import OfficeSettings
from dutyroom.rules.paper_template import KEYS as TEMPLATES

StoreKind = Literal["live", "sample", "drill"]


def office_settings(session: Session) -> OfficeSettings:
    """The office's settings; what was never set takes its default."""
    others = (Setting.key.startswith(start, autoescape=True) for start in (MAPS, TEMPLATES))
    kept = select(Setting.key, Setting.value).where(*(~other for other in others))
    rows = session.execute(kept).all()
    return OfficeSettings.from_plain({row.key: json.loads(row.value) for row in rows})


def store_kind(session: Session) -> StoreKind:
    """What kind of store this is: live, sample or drill."""
    kind = session.scalar(select(StoreNote.value).where(StoreNote.key == "kind"))
    return "sample" if kind == "sample" else "drill" if kind == "drill" else "live"
