"""The mayor's telephone: cases with their callers, objections, extensions, call-backs, looks; classes and knowledge"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _hotline_class()
    _knowledge_item()
    _hotline_call()
    _hotline_case()
    _hotline_look()
    _hotline_call_back()
    _hotline_extension()
    _hotline_return()
    op.create_index("ix_matter_kind_closed_at", "matter", ["kind", "closed_at"], unique=False)
    # No text of its own: three million cases are indexed by what their rows say.
    op.execute(
        "CREATE VIRTUAL TABLE hotline_index USING fts5(words, content='', tokenize='unicode61 remove_diacritics 0')"
    )
    op.execute(
        "CREATE VIRTUAL TABLE knowledge_index USING fts5(title, words, tokenize='unicode61 remove_diacritics 0')"
    )


def downgrade() -> None:
    op.execute("DROP TABLE knowledge_index")
    op.execute("DROP TABLE hotline_index")
    op.drop_index("ix_matter_kind_closed_at", "matter")
    for table in (
        "hotline_return",
        "hotline_extension",
        "hotline_call_back",
        "hotline_look",
        "hotline_case",
        "hotline_call",
        "knowledge_item",
        "hotline_class",
    ):
        op.drop_table(table)


def _hotline_class() -> None:
    op.create_table(
        "hotline_class",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name_zh", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("sub", sa.String(), nullable=False),
        sa.Column("initials", sa.String(), nullable=False),
        sa.Column("pinyin", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("checked", sa.Boolean(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hotline_class")),
    )
    op.create_index("ix_hotline_class_code", "hotline_class", ["code"], unique=True)


def _knowledge_item() -> None:
    op.create_table(
        "knowledge_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("checked_on", sa.Date(), nullable=True),
        sa.Column("checked_by", sa.String(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_knowledge_item_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_knowledge_item")),
    )
    op.create_index("ix_knowledge_item_valid_until", "knowledge_item", ["valid_until"], unique=False)


def _hotline_call() -> None:
    op.create_table(
        "hotline_call",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("matter_id", sa.Integer(), nullable=False),
        sa.Column("from_id", sa.Integer(), nullable=True),
        sa.Column("called_at", sa.BigInteger(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("operator", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("sex", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("phone_key", sa.String(), nullable=False),
        sa.Column("second", sa.String(), nullable=False),
        sa.Column("second_key", sa.String(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("is_secret", sa.Boolean(), nullable=False),
        sa.Column("wants_reply", sa.Boolean(), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("entry_seq", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_seq"],
            ["journal.seq"],
            name=op.f("fk_hotline_call_entry_seq_journal"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["from_id"], ["matter.id"], name=op.f("fk_hotline_call_from_id_matter")),
        sa.ForeignKeyConstraint(["matter_id"], ["matter.id"], name=op.f("fk_hotline_call_matter_id_matter")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hotline_call")),
    )
    op.create_index("ix_hotline_call_called_at_phone_key", "hotline_call", ["called_at", "phone_key"], unique=False)
    op.create_index("ix_hotline_call_entry_seq", "hotline_call", ["entry_seq"], unique=False)
    op.create_index("ix_hotline_call_matter_id", "hotline_call", ["matter_id"], unique=False)
    op.create_index("ix_hotline_call_name", "hotline_call", ["name"], unique=False)
    op.create_index("ix_hotline_call_phone_key", "hotline_call", ["phone_key"], unique=False)
    op.create_index("ix_hotline_call_second_key", "hotline_call", ["second_key"], unique=False)


def _what_is_wanted() -> list[sa.Column[Any]]:
    return [
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("demand", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("area", sa.String(), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=True),
        sa.Column("street", sa.String(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("event_at", sa.BigInteger(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("full_title", sa.Text(), nullable=False),
        sa.Column("sub", sa.String(), nullable=False),
        sa.Column("is_complex", sa.Boolean(), nullable=False),
        sa.Column("is_direct", sa.Boolean(), nullable=False),
        sa.Column("knowledge_id", sa.Integer(), nullable=True),
        sa.Column("refused", sa.String(), nullable=False),
        sa.Column("turn_to", sa.Text(), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=True),
        sa.Column("duplicate_of", sa.Integer(), nullable=True),
        sa.Column("dispatch_due_at", sa.BigInteger(), nullable=True),
    ]


def _what_became_of_it() -> list[sa.Column[Any]]:
    return [
        sa.Column("dispatched_at", sa.BigInteger(), nullable=True),
        sa.Column("respond_due_at", sa.BigInteger(), nullable=True),
        sa.Column("responded_at", sa.BigInteger(), nullable=True),
        sa.Column("close_due_at", sa.BigInteger(), nullable=True),
        sa.Column("result", sa.String(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("replied_at", sa.BigInteger(), nullable=True),
        sa.Column("replied_by", sa.String(), nullable=False),
        sa.Column("extended", sa.Integer(), nullable=False),
        sa.Column("returned", sa.Integer(), nullable=False),
        sa.Column("redone", sa.Integer(), nullable=False),
        sa.Column("calls", sa.Integer(), nullable=False),
        sa.Column("card", sa.String(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("called_back_at", sa.BigInteger(), nullable=True),
        sa.Column("reached", sa.Boolean(), nullable=True),
        sa.Column("solved", sa.Boolean(), nullable=True),
        sa.Column("satisfied", sa.String(), nullable=False),
        sa.Column("outside_number", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
    ]


def _hotline_case() -> None:
    op.create_table(
        "hotline_case",
        *_what_is_wanted(),
        *_what_became_of_it(),
        sa.ForeignKeyConstraint(["area_id"], ["unit.id"], name=op.f("fk_hotline_case_area_id_unit")),
        sa.ForeignKeyConstraint(["duplicate_of"], ["matter.id"], name=op.f("fk_hotline_case_duplicate_of_matter")),
        sa.ForeignKeyConstraint(["id"], ["matter.id"], name=op.f("fk_hotline_case_id_matter")),
        sa.ForeignKeyConstraint(["incident_id"], ["matter.id"], name=op.f("fk_hotline_case_incident_id_matter")),
        sa.ForeignKeyConstraint(
            ["knowledge_id"], ["knowledge_item.id"], name=op.f("fk_hotline_case_knowledge_id_knowledge_item")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hotline_case")),
    )
    op.create_index("ix_hotline_case_called_back_at", "hotline_case", ["called_back_at"], unique=False)
    op.create_index("ix_hotline_case_close_due_at", "hotline_case", ["close_due_at"], unique=False)
    op.create_index("ix_hotline_case_area_street", "hotline_case", ["area", "street"], unique=False)
    op.create_index("ix_hotline_case_card", "hotline_case", ["card"], unique=False, sqlite_where=sa.text("card <> ''"))
    op.create_index("ix_hotline_case_channel", "hotline_case", ["channel"], unique=False)
    op.create_index("ix_hotline_case_code", "hotline_case", ["code"], unique=False)
    op.create_index("ix_hotline_case_duplicate_of", "hotline_case", ["duplicate_of"], unique=False)
    op.create_index("ix_hotline_case_incident_id", "hotline_case", ["incident_id"], unique=False)
    op.create_index("ix_hotline_case_outside_number", "hotline_case", ["outside_number"], unique=False)


def _hotline_look() -> None:
    op.create_table(
        "hotline_look",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("matter_id", sa.Integer(), nullable=True),
        sa.Column("looked_at", sa.BigInteger(), nullable=False),
        sa.Column("officer", sa.String(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("cases", sa.Integer(), nullable=False),
        sa.Column("entry_seq", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_seq"],
            ["journal.seq"],
            name=op.f("fk_hotline_look_entry_seq_journal"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["matter_id"], ["matter.id"], name=op.f("fk_hotline_look_matter_id_matter")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hotline_look")),
    )
    op.create_index("ix_hotline_look_entry_seq", "hotline_look", ["entry_seq"], unique=False)
    op.create_index("ix_hotline_look_matter_id", "hotline_look", ["matter_id"], unique=False)


def _hotline_call_back() -> None:
    op.create_table(
        "hotline_call_back",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("matter_id", sa.Integer(), nullable=False),
        sa.Column("call_id", sa.Integer(), nullable=True),
        sa.Column("called_at", sa.BigInteger(), nullable=False),
        sa.Column("caller_back", sa.String(), nullable=False),
        sa.Column("reached", sa.Boolean(), nullable=False),
        sa.Column("solved", sa.Boolean(), nullable=True),
        sa.Column("satisfied", sa.String(), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("next_at", sa.BigInteger(), nullable=True),
        sa.Column("entry_seq", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["call_id"], ["hotline_call.id"], name=op.f("fk_hotline_call_back_call_id_hotline_call")
        ),
        sa.ForeignKeyConstraint(
            ["entry_seq"],
            ["journal.seq"],
            name=op.f("fk_hotline_call_back_entry_seq_journal"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["matter_id"], ["matter.id"], name=op.f("fk_hotline_call_back_matter_id_matter")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hotline_call_back")),
    )
    op.create_index("ix_hotline_call_back_entry_seq", "hotline_call_back", ["entry_seq"], unique=False)
    op.create_index("ix_hotline_call_back_matter_id", "hotline_call_back", ["matter_id"], unique=False)


def _hotline_extension() -> None:
    op.create_table(
        "hotline_extension",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("matter_id", sa.Integer(), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=True),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("asked_by", sa.String(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("former_due_at", sa.BigInteger(), nullable=True),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("decided_at", sa.BigInteger(), nullable=True),
        sa.Column("decided_by", sa.String(), nullable=False),
        sa.Column("decision", sa.Text(), nullable=False),
        sa.Column("entry_seq", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assignment_id"], ["assignment.id"], name=op.f("fk_hotline_extension_assignment_id_assignment")
        ),
        sa.ForeignKeyConstraint(
            ["entry_seq"],
            ["journal.seq"],
            name=op.f("fk_hotline_extension_entry_seq_journal"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["matter_id"], ["matter.id"], name=op.f("fk_hotline_extension_matter_id_matter")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hotline_extension")),
    )
    op.create_index("ix_hotline_extension_entry_seq", "hotline_extension", ["entry_seq"], unique=False)
    op.create_index("ix_hotline_extension_matter_id", "hotline_extension", ["matter_id"], unique=False)


def _hotline_return() -> None:
    op.create_table(
        "hotline_return",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("matter_id", sa.Integer(), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("asked_by", sa.String(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("proposed", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("decided_at", sa.BigInteger(), nullable=True),
        sa.Column("decided_by", sa.String(), nullable=False),
        sa.Column("decision", sa.Text(), nullable=False),
        sa.Column("entry_seq", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assignment_id"], ["assignment.id"], name=op.f("fk_hotline_return_assignment_id_assignment")
        ),
        sa.ForeignKeyConstraint(
            ["entry_seq"],
            ["journal.seq"],
            name=op.f("fk_hotline_return_entry_seq_journal"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["matter_id"], ["matter.id"], name=op.f("fk_hotline_return_matter_id_matter")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hotline_return")),
    )
    op.create_index("ix_hotline_return_entry_seq", "hotline_return", ["entry_seq"], unique=False)
    op.create_index("ix_hotline_return_matter_id", "hotline_return", ["matter_id"], unique=False)
