"""The editor of an issued paper over its register: outline, the paragraph in hand with where it is from, the check."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from dutyroom.actions.briefing_parts import add_part, edit_briefing, edit_part, move_part, remove_part
from dutyroom.actions.errors import said
from dutyroom.data.queries.briefings import BriefingInFull, PartRow, briefing_in_full
from dutyroom.rules.briefing import EDITABLE, AddPart, EditBriefing, EditPart, MovePart, RemovePart
from dutyroom.rules.briefing_check import Finding
from dutyroom.rules.briefing_typed import typed_fields
from dutyroom.rules.refusal import Refusal
from dutyroom.ui.icons import icon
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.briefing.faces import PaperFaces
from dutyroom.ui.parts.briefing.findings import Findings
from dutyroom.ui.parts.briefing.part_form import EditorForm, HeadForm, PartForm, of_head, of_part
from dutyroom.ui.parts.briefing.part_list import HEAD, NEW, PartList
from dutyroom.ui.parts.briefing.typed import TypedParts
from dutyroom.ui.parts.briefing.words import state_said
from dutyroom.ui.parts.elided_label import ElidedLabel
from dutyroom.ui.parts.meeting import MEANWHILE, Meeting
from dutyroom.ui.parts.overlay import Overlay
from dutyroom.ui.parts.side_by_side import SideBySide
from dutyroom.ui.theme import is_look_change, label_of, put_look

_RIM: Final = 8
_KEEP_MS: Final = 700
_WIDE, _TALL = 1160, 720


class BriefingEditor(Overlay):
    """``changed`` comes when something was written; what is typed and not kept is a draft of whoever types."""

    changed = Signal()
    preview_asked = Signal()
    recipients_asked = Signal()

    def __init__(self, tools: Tools, parent: QWidget, faces: PaperFaces) -> None:
        super().__init__(parent, wide=_WIDE, tall=_TALL)
        self.setObjectName("briefing_editor")
        self.tools, self._faces = tools, faces
        self.full: BriefingInFull | None = None
        self._part, self._new_after = HEAD, HEAD
        self._checks = False
        self.typed = TypedParts(tools, self)
        self.title, self.state = ElidedLabel(parent=self, type_="section"), label_of("small", parent=self)
        self.close_button, self.list = QToolButton(self), PartList(self)
        self.head, self.form = HeadForm(self), PartForm(self)
        self.side, self.pages = SideBySide(tools, self), QStackedWidget(self)
        self.findings = Findings(tools, self)
        self.buttons = {name: QPushButton(self) for name in ("add", "remove", "up", "down", "check", "preview")}
        self._keep_soon = QTimer(self)
        self._keep_soon.setSingleShot(True)
        self._keep_soon.setInterval(_KEEP_MS)
        self._keep_soon.timeout.connect(self.keep)
        self._lay_out()
        self._meeting = Meeting(tools, self.side, self._show_side, lambda: self._form.send.click())
        self._connect()
        self.retranslate()

    @property
    def may_edit(self) -> bool:
        """Whether the paper may still be changed."""
        return self.full is not None and self.full.row.state in EDITABLE

    def begin(self, number: int, part: int = HEAD, *, check: bool = False) -> None:
        """Show this paper at a paragraph; what was typed and not kept is there again. ``check`` checks it at once."""
        if self.full is not None and self.full.id != number:
            self.keep()
            self.full = None
            self.findings.show_findings(None, None)
        self._part, self._checks = part, check
        self.typed.read(number, partial(self._read, number))

    def close_over(self) -> None:
        """What was typed stays."""
        self.keep()
        self._meeting.forget()
        super().close_over()

    def refresh(self) -> None:
        """Read the paper again; what is being typed stays."""
        if self.full is not None and not self.isHidden():
            self._read(self.full.id)

    def do(self, name: str) -> None:
        """What a button or a key of the outline asks for, by its name."""
        runs: dict[str, Callable[[], object]] = {
            "add": self._add,
            "remove": self._remove,
            "up": partial(self._move, -1),
            "down": partial(self._move, 1),
            "check": self.check,
            "preview": self.preview_asked.emit,
            "text": self._to_text,
        }
        runs[name]()

    def check(self) -> None:
        """Check the paper as it is stored."""
        if self.full is not None:
            self._checks = True
            self._faces.check(self.full.id, partial(self._checked, self.full))

    def step_on(self) -> None:
        """Keep what stands in the form."""
        if not self._form.send.isHidden():
            self._form.send.click()

    def keep(self) -> None:
        """Keep what is typed as a draft; it stays with its paragraph."""
        self._keep_soon.stop()
        if self.full is not None and self._form.is_dirty:
            self.typed.put(self._part, self._form.typed(), after=self._new_after)

    def retranslate(self) -> None:
        """Word the editor anew."""
        self.list.setAccessibleName(self.tr("Paragraphs"))
        words = {
            "add": (self.tr("Add"), "Ins"),
            "remove": (self.tr("Take out"), "Del"),
            "up": (self.tr("Up"), "Alt+Up"),
            "down": (self.tr("Down"), "Alt+Down"),
            "check": (self.tr("Check"), "Ctrl+R"),
            "preview": (self.tr("Preview"), "Ctrl+P"),
        }
        for name, (title, keys) in words.items():
            self.buttons[name].setText(title)
            self.buttons[name].setToolTip(f"{title}  {keys}")
        self.close_button.setIcon(icon("close", size=16))
        self.close_button.setAccessibleName(self.tr("Back to the table"))
        self.close_button.setToolTip(self.tr("Back; what was typed stays (Esc)"))
        self._word()

    def changeEvent(self, event: QEvent) -> None:
        """Follow language and scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange or is_look_change(event):
            self.retranslate()

    # --- how it looks ---------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        put_look(self.close_button, look="plain")
        head, foot, left = QHBoxLayout(), QHBoxLayout(), QWidget(self)
        for part in (self.title, self.state, self.close_button):
            head.addWidget(part, 1 if part is self.title else 0)
        outline = QVBoxLayout(left)
        outline.setContentsMargins(0, 0, 0, 0)
        outline.setSpacing(4)
        outline.addWidget(self.list, 1)
        row = QHBoxLayout()
        row.setSpacing(4)
        for name in ("add", "remove", "up", "down"):
            row.addWidget(self.buttons[name], 1)
        outline.addLayout(row)
        for page in (self.head, self.form, self.side):
            self.pages.addWidget(page)
        right = QWidget(self)
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.pages, 1)
        column.addWidget(self.findings)
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.addWidget(left)
        split.addWidget(right)
        split.setChildrenCollapsible(False)
        split.setStretchFactor(1, 1)
        split.setSizes([360, 640])
        foot.setSpacing(8)
        for name in ("check", "preview"):
            foot.addWidget(self.buttons[name])
        foot.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 12, 16, 14)
        outer.setSpacing(8)
        outer.addLayout(head)
        outer.addWidget(split, 1)
        outer.addLayout(foot)

    def _place(self) -> None:
        page = self.parentWidget()
        if page is not None:
            self.setGeometry(page.rect().adjusted(_RIM, _RIM, -_RIM, -_RIM))

    def _connect(self) -> None:
        self.close_button.clicked.connect(self.close_over)
        self.list.chosen.connect(self._chosen)
        self.list.asked.connect(self.do)
        for name, button in self.buttons.items():
            button.clicked.connect(partial(self.do, name))
        for form in (self.head, self.form):
            form.sent.connect(self._send)
            form.touched.connect(self._keep_soon.start)
            form.step_back_asked.connect(self.close_over)
        self.form.provenance.followed.connect(self.tools.go)
        self.findings.chosen.connect(self._go_to)

    @property
    def _form(self) -> EditorForm:
        return self.head if self._part == HEAD else self.form

    # --- what stands here -----------------------------------------------------------------------------------------

    def _read(self, number: int) -> None:
        self.tools.courier.ask(self, briefing_in_full, number, then=self._came)

    def _came(self, full: BriefingInFull | None) -> None:
        if full is None:
            return
        arriving = self.full is None or self.isHidden()
        self.keep()
        self.full = full
        if self._part > HEAD and self._row() is None:
            self._part = HEAD
        self.typed.forget_gone({part.id for part in full.parts})
        self._show()
        if arriving:
            self.open_over(self.list)
        if self._checks:
            self.check()

    def _row(self) -> PartRow | None:
        parts = self.full.parts if self.full is not None else ()
        return next((part for part in parts if part.id == self._part), None)

    def _show(self) -> None:
        full = self.full
        if full is None:
            return
        if NEW in self.typed.numbers:
            self._new_after = self.typed.after
        shows_new = self._part == NEW or NEW in self.typed.numbers
        self.list.show_parts(full, self._part, self.typed.numbers, self._new_after if shows_new else None)
        self._fill()
        self._word()

    def _fill(self) -> None:
        full, part = self.full, self._row()
        if full is None:
            return
        if self._part == HEAD:
            self.head.show_row(full.row, full.fields, may_edit=self.may_edit)
        else:
            self.form.show_part(part, may_edit=self.may_edit)
        typed = self.typed.of(self._part) if self.may_edit else None
        if typed is not None:
            self._form.type_again(typed)
        self._keep_soon.stop()
        if self.pages.currentWidget() is not self.side:
            self.pages.setCurrentWidget(self._form)
        self._word_buttons()

    def _word_buttons(self) -> None:
        part, may = self._row(), self.may_edit
        self.buttons["add"].setEnabled(may)
        self.buttons["remove"].setEnabled(may and (part is not None or self._part == NEW))
        is_out = part is not None and part.is_removed
        self.buttons["remove"].setText(self.tr("Put back") if is_out else self.tr("Take out"))
        for name in ("up", "down"):
            self.buttons[name].setEnabled(may and part is not None)

    def _word(self) -> None:
        row = self.full.row if self.full is not None else None
        self.title.setText(" ".join(filter(None, (row.number, row.title))) if row is not None else "")
        self.state.setText(state_said(row) if row is not None else "")
        self.setAccessibleName(self.title.text())

    def _chosen(self, number: int) -> None:
        if number != self._part:
            self.keep()
            self._part = number
            self._meeting.forget()
            self.pages.setCurrentWidget(self._form)
            self._fill()
            self.list.mark_typed(self.typed.numbers)

    def _to_text(self) -> None:
        first: Any = self.head.title if self._part == HEAD else self.form.text  # type: ignore[attr-defined]  # made by name
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_to(self, finding: Finding) -> None:
        place, _, number = finding.place.partition(":")
        if place == "to":
            self.recipients_asked.emit()
            return
        self.list.choose(int(number) if place == "part" and number.isdigit() else HEAD)
        self._to_text()
        if place == "part" and finding.end:
            cursor = self.form.text.textCursor()
            cursor.setPosition(min(finding.start, self.form.text.length()))
            cursor.setPosition(min(finding.end, self.form.text.length()), cursor.MoveMode.KeepAnchor)
            self.form.text.setTextCursor(cursor)

    def _show_side(self, shown: bool) -> None:
        self.pages.setCurrentWidget(self.side if shown else self._form)

    # --- what is done ---------------------------------------------------------------------------------------------

    def _add(self) -> None:
        if self.may_edit and self._part != NEW:
            self.keep()
            if NEW not in self.typed.numbers:
                self._new_after = self._part
            self._part = NEW
            self._show()
            self._to_text()

    def _remove(self) -> None:
        part = self._row()
        if self._part == NEW:
            self.form.mark_clean()
            self.typed.drop(NEW)
            self._part = self._new_after
            self._show()
        elif part is not None and self.may_edit:
            self._do(remove_part, RemovePart(id=part.id, version=part.version, removed=not part.is_removed))

    def _move(self, step: int) -> None:
        part, full = self._row(), self.full
        if part is None or full is None or not self.may_edit:
            return
        others = [row.id for row in full.parts if row.id != part.id]
        at = [row.id for row in full.parts].index(part.id) + step
        if 0 <= at <= len(others):
            after = others[at - 1] if at else None
            self._do(move_part, MovePart(id=part.id, version=part.version, after=after))

    def _send(self) -> None:
        full = self.full
        if full is None or not self.may_edit:
            return
        self._form.clear_notes()
        try:
            action, asked = self._asked(full)
        except Refusal as refusal:
            self._refused(refusal)
            return
        self._do(action, asked)

    def _asked(self, full: BriefingInFull) -> tuple[Callable[..., int], object]:
        if self._part == NEW:
            after = self._new_after if self._new_after != HEAD else None
            return add_part, AddPart(id=full.id, part=self.form.typed_part(), after=after)
        if self._part != HEAD:
            return edit_part, EditPart(id=self._part, version=self.form.version, part=self.form.typed_part())
        values = self.head.to_store() | {"copies": self.head.copies_typed()}
        values["fields"] = typed_fields(values["fields"])
        return edit_briefing, EditBriefing(id=full.id, version=self.head.version, **values)

    def _do(self, action: Callable[..., int], asked: object) -> None:
        self._form.send.setEnabled(False)
        then = partial(self._done, action, self._part)
        self.tools.courier.do(
            self, action, asked, then=then, refused=self._refused, failed=lambda _: self._form.send.setEnabled(True)
        )

    def _done(self, action: Callable[..., int], part: int, answer: int) -> None:
        self._form.send.setEnabled(True)
        if action in (add_part, edit_part, edit_briefing):
            if part == self._part:
                self._form.mark_clean()
            self.typed.drop(part)
            self.tools.say(self.tr("It is kept."))
        if action is add_part and self._part == NEW:
            self._part = answer
        self.changed.emit()
        self.refresh()

    def _refused(self, refusal: Refusal) -> None:
        self._form.send.setEnabled(True)
        self._form.point_out(refusal, said(refusal, self.tools.wording(), self.tools.zone))
        if refusal.code == MEANWHILE and self.full is not None:
            self.tools.courier.ask(self, briefing_in_full, self.full.id, then=self._meet)

    def _meet(self, full: BriefingInFull | None) -> None:
        """Somebody changed it meanwhile: both versions side by side where they differ."""
        if full is None:
            return
        self.full = full
        part = self._row()
        if self._part == HEAD:
            stored = of_head(full.row, full.fields)
            self._meeting.meet(self.head, "briefing", full.id, full.row.version, stored)
        elif part is not None:
            self._meeting.meet(self.form, "briefing_part", part.id, part.version, of_part(part))

    def _checked(self, full: BriefingInFull, found: tuple[Finding, ...], *_: object) -> None:
        if self.full is not None and self.full.id == full.id:
            self.findings.show_findings(found, full)
