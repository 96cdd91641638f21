"""A pane with forms of its own beside that of the common steps: one stands open at a time, nothing typed is lost."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dutyroom.rules.matter import FLOW, State, StepKind
from dutyroom.rules.refusal import Refusal
from dutyroom.ui.page import Place
from dutyroom.ui.parts.elided_button import ElidedButton
from dutyroom.ui.parts.fields_area import FieldsArea
from dutyroom.ui.parts.matter.form_sending import send_form, show_refusal
from dutyroom.ui.parts.matter.kept_form import KeptForm, Run
from dutyroom.ui.parts.matter.matter_pane import MatterPane
from dutyroom.ui.parts.matter.words import place_of_record, state_said
from dutyroom.ui.theme import put_look


class FormsPane(MatterPane):
    """A subclass makes its forms in ``make_forms`` and begins one with ``begin_own``; linked matters stand in it too."""

    def make_forms(self) -> tuple[KeptForm, ...]:
        """The forms of its own."""
        raise NotImplementedError

    def may(self, step: StepKind) -> bool:
        """Whether a step can be taken now."""
        return self.full is not None and State(self.full.matter.state) in FLOW[step]

    def begin(self, step: StepKind) -> None:
        """Ask for a common step; a form of its own that stands open gives way."""
        self._hide_own()
        super().begin(step)

    def begin_own(self, form: KeptForm) -> None:
        """Show one of its own forms; the caller fills it."""
        self.form.keep()
        self.form.setVisible(False)
        self._hide_own()
        if form not in self._scrolling:  # most forms are never opened
            self._scrolling[form] = FieldsArea(form)
        form.setVisible(True)
        self._show_buttons()

    @property
    def open_form(self) -> KeptForm | None:
        """Its own form that stands open."""
        return next((form for form in self._own if not form.isHidden()), None)

    def _parts(self) -> list[QWidget]:
        self.links = QWidget(self)
        self._links = QVBoxLayout(self.links)
        self._links.setContentsMargins(0, 0, 0, 0)
        self._links.setSpacing(2)
        return super()._parts()

    def _lay_whole(self, head: QHBoxLayout) -> None:
        super()._lay_whole(head)
        self._own = self.make_forms()
        self._scrolling: dict[KeptForm, FieldsArea] = {}
        whole = self.layout()
        assert isinstance(whole, QVBoxLayout)  # noqa: S101  # laid out above
        for form in self._own:
            form.setVisible(False)
            whole.insertWidget(whole.count() - 1, form)
            form.sent.connect(partial(self._send_own, form))
            form.step_back_asked.connect(self._leave_form)

    def _show(self) -> None:
        super()._show()
        while self._links.count():
            item = self._links.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.deleteLater()
        for link in self.full.links if self.full is not None else ():
            button = ElidedButton(f"↔ {link.number} {link.title} · {state_said(link.state)}")
            put_look(button, look="link")
            button.clicked.connect(partial(self._follow, place_of_record(link.kind, link.other_id)))
            self._links.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _follow(self, place: Place) -> None:
        self.tools.go(place)

    def _show_buttons(self) -> None:
        super()._show_buttons()
        if self.open_form is not None:
            self.next.setVisible(False)
            self.more.setVisible(False)

    def _hide_own(self) -> None:
        for form in self._own:
            form.keep()
            form.setVisible(False)

    def _leave_form(self, *, focus: bool = True) -> None:
        at = self.focusWidget()
        had = at is not None and any(form.isAncestorOf(at) for form in self._own)
        self._hide_own()
        super()._leave_form(focus=focus)
        if had and focus and self.isVisible():
            (self.next if self.next.isVisible() else self.more).setFocus()

    def _send_own(self, form: KeptForm, asked: Run | Refusal) -> None:
        then, refused = partial(self._sent_own, form), partial(self._refused_own, form)
        send_form(self, self.tools, form, asked, then=then, refused=refused)

    def _sent_own(self, form: KeptForm, number: int | None, _: int) -> None:
        form.send.setEnabled(True)
        words = form.send.text()
        if form.finished(number):
            self._leave_form()
        self.refresh()
        self.tools.say(self.tr("Written: {step}").format(step=words))
        self.step_taken.emit()

    def _refused_own(self, form: KeptForm, refusal: Refusal) -> None:
        show_refusal(self.tools, form, refusal)
