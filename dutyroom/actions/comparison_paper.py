"""The paper that compares two versions of a plan: its facts, and the PDF."""

from __future__ import annotations

from pathlib import Path

from dutyroom.data.queries.office import office_settings, store_kind
from dutyroom.data.queries.plan_versions import version_in_full
from dutyroom.data.queries.plans import PlanInFull, SectionRow
from dutyroom.data.reading import Session
from dutyroom.data.store import Store
from dutyroom.papers.comparison_facts import ComparisonFacts, DifferenceFact, QuoteFact, VersionFact
from dutyroom.rules.plan_compare import Comparison, Fate, QuoteKind, compare
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.removal import in_words
from dutyroom.rules.wording import Wording


def versions_compared(session: Session, plan_id: int, old: int, new: int) -> tuple[PlanInFull, PlanInFull, Comparison]:
    """Two versions of a plan and what differs; refused where one is not there."""
    found = []
    for number in (old, new):
        plan = version_in_full(session, plan_id, number)
        if plan is None:
            raise Refusal("plan.version.unknown", field="version", number=number)
        found.append(plan)
    one, other = found
    texts = [[(s.level, s.number, s.title, s.body) for s in plan.sections] for plan in found]
    return one, other, compare(texts[0], texts[1])


def comparison_facts(session: Session, plan_id: int, old: int, new: int) -> ComparisonFacts:
    """What the paper says of two versions."""
    one, other, found = versions_compared(session, plan_id, old, new)
    office = office_settings(session)
    return ComparisonFacts(
        office_zh=office.name_zh,
        office_en=office.name_en,
        store_kind=store_kind(session),
        title=other.plan.title,
        old=_version(one),
        new=_version(other),
        counts=tuple((fate.value, found.count(fate)) for fate in Fate if fate is not Fate.SAME),
        renumbered=found.renumbered,
        quotes=_quotes(one, other, found),
        sections=tuple(
            DifferenceFact(
                fate=change.fate.value,
                reworded=change.reworded,
                before=_heading(one.sections[change.old]) if change.old is not None else "",
                after=_heading(other.sections[change.new]) if change.new is not None else "",
                words=tuple((chunk.old, chunk.new, chunk.changed) for chunk in change.body),
            )
            for change in found.sections
            if change.fate is not Fate.SAME
        ),
    )


def comparison_pdf(store: Store, plan_id: int, old: int, new: int, wording: Wording, cache: Path) -> bytes:
    """Two versions of a plan compared, as PDF."""
    with store.reading() as session:
        facts = comparison_facts(session, plan_id, old, new)
    from dutyroom.papers.fonts import open_faces  # noqa: PLC0415  # slow import
    from dutyroom.papers.plan_comparison import make_comparison  # noqa: PLC0415  # slow import

    return make_comparison(in_words(facts, wording), faces=open_faces(cache), wording=wording)


def _version(plan: PlanInFull) -> VersionFact:
    row = plan.plan
    issued = row.issued_on.isoformat() if row.issued_on else ""
    return VersionFact(number=row.text_number, document_number=row.number, issued_on=issued)


def _quotes(one: PlanInFull, other: PlanInFull, found: Comparison) -> tuple[QuoteFact, ...]:
    facts = []
    for each in (*found.numbers, *found.people):
        section = (
            other.sections[each.new_section] if each.new_section is not None else one.sections[each.old_section or 0]
        )
        facts.append(
            QuoteFact(
                is_number=each.kind is QuoteKind.NUMBER,
                who=each.who or each.around,
                old=each.old,
                new=each.new,
                section=_heading(section),
            )
        )
    return tuple(facts)


def _heading(section: SectionRow) -> str:
    return " ".join(filter(None, (section.number.strip(), " ".join(section.title.split()))))
