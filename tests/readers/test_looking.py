"""Looking at foreign files: what is shown, and that a hostile one is a sentence, never more."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from dutyroom.readers import look
from dutyroom.readers.document import Reading
from dutyroom.readers.look import MOST_IN_A_LINE, Look, Pixels, Seen
from dutyroom.readers.looking import looked
from dutyroom.readers.reading import Reader
from dutyroom.readers.wire import packed, unpacked
from tests.readers.foreign import a_fax, a_pdf, a_picture, a_png_that_claims

TEXT = "关于做好强降雨防范工作的通知\n请于今日18时前报送。"


def opened(path: Path) -> Reading:
    return looked(path, {"want": "look"})


def shown(path: Path) -> Look:
    reading = opened(path)
    assert reading.seen is not None, (reading.result, reading.detail, reading.facts)
    assert reading.seen.look is not None
    return reading.seen.look


def page(path: Path, number: int = 0, width: int = 400) -> Pixels:
    reading = looked(path, {"want": "page", "page": number, "width": width})
    assert reading.seen is not None, (reading.result, reading.detail, reading.facts)
    assert reading.seen.page is not None
    return reading.seen.page


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader(seconds=20) as made:
        yield made


@pytest.mark.parametrize("ending", ["png", "jpg", "gif", "bmp", "tiff", "webp"])
def test_every_kind_of_picture_is_a_page(tmp_path: Path, ending: str) -> None:
    path = a_picture(tmp_path / f"照片.{ending}")
    found = shown(path)
    assert (found.kind, len(found.sizes), found.known_as) == ("picture", 1, "")
    pixels = page(path, width=60)
    assert (pixels.width, pixels.height) == (60, 40)
    red, green, blue = pixels.pixels[:3]
    assert red > 240
    assert max(green, blue) < 16


def test_a_picture_is_never_blown_up(tmp_path: Path) -> None:
    assert page(a_picture(tmp_path / "a.png"), width=4_000).width == 120


def test_a_fax_of_three_pages_has_the_shape_of_its_paper(tmp_path: Path) -> None:
    path = a_fax(tmp_path / "fax.tif")
    found = shown(path)
    assert len(found.sizes) == 3
    wide, tall = found.sizes[0]
    assert tall / wide == pytest.approx((1100 / 98) / (1728 / 204), rel=0.02)
    assert page(path, 0).pixels[:3] == b"\0\0\0"
    assert page(path, 1).pixels[:3] == b"\xff\xff\xff"


def test_a_photo_taken_upright_stands_upright(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    path = a_picture(tmp_path / "a.jpg", exif=exif)
    wide, tall = shown(path).sizes[0]
    assert tall > wide
    pixels = page(path, width=40)
    assert (pixels.width, pixels.height) == (40, 60)


def test_what_can_be_seen_through_lies_on_white(tmp_path: Path) -> None:
    path = tmp_path / "stamp.png"
    Image.new("RGBA", (20, 20), (255, 0, 0, 0)).save(path)
    assert page(path).pixels[:3] == b"\xff\xff\xff"


def test_a_pdf_has_its_pages_and_their_text(tmp_path: Path) -> None:
    path = a_pdf(tmp_path / "a.pdf")
    found = shown(path)
    assert (found.kind, len(found.sizes)) == ("pdf", 2)
    pixels = page(path, 1, 300)
    assert pixels.width == pytest.approx(300, abs=1)
    assert len(set(pixels.pixels)) > 1
    text = looked(path, {"want": "page_text", "page": 1}).seen
    assert text is not None
    assert text.text is not None
    assert "second page" in text.text


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_plain_text_is_read_in_its_encoding_as_it_stands(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "通知.txt"
    path.write_bytes(TEXT.encode(encoding))
    assert shown(path).text == TEXT


def test_html_markdown_and_word_are_text(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<html><body><script>alert(1)</script><p>请速报送</p></body></html>", "utf-8")
    (tmp_path / "a.md").write_text("# 通知\n\n请速报送", "utf-8")
    word = docx.Document()
    word.add_paragraph("请速报送")
    word.save(str(tmp_path / "a.docx"))
    for name in ("a.html", "a.md", "a.docx"):
        found = shown(tmp_path / name).text
        assert "请速报送" in found
        assert "alert" not in found


def test_a_long_text_is_cut_and_a_long_line_parted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dutyroom.readers.looking.MOST_CHARACTERS", 10_000)
    path = tmp_path / "a.txt"
    path.write_text("报" * 30_000, "utf-8")
    found = shown(path)
    assert found.is_cut
    assert max(map(len, found.text.split("\n"))) == MOST_IN_A_LINE
    assert found.text.replace("\n", "") == "报" * 10_000


HARMFUL = {
    "huge.png": (lambda path: a_png_that_claims(path, 30_000, 30_000), "look.picture.large"),
    "broken.jpg": (lambda path: path.write_bytes(a_picture(path, size=(900, 900)).read_bytes()[:700]), "look.picture.damaged"),
    "no-picture.png": (lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"\xff" * 90), "look.picture.damaged"),
    "locked.pdf": (lambda path: a_pdf(path, password="geheim"), "look.encrypted"),
    "half.pdf": (lambda path: path.write_bytes(b"%PDF-1.7\n1 0 obj\n"), "file.truncated"),
    "program.pdf": (lambda path: path.write_bytes(b"MZ" + b"\0" * 80), "look.renamed"),
    "table.xlsx": (lambda path: path.write_bytes(b"PK\x03\x04" + b"\0" * 80), "file.damaged"),
    "old.doc": (lambda path: path.write_bytes(b"{\\rtf1 x}"), "look.unsupported"),
    "empty.txt": (lambda path: path.write_bytes(b""), "file.empty"),
    "sound.mp3": (lambda path: path.write_bytes(b"ID3" + b"\0" * 80), "look.unsupported"),
}  # fmt: skip


@pytest.mark.parametrize("name", HARMFUL)
def test_what_cannot_be_shown_is_said(tmp_path: Path, name: str) -> None:
    make, detail = HARMFUL[name]
    path = tmp_path / name
    make(path)
    found = opened(path)
    if found.seen is not None:  # a picture whose head is whole fails where it is drawn
        found = looked(path, {"want": "page", "page": 0, "width": 100})
    assert (found.seen, found.detail) == (None, detail)


def test_a_renamed_picture_is_shown_and_named(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    a_picture(tmp_path / "a.png").rename(path)
    assert shown(path).known_as == "a PNG picture"


def test_through_the_reading_process(reader: Reader, tmp_path: Path) -> None:
    path = a_pdf(tmp_path / "a.pdf")
    assert reader.look(path) == opened(path)
    assert reader.look_at_page(path, 0, 200).seen == Seen(page=page(path, 0, 200))
    assert "first page" in reader.page_text(path, 0).seen.text  # type: ignore[union-attr]


def test_a_picture_that_needs_more_memory_than_there_is_ends_in_a_sentence(tmp_path: Path) -> None:
    path = a_png_that_claims(tmp_path / "a.png", 9_900, 9_900)
    with Reader(seconds=30, megabytes=200) as small:
        found = small.look_at_page(path, 0, 1_000)
    assert (found.seen, found.detail) == (None, "file.memory")


def test_a_look_that_nobody_waits_for_any_more_ends_at_once(tmp_path: Path) -> None:
    path = a_png_that_claims(tmp_path / "a.png", 9_900, 9_900)
    with Reader(seconds=60, is_stopped=lambda: True) as stopped:
        found = stopped.look_at_page(path, 0, 4_000)
    assert found.detail == "file.crashed"


@settings(max_examples=30)
@given(st.integers(1, 40), st.integers(1, 40), st.data())
def test_what_is_seen_crosses_the_pipe_unchanged(width: int, height: int, data: st.DataObject) -> None:
    pixels = data.draw(st.binary(min_size=3 * width * height, max_size=3 * width * height))
    for seen in (
        Seen(page=Pixels(width=width, height=height, pixels=pixels)),
        Seen(look=Look(kind="pdf", sizes=((100.0, 20.5),), is_cut=True, known_as="PDF")),
        Seen(text="字\n"),
    ):
        reading = Reading("ok", seen=seen)
        assert unpacked(packed(reading)) == reading


@pytest.mark.parametrize(("width", "height", "count"), [(2, 2, 11), (2, 2, 13), (0, 4, 0), (10**6, 10**6, 3)])
def test_a_page_of_another_size_than_stated_is_refused(width: int, height: int, count: int) -> None:
    told = look.packed_seen(Seen(page=Pixels(width=width, height=height, pixels=b"\0" * count)))
    with pytest.raises(ValueError, match="a page"):
        look.unpacked_seen(told)
