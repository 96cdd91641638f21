"""Papers of matters from the store: what was written step by step stands on them, and nothing of a secret paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from dutyroom.actions.matter_papers import (
    MATTER_PAPERS,
    MatterPaper,
    matter_pdf,
    note_matter_paper,
    record_meant,
    sample_pdf,
)
from dutyroom.actions.matters import assign
from dutyroom.actions.relays import not_reached, start_relay, tell
from dutyroom.actions.returns import answer_return, excuse_return, start_returns, urge_return
from dutyroom.actions.supervision import set_up_supervision, urge_in_colour
from dutyroom.actions.supervision_facts import overdue_days, supervision_ledger_facts, supervision_notice_facts
from dutyroom.data.queries.journal import last_entries
from dutyroom.data.queries.matters import matter_in_full
from dutyroom.data.queries.office import office_settings
from dutyroom.data.queries.relays import relay_in_full
from dutyroom.data.queries.returns import call_in_full
from dutyroom.data.tables import JournalEntry
from dutyroom.data.verify import check_store
from dutyroom.papers.matter_facts import HandlingSlipFacts
from dutyroom.rules.matter import Role, StepKind
from dutyroom.rules.matter_steps import Assign, AssignTo
from dutyroom.rules.notice import Channel, Slip
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.relay import NotReached, Recipient, StartRelay, Told
from dutyroom.rules.returns import AnswerReturn, ExcuseReturn, StartReturns, UrgeReturn, read_times, rounds
from dutyroom.rules.supervision import Basis, Colour, SetUpSupervision, UrgeInColour
from dutyroom.rules.wording import ENGLISH
from tests.actions.matters import Flow, replied_by
from tests.papers.reading_pdf import page_texts, squeezed
from tests.samples import NOON, ZONE, Room

AREAS = (Recipient(unit="二七区（示例）", phone="0371-55500001"), Recipient(unit="金水区（示例）"))


@pytest.fixture
def printed(room: Room, font_cache: Path):
    """The text of a paper from the room's store, blanks left out."""

    def of(kind: str, record: int, **named) -> str:
        return squeezed("".join(page_texts(matter_pdf(room.store, kind, record, ENGLISH, font_cache, **named))))

    return of


def handled(room: Room, **named) -> Flow:
    flow = Flow(room, limits=(replied_by(room, hours=30),), **named)
    flow.propose("拟请水务处牵头，当日报结果")
    flow.instruct("同意，请抓紧落实")
    flow.assign(AssignTo(unit="水务处（示例）"), AssignTo(unit="应急办（示例）", role=Role.HELPER))
    flow.sign("水务处（示例）", "陈示例")
    flow.answer("水务处（示例）", "十六个泵站全部检修完毕")
    flow.plain(StepKind.READ, who="周示例")
    return flow


def supervised(room: Room, **named) -> int:
    usual = {"basis": Basis.INSTRUCTION, "title": "嵩山路积水点整治（示例）", "asked": "完成改造", "leader": "王建国"}
    number = int(room.do(set_up_supervision, SetUpSupervision(**{**usual, **named})))
    units = (AssignTo(unit="城市管理局（示例）"), AssignTo(unit="财政局（示例）", role=Role.HELPER))
    room.do(assign, Assign(id=number, units=units))
    return number


def begin_returns(room: Room) -> tuple[int, list[int], list]:
    day = NOON.astimezone(ZONE).date()
    asked = StartReturns(
        title="汛情日报（示例）",
        asked="伤亡损失",
        units=AREAS,
        times=read_times("13:00 17:00"),
        first_on=day,
        last_on=day,
    )
    call = int(room.do(start_returns, asked))
    return call, [u.id for u in room.read(call_in_full, call).units], rounds(day, day, asked.times, ZONE)


def test_a_limit_names_its_rule_and_never_a_web_address(room, printed):
    room.start()
    text = printed("handling-slip", Flow(room, channel=Channel.TELEGRAM, urgency="特急").id)
    assert "(Telegram,特急:readwithin;特提即办，特急8小时，加急24小时，平急48小时)" in text
    assert ".com" not in text
    assert ".html" not in text


def test_a_handling_slip_says_every_step_that_was_taken(room, printed):
    room.start()
    flow = handled(room, pages=3, copies=2)
    text = printed("handling-slip", flow.id)
    for words in (
        "Number:收〔2026〕1号",
        "豫汛办电〔2026〕12号",
        "关于做好强降雨防范工作的紧急通知",
        "拟请水务处牵头，当日报结果",
        "同意，请抓紧落实",
        "王建国",
        "水务处（示例）",
        "陈示例",
        "十六个泵站全部检修完毕",
        "应急办（示例）",
        "周示例",
        "replytothesender:by24Nov202618:00",
        "24小时内",
    ):
        assert words in text, words
    assert "Archivenumber" in text


def test_a_closed_notice_shows_its_outcome_and_where_it_lies(room, printed):
    flow = handled(room)
    flow.plain(StepKind.REPLY, "已报省防指")
    flow.close("全部办结，无险情")
    flow.plain(StepKind.FILE, "2026-永久-7")
    text = printed("handling-slip", flow.id)
    assert "全部办结，无险情" in text
    assert "2026-永久-7" in text


def test_of_a_secret_paper_only_the_register_line_is_printed(room, printed):
    flow = Flow(
        room,
        title="中性标题甲",
        required="",
        secrecy="机密",
        secrecy_years=10,
        copies=2,
        copy_numbers="000007、000008",
        custody="机要室保险柜",
    )
    flow.propose("拟办词乙")
    flow.instruct("批示词丙")
    for kind, record in (
        ("handling-slip", flow.id),
        ("fax-cover", flow.id),
        ("instruction", room.read(record_meant, "instruction", "收〔2026〕1号")),
    ):
        text = printed(kind, record)
        assert "豫汛办电〔2026〕12号" in text, kind
        for word in ("中性标题甲", "拟办词乙", "批示词丙"):
            assert word not in text, (kind, word)
    slip = printed("handling-slip", flow.id)
    assert "机要室保险柜" in slip
    assert "000007、000008" in slip


def test_a_telephone_slip_holds_the_call_and_its_questions(room, printed):
    slip = Slip(
        caller="孙示例",
        caller_post="值班员",
        phone="0371-55509999",
        read_back=True,
        is_meeting=True,
        meeting_at=NOON + timedelta(hours=5),
        place="三楼会议室",
    )
    flow = Flow(room, channel=Channel.TELEPHONE, slip=slip, confirmed=True)
    text = printed("telephone-slip", flow.id)
    assert "孙示例" in text
    assert "0371-55509999" in text
    assert "三楼会议室" in text
    assert "Notaskedyet:" in text
    assert "Convenor" in text


def test_a_notice_that_came_by_fax_has_no_telephone_slip(room, font_cache):
    flow = Flow(room)
    with pytest.raises(Refusal) as refused:
        matter_pdf(room.store, "telephone-slip", flow.id, ENGLISH, font_cache)
    assert refused.value.code == "paper.no_call"
    assert refused.value.facts["number"] == "收〔2026〕1号"


def test_a_fax_cover_goes_to_those_it_is_passed_on_to_by_fax(room, printed):
    room.start()
    flow = Flow(room, pages=3)
    relay = room.do(start_relay, StartRelay(title="转发", text="请立即落实并回传", recipients=AREAS, matter_id=flow.id))
    first = room.read(relay_in_full, relay).lines[0].id
    assert "金水区（示例）" in printed("fax-cover", flow.id)
    room.do(tell, Told(line_id=first, channel="fax", acknowledged=False))
    text = printed("fax-cover", flow.id)
    assert "二七区（示例）" in text
    assert "金水区（示例）" not in text
    assert "请立即落实并回传" in text
    assert "李秀英" in text
    assert "4withthisone" in text


def test_a_transmission_list_proves_who_was_told(room, printed):
    flow = Flow(room)
    relay = room.do(start_relay, StartRelay(title="转发", text="请落实", recipients=AREAS, matter_id=flow.id))
    first, second = (line.id for line in room.read(relay_in_full, relay).lines)
    room.do(tell, Told(line_id=first, channel="telephone", taken_by="钱示例", read_back=True))
    room.do(not_reached, NotReached(line_id=second, channel="telephone", remark="占线"))
    head = room.read(last_entries, 1)[0].hash.hex()
    text = printed("transmission-list", relay)
    assert "下发〔2026〕1号" in text
    assert "2units:1told,1acknowledged" in text
    assert "钱示例" in text
    assert "Notacknowledgedyet:金水区（示例）" in text
    assert "占线" in text
    assert "李秀英" in text
    assert head in text


def test_returns_count_who_reported_in_time_late_and_not(room, printed):
    call, (first, second), (one, five) = begin_returns(room)
    room.do(answer_return, AnswerReturn(returns_unit_id=first, due_at=one, text="无险情，人员在岗", person="吴示例"))
    room.wait(hours=2)
    room.do(urge_return, UrgeReturn(returns_unit_id=second, due_at=one))
    room.do(answer_return, AnswerReturn(returns_unit_id=second, due_at=one, is_nil=True))
    text = printed("returns", call)
    assert "报〔2026〕1号" in text
    assert "无险情，人员在岗" in text
    assert "Toolate" in text
    assert "Nilreports:金水区（示例）" in text
    assert "17:00" not in text.split("Returnsdueandmissing")[1]
    room.wait(hours=6)
    room.do(excuse_return, ExcuseReturn(returns_unit_id=first, due_at=five, reason="未涉及"))
    later = printed("returns", call)
    assert "Notreported:金水区（示例）" in later
    assert "Notreported:二七区（示例）" not in later


def test_before_the_first_round_is_over_the_returns_say_what_is_asked(room, printed):
    call, _, _ = begin_returns(room)
    text = printed("returns", call)
    assert "汛情日报（示例）" in text
    assert "Notreported:二七区（示例）,金水区（示例）" in text


def test_a_supervision_notice_bears_the_colour_of_the_last_one(room, printed):
    number = supervised(room)
    blue = printed("supervision-notice", number)
    assert "Bluesupervisionnotice" in blue
    assert "草稿DRAFT" in blue
    lead = room.read(matter_in_full, number).assignments[0].id
    room.do(urge_in_colour, UrgeInColour(id=number, assignment_id=lead, colour=Colour.ORANGE, text="请限期办结"))
    text = printed("supervision-notice", number)
    assert "Orangesupervisionnotice" in text
    assert "城市管理局（示例）" in text
    assert "财政局（示例）" in text
    assert "请限期办结" in text
    assert "督〔2026〕1号" in text
    assert "DRAFT" not in text
    assert "Replyby" in text
    room.wait(days=90)
    red = printed("supervision-notice", number, colour="red")
    assert "Redsupervisionnotice" in red
    assert "草稿DRAFT" in red, "no red urging is recorded"
    assert "请限期办结" not in red, "that was said in orange"
    assert "Replywasdue" in red
    assert "Replyby" not in red


@pytest.mark.parametrize(("hours", "days"), [(-24, 1), (-1, 1), (0, 0), (1, 0), (13, -1), (49, -2)])
def test_days_past_a_limit_are_counted_as_a_calendar_does(hours, days):
    assert overdue_days(NOON + timedelta(hours=hours), NOON, ZONE) == days


def test_the_days_left_of_a_supervised_matter_follow_its_limit(room):
    number = supervised(room, due_at=room.now + timedelta(days=2))
    assert room.read(supervision_notice_facts, number, room.now).overdue_days == -2
    assert room.read(supervision_notice_facts, number, room.now + timedelta(days=5)).overdue_days == 3


def test_the_ledger_lists_what_is_open_with_its_light(room, printed):
    supervised(room, title="甲事项（示例）", due_at=room.now + timedelta(hours=1))
    supervised(room, title="乙事项（示例）", due_at=room.now + timedelta(days=2))
    supervised(room, title="丙事项（示例）", due_at=room.now + timedelta(days=60))
    room.wait(hours=2)
    facts = room.read(supervision_ledger_facts, 0, room.now)
    assert [(row.title[0], row.light) for row in facts.rows] == [("甲", "red"), ("乙", "yellow"), ("丙", "green")]
    assert [row.helpers for row in facts.rows] == ["财政局（示例）"] * 3
    text = printed("supervision-ledger", 0)
    assert "3matters:1intime,1nearlydue,1overdue,0closed" in text
    assert "甲事项（示例）" in text


def test_an_instruction_sheet_says_who_was_told_afterwards(room, printed):
    flow = Flow(room)
    flow.assign("先办处（示例）")
    room.wait(minutes=1)
    flow.instruct("请认真研究")
    room.wait(minutes=1)
    flow.assign(AssignTo(unit="后办处（示例）", role=Role.HELPER))
    step = room.read(record_meant, "instruction", "收〔2026〕1号")
    text = printed("instruction", step)
    assert "请认真研究" in text
    assert "后办处（示例）" in text
    assert "先办处（示例）" not in text


@pytest.mark.parametrize("typed", ["1", "收〔2026〕1号", "收[2026]1号", " 收（2026）1号 ", "收〔2026〕第1号"])
def test_a_matter_is_known_by_its_number_however_it_is_typed(room, typed):
    flow = Flow(room)
    assert room.read(record_meant, "handling-slip", typed) == flow.id


def test_relays_and_calls_are_known_by_their_numbers(room):
    relay = room.do(start_relay, StartRelay(title="转发", text="请落实", recipients=AREAS))
    call, _, _ = begin_returns(room)
    assert room.read(record_meant, "transmission-list", "下发〔2026〕1号") == relay
    assert room.read(record_meant, "returns", "报〔2026〕1号") == call


@pytest.mark.parametrize(
    ("kind", "typed", "code"),
    [
        ("handling-slip", "收〔2026〕9号", "matter.unknown"),
        ("transmission-list", "下发〔2026〕9号", "relay.unknown"),
        ("returns", "报〔2026〕9号", "returns.unknown"),
        ("instruction", "收〔2026〕1号", "paper.no_instruction"),
    ],
)
def test_an_unknown_number_is_refused(room, kind, typed, code):
    Flow(room)
    with pytest.raises(Refusal) as refused:
        room.read(record_meant, kind, typed)
    assert refused.value.code == code


@pytest.mark.parametrize("kind", sorted(set(MATTER_PAPERS) - {"supervision-ledger", "plan-catalogue"}))
def test_a_paper_of_nothing_is_refused(room, font_cache, kind):
    with pytest.raises(Refusal):
        matter_pdf(room.store, kind, 77, ENGLISH, font_cache)


def test_printing_is_journalled_with_the_matter(room):
    flow = handled(room)
    step = room.read(record_meant, "instruction", "收〔2026〕1号")
    room.do(note_matter_paper, "instruction", step, "p.pdf")
    room.do(note_matter_paper, "supervision-ledger", 0, "l.pdf")
    with room.store.reading() as session:
        rows = session.execute(
            select(JournalEntry.text, JournalEntry.record_kind, JournalEntry.record_id)
            .where(JournalEntry.event == "paper.printed")
            .order_by(JournalEntry.seq)
        ).all()
        assert check_store(session, room.folder / "attachments").ok
    assert rows == [
        ("领导批示件 收〔2026〕1号 → p.pdf", "matter", flow.id),
        ("督查台账 → l.pdf", None, None),
    ]


def test_the_facts_of_a_record_reach_its_paper(room, printed):
    def facts(session, record, now):
        office = office_settings(session)
        return HandlingSlipFacts(
            office_zh=office.name_zh, office_en=office.name_en, number=f"No{record}", received_at=now, title="示例"
        )

    papers: dict[str, MatterPaper] = {"handling-slip": replace(MATTER_PAPERS["handling-slip"], facts=facts)}
    text = printed("handling-slip", 7, papers=papers)
    assert "Number:No7" in text
    assert "Title示例" in text


def test_a_colour_changes_the_supervision_notice_only(font_cache: Path):
    red = sample_pdf("supervision-notice", ENGLISH, font_cache, colour="red")
    assert "Red supervision notice" in page_texts(red)[0]
    assert sample_pdf("returns", ENGLISH, font_cache, colour="red") == sample_pdf("returns", ENGLISH, font_cache)
