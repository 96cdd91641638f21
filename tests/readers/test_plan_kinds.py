"""Plans in the many ways that offices write them, made up for these tests: their outlines, and that nothing is lost.

``plans/*.txt`` are the plans, ``*.outline`` what a person reading them would list: the title, then the headings.
"""

from __future__ import annotations

import html
import unicodedata
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from dutyroom.readers.opening import open_reading
from dutyroom.rules.outline import PlanText

PLANS = sorted((Path(__file__).parent / "plans").glob("*.txt"))
MARKS = set(".。:,、()《》")
"""What a heading may give up: the marks round its number and behind its title."""


def plan(path: Path) -> PlanText:
    reading = open_reading(path, plan=True)
    assert reading.plan is not None, reading
    return reading.plan


def listed(found: PlanText) -> list[str]:
    return [found.title, *("  " * s.level + f"{s.number} {s.title}".strip() for s in found.sections if s.level)]


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_the_outline_is_what_a_person_would_list(path: Path) -> None:
    found = plan(path)
    assert listed(found) == path.with_suffix(".outline").read_text(encoding="utf-8").splitlines()
    assert not found.text_missing


def signs(text: str) -> Counter[str]:
    return Counter("".join(unicodedata.normalize("NFKC", text).split()))


def lost(found: PlanText, text: str) -> Counter[str]:
    """Characters of the text that are neither in the title nor in the sections."""
    return signs(text) - signs(found.title + "".join(s.number + s.title + s.body for s in found.sections))


def as_text(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def as_page(path: Path, text: str) -> None:
    rows = "".join(f"<p>{html.escape(line)}</p>" for line in text.split("\n"))
    path.write_text(f"<!DOCTYPE html><html><body>{rows}</body></html>", encoding="utf-8")


def as_markdown(path: Path, text: str) -> None:
    path.write_text("\n\n".join(line.strip() for line in text.split("\n")), encoding="utf-8")


def as_word(path: Path, text: str) -> None:
    made = docx.Document()
    for line in text.split("\n"):
        made.add_paragraph(line)
    made.save(str(path))


WRITERS: dict[str, Callable[[Path, str], None]] = {
    ".txt": as_text,
    ".html": as_page,
    ".md": as_markdown,
    ".docx": as_word,
}


@pytest.mark.parametrize("suffix", WRITERS)
@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_every_character_is_in_the_title_the_headings_or_the_text(path: Path, suffix: str, tmp_path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    copy = tmp_path / f"x{suffix}"
    WRITERS[suffix](copy, text)
    found = plan(copy)
    missing = lost(found, text)
    title = signs(found.title)
    while missing >= title:  # a title that stands on the cover, on each page and above the text is kept once
        missing -= title
    assert set(missing) <= MARKS, missing
    assert missing.total() <= 3 * len(found.sections)
    assert sum(1 for section in found.sections if section.level) >= 3
