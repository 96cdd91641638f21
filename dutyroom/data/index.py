"""The search index: written in the transaction of each command, rebuilt when the tokeniser changes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from sqlalchemy import bindparam, insert, select, text
from sqlalchemy.orm import Session

from dutyroom.data.tables import PlanSection, StoreNote
from dutyroom.rules.canon import canonical_json, digest
from dutyroom.rules.terms import TOKENISER_VERSION, index_text

SECTION_TEXTS = (
    select(PlanSection.level, PlanSection.number, PlanSection.title, PlanSection.body)
    .where(PlanSection.text_id == bindparam("text_id"))
    .order_by(PlanSection.position)
)
_INSERT_SECTION = text("INSERT INTO plan_index(rowid, title, body) VALUES (:id, :title, :body)")

_PUT_MATTER = text("INSERT OR REPLACE INTO matter_index(rowid, title, words) VALUES (:id, :title, :words)")


def plan_text_hash(sections: Iterable[tuple[int, str, str, str]]) -> bytes:
    """The hash over a text's sections (level, number, title, body): equal for the same plan in another format."""
    return digest(canonical_json([list(section) for section in sections]))


def add_sections(session: Session, text_id: int, sections: list[tuple[int, str, str, str]], plan_title: str) -> None:
    """Write a text's sections and index them; the plan's title is findable in its first section."""
    rows = [
        {"text_id": text_id, "position": n, "level": level, "number": number, "title": title, "body": body}
        for n, (level, number, title, body) in enumerate(sections)
    ]
    numbers = session.scalars(insert(PlanSection).returning(PlanSection.id, sort_by_parameter_order=True), rows).all()
    words = [
        {
            "id": number,
            "title": index_text(_titled(row["number"], row["title"], plan_title if row["position"] == 0 else "")),
            "body": index_text(str(row["body"])),
        }
        for number, row in zip(numbers, rows, strict=True)
    ]
    if words:
        session.connection().execute(_INSERT_SECTION, words)


def _titled(number: object, title: object, plan_title: str) -> str:
    return "\n".join(part for part in (plan_title, f"{number} {title}") if part.strip())


def index_matter(session: Session, matter_id: int, title: str, words: str) -> None:
    """Make a matter findable by its title and by whatever else is said of it; what was indexed before is replaced."""
    session.connection().execute(_PUT_MATTER, {"id": matter_id, "title": index_text(title), "words": index_text(words)})


MATTER_WORDS = (
    "SELECT m.id, m.title, m.number, n.document_number, m.source, n.addressee, n.required, n.content, s.asked, s.leader,"
    " s.proposal_number, s.proposers, CASE WHEN n.id IS NULL THEN '' ELSE m.outcome END"
    " FROM matter m LEFT JOIN notice n ON n.id = m.id LEFT JOIN supervision s ON s.id = m.id"
)
"""What a matter is found by: its id, its title, and the texts of its register, as the actions index them."""


def tokeniser_of(session: Session) -> str | None:
    """The version of the tokeniser that the index was written with."""
    return session.execute(select(StoreNote.value).where(StoreNote.key == "tokeniser")).scalar_one_or_none()


def renew_index(path: Path) -> None:
    """Rebuild the indexes from the journal, the sections and the matters, in one transaction."""
    with closing(sqlite3.connect(path, isolation_level=None, timeout=5)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO journal_index(journal_index) VALUES ('delete-all')")
        connection.execute("INSERT INTO plan_index(plan_index) VALUES ('delete-all')")
        entries = connection.execute("SELECT seq, text, unit, person, phone, paper_number FROM journal")
        connection.executemany(
            "INSERT INTO journal_index(rowid, words) VALUES (?, ?)",
            ((seq, index_text("\n".join(part for part in parts if part))) for seq, *parts in entries),
        )
        sections = connection.execute(
            "SELECT s.id, s.position, s.number, s.title, s.body, p.title FROM plan_section s"
            " JOIN plan_text t ON t.id = s.text_id JOIN plan p ON p.id = t.plan_id"
        )
        connection.executemany(
            "INSERT INTO plan_index(rowid, title, body) VALUES (?, ?, ?)",
            (
                (number, index_text(_titled(no, title, plan if position == 0 else "")), index_text(body))
                for number, position, no, title, body, plan in sections
            ),
        )
        _renew_matters(connection)
        connection.execute(
            "INSERT INTO store_note(key, value) VALUES ('tokeniser', ?)"
            " ON CONFLICT(key) DO UPDATE SET value = excluded.value",
            (str(TOKENISER_VERSION),),
        )
        connection.execute("COMMIT")


def _renew_matters(connection: sqlite3.Connection) -> None:
    connection.execute("DELETE FROM matter_index")
    connection.executemany(
        "INSERT INTO matter_index(rowid, title, words) VALUES (?, ?, ?)",
        (
            (number, index_text(title), index_text("\n".join(part for part in parts if part)))
            for number, title, *parts in connection.execute(MATTER_WORDS)
        ),
    )
