"""The register of notices: what came from above, narrowed by a filter, one of them read beside it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Final

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QPushButton, QWidget

from dutyroom.data.queries.register import notice_rows
from dutyroom.data.queries.units import UnitRow, unit_rows
from dutyroom.rules.matter import MatterKind
from dutyroom.rules.matter_filter import MatterFilter
from dutyroom.rules.notice import PAPER_URGENCY, TELEGRAM_URGENCY
from dutyroom.ui.courier import Changed
from dutyroom.ui.page import Command, Place, Tools
from dutyroom.ui.parts.attached.matter_files import dropped_files
from dutyroom.ui.parts.focus import tab_as_laid_out
from dutyroom.ui.parts.matter.filter_bar import MatterFilterBar
from dutyroom.ui.parts.matter.matter_columns import notice_columns
from dutyroom.ui.parts.matter.notice_entry import NoticeEntry
from dutyroom.ui.parts.matter.notice_pane import NoticePane
from dutyroom.ui.parts.matter.register_import import RegisterImport
from dutyroom.ui.parts.matter.register_page import RegisterPage
from dutyroom.ui.parts.matter.sheets import NoticeSheets

SAMPLE_TEXT: Final = (
    "示例〔2026〕12号\n关于做好强降雨防范工作的紧急通知\n各区县（市）人民政府：\n"
    "    据气象部门预报，今夜到明天有大到暴雨。请加强值班值守，于明日18时前报送落实情况。\n示例市防汛抗旱指挥部办公室"
)
"""What the picture of the form shows being pasted."""


class NoticesPage(RegisterPage):
    """Notices from above; the pane's filled button is always the next step."""

    KEY = "notices"
    ICON = "notice"
    KIND = MatterKind.NOTICE
    HEARS = frozenset({"matter", "notice", "open_item", "assignment", "*"})
    ROWS = staticmethod(notice_rows)

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        urgencies = tuple(dict.fromkeys((*TELEGRAM_URGENCY, *PAPER_URGENCY)))
        columns = notice_columns(tools.clock, lambda: tools.zone, self._warn)
        self.pane, self.new = NoticePane(tools, self.list), QPushButton(self)
        self.make_list(MatterFilterBar(urgencies, self), columns, self.pane, (self.new,))
        self.entry: NoticeEntry | None = None
        self.bring: RegisterImport | None = None
        self.sheets = NoticeSheets(tools, self, self.pane)
        self.setAcceptDrops(True)
        self.pane.matter_asked.connect(self._go_to)
        self.new.clicked.connect(self.begin_registering)
        tab_as_laid_out(self)
        self.retranslate()

    def title(self) -> str:
        """The page's name on the rail."""
        return self.tr("Notices")

    def arrive(self, place: Place | None) -> None:
        """Show the register, at a notice or narrowed to words where those were asked for."""
        self.arrive_at(place)
        self.tools.courier.ask(self, unit_rows, then=self._units_came)
        self.ask()
        if place is not None and place.step == "find":
            self.begin_filtering()
        elif place is not None and place.step == "register":
            self.begin_registering()
        elif place is not None and place.step == "import":
            self.importing().ask_for_file()
        self.sheets.arrive(place)

    def heard(self, changed: Changed) -> None:
        """Something of a matter changed: ask again, keep the place."""
        super().heard(changed)
        self.sheets.heard(changed)

    def commands(self) -> list[Command]:
        """What can be done with notices."""
        return [
            Command("notices.register", self.tr("Register a notice"), "Ctrl+N", self.begin_registering),
            Command("notices.next", self.tr("Take the next step"), "Ctrl+Return", self._step_on),
            Command("notices.steps", self.tr("Other steps of the notice"), "Ctrl+J", self._show_steps),
            Command("notices.import", self.tr("Import notices…"), "Ctrl+O", lambda: self.importing().ask_for_file()),
            Command("notices.filters", self.tr("Kept filters"), "Ctrl+Shift+F", self.bar.kept.open),
            Command("notices.remove_text", self.tr("Remove secret text of the notice…"), "", self.pane.begin_removing),
            *self.sheets.commands(),
        ]

    def _step_on(self) -> None:
        """Ctrl+Enter: send the form that stands open, otherwise ask for the next step of the notice shown."""
        if self.sheets.step_on():
            return
        if self.entry is not None and self.faces.currentWidget() is self.entry:
            self.entry.form.send.click()
        elif not self.pane.form.isHidden():
            self.pane.form.send.click()
        else:
            self.pane.begin_next()

    def show_face(self, face: QWidget) -> None:
        """Show a face; what was typed in the form stays."""
        if self.entry is not None and self.faces.currentWidget() is self.entry and face is not self.entry:
            self.entry.keep()
        super().show_face(face)

    def poses(self) -> list[tuple[str, Callable[[], None]]]:
        """A notice with its next step being taken, and one being registered from its text."""
        return [("notices_step", self._pose_step), ("notices_register", self._pose_register), *self.sheets.poses()]

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """The file of a notice may be dropped on the register."""
        if dropped_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Begin to register it; what its text says is proposed."""
        paths = dropped_files(event.mimeData())
        event.acceptProposedAction()
        self.begin_registering()
        if self.entry is not None:
            self.entry.take_files(paths)

    def begin_registering(self) -> None:
        """Show the form for a new notice; what was begun is there again (Ctrl+N)."""
        if self.entry is None:
            self.entry = NoticeEntry(self.tools, self)
            self.entry.registered.connect(self._registered)
            self.entry.left.connect(self.to_list)
            self.faces.addWidget(self.entry)
            tab_as_laid_out(self.entry)
        self.show_face(self.entry)
        self.entry.open()

    def importing(self) -> RegisterImport:
        """The import of a table, made when it is wanted."""
        if self.bring is None:
            self.bring = RegisterImport(self.tools, MatterKind.NOTICE, self)
            self.bring.shown.connect(partial(self.show_face, self.bring))
            self.bring.left.connect(self.to_list)
            self.faces.addWidget(self.bring)
        return self.bring

    def retranslate(self) -> None:
        """Word the page anew."""
        self.new.setText(self.tr("Register a notice"))
        self.new.setToolTip(self.tr("A new notice (F3, Ctrl+N)"))
        self.table.setAccessibleName(self.tr("Notices"))
        self._word_state()

    def _warn(self) -> timedelta:
        return timedelta(minutes=self.tools.office().warn_minutes)

    def _go_to(self, number: int) -> None:
        self._wanted = number
        self._show_wanted()

    def _units_came(self, units: list[UnitRow]) -> None:
        self.bar.set_offices([unit.name for unit in units if unit.kind in ("office", "bureau", "area")])

    def _word_state(self) -> None:
        count = len(self.table.register.ids)
        if not self.finding.has_answer:
            self.table.empty.set_words(self.tr("Reading the register…"))
            return
        pattern = self.tr("{count} notice") if count == 1 else self.tr("{count} notices")
        self.bar.say_count(pattern.format(count=f"{count:,}"))
        if self.finding.filter not in (MatterFilter(), MatterFilter(state="open")):
            self.table.empty.set_words(self.tr("No notice answers this filter."), self.tr("Show everything"))
        else:
            self.table.empty.set_words(self.tr("Nothing is open: every notice is closed."), self.tr("Show everything"))

    def _empty_step(self) -> None:
        if self.finding.has_answer:
            self.bar.show_filter(MatterFilter())
        else:
            self.ask()

    def _show_steps(self) -> None:
        if self.pane.more.isVisible():
            self.pane.more.showMenu()

    def _registered(self, number: int) -> None:
        self.to_list()
        self.show_new(number)

    def _pose_register(self) -> None:
        self.begin_registering()
        if self.entry is not None:
            self.entry.take_text(SAMPLE_TEXT)

    def _pose_step(self) -> None:
        self._open_pane()
        self.pane.begin_next()
