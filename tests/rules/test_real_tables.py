"""Public tables that nobody here wrote: the rest days of a year, and the areas of the city as the state numbers them."""

from __future__ import annotations

import csv
import json
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from dutyroom.actions.incident_areas import shipped_areas
from dutyroom.data.rule_book import shipped_rules
from dutyroom.rules.incident_text import propose_incident

REAL = Path(__file__).resolve().parents[2].parent / "shared" / "real"
pytestmark = pytest.mark.skipif(not REAL.is_dir(), reason=f"the real documents are not at {REAL}")
CITY = "4101"


def test_the_shipped_rest_days_are_those_of_the_public_table():
    days = json.loads((REAL / "rosters" / "2026.json").read_text(encoding="utf-8"))["days"]
    (table,) = (table for table in shipped_rules().holidays.tables if table.year == 2026)
    off = {date.fromisoformat(day["date"]): day["name"] for day in days if day["isOffDay"]}
    worked = {date.fromisoformat(day["date"]) for day in days if not day["isOffDay"]}
    assert {day for day, _ in table.holidays} == set(off)
    assert set(table.makeup) == worked
    stub = json.loads((REAL / "rosters" / "2027.json").read_text(encoding="utf-8"))["days"]
    assert stub or 2027 not in {table.year for table in shipped_rules().holidays.tables}, "not announced, not invented"


def test_every_area_of_the_city_is_recognised_where_something_happens():
    with (REAL / "geo" / "areas.csv").open(encoding="utf-8", newline="") as file:
        names = [row["name"] for row in csv.DictReader(file) if row["cityCode"] == CITY]
    assert len(names) == 15
    areas, now, zone = shipped_areas(), datetime(2026, 11, 23, 8, tzinfo=UTC), ZoneInfo("Asia/Shanghai")
    for name in names:
        found = propose_incident(f"{name}某路发生火灾，无人员伤亡", now=now, zone=zone, areas=areas)
        assert found.area is not None, name
        assert found.area.value in name, "as the office calls it, which leaves the city's name out"
        assert found.deaths is not None
        assert found.deaths.value == 0
