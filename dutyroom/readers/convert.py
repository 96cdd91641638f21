"""Convert: old office files to docx with LibreOffice, where it is installed."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Final

import psutil

from dutyroom.readers.document import Document, ReadFailure
from dutyroom.readers.limits import without_memory_limit

_SECONDS: Final = 45
_CONVERTIBLE: Final = frozenset(("doc", "wps", "rtf"))


def converted(path: Path, kind: str, read: Callable[[Path], Document]) -> Document:
    """The old file as ``read`` reads its docx; refused with the way out where no converter is there.

    The copy handed over carries the suffix of what the file is, whatever it was
    called, and LibreOffice works in a profile and folder that are thrown away.
    """
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None or kind not in _CONVERTIBLE:
        raise ReadFailure("unsupported", "file.convert", kind=kind)
    with tempfile.TemporaryDirectory(prefix="dutyroom-") as folder:
        source = Path(folder) / f"source.{kind}"
        shutil.copyfile(path, source)
        made = Path(folder) / "made" / "source.docx"
        _run(
            [
                program,
                "--headless",
                "--norestore",
                "--nolockcheck",
                f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}",
                "--convert-to",
                "docx",
                "--outdir",
                str(made.parent),
                str(source),
            ]
        )
        if not made.is_file() or not made.stat().st_size:
            raise ReadFailure("damaged", "file.damaged", kind=kind)
        return read(made)


def _run(command: list[str]) -> None:
    """Run the converter; end it with all its processes when it takes too long."""
    with without_memory_limit():
        process = subprocess.Popen(  # noqa: S603 - the converter found on the path, no shell
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
    try:
        process.wait(_SECONDS)
    except subprocess.TimeoutExpired as late:
        for started in (*psutil.Process(process.pid).children(recursive=True), process):
            started.kill()
        process.wait()
        raise ReadFailure("too-large", "file.time", seconds=_SECONDS) from late
