"""The command line from an empty folder to a store restored elsewhere, each step a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dutyroom.__main__ import main

HEAD = "0" * 64


def dutyroom(folder: Path, *words: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "dutyroom", "--data", str(folder), "--lang", "en", *map(str, words)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        check=False,
        timeout=120,
    )


def answer(folder: Path, *words: object) -> Any:
    """What a command says as JSON: nothing else on standard output, nothing at all on standard error."""
    done = dutyroom(folder, *words, "--json")
    assert (done.returncode, done.stderr) == (0, ""), done
    return json.loads(done.stdout)


def refused(folder: Path, *words: object) -> tuple[int, int]:
    """The exit status of a process and how many lines stand on standard error."""
    done = dutyroom(folder, *words)
    assert "Traceback" not in done.stderr
    return done.returncode, len(done.stderr.strip().splitlines())


def test_from_an_empty_folder_to_a_store_restored_elsewhere(tmp_path: Path) -> None:
    folder, other = tmp_path / "store", tmp_path / "other"
    assert dutyroom(folder, "demo", "--entries", 120, "--seed", 5).returncode == 0
    report, backup = tmp_path / "handover.pdf", tmp_path / "day.backup"
    assert dutyroom(folder, "handover", "-o", report).returncode == 0
    assert report.read_bytes().startswith(b"%PDF")
    state = answer(folder, "check")
    assert (state["ok"], state["problems"]) == (True, [])
    assert state["entries"] >= 120
    assert answer(folder, "check", "--head", state["head"])["printed"]["after"] == 0
    assert dutyroom(folder, "backup", backup).returncode == 0
    assert dutyroom(other, "restore", backup).returncode == 0
    restored = answer(other, "check")
    assert (restored["ok"], restored["head"], restored["entries"]) == (True, state["head"], state["entries"])
    again = tmp_path / "again.pdf"
    assert dutyroom(other, "handover", "-o", again).returncode == 0
    assert again.read_bytes() == report.read_bytes(), "the restored store prints the same bytes"


@pytest.fixture
def typed(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, int]]:
    """Types a command in this process; the exit status and how many lines stand on standard error."""

    def call(folder: Path, *words: object) -> tuple[int, int]:
        status = main(["--data", str(folder), "--lang", "en", *map(str, words)])
        said = capsys.readouterr().err
        assert "Traceback" not in said
        return status, len(said.strip().splitlines())

    return call


def test_what_goes_wrong_is_one_line_and_a_status(typed: Callable[..., tuple[int, int]], tmp_path: Path) -> None:
    folder = tmp_path / "store"
    assert refused(folder, "check") == (3, 1), "there is no store"
    assert typed(folder, "demo", "--entries", 30, "--seed", 5)[0] == 0
    assert typed(folder, "check", "--head", HEAD)[0] == 3, "a head of somewhere else"
    assert typed(folder, "demo") == (2, 1), "the store is filled already"
    assert typed(folder, "handover", "--shift", "99999", "-o", tmp_path / "x.pdf") == (2, 1)
    damaged = tmp_path / "damaged"
    damaged.mkdir()
    (damaged / "dutyroom.db").write_bytes(b"SQLite format 3\x00" + b"\xff" * 8000)
    assert typed(damaged, "check")[0] == 3
    nonsense = tmp_path / "nonsense"
    nonsense.write_bytes(b"not a backup")
    assert typed(tmp_path / "third", "restore", nonsense)[0] in (2, 3)
