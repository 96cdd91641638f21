"""The bench on which a foreign file is opened: a checked copy of it, and the process that reads the copy."""

from __future__ import annotations

import re
import shutil
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject

from dutyroom.data.attachments import checked_copy
from dutyroom.data.queries.matters import AttachedRow
from dutyroom.readers.document import Reading
from dutyroom.readers.reading import Reader
from dutyroom.rules.notice import check_attached_content, check_attachment
from dutyroom.ui.courier import Courier

SECONDS: Final = 30
MEGABYTES: Final = 1024
_ENDING: Final = re.compile(r"\.[0-9A-Za-z]{1,10}")
_BAD_IN_NAMES: Final = re.compile(r'[\x00-\x1f<>:"/\\|?*]')


class _Bench:
    """Lives on the looking thread; only ``turn`` and ``stop`` are for others."""

    def __init__(self, attachments: Path) -> None:
        self.turn = 0
        self._attachments = attachments
        self._begun = 0
        self._is_stopped = False
        self._lock = threading.Lock()
        self._folder: Path | None = None
        self._outside: list[Path] = []
        self._file = Path()
        self._reader = Reader(seconds=SECONDS, megabytes=MEGABYTES, is_stopped=self._is_late)

    def opened(self, turn: int, row: AttachedRow) -> Reading | None:
        """What the file is; None where nobody waits for it any more. Raises ``Trouble`` for a damaged one."""
        with self._lock:
            if self._is_stopped or turn != self.turn:
                return None
            self._begun = turn
            self._clear()
            self._folder = Path(tempfile.mkdtemp(prefix="dutyroom-look-"))
            ending = Path(row.name).suffix
            self._file = self._folder / f"file{ending if _ENDING.fullmatch(ending) else ''}"
            checked_copy(self._attachments, row.hash, row.name, self._file)
            return self._reader.look(self._file)

    def page(self, turn: int, page: int, width: int) -> Reading | None:
        """One page of the file that lies there."""
        with self._lock:
            return self._reader.look_at_page(self._file, page, width) if self._lies_there(turn) else None

    def text(self, turn: int, page: int) -> Reading | None:
        """The text of one page."""
        with self._lock:
            return self._reader.page_text(self._file, page) if self._lies_there(turn) else None

    def saved(self, row: AttachedRow, goal: Path) -> Path:
        """A checked copy at ``goal``."""
        checked_copy(self._attachments, row.hash, row.name, goal)
        return goal

    def laid_out(self, row: AttachedRow) -> Path:
        """A checked copy for another program, under the file's own name; it goes when the desk is closed.

        Refused for what runs by itself, which an older version may have kept.
        """
        check_attachment(Path(row.name), row.size)
        with self._lock:
            folder = Path(tempfile.mkdtemp(prefix="dutyroom-out-"))
            self._outside.append(folder)
        goal = folder / (_BAD_IN_NAMES.sub("_", row.name).strip(" .")[-120:] or "file")
        checked_copy(self._attachments, row.hash, row.name, goal)
        with goal.open("rb") as stream:
            check_attached_content(row.name, stream.read(64))
        goal.chmod(0o400)
        return goal

    def clear(self) -> None:
        """Nothing is looked at any more: the process ends, the copy goes."""
        with self._lock:
            self._clear()
            self._reader.close()

    def stop(self) -> None:
        """The desk is closed."""
        self._is_stopped = True
        with self._lock:
            self._clear()
            self._reader.close()
            while self._outside:
                shutil.rmtree(self._outside.pop(), ignore_errors=True)

    def _lies_there(self, turn: int) -> bool:
        return not self._is_stopped and turn == self.turn == self._begun and self._folder is not None

    def _is_late(self) -> bool:
        return self._is_stopped or self._begun != self.turn

    def _clear(self) -> None:
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None


class FileLooking(QObject):
    """Opens one attached file after the other off the window's thread; an answer to an earlier one is dropped."""

    def __init__(self, courier: Courier, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._courier = courier
        self._bench = _Bench(courier.store.attachments)
        courier.draining.connect(self._bench.stop)
        self.destroyed.connect(self._bench.stop)

    def open(self, row: AttachedRow, then: Callable[[Reading], None], failed: Callable[[Exception], None]) -> None:
        """Check the file against its hash and look what it is."""
        self._bench.turn += 1
        self._ask(self._bench.opened, row, then=then, failed=failed)

    def page(self, page: int, width: int, then: Callable[[Reading], None]) -> None:
        """Draw a page of it, ``width`` device pixels wide."""
        self._ask(self._bench.page, page, width, then=then)

    def text(self, page: int, then: Callable[[Reading], None]) -> None:
        """Fetch the text of a page."""
        self._ask(self._bench.text, page, then=then)

    def save(
        self, row: AttachedRow, goal: Path, then: Callable[[Path], None], failed: Callable[[Exception], None]
    ) -> None:
        """Write a copy."""
        self._courier.look(self, self._bench.saved, row, goal, then=then, failed=failed)

    def lay_out(self, row: AttachedRow, then: Callable[[Path], None], failed: Callable[[Exception], None]) -> None:
        """Write a copy for another program."""
        self._courier.look(self, self._bench.laid_out, row, then=then, failed=failed)

    def clear(self) -> None:
        """Nothing is looked at any more."""
        self._bench.turn += 1
        self._courier.look(self, self._bench.clear, then=lambda _: None)

    def _ask(
        self,
        job: Callable[..., Reading | None],
        *args: object,
        then: Callable[[Reading], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        turn = self._bench.turn

        def came(reading: Reading | None) -> None:
            if reading is not None and turn == self._bench.turn:
                then(reading)

        def stopped(error: Exception) -> None:
            if turn == self._bench.turn and failed is not None:
                failed(error)

        self._courier.look(self, job, turn, *args, then=came, failed=stopped if failed is not None else None)
