"""The build's own tools: the set-up's way of telling what is done, and the catalogue of sentences."""

from __future__ import annotations

import gettext
import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

TOOLS = Path(__file__).resolve().parent.parent / ".ci"


def _load(name: str, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(TOOLS))
    spec = importlib.util.spec_from_file_location(f"build_{name}", TOOLS / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def catalogue(monkeypatch, tmp_path):
    """The catalogue tool on a package of its own."""
    tool = _load("catalogue", monkeypatch)
    (tmp_path / "dutyroom").mkdir()
    monkeypatch.setattr(tool, "ROOT", tmp_path)
    monkeypatch.setattr(tool, "PACKAGE", tmp_path / "dutyroom")
    monkeypatch.setattr(tool, "PO", tmp_path / "i18n" / "zh_CN.po")
    return tool


def _say(tool: ModuleType, text: str) -> None:
    (tool.PACKAGE / "page.py").write_text(text, encoding="utf-8")


def test_sentences_are_gathered_in_every_form(catalogue):
    _say(
        catalogue,
        'self.tr("Open {n}").format(n=1)\n'
        'wording.say("Two " "parts", n=1)\n'
        'say(\n    (\n        "Three "\n        "lines\\n"\n    )\n)\n'
        'self.tr("yes" if it else "no")\n'
        'mark("a", "b")\nself.tr(variable)\nother("not me")\n',
    )
    sentences, problems = catalogue.gather(catalogue.PACKAGE)
    assert sentences == ["Open {n}", "Three lines\n", "Two parts", "a", "b", "no", "yes"]
    assert problems == []


@pytest.mark.parametrize("argument", ['f"{n} open"', '"open: " + n', '"%s open" % n'])
def test_a_sentence_put_together_at_run_time_is_a_problem(catalogue, argument):
    _say(catalogue, f"self.tr({argument})")
    sentences, problems = catalogue.gather(catalogue.PACKAGE)
    assert (sentences, len(problems)) == ([], 1)


def test_translations_are_merged_compiled_and_checked(catalogue, tmp_path, capsys):
    _say(catalogue, 'tr("Open {n}"); tr("One\\ntwo"); tr("Log")')
    lines = tmp_path / "part.tsv"
    lines.write_text("Open {n}\t未办结{n}项\nOne\\ntwo\t一\\n二\nLog\t值班日志\nGone\t无\n", encoding="utf-8")
    assert catalogue.main(["--merge", str(lines)]) == 0
    assert "not said anywhere in the program: 'Gone'" in capsys.readouterr().out
    assert catalogue.main(["--check"]) == 0
    with catalogue.PO.with_suffix(".mo").open("rb") as compiled:
        chinese = gettext.GNUTranslations(compiled)
    assert [chinese.gettext(text) for text in ("Open {n}", "One\ntwo")] == ["未办结{n}项", "一\n二"]


@pytest.mark.parametrize(
    ("chinese", "fault"), [("未办结{m}项", "placeholders differ"), ("未办结{n", "placeholders differ")]
)
def test_a_translation_with_other_placeholders_is_refused(catalogue, tmp_path, capsys, chinese, fault):
    _say(catalogue, 'tr("Open {n}")')
    lines = tmp_path / "part.tsv"
    lines.write_text(f"Open {{n}}\t{chinese}\n", encoding="utf-8")
    catalogue.main(["--merge", str(lines)])
    assert catalogue.main(["--check"]) == 1
    assert fault in capsys.readouterr().out


def test_a_new_sentence_makes_the_files_stale_and_an_old_one_keeps_its_translation(catalogue, tmp_path, capsys):
    _say(catalogue, 'tr("Log")')
    lines = tmp_path / "part.tsv"
    lines.write_text("Log\t值班日志\n", encoding="utf-8")
    catalogue.main(["--merge", str(lines)])
    _say(catalogue, 'tr("Desk")')
    assert catalogue.main(["--check"]) == 1
    out = capsys.readouterr().out
    assert "untranslated: 'Desk'" in out
    assert "zh_CN.po is not what the program says" in out
    catalogue.main([])
    _say(catalogue, 'tr("Log")')
    catalogue.main([])
    assert catalogue.main(["--check"]) == 0


@pytest.fixture
def set_up(monkeypatch, tmp_path):
    """The set-up tool in a folder of its own, with locks and a virtual environment that look real."""
    tool = _load("set_up", monkeypatch)
    root = tmp_path / "值班 室"  # a space and Chinese: both have broken launchers before
    (root / ".venv" / tool.BIN.name).mkdir(parents=True)
    for name, value in (
        ("ROOT", root),
        ("STAMP", root / ".venv" / tool.STAMP.name),
        ("LAUNCHER", root / ".venv" / tool.BIN.name / tool.LAUNCHER.name),
        ("VENV_PYTHON", Path(sys.executable)),
    ):
        monkeypatch.setattr(tool, name, value)
    for lock in ("requirements.txt", "requirements-dev.txt"):
        (root / lock).write_text(f"# {lock}\n", encoding="utf-8")
    return tool


def test_set_up_does_its_work_again_only_when_something_changed(set_up, tmp_path):
    run, dev = set_up.ROOT / "requirements.txt", set_up.ROOT / "requirements-dev.txt"
    set_up._link(tmp_path)
    set_up._write_stamp("3.11.7", dev=False)
    stamp = set_up._read_stamp()
    assert set_up._is_current(stamp, "3.11.7", run)
    assert not set_up._is_current(stamp, "3.11.7", dev)
    assert not set_up._is_current(stamp, "3.12.1", run)
    assert not set_up._is_current({**stamp, "root": "elsewhere"}, "3.11.7", run)
    run.write_text("# another\n", encoding="utf-8")
    assert not set_up._is_current(stamp, "3.11.7", run)


def test_a_damaged_stamp_counts_as_none(set_up):
    set_up.STAMP.write_text("{", encoding="utf-8")
    assert set_up._read_stamp() == {}
    set_up.STAMP.write_text(json.dumps(["x"]), encoding="utf-8")
    assert set_up._read_stamp() == {}


@pytest.mark.skipif(sys.platform == "win32", reason="the launcher is a shell script here")
def test_the_launcher_runs_this_checkout_from_anywhere(set_up, tmp_path):
    set_up._link(tmp_path)
    assert (tmp_path / "dutyroom.pth").read_text(encoding="utf-8").strip() == str(set_up.ROOT)
    impostor = tmp_path / "elsewhere"
    (impostor / "dutyroom").mkdir(parents=True)
    (impostor / "dutyroom" / "__main__.py").write_text("print('impostor')", encoding="utf-8")
    ran = subprocess.run(
        [set_up.LAUNCHER, "check", "--help"], cwd=impostor, capture_output=True, text=True, check=False
    )
    assert "impostor" not in ran.stdout
    assert ran.returncode not in {126, 127}, ran.stderr
