"""What a matter and a day become on paper: each part with its sources, what is unsure marked, what is secret left out."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from dutyroom.data.catalogues import load_wording
from dutyroom.rules.briefing import BriefingKind
from dutyroom.rules.briefing_day import DaySituation, OpenLine, ToldEntry, day_parts, duty_day
from dutyroom.rules.briefing_matter import Happened, ToldMatter, matter_parts
from dutyroom.rules.briefing_text import Source
from dutyroom.rules.incident import Figure, Surety
from dutyroom.rules.incident_facts import Statement, Story
from dutyroom.rules.incident_report import ReportFacts
from dutyroom.rules.matter import StepKind
from dutyroom.rules.office import DAY_AND_NIGHT, WHOLE_DAY
from dutyroom.rules.wording import ENGLISH

ZONE = ZoneInfo("Asia/Shanghai")
NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
CHINESE = load_wording("zh_CN")


def statement(fact, value, surety=Surety.VERIFIED, seq=7) -> Statement:
    return Statement(id=seq, fact=fact, value=value, as_of=NOON, surety=surety, entry_seq=seq)


def told(*statements: Statement, **named) -> ToldMatter:
    incident = ReportFacts(
        title="样例火灾", event_at=NOON, received_at=NOON, area="金水区", place="样例路", subtype="fire", source="值班室（样例）",
        grade="Ⅲ", facts={each.fact: each for each in statements},
    )  # fmt: skip
    steps = (
        Happened(at=NOON, kind=StepKind.INSTRUCT, who="王市长样例", text="全力救治", seq=9),
        Happened(at=NOON, kind=StepKind.ASSIGN, who="应急管理局", text="", seq=10),
        Happened(at=NOON, kind=StepKind.REPORT, who="省值班室（样例）", text="很长" * 40, seq=11),
    )
    usual = {"id": 3, "number": "突〔2026〕1号", "title": "样例火灾", "source": "值班室（样例）", "received_at": NOON}
    return ToldMatter(**{**usual, "steps": steps, "incident": incident, **named})


def texts(matter: ToldMatter, wording=CHINESE, kind=BriefingKind.EXPRESS) -> list[str]:
    return [part.text for part in matter_parts(matter, kind, wording, ZONE)]


def test_each_part_knows_its_entries_and_only_what_nobody_verified_is_marked():
    matter = told(
        statement(Figure.DEATHS, "2", seq=7),
        statement(Figure.LOSS, "1250000", seq=7),
        statement(Story.CAUSE, "线路老化", Surety.REPORTED, seq=8),
    )
    parts = {part.key: part for part in matter_parts(matter, BriefingKind.EXPRESS, CHINESE, ZONE)}
    toll, cause = parts["matter:3:toll"], parts["matter:3:cause"]
    assert toll.text == "截至11月23日12时00分，死亡2人、直接经济损失约125万元。"
    assert (toll.unverified, cause.unverified) == (False, True)
    assert Source("journal", 7) in toll.sources
    assert cause.sources == (Source("matter", 3), Source("journal", 8))
    assert parts["matter:3:instruction:9"].text == "11月23日12时00分，王市长样例批示：全力救治。"
    handling = parts["matter:3:handling"]
    assert "很长" not in handling.text, "a long report by telephone is not told again"
    assert Source("journal", 11) in handling.sources


def test_nobody_hurt_and_nothing_known_are_two_things():
    assert "无人员伤亡" in texts(told(statement(Figure.DEATHS, "0")))[1]
    assert texts(told())[1] == "伤亡情况正在核实。"
    missing = texts(told(statement(Figure.DEATHS, "0"), statement(Figure.MISSING, "1")))[1]
    assert "无人员伤亡" not in missing
    assert "失联1人" in missing


def test_what_is_secret_or_of_callers_is_not_told():
    secret = " ".join(texts(told(statement(Story.COURSE, "机密经过"), is_secret=True)))
    assert "机密经过" not in secret
    assert "全力救治" not in secret
    private = " ".join(texts(told(incident=None, is_private=True, said="")))
    assert "应急管理局" not in private


def test_both_languages_have_the_same_parts_and_information_has_headings():
    matter = told(statement(Figure.LIGHT, "3"), statement(Story.NEXT, "继续排查"))
    for kind in (BriefingKind.EXPRESS, BriefingKind.DUTY_INFORMATION):
        chinese, english = (matter_parts(matter, kind, wording, ZONE) for wording in (CHINESE, ENGLISH))
        assert [(p.key, p.level, p.sources, p.unverified) for p in chinese] == [
            (p.key, p.level, p.sources, p.unverified) for p in english
        ]
    headings = [part.text for part in chinese if part.level == 1]
    assert headings == ["一、基本情况", "二、处置情况", "三、领导批示", "四、下一步工作"]
    assert "11-23 12:00, reported by" in english[1].text


@given(st.integers(0, 40), st.integers(0, 40), st.integers(0, 12), st.integers(0, 99))
def test_a_day_has_each_part_once_whatever_it_holds(entries, items, matters, more):
    day = DaySituation(
        since=NOON,
        until=NOON + timedelta(days=1),
        as_of=NOON + timedelta(hours=20),
        entries=(("call_in", entries),) if entries else (),
        matters=tuple(replace(told(), id=100 + place) for place in range(matters)),
        told=tuple(ToldEntry(seq=place, at=NOON, kind="note", who="", text="样例") for place in range(1, entries + 1)),
        items=tuple(
            OpenLine(id=place, title="样例", due_at=NOON, is_overdue=True, waiting_for="", source=Source("journal", 1))
            for place in range(items)
        ),
        more_items=more,
    )
    parts = day_parts(day, CHINESE, ZONE)
    keys = [part.key for part in parts]
    assert len(keys) == len(set(keys))
    assert ("nothing" in keys) == (not entries and not matters)
    assert ("nothing-open" in keys) == (not items)
    assert (f"另有{more}项，见登记簿。" in [part.text for part in parts]) == bool(more)
    assert [part.text[0] for part in parts if part.level == 1] == ["一", "二", "三", "四"]


@given(st.dates(date(2020, 1, 1), date(2030, 12, 31)), st.sampled_from([WHOLE_DAY, DAY_AND_NIGHT]))
def test_a_duty_day_is_a_day_long_and_begins_where_the_last_one_ended(day, templates):
    since, until = duty_day(day, templates, ZONE)
    assert until - since == timedelta(days=1)
    assert since.time() == min(template.start for template in templates) != time(0)
    assert duty_day(day + timedelta(days=1), templates, ZONE)[0] == until
