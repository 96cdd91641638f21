"""Statistics as a workbook for Excel and WPS: the numbers as a table, and native charts that are drawn from their cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from dutyroom.data.folders import refuse_special
from dutyroom.data.trouble import Trouble
from dutyroom.rules.chart import Chart, ChartKind

_KINDS: Final = {
    ChartKind.LINES: {"type": "line"},
    ChartKind.BARS: {"type": "bar"},
    ChartKind.STACKED: {"type": "column", "subtype": "stacked"},
}
_DASHES: Final = ("solid", "dash", "round_dot", "dash_dot")
_PATTERNS: Final = ("", "wide_upward_diagonal", "dark_horizontal", "wide_downward_diagonal", "light_vertical", "")
_GREYS: Final = ("#1D3F72", "#4A6FA5", "#6C757D", "#8A5A00", "#4D7C5A", "#9AA5B1")
"""Dark to light as well as apart in hue: they stay apart where they are printed without colour."""
_CHART_ROWS: Final = 18
_CHART_PX: Final = (760, 340)
_NAME_MOST: Final = 31


@dataclass(frozen=True, slots=True, kw_only=True)
class StatisticsSheet:
    """One subject: the name of its sheets, the head and rows of its table, its charts; ``charts_name`` is the other's."""

    name: str
    charts_name: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Any]]
    charts: Sequence[Chart]


def write_statistics_workbook(target: Path, sheets: Sequence[StatisticsSheet]) -> int:
    """Write the workbook, whole or not at all; returns the rows of the tables. Raises ``Trouble`` where it cannot."""
    import xlsxwriter  # slow import  # noqa: PLC0415
    from xlsxwriter.exceptions import XlsxWriterException  # slow import  # noqa: PLC0415

    refuse_special(target)
    part = target.with_name(target.name + ".part")
    try:
        try:
            book = xlsxwriter.Workbook(part)
            head = book.add_format({"bold": True, "bottom": 1})
            for sheet in sheets:
                _write_table(book, sheet, head)
                _write_charts(book, sheet, head)
            book.close()
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
    except (OSError, XlsxWriterException) as error:
        detail = getattr(error, "strerror", None) or str(error)
        raise Trouble("file.unwritable", path=target, detail=detail) from error
    return sum(len(sheet.rows) for sheet in sheets)


def _write_table(book: Any, sheet: StatisticsSheet, head: Any) -> None:
    page = book.add_worksheet(sheet.name[:_NAME_MOST])
    page.freeze_panes(1, 0)
    for place, column in enumerate(sheet.columns):
        page.write_string(0, place, column, head)
    page.set_column(0, 2, 22)
    page.set_column(3, len(sheet.columns) - 2, 11)
    page.set_column(len(sheet.columns) - 1, len(sheet.columns) - 1, 60)
    for number, row in enumerate(sheet.rows, 1):
        for place, value in enumerate(row):
            if isinstance(value, str):
                page.write_string(number, place, value)
            elif value is not None:
                page.write_number(number, place, value)
    page.autofilter(0, 0, len(sheet.rows), len(sheet.columns) - 1)


def _write_charts(book: Any, sheet: StatisticsSheet, head: Any) -> None:
    """The numbers of each chart as a block of cells, and the chart to the right of it."""
    page = book.add_worksheet(sheet.charts_name[:_NAME_MOST])
    page.set_column(0, 0, 26)
    row = 0
    for chart in sheet.charts:
        if chart.is_empty:
            continue
        page.write_string(row, 0, chart.title, head)
        if chart.kind is ChartKind.HEAT:
            _write_heat(page, chart, row + 1)
            row += len(chart.series) + 4
            continue
        _write_block(page, chart, row + 1)
        if chart.kind in _KINDS:
            page.insert_chart(row, len(chart.series) + 2, _native(book, page.get_name(), chart, row + 1))
        row += max(len(chart.categories) + 4, _CHART_ROWS if chart.kind in _KINDS else 0)


def _write_block(page: Any, chart: Chart, row: int) -> None:
    for place, series in enumerate(chart.series, 1):
        page.write_string(row, place, series.name)
        for number, value in enumerate(series.values, 1):
            if value is not None:
                page.write_number(row + number, place, value)
    for number, name in enumerate(chart.categories, 1):
        page.write_string(row + number, 0, name)


def _write_heat(page: Any, chart: Chart, row: int) -> None:
    """A heat map is cells shaded by their own numbers."""
    for place, name in enumerate(chart.categories, 1):
        page.write_string(row, place, name)
    for number, series in enumerate(chart.series, 1):
        page.write_string(row + number, 0, series.name)
        for place, value in enumerate(series.values, 1):
            page.write_number(row + number, place, value or 0)
    scale = {"type": "2_color_scale", "min_color": "#FFFFFF", "max_color": "#4A6FA5"}
    page.conditional_format(row + 1, 1, row + len(chart.series), len(chart.categories), scale)


def _native(book: Any, page: str, chart: Chart, row: int) -> Any:
    made = book.add_chart(_KINDS[chart.kind])
    last = row + len(chart.categories)
    for place in range(len(chart.series)):
        look: dict[str, Any] = {"line": {"color": _GREYS[place % 6], "dash_type": _DASHES[place % 4], "width": 1.75}}
        if chart.kind is not ChartKind.LINES:
            look = {"border": {"color": _GREYS[place % 6]}, "fill": {"color": _GREYS[place % 6]}}
            if _PATTERNS[place % 6]:
                pattern = {"pattern": _PATTERNS[place % 6], "fg_color": _GREYS[place % 6], "bg_color": "#FFFFFF"}
                look = {"border": look["border"], "pattern": pattern}
        made.add_series(
            {
                "name": [page, row, place + 1],
                "categories": [page, row + 1, 0, last, 0],
                "values": [page, row + 1, place + 1, last, place + 1],
                **look,
            }
        )
    made.set_title({"name": chart.title, "name_font": {"size": 12}})
    made.set_legend({"position": "bottom"} if len(chart.series) > 1 else {"none": True})
    if chart.kind is ChartKind.BARS:
        made.set_y_axis({"reverse": True})
    made.set_size({"width": _CHART_PX[0], "height": _CHART_PX[1]})
    return made
