"""Papers of matters by kind: where their facts come from, what they look like without a store, what prints them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from dutyroom.data.reading import Session
from dutyroom.data.store import Store
from dutyroom.papers import sample_facts
from dutyroom.papers.fax_cover import make_fax_cover
from dutyroom.papers.fonts import open_faces
from dutyroom.papers.handling_slip import make_handling_slip
from dutyroom.papers.instruction import make_instruction
from dutyroom.papers.matter_facts import Colour, PaperFacts, SupervisionNoticeFacts
from dutyroom.papers.returns import make_returns
from dutyroom.papers.supervision_ledger import make_supervision_ledger
from dutyroom.papers.supervision_notice import make_supervision_notice
from dutyroom.papers.telephone_slip import make_telephone_slip
from dutyroom.papers.transmission_list import make_transmission_list
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.wording import Wording

FactsOf = Callable[[Session, int, datetime], PaperFacts]
"""The facts of a paper from the store: of the record with this number, at this instant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MatterPaper:
    """A kind of paper; without ``facts`` this version prints it from sample facts only."""

    sample: Callable[[], PaperFacts]
    make: Callable[..., bytes]
    facts: FactsOf | None = None


MATTER_PAPERS: Final[Mapping[str, MatterPaper]] = MappingProxyType(
    {
        "handling-slip": MatterPaper(sample=sample_facts.sample_handling_slip, make=make_handling_slip),
        "telephone-slip": MatterPaper(sample=sample_facts.sample_telephone_slip, make=make_telephone_slip),
        "fax-cover": MatterPaper(sample=sample_facts.sample_fax_cover, make=make_fax_cover),
        "transmission-list": MatterPaper(sample=sample_facts.sample_transmission_list, make=make_transmission_list),
        "returns": MatterPaper(sample=sample_facts.sample_returns, make=make_returns),
        "supervision-notice": MatterPaper(sample=sample_facts.sample_supervision_notice, make=make_supervision_notice),
        "supervision-ledger": MatterPaper(sample=sample_facts.sample_supervision_ledger, make=make_supervision_ledger),
        "instruction": MatterPaper(sample=sample_facts.sample_instruction, make=make_instruction),
    }
)


def matter_pdf(
    store: Store,
    kind: str,
    record: int,
    wording: Wording,
    cache: Path,
    *,
    papers: Mapping[str, MatterPaper] = MATTER_PAPERS,
) -> bytes:
    """A paper of a record in the store. Refused: ``paper.later`` where this version has no facts for the kind."""
    paper = papers[kind]
    if paper.facts is None:
        raise Refusal("paper.later", what=kind)
    with store.reading() as session:
        facts = paper.facts(session, record, store.clock())
    return paper.make(facts, faces=open_faces(cache), wording=wording)


def sample_pdf(kind: str, wording: Wording, cache: Path, *, colour: Colour | None = None) -> bytes:
    """A paper from sample facts, without a store; ``colour`` is that of a supervision notice."""
    paper = MATTER_PAPERS[kind]
    facts: Any = paper.sample()
    if colour and isinstance(facts, SupervisionNoticeFacts):
        facts = sample_facts.sample_supervision_notice(colour)
    return paper.make(facts, faces=open_faces(cache), wording=wording)
