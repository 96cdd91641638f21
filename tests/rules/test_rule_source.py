"""Sources of rules as they stand on paper."""

import re
import tomllib

import pytest

from dutyroom.data.resources import resource_path
from dutyroom.rules.rule_source import without_addresses


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        (
            "dawenbaishu.com/answer/81478.html（特提即办，特急8小时，加急24小时，平急48小时）",
            "特提即办，特急8小时，加急24小时，平急48小时",
        ),
        ("dzyyw.com/d/562403.html；fsckkm.caiyes.cn/thread-42523（特提1天、特急3天）", "特提1天、特急3天"),
        (
            "四川办法，2024（m.pouringspot.com）；fsou.net/…/17010450_1.html；一市为3个工作日",
            "四川办法，2024；一市为3个工作日",
        ),
        (
            "党政机关公文处理工作条例（2012），转引自 fsckkm.caiyes.cn/thread-42523、beesask.com",
            "党政机关公文处理工作条例（2012）",
        ),
        ("分级标准（试行），shanggao.gov.cn …bbb50f8e….shtml；Ⅱ级未见出处", "分级标准（试行）；Ⅱ级未见出处"),
        ("fymate.net/…/16834225_2.html", ""),
        ("OASIS CAP 1.2（2010-07-01）3.2.1 status", "OASIS CAP 1.2（2010-07-01）3.2.1 status"),
    ],
)
def test_a_source_keeps_what_it_says_and_loses_its_address(source, shown):
    assert without_addresses(source) == shown


def test_no_rule_brings_an_address_to_paper():
    for file in sorted(resource_path("rules").glob("*.toml")):
        for rule in tomllib.loads(file.read_text("utf-8")).get("rule", ()):
            shown = without_addresses(rule.get("source", ""))
            assert not re.search(r"\.(com|net|cn|org|vip|html?)\b|://|…", shown), shown
