"""Search: what is indexed is found, as SQLite's FTS5 answers, and only that."""

import re
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from dutyroom.rules.fold import HAN, fold, fold_words
from dutyroom.rules.terms import find_hits, index_text, match_query, share_said, snippet, words_apart

PLANS = Path(__file__).resolve().parents[2].parent / "shared" / "real" / "plans_zh"
NUMBERS = "电话13800138000，文号：市政办发〔2024〕12号"
HAN_TEXT = st.text(
    st.one_of(
        st.sampled_from("市防汛抗旱指挥部启动应急响应预案雨水"),
        st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF),
    ),
    min_size=1,
    max_size=30,
).filter(lambda text: "级" not in fold(text))
MIXED = st.text(
    st.one_of(st.sampled_from('一二四级应急响12IVvⅣ１，。"*()^:-+〔 \n\x00ANDORNT\u3000é'), st.characters()),
    max_size=25,
)


class Index:
    """One text at a time in a real FTS5 table."""

    def __init__(self) -> None:
        self.connection = sqlite3.connect(":memory:")
        self.connection.execute("CREATE VIRTUAL TABLE found USING fts5(body, tokenize='unicode61')")

    def answers(self, text: str, words: str) -> bool:
        self.connection.execute("DELETE FROM found")
        self.connection.execute("INSERT INTO found VALUES (?)", (index_text(text),))
        return self.asks(words)

    def asks(self, words: str) -> bool:
        query = match_query(words)
        if query is None:
            return False
        return bool(self.connection.execute("SELECT 1 FROM found WHERE found MATCH ?", (query,)).fetchall())


@pytest.fixture(scope="module")
def index() -> Iterator[Index]:
    index = Index()
    yield index
    index.connection.close()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        *[(NUMBERS, words) for words in ("13800138000", "138001", "2024", "12号", "12", "电话138", "市政办发 12号")],
        ("产品ＡＢＣ１２３号", "ABC123"),
        ("产品abc123号", "ＡＢＣ１２３"),
        ("啟動應急預案", "应急预案"),
        ("启动应急预案", "應急預案"),
        ("启动应\n急\n响应", "应急响应"),
        ("第一章　总　则", "总则"),
        ("组长：张　三", "张三"),
        ("2024 年 8 月 15 日", "2024年8月"),
        ("2024年8月15日", "2024 年"),
        ("镕堃喆犇䶮𬱖", "䶮𬱖"),
        ("镕堃喆犇䶮𬱖", "𬱖"),
        ("Typhoon Warning issued", "warning typ"),
        ("台风 warning", "WARN"),
        ("第12条规定", "第12条"),
        ("按照第 12 条", "第12"),
    ],
)
def test_text_is_found(index: Index, text: str, words: str) -> None:
    assert index.answers(text, words)
    assert find_hits(text, words)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("响应上级，应当紧急预备方案", "应急预案"),
        ("应 急 预 案", "应急"),
        ("市应，急响应", "应急"),
        ("应。急", "应急"),
        ("甲，12号", "甲12"),
        ("文件12，号码", "12号"),
        ("文件12。\n号码", "12号"),
        ("112号", "12号"),
        ("2024", "20 24"),
        (NUMBERS, "13号"),
        ("总则\n\n为规范", "则为"),
        ("总则\n　　为规范", "则为"),
        ("应急", "应急 响应"),
        ("值班十一", "十一级"),
    ],
)
def test_scattered_characters_are_no_hit(index: Index, text: str, words: str) -> None:
    assert not index.answers(text, words)


@pytest.mark.parametrize("number", range(4))
@pytest.mark.parametrize("style", ["ⅠⅡⅢⅣ", ["I", "II", "III", "IV"], "一二三四", "1234", ["i ", "ii ", "iii ", "iv "]])
@pytest.mark.parametrize("ask", ["ⅠⅡⅢⅣ", ["I", "II", "III", "IV"], "一二三四", "1234"])
def test_every_spelling_of_a_grade_finds_every_other(
    index: Index, number: int, style: list[str], ask: list[str]
) -> None:
    for said, asked in (("应急响应", "响应"), ("响应", "应急响应"), ("響應", "响应")):
        text = f"按预案启动{style[number]}级{said}，各单位到岗"
        assert index.answers(text, f"{ask[number]}级{asked}")
        assert index.asks(f"启动{ask[number]}级")
        assert index.asks(ask[number])
        assert not index.asks(f"{ask[(number + 1) % 4]}级{asked}")
        [(start, end)] = find_hits(text, f"{ask[number]}级{asked}")
        assert text[start:end] == f"{style[number]}级{said}"


@pytest.mark.parametrize("text", ["阵风11级", "阵风十一级", "VIII级", "7.1级地震", "第二十一级台阶"])
@pytest.mark.parametrize("words", ["Ⅰ级", "I级", "1级", "一级"])
def test_other_numbers_are_no_grade(index: Index, text: str, words: str) -> None:
    assert not index.answers(text, words)
    assert find_hits(text, words) == []


@pytest.mark.parametrize("words", ["十一级", "十一", "阵风十", "风十一级", "级大风"])
def test_a_number_in_characters_is_found_as_it_is_typed(index: Index, words: str) -> None:
    assert index.answers("阵风十一级大风", words)
    assert find_hits("阵风十一级大风", words)


@given(HAN_TEXT, st.data())
def test_any_part_of_han_text_is_found(index: Index, text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assert index.answers(text, text[start:end])
    assert any(a <= start and end <= b for a, b in find_hits(text, text[start:end]))


@given(HAN_TEXT, HAN_TEXT.filter(lambda words: len(words) > 1))
def test_han_text_is_found_only_where_it_stands(index: Index, text: str, words: str) -> None:
    assert index.answers(text, words) == (fold(words) in fold(text))


@given(HAN_TEXT.filter(lambda text: len(text) > 1), st.sampled_from("，。、；：— （x7"), st.data())
def test_punctuation_parts_a_word(index: Index, text: str, mark: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(1, len(text) - 1))
    parted = f"{text[:at]}{mark * 2}{text[at:]}"
    assume(fold(text) not in fold(parted))  # 张　三 is 张三
    assert not index.answers(parted, text)


@given(st.text(st.sampled_from("应急响预案號电话级一1四2IVx ，\n"), max_size=20), st.data())
def test_hits_and_index_agree(index: Index, text: str, data: st.DataObject) -> None:
    words = data.draw(st.text(st.sampled_from("应急响预案号级一1四2IVx"), min_size=1, max_size=4))
    assert index.answers(text, words) == bool(find_hits(text, words))


@given(MIXED, MIXED)
@example("", '"a" OR * NEAR(b) {c}: ^d - e')
def test_no_query_is_an_error(index: Index, text: str, words: str) -> None:
    index.answers(text, words)


@pytest.mark.parametrize("words", ["", " \n", '"*()^:-+', "，。、〔〕…", "\x00\ud800", "\ufffe\uf8fe"])
def test_nothing_searchable_is_none(words: str) -> None:
    assert match_query(words) is None
    assert find_hits("应急 12", words) == []


def test_a_pasted_page_is_no_error(index: Index) -> None:
    page = " ".join(f"应急{number}号x{number}" for number in range(20_000))
    assert index.answers(page, page)
    assert index.answers("应急" * 50_000, "应急" * 50_000)


@given(MIXED, MIXED.map(lambda words: words.strip()))
def test_hits_lie_in_the_text_apart_and_in_order(text: str, words: str) -> None:
    hits = find_hits(text, words)
    flat = [place for hit in hits for place in hit]
    assert flat == sorted(set(flat))
    assert not flat or (flat[0] >= 0 and flat[-1] <= len(text))


@given(
    st.text(st.sampled_from("應急預案，。12ＡＢ应急\n x"), max_size=30),
    st.text(st.sampled_from("应急預案12ａb"), min_size=1, max_size=3),
)
def test_a_hit_folds_to_what_was_asked(text: str, words: str) -> None:
    asked = fold_words(words)
    for start, end in find_hits(text, words):
        said = re.sub(r"\s+", "", fold(text[start:end]))
        assert said[: len(asked)] == asked
        assert said[-len(asked) :] == asked


@given(MIXED, MIXED, st.integers(10, 60))
@example("应\n急响应\n\n　　启动", "应急响应", 20)
def test_a_snippet_is_one_line_with_marks_inside(text: str, words: str, width: int) -> None:
    shown = snippet(text, words, width=width)
    assert "\n" not in shown.text
    assert len(shown.text) <= width + 2
    flat = [place for mark in shown.marks for place in mark]
    assert flat == sorted(flat)
    assert not flat or (flat[0] >= 0 and flat[-1] <= len(shown.text))
    assert bool(shown.marks) == bool(find_hits(text, words))


def test_a_snippet_shows_the_place_with_most_of_the_words() -> None:
    text = "应急。" + "无关内容" * 50 + "\n　　启动防汛\n应急响应，联系13800138000。\n" + "其他内容" * 50
    shown = snippet(text, "防汛 应急", width=40)
    assert [shown.text[start:end] for start, end in shown.marks] == ["防汛", "应急"]
    assert shown.marks == ((3, 5), (5, 7))  # two words of the query; the break between is no blank
    assert shown.text.startswith("…启动防汛应急响应，联系13800138000。 其他")
    assert shown.text.endswith("…")


def test_a_snippet_cuts_no_number() -> None:
    shown = snippet("启动应急响应，联系电话13800138000转机要", "应急", width=16)
    assert shown.text == "启动应急响应，联系电话…"
    assert snippet("短文", "没有") == snippet("短文", "")
    assert snippet("短文", "没有").text == "短文"


@pytest.mark.skipif(not PLANS.is_dir(), reason="the real plans are not beside this checkout")
def test_real_plans_answer_for_their_own_words(index: Index) -> None:
    for path in sorted(PLANS.glob("*.txt")):
        text = path.read_text(encoding="utf-8", errors="ignore")
        index.answers(text, "应急")
        runs = sorted(set(re.findall(f"[{HAN}]{{2,12}}", text)))[::7]
        runs = [run for run in runs if "级" not in run]
        assert runs
        lost = [run for run in runs if not index.asks(run)]
        unmarked = [run for run in runs[::5] if not find_hits(text, run)]
        assert (lost, unmarked) == ([], [])


def test_a_section_of_5000_characters_is_cut_quickly() -> None:
    text = "市防汛抗旱指挥部启动四级应急响应，各成员单位到岗到位。联系电话0371-67185000。\n" * 120
    best = min(_seconds(text) for _ in range(20))
    assert best < 0.01  # about 0.001 s on the slowest machine we know; the margin is for a busy one


def _seconds(text: str) -> float:
    begun = time.perf_counter()
    snippet(text[:5000], "四级应急响应")
    return time.perf_counter() - begun


def test_what_is_said_apart_is_asked_for_in_parts(index: Index) -> None:
    assert words_apart("受灾人员救助") == "受灾 灾人 人员 员救 救助"
    assert words_apart("第三条 电话12") == "第三 三条 电话 12"
    assert words_apart("防汛") is None
    assert not index.answers("对受灾的人员予以救助", "受灾人员救助")
    query = match_query("受灾 灾人 人员 员救 救助", every=False)
    assert index.connection.execute("SELECT 1 FROM found WHERE found MATCH ?", (query,)).fetchall()


@given(MIXED, MIXED)
def test_the_share_said_is_whole_exactly_where_the_text_answers(text: str, words: str) -> None:
    share = share_said(text, words)
    assert 0.0 <= share <= 1.0
    assert (share > 0) == bool(find_hits(text, words))
