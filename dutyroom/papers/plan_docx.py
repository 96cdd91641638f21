"""A plan as a Word document: headings as headings, tables as tables, so that it can be worked on."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from typing import Any, Final

from dutyroom.papers.phrases import Phrases
from dutyroom.papers.plan_facts import PlanFacts
from dutyroom.papers.plan_words import heading_words, known_of, marked_title, warnings_of
from dutyroom.papers.tables import parted
from dutyroom.rules.wording import Wording

_STAMP: Final = (2024, 1, 1, 0, 0, 0)  # of every part of the file, so that the same plan gives the same bytes
_DEEPEST: Final = 9
_FACE: Final = "FangSong"
_CONTROL: Final = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF])


def plan_docx(facts: PlanFacts, wording: Wording) -> bytes:
    """The plan as the bytes of a docx file."""
    from docx import Document  # noqa: PLC0415  # slow import

    phrases = Phrases(wording, facts.zone)
    document: Any = Document()
    _prepare(document, facts)
    for mark in marked_title(facts):
        document.add_paragraph(mark)
    document.add_heading(_plain(facts.title), 0)
    known = known_of(facts, phrases)
    if known:
        _table(document, [[name, value] for name, value in known])
    for words in warnings_of(facts, phrases):
        document.add_paragraph(words)
    for section in facts.sections:
        name = heading_words(section)
        if name:
            document.add_heading(_plain(name), min(max(section.level, 1), _DEEPEST))
        for part in parted(section.body):
            if isinstance(part, str):
                document.add_paragraph(_plain(part))
            else:
                _table(document, part)
    out = io.BytesIO()
    document.save(out)
    return _stamped(out.getvalue())


def _prepare(document: Any, facts: PlanFacts) -> None:
    from docx.oxml.ns import qn  # noqa: PLC0415  # slow import

    for style in document.styles:
        fonts = getattr(getattr(style.element, "rPr", None), "rFonts", None)
        if fonts is not None:
            for name in ("w:eastAsiaTheme",):
                fonts.attrib.pop(qn(name), None)
            fonts.set(qn("w:eastAsia"), _FACE)
    properties = document.core_properties
    properties.title, properties.author = _plain(facts.title)[:250], _plain(facts.issuer)[:250]
    properties.created = properties.modified = datetime(*_STAMP, tzinfo=UTC)


def _table(document: Any, rows: list[list[str]]) -> None:
    columns = max(map(len, rows))
    table = document.add_table(rows=len(rows), cols=columns, style="Table Grid")
    cells = table._cells  # noqa: SLF001  # one look: asking row by row grows with the square of the table
    for place, row in enumerate(rows):
        for column, text in enumerate(row):
            cells[place * columns + column].text = _plain(text)


def _plain(text: str) -> str:
    """Without what XML cannot hold."""
    return text.translate(_CONTROL)


def _stamped(packed: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as made, zipfile.ZipFile(out, "w") as again:
        for name in made.namelist():
            part = zipfile.ZipInfo(name, _STAMP)
            part.compress_type = zipfile.ZIP_DEFLATED
            again.writestr(part, made.read(name))
    return out.getvalue()
