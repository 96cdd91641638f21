"""Start to the first paint of the Desk against an empty PySide6 window that also imports SQLAlchemy."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.measure import Ratio, ms

ROUNDS = 7

_FLOOR = """
import os, sys, time
import sqlalchemy.orm
from PySide6.QtWidgets import QApplication, QMainWindow
class Window(QMainWindow):
    def paintEvent(self, event):
        print(time.time() - float(sys.argv[1]), flush=True)
        os._exit(0)
app = QApplication([])
window = Window()
window.resize(1280, 800)
window.show()
app.exec()
"""

# The same way in as `python -m dutyroom`, whose clock is read when the program says that the Desk was painted.
_OURS = """
import os, sys, time
import dutyroom.__main__ as main
start = main.sys.argv.pop(1)
def watch():
    import dutyroom.app as app
    begin = app.Program.start
    def started(self):
        def painted():
            print(time.time() - float(start), flush=True)
            os._exit(0)
        self.desk_painted.connect(painted)
        begin(self)
    app.Program.start = started
import gc
gc.disable()
from dutyroom.ui.qt import load_qt
load_qt()
watch()
sys.exit(main.main(["--data", sys.argv[1]]))
"""


def startup_ratio(store: Path, entries: int) -> Ratio:
    """A sample store signs its officer in by itself, so nothing is typed between the two points."""
    ours, floor = [], []
    for turn in range(ROUNDS + 1):
        pair = _run(_OURS, str(store)), _run(_FLOOR)
        if turn:  # the first fills the disk's cache
            ours.append(pair[0])
            floor.append(pair[1])
    one, other = statistics.median(ours), statistics.median(floor)
    return Ratio(
        "start-up to the first paint of the Desk",
        one / other,
        1.5,
        "an empty PySide6 window that also imports SQLAlchemy",
        f"{entries:,} entries, offscreen, {ms(one)} / {ms(other)}",
    )


def _run(script: str, *args: str) -> float:
    # As on an officer's computer: compiled modules are kept, and no screen is needed.
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    env["QT_QPA_PLATFORM"] = "offscreen"
    done = subprocess.run(  # our own script
        [sys.executable, "-c", script, repr(time.time()), *args],
        env=env,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    if not done.stdout.strip():
        raise RuntimeError(f"the window did not paint: {done.stderr[-2000:]}")
    return float(done.stdout.split()[0])
