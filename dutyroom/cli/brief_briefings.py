"""Issued papers for ``dutyroom brief``: the frozen bytes where one is issued, else the kept draft, else one made on the fly."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Final

from dutyroom.actions.papers import default_cache
from dutyroom.cli.call import Call, Stop
from dutyroom.data.store import Store
from dutyroom.rules.briefing import OF_A_DAY, OF_A_MATTER, TYPED, BriefingKind, ComposeBriefing
from dutyroom.rules.briefing_day import duty_day_of
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.wording import mark

ANY: Final = "briefing"
ISSUED_KINDS: Final[dict[str, str]] = {
    BriefingKind.DAILY_SITUATION: mark(
        "daily duty situation: issued or as a draft; --date is the duty day, or ID a form in JSON: --form, --issue"
    ),
    BriefingKind.EXPRESS: mark(
        "express bulletin: issued or as a draft; ID is the matter, or a form in JSON: --form, --issue"
    ),
    BriefingKind.DUTY_INFORMATION: mark(
        "duty information: issued or as a draft; ID is the matter, or a form in JSON: --form, --issue"
    ),
    BriefingKind.SPOT_CHECK: mark(
        "spot-check bulletin: issued or as a draft; --date is the duty day (default: that of the latest call), ID the briefing or a form in JSON: --form, --issue"
    ),
    BriefingKind.MEETING_NOTICE: mark("meeting notice; ID is the briefing, or a form in JSON: --form, --issue"),
    BriefingKind.MINUTES: mark("minutes of a meeting; ID is the briefing, or a form in JSON: --form, --issue"),
    ANY: mark("any briefing as it is kept; ID is the briefing"),
}


def is_of_the_register(call: Call) -> bool:
    """Whether the store is asked for the paper, rather than a form in JSON or a sample."""
    asked = call.asked
    if asked.sample or asked.kind not in ISSUED_KINDS:
        return False
    if asked.id is None:
        return asked.kind in OF_A_DAY
    return not (str(asked.id).lower().endswith(".json") or Path(asked.id).exists())


def issued_paper(call: Call, store: Store, day: Callable[[Call, Store], date]) -> tuple[bytes, int, str]:
    """The paper asked for, under which number and name its printing is journalled."""
    from dutyroom.actions.briefing_facts import PAPER, briefing_pdf, draft_pdf  # noqa: PLC0415  # slow import

    cache = default_cache()
    asked = _asked(call, store, day)
    number = _kept(call, store, asked)
    if number is not None:
        return briefing_pdf(store, number, cache), number, PAPER
    if asked is None:
        raise Stop(call.say("Give the number: dutyroom brief {kind} ID -o FILE.pdf", kind=call.asked.kind))
    record = int(asked.day.strftime("%Y%m%d")) if asked.day is not None else asked.matter_id or 0
    return draft_pdf(store, asked, cache), record, call.asked.kind


def matter_meant(store: Store, typed: str) -> int:
    """The matter that somebody means: by its id, or by its number like 突〔2026〕1号 however it is typed."""
    from dutyroom.data.queries.matter_papers import matter_numbered  # noqa: PLC0415  # slow import
    from dutyroom.rules.document_number import normal_number  # noqa: PLC0415  # slow import

    typed = typed.strip()
    if typed.isdecimal():
        return int(typed)
    with store.reading() as session:
        found = matter_numbered(session, normal_number(typed))
    if found is None:
        raise Refusal("matter.unknown", id=typed)
    return found


def _asked(call: Call, store: Store, day: Callable[[Call, Store], date]) -> ComposeBriefing | None:
    """What would be composed; None for papers that somebody types."""
    kind, language = call.asked.kind, call.paper_wording.language
    if kind == BriefingKind.DAILY_SITUATION:
        return ComposeBriefing(kind=BriefingKind.DAILY_SITUATION, language=language, day=day(call, store))
    if kind == BriefingKind.SPOT_CHECK and call.asked.id is None:
        checked = day(call, store) if call.asked.date else _last_checked(store)
        return ComposeBriefing(kind=BriefingKind.SPOT_CHECK, language=language, day=checked)
    if kind in OF_A_MATTER and call.asked.id is not None:
        return ComposeBriefing(kind=BriefingKind(kind), language=language, matter_id=matter_meant(store, call.asked.id))
    return None


def _last_checked(store: Store) -> date:
    """The duty day of the latest spot check; refused where none is kept."""
    from dutyroom.data.queries.office import office_settings  # noqa: PLC0415  # slow import
    from dutyroom.data.queries.spot_checks import latest_spot  # noqa: PLC0415  # slow import

    with store.reading() as session:
        latest, office = latest_spot(session), office_settings(session)
    if latest is None:
        raise Refusal("spot_check.none")
    return duty_day_of(latest, office.templates, office.zone)


def _kept(call: Call, store: Store, asked: ComposeBriefing | None) -> int | None:
    from dutyroom.data.queries.briefings import briefing_of_matter, briefing_of_period  # noqa: PLC0415  # slow import
    from dutyroom.data.queries.office import office_settings  # noqa: PLC0415  # slow import
    from dutyroom.rules.briefing_day import duty_day  # noqa: PLC0415  # slow import

    if asked is None:
        typed = call.asked.kind in TYPED or call.asked.kind == ANY
        given = call.asked.id
        return int(given) if typed and given is not None and given.isdecimal() else None
    with store.reading() as session:
        if asked.day is not None:
            office = office_settings(session)
            return briefing_of_period(session, asked.kind, *duty_day(asked.day, office.templates, office.zone))
        return briefing_of_matter(session, asked.kind, asked.matter_id or 0)
