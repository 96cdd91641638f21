"""What the text of a notice proposes: sample notices of many forms, and what holds for any text."""

from __future__ import annotations

import tomllib
from dataclasses import fields
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutyroom.rules.notice_text import NoticeProposal, propose_notice
from dutyroom.rules.passage import Proposed, levelled, passage

ZONE = ZoneInfo("Asia/Shanghai")
NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
SAMPLES = Path(__file__).parent / "notices"
EXPECTED: dict[str, dict[str, Any]] = tomllib.loads((SAMPLES / "expected.toml").read_text("utf-8"))
WORDS = (
    "关于", "的通知", "紧急", "人民政府办公厅", "防汛抗旱指挥部", "各市、县", "：", "\n", "　", " ", "请", "报送", "〔2026〕12号", "第3号", "豫政办",
    "11月25日18时前", "每日8时、17时前", "24小时内", "3个工作日内", "2026年1月5日", "二〇二六年", "一月五日", "今日", "本月底前", "接到通知后", "立即",
    "机密★1年", "特急", "联系人：王示例", "电话", "0371-65500000", "《", "》", "（", "）", "转发", "印发", "附件", "抄送", "第一条 ", "|", "1", "。", "，", "通知", "部",
    "新华社", "启动", "应急响应", "发出", "通过", "主席令", "份数", "99月99日前完成", "二月三十日", "25:70前报", "年", "月", "日", "号", "关於", "within 24 hours", "FROM: x",
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=120), st.lists(st.sampled_from(WORDS), max_size=40).map("".join))


def proposed_by(name: str) -> NoticeProposal:
    return propose_notice((SAMPLES / f"{name}.txt").read_text("utf-8"), received_at=None, zone=ZONE)


def said_plainly(proposal: NoticeProposal) -> dict[str, Any]:
    """The proposal as ``expected.toml`` writes one."""
    found: dict[str, Any] = {}
    for field in fields(proposal):
        one = getattr(proposal, field.name)
        if isinstance(one, Proposed):
            found[field.name] = one.value.isoformat() if isinstance(one.value, date) else one.value
    limits = [
        {
            "from": limit.said,
            **({"at": limit.value.at.isoformat()} if limit.value.at else {}),
            **({"within": list(limit.value.within)} if limit.value.within else {}),
            **({"daily": list(limit.value.daily)} if limit.value.daily else {}),
        }
        for limit in proposal.deadlines
    ]
    return {**found, **({"deadlines": limits} if limits else {})}


def all_proposed(proposal: NoticeProposal) -> list[Proposed[Any]]:
    single = [getattr(proposal, field.name) for field in fields(proposal) if field.name != "deadlines"]
    return [one for one in single if one is not None] + list(proposal.deadlines)


def test_every_sample_is_expected() -> None:
    assert sorted(path.stem for path in SAMPLES.glob("*.txt")) == sorted(EXPECTED)
    assert len(EXPECTED) >= 15


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_sample_proposes_what_it_says_and_nothing_else(name: str) -> None:
    assert said_plainly(proposed_by(name)) == EXPECTED[name]


@pytest.mark.parametrize("name", sorted(EXPECTED))
@pytest.mark.parametrize("line_end", ["\r\n", "\n\n", "\u2028"])
def test_line_ends_and_empty_lines_change_nothing(name: str, line_end: str) -> None:
    text = (SAMPLES / f"{name}.txt").read_text("utf-8").replace("\n", line_end)
    found = said_plainly(propose_notice(text, received_at=None, zone=ZONE))
    assert {**found, "required": ""} == {**EXPECTED[name], "required": ""}


@pytest.mark.parametrize(
    "name",
    ["gb9704", "telegram", "meeting", "forwarding", "response_level", "law_site_page", "bulletin", "minutes", "decree"],
)
def test_a_text_cut_at_the_margin_proposes_the_same_with_its_own_words(name: str) -> None:
    text = (SAMPLES / f"{name}.txt").read_text("utf-8")
    lines = [line[at : at + 28] for line in text.split("\n") for at in range(0, max(1, len(line)), 28)]
    proposal = propose_notice(cut := "\n".join(lines), received_at=None, zone=ZONE)
    assert all(one.said == cut[one.start : one.end] for one in all_proposed(proposal))
    found, wanted = said_plainly(proposal), EXPECTED[name]
    for limit in found.get("deadlines", []):
        limit["from"] = limit["from"].replace("\n", "")
    assert {**found, "required": ""} == {**wanted, "required": ""}


@given(TEXTS, st.none() | st.datetimes(min_value=datetime(1990, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001
def test_any_text_is_answered_with_its_own_words(text: str, received_at: datetime | None) -> None:
    proposal = propose_notice(text, received_at=received_at, zone=ZONE)
    for one in all_proposed(proposal):
        assert one.said == text[one.start : one.end]
        assert one.said.strip()
    assert proposal.plain().keys() <= {field.name for field in fields(proposal)}


@given(TEXTS)
def test_a_text_is_levelled_without_moving_anything(text: str) -> None:
    assert len(levelled(text)) == len(text)
    assert levelled(levelled(text)) == levelled(text)
    for span in passage(text).spans:
        assert passage(text).flat[span.start : span.end] == span.text


def test_an_empty_text_proposes_nothing() -> None:
    assert propose_notice("", received_at=NOON, zone=ZONE) == NoticeProposal()
    assert propose_notice(" \n\u3000\n", received_at=NOON, zone=ZONE).plain() == {}


def test_what_counts_from_receipt_needs_the_time_of_receipt() -> None:
    text = "各区政府：\n请于接到通知后2小时内报告到岗情况，今日17时前报送值班表。"
    without = propose_notice(text, received_at=None, zone=ZONE)
    received = propose_notice(text, received_at=NOON, zone=ZONE)
    assert [limit.value.at for limit in without.deadlines] == [None, None]
    assert [limit.value.at for limit in received.deadlines] == [
        datetime(2026, 11, 23, 14, 0, tzinfo=ZONE),
        datetime(2026, 11, 23, 17, 0, tzinfo=ZONE),
    ]
    assert [limit.said for limit in received.deadlines] == ["于接到通知后2小时内", "今日17时前"]


def test_the_papers_own_day_goes_before_the_day_of_receipt() -> None:
    text = "关于报送情况的通知\n各单位：\n请于1月10日前报送情况。\n示例市人民政府办公室\n2025年12月30日"
    (limit,) = propose_notice(text, received_at=NOON, zone=ZONE).deadlines
    assert limit.value.at == datetime(2025 + 1, 1, 10, 23, 59, 59, tzinfo=ZONE)
    assert limit.value.plain() == {
        "at": "2026-01-10T23:59:59+08:00",
        "within": None,
        "daily": None,
        "what": "请于1月10日前报送情况",
    }


def test_numbers_and_dates_of_other_papers_are_not_the_papers_own() -> None:
    text = (
        "关于贯彻《示例省消防条例》的通知\n各单位：\n《示例省消防条例》（示人常〔2025〕3号）于2025年11月1日通过，现转发给你们。\n"
        "根据示政办〔2025〕9号文件要求，2025年12月1日起施行。"
    )
    proposal = propose_notice(text, received_at=None, zone=ZONE)
    assert (proposal.number, proposal.date, proposal.issuer, proposal.deadlines) == (None, None, None, ())


def fields_of(text: str) -> dict[str, Any]:
    return said_plainly(propose_notice(text, received_at=None, zone=ZONE))


BODY = "为做好今冬明春防火工作，经研究，现将有关事项通知如下，请认真抓好落实。"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # The title is cut after an inner 通知.
        (f"示例市水利局关于转发示例省水利厅关于做好冰凌防御工作的通知\n的通知\n各区水利局：\n{BODY}",
         {"title": "示例市水利局关于转发示例省水利厅关于做好冰凌防御工作的通知的通知", "issuer": "示例市水利局", "addressee": "各区水利局"}),
        # The signature says in full what the title abbreviates.
        (f"省政府办公厅关于做好防火工作的通知\n各市人民政府：\n{BODY}\n示例省人民政府办公厅\n2026年1月5日",
         {"issuer": "示例省人民政府办公厅", "date": "2026-01-05"}),
        (f"示例省公安厅等三部门关于做好防火工作的通知\n各市公安局：\n{BODY}\n示例省公安厅\n示例省应急管理厅\n示例省林业局\n2026年1月5日",
         {"title": "示例省公安厅等三部门关于做好防火工作的通知", "issuer": "示例省公安厅、示例省应急管理厅、示例省林业局"}),
        (f"示例省公安厅等三部门关于做好防火工作的通知\n各市公安局：\n{BODY}", {"issuer": "示例省公安厅等三部门"}),
        # Those addressed without a colon; a name without a date above what stands under a signature.
        (f"关于做好防火工作的通知\n各市防火指挥部，省防火指挥部各成员单位\n{BODY}\n省森林防灭火指挥部\n（此件公开发布）",
         {"addressee": "各市防火指挥部，省防火指挥部各成员单位", "issuer": "省森林防灭火指挥部"}),
        (f"标题：防火值班提示\n主送：各林场\n{BODY}", {"title": "防火值班提示", "addressee": "各林场"}),
        (f"标 题：\n防火值班提示\n主送：各林场\n{BODY}", {"title": "防火值班提示", "addressee": "各林场"}),
        # An attachment's own deadlines and names are not the paper's.
        (f"关于做好防火工作的通知\n各林场：\n{BODY}\n附件\n防火工作方案\n各林场于3月1日前报送巡查情况。\n示例林场\n2026年2月1日", {"addressee": "各林场"}),
        ("关于做好防火工作的通知\n（2026年1月5日）\n各林场：\n" + BODY, {"date": "2026-01-05"}),
        ("示例市防火办\n2026年1月5日\n关于做好防火工作的通知\n各林场：\n" + BODY, {"date": "2026-01-05", "issuer": "示例市防火办"}),
        # A page's table of facts with commas in it, its own telephone number, and a number that lost signs.
        (f"发文机关：示例县人民政府　主题分类：综合政务，公民，其他\n标　　题：示例县人民政府关于做好防火工作的通知\n主办单位：示例县信息中心　联系电话：88880000　网站标识码：4100000001\n\n示例县人民政府\n关于做好防火工作的通知\n示政〔202615\n各乡、镇人民政府，县直各部门：\n{BODY}",
         {"title": "示例县人民政府关于做好防火工作的通知", "issuer": "示例县人民政府", "addressee": "各乡、镇人民政府，县直各部门"}),
        # The body's name stands once more above the title; a table's rules among the words of a title.
        (f"示例省示例市人民政府\n示例市人民政府关于做好防火工作的通知\n各林场：\n{BODY}", {"title": "示例市人民政府关于做好防火工作的通知", "issuer": "示例市人民政府"}),
        (f"示例县人民政府办公室 | ||||||\n关于做好防火工作的通知 | ||||||\n各林场：\n{BODY}", {"title": "示例县人民政府办公室关于做好防火工作的通知", "issuer": "示例县人民政府办公室"}),
        # Places that share one body; a person by office.
        (f"关于做好防火工作的通知\n甲山、乙水、丙川、丁岭市防火指挥部及戊县、己县防火指挥部：\n{BODY}", {"addressee": "甲山、乙水、丙川、丁岭市防火指挥部及戊县、己县防火指挥部"}),
        (f"关于第12号建议的答复\n王示例代表：\n{BODY}", {"addressee": "王示例代表"}),
        # A page that says the title again, and what stands around the names at its foot.
        (f"关于做好防火工作的通知\n2026年01月05日 17:21\n原标题：关于做好防火工作的通知\n各林场、各乡镇：\n{BODY}\n传真：88880000\n示例区人民政府办公室\n相关专题：防火", {"addressee": "各林场、各乡镇", "issuer": "示例区人民政府办公室"}),
        (f"关于做好防火工作的通知\n各林场：\n{BODY}\n附：防火工作方案\n示例县林业局", {"issuer": "示例县林业局"}),
        # What a paper is about does not make it urgent.
        (f"示例省防汛抗旱指挥部关于进入紧急防汛期的通知\n各市防指：\n{BODY}", {"issuer": "示例省防汛抗旱指挥部", "urgency": None}),
        # Empty labels, a page's code, names that a page calls 名称, and a name padded to a column's width.
        (f"文件名称：关于做好防火工作的通知\n文件编号：\n发布时间：\n各林场：\n{BODY}", {"title": "关于做好防火工作的通知", "addressee": "各林场"}),
        (f"关于做好防火工作的通知\nSM04101-3000-2026-00303\n公开属性：全部公开\n名　称：关于做好防火工作的通知\n示例市林业局：\n{BODY}\n联系人：王　示", {"addressee": "示例市林业局", "contact": "王示"}),
        # Those addressed are cut at the margin within their last word; the text goes on behind the colon.
        ("　　各乡镇人民政府，各街道办事处，市人民政府有关部门，各有关\n单位：\n　　" + BODY, {"addressee": "各乡镇人民政府，各街道办事处，市人民政府有关部门，各有关单位"}),
        ("示林〔2026〕7号\n各市林业局：为做好防火工作\n" + BODY, {"addressee": "各市林业局", "number": "示林〔2026〕7号", "title": None}),
        # The number in brackets behind a title in quotes is the other paper's, wherever the line was cut.
        (f"假期到了\n根据《示例省政府关于放假的通知》（\n示政电〔2026〕47号）及《示例市政府关于放假\n的通知》（示府电〔2026〕11号）精神，现通知如下。\n{BODY}", {"number": None}),
        # What is no signature: a paragraph that ends with a day, a body within a sentence.
        ("关于做好防火工作的通知\n各林场：\n防火期自2025年11月1日至2026年4月30日。\n请示例市防火办做好工作，防火期截止2026年4月30日", {"addressee": "各林场"}),
    ],
)  # fmt: skip
def test_the_turns_that_papers_take(text: str, wanted: dict[str, Any]) -> None:
    found = fields_of(text)
    assert {field: found.get(field) for field in wanted} == wanted
    assert "deadlines" not in found
    assert found.keys() - wanted.keys() <= {"title", "kind", "required", "addressee", "date"}
