"""``dutyroom brief`` for the papers of the mayor's telephone: by number, by day, by filter; unmasked after a look."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from dutyroom.actions.hotline import take_call
from dutyroom.actions.hotline_flow import dispatch
from dutyroom.actions.papers import default_cache
from dutyroom.data.startup import create_store
from dutyroom.rules.hotline_steps import Dispatch
from dutyroom.rules.matter_steps import AssignTo
from tests.actions.hotline_case import CALLER, LEAD, PHONE, a_call
from tests.cli.conftest import UNTIL
from tests.papers.reading_pdf import page_texts, squeezed

NUMBER = "热〔2026〕1号"


@pytest.fixture(scope="module", autouse=True)
def converted_faces(own_home: Path, font_cache: Path) -> None:
    """The faces that other tests have converted already."""
    if font_cache.is_dir():
        shutil.copytree(font_cache, default_cache(), dirs_exist_ok=True)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A store without accounts that holds one case in hand of a unit."""
    store = create_store(tmp_path / "store", clock=lambda: UNTIL)
    with store.desk() as desk:
        number = take_call(desk, a_call())
        dispatch(desk, Dispatch(id=number, units=(AssignTo(unit=LEAD),)))
    store.close()
    return tmp_path / "store"


def printed(typed, paper, *words, language="zh_CN"):
    ran = typed("brief", *words, "-o", paper, language=language)
    assert (ran.returncode, ran.stderr) == (0, "")
    return squeezed("".join(page_texts(paper.read_bytes())))


def entries(folder: Path) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(folder / "dutyroom.db")) as database:
        return database.execute("SELECT event, text FROM journal ORDER BY seq DESC LIMIT 2").fetchall()


@pytest.mark.parametrize("language", ["zh_CN", "en"])
@pytest.mark.parametrize(
    ("words", "title"),
    [
        (("hotline-case", NUMBER), ("市长电话工单", "Casesheet")),
        (("hotline-transfer", NUMBER, "--unit", LEAD), ("市长电话转办单", "Transfersheet")),
        (("hotline-urging", NUMBER), ("市长电话催办函", "Urgingletter")),
        (("hotline-daily", "--date", "2026-11-23"), ("市长电话每日情况", "Dailysummary")),
        (("hotline-weekly", "--date", "2026-11-23"), ("市长电话周工作综述", "Weeklyreview")),
        (("hotline-monthly", "--date", "2026-11-23"), ("市长电话月报", "Monthlyreport")),
        (("hotline-ledger", "--date", "2026-11-23"), ("市长电话台账", "Ledger")),
        (("hotline-ledger", "area:金水区"), ("area:金水区", "area:金水区")),
    ],
)
def test_each_paper_comes_from_the_register_in_both_languages(typed, folder, tmp_path, words, title, language):
    said = printed(typed, tmp_path / "p.pdf", *words, language=language)
    assert title[language == "en"] in said
    assert CALLER not in said
    assert PHONE not in said
    assert entries(folder)[0][0] == "paper.printed"


def test_callers_are_printed_with_a_reason_that_the_log_keeps(typed, folder, tmp_path):
    said = printed(typed, tmp_path / "p.pdf", "hotline-case", NUMBER, "--unmasked", "上门核实")
    assert CALLER in said
    assert PHONE in said
    (printed_event, _), (looked, text) = entries(folder)
    assert (printed_event, looked) == ("paper.printed", "hotline.looked")
    assert "上门核实" in text


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("hotline-weekly", "--unmasked", "x"), "hotline-transfer"),
        (("hotline-case", NUMBER, "--unmasked", " "), "needed"),
        (("hotline-case", "--sample", "--unmasked", "x"), "hotline-transfer"),
        (("hotline-case",), "ID"),
        (("hotline-ledger", "state:green"), "state:green"),
        (("hotline-daily", "--date", "23.11."), "2026-11-23"),
        (("hotline-transfer", NUMBER, "--unit", "无此单位"), "无此单位"),
        (("handling-slip", NUMBER, "--unit", LEAD), "hotline-urging"),
    ],
)
def test_what_cannot_be_printed_is_said_in_one_line(typed, folder, tmp_path, words, said):
    ran = typed("brief", *words, "-o", tmp_path / "p.pdf")
    assert ran.returncode != 0
    assert said in ran.stderr
    assert len(ran.stderr.splitlines()) == 1
    assert not (tmp_path / "p.pdf").exists()


def test_a_week_that_is_over_is_printed_again_as_it_went_out_unless_it_is_asked_for_anew(typed, folder, tmp_path):
    week = ("hotline-weekly", "--date", "2026-11-11")
    first, again, anew = (tmp_path / f"{place}.pdf" for place in range(3))
    printed(typed, first, *week)
    ran = typed("brief", *week, "-o", again, language="en")
    assert ran.returncode == 0
    ran = typed("brief", *week, "-o", again, language="zh_CN")
    assert again.read_bytes() == first.read_bytes()
    assert "第 1 次编印" in ran.stdout
    ran = typed("brief", *week, "--anew", "-o", anew, language="zh_CN")
    assert "第 2 次编印" in ran.stdout
    ran = typed("brief", *week, "--anew", "--edition", "1", "-o", anew, language="en")
    assert ran.returncode != 0
