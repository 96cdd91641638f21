"""Which numbers a card needs: those of whom it speaks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutyroom.rules.card_numbers import core_name, numbers_needed


@pytest.mark.parametrize(
    ("name", "core"),
    [
        ("郑州市水利局", "水利局"),
        ("河南省郑州市应急管理局", "应急管理局"),
        ("市公安局", "市公安局"),
        ("金水区应急管理局", "应急管理局"),
        ("水利局", "水利局"),
        ("Fire Brigade", "Fire Brigade"),
        ("", ""),
    ],
)
def test_the_area_before_a_name_is_left_out(name: str, core: str) -> None:
    assert core_name(name) == core


def test_a_unit_is_meant_with_its_area_or_without() -> None:
    holders = [("郑州市水利局", ""), ("郑州市公安局", "示例甲"), ("Fire Brigade", ""), ("", "")]
    assert numbers_needed(["通知市水利局和示例甲"], holders) == [0, 1]
    assert numbers_needed(["Call the Fire Brigade at once"], holders) == [2]
    assert numbers_needed(["无关"], holders) == []


@given(
    texts=st.lists(st.text(max_size=20), max_size=3),
    names=st.lists(st.text(max_size=6), max_size=20),
    most=st.integers(0, 5),
)
def test_few_numbers_in_their_order(texts: list[str], names: list[str], most: int) -> None:
    found = numbers_needed(texts, [(name,) for name in names], most)
    assert found == sorted(set(found))
    assert len(found) <= most
    assert all(0 <= place < len(names) for place in found)
