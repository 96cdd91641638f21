"""A pane whose kind of matter has small forms of its own, and links to other matters."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from dutyroom.actions.errors import said
from dutyroom.data.queries.matters import LinkRow
from dutyroom.rules.matter import FLOW, State, StepKind
from dutyroom.rules.refusal import Refusal
from dutyroom.ui.parts.matter.matter_pane import MatterPane
from dutyroom.ui.parts.matter.words import place_of_record, state_said
from dutyroom.ui.parts.supervision.kept_form import KeptForm
from dutyroom.ui.theme import put_look


class FormsPane(MatterPane):
    """A subclass makes its forms in ``make_forms``; one stands open at a time, in the place of the shared one."""

    own_forms: tuple[KeptForm, ...] = ()

    def make_forms(self) -> tuple[KeptForm, ...]:
        """The forms of this kind of matter."""
        raise NotImplementedError

    def may(self, step: StepKind) -> bool:
        """Whether a step can be taken now."""
        return self.full is not None and State(self.full.matter.state) in FLOW[step]

    @property
    def is_asking(self) -> bool:
        """Whether one of its own forms stands open."""
        return any(not form.isHidden() for form in self.own_forms)

    def begin(self, step: StepKind) -> None:
        """Ask for a step that every matter has."""
        self.hide_forms()
        super().begin(step)

    def show_links(self, links: Sequence[LinkRow]) -> None:
        """The other matters, each leading to its page."""
        while self._links.count():
            item = self._links.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.deleteLater()
        for link in links:
            button = QPushButton(f"↔ {link.number} {link.title} · {state_said(link.state)}")
            put_look(button, look="link")
            button.clicked.connect(partial(self.tools.go, place_of_record(link.kind, link.other_id)))
            self._links.addWidget(button)

    def begin_own(self, form: KeptForm) -> None:
        """Open one of its own forms; what was typed into another stays there."""
        self.form.keep()
        self.form.setVisible(False)
        self.hide_forms()
        form.setVisible(True)
        self._show_buttons()

    def hide_forms(self) -> None:
        """Close its own forms; what was typed stays."""
        for form in self.own_forms:
            form.keep()
            form.setVisible(False)

    def _parts(self) -> list[QWidget]:
        self.links = QWidget(self)
        self._links = QVBoxLayout(self.links)
        self._links.setContentsMargins(0, 0, 0, 0)
        self._links.setSpacing(2)
        clocks, own, units, own_units, facts, own_facts, *rest = super()._parts()
        return [facts, own_facts, self.links, clocks, own, units, own_units, *rest]

    def _lay_whole(self, head: QHBoxLayout) -> None:
        super()._lay_whole(head)
        self.own_forms = self.make_forms()
        whole = self.layout()
        assert isinstance(whole, QVBoxLayout)  # noqa: S101  # laid out above
        for form in self.own_forms:
            form.setVisible(False)
            whole.insertWidget(whole.count() - 1, form)
            form.sent.connect(partial(self._send_own, form))
            form.step_back_asked.connect(self._leave_form)

    def _show_buttons(self) -> None:
        super()._show_buttons()
        if self.is_asking:
            self.next.setVisible(False)
            self.more.setVisible(False)

    def _leave_form(self, *, focus: bool = True) -> None:
        had = any(form.isAncestorOf(self.focusWidget()) for form in self.own_forms if self.focusWidget() is not None)
        self.hide_forms()
        super()._leave_form(focus=focus)
        if had and focus and self.isVisible():
            (self.next if self.next.isVisible() else self.more).setFocus()

    def _send_own(self, form: KeptForm, asked: tuple[Callable[..., int], object] | Refusal) -> None:
        if isinstance(asked, Refusal):
            self._refused_own(form, asked)
            return
        action, command = asked
        form.send.setEnabled(False)
        self.tools.courier.do(
            self,
            action,
            command,
            then=partial(self._sent_own, form, form.number),
            refused=partial(self._refused_own, form),
            failed=lambda _: form.send.setEnabled(True),
        )

    def _sent_own(self, form: KeptForm, number: int | None, _: int) -> None:
        form.send.setEnabled(True)
        words = form.send.text()
        if form.finished(number):
            self._leave_form()
        self.refresh()
        self.tools.say(self.tr("Written: {step}").format(step=words))
        self.step_taken.emit()

    def _refused_own(self, form: KeptForm, refusal: Refusal) -> None:
        form.send.setEnabled(True)
        form.point_out(refusal, said(refusal, self.tools.wording(), self.tools.zone))
