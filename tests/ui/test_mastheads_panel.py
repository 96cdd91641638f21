"""Heads of issued papers in Settings: edited with the paper beside, refused at the field, met, to a file and from one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from dutyroom.actions.mastheads import change_template, shipped_template, template_rows
from dutyroom.data.catalogues import load_wording
from dutyroom.rules.paper_template import ChangeTemplate
from dutyroom.ui.parts.settings.mastheads_panel import MastheadsPanel
from tests.papers.reading_pdf import page_texts, squeezed
from tests.ui.acting import KEY, press, settle, type_into


@pytest.fixture
def panel(qtbot, look, tools, room):
    tools.courier.sign(room.author("王建国"))
    panel = MastheadsPanel(tools)
    qtbot.addWidget(panel)
    panel.resize(1180, 760)
    panel.show()
    qtbot.waitExposed(panel)
    panel.refresh()
    settle(qtbot, tools)
    panel.table.setFocus()
    return panel


def row_of(room, kind):
    return next(row for row in room.read(template_rows) if row.kind == kind)


def paper(panel):
    return squeezed("".join(page_texts(panel.proof.pages.pdf)))


def stands(panel):
    return [panel.table.item(place, 1).text() for place in range(panel.table.rowCount())]


def note_of(panel, name):
    return panel.form._fields[name][2].text()  # the sentence beside the field


def test_by_keys_alone_a_name_is_changed_seen_on_the_paper_and_kept(panel, qtbot, tools, room):
    assert "每日值班情况第327期" in paper(panel)
    press(KEY.Key_Down)
    press(KEY.Key_Return)
    assert panel.form.inputs["zh"].hasFocus()
    type_into(panel.form.inputs["zh"], "{office}快报")
    assert stands(panel)[1] == "not saved"
    settle(qtbot, tools)
    assert f"SAMPLE{squeezed(tools.office().name_zh)}快报第12期" in paper(panel)
    assert not row_of(room, "express").is_own, "nothing is kept before it is saved"
    press(KEY.Key_Return)
    settle(qtbot, tools)
    assert row_of(room, "express").template.head.zh == "{office}快报"
    assert stands(panel)[:2] == ["as shipped", "the office's own"]
    panel.form.shipped.click()
    settle(qtbot, tools)
    assert row_of(room, "express").template == shipped_template("express")
    assert panel.form.inputs["zh"].text() == "值班快报"


def test_what_does_not_fit_is_said_at_its_field_while_typing_and_the_last_paper_stays(panel, qtbot, tools, room):
    before = panel.proof.pages.pdf
    name = panel.form.inputs["zh"]
    type_into(name, "报" * 200)
    settle(qtbot, tools)
    assert "200 characters wide" in note_of(panel, "zh")
    assert name.hasFocus(), "the cursor stays where somebody types"
    type_into(name, "{year}快报")
    settle(qtbot, tools)
    assert "{year}" in note_of(panel, "zh")
    assert panel.proof.pages.pdf == before
    press(KEY.Key_Return)
    settle(qtbot, tools)
    assert "{year}" in name.accessibleDescription()
    assert not row_of(room, "daily-situation").is_own
    type_into(name, "情况")
    settle(qtbot, tools)
    assert "SAMPLE情况第327期" in paper(panel)
    assert "{year}" not in note_of(panel, "zh")


def test_distribution_contact_and_language_stand_on_the_sample_and_what_is_typed_stays(panel, qtbot, tools, language):
    type_into(panel.form.inputs["to"], "市长（样例）")
    panel.table.setCurrentCell(2, 0)
    settle(qtbot, tools)
    assert "报送：" in paper(panel)
    assert stands(panel)[0] == "not saved"
    panel.table.setCurrentCell(0, 0)
    settle(qtbot, tools)
    assert panel.form.inputs["to"].toPlainText() == "市长（样例）"
    assert panel.form.is_dirty
    assert "报：市长（样例）。" in paper(panel)
    assert "送：" in paper(panel)
    panel.form.inputs["copies_empty"].setCurrentIndex(1)
    settle(qtbot, tools)
    assert "送：" not in paper(panel)
    panel.language.setCurrentIndex(1)
    settle(qtbot, tools)
    assert "DailyDutySituation" in paper(panel)
    language(load_wording("zh_CN"))
    assert panel.form.label_of("zh") == "中文名称"


def test_two_who_change_the_same_head_see_both(panel, qtbot, tools, room):
    type_into(panel.form.inputs["zh"], "甲")
    shipped = shipped_template("daily-situation")
    theirs = replace(shipped, head=replace(shipped.head, zh="乙"))
    room.do(change_template, ChangeTemplate(kind="daily-situation", version=0, template=theirs), by="王建国")
    panel.form.save.click()
    settle(qtbot, tools)
    assert panel.side.isVisible()
    assert row_of(room, "daily-situation").template.head.zh == "乙"


def test_heads_go_to_a_file_and_come_from_one_after_a_look_at_what_changes(panel, qtbot, tools, room, tmp_path: Path):
    file = tmp_path / "heads.toml"
    panel.ask_file = lambda _: str(file)
    panel.take_along.click()
    settle(qtbot, tools)
    whole = file.read_text("utf-8")
    file.write_text(whole.replace("值班快报", "快报").replace('"red"', '"black"', 1), "utf-8")
    panel.bring.click()
    settle(qtbot, tools)
    assert panel.changes.isVisible()
    table = panel.changes.table
    told = [[table.item(place, column).text() for column in range(4)] for place in range(table.rowCount())]
    assert told == [
        ["Daily duty situation", "Colour", "red", "black"],
        ["Express bulletin", "Chinese name", "值班快报", "快报"],
    ]
    assert not row_of(room, "express").is_own
    press(KEY.Key_Escape)
    assert not panel.changes.isVisible()
    panel.bring.click()
    settle(qtbot, tools)
    assert panel.changes.take.hasFocus()
    press(KEY.Key_Space)
    settle(qtbot, tools)
    assert row_of(room, "express").template.head.zh == "快报"
    file.write_text(whole.replace("contact", "contakt", 1), "utf-8")
    panel.bring.click()
    settle(qtbot, tools)
    said = panel.form._form_note.text()  # the sentence over the form
    assert said.startswith("heads.toml: ")
    assert "“daily-situation” has no field “contakt”" in said


def test_who_may_not_change_may_look_and_take_along(panel, qtbot, tools, room):
    tools.courier.sign(room.author("张伟"))
    panel.show_rights()
    assert not panel.form.save.isEnabled()
    assert not panel.bring.isEnabled()
    assert panel.take_along.isEnabled()
