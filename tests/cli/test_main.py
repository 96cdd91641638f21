"""What every command keeps to: the language, one line of complaint, the exit status."""

from __future__ import annotations

import json

import pytest

from dutyroom.__main__ import main
from dutyroom.cli.arguments import first_look


def test_without_a_store_it_says_so(typed):
    ran = typed("plans", "list")
    assert ran.returncode == 3
    assert ran.stderr.startswith("dutyroom: There is no store in ")
    assert len(ran.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    "words",
    [
        ["frobnicate"],
        ["search"],
        ["search", "雨", "--limit", "0"],
        ["search", "雨", "--in", "supplies"],
        ["plans"],
        ["plans", "show", "x"],
        ["check", "--head", "not-a-head"],
        ["handover"],
        ["handover", "-o", "x.pdf", "--shift", "first"],
        ["brief", "ics-209", "-o", "x.pdf"],
        ["brief", "plan", "-o", "x.pdf"],
        ["brief"],
        ["export", "journal", "-o", "x.txt"],
        ["gallery", "x", "--size", "big"],
        ["--lang", "fr", "check"],
    ],
)
def test_bad_input_is_one_line_and_status_2(typed, sample, words):
    ran = typed(*words)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr.startswith("dutyroom: ")
    assert len(ran.stderr.splitlines()) == 1
    assert "Traceback" not in ran.stderr


def test_the_office_speaks_its_own_language_wherever_it_is_asked(typed, sample):
    chinese = typed("plans", "show", 999, language=None)
    english = typed("plans", "show", 999, "--lang", "en", language=None)
    assert chinese.stderr != english.stderr
    assert english.stderr == "dutyroom: There is no plan 999.\n"
    assert "999" in chinese.stderr


def test_help_names_every_command(typed):
    ran = typed("--help")
    assert ran.returncode == 0
    for command in ("demo", "handover", "brief", "plans", "search", "check", "backup", "restore", "export", "gallery"):
        assert f"\n    {command} " in ran.stdout


def test_something_unforeseen_is_logged_and_named(dutyroom, sample):
    attachments = sample / "attachments"
    attachments.rmdir()
    (sample / "dutyroom.db").rename(sample / "aside")
    (sample / "dutyroom.db").mkdir()  # a folder where the file should be is nobody's plan
    ran = dutyroom("search", "雨", "--json")
    assert ran.returncode in {1, 3}
    assert ran.stdout == ""
    assert len(ran.stderr.splitlines()) == 1
    if ran.returncode == 1:
        assert "Traceback" not in ran.stderr
        assert (sample / "logs" / "dutyroom.log").read_text("utf-8")


def test_a_damaged_file_is_status_3(typed, sample):
    (sample / "dutyroom.db").write_bytes(b"not a database at all, but long enough to be read" * 50)
    assert typed("plans", "list").returncode == 3
    ran = typed("check", "--json")
    answer = json.loads(ran.stdout)
    assert (ran.returncode, answer["ok"], answer["head"]) == (3, False, None)


def test_first_look_finds_folder_and_language_wherever_they_stand():
    assert first_look(["check", "--lang=en", "--data", "x"])[1] == "en"
    folder, language = first_look(["search", "--", "--data", "y"])
    assert (folder, language) == (None, None)


def test_a_store_where_no_folder_can_be_is_out_of_reach(capsys, tmp_path):
    (tmp_path / "file").write_text("x")
    for words in (["demo"], ["plans", "import", str(tmp_path)], ["restore", str(tmp_path / "file")]):
        status = main(["--data", str(tmp_path / "file" / "x"), "--lang", "en", *words])
        out, err = capsys.readouterr()
        assert (status, out) == (3, "")
        assert err.startswith(f"dutyroom: {tmp_path / 'file' / 'x'} cannot be made a folder for the store")
        assert len(err.splitlines()) == 1
