"""A case of the mayor's telephone with its record on the screen."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from dutyroom.actions.hotline import take_call
from dutyroom.data.queries.hotline import case_in_full
from dutyroom.data.queries.hotline_rows import CaseInFull
from dutyroom.rules.hotline import Demand
from dutyroom.rules.hotline_sheet import TakeCall
from dutyroom.rules.officer import Role
from dutyroom.ui.parts.hotline.pane import HotlinePane
from tests.samples import Room
from tests.ui.acting import settle


def a_call(**named: Any) -> TakeCall:
    """A complaint by telephone, as it is usually taken down."""
    usual: dict[str, Any] = {
        "demand": Demand.COMPLAINT,
        "title": "嵩山路路灯不亮",
        "text": "张样例反映嵩山路与陇海路口路灯三天不亮，请维修，电话13800001234。",
        "name": "张样例",
        "phone": "138 0000 1234",
        "address": "二七区嵩山路39号院2号楼",
        "area": "二七区",
        "street": "嵩山路街道",
    }
    return TakeCall(**{**usual, **named})


class Case:
    """One case of a room."""

    def __init__(self, room: Room, **named: Any) -> None:
        self.room = room
        self.id = int(room.do(take_call, a_call(**named)))

    @property
    def full(self) -> CaseInFull:
        """As it stands now, masked."""
        found = self.room.read(case_in_full, self.id)
        assert isinstance(found, CaseInFull)
        return found

    def unit(self, name: str) -> int:
        """The number of a unit that has it in hand."""
        return next(row.id for row in self.full.units if row.unit == name)


@pytest.fixture
def answering(room, courier) -> None:
    """李秀英 works at the mayor's telephone."""
    author = room.author()
    courier.sign(replace(author, roles=author.roles | {Role.HOTLINE}))


@pytest.fixture
def pane(qtbot, tools, look):
    """The record as the page holds it, with nothing chosen yet."""
    made = HotlinePane(tools)
    tools.courier.changed.connect(lambda _: made.refresh())
    qtbot.addWidget(made)
    made.resize(520, 560)
    made.show()
    qtbot.waitExposed(made)
    yield made
    settle(qtbot, tools)


@pytest.fixture
def shown(qtbot, tools, pane, room):
    """A case, shown in the pane."""

    def show(**named: Any) -> Case:
        case = Case(room, **named)
        pane.show_matter(case.id)
        settle(qtbot, tools)
        assert pane.case is not None
        assert pane.case.id == case.id
        return case

    return show
