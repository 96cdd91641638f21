"""``dutyroom handover`` and ``dutyroom brief``."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing

import pypdfium2
import pytest

from dutyroom.actions.office import change_office
from dutyroom.data.queries.journal import last_entries
from dutyroom.rules.office import ChangeOffice, OfficeSettings
from tests.samples import Room

RARE = "\U0010fffd"  # private use: whatever fonts are installed, none has it


def _text(path):
    document = pypdfium2.PdfDocument(path)
    try:
        return "".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def test_the_last_shift_prints_the_same_bytes_and_its_head_is_found(typed, sample, tmp_path):
    one, two = tmp_path / "one.pdf", tmp_path / "two.pdf"
    assert typed("handover", "-o", one).returncode == 0
    assert typed("handover", "--shift", "last", "-o", two).returncode == 0
    assert one.read_bytes() == two.read_bytes()
    head = json.loads(typed("check", "--json").stdout)["head"]
    assert json.loads(typed("check", "--head", head, "--json").stdout)["printed"]["after"] == 0


def test_a_running_shift_prints_as_a_draft(typed, sample, tmp_path):
    paper = tmp_path / "draft.pdf"
    with closing(sqlite3.connect(sample / "dutyroom.db")) as connection:
        running = connection.execute("SELECT id FROM shift WHERE ended_at IS NULL").fetchone()[0]
    assert typed("handover", "--shift", running, "-o", paper, language="zh_CN").returncode == 0
    assert "草稿" in _text(paper).replace("\r", "").replace("\n", "").replace(" ", "")


def test_no_shift_handed_over_is_said(typed, live, tmp_path):
    ran = typed("handover", "-o", tmp_path / "x.pdf")
    assert ran.returncode == 2
    assert "No shift has been handed over yet" in ran.stderr
    assert not (tmp_path / "x.pdf").exists()


def test_a_paper_that_cannot_be_written_is_said(typed, sample, tmp_path):
    ran = typed("handover", "-o", tmp_path / "no such folder" / "x.pdf")
    assert ran.returncode == 2
    assert len(ran.stderr.splitlines()) == 1


@pytest.fixture
def english_office(tmp_path):
    """An office that speaks English, with one shift handed over; its log has a character that no font has."""
    room = Room(tmp_path / "store").open()
    room.do(change_office, ChangeOffice(settings=OfficeSettings(language="en")), by="王建国")
    room.start()
    room.write(f"来电人姓名中有{RARE}字")
    room.take(room.give())
    yield room
    room.store.close()


def test_papers_are_chinese_in_an_office_that_speaks_english_unless_asked_for(typed, english_office, tmp_path):
    paper = tmp_path / "paper.pdf"
    for words in (
        ["handover"],
        ["brief", "handover"],
        ["brief", "day-log", "--date", "2026-11-23"],
        ["brief", "blank-log"],
    ):
        ran = typed(*words, "-o", paper, language=None)
        assert ran.stdout == f"Written: {paper}\n", "the person is answered in English"
        assert "郑州市人民政府" in _text(paper).replace("\r\n", "")
    assert typed("handover", "-o", paper, language="en").returncode == 0
    assert "Shift Handover Report" in _text(paper)


def test_characters_that_no_font_has_are_named(typed, english_office, tmp_path):
    for words in (["handover"], ["brief", "day-log", "--date", "2026-11-23"]):
        ran = typed(*words, "-o", tmp_path / "paper.pdf", language=None)
        assert (ran.returncode, ran.stdout) == (0, f"Written: {tmp_path / 'paper.pdf'}\n")
        assert ran.stderr == f"No installed font has {RARE} (U+10FFFD); the code is printed instead.\n"
    assert typed("brief", "blank-log", "-o", tmp_path / "blank.pdf", language=None).stderr == ""


def test_the_log_names_papers_in_words(typed, english_office, tmp_path):
    for words in (["handover"], ["brief", "day-log", "--date", "2026-11-23"], ["brief", "blank-log", "--first", "5"]):
        assert typed(*words, "-o", tmp_path / "paper.pdf", language=None).returncode == 0
    assert [(e.event, e.text) for e in english_office.read(last_entries, 4)] == [
        ("paper.kept", "交接班报告（第1班），中文"),
        ("paper.printed", "交接班报告（第1班） → paper.pdf"),
        ("paper.printed", "值班日志（2026年11月23日） → paper.pdf"),
        ("paper.printed", "停电用值班日志（自5号起） → paper.pdf"),
    ]


def test_a_paper_that_cannot_be_written_says_why_in_the_users_language(typed, sample, tmp_path):
    said = typed("handover", "-o", tmp_path / "absent" / "one.pdf", language="zh_CN")
    assert (said.returncode, said.stdout) == (2, "")
    assert said.stderr.count("\n") == 1
    assert "没有这个文件或文件夹" in said.stderr
    assert "No such file" not in said.stderr


def test_a_text_is_set_as_an_official_paper_and_what_does_not_fit_is_named(typed, tmp_path):
    text, paper = tmp_path / "通知.txt", tmp_path / "通知.pdf"
    said = "示政办[2026]12号\n关于做好值班工作的通知\n各单位：\n一、按时报送,不得迟报。\n示例市人民政府办公室\n2026年11月5日"
    text.write_text(said, "utf-8")
    ran = typed("brief", "official-document", text, "-o", paper, language="zh_CN")
    assert ran.returncode == 0, ran.stderr
    assert "年份用六角括号" in ran.stderr
    assert "正文第1段" in ran.stderr
    printed = _text(paper).replace("\r", "").replace("\n", "").replace(" ", "")
    assert "示例市人民政府办公室文件" in printed
    assert "草稿" in printed
    found = json.loads(typed("brief", "official-document", text, "--issue", "-o", paper, "--json").stdout)["findings"]
    assert {"official.number.brackets", "official.text.half"} <= {each["code"] for each in found}
    ran = typed("brief", "official-letter", tmp_path / "none.txt", "-o", paper)
    assert ran.returncode == 2
    assert "is not there" in ran.stderr
