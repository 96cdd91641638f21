"""A fixed time and place for widgets, and the window's look."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from dutyroom.rules.wording import ENGLISH
from dutyroom.ui.theme import Theme, apply_theme
from dutyroom.ui.translator import switch_language

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


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Without a screen Qt remarks on every window and list that it cannot raise or measure; that is no fault."""
    for item in items:
        item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support"))
