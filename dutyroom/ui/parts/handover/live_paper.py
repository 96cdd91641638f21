"""The handover report as it would print now, beside the forms that it is made from."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dutyroom.actions.errors import said
from dutyroom.actions.handover import draft_facts
from dutyroom.actions.papers import default_cache
from dutyroom.data.catalogues import load_wording
from dutyroom.papers.facts import HandoverFacts
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.shift import HandoverNotes
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.field_note import FieldNote
from dutyroom.ui.parts.paper_pages import PaperPages

_PAUSE_MS = 500
PAPER_LANGUAGE = "zh_CN"


def font_cache(tools: Tools) -> Path:
    """Where the faces of papers are kept ready."""
    given = tools.extra.get("font_cache")
    return given if isinstance(given, Path) else default_cache()


class _Press:
    """Makes reports with faces that are opened once; used on the courier's third thread only."""

    def __init__(self, cache: Path) -> None:
        self._cache = cache
        self._faces: object | None = None

    def make(self, facts: HandoverFacts) -> bytes:
        from dutyroom.papers.fonts import Faces, open_faces  # noqa: PLC0415  # slow import
        from dutyroom.papers.handover import make_handover  # noqa: PLC0415  # slow import

        if not isinstance(self._faces, Faces):
            self._faces = open_faces(self._cache)
        return make_handover(facts, faces=self._faces, wording=load_wording(PAPER_LANGUAGE))


class LivePaper(QWidget):
    """Asks for the facts and makes the pages anew half a second after the last change; never in the way of typing."""

    def __init__(self, tools: Tools, notes: Callable[[], HandoverNotes | None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools, self._notes = tools, notes
        self._press = _Press(font_cache(tools))
        self._under_way = False
        self._again = False
        self._shown: HandoverFacts | None = None
        self.pages = PaperPages(tools.courier, self)
        self.note = FieldNote(self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.note)
        column.addWidget(self.pages, 1)
        self.pages.opened.connect(self.note.be_silent)
        self.pages.unreadable.connect(self._failed)

    def refresh(self, *, at_once: bool = False) -> None:
        """Something changed: make the pages anew soon."""
        if not self.isVisible():
            return
        if at_once:
            self._pause.stop()
            self._ask()
        else:
            self._pause.start()

    def retranslate(self) -> None:
        """Nothing is worded here but what goes wrong; the pages keep the language of the paper."""

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _ask(self) -> None:
        if self._under_way:
            self._again = True
            return
        self._under_way = True
        if not self.pages.pdf:
            self.note.say(self.tr("Making the paper…"), "hint")
        now: datetime = self._tools.clock()
        self._tools.courier.ask(self, draft_facts, now, self._notes(), then=self._facts, failed=self._failed)

    def _facts(self, facts: HandoverFacts) -> None:
        if facts == self._shown and self.pages.pdf:
            self._done()
            return
        self._shown = facts
        self._tools.courier.work(self, self._press.make, facts, then=self._made, failed=self._failed)

    def _made(self, pdf: bytes) -> None:
        self.pages.show_pdf(pdf)
        self._done()

    def _failed(self, error: Exception) -> None:
        self._shown = None
        if isinstance(error, Refusal):
            self.note.say(said(error, self._tools.wording(), self._tools.zone), "warning")
        else:
            self.note.say(self.tr("The paper could not be made: {detail}").format(detail=error), "warning")
        self._done()

    def _done(self) -> None:
        self._under_way = False
        if self._again:
            self._again = False
            self._pause.start()
