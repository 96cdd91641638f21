"""``dutyroom export notices`` and ``matters`` in each format."""

from __future__ import annotations

import csv
import json
import zipfile

import pytest

from dutyroom.actions.matters import propose
from dutyroom.actions.notices import register_notice
from dutyroom.actions.supervision import set_up_supervision
from dutyroom.data.startup import create_store
from dutyroom.rules.matter_steps import Propose
from dutyroom.rules.notice import Channel, RegisterNotice
from dutyroom.rules.supervision import Basis, SetUpSupervision
from tests.cli.conftest import UNTIL


@pytest.fixture(autouse=True)
def register(tmp_path):
    """Two notices, one of them secret, and a supervised matter."""
    store = create_store(tmp_path / "store", clock=lambda: UNTIL)
    plain = RegisterNotice(
        channel=Channel.FAX, title="=防范强降雨（示例）", source="省防指（示例）", required="清点沙袋", urgency="特急"
    )
    secret = RegisterNotice(
        channel=Channel.PAPER, title="机要件", source="某部（示例）", secrecy="秘密", required="拟办事宜"
    )
    with store.desk() as desk:
        number = register_notice(desk, plain)
        propose(desk, Propose(id=number, text="拟请水务处办理"))
    with store.desk() as desk:
        propose(desk, Propose(id=register_notice(desk, secret), text="不得外传"))
    with store.desk() as desk:
        set_up_supervision(desk, SetUpSupervision(basis=Basis.MEETING, title="泵站改造（示例）", asked="改造"))
    store.close()


def table_of(path):
    """The rows of a table of texts."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_notices_as_a_table_hold_the_register_and_of_a_secret_one_its_line(typed, tmp_path):
    target = tmp_path / "notices.csv"
    ran = typed("export", "notices", "-o", target)
    assert ran.returncode == 0, ran.stderr
    assert "2 notices written" in ran.stdout
    rows = table_of(target)
    assert rows[0]["number"] == "收〔2026〕1号"
    assert rows[0]["channel"] == "fax"
    assert rows[0]["required"] == "清点沙袋"
    assert rows[0]["received_at"] == "2026-11-23T15:00:00+08:00"
    assert rows[0]["state"] == "proposed"
    assert rows[1]["secrecy"] == "秘密"
    assert rows[1]["required"] == ""


def test_matters_carry_their_steps(typed, tmp_path):
    target = tmp_path / "matters.json"
    assert typed("export", "matters", "-o", target).returncode == 0
    rows = json.loads(target.read_text("utf-8"))
    assert [row["kind"] for row in rows] == ["notice", "notice", "supervision"]
    assert [step["kind"] for step in rows[0]["steps"]] == ["receive", "propose"]
    assert rows[0]["steps"][1]["text"] == "拟请水务处办理"
    assert rows[1]["steps"][1]["text"] == ""
    assert rows[2]["basis"] == "meeting"
    table = tmp_path / "matters.csv"
    assert typed("export", "matters", "-o", table).returncode == 0
    first = table_of(table)[0]
    assert json.loads(first["steps"]) == rows[0]["steps"]


@pytest.mark.parametrize("register_name", ["notices", "matters"])
def test_a_workbook_holds_times_and_no_formula(typed, tmp_path, register_name):
    target = tmp_path / "table.xlsx"
    ran = typed("export", register_name, "-o", target)
    assert ran.returncode == 0, ran.stderr
    with zipfile.ZipFile(target) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        texts = "".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xml"))
    assert "=防范强降雨（示例）" in texts
    assert "<f>" not in sheet
    assert "46349.625" in sheet
