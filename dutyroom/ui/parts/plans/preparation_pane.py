"""A plan in preparation read in full: the line of stages, opinions, experts, filing, papers; its one next step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from dutyroom.data.queries.preparations import PreparationInFull, preparation_in_full
from dutyroom.rules.matter import OPEN, StepKind
from dutyroom.rules.preparation import Stage, may_be_settled, progress, settled_after
from dutyroom.rules.preparation_next import Act, NextStep, next_act
from dutyroom.rules.preparation_steps import Part
from dutyroom.ui.page import Place, Tools
from dutyroom.ui.parts.matter.facts_grid import Fact
from dutyroom.ui.parts.matter.forms_pane import FormsPane
from dutyroom.ui.parts.matter.kept_form import KeptForm
from dutyroom.ui.parts.matter.record_print import record_paper
from dutyroom.ui.parts.matter.words import step_said
from dutyroom.ui.parts.plans.part_forms import ExpertForm, FilingForm, OpinionForm, VoidForm
from dutyroom.ui.parts.plans.part_table import EXPERT_COLUMNS, FILING_COLUMNS, PartTable, opinion_columns
from dutyroom.ui.parts.plans.preparation_words import (
    day_said,
    kind_said,
    level_said,
    stage_days,
    stage_mark,
    stage_said,
    state_of,
)
from dutyroom.ui.parts.plans.stage_form import Mode, StageForm
from dutyroom.ui.parts.plans.stage_list import StageLine, StageList
from dutyroom.ui.theme import label_of

PAPER: Final = "plan-preparation"
_NAME_MOST: Final = 8
"""Characters of a unit on the button of the next step."""
_OWN_HEADS: Final = ("stages", "opinions", "experts", "filings")


class PreparationPane(FormsPane):
    """``correction_asked``, ``days_asked``, ``outline_asked`` and ``asking_asked`` for the forms of the page."""

    correction_asked = Signal()
    days_asked = Signal()
    outline_asked = Signal()
    asking_asked = Signal()

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        self._preparation: PreparationInFull | None = None
        super().__init__(tools, parent)
        self.files.part = lambda: (self.stages.stage() or self._next_stage() or Stage.DRAFT).value
        self.files.part_said = stage_said
        self.stages.opened.connect(lambda stage: self.open_stage(Stage(stage)))
        for part, table in self._tables.items():
            table.row_opened.connect(partial(self.open_line, part))
            table.void_asked.connect(partial(self.begin_voiding, part))

    @property
    def preparation(self) -> PreparationInFull | None:
        """The preparation as it was read last."""
        return self._preparation if self.full is not None else None

    @property
    def is_open(self) -> bool:
        """Whether something can still be done about it."""
        found = self.preparation
        return found is not None and found.matter.state in OPEN

    def read(self, number: int) -> None:
        """Fetch the preparation."""
        self.tools.courier.ask(self, preparation_in_full, number, then=partial(self._preparation_came, number))

    def begin_next(self) -> None:
        """Ask for what comes next."""
        found, coming = self.preparation, self._coming()
        if found is None or coming is None:
            super().begin_next()
            return
        acts: dict[Act, Callable[[], None]] = {
            Act.ASK_UNITS: self.asking_asked.emit,
            Act.OPINION: lambda: self.open_line(Part.OPINION, found.opinions[coming.line or 0].id),
            Act.EXPERT: lambda: self._begin_expert(coming.line),
            Act.SEND: self.begin_filing,
            Act.RECEIPT: lambda: self.open_line(Part.FILING, found.filings[coming.line or 0].id),
            Act.FINISH: lambda: self.begin_stage("finish", coming.stage),
            Act.CLOSE: lambda: self.begin(StepKind.CLOSE),
        }
        acts[coming.act]()

    def begin_stage(self, mode: Mode, stage: Stage | None = None) -> None:
        """Ask what it takes to finish, leave out or open the stage again: the one named, the one chosen, or the next."""
        found = self.preparation
        wanted = stage or self.stages.stage() or self._next_stage()
        if found is None or wanted is None or not self.is_open:
            return
        self.begin_own(self.stage_form)
        self.stage_form.begin(found, wanted, mode)

    def open_stage(self, stage: Stage) -> None:
        """Enter on a stage: finish it, or open it again where it is settled."""
        found = self.preparation
        if found is not None:
            self.begin_stage("reopen" if found.stage(stage).fact.is_settled else "finish", stage)

    def begin_expert(self) -> None:
        """Ask for a further expert's finding."""
        self._begin_expert(None)

    def begin_filing(self) -> None:
        """Ask to whom it is sent."""
        found = self.preparation
        if found is not None and self.is_open:
            self.begin_own(self.filing)
            self.filing.begin(found)

    def open_line(self, part: Part, number: int) -> None:
        """Enter on a line: what was answered, found, received; of a void one why it counts again."""
        found, row = self.preparation, self._tables[part].row(number)
        if found is None or row is None or not self.is_open:
            return
        if row.void_reason:
            self.begin_voiding(part, number)
            return
        forms: dict[Part, tuple[KeptForm, Callable[[], None]]] = {
            Part.OPINION: (self.opinion, lambda: self.opinion.begin(found, row)),
            Part.EXPERT: (self.expert, lambda: self.expert.begin(found, row)),
            Part.FILING: (self.filing, lambda: self.filing.begin(found, row)),
        }
        form, begin = forms[part]
        self.begin_own(form)
        begin()

    def begin_voiding(self, part: Part, number: int) -> None:
        """Ask why a line is void, or counts again."""
        found, row = self.preparation, self._tables[part].row(number)
        if found is not None and row is not None and self.is_open:
            named = {Part.OPINION: "unit", Part.EXPERT: "name", Part.FILING: "recipient"}[part]
            self.begin_own(self.voiding)
            self.voiding.begin(found, part, row, str(getattr(row, named)))

    def print_sheet(self) -> None:
        """Show the progress sheet."""
        found = self.preparation
        if found is not None:
            title = f"{found.matter.number} {found.matter.title}"
            self.tools.show_paper(record_paper(self.tools, self, PAPER, found.matter.id, title))

    def own_facts(self) -> Sequence[Fact]:
        """What it is about."""
        found = self.preparation
        if found is None:
            return ()
        kind = " · ".join(part for part in (kind_said(found.plan_kind), level_said(found.plan_level)) if part)
        issued = " ".join(part for part in (found.document_number, day_said(found.issued_on)) if part)
        return [
            (self.tr("Kind of plan"), kind, ""),
            (self.tr("Programme of"), str(found.year), ""),
            (self.tr("Leading unit"), found.lead_unit, "strong"),
            (self.tr("Revises or became"), found.plan_title, ""),
            (self.tr("Why it is prepared"), found.basis, ""),
            (self.tr("Drafting group"), "、".join(found.group.splitlines()), ""),
            (self.tr("Approved by (body)"), found.approved_by, ""),
            (self.tr("Issued as"), issued, ""),
            (self.tr("Outcome"), found.matter.outcome, ""),
        ]

    def retranslate(self) -> None:
        """Word the pane anew."""
        words = {
            "stages": self.tr("Stages"),
            "opinions": self.tr("Opinions of units"),
            "experts": self.tr("Expert review"),
            "filings": self.tr("Filing"),
        }
        for name, label in self._heads.items():
            label.setText(words[name])
        self.stages.setAccessibleName(words["stages"])
        for part, name in ((Part.OPINION, "opinions"), (Part.EXPERT, "experts"), (Part.FILING, "filings")):
            self._tables[part].setAccessibleName(words[name])
        super().retranslate()

    def make_forms(self) -> tuple[KeptForm, ...]:
        """Of a stage, and of what belongs to stages."""
        tools = self.tools
        self.stage_form, self.opinion = StageForm(tools, self), OpinionForm(tools, self)
        self.expert, self.filing, self.voiding = ExpertForm(tools, self), FilingForm(tools, self), VoidForm(tools, self)
        return (self.stage_form, self.opinion, self.expert, self.filing, self.voiding)

    def _parts(self) -> list[QWidget]:
        self.stages = StageList(self)
        self._heads = {name: label_of("secondary", parent=self) for name in _OWN_HEADS}
        self._tables = {
            Part.OPINION: PartTable(opinion_columns(self._today), self),
            Part.EXPERT: PartTable(EXPERT_COLUMNS, self),
            Part.FILING: PartTable(FILING_COLUMNS, self),
        }
        clocks, own, units, own_units, facts, own_facts, *rest = super()._parts()
        lists = zip(_OWN_HEADS[1:], self._tables.values(), strict=True)
        tables = [widget for name, table in lists for widget in (self._heads[name], table)]
        named = [self._heads["stages"], self.stages, *tables, facts, own_facts, self.links]
        return [*named, clocks, own, units, own_units, *rest]

    def _preparation_came(self, number: int, found: PreparationInFull | None) -> None:
        if number == self.matter_id:
            self._preparation = found
            self.came(number, found.common if found is not None else None)

    def _show(self) -> None:
        super()._show()
        found = self.preparation
        if found is None:
            return
        self.state.setText(state_of(found.matter.state))
        self.stages.show_stages([self._line(found, stage) for stage in Stage])
        rows = {Part.OPINION: found.opinions, Part.EXPERT: found.experts, Part.FILING: found.filings}
        for (part, table), name in zip(self._tables.items(), _OWN_HEADS[1:], strict=True):
            table.show_rows(rows[part])
            self._heads[name].setVisible(bool(rows[part]))
        settled, count = progress(found.facts)
        self._heads["stages"].setText(f"{self.tr('Stages')} {settled}/{count}")

    def _line(self, found: PreparationInFull, stage: Stage) -> StageLine:
        row, today = found.stage(stage), self._today()
        coming = found.next.value if found.next is not None else None
        days, tone = stage_days(row, today, is_open=self.is_open)
        sign = stage_mark(row, coming, today, is_open=self.is_open)
        note = "\n".join(part for part in (row.skipped, "、".join(row.people.splitlines()), row.note) if part)
        return StageLine(stage, sign, stage_said(stage.value), days, tone, note)

    def _show_buttons(self) -> None:
        super()._show_buttons()
        coming, found = self._coming(), self.preparation
        if coming is not None and found is not None:
            self.next.setText(self._act_said(coming, found))
            self.next.setToolTip(
                found.opinions[coming.line].unit if coming.act is Act.OPINION and coming.line is not None else ""
            )

    def _act_said(self, coming: NextStep, found: PreparationInFull) -> str:
        line = coming.line
        words = {
            Act.ASK_UNITS: self.tr("Ask units…"),
            Act.OPINION: self.tr("Opinion of {unit}…").format(unit=_short(found.opinions[line].unit))
            if line is not None
            else "",
            Act.EXPERT: self.tr("Expert's finding…"),
            Act.SEND: self.tr("Send for filing…"),
            Act.RECEIPT: self.tr("Receipt of the filing…"),
            Act.FINISH: self.tr("Finish: {stage}…").format(
                stage=stage_said(coming.stage.value if coming.stage else "")
            ),
            Act.CLOSE: self.tr("{step}…").format(step=step_said(StepKind.CLOSE)),
        }
        return words[coming.act]

    def _offer(self) -> None:
        super()._offer()
        found, menu = self.preparation, self.more.menu()
        if found is not None and found.plan_id is not None:
            menu.addAction(self.tr("Open the plan"), self._to_library)
        if found is None or not self.is_open:
            return
        first = menu.actions()[0] if menu.actions() else None
        own = [
            (self.tr("Plan the days…"), self.days_asked.emit),
            (self.tr("Outline of the draft…"), self.outline_asked.emit),
            (self.tr("Ask units…"), self.asking_asked.emit),
            (self.tr("Expert's finding…"), self.begin_expert),
            *([(self.tr("Send for filing…"), self.begin_filing)] if found.issued_on is not None else []),
            (self.tr("Correct what was registered…"), self.correction_asked.emit),
        ]
        for stage in may_be_settled(found.facts):
            if stage is not found.next:
                said = self.tr("Finish: {stage}…").format(stage=stage_said(stage.value))
                own.append((said, partial(self.begin_stage, "finish", stage)))
            said = self.tr("Leave out: {stage}…").format(stage=stage_said(stage.value))
            own.append((said, partial(self.begin_stage, "skip", stage)))
        for fact in found.facts:
            if fact.is_settled and not settled_after(fact.stage, found.facts):
                said = self.tr("Open again: {stage}…").format(stage=stage_said(fact.stage.value))
                own.append((said, partial(self.begin_stage, "reopen", fact.stage)))
        for words, run in own:
            action = menu.addAction(words, run)
            if first is not None:
                menu.insertAction(first, action)

    def _coming(self) -> NextStep | None:
        found = self.preparation
        if found is None or not self.is_open:
            return None
        return next_act(
            found.facts,
            [row.fact for row in found.opinions],
            [row.fact for row in found.experts],
            [row.fact for row in found.filings],
        )

    def _next_stage(self) -> Stage | None:
        found = self.preparation
        return found.next if found is not None else None

    def _begin_expert(self, line: int | None) -> None:
        found = self.preparation
        if found is not None and self.is_open:
            self.begin_own(self.expert)
            self.expert.begin(found, found.experts[line] if line is not None else None)

    def _to_library(self) -> None:
        found = self.preparation
        if found is not None and found.plan_id is not None:
            self.tools.go(Place("plans", id=found.plan_id))

    def _today(self) -> date:
        return self.tools.clock().astimezone(self.tools.zone).date()


def _short(name: str) -> str:
    """A name that a button has room for; the whole of it is its tooltip."""
    return name if len(name) <= _NAME_MOST else f"{name[: _NAME_MOST - 1]}…"
