"""Files for the archive: the structure that PDF/A-2b asks for, the same said twice alike, bookmarks and language."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

import pytest
from PIL import ImageCms

from dutyroom.papers import sample_facts
from dutyroom.papers.archive import About
from dutyroom.papers.briefing import make_briefing
from dutyroom.papers.fonts import Faces
from dutyroom.papers.handover import make_handover
from dutyroom.papers.incident_report import make_incident_report
from dutyroom.papers.official import make_official
from dutyroom.papers.paper_file import PaperFile
from dutyroom.papers.plan import make_plan
from dutyroom.papers.sample_briefings import sample_briefing
from dutyroom.papers.sample_incidents import sample_incident_report
from dutyroom.papers.sample_official import sample_official
from dutyroom.papers.sample_plans import sample_plan
from dutyroom.papers.sample_statistics import sample_statistics
from dutyroom.papers.statistics import make_statistics
from dutyroom.papers.supervision_notice import make_supervision_notice
from dutyroom.rules.wording import ENGLISH, Wording
from tests.papers.archived import Archived
from tests.papers.paper_facts import a_handover
from tests.papers.reading_pdf import outline

PAPERS: Final[dict[str, Callable[..., bytes]]] = {
    "briefing": lambda **how: make_briefing(sample_briefing("express"), **how),
    "incident report": lambda **how: make_incident_report(sample_incident_report(), **how),
    "handover": lambda **how: make_handover(a_handover(), **how),
    "official": lambda **how: make_official(sample_official("document"), **how),
    "plan": lambda **how: make_plan(sample_plan(), **how),
    "supervision": lambda **how: make_supervision_notice(sample_facts.sample_supervision_notice("red"), **how),
    "statistics": lambda **how: make_statistics(sample_statistics(), **how),
}
DATED: Final = ("briefing", "incident report", "handover")


@pytest.mark.parametrize("kind", PAPERS)
def test_papers_keep_to_what_an_archive_asks(kind: str, faces: Faces, chinese: Wording) -> None:
    pdf = PAPERS[kind](faces=faces, wording=chinese)
    file, said = Archived(pdf), Archived(pdf).metadata()
    assert (file.faults, file.badly_set()) == ([], [])
    assert (said.pop("part"), said.pop("conformance")) == ("2", "B")
    assert said == {name: file.said(name) for name in said}
    assert all((said["Title"], said["Author"], said["Creator"] == "DutyRoom"))
    assert bool(said["CreationDate"]) is (kind in DATED)
    assert all(entry in file.catalog for entry in ("/Lang (zh-CN)", "/S /GTS_PDFA1"))
    marks = outline(pdf)
    assert marks
    assert all(title for _, title in marks)


def test_a_file_is_dated_by_its_facts_in_the_time_of_the_office(faces: Faces) -> None:
    facts = replace(sample_incident_report(), issued_at=datetime(2026, 11, 23, 22, 5, 9, tzinfo=UTC))
    file = Archived(make_incident_report(facts, faces=faces, wording=ENGLISH))
    assert file.metadata()["CreationDate"] == file.said("CreationDate") == "2026-11-24T06:05:09+08:00"
    assert "/Lang (en)" in file.catalog


def test_the_colours_are_those_of_srgb(faces: Faces, chinese: Wording) -> None:
    own = ImageCms.ImageCmsProfile(io.BytesIO(Archived(PAPERS["briefing"](faces=faces, wording=chinese)).profile()))
    known = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
    for name in ("red_primary", "green_primary", "blue_primary"):
        for ours, theirs in zip(getattr(own.profile, name)[0], getattr(known.profile, name)[0], strict=True):
            assert ours == pytest.approx(theirs, abs=0.002)


def test_what_xml_may_not_hold_is_left_out_of_both() -> None:
    file = PaperFile((100, 100), About(title="a<b>&\x00\x0b\udc80“c”", author="\x1f总值班室", subject="]]>"))
    file.canvas.rect(1, 1, 2, 2)
    file.end_page()
    read = Archived(file.pdf())
    said = read.metadata()
    assert (said["Title"], said["Author"], said["Subject"]) == ("a<b>&“c”", "总值班室", "]]>")
    assert [read.said(name) for name in ("Title", "Author", "Subject")] == ["a<b>&“c”", "总值班室", "]]>"]
