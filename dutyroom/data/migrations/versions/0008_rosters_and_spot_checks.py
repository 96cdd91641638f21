"""Who is due on duty, calls to the duty desks of units; one index that answers what the statistics ask of limits"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_LIMITS = "ix_open_item_matter_id_duty_state_due_at_closed_at"


def upgrade() -> None:
    _roster()
    _planned_duty()
    _spot_check()
    op.create_index(_LIMITS, "open_item", ["matter_id", "duty", "state", "due_at", "closed_at"], unique=False)


def downgrade() -> None:
    op.drop_index(_LIMITS, "open_item")
    for table in ("spot_check", "planned_duty", "roster"):
        op.drop_table(table)


def _roster() -> None:
    op.create_table(
        "roster",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("posts", sa.Text(), nullable=False),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("issued_at", sa.BigInteger(), nullable=True),
        sa.Column("issued_by", sa.String(), nullable=False),
        sa.Column("accepted", sa.Text(), nullable=False),
        sa.Column("void_reason", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_roster_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roster")),
    )
    op.create_index("ix_roster_first_last", "roster", ["first", "last"], unique=False)


def _planned_duty() -> None:
    op.create_table(
        "planned_duty",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("roster_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("post", sa.String(), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("office", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("starts_at", sa.BigInteger(), nullable=False),
        sa.Column("ends_at", sa.BigInteger(), nullable=False),
        sa.Column("day_kind", sa.String(), nullable=False),
        sa.Column("is_night", sa.Boolean(), nullable=False),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("instead_of", sa.String(), nullable=False),
        sa.Column("swap_reason", sa.Text(), nullable=False),
        sa.Column("swapped_at", sa.BigInteger(), nullable=True),
        sa.Column("void_reason", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["roster_id"], ["roster.id"], name=op.f("fk_planned_duty_roster_id_roster")),
        sa.ForeignKeyConstraint(["officer_id"], ["officer.id"], name=op.f("fk_planned_duty_officer_id_officer")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_planned_duty_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_planned_duty")),
    )
    op.create_index("ix_planned_duty_roster_id_day", "planned_duty", ["roster_id", "day"], unique=False)
    op.create_index("ix_planned_duty_starts_at", "planned_duty", ["starts_at"], unique=False)


def _spot_check() -> None:
    op.create_table(
        "spot_check",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("called_at", sa.BigInteger(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("caller", sa.String(), nullable=False),
        sa.Column("is_answered", sa.Boolean(), nullable=False),
        sa.Column("answerer", sa.String(), nullable=False),
        sa.Column("answerer_post", sa.String(), nullable=False),
        sa.Column("rings", sa.Integer(), nullable=True),
        sa.Column("seconds", sa.Integer(), nullable=True),
        sa.Column("is_on_time", sa.Boolean(), nullable=False),
        sa.Column("leader", sa.String(), nullable=False),
        sa.Column("leader_reached", sa.Boolean(), nullable=True),
        sa.Column("finding", sa.String(), nullable=False),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("matter_id", sa.Integer(), nullable=True),
        sa.Column("void_reason", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_spot_check_unit_id_unit")),
        sa.ForeignKeyConstraint(["matter_id"], ["matter.id"], name=op.f("fk_spot_check_matter_id_matter")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_spot_check")),
    )
    op.create_index("ix_spot_check_called_at", "spot_check", ["called_at"], unique=False)
    op.create_index("ix_spot_check_unit_id", "spot_check", ["unit_id"], unique=False)
    op.create_index("ix_spot_check_matter_id", "spot_check", ["matter_id"], unique=False)
