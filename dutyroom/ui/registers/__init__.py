"""The pages of the rail that hold a register, in the order of the rail."""

from __future__ import annotations

from typing import Final

from dutyroom.ui.page import Page
from dutyroom.ui.registers.desk import DeskPage
from dutyroom.ui.registers.log import LogPage
from dutyroom.ui.registers.plans import PlansPage
from dutyroom.ui.registers.shifts import ShiftsPage

PAGES: Final[tuple[type[Page], ...]] = (DeskPage, LogPage, PlansPage, ShiftsPage)
