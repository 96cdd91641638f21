"""Drafts of others at work: said quietly above the capture line, taken over by a key, never dropped."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from dutyroom.actions.errors import said
from dutyroom.rules.refusal import Refusal
from dutyroom.ui.deeds import adopt_drafts
from dutyroom.ui.draft_text import draft_as_text, draft_from_text
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.draft_state import DraftState
from dutyroom.ui.parts.drafts_sheet import DraftsSheet, OthersDraft
from dutyroom.ui.parts.others_strip import OthersStrip
from dutyroom.ui.questions import drafts_of_others

if TYPE_CHECKING:
    from dutyroom.data.queries.drafts import OthersDraftRow


class OthersDrafts(QObject):
    """Reads what others left, says so in the strip, shows it in the sheet; ``adopted`` with what is now one's own."""

    adopted = Signal(list)

    def __init__(self, tools: Tools, strip: OthersStrip, sheet: DraftsSheet) -> None:
        super().__init__(strip)
        self._tools, self._strip, self._sheet = tools, strip, sheet
        self._drafts: list[OthersDraft] = []
        strip.show_asked.connect(self.open)
        sheet.take_asked.connect(self._take)

    def read(self) -> None:
        """Ask what others left; nothing is offered while nobody is signed in."""
        author = self._tools.courier.author.id
        if author is None:
            self._show([])
        else:
            self._tools.courier.ask(self, drafts_of_others, author, then=self._show)

    def open(self) -> None:
        """Show the drafts of others; without any say so."""
        if self._drafts:
            self._sheet.open_over(self._sheet.list)
        else:
            self._tools.say(self.tr("Nobody else left a draft."))

    def _show(self, rows: list[OthersDraftRow]) -> None:
        found = ((row, draft_from_text(row.id, row.content)) for row in rows)
        self._drafts = [
            OthersDraft(draft=draft, author=row.author, saved_at=row.saved_at)
            for row, draft in found
            if draft is not None and not draft.is_blank
        ]
        self._sheet.set_drafts(self._drafts)
        self._strip.set_authors([each.author for each in self._drafts])

    def _take(self, taken: list[OthersDraft]) -> None:
        from dutyroom.actions.drafts import AdoptDraft  # noqa: PLC0415  # slow import: not at the start

        drafts = [replace(each.draft, begun_by=each.draft.begun_by or each.author) for each in taken]
        asked = [
            AdoptDraft(id=draft.key, saved_at=each.saved_at, content=draft_as_text(draft))
            for draft, each in zip(drafts, taken, strict=True)
        ]
        self._tools.courier.do(
            self,
            adopt_drafts,
            asked,
            then=lambda _: self._adopted(drafts),
            refused=lambda refusal: self._refused(refusal),
        )

    def _adopted(self, drafts: list[DraftState]) -> None:
        self._sheet.close_over()
        self.adopted.emit(drafts)
        self.read()

    def _refused(self, refusal: Refusal) -> None:
        """Look again first, so that the sentence stands beside what is there now."""
        sentence = said(refusal, self._tools.wording(), self._tools.zone)

        def show(rows: list[OthersDraftRow]) -> None:
            self._show(rows)
            self._sheet.note.say(sentence)

        self._tools.courier.ask(self, drafts_of_others, self._tools.courier.author.id, then=show)
