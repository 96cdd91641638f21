"""What a file really is, whatever it is called."""

from __future__ import annotations

import zipfile
from pathlib import Path

import docx
import pytest

from dutyroom.readers import filekind
from dutyroom.readers.document import SENTENCES, ReadFailure
from dutyroom.readers.filekind import file_kind

PNG = b"\x89PNG\r\n\x1a\n" + bytes(200)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def refused(path: Path) -> tuple[str, str]:
    with pytest.raises(ReadFailure) as failure:
        file_kind(path)
    assert SENTENCES[failure.value.detail].format(**failure.value.facts)
    return failure.value.result, failure.value.detail


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("empty.txt", b"", ("damaged", "file.empty")),
        ("picture.docx", PNG, ("unsupported", "file.renamed")),
        ("picture.pdf", b"\xff\xd8\xff\xe0" + bytes(200), ("unsupported", "file.renamed")),
        ("picture.txt", b"GIF89a" + bytes(60), ("unsupported", "file.renamed")),
        ("picture.png", PNG, ("unsupported", "file.unsupported")),
        ("oops.pdf", b"oops\n", ("damaged", "file.damaged")),
        ("oops.docx", b"oops\n", ("damaged", "file.damaged")),
        ("cut.docx", b"PK\x03\x04" + bytes(80), ("damaged", "file.damaged")),
        ("LICENSE", b"Licensed under", ("unsupported", "file.unsupported")),
        ("data.json", b"{}", ("unsupported", "file.unsupported")),
        ("slides.ppt", OLE + "PowerPoint Document".encode("utf-16-le"), ("unsupported", "file.unsupported")),
        ("oops.xlsx", b"oops\n", ("damaged", "file.damaged")),
        ("cut.zip", b"PK\x03\x04" + bytes(80), ("unsupported", "file.unsupported")),
        ("locked.docx", OLE + "EncryptedPackage".encode("utf-16-le"), ("encrypted", "file.encrypted")),
    ],
)
def test_what_cannot_be_read_is_named(tmp_path: Path, name: str, content: bytes, expected: tuple[str, str]) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert refused(path) == expected


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("plan.txt", b"text", "txt"),
        ("alerts.html.md", b"# x", "markdown"),
        ("page.htm", b"<p>x", "html"),
        ("export.doc", b"\xef\xbb\xbf <html><body>x", "html"),
        ("plan.docx", b"%PDF-1.4\n", "pdf"),
        ("plan.doc", b"{\\rtf1 x}", "rtf"),
        ("plan.doc", OLE + "WordDocument".encode("utf-16-le"), "doc"),
        ("plan.wps", OLE + "WordDocument".encode("utf-16-le"), "wps"),
        ("old.xls", OLE + "Workbook".encode("utf-16-le"), "xls"),
        ("list.csv", "单位,电话\n".encode("gb18030"), "csv"),
        ("letter.eml", b"From: a@example.org\n\nText", "eml"),
        ("BMW notes.txt", b"BMW drivers are told to stop.", "txt"),
    ],
)
def test_the_content_decides(tmp_path: Path, name: str, content: bytes, kind: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert file_kind(path) == kind


def test_a_docx_called_doc_is_a_docx(tmp_path: Path) -> None:
    path = tmp_path / "plan.doc"
    docx.Document().save(str(path))
    assert file_kind(path) == "docx"


def test_a_zip_bomb_is_too_large(tmp_path: Path) -> None:
    path = tmp_path / "bomb.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", bytes(60_000_000))
    assert path.stat().st_size < 100_000
    assert refused(path) == ("too-large", "file.bomb")


def test_an_archive_is_one_only_where_it_is_called_so(tmp_path: Path) -> None:
    for name in ("plans.zip", "plans.bin", "plans.txt"):
        with zipfile.ZipFile(tmp_path / name, "w") as archive:
            archive.writestr("plan.txt", "text")
    assert file_kind(tmp_path / "plans.zip") == "zip"
    assert refused(tmp_path / "plans.bin") == ("unsupported", "file.unsupported")
    assert refused(tmp_path / "plans.txt") == ("unsupported", "file.renamed")


def test_a_file_over_the_limit_is_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "plan.txt"
    path.write_bytes(b"x" * 2_000_001)
    monkeypatch.setattr(filekind, "LARGEST_FILE_MB", 2)
    assert refused(path) == ("too-large", "file.too_large")


def test_a_folder_or_a_missing_file_is_said_so(tmp_path: Path) -> None:
    assert refused(tmp_path) == ("damaged", "file.unreadable")
    assert refused(tmp_path / "gone.txt") == ("damaged", "file.unreadable")
