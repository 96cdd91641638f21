"""PDF files again: headings by size and weight, sideways Chinese, and running lines that tell something."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from dutyroom.readers.opening import open_reading
from dutyroom.readers.pdf import read_pdf
from dutyroom.rules.outline import PlanText

BOLD, USUAL = "Helvetica-Bold", "Helvetica"
BODY = [
    "When the river rises over the mark the duty officer calls the gauge keeper and writes",
    "the level into the log; the leader of the shift decides within ten minutes.",
]
Row = tuple[str, float, str]


def text(face: str = USUAL) -> list[Row]:
    return [(face, 10.5, row) for row in BODY]


def printed(path: Path, rows: list[Row]) -> Path:
    canvas = Canvas(str(path), pagesize=A4)
    place = 780.0
    for face, size, said in rows:
        canvas.setFont(face, size)
        canvas.drawString(72, place, said)
        place -= 1.6 * size
    canvas.showPage()
    canvas.save()
    return path


def plan(path: Path) -> PlanText:
    found = open_reading(path, plan=True).plan
    assert found is not None
    return found


def headings(found: PlanText) -> list[tuple[int, str, str]]:
    return [(s.level, s.number, s.title) for s in found.sections if s.level]


def test_large_and_heavy_lines_are_the_headings(tmp_path: Path) -> None:
    rows = [
        (BOLD, 20.0, "Flood Response Plan"),
        *text(),
        (BOLD, 14.0, "Who decides"),
        *text(),
        (BOLD, 10.5, "At night"),
        *text(),
        (BOLD, 10.5, "On holidays"),
        (USUAL, 10.5, "1. Call the leader of the shift at home"),
        (USUAL, 10.5, "2. Ask for the level at the bridge"),
        *text(),
        (BOLD, 14.0, "What to do first"),
        *text(),
    ]
    found = plan(printed(tmp_path / "a.pdf", rows))
    assert found.title == "Flood Response Plan"
    assert headings(found) == [
        (1, "", "Who decides"),
        (2, "", "At night"),
        (2, "", "On holidays"),
        (1, "", "What to do first"),
    ]
    assert "2. Ask for the level at the bridge" in found.sections[3].body
    said = "".join("".join(s.title + s.body for s in found.sections).split())
    assert said == "".join("".join(row for _, _, row in rows[1:]).split())


def test_heavy_headings_with_numbers_keep_them(tmp_path: Path) -> None:
    rows = [
        (BOLD, 12.0, "1 Purpose"),
        *text(),
        (BOLD, 12.0, "2 Scope"),
        *text(),
        (BOLD, 12.0, "Contacts"),
        *text(),
    ]
    assert headings(plan(printed(tmp_path / "a.pdf", rows))) == [
        (1, "1", "Purpose"),
        (1, "2", "Scope"),
        (1, "", "Contacts"),
    ]


@pytest.mark.parametrize(
    "rows",
    [
        [row for number in range(1, 5) for row in ((USUAL, 10.5, f"{number} Chapter number {number}"), *text())],
        [*text(BOLD), (BOLD, 10.5, "Who decides"), *text(BOLD), (BOLD, 10.5, "What to do"), *text(BOLD)],
        [(BOLD, 10.5, "Name of the caller"), (BOLD, 10.5, "Name of the officer"), (USUAL, 10.5, "Wang")] * 5,
        [(USUAL, 10.5, "1.1 Purpose of this plan"), *text(), (BOLD, 12.0, "Note well"), *text(), (USUAL, 10.5, "1.2 Scope of this plan"), *text(), (BOLD, 12.0, "Note again"), *text()],
    ],
    ids=["numbered", "all heavy", "form", "mixed"],
)  # fmt: skip
def test_what_is_not_plain_stays_as_it_was(tmp_path: Path, rows: list[Row]) -> None:
    assert all(line.level is None for line in read_pdf(printed(tmp_path / "a.pdf", rows)).lines)


CHINESE = ["某市防汛应急预案", "1 总则", "1.1 编制目的", "为了做好全市防汛工作，保障人民群众生命财产安全，制定本预案。", "2 附则", "自印发之日起施行。"]  # fmt: skip


@pytest.mark.parametrize("turn", [90, 270])
def test_sideways_chinese_in_a_face_that_is_not_in_the_file(tmp_path: Path, turn: int) -> None:
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=A4)
    canvas.rotate(turn)
    canvas.setFont("STSong-Light", 12)
    for row, said in enumerate(CHINESE):
        canvas.drawString(*((72, -60 - 18 * row) if turn == 90 else (-760, 500 - 18 * row)), said)
    canvas.showPage()
    canvas.save()
    assert [line.text for line in read_pdf(tmp_path / "a.pdf").lines] == CHINESE


def paged(path: Path, feet: list[str]) -> list[str]:
    """The lines of pages that have different text and these lines at their foot."""
    canvas = Canvas(str(path), pagesize=A4)
    for number, foot in enumerate(feet):
        for row in range(3):
            canvas.drawString(
                72,
                700 - 20 * row,
                f"The {['north', 'south', 'east', 'west', 'mill', 'dam'][number]} gate is shut by crew {chr(65 + row)}.",
            )
        canvas.drawString(72, 60, foot)
        canvas.showPage()
    canvas.save()
    return [line.text for line in read_pdf(path).lines]


def test_numbers_that_differ_from_page_to_page_are_no_running_foot(tmp_path: Path) -> None:
    feet = [f"Gate keeper {number}" for number in (4102, 4377, 4519, 4733)]
    assert [line for line in paged(tmp_path / "a.pdf", feet) if "keeper" in line] == feet


def test_a_foot_that_tells_something_is_kept_once(tmp_path: Path) -> None:
    foot = "Duty room: 0371-67180000"
    assert paged(tmp_path / "a.pdf", [foot] * 5).count(foot) == 1


def test_feet_that_count_the_pages_go(tmp_path: Path) -> None:
    lines = paged(tmp_path / "a.pdf", [f"Handbook 2026, leaf {number}" for number in range(7, 12)])
    assert not any("Handbook" in line for line in lines)


def test_a_line_on_each_page_and_nothing_else_is_the_text(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=A4)
    for number in range(1, 6):
        canvas.drawString(72, 700, f"Card {number} of the duty room")
        canvas.showPage()
    canvas.save()
    said = " ".join(line.text for line in read_pdf(tmp_path / "a.pdf").lines)
    assert all(f"Card {number} of" in said for number in range(1, 6))
