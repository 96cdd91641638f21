"""What holds for every paper of matters: geometry, bytes, marks, secrets, missing characters, both languages."""

from __future__ import annotations

import typing
from dataclasses import MISSING, dataclass, fields, is_dataclass, replace
from typing import Any

import pypdfium2
import pytest

from dutyroom.actions.matter_papers import MATTER_PAPERS
from dutyroom.papers.facts import from_json, to_json
from dutyroom.papers.fonts import Faces
from dutyroom.papers.matter_facts import PaperFacts, SaidFact, withheld, written_texts
from dutyroom.papers.sheet import DUTY_SHEET, LEDGER
from dutyroom.rules.wording import ENGLISH, Wording
from tests.papers.page_geometry import crossings, outside, overlaps, pages
from tests.papers.reading_pdf import font_names, page_texts, squeezed, unembedded

KINDS = tuple(MATTER_PAPERS)
LONG = "请各区县（市）、开发区“做好防范”，并于今日17:00前反馈落实情况（见《通知》第三条）；see ABC-123/2026。" * 5
HIDDEN = "不得打印的内容"
ENGLISH_ONLY = ("ics-209", "ics-214")
ACROSS = ("supervision-ledger", "plan-catalogue", "plan-programme", "plan-year", "hotline-ledger")


@pytest.fixture(params=["english", "chinese"])
def wording(request: pytest.FixtureRequest) -> Wording:
    found: Wording = request.getfixturevalue(request.param)
    return found


def sample(kind: str, **changed: Any) -> Any:
    """The sample facts as of a live store, so that no mark lies under the text."""
    return replace(MATTER_PAPERS[kind].sample(), **{"store_kind": "live", **changed})


_MADE: dict[tuple[str, str, str], bytes] = {}


def pdf(kind: str, facts: PaperFacts, faces: Faces, wording: Wording) -> bytes:
    """A paper, made once for all that is looked at on it."""
    key = (kind, to_json(facts), wording.language)
    if key not in _MADE:
        _MADE[key] = anew(kind, facts, faces, wording)
    return _MADE[key]


def anew(kind: str, facts: PaperFacts, faces: Faces, wording: Wording) -> bytes:
    return MATTER_PAPERS[kind].make(facts, faces=faces, wording=wording)


def swollen(facts: Any) -> Any:
    """The facts with every free text made long and every list made longer."""
    changed: dict[str, Any] = {}
    for part in fields(facts):
        value = getattr(facts, part.name)
        if isinstance(value, str) and part.metadata.get("content"):
            changed[part.name] = LONG
        elif isinstance(value, SaidFact):
            changed[part.name] = replace(value, text=LONG)
        elif isinstance(value, tuple) and value and is_dataclass(value[0]):
            changed[part.name] = tuple(swollen(item) for item in value) * 3
    return replace(facts, **changed)


def bare(facts: Any) -> Any:
    """The facts with nothing but what has no default: an empty form."""
    needed = {part.name: getattr(facts, part.name) for part in fields(facts) if part.default is MISSING}
    return type(facts)(**needed)


@pytest.mark.parametrize("shape", [lambda facts: facts, swollen, bare], ids=["sample", "long", "empty"])
@pytest.mark.parametrize("kind", KINDS)
def test_every_character_stands_in_its_own_cell(faces: Faces, wording: Wording, kind: str, shape: Any) -> None:
    margins = LEDGER if kind in ACROSS else DUTY_SHEET
    for number, page in enumerate(pages(pdf(kind, shape(sample(kind)), faces, wording)), 1):
        assert page.marks
        assert crossings(page) == [], number
        assert overlaps(page) == [], number
        assert outside(page, margins.left, margins.right) == [], number


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_facts_give_the_same_bytes(faces: Faces, wording: Wording, kind: str) -> None:
    facts = sample(kind)
    again = from_json(type(facts), to_json(facts))
    assert again == facts
    assert pdf(kind, facts, faces, wording) == anew(kind, again, faces, wording)


@pytest.mark.parametrize("kind", KINDS)
def test_long_papers_number_their_pages_and_name_themselves(faces: Faces, wording: Wording, kind: str) -> None:
    facts = swollen(sample(kind))
    texts = page_texts(pdf(kind, facts, faces, wording))
    assert len(texts) > 1
    wording = ENGLISH if kind in ENGLISH_ONLY else wording
    for number, text in enumerate(texts, 1):
        assert wording.say("Page {n} of {m}", n=number, m=len(texts)) in text
        assert facts.number in text


@pytest.mark.parametrize("kind", KINDS)
def test_a_sample_says_so_on_every_page(faces: Faces, chinese: Wording, kind: str) -> None:
    for text in page_texts(pdf(kind, swollen(MATTER_PAPERS[kind].sample()), faces, chinese)):
        assert "示例数据SAMPLE" in squeezed(text)
    plain = page_texts(pdf(kind, sample(kind), faces, chinese))
    assert "示例数据" not in squeezed("".join(plain))


@pytest.mark.parametrize("kind", KINDS)
def test_characters_without_a_face_are_named(faces: Faces, english: Wording, kind: str) -> None:
    facts = replace(swollen(sample(kind)), office_en="室𠮷")
    assert faces.missing_characters(written_texts(facts)) == ("𠮷",)
    made = pdf(kind, facts, faces, english)
    assert "室〔U+20BB7〕" in squeezed(page_texts(made)[0])
    assert unembedded(made) == set()
    assert all("Noto" in name for name in font_names(made))


def _saying_hidden(facts: Any, secrecy: str) -> Any:
    """The facts with the same words wherever content is kept, secret or not."""
    changed: dict[str, Any] = {}
    for part in fields(facts):
        value = getattr(facts, part.name)
        if isinstance(value, tuple) and value and is_dataclass(value[0]):
            changed[part.name] = tuple(_saying_hidden(item, secrecy) for item in value)
        elif isinstance(value, SaidFact):
            changed[part.name] = replace(value, text=HIDDEN)
        elif part.metadata.get("content") and isinstance(value, str):
            changed[part.name] = HIDDEN
        elif part.name == "secrecy":
            changed[part.name] = secrecy
        elif part.name == "text":
            changed[part.name] = HIDDEN
    return replace(facts, **changed)


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_secret_reaches_the_paper(faces: Faces, chinese: Wording, kind: str) -> None:
    facts = _saying_hidden(sample(kind), "机密")
    assert HIDDEN in to_json(facts)
    made = pdf(kind, facts, faces, chinese)
    said = squeezed("".join(page_texts(made)))
    assert HIDDEN not in said
    assert ("Secret" if kind in ENGLISH_ONLY else "机密") in said
    assert facts.number in said
    assert HIDDEN not in "".join(written_texts(facts))
    with pypdfium2.PdfDocument(made) as document:
        assert HIDDEN not in str(document.get_metadata_dict())


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_not_secret_is_printed_whole(faces: Faces, chinese: Wording, kind: str) -> None:
    assert withheld(sample(kind)) == sample(kind)
    said = squeezed("".join(page_texts(pdf(kind, _saying_hidden(sample(kind), ""), faces, chinese))))
    assert HIDDEN in said


@pytest.mark.parametrize("kind", KINDS)
def test_the_fields_of_content_can_be_emptied(kind: str) -> None:
    kinds = [type(sample(kind))]
    while kinds:
        one = kinds.pop()
        for part in fields(one):
            if part.metadata.get("content"):
                assert part.default is not MISSING, f"{one.__name__}.{part.name}"
        for hint in typing.get_type_hints(one).values():
            kinds += [inner for inner in typing.get_args(hint) if is_dataclass(inner)]  # type: ignore[misc]


@dataclass(frozen=True)
class _Plain:
    number: str = "1"


def test_facts_without_secrecy_are_left_alone() -> None:
    assert withheld(_Plain()) == _Plain()
