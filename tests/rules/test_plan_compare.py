"""Comparing two versions: what became of each section, and the numbers and names that were changed."""

import random
import time

from hypothesis import given
from hypothesis import strategies as st

from dutyroom.rules.plan_compare import Fate, QuoteKind, compare

OLD = (
    (0, "", "", "示例市政府印发"),
    (1, "1", "总则", "为做好城区内涝处置，制定本预案。"),
    (1, "2", "联系方式", "值班室：0371-60001234。\n总指挥：王建国\n示例局 | 李明 | 13800000001"),
    (1, "3", "响应", ""),
    (2, "3.1", "撤离", "转移低洼地区群众，开放避难场所，保障生活。"),
    (2, "3.2", "巡查", "各区组织巡查堤防，发现险情立即报告。"),
    (1, "4", "附则", "本预案由水务局负责解释，旧预案同时废止。"),
)
NEW = (
    (0, "", "", "示例市政府印发"),
    (1, "1", "总则", "为做好城区内涝处置，制定本预案。"),
    (1, "2", "信息报告", "险情发生后半小时内报告，不得迟报漏报。"),
    (
        1,
        "3",
        "联系方式",
        "值班室：0371-60009999。\n总指挥：赵卫东\n示例局 | 李明 | 13800000001\n新设岗 | 周敏 | 13800000002",
    ),
    (2, "3.1", "巡查", "各区组织巡查堤防，发现险情立即报告。"),
    (1, "4", "响应", ""),
    (2, "4.1", "撤离", "转移低洼地区群众，开放全部避难场所，保障生活。"),
)


def test_every_section_has_its_fate():
    found = compare(OLD, NEW)
    assert [(c.fate, c.old, c.new) for c in found.sections] == [
        (Fate.SAME, 0, 0),
        (Fate.SAME, 1, 1),
        (Fate.ADDED, None, 2),
        (Fate.CHANGED, 2, 3),
        (Fate.MOVED, 5, 4),
        (Fate.SAME, 3, 5),
        (Fate.CHANGED, 4, 6),
        (Fate.REMOVED, 6, None),
    ]
    assert not found.sections[4].reworded
    assert found.differences == (2, 3, 4, 6, 7)
    assert (found.count(Fate.CHANGED), found.renumbered) == (2, 1)


def test_numbers_and_names_that_changed_are_listed_apart():
    found = compare(OLD, NEW)
    assert [(c.who, c.old, c.new, c.old_section, c.new_section) for c in found.numbers] == [
        ("值班室", "0371-60001234", "0371-60009999", 2, 3),
        ("新设岗 周敏", "", "13800000002", None, 3),
    ]
    assert [(c.kind, c.who, c.old, c.new) for c in found.people] == [
        (QuoteKind.PERSON, "总指挥", "王建国", "赵卫东"),
        (QuoteKind.PERSON, "新设岗", "", "周敏"),
    ]


def test_a_number_that_only_went_to_another_section_is_no_change():
    moved = (
        *OLD[:2],
        (1, "2", "联系方式", "总指挥：王建国\n示例局 | 李明 | 13800000001"),
        *OLD[3:6],
        (1, "4", "附则", f"{OLD[6][3]}\n值班室：0371 60001234"),
    )
    assert compare(OLD, moved).numbers == ()


def test_a_number_of_a_removed_section_is_gone():
    found = compare(OLD, (*OLD[:2], *OLD[3:]))
    assert [(c.old, c.new, c.new_section) for c in found.numbers] == [
        ("0371-60001234", "", None),
        ("13800000001", "", None),
    ]
    assert [c.old for c in found.people] == ["王建国", "李明"]


SECTIONS = st.lists(
    st.tuples(
        st.integers(0, 3),
        st.sampled_from(["", "1", "2", "2.1"]),
        st.sampled_from(["", "总则", "职责"]),
        st.text("甲乙丙丁，。\n 13800000001", max_size=40),
    ),
    max_size=10,
).map(tuple)


@given(SECTIONS)
def test_a_version_and_itself_have_no_change(sections):
    found = compare(sections, sections)
    assert found.differences == ()
    assert found.numbers == found.people == ()
    assert found.renumbered == 0


@given(SECTIONS, SECTIONS)
def test_the_parts_are_the_two_versions(old, new):
    found = compare(old, new)
    assert [c.new for c in found.sections if c.new is not None] == list(range(len(new)))
    assert sorted(c.old for c in found.sections if c.old is not None) == list(range(len(old)))
    for change in found.sections:
        for chunks, part in ((change.title, 2), (change.body, 3)):
            assert "".join(c.old for c in chunks) == (old[change.old][part] if change.old is not None else "")
            assert "".join(c.new for c in chunks) == (new[change.new][part] if change.new is not None else "")
        assert (change.old is None) == (change.fate is Fate.ADDED)
        assert (change.new is None) == (change.fate is Fate.REMOVED)


def test_a_long_plan_and_its_revision_are_compared_while_somebody_waits():
    draw = random.Random(7)  # no secret
    words = "防汛应急预案指挥部值班人员负责组织转移群众并及时报告险情，。的在和"
    old = [(1 + n % 3, str(n), f"第{n}项工作", "".join(draw.choices(words, k=240))) for n in range(420)]
    new = [
        (level, str(n + 3), title, body.replace("值班", "带班") if n % 3 else body + "另行通知。")
        for n, (level, _, title, body) in enumerate(old)
        if n % 20
    ]
    assert sum(len(body.encode()) for *_, body in old) > 300_000
    began = time.perf_counter()
    found = compare(old, new)
    assert time.perf_counter() - began < 6  # about 0.8 s where nothing else runs
    assert found.count(Fate.REMOVED) == 21
    assert found.count(Fate.MOVED) + found.count(Fate.ADDED) == 0
