"""The knowledge shelf as a face of the page of the mayor's telephone: the list, beside it the item in hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from dutyroom.data.queries.hotline_classes import ClassRow, class_rows
from dutyroom.data.queries.knowledge import KnowledgeRow, find_knowledge
from dutyroom.data.queries.units import UnitRow, unit_rows
from dutyroom.rules.wording import mark
from dutyroom.ui.page import Changed, Command, Page, Place, Tools
from dutyroom.ui.parts.choices import Choice
from dutyroom.ui.parts.focus import give_focus, tab_as_laid_out
from dutyroom.ui.parts.hotline.knowledge_bar import KnowledgeBar
from dutyroom.ui.parts.hotline.knowledge_pane import KnowledgePane
from dutyroom.ui.parts.hotline.knowledge_words import STALE_TONES, day_said, stale_said
from dutyroom.ui.parts.register_model import Column, RegisterModel, Row
from dutyroom.ui.parts.register_table import RegisterTable
from dutyroom.ui.searching import NewestQuestion

_HEARD: Final = frozenset({"knowledge_item", "hotline_class", "unit", "rule_value", "search_words", "*"})
_OFFERED: Final = frozenset({"hotline_class", "unit", "*"})
_PANE_WIDE: Final = 400
_COLUMNS: Final = (
    Column(
        key="question",
        title=mark("Question"),
        text=lambda row: row.question,
        tooltip=lambda row: row.answer,
        struck=lambda row: not row.active,
        tone=lambda row: "" if row.active else "secondary",
        width=220,
        stretches=True,
    ),
    Column(key="unit", title=mark("Unit"), text=lambda row: row.unit, width=110, drop_order=2),
    Column(
        key="until", title=mark("Valid until"), text=lambda row: day_said(row.valid_until), width=92, drop_order=3
    ),
    Column(
        key="checked", title=mark("Checked"), text=lambda row: day_said(row.checked_on), width=92, drop_order=1
    ),
    Column(
        key="stale",
        title=mark("Stale"),
        text=lambda row: stale_said(row.stale),
        tone=lambda row: STALE_TONES[row.stale],
        icon=lambda row: "warning" if row.stale else "",
        width=132,
    ),
)  # fmt: skip


class HotlineKnowledge(Page):
    """List with filter at the left, the item in hand at the right; everything by key."""

    KEY = "knowledge"
    ICON = "hotline"

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self._rows: dict[int, KnowledgeRow] = {}
        self._came_once = False
        self._wanted: int | None = None
        self._question = NewestQuestion(tools.courier, self)
        self.bar, self.add = KnowledgeBar(self), QPushButton(self)
        self.table = RegisterTable(RegisterModel(_COLUMNS, self._fetch, self), self)
        self.table.setObjectName("knowledge")
        self.pane = KnowledgePane(tools, self)
        self._units: tuple[Choice, ...] = ()
        self._lay_out()
        self._connect()
        tab_as_laid_out(self)
        self.retranslate()

    def title(self) -> str:
        """The face's short name."""
        return self.tr("Knowledge")

    def arrive(self, place: Place | None) -> None:
        """Show the shelf, at an item; ``step`` may be ``add``, ``stale``, ``find``."""
        if place is not None and place.id is not None:
            self._wanted = place.id
            self.bar.show_all()
        elif place is not None and place.step == "stale":
            self.bar.show_which("stale")
        courier = self.tools.courier
        courier.ask(self, unit_rows, then=self._units_came)
        self.ask()
        if place is not None and place.step == "add":
            self.pane.show_form("add")
        elif place is not None and place.step == "find":
            self.begin_filtering()

    def heard(self, changed: Changed) -> None:
        """Something on the shelf, its classes, its units or its rules changed: ask again, keep the place."""
        if not self.isVisible():  # arriving asks anyway
            return
        if changed.kinds & _OFFERED:
            self.tools.courier.ask(self, unit_rows, then=self._units_came)
        if changed.kinds & _HEARD:
            self.ask()

    def commands(self) -> list[Command]:
        """What can be done with the item in hand."""
        show = self.pane.show_form
        return [
            Command("knowledge.add", self.tr("Put a question on the shelf…"), "Ctrl+N", partial(show, "add")),
            Command("knowledge.change", self.tr("Change the item…"), "Ctrl+D", partial(show, "change")),
            Command(
                "knowledge.check", self.tr("The answer was checked and still holds…"), "Ctrl+J", partial(show, "check")
            ),
            Command(
                "knowledge.withdraw", self.tr("Take it off the shelf…"), "Ctrl+Delete", partial(show, "withdraw")
            ),
            Command("knowledge.put_back", self.tr("Put it back on the shelf"), "Ctrl+B", self.pane.put_back),
            Command("knowledge.undo", self.tr("Undo the last change"), "Ctrl+Z", self.pane.undo_last),
            Command("knowledge.stale", self.tr("Show the stale items"), "", partial(self.bar.show_which, "stale")),
        ]  # fmt: skip

    def begin_filtering(self) -> None:
        """Put the cursor into the words."""
        self.bar.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.bar.words.selectAll()

    def to_list(self) -> None:
        """See :class:`Page`."""
        self.pane.put_away()
        give_focus(self.table, self)

    def poses(self) -> list[tuple[str, Callable[[], None]]]:
        """The shelf, its stale items, the form of an item."""
        return [
            ("hotline_knowledge", self.bar.show_all),
            ("hotline_knowledge_stale", self._pose_stale),
            ("hotline_knowledge_change", partial(self.pane.show_form, "change")),
        ]

    def ask(self) -> None:
        """Ask for what answers the filter."""
        self._question.ask(find_knowledge, self.bar.search(), self._today(), then=self._came)

    def retranslate(self) -> None:
        """Word the face anew."""
        self.add.setText(self.tr("Add…"))
        self.add.setToolTip(self.tr("Put a question on the shelf…") + "  Ctrl+N")
        self.table.setAccessibleName(self.tr("Knowledge shelf"))
        self._word_state()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
            self.tools.courier.ask(self, class_rows, then=self._classes_came)

    def _lay_out(self) -> None:
        self.pane.setFixedWidth(_PANE_WIDE)
        head, both = QHBoxLayout(), QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.add)
        head.addWidget(self.bar, 1)
        both.setSpacing(12)
        both.addWidget(self.table, 1)
        both.addWidget(self.pane)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 12)
        column.setSpacing(8)
        column.addLayout(head)
        column.addLayout(both, 1)

    def _connect(self) -> None:
        self.add.clicked.connect(partial(self.pane.show_form, "add"))
        self.bar.changed.connect(self.ask)
        self.bar.left.connect(lambda: give_focus(self.table, self))
        self.table.current_changed.connect(lambda _: self._chosen())
        self.table.row_opened.connect(lambda _: give_focus(self.pane.first_step(), self))
        self.table.empty.step_taken.connect(self._first_step)
        self.pane.left.connect(lambda: give_focus(self.table, self))
        self.pane.written.connect(self._written)

    def _today(self) -> date:
        return self.tools.clock().astimezone(self.tools.zone).date()

    def _fetch(self, ids: Sequence[int], then: Callable[[Sequence[Row]], None]) -> None:
        then([self._rows[number] for number in ids if number in self._rows])

    def _came(self, rows: list[KnowledgeRow]) -> None:
        self._came_once = True
        self._rows = {row.id: row for row in rows}
        self.table.set_ids([row.id for row in rows])
        wanted, self._wanted = self._wanted, None
        if wanted is not None and wanted in self._rows:
            self.table.choose(wanted)
        elif self.table.current_id() is None and rows:
            self.table.choose(rows[0].id)
        self._word_state()
        self._chosen()

    def _chosen(self) -> None:
        number = self.table.current_id()
        self.pane.show_item(self._rows.get(number) if number is not None else None)

    def _written(self, number: int) -> None:
        """What was written is shown; where the filter leaves it out, what comes next."""
        self._wanted = number
        self.ask()

    def _units_came(self, units: list[UnitRow]) -> None:
        self._units = tuple(Choice(row.id, row.name, (row.pinyin, row.initials), row.short) for row in units)
        self.tools.courier.ask(self, class_rows, then=self._classes_came)

    def _classes_came(self, rows: list[ClassRow]) -> None:
        self.bar.offer(self._units, rows, english=self.tools.wording().language == "en")
        self.pane.form.offer(self._units, rows)

    def _first_step(self) -> None:
        if self.bar.narrows:
            self.bar.show_all()
        else:
            self.pane.show_form("add")

    def _word_state(self) -> None:
        if not self._came_once:
            self.table.empty.set_words(self.tr("Reading the shelf…"))
            return
        stale = sum(bool(row.stale) and row.active for row in self._rows.values())
        words = self.tr("{count} items, {stale} stale") if stale else self.tr("{count} items")
        self.bar.say_count(words.format(count=len(self._rows), stale=stale))
        if self.bar.narrows:
            self.table.empty.set_words(self.tr("Nothing on the shelf answers this."), self.tr("Show everything"))
        else:
            words = self.tr("The shelf is empty.")
            self.table.empty.set_words(words, self.tr("Put a question on the shelf…"), keys="Ctrl+N")

    def _pose_stale(self) -> None:
        self.pane.put_away()
        self.bar.show_which("stale")
