"""Finding cases by who called: by a name or a number, whole or in part; who looks and why is written down first."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from dutyroom.actions.errors import said
from dutyroom.actions.hotline_looks import look_for_caller
from dutyroom.data.queries.search import Found
from dutyroom.data.queries.search_hotline import search_callers_by_part
from dutyroom.data.trouble import Trouble
from dutyroom.rules.hotline_privacy import may_see
from dutyroom.rules.refusal import Refusal
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.form import Form
from dutyroom.ui.parts.overlay import Overlay
from dutyroom.ui.parts.said_time import moment_said
from dutyroom.ui.theme import label_of

MOST: Final = 50
_WIDE, _TALL = 640, 480


class _Asked(Form):
    """Who, and why somebody looks for them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.who, self.reason, self.send = QLineEdit(self), QLineEdit(self), QPushButton(self)
        self.add_field("who", self.who)
        self.add_field("reason", self.reason)
        self.add_button(self.send, first_step=True)
        self.retranslate()

    def retranslate(self) -> None:
        """Word it anew."""
        self.word_field(
            "who", self.tr("Caller"), self.tr("name or its beginning, number or at least four digits of it")
        )
        self.word_field(
            "reason", self.tr("Reason"), self.tr("written into the log with your name; whom you look for is not")
        )
        self.send.setText(self.tr("Find the cases"))


class CallerSearch(Overlay):
    """Enter finds, then Down and Enter open a case (``opened``); callers stay masked in what is found."""

    opened = Signal(int)

    def __init__(self, tools: Tools, parent: QWidget) -> None:
        super().__init__(parent, wide=_WIDE, tall=_TALL)
        self._tools = tools
        self.title, self.state = label_of("section", parent=self), label_of("secondary", parent=self)
        self.form, self.list = _Asked(self), QListWidget(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        for part in (self.title, self.form, self.state):
            column.addWidget(part)
        column.addWidget(self.list, 1)
        self.form.send.clicked.connect(self._find)
        self.form.step_back_asked.connect(self.close_over)
        self.list.itemActivated.connect(self._open)
        self.closed.connect(self.forget)
        tools.courier.author_changed.connect(lambda _: self.close_over())
        self.retranslate()

    def begin(self) -> None:
        """Ask whom to look for; refused without the right, and said so."""
        author = self._tools.courier.author
        if not may_see(author):
            self._tools.say(self._words(Refusal("hotline.look.right", name=author.name)))
            return
        self.open_over(self.form.who)

    def forget(self) -> None:
        """Nobody is looked for any more: what was typed and found goes."""
        self.form.who.clear()
        self.form.reason.clear()
        self.form.clear_notes()
        self.form.mark_clean()
        self.list.clear()
        self.state.clear()

    def retranslate(self) -> None:
        """Word it anew."""
        self.title.setText(self.tr("Find cases by their caller"))
        self.list.setAccessibleName(self.tr("Cases found"))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down leads from the fields into what was found."""
        if event.key() == Qt.Key.Key_Down and not self.list.hasFocus() and self.list.count():
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
            self.list.setCurrentRow(max(self.list.currentRow(), 0))
            event.accept()
        else:
            super().keyPressEvent(event)

    def _find(self) -> None:
        who, reason = self.form.who.text().strip(), self.form.reason.text()
        self.form.clear_notes()
        if not who or not reason.strip():
            missing = Refusal(
                "hotline.look.reason" if who else "hotline.caller.empty", field="reason" if who else "who"
            )
            self.form.point_out(missing, self._words(missing))
            return
        look = partial(look_for_caller, by_part=True)
        self._tools.courier.do(
            self, look, who, reason, then=lambda _: self._looked(who), refused=self._refused, failed=self._failed
        )

    def _looked(self, who: str) -> None:
        """The look was written down: only now they are searched for."""
        self._tools.courier.ask(
            self, search_callers_by_part, who, MOST, then=partial(self._came, who), failed=self._failed
        )

    def _came(self, who: str, found: Found) -> None:
        if self.isHidden() or who != self.form.who.text().strip():
            return
        self.list.clear()
        now, zone = self._tools.clock(), self._tools.zone
        for hit in found.hits:
            at = moment_said(hit.at, now, zone) if hit.at is not None else ""
            item = QListWidgetItem("  ".join(part for part in (hit.section, hit.title, at) if part), self.list)
            item.setData(Qt.ItemDataRole.UserRole, hit.id)
        count = f"{found.count:,}+" if found.more else f"{found.count:,}"
        one = self.tr("One case")
        words = one if found.count == 1 else self.tr("{count} cases, the newest first").format(count=count)
        self.state.setText(words if found.hits else self.tr("Nobody who called has this name or number."))
        if found.hits:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
            self.list.setCurrentRow(0)

    def _open(self, item: QListWidgetItem) -> None:
        number = int(item.data(Qt.ItemDataRole.UserRole))
        self.close_over()
        self.opened.emit(number)

    def _refused(self, refusal: Refusal) -> None:
        self.form.point_out(refusal, self._words(refusal))

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Trouble):
            self.state.setText(said(error, self._tools.wording(), self._tools.zone))

    def _words(self, refusal: Refusal) -> str:
        return said(refusal, self._tools.wording(), self._tools.zone)
