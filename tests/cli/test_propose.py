"""``dutyroom propose notice``: no store, one answer a file, words beside every value."""

from __future__ import annotations

import json
from pathlib import Path

import docx
import pytest

SAMPLES = Path(__file__).resolve().parents[1] / "rules" / "notices"
NOTICE = (SAMPLES / "gb9704.txt").read_text("utf-8")


def fields_of(ran, at: int = 0):
    return json.loads(ran.stdout)[at]["fields"]


def test_a_notice_proposes_its_fields_with_the_words_they_come_from(dutyroom, tmp_path):
    ran = dutyroom("propose", "notice", SAMPLES / "gb9704.txt", "--json")
    assert (ran.returncode, ran.stderr) == (0, "")
    (answer,) = json.loads(ran.stdout)
    assert set(answer) == {"file", "fields"}
    assert answer["file"] == str(SAMPLES / "gb9704.txt")
    fields = answer["fields"]
    assert fields["number"] == {"value": "示政办〔2026〕7号", "from": "示政办〔2026〕7号"}
    assert fields["date"] == {"value": "2026-01-05", "from": "2026年1月5日"}
    assert fields["issuer"]["value"] == "示例省人民政府办公厅"
    assert fields["addressee"]["value"].startswith("各省辖市人民政府，")
    assert fields["secrecy"] == {"value": "机密", "from": "机密★1年"}
    assert "printed" not in fields
    assert [limit["from"] for limit in fields["deadlines"]] == ["1月7日18时前", "每日8时、17时前"]
    assert fields["deadlines"][0]["value"]["at"] == "2026-01-07T18:00:00+08:00"
    assert fields["deadlines"][1]["value"]["daily"] == ["08:00", "17:00"]
    assert not (tmp_path / "store").exists(), "a proposal needs no store and makes none"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_the_encoding_of_the_file_does_not_matter(typed, tmp_path, encoding):
    (tmp_path / "a.txt").write_text(NOTICE, encoding=encoding)
    ran = typed("propose", "notice", tmp_path / "a.txt", "--json")
    assert fields_of(ran)["number"]["value"] == "示政办〔2026〕7号"
    assert fields_of(ran)["title"]["value"] == "示例省人民政府办公厅关于切实做好寒潮大风天气防范应对工作的通知"


def test_documents_of_other_kinds_are_read_too(typed, tmp_path):
    paper = docx.Document()
    for line in NOTICE.splitlines():
        paper.add_paragraph(line)
    paper.save(str(tmp_path / "a.docx"))
    page = "".join(f"<p>{line}</p>" for line in NOTICE.splitlines()[4:])
    (tmp_path / "b.html").write_text(
        f"<html><head><title>通知公告</title></head><body>{page}</body></html>", encoding="utf-8"
    )
    ran = typed("propose", "notice", tmp_path / "a.docx", tmp_path / "b.html", "--json")
    assert ran.returncode == 0
    for at in (0, 1):
        assert fields_of(ran, at)["number"]["value"] == "示政办〔2026〕7号"
        assert fields_of(ran, at)["date"]["value"] == "2026-01-05"
        assert fields_of(ran, at)["issuer"]["value"] == "示例省人民政府办公厅"


def test_a_title_that_only_the_page_states_is_taken(typed, tmp_path):
    (tmp_path / "a.html").write_text(
        "<html><head><title>关于报送值班表的通知 - 示例市政府网</title></head><body><p>各单位：</p>"
        "<p>请于3个工作日内报送值班表。</p></body></html>",
        encoding="utf-8",
    )
    fields = fields_of(typed("propose", "notice", tmp_path / "a.html", "--json"))
    assert fields["title"]["value"] == "关于报送值班表的通知"
    assert fields["addressee"]["value"] == "各单位"
    assert fields["deadlines"][0]["value"]["within"] == {"amount": 3, "unit": "workday"}


def test_bad_files_say_why_and_the_others_are_answered(typed, tmp_path):
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.4\n%broken")
    (tmp_path / "book.xlsx").write_bytes(b"PK\x03\x04" + bytes(60))
    (tmp_path / "good.txt").write_text(NOTICE, encoding="utf-8")
    names = ["empty.txt", "broken.pdf", "book.xlsx", "absent.txt", "good.txt"]
    ran = typed("propose", "notice", *(tmp_path / name for name in names), "--json")
    assert (ran.returncode, ran.stderr) == (2, "")
    answers = json.loads(ran.stdout)
    assert [Path(answer["file"]).name for answer in answers] == names
    assert all(answer["fields"] == {} and answer["error"].endswith(".") for answer in answers[:4])
    assert "error" not in answers[4]
    assert answers[4]["fields"]["kind"]["value"] == "通知"


def test_the_time_of_receipt_sets_what_counts_from_it(typed, tmp_path):
    said = (SAMPLES / "telegram.txt", "--received", "2026-08-15T21:30", "--json")
    limits = fields_of(typed("propose", "notice", *said))["deadlines"]
    assert [limit["value"]["at"] for limit in limits] == [
        "2026-08-15T21:30:00+08:00",
        "2026-08-15T23:30:00+08:00",
        "2026-08-16T21:30:00+08:00",
    ]
    ran = typed("propose", "notice", SAMPLES / "telegram.txt", "--received", "yesterday")
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "yesterday" in ran.stderr


def test_a_person_reads_a_table(typed, tmp_path):
    ran = typed("propose", "notice", SAMPLES / "telegram.txt", "--received", "2026-08-15T21:30", language="zh_CN")
    assert ran.returncode == 0
    lines = ran.stdout.splitlines()
    assert lines[0] == str(SAMPLES / "telegram.txt")
    assert "  发文字号  示防汛办电〔2026〕35号" in lines
    assert any(line.endswith("2026-08-15 23:30  于接电后2小时内") for line in lines)
    (tmp_path / "x.txt").write_text("好。好。好。", encoding="utf-8")
    assert "The text proposes nothing." in typed("propose", "notice", tmp_path / "x.txt").stdout
