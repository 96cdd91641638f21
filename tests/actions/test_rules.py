"""Changing the rules on a real store: who may, what is refused, what the journal says, what holds for whom."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from sqlalchemy import select, text

from dutyroom.actions.errors import said
from dutyroom.actions.rules import confirm_rule, load_holidays, set_rule, withdraw_rule
from dutyroom.data.queries.rules import rule_book
from dutyroom.data.rule_book import shipped_rules
from dutyroom.data.tables import HolidayYear, JournalEntry, RuleValue
from dutyroom.data.verify import check_store
from dutyroom.rules.holiday_text import understand_holidays
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.rule_change import ConfirmRule, LoadHolidays, SetRule, WithdrawRule
from dutyroom.rules.wording import ENGLISH
from dutyroom.rules.workdays import HolidayTable
from tests.samples import ZONE, Room

TODAY = date(2026, 11, 23)
TOMORROW = TODAY + timedelta(days=1)
KEY = "supervise.instruction"
WISH = SetRule(key=KEY, value=10, from_on=TOMORROW, source="市政府办公室会议纪要（示例）")
ADMIN = "王建国"
TEXT = "元旦：1月1日至3日放假，共3天。\n春节：2月5日至11日放假。1月30日、2月20日上班。"
NEXT = understand_holidays(TEXT, year=2027, source="示例通知")


@pytest.fixture
def room(tmp_path):
    made = Room(tmp_path / "store").open()
    yield made
    made.store.close()


def refused(room: Room, action, command, *, by: str = ADMIN) -> Refusal:
    before = entries(room)
    with pytest.raises(Refusal) as refusal:
        room.do(action, command, by=by)
    assert entries(room) == before, "a refusal leaves nothing"
    assert not said(refusal.value, ENGLISH, ZONE).startswith(refusal.value.code), "it is put into words"
    return refusal.value


def entries(room: Room) -> int:
    return room.read(lambda session: session.scalar(text("SELECT count(*) FROM journal")))


def newest(room: Room) -> JournalEntry:
    return room.read(lambda session: session.scalars(select(JournalEntry).order_by(JournalEntry.seq.desc())).first())


def fits(room: Room) -> bool:
    return room.read(lambda session: check_store(session, room.store.attachments)).ok


def test_without_changes_the_shipped_rules_hold(room):
    assert room.read(rule_book) is shipped_rules()


def test_a_value_holds_from_its_day_and_not_for_what_began_before(room):
    number = room.do(set_rule, WISH, by=ADMIN)
    book = room.read(rule_book)
    assert [book.number(KEY, TODAY), book.number(KEY, TOMORROW)] == [15, 10]
    rule = book.rule(KEY, TOMORROW)
    assert (rule.own, rule.source, rule.checked, rule.begins) == (number, WISH.source, True, TOMORROW)
    entry = newest(room)
    assert (entry.event, entry.record_kind, entry.record_id, entry.author_name) == (
        "rule.set",
        "rule_value",
        number,
        ADMIN,
    )
    assert json.loads(entry.payload) == {
        "key": KEY,
        "value": 10,
        "unit": "days",
        "before": 15,
        "from_on": "2026-11-24",
        "source": WISH.source,
    }
    assert "15 days → 10 days" in entry.text
    assert fits(room)


def test_another_value_for_the_same_day_takes_its_place(room):
    room.do(set_rule, WISH, by=ADMIN)
    room.do(set_rule, replace(WISH, value=12), by=ADMIN)
    assert room.read(rule_book).number(KEY, TOMORROW) == 12
    rows = room.read(lambda session: [(row.value, row.active) for row in session.scalars(select(RuleValue))])
    assert rows == [("10", False), ("12", True)]
    assert fits(room)


def test_values_of_every_kind_are_kept(room):
    for key, value in (
        ("office.day_end", time(17, 30)),
        ("secrecy.store_content", True),
        ("supervise.light.yellow", "快到期"),
        ("paper_flow.no_reply_words", ("阅", "参阅", "知悉")),
    ):
        room.do(set_rule, SetRule(key=key, value=value, from_on=TODAY, source="示例"), by=ADMIN)
        assert room.read(rule_book).rule(key, TODAY).value == value
    assert room.read(rule_book).hours(TODAY).end == time(17, 30)


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"key": "supervise.nothing"}, "rule.unknown", "key"),
        ({"value": -1}, "rule.value.negative", "value"),
        ({"value": "10"}, "rule.value.type.days", "value"),
        ({"value": True}, "rule.value.type.days", "value"),
        ({"value": 15}, "rule.same", "value"),
        ({"source": "  "}, "rule.source.empty", "source"),
        ({"from_on": TODAY - timedelta(days=1)}, "rule.from.past", "from_on"),
        ({"from_on": date(2126, 11, 24)}, "rule.from.far", "from_on"),
        ({"key": "office.day_end", "value": time(8, 0)}, "rules.hours.order", "value"),
    ],
)
def test_a_value_that_cannot_be_is_refused_at_its_field(room, change, code, field):
    refusal = refused(room, set_rule, replace(WISH, **change))
    assert (refusal.code, refusal.field) == (code, field)


def test_today_is_the_offices_today(room):
    room.now = room.now.replace(hour=17)  # 01:00 of the next day in the office's zone
    assert refused(room, set_rule, replace(WISH, from_on=TODAY)).code == "rule.from.past"
    room.do(set_rule, WISH, by=ADMIN)


@pytest.mark.parametrize(
    ("action", "command"),
    [
        (set_rule, WISH),
        (confirm_rule, ConfirmRule(key="office.day_end", on=TODAY)),
        (withdraw_rule, WithdrawRule(id=1, reason="示例")),
        (load_holidays, LoadHolidays(table=NEXT)),
    ],
)
def test_only_an_administrator_changes_rules(room, action, command):
    assert refused(room, action, command, by="李秀英").code == "right.missing"


def test_a_value_is_withdrawn_while_it_has_not_been_in_force(room):
    number = room.do(set_rule, WISH, by=ADMIN)
    assert refused(room, withdraw_rule, WithdrawRule(id=number, reason="")).code == "rule.source.empty"
    room.wait(days=1)  # its first day: nothing of yesterday hangs on it
    room.do(withdraw_rule, WithdrawRule(id=number, reason="会议改期"), by=ADMIN)
    assert room.read(rule_book).number(KEY, TOMORROW) == 15
    assert newest(room).event == "rule.withdrawn"
    assert json.loads(newest(room).payload)["reason"] == "会议改期"
    assert refused(room, withdraw_rule, WithdrawRule(id=number, reason="再次")).code == "rule.own.withdrawn"
    assert refused(room, withdraw_rule, WithdrawRule(id=99, reason="再次")).code == "rule.own.unknown"
    assert fits(room)


def test_a_value_that_was_in_force_stays_for_what_began_under_it(room):
    number = room.do(set_rule, WISH, by=ADMIN)
    room.wait(days=2)
    assert refused(room, withdraw_rule, WithdrawRule(id=number, reason="示例")).code == "rule.own.begun"
    later = TODAY + timedelta(days=2)
    room.do(set_rule, replace(WISH, value=15, from_on=later), by=ADMIN)
    book = room.read(rule_book)
    assert [book.number(KEY, day) for day in (TODAY, TOMORROW, later)] == [15, 10, 15]


def test_withdrawing_cannot_leave_the_hours_out_of_order(room):
    begin = SetRule(key="office.day_start", value=time(7), from_on=TOMORROW, source="示例")
    number = room.do(set_rule, begin, by=ADMIN)
    room.do(set_rule, replace(begin, key="paper_flow.hand_to_documents", value=time(7, 30)), by=ADMIN)
    assert refused(room, withdraw_rule, WithdrawRule(id=number, reason="示例")).code == "rules.hours.order"
    assert room.read(rule_book).hours(TOMORROW).start == time(7)


def test_a_shipped_value_is_confirmed_as_it_stands(room):
    shipped = shipped_rules().rule("office.day_end", TODAY)
    assert not shipped.checked
    number = room.do(confirm_rule, ConfirmRule(key="office.day_end", on=TODAY, note="与作息制度一致"), by=ADMIN)
    rule = room.read(rule_book).rule("office.day_end", TODAY)
    assert rule == replace(shipped, checked=True, own=number)
    assert newest(room).event == "rule.confirmed"
    assert refused(room, confirm_rule, ConfirmRule(key="office.day_end", on=TODAY)).code == "rule.confirmed"
    assert refused(room, confirm_rule, ConfirmRule(key="office.nothing", on=TODAY)).code == "rule.unknown"
    assert fits(room)


def test_an_own_value_set_for_now_is_confirmed_later(room):
    number = room.do(set_rule, replace(WISH, checked=False), by=ADMIN)
    assert not room.read(rule_book).rule(KEY, TOMORROW).checked
    assert room.do(confirm_rule, ConfirmRule(key=KEY, on=TOMORROW), by=ADMIN) == number
    assert room.read(rule_book).rule(KEY, TOMORROW).checked


def test_a_years_holidays_are_loaded_and_mended(room):
    assert room.read(rule_book).holidays.unsure(date(2027, 1, 4), date(2027, 1, 5)) == (2027,)
    number = room.do(load_holidays, LoadHolidays(table=NEXT), by=ADMIN)
    holidays = room.read(rule_book).holidays
    assert holidays.years == (2026, 2027)
    assert holidays.unsure(date(2026, 12, 30), date(2027, 1, 5)) == ()
    assert (holidays.is_workday(date(2027, 1, 1)), holidays.is_workday(date(2027, 1, 30))) == (False, True)
    assert holidays.table(2027) == NEXT
    assert json.loads(newest(room).payload)["source"] == "示例通知"
    assert refused(room, load_holidays, LoadHolidays(table=NEXT)).code == "holidays.same"
    mended = replace(NEXT, makeup=NEXT.makeup[:1])
    assert room.do(load_holidays, LoadHolidays(table=mended), by=ADMIN) == number
    assert room.read(rule_book).holidays.table(2027).makeup == (date(2027, 1, 30),)
    assert room.read(lambda session: session.get(HolidayYear, number).version) == 2
    assert fits(room)


@pytest.mark.parametrize(
    ("table", "code", "field"),
    [
        (replace(NEXT, source=" "), "holidays.source.empty", "source"),
        (replace(NEXT, holidays=()), "holidays.empty", "text"),
        (replace(NEXT, makeup=(date(2027, 2, 6),)), "holidays.makeup.holiday", "text"),
        (replace(NEXT, year=2028), "holidays.outside", "text"),
        (HolidayTable(year=99999, holidays=NEXT.holidays, source="示例"), "holidays.year.range", "text"),
    ],
)
def test_a_year_that_cannot_be_is_refused(room, table, code, field):
    refusal = refused(room, load_holidays, LoadHolidays(table=table))
    assert (refusal.code, refusal.field) == (code, field)


def test_an_own_value_that_no_longer_fits_is_found_and_not_used(room):
    """As after a version of the program in which a rule changed its unit or went."""
    with room.store.desk() as desk:
        for key, value in ((KEY, '"soon"'), ("supervise.gone", "5")):
            desk.session.add(
                RuleValue(key=key, value=value, from_on=TODAY, source="示例", checked=True, made_at=desk.now)
            )
        desk.session.add(HolidayYear(year=2027, days="{}", source="示例"))
        desk.journal("rule.set", text="示例")
    book = room.read(rule_book)
    assert book.number(KEY, TODAY) == 15
    assert book.holidays.years == (2026,)
    assert {fault.what for fault in book.faults} == {"own.value.unfit", "own.value.unknown", "own.holidays.unfit"}
    found = room.read(lambda session: check_store(session, room.store.attachments))
    assert {problem.code for problem in found.problems} == {fault.what for fault in book.faults}
