"""A form that was filled in gives the same facts as it was written from; what does not fit is refused where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dutyroom.rules.filled import Form, empty_form, fill
from dutyroom.rules.refusal import Refusal

ZONE = ZoneInfo("Asia/Shanghai")
FORM = Form({"office": "总值班室"}, ZONE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    text: str
    level: int = 0
    cells: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    office: str
    title: str
    on: date | None = None
    at: datetime | None = None
    state: Literal["draft", "issued"] = "draft"
    is_secret: bool = False
    pair: tuple[str, str] = ("a", "b")
    names: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()


WORDS = st.text(min_size=1, max_size=8)
LINES = st.builds(
    Line,
    text=WORDS,
    level=st.integers(0, 3),
    cells=st.lists(st.lists(st.text(max_size=3), min_size=2).map(tuple), max_size=3).map(tuple),
)
TIMES = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1))  # noqa: DTZ001  # as somebody writes them, without a zone
PAPERS = st.builds(
    Paper,
    office=st.just("总值班室"),
    title=st.text(),
    on=st.none() | st.dates(date(2000, 1, 1), date(2100, 1, 1)),
    at=st.none() | TIMES.map(lambda at: at.replace(tzinfo=ZONE)),
    state=st.sampled_from(["draft", "issued"]),
    is_secret=st.booleans(),
    pair=st.tuples(st.text(), st.text()),
    names=st.lists(WORDS).map(tuple),
    lines=st.lists(LINES, max_size=3).map(tuple),
)


def plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [plain(each) for each in value]
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if hasattr(value, "__slots__"):
        return {name: plain(getattr(value, name)) for name in value.__slots__}
    return value


@settings(max_examples=40)
@given(PAPERS)
def test_what_was_written_is_read_back(paper: Paper) -> None:
    form = plain(paper)
    del form["office"]
    assert fill(Paper, form, FORM) == paper


def test_an_empty_form_shows_every_field_and_its_examples_are_no_content() -> None:
    form = empty_form(Paper, frozenset(FORM.given))
    assert form == {
        "title": "", "on": None, "at": None, "state": "draft", "is_secret": False, "pair": ["a", "b"], "names": [""],
        "lines": [{"text": "", "level": 0, "cells": [[""]]}],
    }  # fmt: skip
    assert fill(Paper, form, FORM) == Paper(office="总值班室", title="")


def test_a_time_without_a_zone_is_the_office_s_and_one_with_a_zone_its_own() -> None:
    times = [fill(Paper, {"title": "", "at": at}, FORM).at for at in ("2026-11-23T08:30", "2026-11-23T00:30+00:00")]
    assert times[0] == times[1]


@pytest.mark.parametrize(
    ("change", "code", "name"),
    [
        ({"title": None}, "filled.value", "title"),
        ({"on": "2026-02-30"}, "filled.value", "on"),
        ({"on": "0001-01-01"}, "filled.value", "on"),
        ({"at": 7}, "filled.value", "at"),
        ({"state": []}, "filled.choice", "state"),
        ({"is_secret": 1}, "filled.value", "is_secret"),
        ({"pair": ["a"]}, "filled.value", "pair"),
        ({"names": "赵"}, "filled.value", "names"),
        ({"names": ["赵", 3]}, "filled.value", "names[1]"),
        ({"lines": [{"text": "x", "level": True}]}, "filled.value", "lines[0].level"),
        ({"lines": [{"text": "x", "cells": [["a", None]]}]}, "filled.value", "lines[0].cells[0][1]"),
        ({"lines": [{"level": 1}]}, "filled.missing", "lines[0].text"),
        ({"lines": [{"text": "x", "colour": 1}]}, "filled.unknown", "lines[0].colour"),
        ({"office": "x"}, "filled.unknown", "office"),
    ],
)
def test_what_does_not_fit_is_refused_by_its_path(change: dict[str, Any], code: str, name: str) -> None:
    with pytest.raises(Refusal) as refused:
        fill(Paper, {"title": "x"} | change, FORM)
    assert (refused.value.code, refused.value.field, refused.value.facts["name"]) == (code, name, name)
