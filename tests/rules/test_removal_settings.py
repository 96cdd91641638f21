"""Settings without a text that must not be there: what somebody wrote goes, choices and numbers stay."""

from __future__ import annotations

import json

import pytest

from dutyroom.rules.office import OfficeSettings
from dutyroom.rules.removal import REMOVED
from dutyroom.rules.removal_settings import without_words

SECRET = "某部队“今夜”开进"


def plain(key: str, value: object, *words: str) -> object:
    return json.loads(without_words(key, json.dumps(value, ensure_ascii=False), words))


@pytest.mark.parametrize(
    ("key", "value", "left"),
    [
        ("name_zh", f"{SECRET}值班室", REMOVED),
        ("equipment", ["电台", SECRET], ["电台"]),
        ("templates", [{"name": SECRET, "hours": 24}], [{"name": REMOVED, "hours": 24}]),
        ("paper.masthead.express", {"zh": "快报", "to": ["甲", SECRET]}, {"zh": "快报", "to": ["甲"]}),
        ("paper.masthead.express", {"contact": SECRET, "foot": "none"}, {"contact": REMOVED, "foot": "none"}),
        ("paper.masthead.express", None, None),
        ("import.map.matters.ab", {SECRET: "title", "编号": ""}, {}),
        ("import.map.matters.ab", {"编号": "number"}, {"编号": "number"}),
        ("lock_minutes", 10, 10),
    ],
)
def test_what_says_it_goes(key: str, value: object, left: object) -> None:
    assert plain(key, value, SECRET) == left


def test_a_choice_is_no_text() -> None:
    head = {"form": "bulletin", "issue": "serial", "copies_empty": "nobody"}
    assert plain("paper.masthead.express", head, "bulletin", "serial", "nobody") == head
    assert plain("zone_name", "Asia/Shanghai", "Shanghai") == "Asia/Shanghai"


def test_what_is_left_of_the_office_can_still_be_read() -> None:
    before = OfficeSettings(name_zh=SECRET)
    after = {key: plain(key, value, SECRET, before.templates[0].name) for key, value in before.plain().items()}
    office = OfficeSettings.from_plain(after)
    assert (office.name_zh, office.templates[0].name, office.warn_minutes) == (REMOVED, REMOVED, before.warn_minutes)
