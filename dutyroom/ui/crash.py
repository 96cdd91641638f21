"""What happens to an error that nobody expected: the log, and a sheet with a report that holds no register content."""

from __future__ import annotations

import logging
import platform
import sys
import threading
import traceback
from collections.abc import Callable
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import Final

from PySide6.QtCore import (
    QEvent,
    QMessageLogContext,
    QObject,
    Qt,
    QtMsgType,
    QUrl,
    Signal,
    qInstallMessageHandler,
    qVersion,
)
from PySide6.QtGui import QDesktopServices, QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

import dutyroom
from dutyroom.ui.theme import label_of, put_look

LOG: Final = logging.getLogger("dutyroom")
LOG_FILE: Final = "dutyroom.log"
_LOG_BYTES: Final = 1_000_000
_LEVELS: Final = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def keep_log(folder: Path) -> RotatingFileHandler | None:
    """Write the program's log to ``folder/dutyroom.log``, four files of 1 MB; None where that cannot be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        kept = RotatingFileHandler(folder / LOG_FILE, maxBytes=_LOG_BYTES, backupCount=3, encoding="utf-8", delay=False)
    except OSError:
        return None
    kept.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    LOG.addHandler(kept)
    LOG.setLevel(logging.INFO)
    return kept


def report_of(error: BaseException) -> str:
    """Where it happened, without the error's own words: those may quote what somebody wrote into the register."""
    lines = [
        f"DutyRoom {dutyroom.__version__}, Python {platform.python_version()}, Qt {qVersion()}",
        f"{platform.system()} {platform.release()}, {QGuiApplication.platformName()}",
        "",
    ]
    chain: list[BaseException] = []
    step: BaseException | None = error
    while step is not None and step not in chain:
        chain.append(step)
        step = step.__cause__ or (None if step.__suppress_context__ else step.__context__)
    for place, each in enumerate(reversed(chain)):
        if place:
            lines.append("then")
        lines += [line.rstrip() for line in traceback.format_tb(each.__traceback__)]
        code = getattr(each, "code", "")
        lines.append(
            f"{type(each).__module__}.{type(each).__qualname__} {code if isinstance(code, str) else ''}".strip()
        )
    return "\n".join(lines)


class CrashSheet(QDialog):
    """Says that the program has a fault, and gives a report to copy; never modal, never takes the keyboard."""

    def __init__(self, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("crash_sheet")
        self.setModal(False)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self._folder = folder
        self._reports: list[str] = []
        self.title, self.sentence = label_of("section", parent=self), QLabel(self)
        self.sentence.setWordWrap(True)
        self.report = QPlainTextEdit(self)
        self.report.setReadOnly(True)
        self.report.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.copy, self.folder, self.go_on = QPushButton(self), QPushButton(self), QPushButton(self)
        put_look(self.go_on, look="primary")
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.report.toPlainText()))
        self.folder.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder))))
        self.go_on.clicked.connect(self.close)
        buttons = QHBoxLayout()
        buttons.addWidget(self.copy)
        buttons.addWidget(self.folder)
        buttons.addStretch(1)
        buttons.addWidget(self.go_on)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(self.title)
        column.addWidget(self.sentence)
        column.addWidget(self.report, 1)
        column.addLayout(buttons)
        self.resize(640, 420)
        self.retranslate()

    def add(self, report: str) -> None:
        """Show one more report; the same one twice is shown once."""
        if report not in self._reports:
            self._reports.append(report)
        self.report.setPlainText("\n\n".join(self._reports))
        self.show()

    def retranslate(self) -> None:
        """Word the sheet anew."""
        self.setWindowTitle(self.tr("A fault in the program"))
        self.title.setText(self.tr("A fault in the program"))
        self.sentence.setText(
            self.tr(
                "The last step was undone; what was written before is safe, and what is being typed is still there. Give this report to whoever looks after the program. It names places in the program and nothing from the log."
            )
        )
        self.report.setAccessibleName(self.tr("Report"))
        self.copy.setText(self.tr("Copy the report"))
        self.folder.setText(self.tr("Show the program's log"))
        self.go_on.setText(self.tr("Go on"))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()


class CrashWatch(QObject):
    """Stands at the end of every thread and of Qt's own messages until it is taken away."""

    _happened = Signal(str)

    def __init__(
        self, folder: Path, parent_window: Callable[[], QWidget | None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._folder = folder
        self._parent_window = parent_window
        self._sheet: CrashSheet | None = None
        self._hooks = (sys.excepthook, threading.excepthook)
        self._qt: Callable[[QtMsgType, QMessageLogContext, str], object] | None = None
        self._happened.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def stand(self) -> None:
        """Take the place of the usual hooks."""
        self._hooks = (sys.excepthook, threading.excepthook)
        sys.excepthook = self._caught
        threading.excepthook = self._caught_in_thread
        self._qt = qInstallMessageHandler(self._said_by_qt)

    def leave(self) -> None:
        """Give the usual hooks their place back."""
        sys.excepthook, threading.excepthook = self._hooks
        qInstallMessageHandler(self._qt)

    def tell(self, error: BaseException) -> None:
        """Log an error and show the sheet; from any thread."""
        report = report_of(error)
        LOG.error("unexpected error\n%s", report)
        self._happened.emit(report)

    @property
    def sheet(self) -> CrashSheet | None:
        """The sheet, once there was something to show."""
        return self._sheet

    def _caught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt | SystemExit):
            self._hooks[0](kind, error, trace)
            return
        self.tell(error.with_traceback(trace))

    def _caught_in_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self.tell(args.exc_value)

    def _said_by_qt(self, kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        LOG.log(_LEVELS.get(kind, logging.WARNING), "qt %s: %s", context.category or "", message)

    def _show(self, report: str) -> None:
        if self._sheet is None:
            self._sheet = CrashSheet(self._folder, self._parent_window())
        self._sheet.add(report)
