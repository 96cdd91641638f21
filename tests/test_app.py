"""The composition root's own decisions."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from dutyroom.__main__ import has_command
from dutyroom.ui.screen import input_method_for

ROOT = Path(__file__).resolve().parent.parent


@pytest.mark.parametrize(
    ("env", "method"),
    [
        ({"QT_IM_MODULE": "fcitx"}, "ibus"),
        ({"QT_IM_MODULE": "Fcitx5"}, "ibus"),
        ({"QT_IM_MODULES": "fcitx;wayland"}, "ibus"),
        ({"QT_IM_MODULE": "ibus"}, None),
        ({"QT_IM_MODULE": "wayland", "XMODIFIERS": "@im=fcitx"}, None),
        ({}, None),
    ],
)
def test_fcitx_is_reached_through_ibus(env, method):
    assert input_method_for(env) == method


@pytest.mark.parametrize(
    ("typed", "command"),
    [
        ([], False),
        (["--data", "x"], False),
        (["--data=x", "--lang", "en"], False),
        (["--data", "x", "check"], True),
        (["search", "防汛"], True),
        (["--help"], True),
        (["--lang", "xx"], True),
        (["--data"], True),
    ],
)
def test_a_word_that_is_no_option_is_a_command(typed, command):
    assert has_command(typed) is command


def loaded_after(code: str) -> set[str]:
    ran = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys; print(*sys.modules)"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return set(ran.stdout.split())


def test_a_command_never_loads_the_window():
    modules = loaded_after(
        "from dutyroom.__main__ import main\nimport io,contextlib\nwith contextlib.redirect_stdout(io.StringIO()): main(['--version'])"
    )
    assert not {name for name in modules if name.startswith("PySide6")}


def test_the_window_is_painted_without_what_it_does_not_need_yet():
    """What it asks and does is named in ``ui/questions.py`` and ``ui/deeds.py``, and loaded behind it."""
    modules = loaded_after("import dutyroom.app, dutyroom.ui.registers.desk")
    heavy = {"reportlab", "pypinyin", "alembic", "docx", "pypdfium2", "lxml", "argon2", "fontTools", "markdown_it"}
    assert not (heavy | {"sqlalchemy", "psutil", "dutyroom.data.tables", "dutyroom.data.desk"}) & modules
    light = {"dutyroom.actions", "dutyroom.actions.errors"}
    behind = ("dutyroom.data.queries", "dutyroom.actions", "dutyroom.readers", "dutyroom.papers")
    assert {name for name in modules if name.startswith(behind)} <= light


def test_qt_leaves_importing_as_it_was():
    code = "import builtins; plain = builtins.__import__; from dutyroom.ui.qt import load_qt; load_qt()"
    assert "PySide6.QtWidgets" in loaded_after(f"{code}; assert builtins.__import__ is plain")


@pytest.mark.parametrize("name", ["questions", "deeds"])
def test_what_is_loaded_later_is_what_the_types_say(name):
    module = import_module(f"dutyroom.ui.{name}")
    tree = ast.parse(Path(module.__file__).read_text("utf-8"))
    said = next(node for node in tree.body if isinstance(node, ast.If)).body
    homes = {alias.name: node.module for node in said for alias in node.names}
    assert homes
    for function, home in homes.items():
        assert getattr(module, function).__doc__ == f":func:`{home}.{function}`, loaded when it is first called."
        assert callable(getattr(import_module(home), function))
    assert homes.keys() == {
        each for each, value in vars(module).items() if getattr(value, "__qualname__", "") == each
    } - {"later"}


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is always a screen")
@pytest.mark.parametrize(
    ("screen", "said"),
    [
        ({}, "There is no screen to open the window on: neither DISPLAY nor WAYLAND_DISPLAY is set."),
        ({"DISPLAY": ":77"}, "The screen :77 does not answer."),
        ({"QT_QPA_PLATFORM": "nonsense"}, "The window cannot be opened on this screen: Could not find the Qt platform"),
    ],
)
def test_without_a_screen_it_says_what_is_missing(tmp_path, screen, said):
    named = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    env = {name: value for name, value in os.environ.items() if name not in named} | screen
    ran = subprocess.run(
        [sys.executable, "-m", "dutyroom", "--data", str(tmp_path / "room"), "--lang", "en"],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert (ran.returncode, ran.stdout) == (3, ""), ran.stderr
    assert ran.stderr.startswith(f"dutyroom: {said}")
    assert "dutyroom --help" in ran.stderr
    assert len(ran.stderr.splitlines()) == 1
