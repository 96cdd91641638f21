"""The headings of the real documents as a person lists them, and the score of what the program finds.

    python -m tests.readers.outline_marks            recall and precision of each file and in sum, by the form it comes in
    python -m tests.readers.outline_marks --misses   the headings that were missed, and what was taken for one, too

Marks were written down from the documents; they hold headings only, no text. A heading counts as found when level,
number and title are right. Besides the file as it is, the same lines are tried as a Word file without styles and as a
printed PDF, where no format declares anything.
"""

from __future__ import annotations

import argparse
import re
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import docx
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from dutyroom.readers.docx_numbers import han_numeral
from dutyroom.readers.opening import open_document, open_reading
from dutyroom.rules.headings import has_han

MARKS: Final = Path(__file__).parent / "outlines"
REAL: Final = Path(__file__).resolve().parents[2].parent / "shared" / "real"
FORMS: Final = ("as it is", "plain docx", "printed pdf")
Heading = tuple[int, str, str]


@dataclass(frozen=True, slots=True)
class Marked:
    """A document with its headings as a person lists them."""

    path: Path
    headings: tuple[Heading, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """How many headings there are, how many were found, and how many of these are right."""

    marked: int
    found: int
    right: int

    def __add__(self, other: Score) -> Score:
        return Score(self.marked + other.marked, self.found + other.found, self.right + other.right)

    @property
    def recall(self) -> float:
        return self.right / self.marked if self.marked else 1.0

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0


@cache
def marked() -> tuple[Marked, ...]:
    """Every marked document that is there."""
    return tuple(one for path in sorted(MARKS.glob("*.txt")) for one in _read(path) if one.path.exists())


def _read(path: Path) -> Iterator[Marked]:
    name, headings = "", list[Heading]()
    for line in [*path.read_text("utf-8").splitlines(), "= "]:
        if line.startswith("= "):
            if name:
                yield Marked(REAL / path.stem / name, tuple(headings))
            name, headings = line[2:], []
        elif line and not line.startswith("#"):
            level, _, rest = line.partition(" ")
            number, bar, title = rest.partition("|")
            if bar:
                headings.append((int(level), number.strip(), title.strip()))
            else:
                headings += [(int(level), each, "") for each in _articles(number)]


def _articles(span: str) -> Iterator[str]:
    """``第三条-第五条`` in full."""
    first, _, last = span.partition("-")
    numbers = [_number(each) for each in (first, last or first)]
    yield from (f"第{han_numeral(number)}条" for number in range(numbers[0], numbers[1] + 1))


@cache
def _numerals() -> dict[str, int]:
    return {han_numeral(number): number for number in range(1, 1000)}


def _number(article: str) -> int:
    return _numerals()[article.removeprefix("第").removesuffix("条")]


def found(path: Path) -> list[Heading]:
    """What the program lists for a file."""
    plan = open_reading(path, plan=True).plan
    return [(s.level, s.number, s.title) for s in plan.sections if s.level] if plan is not None else []


def alike(heading: Heading) -> Heading:
    """Without blanks, which printing may add or take."""
    level, number, title = heading
    return level, re.sub(r"\s", "", number).rstrip(".．、"), re.sub(r"\s", "", title).rstrip("：:")


def score(one: Marked, path: Path) -> Score:
    """The score of one document as it comes in a file."""
    said, given = Counter(map(alike, one.headings)), Counter(map(alike, found(path)))
    return Score(said.total(), given.total(), (said & given).total())


def forms_of(one: Marked, folder: Path) -> Iterator[tuple[str, Path]]:
    """The document in each of its forms; Markdown is tried as it is only where it declares what it does not number."""
    yield FORMS[0], one.path
    lines = [line.text for line in open_document(one.path).lines]
    if has_han("".join(lines[:20])):
        yield FORMS[1], _as_docx(folder / f"{one.path.stem}.docx", lines)
        yield FORMS[2], _as_pdf(folder / f"{one.path.stem}.pdf", lines)


def _as_docx(path: Path, lines: list[str]) -> Path:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    document.save(str(path))
    return path


def _as_pdf(path: Path, lines: list[str], *, wide: int = 34) -> Path:
    """Printed as an office prints it: a running head, page numbers, lines cut at the margin, two characters of indent."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    canvas = Canvas(str(path), pagesize=A4)
    place, page = 0.0, 0
    for line in lines:
        for row in _rows("　　" + line.strip(), wide):
            if place < 80:
                if page:
                    canvas.drawCentredString(297, 40, f"- {page} -")
                    canvas.showPage()
                page, place = page + 1, 760.0
                canvas.setFont("STSong-Light", 10)
                canvas.drawString(80, 800, path.stem[:30])
                canvas.setFont("STSong-Light", 13)
            canvas.drawString(76, place, row)
            place -= 22
    canvas.drawCentredString(297, 40, f"- {page} -")
    canvas.save()
    return path


def _rows(text: str, wide: int) -> Iterator[str]:
    """The line cut where it reaches the margin; letters and digits are half as wide."""
    row, room = "", 2.0 * wide
    for sign in text:
        need = pdfmetrics.stringWidth(sign, "STSong-Light", 2)
        if need > room:
            yield row
            row, room = "", 2.0 * wide
        row, room = row + sign, room - need
    yield row


def scores() -> dict[str, dict[str, Score]]:
    """By form, by file."""
    table: dict[str, dict[str, Score]] = {form: {} for form in FORMS}
    with tempfile.TemporaryDirectory() as folder:
        for one in marked():
            for form, path in forms_of(one, Path(folder)):
                table[form]["/".join(one.path.parts[-2:])] = score(one, path)
    return table


def total(of: dict[str, Score]) -> Score:
    """The sum over all files."""
    return sum(of.values(), Score(0, 0, 0))


def report() -> str:
    """The table of all files and forms."""
    lines = []
    for form, files in scores().items():
        lines.append(f"{form:44}  marked found right  recall  precision")
        rows = [*files.items(), ("all", total(files))]
        for name, got in rows:
            shown = name if len(name) <= 40 else f"{name[:39]}…"
            lines.append(
                f"  {shown:42}  {got.marked:6} {got.found:5} {got.right:5}  {got.recall:6.1%}  {got.precision:9.1%}"
            )
    return "\n".join(lines)


def _misses() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        for one in marked():
            for form, path in forms_of(one, Path(folder)):
                said, given = Counter(map(alike, one.headings)), Counter(map(alike, found(path)))
                for sign, each in (("-", said - given), ("+", given - said)):
                    yield from (
                        f"{sign} {one.path.name}, {form}: {level} {number} {title}" for level, number, title in each
                    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--misses", action="store_true", help="what was missed and what was taken for a heading")
    if parser.parse_args().misses:
        print("\n".join(_misses()))
    print(report())


if __name__ == "__main__":
    main()
