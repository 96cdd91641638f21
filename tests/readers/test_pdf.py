"""PDF files, made here with reportlab."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from dutyroom.readers.document import ReadFailure
from dutyroom.readers.opening import open_reading
from dutyroom.readers.pdf import read_pdf

WORDS = ["river", "gauge", "water", "level", "leader", "sluice", "pump", "storm", "watch", "boat", "road", "bridge"]


def body(page: int) -> list[str]:
    """Three lines cut at one margin, different on every page."""
    first, second = WORDS[page % 12], WORDS[(page * 5 + 3) % 12]
    return [
        f"When the {first:7}rises over the mark the duty officer calls the gauge keeper",
        f"and reads the {second:7}twice, writes both into the log and tells the leaders at",
        f"once; the leader of the {first} decides within ten minutes.",
    ]


def made(path: Path, pages: int, encrypt: StandardEncryption | None = None) -> Path:
    canvas = Canvas(str(path), pagesize=A4, encrypt=encrypt)
    for page in range(1, pages + 1):
        canvas.drawString(72, 800, "Duty room handbook 2026")
        canvas.drawString(72, 760, f"{page} Chapter number {page}")
        for row, text in enumerate(body(page)):
            canvas.drawString(72, 730 - 16 * row, text)
        canvas.drawString(280, 40, f"- {page} -")
        canvas.showPage()
    canvas.save()
    return path


def test_running_heads_and_page_numbers_go_and_paragraphs_are_joined(tmp_path: Path) -> None:
    lines = [" ".join(line.text.split()) for line in read_pdf(made(tmp_path / "plan.pdf", 4)).lines]
    assert lines == [
        text
        for page in range(1, 5)
        for text in (f"{page} Chapter number {page}", " ".join(" ".join(body(page)).split()))
    ]


def test_the_outline_of_a_pdf(tmp_path: Path) -> None:
    plan = open_reading(made(tmp_path / "plan.pdf", 3), plan=True).plan
    assert plan is not None
    assert [(s.level, s.number, s.title) for s in plan.sections] == [
        (1, str(page), f"Chapter number {page}") for page in (1, 2, 3)
    ]


def result(path: Path) -> tuple[str, str]:
    with pytest.raises(ReadFailure) as failure:
        read_pdf(path)
    return failure.value.result, failure.value.detail


def test_a_password_is_named(tmp_path: Path) -> None:
    path = made(tmp_path / "plan.pdf", 1, StandardEncryption("secret", canPrint=1))
    assert result(path) == ("encrypted", "file.encrypted")


def test_a_scan_has_no_text(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "scan.pdf"))
    canvas.rect(72, 72, 200, 200, fill=1)
    canvas.showPage()
    canvas.save()
    assert result(tmp_path / "scan.pdf") == ("no-text", "file.no_text")


@pytest.mark.parametrize("share", [0.3, 0.7, 0.95])
def test_a_truncated_file_is_damaged_and_not_half_imported(tmp_path: Path, share: float) -> None:
    path = made(tmp_path / "plan.pdf", 60)
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])
    assert result(path)[0] == "damaged"


def test_a_chinese_plan_cut_at_the_margin_over_two_pages(tmp_path: Path) -> None:
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    canvas = Canvas(str(tmp_path / "预案.pdf"), pagesize=A4)
    text = "坚持人民至上、生命至上，以维护人民群众生命财产安全和社会大局稳定为防汛工作的出发点，" * 6 + "完毕。"
    rows = [
        "某市防汛应急预案",
        "1 总则",
        "1.1 编制目的",
        *(text[at : at + 30] for at in range(0, len(text), 30)),
        "2 附则",
    ]
    for number, page in enumerate((rows[:7], rows[7:]), start=1):
        canvas.setFont("STSong-Light", 14)
        for row, line in enumerate(page):
            canvas.drawString(72, 760 - 20 * row, line)
        canvas.drawString(290, 40, f"— {number} —")
        canvas.showPage()
    canvas.save()
    plan = open_reading(tmp_path / "预案.pdf", plan=True).plan
    assert plan is not None
    assert plan.title == "某市防汛应急预案"
    assert [(s.level, s.title, s.body) for s in plan.sections] == [
        (1, "总则", ""),
        (2, "编制目的", text),
        (1, "附则", ""),
    ]
