"""Every kind of paper that the program promises prints from sample facts, in both languages, with all its glyphs."""

from __future__ import annotations

import json
import shutil
from functools import partial
from pathlib import Path

import pytest

from dutyroom.actions.matter_papers import MATTER_PAPERS
from dutyroom.actions.papers import default_cache
from dutyroom.actions.sample import fill_sample
from dutyroom.cli.brief import KINDS
from tests.papers.reading_pdf import page_texts, squeezed, unembedded
from tests.ready_made import furnished

PROMISED = (
    "handover", "day-log", "daily-situation", "express", "incident-report", "instruction", "telephone-slip",
    "handling-slip", "fax-cover", "transmission-list", "meeting-notice", "minutes", "roster", "holiday-roster",
    "spot-check", "supervision-notice", "supervision-ledger", "hotline-case", "hotline-transfer", "hotline-daily",
    "hotline-weekly", "hotline-monthly", "plan", "plan-section", "action-card", "phone-list", "warning", "inspection",
    "ics-209", "ics-214", "official-document", "official-letter", "official-minutes",
)  # fmt: skip
TITLES = {
    "daily-situation": ("Daily Duty Situation", "每日值班情况"),
    "express": ("Duty Express", "值班快报"),
    "duty-information": ("Duty Information", "值班信息"),
    "spot-check": ("Spot Check Bulletin", "值班抽查通报"),
    "meeting-notice": ("Contact:", "会议的通知"),
    "minutes": ("Minutes of the Duty Room", "会议纪要"),
    "roster": ("Duty roster of Oct 2026", "2026年10月值班表"),
    "holiday-roster": ("Duty roster for", "2026年国庆节值班表"),
    "inspection": ("Inspection record", "督查检查记录"),
    "official-document": ("关于进一步加强", "关于进一步加强"),
}


@pytest.fixture(scope="module", autouse=True)
def converted_faces(own_home: Path, font_cache: Path) -> None:
    """The faces that other tests have converted already."""
    if font_cache.is_dir():
        shutil.copytree(font_cache, default_cache(), dirs_exist_ok=True)


@pytest.fixture(autouse=True)
def filled_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sample store that some kinds fill anew for each paper, filled once."""

    def fill(folder: Path, **named: object) -> None:
        furnished(folder, tuple(named.items()), partial(fill_sample, **named))

    monkeypatch.setattr("dutyroom.cli.brief.fill_sample", fill)


def test_every_promised_kind_is_listed(typed):
    assert set(PROMISED) <= set(json.loads(typed("brief", "--list", "--json").stdout))
    listed = typed("brief", "--list", language="zh_CN").stdout
    assert len(listed.splitlines()) == len(KINDS)


# Those of matters are printed in tests/cli/test_matter_papers.py.
@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in MATTER_PAPERS])
def test_a_sample_prints_in_both_languages_with_all_its_glyphs(typed, tmp_path, kind):
    for place, language in enumerate(("en", "zh_CN")):
        paper = tmp_path / f"{kind}.pdf"
        ran = typed("brief", kind, "--sample", "-o", paper, language=language)
        assert (ran.returncode, ran.stderr) == (0, "")
        text = squeezed("".join(page_texts(paper.read_bytes())))
        assert "示例数据SAMPLE" in text
        assert "〔U+" not in text
        assert squeezed(TITLES.get(kind, ("", ""))[place]) in text
        assert not unembedded(paper.read_bytes())
    assert not (tmp_path / "store").exists()
