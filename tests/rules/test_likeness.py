"""The same notice come twice is recognised; different notices of one office are not taken for one."""

from __future__ import annotations

import random
from itertools import combinations
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from dutyroom.readers.opening import open_document
from dutyroom.rules.likeness import ALIKE, likeness, plain_words, runs, shared, text_hash

NOTICE = (Path(__file__).parent / "notices" / "gb9704.txt").read_text("utf-8")
TEXTS = st.text(max_size=60) | st.text("防汛抗旱指挥部关于做好通知，。 \n　０1２", max_size=60)


def misread(text: str, every: int, seed: int) -> str:
    """The text with one in ``every`` characters misread, missing or added, as a fax is scanned."""
    chance = random.Random(seed)
    signs = []
    for sign in text:
        if chance.random() < 1 / every:
            signs.append(chance.choice(("", "某", sign + "某")))
        else:
            signs.append(sign)
    return "".join(signs)


def test_layout_width_and_old_characters_do_not_count() -> None:
    wide = NOTICE.replace("2026", "２０２６").replace("：", ":").replace("　", " ").replace("\n", "\r\n\n")
    assert text_hash(wide) == text_hash(NOTICE)
    assert likeness(wide, NOTICE) == 1
    assert text_hash("緊急通知") == text_hash("紧急 通知。")
    assert text_hash(NOTICE) != text_hash(NOTICE.replace("1月7日", "1月8日"))
    assert len(text_hash("")) == 32


def test_a_misread_fax_is_alike_and_another_notice_is_not() -> None:
    assert all(likeness(NOTICE, misread(NOTICE, 15, seed)) > ALIKE for seed in range(20))
    other = (Path(__file__).parent / "notices" / "response_level.txt").read_text("utf-8")
    assert likeness(NOTICE, other) < ALIKE / 2


def test_a_head_added_by_the_fax_changes_little() -> None:
    assert likeness(f"发往：各市　签批盖章：王示例\n等级 特急·明电\n{NOTICE}", NOTICE) > 0.9


def test_the_real_notices_differ_from_one_another(real: Path) -> None:
    files = [path for folder in ("notices", "events") for path in sorted((real / folder).iterdir())]
    texts = ["\n".join(line.text for line in open_document(path).lines) for path in files]
    assert max(likeness(one, other) for one, other in combinations(texts, 2)) < ALIKE
    assert min(likeness(text, misread(text, 15, 4)) for text in texts) > ALIKE


@given(TEXTS, TEXTS)
def test_likeness_is_a_share_the_same_from_both_sides(one: str, other: str) -> None:
    assert 0 <= likeness(one, other) == likeness(other, one) <= 1
    assert likeness(one, one) == (1 if plain_words(one) else 0)
    assert (text_hash(one) == text_hash(other)) == (plain_words(one) == plain_words(other))
    assert shared(runs(one), runs(other)) == likeness(one, other)


@given(TEXTS)
def test_blanks_and_punctuation_never_change_the_hash(text: str) -> None:
    words = plain_words(text)
    assert text_hash("，".join(words)) == text_hash(words)
