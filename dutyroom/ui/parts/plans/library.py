"""The plans: searched as one types, read at the passage found, imported by files and folders."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from dutyroom.actions.errors import said
from dutyroom.actions.importing import ImportResult
from dutyroom.actions.papers import note_printed
from dutyroom.actions.plan_papers import plan_pdf
from dutyroom.actions.plans import restore_plan, void_plan
from dutyroom.data.folders import faces_cache
from dutyroom.data.queries.plans import PlanRow, plan_rows
from dutyroom.data.queries.search import Found
from dutyroom.data.queries.search_near import search_plans_widely
from dutyroom.rules.plan import VoidPlan
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.removal import Spot
from dutyroom.ui.page import Changed, Command, Page, Paper, Place, Tools
from dutyroom.ui.parts.form import Form
from dutyroom.ui.parts.plans.document import SectionMarks, heading_of
from dutyroom.ui.parts.plans.imports import PlanImports
from dutyroom.ui.parts.plans.layout import PlansLayout, ask_for_paths, local_paths
from dutyroom.ui.parts.plans.opening import OpenedPlan, find_every_mark, open_plan
from dutyroom.ui.parts.plans.original import PlanOriginal
from dutyroom.ui.parts.plans.record import PlanRecordView
from dutyroom.ui.parts.plans.take_along import take_along
from dutyroom.ui.parts.plans.toolbar import KEYS
from dutyroom.ui.parts.plans.versions import PlanVersionsView
from dutyroom.ui.parts.removal.dialog import open_removal
from dutyroom.ui.searching import NewestQuestion

PASSAGES_MOST: Final = 60
_PAUSE_MS: Final = 40
_SETTLE_MS: Final = 200
_HEARD: Final = frozenset({"plan", "plan_text", "plan_contact", "plan_action", "search_words", "*"})
_POSE_WORDS: Final = "应急响应"


class PlanLibrary(Page):
    """Search and list at the left, the reader or the report of an import at the right."""

    KEY = "library"
    ICON = "plans"

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self._rows: list[PlanRow] | None = None
        self._found: Found | None = None
        self._words = ""
        self._is_owed = False
        """Whether the list does not yet show what was typed."""
        self._go = False
        self._searches = NewestQuestion(tools.courier, self)
        self._openings = NewestQuestion(tools.courier, self)
        self.view = PlansLayout(self, tools)
        self.imports = PlanImports(tools, self.view, self._titles, self)
        self.importing = self.imports.running
        self.original = PlanOriginal(tools, self, self._text_shown)
        self._pause = _once(self, _PAUSE_MS, self._search)
        self._settle = _once(self, _SETTLE_MS, self._ask_rows)
        self._connect()
        self.setAcceptDrops(True)
        self._ask_rows()
        self.imports.look_for_last()

    def title(self) -> str:
        """The page's short name."""
        return self.tr("Plans")

    def arrive(self, place: Place | None) -> None:
        """Come with the cursor in the search box, or in the reader at a passage; ``import`` asks for files at once."""
        self.begin_filtering()
        if place is None:
            return
        if place.words:
            self.view.search.setText(place.words)
        if place.id is not None:
            step, _, number = place.step.partition(":")
            version = int(number) if step == "version" and number.isdigit() else 0
            self._open(place.id, place.part, True, words=place.words, version=version)
        if place.step == "import":
            self.ask_for_files()

    def heard(self, changed: Changed) -> None:
        """Ask again once a burst of changes (an import) has settled."""
        if self.view.reader.view is not None:
            self.view.reader.view.heard(changed)
        self.view.heard(changed)
        self.view.finding.heard(changed)
        if changed.kinds & _HEARD and not self._settle.isActive():
            self._settle.start()

    def begin_filtering(self) -> None:
        """Put the cursor into the search box; what stands there is replaced by typing."""
        self.view.search.setFocus()
        self.view.search.selectAll()

    def commands(self) -> list[Command]:
        """Importing, and what can be done with the plan that is open."""
        reader = self.view.reader
        named: list[tuple[str, str]] = [
            ("next", self.tr("Next hit")),
            ("previous", self.tr("Previous hit")),
            ("print", self.tr("Print the plan…")),
            ("print_section", self.tr("Print this section…")),
            ("copy", self.tr("Copy the section")),
            ("original", self.tr("Look at the original file")),
            ("larger", self.tr("Larger type")),
            ("smaller", self.tr("Smaller type")),
            ("usual", self.tr("Usual size of type")),
            ("outline", self.tr("Show or hide the outline")),
            ("correct", self.tr("Correct particulars…")),
            ("withdraw", self.tr("Withdraw the plan…")),
            ("edit", self.tr("Edit the text…")),
        ]
        return [
            Command("plans.import", self.tr("Import plans from files…"), "Ctrl+O", self.ask_for_files),
            Command("plans.import_folder", self.tr("Import plans from a folder…"), "", self.ask_for_folder),
            *(Command(f"plans.{name}", words, KEYS[name], self._runner(name)) for name, words in named),
            Command("plans.take_along", self.tr("Take plans along…"), KEYS["take_along"], self.take_along),
            Command("plans.remove_text", self.tr("Remove the plan's secret text…"), "", self._runner("remove_text")),
            Command("plans.next_view", self.tr("Next view of the plan"), "Ctrl+Tab", lambda: reader.step_view(1)),
            Command(
                "plans.last_view", self.tr("View of the plan before"), "Ctrl+Shift+Tab", lambda: reader.step_view(-1)
            ),
            *self.view.finding.commands(self._plan_shown),
            *(reader.view.commands() if reader.view is not None else ()),
        ]

    def ask_for_files(self) -> None:
        """Let the person choose files to import."""
        ask_for_paths(self, self.import_paths, folder=False)

    def ask_for_folder(self) -> None:
        """Let the person choose a folder to import."""
        ask_for_paths(self, self.import_paths, folder=True)

    def take_along(self) -> None:
        """Ask what of the library, or of the plan that is open, is to be printed or saved."""
        take_along(self, self.tools, self.view.reader.plan)

    def import_paths(self, paths: list[str]) -> None:
        """Import these files and folders; one import at a time."""
        self.imports.begin(local_paths(paths))

    def poses(self) -> list[tuple[str, Callable[[], None]]]:
        """The library, a search, a plan at a passage, the report of an import."""
        return [
            ("plans", lambda: self._pose("")),
            ("plans-search", lambda: self._pose(_POSE_WORDS)),
            ("plans-reader", self._pose_reader),
            ("plans-versions", self._pose_versions),
            ("plans-report", self._pose_report),
        ]

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language; what was typed and found stays."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.view.retranslate()
            self._fill(keep=True)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files and folders may be dropped anywhere on the page."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Import what was dropped."""
        event.acceptProposedAction()
        self.import_paths([url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()])

    def _connect(self) -> None:
        view = self.view
        view.search.textChanged.connect(self._typed)
        view.search_entered.connect(self._entered)
        view.results.opened.connect(self._open)
        view.finding.changed.connect(self._search)
        view.import_files.triggered.connect(self.ask_for_files)
        view.import_folder.triggered.connect(self.ask_for_folder)
        view.empty.step_taken.connect(self.ask_for_files)
        view.take_along.clicked.connect(self.take_along)
        view.report.plan_asked.connect(lambda plan: self._open(plan, None, True))
        view.reader.copied.connect(lambda: self.tools.say(self.tr("The section was copied.")))
        view.reader.asked.connect(self._do)
        view.reader.tabs.currentChanged.connect(lambda _: self.commands_changed.emit())
        view.withdrawal.withdrawn.connect(self._withdraw)
        view.editor.kept.connect(lambda plan: self._open(plan, None, True, words=""))
        self.imports.ended.connect(self._ask_rows)

    # --- the list -------------------------------------------------------------------------------------------------

    def _ask_rows(self) -> None:
        self.tools.courier.ask(self, plan_rows, kept_only=False, then=self._rows_came)

    def _rows_came(self, rows: list[PlanRow]) -> None:
        self._rows = rows
        self.view.report.name_plans(self._titles())
        present = self.view.reader.plan
        if present is not None:
            row = next((row for row in rows if row.id == present.plan.id), present.plan)
            self.view.reader.renew_plan(replace(present, plan=row))
        if self.view.search.text().strip():
            self._ask_search(keep=True)
        else:
            self._fill(keep=True)

    def _titles(self) -> dict[int, str]:
        return {row.id: row.title for row in self._rows or ()}

    def _text_shown(self) -> int | None:
        present = self.view.reader.plan
        return present.plan.text_id if present is not None else None

    def _search(self) -> None:
        if not self.view.search.text().strip():
            self._searches.forget()
            self._found, self._words, self._is_owed, self._go = None, "", False, False
            self._fill()
        else:
            self._ask_search()

    def _ask_search(self, *, keep: bool = False) -> None:
        words = self.view.search.text().strip()

        def came(found: Found) -> None:
            self._found, self._words, self._is_owed = found, words, self._pause.isActive()
            self._fill(keep=keep)
            if self._go and not self._is_owed:
                self._go = False
                self.view.results.open_chosen()

        finding = self.view.finding
        self._searches.ask(search_plans_widely, words, PASSAGES_MOST, finding.filter, finding.today(), then=came)

    def _fill(self, *, keep: bool = False) -> None:
        if self._rows is not None:
            self.view.show_list(self._rows, self._found, self._words, keep=keep)

    def _entered(self) -> None:
        """Enter in the search box: open the chosen line, or the first of an answer that is still to come."""
        if self._is_owed:
            self._go = True
        else:
            self.view.results.open_chosen()

    def _typed(self) -> None:
        self._is_owed = True
        self._pause.start()

    # --- the plan -------------------------------------------------------------------------------------------------

    def _open(self, plan: int, section: int | None, go: bool, *, words: str | None = None, version: int = 0) -> None:
        asked = self.view.search.text() if words is None else words
        if go and words is None:
            self.view.finding.note(asked)

        def came(opened: OpenedPlan | None) -> None:
            if opened is None:
                self.tools.say(said(Refusal("plan.unknown", id=plan), self.tools.wording(), self.tools.zone))
            else:
                self._show(opened, go=go)

        self._openings.ask(open_plan, plan, section, asked, version, then=came)

    def _plan_shown(self) -> int | None:
        """The plan that the list has chosen while it has the keys, else the one that is read."""
        chosen, present = self.view.results.chosen(), self.view.reader.plan
        if chosen is not None and (present is None or self.view.results.hasFocus() or self.view.search.hasFocus()):
            return chosen.plan
        return present.plan.id if present is not None else None

    def _show(self, opened: OpenedPlan, *, go: bool) -> None:
        self.view.show_reader()
        self.view.reader.show_plan(opened)
        self.view.results.choose_place(opened.plan.plan.id, opened.section)
        if go:
            self.view.reader.text.setFocus()
        if opened.words:

            def came(marks: dict[int, SectionMarks]) -> None:
                present = self.view.reader.plan
                if present is not None and present.plan.text_id == opened.plan.plan.text_id:
                    self.view.reader.set_marks(marks)

            self._openings.ask(find_every_mark, opened.plan.sections, opened.words, then=came)

    def _runner(self, name: str) -> Callable[[], None]:
        return lambda: self.view.reader.do(name)

    def _do(self, name: str) -> None:
        present = self.view.reader.plan
        if present is None:
            return
        # What is done to the plan is done to the record, not to the older version that is read.
        row = next((each for each in self._rows or () if each.id == present.plan.id), present.plan)
        if name == "in_force":
            self._open(row.id, None, True, words="")
        elif name == "take_along":
            self.take_along()
        elif name in ("print", "print_section"):
            self._print(present.plan, only_section=name == "print_section")
        elif name == "original":
            self.original.show()
        elif name == "remove_text":
            open_removal(self, self.tools, Spot("plan", str(row.id)))
        elif name == "edit":
            self.view.edit(present)
        elif name == "correct":
            self.view.reader.show_view(PlanRecordView.KEY)
            if isinstance(self.view.reader.view, PlanRecordView):
                self.view.reader.view.correct()
        elif name == "withdraw" and row.state != "void":
            self.view.withdrawal.show_row(row)
            self.view.show_form()
        elif name in ("withdraw", "restore"):
            done = self.tr("The plan is back in the library.")
            self.tools.courier.do(self, restore_plan, row.id, then=lambda _: self.tools.say(done))

    def _print(self, row: PlanRow, *, only_section: bool) -> None:
        section = self.view.reader.section_shown() if only_section else None
        heading = heading_of(section) if section is not None else ""
        title = "  ".join(part for part in (row.title, heading) if part)
        number = section.id if section is not None else None
        store, wording, courier = self.tools.courier.store, self.tools.wording(), self.tools.courier
        shown = self.view.reader.plan.plan if self.view.reader.plan is not None else row
        version = shown.text_number if shown.is_superseded else 0
        self.tools.show_paper(
            Paper(
                title=title,
                file_name="".join("_" if letter in '\\/:*?"<>|\n\t' else letter for letter in title)[:80] + ".pdf",
                make=lambda: plan_pdf(store, row.id, number, wording, faces_cache(), version=version),
                printed=lambda: courier.do(courier, note_printed, "plan", row.id, "print"),
                kind="plan" if number is None else "plan-parts",
                records=(("plan", row.id),),
            )
        )

    def _withdraw(self, void: VoidPlan) -> None:
        form = self.view.withdrawal

        def gone(_: None) -> None:
            self.view.hide_form()
            self.tools.say(self.tr("The plan was withdrawn; it stands at the end of the list."))

        self.tools.courier.do(self, void_plan, void, then=gone, refused=lambda no: self._refused(form, no))

    def _refused(self, form: Form, refusal: Refusal) -> None:
        form.point_out(refusal, said(refusal, self.tools.wording(), self.tools.zone))

    # --- pictures -------------------------------------------------------------------------------------------------

    def _pose(self, words: str) -> None:
        self.view.show_nothing()
        self.view.search.setText(words)
        self.begin_filtering()

    def _pose_reader(self) -> None:
        self._go = True
        self.view.search.setText("")
        self.view.search.setText(_POSE_WORDS)

    def _pose_versions(self) -> None:
        row = next((row for row in self._rows or () if row.state != "void" and not row.text_missing), None)
        if row is not None:
            self.view.reader.show_view(PlanVersionsView.KEY)
            self._open(row.id, None, False, words="")  # at no section: a passage would bring its text to the front

    def _pose_report(self) -> None:
        rows = self._rows or []
        self.imports.pose([ImportResult(r.file_name, "stub" if r.text_missing else "imported", r.id) for r in rows])


def _once(parent: QWidget, milliseconds: int, run: Callable[[], None]) -> QTimer:
    """A timer that runs once each time it is started."""
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(milliseconds)
    timer.timeout.connect(run)
    return timer
