"""The office's settings as the window keeps them at hand."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from dutyroom.rules.office import OfficeSettings
from dutyroom.ui.courier import Changed, Courier
from dutyroom.ui.questions import office_settings


class OfficeAtHand(QObject):
    """The settings last read; read again when somebody changed them."""

    changed = Signal()

    def __init__(self, courier: Courier, settings: OfficeSettings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._courier = courier
        self._settings = settings
        courier.changed.connect(self._heard)

    def __call__(self) -> OfficeSettings:
        """The settings."""
        return self._settings

    def take(self, settings: OfficeSettings) -> None:
        """These hold now."""
        if settings != self._settings:
            self._settings = settings
            self.changed.emit()

    def _heard(self, changed: Changed) -> None:
        if changed.kinds & {"setting", "*"}:
            self._courier.ask(self, office_settings, then=self.take)
