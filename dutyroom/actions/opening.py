"""Opening a store for work: what is done before anybody sits at the desk, and what the desk is told first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from dutyroom.actions.directory_shipped import complete_directory
from dutyroom.actions.hotline_classes import complete_classes
from dutyroom.actions.plan_laws import renew_laws
from dutyroom.actions.required_plans import complete_catalogue
from dutyroom.data.clock import Clock
from dutyroom.data.queries.office import office_settings
from dutyroom.data.queries.officers import has_accounts, officer_in_full
from dutyroom.data.queries.shifts import running_shift
from dutyroom.data.rule_book import shipped_rules
from dutyroom.data.startup import open_store
from dutyroom.data.store import Store, StoreAhead
from dutyroom.rules.office import OfficeSettings
from dutyroom.rules.officer import Author


@dataclass(frozen=True, slots=True)
class Opened:
    """A store, and what the window needs of it before anything can be painted."""

    store: Store
    settings: OfficeSettings
    accounts: bool
    chief: Author | None


def look_inside(store: Store) -> Opened:
    """Complete what an earlier program could not lay, let laws follow their dates; what the window needs first.

    ``Trouble``: rules at fault.
    """
    shipped_rules()
    complete_directory(store)
    complete_catalogue(store)
    complete_classes(store)
    renew_laws(store)
    with store.reading() as session:
        shift = running_shift(session)
        chief = officer_in_full(session, shift.chief_id) if shift else None
        return Opened(store, office_settings(session), has_accounts(session), chief.author if chief else None)


def open_for_work(
    folder: Path,
    *,
    clock: Clock,
    report: Callable[[str], None] | None = None,
    ahead: StoreAhead | None = None,
) -> Opened:
    """Open the store in ``folder`` and look inside; ``ahead``, where a desk waits for it, is told how that ended."""
    try:
        opened = look_inside(open_store(folder, clock=clock, report=report))
        if ahead is not None:
            ahead.came(opened.store)
    except BaseException as error:
        if ahead is not None:
            ahead.failed(error)
        raise
    return opened
