"""The check of a paper, with the faces that it and the issue need opened once, off the window's thread."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from dutyroom.actions.briefing_checking import check_briefing
from dutyroom.actions.briefing_facts import maker, undrawable
from dutyroom.data.folders import faces_cache
from dutyroom.ui.page import Tools

if TYPE_CHECKING:
    from dutyroom.actions.briefings import Glyphs, Make
    from dutyroom.papers.fonts import Faces
    from dutyroom.rules.briefing_check import Finding


class PaperFaces(QObject):
    """``check`` calls back with what was found, what makes a paper and what knows its characters."""

    def __init__(self, tools: Tools, parent: QObject) -> None:
        super().__init__(parent)
        self._tools = tools
        self._faces: Faces | None = None

    def check(self, number: int, then: Callable[[tuple[Finding, ...], Make, Glyphs], None]) -> None:
        """Check the paper of this number as it is stored."""

        def ready(make: Make, glyphs: Glyphs) -> None:
            now, answer = self._tools.clock(), lambda found: then(found, make, glyphs)
            self._tools.courier.ask(self, check_briefing, number, now, glyphs, then=answer)

        self._ready(ready)

    def _ready(self, then: Callable[[Make, Glyphs], None]) -> None:
        if self._faces is not None:
            then(maker(self._faces), undrawable(self._faces))
            return

        def opened(faces: Faces) -> None:
            self._faces = faces
            then(maker(faces), undrawable(faces))

        self._tools.courier.work(self, _open, then=opened)


def _open() -> Faces:
    from dutyroom.papers.fonts import open_faces  # noqa: PLC0415  # slow import

    return open_faces(faces_cache())
