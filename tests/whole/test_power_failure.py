"""The power fails: the program is killed outright, and what was typed and what was written are there again."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from dutyroom.data.queries.journal import last_entries
from dutyroom.data.queries.officers import officer_named
from dutyroom.data.startup import open_store
from tests.samples import PASSWORD, Room

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system cannot kill outright")
TYPED = "中原区来电：桐柏路供水管爆裂，正在"

# The real program on the real store; only the hands are a script.
TYPING = """
    import sys
    from pathlib import Path
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication
    import dutyroom.app as app

    application = QApplication([])
    program = app.Program(application, Path(sys.argv[1]), "en", checks=False)

    def typed():
        line = program.session.window.frame.capture_line
        line.fields.text.insertPlainText(sys.argv[3])
        line.fields.phone.setText("0371-1")
        program.session.window.capture.kept.connect(lambda: print("kept", flush=True))

    def covered():
        session = program.session
        if session is None:
            QTimer.singleShot(50, covered)
            return
        begin = typed if len(sys.argv) > 4 and sys.argv[3] else offered
        session.courier.author_changed.connect(lambda _: QTimer.singleShot(300, begin))
        session.sign_in(int(sys.argv[2]), sys.argv[4])

    def offered():
        fields = program.session.window.frame.capture_line.fields
        if not fields.text.toPlainText():
            QTimer.singleShot(100, offered)
            return
        print(fields.text.toPlainText() + "|" + fields.phone.text(), flush=True)
        application.quit()

    program.start()
    covered()
    application.exec()
    program.finish()
"""

WRITING = """
    import sys
    from pathlib import Path
    from dutyroom.actions.entries import write_entry
    from dutyroom.data.startup import open_store
    from dutyroom.rules.entry import Kind, WriteEntry

    store = open_store(Path(sys.argv[1]))
    number = 0
    while True:
        number += 1
        with store.desk() as desk:
            seq = write_entry(desk, WriteEntry(kind=Kind.NOTE, text=f"第{number}条", open=number % 3 == 0))
        print(seq, number, flush=True)
"""


def begin(script: str, *args: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(script), *map(str, args)],
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONIOENCODING": "utf-8"},
    )


def kill(running: subprocess.Popen[str]) -> str:
    """Kill it as a power cut would; what it had said by then."""
    with running:
        running.send_signal(signal.SIGKILL)
        assert running.stdout is not None
        return running.stdout.read()  # not communicate: it would lose what was read ahead and not asked for yet


def check(folder: Path) -> dict[str, object]:
    done = subprocess.run(
        [sys.executable, "-m", "dutyroom", "--data", str(folder), "check", "--json"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return dict(json.loads(done.stdout))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A duty room with a running shift, closed; its clock is the computer's."""
    room = Room(tmp_path / "room").open()
    room.start()
    room.store.close()
    return room.folder


def test_a_half_written_entry_is_offered_again_word_for_word(folder: Path) -> None:
    store = open_store(folder)
    with store.reading() as session:
        officer = officer_named(session, "李秀英")
    store.close()
    assert officer is not None
    running = begin(TYPING, folder, officer.id, TYPED, PASSWORD)
    assert running.stdout is not None
    assert running.stdout.readline() == "kept\n"
    kill(running)
    check(folder)
    again = begin(TYPING, folder, officer.id, "", PASSWORD)
    offered, _ = again.communicate(timeout=60)
    assert (offered, again.returncode) == (f"{TYPED}|0371-1\n", 0)
    check(folder)


def test_every_entry_that_was_acknowledged_is_there_and_the_chain_holds(folder: Path) -> None:
    running = begin(WRITING, folder)
    assert running.stdout is not None
    said = [running.stdout.readline() for _ in range(40)]
    said += kill(running).splitlines(keepends=True)
    told = [tuple(map(int, line.split())) for line in said if line.endswith("\n")]
    check(folder)
    store = open_store(folder)
    try:
        with store.reading() as session:
            texts = {entry.seq: entry.text for entry in last_entries(session, len(told) + 50)}
    finally:
        store.close()
    assert [texts.get(seq) for seq, _ in told] == [f"第{number}条" for _, number in told]
