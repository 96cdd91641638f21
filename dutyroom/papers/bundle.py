"""What a paper becomes with the files of its matter behind it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bundled:
    """One PDF; ``unfit`` are the files that do not keep to PDF/A, so that the whole does not either."""

    pdf: bytes
    unfit: tuple[str, ...] = ()
