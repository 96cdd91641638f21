"""The register of issued papers: drafted from the registers, checked, signed, numbered, frozen, acknowledged."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from dutyroom.actions.errors import said
from dutyroom.data.queries.briefings import (
    BriefingInFull,
    BriefingSearch,
    briefing_in_full,
    briefing_rows,
    find_briefings,
)
from dutyroom.data.reading import Session
from dutyroom.data.trouble import Trouble
from dutyroom.rules.briefing import BriefingKind, BriefingState
from dutyroom.rules.wording import mark
from dutyroom.ui.page import Changed, Command, Page, Place, Tools
from dutyroom.ui.parts.briefing.columns import briefing_columns
from dutyroom.ui.parts.briefing.compose_sheet import ComposeSheet
from dutyroom.ui.parts.briefing.editor import BriefingEditor
from dutyroom.ui.parts.briefing.filter_bar import OPEN, BriefingBar
from dutyroom.ui.parts.briefing.morning import MorningPaper
from dutyroom.ui.parts.briefing.pane import BriefingPane
from dutyroom.ui.parts.briefing.printing import paper_of
from dutyroom.ui.parts.briefing.steps import Step
from dutyroom.ui.parts.focus import give_focus, tab_as_laid_out
from dutyroom.ui.parts.register_model import RegisterModel, Row
from dutyroom.ui.parts.register_table import RegisterTable
from dutyroom.ui.parts.waiting_prints import WaitingPrints
from dutyroom.ui.searching import NewestQuestion
from dutyroom.ui.theme import put_look

_HEARD: Final = frozenset({"briefing", "briefing_part", "briefing_recipient", "*"})
FOLDS_BELOW: Final = 900
_WIDEST: Final = 16_777_215


class BriefingsPage(Page):
    """List with its pane; over it the editor, or the sheet that asks for a new paper."""

    KEY = "briefings"
    ICON = "briefing"
    NAME = mark("Briefings")

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self._wanted: int | None = None
        self._came_once, self._reading = False, False
        self._question = NewestQuestion(tools.courier, self)
        self.bar = BriefingBar(self)
        self.waiting, self.set, self.day, self.new = (QPushButton(self) for _ in range(4))
        put_look(self.waiting, look="link")
        put_look(self.new, look="")
        self.table = RegisterTable(RegisterModel(briefing_columns(lambda: tools.zone), self._fetch, self), self)
        self.table.setObjectName("briefings_table")
        self.pane, self.morning = BriefingPane(tools, self), MorningPaper(tools, self)
        self._lay_out()
        self.compose = ComposeSheet(tools, self)
        self.prints = WaitingPrints(tools, self)
        self.editor = BriefingEditor(tools, self, self.pane.forms.faces)
        self._connect()
        tab_as_laid_out(self)
        self.retranslate()

    def title(self) -> str:
        """The page's name on the rail."""
        return self.tr("Briefings")

    def arrive(self, place: Place | None) -> None:
        """Show the register: at a paper, narrowed, or drafting; ``step``: ``new``, ``day``, ``new:KIND:MATTER``, ``which:STATE``."""
        step = place.step if place is not None else ""
        self.prints.read()
        if place is not None and place.id is not None:
            self._close_sheets()
            self.show_paper(place.id)
        elif step == "open":
            self.bar.show_which(OPEN)
        else:
            self.ask()
        name, _, given = step.partition(":")
        if name == "which":
            self.bar.show_which(given)
        kind, _, matter = given.partition(":")
        if name == "new":
            self._compose(BriefingKind(kind) if kind else None, int(matter) if matter.isdigit() else None)
        elif name == "day":
            self.compose_day()
        elif name == "waiting":
            self._show_waiting()
        elif name == "morning":
            self.morning.show()
        elif name == "find":
            self.begin_filtering()

    def heard(self, changed: Changed) -> None:
        """Something of a paper changed: ask again, keep the place."""
        if changed.kinds & _HEARD and self._came_once:
            self.ask()
            self.pane.refresh()
            self.editor.refresh()

    def commands(self) -> list[Command]:
        """What can be done with papers."""
        take = self._take
        return [
            Command("briefings.next", self.tr("Take the next step"), "Ctrl+Return", self.step_on),
            Command("briefings.steps", self.tr("Other steps of the briefing"), "Ctrl+J", self._show_steps),
            Command("briefings.new", self.tr("Draft a briefing…"), "Ctrl+N", self._compose),
            Command("briefings.day", self.tr("Draft yesterday's duty situation"), "F10", self.compose_day),
            Command("briefings.morning", self._morning_words(), "F11", self.morning.show),
            Command("briefings.waiting", self.tr("Show the waiting prints"), "Ctrl+Shift+P", self._show_waiting),
            Command("briefings.edit", self.tr("Edit the briefing…"), "Ctrl+D", partial(take, Step.EDIT)),
            Command("briefings.check", self.tr("Check the briefing"), "Ctrl+R", self._check),
            Command("briefings.recipients", self.tr("Distribution…"), "Ctrl+Shift+R", partial(take, Step.RECIPIENTS)),
            Command("briefings.receipt", self.tr("Note a receipt…"), "Ctrl+U", partial(take, Step.RECEIPT)),
            Command("briefings.print", self.tr("Preview and print…"), "Ctrl+P", self._print),
        ]

    def begin_filtering(self) -> None:
        """Put the cursor into the words."""
        self._close_sheets()
        self.bar.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.bar.words.selectAll()

    def to_list(self) -> None:
        """See :class:`Page`."""
        self._close_sheets()
        self.pane.forms.close()
        self._to_table()

    def poses(self) -> list[tuple[str, Callable[[], None]]]:
        """The editor with its check, the form of a new paper, the steps of the draft and of the issued one."""
        return [
            ("briefings_editor", partial(self._pose_editor, check=False)),
            ("briefings_check", partial(self._pose_editor, check=True)),
            ("briefings_new", partial(self._compose, BriefingKind.MEETING_NOTICE)),
            ("briefings_recipients", partial(self._pose, Step.RECIPIENTS)),
            ("briefings_receipt", partial(self._pose, Step.RECEIPT)),
            ("briefings_prints", self._show_waiting),
        ]

    def ask(self) -> None:
        """Ask for what answers the filter."""
        self._question.ask(find_briefings, self.bar.search(), then=self._came, failed=self._could_not)

    def show_paper(self, number: int) -> None:
        """Show a paper; the filter gives way where it leaves it out."""
        self._wanted = number
        self.ask()

    def compose_day(self) -> None:
        """Draft the situation of yesterday's duty day (F10)."""
        self._close_sheets()
        self.compose.compose_day()

    def step_on(self) -> None:
        """Ctrl+Enter: send the form that stands open, otherwise take the next step of the paper shown."""
        if not self.editor.isHidden():
            self.editor.step_on()
        elif not self.compose.isHidden():
            self.compose.form.send.click()
        else:
            self.pane.begin_next()

    def retranslate(self) -> None:
        """Word the page anew."""
        self.day.setText(self.tr("Of yesterday"))
        self.day.setToolTip(self.tr("Draft yesterday's duty situation") + "  F10")
        self.set.setText(self.tr("Morning set…"))
        self.set.setToolTip(self._morning_words() + "  F11")
        self.new.setText(self.tr("New…"))
        self.new.setToolTip(self.tr("Draft a briefing…") + "  Ctrl+N")
        self.table.setAccessibleName(self.tr("Briefings"))
        self._word_state()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.prints.read()  # a paper looked at meanwhile may wait now

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the pane where the page is narrow."""
        super().resizeEvent(event)
        self._fold()

    def _lay_out(self) -> None:
        head, both = QHBoxLayout(), QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.bar, 1)
        for button in (self.waiting, self.set, self.day, self.new):
            head.addWidget(button)
        both.setSpacing(12)
        both.addWidget(self.table, 1)
        both.addWidget(self.pane)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addLayout(head)
        column.addLayout(both, 1)

    def _connect(self) -> None:
        self.new.clicked.connect(lambda: self._compose())
        self.day.clicked.connect(self.compose_day)
        self.set.clicked.connect(self.morning.show)
        self.waiting.clicked.connect(self._show_waiting)
        self.prints.changed.connect(self._say_waiting)
        self.bar.changed.connect(self.ask)
        self.bar.left.connect(self._to_table)
        self.table.current_changed.connect(lambda number: self.pane.show_paper(number if number > 0 else None))
        self.table.row_opened.connect(lambda _: self._open_pane())
        self.table.empty.step_taken.connect(self._first_step)
        self.pane.step_back_asked.connect(self._to_table)
        self.pane.edit_asked.connect(self._edit)
        self.pane.check_asked.connect(self._check)
        self.pane.print_asked.connect(self._print)
        self.pane.paper_asked.connect(self.show_paper)
        self.compose.composed.connect(self._was_composed)
        self.editor.changed.connect(self.pane.refresh)
        self.editor.recipients_asked.connect(self._recipients)
        self.editor.preview_asked.connect(self._print)

    # --- the list -------------------------------------------------------------------------------------------------

    def _fetch(self, ids: Sequence[int], then: Callable[[Sequence[Row]], None]) -> None:
        self.tools.courier.ask(self, briefing_rows, ids, then=then)

    def _came(self, ids: Sequence[int]) -> None:
        self._came_once = True
        self.table.set_ids(ids)
        self._word_state()
        wanted, self._wanted = self._wanted, None
        if wanted is not None:
            self._show_wanted(wanted)
        elif self.table.current_id() is None and len(ids):
            self.table.choose(ids[0])
        elif self.pane.number is None:
            self.pane.show_paper(self.table.current_id())

    def _show_wanted(self, wanted: int) -> None:
        if self.table.choose(wanted):
            self._open_pane()
        elif self.bar.narrows:
            self._wanted = wanted
            self.bar.show_all()
        else:
            self.pane.show_paper(wanted)  # discarded: the list leaves it out
            self._open_pane()

    def _could_not(self, error: Exception) -> None:
        if isinstance(error, Trouble):
            sentence = said(error, self.tools.wording(), self.tools.zone)
        else:
            sentence = self.tr("The register could not be read.")
            self.tools.courier.failed.emit(error)
        self._came_once = False
        self.table.set_ids(())
        self.bar.say_count("")
        self.table.empty.set_words(sentence, self.tr("Try again"))

    def _word_state(self) -> None:
        if not self._came_once:
            self.table.empty.set_words(self.tr("Reading the register…"))
            return
        count = len(self.table.register.ids)
        self.bar.say_count(self.tr("{count} briefings").format(count=f"{count:,}"))
        if self.bar.narrows:
            self.table.empty.set_words(self.tr("No briefing answers this filter."), self.tr("Show everything"))
        else:
            words = self.tr("Nothing has been issued yet. What is reported upward and to others belongs here.")
            self.table.empty.set_words(words, self.tr("Draft yesterday's duty situation"), keys="F10")

    def _first_step(self) -> None:
        if not self._came_once:
            self.ask()
        elif self.bar.narrows:
            self.bar.show_all()
        else:
            self.compose_day()

    # --- what is done ---------------------------------------------------------------------------------------------

    def _take(self, step: Step) -> None:
        if self.editor.isHidden() and self.compose.isHidden():
            self._open_pane()
            self.pane.take(step)

    def _compose(self, kind: BriefingKind | None = None, matter: int | None = None) -> None:
        self._close_sheets()
        self.compose.begin(kind, matter)

    def _was_composed(self, number: int) -> None:
        self.show_paper(number)
        self.editor.begin(number)

    def _edit(self, part: int) -> None:
        if self.pane.number is not None:
            self.editor.begin(self.pane.number, part)

    def _recipients(self) -> None:
        self.editor.close_over()
        self._take(Step.RECIPIENTS)

    def _check(self) -> None:
        if not self.editor.isHidden():
            self.editor.check()
        elif self.pane.number is not None and self.compose.isHidden():
            self.editor.begin(self.pane.number, check=True)

    def _print(self) -> None:
        full = self.pane.full
        if full is not None and full.row.state != BriefingState.VOID:
            self.tools.show_paper(paper_of(self.tools, self, full))

    def _show_steps(self) -> None:
        if self.pane.more.isVisible():
            self.pane.more.showMenu()

    def _show_waiting(self) -> None:
        self._close_sheets()
        self.prints.begin()

    def _morning_words(self) -> str:
        return self.tr("Print the morning set: log, daily situation, handover")

    def _say_waiting(self, count: int) -> None:
        self.waiting.setText(self.tr("{count} waiting prints").format(count=count))
        self.waiting.setToolTip(self.tr("Show the waiting prints") + "  Ctrl+Shift+P")
        self.waiting.setVisible(bool(count))

    def _close_sheets(self) -> None:
        for sheet in (self.editor, self.compose, self.prints):
            sheet.close_over()

    def _fold(self) -> None:
        folded = self.width() < FOLDS_BELOW
        self.pane.back.setVisible(folded)
        self.table.setVisible(not folded or not self._reading)
        self.pane.setVisible(not folded or self._reading)
        if folded:
            self.pane.setMaximumWidth(_WIDEST)
            self.pane.setMinimumWidth(0)
        else:
            self.pane.setFixedWidth(max(400, min(round(self.width() * 0.46), 680)))

    def _open_pane(self) -> None:
        self._reading = True
        self._fold()
        if self.editor.isHidden() and self.compose.isHidden():
            give_focus(self.pane.next if self.pane.next.isVisible() else self.pane.more, self)

    def _to_table(self) -> None:
        self._reading = False
        self._fold()
        give_focus(self.table, self)

    def _pose_editor(self, *, check: bool) -> None:
        self.tools.courier.ask(self, _newest_open, then=partial(self._pose_at, check))

    def _pose_at(self, check: bool, full: BriefingInFull | None) -> None:
        if full is not None:
            self._close_sheets()
            part = next((part.id for part in full.parts if part.sources), 0)
            self.editor.begin(full.id, part, check=check)

    def _pose(self, step: Step) -> None:
        self._close_sheets()
        self._open_pane()
        self.pane.take(step)


def _newest_open(session: Session) -> BriefingInFull | None:
    found = find_briefings(session, BriefingSearch(open_only=True)) or find_briefings(session, BriefingSearch())
    return briefing_in_full(session, found[0]) if found else None
