"""A chart as a file: PNG at twice its size, or SVG; in light colours, as it is put into documents."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtGui import QColor, QImage, QPainter

from dutyroom.data.folders import refuse_special
from dutyroom.data.trouble import Trouble
from dutyroom.rules.chart import Chart
from dutyroom.rules.chart_drawing import drawn, height_of
from dutyroom.rules.chart_svg import as_svg
from dutyroom.ui.parts.charts.painting import colours_of, measured, paint
from dutyroom.ui.tokens import LIGHT

PICTURES: Final = (".png", ".svg")
_WIDE: Final = 960.0
_LABEL: Final = 13.0
_SCALE: Final = 2


def save_chart(target: Path, chart: Chart) -> None:
    """Write the chart by the ending of the name, whole or not at all. Raises ``Trouble`` where it cannot be written."""
    refuse_special(target)
    drawing = drawn(chart, _WIDE, height_of(chart, _LABEL, _WIDE), _LABEL, measured)
    part = target.with_name(target.name + ".part")
    try:
        try:
            if target.suffix.lower() == ".svg":
                part.write_text(as_svg(drawing, colours_of(LIGHT), LIGHT.surface, chart.title), encoding="utf-8")
            else:
                _write_png(part, chart)
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise Trouble("file.unwritable", path=target, detail=error.strerror or str(error)) from error


def _write_png(part: Path, chart: Chart) -> None:
    drawing = drawn(chart, _WIDE, height_of(chart, _LABEL, _WIDE), _LABEL, measured)
    picture = QImage(
        round(drawing.width * _SCALE), round(drawing.height * _SCALE), QImage.Format.Format_ARGB32_Premultiplied
    )
    picture.fill(QColor(LIGHT.surface))
    painter = QPainter(picture)
    painter.scale(_SCALE, _SCALE)
    paint(painter, drawing, colours_of(LIGHT))
    painter.end()
    if not picture.save(str(part), "PNG"):  # type: ignore[call-overload]  # the stub knows bytes only
        raise OSError(0, "PNG")
