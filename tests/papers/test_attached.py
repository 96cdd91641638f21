"""A paper printed with its attachments, and marks over finished papers."""

from __future__ import annotations

import io

import pypdfium2
import pytest
from PIL import Image

from dutyroom.papers.attached import AttachedFile, Bundle, with_attachments
from dutyroom.papers.briefing import make_briefing
from dutyroom.papers.fonts import Faces
from dutyroom.papers.marking import PRINT_MARKS, marked
from dutyroom.papers.phrases import Phrases
from dutyroom.papers.sample_briefings import sample_briefing
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.wording import Wording
from tests.papers.archived import Archived
from tests.papers.reading_pdf import outline, page_texts, squeezed


@pytest.fixture
def paper(faces: Faces, chinese: Wording) -> bytes:
    return make_briefing(sample_briefing("express"), faces=faces, wording=chinese)


def picture(kind: str, size: tuple[int, int]) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, (200, 30, 30)).save(out, kind)
    return out.getvalue()


def test_each_attachment_follows_a_sheet_that_names_it(paper: bytes, faces: Faces, chinese: Wording) -> None:
    files = [
        AttachedFile("通知样例.pdf", paper),
        AttachedFile("现场样例.jpg", picture("JPEG", (400, 300))),
        AttachedFile("坏的.pdf", paper[:600]),
        AttachedFile("坏图.png", picture("PNG", (40, 30))[:60]),
        AttachedFile("表格.xlsx", b"PK\x03\x04"),
        AttachedFile("不见了.pdf", None),
    ]
    bundle = Bundle(pdf=paper, title="快报样例", office="总值班室", files=files, store_kind="sample")
    made = with_attachments(bundle, faces=faces, phrases=Phrases(chinese, "Asia/Shanghai")).pdf
    names = [f"附件{number}　{file.name}" for number, file in enumerate(files, 1)]
    assert [title for _, title in outline(made)] == ["快报样例", *names]
    own, pages = len(page_texts(paper)), [squeezed(text) for text in page_texts(made)]
    assert len(pages) == 2 * own + len(files) + 1
    captions = [page for page in pages if "所附文件：快报样例" in page]
    assert [
        f"附件{number}{file.name}" in page for number, (file, page) in enumerate(zip(files, captions, strict=True), 1)
    ]
    ends = ["", "", "已损坏", "已损坏", "此类文件", "不在存放处"]
    assert [end in page for end, page in zip(ends, captions, strict=True)] == [True] * 6
    assert "未能打印" not in captions[0] + captions[1]
    with pypdfium2.PdfDocument(made) as document:
        wide = [page for page in document if page.get_width() > page.get_height()]
        (shown,) = wide
        pixel = shown.render(scale=0.2).to_pil().convert("RGB")
        assert (
            pixel.getpixel((pixel.width // 2, pixel.height // 2))[0]
            > 150
            > pixel.getpixel((pixel.width // 2, pixel.height // 2))[1]
        )
        assert pixel.getpixel((2, 2)) == (255, 255, 255)


def test_the_whole_is_for_the_archive_where_every_file_is(paper: bytes, faces: Faces, chinese: Wording) -> None:
    files = [AttachedFile("自制样例.pdf", paper), AttachedFile("现场样例.png", picture("PNG", (40, 30)))]
    bundle = Bundle(pdf=paper, title="快报样例", office="总值班室", files=files)
    made = with_attachments(bundle, faces=faces, phrases=Phrases(chinese, "Asia/Shanghai"))
    file, said = Archived(made.pdf), Archived(made.pdf).metadata()
    assert (file.faults, made.unfit) == ([], ())
    assert (said.pop("part"), said.pop("conformance"), said["Title"], said["Author"]) == (
        "2",
        "B",
        "快报样例",
        "总值班室",
    )
    assert said == {name: file.said(name) for name in said}
    assert [file.catalog.count(entry) for entry in ("/GTS_PDFA1", "/Metadata", "/Lang(zh-CN)")] == [1, 1, 1]
    faces_said = [text for text in file.dictionaries.values() if "/FontDescriptor" in text and "/FontName" in text]
    assert faces_said
    assert all("/FontFile2" in text for text in faces_said)
    assert with_attachments(bundle, faces=faces, phrases=Phrases(chinese, "Asia/Shanghai")).pdf == made.pdf


def test_a_file_of_others_that_says_nothing_of_the_archive_keeps_the_whole_from_it(
    paper: bytes, faces: Faces, chinese: Wording
) -> None:
    with pypdfium2.PdfDocument.new() as foreign:
        foreign.new_page(200, 300)
        out = io.BytesIO()
        foreign.save(out)
    files = [AttachedFile("自制样例.pdf", paper), AttachedFile("来文样例.pdf", out.getvalue())]
    bundle = Bundle(pdf=paper, title="快报样例", office="总值班室", files=files)
    made = with_attachments(bundle, faces=faces, phrases=Phrases(chinese, "Asia/Shanghai"))
    said = Archived(made.pdf).metadata()
    assert (said["part"], said["Title"], made.unfit) == (None, "快报样例", ("来文样例.pdf",))
    assert "GTS_PDFA1" not in Archived(made.pdf).catalog


@pytest.mark.parametrize("mark", PRINT_MARKS)
def test_a_mark_stands_on_every_page_and_leaves_the_text(mark: str, paper: bytes, faces: Faces) -> None:
    made = marked(paper, PRINT_MARKS[mark], faces)
    before, after = page_texts(paper), page_texts(made)
    assert len(before) == len(after)
    for old, new in zip(before, after, strict=True):
        assert new.count(PRINT_MARKS[mark]) >= old.count(PRINT_MARKS[mark]) + 2
        assert squeezed(old) in squeezed(new)
    assert outline(made) == outline(paper)


def test_what_is_no_paper_is_refused(faces: Faces) -> None:
    with pytest.raises(Refusal) as caught:
        marked(b"%PDF-1.4 nothing", "副本", faces)
    assert caught.value.code == "paper.unreadable"
