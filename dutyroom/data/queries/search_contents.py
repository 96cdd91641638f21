"""Search of what plans hold beside their text: contacts, actions, bodies of command, start conditions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, NamedTuple

from dutyroom.data.content_index import KINDS
from dutyroom.data.queries.plan_names import rows_of
from dutyroom.data.queries.search import Hit
from dutyroom.rules.canon import instant
from dutyroom.rules.search_rank import BARE, LEFT, Passage, Ranking
from dutyroom.rules.terms import Term, match_terms, snippet

if TYPE_CHECKING:
    from dutyroom.data.queries.search_plans import PlanSearch

WHAT: Final = ("action", "contact", "body", "start")
"""What a find of each kind of :data:`KINDS` is called."""
CONTACT: Final = "contact"
_MOST: Final = 200
_ASK: Final = f"SELECT rowid FROM plan_content_index WHERE plan_content_index MATCH ? LIMIT {_MOST}"  # noqa: S608  # ours
_SAID: Final = (
    "c.role, c.level, c.text",
    "c.name, c.unit || ' ' || c.post, c.phone",
    "c.name, c.head, c.members || char(10) || c.duties",
    "c.level, c.conditions, c.authority",
)
_OTHER_THAN_TEXT: Final = 1.5
"""What a line is worth beside a section that says the same: it is what somebody looks for, without the rest."""


class ContentFind(NamedTuple):
    """A line that answers."""

    id: int
    section_id: int | None
    first: str
    second: str
    third: str
    plan_id: int
    version: int
    imported_at: int
    plan_title: str
    kind: int

    @property
    def what(self) -> str:
        """Its kind as a find is called."""
        return WHAT[self.kind]

    @property
    def text(self) -> str:
        """All that it says."""
        return "  ".join(part.strip() for part in (self.first, self.second, self.third) if part.strip())


def contents_found(search: PlanSearch) -> list[tuple[float, ContentFind]]:
    """The lines that answer all the words, or those of them that their plan's name does not say, with their worth."""
    finds: dict[tuple[int, int], ContentFind] = {}
    for terms, plans in _asked(search):
        for find in _finds(search, terms):
            plan = search.names.plans[find.plan_id]
            is_asked = find.version == plan.current or search.narrowed.old_versions
            if is_asked and (plans is None or find.plan_id in plans) and search.takes_plan(plan):
                finds.setdefault((find.kind, find.id), find)
    ranking = Ranking(search.terms)
    return [(_worth(search, ranking, find), find) for find in finds.values()]


def content_hit(search: PlanSearch, find: ContentFind, worth: float) -> Hit:
    """A line as it is shown: under its plan, leading to its section."""
    plan = search.names.plans[find.plan_id]
    said = snippet(find.text, search.asked)
    return Hit(
        kind="plan",
        id=find.plan_id,
        title=find.plan_title,
        section="",
        section_id=find.section_id,
        snippet=said.text,
        marks=said.marks,
        score=round(worth, 4),
        at=instant(find.imported_at),
        text_missing=plan.is_bare,
        what=find.what,
        in_force=plan.in_force(search.today),
        old_version=find.version if find.version != plan.current else None,
    )


def _asked(search: PlanSearch) -> Iterator[tuple[tuple[Term, ...], set[int] | None]]:
    yield search.terms, None
    naming = [set(named) for named in search.naming if named]
    rest = tuple(term for term, named in zip(search.terms, search.naming, strict=True) if not named)
    if naming and rest and (plans := set.intersection(*naming)):
        yield rest, plans


def _finds(search: PlanSearch, terms: tuple[Term, ...]) -> list[ContentFind]:
    expression = match_terms(terms)
    numbers = [number for (number,) in rows_of(search.session, _ASK, (expression,))] if expression else []
    found: list[ContentFind] = []
    for place, kind in enumerate(KINDS):
        ids = [number // len(KINDS) for number in numbers if number % len(KINDS) == place]
        if ids:
            asked = (
                f"SELECT c.id, c.section_id, {_SAID[place]}, t.plan_id, t.number, t.imported_at, p.title, {place}"  # noqa: S608  # our own words
                f" FROM {kind.__tablename__} c JOIN plan_text t ON t.id = c.text_id JOIN plan p ON p.id = t.plan_id"
                f" WHERE c.id IN ({', '.join('?' * len(ids))})"
            )
            found += [ContentFind._make(row) for row in rows_of(search.session, asked, ids)]
    return found


def _worth(search: PlanSearch, ranking: Ranking, find: ContentFind) -> float:
    plan = search.names.plans[find.plan_id]
    named = search.named(find.plan_id)
    worth = ranking.worth(Passage("", find.first, f"{find.second}\n{find.third}", named))
    if find.what == CONTACT:
        worth += _OTHER_THAN_TEXT
    if find.version != plan.current or not plan.in_force(search.today):
        worth -= LEFT
    return worth - (BARE if plan.is_bare else 0.0)
