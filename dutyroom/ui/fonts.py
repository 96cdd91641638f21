"""Faces of the window: the system's Chinese interface face, or the one that comes with the program."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

import pylopdf_fonts_zh_cn
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QApplication

from dutyroom.ui.tokens import BASE_PT

PREFERRED: Final = (
    "Microsoft YaHei UI",
    "PingFang SC",
    "Noto Sans SC",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Microsoft YaHei",
)
"""Chinese interface faces, best first."""


def chosen_family(present: Collection[str]) -> str | None:
    """The best Chinese interface face among those present, or None."""
    return next((family for family in PREFERRED if family in present), None)


def interface_family() -> str:
    """The family to write the window in; loads the program's own face where none is installed."""
    family = chosen_family(QFontDatabase.families())
    if family is not None:
        return family
    number = QFontDatabase.addApplicationFont(str(pylopdf_fonts_zh_cn.sans_path()))
    loaded = QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
    return loaded[0] if loaded else QGuiApplication.font().family()


def interface_font(family: str, scale: float = 1.0) -> QFont:
    """The base font in ``family`` with tabular figures; ``scale`` is the person's own text size."""
    font = QFont(family)
    font.setPointSizeF(BASE_PT * scale)
    font.setFeature(QFont.Tag("tnum"), 1)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def sized(points: float, *, bold: bool = False) -> QFont:
    """The window's font in another size, scaled with the person's own text size."""
    font = QFont(QApplication.font())
    font.setPointSizeF(points * font.pointSizeF() / BASE_PT if font.pointSizeF() > 0 else points)
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return font
