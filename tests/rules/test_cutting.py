"""A whole document may be one line: it is cut in time that grows with its length and no faster."""

from __future__ import annotations

import time

import pytest

from dutyroom.rules.cutting import pieces
from dutyroom.rules.headings import Candidate
from dutyroom.rules.outline import outline

SENTENCE = "各单位按照职责分工开展应急处置工作，及时报告有关情况。"


def run_together(size: int, gap: str) -> str:
    """A plan of chapters and sections on one line, at least so many characters long."""
    parts, said, chapter = ["某区除雪预案"], 0, 0
    while said < size:
        chapter += 1
        for section in range(1, 6):
            number = f"{(chapter - 1) % 90 + 1}.{section}"
            parts += [
                f"{(chapter - 1) % 90 + 1} 总则 {number} 目的" if section == 1 else f"{number} 范围",
                SENTENCE * 8,
            ]
        said += 5 * 8 * len(SENTENCE)
    return gap.join(parts)


@pytest.mark.parametrize(
    "line",
    [
        run_together(400_000, " "),
        run_together(400_000, ""),
        "应急预案的正文没有标点和编号" * 30_000,
        "应急 预案 " * 60_000,
        "the duty officer reads the plan " * 12_000,
        "应" + " " * 400_000 + "急",
        "1" * 400_000,
        "（一）" * 100_000,
    ],
    ids=["plan", "glued", "bare", "words", "latin", "blanks", "digits", "brackets"],
)
def test_a_document_on_one_line_is_read_in_a_moment(line: str) -> None:
    began = time.process_time()
    plan = outline([(line, None)], name="某区除雪预案")
    assert time.process_time() - began < 5
    kept = plan.title + "".join(section.number + section.title + section.body for section in plan.sections)
    assert len("".join(kept.split())) >= len("".join(line.split())) - 2 * len(plan.sections)


@pytest.mark.parametrize("line", ["1.1 目的 " * 4_000, "1 总则 " * 5_000, "1 总则……3 " * 4_000, "应\t3" * 10_000])
def test_a_line_of_nothing_but_numbers_takes_no_longer(line: str) -> None:
    began = time.process_time()
    outline([(line, None)])
    assert time.process_time() - began < 5


def test_every_heading_of_a_long_line_is_found() -> None:
    cut = pieces(run_together(40_000, " "))
    numbers = [piece.label for piece in cut if isinstance(piece, Candidate)]
    assert len(cut) == len(numbers) + 1
    assert numbers[:8] == ["1", "1.1", "1.2", "1.3", "1.4", "1.5", "2", "2.1"]
