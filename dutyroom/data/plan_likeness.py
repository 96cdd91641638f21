"""What the texts of the library are like, kept so that a nearly equal one is found among thousands in milliseconds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import insert, select, text, update
from sqlalchemy.orm import Session

from dutyroom.data.tables import Plan, PlanLikeness, PlanText
from dutyroom.rules.plan_likeness import ENOUGH, TITLE_BAND, bare_title, title_band

_INSERT: Final = insert(PlanLikeness.__table__)  # type: ignore[arg-type]  # every entity has a Table
_TITLE_FEWEST: Final = 6
"""Letters; a shorter title is that of many papers."""


@dataclass(frozen=True, slots=True)
class NearPlan:
    """A plan of which a version is like a text, or has its title: how many bands they have in common."""

    id: int
    in_common: int
    issued_on: date | None


def add_bands(session: Session, text_id: int, bands: Sequence[int], title: str) -> None:
    """Keep what a text is like, with the title that it came with."""
    rows = [{"text_id": text_id, "band": band, "value": value} for band, value in enumerate(bands)]
    rows.append({"text_id": text_id, "band": TITLE_BAND, "value": title_band(title)})
    session.connection().execute(_INSERT, rows)


def retitle_bands(session: Session, plan_id: int, title: str) -> None:
    """A plan has another title now: a version of it will come under that one."""
    texts = select(PlanText.id).where(PlanText.plan_id == plan_id)
    session.execute(
        update(PlanLikeness)
        .where(PlanLikeness.text_id.in_(texts), PlanLikeness.band == TITLE_BAND)
        .values(value=title_band(title))
    )


def near_plan(session: Session, bands: Sequence[int], title: str) -> NearPlan | None:
    """The kept plan that is most like a text; one with the same title only where no text is near. None where none is."""
    asked = list(enumerate(bands))
    if len(bare_title(title)) >= _TITLE_FEWEST:
        asked.append((TITLE_BAND, title_band(title)))
    if not asked:
        return None
    values = ", ".join(f"({band:d}, {value:d})" for band, value in asked)  # numbers of our own: no quoting to go wrong
    # CROSS JOIN holds SQLite to this order: from the few bands that are asked for to their texts.
    found = session.execute(
        text(
            f"WITH asked(band, value) AS (VALUES {values})"  # noqa: S608  # as above
            " SELECT t.plan_id, sum(l.band < :title_band) AS in_common, max(l.band = :title_band) AS titled"
            " FROM asked CROSS JOIN plan_likeness l ON l.band = asked.band AND l.value = asked.value"
            " CROSS JOIN plan_text t ON t.id = l.text_id CROSS JOIN plan p ON p.id = t.plan_id AND p.state = 'kept'"
            " GROUP BY t.id HAVING in_common >= :enough OR titled"
            " ORDER BY in_common DESC, titled DESC, t.id DESC LIMIT 1"
        ),
        {"title_band": TITLE_BAND, "enough": ENOUGH},
    ).first()
    if found is None:
        return None
    issued_on = session.scalar(select(Plan.issued_on).where(Plan.id == found.plan_id))
    return NearPlan(int(found.plan_id), int(found.in_common), issued_on)


def texts_without_bands(session: Session, most: int) -> list[tuple[int, str]]:
    """Texts of kept plans that an earlier version of the program kept, with the plan's title; ``most`` of them."""
    known = select(PlanLikeness.text_id).where(PlanLikeness.text_id == PlanText.id).exists()
    asked = (
        select(PlanText.id, Plan.title)
        .join(Plan, Plan.id == PlanText.plan_id)
        .where(Plan.state == "kept", ~known)
        .order_by(PlanText.id)
        .limit(most)
    )
    return [(number, title) for number, title in session.execute(asked)]
