"""Language, scheme and text size of the window: chosen at run time, remembered for this workstation."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from dutyroom.data.catalogues import load_wording
from dutyroom.rules.wording import ENGLISH, Wording
from dutyroom.ui.theme import Scheme, apply_theme, tokens_in_use
from dutyroom.ui.translator import switch_language
from dutyroom.ui.workstation import Workstation


class Appearance(QObject):
    """What the window looks like and speaks; ``about_to_change`` comes before a new language is in place."""

    about_to_change = Signal()
    changed = Signal()

    def __init__(self, app: QApplication, workstation: Workstation) -> None:
        super().__init__(app)
        self._app = app
        self._workstation = workstation
        self._wording = ENGLISH
        apply_theme(app, workstation.scheme, scale=workstation.scale)

    @property
    def wording(self) -> Wording:
        """The wording shown now."""
        return self._wording

    @property
    def scheme(self) -> Scheme:
        """Light, dark, or as the system."""
        return self._workstation.scheme

    @property
    def scale(self) -> float:
        """The text size, 1.0 is usual."""
        return self._workstation.scale

    def work_at(self, workstation: Workstation) -> None:
        """Remember in another folder from now on, and look as it says there."""
        self._workstation = workstation
        apply_theme(self._app, workstation.scheme, scale=workstation.scale)

    def show_language(self, language: str) -> None:
        """Show the window in this language for now."""
        self.about_to_change.emit()
        self._wording = load_wording(language)
        switch_language(self._app, self._wording)
        self.changed.emit()

    def choose_language(self, language: str) -> None:
        """Show this language and remember it; what is being typed stays."""
        self.show_language(language)
        self._workstation.language = language
        self._workstation.keep()

    def switch_language(self) -> None:
        """Show the other language and remember it."""
        self.choose_language("zh_CN" if self._wording.language == "en" else "en")

    def switch_scheme(self) -> None:
        """Show the other scheme and remember it."""
        self.choose_scheme("light" if tokens_in_use().is_dark else "dark")

    def choose_scheme(self, scheme: Scheme, scale: float | None = None) -> None:
        """Show this scheme (and text size) and remember it."""
        self._workstation.scheme = scheme
        if scale is not None:
            self._workstation.scale = scale
        self._workstation.keep()
        apply_theme(self._app, scheme, scale=self._workstation.scale)
        self.changed.emit()
