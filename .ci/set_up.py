"""Set up DutyRoom: ``.venv``, the locked packages, the ``dutyroom`` command, the system's libraries.

Run by any Python 3 (``make setup`` does it): standard library only, and no syntax newer than Python 3.6, so
that an old interpreter can say that it is too old instead of failing on a line it cannot read. A second run
changes nothing and takes a moment; it does the work again when the lock file, the folder or Python changed.
"""

import argparse
import hashlib
import json
import locale
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import system

OLDEST = (3, 11)
NEWER = ("python3.11", "python3.12", "python3.13", "python3.14")  # the one it is tested with first
ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "dutyroom-set-up.json"
WINDOWS = os.name == "nt"
BIN = VENV / ("Scripts" if WINDOWS else "bin")
VENV_PYTHON = BIN / ("python.exe" if WINDOWS else "python")
LAUNCHER = BIN / ("dutyroom.cmd" if WINDOWS else "dutyroom")
_WHO = "import sys, sysconfig; print('%d.%d.%d' % sys.version_info[:3]); print(sysconfig.get_path('purelib'))"


def main() -> int:
    """Set everything up; the exit status is 0 when the program can start."""
    asked = _arguments()
    if sys.version_info < OLDEST:
        return _with_newer_python()
    if not _check_system(for_tests=asked.dev):
        return 1
    stamp = {} if asked.again else _read_stamp()
    lock = ROOT / ("requirements-dev.txt" if asked.dev else "requirements.txt")
    made = _make_venv(stamp)
    if made is None:
        return 1
    version, packages = made
    if not _is_current(stamp, version, lock):
        STAMP.unlink(missing_ok=True)
        if not _install(lock, asked.from_source):
            return 1
        _link(packages)
        if not asked.dev:
            _make_faces()
        _write_stamp(version, dev=asked.dev)
    print(f"set-up: ready: {LAUNCHER.relative_to(ROOT)} (Python {version})", flush=True)
    return 0


def _make_faces() -> None:
    """Convert the faces for paper now, so that the first report does not wait for it; the program can do it itself."""
    print("set-up: converting the Chinese faces for paper (once, some 15 s)", flush=True)
    code = "from dutyroom.actions.papers import default_cache as c; from dutyroom.papers.fonts import open_faces as o; o(c())"
    subprocess.call([str(VENV_PYTHON), "-c", code])


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Set up DutyRoom in .venv.")
    parser.add_argument("--dev", action="store_true", help="also what tests, checks and benchmarks need")
    parser.add_argument("--again", action="store_true", help="install again even if nothing changed")
    parser.add_argument("--from-source", action="store_true", help="build packages that have no wheel here")
    return parser.parse_args()


def _with_newer_python() -> int:
    """Go on with a newer interpreter of this machine, or say what is needed."""
    for name in NEWER:
        found = shutil.which(name)
        # A shim may stand on the path for a version that is not there: ask it before trusting it.
        if found and subprocess.call([found, "-c", ""], stderr=subprocess.DEVNULL) == 0:
            return subprocess.call([found, *sys.argv])
    print(
        f"set-up: DutyRoom needs Python 3.11 or newer; this is {sys.version.split()[0]} ({sys.executable}).\n"
        "        Install a newer one (on Debian 12: apt-get install python3 python3-venv) and name it:\n"
        "        make PYTHON=/path/to/python3.11 run"
    )
    return 1


def _check_system(for_tests: bool) -> bool:
    """Install or name what the system lacks; false when the program could not start."""
    lacking = system.missing(for_tests)
    if lacking and system.install(lacking):
        lacking = system.missing(for_tests)
        if lacking:
            print("set-up: still missing: " + ", ".join(need.what for need in lacking))
    if not system.has_chinese_face():
        print("set-up: no Chinese font on this system; window and paper use the faces that DutyRoom brings.")
    vital = [need.what for need in lacking if need.vital]
    if vital:
        print("set-up: stopped: DutyRoom cannot start without " + ", ".join(vital))
    return not vital


def _read_stamp() -> "dict[str, str]":
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def _make_venv(stamp: "dict[str, str]") -> "tuple[str, Path] | None":
    """Make ``.venv`` unless a good one is there; its Python version and its folder of packages."""
    found = _ask_venv()
    moved = stamp.get("root", str(ROOT)) != str(ROOT)
    if found is None or moved:
        print(f"set-up: making .venv with {sys.executable}", flush=True)
        if subprocess.call([sys.executable, "-m", "venv", "--clear", str(VENV)]):
            print("set-up: stopped: Python could not make .venv (see above)")
            return None
        found = _ask_venv()
    return found


def _ask_venv() -> "tuple[str, Path] | None":
    """Version and packages folder of the Python in ``.venv``; None if it does not run or is too old."""
    try:
        answer = subprocess.run([str(VENV_PYTHON), "-c", _WHO], stdout=subprocess.PIPE, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    version, packages = answer.stdout.decode(locale.getpreferredencoding(False)).splitlines()
    recent = tuple(int(part) for part in version.split(".")[:2]) >= OLDEST
    return (version, Path(packages)) if recent else None


def _is_current(stamp: "dict[str, str]", version: str, lock: Path) -> bool:
    same_place = stamp.get("root") == str(ROOT) and stamp.get("python") == version
    return same_place and stamp.get(lock.name) == _digest(lock) and LAUNCHER.exists()


def _install(lock: Path, from_source: bool) -> bool:
    """Install the locked packages with pip, each checked against its hash."""
    print(f"set-up: installing {lock.name} (the first time this downloads about 130 MB)", flush=True)
    pip = [str(VENV_PYTHON), "-m", "pip", "install", "-qq", "--no-input", "--disable-pip-version-check"]
    wheels = [] if from_source else ["--only-binary=:all:"]
    command = pip + wheels + ["--require-hashes", "-r", str(lock)]
    if subprocess.call(command, stdin=subprocess.DEVNULL) == 0:
        return True
    print("set-up: stopped: pip could not install " + lock.name + " (see above).")
    print("        Is the package index of your pip configuration within reach? Where a package has no wheel")
    print("        for this machine, this builds it: python3 .ci/set_up.py --from-source")
    return False


def _link(packages: Path) -> None:
    """Let ``.venv`` import this checkout, and put the ``dutyroom`` command into it.

    By hand, so that running the program needs no build tool. ``-P`` keeps a folder named dutyroom in the
    current directory from being taken for the program.
    """
    # Python reads .pth files in the locale's encoding, which matters in a folder with a Chinese name.
    here = locale.getpreferredencoding(False)
    (packages / "dutyroom.pth").write_text(str(ROOT) + "\n", encoding=here)
    if WINDOWS:
        LAUNCHER.write_text('@"%~dp0python.exe" -P -m dutyroom %*\r\n', encoding="ascii")
        return
    # Replaced, not rewritten: the command may be running.
    fresh = LAUNCHER.with_suffix(".new")
    fresh.write_text(f'#!/bin/sh\nexec {shlex.quote(str(VENV_PYTHON))} -P -m dutyroom "$@"\n', encoding=here)
    fresh.chmod(0o755)
    fresh.replace(LAUNCHER)


def _write_stamp(version: str, dev: bool) -> None:
    stamp = {"root": str(ROOT), "python": version}
    for name in ("requirements.txt", "requirements-dev.txt") if dev else ("requirements.txt",):
        stamp[name] = _digest(ROOT / name)
    STAMP.write_text(json.dumps(stamp, indent=1), encoding="utf-8")


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


if __name__ == "__main__":
    sys.exit(main())
