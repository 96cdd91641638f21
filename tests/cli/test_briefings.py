"""``dutyroom briefings`` and ``dutyroom brief daily-situation|express|…`` through the whole life of a paper."""

from __future__ import annotations

import csv
import json
from contextlib import closing

import pypdfium2
import pytest

from dutyroom.actions.briefing_facts import maker, undrawable
from dutyroom.actions.briefing_parts import paper_of, set_recipients
from dutyroom.actions.briefings import issue_briefing, sign_briefing, submit_briefing
from dutyroom.actions.incidents import register_incident
from dutyroom.actions.papers import default_cache
from dutyroom.data.queries.officers import officer_named
from dutyroom.data.startup import open_store
from dutyroom.data.verify import check_store
from dutyroom.papers.fonts import open_faces
from dutyroom.rules.briefing import Addressee, IssueBriefing, SetRecipients, SignBriefing, SubmitBriefing
from dutyroom.rules.incident import Figure
from dutyroom.rules.incident_sheet import RegisterIncident, Told
from tests.samples import NOON, PASSWORD, Room


def _lived(room: Room) -> None:
    room.start()
    room.write("样例路树木倒伏，已通知园林部门（样例）。", important=True)
    fire = RegisterIncident(
        subtype="fire",
        area="金水区",
        place="花园北路样例物流园",
        event_at=NOON,
        source="金水区值班室（样例）",
        told=Told(figures={Figure.LIGHT: 2}),
    )
    room.do(register_incident, fire)


@pytest.fixture
def filled(tmp_path):
    """A sample store, in which nobody is asked for a password, with an incident and an important entry."""
    Room(tmp_path / "store").open(kind="sample", live=_lived).store.close()
    return tmp_path / "store"


def text_of(path) -> str:
    with closing(pypdfium2.PdfDocument(path)) as document:
        return "".join(page.get_textpage().get_text_range() for page in document)


class Papers:
    """Briefings by the command line; every answer is read as JSON."""

    def __init__(self, typed) -> None:
        self.typed = typed

    def ask(self, *words, **named):
        ran = self.typed(*words, "--json", **named)
        assert ran.returncode == 0, ran.stderr
        return json.loads(ran.stdout)

    def issued(self, number):
        """From the draft to the number."""
        self.ask("briefings", "recipients", number, "--to", "市长样例", "--copy", "应急管理局")
        self.ask("briefings", "submit", number)
        self.ask("briefings", "sign", number, "--leader", "王建国", password=PASSWORD)
        return self.ask("briefings", "issue", number, "--accept", "名称均为虚构（样例）")


def issue_at_once(folder, number) -> None:
    """The same without the commands, for what follows the issue."""
    with closing(open_store(folder)) as store:
        with store.reading() as session:
            leader = officer_named(session, "王建国")
        seen = {"id": number}
        acts = (
            (set_recipients, SetRecipients, {"recipients": (Addressee(name="市长样例"),)}),
            (submit_briefing, SubmitBriefing, {}),
            (sign_briefing, SignBriefing, {"leader_id": leader.id, "signer_id": leader.id, "password": PASSWORD}),
        )
        with store.desk(leader.author) as desk:
            for act, wish, more in acts:
                act(desk, wish(**seen, version=paper_of(desk, number).version, **more))
            faces = open_faces(default_cache())
            wish = IssueBriefing(id=number, version=paper_of(desk, number).version, accepted="名称均为虚构（样例）")
            issue_briefing(desk, wish, maker(faces), undrawable(faces))


@pytest.fixture
def papers(typed, filled):
    return Papers(typed)


def test_a_bulletin_goes_from_the_record_to_the_frozen_paper_and_is_found(papers, filled, tmp_path):
    typed = papers.typed
    drafted = papers.ask("briefings", "compose", "express", "突[2026]1号", language="zh_CN")
    number = drafted["id"]
    assert (drafted["state"], drafted["kind"]) == ("draft", "express")
    full = papers.ask("briefings", "show", number)
    assert {source["record"] for part in full["parts"] for source in part["sources"]} == {"matter", "journal"}
    assert [part["is_unverified"] for part in full["parts"]][:2] == [False, True]
    found = papers.ask("briefings", "check", number)
    assert ("to", "error") in [(finding["place"], finding["severity"]) for finding in found]
    assert "Nobody is named" in typed("briefings", "check", number).stdout
    issued = papers.issued(number)
    assert (issued["state"], issued["number"]) == ("issued", "2026年第1期")
    one, other = tmp_path / "一.pdf", tmp_path / "二.pdf"
    assert typed("brief", "express", "突〔2026〕1号", "-o", one, language="zh_CN").returncode == 0
    assert typed("brief", "briefing", number, "-o", other).returncode == 0
    assert one.read_bytes() == other.read_bytes()
    assert "第1期" in text_of(one)
    assert [hit["id"] for hit in papers.ask("search", "花园北路", "--in", "briefings")] == [number]
    recipient = papers.ask("briefings", "show", number)["to"][0]["id"]
    assert typed("briefings", "receipt", recipient, "--by", "丁样例").returncode == 0
    assert "receipts 1 of 2" in typed("briefings", "list", "--kind", "express").stdout
    with closing(open_store(filled)) as store, store.reading() as session:
        assert check_store(session, store.attachments).problems == ()


def test_a_warning_keeps_it_from_being_issued_and_each_finding_is_named(papers):
    number = papers.ask("briefings", "compose", "express", "1", language="zh_CN")["id"]
    papers.ask("briefings", "recipients", number, "--to", "没有这个样例处")
    papers.ask("briefings", "submit", number)
    papers.ask("briefings", "sign", number, "--leader", "王建国", password=PASSWORD)
    refused = papers.typed("briefings", "issue", number)
    assert refused.returncode == 2
    assert "warning  to" in refused.stderr
    assert "没有这个样例处" in refused.stderr
    assert papers.ask("briefings", "list")[0]["number"] == ""
    wrong = papers.typed("briefings", "sign", number, "--leader", "王建国", password="falsch")
    assert wrong.returncode != 0


def test_a_day_that_is_issued_prints_its_bytes_and_another_is_drafted_on_the_fly(papers, filled, tmp_path):
    issued, drafted, quiet = (tmp_path / name for name in ("a.pdf", "b.pdf", "c.pdf"))
    day = ("brief", "daily-situation", "--date", "2026-11-23", "-o")
    assert papers.typed(*day, drafted, language="zh_CN").returncode == 0
    assert "草稿" in text_of(drafted)
    assert "树木倒伏" in text_of(drafted)
    assert papers.ask("briefings", "list") == [], "nothing was kept"
    number = papers.ask("briefings", "compose", "daily-situation", "--date", "2026-11-23", language="zh_CN")["id"]
    issue_at_once(filled, number)
    assert papers.typed(*day, issued).returncode == 0
    assert "第1期" in text_of(issued)
    assert "草稿" not in text_of(issued)
    assert (
        papers.typed("brief", "daily-situation", "--date", "2020-01-01", "-o", quiet, language="zh_CN").returncode == 0
    )
    assert "无重要情况" in text_of(quiet)
    assert papers.typed("brief", "daily-situation", "--date", "2199-01-01", "-o", quiet).returncode == 2


def test_a_typed_paper_is_issued_withdrawn_corrected_and_the_register_goes_out_as_a_table(papers, filled, tmp_path):
    text = tmp_path / "纪要.txt"
    text.write_text("# 一、议定事项\n请各单位落实（样例）。\n", encoding="utf-8")
    fields = ("--field", "时间=9时", "--field", "地点=第三会议室（样例）", "--field", "出席=王建国")
    asked = ("briefings", "compose", "minutes", "--title", "例会纪要（样例）", *fields, "--text", text)
    number = papers.ask(*asked, language="zh_CN")["id"]
    parts = papers.ask("briefings", "show", number)["parts"]
    assert [(part["level"], part["text"]) for part in parts] == [(1, "一、议定事项"), (0, "请各单位落实（样例）。")]
    issue_at_once(filled, number)
    assert papers.typed("briefings", "withdraw", number).returncode == 2, "without a reason"
    papers.ask("briefings", "withdraw", number, "--reason", "地点有误（样例）")
    later = papers.ask("briefings", "correct", number)["id"]
    issue_at_once(filled, later)
    listed = papers.typed("briefings", "list", language="zh_CN").stdout
    assert "已撤回  由值纪〔2026〕2号代替" in listed
    table = tmp_path / "值班信息.csv"
    assert papers.typed("export", "briefings", "-o", table).returncode == 0
    rows = {
        row["number"]: row for row in csv.DictReader(table.read_text(encoding="utf-8-sig").splitlines(keepends=True))
    }
    assert rows["值纪〔2026〕1号"]["replaced_by"] == "值纪〔2026〕2号"
    assert rows["值纪〔2026〕2号"]["replaces"] == "值纪〔2026〕1号"
    assert json.loads(rows["值纪〔2026〕1号"]["recipients"])[0]["name"] == "市长样例"
    for ending in ("json", "xlsx"):
        assert papers.typed("export", "briefings", "-o", tmp_path / f"b.{ending}").returncode == 0
    assert len(json.loads((tmp_path / "b.json").read_text(encoding="utf-8"))) == 2


def test_what_is_typed_wrongly_is_said_and_a_discarded_draft_is_listed_no_more(papers):
    typed = papers.typed
    assert typed("briefings", "compose", "minutes", "--field", "没有等号").returncode == 2
    assert "meeting-notice" in typed("briefings", "compose", "bulletin").stderr
    assert typed("briefings", "compose", "express", "突〔2020〕9号").returncode == 2
    number = papers.ask("briefings", "compose", "minutes", language="zh_CN")["id"]
    assert typed("briefings", "discard", number).returncode == 2
    papers.ask("briefings", "discard", number, "--reason", "取消（样例）")
    assert papers.ask("briefings", "list") == []
    assert [row["id"] for row in papers.ask("briefings", "list", "--state", "void")] == [number]
