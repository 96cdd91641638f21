"""What the page of plans does about imports: one under way, one broken off, the report of the last, joining versions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from dutyroom.actions.errors import said
from dutyroom.actions.import_report import write_report
from dutyroom.actions.import_runs import end_run, join_as_version
from dutyroom.actions.importing import ImportResult
from dutyroom.data.queries.imports import LastImport, last_import
from dutyroom.data.trouble import Trouble
from dutyroom.rules.plan_version import KeptVersion
from dutyroom.rules.refusal import Refusal
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.plans.importing import ImportReport, PlanImport
from dutyroom.ui.parts.plans.layout import PlansLayout, ask_for_target


class PlanImports(QObject):
    """Runs imports for the page and shows their reports; ``ended`` comes when the list is to be read again."""

    ended = Signal()

    def __init__(
        self, tools: Tools, view: PlansLayout, titles: Callable[[], Mapping[int, str]], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._tools, self._view, self._titles = tools, view, titles
        self._report: ImportReport | None = None
        self._last: LastImport | None = None
        self.running = PlanImport(tools.courier, parent)
        self.running.begun.connect(self._begun)
        self.running.advanced.connect(view.busy.advance)
        self.running.ended.connect(self._ended)
        view.busy.cancelled.connect(self.running.cancel)
        view.last_report.clicked.connect(self.show_report)
        view.resume.accepted.connect(self._go_on)
        view.resume.declined.connect(self._leave)
        view.report.copied.connect(lambda: tools.say(self.tr("Copied.")))
        view.report.join_asked.connect(self.join)
        view.report.save_asked.connect(self.save_report)

    def look_for_last(self) -> None:
        """Offer to go on with an import that was broken off, and the report of the last one."""
        self._tools.courier.ask(self, last_import, then=self._last_came)

    def begin(self, paths: Sequence[Path]) -> None:
        """Import these files and folders; one import at a time."""
        if paths and not self.running.begin(paths):
            self._tools.say(self.tr("An import is still running; start the next one when it has ended."))

    def show_report(self) -> None:
        """Show the report of the last import."""
        if self._report is not None:
            self._view.show_report(self._report, self._titles())

    def pose(self, results: Sequence[ImportResult]) -> None:
        """Show a report of these, for a picture."""
        self._report = ImportReport(tuple(results))
        self.show_report()

    def join(self, results: Sequence[ImportResult]) -> None:
        """Make each of these plans a version of the one that it looks like, one after the other."""
        if not results:
            return
        first, rest = results[0], results[1:]
        number, other = first.plan, first.like
        if number is None or other is None:
            self.join(rest)
            return
        reason = self.tr("It is a version of plan {other}.").format(other=other)

        def joined(kept: KeptVersion) -> None:
            facts = (("number", kept.number), ("other", kept.plan))
            self._replace(number, replace(first, plan=kept.plan, detail="plan.like.kept", facts=facts))
            if rest:
                self.join(rest)
            else:
                self._tools.say(self.tr("The versions were joined; the plans of their own are withdrawn."))
                self.ended.emit()

        def refused(refusal: Refusal) -> None:
            self._view.report.say(said(refusal, self._tools.wording(), self._tools.zone))
            self.join(rest)

        self._tools.courier.do(self, join_as_version, number, other, reason, then=joined, refused=refused)

    def save_report(self) -> None:
        """Write the report as a table where the person says."""
        ask_for_target(self._view.report, self._save_to)

    def _save_to(self, target: str) -> None:
        path = Path(target)
        rows = self._view.report.as_rows()

        def failed(error: Exception) -> None:
            if isinstance(error, Trouble):
                self._view.report.say(said(error, self._tools.wording(), self._tools.zone))
            else:
                self._tools.courier.failed.emit(error)

        def saved(_: None) -> None:
            self._tools.say(self.tr("Saved as {path}").format(path=path))

        self._tools.courier.work(self, write_report, path, rows, then=saved, failed=failed)

    def _replace(self, number: int, result: ImportResult) -> None:
        """The line of a plan that became a version; lines that look like it point to where it is now."""
        if self._report is None:
            return

        def renewed(each: ImportResult) -> ImportResult:
            if each.plan == number and each.detail != "plan.like.kept":
                return replace(result, file=each.file, result=each.result)
            if each.like == number:
                facts = tuple((name, result.plan if name == "other" else fact) for name, fact in each.facts)
                return replace(each, facts=facts)
            return each

        self._report = replace(self._report, results=tuple(map(renewed, self._report.results)))
        self._view.report.renew(self._report)

    def _last_came(self, last: LastImport | None) -> None:
        if last is None or self.running.is_running or self._report is not None:
            return
        self._last = last
        left = max(0, last.run.total - len(last.results)) if last.run.ended_at is None else 0
        self._report = ImportReport(last.results, left)
        self._view.last_report.setVisible(True)
        if last.run.ended_at is None:
            self._view.resume.offer(len(last.results), last.run.total)

    def _go_on(self) -> None:
        self._view.resume.setVisible(False)
        if self._last is not None:
            self.running.go_on(self._last.run, self._last.results)

    def _leave(self) -> None:
        self._view.resume.setVisible(False)
        if self._last is not None:
            self._tools.courier.do(self, end_run, self._last.run.id)

    def _begun(self) -> None:
        self._view.resume.setVisible(False)
        self._view.busy.begin(self.tr("Importing plans"))
        self._view.import_started()

    def _ended(self, report: ImportReport) -> None:
        self._view.busy.end()
        self._report = report
        if report.trouble is not None:
            self._tools.courier.troubled.emit(report.trouble)
        self._view.last_report.setVisible(True)
        if self._view.may_show_report():
            self.show_report()
        self._tools.say(self.tr("Import ended: {summary}").format(summary=self._summary(report)))
        if report.left or report.trouble is not None:
            self._tools.courier.ask(self, last_import, then=self._broken_off)
        self.ended.emit()

    def _broken_off(self, last: LastImport | None) -> None:
        if last is not None and last.run.ended_at is None and not self.running.is_running:
            self._last = last
            self._view.resume.offer(len(last.results), last.run.total)

    def _summary(self, report: ImportReport) -> str:
        new = sum(result.result == "imported" for result in report.results)
        return self.tr("{new} of {count} files imported").format(new=new, count=len(report.results) + report.left)
