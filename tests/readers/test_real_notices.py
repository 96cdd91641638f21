"""Real notices, news and laws: what each must propose, and what must stay empty because its text does not say it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

import pytest

from dutyroom.actions.proposals import propose_from_document
from dutyroom.readers.opening import open_document
from dutyroom.rules.notice_text import NoticeProposal

ROOT = Path(__file__).resolve().parents[2]
REAL = ROOT.parent / "shared" / "real"
REPORT = ROOT / "build" / "proposals.txt"
ZONE = ZoneInfo("Asia/Shanghai")
pytestmark = pytest.mark.skipif(not REAL.is_dir(), reason=f"the real documents are not at {REAL}")

SCORED: Final = ("title", "issuer", "number", "date", "addressee", "kind", "urgency", "urgent_words", "secrecy", "copies", "copy_number", "printed",
                 "pages", "contact", "phone", "deadlines")  # fmt: skip
SHANDONG: Final = {"issuer": "山东省防汛抗旱指挥部办公室", "addressee": "各市防指，省防指各成员单位", "kind": "通知"}
CONGRESS: Final = "全国人民代表大会常务委员会"
ZHENGZHOU: Final = "郑州市人民代表大会常务委员会"

# A title in quotes is the file's own name without its number; "=" stands for it.
EXPECTED: Final[dict[str, dict[str, Any]]] = {
    "notices/45-": {"title": "=", "issuer": "财政部", "number": "财资环〔2021〕78号", "date": date(2021, 7, 27), "addressee": "河南省财政厅", "kind": "通知"},
    "notices/55-": {"title": "=", "issuer": "农业部办公厅", "number": "农办医〔2017〕25号", "kind": "通知", "urgent_words": "紧急",
                    "addressee": "各省、自治区、直辖市及计划单列市畜牧兽医（农牧、农业）厅（局、委、办），新疆生产建设兵团畜牧兽医局，部属有关事业单位"},
    "notices/62-": {"title": "=", "addressee": "聊城、德州、滨州市防指，省防指有关成员单位", "kind": "通知"},
    "notices/63-": {"title": "=", "issuer": "太湖流域管理局"},
    "notices/70-": {"title": "=", "kind": "方案"},
    "notices/75-": {"title": "=", "issuer": "吉林省人民政府办公厅", "kind": "通知", "urgent_words": "紧急",
                    "addressee": "各市(州)人民政府，长白山管委会，各县(市、区)人民政府，中省直有关部门、有关单位"},
    "notices/76-": {"title": "=", **SHANDONG},
    "notices/84-": {"title": "=", **SHANDONG},
    "notices/96-": {"title": "=", "issuer": "国家文物局", "kind": "通知", "urgent_words": "紧急"},
    "events/01-": {"title": "=", "issuer": "国家防减救灾委"},
    "events/02-": {"title": "=", "issuer": "国家防减救灾委"},
    "events/05-": {"title": "=", "issuer": "国家防总"},
    "events/09-": {"title": "=", "issuer": "国家防总"},
    "events/10-": {"title": "国家防总派工作组指导四川汉源暴雨泥石流灾害救援处置国家防灾减灾救灾委员会启动国家三级救灾应急响"},
    "events/12-": {"title": "=", "issuer": "国家防总"},
    "events/13-": {"title": "=", "issuer": "国家防总"},
    "events/15-": {"title": "=", "issuer": "国家防总"},
    "events/21-": {"title": "=", "issuer": "国家防总"},
    "events/27-": {"title": "="},
    "events/43-": {"title": "="},
    "events/56-": {"title": "="},
    "events/63-": {"title": "=", "issuer": "国家减灾委员会办公室、应急管理部"},
    "events/86-": {"title": "="},
    "laws/信访工作条例": {"title": "信访工作条例", "issuer": "中共中央、国务院", "date": date(2022, 2, 25), "kind": "条例"},
    "laws/气象灾害防御条例": {"title": "气象灾害防御条例", "issuer": "国务院", "number": "中华人民共和国国务院令第570号", "date": date(2010, 1, 27), "kind": "条例"},
    "laws/河南省黄河防汛条例": {"title": "河南省黄河防汛条例", "issuer": "河南省人民代表大会常务委员会", "date": date(2016, 11, 18), "kind": "条例"},
    "laws/生产安全事故应急条例": {"title": "生产安全事故应急条例", "issuer": "国务院", "number": "中华人民共和国国务院令第708号", "date": date(2019, 2, 17), "kind": "条例"},
    "laws/突发事件应对法(2007": {"title": "中华人民共和国突发事件应对法", "issuer": CONGRESS, "date": date(2007, 8, 30), "kind": "法"},
    "laws/突发事件应对法(2024": {"title": "中华人民共和国突发事件应对法", "issuer": CONGRESS, "date": date(2024, 6, 28), "kind": "法"},
    "laws/突发公共卫生事件应急条例": {"title": "突发公共卫生事件应急条例", "issuer": "国务院", "number": "中华人民共和国国务院令第376号", "date": date(2003, 5, 9), "kind": "条例"},
    "laws/自然灾害救助条例": {"title": "自然灾害救助条例", "issuer": "国务院", "number": "中华人民共和国国务院令第577号", "date": date(2010, 7, 8), "kind": "条例"},
    "laws/郑州市燃气管理条例": {"title": "郑州市燃气管理条例", "issuer": ZHENGZHOU, "date": date(2021, 11, 27), "kind": "条例"},
    "laws/郑州市社会急救医疗条例": {"title": "郑州市社会急救医疗条例", "issuer": ZHENGZHOU, "date": date(2018, 11, 29), "kind": "条例"},
    "laws/郑州市轨道交通条例": {"title": "郑州市轨道交通条例", "issuer": ZHENGZHOU, "date": date(2021, 11, 27), "kind": "条例"},
    "laws/防汛条例": {"title": "中华人民共和国防汛条例", "issuer": "国务院", "number": "中华人民共和国国务院令第86号", "date": date(2005, 7, 15), "kind": "条例"},
    "laws/防洪法": {"title": "中华人民共和国防洪法", "issuer": CONGRESS, "date": date(2016, 7, 2), "kind": "法"},
}  # fmt: skip
"""What a person finds in each text. What is not named must stay empty: none of them sets a deadline of its own."""


def file_of(name: str) -> Path:
    (path,) = [p for p in (REAL / name.split("/")[0]).iterdir() if p.name.startswith(name.split("/")[1])]
    return path


def expected_of(name: str) -> dict[str, Any]:
    wanted = dict(EXPECTED[name])
    if wanted["title"] == "=":
        wanted["title"] = file_of(name).stem.split("-", 1)[1]
    return wanted


def proposed_of(name: str) -> dict[str, Any]:
    document = open_document(file_of(name))
    proposal = propose_from_document(document, received_at=None, zone=ZONE)
    return dict(_values(proposal))


def _values(proposal: NoticeProposal) -> Iterator[tuple[str, Any]]:
    for field in fields(proposal):
        if field.name in SCORED and (found := getattr(proposal, field.name)):
            yield field.name, [one.said for one in found] if field.name == "deadlines" else found.value


@pytest.mark.parametrize("name", EXPECTED)
def test_what_a_real_text_proposes(name: str) -> None:
    assert proposed_of(name) == expected_of(name)


def test_every_real_text_is_judged() -> None:
    judged = {file_of(name) for name in EXPECTED}
    assert judged == {path for folder in ("notices", "events", "laws") for path in (REAL / folder).iterdir()}


def test_the_score_over_the_folders() -> None:
    """Nothing wrong is proposed, and nearly all is found; the figures are kept in ``build/proposals.txt``."""
    scores = {field: _score(field) for field in SCORED}
    lines = [f"{'field':12} {'said':>5} {'proposed':>9} {'right':>6} {'recall':>7} {'precision':>10}"]
    for field, (said, proposed, right) in scores.items():
        lines.append(
            f"{field:12} {said:5} {proposed:9} {right:6} {_share(right, said):>7} {_share(right, proposed):>10}"
        )
    REPORT.parent.mkdir(exist_ok=True)
    REPORT.write_text("\n".join([f"{len(EXPECTED)} real texts", *lines, ""]), encoding="utf-8")
    said, proposed, right = (sum(score[at] for score in scores.values()) for at in range(3))
    assert right == proposed, "something is proposed that the text does not say"
    assert right >= 0.95 * said


def _score(field: str) -> tuple[int, int, int]:
    wanted = [expected_of(name).get(field) for name in EXPECTED]
    found = [proposed_of(name).get(field) for name in EXPECTED]
    right = sum(one is not None and one == other for one, other in zip(wanted, found, strict=True))
    return sum(one is not None for one in wanted), sum(one is not None for one in found), right


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.0%}" if whole else "-"
