"""What this workstation remembers for itself: language, scheme, text size, the place of the window."""

from __future__ import annotations

from pathlib import Path
from typing import Final, cast

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QApplication

from dutyroom.ui.theme import Scheme

FILE: Final = "workstation.ini"
_SCHEMES: Final = ("light", "dark", "system")


_PAPER_FOLDER: Final = "paper_folder"


def paper_folder(store: Path) -> Path:
    """Where papers were saved last; the account's own folder the first time, and where that one is gone."""
    kept = QSettings(str(store / FILE), QSettings.Format.IniFormat).value(_PAPER_FOLDER, "")
    folder = Path(str(kept) or Path.home())
    return folder if folder.is_dir() else Path.home()


def keep_paper_folder(store: Path, folder: Path) -> None:
    """Remember where papers are saved."""
    QSettings(str(store / FILE), QSettings.Format.IniFormat).setValue(_PAPER_FOLDER, str(folder))


class Workstation:
    """An ini file beside the store; a folder that may not be written only means that nothing is remembered."""

    def __init__(self, folder: Path) -> None:
        self._kept = QSettings(str(folder / FILE), QSettings.Format.IniFormat)

    @property
    def language(self) -> str:
        """The language chosen here, or empty."""
        return str(self._kept.value("language", ""))

    @language.setter
    def language(self, language: str) -> None:
        self._kept.setValue("language", language)

    @property
    def scheme(self) -> Scheme:
        """Light, dark, or as the system."""
        kept = str(self._kept.value("scheme", "system"))
        return cast("Scheme", kept) if kept in _SCHEMES else "system"

    @scheme.setter
    def scheme(self, scheme: Scheme) -> None:
        self._kept.setValue("scheme", scheme)

    @property
    def scale(self) -> float:
        """The text size, 1.0 is usual."""
        try:
            return float(str(self._kept.value("scale", 1.0)))
        except ValueError:
            return 1.0

    @scale.setter
    def scale(self, scale: float) -> None:
        self._kept.setValue("scale", scale)

    @property
    def geometry(self) -> QByteArray:
        """The place of the window as Qt saves it; empty the first time."""
        kept = self._kept.value("geometry")
        return kept if isinstance(kept, QByteArray) else QByteArray()

    @geometry.setter
    def geometry(self, geometry: QByteArray) -> None:
        self._kept.setValue("geometry", geometry)

    @property
    def officer(self) -> int | None:
        """Who signed in here last."""
        kept = str(self._kept.value("officer", ""))
        return int(kept) if kept.isdecimal() else None

    @officer.setter
    def officer(self, officer: int | None) -> None:
        self._kept.setValue("officer", "" if officer is None else officer)

    @property
    def quiet(self) -> bool:
        """Whether alarms make no sound at this workstation."""
        return str(self._kept.value("quiet", "false")).lower() == "true"

    @quiet.setter
    def quiet(self, quiet: bool) -> None:
        self._kept.setValue("quiet", quiet)

    def keep(self) -> None:
        """Write what is remembered to the disk now."""
        self._kept.sync()

    def beep(self) -> None:
        """One short sound, unless this workstation is not the one to sound."""
        if not self.quiet:
            QApplication.beep()
