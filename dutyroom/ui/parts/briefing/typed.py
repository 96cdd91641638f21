"""What is typed of a paper's paragraphs and not kept yet: drafts in the store, so that neither Esc nor a crash loses it."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection
from typing import Final

from PySide6.QtCore import QObject

from dutyroom.actions.drafts import drop_draft, save_draft
from dutyroom.data.queries.drafts import DraftRow, drafts_of
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.briefing.part_list import HEAD, NEW
from dutyroom.ui.parts.versioned import Typed

DRAFT: Final = "briefing"


class TypedParts(QObject):
    """By paragraph (``HEAD`` the head, ``NEW`` one to be added), of one paper at a time."""

    def __init__(self, tools: Tools, parent: QObject) -> None:
        super().__init__(parent)
        self._tools = tools
        self._number = 0
        self._typed: dict[int, Typed] = {}
        self.after = HEAD

    @property
    def numbers(self) -> Collection[int]:
        """The paragraphs of which something is typed."""
        return self._typed.keys()

    def of(self, part: int) -> Typed | None:
        """What is typed of a paragraph."""
        return self._typed.get(part)

    def read(self, number: int, then: Callable[[], None]) -> None:
        """Take up what was typed of this paper before."""
        if number == self._number:
            then()
            return
        self._number, self._typed = number, {}

        def came(rows: list[DraftRow]) -> None:
            for row in rows:
                self._take(row)
            then()

        self._tools.courier.ask(self, drafts_of, self._tools.courier.author.id, then=came)

    def put(self, part: int, typed: Typed, *, after: int) -> None:
        """Keep this of a paragraph."""
        if self._typed.get(part) == typed:
            return
        self._typed[part] = typed
        if part == NEW:
            self.after = after
        version, row, values = typed
        kept = {"version": version, "row": dict(row), "values": dict(values), "part": part, "after": after}
        content = json.dumps({DRAFT: kept}, ensure_ascii=False)
        self._tools.courier.do(self, save_draft, self._id(part), content)

    def drop(self, part: int) -> None:
        """It is written, or nobody wants it."""
        if self._typed.pop(part, None) is not None:
            self._tools.courier.do(self, drop_draft, self._id(part))

    def forget_gone(self, there: Collection[int]) -> None:
        """Of what is no longer in the paper nothing is kept."""
        for part in [part for part in self._typed if part > HEAD and part not in there]:
            self.drop(part)

    def _id(self, part: int) -> str:
        return f"{DRAFT}-{self._number}-{part if part != NEW else 'new'}."

    def _take(self, row: DraftRow) -> None:
        if not row.id.startswith(f"{DRAFT}-{self._number}-"):
            return
        try:
            kept = json.loads(row.content)[DRAFT]
            self._typed[int(kept["part"])] = (int(kept["version"]), dict(kept["row"]), dict(kept["values"]))
            if kept["part"] == NEW:
                self.after = int(kept["after"])
        except (ValueError, KeyError, TypeError):
            return
