"""Charts laid out as shapes: scales, labels and legends, for any size and any face of type."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from dutyroom.rules.chart import Chart, ChartKind, every, level, ticks
from dutyroom.rules.chart_shapes import Box, Drawing, Measure, Point, Spot, Stroke, Tone, Words, bar, fitted

_PAD: Final = 6.0
_DOT: Final = 1.6
_DOTS_MOST: Final = 40
_DARK_FROM: Final = 4
"""The level from which a number on it is written in the colour of the ground."""
_NAMES_PART: Final = 0.34
"""Of the width, at most, for the names beside bars."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Frame:
    """Where the numbers are drawn, and with what type."""

    chart: Chart
    out: Drawing
    left: float
    top: float
    right: float
    bottom: float
    size: float
    measure: Measure

    @property
    def width(self) -> float:
        """Of the field of numbers."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Of the field of numbers."""
        return self.bottom - self.top

    def words(self, x: float, y: float, text: str, align: int = -1, tone: Tone = Tone.SECONDARY) -> None:
        """A label of the usual size."""
        self.out.shapes.append(Words(x=x, y=y, text=text, size=self.size, align=align, tone=tone))


def height_of(chart: Chart, size: float, width: float) -> float:
    """How high a chart is best drawn at a width, with type of a size."""
    line = size * 1.6
    if chart.kind is ChartKind.BARS:
        rows = len(chart.categories) * (1 + 0.55 * (len(chart.series) - 1))
        return 4 * line + max(1.0, rows) * line * 1.15
    if chart.kind is ChartKind.HEAT:
        return 3 * line + 7 * max(line * 1.1, min(width / 30, line * 1.6))
    if chart.kind is ChartKind.TILES:
        rows = max((row for row, _ in chart.tiles), default=0) + 1
        return 2 * line + rows * max(line * 2.4, min(width / 14, line * 3))
    return max(line * 11, width * 0.3)


def drawn(chart: Chart, width: float, height: float, size: float, measure: Measure) -> Drawing:
    """The chart as shapes; ``size`` is that of its labels, in the units of the drawing."""
    out = Drawing(width, height)
    line = size * 1.6
    title = fitted(chart.title, size * 1.1, width - 2 * _PAD, measure)
    out.shapes.append(Words(x=_PAD, y=line, text=title, size=size * 1.1, bold=True))
    top = line * 1.5
    if chart.kind in (ChartKind.LINES, ChartKind.STACKED, ChartKind.BARS) and len(chart.series) > 1:
        top = _legend(chart, out, top, size, measure)
    frame = _Frame(
        chart=chart, out=out, left=_PAD, top=top + size * 0.4, right=width - _PAD, bottom=height - _PAD, size=size,
        measure=measure,
    )  # fmt: skip
    _KINDS[chart.kind](frame)
    return out


def _legend(chart: Chart, out: Drawing, top: float, size: float, measure: Measure) -> float:
    """Name and look of each series, in as many lines as they need."""
    x, y = _PAD, top + size
    for index, series in enumerate(chart.series):
        wide = size * 2.6 + measure(series.name, size) + size
        if x > _PAD and x + wide > out.width - _PAD:
            x, y = _PAD, y + size * 1.5
        if chart.kind is ChartKind.LINES:
            middle = y - size * 0.35
            out.shapes.append(_line(((x, middle), (x + size * 2, middle)), index))
        else:
            out.shapes += bar(x, y - size * 0.85, size * 2, size * 0.9, index)
        out.shapes.append(Words(x=x + size * 2.5, y=y, text=series.name, size=size, tone=Tone.SECONDARY))
        x += wide
    return y + size * 0.5


def _line(points: tuple[Point, ...], index: int) -> Stroke:
    return Stroke(points=points, tone=Tone.SERIES, index=index, width=1.6 if index == 0 else 1.1, dash=index % 4)


def _upright(frame: _Frame) -> tuple[_Frame, Callable[[float], float]]:
    """The scale at the left and the labels below; the field that is left and where a number stands in it."""
    marks = ticks(frame.chart.top)
    labels = [f"{mark:,}" for mark in marks]
    left = frame.left + max(frame.measure(label, frame.size) for label in labels) + frame.size * 0.5
    bottom = frame.bottom - frame.size * 1.5
    inner = _Frame(
        chart=frame.chart, out=frame.out, left=left, top=frame.top + frame.size * 0.5, right=frame.right,
        bottom=bottom, size=frame.size, measure=frame.measure,
    )  # fmt: skip

    def at(value: float) -> float:
        return inner.bottom - value / marks[-1] * inner.height

    for mark, label in zip(marks, labels, strict=True):
        tone = Tone.GRID if mark else Tone.AXIS
        y = at(mark)
        inner.out.shapes.append(Stroke(points=((inner.left, y), (inner.right, y)), tone=tone))
        inner.words(inner.left - inner.size * 0.4, y + inner.size * 0.35, label, align=1)
    step = inner.width / max(1, len(inner.chart.categories))
    widest = max((inner.measure(name, inner.size) for name in inner.chart.categories), default=0) + inner.size
    each = every(len(inner.chart.categories), int(inner.width / widest)) if widest else 1
    for place, name in enumerate(inner.chart.categories):
        if place % each == 0:
            inner.words(inner.left + step * (place + 0.5), frame.bottom, name, align=0)
    return inner, at


def _lines(frame: _Frame) -> None:
    inner, at = _upright(frame)
    step = inner.width / max(1, len(inner.chart.categories))
    # The first series is the one looked at: it is drawn over the others and found first.
    for index in reversed(range(len(inner.chart.series))):
        for run in _runs(inner.chart.series[index].values):
            points = tuple((inner.left + step * (place + 0.5), at(value)) for place, value in run)
            if len(points) > 1:
                inner.out.shapes.append(_line(points, index))
            if len(points) == 1 or (index == 0 and len(inner.chart.categories) <= _DOTS_MOST):
                inner.out.shapes += [_dot(x, y, index) for x, y in points]
    for index, series in enumerate(inner.chart.series):
        for place, value in enumerate(series.values):
            if value is not None:
                x, y = inner.left + step * place, at(value)
                high = inner.size
                inner.out.spots.append(Spot(x=x, y=y - high / 2, width=step, height=high, series=index, place=place))


def _dot(x: float, y: float, index: int) -> Box:
    return Box(x=x - _DOT, y=y - _DOT, width=2 * _DOT, height=2 * _DOT, tone=Tone.SERIES, index=index)


def _runs(values: tuple[int | None, ...]) -> Iterator[list[tuple[int, int]]]:
    """The numbers between gaps, with their places."""
    run: list[tuple[int, int]] = []
    for place, value in enumerate(values):
        if value is None:
            if run:
                yield run
            run = []
        else:
            run.append((place, value))
    if run:
        yield run


def _stacked(frame: _Frame) -> None:
    inner, at = _upright(frame)
    step = inner.width / max(1, len(inner.chart.categories))
    wide = step * 0.7
    for place in range(len(inner.chart.categories)):
        below = 0
        for index, series in enumerate(inner.chart.series):
            value = series.values[place] or 0
            if not value:
                continue
            x, y = inner.left + step * place + (step - wide) / 2, at(below + value)
            high = at(below) - y
            inner.out.shapes += bar(x, y, wide, high, index)
            inner.out.spots.append(Spot(x=x, y=y, width=wide, height=high, series=index, place=place))
            below += value
        total = f"{below:,}"
        if below and inner.measure(total, inner.size) <= step:
            inner.words(inner.left + step * (place + 0.5), at(below) - 2, total, align=0, tone=Tone.TEXT)


def _bars(frame: _Frame) -> None:
    """Names at the left, bars to the right of them, each with its number at its end."""
    chart, size = frame.chart, frame.size
    top = max(1, chart.top)
    room = frame.width * _NAMES_PART
    names = [fitted(name, size, room, frame.measure) for name in chart.categories]
    left = frame.left + max((frame.measure(name, size) for name in names), default=0) + size * 0.6
    right = frame.right - max(
        frame.measure(f"{value or 0:,}", size) for each in chart.series for value in each.values or (0,)
    )
    step = frame.height / max(1, len(names))
    high = min(step * 0.8 / len(chart.series), size * 1.4)
    for place, name in enumerate(names):
        y = frame.top + step * place + (step - high * len(chart.series)) / 2
        frame.words(left - size * 0.5, frame.top + step * (place + 0.5) + size * 0.35, name, align=1, tone=Tone.TEXT)
        for index, series in enumerate(chart.series):
            value = series.values[place] or 0
            wide = (right - size * 0.6 - left) * value / top
            own = y + high * index
            if wide > 0:
                frame.out.shapes += bar(left, own, wide, high * 0.86, index)
            frame.words(left + wide + size * 0.3, own + high * 0.43 + size * 0.35, f"{value:,}")
            frame.out.spots.append(
                Spot(x=left, y=own, width=max(wide, size), height=high * 0.86, series=index, place=place)
            )
    axis = ((left, frame.top), (left, frame.bottom))
    frame.out.shapes.append(Stroke(points=axis, tone=Tone.AXIS))


def _heat(frame: _Frame) -> None:
    """A row for each series, a column for each category; every number is written, shade alone says nothing."""
    chart, size = frame.chart, frame.size
    top = chart.top
    left = frame.left + max((frame.measure(series.name, size) for series in chart.series), default=0) + size * 0.6
    bottom = frame.bottom - size * 1.4
    wide = (frame.right - left) / max(1, len(chart.categories))
    high = (bottom - frame.top) / max(1, len(chart.series))
    for index, series in enumerate(chart.series):
        y = frame.top + high * index
        frame.words(left - size * 0.4, y + high / 2 + size * 0.35, series.name, align=1, tone=Tone.TEXT)
        for place, value in enumerate(series.values):
            _square(frame, left + wide * place, y, wide, high, value, level(value, top))
            frame.out.spots.append(Spot(x=left + wide * place, y=y, width=wide, height=high, series=index, place=place))
    widest = max((frame.measure(name, size) for name in chart.categories), default=1) + 2
    each = every(len(chart.categories), int((frame.right - left) / widest))
    for place, name in enumerate(chart.categories):
        if place % each == 0:
            frame.words(left + wide * (place + 0.5), frame.bottom, name, align=0)


def _square(frame: _Frame, x: float, y: float, wide: float, high: float, value: int | None, shade: int) -> None:
    frame.out.shapes.append(Box(x=x + 0.5, y=y + 0.5, width=wide - 1, height=high - 1, tone=Tone.LEVEL, index=shade))
    text, small = f"{value:,}" if value else "", frame.size * 0.85
    if text and frame.measure(text, small) <= wide - 1:
        frame.out.shapes.append(_on_level(x + wide / 2, y + high / 2 + small * 0.35, text, small, shade))


def _on_level(x: float, y: float, text: str, size: float, shade: int) -> Words:
    tone = Tone.ON_LEVEL if shade >= _DARK_FROM else Tone.TEXT
    return Words(x=x, y=y, text=text, size=size, align=0, tone=tone, index=shade)


def _tiles(frame: _Frame) -> None:
    """The areas as tiles where they lie, each with its name and number."""
    chart, size = frame.chart, frame.size
    top, values = chart.top, chart.series[0].values
    wide = frame.width / (max((column for _, column in chart.tiles), default=0) + 1)
    high = frame.height / (max((row for row, _ in chart.tiles), default=0) + 1)
    order = sorted(range(len(chart.tiles)), key=lambda place: chart.tiles[place])
    for place in order:
        row, column = chart.tiles[place]
        x, y, shade = frame.left + wide * column, frame.top + high * row, level(values[place], top)
        frame.out.shapes.append(
            Box(x=x + 1, y=y + 1, width=wide - 2, height=high - 2, tone=Tone.LEVEL, index=shade, edge=True)
        )
        name = fitted(chart.categories[place], size, wide - 4, frame.measure)
        frame.out.shapes.append(_on_level(x + wide / 2, y + high / 2 - size * 0.2, name, size, shade))
        number = f"{values[place] or 0:,}"
        frame.out.shapes.append(_on_level(x + wide / 2, y + high / 2 + size * 1.1, number, size * 1.1, shade))
        frame.out.spots.append(Spot(x=x + 1, y=y + 1, width=wide - 2, height=high - 2, series=0, place=place))


_KINDS: Final[dict[ChartKind, Callable[[_Frame], None]]] = {
    ChartKind.LINES: _lines,
    ChartKind.BARS: _bars,
    ChartKind.STACKED: _stacked,
    ChartKind.HEAT: _heat,
    ChartKind.TILES: _tiles,
}
