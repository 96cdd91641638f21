"""Line icons, tinted in the colours of the scheme."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from dutyroom.data.resources import resource_path
from dutyroom.ui.theme import tokens_in_use


def icon_picture(name: str, size: int, colour: str, ratio: float = 1.0) -> QPixmap:
    """One icon as a pixmap, ``size`` logical px square, drawn in ``colour`` for a screen of ``ratio``."""
    drawn, picture = f"{name} {size} {colour} {ratio}", QPixmap()
    if QPixmapCache.find(drawn, picture):
        return picture
    drawing = resource_path(f"icons/{name}.svg").read_text(encoding="utf-8").replace("currentColor", colour)
    picture = QPixmap(round(size * ratio), round(size * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(0, 0, size, size))
    painter.end()
    QPixmapCache.insert(drawn, picture)
    return picture


def icon(name: str, colour: str | None = None, *, size: int = 20) -> QIcon:
    """An icon of the set in ``colour`` (secondary text if None), with its disabled look, sharp on every screen there is."""
    tokens = tokens_in_use()
    made = QIcon()
    for ratio in {1.0, max((screen.devicePixelRatio() for screen in QGuiApplication.screens()), default=1.0)}:
        picture = icon_picture(name, size, colour or tokens.secondary, ratio)
        made.addPixmap(picture, QIcon.Mode.Normal)
        made.addPixmap(_tinted(picture, tokens.disabled), QIcon.Mode.Disabled)
    return made


def _tinted(picture: QPixmap, colour: str) -> QPixmap:
    """The same shape in another colour; much quicker than drawing it again."""
    tinted = QPixmap(picture)
    painter = QPainter(tinted)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.fillRect(tinted.rect(), QColor(colour))
    painter.end()
    return tinted
