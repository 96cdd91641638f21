"""From a store to the papers of the mayor's telephone: what stands on them, what must not, and what printing writes down."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from dutyroom.actions.hotline import add_call
from dutyroom.actions.hotline_ledger import hotline_ledger_facts
from dutyroom.actions.hotline_papers import (
    hotline_case_facts,
    hotline_transfer_facts,
    hotline_urging_facts,
    look_to_print,
)
from dutyroom.actions.hotline_report_facts import daily_facts, monthly_facts, weekly_facts
from dutyroom.actions.matter_papers import matter_pdf, note_matter_paper, unit_meant
from dutyroom.data.catalogues import load_wording
from dutyroom.data.queries.hotline_callers import look_rows
from dutyroom.data.queries.removal import find_places
from dutyroom.data.tables import JournalEntry
from dutyroom.papers.facts import to_json
from dutyroom.rules.hotline import Card, Channel, Look
from dutyroom.rules.hotline_privacy import WITHHELD
from dutyroom.rules.hotline_sheet import FurtherCall
from dutyroom.rules.matter import Duty
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.removal import Spot
from dutyroom.rules.wording import ENGLISH
from tests.actions.hotline_case import CALLER, HELPER, HOME, LEAD, PHONE, Case
from tests.papers.reading_pdf import page_texts, squeezed

TODAY = 20261123
PRIVATE = (CALLER, PHONE, HOME)
OF_CASE = ("hotline-case", "hotline-transfer", "hotline-urging")
OF_DAY = ("hotline-daily", "hotline-weekly", "hotline-monthly", "hotline-ledger")


def text_of(room, kind, record, font_cache, wording=None, **which):
    made = matter_pdf(room.store, kind, record, wording or load_wording("zh_CN"), font_cache, **which)
    return squeezed("".join(page_texts(made)))


@pytest.fixture
def case(room):
    """A case whose text, units and answers all name its caller."""
    found = Case(room, text=f"我叫{CALLER}，电话{PHONE}，住{HOME}，门口路灯不亮", event_at=room.now)
    found.dispatch(LEAD, HELPER, text=f"请联系{CALLER}{PHONE}")
    found.sign()
    found.feed_back(text=f"已到{HOME}修复，{CALLER}表示认可")
    return found


def test_a_case_sheet_holds_the_whole_run(room, case, font_cache):
    case.object_to(HELPER, proposed="住房保障和房地产管理局")
    case.decide_return(granted=False)
    case.ask_time()
    case.decide_time(granted=True)
    case.urge(HELPER)
    case.answer()
    case.close()
    case.call_back(reached=False)
    case.call_back()
    facts = room.read(hotline_case_facts, case.id, room.now)
    assert [unit.unit for unit in facts.units] == [LEAD, HELPER]
    assert (facts.units[0].signed_by, facts.units[1].urged_count) == ("样例科长", 1)
    assert [(row.unit, row.state) for row in facts.returns] == [(HELPER, "refused")]
    assert [row.state for row in facts.extensions] == ["granted"]
    assert [(row.reached, row.satisfied) for row in facts.call_backs] == [(False, ""), (True, "4")]
    assert (facts.result, facts.state, facts.urged_count) == ("solved", "closed", 1)
    said = text_of(room, "hotline-case", case.id, font_cache)
    for words in (
        "热〔2026〕1号",
        "退单申请",
        "不同意",
        "申请延期",
        "路灯已于今日修复",
        "满意",
        "办理全程",
        "已办结",
        "金水区花园路",
    ):
        assert words in said, words


@pytest.mark.parametrize("language", ["zh_CN", "en"])
@pytest.mark.parametrize("kind", OF_CASE)
def test_papers_of_a_case_name_nobody(room, case, font_cache, kind, language):
    case.urge(HELPER)
    said = text_of(room, kind, case.id, font_cache, load_wording(language))
    assert "热〔2026〕1号" in said
    assert [part for part in PRIVATE if part in said] == []
    if kind != "hotline-urging":
        assert "样**" in said
        assert "138****5678" in said


@pytest.mark.parametrize("kind", OF_DAY)
def test_papers_of_a_period_name_nobody(room, case, font_cache, kind):
    case.urge(HELPER)
    room.wait(minutes=1)
    said = text_of(room, kind, TODAY, font_cache)
    assert [part for part in PRIVATE if part in said] == []
    assert "金水区" in said


@pytest.mark.parametrize("kind", ["hotline-case", "hotline-transfer"])
def test_callers_are_printed_only_after_a_look_with_a_reason(room, case, font_cache, kind):
    with pytest.raises(Refusal) as refused:
        text_of(room, kind, case.id, font_cache, unmasked=True, reason="上门核实")
    assert refused.value.code == "paper.hotline.look"
    with pytest.raises(Refusal) as refused:
        room.do(look_to_print, case.id, " ", by=None)
    assert refused.value.code == "hotline.look.reason"
    with pytest.raises(Refusal) as refused:
        room.do(look_to_print, case.id, "上门核实")  # 李秀英 does not work at the mayor's telephone
    assert refused.value.code == "hotline.look.right"
    room.do(look_to_print, case.id, "上门核实", by=None)
    said = text_of(room, kind, case.id, font_cache, unmasked=True, reason="上门核实")
    assert CALLER in said
    assert PHONE in said
    assert "上门核实" in said
    (look,) = room.read(look_rows, case.id)
    assert (look.what, look.reason) == (Look.PRINT, "上门核实")
    room.wait(hours=1, minutes=1)
    with pytest.raises(Refusal):
        text_of(room, kind, case.id, font_cache, unmasked=True, reason="上门核实")


@pytest.mark.parametrize("kind", ["hotline-case", "hotline-transfer"])
def test_a_caller_who_asked_for_secrecy_is_never_printed(room, font_cache, kind):
    case = Case(room, is_secret=True, text=f"我是{CALLER}，{PHONE}，住{HOME}")
    case.dispatch()
    room.do(look_to_print, case.id, "上门核实", by=None)
    said = text_of(room, kind, case.id, font_cache, unmasked=True, reason="上门核实")
    assert [part for part in PRIVATE if part in said] == []
    assert WITHHELD in said
    assert "来电人要求保密" in said


def test_one_secret_caller_among_several_stays_out_of_what_is_unmasked(room, font_cache):
    case = Case(room)
    case.dispatch()
    more = FurtherCall(id=case.id, name="样例乙", phone="13900001111", is_secret=True, text="我是样例乙13900001111")
    room.do(add_call, more)
    room.do(look_to_print, case.id, "上门核实", by=None)
    said = text_of(room, "hotline-case", case.id, font_cache, unmasked=True, reason="上门核实")
    assert CALLER in said
    assert "样例乙" not in said
    assert "13900001111" not in said


def test_a_transfer_sheet_goes_to_one_unit_with_its_limits(room, case):
    lead = room.read(hotline_transfer_facts, case.id, room.now)
    assert (lead.unit, lead.role, lead.helpers) == (LEAD, "lead", HELPER)
    assert lead.asked == "请联系样**138****5678"
    assert Duty.CLOSE in {limit.duty for limit in lead.limits}
    number = room.read(unit_meant, case.id, HELPER)
    helper = room.read(lambda session: hotline_transfer_facts(session, case.id, room.now, assignment=number))
    assert (helper.unit, helper.role, helper.lead, helper.signed_by) == (HELPER, "helper", LEAD, "")
    assert Duty.SIGN in {limit.duty for limit in helper.limits}
    assert all(limit.source and "http" not in limit.source for limit in helper.limits if limit.rule_zh)


def test_nothing_goes_to_a_unit_before_it_is_dispatched(room):
    case = Case(room)
    for facts in (hotline_transfer_facts, hotline_urging_facts):
        with pytest.raises(Refusal) as refused:
            room.read(facts, case.id, room.now)
        assert refused.value.code == "paper.hotline.undispatched"


def test_an_urging_letter_is_a_draft_until_somebody_urges_and_bears_the_card(room, font_cache):
    case = Case(room)
    case.dispatch()
    draft = room.read(hotline_urging_facts, case.id, room.now)
    assert (draft.is_draft, draft.card, draft.urged_count) == (True, "", 0)
    case.urge()
    room.wait(days=12)
    plain = room.read(hotline_urging_facts, case.id, room.now)
    assert (plain.is_draft, plain.card, plain.urged_text) == (False, "", "请抓紧办理")
    assert (plain.overdue_days or 0) > 0
    assert "市长电话催办函" in text_of(room, "hotline-urging", case.id, font_cache)
    case.card(Card.YELLOW)
    assert room.read(hotline_urging_facts, case.id, room.now).card == "yellow"
    assert "市长电话督办单（黄牌）" in text_of(room, "hotline-urging", case.id, font_cache)


def several(room):
    """Cases over two weeks: one a week ago, four now, one of them merged, one overdue."""
    room.now -= timedelta(days=7)
    Case(room, area="二七区")
    room.now += timedelta(days=7)
    first = Case(room, area="金水区", code="")
    Case(room, area="金水区", channel=Channel.SMS)
    Case(room, area="郑东新区")
    again = Case(room, area="金水区")
    first.dispatch()
    first.merge(again)
    room.wait(minutes=1)
    return first


def test_a_report_counts_each_case_once_and_holds_it_against_the_week_before(room):
    several(room)
    week = room.read(weekly_facts, TODAY, room.now)
    assert (week.start, week.last, week.is_running) == (date(2026, 11, 23), date(2026, 11, 29), True)
    assert (week.total, week.before, week.calls, week.merged, week.dispatched) == (3, 1, 4, 1, 1)
    assert {row.key: (row.count, row.before) for row in week.channels} == {"phone": (2, 1), "sms": (1, 0)}
    assert [(row.zh, row.count, row.group) for row in week.areas] == [("金水区", 2, "inner"), ("郑东新区", 1, "zone")]
    assert [(row.unit, row.sent) for row in week.units] == [(LEAD, 1)]
    assert sum(row.count for row in week.functions) == week.total
    assert all(rate.part <= rate.whole and rate.definition for rate in week.rates)


def test_day_week_and_month_take_in_what_lies_in_them(room):
    several(room)
    totals = [room.read(facts, TODAY, room.now).total for facts in (daily_facts, weekly_facts, monthly_facts)]
    assert totals == [3, 3, 4]
    assert room.read(daily_facts, 20261116, room.now).total == 1
    assert not room.read(daily_facts, 20261116, room.now).is_running


def test_overdue_cases_are_listed_longest_first(room):
    first = several(room)
    room.wait(days=20)
    later = room.read(daily_facts, 20261213, room.now)
    assert (later.open, later.overdue_open, len(later.overdue)) == (4, 4, 4)
    days = [line.overdue_days for line in later.overdue]
    assert days == sorted(days, reverse=True)
    assert first.full.matter.number in {line.number for line in later.overdue}


@pytest.mark.parametrize("language", ["zh_CN", "en"])
@pytest.mark.parametrize("kind", OF_DAY)
def test_an_empty_period_says_so(room, font_cache, kind, language):
    said = text_of(room, kind, 20200101, font_cache, load_wording(language))
    none = {"zh_CN": ("本期市长电话没有受理诉求", "本期没有工单"), "en": ("Nothingcame", "Nocaseinthisperiod")}[
        language
    ]
    assert any(words in said for words in none)


def test_a_ledger_is_of_a_day_or_of_what_a_filter_lets_through(room):
    several(room)
    day = room.read(hotline_ledger_facts, 20261116, room.now)
    assert [row.area for row in day.rows] == ["二七区"]
    wanted = room.read(lambda session: hotline_ledger_facts(session, TODAY, room.now, wanted="channel:短信"))
    assert [row.channel for row in wanted.rows] == ["sms"]
    assert wanted.scope == "channel:sms"
    numbers = [row.number for row in room.read(hotline_ledger_facts, TODAY, room.now).rows]
    assert numbers == sorted(numbers)


def test_a_long_demand_is_printed_whole_over_pages(room, font_cache):
    long = "".join(f"第{place}句路灯不亮。" for place in range(220))[:2000]
    case = Case(room, text=long)
    case.dispatch()
    for kind in ("hotline-case", "hotline-transfer"):
        made = matter_pdf(room.store, kind, case.id, ENGLISH, font_cache)
        pages = page_texts(made)
        assert len(pages) > 1
        assert "第199句路灯不亮。" in squeezed("".join(pages))
        assert all("热〔2026〕1号" in page for page in pages)


def test_printing_is_journalled_and_keeps_no_copy(room, case, font_cache):
    matter_pdf(room.store, "hotline-case", case.id, ENGLISH, font_cache)
    room.do(note_matter_paper, "hotline-case", case.id, "x.pdf")
    room.do(note_matter_paper, "hotline-weekly", TODAY, "w.pdf")
    with room.store.reading() as session:
        asked = select(JournalEntry.event, JournalEntry.text, JournalEntry.record_kind).order_by(
            JournalEntry.seq.desc()
        )
        newest = [tuple(row) for row in session.execute(asked.limit(2))]
    assert newest == [
        ("paper.printed", "市长电话周工作综述 2026-11-23 → w.pdf", None),
        ("paper.printed", "市长电话工单 热〔2026〕1号 → x.pdf", "matter"),
    ]


def test_the_facts_of_a_paper_name_nobody_either(room, case):
    told = to_json(room.read(hotline_case_facts, case.id, room.now))
    assert [part for part in PRIVATE if part in told] == []


def test_an_urging_letter_is_printed_again_as_it_was_until_the_unit_is_urged_anew(room, case, font_cache):
    chinese = load_wording("zh_CN")
    draft = matter_pdf(room.store, "hotline-urging", case.id, chinese, font_cache)
    case.urge(HELPER)
    first = matter_pdf(room.store, "hotline-urging", case.id, chinese, font_cache)
    assert first != draft
    room.wait(hours=60)
    assert matter_pdf(room.store, "hotline-urging", case.id, chinese, font_cache) == first
    case.urge(HELPER)
    assert matter_pdf(room.store, "hotline-urging", case.id, chinese, font_cache) != first
    places = room.read(find_places, Spot("matter", str(case.id))).places
    assert sum(place.spot.kind == "kept_paper" for place in places) == 2, "a removal finds both letters"
