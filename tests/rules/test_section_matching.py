"""Which section is which: equal, renumbered, moved, reworded; and that nothing is paired twice."""

from hypothesis import given
from hypothesis import strategies as st

from dutyroom.rules.section_matching import match_sections, parents_of, same_words

OLD = (
    (1, "1", "总则", "为做好城区内涝处置，制定本预案。"),
    (1, "2", "组织体系", ""),
    (2, "2.1", "职责", "指挥部统一领导全市防汛工作，研究决定重大事项。"),
    (2, "2.2", "办公室", "办公室设在水务局，承担日常工作并负责值班。"),
    (1, "3", "响应", ""),
    (2, "3.1", "职责", "各区组织巡查堤防，发现险情立即报告。"),
    (2, "3.2", "撤离", "转移低洼地区群众，开放避难场所，保障生活。"),
)


def test_equal_texts_are_paired_place_by_place():
    found = match_sections(OLD, OLD)
    assert found.pairs == {n: n for n in range(len(OLD))}
    assert not found.moved


def test_renumbered_sections_are_recognised_and_nothing_is_moved_by_it():
    first = (1, "1", "编制说明", "本预案每三年评估一次，由应急局负责解释。")
    new = (first, *((level, f"{int(n[0]) + 1}{n[1:]}", title, body) for level, n, title, body in OLD))
    found = match_sections(OLD, new)
    assert found.pairs == {n: n + 1 for n in range(len(OLD))}
    assert not found.moved


def test_a_section_under_another_chapter_is_moved_though_it_was_reworded():
    body = "转移低洼地区群众，开放全部避难场所，保障基本生活。"
    new = (*OLD[:4], (2, "2.3", "撤离", body), *OLD[4:6])
    found = match_sections(OLD, new)
    assert found.pairs[6] == 4
    assert found.moved == {6}


def test_of_two_sections_of_one_title_each_keeps_its_own():
    swapped = (*OLD[:2], OLD[3], OLD[2], *OLD[4:])
    found = match_sections(OLD, swapped)
    assert (found.pairs[2], found.pairs[3], found.pairs[5]) == (3, 2, 5)
    assert len(found.moved) == 1


def test_articles_are_known_by_their_words_before_their_number():
    old = tuple(
        (1, f"第{n}条", "", body)
        for n, body in zip(
            "一二三",
            ("甲事由市人民政府负责统一组织。", "乙事由区人民政府负责具体落实。", "违反规定的，处五千元以下罚款。"),
            strict=True,
        )
    )
    new = (
        old[0],
        (1, "第二条", "", "新设事项由街道办事处承担，按月报送。"),
        (1, "第三条", "", old[1][3]),
        (1, "第四条", "", "违反规定的，处一万元以下罚款。"),
    )
    found = match_sections(old, new)
    assert found.pairs == {0: 0, 1: 2, 2: 3}


def test_nothing_in_common_is_in_no_pair():
    assert match_sections(((1, "1", "甲", "子丑寅卯辰巳"),), ((1, "2", "乙", "午未申酉戌亥"),)).pairs == {}
    assert match_sections((), OLD).pairs == {}


SECTIONS = st.lists(
    st.tuples(
        st.integers(0, 4),
        st.sampled_from(["", "1", "2", "2.1", "第一条"]),
        st.sampled_from(["", "总则", "职责", "响应"]),
        st.text("甲乙丙丁，。\n ", max_size=40),
    ),
    max_size=12,
)


@given(SECTIONS, SECTIONS)
def test_every_section_is_in_at_most_one_pair_and_what_is_not_moved_rises(old, new):
    found = match_sections(old, new)
    assert len(set(found.pairs.values())) == len(found.pairs)
    assert set(found.pairs) <= set(range(len(old)))
    assert set(found.pairs.values()) <= set(range(len(new)))
    rising = [other for at, other in sorted(found.pairs.items()) if at not in found.moved]
    assert rising == sorted(rising)


@given(SECTIONS)
def test_a_text_and_itself_are_paired_whole_and_in_order(sections):
    found = match_sections(sections, sections)
    assert found.pairs == {n: n for n in range(len(sections))}
    assert not found.moved


@given(SECTIONS)
def test_what_a_section_lies_under_is_above_it_and_less_deep(sections):
    for place, parent in enumerate(parents_of(sections)):
        assert parent < place
        assert parent < 0 or sections[parent][0] < sections[place][0]


def test_blanks_and_line_ends_say_nothing():
    assert same_words("甲 乙\n丙", "甲乙丙")
    assert not same_words("甲乙", "甲丙")
