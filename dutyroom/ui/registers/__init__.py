"""The pages of the rail that hold a register, in the order of the rail; each is loaded when it is first shown."""

from __future__ import annotations

from typing import Final

from dutyroom.rules.wording import mark
from dutyroom.ui.page import Page
from dutyroom.ui.page_deck import PageEntry


def _desk() -> type[Page]:
    from dutyroom.ui.registers.desk import DeskPage  # noqa: PLC0415  # slow import

    return DeskPage


def _log() -> type[Page]:
    from dutyroom.ui.registers.log import LogPage  # noqa: PLC0415  # slow import

    return LogPage


def _notices() -> type[Page]:
    from dutyroom.ui.registers.notices import NoticesPage  # noqa: PLC0415  # slow import

    return NoticesPage


def _incidents() -> type[Page]:
    from dutyroom.ui.registers.incidents import IncidentsPage  # noqa: PLC0415  # slow import

    return IncidentsPage


def _supervision() -> type[Page]:
    from dutyroom.ui.registers.supervision import SupervisionPage  # noqa: PLC0415  # slow import

    return SupervisionPage


def _warnings() -> type[Page]:
    from dutyroom.ui.registers.warnings import WarningsPage  # noqa: PLC0415  # slow import

    return WarningsPage


def _plans() -> type[Page]:
    from dutyroom.ui.registers.plans import PlansPage  # noqa: PLC0415  # slow import

    return PlansPage


def _shifts() -> type[Page]:
    from dutyroom.ui.registers.duty import DutyPage  # noqa: PLC0415  # slow import

    return DutyPage


def _directory() -> type[Page]:
    from dutyroom.ui.registers.directory import DirectoryPage  # noqa: PLC0415  # slow import

    return DirectoryPage


def _hotline() -> type[Page]:
    from dutyroom.ui.registers.hotline import HotlinePage  # noqa: PLC0415  # slow import

    return HotlinePage


def _briefings() -> type[Page]:
    from dutyroom.ui.registers.briefings import BriefingsPage  # noqa: PLC0415  # slow import

    return BriefingsPage


def _statistics() -> type[Page]:
    from dutyroom.ui.registers.statistics import StatisticsPage  # noqa: PLC0415  # slow import

    return StatisticsPage


def _settings() -> type[Page]:
    from dutyroom.ui.registers.settings import SettingsPage  # noqa: PLC0415  # slow import

    return SettingsPage


PAGES: Final[tuple[PageEntry, ...]] = (
    PageEntry("desk", mark("Desk"), "desk", _desk),
    PageEntry("log", mark("Log"), "log", _log),
    PageEntry("notices", mark("Notices"), "notice", _notices),
    PageEntry("incidents", mark("Incidents"), "incident", _incidents),
    PageEntry("supervision", mark("Supervise"), "supervision", _supervision),
    PageEntry("plans", mark("Plans"), "plans", _plans),
    PageEntry("shifts", mark("Shifts"), "shifts", _shifts),
    PageEntry("directory", mark("Directory"), "directory", _directory),
    PageEntry("warnings", mark("Warnings"), "warning", _warnings),
    PageEntry("hotline", mark("Hotline"), "hotline", _hotline),
    PageEntry("briefings", mark("Briefings"), "briefing", _briefings),
    PageEntry("statistics", mark("Statistics"), "statistics", _statistics),
    PageEntry("settings", mark("Settings"), "settings", _settings),
)
