"""``dutyroom briefings`` and ``dutyroom brief daily-situation|express|…`` through the whole life of a paper."""

from __future__ import annotations

import csv
import json
from contextlib import closing

import pypdfium2
import pytest

from dutyroom.actions.sample import SAMPLE_PASSWORD, fill_sample
from dutyroom.data.startup import open_store
from dutyroom.data.verify import check_store
from tests.cli.conftest import UNTIL
from tests.ready_made import furnished


def _fill(folder) -> None:
    fill_sample(folder, entries=260, seed=3, until=UNTIL)


@pytest.fixture
def filled(tmp_path):
    folder = tmp_path / "store"
    furnished(folder, "sample with matters", _fill)
    return folder


def text_of(path) -> str:
    with closing(pypdfium2.PdfDocument(path)) as document:
        return "".join(page.get_textpage().get_text_range() for page in document)


def test_a_bulletin_goes_from_the_record_to_the_frozen_paper_and_is_found(typed, filled, tmp_path):
    typed_json = lambda *words, **named: json.loads(typed(*words, "--json", **named).stdout)  # noqa: E731  # used below
    drafted = typed_json("briefings", "compose", "express", "突[2026]2", language="zh_CN")
    number = drafted["id"]
    assert (drafted["state"], drafted["kind"]) == ("draft", "express")
    full = typed_json("briefings", "show", number)
    assert any(source["record"] == "matter" for source in full["parts"][0]["sources"])
    found = typed_json("briefings", "check", number)
    assert ("to", "error") in [(finding["place"], finding["severity"]) for finding in found]
    assert typed("briefings", "recipients", number, "--to", "市长样例", "--copy", "应急管理局").returncode == 0
    assert typed("briefings", "submit", number).returncode == 0
    signed = typed("briefings", "sign", number, "--leader", "沈示例", password=SAMPLE_PASSWORD)
    assert signed.returncode == 0, signed.stderr
    refused = typed("briefings", "issue", number)
    assert refused.returncode == 2
    assert "市长样例" in refused.stderr
    issued = typed_json("briefings", "issue", number, "--accept", "名称均为虚构（样例）")
    assert (issued["state"], issued["number"]) == ("issued", "2026年第1期")
    one, other = tmp_path / "一.pdf", tmp_path / "二.pdf"
    assert typed("brief", "express", "突〔2026〕2号", "-o", one, language="zh_CN").returncode == 0
    assert typed("brief", "briefing", number, "-o", other).returncode == 0
    assert one.read_bytes() == other.read_bytes()
    assert "第1期" in text_of(one)
    hits = typed_json("search", "花园北路", "--in", "briefings")
    assert number in [hit["id"] for hit in hits]
    recipient = typed_json("briefings", "show", number)["to"][0]["id"]
    assert typed("briefings", "receipt", recipient, "--by", "丁样例", "--at", "2026-11-23T15:00+08:00").returncode == 0
    assert "receipts 1 of 2" in typed("briefings", "list", "--kind", "express").stdout
    with closing(open_store(filled)) as store, store.reading() as session:
        assert check_store(session, store.attachments).problems == ()


def test_a_day_that_is_issued_prints_its_bytes_and_another_is_drafted_on_the_fly(typed, filled, tmp_path):
    issued, drafted, quiet = (tmp_path / name for name in ("a.pdf", "b.pdf", "c.pdf"))
    assert typed("brief", "daily-situation", "--date", "2026-11-22", "-o", issued).returncode == 0
    assert "第1期" in text_of(issued)
    assert "草稿" not in text_of(issued)
    before = len(json.loads(typed("briefings", "list", "--json").stdout))
    assert typed("brief", "daily-situation", "--date", "2026-11-21", "-o", drafted, language="zh_CN").returncode == 0
    assert "草稿" in text_of(drafted)
    assert typed("brief", "daily-situation", "--date", "2020-01-01", "-o", quiet, language="zh_CN").returncode == 0
    assert "无重要情况" in text_of(quiet)
    assert len(json.loads(typed("briefings", "list", "--json").stdout)) == before, "nothing was kept"
    assert typed("brief", "daily-situation", "--date", "2030-01-01", "-o", quiet).returncode == 2


def test_the_register_lists_what_replaced_what_and_goes_out_as_a_table(typed, filled, tmp_path):
    listed = typed("briefings", "list", language="zh_CN").stdout
    assert "值会〔2026〕1号" in listed
    assert "由值会〔2026〕2号代替" in listed
    table = tmp_path / "值班信息.csv"
    assert typed("export", "briefings", "-o", table).returncode == 0
    rows = list(csv.DictReader(table.open(encoding="utf-8-sig")))
    withdrawn = next(row for row in rows if row["state"] == "withdrawn")
    assert (withdrawn["number"], withdrawn["replaced_by"]) == ("值会〔2026〕1号", "值会〔2026〕2号")
    daily = next(row for row in rows if row["kind"] == "daily-situation")
    assert json.loads(daily["recipients"])[-1]["receipt_by"] == "丁样例"
    assert any(part["sources"] for part in json.loads(daily["parts"]))
    for ending in ("json", "xlsx"):
        assert typed("export", "briefings", "-o", tmp_path / f"b.{ending}").returncode == 0
    assert len(json.loads((tmp_path / "b.json").read_text(encoding="utf-8"))) == len(rows)


def test_a_paper_that_is_typed_comes_from_lines_and_a_file(typed, filled, tmp_path):
    text = tmp_path / "纪要.txt"
    text.write_text("# 一、议定事项\n请各单位落实（样例）。\n", encoding="utf-8")
    ran = typed(
        "briefings",
        "compose",
        "minutes",
        "--title",
        "例会纪要（样例）",
        "--field",
        "时间=9时",
        "--text",
        text,
        "--json",
    )
    number = json.loads(ran.stdout)["id"]
    full = json.loads(typed("briefings", "show", number, "--json").stdout)
    assert [(part["level"], part["text"]) for part in full["parts"]] == [
        (1, "一、议定事项"),
        (0, "请各单位落实（样例）。"),
    ]
    assert typed("briefings", "compose", "minutes", "--field", "没有等号").returncode == 2
    assert typed("briefings", "compose", "bulletin").returncode == 2
    assert typed("briefings", "discard", number, "--reason", "").returncode == 2
    assert typed("briefings", "discard", number, "--reason", "取消（样例）").returncode == 0
    assert str(number) not in typed("briefings", "list").stdout.split()
