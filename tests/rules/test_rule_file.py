"""Rule files: what is read, and that every fault names file, line and key."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutyroom.rules.rule_book import ALWAYS
from dutyroom.rules.rule_fault import FAULTS, RuleFault, fault_said
from dutyroom.rules.rule_file import make_rule_book, read_rule_file
from dutyroom.rules.wording import ENGLISH

ROW = """# a comment
[[rule]]
key = "urgency.paper.特急.read"
value = 8
unit = "hours"
zh = "公文特急：阅办"
en = "Paper, 特急: read within"
source = "example, sample"
checked = false
"""
YEAR = """year = 2026
source = "notice, sample"
checked = true
makeup = [2026-01-04,
  2026-02-14]

[[holiday]]
name = "元旦"
first = 2026-01-01
last = 2026-01-03

[[holiday]]
name = "春节"
first = 2026-02-15
last = 2026-02-23
"""


def faults(text: str, name: str = "sample.toml") -> list[tuple[str, int, str]]:
    read = read_rule_file(name, text)
    assert all(fault.file == name for fault in read.faults)
    for fault in read.faults:
        assert fault_said(fault.what, fault.plain(), ENGLISH).startswith(f"{name}, line {fault.line}")
    return [(fault.what, fault.line, fault.key) for fault in read.faults]


def test_a_row_is_read():
    read = read_rule_file("sample.toml", ROW)
    assert not read.faults
    ((line, rule),) = read.rules
    assert (line, rule.key, rule.value, rule.unit, rule.checked) == (2, "urgency.paper.特急.read", 8, "hours", False)
    assert (rule.begins, rule.name("zh_CN"), rule.name("en")) == (ALWAYS, "公文特急：阅办", "Paper, 特急: read within")


@pytest.mark.parametrize(
    ("old", "new", "what", "line"),
    [
        ("value = 8", "value = -8", "rule.value.negative", 4),
        ("value = 8", "value = true", "rule.value.type.hours", 4),
        ("value = 8", 'value = "8"', "rule.value.type.hours", 4),
        ("value = 8", "value = 99999999", "rule.value.large", 4),
        ("value = 8\n", "", "rules.field.missing", 2),
        ('unit = "hours"', 'unit = "fortnights"', "rules.unit.unknown", 5),
        ('unit = "hours"', "unit = 5", "rules.unit.unknown", 5),
        ('zh = "公文特急：阅办"', 'zh = ""', "rules.field.type", 6),
        ('en = "Paper, 特急: read within"\n', "", "rules.field.missing", 2),
        ('source = "example, sample"', 'source = " "', "rules.source.missing", 8),
        ('source = "example, sample"\n', "", "rules.source.missing", 2),
        ("checked = false", 'checked = "no"', "rules.field.type", 9),
        ("checked = false\n", "", "rules.field.missing", 2),
        ("checked = false", 'checked = false\nbegins = "soon"', "rules.field.type", 10),
        ("checked = false", "checked = false\nsorce = 1", "rules.field.unknown", 10),
    ],
)
def test_a_fault_names_line_and_key(old, new, what, line):
    assert faults(ROW.replace(old, new)) == [(what, line, "urgency.paper.特急.read")]


@pytest.mark.parametrize(
    ("text", "what", "line", "key"),
    [
        (ROW.replace('key = "urgency.paper.特急.read"\n', ""), "rules.key.missing", 2, ""),
        (ROW.replace("urgency.paper.特急.read", "Urgency"), "rules.key.form", 3, "Urgency"),
        (ROW + "[table]\nx = 1\n", "rules.table.unknown", 10, "table"),
        ("rule = 5\n", "rules.table.type", 1, "rule"),
        ("\n\nrule 5\n", "rules.toml", 3, ""),
        (ROW + 'x = "', "rules.toml", 10, ""),
        ("# nothing\n", "rules.none", 1, ""),
    ],
)
def test_what_is_no_row_is_named(text, what, line, key):
    assert faults(text) == [(what, line, key)]


def test_the_table_of_routing_is_left_to_its_own_reader():
    read = read_rule_file("routing.toml", 'routing = [\n  {unit = "secretary-1", words = ["会议"]},\n]\n')
    assert (read.rules, read.year, read.faults) == ((), None, ())


def test_the_line_is_that_of_the_row_at_fault_among_many():
    rows = "\n".join(ROW.replace("特急", f"特急{n}") for n in range(5))
    at = rows.index("value = 8", rows.index("特急3"))
    broken = rows[:at] + "value = -1" + rows[at + len("value = 8") :]
    line = broken[:at].count("\n") + 1
    assert faults(broken) == [("rule.value.negative", line, "urgency.paper.特急3.read")]


def test_rows_in_one_line_are_found_by_their_key():
    row = '{key="a.b", value=-1, unit="days", zh="甲", en="A", source="sample", checked=true}'
    assert faults(f"rule = [\n  {row},\n]\n") == [("rule.value.negative", 2, "a.b")]


def test_a_key_twice_names_both_places():
    files = [read_rule_file("one.toml", ROW), read_rule_file("two.toml", ROW)]
    _, (fault,) = make_rule_book(files)
    assert (fault.file, fault.line, fault.key, fault.what) == (
        "two.toml",
        2,
        "urgency.paper.特急.read",
        "rules.key.twice",
    )
    assert "one.toml, line 2" in fault_said(fault.what, fault.plain(), ENGLISH)


def test_a_later_version_of_a_rule_is_no_second_key_and_keeps_the_unit():
    later = ROW.replace("value = 8", "value = 6") + "begins = 2027-01-01\n"
    book, found = make_rule_book([read_rule_file("sample.toml", ROW + later)])
    assert not found
    key = "urgency.paper.特急.read"
    assert [book.number(key, date(2026, 12, 31)), book.number(key, date(2027, 1, 1))] == [8, 6]
    _, (fault,) = make_rule_book([read_rule_file("sample.toml", ROW + later.replace('"hours"', '"days"'))])
    assert (fault.what, fault.line) == ("rules.unit.changed", 11)


def test_hours_out_of_order_are_found_between_files():
    keys = {"office.day_start": "19:00", "paper_flow.noon": "12:00", "office.day_end": "18:00"}
    keys["paper_flow.hand_to_documents"] = "09:00"
    row = '[[rule]]\nkey = "{}"\nvalue = "{}"\nunit = "time"\nzh = "甲"\nen = "A"\nsource = "sample"\nchecked = true\n'
    text = "".join(row.format(key, clock) for key, clock in keys.items())
    book, (fault,) = make_rule_book([read_rule_file("sample.toml", text)])
    assert book.clock("office.day_start", date(2026, 1, 1)) == time(19)
    assert (fault.what, fault.key, fault.line) == ("rules.hours.order", "office.day_end", 17)


def test_a_year_is_read():
    read = read_rule_file("holidays-2026.toml", YEAR)
    assert not read.faults
    line, table = read.year
    assert (line, table.year, len(table.holidays), len(table.makeup)) == (1, 2026, 12, 2)


@pytest.mark.parametrize(
    ("old", "new", "what", "line", "key"),
    [
        ("2026-02-14]", "2026-02-17]", "holidays.makeup.holiday", 5, "2026-02-17"),
        ("2026-02-14]", "2026-02-13]", "holidays.makeup.weekday", 5, "2026-02-13"),
        ("2026-02-14]", "2026-01-04]", "holidays.makeup.twice", 4, "2026-01-04"),
        ("2026-02-14]", "2027-02-14]", "holidays.outside", 5, "2027-02-14"),
        ("2026-02-14]", '"soon"]', "rules.field.type", 4, "makeup"),
        ("last = 2026-02-23", "last = 2026-02-13", "holidays.order", 15, "春节"),
        ("last = 2026-02-23", "last = 2027-02-23", "holidays.long", 15, "春节"),
        ("last = 2026-02-23", "last = 2026-02-23T08:00:00", "rules.field.type", 15, "春节"),
        ("last = 2026-02-23\n", "", "rules.field.missing", 12, "春节"),
        ("last = 2026-02-23", "last = 2026-02-23\nday = 1", "rules.field.unknown", 16, "春节"),
        ('name = "春节"', 'name = ""', "holidays.name.empty", 15, "2026-02-15"),
        ('source = "notice, sample"', 'source = ""', "rules.source.missing", 2, "2026"),
        ("checked = true", "checked = 1", "rules.field.type", 3, "2026"),
        ("checked = true", "checked = true\nwhen = 1", "rules.table.unknown", 4, "when"),
        (
            "first = 2026-01-01\nlast = 2026-01-03",
            "first = 2026-02-15\nlast = 2026-02-15",
            "holidays.twice",
            13,
            "春节",
        ),
    ],
)
def test_a_fault_of_a_year_names_its_line(old, new, what, line, key):
    assert faults(YEAR.replace(old, new), "holidays-2026.toml") == [(what, line, key)]


def test_a_year_is_the_one_of_the_files_name_and_can_be_meant():
    assert faults(YEAR, "holidays-2027.toml") == [("holidays.year.name", 1, "2026")]
    assert faults(YEAR.replace("year = 2026", "year = 20260"), "sample.toml")[0] == ("holidays.year.range", 1, "20260")
    assert faults(YEAR.replace("year = 2026", "yaer = 2026"), "sample.toml")[0][0] == "rules.table.unknown"
    _, (fault,) = make_rule_book([read_rule_file("a.toml", YEAR), read_rule_file("b.toml", YEAR)])
    assert (fault.file, fault.what, fault.facts["other"]) == ("b.toml", "holidays.year.twice", "a.toml")


@given(st.text())
def test_no_text_breaks_the_reading(text):
    read = read_rule_file("sample.toml", text)
    assert read.rules or read.year or read.faults or "routing" in text


@given(st.sampled_from(ROW.splitlines()[1:]), st.text(max_size=12))
def test_no_line_put_in_place_of_another_breaks_the_reading(line, other):
    read = read_rule_file("sample.toml", ROW.replace(line, other))
    assert all(isinstance(fault, RuleFault) and fault.line >= 1 for fault in read.faults)
    make_rule_book([read])


def test_every_fault_has_a_whole_sentence():
    assert all(sentence.endswith((".", "?")) for sentence in FAULTS.values())
