"""``dutyroom propose incident``: a line, a message, a file or standard input; no store, words beside every value."""

from __future__ import annotations

import io
import json
import sys
from contextlib import closing
from types import SimpleNamespace

import docx
import pytest

from dutyroom.actions.directory import add_unit
from dutyroom.data.startup import open_store
from dutyroom.rules.directory import AddUnit, UnitFacts, UnitKind
from tests.cli.conftest import UNTIL

LINE = "0815 二七区 嵩山路航海路口 大货车追尾 3死5伤 交警报"
RECEIVED = ("--received", "2026-11-23T08:30")


def fields_of(ran):
    assert (ran.returncode, ran.stderr) == (0, "")
    return json.loads(ran.stdout)["fields"]


def test_a_line_proposes_its_fields_with_the_words_they_come_from(dutyroom, tmp_path):
    ran = dutyroom("propose", "incident", LINE, "--json", *RECEIVED)
    assert set(json.loads(ran.stdout)) == {"fields"}
    fields = fields_of(ran)
    assert fields["event_time"] == {"value": "2026-11-23T08:15:00+08:00", "from": "0815"}
    assert fields["deaths"] == {"value": 3, "from": "3死"}
    assert {name: field["value"] for name, field in fields.items()} == {
        "event_time": "2026-11-23T08:15:00+08:00", "area": "二七区", "place": "嵩山路航海路口", "type": "road",
        "category": "accident", "deaths": 3, "injured": 5, "source": "交警",
    }  # fmt: skip
    assert not (tmp_path / "store").exists(), "a proposal needs no store and makes none"


def test_no_casualties_are_none_and_what_is_open_keeps_its_words(typed):
    ran = typed("propose", "incident", "经开区仓库火灾，无人员伤亡，疏散群众百余人", "--json")
    answer = json.loads(ran.stdout)
    assert {name: answer["fields"][name]["value"] for name in ("area", "deaths", "injured")} == {
        "area": "经济技术开发区", "deaths": 0, "injured": 0,
    }  # fmt: skip
    assert answer["unclear"] == [{"field": "evacuated", "from": "疏散群众百余人"}]


def test_words_without_quotes_files_and_standard_input_are_texts_too(typed, tmp_path, monkeypatch):
    said = fields_of(typed("propose", "incident", *LINE.split(), "--json", *RECEIVED))
    (tmp_path / "a.txt").write_text(LINE, encoding="gb18030")
    paper = docx.Document()
    paper.add_paragraph(LINE)
    paper.save(str(tmp_path / "b.docx"))
    for name in ("a.txt", "b.docx"):
        assert fields_of(typed("propose", "incident", tmp_path / name, "--json", *RECEIVED)) == said
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(LINE.encode())))
    assert fields_of(typed("propose", "incident", "-", "--json", *RECEIVED)) == said


def test_times_are_relative_to_when_it_was_received(typed):
    fields = fields_of(
        typed("propose", "incident", "-20 二七区大学路 起火", "--json", "--received", "2026-01-01T00:10")
    )
    assert fields["event_time"]["value"] == "2025-12-31T23:50:00+08:00"


def test_the_areas_are_those_of_the_directory(typed, live):
    with closing(open_store(live, clock=lambda: UNTIL)) as store, store.desk() as desk:
        add_unit(desk, AddUnit(unit=UnitFacts(name="示例新区管理委员会", short="示例新区", kind=UnitKind.AREA)))
    assert (
        fields_of(typed("propose", "incident", "示例新区仓库起火", "--json"))["area"]["value"] == "示例新区管理委员会"
    )
    assert fields_of(typed("propose", "incident", "二七区仓库起火", "--json"))["area"]["value"] == "二七区"


@pytest.mark.parametrize("said", [("",), ("  ",), ("二七区", "--received", "yesterday")])
def test_what_cannot_be_read_says_why(typed, said):
    ran = typed("propose", "incident", *said)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr.count("\n") == 1


def test_a_person_reads_a_table_in_both_languages(typed):
    chinese = typed("propose", "incident", f"{LINE} 十余人受伤", *RECEIVED, language="zh_CN").stdout.splitlines()
    assert any(line.split() == ["事发时间", "2026-11-23", "08:15", "“0815”"] for line in chinese)
    assert any(line.split() == ["类型", "道路交通事故", "“车追尾”"] for line in chinese)
    english = typed("propose", "incident", LINE, *RECEIVED).stdout
    assert "Road accident" in english
    assert "The text proposes nothing." in typed("propose", "incident", "好。").stdout
