"""Tables of contacts: headings in both languages, titles above them, several people in a row, maps of somebody's own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutyroom.rules.contact_table import FIELDS, Sheet, TableCards, field_of, read_sheets
from dutyroom.rules.phone import Label
from dutyroom.rules.refusal import Refusal


def cards(*rows, chosen=None):
    return read_sheets([Sheet("表", tuple(tuple(row) for row in rows))], chosen).cards


def phones(card):
    return [(number.label.value, number.text) for number in card.numbers]


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("单位", "unit"), ("单位名称", "unit"), ("姓 名", "name"), ("职  务", "post"), ("手机号码*", "mobile"),
        ("办公电话", "office"), ("值班电话（24小时）", "duty"), ("传真", "fax"), ("加密传真", "secure_fax"),
        ("E-mail", "email"), ("电子邮箱", "email"), ("联系电话", "phone"), ("处室", "department"), ("备注", "note"),
        ("单位电话", "office"), ("单位地址", "address"), ("负责人姓名", "name"), ("分管工作", "fields"),
        ("Name", "name"), ("Organization", "unit"), ("Job Title", "post"), ("Mobile Phone", "mobile"),
        ("Business Phone", "office"), ("First Name", "given"), ("Phone 1 - Value", "phone"),
        ("区县（市）", "unit"), ("序号", None), ("No.", None), ("", None), ("Office", None),
    ],
)  # fmt: skip
def test_a_heading_is_recognised(heading, kind):
    assert field_of(heading) == kind


def test_a_plain_table():
    [card] = cards(
        ("单位", "姓名", "职务", "手机", "办公电话"), ("水利局", "张样例", "科长", "13800138000", "67181234")
    )
    assert (card.row, card.unit, card.name, card.post) == (2, "水利局", "张样例", "科长")
    assert phones(card) == [("mobile", "13800138000"), ("office", "67181234")]


def test_titles_blank_rows_and_repeated_headings_are_no_contacts():
    found = cards(
        ("郑州市值班电话表", "郑州市值班电话表", "郑州市值班电话表"),
        ("二〇二六年十一月",),
        ("单位", "姓名", "值班电话"),
        ("", "", ""),
        ("水利局", "张　样例", "67181234"),
        ("一、县区", "一、县区", "一、县区"),
        ("单位", "姓名", "值班电话"),
        ("公安局", "李样例", "67185678"),
    )
    assert [(card.row, card.unit, card.name) for card in found] == [(5, "水利局", "张样例"), (8, "公安局", "李样例")]


def test_headings_over_two_rows():
    [card] = cards(
        ("单位", "姓名", "联系方式", "联系方式"),
        ("", "", "手机", "座机"),
        ("水利局", "张样例", "13800138000", "67181234"),
    )
    assert phones(card) == [("mobile", "13800138000"), ("office", "67181234")]


def test_two_people_in_a_row_are_two_contacts():
    found = cards(
        ("单位", "带班领导", "电话", "值班员", "电话"), ("水利局", "张样例", "13800138000", "李样例", "67181234")
    )
    assert [(card.unit, card.name, phones(card)) for card in found] == [
        ("水利局", "张样例", [("mobile", "13800138000")]),
        ("水利局", "李样例", [("office", "67181234")]),
    ]


def test_a_column_for_any_number_tells_mobiles_from_landlines():
    [card] = cards(("姓名", "联系电话"), ("张样例", "67181234/13800138000 传真:67189999"))
    assert ("mobile", "13800138000") in phones(card)
    assert ("office", "67181234") in phones(card)


def test_family_and_given_name_become_one():
    found = cards(("Last Name", "First Name", "Company"), ("Doe", "John", "IBM"), ("张", "样例", "水利局"))
    assert [card.name for card in found] == ["John Doe", "张样例"]


def test_a_unit_without_a_person_keeps_its_numbers():
    [card] = cards(("单位", "姓名", "值班电话"), ("水利局", "", "67181234"))
    assert (card.name, phones(card)) == ("", [("duty", "67181234")])


def test_somebodys_own_map_beats_what_is_guessed():
    [card] = cards(
        ("甲", "乙", "电话"), ("水利局", "张样例", "67181234"), chosen={"甲": "unit", "乙": "name", "电话": "duty"}
    )
    assert (card.unit, card.name, phones(card)) == ("水利局", "张样例", [("duty", "67181234")])


def test_a_table_without_headings_is_read_by_the_numbers_of_its_columns():
    found = cards(
        ("水利局", "张样例", "13800138000"), ("公安局", "李样例", ""), chosen={"1": "unit", "2": "name", "3": "mobile"}
    )
    assert [(card.row, card.name) for card in found] == [(1, "张样例"), (2, "李样例")]


@pytest.mark.parametrize(
    ("rows", "chosen", "code"),
    [
        ((("甲", "乙"), ("1", "2")), None, "import.no_headings"),
        ((("单位", "姓名"), ("水利局", "张样例")), {"单位": "office_building"}, "import.map.field"),
        ((("单位", "姓名"), ("水利局", "张样例")), {"无此列": "name"}, "import.map.heading"),
    ],
)
def test_what_cannot_be_understood_is_refused_in_words(rows, chosen, code):
    with pytest.raises(Refusal) as refused:
        cards(*rows, chosen=chosen)
    assert refused.value.code == code


def test_a_sheet_without_headings_beside_others_is_said():
    good, bad = Sheet("名单", (("单位", "姓名"), ("水利局", "张样例"))), Sheet("说明", (("本表仅供内部使用",),))
    found = read_sheets([good, bad]).cards
    assert [(card.sheet, card.problem) for card in found] == [("名单", ""), ("说明", "import.sheet")]


@given(st.lists(st.lists(st.text(max_size=12), max_size=6), max_size=12))
def test_no_table_breaks_the_reader(rows):
    try:
        found = read_sheets([Sheet("表", tuple(tuple(row) for row in rows))])
    except Refusal as refusal:
        found, code = TableCards(()), refusal.code
    else:
        code = ""
    assert code in ("", "import.no_headings")
    assert all(1 <= card.row <= len(rows) for card in found.cards)
    assert set(found.columns.values()) <= {*FIELDS, None}
    assert all(isinstance(number.label, Label) for card in found.cards for number in card.numbers)
