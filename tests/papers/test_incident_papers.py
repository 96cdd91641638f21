"""Papers of incidents: what a report says and where, a draft that is marked, ICS forms in English in any language."""

from __future__ import annotations

from dataclasses import replace

from dutyroom.papers.fonts import Faces
from dutyroom.papers.ics import make_ics_209, make_ics_214
from dutyroom.papers.incident_report import make_incident_report
from dutyroom.papers.sample_incidents import sample_ics_209, sample_ics_214, sample_incident_report
from dutyroom.rules.wording import Wording
from tests.papers.reading_pdf import page_texts, squeezed


def said(pdf: bytes) -> str:
    return squeezed("".join(page_texts(pdf)))


def test_a_report_carries_number_signer_body_and_recipients(faces: Faces, chinese: Wording) -> None:
    facts = sample_incident_report()
    pdf = make_incident_report(facts, faces=faces, wording=chinese)
    text = said(pdf)
    for part in (
        "突发事件信息专报",
        "值信〔2026〕12号　初报",
        "签发：沈示例",
        "死亡3人、轻伤5人（待核实）",
        "报送：河南省人民",
    ):
        assert squeezed(part) in text
    assert "草稿" not in text
    assert make_incident_report(facts, faces=faces, wording=chinese) == pdf, "the same facts give the same bytes"


def test_what_is_not_issued_yet_is_marked_on_every_page(faces: Faces, chinese: Wording) -> None:
    facts = replace(sample_incident_report(), state="draft", number="", signed_by="", body="情况正在核实。\n" * 60)
    pages = page_texts(make_incident_report(facts, faces=faces, wording=chinese))
    assert len(pages) > 1
    assert all("草稿 DRAFT" in page for page in pages)
    assert "值信" not in pages[0]


def test_the_ics_forms_are_english_whatever_the_office_speaks(faces: Faces, chinese: Wording) -> None:
    summary = said(make_ics_209(sample_ics_209(), faces=faces, wording=chinese))
    for part in ("Incidentstatussummary", "√Update", "Deaths03yes", "Slightlyinjured-14no", "32.Unitsatwork"):
        assert part in summary
    log = said(make_ics_214(sample_ics_214(), faces=faces, wording=chinese))
    assert log.index("23Nov08:20") < log.index("23Nov08:46") < log.index("8.Preparedby")
