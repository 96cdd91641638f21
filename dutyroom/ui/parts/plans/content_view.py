"""A view of the plan that shows what it holds beside its text: asked anew when it changes, proposed from the text."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QWidget

from dutyroom.actions.errors import said
from dutyroom.actions.plan_proposing import propose_contents
from dutyroom.data.queries.plan_contacts import contact_check_days
from dutyroom.data.queries.plan_contents import PlanContents, contents_of
from dutyroom.data.queries.plans import PlanInFull
from dutyroom.data.reading import Session
from dutyroom.rules.plan_contents import ContentState
from dutyroom.rules.refusal import Refusal
from dutyroom.ui.page import Changed, Command, Tools
from dutyroom.ui.parts.plans.content_panel import ContentPanel
from dutyroom.ui.parts.plans.view import PlanView
from dutyroom.ui.searching import NewestQuestion

_HEARD: Final = frozenset(
    {"plan", "plan_action", "plan_contact", "plan_body", "plan_start", "contact", "person", "unit", "*"}
)
_SETTLE_MS: Final = 60
_ALL: Final = tuple(ContentState)


class ContentView(PlanView):
    """Reads the contents of the version shown; a subclass has panels and fills them in ``show_contents``."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self.plan: PlanInFull | None = None
        self.contents = PlanContents()
        self._days = 0
        self.panels: tuple[ContentPanel, ...] = ()
        self._questions = NewestQuestion(tools.courier, self)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MS)
        self._settle.timeout.connect(self.read)

    def show_plan(self, plan: PlanInFull) -> None:
        """See :class:`PlanView`."""
        self.plan = plan
        self.read()

    def heard(self, changed: Changed) -> None:
        """See :class:`PlanView`."""
        if changed.kinds & _HEARD and not self._settle.isActive():
            self._settle.start()

    def read(self) -> None:
        """Ask for what the version holds."""
        if self.plan is None:
            return
        text_id = self.plan.plan.text_id

        today = self.tools.clock().astimezone(self.tools.zone).date()

        def came(found: tuple[PlanContents, int]) -> None:
            if self.plan is not None and self.plan.plan.text_id == text_id:
                self.contents, self._days = found
                self.show_contents()

        self._questions.ask(_read, text_id, today, then=came)

    def show_contents(self) -> None:
        """Fill the panels from ``contents``."""
        raise NotImplementedError

    @property
    def may_change(self) -> bool:
        """Whether the plan is in the library."""
        return self.plan is not None and self.plan.plan.state != "void"

    def stale_before(self) -> datetime:
        """A number not called since then wants to be."""
        return self.tools.clock() - timedelta(days=self._days)

    def propose(self) -> None:
        """Propose from the text what is not there yet."""
        if self.plan is None or not self.may_change:
            return

        def done(count: int) -> None:
            words = self.tr("{count} lines were proposed from the text; check them.").format(count=count)
            self.tools.say(words if count else self.tr("The text proposes nothing new."))

        self.tools.courier.do(self, propose_contents, self.plan.plan.text_id, then=done, refused=self.refused)

    def refused(self, refusal: Refusal) -> None:
        """Say what was refused."""
        self.tools.say(said(refusal, self.tools.wording(), self.tools.zone))

    def commands(self) -> list[Command]:
        """See :class:`PlanView`."""
        named = (("propose", self.tr("Propose lines from the plan's text"), "Ctrl+R", self.propose),)
        return [Command(f"plans.{name}", words, keys, run) for name, words, keys, run in named]

    def retranslate(self) -> None:
        """Word the view anew."""

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
            self.show_contents()

    def add_panel(self, panel: ContentPanel) -> None:
        """Listen to a panel."""
        self.panels = (*self.panels, panel)
        panel.section_asked.connect(self.section_asked)
        panel.propose_asked.connect(self.propose)
        panel.chosen.connect(self.read)


def _read(session: Session, text_id: int, today: date) -> tuple[PlanContents, int]:
    """What the version holds, and after how many days a number wants to be called again; on the reading thread."""
    return contents_of(session, text_id, states=_ALL), contact_check_days(session, today)
