"""An edited text becomes a version on a real file: contents carried over, the draft gone, a faster hand noticed."""

import pytest

from dutyroom.actions.drafts import save_draft
from dutyroom.actions.plan_contents import decide_lines
from dutyroom.actions.plan_editing import keep_edit
from dutyroom.actions.plan_proposing import propose_contents
from dutyroom.actions.plans import void_plan
from dutyroom.data.queries.drafts import drafts_of
from dutyroom.data.queries.plan_contents import contents_of
from dutyroom.data.queries.plans import plan_in_full
from dutyroom.data.queries.search import search_plans
from dutyroom.data.verify import check_store
from dutyroom.rules.plan import VoidPlan
from dutyroom.rules.plan_contents import ContentKind, ContentState, DecideLines
from dutyroom.rules.plan_editing import EditedSection, KeepEdit, changed, draft_id_of, draft_text
from dutyroom.rules.refusal import Refusal
from tests.actions.test_plan_contents import SECTIONS, a_plan

TEXT = tuple(EditedSection(*section) for section in SECTIONS)
NEW = changed(TEXT, 0, EditedSection(1, "1", "组织指挥体系", "示例新增的龙泉山预置点。"))


def test_an_edit_is_a_version_with_its_note_and_what_was_checked_stays(room):
    plan, text = a_plan(room)
    room.do(propose_contents, text)
    lines = tuple((row.id, row.version) for row in room.read(contents_of, text).actions)
    room.do(decide_lines, DecideLines(kind=ContentKind.ACTION, lines=lines, state=ContentState.CHECKED))
    draft = draft_id_of(text)
    room.do(save_draft, draft, draft_text(NEW, "增设预置点", base=1))
    edit = KeepEdit(plan_id=plan, based_on=1, sections=NEW, note="增设预置点", draft_id=draft)
    kept = room.do(keep_edit, edit)
    assert (kept.number, kept.is_current) == (2, True)
    now = room.read(plan_in_full, plan)
    assert now.plan.current == 2
    assert now.sections[0].body == "示例新增的龙泉山预置点。"
    assert [row.state for row in room.read(contents_of, kept.text_id).actions] == ["checked"] * 3
    assert room.read(drafts_of, room.id("李秀英")) == []
    assert room.read(search_plans, "龙泉山").hits[0].id == plan
    with pytest.raises(Refusal, match=r"plan_edit\.newer"):
        room.do(keep_edit, KeepEdit(plan_id=plan, based_on=1, sections=TEXT[:4], note="删"))
    assert (
        room.do(keep_edit, KeepEdit(plan_id=plan, based_on=1, sections=TEXT[:4], note="删", despite=True)).number == 3
    )
    assert room.read(check_store, room.store.attachments).ok


def test_an_edit_that_is_refused_keeps_the_draft(room):
    plan, text = a_plan(room)
    draft = draft_id_of(text)
    room.do(save_draft, draft, draft_text(NEW, "", base=1))
    for edit, code in (
        (KeepEdit(plan_id=plan, based_on=1, sections=NEW, note="", draft_id=draft), r"plan_edit\.note"),
        (KeepEdit(plan_id=plan, based_on=1, sections=TEXT, note="改", draft_id=draft), r"plan_edit\.same"),
        (KeepEdit(plan_id=plan, based_on=7, sections=NEW, note="改", draft_id=draft), r"plan\.version\.unknown"),
        (KeepEdit(plan_id=99, based_on=1, sections=NEW, note="改", draft_id=draft), r"plan\.unknown"),
    ):
        with pytest.raises(Refusal, match=code):
            room.do(keep_edit, edit)
    room.do(void_plan, VoidPlan(id=plan, reason="已废止"))
    with pytest.raises(Refusal, match=r"plan_content\.void"):
        room.do(keep_edit, KeepEdit(plan_id=plan, based_on=1, sections=NEW, note="改", draft_id=draft))
    assert [row.id for row in room.read(drafts_of, room.id("李秀英"))] == [draft]
