"""The reading process: limits, crashes, and what comes back."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import psutil
import pytest

from dutyroom.readers import convert
from dutyroom.readers.document import Document, Line, Reading
from dutyroom.readers.opening import open_reading, plan_name
from dutyroom.readers.reading import Reader, gather_files, read_document
from dutyroom.readers.wire import packed, unpacked
from dutyroom.rules.outline import PlanText, Section

PLAN = "某市防汛应急预案\n1 总则\n为了应急，制定本预案。\n2 附则\n本预案自印发之日起施行。\n"


@pytest.fixture
def plan_file(tmp_path: Path) -> Path:
    path = tmp_path / "03-某市防汛应急预案.txt"
    path.write_text(PLAN, encoding="utf-8")
    return path


@pytest.fixture
def reader() -> Iterator[Reader]:
    with Reader() as opened:
        yield opened


def test_text_and_structure_come_back(reader: Reader, plan_file: Path) -> None:
    reading = reader.read_plan(plan_file)
    assert reading == open_reading(plan_file, plan=True)
    assert reading.plan is not None
    assert [section.title for section in reading.plan.sections] == ["总则", "附则"]
    assert reader.read(plan_file) == Reading("ok", read_document(plan_file))


def test_a_reading_crosses_the_wire_unchanged() -> None:
    plan = PlanText(
        "题", None, "国办函〔2016〕25号", date(2016, 3, 10), (Section(1, "1", "总则", "文\n字"),), False, "special"
    )
    reading = Reading("ok", Document((Line("题", 1), Line("文")), "txt", "gb18030", None), plan, "", {"limit": 3})
    assert unpacked(packed(reading)) == reading
    assert "\n" not in packed(reading)


def test_a_killed_child_is_replaced(reader: Reader, plan_file: Path) -> None:
    assert reader.read(plan_file).result == "ok"
    assert reader._child is not None
    os.kill(reader._child.pid, signal.SIGKILL)
    reader._child.wait()
    assert reader.read(plan_file).result == "ok"


def hostile(reader: Reader, code: str) -> None:
    """Run the reader's next child on code of the test instead of the real worker."""
    command = [sys.executable, "-c", f"import sys; print('ready', flush=True); sys.stdin.readline(); {code}"]
    real = reader._started

    def started(answers: object) -> subprocess.Popen[str]:
        reader._started = real  # type: ignore[method-assign]
        popen = subprocess.Popen

        def other(_: object, **options: object) -> subprocess.Popen[str]:
            return popen(command, **options)  # type: ignore[call-overload,no-any-return]

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(subprocess, "Popen", other)
            return real(answers)  # type: ignore[arg-type]

    reader._started = started  # type: ignore[method-assign]


@pytest.mark.parametrize(
    ("code", "result", "detail"),
    [
        ("import os; os.kill(os.getpid(), 11)", "damaged", "file.crashed"),
        ("print('no JSON', flush=True); sys.stdin.read()", "damaged", "file.crashed"),
        ("import time; time.sleep(60)", "too-large", "file.time"),
        ("x = b'1' * 300_000_000; import time; time.sleep(60)", "too-large", "file.memory"),
    ],
)
def test_a_child_out_of_hand_is_ended_and_the_next_file_is_read(
    plan_file: Path, code: str, result: str, detail: str
) -> None:
    with Reader(seconds=3, megabytes=200) as reader:
        hostile(reader, code)
        began = time.monotonic()
        reading = reader.read(plan_file)
        assert (reading.result, reading.detail) == (result, detail)
        assert time.monotonic() - began < 10
    with Reader() as reader:
        assert reader.read(plan_file).result == "ok"


def test_a_file_that_needs_too_much_memory_is_too_large(tmp_path: Path) -> None:
    path = tmp_path / "huge.md"
    path.write_bytes("- 应急预案。\n".encode() * 500_000)
    with Reader(megabytes=200) as reader:
        assert reader.read_plan(path).result == "too-large"
        assert reader.read(path.with_name("gone.txt")).result == "damaged"


def test_closing_leaves_no_process(plan_file: Path) -> None:
    reader = Reader()
    reader.read(plan_file)
    assert reader._child is not None
    pid = reader._child.pid
    reader.close()
    reader.close()
    assert not psutil.pid_exists(pid)


def test_the_child_loads_no_window_store_or_paper() -> None:
    code = (
        "import sys, dutyroom.readers.worker\n"
        "print([n for n in ('PySide6', 'sqlalchemy', 'reportlab') if n in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_small_files_are_read_fast(reader: Reader, plan_file: Path) -> None:
    reader.read_plan(plan_file)
    began = time.monotonic()
    for _ in range(60):
        assert reader.read_plan(plan_file).result == "ok"
    assert 60 / (time.monotonic() - began) > 20


def test_folders_are_walked_in_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", ".DS_Store", "~$a.docx", "LICENSE", "sub/c.pdf", ".git/config"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x", encoding="utf-8")
    found = gather_files([tmp_path / "b.txt", tmp_path])
    assert [path.relative_to(tmp_path).as_posix() for path in found] == ["b.txt", "LICENSE", "a.md", "sub/c.pdf"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_links_out_of_a_folder_are_left_out(tmp_path: Path) -> None:
    outside, folder = tmp_path / "secret.txt", tmp_path / "plans"
    outside.write_text("x", encoding="utf-8")
    (folder / "sub").mkdir(parents=True)
    (folder / "a.txt").write_text("x", encoding="utf-8")
    (folder / "out.txt").symlink_to(outside)
    (folder / "sub" / "up.txt").symlink_to("../../secret.txt")
    (folder / "in.txt").symlink_to(folder / "a.txt")
    (folder / "loop.txt").symlink_to(folder / "loop.txt")
    (folder / "folder").symlink_to(tmp_path)
    assert [path.name for path in gather_files([folder])] == ["a.txt", "in.txt", "loop.txt"]
    (tmp_path / "named").symlink_to(folder)
    assert [path.name for path in gather_files([tmp_path / "named"])] == ["a.txt", "in.txt", "loop.txt"]
    assert gather_files([folder / "out.txt"]) == [folder / "out.txt"]


def test_names_lose_their_endings() -> None:
    assert [plan_name(Path(name)) for name in ("a.html.md", "预案.docx", "v1.2 预案.txt")] == ["a", "预案", "v1.2 预案"]


def converter(folder: Path, script: str) -> None:
    program = folder / "soffice"
    program.write_text(f"#!{sys.executable}\nimport sys, pathlib, time\n{script}\n", encoding="utf-8")
    program.chmod(0o755)


COPY = """
import docx
out = pathlib.Path(sys.argv[sys.argv.index('--outdir') + 1]); out.mkdir(exist_ok=True)
made = docx.Document(); made.add_paragraph('1 总则'); made.save(str(out / 'source.docx'))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in converter is a script with a #! line")
class TestConverter:
    @pytest.fixture
    def old(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        monkeypatch.setenv("PATH", str(tmp_path))
        path = tmp_path / "plan.rtf"
        path.write_bytes(b"{\\rtf1 plan}")
        return path

    def test_without_one_the_way_out_is_named(self, old: Path) -> None:
        reading = open_reading(old, plan=False)
        assert (reading.result, reading.detail, reading.facts) == ("unsupported", "file.convert", {"kind": "rtf"})

    def test_with_one_the_file_is_read(self, old: Path) -> None:
        converter(old.parent, COPY)
        document = open_reading(old, plan=False).document
        assert document is not None
        assert [line.text for line in document.lines] == ["1 总则"]

    def test_one_that_makes_nothing_means_damaged(self, old: Path) -> None:
        converter(old.parent, "")
        assert open_reading(old, plan=False).result == "damaged"

    def test_one_that_hangs_is_ended(self, old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        converter(old.parent, "time.sleep(60)")
        monkeypatch.setattr(convert, "_SECONDS", 1)
        assert open_reading(old, plan=False).detail == "file.time"
