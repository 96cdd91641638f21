"""Papers of matters from the store: the facts are read once, in the store's own time, and printed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from dutyroom.actions.matter_papers import MATTER_PAPERS, MatterPaper, matter_pdf, sample_pdf
from dutyroom.data.queries.office import office_settings
from dutyroom.papers.matter_facts import HandlingSlipFacts
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.wording import ENGLISH
from tests.papers.reading_pdf import page_texts, squeezed


def test_the_facts_of_a_record_reach_its_paper(room, font_cache: Path):
    def facts(session, record, now):
        office = office_settings(session)
        return HandlingSlipFacts(
            office_zh=office.name_zh, office_en=office.name_en, number=f"No{record}", received_at=now, title="示例"
        )

    papers: dict[str, MatterPaper] = {"handling-slip": replace(MATTER_PAPERS["handling-slip"], facts=facts)}
    made = matter_pdf(room.store, "handling-slip", 7, ENGLISH, font_cache, papers=papers)
    text = squeezed("".join(page_texts(made)))
    assert "Number:No7" in text
    assert "Title示例" in text
    assert room.store.clock().strftime("%Y") in text


def test_a_kind_without_facts_is_refused(room, font_cache: Path):
    papers = {"returns": replace(MATTER_PAPERS["returns"], facts=None)}
    with pytest.raises(Refusal) as refused:
        matter_pdf(room.store, "returns", 1, ENGLISH, font_cache, papers=papers)
    assert refused.value.code == "paper.later"


def test_a_colour_changes_the_supervision_notice_only(font_cache: Path):
    red = sample_pdf("supervision-notice", ENGLISH, font_cache, colour="red")
    assert "Red supervision notice" in page_texts(red)[0]
    assert sample_pdf("returns", ENGLISH, font_cache, colour="red") == sample_pdf("returns", ENGLISH, font_cache)
