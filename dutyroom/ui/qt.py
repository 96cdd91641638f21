"""Qt's bindings, loaded without what they would do to every module that is loaded after them."""

from __future__ import annotations

import builtins


def load_qt() -> None:
    """Load the bindings, and leave importing as it was.

    They put a function of their own in the place of ``__import__`` which reads the source of each module that follows,
    to see whether it asks for ``from __feature__ import …``. Nothing here does, and reading the sources of SQLAlchemy
    and of the program takes a sixth of the start.
    """
    plain = builtins.__import__
    import PySide6.QtWidgets  # noqa: F401, PLC0415  # slow import: nothing but the window needs it

    builtins.__import__ = plain
