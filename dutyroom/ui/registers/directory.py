"""The directory: units with their people and numbers, found as one types; groups; contacts brought in from files."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget

from dutyroom.actions.errors import said
from dutyroom.actions.papers import note_printed
from dutyroom.actions.phone_list import Scope, phone_list_pdf
from dutyroom.data.folders import faces_cache
from dutyroom.data.queries.directory_find import (
    DirectoryRow,
    DirectorySearch,
    DirectorySnapshot,
    Key,
    find_in,
    read_directory,
)
from dutyroom.data.queries.directory_groups import GroupRow, group_rows
from dutyroom.data.trouble import Trouble
from dutyroom.rules.directory import UnitKind
from dutyroom.ui.page import Changed, Command, Page, Paper, Place, Tools
from dutyroom.ui.parts.choices import Choice
from dutyroom.ui.parts.directory.group_record import PEOPLE_FROM
from dutyroom.ui.parts.directory.import_flow import ImportFlow
from dutyroom.ui.parts.directory.layout import GROUPS, UNITS, DirectoryLayout
from dutyroom.ui.parts.directory.poses import directory_poses
from dutyroom.ui.parts.directory.words import Freshness, lines_of
from dutyroom.ui.parts.focus import is_writing_place, tab_as_laid_out
from dutyroom.ui.searching import NewestQuestion

_PAUSE_MS: Final = 40
_SETTLE_MS: Final = 120
_HEARD: Final = frozenset({"unit", "person", "contact", "contact_group", "group_member", "setting", "*"})


class DirectoryPage(Page):
    """Filter and list at the left, the record of a unit, a person or a group at the right."""

    KEY = "directory"
    ICON = "directory"

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self._snapshot: DirectorySnapshot | None = None
        self._groups: list[GroupRow] = []
        self._wanted: Key | None = None
        self._may_ask = False
        self._go = False
        self._questions = NewestQuestion(tools.courier, self)
        self.view = DirectoryLayout(self, tools)
        self.importing = ImportFlow(tools, self.view)
        self._pause = _once(self, _PAUSE_MS, self._find)
        self._settle = _once(self, _SETTLE_MS, self._ask)
        self._connect()
        self.setAcceptDrops(True)
        tab_as_laid_out(self)
        self._ask()

    def title(self) -> str:
        """The page's short name."""
        return self.tr("Directory")

    def arrive(self, place: Place | None) -> None:
        """Come with the cursor in the filter, or at a unit (``id``), a person (``part``), a group; or begin an import."""
        self.begin_filtering()
        if place is None:
            return
        if place.words:
            self.view.search.setText(place.words)
        if place.step == "groups":
            self.view.tabs.setCurrentIndex(GROUPS)
            self.view.choose_group(place.id)
        elif place.step == "import":
            self.ask_for_file()
        elif place.part is not None or place.id is not None:
            self._go_to(("person", place.part) if place.part is not None else ("unit", place.id or 0))

    def heard(self, changed: Changed) -> None:
        """Read again once a burst of changes (an import) has settled."""
        if changed.kinds & _HEARD:
            if not self._settle.isActive():
                self._settle.start()
            self.view.record.refresh()

    def begin_filtering(self) -> None:
        """Put the cursor into the filter; what stands there is replaced by typing."""
        self.view.show_preview(shown=False)
        self.view.to_search()

    def commands(self) -> list[Command]:
        """What can be done with units, people, numbers and groups."""
        record = self.view.record
        named: list[tuple[str, str, str, Callable[[], object]]] = [
            ("copy", self.tr("Copy the number"), "C", self._copy),
            ("answers", self.tr("Called: the number answers"), "Ctrl+E", partial(record.mark_called, answers=True)),
            ("silent", self.tr("Called: no answer"), "", partial(record.mark_called, answers=False)),
            ("change", self.tr("Change the unit, person or group…"), "Ctrl+D", self._change),
            ("person", self.tr("New person…"), "Ctrl+N", partial(self._begin, "person")),
            ("number", self.tr("New number…"), "Ctrl+M", partial(self._begin, "number")),
            ("unit", self.tr("New unit…"), "Ctrl+Shift+N", self._new_unit),
            ("group", self.tr("New group…"), "", self._new_group),
            ("groups", self.tr("Groups, or units and people"), "Ctrl+G", self._turn),
            ("retire", self.tr("Retire the unit or person…"), "", partial(self._begin, "retire")),
            ("import", self.tr("Import contacts…"), "Ctrl+O", self.ask_for_file),
            ("print", self.tr("Print the phone list…"), "Ctrl+P", self._print),
        ]
        return [Command(f"directory.{name}", words, keys, run) for name, words, keys, run in named]

    def ask_for_file(self) -> None:
        """Let the person choose a file of contacts."""
        self.importing.ask_for_file(self)

    def import_file(self, path: Path) -> None:
        """Read a file and show what importing it would do."""
        self.importing.read(path)

    def poses(self) -> list[tuple[str, Callable[[], None]]]:
        """A search, a person, forms, the groups, an import."""
        return directory_poses(self.view, self.importing.propose, self._go_to)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language; what was typed and found stays."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.view.retranslate()
            self._find(keep=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """C copies the number; never while somebody is writing."""
        if event.text().lower() == "c" and not event.modifiers() and not is_writing_place(QApplication.focusWidget()):
            self._copy()
            event.accept()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the record where the page is narrow."""
        super().resizeEvent(event)
        self.view.fold()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A file may be dropped anywhere on the page."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Propose what to do with the file that was dropped."""
        event.acceptProposedAction()
        self.import_file(Path(next(url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile())))

    def _connect(self) -> None:
        view = self.view
        view.search.textChanged.connect(lambda _: self._pause.start())
        view.kind.currentIndexChanged.connect(lambda _: self._find())
        view.stale.toggled.connect(lambda _: self._find())
        view.retired.toggled.connect(lambda _: self._find())
        view.entered.connect(self._entered)
        view.list.chosen.connect(view.record.show_key)
        view.list.opened.connect(lambda _: view.read_record())
        view.groups.currentRowChanged.connect(lambda _: self._show_group())
        view.groups.itemActivated.connect(lambda _: view.read_record())
        view.record.key_asked.connect(self._go_to)
        view.group.key_asked.connect(self._go_to)
        view.group.made.connect(self._group_made)
        view.group.print_asked.connect(lambda number: self._show_paper(Scope("group", number)))
        view.new_unit.triggered.connect(self._new_unit)
        view.new_group.triggered.connect(self._new_group)
        view.print_all.triggered.connect(lambda: self._show_paper(Scope()))
        view.print_unit.triggered.connect(self._print_unit)
        view.bring.clicked.connect(self.ask_for_file)
        view.nothing.step_taken.connect(self._empty_step)
        view.preview.closed.connect(self.begin_filtering)
        self.importing.done.connect(self._ask)

    # --- the list -------------------------------------------------------------------------------------------------

    def _ask(self) -> None:
        self.tools.courier.ask(self, read_directory, then=self._read, failed=self._read_failed)
        self.tools.courier.ask(self, group_rows, then=self._groups_came)

    def _read(self, snapshot: DirectorySnapshot) -> None:
        first = self._snapshot is None
        self._snapshot = snapshot
        self.view.trouble.be_silent()
        active = [place.row for place in snapshot.places if place.row.active]
        units = [_choice(row) for row in active if row.what == "unit"]
        self.view.record.changes.set_units(units)
        people = [_choice(row) for row in active if row.what == "person"]
        self.view.group.set_choices([*units, *people])
        self._find(keep=not first)

    def _read_failed(self, error: Exception) -> None:
        if isinstance(error, Trouble):
            self.view.trouble.say(said(error, self.tools.wording(), self.tools.zone))
        else:
            self.tools.courier.failed.emit(error)

    def _search(self) -> DirectorySearch:
        view = self.view
        kind = view.kind.currentData()
        days = timedelta(days=self.tools.office().stale_days)
        before = self.tools.clock() - days if view.stale.isChecked() else None
        return DirectorySearch(
            words=view.search.text().strip(),
            kind=UnitKind(kind) if kind else None,
            stale_before=before,
            retired=view.retired.isChecked(),
        )

    def _find(self, *, keep: bool = False) -> None:
        if self._snapshot is not None:
            search = self._search()
            self._questions.ask(find_in, self._snapshot, search, then=partial(self._found, search, keep))

    def _found(self, search: DirectorySearch, keep: bool, rows: list[DirectoryRow]) -> None:
        fresh = Freshness(self.tools.clock(), self.tools.office().stale_days)
        self.view.list.set_lines(lines_of(rows, self.tools.wording().language, fresh), keep=keep)
        self.view.list.setVisible(bool(rows))
        self.view.nothing.setVisible(not rows)
        units = sum(row.what == "unit" for row in rows)
        counted = self.tr("{units} units, {people} people").format(units=units, people=len(rows) - units)
        self.view.count.setText(counted if rows else "")
        if not rows:
            self._say_nothing(search)
            self.view.record.show_key(None)
        if self._wanted is not None:
            self._try_wanted()
        elif self._go and not self._pause.isActive():
            self._go = False
            self.view.read_record()

    def _say_nothing(self, search: DirectorySearch) -> None:
        nothing = self.view.nothing
        if search != DirectorySearch():
            words = self.tr("Nothing in the directory answers this filter.")
            nothing.set_words(words, self.tr("Show everything"))
        else:
            words = self.tr("The directory is empty. Add a unit, or import contacts from vCard, CSV or a workbook.")
            nothing.set_words(words, self.tr("Import contacts…"), keys="Ctrl+O")

    def _empty_step(self) -> None:
        if self._search() == DirectorySearch():
            self.ask_for_file()
        else:
            self._show_everything()
            self.begin_filtering()

    def _show_everything(self) -> None:
        view = self.view
        for widget in (view.search, view.kind, view.stale, view.retired):
            widget.blockSignals(True)
        view.search.clear()
        view.kind.setCurrentIndex(0)
        view.stale.setChecked(False)
        view.retired.setChecked(False)
        for widget in (view.search, view.kind, view.stale, view.retired):
            widget.blockSignals(False)
        self._find(keep=True)

    def _entered(self) -> None:
        """Enter in the filter: open the current line, or the first of an answer that is still to come."""
        if self._pause.isActive():
            self._go = True
        else:
            self.view.read_record()

    def _go_to(self, key: Key) -> None:
        """Show a unit or person, also one that was added just now or that the filter hides."""
        self.view.tabs.setCurrentIndex(UNITS)
        self._wanted, self._may_ask = key, True
        self._try_wanted()

    def _try_wanted(self) -> None:
        key = self._wanted
        if key is None or self._snapshot is None:
            return
        if self.view.list.choose(key):
            self._wanted = None
            self.view.read_record()
        elif self._search() != DirectorySearch():
            self._show_everything()
        elif self._may_ask:
            self._may_ask = False
            self._ask()
        else:
            self._wanted = None
            self.view.record.show_key(key)  # retired: shown, though the list leaves it out
            self.view.read_record()

    # --- what can be done -----------------------------------------------------------------------------------------

    def _copy(self) -> None:
        if self.view.shows_groups:
            self.view.group.copy_numbers()
        else:
            self.view.record.copy_number()

    def _begin(self, what: str) -> None:
        if not self.view.shows_groups:
            self.view.read_record()
            self.view.record.begin(what)

    def _change(self) -> None:
        if self.view.shows_groups:
            self.view.read_record()
            self.view.group.begin_change()
        else:
            self._begin("change")

    def _new_unit(self) -> None:
        self.view.tabs.setCurrentIndex(UNITS)
        self.view.read_record()
        kind = self.view.kind.currentData()
        self.view.record.changes.begin_unit(UnitKind(kind) if kind else UnitKind.OTHER)

    def _new_group(self) -> None:
        self.view.tabs.setCurrentIndex(GROUPS)
        self.view.read_record()
        self.view.group.begin_group()

    def _turn(self) -> None:
        self.view.tabs.setCurrentIndex(UNITS if self.view.shows_groups else GROUPS)
        self.view.to_list()

    # --- groups ---------------------------------------------------------------------------------------------------

    def _groups_came(self, groups: list[GroupRow]) -> None:
        self._groups = groups
        self.view.show_groups(groups)
        self._show_group()

    def _show_group(self) -> None:
        number = self.view.current_group()
        self.view.group.show_group(next((group for group in self._groups if group.id == number), None))

    def _group_made(self, number: int) -> None:
        def came(groups: list[GroupRow]) -> None:
            self._groups_came(groups)
            self.view.choose_group(number)
            self.view.group.member.setFocus()

        self.tools.courier.ask(self, group_rows, then=came)

    # --- papers ---------------------------------------------------------------------------------------------------

    def _print(self) -> None:
        number = self.view.current_group() if self.view.shows_groups else None
        self._show_paper(Scope("group", number) if number is not None else Scope())

    def _print_unit(self) -> None:
        record = self.view.record
        if record.unit is not None:
            self._show_paper(Scope("unit", record.unit.unit.id))

    def _show_paper(self, scope: Scope) -> None:
        store, wording, courier = self.tools.courier.store, self.tools.wording(), self.tools.courier
        title = self.tr("Phone list")
        self.tools.show_paper(
            Paper(
                title=title,
                file_name=f"{title}.pdf",
                make=lambda: phone_list_pdf(store, scope, wording, faces_cache()),
                printed=lambda: courier.do(courier, note_printed, "phone-list", scope.id or 0, "print"),
                kind="phone-list",
                records=(("phone-list", scope.id or 0),),
            )
        )


def _choice(row: DirectoryRow) -> Choice:
    keys = tuple(key for key in (row.short, row.initials, row.pinyin, row.name_en) if key)
    number = row.id if row.what == "unit" else PEOPLE_FROM + row.id
    note = "" if row.what == "unit" else " ".join(part for part in (row.unit, row.post) if part)
    return Choice(number, row.name, keys=keys, note=note)


def _once(parent: QWidget, milliseconds: int, run: Callable[[], None]) -> QTimer:
    """A timer that runs once each time it is started."""
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(milliseconds)
    timer.timeout.connect(run)
    return timer
