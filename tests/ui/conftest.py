"""A fixed time and place for widgets, and the window's look."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from dutyroom.data.queries.office import office_settings
from dutyroom.rules.wording import ENGLISH
from dutyroom.ui.courier import Courier
from dutyroom.ui.page import Paper, Place, Tools
from dutyroom.ui.theme import Theme, apply_theme
from dutyroom.ui.translator import switch_language
from tests.samples import Room

NOW = datetime(2026, 11, 23, 0, 14, 37, tzinfo=UTC)


@pytest.fixture
def zone() -> ZoneInfo:
    """Where the duty room is; eight hours before UTC."""
    return ZoneInfo("Asia/Shanghai")


@pytest.fixture
def clock() -> Callable[[], datetime]:
    """08:14:37 on a Monday in the duty room."""
    return lambda: NOW


@pytest.fixture
def look(qapp) -> Theme:
    """The light look."""
    return apply_theme(qapp, "light")


@pytest.fixture
def language(qapp) -> Iterator[Callable[[object], None]]:
    """Switches the language; English again afterwards."""

    def switch(wording):
        switch_language(qapp, wording)
        qapp.processEvents()

    yield switch
    switch(ENGLISH)


@pytest.fixture
def courier(qtbot, room: Room) -> Iterator[Courier]:
    """A courier at the small duty room; the chief officer sits at the desk."""
    made = Courier(room.store)
    made.sign(room.author())
    yield made
    made.drain()
    made.deleteLater()


@dataclass
class Heard:
    """What a page asked of the window around it."""

    said: list[str] = field(default_factory=list)
    papers: list[Paper] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)


@pytest.fixture
def heard() -> Heard:
    """What pages said, showed and asked for."""
    return Heard()


@pytest.fixture
def tools(courier: Courier, room: Room, heard: Heard, font_cache: Path) -> Tools:
    """What a page is given, in English; what it asks of the window is kept in ``heard``."""
    return Tools(
        courier=courier,
        clock=lambda: room.now,
        office=lambda: room.read(office_settings),
        wording=lambda: ENGLISH,
        go=heard.places.append,
        say=heard.said.append,
        show_paper=heard.papers.append,
        extra={"font_cache": font_cache},
    )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Without a screen Qt remarks on every window and list that it cannot raise or measure; that is no fault."""
    for item in items:
        item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support"))


@pytest.fixture
def clock_set() -> SetClock:
    """A clock that the test sets."""
    return SetClock()


@pytest.fixture
def filled(tmp_path, clock_set) -> Iterator[tuple[Store, People]]:
    """A store with an office, people and a running shift."""
    made = make_store(tmp_path / "store", clock_set)
    yield made
    made[0].close()


@pytest.fixture
def store(filled) -> Store:
    return filled[0]


@pytest.fixture
def people(filled) -> People:
    return filled[1]


@pytest.fixture
def sounds(monkeypatch) -> list[int]:
    """How often the computer beeped."""
    heard: list[int] = []
    monkeypatch.setattr(QApplication, "beep", lambda: heard.append(1))
    return heard


@pytest.fixture
def desks(qapp, qtbot, tmp_path, clock_set, sounds) -> Iterator[Callable[..., DeskSession]]:
    """Opens desks on stores; all are closed afterwards."""
    opened: list[DeskSession] = []

    def open_on(store: Store) -> DeskSession:
        workstation = Workstation(tmp_path)
        appearance = Appearance(qapp, workstation)
        appearance.show_language("en")
        bugs = Bugs()
        house = House(
            appearance=appearance,
            workstation=workstation,
            pages=SHEETS,
            clock=clock_set,
            tell_bug=bugs,
            show_paper=lambda tools, paper: None,
        )
        with store.reading() as session:
            settings = office_settings(session)
        desk = DeskSession(house, Courier(store), settings)
        desk.house_appearance = appearance
        desk.bugs = bugs
        qtbot.addWidget(desk.window)
        desk.open()
        desk.window.resize(1280, 800)
        opened.append(desk)
        return desk

    yield open_on
    for desk in opened:
        desk.window.close()
        desk.courier.drain()
        assert desk.bugs.told == []
    switch_language(qapp, ENGLISH)


@pytest.fixture
def open_desk(desks, store) -> Callable[[], DeskSession]:
    return lambda: desks(store)


@pytest.fixture
def desk(open_desk, people, qtbot) -> DeskSession:
    """A desk at which the chief sits."""
    made = open_desk()
    made.sign_in(people.chief, PASSWORD)
    qtbot.waitUntil(lambda: made.courier.author.id == people.chief)
    qtbot.waitUntil(made.courier.is_idle)
    return made


@pytest.fixture
def shut_desk(open_desk, people) -> DeskSession:
    """A desk at which nobody has signed in yet."""
    made = open_desk()
    made.window.ask_sign_in(people.chief)
    return made


@pytest.fixture
def sample_desk(desks, tmp_path, clock_set, qtbot) -> Iterator[DeskSession]:
    """A desk at a sample store, which opens by itself."""
    store, people = make_store(tmp_path / "sample", clock_set, kind="sample")
    made = desks(store)
    made.sign_in_sample(people.chief)
    qtbot.waitUntil(lambda: made.courier.author.id == people.chief)
    qtbot.waitUntil(made.courier.is_idle)
    yield made
    store.close()


@pytest.fixture
def chinese(monkeypatch) -> dict[str, str]:
    """A catalogue of a few sentences, so that a test does not depend on the wording of all of them."""
    words = {"Write into the log": "写入值班日志", "Desk": "工作台"}
    monkeypatch.setattr(
        "dutyroom.ui.appearance.load_wording", lambda lang: ENGLISH if lang == "en" else Wording(lang, words)
    )
    return words
