"""``dutyroom``: a command where one was typed, the window otherwise."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence

_SURROUNDINGS = ("--data", "--lang")


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program; returns the exit status. A command never loads the window, nor the window the commands."""
    typed = list(sys.argv[1:] if argv is None else argv)
    if has_command(typed):
        from dutyroom.cli.main import run  # noqa: PLC0415  # slow import: the window does not need it
        from dutyroom.cli.unforeseen import note_unforeseen  # noqa: PLC0415  # slow import: as above

        try:
            return run(typed)
        except Exception as error:  # noqa: BLE001  # the end of the world: nobody above could say anything
            return note_unforeseen(error, typed)
    # What is imported and built at the start stays: collecting it again and again takes a fifth of the start.
    gc.disable()
    from dutyroom.ui.qt import load_qt  # noqa: PLC0415  # slow import: commands do not need Qt

    load_qt()
    from dutyroom.app import run_window  # noqa: PLC0415  # slow import: as above
    from dutyroom.cli.arguments import first_look  # noqa: PLC0415  # slow import: only where a window is opened

    folder, language = first_look(typed)
    return run_window(folder, language)


def has_command(typed: Sequence[str]) -> bool:
    """Whether anything was typed but the folder and the language."""
    words = iter(typed)
    for word in words:
        name, equals, value = word.partition("=")
        if name not in _SURROUNDINGS:
            return True
        if not equals:
            value = next(words, "")
        if not value or (name == "--lang" and value not in ("zh_CN", "en")):
            return True  # not what was meant: the command line says what is wrong
    return False


if __name__ == "__main__":
    sys.exit(main())
