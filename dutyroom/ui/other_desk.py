"""Opening another duty room beside this one: a window in a process of its own."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QProcess


def open_desk(folder: Path, language: str) -> bool:
    """Open the store in ``folder``; whether its process could be started. It lives on when this one ends."""
    words = ["-m", "dutyroom", "--data", str(folder), "--lang", language]
    started: object = QProcess.startDetached(sys.executable, words)
    return bool(started[0] if isinstance(started, tuple) else started)
