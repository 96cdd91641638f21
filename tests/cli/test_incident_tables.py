"""``dutyroom export incidents``, ``import incidents`` and ``search --in incidents``: out, in again, and an office's own table."""

from __future__ import annotations

import csv
import json
from datetime import timedelta

import pytest

from dutyroom.__main__ import main
from dutyroom.actions.incidents import further_report, register_incident
from dutyroom.data.queries.incidents import incident_in_full
from dutyroom.data.startup import create_store, open_store
from dutyroom.data.verify import check_store
from dutyroom.rules.incident import Figure
from dutyroom.rules.incident_facts import Story
from dutyroom.rules.incident_sheet import FurtherReport, RegisterIncident, Told
from tests.cli.conftest import UNTIL

TABLE = """突发事件登记表（2026年）,,,,,,,,
接报时间,发生时间,区县,地点,类型,级别,死亡,直接经济损失,情况
3月5日 08:20,3月5日 08:00,二七区,嵩山路,道路交通事故,Ⅳ,1,,两车相撞
2026-03-06 09:00,,金水区,花园路,火灾,三级,3,,起火
2026-03-07 09:00,,金水区,花园路,火灾,Ⅲ级,3,120万,仓库起火
"""


def called(folder, *words):
    return main(["--data", str(folder), "--lang", "en", *map(str, words)])


@pytest.fixture
def store(tmp_path):
    """A store with one incident of which more became known."""
    made = create_store(tmp_path / "store", clock=lambda: UNTIL)
    told = Told(figures={Figure.DEATHS: 1, Figure.LOSS: 1_200_000}, story={Story.COURSE: "大货车追尾公交车"})
    with made.desk() as desk:
        asked = RegisterIncident(
            subtype="road", event_at=UNTIL - timedelta(minutes=20), area="二七区", place="嵩山路", told=told, grade="Ⅳ"
        )
        number = register_incident(desk, asked)
    with made.desk() as desk:
        further_report(desk, FurtherReport(id=number, told=Told(figures={Figure.DEATHS: 3})))
    made.close()
    return tmp_path / "store"


def test_what_is_exported_comes_in_again_and_only_once(store, tmp_path, capsys):
    for name in ("a.csv", "a.json", "a.xlsx"):
        assert called(store, "export", "incidents", "-o", tmp_path / name) == 0
    row = json.loads((tmp_path / "a.json").read_text("utf-8"))[0]
    assert (row["number"], row["type"], row["deaths"], row["loss"]) == ("突〔2026〕1号", "道路交通事故", 3, 1_200_000)
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        assert next(csv.DictReader(file))["course"] == "大货车追尾公交车"
    other = tmp_path / "other"
    for name in ("a.xlsx", "a.csv"):
        capsys.readouterr()
        assert called(other, "import", "incidents", tmp_path / name, "--json") == 0
    assert json.loads(capsys.readouterr().out)["same"] == 1, "the second time it is there already"
    assert called(other, "export", "incidents", "-o", tmp_path / "b.json") == 0
    assert json.loads((tmp_path / "b.json").read_text("utf-8"))[0] == row


def test_an_offices_own_table_is_read_and_a_row_that_is_wrong_is_named(tmp_path, capsys):
    path = tmp_path / "事件.csv"
    path.write_text(TABLE, encoding="utf-8")
    folder = tmp_path / "store"
    assert called(folder, "import", "incidents", path, "--dry-run") == 0
    assert "Nothing was changed" in capsys.readouterr().out
    assert called(folder, "import", "incidents", path, "--json") == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["rows"], said["imported"]) == (3, 2)
    assert [(line["row"], line["field"]) for line in said["skipped"]] == [(4, "级别")]
    made = open_store(folder)
    with made.reading() as session:
        second = incident_in_full(session, 2)
        assert check_store(session, made.attachments).problems == ()
    made.close()
    assert second is not None
    assert (second.matter.number, second.facts.grade, second.facts.loss) == ("突〔2026〕2号", "Ⅲ", 1_200_000)
    assert second.matter.title == "金水区花园路火灾"


def test_incidents_are_searched_alone_and_among_all(store, capsys):
    for where in ("incidents", "all"):
        assert called(store, "search", "追尾 嵩山路", "--in", where, "--json") == 0
        found = json.loads(capsys.readouterr().out)
        assert "incident" in {hit["kind"] for hit in found}
    assert called(store, "search", "追尾", "--in", "incidents") == 0
    assert "incident 1" in capsys.readouterr().out


def test_the_statistics_of_a_period_are_a_table_too(store, tmp_path, capsys):
    days = ("--since", UNTIL.date().replace(month=1, day=1), "--until", UNTIL.date())
    for name in ("s.csv", "s.json", "s.xlsx"):
        assert called(store, "export", "incident-statistics", *days, "-o", tmp_path / name) == 0
    rows = json.loads((tmp_path / "s.json").read_text("utf-8"))
    assert (rows[0]["by"], rows[0]["incidents"], rows[0]["deaths"]) == ("all", 1, 3)
    assert {"by": "type", "name": "道路交通事故"}.items() <= rows[2].items()
    capsys.readouterr()
    assert called(store, "export", "incident-statistics", "--since", "gestern", "-o", tmp_path / "t.csv") == 2
    assert "is no day" in capsys.readouterr().err
