"""Templates of issued papers as a file says them: written and read again, and what is refused with field and reason."""

from __future__ import annotations

import tomllib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutyroom.rules.masthead import Masthead
from dutyroom.rules.paper_template import (
    EMPTIES,
    FIELDS,
    NAME_MOST,
    PaperTemplate,
    checked_template,
    field_changes,
    named,
    read_templates,
    templates_written,
    width_of,
)
from dutyroom.rules.refusal import Refusal

KINDS = ("express", "minutes")
OFFICES = {"zh": "郑州市人民政府总值班室", "en": "Duty Room of Zhengzhou"}
HEAD = Masthead(
    zh="值班快报",
    en="Duty Express",
    form="bulletin",
    colour="red",
    issue="serial",
    to_zh="报",
    to_en="Reported to",
    copies_zh="送",
    copies_en="Sent to",
    foot="edited",
)
TEMPLATE = PaperTemplate(head=HEAD, to=("市委办公室",), copies=("各区县（市）",), contact="0371-55500001")
texts = st.text(st.characters(exclude_categories=("Cs",)), max_size=30)


def read(text):
    return read_templates(tomllib.loads(text), KINDS)


@given(st.builds(replace, st.just(HEAD), zh=texts.filter(str.strip), to_zh=texts), st.lists(texts), texts)
def test_what_is_written_is_read_as_it_was(head, names, contact):
    template = PaperTemplate(head=head, to=tuple(names), copies=tuple(reversed(names)), contact=contact)
    template = replace(template, copies_empty="nobody" if names else "last")
    assert read(templates_written({"minutes": template})) == {"minutes": template}


@given(st.text(min_size=1, max_size=220))
def test_a_name_at_the_head_is_kept_on_its_line_or_refused_at_its_field(text):
    try:
        kept = checked_template("express", replace(TEMPLATE, head=replace(HEAD, zh=text)), OFFICES)
    except Refusal as refusal:
        kept, why = None, (refusal.field, refusal.code)
    if kept is None:
        assert why in {("zh", "masthead.empty"), ("zh", "template.wide"), ("zh", "template.placeholder")}
    else:
        assert width_of(kept.head.zh) <= NAME_MOST
        assert checked_template("express", kept, OFFICES) == kept, "what is kept is kept as it is"


def test_a_name_of_two_hundred_characters_is_refused_with_how_much_is_too_much():
    with pytest.raises(Refusal) as caught:
        checked_template("express", replace(TEMPLATE, head=replace(HEAD, zh="报" * 200)), OFFICES)
    facts = caught.value.facts
    assert (caught.value.code, facts["n"], facts["most"], facts["over"]) == ("template.wide", 200, 24, 176)


def test_the_office_stands_in_the_name_and_counts_for_its_width():
    head = replace(HEAD, zh="{office}值班快报")
    kept = checked_template("express", replace(TEMPLATE, head=head), OFFICES)
    assert named(kept.head, OFFICES["zh"], OFFICES["en"]).zh == "郑州市人民政府总值班室值班快报"
    with pytest.raises(Refusal) as caught:
        checked_template("express", replace(TEMPLATE, head=head), {**OFFICES, "zh": "室" * 21})
    assert caught.value.facts["over"] == 1


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"zh": "{year}年快报"}, "template.placeholder", "zh"),
        ({"en": "Express }"}, "template.placeholder", "en"),
        ({"to_zh": "{office}"}, "template.placeholder", "to_zh"),
        ({"zh": " \n "}, "masthead.empty", "zh"),
        ({"copies_zh": "送" * 13}, "template.label", "copies_zh"),
        ({"to": ("甲", "乙", "甲")}, "template.twice", "to"),
        ({"to": ("甲",), "copies": ("甲",)}, "template.twice", "copies"),
        ({"copies": ("局" * 61,)}, "template.name", "copies"),
        ({"to": tuple(map(str, range(81)))}, "template.many", "to"),
        ({"contact": "1" * 81}, "template.contact", "contact"),
    ],
)
def test_what_does_not_fit_is_refused_at_its_field(change, code, field):
    of_head = {name: value for name, value in change.items() if name not in ("to", "copies", "contact")}
    rest = {name: value for name, value in change.items() if name not in of_head}
    with pytest.raises(Refusal) as caught:
        checked_template("express", replace(TEMPLATE, head=replace(HEAD, **of_head), **rest), OFFICES)
    assert (caught.value.code, caught.value.field) == (code, field)


@pytest.mark.parametrize("name", FIELDS)
def test_a_field_that_is_missing_unknown_or_no_text_is_named_with_its_kind(name):
    whole = tomllib.loads(templates_written({"express": TEMPLATE}))["express"]
    wrong = {**dict.fromkeys(("to", "copies"), "template.list"), **dict.fromkeys(EMPTIES.values(), "masthead.value")}
    without = {each: value for each, value in whole.items() if each != name}
    if name in EMPTIES.values():  # a file of an earlier version has none
        assert read_templates({"express": without}, KINDS)["express"] == TEMPLATE
    for table, code in (
        *([] if name in EMPTIES.values() else [(without, "masthead.missing")]),
        ({**whole, name + "x": ""}, "masthead.unknown"),
        ({**whole, name: 7}, wrong.get(name, "masthead.text")),
    ):
        with pytest.raises(Refusal) as caught:
            read_templates({"express": table}, KINDS)
        assert (caught.value.code, caught.value.facts["kind"]) == (code, "express")
        assert str(caught.value.facts["name"]).startswith(name)


def test_an_unknown_kind_an_empty_file_and_a_text_for_a_table_are_refused():
    for tables, code in (({"slip": {}}, "masthead.kind"), ({}, "template.none"), ({"express": 1}, "masthead.no_table")):
        with pytest.raises(Refusal) as caught:
            read_templates(tables, KINDS)
        assert caught.value.code == code


def test_what_changes_is_told_by_field():
    then = replace(TEMPLATE, head=replace(HEAD, zh="快报"), to=("市委办公室", "市人大办公室"))
    told = [(each.name, each.now, each.then) for each in field_changes("express", TEMPLATE, then)]
    assert told == [("zh", "值班快报", "快报"), ("to", "市委办公室", "市委办公室、市人大办公室")]
    assert not list(field_changes("express", TEMPLATE, TEMPLATE))
