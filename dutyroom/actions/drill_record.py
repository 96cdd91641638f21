"""The record of a drill that was played in: made of the exercise store, written to a file, taken over from either."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from dutyroom.actions.drill import KIND, drill_marks
from dutyroom.data.clock import Clock
from dutyroom.data.folders import refuse_special
from dutyroom.data.peek import glance
from dutyroom.data.queries.drills import drill_in_full, writers_of_drill
from dutyroom.data.reading import Session
from dutyroom.data.store import Store
from dutyroom.data.trouble import Trouble
from dutyroom.rules.drill_record import MOST_BYTES, DrillRecord, Played, plain_record, record_from_plain, record_text
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.wording import Wording


def drill_record(session: Session, now: datetime) -> DrillRecord:
    """How the drill of this exercise store went, or is going. Raises ``Refusal`` where there is none that has begun."""
    row = drill_in_full(session)
    if row is None:
        raise Refusal("drill.none")
    if row.started_at is None:
        raise Refusal("drill.not_started")
    return DrillRecord(
        title=row.title,
        origin=row.origin,
        speed=row.speed,
        started_at=row.started_at,
        ended_at=row.ended_at,
        people=writers_of_drill(session, row.started_at, row.ended_at),
        played=tuple(
            Played(at=each.played_at, source=" ".join(filter(None, (each.source, each.person))), text=each.text)
            for each in row.injects
            if each.played_at is not None
        ),
        marks=tuple(drill_marks(session, now)),
    )


def save_drill_record(path: Path, record: DrillRecord, wording: Wording, zone: ZoneInfo) -> Path:
    """Write the record to ``path`` as JSON and beside it as text; returns the file of text. Raises ``Trouble``."""
    told = path.with_suffix(".txt")
    _write(path, json.dumps(plain_record(record), ensure_ascii=False, indent=1) + "\n")
    _write(told, record_text(record, wording, zone) + "\n")
    return told


def read_drill_record(path: Path, clock: Clock) -> DrillRecord:
    """The record that a file holds, or that the exercise store in a folder gives; nothing is written there.

    Raises ``Refusal`` where it is neither, ``Trouble`` where it cannot be read.
    """
    try:
        if path.is_dir():
            return _of_folder(path, clock)
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise Trouble("file.unreadable", path=path, detail=error.strerror or str(error)) from error
    if len(content) > MOST_BYTES:
        raise Refusal("drill.record.large", field="source", path=path.name)
    try:
        raw = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise Refusal("drill.record.form", field="source", path=path.name) from error
    return record_from_plain(raw, path.name)


def _of_folder(folder: Path, clock: Clock) -> DrillRecord:
    """Only an exercise store of this version is opened, so that none is changed by looking at it."""
    found = glance(folder)
    if found is None or found.kind != KIND:
        raise Refusal("drill.record.not_drill", field="source", path=folder.name)
    store = Store(folder, clock)
    try:
        with store.reading() as session:
            return drill_record(session, clock())
    except Refusal as refusal:
        raise Refusal("drill.record.not_begun", field="source", path=folder.name) from refusal
    finally:
        store.close()


def _write(path: Path, text: str) -> None:
    refuse_special(path)
    part = path.with_name(path.name + ".part")
    try:
        try:
            part.write_text(text, encoding="utf-8")
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise Trouble("file.unwritable", path=path, detail=error.strerror or str(error)) from error
