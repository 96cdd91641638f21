"""The search index: written in the transaction of each command, rebuilt when the tokeniser changes."""

from __future__ import annotations

import sqlite3
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from itertools import accumulate
from pathlib import Path
from typing import Final

from sqlalchemy import bindparam, delete, insert, select, text
from sqlalchemy.orm import Session

from dutyroom.data.briefing_index import renew_briefings
from dutyroom.data.content_index import renew_contents
from dutyroom.data.hotline_index import renew_cases
from dutyroom.data.knowledge_index import renew_knowledge
from dutyroom.data.notes import CURRENT_TITLES as CURRENT_TITLES
from dutyroom.data.notes import HEADINGS_ABOVE, INDEX_NOTES, UNINDEXED
from dutyroom.data.notes import STEP_WORDS as STEP_WORDS
from dutyroom.data.tables import PlanSection, StoreNote
from dutyroom.rules.canon import canonical_json, digest
from dutyroom.rules.incident import SUBTYPE_OF
from dutyroom.rules.plan_words import Headings, headings, without_entries
from dutyroom.rules.terms import TOKENISER_VERSION, index_above, index_text

SECTION_TEXTS = (
    select(PlanSection.level, PlanSection.number, PlanSection.title, PlanSection.body)
    .where(PlanSection.text_id == bindparam("text_id"))
    .order_by(PlanSection.position)
)
_INSERT_SECTIONS: Final = insert(PlanSection.__table__)  # type: ignore[arg-type]  # every entity has a Table
_LAST_SECTION: Final = text("SELECT coalesce(max(id), 0) FROM plan_section")
_INSERT_WORDS: Final = text("INSERT INTO plan_index(rowid, title, body) VALUES (:id, :title, :body)")
# The index holds no text of its own: what is to go from it must be said again, word for word.
_DELETE_WORDS: Final = text(
    "INSERT INTO plan_index(plan_index, rowid, title, body) VALUES ('delete', :id, :title, :body)"
)
_SECTIONS: Final = (
    "SELECT s.id, s.text_id, s.position, s.number, s.title, s.body, p.title AS plan_title FROM plan_section s"
    " JOIN plan_text t ON t.id = s.text_id JOIN plan p ON p.id = t.plan_id"
)
_NOT_INDEXED: Final = text(
    f"{_SECTIONS} WHERE s.text_id = :text_id AND s.id NOT IN (SELECT id FROM plan_index_docsize) ORDER BY s.position"  # noqa: S608  # our own words
)
_FIRST_SECTIONS: Final = text(
    f"{_SECTIONS} WHERE t.plan_id = :plan_id AND s.position = 0 AND s.id IN (SELECT id FROM plan_index_docsize)"  # noqa: S608  # our own words
)
_OF_TEXTS: Final = text(f"{_SECTIONS} WHERE s.text_id IN :texts OR t.plan_id IN :plans").bindparams(
    bindparam("texts", expanding=True), bindparam("plans", expanding=True)
)
_INDEXED: Final = text(
    f"SELECT * FROM ({_SECTIONS} WHERE s.text_id IN :texts OR t.plan_id IN :plans)"  # noqa: S608  # our own words
    " WHERE id IN (SELECT id FROM plan_index_docsize)"
).bindparams(bindparam("texts", expanding=True), bindparam("plans", expanding=True))
_HEADINGS: Final = "SELECT level, number, title FROM plan_section WHERE text_id = :text_id ORDER BY position"
_CHANGED_PLAN: Final = text("SELECT 1 FROM plan WHERE version > 1 LIMIT 1")
_ANY_STEP: Final = text("SELECT 1 FROM matter_step LIMIT 1")

_PUT_MATTER = text("INSERT OR REPLACE INTO matter_index(rowid, title, words) VALUES (:id, :title, :words)")
_ADD_TO_MATTER = text("UPDATE matter_index SET words = words || ' ' || :words WHERE rowid = :id")


def plan_text_hash(sections: Iterable[tuple[int, str, str, str]]) -> bytes:
    """The hash over a text's sections (level, number, title, body): equal for the same plan in another format."""
    return digest(canonical_json([list(section) for section in sections]))


def section_words(sections: Iterable[tuple[int, str, str, str]], plan_title: str) -> list[tuple[str, str]]:
    """What the index holds of each section's heading and text; the plan's title is findable in the first one."""
    whole = list(sections)
    among = headings((level, number, title) for level, number, title, _ in whole)
    return [
        _words(position, number, title, body, plan_title, among)
        for position, (_, number, title, body) in enumerate(whole)
    ]


def first_words(sections: Sequence[tuple[int, str, str, str]], plan_title: str) -> tuple[str, str]:
    """Of :func:`section_words` those of the first section, which alone go with the plan's title."""
    _, number, title, body = sections[0]
    among = headings((level, number, title) for level, number, title, _ in sections)
    return _words(0, number, title, body, plan_title, among)


def add_sections(
    session: Session,
    text_id: int,
    sections: Sequence[tuple[int, str, str, str]],
    words: Sequence[tuple[str, str]],
    *,
    most: int | None = None,
) -> None:
    """Write a text's sections and index their :func:`section_words`.

    With ``most`` only sections of about so many characters are indexed now; the
    text is noted, and :func:`index_waiting` takes up the rest.
    """
    connection = session.connection()
    first = int(connection.execute(_LAST_SECTION).scalar_one()) + 1
    rows = [
        {
            "id": first + n,
            "text_id": text_id,
            "position": n,
            "level": level,
            "number": number,
            "title": title,
            "body": body,
        }
        for n, (level, number, title, body) in enumerate(sections)
    ]
    if not rows:
        return
    connection.execute(_INSERT_SECTIONS, rows)
    lengths = list(accumulate(len(body) for _, _, _, body in sections))
    until = len(rows) if most is None else 1 + bisect_left(lengths, most)
    indexed = zip(rows, words[:until], strict=False)
    connection.execute(_INSERT_WORDS, [{"id": r["id"], "title": title, "body": body} for r, (title, body) in indexed])
    if until < len(rows):
        _note_waiting(session, [*waiting_texts(session), text_id])


def index_waiting(session: Session, most: int) -> bool:
    """Index about ``most`` characters of the sections that wait; returns whether more wait."""
    texts = waiting_texts(session)
    if not texts:
        return False
    words: list[dict[str, object]] = []
    taken = 0
    among = _headings_of(session, texts[0])
    left = session.execute(_NOT_INDEXED, {"text_id": texts[0]})
    while taken < most and (row := left.fetchone()) is not None:
        title, body = _words(row.position, row.number, row.title, row.body, row.plan_title, among)
        words.append({"id": row.id, "title": title, "body": body})
        taken += len(row.body)
    done = left.fetchone() is None
    left.close()
    if words:
        session.connection().execute(_INSERT_WORDS, words)
    if done:
        _note_waiting(session, texts[1:])
    return not done or len(texts) > 1


def waiting_texts(session: Session) -> list[int]:
    """The numbers of the plan texts of which not every section is indexed yet."""
    noted = session.execute(select(StoreNote.value).where(StoreNote.key == UNINDEXED)).scalar_one_or_none()
    return [int(number) for number in (noted or "").split()]


def _note_waiting(session: Session, texts: Sequence[int]) -> None:
    session.execute(delete(StoreNote).where(StoreNote.key == UNINDEXED))
    if texts:
        session.execute(insert(StoreNote), [{"key": UNINDEXED, "value": " ".join(map(str, texts))}])


def retitle_plan(session: Session, plan_id: int, before: str, after: str) -> None:
    """Make a plan findable by its new title, and by the old one no more."""
    rows = session.execute(_FIRST_SECTIONS, {"plan_id": plan_id}).all()
    for statement, plan_title in ((_DELETE_WORDS, before), (_INSERT_WORDS, after)):
        for row in rows:
            among = _headings_of(session, row.text_id)
            title, body = _words(row.position, row.number, row.title, row.body, plan_title, among)
            session.connection().execute(statement, {"id": row.id, "title": title, "body": body})


@contextmanager
def reindexing(session: Session, texts: Sequence[int], plans: Sequence[int]) -> Iterator[None]:
    """Index the sections of these texts, and of these plans, anew after the block has changed them."""
    if not (texts or plans):
        yield
        return
    asked = {"texts": list(texts), "plans": list(plans)}
    before = session.execute(_INDEXED, asked).all()
    indexed = {row.id for row in before}
    among = {row.text_id: _headings_of(session, row.text_id) for row in before}
    yield
    session.flush()
    after = session.execute(_OF_TEXTS, asked).all()
    among_after = {row.text_id: _headings_of(session, row.text_id) for row in after}
    for statement, rows, known in ((_DELETE_WORDS, before, among), (_INSERT_WORDS, after, among_after)):
        for row in rows:
            if row.id not in indexed:
                continue  # it waits to be indexed, and will be as it is now
            title, body = _words(row.position, row.number, row.title, row.body, row.plan_title, known[row.text_id])
            session.connection().execute(statement, {"id": row.id, "title": title, "body": body})


def _headings_of(session: Session, text_id: int) -> Headings:
    rows = session.execute(text(_HEADINGS), {"text_id": text_id})
    return headings((row.level, row.number, row.title) for row in rows)


def _words(position: int, number: str, title: str, body: str, plan_title: str, among: Headings) -> tuple[str, str]:
    """The words of a section: heading, and text with the headings above it; the plan's title in the first one."""
    first = "" if position else plan_title
    heading = "\n".join(part for part in (first, f"{number} {title}") if part.strip())
    said = body if title or number else without_entries(body, among.names)
    parts = (index_text(said), index_above(among.above[position]))
    return index_text(heading), " ".join(part for part in parts if part)


def index_matter(session: Session, matter_id: int) -> None:
    """Make a matter findable by all that is said of it now; what was indexed before is replaced."""
    session.flush()
    said = session.execute(_MATTER_WORDS, {"id": matter_id}).first()
    if said is not None:
        words = _matter_words(said[2:])
        session.connection().execute(_PUT_MATTER, {"id": matter_id, "title": index_text(said[1]), "words": words})


def _matter_words(parts: Sequence[str | None]) -> str:
    *said, subtype = parts
    kind = SUBTYPE_OF.get(subtype or "")
    return index_text("\n".join(part for part in (*said, *((kind.zh, kind.en) if kind else ())) if part))


def index_step(session: Session, matter_id: int, said: str) -> None:
    """Make a matter findable by what a step says as well: the rest of it is not put into words again."""
    words = index_text(said)
    if words:
        session.connection().execute(_ADD_TO_MATTER, {"id": matter_id, "words": words})


MATTER_WORDS: Final = (
    "SELECT m.id, m.title, m.number, n.document_number, m.source, n.addressee, n.required, n.content, s.asked, s.leader,"
    " s.proposal_number, s.proposers, m.outcome, (SELECT group_concat(t.text, char(10)) FROM"
    " (SELECT text FROM matter_step WHERE matter_id = m.id AND text <> '' ORDER BY id) t),"
    " i.area, i.place, i.reporter, (SELECT group_concat(value, char(10)) FROM incident_statement"
    " WHERE matter_id = m.id AND surety <> 'withdrawn'),"
    " w.event, w.areas, w.watch, w.action, w.contact, w.identifier,"
    ' p.lead_unit, p."group", p.basis, p.outline, p.document_number, p.approved_by, (SELECT group_concat(unit || char(10) || opinion, char(10))'
    " FROM preparation_opinion WHERE matter_id = m.id AND void_reason = ''), (SELECT group_concat(name || char(10) || organisation"
    " || char(10) || findings, char(10)) FROM preparation_expert WHERE matter_id = m.id AND void_reason = ''), i.subtype"
    " FROM matter m LEFT JOIN notice n ON n.id = m.id LEFT JOIN supervision s ON s.id = m.id"
    " LEFT JOIN incident i ON i.id = m.id"
    " LEFT JOIN public_warning w ON w.id = m.id LEFT JOIN preparation p ON p.id = m.id"
)
"""What a matter is found by: its id, its title, the texts of its register, what its steps say; last the kind of event."""
_MATTER_WORDS: Final = text(f"{MATTER_WORDS} WHERE m.id = :id")


def tokeniser_of(session: Session) -> str | None:
    """The version of the tokeniser that the index was written with."""
    return session.execute(select(StoreNote.value).where(StoreNote.key == "tokeniser")).scalar_one_or_none()


def lacks_words(session: Session) -> bool:
    """Whether an earlier version wrote the index: with plan titles as they were before correction, without steps."""
    noted = set(session.scalars(select(StoreNote.key).where(StoreNote.key.in_((CURRENT_TITLES, STEP_WORDS)))))
    if CURRENT_TITLES not in noted and session.execute(_CHANGED_PLAN).first() is not None:
        return True
    return STEP_WORDS not in noted and session.execute(_ANY_STEP).first() is not None


def lacks_headings(session: Session) -> bool:
    """Whether an earlier version indexed the plans: without the headings above a section."""
    return session.get(StoreNote, HEADINGS_ABOVE) is None


def renew_plans(path: Path) -> None:
    """Rebuild the index of the plans alone, in one transaction."""
    with closing(sqlite3.connect(path, isolation_level=None, timeout=5)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        _renew_plans(connection)
        connection.execute("DELETE FROM store_note WHERE key IN (?, ?)", (UNINDEXED, HEADINGS_ABOVE))
        connection.execute("INSERT INTO store_note(key, value) VALUES (?, 'yes')", (HEADINGS_ABOVE,))
        connection.execute("COMMIT")


def _renew_plans(connection: sqlite3.Connection) -> None:
    renew_contents(connection)
    connection.execute("INSERT INTO plan_index(plan_index) VALUES ('delete-all')")
    among: dict[int, Headings] = {}
    for row, text_id, position, number, title, body, plan in connection.execute(f"{_SECTIONS} ORDER BY s.text_id"):
        if text_id not in among:
            among = {text_id: headings(connection.execute(_HEADINGS, {"text_id": text_id}))}
        words = _words(position, number, title, body, plan, among[text_id])
        connection.execute("INSERT INTO plan_index(rowid, title, body) VALUES (?, ?, ?)", (row, *words))


def renew_index(path: Path) -> None:
    """Rebuild the indexes from the journal, the sections and the matters, in one transaction."""
    with closing(sqlite3.connect(path, isolation_level=None, timeout=5)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO journal_index(journal_index) VALUES ('delete-all')")
        _renew_plans(connection)
        entries = connection.execute("SELECT seq, text, unit, person, phone, paper_number FROM journal")
        connection.executemany(
            "INSERT INTO journal_index(rowid, words) VALUES (?, ?)",
            ((seq, index_text("\n".join(part for part in parts if part))) for seq, *parts in entries),
        )
        _renew_matters(connection)
        notes = [(key,) for key in INDEX_NOTES]
        connection.executemany("DELETE FROM store_note WHERE key = ?", [(UNINDEXED,), *notes])
        connection.executemany("INSERT INTO store_note(key, value) VALUES (?, 'yes')", notes)
        connection.execute(
            "INSERT INTO store_note(key, value) VALUES ('tokeniser', ?)"
            " ON CONFLICT(key) DO UPDATE SET value = excluded.value",
            (str(TOKENISER_VERSION),),
        )
        connection.execute("COMMIT")


def _renew_matters(connection: sqlite3.Connection) -> None:
    renew_cases(connection)
    renew_knowledge(connection)
    renew_briefings(connection)
    connection.execute("DELETE FROM matter_index")
    connection.executemany(
        "INSERT INTO matter_index(rowid, title, words) VALUES (?, ?, ?)",
        (
            (number, index_text(title), _matter_words(parts))
            for number, title, *parts in connection.execute(f"{MATTER_WORDS} WHERE m.kind <> 'hotline'")
        ),
    )
