"""Files of a matter: what is refused, what vanishes or grows under way, the same twice, and what leaves again."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from dutyroom.actions import attaching
from dutyroom.actions.attaching import attach, attach_from, detach, note_file_out
from dutyroom.actions.notices import register_notice, register_with_files
from dutyroom.data.attachments import checked_copy, copy_file, sweep_parts
from dutyroom.data.queries.journal import entry_rows
from dutyroom.data.trouble import Trouble
from dutyroom.data.verify import attachment_path, check_store
from dutyroom.rules.matter_steps import Attach, Detach, FileOut, Way
from dutyroom.rules.refusal import Refusal
from tests.actions.matters import Flow, a_notice


def refused(room, *paths: Path) -> Refusal:
    with pytest.raises(Refusal) as caught:
        room.do(register_notice, a_notice(attachments=paths))
    return caught.value


def kept(room) -> list[Path]:
    return [path for path in room.store.attachments.rglob("*") if path.is_file()]


def written(path: Path, content: bytes = b"%PDF-1.4 something") -> Path:
    path.write_bytes(content)
    return path


def test_files_that_cannot_be_kept_are_named_and_leave_nothing(room, tmp_path):
    large = tmp_path / "大.pdf"
    with large.open("wb") as file:
        file.truncate(65_000_001)
    (tmp_path / "文件夹").mkdir()
    for path, code in (
        (written(tmp_path / "附件.exe", b"MZ"), "notice.attachment.kind"),
        (written(tmp_path / "链接.url", b"[x]"), "notice.attachment.kind"),
        (large, "notice.attachment.large"),
        (tmp_path / "没有.pdf", "notice.attachment.gone"),
        (tmp_path / "文件夹", "notice.attachment.folder"),
        (written(tmp_path / "空.pdf", b""), "notice.attachment.empty"),
        (written(tmp_path / "程序.pdf", b"MZ" + bytes(80)), "notice.attachment.program"),
    ):
        refusal = refused(room, written(tmp_path / "好.pdf"), path)
        assert (refusal.code, refusal.facts["name"], refusal.field) == (code, path.name, "attachments")
    assert kept(room) == []
    assert Flow(room).full.matter.number == "收〔2026〕1号"


def test_a_file_that_vanishes_while_it_is_copied_leaves_nothing(room, tmp_path, monkeypatch):
    vanishing = written(tmp_path / "消失.pdf")

    def gone_meanwhile(folder: Path, source: Path, *, most: int) -> object:
        source.unlink()
        return copy_file(folder, source, most=most)

    monkeypatch.setattr(attaching, "copy_file", gone_meanwhile)
    assert refused(room, vanishing).code == "notice.attachment.gone"
    assert kept(room) == []


def test_a_file_that_grows_beyond_the_limit_while_it_is_copied_is_refused(room, tmp_path, monkeypatch):
    growing = written(tmp_path / "变大.pdf")

    def grown_meanwhile(folder: Path, source: Path, *, most: int) -> object:
        with source.open("ab") as file:
            file.truncate(most + 5_000_000)
        return copy_file(folder, source, most=most)

    monkeypatch.setattr(attaching, "copy_file", grown_meanwhile)
    assert refused(room, growing).code == "notice.attachment.large"
    assert kept(room) == []


def test_the_same_content_is_attached_once_under_whatever_name(room, tmp_path):
    scan, copy = written(tmp_path / "通知.pdf"), written(tmp_path / "通知（副本）.pdf")
    assert refused(room, scan, copy).code == "notice.attachment.same"
    flow = Flow(room, attachments=(scan,))
    with pytest.raises(Refusal) as caught:
        room.do(attach, Attach(id=flow.id, path=copy))
    assert (caught.value.code, caught.value.facts["other"]) == ("notice.attachment.same", "通知.pdf")
    with pytest.raises(Refusal) as caught:
        room.do(attach, Attach(id=flow.id, path=scan))
    assert caught.value.code == "notice.attachment.twice"
    room.do(detach, Detach(attachment_id=flow.full.attachments[0].id, reason="附错文件"))
    room.do(attach, Attach(id=flow.id, path=copy))
    other = Flow(room, document_number="", attachments=(scan,))  # another matter may hold the same
    assert [row.name for row in other.full.attachments] == ["通知.pdf"]
    assert len(kept(room)) == 1
    assert room.read(check_store, room.store.attachments).problems == ()


def test_a_copy_that_leaves_is_what_was_kept_and_is_journalled(room, tmp_path):
    flow = Flow(room, attachments=(written(tmp_path / "通知.pdf"),))
    row = flow.full.attachments[0]
    checked_copy(room.store.attachments, row.hash, row.name, tmp_path / "out.pdf")
    assert (tmp_path / "out.pdf").read_bytes() == b"%PDF-1.4 something"
    seq = room.do(note_file_out, FileOut(attachment_id=row.id, way=Way.SAVED))
    (entry,) = room.read(entry_rows, [seq])
    assert entry.event == "matter.file_out"
    assert "通知.pdf" in entry.text


@pytest.mark.parametrize("harm", ["missing", "changed"])
def test_what_is_damaged_on_the_disk_does_not_leave(room, tmp_path, harm):
    flow = Flow(room, attachments=(written(tmp_path / "通知.pdf"),))
    row = flow.full.attachments[0]
    path = attachment_path(room.store.attachments, row.hash)
    path.unlink() if harm == "missing" else path.write_bytes(b"%PDF-1.4 somethinG")
    with pytest.raises(Trouble) as caught:
        checked_copy(room.store.attachments, row.hash, row.name, tmp_path / "out.pdf")
    assert (caught.value.code, caught.value.facts["name"]) == ("attachment.lost", "通知.pdf")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["room", "通知.pdf"]


def test_files_are_copied_before_the_store_is_locked_and_of_a_secret_paper_not_at_all(room, tmp_path, monkeypatch):
    locked: list[bool] = []

    def watched(folder: Path, source: Path, *, most: int) -> object:
        locked.append(room.store._writing.locked())
        return copy_file(folder, source, most=most)

    monkeypatch.setattr(attaching, "copy_file", watched)
    scan, more = written(tmp_path / "通知.pdf"), written(tmp_path / "附件.pdf", b"%PDF more")
    number = register_with_files(room.do, room.store.folder, a_notice(attachments=(scan,)))
    attach_from(room.do, room.store.folder, Attach(id=number, path=more))
    assert locked == [False, False]
    assert len(kept(room)) == 2
    with pytest.raises(Refusal) as caught:
        attach_from(room.do, room.store.folder, Attach(id=number, path=more))
    assert caught.value.code == "notice.attachment.twice"
    with pytest.raises(Refusal):
        register_with_files(room.do, room.store.folder, a_notice(secrecy="秘密", attachments=(scan,)))
    assert len(locked) == 3
    assert len(kept(room)) == 2
    assert room.read(check_store, room.store.attachments).problems == ()


def test_a_copy_broken_off_goes_after_a_day_and_whole_files_stay_and_are_counted(room, tmp_path):
    flow = Flow(room, attachments=(written(tmp_path / "通知.pdf"),))
    own = attachment_path(room.store.attachments, flow.full.attachments[0].hash)
    stray, part, young = own.with_name("ab" * 32), own.parent.parent / ".x.part", own.parent.parent / ".y.part"
    day_ago = room.now.timestamp() - 90_000
    for path in (stray, part, young):
        path.write_bytes(b"left")
    for path in (own, stray, part):
        os.utime(path, (day_ago, day_ago))
    os.utime(young, (room.now.timestamp(), room.now.timestamp()))
    assert sweep_parts(room.store) == 1
    assert sorted(kept(room)) == sorted([own, stray, young])
    result = room.read(check_store, room.store.attachments)
    assert (result.problems, result.unused) == ((), 1)
