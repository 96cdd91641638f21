"""Desks on real stores, closed again afterwards."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication

from dutyroom.data.queries.office import office_settings
from dutyroom.data.queries.officers import officer_in_full
from dutyroom.data.store import Store
from dutyroom.rules.wording import ENGLISH, Wording
from dutyroom.ui.appearance import Appearance
from dutyroom.ui.courier import Courier
from dutyroom.ui.desk_session import DeskSession, House
from dutyroom.ui.translator import switch_language
from dutyroom.ui.workstation import Workstation
from tests.ui.desk.desks import PASSWORD, SHEETS, Bugs, People, SetClock, make_store


@pytest.fixture
def clock_set() -> SetClock:
    """A clock that the test sets."""
    return SetClock()


@pytest.fixture
def filled(desks, tmp_path, clock_set) -> Iterator[tuple[Store, People]]:
    """A store with an office, people and a running shift; the desks that use it close it."""
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
        desk.window.showNormal()  # a small virtual screen makes it maximised
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
    with store.reading() as session:
        chief = officer_in_full(session, people.chief)
    made.sign_in_sample(chief.author)
    qtbot.waitUntil(lambda: made.courier.author.id == people.chief)
    qtbot.waitUntil(made.courier.is_idle)
    yield made
    store.close()


@pytest.fixture
def chinese(monkeypatch) -> dict[str, str]:
    """A catalogue of a few sentences, so that a test does not depend on the wording of all of them."""
    words = {"Write into the log": "写入值班日志", "Desk": "工作台", "Next": "下一步"}
    monkeypatch.setattr(
        "dutyroom.ui.appearance.load_wording", lambda lang: ENGLISH if lang == "en" else Wording(lang, words)
    )
    return words
