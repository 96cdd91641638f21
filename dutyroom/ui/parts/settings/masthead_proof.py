"""The first look at a paper as its head is being edited: a sample made on a working thread when typing pauses."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dutyroom.data.catalogues import load_wording
from dutyroom.papers.briefing_facts import BriefingFacts
from dutyroom.rules.refusal import Refusal
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.field_note import FieldNote
from dutyroom.ui.parts.handover.live_paper import font_cache
from dutyroom.ui.parts.paper_pages import PaperPages
from dutyroom.ui.parts.settings.saying import said_by

if TYPE_CHECKING:
    from dutyroom.papers.fonts import Faces

_PAUSE_MS = 400


class _Press:
    """Makes papers with faces that are opened once; used on the courier's third thread only."""

    def __init__(self, cache: Path) -> None:
        self._cache = cache
        self._faces: Faces | None = None

    def make(self, facts: BriefingFacts, language: str) -> bytes:
        from dutyroom.papers.briefing import make_briefing  # noqa: PLC0415  # slow import
        from dutyroom.papers.fonts import open_faces  # noqa: PLC0415  # slow import

        if self._faces is None:
            self._faces = open_faces(self._cache)
        return make_briefing(facts, faces=self._faces, wording=load_wording(language))


class MastheadProof(QWidget):
    """``facts`` gives what is to be shown and in which language; it may raise the refusal of what cannot be.

    A refusal goes to ``refused``, None where all is well; the last good pages stay.
    """

    def __init__(
        self,
        tools: Tools,
        facts: Callable[[], tuple[BriefingFacts, str] | None],
        refused: Callable[[Refusal | None], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._tools, self._facts, self._refused = tools, facts, refused
        self._press = _Press(font_cache(tools))
        self._under_way = self._again = False
        self._shown: tuple[BriefingFacts, str] | None = None
        self.pages, self.note = PaperPages(tools.courier, self), FieldNote(self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._make)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.note)
        column.addWidget(self.pages, 1)
        self.pages.unreadable.connect(self._failed)

    def refresh(self) -> None:
        """Something changed: make the pages anew when nothing more is typed."""
        if self.isVisible():
            self._pause.start()

    def _make(self) -> None:
        if self._under_way:
            self._again = True
            return
        try:
            wanted = self._facts()
        except Refusal as refusal:
            self.note.say(self.tr("The sample is the last one that could be made; see the field at fault."), "warning")
            self._refused(refusal)
            return
        self._refused(None)
        if wanted is None or wanted == self._shown:
            self.note.be_silent()
            return
        self._under_way = True
        if not self.pages.pdf:
            self.note.say(self.tr("Making the paper…"), "hint")
        self._shown = wanted
        self._tools.courier.work(self, self._press.make, *wanted, then=self._made, failed=self._failed)

    def _made(self, pdf: bytes) -> None:
        self.note.be_silent()
        self.pages.show_pdf(pdf)
        self._done()

    def _failed(self, error: Exception) -> None:
        self._shown = None
        self.note.say(said_by(self._tools, error), "warning")
        self._done()

    def _done(self) -> None:
        self._under_way = False
        if self._again:
            self._again = False
            self._pause.start()
