"""``dutyroom backup``, ``restore`` and ``export``."""

from __future__ import annotations

import csv
import itertools
import json
import os
import stat

import pytest


def _head(typed):
    return json.loads(typed("check", "--json").stdout)["head"]


def test_what_was_backed_up_comes_back(typed, sample, tmp_path):
    head = _head(typed)
    backup = tmp_path / "room.backup"
    assert typed("backup", backup).returncode == 0
    assert typed("backup", backup).returncode == 2  # never over a backup
    (sample / "dutyroom.db").write_bytes(b"gone")
    assert typed("restore", backup).returncode == 0
    assert _head(typed) == head


def test_a_torn_backup_leaves_the_store_alone(typed, sample, tmp_path):
    head = _head(typed)
    backup = tmp_path / "room.backup"
    typed("backup", backup)
    torn = tmp_path / "torn"
    torn.write_bytes(backup.read_bytes()[:-2000])
    assert typed("restore", torn).returncode == 2
    assert typed("restore", tmp_path / "nowhere").returncode == 2
    assert _head(typed) == head


def test_restoring_over_accounts_needs_an_administrator(typed, live, tmp_path):
    backup = tmp_path / "room.backup"
    typed("backup", backup)
    assert typed("restore", backup).returncode == 4
    assert typed("restore", backup, "--as", "李二", password="secret2").returncode == 4
    assert typed("restore", backup, "--as", "王一", password="secret1").returncode == 0


def test_the_journal_leaves_as_csv_and_json(typed, sample, tmp_path):
    table, plain = tmp_path / "j.csv", tmp_path / "j.json"
    assert typed("export", "journal", "-o", table).returncode == 0
    assert typed("export", "journal", "-o", plain).returncode == 0
    assert table.read_bytes().startswith(b"\xef\xbb\xbf")
    with table.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    records = json.loads(plain.read_text("utf-8"))
    assert len(rows) == len(records) == 150
    assert {"text", "hash", "previous_hash"} <= set(rows[0])
    assert [row["text"] for row in rows] == [record["text"] for record in records]
    assert all(b["previous_hash"] == a["hash"] for a, b in itertools.pairwise(records))
    assert records[-1]["hash"] == _head(typed)


def test_a_place_that_cannot_be_written_is_named_in_both_languages(typed, sample, tmp_path):
    (tmp_path / "usb").write_text("a file in place of the drive")
    for language, says in (("en", "is a file and cannot be a folder"), ("zh_CN", "备份未完成")):
        ran = typed("--lang", language, "backup", tmp_path / "usb" / "room.backup")
        assert ran.returncode == 2
        assert says in ran.stderr
        assert str(tmp_path / "usb") in ran.stderr
        assert len(ran.stderr.splitlines()) == 1
    ran = typed("backup", tmp_path / "gone" / "drive" / "room.backup")
    assert ran.returncode == 2
    assert "is not there" in ran.stderr
    assert not (tmp_path / "gone").exists()


def test_a_sample_never_comes_over_a_live_store_and_the_other_way_is_said(typed, live, sample_once, tmp_path):
    invented, real = tmp_path / "sample.backup", tmp_path / "live.backup"
    typed("backup", real)
    typed("--data", sample_once, "backup", invented)
    before = _head(typed)
    ran = typed("restore", invented, "--as", "王一", password="secret1")
    assert ran.returncode == 2
    assert "sample or drill data" in ran.stderr
    assert _head(typed) == before
    apart = ("--data", tmp_path / "apart")
    assert typed(*apart, "restore", invented).stderr == ""  # nothing is there that could be lost
    ran = typed(*apart, "restore", real)
    assert ran.returncode == 0
    assert "counts from now on" in ran.stderr


@pytest.mark.parametrize(
    "words",
    [
        ("export", "journal", "-o", "t.csv"),
        ("export", "journal", "-o", "t.xlsx"),
        ("handover", "-o", "t.pdf"),
        ("brief", "handling-slip", "--sample", "-o", "t.pdf"),
        ("backup", "t.backup"),
    ],
)
def test_a_pipe_a_folder_or_a_device_is_never_replaced(typed, sample, tmp_path, words):
    target = tmp_path / words[-1]
    os.mkfifo(target)
    ran = typed(*words[:-1], target)
    assert ran.returncode == 2
    assert len(ran.stderr.splitlines()) == 1
    assert stat.S_ISFIFO(target.stat().st_mode)
