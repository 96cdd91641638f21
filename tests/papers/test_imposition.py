"""Booklets: each page once, and in order when the printed sheets are folded."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dutyroom.papers.imposition import folded, in_order, parts_of


def read_through(sides: list[tuple[int | None, ...]], sheets: int) -> list[int | None]:
    """The pages of one part as a reader meets them: the sheets laid one in another, outermost first."""
    fronts, backs = sides[0::2], sides[1::2]
    assert len(fronts) == len(backs) == sheets
    first_half = [page for front, back in zip(fronts, backs, strict=True) for page in (front[1], back[0])]
    second_half = [
        page for front, back in zip(reversed(fronts), reversed(backs), strict=True) for page in (back[1], front[0])
    ]
    return first_half + second_half


@given(pages=st.integers(0, 400), most=st.integers(1, 30))
def test_a_folded_booklet_is_read_in_order(pages: int, most: int) -> None:
    sides, at, read = folded(pages, most), 0, []
    for sheets in parts_of(pages, most):
        assert 1 <= sheets <= most
        read += read_through(sides[at : at + 2 * sheets], sheets)
        at += 2 * sheets
    assert at == len(sides)
    assert read == [*range(pages), *[None] * (-pages % 4)], "blanks only at the very end"


@given(pages=st.integers(1, 400), most=st.integers(1, 30))
def test_no_more_paper_than_needed_and_parts_alike(pages: int, most: int) -> None:
    parts = parts_of(pages, most)
    assert sum(parts) == -(-pages // 4)
    assert max(parts) - min(parts) <= 1
    assert len(parts) == -(-sum(parts) // most)


@given(pages=st.integers(0, 200), places=st.sampled_from([1, 2, 4]))
def test_cards_follow_one_another(pages: int, places: int) -> None:
    sides = in_order(pages, places)
    assert [page for side in sides for page in side if page is not None] == list(range(pages))
    assert all(len(side) == places for side in sides)
    assert len(sides) == -(-pages // places)
