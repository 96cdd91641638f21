"""PDF pages: their lines with the place where each is printed, without running heads, feet and page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from statistics import median
from typing import Any, Final

import pypdfium2

from dutyroom.readers.txt import clean
from dutyroom.rules.cutting import pieces
from dutyroom.rules.headings import Candidate

_PAGE_NUMBER: Final = re.compile(
    r"(?:page|p\.)?[-–—－·\s第]*\d{1,4}\s*(?:页\s*)?(?:(?:/|共|of)\s*\d{1,4}\s*页?)?[-–—－·\s]*", re.IGNORECASE
)
_EDGE: Final = 2
_FEWEST: Final = 3
_SAME_PLACE: Final = 4.0
_SAME_SIZE: Final = 1.5
_APART: Final = 1.2
_MOST_DIGITS: Final = 4


@dataclass(frozen=True, slots=True)
class Printed:
    """A line as it is printed; places are in points from the lower left corner, ``height`` is that of its letters."""

    text: str
    left: float
    right: float
    bottom: float
    height: float


Page = list[Printed]


def printed_page(page: Any) -> Page:
    """The lines of one page in reading order."""
    text = page.get_textpage()
    try:
        return list(_lines(text))
    finally:
        text.close()


def _lines(text: Any) -> list[Printed]:
    found: list[Printed] = []
    at = 0
    for line in text.get_text_range().split("\n"):
        bare = line.strip()
        if bare:
            first = at + len(line) - len(line.lstrip())
            found += [
                _printed(text, part, first, first + len(bare) - 1) for part in clean(bare).split("\n") if part.strip()
            ]
        at += len(line) + 1
    return found


def _printed(text: Any, said: str, first: int, last: int) -> Printed:
    """The line with its place, read as it is read where it runs up or down the page; nowhere where none is known."""
    said = said.strip()
    try:
        begin = text.get_charbox(first, loose=True)
        end = text.get_charbox(last, loose=True)
    except (pypdfium2.PdfiumError, IndexError, ValueError):
        return Printed(said, 0.0, 0.0, 0.0, 0.0)
    if abs(end[1] - begin[1]) <= abs(end[0] - begin[0]) or first == last:
        return Printed(said, begin[0], end[2], begin[1], begin[3] - begin[1])
    if end[1] > begin[1]:
        return Printed(said, begin[1], end[3], -begin[2], begin[2] - begin[0])
    return Printed(said, -begin[3], -end[1], begin[0], begin[2] - begin[0])


def without_edges(pages: Sequence[Page]) -> tuple[list[Page], list[str]]:
    """The pages without page numbers and running lines, and what these running lines say.

    A running line says the same at the same place of several pages, apart from
    the text; the title on the first page, which the others repeat at their
    head, stands elsewhere or is larger.
    """
    edges = [_edges(page) for page in pages]
    running = _running([[page[at] for at in edge] for page, edge in zip(pages, edges, strict=True)])
    counted = _counted(pages, edges)
    leading = usual_leading(pages)
    kept: list[Page] = []
    dropped: list[str] = []
    for number, (page, edge) in enumerate(zip(pages, edges, strict=True)):
        numbers = {at for at in edge if _is_page_number(page[at].text)}
        gone = {at for at in edge if (number, at) in counted}
        if number or len(pages) >= _FEWEST:  # what stands on two pages by chance is still said on the first
            gone |= {at for at in edge if _is_running(page[at], running)}
        gone = _apart(page, gone - numbers, numbers, leading) | numbers
        dropped += [page[at].text for at in sorted(gone - numbers)]
        kept.append([line for at, line in enumerate(page) if at not in gone])
    return kept, list(dict.fromkeys(dropped))


def _apart(page: Page, places: set[int], numbers: set[int], leading: float) -> set[int]:
    """Those of the places whose lines stand further from the page's own text than its lines do from one another."""
    apart = set(places)
    while True:
        own = [line.bottom for at, line in enumerate(page) if at not in apart and at not in numbers]
        near = {at for at in apart if any(abs(page[at].bottom - bottom) < _APART * leading for bottom in own)}
        if not near:
            return apart
        apart -= near


def usual_leading(pages: Sequence[Page]) -> float:
    """How far apart two lines of running text stand."""
    steps: list[float] = []
    for page in pages:
        places = sorted((line.bottom for line in page), reverse=True)
        steps += [step for upper, lower in pairwise(places) if (step := upper - lower) > 1]
    return median(steps) if steps else 0.0


def _edges(page: Page) -> list[int]:
    """Places of the lines at the head and the foot of the page, wherever in the file they are written."""
    ranked = sorted(range(len(page)), key=lambda at: (-page[at].bottom, at))
    return sorted({*ranked[:_EDGE], *ranked[-_EDGE:]})


def _running(edges: Sequence[Page]) -> dict[str, list[tuple[float, float]]]:
    """Height above the foot and size of each line that enough pages have at the same place, by what it says."""
    alike: dict[str, Page] = {}
    for page in edges:
        for line in page:
            alike.setdefault(_shape(line.text), []).append(line)
    enough = min(_FEWEST, max(2, len(edges)))
    running: dict[str, list[tuple[float, float]]] = {}
    for shape, lines in alike.items():
        for group in _at_one_height(lines):
            if len(group) >= enough:
                place = median(line.bottom for line in group), median(line.height for line in group)
                running.setdefault(shape, []).append(place)
    return running


def _at_one_height(lines: Page) -> list[Page]:
    groups: list[Page] = []
    for line in sorted(lines, key=lambda line: line.bottom):
        if groups and line.bottom - groups[-1][-1].bottom <= _SAME_PLACE:
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _is_running(line: Printed, running: Mapping[str, Sequence[tuple[float, float]]]) -> bool:
    return any(
        abs(line.bottom - bottom) <= _SAME_PLACE and abs(line.height - height) <= _SAME_SIZE
        for bottom, height in running.get(_shape(line.text), ())
    )


@lru_cache(maxsize=4096)
def _shape(line: str) -> str:
    """The line without spaces, and without its numbers where it is no numbered heading."""
    bare = re.sub(r"\s", "", line)
    first = pieces(line)[0]
    return bare if isinstance(first, Candidate) and first.title else re.sub(r"\d+", "#", bare)


def _is_page_number(text: str) -> bool:
    """Whether the line says of itself that it is a page number: ``- 3 -``, ``第 3 页``."""
    return _PAGE_NUMBER.fullmatch(text) is not None and not text.strip().isdecimal()


def _counted(pages: Sequence[Page], edges: Sequence[Sequence[int]]) -> set[tuple[int, int]]:
    """Page and place of the numbers alone that count with the pages."""
    bare = {
        (number, at): int(text) - number
        for number, edge in enumerate(edges)
        for at in edge
        if (text := pages[number][at].text.strip()).isdecimal() and len(text) <= _MOST_DIGITS
    }
    often = Counter(bare.values())
    return {place for place, ahead in bare.items() if often[ahead] > 1 or (len(pages) == 1 and ahead == 1)}
