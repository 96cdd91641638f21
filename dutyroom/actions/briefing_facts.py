"""From the register of issued papers to what is printed: the facts, the frozen bytes, a draft made on the fly."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, get_args

from dutyroom.actions.briefing_compose import Composed, compose, usual_recipients
from dutyroom.data.catalogues import load_wording
from dutyroom.data.queries.briefings import BriefingInFull, briefing_in_full
from dutyroom.data.queries.office import office_settings, store_kind
from dutyroom.data.queries.paper_templates import own_template
from dutyroom.data.queries.papers import kept_paper
from dutyroom.data.reading import Session
from dutyroom.data.store import Store
from dutyroom.papers.briefing_facts import BriefingFacts, BriefingKind, BriefingPart, BriefingState
from dutyroom.rules.briefing import BriefingState as State
from dutyroom.rules.briefing import ComposeBriefing, RecipientRole, check_state
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.removal import in_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from dutyroom.papers.fonts import Faces

PAPER = "briefing"
"""Under which name the frozen bytes are kept."""


def briefing_facts(session: Session, full: BriefingInFull) -> BriefingFacts:
    """A kept paper as it stands."""
    row, office, own = full.row, office_settings(session), own_template(session, full.row.kind)
    standing = [(one.name, one.role) for one in full.recipients]
    return BriefingFacts(
        office_zh=office.name_zh,
        office_en=office.name_en,
        store_kind=store_kind(session),
        zone=office.zone_name,
        kind=_kind(row.kind),
        number=row.number,
        serial=row.serial,
        year=row.year,
        title=row.title,
        masthead=row.masthead,
        issuer=row.issuer,
        issued_at=row.issued_at,
        period_from=row.period_from,
        period_until=row.period_until,
        parts=tuple(
            BriefingPart(level=part.level, text=part.text, unverified=part.is_unverified, rows=part.rows)
            for part in full.standing
        ),
        to=tuple(name for name, role in standing if role == RecipientRole.MAIN),
        copies=tuple(name for name, role in standing if role == RecipientRole.COPY),
        fields=full.fields,
        drafted_by=row.drafted_by,
        reviewed_by=row.reviewed_by,
        signed_by=row.signed_by,
        printed_copies=row.copies,
        contact=row.contact,
        state=_state(row.state),
        replaces=row.replaces,
        replaced_by=row.replaced_by,
        withdrawn_because=row.withdrawn_because,
        head=own.head if own is not None else None,
    )


def composed_facts(session: Session, draft: Composed, author: str = "") -> BriefingFacts:
    """A draft that nobody keeps, as it would print; to whom papers of its kind go."""
    office, own = office_settings(session), own_template(session, draft.kind)
    usual = usual_recipients(session, draft.kind)
    return BriefingFacts(
        office_zh=office.name_zh,
        office_en=office.name_en,
        store_kind=store_kind(session),
        zone=office.zone_name,
        kind=_kind(draft.kind.value),
        title=draft.title,
        period_from=draft.period_from,
        period_until=draft.period_until,
        parts=tuple(
            BriefingPart(level=part.level, text=part.text, unverified=part.unverified, rows=part.rows)
            for part in draft.parts
        ),
        to=tuple(one.name for one in usual if one.role == RecipientRole.MAIN),
        copies=tuple(one.name for one in usual if one.role == RecipientRole.COPY),
        fields=draft.fields,
        drafted_by=author,
        contact=own.contact if own is not None else "",
        head=own.head if own is not None else None,
    )


def maker(faces: Faces) -> Callable[[BriefingFacts, str], bytes]:
    """What makes the PDF in a language, with the faces opened beforehand: nobody waits for fonts while the store is
    being written."""
    from dutyroom.papers.briefing import make_briefing  # noqa: PLC0415  # slow import

    def make(facts: BriefingFacts, language: str) -> bytes:
        wording = load_wording(language)
        return make_briefing(in_words(facts, wording), faces=faces, wording=wording)

    return make


def undrawable(faces: Faces) -> Callable[[str], str]:
    """Which characters of a text no face has."""
    return lambda text: "".join(faces.missing_characters([text]))


def briefing_pdf(store: Store, number: int, cache: Path) -> bytes:
    """The frozen bytes of an issued paper, whatever faces are installed by now; of one that is not issued its draft.

    Raises ``Refusal("briefing.unknown")``, and ``briefing.state`` where it was discarded.
    """
    with store.reading() as session:
        full = briefing_in_full(session, number)
        if full is None:
            raise Refusal("briefing.unknown", id=number)
        kept = kept_paper(session, PAPER, number, full.row.language)
        if kept is not None:
            return kept
        facts = briefing_facts(session, full)
    return _made(facts, full.row.language, cache)


def draft_pdf(store: Store, asked: ComposeBriefing, cache: Path) -> bytes:
    """A draft made on the fly from the registers; nothing is kept."""
    with store.reading() as session:
        facts = composed_facts(session, compose(session, asked, store.clock()))
    return _made(facts, asked.language, cache)


def _made(facts: BriefingFacts, language: str, cache: Path) -> bytes:
    from dutyroom.papers.fonts import open_faces  # noqa: PLC0415  # slow import

    return maker(open_faces(cache))(facts, language)


def _kind(kind: str) -> BriefingKind:
    return next(known for known in get_args(BriefingKind) if known == kind)


def _state(state: str) -> BriefingState:
    if state == State.VOID:
        check_state(state)
    return next(known for known in get_args(BriefingState) if known == state)
