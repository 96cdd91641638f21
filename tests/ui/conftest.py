"""A fixed time and place for widgets, and the window's look."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from dutyroom.data.queries.office import office_settings
from dutyroom.rules.office import OfficeSettings
from dutyroom.rules.wording import ENGLISH
from dutyroom.ui.courier import Courier
from dutyroom.ui.page import Paper, Place, Tools
from dutyroom.ui.registers.log import LogPage
from dutyroom.ui.theme import Theme, apply_theme
from dutyroom.ui.translator import switch_language
from tests.samples import Room
from tests.ui.acting import settle_courier

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


@pytest.fixture
def settled(courier: Courier) -> Callable[[], None]:
    """Waits until nothing is under way and what came has been shown."""
    return lambda: settle_courier(courier)


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


def _office_at_hand(courier: Courier, room: Room) -> Callable[[], OfficeSettings]:
    """The settings as the desk keeps them: read again once something was written, not for every cell that is painted."""
    kept: dict[int, OfficeSettings] = {}
    courier.changed.connect(kept.clear)

    def office() -> OfficeSettings:
        if room.done not in kept:
            kept.clear()
            kept[room.done] = room.read(office_settings)
        return kept[room.done]

    return office


@pytest.fixture
def tools(courier: Courier, room: Room, heard: Heard, font_cache: Path) -> Tools:
    """What a page is given, in English; what it asks of the window is kept in ``heard``."""
    return Tools(
        courier=courier,
        clock=lambda: room.now,
        office=_office_at_hand(courier, room),
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


def thirty_entries(room: Room) -> bool:
    """A shift in which somebody wrote every minute."""
    room.start()
    for number in range(30):
        room.wait(minutes=1)
        room.write(f"第{number}条：城区积水点巡查正常", unit="二七区应急管理局" if number % 2 else "")
    return True


@pytest.fixture
def log(qtbot, room, tools, look, settled, courier):
    """The log with a shift and thirty entries."""
    if not room.found:
        thirty_entries(room)
    page = LogPage(tools)
    page.resize(1180, 640)
    qtbot.addWidget(page)
    courier.changed.connect(page.heard)
    page.show()
    qtbot.waitExposed(page)
    page.arrive(None)
    settled()
    return page
