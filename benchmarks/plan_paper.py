"""A plan of 300 kB as PDF against bare reportlab paragraphs; the whole library as one file: pages a second, memory."""

from __future__ import annotations

import io
import json
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph, SimpleDocTemplate

from benchmarks.measure import Ratio, in_turn, ms
from benchmarks.plans_fill import DOCUMENTS, SEED, TEXT_MB, Varied, varied
from dutyroom.actions.papers import default_cache
from dutyroom.data.catalogues import load_wording
from dutyroom.papers.fonts import open_faces
from dutyroom.papers.library import write_library
from dutyroom.papers.plan import make_plan
from dutyroom.papers.plan_facts import LibraryFacts, PlanFacts, SectionFact

SIZE: Final = 300_000
"""Bytes of text of one plan."""
ROUNDS: Final = 5
RATE: Final = 200.0
"""Pages of the library a second."""
MEMORY_MB: Final = 250.0
"""What the library may take above what the program has before."""


def plan_paper_ratios(folder: Path, *, documents: int = DOCUMENTS) -> list[Ratio]:
    """Faces are made ready before; the library is measured in a process of its own, its text made beside the clock."""
    facts = _facts(_long_plan())
    faces, wording = open_faces(default_cache()), load_wording("zh_CN")
    face = _a_face()
    ours, bare = in_turn([lambda: make_plan(facts, faces=faces, wording=wording), lambda: _bare(facts, face)], ROUNDS)
    target = folder / "library.pdf"
    folder.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "benchmarks.plan_paper", str(target), str(documents)]
    told = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)  # our own
    rate, above = told["pages"] / told["seconds"], told["peak"] - told["before"]
    at = f"{documents:,} plans, {int(told['pages']):,} pages, {told['seconds']:.0f} s of work, {target.stat().st_size / 1e6:.0f} MB"
    plan = f"{SIZE // 1000} kB of text with contents and bookmarks, {ms(ours)} / {ms(bare)}"
    return [
        Ratio("plan as PDF", ours / bare, 1.0, "bare reportlab paragraphs in the same face", plan),
        Ratio("plan library as PDF", RATE / rate, 1.0, f"{RATE:.0f} pages/s", f"{at}, {rate:.0f} pages/s"),
        Ratio(
            "plan library: memory",
            above / MEMORY_MB,
            1.0,
            f"{MEMORY_MB:.0f} MB",
            f"{above:.0f} MB above {told['before']:.0f}",
        ),
    ]


def _long_plan() -> Varied:
    parts: list[tuple[int, str, str, str]] = []
    size = 0
    for one in varied(60, megabytes=1.0, seed=SEED):
        for section in one.sections:
            parts.append(section)
            size += len("".join(section[1:]).encode())
            if size >= SIZE:
                return Varied("一件三十万字节的预案", tuple(parts))
    raise RuntimeError("the real documents are not there")


def _facts(one: Varied) -> PlanFacts:
    sections = tuple(SectionFact(level=s[0], number=s[1], title=s[2], body=s[3]) for s in one.sections)
    return PlanFacts(
        office_zh="示例", office_en="Sample", title=one.title, kind="special", version="1", sections=sections
    )


def _a_face() -> str:
    path = max(default_cache().rglob("*.ttf"), key=lambda file: file.stat().st_size)
    pdfmetrics.registerFont(TTFont("bare", str(path)))
    return "bare"


def _bare(facts: PlanFacts, face: str) -> bytes:
    style = ParagraphStyle("bare", fontName=face, fontSize=12, leading=21, firstLineIndent=24, wordWrap="CJK")
    story = []
    for section in facts.sections:
        lines = [f"{section.number} {section.title}", *section.body.splitlines()]
        story += [Paragraph(line.replace("&", "&amp;").replace("<", "&lt;"), style) for line in lines if line.strip()]
    into = io.BytesIO()
    SimpleDocTemplate(into, pagesize=A4).build(story)
    return into.getvalue()


def _library(target: Path, documents: int) -> dict[str, float]:
    """Write the library; seconds of work without those that the making of its text takes."""
    spent = 0.0

    def plans() -> Iterator[PlanFacts]:
        nonlocal spent
        made = varied(documents, megabytes=TEXT_MB * documents / DOCUMENTS, seed=SEED)
        while True:
            start = time.process_time()
            one = next(made, None)
            spent += time.process_time() - start
            if one is None:
                return
            yield _facts(one)

    faces, wording = open_faces(default_cache()), load_wording("zh_CN")
    next(varied(1, megabytes=0.01, seed=SEED))  # reads the real documents, which is no part of the work
    facts = LibraryFacts(
        office_zh="示例",
        office_en="Sample",
        kinds=(("special", documents),),
        printed_at=datetime(2026, 11, 23, tzinfo=UTC),
    )
    before, start = _peak(), time.process_time()
    with target.open("wb") as out:
        written = write_library(facts, plans(), out, faces=faces, wording=wording)
    return {
        "pages": float(written.pages),
        "seconds": time.process_time() - start - spent,
        "before": before,
        "peak": _peak(),
    }


def _peak() -> float:
    """The most memory that this process has had, MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    print(json.dumps(_library(Path(sys.argv[1]), int(sys.argv[2]))))
