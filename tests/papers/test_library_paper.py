"""The whole library as one file: cover, contents that are right, bookmarks by kind, page labels, index of numbers."""

from __future__ import annotations

import io
import re
import tracemalloc
from collections.abc import Iterator
from datetime import UTC, datetime

import pypdfium2
import pytest

from dutyroom.papers.fonts import Faces
from dutyroom.papers.library import Written, roman, write_library
from dutyroom.papers.plan_facts import LibraryFacts, PlanFacts, PlanNumberFact, SectionFact
from dutyroom.rules.wording import Wording
from tests.papers.reading_pdf import outline, page_texts, squeezed, unembedded

AT = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
OFFICE = {"office_zh": "郑州市人民政府总值班室", "office_en": "Duty Room"}


def plans(count: int, kind: str = "special", **changed: object) -> Iterator[PlanFacts]:
    for n in range(count):
        body = f"第{n}件预案的正文。" * (20 + 200 * (n % 3))
        number = PlanNumberFact(unit="示例局", name="示例甲", phone=f"0371-555{n % 2:05}", plan=f"第{n}号{kind}预案")
        sections = (
            SectionFact(level=1, number="一、", title="总则"),
            SectionFact(level=2, number="（一）", title="目的", body=body),
            SectionFact(level=3, number="1.", title="太深", body="完。"),
        )
        facts = {**OFFICE, "title": f"第{n}号{kind}预案", "kind": kind, "version": "2", "sections": sections, **changed}
        yield PlanFacts(**{"numbers": (number,), **facts})  # type: ignore[arg-type]


def made(faces: Faces, wording: Wording, facts: LibraryFacts, of: Iterator[PlanFacts]) -> tuple[bytes, Written]:
    out = io.BytesIO()
    written = write_library(facts, of, out, faces=faces, wording=wording)
    return out.getvalue(), written


def a_library(**changed: object) -> LibraryFacts:
    plain = {
        **OFFICE,
        "kinds": (("overall", 2), ("special", 9)),
        "head": "ab" * 32,
        "entry_count": 12,
        "printed_at": AT,
    }
    return LibraryFacts(**{**plain, **changed})  # type: ignore[arg-type]


def both() -> Iterator[PlanFacts]:
    yield from plans(2, "overall")
    yield from plans(9)


@pytest.mark.parametrize("language", ["english", "chinese"])
def test_the_contents_name_the_pages_that_the_plans_stand_on(
    faces: Faces, language: str, request: pytest.FixtureRequest
) -> None:
    wording: Wording = request.getfixturevalue(language)
    pdf, written = made(faces, wording, a_library(), both())
    texts = page_texts(pdf)
    front = next(n for n, text in enumerate(texts) if "— 1 —" in text)
    assert written.plans == 11
    assert written.pages == len(texts) - front
    listed = re.findall(r"(第\d+号[a-z]+预案) ?[. ]+(\d+)", " ".join(texts[1:front]).replace("\n", " "))
    assert len(listed) == 11
    for title, page in listed:
        assert texts[front + int(page) - 1].startswith(title)
        assert f"— {page} —" in texts[front + int(page) - 1]
    assert squeezed("ab" * 32) in squeezed(texts[0])
    assert wording.say("{n} plans", n=11) in texts[0]
    assert unembedded(pdf) == set()
    assert pdf == made(faces, wording, a_library(), both())[0]


def test_bookmarks_go_from_kind_to_section(faces: Faces, chinese: Wording) -> None:
    found = outline(made(faces, chinese, a_library(), both())[0])
    assert [title for level, title in found if level == 0] == [
        "应急预案汇编",
        "目录",
        "总体预案",
        "专项预案",
        "电话号码索引",
    ]
    assert (1, "第8号special预案") in found
    assert (2, "一、总则") in found
    assert (3, "（一）目的") in found
    assert not [title for _, title in found if "太深" in title]


def test_pages_are_labelled_and_numbers_found_again(faces: Faces, chinese: Wording) -> None:
    pdf, _ = made(faces, chinese, a_library(), both())
    with pypdfium2.PdfDocument(pdf) as document:
        labels = [document.get_page_label(n) for n in range(len(document))]
    assert labels[:2] == ["i", "ii"]
    assert labels[2] == "1"
    last = page_texts(pdf)[-1]
    assert last.count("0371-55500000") == 1, "a number of many plans stands once"
    assert last.count("示例甲") == 2


def test_stopping_comes_out_and_marks_stand_on_every_page(faces: Faces, english: Wording) -> None:
    def stop(done: int, _title: str) -> None:
        if done == 2:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        write_library(a_library(), plans(9), io.BytesIO(), faces=faces, wording=english, progress=stop)
    pdf, _ = made(faces, english, a_library(store_kind="drill"), plans(3))
    assert all("演练 DRILL" in text for text in page_texts(pdf))


def test_a_library_without_numbers_has_no_index(faces: Faces, english: Wording) -> None:
    pdf, _ = made(faces, english, a_library(), plans(2, numbers=()))
    assert "Index of telephone numbers" not in [title for _, title in outline(pdf)]


def test_memory_does_not_grow_with_the_pages(faces: Faces, english: Wording) -> None:
    class Nowhere(io.RawIOBase):
        def writable(self) -> bool:
            return True

        def write(self, content: object) -> int:
            return len(content)  # type: ignore[arg-type]

    def peak(count: int) -> int:
        tracemalloc.start()
        write_library(a_library(), plans(count, numbers=()), Nowhere(), faces=faces, wording=english)  # type: ignore[arg-type]
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    peak(3)
    few, many = peak(10), peak(60)
    assert many - few < 50 * 40_000, "less than 40 kB a plan, whose pages take several times that"


@pytest.mark.parametrize(
    ("number", "said"), [(1, "i"), (4, "iv"), (9, "ix"), (14, "xiv"), (49, "xlix"), (2024, "mmxxiv")]
)
def test_roman_figures(number: int, said: str) -> None:
    assert roman(number) == said
