"""What the system must have beside Python: libraries for the window, tools for the tests.

Standard library only, and no syntax newer than Python 3.6 (see ``set_up.py``).
"""

import ctypes
import importlib.util
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple


class Need(NamedTuple):
    """A library, tool or file; ``vital`` means that the program cannot start without it."""

    what: str
    package: str
    vital: bool


# Qt 6.12's own wheel, read with ldd on Debian 12: what it links to and does not bring along.
_QT = (
    ("libEGL.so.1", "libegl1"),
    ("libGL.so.1", "libgl1"),
    ("libGLX.so.0", "libglx0"),
    ("libxkbcommon.so.0", "libxkbcommon0"),
    ("libdbus-1.so.3", "libdbus-1-3"),
    ("libfontconfig.so.1", "libfontconfig1"),
    ("libglib-2.0.so.0", "libglib2.0-0"),
    ("libX11.so.6", "libx11-6"),
)
_SCREEN = (
    ("libxcb-cursor.so.0", "libxcb-cursor0"),
    ("libxcb-icccm.so.4", "libxcb-icccm4"),
    ("libxcb-keysyms.so.1", "libxcb-keysyms1"),
    ("libxcb-image.so.0", "libxcb-image0"),
    ("libxcb-randr.so.0", "libxcb-randr0"),
    ("libxcb-render-util.so.0", "libxcb-render-util0"),
    ("libxcb-shape.so.0", "libxcb-shape0"),
    ("libxcb-sync.so.1", "libxcb-sync1"),
    ("libxcb-util.so.1", "libxcb-util1"),
    ("libxcb-xfixes.so.0", "libxcb-xfixes0"),
    ("libxcb-xkb.so.1", "libxcb-xkb1"),
    ("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
    ("libX11-xcb.so.1", "libx11-xcb1"),
    ("libcups.so.2", "libcups2"),
    ("libwayland-client.so.0", "libwayland-client0"),
    ("libwayland-cursor.so.0", "libwayland-cursor0"),
)
_TEST_TOOLS = (("Xvfb", "xvfb"), ("pdftotext", "poppler-utils"), ("pdffonts", "poppler-utils"))


def missing(for_tests: bool) -> "list[Need]":
    """What this machine lacks; only Linux leaves these things to the system."""
    if not sys.platform.startswith("linux"):
        return []
    lacking = [Need(name, package, True) for name, package in _QT if not _loads(name)]
    lacking += [Need(name, package, False) for name, package in _SCREEN if not _loads(name)]
    if importlib.util.find_spec("ensurepip") is None:
        lacking.append(Need("ensurepip", f"python{sys.version_info.major}.{sys.version_info.minor}-venv", True))
    if not Path("/usr/share/zoneinfo/Asia/Shanghai").exists():
        lacking.append(Need("zoneinfo/Asia/Shanghai", "tzdata", True))
    if for_tests:
        lacking += [Need(tool, package, False) for tool, package in _TEST_TOOLS if not shutil.which(tool)]
    return lacking


def install(lacking: "list[Need]") -> bool:
    """Install what is lacking with apt-get where that is possible, else name the command; true if tried."""
    packages = sorted({need.package for need in lacking})
    command = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    print("set-up: missing on this system: " + ", ".join(need.what for need in lacking))
    if not shutil.which("apt-get"):
        print("set-up: install the packages that hold them (on Debian: " + " ".join(packages) + ")")
        return False
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        print("set-up: please run:  sudo apt-get update && sudo " + shlex.join(command))
        return False
    print("set-up: " + shlex.join(command), flush=True)
    quiet = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    for step in (["apt-get", "update", "-qq"], [*command, "-qq"]):
        done = subprocess.run(
            step,
            env=quiet,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        if done.returncode:
            print(done.stdout.decode("utf-8", "replace"))
    return True


def has_chinese_face() -> bool:
    """Whether the system's own fonts can write Chinese; true where that cannot be asked."""
    if not sys.platform.startswith("linux") or not shutil.which("fc-list"):
        return True
    listed = subprocess.run(["fc-list", ":lang=zh", "family"], stdout=subprocess.PIPE, check=False)
    return bool(listed.stdout.strip())


def has_screen() -> bool:
    """Whether a window can be opened: always on Windows and macOS, else where a display is named."""
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
