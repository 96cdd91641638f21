"""Papers of the plan library from the store: a plan, sections, action cards, telephone numbers, the whole library."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from dutyroom.actions.plan_facts import office_facts, plan_facts, plan_numbers_facts
from dutyroom.data.desk import Desk
from dutyroom.data.queries.office import office_settings
from dutyroom.data.queries.plan_contents import contact_rows
from dutyroom.data.queries.plan_papers import LibraryPlan, chain_end, plans_in_force, plans_named, texts_with_lines
from dutyroom.data.queries.plan_versions import version_in_full
from dutyroom.data.queries.plans import PlanInFull, SectionRow, plan_in_full
from dutyroom.data.reading import Session
from dutyroom.data.store import Store
from dutyroom.data.whole_file import whole_file
from dutyroom.papers.formats import FormatKey
from dutyroom.papers.plan_facts import LibraryFacts, PlanFacts
from dutyroom.rules.entry import Kind
from dutyroom.rules.plan import KIND_WORDS
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.removal import in_words
from dutyroom.rules.wording import Wording

NO_PLANS: Final = ("law", "standard")
"""Kinds of the second shelf: part of a whole library only when they are asked for."""
_ALONE: Final = tuple(kind for kind in KIND_WORDS if kind not in NO_PLANS)


@dataclass(frozen=True, slots=True, kw_only=True)
class LibraryWish:
    """Which library is wanted: kinds of plan (none named: every plan, no laws) or some plans; the format of its pages."""

    kinds: tuple[str, ...] = ()
    plans: tuple[int, ...] = ()
    form: FormatKey = "a4"


@dataclass(frozen=True, slots=True, kw_only=True)
class LibraryFile:
    """A library that was written."""

    path: Path
    plans: int
    pages: int
    missing: tuple[str, ...]


class _Cancelled(Exception):
    """The library is no longer wanted."""


def plan_pdf(
    store: Store,
    plan_id: int,
    section_id: int | None,
    wording: Wording,
    cache: Path,
    form: FormatKey = "a4",
    *,
    version: int = 0,
) -> bytes:
    """A plan, or one section of it with the sections below it; ``version`` is another one than that in force."""
    parts = () if section_id is None else (section_id,)
    return plan_parts_pdf(store, plan_id, parts, wording, cache, form, version=version)


def plan_parts_pdf(
    store: Store,
    plan_id: int,
    sections: Sequence[int],
    wording: Wording,
    cache: Path,
    form: FormatKey = "a4",
    *,
    version: int = 0,
) -> bytes:
    """A plan, or some of its sections each with those below it; in the order of the plan, none of them twice."""
    with store.reading() as session:
        plan = _plan(session, plan_id, version)
        facts = plan_facts(session, plan, store.clock(), only=_parts(plan, sections) if sections else None)
    from dutyroom.papers.fonts import open_faces  # noqa: PLC0415  # slow import
    from dutyroom.papers.plan import make_plan  # noqa: PLC0415  # slow import

    return make_plan(in_words(facts, wording), faces=open_faces(cache), wording=wording, form=form)


def action_cards_pdf(
    store: Store, plan_id: int, wording: Wording, cache: Path, form: FormatKey = "card-a4", *, version: int = 0
) -> bytes:
    """The action cards of a plan. Refused: ``paper.no_actions``."""
    with store.reading() as session:
        facts = plan_facts(session, _plan(session, plan_id, version), store.clock())
    from dutyroom.papers.action_card import make_action_cards  # noqa: PLC0415  # slow import
    from dutyroom.papers.fonts import open_faces  # noqa: PLC0415  # slow import

    return make_action_cards(in_words(facts, wording), faces=open_faces(cache), wording=wording, form=form)


def plan_numbers_pdf(
    store: Store, plan_id: int | None, wording: Wording, cache: Path, form: FormatKey = "a4", *, version: int = 0
) -> bytes:
    """The numbers that a plan quotes; those of all plans in force where none is named."""
    with store.reading() as session:
        now = store.clock()
        if plan_id is None:
            today = now.astimezone(office_settings(session).zone).date()
            known = texts_with_lines(session)
            plans = [
                (plan.title, contact_rows(session, plan.text_id))
                for plan in plans_in_force(session, today, _ALONE)
                if plan.text_id in known
            ]
            plans = [(title, rows) for title, rows in plans if rows]
        else:
            row = _plan(session, plan_id, version).plan
            plans = [(row.title, contact_rows(session, row.text_id))]
        facts = plan_numbers_facts(session, plans, now, of_one=plan_id is not None)
    from dutyroom.papers.fonts import open_faces  # noqa: PLC0415  # slow import
    from dutyroom.papers.plan_numbers import make_plan_numbers  # noqa: PLC0415  # slow import

    return make_plan_numbers(in_words(facts, wording), faces=open_faces(cache), wording=wording, form=form)


def write_library_file(
    store: Store,
    wish: LibraryWish,
    target: Path,
    wording: Wording,
    cache: Path,
    *,
    progress: Callable[[int, int, str], None] = lambda _done, _total, _title: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> LibraryFile | None:
    """The whole library as one PDF at ``target``, or nothing there at all; None where it was cancelled.

    ``progress`` is told how many plans are done, how many there are, and the next one's title. Refused:
    ``paper.no_plans``; raises ``Trouble`` where the file cannot be written.
    """
    facts, listed = _library(store, wish)
    if not listed:
        raise Refusal("paper.no_plans")
    from dutyroom.papers.fonts import open_faces  # noqa: PLC0415  # slow import
    from dutyroom.papers.library import write_library  # noqa: PLC0415  # slow import

    def tell(done: int, title: str) -> None:
        if cancelled():
            raise _Cancelled
        progress(done, len(listed), title)

    faces = open_faces(cache)
    try:
        with whole_file(target) as out:
            plans = (in_words(plan, wording) for plan in _each(store, listed))
            made = write_library(facts, plans, out, faces=faces, wording=wording, form=wish.form, progress=tell)
    except _Cancelled:
        return None
    return LibraryFile(path=target, plans=made.plans, pages=made.pages, missing=made.missing)


def plans_of_library(store: Store, kinds: Sequence[str] = ()) -> list[LibraryPlan]:
    """The plans in force, of these kinds where any are named. Refused: ``paper.no_plans``."""
    _, found = _library(store, LibraryWish(kinds=tuple(kinds)))
    if not found:
        raise Refusal("paper.no_plans")
    return found


def note_library_written(desk: Desk, count: int, name: str) -> None:
    """Journal that the library, or many plans of it, went out to a file."""
    desk.journal(
        "paper.printed",
        text=f"应急预案汇编（{count}件）→ {name}",
        kind=Kind.SYSTEM,
        payload={"paper": "library", "plans": count},
    )


def _library(store: Store, wish: LibraryWish) -> tuple[LibraryFacts, list[LibraryPlan]]:
    with store.reading() as session:
        now = store.clock()
        today = now.astimezone(office_settings(session).zone).date()
        found = plans_named(session, wish.plans) if wish.plans else plans_in_force(session, today, wish.kinds or _ALONE)
        head, count = chain_end(session)
        counts = {kind: sum(plan.kind == kind for plan in found) for kind in _order(found)}
        facts = LibraryFacts(
            **office_facts(session), kinds=tuple(counts.items()), head=head, entry_count=count, printed_at=now
        )
    places = {kind: place for place, kind in enumerate(counts)}
    return facts, sorted(found, key=lambda plan: places[plan.kind])


def _order(plans: Sequence[LibraryPlan]) -> list[str]:
    """The kinds that there are, in the order in which the field names them; others behind."""
    known = list(KIND_WORDS)
    return sorted({plan.kind for plan in plans}, key=lambda kind: (known.index(kind) if kind in known else 99, kind))


def _each(store: Store, listed: Sequence[LibraryPlan]) -> Iterator[PlanFacts]:
    """The facts of each plan, read when it is its turn."""
    with store.reading() as session:
        known = texts_with_lines(session)
    for one in listed:
        with store.reading() as session:
            plan = plan_in_full(session, one.id)
            if plan is None:
                continue
            facts = plan_facts(session, plan, store.clock(), with_lines=plan.plan.text_id in known)
        yield facts


def _plan(session: Session, number: int, version: int = 0) -> PlanInFull:
    found = version_in_full(session, number, version) if version else plan_in_full(session, number)
    if found is None:
        raise Refusal("plan.unknown", id=number)
    return found


def _parts(plan: PlanInFull, wanted: Sequence[int]) -> list[SectionRow]:
    """The sections wanted, each with those below it."""
    rows, chosen = plan.sections, set[int]()
    for number in wanted:
        start = next((place for place, section in enumerate(rows) if section.id == number), None)
        if start is None:
            raise Refusal("plan.unknown", id=plan.plan.id)
        end = start + 1
        while end < len(rows) and rows[end].level > rows[start].level:
            end += 1
        chosen |= set(range(start, end))
    return [rows[place] for place in sorted(chosen)]
