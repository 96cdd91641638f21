"""Drafts as text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dutyroom.rules.entry import WRITTEN_KINDS
from dutyroom.ui.draft_text import draft_as_text, draft_from_text
from dutyroom.ui.parts.draft_state import DraftState


@given(
    kind=st.sampled_from([str(kind) for kind in WRITTEN_KINDS]),
    text=st.text(st.characters(codec="utf-8")),
    due=st.text(max_size=10),
    is_open=st.booleans(),
)
def test_a_draft_comes_back_as_it_was_kept(kind, text, due, is_open):
    draft = DraftState(key="a1", kind=kind, text=text, due=due, is_open=is_open)
    assert draft_from_text("a1", draft_as_text(draft)) == draft


@given(st.one_of(st.text(), st.just("[]"), st.just('{"text": 5, "unknown": 1}'), st.just("3")))
def test_whatever_was_kept_never_breaks_the_line(content):
    draft = draft_from_text("a1", content)
    assert draft is None or draft.key == "a1"
