"""``dutyroom brief`` for the papers of matters: from sample facts without a store, and from what a store holds."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pypdfium2
import pytest

from dutyroom.actions.attaching import attach
from dutyroom.actions.matter_papers import MATTER_PAPERS
from dutyroom.actions.matters import assign
from dutyroom.actions.notices import register_notice
from dutyroom.actions.papers import default_cache
from dutyroom.actions.supervision import set_up_supervision
from dutyroom.cli.brief import KINDS
from dutyroom.data.startup import create_store, open_store
from dutyroom.rules.matter import Role
from dutyroom.rules.matter_steps import Assign, AssignTo, Attach
from dutyroom.rules.notice import Channel, RegisterNotice
from dutyroom.rules.supervision import Basis, SetUpSupervision
from tests.cli.conftest import UNTIL, Ran
from tests.papers.reading_pdf import unembedded

TITLES = {
    "handling-slip": ("Paper handling slip", "文件处理单"),
    "telephone-slip": ("Telephone slip", "电话记录单"),
    "fax-cover": ("Fax cover sheet", "传真首页"),
    "transmission-list": ("Record of passing on a notice", "通知传达登记表"),
    "returns": ("Returns: statistics and summary", "应报未报统计汇总"),
    "supervision-notice": ("Orange supervision notice", "橙色督查单"),
    "supervision-ledger": ("Supervision ledger", "督查台账"),
    "plan-catalogue": ("Catalogue of emergency plans", "应急预案目录"),
    "instruction": ("Sheet of a leader's instruction", "领导批示件"),
    "warning": ("Warning sheet", "预警信息"),
    "plan-preparation": ("Progress of a plan in preparation", "预案编制进度表"),
    "plan-programme": ("Programme of plans to be prepared", "应急预案编制计划"),
    "plan-event": ("Drill record", "演练记录"),
    "plan-year": ("Plan of drills and evaluations", "应急预案演练评估计划"),
    "incident-report": ("Incident report", "突发事件信息专报"),
    "hotline-case": ("Case sheet of the mayor's telephone", "市长电话工单"),
    "hotline-transfer": ("Transfer sheet of the mayor's telephone", "市长电话转办单"),
    "hotline-urging": ("Supervision letter with a yellow card", "市长电话督办单"),
    "hotline-daily": ("Daily summary of the mayor's telephone", "市长电话每日情况"),
    "hotline-weekly": ("Weekly review of the mayor's telephone", "市长电话周工作综述"),
    "hotline-monthly": ("Monthly report of the mayor's telephone", "市长电话月报"),
    "hotline-ledger": ("Ledger of the mayor's telephone", "市长电话台账"),
    "ics-209": ("Incident status summary (ICS 209)", "Incident status summary (ICS 209)"),
    "ics-214": ("Activity log (ICS 214)", "Activity log (ICS 214)"),
}


@pytest.fixture(scope="module", autouse=True)
def converted_faces(own_home: Path, font_cache: Path) -> None:
    """The faces that other tests have converted already, so that the processes of this module need not convert them again."""
    if font_cache.is_dir():
        shutil.copytree(font_cache, default_cache(), dirs_exist_ok=True)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A store without accounts that holds one notice."""
    store = create_store(tmp_path / "store", clock=lambda: UNTIL)
    notice = RegisterNotice(channel=Channel.FAX, title="防范强降雨（示例）", source="省防指（示例）")
    with store.desk() as desk:
        register_notice(desk, notice)
    store.close()
    return tmp_path / "store"


def _text(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as document:
        return "".join(page.get_textpage().get_text_range() for page in document)


def test_every_kind_has_its_title_here_and_its_line_in_the_list(typed):
    assert set(TITLES) == set(MATTER_PAPERS)
    assert set(MATTER_PAPERS) <= set(KINDS)
    assert json.loads(typed("brief", "--list", "--json").stdout) == list(KINDS)
    listed = typed("brief", "--list", language="zh_CN").stdout
    for kind, (_english, chinese) in TITLES.items():
        line = next(line for line in listed.splitlines() if line.startswith(f"{kind} "))
        assert chinese[-3:] in line or chinese[:4] in line or chinese[-5:-1].replace(" ", "") in line.replace(" ", "")


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("kind", TITLES)
def test_a_sample_needs_no_store(typed, tmp_path, kind, language):
    paper = tmp_path / f"{kind}.pdf"
    ran = typed("brief", kind, "--sample", "-o", paper, language=language)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert str(paper) in ran.stdout
    text = _text(paper)
    assert TITLES[kind][language == "zh_CN"] in text
    assert "示例数据 SAMPLE" in text
    assert "〔U+" not in text
    assert not unembedded(paper.read_bytes())
    assert not (tmp_path / "store").exists()


def test_a_process_of_its_own_prints_the_same(dutyroom, typed, tmp_path):
    own, here = tmp_path / "own.pdf", tmp_path / "here.pdf"
    ran = dutyroom("brief", "returns", "--sample", "-o", own, language="zh_CN")
    assert (ran.returncode, ran.stderr) == (0, "")
    typed("brief", "returns", "--sample", "-o", here, language="zh_CN")
    assert own.read_bytes() == here.read_bytes()


@pytest.mark.parametrize(("colour", "word"), [("blue", "蓝色督查单"), ("red", "红色督查单")])
def test_the_colour_of_a_sample_notice_can_be_chosen(typed, tmp_path, colour, word):
    paper = tmp_path / "notice.pdf"
    ran = typed("brief", "supervision-notice", "--sample", "--colour", colour, "-o", paper, language="zh_CN")
    assert ran.returncode == 0, ran.stderr
    assert word in _text(paper)


def test_a_colour_that_is_none_is_said(typed, tmp_path):
    ran = typed("brief", "supervision-notice", "--sample", "--colour", "green", "-o", tmp_path / "x.pdf")
    assert ran.returncode == 2
    assert "green" in ran.stderr
    assert len(ran.stderr.splitlines()) == 1


def test_a_slip_is_printed_by_the_number_of_the_matter_and_journalled(typed, folder, tmp_path):
    paper = tmp_path / "slip.pdf"
    ran = typed("brief", "handling-slip", "收〔2026〕1号", "-o", paper, language="zh_CN")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "防范强降雨（示例）" in _text(paper)
    with closing(sqlite3.connect(folder / "dutyroom.db")) as connection:
        newest = connection.execute("SELECT text, record_kind, record_id FROM journal ORDER BY seq DESC").fetchone()
    assert newest == ("文件处理单 收〔2026〕1号 → slip.pdf", "matter", 1)


def test_a_slip_is_printed_as_a_copy_with_the_files_of_its_notice(typed, folder, tmp_path):
    options = ("--mark", "副本", "--with-attachments", "--two-sided")
    command = ("brief", "handling-slip", "1", *options, "-o", tmp_path / "slip.pdf")
    ran = typed(*command, language="zh_CN")
    assert (ran.returncode, "没有附件" in ran.stderr) == (2, True)
    (tmp_path / "附表（示例）.pdf").write_bytes(b"%PDF-1.4 broken")
    store = open_store(folder, clock=lambda: UNTIL)
    with store.desk() as desk:
        attach(desk, Attach(id=1, path=tmp_path / "附表（示例）.pdf"))
    store.close()
    ran = typed(*command, language="zh_CN")
    assert (ran.returncode, ran.stderr) == (0, "")
    text = _text(tmp_path / "slip.pdf")
    assert all(words in text for words in ("防范强降雨（示例）", "附件1", "附表（示例）.pdf", "副本 COPY", "未能打印"))
    with pypdfium2.PdfDocument(tmp_path / "slip.pdf") as made:  # the caption sheet begins on a front
        assert [made.get_page_label(page) for page in range(len(made))] == ["1", "2", "1"]
    with closing(sqlite3.connect(folder / "dutyroom.db")) as connection:
        newest = connection.execute("SELECT text FROM journal ORDER BY seq DESC LIMIT 2").fetchall()
    assert newest == [("收〔2026〕1号　附表（示例）.pdf → 随文打印",), ("文件处理单 收〔2026〕1号 → slip.pdf",)]


def test_attachments_of_a_paper_that_has_none_are_refused(typed, tmp_path):
    ran = typed("brief", "day-log", "--with-attachments", "-o", tmp_path / "x.pdf")
    assert ran.returncode == 2
    assert "handling-slip" in ran.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("handling-slip", "收〔2026〕9号"), "收〔2026〕9号"),
        (("transmission-list", "4"), "no such relay"),
        (("returns",), "Give the number"),
    ],
)
@pytest.mark.usefixtures("folder")
def test_a_record_that_is_not_there_is_said_in_a_line(typed, tmp_path, words, said):
    ran = typed("brief", *words, "-o", tmp_path / "x.pdf")
    assert ran.returncode == 2
    assert said in ran.stderr
    assert len(ran.stderr.splitlines()) == 1
    assert not (tmp_path / "x.pdf").exists()


@pytest.mark.parametrize("kind", ["blank-telephone-slip", "blank-handling-slip", "blank-transmission-list"])
def test_blank_slips_come_with_their_numbers(typed, sample, tmp_path, kind):
    paper = tmp_path / "blank.pdf"
    ran = typed("brief", kind, "--date", "2026-11-23", "--first", 4, "--count", 2, "-o", paper, language="zh_CN")
    assert ran.returncode == 0, ran.stderr
    text = _text(paper)
    assert "停-20261123-004" in text
    assert "停-20261123-005" in text


def test_a_supervision_notice_goes_to_the_unit_named_and_a_wrong_name_gets_those_there_are(typed, tmp_path):
    store = create_store(tmp_path / "store", clock=lambda: UNTIL)
    asked = SetUpSupervision(basis=Basis.MEETING, title="积水点整治（示例）", asked="月底前完成")
    with store.desk() as desk:
        number = set_up_supervision(desk, asked)
        units = (AssignTo(unit="水利局", role=Role.LEAD), AssignTo(unit="城市管理局", role=Role.HELPER))
        assign(desk, Assign(id=number, units=units))
    store.close()

    def printed(*more: str) -> Ran:
        return typed("brief", "supervision-notice", str(number), "-o", tmp_path / "paper.pdf", *more)

    assert printed("--unit", "城市管理").returncode == 0
    shown = _text(tmp_path / "paper.pdf")
    assert 0 < shown.index("城市管理局") < shown.index("水利局")  # the unit it goes to, then who helps
    for wrong in ("局", "农业局"):
        ran = printed("--unit", wrong)
        assert ran.returncode == 2
        assert "水利局" in ran.stderr
        assert "城市管理局" in ran.stderr
    ran = typed("brief", "plan", "1", "--unit", "水利局", "-o", tmp_path / "x.pdf")
    assert ran.returncode == 2
