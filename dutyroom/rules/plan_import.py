"""Importing plans: what became of a file, and what is remembered of it so that an import can go on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from dutyroom.rules.wording import mark

SENTENCES: Final[dict[str, str]] = {
    "import.none_open": mark("There is no import that was broken off."),
    "import.file.changed": mark("The file changed while it was read; import it again once it is finished."),
    "import.disk_full": mark("The disk is full, so the file was not kept. Make room, then go on with the import."),
    "import.not_like": mark("Plan {id} is not there any more, or is a version already."),
}


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What became of one file; ``plan`` is its number, or of the plan that is the same. ``detail`` is a code.

    ``file`` is its path; of a file inside an archive or a mail the path goes on inside.
    """

    file: str
    result: str
    plan: int | None = None
    detail: str = ""
    facts: tuple[tuple[str, object], ...] = ()

    @property
    def like(self) -> int | None:
        """The plan of which this one looks like a version, where nobody has joined them."""
        if not self.detail.startswith("plan.like") or self.detail == "plan.like.kept":
            return None
        other = dict(self.facts).get("other")
        return other if isinstance(other, int) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class FileNote:
    """A file of a run as it stood when it was read: its size in bytes, and when it was written last (nanoseconds)."""

    run: int
    path: str
    size: int
    changed_at: int


def shown_path(path: str) -> str:
    """A path as it can be kept and shown: the bytes of a name that is no UTF-8 are read as Chinese Windows wrote them."""
    try:
        path.encode("utf-8")
    except UnicodeEncodeError:
        raw = path.encode("utf-8", "surrogateescape" if _is_escaped(path) else "replace")
        return raw.decode("gb18030", "replace")
    return path


def _is_escaped(path: str) -> bool:
    return all(not "\ud800" <= sign <= "\udfff" or "\udc80" <= sign <= "\udcff" for sign in path)
