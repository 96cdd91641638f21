"""A daily situation of ten pages beside Typst, WeasyPrint and LibreOffice making the same content with the same face.

The peers are no part of the project: Typst and WeasyPrint run in the interpreter that ``--peers`` names, LibreOffice where it
is installed. One that is absent is left out, with the reason. Each round is another text, so that nobody answers from what
was kept of the round before.
"""

from __future__ import annotations

import io
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import IO, Final

from docx import Document
from fontTools.ttLib import TTFont
from pypdfium2 import PdfDocument

from benchmarks.measure import Left, Ratio, ms, seconds
from benchmarks.paper import face_path
from dutyroom.actions.papers import default_cache
from dutyroom.data.catalogues import load_wording
from dutyroom.papers.briefing import make_briefing
from dutyroom.papers.briefing_facts import BriefingFacts
from dutyroom.papers.fonts import open_faces
from dutyroom.papers.sample_briefings import sample_briefing

NAME: Final = "daily situation of ten pages as PDF"
AIMS: Final = {"typst": 1.0, "typst-kept": 1.0, "weasyprint": 0.2, "libreoffice": 0.2}
"""Ours divided by theirs: faster than Typst, five times as fast as the others."""
_SAID: Final = {
    "typst": "Typst, a call for each paper",
    "typst-kept": "Typst, its compiler kept warm",
    "weasyprint": "WeasyPrint",
    "libreoffice": "LibreOffice converting a docx",
}
_TIMES: Final = 7
_ROUNDS: Final = 9
_WORKER: Final = Path(__file__).with_name("peers_worker.py")
Make = Callable[[int], float]
"""Make the paper of a round; the seconds that it took."""


class AbsentError(Exception):
    """A peer is not here; the text says why."""


def peer_ratios(python: str) -> list[Ratio | Left]:
    """Ours against each peer, in turn; the faces are opened and everybody's first paper is made before."""
    found: list[Ratio | Left] = []
    with tempfile.TemporaryDirectory(prefix="dutyroom-peers-") as folder:
        for peer, aim in AIMS.items():
            try:
                with _peer(peer, python, Path(folder)) as (theirs, out):
                    ours, their = _in_turn([_ours(), theirs])
                    at = f"{ms(ours)} / {ms(their)}; {_pages(_paper(1))} and {_pages(out.read_bytes())} pages"
            except AbsentError as absent:
                found.append(Left(NAME, _SAID[peer], str(absent)))
            else:
                found.append(Ratio(NAME, ours / their, aim, _SAID[peer], at))
    return found


def facts_of(turn: int) -> BriefingFacts:
    """The paper of a round; no paragraph says what another one or one of another round says: nothing can be kept."""
    sample = sample_briefing("daily-situation")
    parts = tuple(
        replace(
            part,
            text=f"第{turn}轮第{place}段{part.text}",
            rows=tuple(tuple(f"{cell}{(7 * turn + place) % 10}" for cell in row) for row in part.rows),
        )
        for place, part in enumerate(sample.parts * _TIMES)
    )
    return replace(sample, parts=parts, title=f"{sample.title}{turn}")


def _in_turn(works: list[Make]) -> list[float]:
    taken: list[list[float]] = [[] for _ in works]
    for turn in range(_ROUNDS + 1):
        for place, work in enumerate(works):
            taken[place].append(work(turn))
    return [statistics.median(each[1:]) for each in taken]  # the first one is for warming up


def _paper(turn: int) -> bytes:
    return make_briefing(facts_of(turn), faces=open_faces(default_cache()), wording=load_wording("zh_CN"))


def _ours() -> Make:
    faces, wording = open_faces(default_cache()), load_wording("zh_CN")

    def make(turn: int) -> float:
        facts = facts_of(turn)
        return seconds(lambda: make_briefing(facts, faces=faces, wording=wording))

    return make


@contextmanager
def _peer(peer: str, python: str, folder: Path) -> Iterator[tuple[Make, Path]]:
    if peer == "libreoffice":
        yield _libreoffice(folder), folder / "paper.pdf"
        return
    face = face_path(default_cache())
    own = folder / "face"
    own.mkdir(exist_ok=True)
    shutil.copy(face, own)
    with closing(TTFont(face, lazy=True)) as opened:
        (folder / "family.txt").write_text(str(opened["name"].getDebugName(1)), "utf-8")
    out = folder / f"{peer}.pdf"
    worker = subprocess.Popen(
        [python, str(_WORKER), peer, str(own / face.name), str(out)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    pipes: list[IO[str] | None] = [worker.stdin, worker.stdout, worker.stderr]
    try:
        yield _asking(worker, peer, python), out
    finally:
        worker.kill()
        worker.wait()
        for pipe in pipes:
            if pipe is not None:
                pipe.close()


def _asking(worker: subprocess.Popen[str], peer: str, python: str) -> Make:
    asked, answers = worker.stdin, worker.stdout
    if asked is None or answers is None or answers.readline().strip() != "ready":
        said = worker.stderr.read().strip().splitlines() if worker.stderr is not None else []
        raise AbsentError(f"{_SAID[peer]} cannot be imported by {Path(python).name}: {(said or ['no answer'])[-1]}")

    def make(turn: int) -> float:
        parts = [(part.text, [list(row) for row in part.rows]) for part in facts_of(turn).parts]
        asked.write(json.dumps(parts, ensure_ascii=False) + "\n")
        asked.flush()
        answer = answers.readline().strip()
        if not answer:
            raise AbsentError(f"{_SAID[peer]} gave up: {worker.stderr.read() if worker.stderr else ''}")
        return float(answer)

    return make


def _libreoffice(folder: Path) -> Make:
    command = shutil.which("soffice") or shutil.which("libreoffice")
    if command is None:
        raise AbsentError("LibreOffice is not installed")
    file = folder / "paper.docx"
    convert = [command, "--headless", f"-env:UserInstallation={folder.as_uri()}/profile", "--convert-to", "pdf"]

    def make(turn: int) -> float:
        document = Document()
        for part in facts_of(turn).parts:
            document.add_paragraph(part.text)
            if part.rows:
                table = document.add_table(len(part.rows), len(part.rows[0]))
                for cells, row in zip(table.rows, part.rows, strict=True):
                    for cell, said in zip(cells.cells, row, strict=True):
                        cell.text = said
        into = io.BytesIO()
        document.save(into)
        file.write_bytes(into.getvalue())
        words = [*convert, "--outdir", str(folder), str(file)]
        return seconds(lambda: subprocess.run(words, check=True, capture_output=True))

    return make


def _pages(pdf: bytes) -> int:
    with closing(PdfDocument(pdf)) as document:
        return len(document)


if __name__ == "__main__":
    for line in peer_ratios(sys.argv[1] if len(sys.argv) > 1 else sys.executable):
        print(line)
