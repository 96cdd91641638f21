"""The faces of papers, opened once off the window's thread: the check and the issue of a paper need them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from dutyroom.actions.briefing_facts import maker, undrawable
from dutyroom.data.folders import faces_cache
from dutyroom.ui.page import Tools

if TYPE_CHECKING:
    from dutyroom.actions.briefings import Glyphs, Make
    from dutyroom.papers.fonts import Faces


class PaperFaces(QObject):
    """``ready`` calls back with what makes a paper and what knows its characters."""

    def __init__(self, tools: Tools, parent: QObject) -> None:
        super().__init__(parent)
        self._tools = tools
        self._faces: Faces | None = None

    def ready(self, then: Callable[[Make, Glyphs], None]) -> None:
        """Open the faces where they are not open yet."""
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
