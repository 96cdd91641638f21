"""Real plans, laws and playbooks: what a person reading them would list as their outline."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from dutyroom.readers.opening import open_reading
from dutyroom.readers.reading import Reader, gather_files
from dutyroom.rules.cover import squeezed
from dutyroom.rules.outline import PlanText

REAL = Path(__file__).resolve().parents[2].parent / "shared" / "real"
pytestmark = pytest.mark.skipif(not REAL.is_dir(), reason=f"the real documents are not at {REAL}")


def plan(name: str) -> PlanText:
    (path,) = (p for folder in ("plans_zh", "plans_en", "laws") for p in (REAL / folder).rglob(f"{name}*"))
    reading = open_reading(path, plan=True)
    assert reading.result == "ok"
    assert reading.plan is not None
    return reading.plan


def at(plan_text: PlanText, level: int) -> list[str]:
    return [f"{s.number} {s.title}".strip() for s in plan_text.sections if s.level == level]


CHAPTERS = {
    "01-": "总则 组织指挥体系 灾害预警响应 信息报告和发布 国家应急响应 灾后救助与恢复重建 保障措施 附则",
    # The text breaks off in chapter 5; chapters 6 to 8 stand on the contents page only.
    "09-": "总则 组织指挥体系 灾害救助准备 信息报告和发布 应急响应",
    "16-": "总则 组织指挥体系及职责 应急准备 监测预报预警 应急响应 信息报送及发布 善后工作 预案管理",
    "22-": "总则 组织指挥体系 预防预警 应急响应 应急保障 培训与演练 附则",
    "24-": "总则 组织机构及职责 监测与预警 应急救援与处置",
    "25-": "总则 组织机构 预防和预警机制 应急响应 应急保障 善后工作 附则",
}


@pytest.mark.parametrize("name", CHAPTERS)
def test_chapters_of_the_chinese_plans(name: str) -> None:
    wanted = [f"{number} {title}" for number, title in enumerate(CHAPTERS[name].split(), start=1)]
    assert at(plan(name), 1) == wanted


@pytest.mark.parametrize(
    ("name", "second", "third"),
    [("01-", 30, 12), ("09-", 14, 7), ("16-", 40, 21), ("22-", 40, 0), ("24-", 16, 16), ("25-", 27, 29)],
)
def test_how_many_deeper_headings(name: str, second: int, third: int) -> None:
    found = plan(name)
    assert (len(at(found, 2)), len(at(found, 3))) == (second, third)


@pytest.mark.parametrize(
    ("name", "heading", "begins"),
    [
        ("01-", "5.1.1 启动条件", "某一省（区、市）行政区域内发生特别重大自然灾害"),
        ("01-", "8.5 预案实施时间", "本预案自印发之日起实施。"),
        ("09-", "3 灾害救助准备", "市应急局根据市气象局"),
        ("09-", "4.2.2 台账", "市、区两级应急管理部门"),
        ("16-", "2.2.3 ABC调度指挥应急值守专班", "省防指建立防汛应急ABC调度"),
        ("16-", "5.5.4 人员受困", "堤防保护区、泄洪河道"),
        ("24-", "1.3.1 以人为本、安全第一", "最大限度地减少水旱灾害"),
        ("25-", "2.1.1 省防汛抗旱指挥部", "云南省人民政府设立"),
        ("25-", "（1） 水库工程信息", "在水库水位超过汛限水位时"),
    ],
)
def test_a_heading_and_the_text_under_it(name: str, heading: str, begins: str) -> None:
    (section,) = [s for s in plan(name).sections if f"{s.number} {s.title}" == heading]
    assert section.body.startswith(begins)


def test_the_notice_above_a_national_plan() -> None:
    found = plan("01-")
    assert found.title == "国家自然灾害救助应急预案"
    assert (found.issuer, found.number, found.issued_on) == ("国务院办公厅", "国办函〔2016〕25号", date(2016, 3, 10))
    assert found.kind == "special"
    assert "现将修订后的" in found.sections[0].body


def test_only_the_contents_page_is_a_stub() -> None:
    missing = {path.name[:2]: plan(path.name).text_missing for path in (REAL / "plans_zh").iterdir()}
    assert missing == {"01": False, "09": False, "16": False, "22": True, "24": False, "25": False}


def said(text: str) -> str:
    """The letters and digits of a text: what must not get lost, however numbers and titles are parted."""
    return re.sub(r"[\W_]", "", text)


FILES = [
    p for folder in ("plans_zh", "plans_en", "laws", "notices", "events") for p in sorted((REAL / folder).rglob("*.*"))
]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name[:12])
def test_no_line_is_lost(path: Path) -> None:
    reading = open_reading(path, plan=True)
    assert reading.document is not None
    assert reading.plan is not None
    kept = said("".join(s.number + s.title + s.body for s in reading.plan.sections))
    lines = [line.text for line in reading.document.lines]
    at = 0
    for line, following in pairwise([*lines, ""]):
        is_title = squeezed(line) == squeezed(reading.plan.title)
        if kept.startswith(said(line), at) and not (is_title and kept.startswith(said(following), at)):
            at += len(said(line))
        else:
            assert is_title, line
    assert at == len(kept)
    chapters = [section for section in reading.plan.sections if section.title and section.number == "1"]
    assert len(chapters) == len({section.title for section in chapters})


@pytest.mark.parametrize(
    ("name", "chapters", "articles"),
    [
        ("突发事件应对法(2007", 7, 70),
        ("突发事件应对法(2024", 8, 106),
        ("防洪法", 8, 65),
        ("防汛条例", 8, 49),
        ("信访工作条例", 6, 50),
        ("生产安全事故应急条例", 5, 35),
        ("自然灾害救助条例", 7, 35),
        ("突发公共卫生事件应急条例", 6, 54),
    ],
)
def test_chapters_and_articles_of_laws(name: str, chapters: int, articles: int) -> None:
    found = plan(name)
    assert (len(at(found, 1)), len(at(found, 2))) == (chapters, articles)
    assert at(found, 1)[0] == "第一章 总则"
    assert found.kind == "law"
    assert not found.text_missing


def test_two_versions_of_one_law() -> None:
    old, new = plan("突发事件应对法(2007"), plan("突发事件应对法(2024")
    assert old.title == new.title == "中华人民共和国突发事件应对法"
    assert (old.issued_on, new.issued_on) == (date(2007, 8, 30), date(2024, 6, 28))


ENGLISH = {
    "plan.md": "Assess, Initiate Response, Investigate, Remediate, Communicate, Recover, Playbooks, Roles,"
    " Conduct an After Action Review (AAR), About",
    "playbook-ransomware": "Investigate, Remediate, Communicate, Recover, Resources",
    "role-5": "Description, Duties, Training",
    "after.md": "Conduct the AAR Meeting, Communicate AAR Status and Results",
    "external_communication": "When to communicate publicly, How to communicate, Quick Reference",
    "emergency-publishing": "When to deploy an emergency banner, Deploy an emergency banner, Remove an emergency banner,"
    " Troubleshoot the emergency banner, Types of emergency banners",
    "during_an_incident": "Don't Panic!, Steps for Incident Commander, Steps for Deputy, Steps for Scribe,"
    " Steps for Subject Matter Experts, Steps for Customer Liaison, Steps for Internal Liaison",
    "glossary": "",
}


@pytest.mark.parametrize("name", ENGLISH)
def test_chapters_of_the_english_plans(name: str) -> None:
    assert ", ".join(at(plan(name), 1)) == ENGLISH[name]


def test_titles_of_the_english_plans() -> None:
    assert plan("plan.md").title == "Incident Response Plan for {{COMPANY_NAME}}"
    assert plan("emergency-alerts").title == "What is GOV.UK Emergency Alerts?"
    assert plan("incident-what-to-do").title == "So, you're having an incident"
    assert plan("playbook-phishing").kind == "playbook"


def test_steps_keep_the_number_of_their_heading() -> None:
    assert at(plan("emergency-publishing"), 2)[:3] == [
        "1 Obtain the content for the banner",
        "2 Deploy the banner",
        "3 Check that the banner works",
    ]


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader() as opened:
        yield opened


def test_no_english_plan_lacks_its_text(reader: Reader) -> None:
    files = [path for path in gather_files([REAL / "plans_en"]) if path.suffix == ".md"]
    found = [reader.read_plan(path) for path in files]
    assert len(found) == 26
    assert all(reading.plan is not None and not reading.plan.text_missing for reading in found)


@pytest.mark.parametrize(
    ("name", "result"),
    [
        ("bad1.pdf", "damaged"),
        ("bad3.pdf", "ok"),
        ("bad-xref.pdf", "ok"),
        ("pages-loop.pdf", "ok"),
        ("encrypted-40-bit-R3.pdf", "encrypted"),
        ("issues.xlsx", "ok"),
        ("issues.ods", "ok"),
        ("date.xlsx", "ok"),
        ("merged_range.xlsx", "ok"),
    ],
)
def test_malformed_files_end_in_words(reader: Reader, name: str, result: str) -> None:
    assert reader.read(REAL / "malformed" / name).result == result
