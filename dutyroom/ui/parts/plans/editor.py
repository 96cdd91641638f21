"""Editing the text of a plan: outline at the left, the section's fields at the right; kept as a draft as one types."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from dutyroom.actions.drafts import drop_draft, save_draft
from dutyroom.actions.errors import said
from dutyroom.actions.plan_editing import keep_edit
from dutyroom.actions.plans import index_plans
from dutyroom.data.queries.drafts import DraftRow, drafts_of
from dutyroom.data.queries.plans import PlanInFull
from dutyroom.rules.plan_editing import (
    EditedSection,
    KeepEdit,
    Sections,
    added,
    changed,
    draft_id_of,
    draft_text,
    levelled,
    moved,
    place_of_added,
    read_draft,
    removed,
)
from dutyroom.rules.plan_version import KeptVersion
from dutyroom.rules.refusal import Refusal
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.elided_label import ElidedLabel
from dutyroom.ui.parts.focus import is_enter
from dutyroom.ui.parts.plans.edit_outline import EditOutline
from dutyroom.ui.parts.plans.section_form import SectionForm
from dutyroom.ui.theme import label_of, put_look

_KEEP_MS: Final = 1500


class PlanEditor(QWidget):
    """``kept`` says which plan has a new version; ``left`` that somebody steps back, with everything kept as a draft."""

    kept = Signal(int)
    left = Signal()

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tools = tools
        self._plan: PlanInFull | None = None
        self._base = 0
        self._sections: Sections = ()
        self._place = 0
        self._filling = False
        self._is_touched = False
        self.heading, self.state = ElidedLabel(parent=self, type_="section"), label_of("small", parent=self)
        self.outline, self.form = EditOutline(self), SectionForm(self)
        names = ("add", "remove", "up", "down", "back", "discard", "keep")
        self.buttons = {name: QPushButton(self) for name in names}
        self._keep_soon = QTimer(self)
        self._keep_soon.setSingleShot(True)
        self._keep_soon.setInterval(_KEEP_MS)
        self._keep_soon.timeout.connect(self.save)
        self._lay_out()
        self._connect()
        self.retranslate()

    @property
    def plan(self) -> PlanInFull | None:
        """The plan that is edited."""
        return self._plan

    @property
    def sections(self) -> Sections:
        """The text as it stands in the editor."""
        return self._sections

    def may_edit(self, plan: PlanInFull) -> bool:
        """Whether the plan is in the library; says so where it is not."""
        if plan.plan.state == "void":
            self.tools.say(said(Refusal("plan_content.void"), self.tools.wording(), self.tools.zone))
        return plan.plan.state != "void"

    def open(self, plan: PlanInFull, section: int | None = None) -> None:
        """Edit this plan, beginning at a section (its id); what was begun of this version before goes on."""
        if self._plan is not None and self._plan.plan.text_id == plan.plan.text_id and self._is_touched:
            self._show(self._place)
            return
        self.save()
        self._plan, self._base = plan, plan.plan.text_number or plan.plan.current
        self._take(tuple(EditedSection(s.level, s.number, s.title, s.body) for s in plan.sections), "")
        self._show(next((n for n, row in enumerate(plan.sections) if row.id == section), 0))
        self.tools.courier.ask(self, drafts_of, self.tools.courier.author.id, then=self._drafts_came)

    def save(self) -> None:
        """Keep what stands here as a draft."""
        self._keep_soon.stop()
        if self._plan is not None and self._is_touched:
            content = draft_text(self._sections, self.form.note.text(), base=self._base)
            self.tools.courier.do(
                self,
                save_draft,
                draft_id_of(self._plan.plan.text_id),
                content,
                then=lambda _: self._say_state(kept=True),
            )

    def do(self, name: str) -> None:
        """What a button or a key of the outline asks for, by its name."""
        runs = {
            "add": self._add,
            "remove": self._remove,
            "up": lambda: self._move(-1),
            "down": lambda: self._move(1),
            "out": lambda: self._deepen(-1),
            "in": lambda: self._deepen(1),
            "text": lambda: self.form.body.setFocus(Qt.FocusReason.OtherFocusReason),
            "back": self._back,
            "discard": self._discard,
            "keep": self._keep,
        }
        runs[name]()

    def retranslate(self) -> None:
        """Word the editor anew."""
        self.outline.setAccessibleName(self.tr("Outline"))
        words = {
            "add": (self.tr("Add a section"), "Ins"),
            "remove": (self.tr("Remove the section"), "Del"),
            "up": (self.tr("Up"), "Alt+Up"),
            "down": (self.tr("Down"), "Alt+Down"),
            "back": (self.tr("Back"), "Esc"),
            "discard": (self.tr("Discard the draft"), ""),
            "keep": (self.tr("Keep as a new version"), "Ctrl+Enter"),
        }
        for name, (title, keys) in words.items():
            self.buttons[name].setText(title)
            self.buttons[name].setToolTip(f"{title}  {keys}".strip())
        if self._plan is not None:
            title, number = self._plan.plan.title, self._base
            self.heading.setText(self.tr("Editing {title}, version {number}").format(title=title, number=number))
        self._say_state(kept=False)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc steps back, Ctrl+Enter keeps the version."""
        if event.key() == Qt.Key.Key_Escape:
            self._back()
            event.accept()
        elif is_enter(event) and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._keep()
            event.accept()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        put_look(self.buttons["keep"], look="primary")
        head = QHBoxLayout()
        head.addWidget(self.heading, 1)
        head.addWidget(self.state)
        left = QWidget(self)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.outline, 1)
        for names in (("add", "remove"), ("up", "down")):
            row = QHBoxLayout()
            row.setSpacing(4)
            for name in names:
                row.addWidget(self.buttons[name], 1)
            column.addLayout(row)
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.addWidget(left)
        split.addWidget(self.form)
        split.setChildrenCollapsible(False)
        split.setStretchFactor(1, 1)
        split.setSizes([220, 560])
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.buttons["discard"])
        foot.addStretch(1)
        foot.addWidget(self.buttons["back"])
        foot.addWidget(self.buttons["keep"])
        outer = QVBoxLayout(self)
        outer.setContentsMargins(12, 8, 12, 12)
        outer.setSpacing(8)
        outer.addLayout(head)
        outer.addWidget(split, 1)
        outer.addLayout(foot)

    def _connect(self) -> None:
        self.outline.chosen.connect(self._chosen)
        self.outline.asked.connect(self.do)
        for name, button in self.buttons.items():
            button.clicked.connect(lambda *_, name=name: self.do(name))
            button.setAutoDefault(True)
        form = self.form
        for line in (form.number, form.title):
            line.textEdited.connect(lambda _: self._typed())
        form.body.textChanged.connect(self._typed)
        form.level.valueChanged.connect(lambda level: self._deepen(level - self._sections[self._place].level))
        form.note.textEdited.connect(lambda _: self._touch())
        form.step_back_asked.connect(self._back)

    # --- what stands here -----------------------------------------------------------------------------------------

    def _take(self, sections: Sections, note: str) -> None:
        self._sections, self._place, self._is_touched = sections, 0, False
        self.form.clear_notes()
        self.form.note.setText(note)
        self.form.despite.setChecked(False)
        self.form.show_field("despite", False)
        self.retranslate()

    def _drafts_came(self, rows: list[DraftRow]) -> None:
        """What was begun before, also before a crash, goes on; unless somebody types here already."""
        if self._plan is None or self._is_touched:
            return
        wanted = draft_id_of(self._plan.plan.text_id)
        draft = next((read_draft(row.content) for row in rows if row.id.startswith(wanted)), None)
        if draft is not None and draft.sections:
            self._base = draft.base
            place = min(self._place, len(draft.sections) - 1)
            self._take(draft.sections, draft.note)
            self._is_touched = True
            self._show(place)
            self._say_state(kept=True)

    def _show(self, place: int) -> None:
        """Show the outline, and the section at a place in the fields."""
        self._place = min(max(place, 0), max(len(self._sections) - 1, 0))
        self.outline.show_sections(self._sections, self._place)
        self._fill()

    def _chosen(self, place: int) -> None:
        if 0 <= place < len(self._sections):
            self._place = place
            self._fill()

    def _fill(self) -> None:
        self._filling = True
        section = self._sections[self._place] if self._sections else EditedSection(1, "", "", "")
        self.form.number.setText(section.number)
        self.form.title.setText(section.title)
        self.form.level.setValue(section.level)
        self.form.body.setPlainText(section.body)
        self.form.setEnabled(bool(self._sections))
        self._filling = False

    def _typed(self) -> None:
        if self._filling or not self._sections:
            return
        form, former = self.form, self._sections[self._place]
        section = EditedSection(former.level, form.number.text(), form.title.text(), form.body.toPlainText())
        if section != former:
            self._sections = changed(self._sections, self._place, section)
            self.outline.reword(self._place, section)
            self._touch()

    def _touch(self) -> None:
        self._is_touched = True
        self._say_state(kept=False)
        self._keep_soon.start()

    def _changed(self, sections: Sections, place: int) -> None:
        if sections != self._sections:
            self._sections = sections
            self._touch()
            self._show(place)

    def _add(self) -> None:
        place = place_of_added(self._sections, self._place)
        self._changed(added(self._sections, self._place), place)
        self.form.number.setFocus(Qt.FocusReason.OtherFocusReason)

    def _remove(self) -> None:
        if self._sections:
            self._changed(removed(self._sections, self._place), self._place)

    def _move(self, by: int) -> None:
        if self._sections:
            self._changed(*moved(self._sections, self._place, by))

    def _deepen(self, by: int) -> None:
        if by and self._sections and not self._filling:
            level = self._sections[self._place].level + by
            self._changed(levelled(self._sections, self._place, level), self._place)

    # --- ending it ------------------------------------------------------------------------------------------------

    def _back(self) -> None:
        self.save()
        self.left.emit()

    def _discard(self) -> None:
        """Throw the draft away and step back; the version that it was made of stays as it is."""
        plan = self._plan
        self._keep_soon.stop()
        self._is_touched, self._plan = False, None
        if plan is not None:
            self.tools.courier.do(self, drop_draft, draft_id_of(plan.plan.text_id))
            self.tools.say(self.tr("The draft was discarded."))
        self.left.emit()

    def _keep(self) -> None:
        plan = self._plan
        if plan is None:
            return
        self.save()
        asked = KeepEdit(
            plan_id=plan.plan.id,
            based_on=self._base,
            sections=self._sections,
            note=self.form.note.text(),
            draft_id=draft_id_of(plan.plan.text_id),
            despite=self.form.despite.isChecked() and not self.form.despite.isHidden(),
        )
        self.buttons["keep"].setEnabled(False)
        self.tools.courier.do(
            self, keep_edit, asked, then=self._done, refused=self._refused, failed=lambda _: self._free()
        )

    def _done(self, kept: KeptVersion) -> None:
        self._free()
        self._is_touched, self._plan = False, None
        self._index(True)
        self.tools.say(self.tr("Version {number} is in force.").format(number=kept.number))
        self.kept.emit(kept.plan)

    def _index(self, more: bool) -> None:
        """Index the rest of a long text, a slice at a time."""
        if more:
            self.tools.courier.do(self, index_plans, then=self._index)

    def _refused(self, refusal: Refusal) -> None:
        self._free()
        if refusal.code == "plan_edit.newer":
            self.form.show_field("despite", True)
        if refusal.code == "plan_edit.section":
            self._show(int(str(refusal.facts["place"])) - 1)
        self.form.point_out(refusal, said(refusal, self.tools.wording(), self.tools.zone))

    def _free(self) -> None:
        self.buttons["keep"].setEnabled(True)

    def _say_state(self, *, kept: bool) -> None:
        self.state.setText(self.tr("Draft kept") if kept else "")
        self.buttons["discard"].setVisible(self._is_touched)
