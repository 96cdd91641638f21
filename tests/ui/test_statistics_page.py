"""The page of statistics: by key and click from any number to its records, periods, files, and what cannot be counted."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest

from dutyroom.data.catalogues import load_wording
from dutyroom.data.trouble import Trouble
from dutyroom.rules.chart import Chart, ChartKind, Series
from dutyroom.rules.chart_shapes import Tone
from dutyroom.rules.hotline_measures import CaseFacts
from dutyroom.rules.matter_filter import read_matter_filter
from dutyroom.rules.statistics_facts import Subject
from dutyroom.rules.statistics_figure import Figure, read_figure
from dutyroom.rules.statistics_period import Length, Stretch
from dutyroom.ui.page import Place
from dutyroom.ui.parts.charts.chart_view import ChartView
from dutyroom.ui.parts.charts.painting import colours_of, mixed
from dutyroom.ui.parts.charts.saving import save_chart
from dutyroom.ui.registers import PAGES
from dutyroom.ui.registers.statistics import StatisticsPage
from dutyroom.ui.tokens import DARK, LIGHT, contrast
from tests.data.hotline_rows import Rows
from tests.data.statistics_rows import Bare, EntryFacts, MatterFacts
from tests.samples import NOON
from tests.ui.acting import settle

DAY = timedelta(days=1)


@pytest.fixture
def face(qtbot, tools, look, room):
    """Three notices of today, one of them urgent, and one of the month before."""
    times = [NOON - timedelta(hours=n) for n in (1, 2, 3)] + [NOON - 32 * DAY]
    Bare(room.folder).put([
        MatterFacts(id=n, kind="notice", state="in_hand", received_at=at, channel="fax", urgency="特急" if n == 1 else "")
        for n, at in enumerate(times, 1)
    ])  # fmt: skip
    made = StatisticsPage(tools)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    qtbot.waitExposed(made)
    made.arrive(None)
    settle(qtbot, tools)
    yield made
    settle(qtbot, tools)


def said_of(face) -> dict[str, str]:
    return {card.text(): card.accessibleName() for card in face.cards.cards if not card.isHidden()}


def figure_of(place: Place) -> Figure:
    assert place.step.startswith("filter:figure:")
    return read_figure(read_matter_filter(place.step.removeprefix("filter:")).figure)


def test_cards_say_the_number_and_what_it_is_held_against(face):
    assert said_of(face)["Notices received"] == "Notices received: 3, vs before +200.0%, vs last year new"
    assert "to the minute" in face.state.text()


def test_from_a_card_a_line_and_a_chart_the_keys_lead_to_the_records(face, heard):
    card = next(each for each in face.cards.cards if each.text() == "Notices received")
    card.setFocus()
    QTest.keyClick(card, Qt.Key.Key_Return)
    assert heard.places[-1].page == "notices"
    assert figure_of(heard.places[-1]).measure == "notices.received"
    face.values.table.choose(1)
    QTest.keyClick(face.values.table, Qt.Key.Key_Return)
    assert figure_of(heard.places[-1]).where == (("urgency", ""),)
    heat = next(view for view in face.charts if view.chart.kind is ChartKind.HEAT and not view.isHidden())
    heat.setFocus()
    for _ in range(9):
        QTest.keyClick(heat, Qt.Key.Key_Right)
    assert heat.accessibleDescription() == "Mon · 09 · 1"
    QTest.keyClick(heat, Qt.Key.Key_Enter)
    assert (figure_of(heard.places[-1]).weekday, figure_of(heard.places[-1]).hour) == (0, 9)


def test_register_and_period_are_chosen_by_key(face, qtbot, tools):
    next(command for command in face.commands() if command.name == "statistics.log").run()
    settle(qtbot, tools)
    assert face.shown.subject is Subject.LOG
    face.bar.choose(Subject.NOTICES)
    next(command for command in face.commands() if command.name == "statistics.before").run()
    settle(qtbot, tools)
    assert face.shown.period.first == date(2026, 10, 1)
    assert said_of(face)["Notices received"].startswith("Notices received: 1,")
    face.bar.length.setCurrentIndex(face.bar.length.findData(Length.YEAR.value))
    settle(qtbot, tools)
    assert face.shown.period.first == date(2026, 1, 1)
    assert face.shown.line("notices.received").found.this.num == 4


def test_what_cannot_be_counted_is_said_beside_the_days_and_stays(face, qtbot, tools):
    face.bar.first.setText("soon")
    QTest.keyClick(face.bar.first, Qt.Key.Key_Return)
    assert "This is no day" in face.note.text()
    assert face.bar.first.text() == "soon"
    face.arrive(Place("statistics", words="month"))
    settle(qtbot, tools)
    assert not face.note.text()


def test_a_period_without_records_offers_the_year(face, qtbot, tools):
    face.bar.choose(Subject.SUPERVISION)
    settle(qtbot, tools)
    assert face.faces.currentWidget() is face.empty
    assert "Nothing is registered" in face.empty.sentence.text()
    QTest.mouseClick(face.empty.step, Qt.MouseButton.LeftButton)
    settle(qtbot, tools)
    assert face.shown.period.length is Length.YEAR


def test_a_store_that_cannot_be_read_is_said_with_a_way_out(face, qtbot, tools):
    face._failed(face._number, Trouble("store.locked", path="x"))
    assert face.empty.step.text() == "Try again"
    QTest.mouseClick(face.empty.step, Qt.MouseButton.LeftButton)
    settle(qtbot, tools)
    assert face.faces.currentWidget() is face.rolled


def test_the_numbers_the_chart_and_the_paper_are_taken_along(face, qtbot, tools, heard, tmp_path):
    face._saved = lambda proposed, _: str(tmp_path / "out.json") if "xlsx" in proposed else str(tmp_path / "out.png")
    face.save()
    settle(qtbot, tools)
    assert json.loads((tmp_path / "out.json").read_text("utf-8"))[0]["number"] == 3
    face.save_picture()
    assert QImage(str(tmp_path / "out.png")).width() > 1000
    save_chart(tmp_path / "out.svg", face.charts[0].chart)
    assert "Notices: by day" in (tmp_path / "out.svg").read_text("utf-8")
    face.show_paper()
    assert heard.papers[-1].make().startswith(b"%PDF")
    face._saved = lambda *_: str(tmp_path / "none" / "out.png")
    face.save_picture()
    assert "cannot be written" in face.note.text()


def test_the_page_follows_the_language(face, language, qtbot, tools):
    language(load_wording("zh_CN"))
    settle(qtbot, tools)
    assert face.title() == "统计"
    assert face.bar.subjects[Subject.NOTICES].text() == "来文"


def bars() -> Chart:
    stretch = Stretch(date(2026, 11, 1), date(2026, 11, 30))
    figures = tuple(Figure(measure="notices.received", stretch=stretch, where=(("urgency", word),)) for word in "甲乙")
    before = Series(name="before", values=(2, None))
    return Chart(
        key="bars", kind=ChartKind.BARS, title="t", categories=("甲", "乙"),
        series=(Series(name="now", values=(3, 1), figures=figures), before),
    )  # fmt: skip


def test_arrow_keys_and_clicks_find_every_number_of_a_chart(qtbot, look):
    view = ChartView()
    qtbot.addWidget(view)
    view.resize(500, 300)
    view.show_chart(bars())
    view.show()
    view.setFocus()
    chosen = []
    view.figure_chosen.connect(lambda figure, words: chosen.append((figure.where[0][1], words)))
    QTest.keyClick(view, Qt.Key.Key_Home)
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert view.accessibleDescription() == "甲 · before · 2"
    QTest.keyClick(view, Qt.Key.Key_Enter)
    assert chosen == []
    QTest.keyClick(view, Qt.Key.Key_Up)
    QTest.keyClick(view, Qt.Key.Key_Right)
    QTest.keyClick(view, Qt.Key.Key_Enter)
    assert chosen == [("乙", "乙 · now · 1")]
    first = next(spot for spot in view._drawing.spots if (spot.series, spot.place) == (0, 0))
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=view.rect().topLeft() + _middle(first))
    assert chosen[-1] == ("甲", "甲 · now · 3")
    assert not view.grab().toImage().isNull()


def _middle(spot):
    return QPoint(round(spot.x + spot.width / 2), round(spot.y + spot.height / 2) + 3)


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_numbers_on_every_shade_can_be_read(tokens):
    colours = colours_of(tokens)
    for shade in range(6):
        words = colours[Tone.ON_LEVEL, 0] if shade >= 4 else colours[Tone.TEXT, 0]
        assert contrast(words, colours[Tone.LEVEL, shade]) >= 4.5, shade
    assert mixed("#000000", "#FF8000", 0.5) == "#804000"


def test_numbers_of_another_period_do_not_stand_while_it_is_counted(face, qtbot, tools):
    dict(face.poses())["statistics_empty"]()
    face._say_counting()
    assert face.empty.sentence.text() == "Counting…"
    assert face.faces.currentWidget() is face.empty
    settle(qtbot, tools)
    assert "Nothing is registered" in face.empty.sentence.text()


@pytest.mark.parametrize("key", ["notices", "incidents", "supervision", "hotline", "log"])
def test_each_register_lists_exactly_what_stands_behind_a_figure(qtbot, look, tools, room, key):
    """The first record came in within the period, the second before it, the third is not counted at all."""
    kind = {"notices": "notice", "incidents": "incident"}.get(key, "supervision")
    times = (NOON - timedelta(hours=1), NOON - 32 * DAY, NOON - timedelta(hours=2))
    if key == "hotline":
        Rows(room.folder).put(
            [CaseFacts(id=n, state="merged" if n == 3 else "in_hand", received_at=at) for n, at in enumerate(times, 1)]
        )
    elif key == "log":
        Bare(room.folder).put(
            [
                EntryFacts(id=n, kind="note", author="张伟", happened_at=at, amends=n == 3)
                for n, at in enumerate(times, 1)
            ]
        )
    else:
        Bare(room.folder).put(
            [
                MatterFacts(id=n, kind=kind, state="void" if n == 3 else "in_hand", received_at=at)
                for n, at in enumerate(times, 1)
            ]
        )
    page = next(entry for entry in PAGES if entry.key == key).load()(tools)
    qtbot.addWidget(page)
    page.resize(1100, 640)
    page.show()
    measure = "log.entries" if key == "log" else f"{key}.received"
    figure = Figure(measure=measure, stretch=Stretch(date(2026, 11, 1), date(2026, 11, 30)))
    page.arrive(Place(key, step=f"filter:{figure.filter_text}"))
    settle(qtbot, tools)
    shown = page.face if key == "hotline" else page
    assert list(shown.table.register.ids) == [1]
    assert figure.filter_text in shown.bar.words.text()
