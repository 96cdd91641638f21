"""Functions of the store that are loaded when they are first called, on the thread that calls them.

The window is painted before the library that speaks to the database is loaded. What the window asks and does is named
in :mod:`dutyroom.ui.questions` and :mod:`dutyroom.ui.deeds`; the modules behind those names are loaded by the courier's
own threads.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any


def later(home: str, name: str) -> Callable[..., Any]:
    """The function ``name`` of the module ``home``, which is loaded with the first call and not before."""

    def run(*args: Any, **named: Any) -> Any:
        return getattr(import_module(home), name)(*args, **named)

    run.__name__ = run.__qualname__ = name
    run.__doc__ = f":func:`{home}.{name}`, loaded when it is first called."
    return run
