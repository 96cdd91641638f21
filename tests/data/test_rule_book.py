"""The shipped rules: every row, and what happens where a file is at fault."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from dutyroom.actions.errors import said
from dutyroom.data.resources import resource_path
from dutyroom.data.rule_book import load_rules, read_holiday_file, read_rules, rule_files, shipped_rules
from dutyroom.data.trouble import Trouble
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.wording import ENGLISH
from tests.samples import ZONE

DAY = date(2026, 11, 23)
BOOK = shipped_rules()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(resource_path("rules"), tmp_path / "rules"))


@pytest.mark.parametrize("rule", BOOK.rules(DAY), ids=lambda rule: rule.key)
def test_every_row_is_named_and_sourced(rule):
    assert rule.zh
    assert any("一" <= character <= "鿿" for character in rule.zh)
    assert rule.en.isascii() or any(grade in rule.en for grade in "特加平急绝机秘ⅠⅡⅢⅣ")
    assert len(rule.source) > 8
    assert rule.checked is False or "未见出处" not in rule.source, "what nobody has a source for is to be confirmed"


@pytest.mark.parametrize(
    ("key", "amount", "unit"),
    [
        ("urgency.telegram.特提.read", 0, "hours"),
        ("urgency.telegram.特提.close", 1, "days"),
        ("urgency.telegram.特急.read", 8, "hours"),
        ("urgency.telegram.特急.close", 3, "days"),
        ("urgency.telegram.加急.close", 5, "days"),
        ("urgency.telegram.平急.close", 10, "days"),
        ("urgency.paper.特急.close", 1, "days"),
        ("urgency.paper.平件.read", 48, "hours"),
        ("paper_flow.leader_read", 2, "workdays"),
        ("supervise.urgent_instruction", 5, "days"),
        ("supervise.instruction", 15, "days"),
        ("supervise.paper", 30, "days"),
        ("supervise.minutes", 20, "days"),
        ("proposal.npc.months", 3, "months"),
        ("proposal.cppcc.months", 5, "months"),
        ("proposal.object.days", 10, "days"),
    ],
)
def test_the_limits_are_those_of_the_field(key, amount, unit):
    limit = BOOK.limit(key, DAY)
    assert (limit.amount, limit.unit, limit.rule_key) == (amount, unit, key)


def test_every_grade_of_urgency_has_its_limits():
    for kind in ("paper", "telegram"):
        for grade in BOOK.words(f"urgency.{kind}.grades", DAY):
            assert BOOK.limit(f"urgency.{kind}.{grade}.read", DAY) is not None
            assert BOOK.limit(f"urgency.{kind}.{grade}.close", DAY) is not None


def test_the_rules_are_read_once():
    assert shipped_rules() is BOOK


def test_each_shipped_file_is_without_fault():
    paths = rule_files(resource_path("rules"))
    assert {path.name for path in paths} >= {
        "holidays-2026.toml",
        "paper_flow.toml",
        "proposals.toml",
        "secrecy.toml",
        "supervise.toml",
        "urgency.toml",
    }
    assert read_rules(paths)[1] == ()


def test_a_fault_at_the_start_is_a_trouble_that_names_file_line_and_key(folder):
    path = folder / "supervise.toml"
    lines = path.read_text("utf-8").splitlines()
    at = lines.index('key = "supervise.paper"') + 1
    lines[at] = "value = -30"
    path.write_text("\n".join(lines), "utf-8")
    with pytest.raises(Trouble) as trouble:
        load_rules(folder)
    sentence = said(trouble.value, ENGLISH, ZONE)
    assert sentence == f"supervise.toml, line {at + 1}, supervise.paper: A value cannot be negative: -30."


def test_a_file_that_is_no_utf_8_names_its_line(folder):
    (folder / "office.toml").write_bytes("# 规则\n# 更多".encode("gb18030"))
    _, faults = read_rules(rule_files(folder))
    assert [(fault.file, fault.line, fault.what) for fault in faults] == [("office.toml", 1, "rules.encoding")]


def test_a_byte_order_mark_is_no_fault(folder):
    path = folder / "urgency.toml"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert load_rules(folder).limit("urgency.paper.特急.read", DAY).amount == 8


def test_what_cannot_be_read_is_said(folder, tmp_path):
    (folder / "urgency.toml").unlink()
    (folder / "urgency.toml").mkdir()
    (folder / "zz.toml").write_bytes(b"#" * 1_000_001)
    _, faults = read_rules(rule_files(folder))
    assert {(fault.file, fault.what) for fault in faults} == {
        ("urgency.toml", "rules.unreadable"),
        ("zz.toml", "rules.large"),
    }
    for path, code in (
        (tmp_path / "absent.toml", "rules.unreadable"),
        (folder / "secrecy.toml", "holidays.none"),
    ):
        with pytest.raises(Refusal) as refused:
            read_holiday_file(path)
        assert refused.value.code == code
        assert said(refused.value, ENGLISH, ZONE).startswith(f"{path.name}, line 1")


def test_a_years_file_is_read(folder):
    assert read_holiday_file(folder / "holidays-2026.toml") == BOOK.holidays.table(2026)
