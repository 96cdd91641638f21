"""From Enter to the graded sheet with its clocks at 100 000 incidents and 1 000 000 entries; the report against reportlab."""

from __future__ import annotations

import io
import statistics
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph, SimpleDocTemplate

from benchmarks.filling import SEED, UNTIL
from benchmarks.incidents_fill import fill_incidents
from benchmarks.measure import Ratio, in_turn, ms, seconds
from dutyroom.actions.incidents import register_incident
from dutyroom.actions.papers import default_cache
from dutyroom.data.catalogues import load_wording
from dutyroom.data.queries.incidents import incident_in_full, maybe_same
from dutyroom.data.queries.rules import rule_book
from dutyroom.data.startup import open_store
from dutyroom.data.store import Store
from dutyroom.papers.fonts import open_faces
from dutyroom.papers.incident_report import make_incident_report
from dutyroom.papers.sample_incidents import sample_incident_report
from dutyroom.rules.grading import propose_grade
from dutyroom.rules.incident import SUBTYPE_OF, Figure
from dutyroom.rules.incident_facts import Story
from dutyroom.rules.incident_sheet import RegisterIncident, Told
from dutyroom.rules.office import OfficeSettings

INCIDENTS: Final = 100_000
AIM: Final = 0.1
"""Seconds from Enter to the sheet."""
ROUNDS: Final = 25
_SUBTYPE: Final = SUBTYPE_OF["road"]


def incidents_ratios(folder: Path, *, incidents: int = INCIDENTS) -> list[Ratio]:
    """The time to the sheet as a share of the tenth of a second that is allowed, and the paper."""
    if not folder.exists():
        fill_incidents(folder, incidents=incidents, seed=SEED, until=UNTIL)
    store = open_store(folder, clock=lambda: UNTIL)
    try:
        register_once = partial(_take_call, store)
        register_once()
        taken = statistics.median(seconds(register_once) for _ in range(ROUNDS))
    finally:
        store.close()
    at = f"{incidents:,} incidents, {10 * incidents:,} entries, median of {ROUNDS}, {ms(taken)}, durable"
    return [Ratio("incident: from Enter to the graded sheet", taken / AIM, 1.0, "100 ms", at), _paper()]


def _take_call(store: Store) -> object:
    """Grade what was said, look for the same event, write it down with its clocks, read the sheet."""
    zone = OfficeSettings().zone
    figures = {Figure.DEATHS: 3, Figure.LIGHT: 5}
    with store.reading() as session:
        book = rule_book(session)
        scale = _SUBTYPE.scale
        graded = propose_grade(
            scale, {figure.value: n for figure, n in figures.items()}, book, UNTIL.astimezone(zone).date()
        )
        maybe_same(session, area="二七区", subtype="road", at=UNTIL)
    told = Told(figures=figures, story={Story.COURSE: "大货车追尾"})
    call = RegisterIncident(
        subtype="road",
        event_at=UNTIL,
        area="二七区",
        place="嵩山路航海路口",
        source="市公安局交警支队",
        told=told,
        grade=graded.grade or "",
        grade_proposed=graded.grade or "",
    )
    with store.desk() as desk:
        number = register_incident(desk, call)
    with store.reading() as session:
        return incident_in_full(session, number)


def _paper() -> Ratio:
    facts = sample_incident_report()
    faces, wording = open_faces(default_cache()), load_wording("zh_CN")
    path = max(default_cache().rglob("*.ttf"), key=lambda file: file.stat().st_size)
    pdfmetrics.registerFont(TTFont("bare-report", str(path)))
    works: list[Callable[[], object]] = [
        lambda: make_incident_report(facts, faces=faces, wording=wording),
        lambda: _bare([facts.title, *facts.body.splitlines(), facts.office_zh]),
    ]
    ours, bare = in_turn(works, ROUNDS)
    at = f"one page, {ms(ours)} / {ms(bare)}"
    return Ratio("incident report as PDF", ours / bare, 2.0, "bare reportlab paragraphs of the same text", at)


def _bare(texts: list[str]) -> bytes:
    style = ParagraphStyle("bare", fontName="bare-report", fontSize=15.75, leading=29, wordWrap="CJK")
    into = io.BytesIO()
    SimpleDocTemplate(into, pagesize=A4).build([Paragraph(text, style) for text in texts])
    return into.getvalue()
