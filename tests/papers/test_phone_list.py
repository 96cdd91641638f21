"""The phone list on paper: sections by kind, heads on every page, stale numbers marked, both languages."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from dutyroom.papers.fonts import Faces
from dutyroom.papers.phone_list import NumberFact, PersonFact, PhoneListFacts, UnitFact, make_phone_list
from dutyroom.rules.wording import Wording
from tests.papers.reading_pdf import outline, page_texts, squeezed, unembedded

AT = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)


def a_list(units: tuple[UnitFact, ...], **more: object) -> PhoneListFacts:
    named = {"office_zh": "郑州市人民政府总值班室", "office_en": "Duty Room", "store_kind": "sample", "printed_at": AT}
    return PhoneListFacts(**{**named, "units": units, **more})  # type: ignore[arg-type]


def units(count: int) -> tuple[UnitFact, ...]:
    duty = NumberFact(label="duty", phone="0371-55500001", is_day_and_night=True)
    mobile = NumberFact(label="mobile", phone="19900020001", is_stale=True, note="夜间")
    return tuple(
        UnitFact(
            name=f"示例局{n}",
            name_en=f"Sample Bureau {n}",
            kind="area" if n < 3 else "bureau",
            numbers=(duty,),
            people=(PersonFact(name=f"样例{n}", post="值班科长", numbers=(mobile,)),),
        )
        for n in range(count)
    )


@pytest.mark.parametrize("language", ["english", "chinese"])
def test_units_people_and_numbers_stand_there(faces: Faces, language: str, request: pytest.FixtureRequest) -> None:
    wording: Wording = request.getfixturevalue(language)
    pdf = make_phone_list(a_list(units(40), title="全部"), faces=faces, wording=wording)
    pages = page_texts(pdf)
    text = squeezed("".join(pages))
    assert len(pages) > 2
    for n in (0, 39):
        assert squeezed(f"样例{n}") in text
        assert squeezed(f"示例局{n}") in text
    assert ("SampleBureau39" in text) == (language == "english"), "the name in the paper's language, Chinese beside it"
    assert text.count("0371-55500001") == 40
    assert squeezed("19900020001 *") in text
    assert all(squeezed(wording.say("Job title")) in squeezed(page) for page in pages), "heads on every page"
    assert squeezed(wording.say("Internal: not to be passed on")) in text
    assert "180" in pages[-1]
    assert outline(pdf)[0][1] == wording.say("Phone list")
    assert len(outline(pdf)) == 3, "a bookmark for each kind of unit"
    assert all("SAMPLE" in page for page in pages)
    assert unembedded(pdf) == set()
    assert pdf == make_phone_list(a_list(units(40), title="全部"), faces=faces, wording=wording)


def test_a_list_of_nobody_and_a_unit_without_a_number(faces: Faces, english: Wording) -> None:
    assert "None." in page_texts(make_phone_list(a_list(()), faces=faces, wording=english))[0]
    bare = a_list((UnitFact(name="水利局"),))
    [page] = page_texts(make_phone_list(bare, faces=faces, wording=english))
    assert "水利局" in page
    assert "—" in page
    assert "*" not in page
