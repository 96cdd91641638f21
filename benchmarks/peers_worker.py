"""A peer at work in an interpreter of its own: ``python peers_worker.py PEER FACE.ttf OUT.pdf``.

Each line of the input is the content of one paper as JSON: a list of paragraphs with the rows of their tables. The answer is
how many seconds the peer took to make its PDF; the last one lies in OUT.pdf. Only the peer and the standard library are
imported, so that any interpreter in which the peer is installed will do.
"""

from __future__ import annotations

import html
import json
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

Parts = list[tuple[str, list[list[str]]]]

_TYPST = """
#set page(paper: "a4", margin: (left: 28mm, right: 26mm, top: 37mm, bottom: 35mm))
#set text(font: "FACE", size: 15.75pt, lang: "zh")
#set par(leading: 13.25pt, spacing: 13.25pt, first-line-indent: (amount: 2em, all: true), justify: true)
#for (said, rows) in json("content.json") {
  par(said)
  if rows.len() > 0 {
    set text(size: 12pt)
    set par(first-line-indent: 0pt)
    table(columns: rows.at(0).len(), ..rows.flatten())
  }
}
"""
_STYLE = """
@font-face { font-family: own; src: url(FACE) }
@page { size: A4; margin: 37mm 26mm 35mm 28mm }
body { font: 15.75pt/29pt own; margin: 0 }
p { margin: 0; text-indent: 2em; text-align: justify }
table { border-collapse: collapse; width: 100%; font-size: 12pt; line-height: 17pt }
td { border: 0.4pt solid; padding: 2pt 4pt }
"""


def _typst(face: Path, out: Path, *, kept: bool = False) -> Callable[[Parts], object]:
    """``kept`` holds one compiler for all papers; else each is a call of its own, with the one face and no others."""
    import typst  # slow import, and only this peer's

    folder = out.parent
    name = (folder / "family.txt").read_text("utf-8").strip()
    main = folder / "main.typ"
    main.write_text(_TYPST.replace("FACE", name), "utf-8")
    how = {"root": str(folder), "font_paths": [str(face.parent)], "ignore_system_fonts": True}
    compiler = typst.Compiler(**how) if kept else None

    def make(parts: Parts) -> object:
        (folder / "content.json").write_text(json.dumps(parts, ensure_ascii=False), "utf-8")
        return out.write_bytes(compiler.compile(str(main)) if compiler else typst.compile(str(main), **how))

    return make


def _weasyprint(face: Path, out: Path) -> Callable[[Parts], object]:
    from weasyprint import HTML  # slow import, and only this peer's

    style = f"<style>{_STYLE.replace('FACE', face.as_uri())}</style>"

    def make(parts: Parts) -> object:
        body = "".join(_paragraph(said, rows) for said, rows in parts)
        return out.write_bytes(HTML(string=f"<html lang=zh>{style}<body>{body}").write_pdf())

    return make


def _paragraph(said: str, rows: list[list[str]]) -> str:
    lines = "".join(f"<tr>{''.join(f'<td>{html.escape(cell)}' for cell in row)}" for row in rows)
    return f"<p>{html.escape(said)}</p>" + (f"<table>{lines}</table>" if rows else "")


def main() -> None:
    """Answer each paper with the seconds it took."""
    name, face, out = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    makers: dict[str, Any] = {
        "typst": _typst,
        "typst-kept": partial(_typst, kept=True),
        "weasyprint": _weasyprint,
    }
    make = makers[name](face, out)
    print("ready", flush=True)
    for line in sys.stdin:
        parts = json.loads(line)
        start = time.perf_counter()
        make(parts)
        print(time.perf_counter() - start, flush=True)


if __name__ == "__main__":
    main()
