"""Contacts out of files: real business cards, tricky ones, tables in every spelling, and files that mean harm."""

import quopri
import zipfile

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from dutyroom.readers.contacts import read_contacts
from dutyroom.readers.document import ReadFailure
from dutyroom.readers.reading import Reader
from dutyroom.readers.vcard import read_vcards
from dutyroom.readers.wire import packed, unpacked
from dutyroom.rules.contact_table import read_sheets

HEAD = "BEGIN:VCARD\r\nVERSION:3.0\r\n"
TAIL = "END:VCARD\r\n"


def vcard(lines, version="3.0"):
    return f"BEGIN:VCARD\r\nVERSION:{version}\r\n{lines}\r\nEND:VCARD\r\n".encode()


def phones(card):
    return [(number.label.value, number.text, number.note) for number in card.numbers]


REAL = {
    "John_Doe_IPHONE.vcf": (
        "IBM",
        "Accounting",
        "Mr. John Richter James Doe Sr.",
        "Money Counter",
        [
            ("email", "john.doe@ibm.com", ""),
            ("mobile", "905-555-1234", ""),
            ("home", "905-666-1234", ""),
            ("office", "905-777-1234", ""),
            ("fax", "905-888-1234", "home"),
            ("fax", "905-999-1234", ""),
            ("other", "905-111-1234", "pager"),
            ("other", "905-222-1234", "AssistantPhone"),
        ],
        "Street4 Building 6 Floor 8, New York, 12345, USA",
    ),
    "John_Doe_MS_OUTLOOK.vcf": (
        "IBM",
        "Accounting",
        "Mr. John Richter James Doe Sr.",
        "Money Counter",
        [("office", "(905) 555-1234", ""), ("home", "(905) 666-1234", ""), ("email", "john.doe@ibm.cm", "")],
        "Cresent moon drive, Albaney, New York, 12345, United States of America",
    ),
    "outlook-2007.vcf": (
        "TheCompany",
        "TheDepartment",
        "Mr. Michael Angstadt Jr.",
        "TheJobTitle",
        [
            ("office", "(111) 555-1111", ""),
            ("home", "(111) 555-2222", ""),
            ("mobile", "(111) 555-4444", ""),
            ("fax", "(111) 555-3333", ""),
            ("email", "mike.angstadt@gmail.com", ""),
        ],
        "222 Broadway, TheOffice, New York, NY, 99999, USA",
    ),
    "rfc6350-example.vcf": (
        "Viagenie",
        "",
        "Simon Perreault",
        "",
        [
            ("office", "+1-418-656-9254 ext. 102", ""),
            ("mobile", "+1-418-262-6501", ""),
            ("email", "simon.perreault@viagenie.ca", ""),
        ],
        "2875 Laurier, Suite D2-630, Quebec, QC, G1V 2M2, Canada",
    ),
}


def test_every_real_card_is_stated(real):
    assert {path.name for path in (real / "contacts").glob("*.vcf")} >= set(REAL)


@pytest.mark.parametrize("name", REAL)
def test_a_real_card(real, name):
    [card] = read_contacts(real / "contacts" / name).cards
    unit, department, person, post, numbers, address = REAL[name]
    assert (card.unit, card.department, card.name, card.post) == (unit, department, person, post)
    assert phones(card) == numbers
    assert card.address == address
    assert card.problem == ""


def test_every_real_file_of_the_folder_can_be_read(real):
    with Reader() as reader:
        for path in sorted((real / "contacts").iterdir()):
            reading = reader.read_contacts(path)
            assert reading.result == "ok", path.name
            assert reading.contacts.cards or reading.contacts.sheets


def test_a_chinese_name_is_put_together_and_spread_names_closed():
    [card] = read_vcards(vcard("N:张;样例;;;\r\nORG:郑州市水利局;防汛办\r\nTITLE:主任"))
    assert (card.name, card.unit, card.department, card.post) == ("张样例", "郑州市水利局", "防汛办", "主任")
    [card] = read_vcards(vcard("FN:张 样例"))
    assert card.name == "张样例"


def test_quoted_printable_in_a_charset_of_its_own_with_soft_line_ends():
    coded = quopri.encodestring("郑州市应急管理局".encode("gb18030")).decode().replace("\n", "")
    half = coded.index("=", 12)
    text = f"FN;CHARSET=GB2312;ENCODING=QUOTED-PRINTABLE:{coded[:half]}=\r\n{coded[half:]}\r\nTEL;WORK:67181234"
    [card] = read_vcards(vcard(text, "2.1"))
    assert card.name == "郑州市应急管理局"
    assert phones(card) == [("office", "67181234", "")]


def test_quoted_printable_without_a_charset_is_utf8_or_gb18030_by_what_it_reads_as():
    for charset in ("utf-8", "gb18030"):
        coded = quopri.encodestring("张样例".encode(charset)).decode().strip()
        [card] = read_vcards(vcard(f"FN;ENCODING=QUOTED-PRINTABLE:{coded}", "2.1"))
        assert card.name == "张样例"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("ends", ["\r\n", "\n", "\r\r\n", "\r"])
def test_any_encoding_with_any_line_ends(encoding, ends):
    text = "\n".join(
        f"BEGIN:VCARD\nVERSION:3.0\nFN:张样例{n}\nORG:郑州市水利局\nTEL;TYPE=CELL:1380013800{n}\nEND:VCARD"
        for n in range(4)
    )
    cards = read_vcards(text.replace("\n", ends).encode(encoding))
    assert [(card.name, card.unit) for card in cards] == [(f"张样例{n}", "郑州市水利局") for n in range(4)]


def test_a_line_folded_in_the_middle_of_a_character():
    content = vcard("ORG:郑州市水利局")
    at = content.index("利".encode()) + 1
    [card] = read_vcards(content[:at] + b"\r\n " + content[at:])
    assert card.unit == "郑州市水利局"


def test_a_broken_line_and_a_broken_card_cost_no_other():
    text = (
        'BEGIN:VCARD\nVERSION:3.0\nFN:甲样例\nthis is no property\n;;;\nTEL;TYPE="CELL:13800138000\nEND:VCARD\n'
        "BEGIN:VCARD\nVERSION:3.0\nFN:乙样例\n"
        "BEGIN:VCARD\nVERSION:3.0\nFN:丙样例\nEND:VCARD\n"
        "BEGIN:VCARD\nVERSION:4.0\nKIND:group\nFN:全体\nMEMBER:urn:uuid:1\nEND:VCARD\n"
        "BEGIN:VCARD\nVERSION:3.0\nFN:丁样例\nTEL:1"
    )
    found = [(card.name, card.problem) for card in read_vcards(text.encode())]
    assert found == [
        ("甲样例", ""),
        ("乙样例", "import.card.cut"),
        ("丙样例", ""),
        ("全体", "import.card.group"),
        ("丁样例", "import.card.cut"),
    ]


def test_a_card_inside_a_card_is_not_mixed_up_with_it():
    inner = "AGENT:\r\nBEGIN:VCARD\r\nVERSION:2.1\r\nFN:Secretary\r\nTEL:111\r\nEND:VCARD\r\nTEL;CELL:13800138000"
    [card] = read_vcards(vcard(f"FN:Boss\r\n{inner}", "2.1"))
    assert (card.name, phones(card)) == ("Boss", [("mobile", "13800138000", "")])


def test_a_card_of_a_unit_has_no_person():
    [card] = read_vcards(vcard("KIND:org\r\nFN:郑州市水利局\r\nTEL:67181234", "4.0"))
    assert (card.unit, card.name) == ("郑州市水利局", "")
    [card] = read_vcards(vcard("FN:郑州市水利局\r\nORG:郑州市水利局"))
    assert (card.unit, card.name) == ("郑州市水利局", "")


def test_labels_of_somebodys_own_are_understood():
    [card] = read_vcards(
        vcard("FN:甲\r\nitem1.TEL:67181234\r\nitem1.X-ABLabel:值班电话\r\nitem2.TEL:1\r\nitem2.X-ABLabel:前台")
    )
    assert phones(card) == [("duty", "67181234", ""), ("other", "1", "前台")]


@given(st.binary(max_size=400))
def test_no_bytes_break_the_reader_of_cards(content):
    try:
        cards = read_vcards(b"BEGIN:VCARD\nFN:x\n" + content)
    except ReadFailure as failure:
        cards, result = (), failure.result
    else:
        result = "ok"
    assert result in ("ok", "damaged", "too-large")
    assert all(card.row > 0 for card in cards)


# --- tables -----------------------------------------------------------------------------------------------------------

ROWS = [["单位", "姓名", "手机"], ["水利局", "张样例", "13800138000"], ["公安局", "李样例", "13900139000"]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_csv_in_any_spelling(tmp_path, encoding, separator):
    path = tmp_path / "名单.csv"
    path.write_bytes("\r\n".join(separator.join(row) for row in ROWS).encode(encoding))
    found = read_sheets(read_contacts(path).sheets).cards
    assert [(card.unit, card.name, card.numbers[0].text) for card in found] == [tuple(row) for row in ROWS[1:]]


def test_a_csv_with_quotes_line_ends_in_cells_and_excels_own_first_line(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text('sep=;\n单位;姓名;电话\n水利局;张样例;"67181234\n67185678"\n"a;b";李样例;\n', encoding="utf-8")
    first, second = read_sheets(read_contacts(path).sheets).cards
    assert [number.text for number in first.numbers] == ["67181234", "67185678"]
    assert second.unit == "a;b"


@pytest.fixture
def workbook(tmp_path):
    path = tmp_path / "通讯录.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("市直")
    sheet.merge_range("A1:D1", "市直单位通讯录")
    for column, title in enumerate(("单位", "姓名", "职务")):
        sheet.write(1, column, title)
    sheet.merge_range("D2:E2", "联系方式")
    sheet.write_row(2, 3, ["手机", "座机"])
    sheet.merge_range("A4:A5", "水利局")
    sheet.write_row(3, 1, ["张样例", "局长", 13800138000, "0371-67181234"])
    sheet.write_row(4, 1, ["李样例", "副局长", 13900139000.0, 37167185678])
    hidden = book.add_worksheet("旧")
    hidden.write_row(0, 0, ["单位", "姓名"])
    hidden.write_row(1, 0, ["水利局", "旧样例"])
    hidden.hide()
    book.close()
    return path


def test_a_workbook_with_merged_cells_numbers_as_amounts_and_a_hidden_sheet(workbook):
    found = read_sheets(read_contacts(workbook).sheets).cards
    assert [(card.row, card.unit, card.name, card.post) for card in found] == [
        (4, "水利局", "张样例", "局长"),
        (5, "水利局", "李样例", "副局长"),
    ]
    assert [number.text for number in found[1].numbers] == ["13900139000", "37167185678"]


def test_an_open_document_workbook_with_merged_cells(tmp_path):
    table, text = "urn:oasis:names:tc:opendocument:xmlns:table:1.0", "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
    office = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"

    def cell(words, more=""):
        return f'<table:table-cell office:value-type="string" {more}><text:p>{words}</text:p></table:table-cell>'

    rows = [
        cell("单位") + cell("姓名"),
        cell("水利局", 'table:number-rows-spanned="2"') + cell("张样例"),
        "<table:covered-table-cell/>" + cell("李样例"),
    ]
    body = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    content = (
        f'<office:document-content xmlns:office="{office}" xmlns:table="{table}" xmlns:text="{text}">'
        f"<office:body><office:spreadsheet>"
        f'<table:table table:name="名单">{body}</table:table></office:spreadsheet></office:body></office:document-content>'
    )
    path = tmp_path / "a.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr("content.xml", content)
    found = read_sheets(read_contacts(path).sheets).cards
    assert [(card.unit, card.name) for card in found] == [("水利局", "张样例"), ("水利局", "李样例")]


def test_a_reading_of_contacts_crosses_the_wire_unchanged(workbook, real):
    with Reader() as reader:
        table, cards = (reader.read_contacts(path) for path in (workbook, real / "contacts" / "John_Doe_IPHONE.vcf"))
    for reading in (table, cards):
        assert unpacked(packed(reading)) == reading
    assert table.contacts == read_contacts(workbook)


# --- files that mean harm ---------------------------------------------------------------------------------------------


def _far_cell(path):
    """A workbook whose one far cell would be a table of seventeen thousand million cells."""
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet()
    sheet.write(0, 0, "单位")
    sheet.write(1_048_575, 16_383, "x")
    book.close()


def _bomb(path):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * 300_000_000)


def _half_workbook(path):
    _far_cell(path)
    path.write_bytes(path.read_bytes()[:800])


def _picture(path):
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"\x00" * 500)


def _nested(path):
    path.write_bytes(b"BEGIN:VCARD\n" * 200_000)


def _long_rows(path):
    path.write_text("单位,姓名\n" + "水利局,张样例\n" * 60_000, encoding="utf-8")


@pytest.fixture(scope="module")
def reader():
    """One for all files, as an import has it: whatever the last one did, the next is read."""
    with Reader(seconds=40, megabytes=700) as made:
        yield made


@pytest.mark.parametrize(
    ("name", "make", "results"),
    [
        ("far.xlsx", _far_cell, {"too-large", "damaged"}),
        ("bomb.xlsx", _bomb, {"too-large"}),
        ("half.xlsx", _half_workbook, {"damaged"}),
        ("picture.csv", _picture, {"unsupported"}),
        ("nested.vcf", _nested, {"ok", "too-large", "damaged"}),
        ("long.csv", _long_rows, {"too-large"}),
        ("empty.csv", lambda path: path.write_bytes(b""), {"damaged"}),
        ("blank.csv", lambda path: path.write_bytes(b" ,,\n,,\n"), {"no-text"}),
        ("letter.docx", lambda path: path.write_bytes(b"no"), {"unsupported"}),
        ("no.vcf", lambda path: path.write_bytes(b"hello"), {"damaged"}),
    ],
)
def test_a_file_that_means_harm_takes_down_its_reader_at_worst(reader, tmp_path, name, make, results):
    path, good = tmp_path / name, tmp_path / "good.csv"
    make(path)
    good.write_text("单位,姓名\n水利局,张样例\n", encoding="utf-8")
    reading = reader.read_contacts(path)
    assert reading.result in results
    assert reading.result == "ok" or reading.detail
    assert reader.read_contacts(good).result == "ok", "the next file is read all the same"
