"""The register of notices: what came from above, narrowed by a filter, one of them read beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from dutyroom.actions.errors import said
from dutyroom.data.queries.register import MatterSearch, find_matters, notice_rows
from dutyroom.data.queries.units import UnitRow, unit_rows
from dutyroom.data.trouble import Trouble
from dutyroom.rules.matter import MatterKind
from dutyroom.rules.matter_filter import MatterFilter, read_matter_filter
from dutyroom.rules.notice import PAPER_URGENCY, TELEGRAM_URGENCY
from dutyroom.ui.courier import Changed
from dutyroom.ui.page import Command, Page, Place, Tools
from dutyroom.ui.parts.attached.matter_files import dropped_files
from dutyroom.ui.parts.focus import give_focus, tab_as_laid_out
from dutyroom.ui.parts.matter.filter_bar import MatterFilterBar
from dutyroom.ui.parts.matter.matter_columns import notice_columns
from dutyroom.ui.parts.matter.notice_entry import NoticeEntry
from dutyroom.ui.parts.matter.notice_pane import NoticePane
from dutyroom.ui.parts.matter.register_import import RegisterImport
from dutyroom.ui.parts.matter.sheets import NoticeSheets
from dutyroom.ui.parts.register_model import RegisterModel, Row
from dutyroom.ui.parts.register_table import RegisterTable

FOLDS_BELOW: Final = 900
_KEPT_KEY: Final = "notices/filters"
_KINDS: Final = frozenset({"matter", "notice", "open_item", "assignment", "*"})
_TICK_MS: Final = 30_000
SAMPLE_TEXT: Final = (
    "示例〔2026〕12号\n关于做好强降雨防范工作的紧急通知\n各区县（市）人民政府：\n"
    "    据气象部门预报，今夜到明天有大到暴雨。请加强值班值守，于明日18时前报送落实情况。\n示例市防汛抗旱指挥部办公室"
)
"""What the picture of the form shows being pasted."""


class NoticesPage(Page):
    """Notices from above; the pane's filled button is always the next step."""

    KEY = "notices"
    ICON = "notice"

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self._filter = MatterFilter(state="open")
        self._order = "received"
        self._wanted: int | None = None
        self._has_asked = False
        self._asking = False
        self._ask_again = False
        self._reading = False
        urgencies = tuple(dict.fromkeys((*TELEGRAM_URGENCY, *PAPER_URGENCY)))
        self.bar = MatterFilterBar(urgencies, self)
        columns = notice_columns(tools.clock, lambda: tools.zone, self._warn)
        self.table = RegisterTable(RegisterModel(columns, self._fetch, self), self)
        self.table.setObjectName("notices_table")
        self.pane = NoticePane(tools, self)
        self.new = QPushButton(self)
        self.stack = QStackedWidget(self)
        self.entry: NoticeEntry | None = None
        self.bring: RegisterImport | None = None
        self.sheets = NoticeSheets(tools, self, self.pane)
        self._tick = QTimer(self)
        self._tick.setInterval(_TICK_MS)
        self._tick.timeout.connect(self.table.viewport().update)
        self.setAcceptDrops(True)
        self._lay_out()
        self._connect()
        tab_as_laid_out(self)
        self.retranslate()

    def title(self) -> str:
        """The page's name on the rail."""
        return self.tr("Notices")

    def arrive(self, place: Place | None) -> None:
        """Show the register, at a notice or narrowed to words where those were asked for."""
        self._tick.start()
        if place is not None and place.id is not None:
            self._wanted = place.id
        if place is not None and (place.words or place.step.startswith("filter:")):
            written = place.step.removeprefix("filter:") if place.step else place.words
            self.bar.show_filter(read_matter_filter(written))
        self.tools.courier.ask(self, unit_rows, then=self._units_came)
        self._ask_ids()
        if place is not None and place.step == "find":
            self.begin_filtering()
        elif place is not None and place.step == "register":
            self.begin_registering()
        elif place is not None and place.step == "import":
            self.importing().ask_for_file()
        self.sheets.arrive(place)

    def heard(self, changed: Changed) -> None:
        """Something of a matter changed: ask again, keep the place."""
        self.sheets.heard(changed)
        if self._has_asked and changed.kinds & _KINDS:
            self._ask_ids()
            self.pane.refresh()

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
        if self.entry is not None and self.stack.currentWidget() is self.entry:
            self.entry.form.send.click()
        elif not self.pane.form.isHidden():
            self.pane.form.send.click()
        else:
            self.pane.begin_next()

    def begin_filtering(self) -> None:
        """Put the cursor into the filter of the list; the form that covers it keeps what was typed."""
        self.to_list()
        self.bar.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.bar.words.selectAll()

    def to_list(self) -> None:
        """See :class:`Page`."""
        if self.entry is not None and self.stack.currentWidget() is self.entry:
            self.entry.keep()
        self._show_register()

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
            self.entry.left.connect(self._show_register)
            self.stack.addWidget(self.entry)
            tab_as_laid_out(self.entry)
        self.stack.setCurrentWidget(self.entry)
        self.entry.open()

    def importing(self) -> RegisterImport:
        """The import of a table, made when it is wanted."""
        if self.bring is None:
            self.bring = RegisterImport(self.tools, MatterKind.NOTICE, self)
            self.bring.shown.connect(partial(self.stack.setCurrentWidget, self.bring))
            self.bring.left.connect(self._show_register)
            self.stack.addWidget(self.bring)
        return self.bring

    def retranslate(self) -> None:
        """Word the page anew."""
        self.new.setText(self.tr("Register a notice"))
        self.new.setToolTip(self.tr("A new notice (F3, Ctrl+N)"))
        self.table.setAccessibleName(self.tr("Notices"))
        self._word_state()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the pane where the page is narrow."""
        super().resizeEvent(event)
        self._fold()

    def _lay_out(self) -> None:
        both = QHBoxLayout()
        both.setSpacing(12)
        both.addWidget(self.table, 1)
        both.addWidget(self.pane)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.bar, 1)
        head.addWidget(self.new)
        register = QWidget(self)
        column = QVBoxLayout(register)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addLayout(both, 1)
        self.stack.addWidget(register)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 12, 16, 12)
        whole.addWidget(self.stack)

    def _connect(self) -> None:
        self.bar.changed.connect(self._filtered)
        self.bar.left.connect(self._to_table)
        self.bar.kept.keep_in(self.tools.courier.store.folder, _KEPT_KEY)
        self.table.current_changed.connect(lambda number: self.pane.show_matter(number if number > 0 else None))
        self.table.row_opened.connect(lambda _: self._open_pane())
        self.table.order_asked.connect(self._sort)
        self.table.empty.step_taken.connect(self._empty_step)
        self.pane.step_back_asked.connect(self._to_table)
        self.pane.matter_asked.connect(self._go_to)
        self.new.clicked.connect(self.begin_registering)

    def _warn(self) -> timedelta:
        return timedelta(minutes=self.tools.office().warn_minutes)

    def _fetch(self, ids: Sequence[int], then: Callable[[Sequence[Row]], None]) -> None:
        self.tools.courier.ask(self, notice_rows, ids, then=then)

    def _ask_ids(self) -> None:
        if self._asking:
            self._ask_again = True
            return
        self._asking, self._ask_again = True, False
        search = MatterSearch(
            kind=MatterKind.NOTICE,
            now=self.tools.clock(),
            zone=self.tools.zone,
            filter=self._filter,
            order=self._order,
        )
        self.tools.courier.ask(
            self, find_matters, search, then=partial(self._ids_came, self._filter), failed=self._asking_failed
        )

    def _ids_came(self, wanted: MatterFilter, ids: Sequence[int]) -> None:
        self._asking = False
        if wanted == self._filter:
            self._has_asked = True
            self.table.set_ids(ids)
            self._word_state()
            if self._wanted is not None:
                self._show_wanted()
            elif self.table.current_id() is None and len(ids):
                self.table.choose(ids[0])
            elif self.pane.matter_id is None:
                self.pane.show_matter(self.table.current_id())  # the row that is marked is read beside it
        if self._ask_again or wanted != self._filter:
            self._ask_ids()

    def _asking_failed(self, error: Exception) -> None:
        self._asking = False
        self._has_asked = False
        self.table.set_ids(())
        if isinstance(error, Trouble):
            sentence = said(error, self.tools.wording(), self.tools.zone)
        else:
            sentence = self.tr("The register could not be read.")
            self.tools.courier.failed.emit(error)
        self.bar.say_count("")
        self.table.empty.set_words(sentence, self.tr("Try again"))

    def _filtered(self, wanted: MatterFilter) -> None:
        self._filter = wanted
        self._ask_ids()

    def _sort(self, key: str) -> None:
        self._order = key
        self._ask_ids()

    def _show_wanted(self) -> None:
        wanted, self._wanted = self._wanted, None
        if wanted is None:
            return
        if self.table.choose(wanted):
            self._open_pane()
        elif self._filter != MatterFilter():
            self._wanted = wanted
            self.bar.show_filter(MatterFilter())
        else:
            self.pane.show_matter(wanted)
            self._open_pane()

    def _go_to(self, number: int) -> None:
        self._wanted = number
        self._show_wanted()

    def _units_came(self, units: list[UnitRow]) -> None:
        self.bar.set_offices([unit.name for unit in units if unit.kind in ("office", "bureau", "area")])

    def _word_state(self) -> None:
        count = len(self.table.register.ids)
        if self._has_asked:
            pattern = self.tr("{count} notice") if count == 1 else self.tr("{count} notices")
            self.bar.say_count(pattern.format(count=f"{count:,}"))
        if not self._has_asked:
            self.table.empty.set_words(self.tr("Reading the register…"))
        elif self._filter not in (MatterFilter(), MatterFilter(state="open")):
            self.table.empty.set_words(self.tr("No notice answers this filter."), self.tr("Show everything"))
        else:
            self.table.empty.set_words(self.tr("Nothing is open: every notice is closed."), self.tr("Show everything"))

    def _empty_step(self) -> None:
        if self._has_asked:
            self.bar.show_filter(MatterFilter())
        else:
            self._ask_ids()

    def _show_steps(self) -> None:
        if self.pane.more.isVisible():
            self.pane.more.showMenu()

    def _registered(self, number: int) -> None:
        self._show_register()
        self._wanted = number
        self._ask_ids()

    def _show_register(self) -> None:
        self.stack.setCurrentIndex(0)
        give_focus(self.table, self)

    def _pose_register(self) -> None:
        self.begin_registering()
        if self.entry is not None:
            self.entry.take_text(SAMPLE_TEXT)

    def _pose_step(self) -> None:
        self._open_pane()
        self.pane.begin_next()

    def _fold(self) -> None:
        folded = self.width() < FOLDS_BELOW
        self.pane.back.setVisible(folded)
        self.table.setVisible(not folded or not self._reading)
        self.pane.setVisible(not folded or self._reading)
        if folded:
            self.pane.setMaximumWidth(16_777_215)
            self.pane.setMinimumWidth(0)
        else:
            self.pane.setFixedWidth(max(380, min(round(self.width() * 0.42), 620)))

    def _open_pane(self) -> None:
        if self.width() < FOLDS_BELOW:
            self._reading = True
            self._fold()
            give_focus(self.pane.next if self.pane.next.isVisible() else self.pane.more, self)
        else:
            give_focus(self.table, self)

    def _to_table(self) -> None:
        self._reading = False
        self._fold()
        give_focus(self.table, self)
