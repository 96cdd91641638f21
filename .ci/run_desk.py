"""Open DutyRoom; with no screen, show it: a sample duty room, its handover report, a picture of each page.

``make run`` calls it after the set-up, in the Python of ``.venv``. Arguments go to the program.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import system

DUTYROOM = [sys.executable, "-P", "-m", "dutyroom"]
DOTS_PER_INCH = 110


def main() -> int:
    """Open the window or show the sample; the exit status of the program."""
    if system.has_screen() or len(sys.argv) > 1:
        return subprocess.call([*DUTYROOM, *sys.argv[1:]])
    print("run: no screen here (DISPLAY and WAYLAND_DISPLAY are empty), so this shows a sample duty room.")
    return _show(Path(tempfile.mkdtemp(prefix="dutyroom-sample-")))


def _show(folder: Path) -> int:
    """Fill a sample store, print its handover report and every page; the status of what failed."""
    report, pages = folder / "handover.pdf", folder / "pages"
    pages.mkdir()
    program = [*DUTYROOM, "--data", str(folder / "store")]
    offscreen = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    for step in (
        ["demo", "--entries", "300", "--seed", "7"],
        ["handover", "--shift", "last", "-o", str(report)],
        ["gallery", str(pages)],
    ):
        print(f"run: dutyroom {' '.join(step)}", flush=True)
        status = subprocess.call([*program, *step], env=offscreen, stdin=subprocess.DEVNULL)
        if status:
            return status
    print(f"run: the sample store is in {folder / 'store'}")
    print(f"run: the handover report  {report}")
    for picture in (*_picture(report), *sorted(pages.glob("*.png"))):
        print(f"run:                      {picture}")
    print(f"run: look around further: .venv/bin/dutyroom --data {folder / 'store'} --help")
    return 0


def _picture(paper: Path) -> list[Path]:
    """A PNG of each page of a PDF, beside it."""
    import pypdfium2  # slow import  # noqa: PLC0415

    pictures = []
    with pypdfium2.PdfDocument(paper) as document:
        for number, page in enumerate(document, start=1):
            picture = paper.with_name(f"{paper.stem}-{number}.png")
            page.render(scale=DOTS_PER_INCH / 72).to_pil().save(picture)
            pictures.append(picture)
    return pictures


if __name__ == "__main__":
    sys.exit(main())
