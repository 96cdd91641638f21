"""A file that is to be the next version of a plan: read elsewhere, compared, shown, and kept when somebody says so."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from dutyroom.actions.errors import said, said_of_file
from dutyroom.actions.plan_versions import keep_version_in_slices
from dutyroom.data.queries.plans import PlanInFull, SectionRow
from dutyroom.data.trouble import Trouble
from dutyroom.readers.reading import Reader
from dutyroom.rules.law import dated
from dutyroom.rules.plan import RESULT_WORDS, KeepPlan
from dutyroom.rules.plan_version import KeepVersion, KeptVersion
from dutyroom.rules.refusal import Refusal
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.plans.compared import Compared, compared


@dataclass(frozen=True, slots=True)
class VersionFound:
    """What a file holds: a text with what it would change, or why there is none."""

    plan: int
    seen: int
    result: str
    detail: str = ""
    facts: tuple[tuple[str, object], ...] = ()
    keep: KeepPlan | None = None
    compared: Compared | None = None


class VersionImport(QObject):
    """One file at a time. ``found`` carries a :class:`VersionFound`, ``kept`` a :class:`KeptVersion`."""

    begun = Signal()
    found = Signal(object)
    kept = Signal(object)
    refused = Signal(str)

    def __init__(self, tools: Tools, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._is_busy = False

    @property
    def is_busy(self) -> bool:
        """Whether a file is being read or kept."""
        return self._is_busy

    def read(self, path: Path, current: PlanInFull) -> None:
        """Read a file in a process of its own and compare it with the version in force."""
        if self._is_busy:
            return
        self._is_busy = True
        self.begun.emit()
        self._tools.courier.work_long(self, read_version, path, current, then=self._came, failed=self._failed)

    def keep(self, found: VersionFound, note: str) -> None:
        """Keep what was read as the next version, with what changed and why."""
        if self._is_busy or found.keep is None:
            return
        self._is_busy = True
        courier = self._tools.courier
        asked = KeepVersion(plan_id=found.plan, keep=found.keep, note=note, seen=found.seen)
        do = partial(courier.keep, author=courier.author)
        courier.work_long(self, _kept, do, courier.store.folder, asked, then=self._done, failed=self._failed)

    def why_not(self, found: VersionFound) -> str:
        """Why a file is no version, in words."""
        wording = self._tools.wording()
        detail = said_of_file(found.detail, dict(found.facts), wording, self._tools.zone)
        return "  ".join(filter(None, (wording.say(RESULT_WORDS.get(found.result, found.result)), detail)))

    def _came(self, found: VersionFound) -> None:
        self._is_busy = False
        self.found.emit(found)

    def _done(self, kept: KeptVersion) -> None:
        self._is_busy = False
        self.kept.emit(kept)

    def _failed(self, error: Exception) -> None:
        self._is_busy = False
        if isinstance(error, Refusal | Trouble):
            self.refused.emit(said(error, self._tools.wording(), self._tools.zone))
        else:
            self._tools.courier.failed.emit(error)


def read_version(path: Path, current: PlanInFull) -> VersionFound:
    """Read a file and compare it with the version in force; runs off the window's thread."""
    row = current.plan
    with Reader() as reader:
        reading = reader.read_plan(path)
    if reading.result != "ok" or reading.plan is None:
        facts = tuple(dict(reading.facts).items())
        return VersionFound(row.id, row.version, reading.result, reading.detail, facts)
    plan = reading.plan
    keep = KeepPlan(
        title=plan.title,
        kind=row.kind,
        issuer=plan.issuer or "",
        number=plan.number or "",
        issued_on=plan.issued_on,
        text_missing=plan.text_missing,
        sections=tuple((s.level, s.number, s.title, s.body) for s in plan.sections),
        file_name=path.name,
        path=str(path),
    )
    keep = dated(keep)
    sections = tuple(
        SectionRow(id=0, position=place, level=level, number=number, title=title, body=body)
        for place, (level, number, title, body) in enumerate(keep.sections)
    )
    new = replace(row, title=keep.title, number=keep.number, issued_on=keep.issued_on, text_id=0, text_number=0)
    both = compared((current, PlanInFull(new, sections)))
    return VersionFound(row.id, row.version, "ok", keep=keep, compared=both)


def _kept(do: Any, folder: Path, asked: KeepVersion) -> KeptVersion:
    return keep_version_in_slices(do, folder, asked)
