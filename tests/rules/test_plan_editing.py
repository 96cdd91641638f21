"""Editing the sections of a plan: nothing is lost by moving, a draft comes back as it was, what is empty is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutyroom.rules.plan_editing import (
    EditedSection,
    KeepEdit,
    added,
    changed,
    check_edit,
    draft_text,
    levelled,
    moved,
    place_of_added,
    read_draft,
    removed,
    tidied,
)
from dutyroom.rules.refusal import Refusal

_section = st.builds(EditedSection, st.integers(0, 6), st.text(max_size=5), st.text(max_size=8), st.text(max_size=20))
_sections = st.lists(_section, min_size=1, max_size=8).map(tuple)


@given(_sections, st.data())
def test_moving_changes_the_order_only_and_back_again_is_as_it_was(sections, data):
    place = data.draw(st.integers(0, len(sections) - 1))
    by = data.draw(st.sampled_from((-1, 1)))
    after, now = moved(sections, place, by)
    assert sorted(map(repr, after)) == sorted(map(repr, sections))
    assert after[now] == sections[place]
    if now != place:
        assert moved(after, now, -by) == (sections, place)


@given(_sections, st.data())
def test_what_is_added_can_be_removed_and_another_level_keeps_every_word(sections, data):
    place = data.draw(st.integers(0, len(sections) - 1))
    new = place_of_added(sections, place)
    assert added(sections, place)[new].is_empty
    assert removed(added(sections, place), new) == sections
    deeper = levelled(sections, place, data.draw(st.integers(-2, 9)))
    assert [(s.number, s.title, s.body) for s in deeper] == [(s.number, s.title, s.body) for s in sections]
    assert all(0 <= s.level <= 6 for s in deeper)
    assert changed(sections, place, sections[place]) == sections


@given(_sections, st.text(max_size=20), st.integers(1, 99))
def test_a_draft_comes_back_as_it_was_kept(sections, note, base):
    draft = read_draft(draft_text(sections, note, base=base))
    assert draft is not None
    assert (draft.sections, draft.note, draft.base) == (sections, note, base)


@pytest.mark.parametrize("content", ["", "{", "[]", '{"notice": {}}', '{"plan_edit": {"base": 1, "note": ""}}'])
def test_what_is_no_draft_of_a_plan_is_none(content):
    assert read_draft(content) is None


def edit(*sections: EditedSection, note: str = "改") -> KeepEdit:
    return KeepEdit(plan_id=1, based_on=3, sections=sections, note=note)


def test_an_edit_is_refused_without_a_change_a_text_or_a_reason():
    one, two = EditedSection(1, "1", "总则", "甲"), EditedSection(1, "2", "响应", "乙")
    former = (one, two)
    assert check_edit(edit(EditedSection(1, " 1", "总\n则", "甲\n\n")), former) == (
        EditedSection(1, "1", "总 则", "甲"),
    )
    refused = [
        (edit(one, EditedSection(1, "2", " 响应 ", "乙\n")), "plan_edit.same"),
        (edit(one, note=" "), "plan_edit.note"),
        (edit(), "plan_edit.nothing"),
        (edit(EditedSection(1, "9", " ", "\n")), "plan_edit.nothing"),
        (edit(one, EditedSection(1, "9", " ", "\n")), "plan_edit.section"),
    ]
    for asked, code in refused:
        with pytest.raises(Refusal) as caught:
            check_edit(asked, former)
        assert caught.value.code == code
    assert tidied(former) == former
