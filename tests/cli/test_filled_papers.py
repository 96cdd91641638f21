"""Papers printed from a form in JSON: the empty form, a filled one, and what is said of a wrong one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dutyroom.cli.brief_filled import FILLED_KINDS
from tests.papers.reading_pdf import page_texts, squeezed

EXPRESS = {
    "serial": 13,
    "title": "示例路口事故（示例）",
    "issued_at": "2026-11-23T09:05",
    "parts": [{"text": "正在核实。", "unverified": True}],
    "to": ["秘书长样例"],
}


@pytest.fixture
def printed(typed, tmp_path):
    """Print a kind from what a form holds; the run and the text of the paper."""

    def run(kind: str, form: object, *words: object, language: str = "zh_CN") -> tuple[object, str]:
        file, paper = tmp_path / "form.json", tmp_path / "paper.pdf"
        file.write_bytes(form if isinstance(form, bytes) else json.dumps(form, ensure_ascii=False).encode())
        ran = typed("brief", kind, file, "-o", paper, *words, language=language)
        return ran, squeezed("".join(page_texts(paper.read_bytes()))) if paper.exists() else ""

    return run


def test_a_form_is_printed_as_a_draft_until_it_is_issued(printed):
    ran, text = printed("express", EXPRESS)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "第13期郑州市人民政府总值班室2026年11月23日" in text
    assert "正在核实（待核实）。" in text
    assert "草稿" in text
    _ran, text = printed("express", EXPRESS, "--issue")
    assert "草稿" not in text


@pytest.mark.parametrize("kind", FILLED_KINDS)
def test_the_empty_form_can_be_printed_once_what_must_be_there_is_filled_in(typed, printed, kind):
    form = json.loads(typed("brief", kind, "--form").stdout)
    needed = {"roster": {"year": 2026, "month": 11}, "holiday-roster": {"year": 2027, "festival": "元旦"}}
    ran, text = printed(kind, form | needed.get(kind, {}))
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "草稿" in text


def test_the_form_goes_into_a_file_too(typed, tmp_path):
    file = tmp_path / "form.json"
    assert typed("brief", "minutes", "--form", "-o", file).returncode == 0
    assert json.loads(file.read_text("utf-8"))["fields"] == [["", ""]]
    ran = typed("brief", "handover", "--form")
    assert ran.returncode == 2
    assert "roster" in ran.stderr


def test_days_are_marked_by_the_holiday_table_and_the_whole_month_is_shown(printed):
    people = [{"post": "主班", "name": "李样例", "phone": "0371-55500001"}]
    form = {"year": 2026, "month": 10, "days": [{"on": "2026-10-10", "people": people}]}
    ran, text = printed("roster", form, "--issue")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "10月1日周四国庆节" in text
    assert "10月10日周六调休上班李样例0371-55500001" in text
    assert "10月31日周六双休日" in text


def test_a_holiday_is_due_five_days_before_and_a_year_without_a_table_is_named(printed):
    form = {"festival": "元旦", "year": 2027, "sent_on": "2026-12-29", "days": [{"on": "2027-01-01"}]}
    ran, text = printed("holiday-roster", form)
    assert "2027" in ran.stderr
    assert "报送时限：2026年12月27日" in text
    assert "迟报2天。" in text


@pytest.mark.parametrize(
    ("kind", "form", "said"),
    [
        ("express", {**EXPRESS, "serial": "13"}, ("“serial”", "“13”", "整数")),
        ("express", {**EXPRESS, "issued_at": "昨天"}, ("“issued_at”", "“昨天”", "2026-11-23T08:30")),
        ("express", {**EXPRESS, "state": "done"}, ("“state”", "draft、review、signed、issued、withdrawn")),
        ("express", {**EXPRESS, "parts": [{"text": "甲"}, {"level": 1}]}, ("“parts[1].text”", "加引号的文字")),
        ("express", {**EXPRESS, "fields": [["时间"]]}, ("“fields[0]”", "两段文字")),
        ("express", {**EXPRESS, "titel": ""}, ("“titel”", "title")),
        ("express", [], ("花括号",)),
        ("roster", {"year": 2026, "month": 13}, ("2026-13", "1至12")),
        ("roster", {"year": 2026}, ("“month”", "--form")),
        ("roster", {"year": 2026, "month": 10, "days": [{"on": "2026-11-01"}]}, ("“days[0].on”", "2026-10")),
        ("roster", {"year": 2026, "month": 10, "days": [{"on": "2026-10-01"}] * 2}, ("“days[1].on”", "2026-10-01")),
        (
            "roster",
            {"year": 2026, "month": 10, "days": [{"on": "2026-10-01", "people": [{"post": "门卫", "name": "王样例"}]}]},
            ("“days[0].people[0].post”", "门卫", "主班"),
        ),
        ("roster", b'{"year": 2026,\n "month": }', ("第2行", "--form")),
        ("roster", "标题".encode("gb18030"), ("UTF-8",)),
        ("roster", b"[" * 100_000, ("JSON",)),
    ],
)
def test_what_is_wrong_is_said_by_field_value_and_way_out(printed, kind, form, said):
    ran, text = printed(kind, form)
    assert ran.returncode == 2
    assert text == ""
    assert len(ran.stderr.splitlines()) == 1
    for part in said:
        assert part in ran.stderr


def test_a_form_that_is_not_there_is_said(typed, tmp_path: Path):
    for words, said in (((), "FILE.json"), ((tmp_path / "none.json",), "is not there"), ((tmp_path,), "is not there")):
        ran = typed("brief", "minutes", *words, "-o", tmp_path / "x.pdf")
        assert ran.returncode == 2
        assert said in ran.stderr
