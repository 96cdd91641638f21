"""Papers that the duty room issues: what they say, what each part was made from, to whom they went"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _briefing()
    _briefing_part()
    _briefing_source()
    _briefing_recipient()
    op.execute("CREATE VIRTUAL TABLE briefing_index USING fts5(title, words, tokenize='unicode61 remove_diacritics 0')")


def downgrade() -> None:
    op.execute("DROP TABLE briefing_index")
    for table in ("briefing_recipient", "briefing_source", "briefing_part", "briefing"):
        op.drop_table(table)


def _briefing() -> None:
    op.create_table(
        "briefing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("masthead", sa.String(), nullable=False),
        sa.Column("issuer", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("serial", sa.Integer(), nullable=True),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("period_from", sa.BigInteger(), nullable=True),
        sa.Column("period_until", sa.BigInteger(), nullable=True),
        sa.Column("matter_id", sa.Integer(), nullable=True),
        sa.Column("fields", sa.Text(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("contact", sa.String(), nullable=False),
        sa.Column("copies", sa.Integer(), nullable=True),
        *_life(),
        sa.ForeignKeyConstraint(["matter_id"], ["matter.id"], name=op.f("fk_briefing_matter_id_matter")),
        sa.ForeignKeyConstraint(["replaces_id"], ["briefing.id"], name=op.f("fk_briefing_replaces_id_briefing")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_briefing")),
        sa.UniqueConstraint("kind", "year", "serial", name=op.f("uq_briefing_kind_year_serial")),
    )
    op.create_index("ix_briefing_drafted_at", "briefing", ["drafted_at"], unique=False)
    op.create_index("ix_briefing_kind_period_from", "briefing", ["kind", "period_from"], unique=False)
    op.create_index("ix_briefing_kind_state_id", "briefing", ["kind", "state", "id"], unique=False)
    op.create_index("ix_briefing_matter_id", "briefing", ["matter_id"], unique=False)
    op.create_index("ix_briefing_replaces_id", "briefing", ["replaces_id"], unique=False)


def _life() -> list[sa.Column[Any]]:
    return [
        sa.Column("drafted_by", sa.String(), nullable=False),
        sa.Column("drafted_at", sa.BigInteger(), nullable=False),
        sa.Column("submitted_by", sa.String(), nullable=False),
        sa.Column("submitted_at", sa.BigInteger(), nullable=True),
        sa.Column("returned_because", sa.Text(), nullable=False),
        sa.Column("reviewed_by", sa.String(), nullable=False),
        sa.Column("reviewed_at", sa.BigInteger(), nullable=True),
        sa.Column("signed_by", sa.String(), nullable=False),
        sa.Column("signed_at", sa.BigInteger(), nullable=True),
        sa.Column("issued_by", sa.String(), nullable=False),
        sa.Column("issued_at", sa.BigInteger(), nullable=True),
        sa.Column("accepted", sa.Text(), nullable=False),
        sa.Column("replaces_id", sa.Integer(), nullable=True),
        sa.Column("withdrawn_by", sa.String(), nullable=False),
        sa.Column("withdrawn_at", sa.BigInteger(), nullable=True),
        sa.Column("withdrawn_because", sa.Text(), nullable=False),
        sa.Column("void_reason", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
    ]


def _briefing_part() -> None:
    op.create_table(
        "briefing_part",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("briefing_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("drafted", sa.Text(), nullable=False),
        sa.Column("is_unverified", sa.Boolean(), nullable=False),
        sa.Column("rows", sa.Text(), nullable=False),
        sa.Column("is_removed", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["briefing_id"], ["briefing.id"], name=op.f("fk_briefing_part_briefing_id_briefing")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_briefing_part")),
    )
    op.create_index("ix_briefing_part_briefing_id_position", "briefing_part", ["briefing_id", "position"], unique=False)


def _briefing_source() -> None:
    op.create_table(
        "briefing_source",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("part_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("record_kind", sa.String(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["part_id"], ["briefing_part.id"], name=op.f("fk_briefing_source_part_id_briefing_part")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_briefing_source")),
    )
    op.create_index("ix_briefing_source_part_id", "briefing_source", ["part_id"], unique=False)
    op.create_index(
        "ix_briefing_source_record_kind_record_id", "briefing_source", ["record_kind", "record_id"], unique=False
    )


def _briefing_recipient() -> None:
    op.create_table(
        "briefing_recipient",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("briefing_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("sent_at", sa.BigInteger(), nullable=True),
        sa.Column("receipt_at", sa.BigInteger(), nullable=True),
        sa.Column("receipt_by", sa.String(), nullable=False),
        sa.Column("is_removed", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["briefing_id"], ["briefing.id"], name=op.f("fk_briefing_recipient_briefing_id_briefing")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_briefing_recipient_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_briefing_recipient")),
    )
    op.create_index("ix_briefing_recipient_briefing_id", "briefing_recipient", ["briefing_id"], unique=False)
