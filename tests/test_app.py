"""The composition root's own decisions."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from dutyroom.__main__ import has_command
from dutyroom.app import input_method_for

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


def test_the_window_starts_without_what_it_does_not_need_yet():
    modules = loaded_after("import dutyroom.app, dutyroom.ui.registers.desk")
    heavy = {"reportlab", "pypinyin", "alembic", "docx", "pypdfium2", "lxml", "argon2", "fontTools", "markdown_it"}
    assert not heavy & modules
