"""An attached file looked at inside the window: its pages or its text, or a sentence why it is not shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFontMetrics, QGuiApplication, QImage, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from dutyroom.actions.attaching import note_file_out
from dutyroom.actions.errors import said, said_of_file
from dutyroom.data.queries.matters import AttachedRow
from dutyroom.data.trouble import Trouble
from dutyroom.readers.document import Reading
from dutyroom.readers.look import Look, Pixels
from dutyroom.ui.icons import icon
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.attached.bench import FileLooking
from dutyroom.ui.parts.attached.file_text import FileText
from dutyroom.ui.parts.attached.leaving import Leaving
from dutyroom.ui.parts.elided_label import ElidedLabel
from dutyroom.ui.parts.empty_state import EmptyState
from dutyroom.ui.parts.entry_words import translated
from dutyroom.ui.parts.field_note import FieldNote
from dutyroom.ui.parts.focus import enter_presses, tab_as_laid_out
from dutyroom.ui.parts.overlay import Overlay
from dutyroom.ui.parts.pdf_view import PdfView
from dutyroom.ui.parts.said_time import moment_said
from dutyroom.ui.theme import is_look_change, put_look

WIDE: Final = 1160
TALL: Final = 1000
_RIM: Final = 8


class FileViewer(Overlay):
    """Lies over its page; Esc closes it and gives the keyboard back to where it was.

    ``note_out`` journals that a copy left the program; what is no matter's cannot be taken off.
    """

    def __init__(
        self,
        tools: Tools,
        parent: QWidget,
        *,
        note_out: Callable[..., int] = note_file_out,
        may_take_off: bool = True,
    ) -> None:
        super().__init__(parent, wide=WIDE, tall=TALL)
        self.setObjectName("file_viewer")
        self._tools = tools
        self._rows: tuple[AttachedRow, ...] = ()
        self._at = 0
        self._look: Look | None = None
        self._may_leave = False
        self.looking = FileLooking(tools.courier, self)
        self.leaving = Leaving(tools, self.looking, self, note_out=note_out)
        self.title, self.facts = ElidedLabel(parent=self, type_="section"), ElidedLabel(parent=self, type_="small")
        self.close_button, self.before, self.after = QToolButton(self), QToolButton(self), QToolButton(self)
        self.note = FieldNote(self)
        self.pages, self.text, self.sentence = PdfView(self), FileText(self), EmptyState(self)
        self.stack = QStackedWidget(self)
        for part in (self.sentence, self.pages, self.text):
            self.stack.addWidget(part)
        self.copy, self.save, self.outside = QPushButton(self), QPushButton(self), QPushButton(self)
        self.take_off = QPushButton(self)
        self._lay_out()
        self.take_off.setVisible(may_take_off)
        self._connect()
        tab_as_laid_out(self)
        self.retranslate()

    @property
    def row(self) -> AttachedRow | None:
        """The file looked at."""
        return self._rows[self._at] if self._rows else None

    def show_files(self, rows: Sequence[AttachedRow], number: int) -> None:
        """Look at the file of this number; the others are one key away."""
        self._rows = tuple(rows)
        self._at = next((place for place, row in enumerate(self._rows) if row.id == number), 0)
        self.open_over(self.close_button)
        self._open()

    def step(self, by: int) -> None:
        """The next attached file, or the one before."""
        if 0 <= self._at + by < len(self._rows):
            self._at += by
            self._open()

    def turn_page(self, by: int) -> None:
        """The next page, or the one before."""
        if self.stack.currentWidget() is self.pages:
            self.pages.go_to(self.pages.page() + by)

    def zoom(self, by: int) -> None:
        """One step larger or smaller; 0 as it was at first."""
        shown = self.stack.currentWidget()
        if shown is self.pages:
            self.pages.step_zoom(by)
        elif shown is self.text:
            self.text.step_zoom(by)

    def copy_text(self) -> None:
        """Copy what is chosen, the whole text, or the text of the page looked at."""
        if self._look is None:
            return
        if self._look.kind == "pdf":
            page = self.pages.page()
            self.looking.text(page, partial(self._text_came, page))
        elif self._look.kind == "picture":
            self.note.say(self.tr("A picture holds no text that could be copied."), "info")
        else:
            chosen = self.text.textCursor().selectedText().replace("\u2029", "\n")
            self._copied(chosen or self.text.toPlainText())

    def close_over(self) -> None:
        """Ask nothing, look at nothing any more."""
        if self.isHidden():
            return
        self.leaving.put_away(silent=True)
        super().close_over()
        self._look = None
        self.text.clear()
        self.pages.set_pages(())
        self.looking.clear()

    def retranslate(self) -> None:
        """Word it anew."""
        self.setAccessibleName(self.tr("Attached file"))
        for button, words, keys in (
            (self.close_button, self.tr("Back"), "Esc"),
            (self.before, self.tr("The file before"), "Alt+←"),
            (self.after, self.tr("The next file"), "Alt+→"),
            (self.copy, self.tr("Copy text"), "Ctrl+C"),
            (self.save, self.tr("Save as…"), "Ctrl+S"),
            (self.outside, self.tr("Open outside…"), "Ctrl+O"),
            (self.take_off, self.tr("Take off…"), ""),
        ):
            button.setAccessibleName(words)
            button.setToolTip(f"{words}  {keys}".strip())
            if isinstance(button, QPushButton):
                button.setText(words)
        self.text.setAccessibleName(self.tr("Text of the file"))
        self._tint()
        self._show_facts()

    def changeEvent(self, event: QEvent) -> None:
        """Follow language and scheme; what was said in the other language is said anew."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
            if self.isVisible() and self._rows:
                self._open()
        elif is_look_change(event):
            self._tint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc first takes a question back; Enter presses the button that has the keyboard."""
        if event.key() == Qt.Key.Key_Escape and self.leaving.is_asking:
            self.leaving.put_away()
            event.accept()
        elif self.leaving.press(event) or enter_presses(event, self):
            event.accept()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        for button in (self.close_button, self.before, self.after):
            put_look(button, look="plain")
        put_look(self.take_off, look="link")
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        for button in (self.before, self.after, self.close_button):
            head.addWidget(button)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.take_off)
        foot.addStretch(1)
        for each in (self.copy, self.save, self.outside):
            foot.addWidget(each)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 16, 14)
        column.setSpacing(6)
        column.addLayout(head)
        for part in (self.facts, self.note):
            column.addWidget(part)
        column.addWidget(self.stack, 1)
        column.addWidget(self.leaving)
        column.addLayout(foot)

    def _connect(self) -> None:
        self.close_button.clicked.connect(self.close_over)
        self.before.clicked.connect(partial(self.step, -1))
        self.after.clicked.connect(partial(self.step, 1))
        self.copy.clicked.connect(self.copy_text)
        self.save.clicked.connect(partial(self._leave, self.leaving.save))
        self.outside.clicked.connect(partial(self._leave, self.leaving.begin_opening))
        self.take_off.clicked.connect(partial(self._leave, self.leaving.begin_taking_off))
        self.sentence.step_taken.connect(self.save.click)
        self.text.copy_asked.connect(self.copy_text)
        self.leaving.answered.connect(self._focus)
        self.leaving.taken_off.connect(self.close_over)
        self.pages.page_wanted.connect(self._fetch)
        keys = {
            "Alt+Left": self.before.click,
            "Alt+Right": self.after.click,
            "Ctrl+PgUp": partial(self.turn_page, -1),
            "Ctrl+PgDown": partial(self.turn_page, 1),
            "Ctrl++": partial(self.zoom, 1),
            "Ctrl+=": partial(self.zoom, 1),
            "Ctrl+-": partial(self.zoom, -1),
            "Ctrl+0": partial(self.zoom, 0),
            "Ctrl+C": self.copy_text,
            "Ctrl+S": self.save.click,
            "Ctrl+O": self.outside.click,
        }
        for key, run in keys.items():
            shortcut = QShortcut(QKeySequence(key), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(run)

    def _open(self) -> None:
        row = self.row
        if row is None:
            return
        self._look = None
        self._may_leave = False
        self.leaving.put_away(silent=True)
        self.note.be_silent()
        self.text.clear()
        self.pages.set_pages(())
        self._say(self.tr("Opening {name}…").format(name=row.name))
        self._show_facts()
        self.looking.open(row, self._opened, self._failed)

    def _opened(self, reading: Reading) -> None:
        look = reading.seen.look if reading.seen is not None else None
        self._may_leave = True
        if look is None:
            self._say(self._said(reading), self.tr("Save as…"))
        else:
            self._look = look
            self._remark(look)
            if look.sizes:
                self.stack.setCurrentWidget(self.pages)
                self.pages.set_pages(look.sizes)
                self.pages.fit_width()
            else:
                self.stack.setCurrentWidget(self.text)
                self.text.setPlainText(look.text)
        self._show_facts()
        self._focus()

    def _remark(self, look: Look) -> None:
        remarks = []
        if look.known_as:
            remarks.append(self.tr("Whatever its name says, it is {kind}.").format(kind=translated(look.known_as)))
        if look.is_cut and look.sizes:
            remarks.append(self.tr("Only the first {count} pages are shown.").format(count=len(look.sizes)))
        elif look.is_cut:
            remarks.append(self.tr("Only the beginning is shown. Save the file to have the rest."))
        self.note.say(" ".join(remarks), "warning")

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, Trouble):
            self._tools.courier.failed.emit(error)
            return
        self._say(said(error, self._tools.wording(), self._tools.zone))
        self._show_facts()
        self._focus()

    def _fetch(self, page: int, wide: int) -> None:
        self.looking.page(page, wide, partial(self._page_came, page))

    def _page_came(self, page: int, reading: Reading) -> None:
        pixels = reading.seen.page if reading.seen is not None else None
        if pixels is not None:
            self.pages.set_picture(page, _image_of(pixels))
        elif self.pages.page_count() > 1:
            self.note.say(self._said(reading))
        elif self.pages.page_count():
            self._look = None
            self._say(self._said(reading), self.tr("Save as…"))
            self._show_facts()
            self._focus()

    def _text_came(self, page: int, reading: Reading) -> None:
        text = reading.seen.text if reading.seen is not None else None
        if text is None:
            self.note.say(self._said(reading))
        elif text.strip():
            self._copied(text)
        else:
            self.note.say(self.tr("Page {page} holds no text; it may be a scan.").format(page=page + 1), "info")

    def _copied(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.note.say(self.tr("{count} characters copied.").format(count=f"{len(text):,}"), "done")

    def _leave(self, way: object, _: object = None) -> None:
        row = self.row
        if row is not None and self._may_leave and callable(way):
            way(row)

    def _said(self, reading: Reading) -> str:
        return said_of_file(reading.detail, reading.facts, self._tools.wording(), self._tools.zone)

    def _say(self, sentence: str, step: str = "") -> None:
        self.sentence.set_words(sentence, step)
        self.stack.setCurrentWidget(self.sentence)

    def _show_facts(self) -> None:
        row = self.row
        if row is None:
            return
        self.title.setText(row.name)
        kept = moment_said(row.added_at, self._tools.clock(), self._tools.zone)
        facts = [
            self.tr("{size} kB").format(size=f"{max(row.size // 1024, 1):,}"),
            self.tr("kept {time}").format(time=kept),
        ]
        if len(self._rows) > 1:
            facts.insert(0, self.tr("{place} of {count}").format(place=self._at + 1, count=len(self._rows)))
        if self._may_leave:
            facts.append(self.tr("unchanged since"))
        self.facts.setText(" · ".join(facts))
        for button, shown in ((self.before, self._at > 0), (self.after, self._at + 1 < len(self._rows))):
            button.setVisible(len(self._rows) > 1)
            button.setEnabled(shown)
        self.copy.setEnabled(self._look is not None)
        self.save.setEnabled(self._may_leave)
        self.outside.setEnabled(self._may_leave)

    def _focus(self) -> None:
        if self.isHidden():
            return
        shown = self.stack.currentWidget()
        wanted: QWidget = self.close_button
        if shown is self.pages:
            wanted = self.pages.area
        elif shown is self.text:
            wanted = self.text
        elif self.sentence.step.isVisibleTo(self.sentence):
            wanted = self.sentence.step
        focused = self.focusWidget()
        if focused is None or self.isAncestorOf(focused):
            wanted.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tint(self) -> None:
        for button, name in ((self.close_button, "close"), (self.before, "up"), (self.after, "down")):
            button.setIcon(icon(name, size=QFontMetrics(self.font()).height()))

    def _place(self) -> None:
        page = self.parentWidget()
        if page is not None:
            self.setGeometry(page.rect().adjusted(_RIM, _RIM, -_RIM, -_RIM))


def _image_of(pixels: Pixels) -> QImage:
    """The page as Qt holds it, with its own copy of the pixels."""
    made = QImage(pixels.pixels, pixels.width, pixels.height, pixels.width * 3, QImage.Format.Format_RGB888)
    return made.copy()
