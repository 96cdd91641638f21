"""``dutyroom export plans`` and the particulars in ``dutyroom plans list --json``."""

from __future__ import annotations

import csv
import json
from datetime import datetime

from python_calamine import CalamineWorkbook

from dutyroom.data.queries.export_plans import CATALOGUE_COLUMNS, PLAN_COLUMNS

LISTED = ("id", "title", "kind", "version", "sections", "issuer", "number", "issued_on", "text_missing", "file")


def test_the_list_of_plans_says_what_the_catalogue_says_beside_what_it_always_said(sample, typed):
    listed = json.loads(typed("plans", "list", "--json").stdout)
    assert all(tuple(row)[: len(LISTED)] == LISTED for row in listed)
    assert all(set(CATALOGUE_COLUMNS) <= set(row) for row in listed)
    flood = next(row for row in listed if row["id"] == 1)
    assert (flood["standing"], flood["level"], flood["subtype"]) == ("in_force", "city", "flood")
    assert (flood["next_drill"], flood["filed_on"], flood["public"]) == ("2028-05-12", "2025-05-28", True)
    assert flood["required_as"] == "防汛抗旱应急预案、城市内涝应急预案"


def test_the_catalogue_is_exported_with_its_gaps_in_every_form(sample, tmp_path, dutyroom, typed):
    ran = dutyroom("export", "plans", "-o", tmp_path / "a.json")
    assert (ran.returncode, ran.stderr) == (0, "")
    rows = json.loads((tmp_path / "a.json").read_text("utf-8"))
    assert {row["standing"] for row in rows} == {"in_force", "missing"}
    gaps = [row for row in rows if row["standing"] == "missing"]
    assert all(row["id"] is None and row["required_as"] == row["title"] for row in gaps)
    assert "地震应急预案" in {row["title"] for row in gaps}
    assert "防汛抗旱应急预案" not in {row["title"] for row in gaps}
    typed("export", "plans", "-o", tmp_path / "a.csv")
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        table = list(csv.DictReader(file))
    assert tuple(table[0]) == PLAN_COLUMNS
    assert [row["title"] for row in table] == [row["title"] for row in rows]
    assert [row["next_drill"] for row in table] == [row["next_drill"] or "" for row in rows]
    typed("export", "plans", "-o", tmp_path / "a.xlsx")
    head, *cells = CalamineWorkbook.from_path(tmp_path / "a.xlsx").get_sheet_by_index(0).to_python()
    assert tuple(head) == PLAN_COLUMNS
    assert [row[1] for row in cells] == [row["title"] for row in rows]
    datetime.strptime(table[0]["issued_on"], "%Y-%m-%d")  # noqa: DTZ007  # a day has no zone
