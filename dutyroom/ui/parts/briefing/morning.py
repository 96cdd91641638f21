"""The morning set as one paper to be looked at and printed; what could not be made is named, the rest is there."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject

from dutyroom.actions.errors import said
from dutyroom.actions.morning_set import MorningSet, morning_set, note_set_printed, stack
from dutyroom.data.catalogues import load_wording
from dutyroom.data.folders import faces_cache
from dutyroom.data.trouble import Trouble
from dutyroom.rules.refusal import Refusal
from dutyroom.ui.page import Paper, Tools
from dutyroom.ui.parts.entry_words import translated

_LANGUAGE = "zh_CN"


class MorningPaper(QObject):
    """Makes the set on the working thread, then shows it as one stack."""

    def __init__(self, tools: Tools, parent: QObject) -> None:
        super().__init__(parent)
        self._tools = tools
        self._is_making = False

    def show(self) -> None:
        """Make the set of yesterday and show it."""
        if self._is_making:
            return
        self._is_making = True
        self._tools.say(self.tr("The morning set is being made…"))
        store, author = self._tools.courier.store, self._tools.courier.author
        job = partial(morning_set, store, None, load_wording(_LANGUAGE), faces_cache(), author=author)
        self._tools.courier.work(self, job, then=self._made, failed=self._failed)

    def _made(self, made: MorningSet) -> None:
        self._is_making = False
        wording, zone = self._tools.wording(), self._tools.zone
        missing = [f"{translated(name)}: {said(error, wording, zone)}" for name, error in made.failed]
        remark = self.tr("Not in it: {papers}").format(papers=" ".join(missing)) if missing else ""
        self._tools.show_paper(
            Paper(
                title=self.tr("Morning set of {day}").format(day=made.day.isoformat()),
                file_name=f"morning-{made.day:%Y%m%d}.pdf",
                make=partial(stack, made, load_wording(_LANGUAGE)),
                printed=lambda: self._tools.courier.do(self, note_set_printed, made, "PDF"),
                kind="morning-set",
                records=tuple((paper.kind, paper.record) for paper in made.papers),
                remark=remark,
            )
        )

    def _failed(self, error: Exception) -> None:
        self._is_making = False
        if isinstance(error, Refusal | Trouble):
            self._tools.say(said(error, self._tools.wording(), self._tools.zone))
        else:
            self._tools.courier.failed.emit(error)
