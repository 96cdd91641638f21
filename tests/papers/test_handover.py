"""The handover report: what it says, how it looks, and that it always comes out the same."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dutyroom.papers.characters import CANNOT_END, CANNOT_START
from dutyroom.papers.facts import EntryFact, HandoverFacts, OpenItemFact, from_json, to_json
from dutyroom.papers.fonts import Faces
from dutyroom.papers.handover import handover_texts, make_handover
from dutyroom.rules.wording import Wording
from tests.papers.paper_facts import RARE, a_handover, an_entry, entries
from tests.papers.reading_pdf import font_names, outline, page_texts, squeezed, unembedded


def said(facts: HandoverFacts, faces: Faces, wording: Wording) -> str:
    return squeezed("".join(page_texts(make_handover(facts, faces=faces, wording=wording))))


def test_it_says_what_was_handed_over(faces: Faces, english: Wording) -> None:
    text = said(a_handover(), faces, english)
    for part in (
        "王建国",
        RARE,
        "赵犇",
        "陈喆",
        "书面报告",
        "overdue",
        "√told",
        "刘××秘书长：在郑。",
        "大雾橙色预警",
        "卡纸",
    ):
        assert part in text
    assert "01234567" + "89abcdef" in text
    assert "onbehalfof龚䶮" in text
    assert "Reason:reasonofillness<b>&" in text
    assert "24Nov2026,Tue08:27:00" in text
    assert "24Nov2026,Tue08:30:00" in text
    assert "Entriescovered:12" in text


def test_chinese_dates_and_headings(faces: Faces, chinese: Wording) -> None:
    text = said(a_handover(), faces, chinese)
    assert "2026年11月23日周一08:30—11月24日周二08:30" in text
    assert "郑州市人民政府总值班室" in text
    assert squeezed("一、" + chinese.say("This shift in numbers")) in text
    assert squeezed("十一、" + chinese.say("Signatures")) in text


def test_every_page_says_which_of_how_many(faces: Faces, english: Wording) -> None:
    pages = page_texts(make_handover(a_handover(entries=entries(60)), faces=faces, wording=english))
    assert len(pages) > 3
    for number, page in enumerate(pages, 1):
        assert f"Page {number} of {len(pages)}" in page


def test_heads_are_repeated_on_every_page_of_the_annex(faces: Faces, english: Wording) -> None:
    pages = page_texts(make_handover(a_handover(entries=entries(120)), faces=faces, wording=english))
    annex = next(number for number, page in enumerate(pages) if "Annex:" in page)
    assert len(pages) - annex > 3
    for page in pages[annex:]:
        assert squeezed("No. Time Kind From / to Content Officer") in squeezed(page)


def test_all_of_300_entries_are_there_in_order(faces: Faces, english: Wording) -> None:
    facts = a_handover(entries=tuple(replace(entry, author=f"N{entry.seq:04}") for entry in entries(300)))
    text = said(facts, faces, english)
    places = [text.index(f"N{seq:04}") for seq in range(1, 301)]
    assert places == sorted(places)


@pytest.mark.parametrize("language", ["english", "chinese"])
def test_the_same_facts_give_the_same_bytes(faces: Faces, language: str, request: pytest.FixtureRequest) -> None:
    wording: Wording = request.getfixturevalue(language)
    facts = a_handover()
    first = make_handover(facts, faces=faces, wording=wording)
    again = make_handover(from_json(HandoverFacts, to_json(facts)), faces=faces, wording=wording)
    assert first == again


def test_every_font_is_embedded_and_none_is_helvetica(faces: Faces, english: Wording) -> None:
    pdf = make_handover(a_handover(), faces=faces, wording=english)
    assert unembedded(pdf) == set()
    names = font_names(pdf)
    assert names
    assert all("Noto" in name for name in names)


def test_missing_characters_are_printed_as_their_code(faces: Faces, english: Wording) -> None:
    facts = a_handover(entries=(an_entry(1, text="李𠮷报告😀"),))
    assert faces.missing_characters(handover_texts(facts)) == ("😀", "𠮷")
    text = said(facts, faces, english)
    assert "李〔U+20BB7〕报告〔U+1F600〕" in text


def test_texts_for_the_warning_hold_everything_written(faces: Faces) -> None:
    written = EntryFact(
        seq=1, happened_at=an_entry().happened_at, written_at=an_entry().written_at, kind="note", text="𠀀"
    )
    places: list[HandoverFacts] = [
        a_handover(entries=(written,)),
        a_handover(addendum=(written,)),
        a_handover(important=(written,)),
        a_handover(instructions=(written,)),
        a_handover(open_items=(OpenItemFact(id=1, title="𠀀"),)),
        *(
            a_handover(**{name: "𠀀"})
            for name in ("weather", "remarks", "reservations", "incoming_deputy", "shift_name")
        ),
        *(a_handover(**{name: ("𠀀",)}) for name in ("whereabouts", "warnings", "responses")),
        a_handover(signatures=(replace(a_handover().signatures[0], reason="𠀀"),)),
    ]
    for facts in places:
        assert "𠀀" in "".join(handover_texts(facts))


def test_an_amended_entry_is_struck_through_and_both_name_one_another(faces: Faces, english: Wording) -> None:
    plain = a_handover(entries=(an_entry(5), an_entry(6)))
    amended = a_handover(entries=(an_entry(5, amended_by=6), an_entry(6, amends=5)))
    text = said(amended, faces, english)
    assert "Amendedbyentry6." in text
    assert "[Amendsentry5]" in text
    assert make_handover(plain, faces=faces, wording=english) != make_handover(amended, faces=faces, wording=english)


def test_an_entry_from_paper_carries_number_writer_and_both_times(faces: Faces, english: Wording) -> None:
    entry = an_entry(9, paper_number="停-20261123-001", paper_writer="龚䶮")
    late = replace(entry, written_at=entry.written_at.replace(hour=20))
    text = said(a_handover(entries=(late,)), faces, english)
    assert "Paper停-20261123-001,writtenby龚䶮." in text
    assert "09:06" in text
    assert "noted20:06" in text


@pytest.mark.parametrize(
    ("changed", "mark"), [({"store_kind": "sample"}, "示例数据SAMPLE"), ({"store_kind": "drill"}, "演练DRILL"), ({"draft": True}, "草稿DRAFT")]
)  # fmt: skip
def test_marks_stand_on_every_page(faces: Faces, chinese: Wording, changed: dict[str, object], mark: str) -> None:
    pages = page_texts(make_handover(a_handover(entries=entries(30), **changed), faces=faces, wording=chinese))
    assert len(pages) > 2
    assert all(mark in squeezed(page) for page in pages)


def test_a_live_report_has_no_mark_and_no_time_of_printing(faces: Faces, english: Wording) -> None:
    facts = a_handover(printed_at=an_entry().happened_at)
    text = said(facts, faces, english)
    assert "SAMPLE" not in text
    assert "Printed" not in text
    assert make_handover(facts, faces=faces, wording=english) == make_handover(
        replace(facts, printed_at=None), faces=faces, wording=english
    )
    assert "Printed23Nov08:34" in said(replace(facts, draft=True), faces, english)


def test_sections_are_bookmarked(faces: Faces, english: Wording) -> None:
    marks = outline(make_handover(a_handover(), faces=faces, wording=english))
    assert marks[0] == (0, "Shift Handover Report")
    assert (1, "3. Open items") in marks
    assert (1, "Annex: the log of the shift (3 entries)") in marks


def test_an_empty_shift_says_none_and_leaves_lines_to_sign_on(faces: Faces, english: Wording) -> None:
    facts = a_handover(
        important=(), open_items=(), whereabouts=(), warnings=(), equipment=(), entries=(), signatures=(), head=None
    )
    text = said(facts, faces, english)
    assert text.count("None.") >= 7
    assert text.count("Signature:") == 2
    assert "SHA-256" not in text


@pytest.mark.parametrize("text", ["长" * 100_000, "x" * 20_000, "）" * 20_000, "\n" * 50_000 + "末", "接报，" * 9000])
def test_huge_entries_are_printed_whole(faces: Faces, english: Wording, text: str) -> None:
    pdf = make_handover(a_handover(entries=(an_entry(1, text=text),)), faces=faces, wording=english)
    assert unembedded(pdf) == set()
    assert squeezed("".join(page_texts(pdf))).count(text.strip()[0]) >= text.count(text.strip()[0])


def test_control_characters_and_markup_do_no_harm(faces: Faces, english: Wording) -> None:
    text = said(a_handover(remarks="<para>&amp;\x00\x1b[31m]]> {n} %s \u202eabc"), faces, english)
    assert "<para>&amp;[31m]]>{n}%sabc" in text


def test_drawn_lines_have_no_forbidden_mark_at_their_edges(faces: Faces, chinese: Wording) -> None:
    body = "各区县（市）、开发区：请于“今日”17:00前，将《落实情况》（含附件）报送总值班室；逾期，通报。" * 40
    pdf = make_handover(a_handover(remarks=body, entries=()), faces=faces, wording=chinese)
    checked = 0
    for text in page_texts(pdf):
        if "落实情况" not in text:
            continue
        lines = _lines_of(text, body)
        for line in lines:
            assert line[0] not in CANNOT_START
            assert line[-1] not in CANNOT_END
        checked += len(lines)
    assert checked > 40


def _lines_of(text: str, body: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if len(line.strip()) > 20 and squeezed(line) in body]


def test_the_head_never_stands_on_a_page_without_the_signatures(faces: Faces, chinese: Wording) -> None:
    for lines in range(0, 30, 3):
        facts = a_handover(whereabouts=tuple(f"示例{n}：在郑" for n in range(lines)), entries=())
        pages = [squeezed(page) for page in page_texts(make_handover(facts, faces=faces, wording=chinese))]
        (proof,) = [page for page in pages if "SHA-256" in page]
        assert "2026年11月24日周二08:30:00" in proof, lines
