"""A library of plans varied from the real documents: files in mixed formats, or a store that holds them already.

The real documents lie beside the project and are no part of it; nothing of their text is kept here.
"""

from __future__ import annotations

import html
import random
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Final

from dutyroom.actions.plans import keep_plan
from dutyroom.data.startup import create_store
from dutyroom.readers.opening import open_reading
from dutyroom.rules.outline import outline
from dutyroom.rules.plan import KeepPlan

REAL: Final = Path(__file__).resolve().parents[2] / "shared" / "real"
DOCUMENTS: Final = 3_500
TEXT_MB: Final = 60
SEED: Final = 7
_FOLDERS: Final = ("plans_zh", "plans_en", "laws", "notices")
_PLACES: Final = ("河南", "上海", "重庆", "贵州", "云南", "郑州", "开封", "洛阳", "平顶山", "安阳", "鹤壁", "新乡", "焦作", "濮阳", "许昌", "漯河", "三门峡", "南阳", "商丘", "信阳", "周口", "驻马店", "济源", "中牟", "巩义", "荥阳", "新密", "登封")  # fmt: skip
_EVENTS: Final = ("防汛", "抗旱", "地震", "森林火灾", "危险化学品", "燃气", "轨道交通", "大面积停电", "雨雪冰冻", "地质灾害", "食品安全", "突发公共卫生")  # fmt: skip
_FORMATS: Final = ("txt", "docx", "txt", "html", "docx", "md", "docx", "txt", "pdf", "docx", "gbk", "odt", "docx", "html", "txt", "pdf", "docx", "txt", "docx", "xlsx")  # fmt: skip
"""Of twenty documents in a row."""
_SENTENCE: Final = re.compile(r"(?<=[。；])|(?<=\. )|\n")
_W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PER_FOLDER: Final = 250

Section = tuple[int, str, str, str]


@dataclass(frozen=True, slots=True)
class Varied:
    """One made document: its title and its sections (level, number, title, body)."""

    title: str
    sections: tuple[Section, ...]

    @property
    def size(self) -> int:
        """Bytes of its text in UTF-8."""
        return sum(len("".join(section[1:]).encode()) for section in self.sections)


@cache
def sources() -> tuple[tuple[str, tuple[Section, ...]], ...]:
    """The real documents as titles and sections; empty where they are not there."""
    found = []
    for folder in _FOLDERS:
        for path in sorted((REAL / folder).rglob("*.*")):
            plan = open_reading(path, plan=True).plan
            if plan is not None and not plan.text_missing:
                found.append((plan.title, tuple((s.level, s.number, s.title, s.body) for s in plan.sections)))
    return tuple(found)


def varied(documents: int = DOCUMENTS, *, megabytes: float = TEXT_MB, seed: int = SEED) -> Iterator[Varied]:
    """So many documents that hold about so much text in all; the same numbers give the same documents.

    One in twenty is the one before it with a few words changed: what a newer version looks like.
    """
    chance = random.Random(seed)
    mean = megabytes * 1_000_000 / documents
    last: Varied | None = None
    for number in range(documents):
        if last is not None and number % 20 == 4:
            made = _newer(last, chance)
        else:
            made = _varied(number, mean * chance.choice((0.4, 0.6, 0.8, 0.9, 1.1, 1.3, 1.9)), chance)
        last = made
        yield made


def _varied(number: int, goal: float, chance: random.Random) -> Varied:
    """Chapters of several sources one after the other until there is enough text."""
    every = sources()
    title, sections = every[number % len(every)]
    place, event = chance.choice(_PLACES), chance.choice(_EVENTS)
    made: list[Section] = []
    size = 0
    while size < goal:
        names = {old: chance.choice(_PLACES) for old in _PLACES[:5]}
        for level, label, heading, body in sections:
            text = _sentences(body, names, chance)
            made.append((max(level, 1), label, heading, text))
            size += len((label + heading + text).encode())
            if size >= goal:
                break
        _, sections = chance.choice(every)
    kind = "应急预案" if any("\u4e00" <= sign <= "\u9fff" for sign in title) else "Emergency Plan"
    return Varied(f"{place}{event}{kind}（{2000 + number % 27}年第{number}号）", tuple(made))


def _sentences(body: str, names: dict[str, str], chance: random.Random) -> str:
    """The text with sentences left out, places and numbers changed."""
    kept = [said for said in _SENTENCE.split(body) if said and chance.random() > 0.25]
    text = "".join(said if said.endswith(("。", "；", " ")) else said + "\n" for said in kept).strip()
    for old, new in names.items():
        text = text.replace(old, new)
    return re.sub(r"\d{2,}", lambda found: str(int(found[0][:6]) + chance.randrange(9)), text)


def _newer(last: Varied, chance: random.Random) -> Varied:
    """The same document after a revision: another date, other telephone numbers, a sentence more."""
    at = chance.randrange(len(last.sections))
    level, label, heading, body = last.sections[at]
    changed = (level, label, heading, re.sub(r"\d", str(chance.randrange(10)), body) + "\n本节内容已经修订。")
    return Varied(last.title, (*last.sections[:at], changed, *last.sections[at + 1 :]))


def write_documents(folder: Path, documents: int = DOCUMENTS, *, megabytes: float = TEXT_MB, seed: int = SEED) -> int:
    """Write the documents as files in mixed formats, in folders; returns the bytes of text in them."""
    size = 0
    for number, one in enumerate(varied(documents, megabytes=megabytes, seed=seed)):
        inside = folder / f"{number // _PER_FOLDER:03}"
        inside.mkdir(parents=True, exist_ok=True)
        form = _FORMATS[number % len(_FORMATS)]
        suffix = "txt" if form == "gbk" else form
        (inside / f"{number:05}-{one.title}.{suffix}").write_bytes(_as(form, one))
        size += one.size
    return size


def fill_library(folder: Path, documents: int = DOCUMENTS, *, megabytes: float = TEXT_MB, seed: int = SEED) -> int:
    """A sample store whose library holds the documents, kept without files; returns the bytes of text."""
    store = create_store(folder, kind="sample")
    size = 0
    try:
        waiting: list[KeepPlan] = []
        for number, one in enumerate(varied(documents, megabytes=megabytes, seed=seed), 1):
            waiting.append(_kept(one))
            size += one.size
            if len(waiting) == 100 or number == documents:
                with store.desk() as desk:
                    for keep in waiting:
                        keep_plan(desk, keep)
                waiting = []
    finally:
        store.close()
    return size


def _kept(one: Varied) -> KeepPlan:
    plan = outline([(line, level) for line, level in _lines(one)], title=one.title)
    return KeepPlan(
        title=plan.title,
        kind=plan.kind,
        issuer=plan.issuer or "",
        number=plan.number or "",
        issued_on=plan.issued_on,
        text_missing=plan.text_missing,
        sections=tuple((s.level, s.number, s.title, s.body) for s in plan.sections),
        file_name=f"{one.title}.docx",
        path="",
    )


def _lines(one: Varied) -> Iterator[tuple[str, int | None]]:
    """Title, headings with their level, text."""
    yield one.title, 1
    for level, label, heading, body in one.sections:
        if label or heading:
            yield f"{label} {heading}".strip(), level + 1
        yield from ((line, None) for line in body.split("\n") if line.strip())


def _as(form: str, one: Varied) -> bytes:
    lines = list(_lines(one))
    plain = "\n".join(text for text, _ in lines) + "\n"
    if form == "txt":
        return plain.encode()
    if form == "gbk":
        return plain.encode("gb18030")
    if form == "md":
        return "".join(f"{'#' * min(level, 6) + ' ' if level else ''}{text}\n\n" for text, level in lines).encode()
    if form == "html":
        body = "".join(_element(text, f"h{min(level, 6)}" if level else "p") for text, level in lines)
        return f'<!DOCTYPE html><html><head><meta charset="utf-8"></head><body>{body}</body></html>'.encode()
    return {"docx": _docx, "odt": _odt, "pdf": _pdf, "xlsx": _xlsx}[form](lines)


def _element(text: str, name: str) -> str:
    return f"<{name}>{html.escape(text)}</{name}>\n"


@cache
def _word_parts() -> tuple[tuple[str, bytes], ...]:
    """What an empty Word document is made of, but for its text."""
    import docx  # slow import

    empty = BytesIO()
    docx.Document().save(empty)
    with zipfile.ZipFile(empty) as parts:
        return tuple((name, parts.read(name)) for name in parts.namelist() if name != "word/document.xml")


def _docx(lines: Sequence[tuple[str, int | None]]) -> bytes:
    body = "".join(
        f"<w:p>{f'<w:pPr><w:pStyle w:val={chr(34)}Heading{min(level, 9)}{chr(34)}/></w:pPr>' if level else ''}"
        f'<w:r><w:t xml:space="preserve">{html.escape(text)}</w:t></w:r></w:p>'
        for text, level in lines
    )
    document = f'<?xml version="1.0"?><w:document xmlns:w="{_W}"><w:body>{body}<w:sectPr/></w:body></w:document>'
    return _zipped([*_word_parts(), ("word/document.xml", document.encode())])


def _odt(lines: Sequence[tuple[str, int | None]]) -> bytes:
    office = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
    words = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
    body = "".join(
        f'<text:h text:outline-level="{level}">{html.escape(text)}</text:h>'
        if level
        else f"<text:p>{html.escape(text)}</text:p>"
        for text, level in lines
    )
    content = (
        f'<?xml version="1.0"?><office:document-content xmlns:office="{office}" xmlns:text="{words}">'
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    return _zipped([("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", content.encode())])


def _zipped(parts: Sequence[tuple[str, bytes]]) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            archive.writestr(name, content)
    return made.getvalue()


def _pdf(lines: Sequence[tuple[str, int | None]]) -> bytes:
    from reportlab.lib.pagesizes import A4  # slow import
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    made = BytesIO()
    canvas = Canvas(made, pagesize=A4)
    wide, place, page = 36, 780, 1
    canvas.setFont("STSong-Light", 12)
    for text, level in lines:
        rows = [text[at : at + wide] for at in range(0, len(text), wide)]
        for row_number, row in enumerate(rows):
            if place < 70:
                canvas.drawCentredString(297, 40, f"- {page} -")
                canvas.showPage()
                canvas.setFont("STSong-Light", 12)
                place, page = 780, page + 1
            canvas.drawString(72 if row_number or level else 96, place, row)
            place -= 18
    canvas.drawCentredString(297, 40, f"- {page} -")
    canvas.save()
    return made.getvalue()


def _xlsx(lines: Sequence[tuple[str, int | None]]) -> bytes:
    """A list of contacts, as one comes with a plan; the sentences stand in its remarks."""
    import xlsxwriter  # slow import

    made = BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    sheet = book.add_worksheet("通讯录")
    sheet.write_row(0, 0, [lines[0][0][:200]])
    sheet.write_row(1, 0, ["序号", "单位", "职责", "电话", "备注"])
    for row, (text, _) in enumerate(lines[1:], 2):
        sheet.write_row(row, 0, [row - 1, f"示例单位{row % 97}", text[:24], f"0371-6{row:07}", text])
    book.close()
    return made.getvalue()
