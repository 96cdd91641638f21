"""``dutyroom plans export`` and the papers of plans on the command line."""

import json

import pytest

from tests.papers.reading_pdf import outline, page_texts, squeezed


def test_the_whole_library_goes_into_one_file(dutyroom, typed, sample, tmp_path):
    target = tmp_path / "library.pdf"
    ran = dutyroom("plans", "export", "--all", "-o", target, "--json")
    assert ran.returncode == 0, ran.stderr
    [told] = json.loads(ran.stdout)
    assert told["file"] == str(target)
    assert told["plans"] == len([1 for level, _ in outline(target.read_bytes()) if level == 1])
    assert all("SAMPLE" in text for text in page_texts(target.read_bytes()))
    assert "应急预案汇编（9件）→" in typed("search", "library.pdf", "--in", "journal").stdout


def test_a_folder_gets_a_file_for_each_plan(typed, sample, tmp_path):
    ran = typed("plans", "export", "--all", "--format", "html", "-o", tmp_path / "out", "--json")
    told = json.loads(ran.stdout)
    assert {one["plan"] for one in told} <= {row["id"] for row in json.loads(typed("plans", "list", "--json").stdout)}
    assert len(list((tmp_path / "out").glob("*.html"))) == len(told) + 1


@pytest.mark.parametrize(("name", "start"), [("x.docx", b"PK"), ("x.html", b"<!DOCTYPE"), ("x.pdf", b"%PDF")])
def test_the_name_of_the_file_says_the_format(typed, sample, tmp_path, name, start):
    assert typed("plans", "export", "1", "-o", tmp_path / name).returncode == 0
    assert (tmp_path / name).read_bytes().startswith(start)


def test_chosen_plans_go_into_one_pocket_book(typed, sample, tmp_path):
    ran = typed("plans", "export", "2", "1", "--format", "pocket", "-o", tmp_path / "two.pdf")
    assert ran.stdout.startswith("2 plans on ")
    assert len([1 for level, _ in outline((tmp_path / "two.pdf").read_bytes()) if level == 1]) == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("1",), "-o FOLDER|FILE is missing."),
        (("-o", "x"), "Name plans by their numbers, or say --all."),
        (("1", "--all", "-o", "x"), "Name plans by their numbers, or say --all."),
        (("1", "--kind", "law", "-o", "x"), "--kind goes with --all."),
        (("99999", "-o", "x.pdf"), "There is no plan 99999."),
        (("1", "2", "-o", "x.txt"), "Several plans need a folder; only PDF puts them into one file."),
        (("--all", "--kind", "event", "-o", "x.pdf"), "There is no plan in force to take along."),
        (("1", "-o", "no such/x.pdf"), "no such/x.pdf cannot be written: No such file or directory."),
    ],
)
def test_what_is_wrong_is_said(typed, sample, tmp_path, monkeypatch, words, said):
    monkeypatch.chdir(tmp_path)
    ran = typed("plans", "export", *words)
    assert ran.returncode != 0
    assert ran.stderr == f"dutyroom: {said}\n"
    assert list(tmp_path.glob("x*")) == []


def test_papers_of_plans_come_in_sizes(typed, sample, tmp_path):
    paper = tmp_path / "x.pdf"
    assert typed("brief", "plan", "1", "--size", "booklet", "-o", paper).returncode == 0
    assert typed("brief", "plan-phones", "-o", paper).returncode == 0
    assert typed("brief", "action-card", "--sample", "--size", "a6", "-o", paper, language="zh_CN").returncode == 0
    assert "先期五件事" in squeezed(page_texts(paper.read_bytes())[0])
    ran = typed("brief", "action-card", "1", "--size", "booklet", "-o", paper)
    assert (ran.returncode, ran.stderr) == (2, "dutyroom: action-card comes in these sizes: a4, a5, a6.\n")
    assert typed("brief", "phone-list", "--size", "booklet", "-o", paper).returncode == 0
    assert "belongs to" in typed("brief", "day-log", "--size", "a5", "-o", paper).stderr
