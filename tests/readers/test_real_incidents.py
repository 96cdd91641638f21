"""Real messages of response levels and disasters: what each proposes as an incident, and that all else stays empty."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

import pytest

from dutyroom.readers.opening import open_document
from dutyroom.rules.incident_text import IncidentProposal, propose_incident
from tests.rules.incident_marks import areas

REAL: Final = Path(__file__).resolve().parents[3] / "shared" / "real"
ZONE: Final = ZoneInfo("Asia/Shanghai")
RECEIVED: Final = datetime(2026, 11, 23, 0, 30, tzinfo=UTC)
pytestmark = pytest.mark.skipif(not REAL.is_dir(), reason=f"the real documents are not at {REAL}")

FLOOD: Final = {"type": "flood", "category": "natural"}
EXPECTED: Final[dict[str, dict[str, Any]]] = {
    "01-": FLOOD,
    "02-": FLOOD,
    "05-": FLOOD,  # where a typhoon is at 17:00 is not when something happened
    "09-": FLOOD,
    "10-": {"type": "geology", "category": "natural", "place": "四川雅安市汉源县马烈乡新华村"},
    "12-": {**FLOOD, "place": "沂河、沭河"},
    "13-": FLOOD,
    "15-": FLOOD,
    "21-": FLOOD,  # 营救849人 are rescued; Zhengzhou is no area of the office
    "27-": {**FLOOD, "deaths": 2, "missing": 2, "affected": 1_208_000, "evacuated": 85_000, "loss": 1_440_000_000},
    "43-": {**FLOOD, "affected": 290_000},
    "56-": {**FLOOD, "event_time": "2026-06-23T01:00:00+08:00", "place": "金牛镇"},
    "63-": FLOOD,
    "86-": {"type": "geology", "category": "natural", "place": "海河"},  # the figures of a year are no incident's
}
"""By the number of the file. What is not named must stay empty."""
UNCLEAR: Final = {
    "10-": [("missing", "30余人失联")],
    "21-": [("evacuated", "疏散转移群众1500余人")],
    "43-": [("evacuated", "疏散群众1600余人")],
    "56-": [("evacuated", "转移受困群众60余人")],
}
FIGURES: Final = ("deaths", "missing", "serious", "light", "injured", "evacuated", "affected", "loss")


def read(path: Path) -> IncidentProposal:
    text = "\n".join(line.text for line in open_document(path).lines)
    return propose_incident(text, now=RECEIVED, zone=ZONE, areas=areas())


@pytest.mark.parametrize("number", EXPECTED)
def test_what_a_real_message_proposes(number: str) -> None:
    (path,) = (REAL / "events").glob(f"{number}*")
    proposal = read(path)
    assert {name: field["value"] for name, field in proposal.plain(ZONE).items()} == EXPECTED[number]
    assert [(one.field, one.said) for one in proposal.unclear] == UNCLEAR.get(number, [])


def test_every_real_message_is_judged() -> None:
    assert {path.name[:3] for path in (REAL / "events").iterdir()} == set(EXPECTED)


@pytest.mark.parametrize("folder", ["notices", "laws", "plans_zh"])
def test_papers_that_tell_of_no_incident_state_no_casualties(folder: str) -> None:
    for path in (REAL / folder).iterdir():
        proposal = read(path)
        assert [name for name in FIGURES if getattr(proposal, name)] == [], path.name
