"""``dutyroom import knowledge|hotline-classes``, ``export`` of both, ``search --in knowledge``."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from dutyroom.data.queries.journal import last_entries
from dutyroom.data.startup import open_store
from dutyroom.data.verify import check_store

TABLE = """知识库导出,,,,,
问　题,答 复,所属分类,责任单位,有效期至,核对日期
居住证怎么办理？,"到派出所申请，
十五个工作日领取。",居住证,公安局,2030年3月15日,2026-11-01
,没有问题的行,,,,
居住证怎么办理？,再说一遍,,,,
今年何时供暖？,十一月十五日。,没有这类,热力公司,昨天,
老人坐公交要钱吗？,六十五岁以上免费。,没有这类,公交公司,,
"""


@pytest.fixture
def table(tmp_path) -> Path:
    path = tmp_path / "知识.csv"
    path.write_bytes(TABLE.encode("gb18030"))
    return path


def newest(folder: Path):
    store = open_store(folder)
    with store.reading() as session:
        entry, result = last_entries(session, 1)[0], check_store(session, store.attachments)
    store.close()
    assert result.problems == ()
    return entry


def test_a_trial_says_what_would_be_and_changes_nothing(dutyroom, sample, table):
    before = newest(sample)
    ran = dutyroom("import", "knowledge", table, "--dry-run", "--json")
    assert (ran.returncode, ran.stderr) == (0, "")
    told = json.loads(ran.stdout)
    assert (told["rows"], told["added"], told["changed"], told["same"]) == (5, 2, 0, 0)
    assert [line["row"] for line in told["skipped"]] == [4, 5, 6]
    assert [line["row"] for line in told["remarks"]] == [7]
    assert "2026-12-31" in told["skipped"][2]["reason"]
    assert newest(sample).seq <= before.seq + 1, "at most the table of classes was laid"


def test_a_table_comes_onto_the_shelf_is_found_and_comes_back_out(typed, sample, table, tmp_path):
    assert typed("import", "knowledge", table).returncode == 0
    assert newest(sample).event == "knowledge.imported"
    found = json.loads(typed("search", "居住证", "--in", "knowledge", "--json").stdout)
    assert [(hit["kind"], hit["title"], hit["stale"]) for hit in found] == [("knowledge", "居住证怎么办理？", "")]
    said = typed("search", "ylrzgj", "--in", "knowledge")
    assert "Nothing found" in said.stdout
    said = typed("search", "lrzgj", "--in", "knowledge")
    assert "老人坐公交要钱吗？" in said.stdout
    assert "stale: never checked" in said.stdout
    for suffix in (".csv", ".xlsx", ".json"):
        assert typed("export", "knowledge", "-o", tmp_path / f"out{suffix}").returncode == 0
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = {row["question"]: row for row in csv.DictReader(file)}
    permit = rows["居住证怎么办理？"]
    assert permit["answer"] == "到派出所申请，\n十五个工作日领取。"
    assert (permit["code"], permit["unit"], permit["valid_until"]) == ("100203", "公安局", "2030-03-15")
    assert (permit["source"], permit["checked_on"]) == ("知识.csv", "2026-11-01")
    assert rows["老人坐公交要钱吗？"]["stale"] == "unchecked"
    again = json.loads(typed("import", "knowledge", tmp_path / "out.xlsx", "--json").stdout)
    assert (again["added"], again["changed"], again["same"], again["skipped"]) == (0, 0, len(rows), [])


def test_a_table_without_question_and_answer_says_which_headings_it_needs(typed, sample, tmp_path):
    path = tmp_path / "other.csv"
    path.write_text("甲,乙\n1,2\n", encoding="utf-8")
    ran = typed("import", "knowledge", path)
    assert ran.returncode == 2
    assert "问题" in ran.stderr
    assert "答案" in ran.stderr


def test_a_found_answer_stands_before_the_log_when_everything_is_searched(typed, sample, table):
    typed("import", "knowledge", table)
    kinds = [hit["kind"] for hit in json.loads(typed("search", "公安局", "--limit", 200, "--json").stdout)]
    assert "knowledge" in kinds
    assert "journal" not in kinds[: kinds.index("knowledge")]


def test_the_table_of_classes_goes_out_and_the_offices_own_comes_in(typed, sample, tmp_path):
    out = tmp_path / "classes.csv"
    assert typed("export", "hotline-classes", "-o", out).returncode == 0
    with out.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {len(row["code"]) for row in rows} == {2, 4, 6}
    assert all("本程序自拟" in row["source"] for row in rows)
    again = json.loads(typed("import", "hotline-classes", out, "--json").stdout)
    assert (again["same"], again["added"], again["changed"]) == (len(rows), 0, 0)
    own = tmp_path / "own.csv"
    own.write_text("分类代码,分类名称\n010203,路灯熄灭\n01020,短\n", encoding="utf-8")
    told = json.loads(typed("import", "hotline-classes", own, "--json").stdout)
    assert (told["changed"], [line["row"] for line in told["skipped"]]) == (1, [3])
