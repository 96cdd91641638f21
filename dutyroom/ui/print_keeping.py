"""What this workstation remembers of printing: printer, copies and sides by kind of paper; papers that wait for a printer.

Both lie beside the store and belong to this workstation: another desk has other printers. A paper that waits is the PDF
as it was made, with what was asked for.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from pathlib import Path
from typing import Final, Literal
from uuid import uuid4

from PySide6.QtCore import QSettings

from dutyroom.data.folders import WAITING as WAITING
from dutyroom.data.trouble import Trouble
from dutyroom.ui.workstation import FILE

Sides = Literal["one", "long", "short"]
"""One side of a sheet, or both turned over the long or the short edge."""
SIDES: Final[tuple[Sides, ...]] = ("one", "long", "short")
COPIES_MOST: Final = 99


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintDefaults:
    """How a kind of paper is printed here; an empty printer is the usual one of this computer."""

    printer: str = ""
    copies: int = 1
    sides: Sides = "one"
    with_files: bool = False
    """With the files of its matter behind it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingPrint:
    """A paper that could not be printed. ``records`` name it in the journal; ``why`` is the sentence said then.

    ``with_files`` says that the files of its matter are in it and go out with it.
    """

    id: str
    title: str
    kind: str
    printer: str
    copies: int
    sides: Sides
    pages: str
    records: tuple[tuple[str, int], ...]
    why: str
    at: str
    with_files: bool = False

    @property
    def since(self) -> datetime:
        """When it was asked for."""
        return datetime.fromisoformat(self.at)


class PrintKeeping:
    """Reads and writes beside the store; what cannot be read there is not there."""

    def __init__(self, store: Path) -> None:
        self._settings = store / FILE
        self._folder = store / WAITING

    def defaults(self, kind: str) -> PrintDefaults:
        """How this kind is printed."""
        kept = QSettings(str(self._settings), QSettings.Format.IniFormat)
        try:
            copies = int(str(kept.value(_key(kind, "copies"), 1)))
        except ValueError:
            copies = 1
        wanted = kept.value(_key(kind, "sides"), "one")
        sides = next((each for each in SIDES if each == wanted), SIDES[0])
        printer = str(kept.value(_key(kind, "printer"), ""))
        with_files = str(kept.value(_key(kind, "with_files"), "")).lower() == "true"
        return PrintDefaults(
            printer=printer, copies=min(max(copies, 1), COPIES_MOST), sides=sides, with_files=with_files
        )

    def keep_defaults(self, kind: str, wanted: PrintDefaults) -> None:
        """From now on this kind is printed so."""
        kept = QSettings(str(self._settings), QSettings.Format.IniFormat)
        for name, value in asdict(wanted).items():
            kept.setValue(_key(kind, name), value)
        kept.sync()

    def wait(self, pdf: bytes, job: WaitingPrint) -> None:
        """Keep a paper until a printer takes it; one of the same id is replaced. Raises ``Trouble`` where it cannot be."""
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._pdf(job.id).write_bytes(pdf)
            self._about(job.id).write_text(json.dumps(asdict(job), ensure_ascii=False), encoding="utf-8")
        except OSError as error:
            raise Trouble("file.unwritable", path=self._folder, detail=str(error)) from error

    def waiting(self) -> list[WaitingPrint]:
        """The papers that wait, the oldest first."""
        return sorted(self._read(), key=lambda job: job.at)

    def pdf(self, number: str) -> bytes:
        """The bytes of one that waits; empty where they are gone."""
        try:
            return self._pdf(number).read_bytes()
        except OSError:
            return b""

    def done(self, number: str) -> None:
        """It was printed, or nobody wants it any more."""
        for path in (self._about(number), self._pdf(number)):
            with suppress(OSError):
                path.unlink(missing_ok=True)

    def _read(self) -> Iterator[WaitingPrint]:
        names = {field.name for field in fields(WaitingPrint)}
        for path in self._folder.glob("*.json") if self._folder.is_dir() else ():
            try:
                held = {name: value for name, value in json.loads(path.read_text("utf-8")).items() if name in names}
                records = tuple((str(kind), int(number)) for kind, number in held.pop("records"))
                job = WaitingPrint(**held, records=records)
                has_bytes = job.since is not None and self._pdf(job.id).is_file()
            except (OSError, ValueError, TypeError, KeyError, AttributeError):
                continue
            if has_bytes:
                yield job

    def _pdf(self, number: str) -> Path:
        return self._folder / f"{number}.pdf"

    def _about(self, number: str) -> Path:
        return self._folder / f"{number}.json"


def new_id() -> str:
    """A name for a paper that is to wait."""
    return uuid4().hex


def _key(kind: str, name: str) -> str:
    return f"printing/{kind or 'any'}/{name}"
