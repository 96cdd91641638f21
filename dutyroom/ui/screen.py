"""The screen and the input method that the window needs: where Qt finds no screen it would end the program itself."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable, Mapping
from typing import Final, NoReturn

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from dutyroom.data.trouble import Trouble

LOG: Final = logging.getLogger("dutyroom.screen")
_AWAY: Final = "could not connect to display"


def open_application(tell: Callable[[Trouble], int]) -> QApplication:
    """The application on the screen there is.

    Without one Qt aborts the process, and nothing can be raised through it: ``tell`` puts the trouble into words for
    the terminal, and the process ends with the status that it returns.
    """
    heard: list[str] = []

    def listen(kind: QtMsgType, _where: QMessageLogContext, message: str) -> None:
        heard.append(message.strip())
        if kind is QtMsgType.QtFatalMsg:
            _end(tell(screen_trouble(heard)))

    former = qInstallMessageHandler(listen)
    try:
        app = QApplication(sys.argv[:1])
    finally:
        qInstallMessageHandler(former)
    for message in heard:
        LOG.warning("%s", message)
    return app


def input_method_for(env: Mapping[str, str]) -> str | None:
    """The input method to ask Qt for instead of the one named in ``env``; None to leave it.

    PySide6 brings no fcitx plug-in; fcitx 5 and fcitx 4 with its IBus front end serve IBus's protocol.
    """
    named = env.get("QT_IM_MODULE", "") or next(iter(env.get("QT_IM_MODULES", "").split(";")), "")
    return "ibus" if named.strip().lower() in ("fcitx", "fcitx5") else None


def screen_trouble(heard: list[str]) -> Trouble:
    """What is missing, by what Qt said before it gave up and by where a screen is named."""
    display = os.environ.get("WAYLAND_DISPLAY") or os.environ.get("DISPLAY")
    if not display and not os.environ.get("QT_QPA_PLATFORM") and sys.platform.startswith("linux"):
        return Trouble("screen.none")
    if display and any(_AWAY in message for message in heard):
        return Trouble("screen.away", display=display)
    return Trouble("screen.refused", detail=" ".join(heard[0].split()).rstrip(".") if heard else "Qt")


def _end(status: int) -> NoReturn:
    sys.stderr.flush()
    logging.shutdown()
    os._exit(status)
