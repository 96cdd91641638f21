"""Sentences about incidents, each marked with what it says, and the score of what is proposed for them.

    python -m tests.rules.incident_marks            recall and precision of each field, tuned and unseen sentences apart
    python -m tests.rules.incident_marks --misses   the tuned sentences that are not read as marked, too

A third of the sentences, chosen by a hash of the text, is *unseen*: nobody looks at what is proposed for them while the
rules are changed, so their score tells how well the rules do on what they were not made for.
"""

from __future__ import annotations

import argparse
import hashlib
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from dutyroom.rules.incident_text import propose_incident
from dutyroom.rules.incident_text_area import AreaNames

FOLDER: Final = Path(__file__).parent / "incident_lines"
ZONE: Final = ZoneInfo("Asia/Shanghai")
NOW: Final = datetime(2026, 11, 23, 0, 30, tzinfo=UTC)
"""When every sentence was received, where it does not say ``now``: 08:30 in the office."""
FIELDS: Final = ("event_time", "area", "place", "type", "deaths", "missing", "serious", "light", "injured", "evacuated",
                 "affected", "loss", "source", "reporter", "phone", "exercise")  # fmt: skip
_UNSEEN_OF: Final = 3


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence with its fields as they are written in the file."""

    text: str
    fields: dict[str, str]
    now: datetime

    @property
    def is_unseen(self) -> bool:
        return hashlib.sha256(self.text.encode()).digest()[0] % _UNSEEN_OF == 0


@cache
def areas() -> tuple[AreaNames, ...]:
    office = tomllib.loads((Path(__file__).parents[2] / "resources" / "office" / "office.toml").read_text("utf-8"))
    return tuple(AreaNames(each["zh"], each.get("short", ""), each.get("en", "")) for each in office["area"])


@cache
def marked() -> tuple[Marked, ...]:
    return tuple(each for path in sorted(FOLDER.glob("*.txt")) for each in _read(path))


def _read(path: Path) -> Iterator[Marked]:
    lines = [line for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    for text, fields in zip(lines[::2], lines[1::2], strict=True):
        if not fields.startswith("="):
            raise ValueError(f"{path.name}: “{fields}” marks nothing")
        pairs = [field.strip().partition(" ") for field in fields[1:].split("|") if field.strip()]
        values = {"event_time" if name == "time" else name: value for name, _, value in pairs}
        if unknown := values.keys() - {*FIELDS, "now"}:
            raise ValueError(f"{path.name}: {unknown} is no field")
        now = _moment(values.pop("now")) if "now" in values else NOW
        yield Marked(text.replace("\\n", "\n"), values, now)


def _moment(written: str) -> datetime:
    return datetime.fromisoformat(f"2026-{written}").replace(tzinfo=ZONE)


def proposed(one: Marked) -> dict[str, str]:
    """What is proposed for it, as the file would write it."""
    plain = propose_incident(one.text, now=one.now, zone=ZONE, areas=areas()).plain(ZONE)
    found = {name: str(field["value"]) for name, field in plain.items() if name in FIELDS}
    if "event_time" in found:
        found["event_time"] = found["event_time"][5:16]
    if "exercise" in found:
        found["exercise"] = "yes"
    return found


def scores(sentences: list[Marked]) -> dict[str, tuple[int, int, int]]:
    """How often each field is said, proposed and right."""
    counted = dict.fromkeys(FIELDS, (0, 0, 0))
    for one in sentences:
        found = proposed(one)
        for field in FIELDS:
            said, given = one.fields.get(field), found.get(field)
            old = counted[field]
            counted[field] = (
                old[0] + (said is not None),
                old[1] + (given is not None),
                old[2] + (said is not None and said == given),
            )
    return counted


def report() -> str:
    """The table: recall and precision of each field for the tuned and the unseen sentences."""
    parts = {
        name: [one for one in marked() if one.is_unseen is unseen]
        for name, unseen in (("tuned", False), ("unseen", True))
    }
    table = {name: scores(part) for name, part in parts.items()}
    heads = "".join(f"  {name + ' ' + str(len(part)):>12} recall precision" for name, part in parts.items())
    lines = [f"{'field':12}{heads}"]
    for field in (*FIELDS, "all"):
        cells = ""
        for name in parts:
            said, given, right = table[name].get(field) or [
                sum(each[at] for each in table[name].values()) for at in range(3)
            ]
            cells += f"  {f'{right} of {said}':>12} {_share(right, said):>6} {_share(right, given):>9}"
        lines.append(f"{field:12}{cells}")
    return "\n".join(lines)


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.1%}" if whole else "-"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--misses", action="store_true", help="the tuned sentences that are not read as marked")
    if parser.parse_args().misses:
        for one in marked():
            found = proposed(one)
            wrong = [name for name in FIELDS if found.get(name) != one.fields.get(name)]
            if wrong and not one.is_unseen:
                print(one.text)
                for name in wrong:
                    print(f"    {name}: {one.fields.get(name, '-')} <> {found.get(name, '-')}")
    print(report())


if __name__ == "__main__":
    main()
