"""Plans that are being written or revised, as a face of the page of plans: the list, one read beside it, its forms."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtWidgets import QPushButton, QWidget

from dutyroom.data.queries.preparations import preparation_rows, preparation_years
from dutyroom.rules.matter import MatterKind, StepKind
from dutyroom.rules.matter_filter import MatterFilter
from dutyroom.rules.preparation_steps import PreparationFacts
from dutyroom.ui.page import Command, Place, Tools
from dutyroom.ui.parts.focus import tab_as_laid_out
from dutyroom.ui.parts.matter.form_face import FormFace
from dutyroom.ui.parts.matter.record_print import record_paper
from dutyroom.ui.parts.matter.register_page import RegisterPage
from dutyroom.ui.parts.plans.ask_entry import AskEntry
from dutyroom.ui.parts.plans.days_entry import DaysEntry
from dutyroom.ui.parts.plans.outline_entry import OutlineEntry
from dutyroom.ui.parts.plans.preparation_columns import preparation_columns
from dutyroom.ui.parts.plans.preparation_entry import PreparationEntry, proposed_facts
from dutyroom.ui.parts.plans.preparation_filter import OPEN_ONES, PreparationFilterBar
from dutyroom.ui.parts.plans.preparation_pane import PreparationPane

PROGRAMME: Final = "plan-programme"


class PlanPreparing(RegisterPage):
    """Five faces in one place: the list with its pane, and the forms of a plan, of asking units, of days and outline."""

    KEY = "preparing"
    ICON = "plans"
    KIND = MatterKind.PREPARATION
    HEARS = frozenset({"matter", "preparation", "preparation_stage", "open_item", "rule_value", "*"})
    ROWS = staticmethod(preparation_rows)
    bar: PreparationFilterBar

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self.finding.filter, self.finding.order = OPEN_ONES, "due"
        self.programme, self.start = QPushButton(self), QPushButton(self)
        self.pane = PreparationPane(tools, self.list)
        self.entry, self.asking = PreparationEntry(tools, self), AskEntry(tools, self)
        self.days, self.outline = DaysEntry(tools, self), OutlineEntry(tools, self)
        columns = preparation_columns(tools.clock, lambda: tools.zone)
        self.make_list(PreparationFilterBar(self), columns, self.pane, (self.programme, self.start))
        for face in self._forms:
            self.faces.addWidget(face)
            face.left.connect(self.to_list)
            face.done.connect(self._was_written)
        self.start.clicked.connect(lambda: self.begin_starting())
        self.programme.clicked.connect(self.print_programme)
        self.pane.correction_asked.connect(self.begin_correcting)
        self.pane.days_asked.connect(partial(self._begin_on, self.days))
        self.pane.outline_asked.connect(partial(self._begin_on, self.outline))
        self.pane.asking_asked.connect(partial(self._begin_on, self.asking))
        tab_as_laid_out(self)
        self.retranslate()

    def title(self) -> str:
        """The face's short name."""
        return self.tr("Preparing")

    def arrive(self, place: Place | None) -> None:
        """Show the list: at a preparation, narrowed, or with the form of a new one filled with what is given."""
        self.arrive_at(place)
        self.ask()
        if place is not None and place.step == "new":
            self.begin_starting(proposed_facts(place.given))
        elif place is not None and place.step == "find":
            self.begin_filtering()

    def ask(self) -> None:
        """Ask for what answers the filter, and for the years that have a programme."""
        self.tools.courier.ask(self, preparation_years, then=self.bar.offer_years)
        super().ask()

    def commands(self) -> list[Command]:
        """What can be done with plans in preparation."""
        pane = self.pane
        return [
            Command("preparing.next", self.tr("Take the next step"), "Ctrl+Return", self._step_on),
            Command("preparing.steps", self.tr("Other steps of the matter"), "Ctrl+J", self._show_steps),
            Command("preparing.new", self.tr("Prepare a plan"), "Ctrl+N", lambda: self.begin_starting()),
            Command("preparing.finish", self.tr("Finish the chosen stage"), "Ctrl+E", partial(self._stage, "finish")),
            Command(
                "preparing.skip", self.tr("Leave out the chosen stage"), "Ctrl+Shift+E", partial(self._stage, "skip")
            ),
            Command(
                "preparing.days", self.tr("Plan the days of the stages"), "Ctrl+U", partial(self._begin_on, self.days)
            ),
            Command(
                "preparing.outline", self.tr("Outline of the draft"), "Ctrl+O", partial(self._begin_on, self.outline)
            ),
            Command(
                "preparing.consult",
                self.tr("Ask units for opinions"),
                "Ctrl+G",
                partial(self._begin_on, self.asking),
            ),
            Command(
                "preparing.expert", self.tr("Expert's finding"), "Ctrl+R", partial(self._in_pane, pane.begin_expert)
            ),
            Command("preparing.send", self.tr("Send for filing"), "Ctrl+B", partial(self._in_pane, pane.begin_filing)),
            Command("preparing.attach", self.tr("Attach a paper to the chosen stage"), "Ctrl+T", self._attach),
            Command("preparing.correct", self.tr("Correct what was registered"), "Ctrl+D", self.begin_correcting),
            Command("preparing.print", self.tr("Print the progress sheet"), "Ctrl+P", pane.print_sheet),
            Command(
                "preparing.programme", self.tr("Print the programme of the year"), "Ctrl+Shift+P", self.print_programme
            ),
            Command("preparing.filters", self.tr("Kept filters"), "Ctrl+Shift+F", self.bar.kept.open),
            Command("preparing.remove_text", self.tr("Remove secret text of the matter…"), "", pane.begin_removing),
        ]

    def poses(self) -> list[tuple[str, Callable[[], None]]]:
        """The list with one read, a stage being finished, and the forms."""
        return [
            ("plans_preparing", self.show_list),
            ("plans_preparing_next", self._pose_next),
            ("plans_preparing_new", self.begin_starting),
            ("plans_preparing_days", partial(self._begin_on, self.days)),
            ("plans_preparing_outline", partial(self._begin_on, self.outline)),
        ]

    def begin_starting(self, given: PreparationFacts | None = None) -> None:
        """The form of a new one; what was begun is there again."""
        self.show_face(self.entry)
        self.entry.begin(None, given)

    def begin_correcting(self) -> None:
        """The form filled with the preparation shown."""
        found = self.pane.preparation
        if found is not None and self.pane.may(StepKind.CORRECT):
            self.show_face(self.entry)
            self.entry.begin(found)

    def print_programme(self) -> None:
        """Show the programme of the year chosen in the bar; of this year where none is."""
        year = int(self.bar.filter().year or self.tools.clock().astimezone(self.tools.zone).year)
        title = self.tr("Programme of {year}").format(year=year)
        self.tools.show_paper(record_paper(self.tools, self, PROGRAMME, year, title))

    def retranslate(self) -> None:
        """Word the face anew."""
        self.start.setText(self.tr("Prepare…"))
        self.start.setToolTip(self.tr("Prepare a plan (Ctrl+N)"))
        self.programme.setText(self.tr("Programme…"))
        self.programme.setToolTip(self.tr("Print the programme of the year (Ctrl+Shift+P)"))
        self.table.setAccessibleName(self.tr("Plans in preparation"))
        self._word_state()

    def show_face(self, face: QWidget) -> None:
        """What was typed into a form stays with its preparation."""
        for form in self._forms:
            if self.faces.currentWidget() is form and face is not form:
                form.keep()
        super().show_face(face)

    @property
    def _forms(self) -> tuple[FormFace, ...]:
        return self.entry, self.asking, self.days, self.outline

    def _begin_on(self, face: AskEntry | DaysEntry | OutlineEntry) -> None:
        found = self.pane.preparation
        if found is not None and self.pane.is_open:
            self.show_face(face)
            face.begin(found)

    def _stage(self, mode: str) -> None:
        self._in_pane(partial(self.pane.begin_stage, "skip" if mode == "skip" else "finish"))

    def _in_pane(self, begin: Callable[[], None]) -> None:
        self.show_list()
        self._open_pane()
        begin()

    def _attach(self) -> None:
        if self.pane.files.may_attach:
            self.pane.files.choose()

    def _step_on(self) -> None:
        """Ctrl+Enter: send the form that stands open, otherwise ask for the next step of the preparation shown."""
        shown = self.faces.currentWidget()
        if isinstance(shown, FormFace):
            next(
                each
                for each in (self.entry.form, self.asking.form, self.days.form, self.outline.form)
                if each.isVisible()
            ).send.click()
        elif self.pane.open_form is not None:
            self.pane.open_form.send.click()
        elif not self.pane.form.isHidden():
            self.pane.form.send.click()
        else:
            self.pane.begin_next()

    def _was_written(self, number: int) -> None:
        self.show_new(number)
        self.pane.refresh()

    def _show_steps(self) -> None:
        if self.pane.more.isVisible():
            self.pane.more.showMenu()

    def _pose_next(self) -> None:
        self._in_pane(self.pane.begin_next)

    def _word_state(self) -> None:
        count = len(self.table.register.ids)
        if not self.finding.has_answer:
            self.table.empty.set_words(self.tr("Reading the register…"))
            return
        pattern = self.tr("{count} plan") if count == 1 else self.tr("{count} plans")
        self.bar.say_count(pattern.format(count=f"{count:,}"))
        if self.finding.filter not in (MatterFilter(), OPEN_ONES):
            self.table.empty.set_words(
                self.tr("No plan in preparation answers this filter."), self.tr("Show everything")
            )
        else:
            words = self.tr("No plan is in preparation. What the year's programme asks for belongs here.")
            self.table.empty.set_words(words, self.tr("Prepare…"), keys="Ctrl+N")

    def _empty_step(self) -> None:
        if not self.finding.has_answer:
            self.ask()
        elif self.finding.filter in (MatterFilter(), OPEN_ONES):
            self.begin_starting()
        else:
            self.bar.show_filter(MatterFilter())
