"""The rules in force and the holidays on the settings page: looked up, changed and refused by keyboard."""

from __future__ import annotations

import shutil
from datetime import date, time

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest

from dutyroom.actions.rules import load_holidays, set_rule
from dutyroom.data.catalogues import load_wording
from dutyroom.data.queries.rules import rule_book
from dutyroom.data.resources import resource_path
from dutyroom.data.rule_book import shipped_rules
from dutyroom.data.tables import RuleValue
from dutyroom.rules.holiday_text import understand_holidays
from dutyroom.rules.rule_change import LoadHolidays, SetRule
from dutyroom.ui.page import Place
from dutyroom.ui.registers.settings import SettingsPage
from tests.ui.acting import KEY, settle, type_into

TODAY = date(2026, 11, 23)
NOTICE = "一、元旦：1月1日（周五）至3日（周日）放假，共3天。\n二、春节：2月5日至11日放假。1月30日上班。"


@pytest.fixture
def page(qtbot, tools, room, look):
    tools.courier.sign(room.author("王建国"))
    made = SettingsPage(tools)
    tools.courier.changed.connect(made.heard)
    qtbot.addWidget(made)
    made.resize(950, 560)
    made.show()
    made.arrive(Place("settings", step="rules"))
    settle(qtbot, tools)
    yield made
    settle(qtbot, tools)


@pytest.fixture
def rules(page):
    return page.rules


@pytest.fixture
def holidays(page, qtbot, tools):
    page.arrive(Place("settings", step="holidays"))
    settle(qtbot, tools)
    return page.holidays


def rows(table) -> list[list[str]]:
    return [
        [table.item(row, column).text() for column in range(table.columnCount())] for row in range(table.rowCount())
    ]


def choose(rules, key: str) -> None:
    """Filter to one rule by its key, pasted, and go into the table, as one does by keyboard."""
    rules.begin_filtering()
    rules.filter.setText(key)
    QTest.keyClick(rules.filter, KEY.Key_Down)


def test_every_rule_is_shown_with_value_source_and_whether_it_is_confirmed(rules):
    shown = rows(rules.table)
    assert len(shown) == len(shipped_rules().rules(TODAY))
    reading = ["Telegram, 特急: read within", "8 hours", "confirmed", "as shipped"]
    (row,) = [row for row in shown if row[0] == reading[0]]
    assert row[:4] == reading
    assert "dawenbaishu" in row[4]
    open_ones = sum(not rule.checked for rule in shipped_rules().rules(TODAY))
    assert sum(row[2] == "not yet" for row in shown) == open_ones
    assert rules.count.text() == f"{open_ones} not confirmed"
    assert rules.table.item(0, 0).toolTip() == shown[0][0]


def test_the_source_has_a_column_where_there_is_room(page, rules, qtbot):
    assert rules.table.isColumnHidden(4)
    page.resize(1600, 700)
    qtbot.waitUntil(lambda: not rules.table.isColumnHidden(4))


def test_filtering_by_words_in_either_language(page, rules):
    page.begin_filtering()
    assert rules.filter.hasFocus()
    for typed in ("领导批示 办结", "leader's instruct", "supervise.instr"):
        type_into(rules.filter, typed)
        assert 1 <= rules.table.rowCount() <= 4, typed
        assert any("Leader's" in row[0] for row in rows(rules.table))
    type_into(rules.filter, "no such rule")
    assert rules.empty.isVisible()
    assert not rules.form.isVisible()
    rules.empty.step.click()
    assert rules.table.isVisible()
    assert rules.form.isVisible()
    rules.open_only.setChecked(True)
    assert {row[2] for row in rows(rules.table)} == {"not yet"}


def test_a_value_is_set_by_keyboard_from_a_day_on(rules, qtbot, tools, room, heard):
    choose(rules, "supervise.paper")
    assert rules.table.hasFocus()
    QTest.keyClick(rules.table, KEY.Key_Return)
    assert rules.form.value.hasFocus()
    assert rules.form.value.selectedText() == "30"
    QTest.keyClicks(rules.form.value, "20")
    rules.form.from_on.setDate(QDate(2026, 12, 1))
    type_into(rules.form.source, "office meeting")
    QTest.keyClick(rules.form.source, KEY.Key_Return)
    settle(qtbot, tools)
    book = room.read(rule_book)
    assert [book.number("supervise.paper", day) for day in (TODAY, date(2026, 12, 1))] == [30, 20]
    assert heard.said == ["Paper from above: close within: 20 days from 2026-12-01."]
    (row,) = rows(rules.table)
    assert row[1:4] == ["30 days", "confirmed", "▸ 2026-12-01"]
    assert rules.form.value.text() == "30", "the form is ready for the rule as it is in force"
    assert "From 2026-12-01: 20 days (office meeting)" in rules.form.versions.text()


def test_a_value_ahead_is_withdrawn_with_a_reason(rules, qtbot, tools, room, heard):
    wish = SetRule(key="supervise.paper", value=20, from_on=date(2026, 12, 1), source="示例")
    room.do(set_rule, wish, by="王建国")
    tools.courier.changed.emit(_anything())
    settle(qtbot, tools)
    choose(rules, "supervise.paper")
    assert rules.form.withdraw.isVisible()
    assert "2026-12-01" in rules.form.withdraw.text()
    rules.form.withdraw.click()
    settle(qtbot, tools)
    assert "Say why" in rules.form.source.accessibleDescription()
    assert rules.form.source.hasFocus()
    type_into(rules.form.source, "put off")
    rules.form.withdraw.click()
    settle(qtbot, tools)
    assert room.read(rule_book).number("supervise.paper", date(2026, 12, 1)) == 30
    assert not rules.form.withdraw.isVisible()
    assert heard.said == ["The value from 2026-12-01 is withdrawn."]


def _anything():
    from dutyroom.ui.courier import Changed

    return Changed(frozenset({"*"}))


def test_a_shipped_value_is_confirmed(rules, qtbot, tools, room):
    choose(rules, "office.day_end")
    assert "Not confirmed" in rules.form.state.text()
    assert rules.form.confirm.isVisible()
    rules.form.confirm.click()
    settle(qtbot, tools)
    assert room.read(rule_book).rule("office.day_end", TODAY).checked
    assert not rules.form.confirm.isVisible()
    assert rows(rules.table)[0][2] == "confirmed"


WRONG = (
    ("supervise.paper", "soon", "whole number of days"),
    ("supervise.paper", "-3", "negative"),
    ("supervise.paper", "30", "already in force"),
    ("office.day_end", "8:00", "not in order"),
    ("secrecy.store_content", "perhaps", "Yes or no"),
    ("severity.生产安全.deaths", "30、10、10、1", "go down from Ⅰ to Ⅳ"),
)


def test_what_cannot_be_is_said_beside_the_field_and_stays(rules, qtbot, tools):
    for key, typed, words in WRONG:
        choose(rules, key)
        type_into(rules.form.value, typed)
        type_into(rules.form.source, "office meeting")
        QTest.keyClick(rules.form.source, KEY.Key_Return)
        settle(qtbot, tools)
        assert words in rules.form.value.accessibleDescription(), typed
        assert rules.form.value.hasFocus(), typed
        assert rules.form.value.text() == typed
        assert rules.form.source.text() == "office meeting", typed


def test_a_day_in_the_past_is_refused_at_the_day(rules, qtbot, tools):
    choose(rules, "supervise.paper")
    type_into(rules.form.value, "20")
    rules.form.from_on.setDate(QDate(2026, 11, 22))
    type_into(rules.form.source, "office meeting")
    rules.form.set_value.click()
    settle(qtbot, tools)
    assert "cannot begin in the past" in rules.form.from_on.accessibleDescription()


def test_what_was_typed_for_a_rule_waits_until_one_comes_back_to_it(rules, qtbot, tools, room):
    choose(rules, "supervise.paper")
    type_into(rules.form.value, "25")
    choose(rules, "supervise.minutes")
    assert rules.form.value.text() == "20"
    choose(rules, "supervise.paper")
    assert rules.form.value.text() == "25"
    room.do(set_rule, SetRule(key="supervise.minutes", value=9, from_on=TODAY, source="示例"), by="王建国")
    tools.courier.changed.emit(_anything())
    settle(qtbot, tools)
    assert rules.form.value.text() == "25", "a change from elsewhere takes nothing away"


def test_escape_steps_back_from_form_and_filter(rules):
    choose(rules, "supervise.paper")
    QTest.keyClick(rules.table, KEY.Key_Return)
    QTest.keyClick(rules.form.value, KEY.Key_Escape)
    assert rules.table.hasFocus()
    rules.begin_filtering()
    QTest.keyClick(rules.filter, KEY.Key_Escape)
    assert rules.filter.text() == ""
    assert rules.table.rowCount() > 50


def test_who_is_no_administrator_looks_only(page, rules, holidays, tools, room):
    tools.courier.sign(room.author("李秀英"))
    page.tabs.setCurrentIndex(3)
    assert "administrator" in page.rights.text()
    choose(rules, "office.day_end")
    assert not rules.form.set_value.isEnabled()
    assert not rules.form.confirm.isEnabled()
    assert not rules.form.value.isEnabled()
    assert not holidays.form.save.isEnabled()
    assert holidays.form.text.isReadOnly()


def test_an_own_value_that_no_longer_fits_is_said(page, rules, qtbot, tools, room):
    with room.store.desk() as desk:
        desk.session.add(
            RuleValue(key="supervise.paper", value='"x"', from_on=TODAY, source="示例", checked=True, made_at=desk.now)
        )
        desk.journal("rule.set", text="示例")
    page.arrive(None)
    settle(qtbot, tools)
    assert "no longer fits" in rules.faults.text()
    assert "supervise.paper" in rules.faults.text()


def test_the_panel_speaks_chinese(page, qtbot, tools, language):
    import dataclasses

    chinese = load_wording("zh_CN")
    made = SettingsPage(dataclasses.replace(tools, wording=lambda: chinese))
    qtbot.addWidget(made)
    made.show()
    language(chinese)
    made.arrive(Place("settings", step="rules"))
    settle(qtbot, tools)
    choose(made.rules, "urgency.telegram.特急.read")
    assert rows(made.rules.table)[0][:2] == ["电报特急：阅办", "8小时"]
    choose(made.rules, "office.day_end")
    assert made.rules.form.name.text() == "工作时间结束（工作日时限届满时刻）"


def test_a_year_without_a_table_is_said_and_entered_from_the_notice(holidays, qtbot, tools, room, heard):
    assert "No table of holidays for 2027" in holidays.missing.text()
    assert rows(holidays.table) == [["2026", "33 days off, 6 made up", "as shipped"], ["2027", "no table", ""]]
    form = holidays.form
    assert (form.year.value(), form.text.toPlainText()) == (2027, "")
    form.text.setFocus()
    form.text.insertPlainText(NOTICE)
    QTest.keyClick(form.text, KEY.Key_Tab)
    assert form.source.hasFocus()
    QTest.keyClick(form.source, KEY.Key_Return)
    settle(qtbot, tools)
    assert "Name the notice" in form.source.accessibleDescription()
    type_into(form.source, "sample notice")
    QTest.keyClick(form.source, KEY.Key_Return)
    settle(qtbot, tools)
    book = room.read(rule_book)
    assert book.holidays.years == (2026, 2027)
    assert book.holidays.is_makeup(date(2027, 1, 30))
    assert heard.said == ["The holidays of 2027 are kept."]
    assert not holidays.missing.isVisible()
    assert rows(holidays.table)[1] == ["2027", "10 days off, 1 made up", "the office"]
    assert "春节：2月5日" in form.text.toPlainText()


def test_the_notice_of_another_year_is_refused_and_stays(holidays, qtbot, tools, room):
    form = holidays.form
    text = "一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。"
    form.text.setPlainText(text)
    type_into(form.source, "sample notice")
    form.save.click()
    settle(qtbot, tools)
    assert "notice of another year" in form.text.accessibleDescription()
    assert form.text.toPlainText() == text
    assert room.read(rule_book).holidays.years == (2026,)


def test_a_year_is_read_from_a_file_and_saved_after_a_look(holidays, qtbot, tools, room, tmp_path):
    path = tmp_path / "holidays-2025.toml"
    shipped = resource_path("rules/holidays-2026.toml").read_text("utf-8")
    path.write_text(shipped.replace("2026", "2025"), "utf-8")
    holidays.ask_file = lambda: str(path)
    holidays.form.from_file.click()
    settle(qtbot, tools)
    assert "holidays-2025.toml, line" in holidays.form.text.accessibleDescription(), "2025 had other weekends"
    good = tmp_path / "good.toml"
    good.write_text(
        'year = 2027\nsource = "sample file"\nmakeup = [2027-01-30]\n'
        '[[holiday]]\nname = "元旦"\nfirst = 2027-01-01\nlast = 2027-01-03\n',
        "utf-8",
    )
    holidays.ask_file = lambda: str(good)
    holidays.form.from_file.click()
    settle(qtbot, tools)
    assert (holidays.form.year.value(), holidays.form.source.text()) == (2027, "sample file")
    tools.courier.changed.emit(_anything())
    settle(qtbot, tools)
    assert "元旦" in holidays.form.text.toPlainText(), "what was read waits for Save"
    assert room.read(rule_book).holidays.years == (2026,)
    holidays.form.save.click()
    settle(qtbot, tools)
    assert room.read(rule_book).holidays.table(2027).source == "sample file"


def test_a_file_that_is_gone_or_none_is_said(holidays, qtbot, tools, tmp_path):
    holidays.ask_file = lambda: str(tmp_path / "gone.toml")
    holidays.form.from_file.click()
    settle(qtbot, tools)
    assert "gone.toml" in holidays.form.text.accessibleDescription()
    other = shutil.copy(resource_path("rules/secrecy.toml"), tmp_path / "other.toml")
    holidays.ask_file = lambda: str(other)
    holidays.form.from_file.click()
    settle(qtbot, tools)
    assert "no holidays" in holidays.form.text.accessibleDescription()
    holidays.ask_file = lambda: ""
    holidays.form.from_file.click()
    settle(qtbot, tools)


def test_the_journal_tells_rules_in_words(page, qtbot, tools, room, language):
    from dutyroom.data.queries.journal import last_entries
    from dutyroom.ui.parts.entry_words import prefix_said

    room.do(set_rule, SetRule(key="office.day_end", value=time(17), from_on=TODAY, source="示例"), by="王建国")
    table = understand_holidays("元旦：1月1日放假", year=2027, source="示例")
    room.do(load_holidays, LoadHolidays(table=table), by="王建国")
    said = [prefix_said(entry) for entry in room.read(last_entries, 2)]
    assert set(said) == {"Rule set", "Holidays loaded"}


def test_years_are_walked_by_keyboard(holidays, qtbot):
    holidays.table.setFocus()
    QTest.keyClick(holidays.table, Qt.Key.Key_Up)
    assert holidays.form.year.value() == 2026
    assert "国庆节：10月1日" in holidays.form.text.toPlainText()
    QTest.keyClick(holidays.table, Qt.Key.Key_Return)
    assert holidays.form.text.hasFocus()
    QTest.keyClick(holidays.form.text, Qt.Key.Key_Escape)
    assert holidays.table.hasFocus()
