"""A daily situation of ten pages against bare reportlab setting the same paragraphs and tables in the same face."""

from __future__ import annotations

import io
from dataclasses import replace

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import LongTable, Paragraph, SimpleDocTemplate
from reportlab.platypus.flowables import Flowable

from benchmarks.measure import Ratio, in_turn, ms
from benchmarks.paper import a_face
from dutyroom.actions.papers import default_cache
from dutyroom.data.catalogues import load_wording
from dutyroom.papers.briefing import make_briefing
from dutyroom.papers.briefing_facts import BriefingPart
from dutyroom.papers.fonts import open_faces
from dutyroom.papers.sample_briefings import sample_briefing

_TIMES = 7
_ROUNDS = 5
_WIDTH = 156 * mm


def briefing_paper_ratio() -> Ratio:
    """Faces are made ready before; bare reportlab numbers nothing, has neither head nor foot and keeps no heading."""
    sample = sample_briefing("daily-situation")
    facts = replace(sample, parts=sample.parts * _TIMES)
    faces, wording = open_faces(default_cache()), load_wording("zh_CN")
    face = a_face(default_cache())
    ours, bare = in_turn(
        [lambda: make_briefing(facts, faces=faces, wording=wording), lambda: _bare(facts.parts, face)], _ROUNDS
    )
    at = f"{len(facts.parts)} paragraphs, {ms(ours)} / {ms(bare)}"
    return Ratio("daily situation of ten pages as PDF", ours / bare, 1.5, "bare reportlab with the same text", at)


def _bare(parts: tuple[BriefingPart, ...], face: str) -> bytes:
    text = ParagraphStyle("text", fontName=face, fontSize=15.75, leading=29, wordWrap="CJK", firstLineIndent=31.5)
    cell = ParagraphStyle("cell", fontName=face, fontSize=12, leading=17, wordWrap="CJK")
    flow: list[Flowable] = []
    for part in parts:
        flow.append(Paragraph(part.text, text))
        if part.rows:
            rows = [[Paragraph(said, cell) for said in row] for row in part.rows]
            flow.append(LongTable(rows, colWidths=[_WIDTH / len(rows[0])] * len(rows[0]), repeatRows=1))
    into = io.BytesIO()
    margins = {"leftMargin": 28 * mm, "rightMargin": 26 * mm, "topMargin": 37 * mm, "bottomMargin": 35 * mm}
    SimpleDocTemplate(into, pagesize=A4, **margins).build(flow)
    return into.getvalue()
