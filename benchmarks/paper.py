"""The handover report of 300 entries against a bare reportlab table of the same entries."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import LongTable, Paragraph, SimpleDocTemplate

from benchmarks.measure import Ratio, in_turn, ms
from dutyroom.actions.facts import compose, entry_fact
from dutyroom.actions.papers import default_cache
from dutyroom.actions.sample import fill_sample
from dutyroom.data.catalogues import load_wording
from dutyroom.data.queries.journal import entry_rows
from dutyroom.data.queries.shifts import running_shift
from dutyroom.data.startup import open_store
from dutyroom.papers.facts import EntryFact, HandoverFacts
from dutyroom.papers.fonts import open_faces
from dutyroom.papers.handover import make_handover
from dutyroom.rules.shift import HandoverNotes

ENTRIES = 300
ROUNDS = 5


def paper_ratio(folder: Path) -> Ratio:
    """Faces are made ready before; the bare table wraps Chinese in its cells, as any that can be read must."""
    facts = _facts(folder / "paper")
    faces, wording = open_faces(default_cache()), load_wording("zh_CN")
    face = a_face(default_cache())
    ours, wrapped, plain = in_turn(
        [
            lambda: make_handover(facts, faces=faces, wording=wording),
            lambda: _bare(facts.entries, face, wraps=True),
            lambda: _bare(facts.entries, face, wraps=False),
        ],
        ROUNDS,
    )
    at = f"{ENTRIES} entries, {ms(ours)} / {ms(wrapped)}; with plain strings that run out of their cells {ms(plain)}"
    return Ratio("handover report as PDF", ours / wrapped, 2.0, "a bare reportlab table with wrapping cells", at)


def _facts(folder: Path) -> HandoverFacts:
    fill_sample(folder, entries=2000, seed=7, until=datetime(2026, 11, 23, 7, 0, tzinfo=UTC))
    store = open_store(folder)
    try:
        with store.reading() as session:
            shift = running_shift(session)
            if shift is None:
                raise RuntimeError("the sample has no running shift")
            facts = compose(session, shift, HandoverNotes(), now=store.clock())
            rows = entry_rows(session, list(range(1001, 1001 + ENTRIES)))
    finally:
        store.close()
    return replace(facts, entries=tuple(entry_fact(row) for row in rows))


def face_path(cache: Path) -> Path:
    """One converted face for those held beside: the largest there is."""
    return max(cache.rglob("*.ttf"), key=lambda file: file.stat().st_size)


def a_face(cache: Path) -> str:
    """The same, made known to reportlab."""
    pdfmetrics.registerFont(TTFont("bare", str(face_path(cache))))
    return "bare"


def _bare(entries: tuple[EntryFact, ...], face: str, *, wraps: bool) -> bytes:
    style = ParagraphStyle("bare", fontName=face, fontSize=9, leading=12, wordWrap="CJK")
    rows = [["序号", "时间", "类别", "内容", "记录人"]]
    for entry in entries:
        text = entry.text.replace("&", "&amp;").replace("<", "&lt;")
        content = Paragraph(text, style) if wraps else entry.text
        rows.append([str(entry.seq), f"{entry.happened_at:%m-%d %H:%M}", entry.kind, content, entry.author])
    into = io.BytesIO()
    table = LongTable(rows, colWidths=[40, 70, 60, 270, 60], repeatRows=1, style=[("FONT", (0, 0), (-1, -1), face, 9)])
    SimpleDocTemplate(into, pagesize=A4).build([table])
    return into.getvalue()
