"""The form of a roster: its days, what it is called, which posts each day must have."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from dutyroom.actions.rosters import change_roster, make_roster
from dutyroom.data.queries.rosters import RosterRow
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.roster_posts import USUAL, post_said
from dutyroom.rules.roster_record import TITLE_MOST, ChangeRoster, MakeRoster, RosterFacts, RosterKind
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.form import Form
from dutyroom.ui.parts.plans.forms import read_date

FIELDS: Final = ("first", "last", "title", "posts", "remark")
_BETWEEN: Final = re.compile(r"[、，,;；]+")


class RosterForm(Form):
    """A new roster, or one to be changed; ``sent`` carries the action with its command, ``unread`` what cannot be read."""

    sent = Signal(object)
    unread = Signal(object)

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tools = tools
        self._row: RosterRow | None = None
        self.first, self.last, self.title, self.posts, self.remark = (QLineEdit(self) for _ in FIELDS)
        self.title.setMaxLength(TITLE_MOST)
        for name in FIELDS:
            self.add_field(name, getattr(self, name))
        self.back, self.save = QPushButton(self), QPushButton(self)
        self.add_button(self.back)
        self.add_button(self.save, first_step=True)
        self.back.clicked.connect(self.step_back_asked)
        self.save.clicked.connect(self.send)
        self.retranslate()

    def begin(self, row: RosterRow | None, today: date) -> None:
        """Ask for a new roster, of the month that comes next; or for this one's days and posts."""
        if self.is_dirty and (row.id if row else None) == (self._row.id if self._row else None):
            return  # what was typed stays
        self._row = row
        first = (today.replace(day=1) + timedelta(days=32)).replace(day=1)
        last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
        facts = row.facts if row is not None else RosterFacts(first=first, last=last, title=self._title(first))
        wording = self.tools.wording()
        self.first.setText(facts.first.isoformat())
        self.last.setText(facts.last.isoformat())
        self.title.setText(facts.title)
        self.posts.setText("、".join(post_said(post, wording) for post in (facts.posts or USUAL)))
        self.remark.setText(facts.remark.replace("\n", "；"))
        self.mark_clean()
        self.clear_notes()

    def send(self) -> None:
        """Send what is asked for."""
        row, days = self._row, {}
        for name in ("first", "last"):
            typed = getattr(self, name).text()
            try:
                days[name] = read_date(typed)
            except ValueError:
                days[name] = None
            if days[name] is None:
                self.unread.emit(Refusal("roster.table.day", field=name, value=typed))
                return
        first, last = days["first"], days["last"]
        if first is None or last is None:
            return
        facts = RosterFacts(
            first=first,
            last=last,
            title=self.title.text(),
            kind=RosterKind(row.kind) if row is not None else RosterKind.ORDINARY,
            unit=row.unit if row is not None else "",
            posts=tuple(part for part in _BETWEEN.split(self.posts.text()) if part.strip()),
            remark=self.remark.text().replace("；", "\n"),
        )
        if row is None:
            self.sent.emit((make_roster, MakeRoster(facts=facts)))
        else:
            self.sent.emit((change_roster, ChangeRoster(id=row.id, version=row.version, facts=facts)))

    def retranslate(self) -> None:
        """Word the form anew."""
        self.word_field("first", self.tr("First day"))
        self.word_field("last", self.tr("Last day"))
        self.word_field("title", self.tr("Title"))
        self.word_field("posts", self.tr("Posts"), self.tr("Those that each day must have, with commas between."))
        self.word_field("remark", self.tr("Below the table"), self.tr("What the printed roster says below its table."))
        self.back.setText(self.tr("Back"))
        self.save.setText(self.tr("Keep the roster"))

    def _title(self, first: date) -> str:
        """Titles stand on paper, and papers are Chinese."""
        return f"{first.year}年{first.month}月值班表"
