"""The reader: a plan's name and particulars, its outline, its text with the hits marked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSplitter, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from dutyroom.data.queries.plans import PlanInFull, SectionRow
from dutyroom.rules.wording import mark
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.elided_label import ElidedLabel
from dutyroom.ui.parts.field_note import FieldNote
from dutyroom.ui.parts.plans.document import SectionMarks, shown_text
from dutyroom.ui.parts.plans.first_actions import FirstActions
from dutyroom.ui.parts.plans.lines import NOT_IN_FORCE, TEXT_MISSING, WITHDRAWN, particulars, superseded_said
from dutyroom.ui.parts.plans.opening import OpenedPlan
from dutyroom.ui.parts.plans.outline import PlanOutline
from dutyroom.ui.parts.plans.text import USUAL, PlanTextView
from dutyroom.ui.parts.plans.toolbar import PlanToolbar
from dutyroom.ui.parts.plans.view import PlanView
from dutyroom.ui.theme import is_look_change, put_look

MISSING_SAID: Final = mark(
    "This document holds headings only: its text is missing. Ask the issuing body for the full text and import it."
)
_FOLDS_UNDER: Final = 560
"""Width in px under which the outline folds away unless somebody asked for it."""


class PlanReader(QWidget):
    """Shows one plan. What the toolbar cannot do itself is asked for by ``asked`` (print, correct, withdraw …)."""

    asked = Signal(str)
    copied = Signal()
    left = Signal()
    plan_shown = Signal(object)
    """Another plan, or another version of it, is shown."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._plan: PlanInFull | None = None
        self._counts: dict[int, int] = {}
        self._card: FirstActions | None = None
        self._outline_wanted: bool | None = None
        self.title = ElidedLabel(parent=self, type_="section")
        self.particulars = ElidedLabel(parent=self, type_="secondary")
        self.chip = QLabel(self)
        put_look(self.chip, look="chip", tone="warning")
        self.note = FieldNote(self)
        self.in_force = QPushButton(self)
        put_look(self.in_force, look="link")
        self.in_force.setVisible(False)
        self.tabs, self.stack = QTabBar(self), QStackedWidget(self)  # before the text, so that Tab comes to it first
        self.toolbar = PlanToolbar(self)
        self.outline = PlanOutline(self)
        self.text = PlanTextView(self)
        self.split = QSplitter(Qt.Orientation.Horizontal, self)
        self.split.addWidget(self.outline)
        self.split.addWidget(self.text)
        self.split.setStretchFactor(1, 1)
        self.split.setSizes([210, 700])
        self.split.setChildrenCollapsible(False)
        self.outline.setMinimumWidth(120)
        self.text.setMinimumWidth(200)
        self._kinds: Sequence[type[PlanView]] = ()
        self._views: dict[type[PlanView], PlanView] = {}
        self._lay_out()
        self.tabs.currentChanged.connect(self._turned)
        self.in_force.clicked.connect(lambda: self._asked("in_force"))
        self.toolbar.asked.connect(self._asked)
        self.outline.asked.connect(self._to_section)
        self.outline.left.connect(self.left)
        self.text.left.connect(self.left)
        self.text.section_changed.connect(self.outline.show_current)
        self.text.hit_changed.connect(self._hit_changed)
        self.text.size_asked.connect(self.text.set_size)

    @property
    def plan(self) -> PlanInFull | None:
        """The plan that is shown."""
        return self._plan

    def offer_views(self, kinds: Sequence[type[PlanView]]) -> None:
        """Give the plan further views, each on a tab after the text and made when somebody first looks at it."""
        self._kinds = kinds
        for kind in kinds:
            self.tabs.addTab(self.tr(kind.NAME))
        self.tabs.setVisible(bool(kinds))

    def pin(self, card: FirstActions) -> None:
        """Pin the card of first actions above the text."""
        self._card = card
        self._pinned.addWidget(card)

    @property
    def view(self) -> PlanView | None:
        """The view that is shown; None while the text is."""
        shown = self.tabs.currentIndex()
        return self._view_of(self._kinds[shown - 1]) if shown > 0 else None

    def show_view(self, key: str) -> None:
        """Show a view by its key; the text where there is none such."""
        self.tabs.setCurrentIndex(next((n for n, kind in enumerate(self._kinds, 1) if key == kind.KEY), 0))

    def step_view(self, by: int) -> None:
        """Show the next view, or the one before."""
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + by) % self.tabs.count())

    def read_section(self, section: int) -> None:
        """Show the text at a section, by its id."""
        self.show_view("")
        self._to_section(self.place_of(section), True)

    def show_plan(self, opened: OpenedPlan) -> None:
        """Show a plan at the section asked for (None is the beginning), at the best of its hits where it has any.

        The outline follows when the text is on the screen; marks of other sections come by :meth:`set_marks`.
        """
        plan = opened.plan
        same = self._plan is not None and self._plan.plan.text_id == plan.plan.text_id
        self._plan = plan
        self.word_plan()
        if not same:
            self.outline.clear_sections()
            self.text.show_sections(plan.sections, opened.texts)
            QTimer.singleShot(0, self, self._show_outline)
            self.plan_shown.emit(plan)
        self.set_marks(opened.marks)
        number = self.place_of(opened.section)
        found = opened.marks.get(number)
        self.text.go_to_section(number, found.best if found is not None else None)
        self.outline.show_current(number)
        if opened.section is not None:
            self.show_view("")
        elif self.view is not None and not same:
            self.view.show_plan(plan)

    def renew_plan(self, plan: PlanInFull) -> None:
        """The particulars of the plan shown may have changed; the reader stays where it is."""
        present = self._plan.plan if self._plan is not None else None
        if self._plan is None or present is None or plan.plan.id != present.id:
            return
        if plan.plan.text_id == present.text_id:
            self._plan = plan
        else:  # another version is in force now, or an older one is read
            self._plan = replace(self._plan, plan=replace(present, current=plan.plan.current, state=plan.plan.state))
        self.word_plan()

    def set_marks(self, marks: Mapping[int, SectionMarks]) -> None:
        """Mark the hits, by place of the section."""
        self._counts = {number: len(found.ranges) for number, found in marks.items()}
        self.text.set_marks(marks)
        self.outline.set_counts(self._counts)
        self._hit_changed()

    def place_of(self, section: int | None) -> int:
        """The place of a section by its id; the beginning where there is none such."""
        sections = self._plan.sections if self._plan is not None else ()
        return next((n for n, row in enumerate(sections) if row.id == section), 0)

    def section_shown(self) -> SectionRow | None:
        """The section that is being read: where the cursor is while it is in sight, else the one at the top."""
        if self._plan is None or not self._plan.sections:
            return None
        return self._plan.sections[max(self.text.section_in_hand(), 0)]

    def do(self, name: str) -> None:
        """Do what a button of the toolbar does, by its name."""
        self._asked(name)

    def word_plan(self) -> None:
        """Word the head of the plan that is shown."""
        self.tabs.setTabText(0, self.tr("Full text"))
        for place, kind in enumerate(self._kinds, 1):
            self.tabs.setTabText(place, self.tr(kind.NAME))
        if self._plan is None:
            return
        row = self._plan.plan
        withdrawn = row.state == "void"
        self.title.setText(row.title)
        self.particulars.setText(particulars(row))
        chip = (
            WITHDRAWN if withdrawn else NOT_IN_FORCE if row.is_superseded else TEXT_MISSING if row.text_missing else ""
        )
        self.chip.setText(self.tr(chip) if chip else "")
        self.chip.setVisible(bool(chip))
        self.in_force.setText(self.tr("Read version {number}, in force").format(number=row.current))
        self.in_force.setVisible(row.is_superseded)
        if row.is_superseded and not withdrawn:
            self.note.say(superseded_said(row), "warning")
        elif withdrawn:
            self.note.say(self.tr("Withdrawn from the library: {reason}").format(reason=row.void_reason), "warning")
        elif row.text_missing:
            self.note.say(self.tr(MISSING_SAID), "warning")
        else:
            self.note.be_silent()
        self.toolbar.show_state(is_withdrawn=withdrawn)
        self.text.setAccessibleName(self.tr("Text of the plan {title}").format(title=row.title))

    def changeEvent(self, event: QEvent) -> None:
        """Follow language, scheme and size of type."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.word_plan()
            self._hit_changed()
        elif is_look_change(event) or event.type() == QEvent.Type.FontChange:
            self.text.renew()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The outline folds away where there is no room beside it, and the card where there is none below it."""
        super().resizeEvent(event)
        self._fold()
        if self._card is not None:
            self._card.give_room(self.height())

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.title, 1)
        head.addWidget(self.in_force)
        head.addWidget(self.chip)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 0, 0)
        column.setSpacing(4)
        above = QVBoxLayout()
        above.setContentsMargins(0, 0, 12, 0)
        above.setSpacing(4)
        above.addLayout(head)
        for widget in (self.particulars, self.note, self.tabs):
            above.addWidget(widget)
        column.addLayout(above)
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setVisible(False)
        self.tabs.addTab("")
        self._reading = QWidget(self.stack)
        inside = QVBoxLayout(self._reading)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(4)
        tools = QVBoxLayout()
        tools.setContentsMargins(0, 0, 12, 0)
        tools.addWidget(self.toolbar)
        inside.addLayout(tools)
        self._pinned = QVBoxLayout()
        self._pinned.setContentsMargins(0, 0, 12, 0)
        inside.addLayout(self._pinned)
        inside.addWidget(self.split, 1)
        self.stack.addWidget(self._reading)
        column.addWidget(self.stack, 1)

    def _turned(self, _: int) -> None:
        self.stack.setCurrentWidget(self.view or self._reading)
        if self.view is not None and self._plan is not None:
            self.view.show_plan(self._plan)

    def _view_of(self, kind: type[PlanView]) -> PlanView:
        if kind not in self._views:
            self._views[kind] = view = kind(self._tools, self.stack)
            self.stack.addWidget(view)
            view.section_asked.connect(self.read_section)
        return self._views[kind]

    def _fold(self) -> None:
        shown = self._outline_wanted if self._outline_wanted is not None else self.width() >= _FOLDS_UNDER
        self.outline.setVisible(shown)
        self.toolbar.outline.setChecked(shown)

    def _asked(self, name: str) -> None:
        if name == "outline":
            self._outline_wanted = self.outline.isHidden()
            self._fold()
        elif name in ("next", "previous"):
            self.text.step_hit(1 if name == "next" else -1)
        elif name in ("larger", "smaller"):
            self.text.set_size(self.text.type_size + (1 if name == "larger" else -1))
        elif name == "usual":
            self.text.set_size(USUAL)
        elif name == "copy":
            self._copy()
        elif self._plan is not None:
            self.asked.emit(name)

    def _copy(self) -> None:
        """Copy the section with the plan's title, so that it can be sent on."""
        section = self.section_shown()
        if section is None or self._plan is None:
            return
        heading = f"《{self._plan.plan.title}》" if not self._plan.plan.title.isascii() else self._plan.plan.title
        QGuiApplication.clipboard().setText(f"{heading}\n{shown_text(section)}")
        self.copied.emit()

    def _show_outline(self) -> None:
        if self._plan is not None and not self.outline.has_sections:
            self.outline.show_sections(self._plan.sections)
            self.outline.set_counts(self._counts)
            self.outline.show_current(self.text.section_in_hand())

    def _to_section(self, number: int, go: bool) -> None:
        self.text.go_to_section(number)
        if go:
            self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _hit_changed(self) -> None:
        self.toolbar.show_hits(self.text.hit, self.text.hit_count)
