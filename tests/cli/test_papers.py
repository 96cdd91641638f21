"""``dutyroom handover`` and ``dutyroom brief``."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing

import pypdfium2


def _text(path):
    document = pypdfium2.PdfDocument(path)
    try:
        return "".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def test_the_last_shift_prints_the_same_bytes_and_its_head_is_found(dutyroom, sample, tmp_path):
    one, two = tmp_path / "one.pdf", tmp_path / "two.pdf"
    assert dutyroom("handover", "-o", one).returncode == 0
    assert dutyroom("handover", "--shift", "last", "-o", two).returncode == 0
    assert one.read_bytes() == two.read_bytes()
    head = json.loads(dutyroom("check", "--json").stdout)["head"]
    assert json.loads(dutyroom("check", "--head", head, "--json").stdout)["printed"]["after"] == 0


def test_a_running_shift_prints_as_a_draft(typed, sample, tmp_path):
    paper = tmp_path / "draft.pdf"
    with closing(sqlite3.connect(sample / "dutyroom.db")) as connection:
        running = connection.execute("SELECT id FROM shift WHERE ended_at IS NULL").fetchone()[0]
    assert typed("handover", "--shift", running, "-o", paper, language="zh_CN").returncode == 0
    assert "草稿" in _text(paper).replace("\r", "").replace("\n", "").replace(" ", "")


def test_no_shift_handed_over_is_said(typed, live, tmp_path):
    ran = typed("handover", "-o", tmp_path / "x.pdf")
    assert ran.returncode == 2
    assert "No shift has been handed over yet" in ran.stderr
    assert not (tmp_path / "x.pdf").exists()


def test_every_kind_listed_prints_from_sample_facts(typed, tmp_path):
    kinds = json.loads(typed("brief", "--list", "--json").stdout)
    assert "handover" in kinds
    for kind in kinds:
        paper = tmp_path / f"{kind}.pdf"
        ran = typed("brief", kind, "--sample", "-o", paper)
        assert ran.returncode == 0, ran.stderr
        assert paper.read_bytes().startswith(b"%PDF")
    assert not (tmp_path / "store").exists()


def test_a_paper_that_cannot_be_written_is_said(typed, sample, tmp_path):
    ran = typed("handover", "-o", tmp_path / "no such folder" / "x.pdf")
    assert ran.returncode == 2
    assert len(ran.stderr.splitlines()) == 1
