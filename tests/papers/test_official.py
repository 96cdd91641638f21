"""Official papers against GB/T 9704-2012: margins, lines, characters, rules and marks in tenths of a millimetre."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pypdfium2
import pytest

from dutyroom.papers.gbt9704 import CHARS, LINES
from dutyroom.papers.lines import Span, Style, set_lines
from dutyroom.papers.official import make_official
from dutyroom.papers.sample_official import sample_official
from tests.papers.reading_pdf import outline, page_texts, squeezed

MM = 72 / 25.4
LEFT, TOP, RIGHT, BOTTOM = 28.0, 37.0, 26.0, 35.0
PATH = pypdfium2.raw.FPDF_PAGEOBJ_PATH


@pytest.fixture(scope="module")
def document(faces, chinese):
    return make_official(sample_official("document"), faces=faces, wording=chinese)


def characters(pdf, page):
    """Each character of a page with the left edge of its box and its base line, in mm from the upper left corner."""
    with pypdfium2.PdfDocument(pdf) as opened:
        sheet = opened[page]
        reading = sheet.get_textpage()
        found = []
        for place in range(reading.count_chars()):
            char = reading.get_text_range(place, 1)
            left, _bottom, right, _top = reading.get_charbox(place, loose=True)
            x, y = pypdfium2.raw.c_double(), pypdfium2.raw.c_double()
            pypdfium2.raw.FPDFText_GetCharOrigin(reading, place, x, y)
            size = pypdfium2.raw.FPDFText_GetFontSize(reading, place)
            if char.strip() and size < 40:
                found.append((char, left / MM, right / MM, 297 - y.value / MM, size))
        return found


def rules(pdf, page):
    """The horizontal rules of a page: left, right, distance from the upper edge, thickness; in mm."""
    with pypdfium2.PdfDocument(pdf) as opened:
        found = []
        for each in opened[page].get_objects(filter=[PATH]):
            left, bottom, right, top = each.get_bounds()
            if (right - left) > 100 * MM and (top - bottom) < 2 * MM:
                width = pypdfium2.raw.c_float()
                pypdfium2.raw.FPDFPageObj_GetStrokeWidth(each, width)
                thick = width.value  # the bounds hold the ends of the stroke
                found.append(
                    ((left + thick) / MM, (right - thick) / MM, 297 - (top + bottom) / 2 / MM, width.value / MM)
                )
        return sorted(found, key=lambda one: one[2])


def baselines(chars):
    """The base lines of running text, top down."""
    return sorted({round(y, 2) for _, _, _, y, size in chars if 15 < size < 17})


def test_a_full_page_holds_22_lines_of_28_characters_on_the_type_area(document):
    chars = [one for one in characters(document, 1) if one[4] > 15]  # without the page number
    lines = baselines(chars)
    pitch = [below - above for above, below in pairwise(lines)]
    assert pitch == pytest.approx([225 / LINES] * len(pitch), abs=0.1)
    assert lines[0] - pitch[0] * 0.5 > TOP
    assert lines[-1] < 297 - BOTTOM
    assert min(left for _, left, *_ in chars) == pytest.approx(LEFT, abs=0.1)
    assert max(right for _, _, right, *_ in chars) == pytest.approx(210 - RIGHT, abs=0.2)
    full = [sum(1 for one in chars if abs(one[3] - line) < 0.1) for line in lines]
    assert CHARS <= max(full) <= CHARS + 2, "a closing mark may be drawn in"


def test_the_mark_the_number_and_the_red_rule_stand_where_the_standard_puts_them(document, faces):
    facts = sample_official("document")
    (left, right, below, _), *_ = rules(document, 0)
    assert (left, right) == pytest.approx((LEFT, 210 - RIGHT), abs=0.1)
    number = next(y for char, _, _, y, size in characters(document, 0) if char == "〔" and size > 15)
    descent = 0.12 * 156 / CHARS  # what a character reaches below its base line
    assert below - number - descent == pytest.approx(4.0, abs=0.1)
    with pypdfium2.PdfDocument(document) as opened:
        reading = opened[0].get_textpage()
        place = squeezed(reading.get_text_range()).index(facts.head[:4])
        marks = [n for n in range(reading.count_chars()) if 30 < pypdfium2.raw.FPDFText_GetFontSize(reading, n) < 63]
        size = pypdfium2.raw.FPDFText_GetFontSize(reading, marks[0])
        x, y = pypdfium2.raw.c_double(), pypdfium2.raw.c_double()
        pypdfium2.raw.FPDFText_GetCharOrigin(reading, marks[0], x, y)
    assert place >= 0
    upper = 297 - (y.value + 0.88 * size) / MM
    assert upper - TOP == pytest.approx(35.0, abs=0.1)


def test_the_record_ends_on_the_edge_of_the_type_area_with_its_rules(document):
    *_, first, middle, last = rules(document, 4)
    assert last[2] == pytest.approx(297 - BOTTOM, abs=0.1)
    assert [one[3] for one in (first, middle, last)] == pytest.approx([0.35, 0.25, 0.35], abs=0.01)
    assert all((one[0], one[1]) == pytest.approx((LEFT, 210 - RIGHT), abs=0.1) for one in (first, middle, last))


def test_page_numbers_stand_outside_seven_millimetres_below(document):
    for page, number in ((0, "1"), (1, "2")):
        found = [one for one in characters(document, page) if one[0] in f"—{number}" and one[3] > 297 - BOTTOM + 4]
        assert len(found) == 3
        if page % 2:
            assert found[0][1] == pytest.approx(LEFT + 156 / CHARS, abs=0.5)
        else:
            assert found[-1][2] == pytest.approx(210 - RIGHT - 156 / CHARS, abs=0.5)


def test_a_letter_has_its_double_rules_and_no_number_on_its_first_page(faces, chinese):
    pdf = make_official(sample_official("letter"), faces=faces, wording=chinese)
    upper, lower = rules(pdf, 0)[:2], rules(pdf, 0)[-2:]
    for left, right, *_ in (*upper, *lower):
        assert right - left == pytest.approx(170, abs=0.1)
        assert (left + right) / 2 == pytest.approx(105, abs=0.1)
    assert upper[0][3] > upper[1][3]
    assert lower[0][3] < lower[1][3]
    assert 297 - lower[0][2] == pytest.approx(20, abs=0.1)
    assert "— 1 —" not in page_texts(pdf)[0]


def test_all_that_was_written_stands_on_the_paper(document):
    said = squeezed("".join(page_texts(document)))
    text = sample_official("document").text
    for line in (text.title, text.addressee, *text.body, *text.annexes, *text.issuers, text.date, text.note):
        assert squeezed(line) in said, line
    assert "抄送：市委办公室" in said
    assert [title for level, title in outline(document) if level == 1][:2] == [
        "一、提高认识，压实责任",
        "（一）落实领导带班",
    ]


def test_no_page_holds_a_signature_alone(faces, chinese):
    facts = sample_official("document")
    for lines in range(1, 40):
        body = tuple(f"第{n}项工作，各单位应当抓好落实。" for n in range(lines))
        text = replace(facts.text, body=body, annexes=(), attached=(), copies_to="", printed_by="")
        pages = page_texts(make_official(replace(facts, text=text), faces=faces, wording=chinese))
        signed = next(page for page in pages if text.date in squeezed(page))
        assert "抓好落实" in squeezed(signed)


def test_signers_stand_beside_the_number(faces, chinese):
    facts = sample_official("document")
    text = replace(facts.text, signers=("赵样例", "钱样例", "孙样例"))
    (first, *_) = page_texts(make_official(replace(facts, text=text), faces=faces, wording=chinese))
    said = squeezed(first)
    assert "签发人：赵样例钱样例" in said
    assert "孙样例" in said


def test_a_closing_mark_is_drawn_into_the_line_instead_of_a_character_out_of_it(faces):
    style = Style(role="fang", size=10, leading=15, align="justify", squeeze=0.06)
    text = "一二三四五六七八九十一二三四五六七八九十。一二三四"
    loose = set_lines(faces, [Span(text)], replace(style, squeeze=0), 200)
    close = set_lines(faces, [Span(text)], style, 200)
    assert (len(loose[0].text), len(close[0].text)) == (19, 21)
    assert close[0].spread == pytest.approx(-10 / 20)


@pytest.mark.parametrize("form", ["document", "letter", "minutes"])
def test_hard_cases_are_set_without_loss(faces, chinese, form):
    facts = sample_official(form)
    title = "关于" + "进一步加强和规范" * 24 + "值班工作的通知"
    text = replace(
        facts.text,
        title=title,
        addressee="各单位，" * 150 + "：",
        body=("龘" * 90 + "\U00020bb7", "甲" * 3000),
        number="",
    )
    said = squeezed(
        "".join(page_texts(make_official(replace(facts, text=text, head=""), faces=faces, wording=chinese)))
    )
    assert title in said
    assert said.count("甲") == 3000
