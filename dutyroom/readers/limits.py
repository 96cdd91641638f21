"""Limits: how much memory this process may take, where the system can be told."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

if sys.platform != "win32":
    import resource


def limit_memory(megabytes: int) -> None:
    """Let this process take at most so much memory; a larger demand then fails with ``MemoryError``.

    On Windows nothing is limited here: the parent watches and ends the process.
    """
    if sys.platform != "win32":
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (megabytes * 1024 * 1024, hard))


@contextmanager
def without_memory_limit() -> Iterator[None]:
    """Lift the limit while another program is started, which brings its own needs."""
    if sys.platform == "win32":
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (hard, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
