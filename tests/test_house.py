"""The house rules, kept by the build and not by goodwill; each rule is also shown to find a planted breach."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests import house
from tests.house import PROGRAM_RULES, TABLES, TEST_RULES, Module, Rule

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ("requirements.txt", "requirements-dev.txt")

# Put together from parts, so that this file does not name what it forbids.
HOSTS = re.compile(
    "|".join(
        re.escape(".".join(parts))
        for parts in (
            ("pypi", "org"),
            ("pythonhosted", "org"),
            ("npmjs", "org"),
            ("npmjs", "com"),
            ("deb", "debian", "org"),
            ("crates", "io"),
            ("proxy", "golang", "org"),
            ("mirrors", "aliyun"),
            ("tuna", "tsinghua"),
        )
    )
)
MACHINE_PATHS = re.compile(
    r"(?<![\w.:/}~-])/(?:"
    + "|".join(("wo" + "rk/", "ro" + "ot/", "ho" + r"me/\w", "Us" + r"ers/\w", "opt/py" + "pi"))
    + r")|[A-Z]:\\+Us"
    + r"ers\\+\w"
)


def _tracked() -> list[str]:
    """What git keeps or would keep; a copy without git has no such list."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listed.returncode:
        pytest.skip("not a git checkout, so there is no list of what belongs to it")
    return [name for name in listed.stdout.decode().split("\0") if name and (ROOT / name).is_file()]


@cache
def _modules(*folders: str) -> tuple[Module, ...]:
    files = (file for folder in folders for file in sorted((ROOT / folder).rglob("*.py")))
    return tuple(Module.of(file.relative_to(ROOT).as_posix(), file.read_text(encoding="utf-8")) for file in files)


def _name(rule: Rule) -> str:
    return rule.__name__


@pytest.mark.parametrize("rule", PROGRAM_RULES, ids=_name)
def test_the_program_keeps(rule):
    modules = _modules("dutyroom")
    breaches = [breach for module in modules for breach in rule(module)]
    assert modules
    assert not breaches, "\n" + "\n".join(breaches)


@pytest.mark.parametrize("rule", TEST_RULES, ids=_name)
def test_tests_and_tools_keep(rule):
    breaches = [breach for module in _modules("tests", "benchmarks", ".ci") for breach in rule(module)]
    assert not breaches, "\n" + "\n".join(breaches)


def test_every_exception_is_still_needed():
    long = {module.path for module in _modules("dutyroom") if len(module.text.splitlines()) > house.MODULE_LINES}
    assert set(TABLES) <= long, f"take these out of TABLES: {sorted(set(TABLES) - long)}"


def _class_of(methods: int) -> str:
    return "class A:\n" + "".join(f"    def m{n}(self): ...\n" for n in range(methods))


@pytest.mark.parametrize(
    ("rule", "path", "text"),
    [
        (house.module_is_short, "dutyroom/a.py", "x = 1\n" * 401),
        (house.module_is_short, "dutyroom/ui/main_window.py", "x = 1\n" * 201),
        (house.functions_are_short, "dutyroom/a.py", "def f():\n    'Doc.'\n" + "    x = 1\n" * 41),
        (house.classes_are_small, "dutyroom/a.py", _class_of(13)),
        (house.classes_are_small, "dutyroom/a.py", "class A:\n    def __init__(self, a, b, c, *, d, e, f, g): ..."),
        (house.imports_inside_functions_have_a_reason, "dutyroom/a.py", "def f():\n    import lxml  # because"),
        (house.silenced_checks_say_why, "dutyroom/a.py", "import lxml  # noqa: F401"),
        (house.silenced_checks_say_why, "dutyroom/a.py", "x = f(1)  # type: ignore[arg-type]"),
        (house.nothing_is_caught_blindly, "dutyroom/a.py", "try: f()\nexcept Exception: pass"),
        (house.nothing_is_caught_blindly, "dutyroom/a.py", "try: f()\nexcept (ValueError, BaseException): pass"),
        (house.nothing_is_caught_blindly, "dutyroom/a.py", "try: f()\nexcept: pass"),
        (house.names_say_something, "dutyroom/utils.py", ""),
        (house.names_say_something, "dutyroom/ui/base_page.py", ""),
        (house.names_say_something, "dutyroom/ui/shift_manager.py", ""),
        (house.names_say_something, "dutyroom/a.py", "class ShiftController: ..."),
        (house.names_say_something, "dutyroom/a.py", "def process_entry(): ..."),
        (house.time_has_a_zone, "dutyroom/a.py", "import datetime\ndatetime.datetime.now()"),
        (house.time_has_a_zone, "dutyroom/a.py", "datetime.utcnow()"),
        (house.time_has_a_zone, "dutyroom/a.py", "datetime.fromtimestamp(5)"),
        (house.rules_are_pure, "dutyroom/rules/a.py", "import lxml.etree"),
        (house.rules_are_pure, "dutyroom/rules/a.py", "from dutyroom.data import store"),
        (house.rules_are_pure, "dutyroom/rules/a.py", "datetime.now(tz=UTC)"),
        (house.rules_are_pure, "dutyroom/rules/a.py", "Path('a').read_text()"),
        (house.modules_hold_no_state, "dutyroom/a.py", "seen = []"),
        (house.modules_hold_no_state, "dutyroom/a.py", "seen: dict[str, int] = {}"),
        (house.modules_hold_no_state, "dutyroom/a.py", "def f():\n    global seen"),
        (house.nobody_reaches_for_a_singleton, "dutyroom/ui/a.py", "QApplication.instance()"),
        (house.nobody_reaches_for_a_singleton, "dutyroom/ui/a.py", "def get_app(): ..."),
        (house.papers_name_their_kind, "dutyroom/ui/a.py", "Paper(title='a', file_name='b', make=c)"),
        (house.papers_name_their_kind, "dutyroom/ui/a.py", "parts.TranslatedPaper(**known, kind='')"),
    ],
)
def test_a_planted_breach_is_found(rule, path, text):
    assert len(list(rule(Module.of(path, text)))) == 1


@pytest.mark.parametrize(
    ("rule", "path", "text"),
    [
        (house.functions_are_short, "dutyroom/a.py", "def f():\n    'Doc.'\n" + "    # why\n\n    x = 1\n" * 40),
        (
            house.classes_are_small,
            "dutyroom/a.py",
            _class_of(12) + "    def _own(self): ...\n    def rowCount(self): ...",
        ),
        (house.silenced_checks_say_why, "dutyroom/a.py", "import lxml  # noqa: F401  # its plug-ins are wanted"),
        (house.imports_inside_functions_have_a_reason, "dutyroom/a.py", "def f():\n    import lxml  # slow import"),
        (house.nothing_is_caught_blindly, "dutyroom/a.py", "try: f()\nexcept BaseException:\n    undo()\n    raise"),
        (house.names_say_something, "dutyroom/data/tables/base.py", "def hand_over(): ..."),
        (house.time_has_a_zone, "dutyroom/a.py", "datetime.now(UTC); datetime.fromtimestamp(5, UTC)"),
        (house.rules_are_pure, "dutyroom/rules/a.py", "import re\nfrom dutyroom.rules.entry import Kind"),
        (house.modules_hold_no_state, "dutyroom/a.py", "A: Final[dict[str, int]] = {}\nB = (1, 2)\n__all__ = ['A']"),
    ],
)
def test_what_is_allowed_is_not_found(rule, path, text):
    assert list(rule(Module.of(path, text))) == []


def _texts(names: list[str]) -> Iterator[tuple[str, str]]:
    for name in names:
        content = (ROOT / name).read_bytes()
        if b"\0" not in content[:8192]:
            yield name, content.decode("utf-8", "replace")


@pytest.mark.parametrize("pattern", [HOSTS, MACHINE_PATHS], ids=["package registries", "paths of one machine"])
def test_no_file_names(pattern):
    found = [
        f"{name}:{number}: {match[0]}"
        for name, text in _texts(_tracked())
        for number, line in enumerate(text.splitlines(), start=1)
        if (match := pattern.search(line))
    ]
    assert not found, "\n" + "\n".join(found)


@pytest.mark.parametrize("text", ["/wo" + "rk/main/x", "'/ho" + "me/li/a'", "C:\\Us" + "ers\\li", " /ro" + "ot/.cache"])
def test_a_path_of_one_machine_is_recognised(text):
    assert MACHINE_PATHS.search(text)
    assert not MACHINE_PATHS.search("~/.local/share, ./wo" + "rk/, home/li and the net" + "work/desk")


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_hashes_and_no_index(lock):
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert "://" not in text
    assert not re.search(r"^-", text, re.MULTILINE), "options such as an index belong to the user's pip"
    pins = re.findall(
        r"^[\w.-]+==\S+(?: ;[^\\\n]*)? \\\n(?: +--hash=sha256:[0-9a-f]{64}(?: \\)?\n)+", text, re.MULTILINE
    )
    assert len(pins) == len(re.findall(r"^[^\s#]", text, re.MULTILINE)) > 0


def test_the_locks_hold_what_the_project_asks_for():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    run, dev = (_pinned(lock) for lock in LOCKS)
    assert run <= dev
    assert {_required(line) for line in project["project"]["dependencies"]} <= run
    assert {_required(line) for line in project["dependency-groups"]["dev"]} <= dev


def _pinned(lock: str) -> set[str]:
    return set(re.findall(r"^([\w.-]+)==", (ROOT / lock).read_text(encoding="utf-8"), re.MULTILINE))


def _required(requirement: str) -> str:
    return re.split(r"[\s<>=!~;\[]", requirement)[0].lower().replace("_", "-")


def test_the_translations_are_complete_and_compiled():
    checked = subprocess.run(
        [sys.executable, str(ROOT / ".ci" / "catalogue.py"), "--check"], capture_output=True, text=True, check=False
    )
    if checked.returncode:
        pytest.fail(f"{checked.stdout.splitlines()[-1:] or checked.stderr}: see `make check-words`", pytrace=False)
