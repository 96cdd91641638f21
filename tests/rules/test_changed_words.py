"""Changed words: the pieces are the two texts, equal pieces are equal, and they read well."""

import time
from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from dutyroom.rules.changed_words import Chunk, changed_words

TEXT = st.text("甲乙丙一二。，；\n ab1 .", max_size=60)


def said(old, new):
    return "".join(c.new if not c.changed else f"[{c.old}→{c.new}]" for c in changed_words(old, new))


def test_chinese_is_told_by_characters_and_numbers_are_whole():
    old = "泵站值守人员十五分钟内到岗。其他人员待命。"
    assert (
        said(old, "泵站值班人员十分钟内到岗并报告。其他人员待命。")
        == "泵站值[守→班]人员[十五→十]分钟内到岗[→并报告]。其他人员待命。"
    )
    assert said("值班电话0371-67181234，全天有人。", "值班电话0371-67180000，全天有人。") == (
        "值班电话[0371-67181234→0371-67180000]，全天有人。"
    )


def test_english_is_told_by_words():
    assert said("The duty officer calls within 15 minutes.", "The shift leader calls within 10 minutes.") == (
        "The [duty officer →shift leader ]calls within [15 →10 ]minutes."
    )


def test_a_word_between_two_changes_is_part_of_the_change():
    assert said("由甲局的乙科丙员负责办理", "由戊所的己股庚员负责办理") == "由[甲局的乙科丙→戊所的己股庚]员负责办理"


def test_what_has_next_to_nothing_in_common_is_one_change():
    chunks = changed_words("应当采取财政措施保障经费", "统筹建设避难场所并且管理")
    assert chunks == (Chunk("应当采取财政措施保障经费", "统筹建设避难场所并且管理", changed=True),)


def test_a_sentence_put_between_leaves_the_others_alone():
    assert said("甲处先行。乙处跟进。", "甲处先行。丙处查看。乙处跟进。") == "甲处先行。[→丙处查看。]乙处跟进。"


@given(TEXT, TEXT)
@example("", "甲")
@example("甲 ", "甲")
def test_the_pieces_are_the_two_texts_and_equal_pieces_are_equal(old, new):
    chunks = changed_words(old, new)
    assert "".join(chunk.old for chunk in chunks) == old
    assert "".join(chunk.new for chunk in chunks) == new
    assert all("".join(c.old.split()) == "".join(c.new.split()) for c in chunks if not c.changed)
    assert all(a.changed != b.changed for a, b in pairwise(chunks))


@given(TEXT)
def test_a_text_and_itself_have_no_change(text):
    assert not any(chunk.changed for chunk in changed_words(text, text))


def test_texts_that_cannot_be_told_word_by_word_are_told_quickly_all_the_same():
    began = time.perf_counter()
    for old, new in (
        ("甲" * 60_000, "甲" * 59_000 + "乙" + "甲" * 999),
        ("的了是在" * 15_000, "在是了的" * 15_000),
        ("起" + "甲乙丙丁，" * 200_000, "始" + "甲乙丙戊，" * 200_000),
        ("略。" * 20_000, "略。\n" * 19_000),
    ):
        chunks = changed_words(old, new)
        assert "".join(chunk.old for chunk in chunks) == old
        assert "".join(chunk.new for chunk in chunks) == new
    assert time.perf_counter() - began < 8
