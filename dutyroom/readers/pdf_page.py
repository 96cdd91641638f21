"""PDF pages: their lines with the place where each is printed, without running heads, feet and page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from statistics import median
from typing import Final

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
_MOSTLY: Final = 0.6
_TELLS: Final = re.compile(r"[。；：]|: ?\S|\d{7}|\d{3,4}-\d{3}")


@dataclass(frozen=True, slots=True)
class Printed:
    """A line as it is printed; places are in points from the lower left corner, ``height`` is that of its letters.

    ``bold`` says that it is heavy from its first letter to its last.
    """

    text: str
    left: float
    right: float
    bottom: float
    height: float
    bold: bool = False


Page = list[Printed]


def without_edges(pages: Sequence[Page]) -> tuple[list[Page], list[str]]:
    """The pages without page numbers and running lines, and what these running lines say.

    A running line says the same at the same place of several pages, apart from
    the text; one that tells something is left where it stands first. The title on the first page, which the others repeat at their
    head, stands elsewhere or is larger.
    """
    edges = [_edges(page) for page in pages]
    running = _running([[page[at] for at in edge] for page, edge in zip(pages, edges, strict=True)])
    said: set[str] = set()
    counted = _counted(pages, edges)
    leading = usual_leading(pages)
    kept: list[Page] = []
    dropped: list[str] = []
    for number, (page, edge) in enumerate(zip(pages, edges, strict=True)):
        numbers = {at for at in edge if _is_page_number(page[at].text)}
        gone = {at for at in edge if (number, at) in counted}
        if number or len(pages) >= _FEWEST:  # what stands on two pages by chance is still said on the first
            gone |= {at for at in edge if _is_running(page[at], running)}
        gone = _apart(page, gone - numbers, numbers, leading)
        gone = {at for at in gone if not _is_told_once(page[at].text, said)} | numbers
        dropped += [page[at].text for at in sorted(gone - numbers)]
        kept.append([line for at, line in enumerate(page) if at not in gone])
    if not any(kept):  # a line on each page and nothing else is the text, wherever it stands
        return [[line for line in page if not _is_page_number(line.text)] for page in pages], []
    return kept, list(dict.fromkeys(dropped))


def _is_told_once(text: str, said: set[str]) -> bool:
    """Whether a running line tells more than a head does, and for the first time: a note, a telephone number."""
    if text in said or not _TELLS.search(text):
        return False
    said.add(text)
    return True


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
    alike: dict[str, list[tuple[int, Printed]]] = {}
    for number, page in enumerate(edges):
        for line in page:
            alike.setdefault(_shape(line.text), []).append((number, line))
    enough = min(_FEWEST, max(2, len(edges)))
    running: dict[str, list[tuple[float, float]]] = {}
    for shape, lines in alike.items():
        for group in _at_one_height(lines):
            if len(group) >= enough and _counts_with_pages(group):
                place = median(line.bottom for _, line in group), median(line.height for _, line in group)
                running.setdefault(shape, []).append(place)
    return running


def _at_one_height(lines: Sequence[tuple[int, Printed]]) -> list[list[tuple[int, Printed]]]:
    groups: list[list[tuple[int, Printed]]] = []
    for number, line in sorted(lines, key=lambda found: found[1].bottom):
        if groups and line.bottom - groups[-1][-1][1].bottom <= _SAME_PLACE:
            groups[-1].append((number, line))
        else:
            groups.append([(number, line)])
    return groups


def _counts_with_pages(lines: Sequence[tuple[int, Printed]]) -> bool:
    """Whether every number in the lines is the same in most of them or counts the pages: other numbers are told."""
    rows = [[int(found) for found in re.findall(r"\d{1,9}", line.text)] for _, line in lines]
    ahead = [[value - number for value in row] for (number, _), row in zip(lines, rows, strict=True)]
    return all(
        any(_MOSTLY * len(places) <= Counter(column).most_common(1)[0][1] for column in (places, counted))
        for places, counted in zip(zip(*rows, strict=False), zip(*ahead, strict=False), strict=False)
    )


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
