"""Archives and mails: what is inside, under its right name, and what may not come out."""

from __future__ import annotations

import io
import os
import stat
import struct
import zipfile
import zlib
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutyroom.readers import containers
from dutyroom.readers.containers import expanded
from dutyroom.readers.document import Member, ReadFailure
from dutyroom.readers.opening import open_document, open_members
from dutyroom.readers.reading import Reader
from dutyroom.readers.zip_names import is_safe_name, member_names

PLAN = "示例市防汛应急预案\n1 总则\n为了应急，制定本预案。\n2 附则\n本预案自印发之日起施行。\n"


def zipped(path: Path, parts: dict[str, bytes | str]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def as_windows_packs(path: Path, names: list[str], encoding: str) -> Path:
    """A zip whose names carry no flag of their encoding."""
    made = io.BytesIO()
    raw = [name.encode(encoding) for name in names]
    with zipfile.ZipFile(made, "w") as archive:
        for number, name in enumerate(raw):
            archive.writestr(f"{number}".rjust(len(name), "#"), PLAN)
    content = made.getvalue()
    for number, name in enumerate(raw):
        content = content.replace(f"{number}".rjust(len(name), "#").encode(), name)
    path.write_bytes(content)
    return path


def unpacked(path: Path, folder: Path) -> tuple[Member, ...]:
    folder.mkdir(exist_ok=True)
    found = expanded(path, folder)
    assert found is not None
    return found


def fates(members: tuple[Member, ...]) -> dict[str, str]:
    return {member.name: member.detail or member.result for member in members}


@pytest.mark.parametrize(
    ("encoding", "names"),
    [
        ("gbk", ["各区预案/中原区防汛应急预案.txt", "说明.txt", "plain.txt"]),
        ("utf-8", ["各区预案/二七区防汛应急预案.txt", "附件①.txt"]),
        ("cp437", ["Résumé/Überblick.txt", "año.txt"]),
        ("ascii", ["a/b.txt"]),
    ],
)
def test_names_are_read_as_they_were_written(tmp_path: Path, encoding: str, names: list[str]) -> None:
    path = as_windows_packs(tmp_path / "a.zip", names, encoding)
    members = unpacked(path, tmp_path / "out")
    assert [member.name for member in members] == names
    assert all(Path(member.file).read_text("utf-8") == PLAN for member in members)


def test_the_name_in_the_field_of_info_zip_counts(tmp_path: Path) -> None:
    name = "防汛预案.txt".encode()
    about = zipfile.ZipInfo("x.txt")
    about.extra = struct.pack("<HHBL", 0x7075, 5 + len(name), 1, zlib.crc32(b"x.txt")) + name
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr(about, PLAN)
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert member_names(archive.infolist()) == ["防汛预案.txt"]


@given(st.text(max_size=30))
def test_a_safe_name_stays_inside(name: str) -> None:
    if is_safe_name(name):
        place = Path("/a/b")
        assert Path(os.path.normpath(place / name)).is_relative_to(place)


@pytest.mark.parametrize("name", ["/etc/x.txt", "../x.txt", "a/../../x.txt", "C:/x.txt", "", ".", "/"])
def test_names_that_lead_out_are_not_safe(name: str) -> None:
    assert not is_safe_name(name)


def test_what_means_harm_is_named_and_the_rest_comes_out(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("../evil.txt", PLAN)
        archive.writestr("..\\up.txt", PLAN)
        archive.writestr("good.txt", PLAN)
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
        for left_out in ("__MACOSX/._a", ".hidden", "a/.DS_Store", "~$good.docx", "Thumbs.db", "empty/"):
            archive.writestr(left_out, "x")
    found = fates(unpacked(path, tmp_path / "out"))
    assert found == {
        "../evil.txt": "file.member.name",
        "../up.txt": "file.member.name",
        "good.txt": "ok",
        "link.txt": "file.member.link",
    }
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a.zip", "out"]
    assert [each.name for each in (tmp_path / "out").iterdir()] == ["00001.txt"]


def test_encrypted_and_broken_files_inside_stop_nothing(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"one.txt": PLAN, "two.txt": PLAN + "2", "three.txt": PLAN + "3"})
    content = bytearray(path.read_bytes())
    second = content.index(b"two.txt")
    content[second + 8] ^= 0xFF  # inside its packed bytes
    third = content.rindex(b"three.txt")
    content[third - 38] |= 1  # the flag of encryption in the directory
    path.write_bytes(bytes(content))
    assert fates(unpacked(path, tmp_path / "out")) == {
        "one.txt": "ok",
        "two.txt": "file.damaged",
        "three.txt": "file.encrypted",
    }


def test_bombs_do_not_go_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = zipped(tmp_path / "bomb.zip", {f"{n}.txt": bytes(30_000_000) for n in range(2)})
    assert bomb.stat().st_size < 200_000
    (tmp_path / "out").mkdir()
    with pytest.raises(ReadFailure) as failure:
        expanded(bomb, tmp_path / "out")
    assert (failure.value.result, failure.value.detail) == ("too-large", "file.bomb")
    inside = zipped(tmp_path / "outer.zip", {"a.txt": PLAN, "bomb.zip": bomb.read_bytes()})
    assert fates(unpacked(inside, tmp_path / "out")) == {"a.txt": "ok", "bomb.zip": "file.bomb"}
    monkeypatch.setattr(containers, "MOST_MEMBERS", 3)
    many = zipped(tmp_path / "many.zip", {f"{n}.txt": PLAN for n in range(5)})
    assert list(fates(unpacked(many, tmp_path / "out")).values()) == ["ok", "ok", "ok", "file.member.many"]


def test_an_archive_that_lies_about_its_sizes_is_held_to_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = zipped(tmp_path / "a.zip", {"a.txt": "x" * 3_000_000, "b.txt": PLAN})
    monkeypatch.setattr(containers, "LARGEST_FILE_MB", 1)
    assert fates(unpacked(path, tmp_path / "out")) == {"a.txt": "file.too_large", "b.txt": "ok"}
    assert [each.name for each in (tmp_path / "out").iterdir()] == ["00002.txt"]


def test_archives_lie_inside_archives_to_a_depth(tmp_path: Path) -> None:
    path = zipped(tmp_path / "0.zip", {"deep.txt": PLAN})
    for number in range(1, 5):
        path = zipped(tmp_path / f"{number}.zip", {f"{number - 1}.zip": path.read_bytes(), f"{number}.txt": PLAN})
    found = fates(unpacked(path, tmp_path / "out"))
    assert found == {
        "3.zip/2.zip/1.zip": "file.member.deep",
        "3.zip/2.zip/2.txt": "ok",
        "3.zip/3.txt": "ok",
        "4.txt": "ok",
    }


def a_mail(path: Path, text: str, files: dict[str, bytes], *, html: str = "") -> Path:
    mail = EmailMessage()
    mail["Subject"], mail["From"] = "关于报送防汛应急预案的函", "示例局 <office@example.org>"
    mail["Date"] = "Mon, 01 Jun 2026 10:00:00 +0800"
    mail.set_content(text)
    if html:
        mail.add_alternative(html, subtype="html")
    for name, content in files.items():
        mail.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    path.write_bytes(bytes(mail))
    return path


LONG = "现将本单位防汛应急预案报送你室，请予备案。" * 4


def test_a_mail_is_a_document_and_its_files_are_their_own(tmp_path: Path) -> None:
    path = a_mail(tmp_path / "m.eml", LONG, {"预案.txt": PLAN.encode(), "../上级.txt": b"x"})
    members = unpacked(path, tmp_path / "out")
    assert [member.name for member in members] == ["", "预案.txt", "上级.txt"]
    assert Path(members[0].file) == path
    assert Path(members[1].file).read_text("utf-8") == PLAN
    document = open_document(path)
    assert document.title == "关于报送防汛应急预案的函"
    assert [line.text for line in document.lines][:3] == [
        "关于报送防汛应急预案的函",
        "From: 示例局 <office@example.org>",
        "Date: Mon, 01 Jun 2026 10:00:00 +0800",
    ]
    assert document.lines[-1].text == LONG


def test_a_mail_that_only_hands_over_its_files_is_no_document(tmp_path: Path) -> None:
    path = a_mail(tmp_path / "m.eml", "请查收。", {"预案.txt": PLAN.encode()})
    assert [member.name for member in unpacked(path, tmp_path / "out")] == ["预案.txt"]


def test_html_is_read_where_there_is_no_plain_text(tmp_path: Path) -> None:
    path = a_mail(tmp_path / "m.eml", "", {}, html="<p>第一段</p><script>x</script><p>第二段</p>")
    assert [line.text for line in open_document(path).lines][-2:] == ["第一段", "第二段"]


def test_a_mail_in_a_mail_in_an_archive(tmp_path: Path) -> None:
    inner = a_mail(tmp_path / "inner.eml", LONG, {"内.txt": PLAN.encode()})
    outer = EmailMessage()
    outer["Subject"] = "转发"
    outer.set_content("见附件")
    from email import message_from_bytes, policy

    outer.add_attachment(message_from_bytes(inner.read_bytes(), policy=policy.default))
    path = zipped(tmp_path / "a.zip", {"mails/outer.eml": bytes(outer)})
    assert list(fates(unpacked(path, tmp_path / "out"))) == ["mails/outer.eml/1.eml", "mails/outer.eml/1.eml/内.txt"]


def test_raw_bytes_of_gbk_in_subject_and_text_are_read(tmp_path: Path) -> None:
    path = tmp_path / "m.eml"
    path.write_bytes(
        b"From: a@example.org\nSubject: " + "防汛预案".encode("gb18030") + b"\n\n" + LONG.encode("gb18030")
    )
    document = open_document(path)
    assert (document.title, document.lines[-1].text) == ("防汛预案", LONG)


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n", b"hello\n", b"\x00" * 400])
def test_what_is_no_mail_is_said_so(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "m.eml"
    path.write_bytes(content)
    assert open_members(path, tmp_path).result in ("damaged", "unsupported")


@given(st.binary(max_size=300))
def test_no_bytes_of_a_mail_crash_the_reader(content: bytes) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "m.eml"
        path.write_bytes(b"From: a@b\nContent-Type: multipart/mixed; boundary=x\n\n--x\n" + content)
        reading = open_members(path, Path(folder))
        assert reading.result in ("ok", "damaged", "no-text", "unsupported")


def test_the_reading_process_unpacks_and_says_what_is_no_container(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PLAN, encoding="utf-8")
    path = zipped(tmp_path / "a.zip", {"b/预案.txt": PLAN})
    (tmp_path / "out").mkdir()
    with Reader() as reader:
        assert reader.unpack(tmp_path / "a.txt", tmp_path / "out").members is None
        reading = reader.unpack(path, tmp_path / "out")
        assert reading.members is not None
        (member,) = reading.members
        plan = reader.read_plan(Path(member.file), member.name).plan
        assert plan is not None
        assert plan.title == "示例市防汛应急预案"
        (tmp_path / "bad.zip").write_bytes(path.read_bytes()[:60])
        assert reader.unpack(tmp_path / "bad.zip", tmp_path / "out").result in ("damaged", "unsupported")
