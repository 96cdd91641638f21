"""What every test may rely on: no screen unless asked, a fixed language, nobody's own files, no leaks."""

from __future__ import annotations

import gc
import os
import shutil
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest

from dutyroom.actions.papers import default_cache
from dutyroom.papers import font_convert, font_sources
from tests import ready_made
from tests.samples import Room

ROOT = Path(__file__).resolve().parent.parent
MADE_AT_SET_UP = default_cache()
"""Where the account that runs the tests keeps its faces; asked before the tests get a home of their own."""
PATIENCE_S = 2.0
"""How long a thread may take to end after its test before it counts as left behind."""

# A stopwatch on each example tells about the machine, not about the program. The build draws the same
# examples each time, so that a red build is about the change; at a desk they are twice as many and differ
# from run to run.
hypothesis.settings.register_profile("desk", deadline=None)
hypothesis.settings.register_profile("build", deadline=None, derandomize=True, max_examples=50, print_blob=True)
hypothesis.settings.load_profile("build" if os.environ.get("CI") else "desk")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--onscreen", action="store_true", help="real windows: on a virtual screen where Xvfb is installed"
    )


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Fix what a window and a file take from the surroundings, before anything asks for it."""
    onscreen = config.getoption("--onscreen")
    if not onscreen:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    elif sys.platform.startswith("linux"):
        os.environ["QT_QPA_PLATFORM"] = "xcb"
        os.environ.pop("WAYLAND_DISPLAY", None)
    os.environ["LANG"] = "C.UTF-8"
    for name in ("LC_ALL", "LC_MESSAGES", "LC_TIME", "LANGUAGE", "QT_SCALE_FACTOR", "DUTYROOM_PASSWORD"):
        os.environ.pop(name, None)


@pytest.hookimpl(optionalhook=True)
def pytest_xvfb_disable(config: pytest.Config) -> bool:
    """Start a virtual screen only for the run that shows windows."""
    return not config.getoption("--onscreen")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Skip what needs a real window where there is none, and say why."""
    why = ""
    if not config.getoption("--onscreen"):
        why = "needs a real window: make test-window"
    elif sys.platform.startswith("linux") and not os.environ.get("DISPLAY") and not _will_have_xvfb(config):
        why = "needs a screen: neither DISPLAY nor Xvfb is here"
    for item in items:
        if why and item.get_closest_marker("window"):
            item.add_marker(pytest.mark.skip(reason=why))


def pytest_collection_finish() -> None:
    """Thousands of collected tests and loaded modules stay to the end; looking through them again and again is a waste.

    A window leaves tens of thousands of objects: they are looked through less often than the 700 that are usual.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


def _will_have_xvfb(config: pytest.Config) -> bool:
    """In the process that only deals out tests to workers the screen is theirs, not its own."""
    return config.getoption("dist", "no") != "no" and "PYTEST_XDIST_WORKER" not in os.environ


@pytest.fixture(scope="session", autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A home of the tests' own, so that none finds or touches the duty room of whoever runs them."""
    home = tmp_path_factory.mktemp("home")
    runtime = home / "run"
    runtime.mkdir(mode=0o700)
    with pytest.MonkeyPatch.context() as patch:
        for name in ("DATA", "CONFIG", "CACHE", "STATE"):
            patch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
        patch.setenv("XDG_RUNTIME_DIR", str(runtime))
        _take_faces(default_cache())
        yield home


def _take_faces(folder: Path) -> None:
    """Copy the base faces that set-up has made; each would take seconds to make again."""
    folder.mkdir(parents=True, exist_ok=True)
    for made in MADE_AT_SET_UP.glob("*-base.ttf"):
        if not (folder / made.name).exists():
            half = folder / f"{made.name}.{os.getpid()}"
            shutil.copy(made, half)
            half.replace(folder / made.name)


@pytest.fixture(scope="session", autouse=True)
def ready_stores(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """New stores come quickly, and the furnished ones are gone afterwards."""
    with ready_made.migrated_once(tmp_path_factory.mktemp("migrated")):
        yield
    ready_made.forget()


@pytest.fixture(scope="session")
def font_cache() -> Path:
    """The folder of faces made ready for paper, every base face in it; kept between runs, as making them takes seconds.

    What set-up has made is taken over, and no test begins while another process is still making a face.
    """
    folder = ROOT / "build" / "font-cache"
    _take_faces(folder)
    font_convert.make_bases(folder, list(font_sources.shipped_fonts().values()))
    return folder


@pytest.fixture(scope="session")
def real() -> Path:
    """The folder of real documents that stands beside the checkout; skips where it does not."""
    folder = ROOT.parent / "shared" / "real"
    if not folder.is_dir():
        pytest.skip("no real documents beside this checkout (../shared/real)")
    return folder


@pytest.fixture(autouse=True)
def leaves_no_thread() -> Iterator[None]:
    """Fail a test that ends while a thread it started would keep the program from ending."""
    before = set(threading.enumerate())
    yield
    until = time.monotonic() + PATIENCE_S
    left = [thread for thread in threading.enumerate() if thread not in before and not thread.daemon]
    for thread in left:
        thread.join(max(0.0, until - time.monotonic()))
    still = [thread.name for thread in left if thread.is_alive()]
    assert not still, f"the test left threads running: {still}"


@pytest.fixture(autouse=True)
def leaves_no_window() -> Iterator[None]:
    """Fail a test that leaves a window open; qtbot closes those it was given before this looks."""
    before = {id(window) for window in _open_windows()}
    yield
    left = [window for window in _open_windows() if id(window) not in before]
    names = [f"{type(window).__name__} {window.objectName()!r} {window.windowTitle()!r}" for window in left]
    for window in left:
        window.close()
    assert not names, f"the test left windows open: {names} (give them to qtbot.addWidget or close them)"


def _open_windows() -> list[Any]:
    """The visible windows of the running application, tool tips left out; none if Qt was never started."""
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is None or widgets.QApplication.instance() is None:
        return []
    tip = sys.modules["PySide6.QtCore"].Qt.WindowType.ToolTip
    return [
        window for window in widgets.QApplication.topLevelWidgets() if window.isVisible() and window.windowType() != tip
    ]


@pytest.fixture
def life() -> Callable[[Room], object] | None:
    """What has happened in the duty room before each test; a module whose tests begin alike says its own."""
    return None


@pytest.fixture
def room(tmp_path: Path, life: Callable[[Room], object] | None) -> Iterator[Room]:
    """A small duty room on a real file, its clock standing at noon."""
    made = Room(tmp_path / "room").open(live=life)
    yield made
    made.store.close()
