"""``dutyroom brief`` for the papers of matters: from sample facts in a process of its own, without a store."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pypdfium2
import pytest

from dutyroom.actions.matter_papers import MATTER_PAPERS
from dutyroom.actions.papers import default_cache
from dutyroom.cli.brief import KINDS

TITLES = {
    "handling-slip": ("Paper handling slip", "文件处理单"),
    "telephone-slip": ("Telephone slip", "电话记录单"),
    "fax-cover": ("Fax cover sheet", "传真首页"),
    "transmission-list": ("Record of passing on a notice", "通知传达登记表"),
    "returns": ("Returns: statistics and summary", "应报未报统计汇总"),
    "supervision-notice": ("Orange supervision notice", "橙色督查单"),
    "supervision-ledger": ("Supervision ledger", "督查台账"),
    "instruction": ("Sheet of a leader's instruction", "领导批示件"),
}


@pytest.fixture(scope="module", autouse=True)
def converted_faces(own_home: Path, font_cache: Path) -> None:
    """The faces that other tests have converted already, so that the processes of this module need not convert them again."""
    if font_cache.is_dir():
        shutil.copytree(font_cache, default_cache(), dirs_exist_ok=True)


def _text(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as document:
        return "".join(page.get_textpage().get_text_range() for page in document)


def test_every_kind_has_its_title_here_and_its_line_in_the_list(dutyroom):
    assert set(TITLES) == set(MATTER_PAPERS)
    assert set(MATTER_PAPERS) <= set(KINDS)
    assert json.loads(dutyroom("brief", "--list", "--json").stdout) == list(KINDS)
    listed = dutyroom("brief", "--list", language="zh_CN").stdout
    for kind, (_english, chinese) in TITLES.items():
        line = next(line for line in listed.splitlines() if line.startswith(f"{kind} "))
        assert chinese[-3:] in line or chinese[:4] in line


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("kind", TITLES)
def test_a_sample_needs_no_store(dutyroom, tmp_path, kind, language):
    paper = tmp_path / f"{kind}.pdf"
    ran = dutyroom("brief", kind, "--sample", "-o", paper, language=language)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert str(paper) in ran.stdout
    text = _text(paper)
    assert TITLES[kind][language == "zh_CN"] in text
    assert "示例数据 SAMPLE" in text
    assert not (tmp_path / "store").exists()


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


@pytest.mark.parametrize("kind", [kind for kind, paper in MATTER_PAPERS.items() if paper.facts is None])
def test_a_kind_without_facts_from_the_store_says_so_before_it_opens_one(typed, tmp_path, kind):
    ran = typed("brief", kind, "1", "-o", tmp_path / "x.pdf")
    assert ran.returncode == 2
    assert f"brief {kind} 1 is not part of this version." in ran.stderr
    assert not (tmp_path / "x.pdf").exists()


@pytest.mark.parametrize("kind", ["blank-telephone-slip", "blank-handling-slip", "blank-transmission-list"])
def test_blank_slips_come_with_their_numbers(typed, sample, tmp_path, kind):
    paper = tmp_path / "blank.pdf"
    ran = typed("brief", kind, "--date", "2026-11-23", "--first", 4, "--count", 2, "-o", paper, language="zh_CN")
    assert ran.returncode == 0, ran.stderr
    text = _text(paper)
    assert "停-20261123-004" in text
    assert "停-20261123-005" in text
