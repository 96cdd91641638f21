"""The page of the mayor's telephone: the list, its filters and columns, the record beside it, the ways that lead to it."""

from __future__ import annotations

import pytest

from dutyroom.actions.hotline import take_call
from dutyroom.data.queries.open_items import open_items
from dutyroom.rules.hotline import Demand
from dutyroom.rules.hotline_sheet import TakeCall
from dutyroom.ui.page import Place
from dutyroom.ui.parts.hotline import finding
from dutyroom.ui.parts.matter.words import place_of
from dutyroom.ui.registers.hotline import HotlinePage
from tests.papers.reading_pdf import page_texts, squeezed
from tests.ui.acting import KEY, press, settle, type_into


@pytest.fixture
def page(qtbot, tools, look):
    made = HotlinePage(tools)
    tools.courier.changed.connect(made.heard)
    qtbot.addWidget(made)
    made.resize(950, 560)
    made.show()
    qtbot.waitExposed(made)
    made.arrive(None)
    settle(qtbot, tools)
    yield made
    settle(qtbot, tools)


def call(room, text, **named):
    usual = {"demand": Demand.COMPLAINT, "phone": "13800138000", "name": "张样例"}
    return int(room.do(take_call, TakeCall(text=text, **{**usual, **named})))


def texts(table):
    model = table.register
    shown = [place for place in range(model.columnCount()) if not table.isColumnHidden(place)]
    return [[str(model.index(row, column).data()) for column in shown] for row in range(model.rowCount())]


def test_an_empty_register_says_what_belongs_here_and_offers_the_first_step(page, qtbot, tools):
    empty = page.first.table.empty
    assert "What citizens ask of the city belongs here." in empty.sentence.text()
    empty.step.click()
    settle(qtbot, tools)
    assert page.first.sheet_shown is not None
    assert page.first.sheet.form.phone.hasFocus()


def test_the_list_masks_callers_and_columns_drop_in_their_order(page, qtbot, tools, room):
    call(room, "大学路街道路灯不亮", area="二七区", street="大学路街道")
    page.arrive(None)
    settle(qtbot, tools)
    table = page.first.table
    assert table.shown_columns() == ("title", "state", "due")
    page.resize(1900, 700)
    settle(qtbot, tools)
    assert table.shown_columns()[-4:] == ("caller", "lead", "state", "due")
    (row,) = texts(table)
    assert row[0] == "热〔2026〕1号"
    assert "张**" in " ".join(row)
    assert "138****8000" in " ".join(row)
    assert "13800138000" not in " ".join(row)
    assert "张样例" not in " ".join(row)


def test_words_and_lists_narrow_it_and_a_filter_is_kept(page, qtbot, tools, room):
    lamp = call(room, "大学路街道路灯不亮", area="二七区")
    call(room, "建议增设公交站", demand=Demand.SUGGESTION, area="金水区")
    page.arrive(None)
    settle(qtbot, tools)
    bar, table = page.first.bar, page.first.table
    assert bar.count.text() == "2 cases"
    page.begin_filtering()
    type_into(bar.words, "路灯")
    settle(qtbot, tools)
    assert list(table.register.ids) == [lamp]
    bar.words.clear()
    bar.demand.setCurrentIndex(bar.demand.findData(Demand.SUGGESTION.value))
    settle(qtbot, tools)
    assert len(table.register.ids) == 1
    assert bar.filter().written() == "state:open demand:suggestion"
    bar.kept.begin_keeping()
    press(KEY.Key_Return)
    assert [kept.written for kept in bar.kept.filters] == ["state:open demand:suggestion"]
    page.arrive(Place("hotline", step="filter:demand:complaint"))
    settle(qtbot, tools)
    assert list(table.register.ids) == [lamp]
    page.arrive(Place("hotline", step="filter:demand:praise"))
    settle(qtbot, tools)
    assert "No case answers this filter." in table.empty.sentence.text()


def test_a_long_list_is_read_as_far_as_somebody_scrolls(page, qtbot, tools, room, monkeypatch):
    monkeypatch.setattr(finding, "FIRST", 30)
    for number in range(50):
        call(room, f"第{number}件：路灯不亮")
    page.first.bar.show_filter(page.first.bar.read(""))
    settle(qtbot, tools)
    table = page.first.table
    assert len(table.register.ids) == 30
    assert page.first.bar.count.text() == "50 cases"
    newest = table.current_id()
    table.verticalScrollBar().setValue(table.verticalScrollBar().maximum())
    settle(qtbot, tools)
    assert len(table.register.ids) == 50
    assert table.current_id() == newest, "what is read stays"


def test_an_open_item_leads_to_its_case(page, qtbot, tools, room):
    first = call(room, "大学路街道路灯不亮")
    call(room, "建议增设公交站")
    (item, *_) = [item for item in room.read(open_items) if item.record == ("hotline", first)]
    place = place_of(item)
    assert place == Place("hotline", id=first)
    page.arrive(place)
    settle(qtbot, tools)
    assert page.first.table.current_id() == first
    assert page.first.pane.case.matter.id == first


def test_a_late_case_is_said_to_be_late(page, qtbot, tools, room):
    call(room, "大学路街道路灯不亮")
    room.wait(minutes=30)
    page.first.bar.view.setCurrentIndex(page.first.bar.view.findData("is:late"))
    settle(qtbot, tools)
    assert page.first.bar.count.text() == "1 case"
    (row,) = texts(page.first.table)
    assert row[-1].startswith("overdue")


def test_the_faces_are_reached_by_keys_and_keep_what_is_typed(page, qtbot, tools):
    page.arrive(Place("hotline", step="register"))
    settle(qtbot, tools)
    type_into(page.first.sheet.form.text, "暖气不热")
    faces = [command for command in page.commands() if command.keys.startswith("Ctrl+Alt+")]
    assert [command.title for command in faces][:3] == ["Cases", "Statistics", "Knowledge"]
    faces[2].run()
    assert page.face.KEY == "knowledge"
    faces[0].run()
    assert page.first.sheet_shown.form.text.toPlainText() == "暖气不热"


def test_esc_steps_back_from_the_sheet_to_the_list(page, qtbot, tools, room):
    call(room, "大学路街道路灯不亮")
    page.arrive(Place("hotline", step="register"))
    settle(qtbot, tools)
    press(KEY.Key_Escape)
    settle(qtbot, tools)
    assert page.first.sheet_shown is None
    assert page.first.table.hasFocus()


def test_the_reports_and_the_ledger_are_shown_for_the_periods_before(page, qtbot, tools, room, heard):
    call(room, "大学路街道路灯不亮", area="二七区")
    page.arrive(None)
    settle(qtbot, tools)
    commands = {command.name: command for command in page.commands()}
    for name in ("hotline.hotline-daily", "hotline.hotline-weekly", "hotline.hotline-monthly", "hotline.ledger"):
        commands[name].run()
    assert [paper.title.split("　")[1] for paper in heard.papers] == [
        "2026-11-22",
        "2026-11-16",
        "2026-10-31",
        "2026-11-23",
    ]
    assert "路灯不亮" in squeezed("".join(page_texts(heard.papers[-1].make())))
    assert "张样例" not in squeezed("".join(page_texts(heard.papers[-1].make())))


def test_a_report_that_was_printed_is_shown_again_as_it_went_out(page, qtbot, tools, room, heard):
    run = {command.name: command.run for command in page.commands()}
    run["hotline.hotline-daily"]()
    first = heard.papers[-1].make()
    heard.papers[-1].printed()
    settle(qtbot, tools)
    call(room, "大学路街道路灯不亮", received_at=room.now.replace(day=22))
    run["hotline.hotline-daily"]()
    assert heard.papers[-1].make() == first
    run["hotline.hotline-daily.anew"]()
    assert heard.papers[-1].title.endswith("made anew")
    assert heard.papers[-1].make() != first


def test_one_face_is_marked_as_shown_and_choices_inside_stay(page, qtbot, tools):
    page.first.begin_call()
    settle(qtbot, tools)
    page.first.sheet_shown.form.choose_demand(1)
    for key in ("statistics", "knowledge", "cases"):
        page.show_face(key)
        settle(qtbot, tools)
        assert [name for name, button in page._buttons.items() if button.isChecked()] == [key]
    assert page.first.sheet.form.demand.value() == Demand.HELP
