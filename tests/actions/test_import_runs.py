"""Importing as a run: what is done is kept with the plans, goes on after a break, and names what is like what is there."""

from __future__ import annotations

import errno
import os
import shutil
import zipfile
from pathlib import Path

import pytest

from dutyroom.actions.import_runs import join_as_version
from dutyroom.actions.importing import ImportJob, ImportResult, ImportStopped, resume_import, run_import
from dutyroom.actions.plans import change_plan, keep_plan
from dutyroom.data import attachments
from dutyroom.data.queries.imports import last_import, last_run
from dutyroom.data.queries.plan_versions import texts_of
from dutyroom.data.queries.plans import plan_in_full, plan_rows
from dutyroom.data.trouble import Trouble
from dutyroom.data.verify import check_store
from dutyroom.readers.reading import Reader
from dutyroom.rules.plan import ChangePlan, KeepPlan
from dutyroom.rules.refusal import Refusal

CLAUSES = [
    f"第{n}支抢险队由示例局{n}科组织，接到通知后{n}分钟内到{word}集结，携带器材向现场指挥部报到，服从统一调度。"
    for n, word in enumerate("东南西北中甲乙丙丁戊己庚辛壬癸金木水火土", start=1)
]


def a_plan(title: str, *, changed: int = 0, year: int | None = None, first: int = 0) -> str:
    """A plan of many clauses; a version of it has some of them changed."""
    clauses = [
        f"本条已经修订，见第{first + n}号文。" if n < changed else text for n, text in enumerate(CLAUSES[first:])
    ]
    issued = f"{year}年5月1日印发\n" if year else ""
    return f"{title}\n{issued}1 总则\n为做好应急工作，制定本预案。\n2 抢险队伍\n" + "\n".join(clauses) + "\n"


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    (tmp_path / "shelf").mkdir()
    return tmp_path / "shelf"


class Import:
    """An import with a real reader; its results."""

    def __init__(self, room, **named):
        self.room, self.named, self.results = room, named, []

    def __call__(self, *paths, stop_after: int = 10_000) -> list[ImportResult]:
        self.results = []
        with Reader() as one, Reader() as two:
            job = ImportJob(
                do=self.room.do,
                store=self.room.store,
                readers=[one, two],
                progress=self.results.append,
                cancelled=lambda: len(self.results) >= stop_after,
                **self.named,
            )
            if paths:
                run_import(job, paths)
            else:
                resume_import(job, self.room.read(last_run))
        return self.results


def fates(results: list[ImportResult]) -> dict[str, str]:
    return {result.file.rsplit("/", 1)[-1]: result.detail or result.result for result in results}


def many(shelf: Path, count: int) -> None:
    for n in range(count):
        (shelf / f"{n}.txt").write_text(f"第{n}号示例预案\n1 总则\n第{n}类事件适用本预案。\n", encoding="utf-8")


def test_results_come_in_the_order_of_the_files_whatever_process_is_first(room, shelf):
    many(shelf, 9)
    results = Import(room)(shelf)
    assert [result.file for result in results] == [str(shelf / f"{n}.txt") for n in range(9)]
    last = room.read(last_import)
    assert list(last.results) == results
    assert (last.run.total, last.run.ended_at, last.run.paths) == (9, room.now, (str(shelf),))


def test_an_import_goes_on_where_it_was_broken_off(room, shelf):
    many(shelf, 6)
    assert len(Import(room)(shelf, stop_after=3)) == 3
    run = room.read(last_run)
    assert run.ended_at is None
    (shelf / "1.txt").write_text("第1号改写预案\n1 总则\n改写之后适用本预案。\n", encoding="utf-8")
    (shelf / "new.txt").write_text("新到示例预案\n1 总则\n新到事件适用本预案。\n", encoding="utf-8")
    shutil.rmtree(shelf / "gone", ignore_errors=True)
    again = Import(room)()
    assert list(fates(again)) == ["1.txt", "3.txt", "4.txt", "5.txt", "new.txt"], "done and unchanged is left out"
    last = room.read(last_import)
    assert last.run.id == run.id
    assert last.run.ended_at is not None
    assert sorted(fates(list(last.results))) == sorted([*(f"{n}.txt" for n in range(6)), "new.txt"])
    assert room.read(check_store, room.store.attachments).ok


def test_paths_from_where_one_stands_go_on_from_anywhere(room, shelf, monkeypatch):
    many(shelf, 3)
    monkeypatch.chdir(shelf.parent)
    assert [r.file for r in Import(room)(Path("shelf"), stop_after=2)] == ["shelf/0.txt", "shelf/1.txt"]
    monkeypatch.chdir("/")
    assert [r.file for r in Import(room)()] == [str(shelf / "2.txt")]


def test_a_crash_between_two_files_loses_nothing(room, shelf):
    many(shelf, 4)

    class Killed(BaseException):
        pass

    def killed(result: ImportResult) -> None:
        if result.file.endswith("1.txt"):
            raise Killed

    importing = Import(room)
    with Reader() as reader, pytest.raises(Killed):
        run_import(ImportJob(do=room.do, store=room.store, readers=[reader], progress=killed), [shelf])
    assert len(room.read(plan_rows)) == 2
    assert list(fates(importing())) == ["2.txt", "3.txt"]


def test_a_new_import_gives_the_broken_one_up(room, shelf):
    many(shelf, 3)
    Import(room)(shelf, stop_after=1)
    first = room.read(last_run).id
    Import(room)(shelf / "0.txt")
    last = room.read(last_run)
    assert (last.id, last.ended_at is not None) == (first + 1, True)


def test_an_archive_is_a_result_for_each_file_and_goes_on_inside(room, shelf):
    path = shelf / "all.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for n in range(4):
            archive.writestr(f"区/{n}.txt", f"第{n}号示例预案\n1 总则\n第{n}类事件适用本预案。\n")
        archive.writestr("../out.txt", "x")
    assert [r.file for r in Import(room)(shelf, stop_after=2)] == [f"{path}/区/{n}.txt" for n in range(2)]
    results = Import(room)()
    assert [r.file for r in results] == [f"{path}/区/2.txt", f"{path}/区/3.txt", f"{path}/../out.txt"]
    assert Import(room)(shelf)[-1].detail == "file.member.name"
    rows = room.read(plan_rows)
    assert len(rows) == 4
    assert {row.file_name for row in rows} == {f"{n}.txt" for n in range(4)}
    assert all(row.attachment for row in rows), "each has its own original"
    assert not list(Path(os.environ.get("TMPDIR", "/tmp")).glob("dutyroom-import-*/*.txt"))


def test_a_changed_text_is_proposed_as_a_version(room, shelf):
    (shelf / "1.txt").write_text(a_plan("示例市防汛应急预案（2019年版）", year=2019), encoding="utf-8")
    (shelf / "2.txt").write_text(a_plan("示例市城区防汛应急预案", changed=4, year=2024), encoding="utf-8")
    (shelf / "3.txt").write_text(a_plan("示例市防汛应急预案（试行）", changed=1, year=2015), encoding="utf-8")
    (shelf / "4.txt").write_text("示例市防汛应急预案\n1 总则\n全新的正文，另起炉灶。\n", encoding="utf-8")
    (shelf / "5.txt").write_text("示例市燃气应急预案\n1 总则\n燃气事故适用本预案。\n", encoding="utf-8")
    results = Import(room)(shelf)
    assert fates(results) == {
        "1.txt": "imported",
        "2.txt": "plan.like.newer",
        "3.txt": "plan.like.older",
        "4.txt": "plan.like.title",
        "5.txt": "imported",
    }
    likes = [result.like for result in results]
    assert likes in ([None, 1, 1, 3, None], [None, 1, 2, 3, None]), "of two that are like it, one"
    assert all(result.result == "imported" for result in results)
    assert len(room.read(plan_rows)) == 5


def test_a_title_that_was_corrected_is_the_one_that_a_version_is_known_by(room, shelf):
    (shelf / "1.txt").write_text("示例市防讯应急预案\n1 总则\n防汛工作适用本预案。\n", encoding="utf-8")
    Import(room)(shelf)
    plan = room.read(plan_in_full, 1).plan
    room.do(change_plan, ChangePlan(id=1, version=plan.version, title="示例市防汛应急预案", kind=plan.kind))
    (shelf / "2.txt").write_text("示例市防汛应急预案（2026年版）\n1 总则\n全新的正文，另起炉灶。\n", encoding="utf-8")
    assert fates(Import(room)(shelf / "2.txt")) == {"2.txt": "plan.like.title"}


def test_a_proposal_is_joined_and_the_plan_of_its_own_withdrawn(room, shelf):
    (shelf / "1.txt").write_text(a_plan("示例市防汛应急预案", year=2019), encoding="utf-8")
    (shelf / "2.txt").write_text(a_plan("示例市防汛应急预案", changed=4, year=2024), encoding="utf-8")
    first, second = Import(room)(shelf)
    kept = room.do(join_as_version, second.plan, second.like, "系其新版本")
    assert (kept.result, kept.plan, kept.number, kept.is_current) == ("version", first.plan, 2, True)
    joined = room.read(plan_in_full, first.plan).plan
    assert (joined.current, joined.file_name, joined.issued_on.year) == (2, "2.txt", 2024)
    assert room.read(plan_in_full, second.plan).plan.state == "void"
    told = room.read(last_import).results[1]
    assert (told.plan, told.detail, dict(told.facts)) == (
        first.plan,
        "plan.like.kept",
        {"number": 2, "other": first.plan},
    )
    assert room.read(check_store, room.store.attachments).ok
    with pytest.raises(Refusal) as refusal:
        room.do(join_as_version, second.plan, first.plan, "再来一次")
    assert refusal.value.code == "import.not_like"
    with pytest.raises(Refusal):
        room.do(join_as_version, first.plan, first.plan, "自己")


def test_an_older_text_that_is_joined_is_not_in_force(room, shelf):
    (shelf / "1.txt").write_text(a_plan("示例市防汛应急预案", year=2024), encoding="utf-8")
    (shelf / "2.txt").write_text(a_plan("示例市防汛应急预案", changed=4, year=2019), encoding="utf-8")
    first, second = Import(room)(shelf)
    assert second.detail == "plan.like.older"
    assert not room.do(join_as_version, second.plan, first.plan, "系其旧版本").is_current
    assert room.read(plan_in_full, first.plan).plan.current == 1


def test_versions_are_kept_at_once_where_that_is_asked_for(room, shelf):
    (shelf / "1.txt").write_text(a_plan("示例市防汛应急预案", year=2019), encoding="utf-8")
    (shelf / "2.txt").write_text(a_plan("示例市防汛应急预案", changed=4, year=2024), encoding="utf-8")
    (shelf / "3.txt").write_text(a_plan("示例市防汛应急预案", year=2019) + " ", encoding="utf-8")
    results = Import(room, versions=True)(shelf)
    assert [(r.result, r.plan, r.detail) for r in results] == [
        ("imported", 1, ""),
        ("imported", 1, "plan.like.kept"),
        ("same", 1, ""),
    ]
    assert [(row.id, row.current) for row in room.read(plan_rows)] == [(1, 2)]
    assert [row.number for row in room.read(texts_of, 1)] == [1, 2]
    assert list(room.read(last_import).results) == results


def test_plans_of_an_earlier_version_of_the_program_are_known_too(room, shelf):
    text = a_plan("示例市防汛应急预案", year=2019)
    body = text.split("2 抢险队伍\n")[1].strip()
    room.do(
        keep_plan,
        KeepPlan(
            title="示例市防汛应急预案",
            kind="special",
            issuer="",
            number="",
            issued_on=None,
            text_missing=False,
            sections=((1, "1", "总则", "为做好应急工作，制定本预案。"), (1, "2", "抢险队伍", body)),
            file_name="old.txt",
            path="",
        ),
    )
    import sqlite3

    with sqlite3.connect(room.store.path) as connection:
        connection.execute("DELETE FROM plan_likeness")
    (shelf / "2.txt").write_text(a_plan("示例市城区防汛预案", changed=3, year=2024), encoding="utf-8")
    (result,) = Import(room)(shelf)
    assert (result.detail, result.like) == ("plan.like", 1)


# --- what goes wrong --------------------------------------------------------------------------------------------------


def test_a_folder_that_changes_under_the_import(room, shelf, monkeypatch):
    """Files vanish, are replaced while they are read, and go on changing: a line for each, no half plan."""
    many(shelf, 4)
    read = Reader.read_plan
    seen: dict[str, int] = {}

    def meddling(self, path: Path, name: str = ""):
        found = read(self, path, name)
        seen[path.name] = seen.get(path.name, 0) + 1
        if path.name == "1.txt":
            path.unlink(missing_ok=True)
        elif path.name == "2.txt" and seen[path.name] == 1:
            path.write_text("换过的示例预案\n1 总则\n换过之后适用本预案。\n", encoding="utf-8")
        elif path.name == "3.txt":
            path.write_text(f"第{seen[path.name]}稿示例预案\n1 总则\n还在写的预案，一稿又一稿。\n", encoding="utf-8")
            os.utime(path, ns=(0, seen[path.name]))
        return found

    monkeypatch.setattr(Reader, "read_plan", meddling)
    results = Import(room)(shelf)
    assert fates(results) == {
        "0.txt": "imported",
        "1.txt": "file.unreadable",
        "2.txt": "imported",
        "3.txt": "import.file.changed",
    }
    assert sorted(row.title for row in room.read(plan_rows)) == ["换过的示例预案", "第0号示例预案"]
    plan = room.read(plan_in_full, results[2].plan)
    kept = attachments.attachment_path(room.store.attachments, plan.plan.attachment)
    assert "换过之后" in kept.read_text("utf-8")
    assert not list(room.store.attachments.glob(".*.part"))


def test_a_disk_that_is_full_while_a_file_is_copied(room, shelf, monkeypatch):
    many(shelf, 3)
    real = os.fsync
    left = [2]

    def full(handle: int) -> None:
        if left[0] == 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        left[0] -= 1
        real(handle)

    importing = Import(room)
    monkeypatch.setattr(attachments.os, "fsync", full)
    with pytest.raises(ImportStopped) as stopped:
        importing(shelf)
    assert stopped.value.trouble.code == "store.disk_full"
    assert list(fates(importing.results).values())[-1] == "import.disk_full"
    assert importing.results[-1].result == "too-large"
    kept = len(room.read(plan_rows))
    assert kept == len(importing.results) - 1
    assert not list(room.store.attachments.glob(".*.part"))
    monkeypatch.setattr(attachments.os, "fsync", real)
    assert len(importing()) == 3 - kept, "it goes on when there is room again"
    assert room.read(check_store, room.store.attachments).ok


def test_a_disk_that_is_full_while_the_store_is_written(room, shelf):
    many(shelf, 3)
    importing = Import(room)
    done = []

    def do(action, *args):
        if action.__name__ == "keep_noted":
            done.append(args[0].title)
            if len(done) == 2:
                raise Trouble("store.disk_full", path=room.store.path)
        return room.do(action, *args)

    with Reader() as reader, pytest.raises(ImportStopped):
        run_import(ImportJob(do=do, store=room.store, readers=[reader], progress=importing.results.append), [shelf])
    assert list(fates(importing.results).values()) == ["imported", "import.disk_full"]
    assert len(room.read(plan_rows)) == 1
    assert list(fates(importing())) == ["1.txt", "2.txt"]


def test_every_bad_file_is_a_line_and_the_good_one_is_kept(room, shelf):
    (shelf / "zero.pdf").write_bytes(b"")
    (shelf / "cut.docx").write_bytes(b"PK\x03\x04" + bytes(40))
    (shelf / "wrong.docx").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    (shelf / "loop.txt").symlink_to(shelf / "loop.txt")
    os.mkfifo(shelf / "pipe.txt")
    (shelf / ("名" * 83 + ".txt")).write_text("长名示例预案\n1 总则\n长名文件适用本预案。\n", encoding="utf-8")
    (shelf / "signs.txt").write_text(
        "符号示例预案\n1 总则\n\x01\x02含\x0b控制符\ue123与私用字，适用本预案。\n", encoding="utf-8"
    )
    named = shelf / os.fsdecode("编码".encode("gbk") + b".txt")
    named.write_text("编码示例预案\n1 总则\n名称不是UTF-8的文件适用本预案。\n", encoding="utf-8")
    (shelf / "line.txt").write_text("长行示例预案\n1 总则\n" + "一行没有句读的文字" * 150_000, encoding="utf-8")
    with zipfile.ZipFile(shelf / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", bytes(60_000_000))
    found = fates(Import(room)(shelf))
    assert found == {
        "zero.pdf": "file.empty",
        "cut.docx": "file.damaged",
        "wrong.docx": "file.renamed",
        "loop.txt": "file.unreadable",
        "pipe.txt": "file.unreadable",
        "名" * 83 + ".txt": "imported",
        "signs.txt": "imported",
        "编码.txt": "imported",
        "line.txt": "imported",
        "bomb.zip": "file.bomb",
    }
    assert room.read(check_store, room.store.attachments).ok
    kept = next(row for row in room.read(plan_rows) if row.title == "符号示例预案")
    body = "".join(section.body for section in room.read(plan_in_full, kept.id).sections)
    assert "\ue123" in body
    assert not any(sign in body for sign in "\x01\x02\x0b")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_a_line(room, shelf):
    many(shelf, 1)
    (shelf / "0.txt").chmod(0)
    (shelf / "locked").mkdir(mode=0)
    try:
        assert set(fates(Import(room)(shelf)).values()) == {"file.unreadable"}
    finally:
        (shelf / "locked").chmod(0o700)


def test_a_folder_that_may_not_be_listed_is_a_line(room, shelf, monkeypatch):
    many(shelf, 1)
    (shelf / "locked").mkdir()
    real = os.scandir

    def refusing(path=".") -> object:
        if str(path).endswith("locked"):
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", refusing)
    monkeypatch.setattr(os, "listdir", lambda path: refusing(path))
    assert fates(Import(room)(shelf)) == {"0.txt": "imported", "locked": "file.unreadable"}
