"""Papers and files of plans from a real store: what they hold, what is left out, what the log says of it."""

from __future__ import annotations

import errno
import os
from dataclasses import replace

import pypdfium2
import pytest

from dutyroom.actions.plan_export import PlanExport, file_name, note_exported
from dutyroom.actions.plan_papers import (
    LibraryWish,
    action_cards_pdf,
    note_library_written,
    plan_numbers_pdf,
    plan_parts_pdf,
    write_library_file,
)
from dutyroom.actions.plan_versions import keep_version
from dutyroom.actions.plans import keep_plan, void_plan
from dutyroom.data.queries.journal import last_entries
from dutyroom.data.queries.plan_papers import plans_in_force
from dutyroom.data.queries.plans import plan_in_full
from dutyroom.data.tables import PlanAction, PlanContact, PlanStart
from dutyroom.data.trouble import Trouble
from dutyroom.data.whole_file import whole_file
from dutyroom.rules.plan import KeepPlan, VoidPlan
from dutyroom.rules.plan_version import KeepVersion
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.wording import ENGLISH
from tests.papers.reading_pdf import outline, page_texts, squeezed

PLAN = KeepPlan(
    title="示例防汛应急预案",
    kind="special",
    issuer="示例市",
    number="示〔2026〕1号",
    issued_on=None,
    text_missing=False,
    sections=((1, "1", "总则", "甲。"), (2, "1.1", "目的", "乙。"), (1, "2", "响应", "丙。"), (1, "3", "附则", "丁。")),
    file_name="",
    path="",
)


def keep(room, **changed):
    return room.do(keep_plan, replace(PLAN, **changed)).plan


def fill(room, plan):
    """Lines as a person has checked them, and one that is only proposed."""
    text = room.read(plan_in_full, plan).plan.text_id

    def add(desk):
        desk.session.add_all(
            [
                PlanAction(
                    text_id=text, position=1, level="Ⅰ", role="值班员", text="报告市长。", first=1, state="checked"
                ),
                PlanAction(text_id=text, position=2, level="Ⅰ", role="值班员", text="通知示例局。", state="proposed"),
                PlanAction(text_id=text, position=3, level="Ⅱ", role="值班员", text="不要了。", state="dropped"),
                PlanContact(text_id=text, position=1, unit="示例局", phone="67180000", state="checked"),
                PlanStart(
                    text_id=text, position=1, level="Ⅰ", conditions="特大暴雨。", authority="市长", state="checked"
                ),
            ]
        )
        desk.session.flush()
        desk.journal("plan_contents.proposed", text="", record=("plan", plan))

    room.do(add)


def said(pdf):
    return squeezed("".join(page_texts(pdf)))


def test_lines_of_the_store_stand_on_paper(room, font_cache):
    plan = keep(room)
    with pytest.raises(Refusal) as refused:
        action_cards_pdf(room.store, plan, ENGLISH, font_cache)
    assert refused.value.code == "paper.no_actions"
    fill(room, plan)
    cards = action_cards_pdf(room.store, plan, ENGLISH, font_cache, "card-a6")
    assert "通知示例局。[notchecked]" in said(cards)
    assert "67180000" in said(cards)
    assert "不要了" not in said(cards)
    whole = said(plan_parts_pdf(room.store, plan, (), ENGLISH, font_cache))
    assert "报告市长。" in whole
    assert "特大暴雨。" in whole
    numbers = said(plan_numbers_pdf(room.store, None, ENGLISH, font_cache))
    assert "67180000" in numbers
    assert "示例防汛应急预案" in numbers
    assert "67180000" in said(plan_numbers_pdf(room.store, plan, ENGLISH, font_cache, "booklet"))


def test_several_sections_come_in_the_order_of_the_plan(room, font_cache):
    plan = keep(room)
    first, below, _, last = (section.id for section in room.read(plan_in_full, plan).sections)
    text = said(plan_parts_pdf(room.store, plan, (last, below, first), ENGLISH, font_cache))
    assert text.index("甲。") < text.index("乙。") < text.index("丁。")
    assert text.count("乙。") == 1
    assert "丙。" not in text
    with pytest.raises(Refusal):
        plan_parts_pdf(room.store, plan, (9999,), ENGLISH, font_cache)


def test_a_library_holds_what_is_in_force_by_kind(room, font_cache, tmp_path):
    keep(room, title="乙专项预案")
    keep(room, title="甲总体预案", kind="overall")
    keep(room, title="某条例", kind="law")
    gone = keep(room, title="旧预案", sections=((1, "1", "旧", "旧文。"),))
    room.do(void_plan, VoidPlan(id=gone, reason="已废止"))
    target, told = tmp_path / "library.pdf", []
    made = write_library_file(
        room.store, LibraryWish(), target, ENGLISH, font_cache, progress=lambda *step: told.append(step)
    )
    assert (made.plans, made.missing) == (2, ())
    assert told == [(0, 2, "甲总体预案"), (1, 2, "乙专项预案"), (2, 2, "")]
    titles = [title for _, title in outline(target.read_bytes())]
    assert titles.index("甲总体预案") < titles.index("乙专项预案")
    assert not {"旧预案", "某条例"} & set(titles)
    laws = write_library_file(room.store, LibraryWish(kinds=("law",), form="a5"), target, ENGLISH, font_cache)
    assert laws.plans == 1
    with pypdfium2.PdfDocument(target) as document:
        assert document[0].get_size()[0] == pytest.approx(419.5, abs=0.2)
    assert write_library_file(room.store, LibraryWish(plans=(gone,)), target, ENGLISH, font_cache).plans == 1
    room.do(note_library_written, 2, "library.pdf")
    assert room.read(last_entries, 1)[0].text == "应急预案汇编（2件）→ library.pdf"


def test_a_library_that_is_cancelled_or_empty_leaves_what_was_there(room, font_cache, tmp_path):
    target = tmp_path / "library.pdf"
    target.write_bytes(b"former")
    with pytest.raises(Refusal) as refused:
        write_library_file(room.store, LibraryWish(), target, ENGLISH, font_cache)
    assert refused.value.code == "paper.no_plans"
    keep(room)
    assert write_library_file(room.store, LibraryWish(), target, ENGLISH, font_cache, cancelled=lambda: True) is None
    assert target.read_bytes() == b"former"
    assert list(tmp_path.glob(".*part")) == []


def test_a_full_disk_is_said_and_leaves_nothing(tmp_path, monkeypatch):
    def full(_number):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Trouble) as troubled, whole_file(tmp_path / "x.pdf") as file:
        file.write(b"half")
    assert troubled.value.code == "file.disk_full"
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(Trouble) as troubled, whole_file(tmp_path / "absent" / "x.pdf"):
        pass
    assert troubled.value.code == "file.unwritable"


@pytest.mark.parametrize("form", ["pdf", "pocket", "txt", "html", "docx"])
def test_plans_go_to_files_in_every_format(room, font_cache, tmp_path, form):
    one, other = keep(room), keep(room, title="乙/预案:二")
    listed = room.read(plans_in_force, room.store.clock().date())
    export = PlanExport(room.store, form, ENGLISH, font_cache)
    done = export.to_folder(listed, tmp_path / "out")
    assert {each.plan for each in done} == {one, other}
    assert all(each.path.read_bytes() for each in done)
    assert f"{other:05} 乙_预案_二" in {each.path.stem for each in done}
    assert (tmp_path / "out" / "index.html").exists() == (form == "html")
    stopped = export.to_folder(listed, tmp_path / "half", cancelled=lambda: True)
    assert stopped == []
    room.do(note_exported, done, "out")
    assert room.read(last_entries, 1)[0].text == "应急预案（2件） → out"


def test_names_of_files_fit_every_system():
    assert file_name(7, 'a/b\\c:"*?<>|\n', ".pdf") == "00007 a_b_c_.pdf"
    long = file_name(7, "案" * 300, ".html")
    assert len(long.encode()) < 200
    assert file_name(7, " . ", ".txt") == "00007.txt"


def test_an_older_version_is_printed_as_such(room, font_cache, tmp_path):
    plan = keep(room)
    old = room.read(plan_in_full, plan).sections[0].id
    newer = replace(PLAN, sections=((1, "1", "总则", "新文。"),))
    room.do(keep_version, KeepVersion(plan_id=plan, keep=newer))
    now = said(plan_parts_pdf(room.store, plan, (), ENGLISH, font_cache))
    assert "新文。" in now
    assert "Notinforce" not in now
    former = said(plan_parts_pdf(room.store, plan, (), ENGLISH, font_cache, version=1))
    assert "甲。" in former
    assert "Notinforce:version2is." in former
    assert "乙。" in said(plan_parts_pdf(room.store, plan, (old,), ENGLISH, font_cache, version=1))
    PlanExport(room.store, "txt", ENGLISH, font_cache).to_file(plan, tmp_path / "old.txt", version=1)
    assert "Not in force: version 2 is." in (tmp_path / "old.txt").read_text(encoding="utf-8")
