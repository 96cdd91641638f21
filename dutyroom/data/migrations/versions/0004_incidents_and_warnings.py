"""Incidents with their statements and reports, plans at work, warnings; to whom a duty is owed"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_NAMING_ENTRIES = ("matter_step", "open_item", "incident_statement")


def upgrade() -> None:
    _activation()
    _incident()
    _incident_statement()
    _public_warning()
    _activation_item()
    _incident_report()
    _drill()
    _entries()
    with op.batch_alter_table("open_item", schema=None) as batch_op:
        batch_op.add_column(sa.Column("recipient", sa.String(), nullable=True))
    with op.batch_alter_table("relay", schema=None) as batch_op:
        batch_op.add_column(sa.Column("purpose", sa.String(), nullable=True))


def downgrade() -> None:
    for table in _NAMING_ENTRIES:
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_index(f"ix_{table}_entry_seq")
    with op.batch_alter_table("drill_inject", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_drill_inject_drill_id"))
    op.drop_table("drill_inject")
    op.drop_table("drill")
    with op.batch_alter_table("relay", schema=None) as batch_op:
        batch_op.drop_column("purpose")
    with op.batch_alter_table("open_item", schema=None) as batch_op:
        batch_op.drop_column("recipient")

    with op.batch_alter_table("incident_report", schema=None) as batch_op:
        batch_op.drop_index("ix_incident_report_matter_id")

    op.drop_table("incident_report")
    with op.batch_alter_table("activation_item", schema=None) as batch_op:
        batch_op.drop_index("ix_activation_item_activation_id")

    op.drop_table("activation_item")
    with op.batch_alter_table("public_warning", schema=None) as batch_op:
        batch_op.drop_index("ix_public_warning_identifier")
        batch_op.drop_index("ix_public_warning_expires_at")

    op.drop_table("public_warning")
    with op.batch_alter_table("incident_statement", schema=None) as batch_op:
        batch_op.drop_index("ix_incident_statement_matter_id_fact")

    op.drop_table("incident_statement")
    with op.batch_alter_table("incident", schema=None) as batch_op:
        batch_op.drop_index("ix_incident_grade")
        batch_op.drop_index("ix_incident_event_at")
        batch_op.drop_index("ix_incident_area")

    op.drop_table("incident")
    with op.batch_alter_table("activation", schema=None) as batch_op:
        batch_op.drop_index("ix_activation_state")
        batch_op.drop_index("ix_activation_matter_id")

    op.drop_table("activation")


def _entries() -> None:
    """A new entry of the journal looks for the rows that wait for it: without an index through every one of them."""
    for table in _NAMING_ENTRIES:
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.create_index(f"ix_{table}_entry_seq", ["entry_seq"], unique=False)


def _activation() -> None:
    op.create_table(
        "activation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("matter_id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("text_id", sa.Integer(), nullable=False),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("expected", sa.String(), nullable=False),
        sa.Column("measures", sa.Text(), nullable=False),
        sa.Column("started_at", sa.BigInteger(), nullable=False),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["matter_id"], ["matter.id"], name=op.f("fk_activation_matter_id_matter")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_activation_plan_id_plan")),
        sa.ForeignKeyConstraint(["text_id"], ["plan_text.id"], name=op.f("fk_activation_text_id_plan_text")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activation")),
    )
    with op.batch_alter_table("activation", schema=None) as batch_op:
        batch_op.create_index("ix_activation_matter_id", ["matter_id"], unique=False)
        batch_op.create_index("ix_activation_state", ["state"], unique=False)


def _incident() -> None:
    op.create_table(
        "incident",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_at", sa.BigInteger(), nullable=True),
        sa.Column("area", sa.String(), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=True),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("subtype", sa.String(), nullable=False),
        sa.Column("reporter", sa.String(), nullable=False),
        sa.Column("reporter_phone", sa.String(), nullable=False),
        sa.Column("sensitive", sa.Text(), nullable=False),
        sa.Column("grade", sa.String(), nullable=False),
        sa.Column("grade_proposed", sa.String(), nullable=False),
        sa.Column("grade_reason", sa.Text(), nullable=False),
        sa.Column("deaths", sa.Integer(), nullable=True),
        sa.Column("missing", sa.Integer(), nullable=True),
        sa.Column("serious", sa.Integer(), nullable=True),
        sa.Column("light", sa.Integer(), nullable=True),
        sa.Column("affected", sa.Integer(), nullable=True),
        sa.Column("evacuated", sa.Integer(), nullable=True),
        sa.Column("loss", sa.BigInteger(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["unit.id"], name=op.f("fk_incident_area_id_unit")),
        sa.ForeignKeyConstraint(["id"], ["matter.id"], name=op.f("fk_incident_id_matter")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incident")),
    )
    with op.batch_alter_table("incident", schema=None) as batch_op:
        batch_op.create_index("ix_incident_area", ["area"], unique=False)
        batch_op.create_index("ix_incident_event_at", ["event_at"], unique=False)
        batch_op.create_index("ix_incident_grade", ["grade"], unique=False)


def _incident_statement() -> None:
    op.create_table(
        "incident_statement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("matter_id", sa.Integer(), nullable=False),
        sa.Column("fact", sa.String(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("as_of", sa.BigInteger(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("surety", sa.String(), nullable=False),
        sa.Column("explanation", sa.Text(), nullable=False),
        sa.Column("entry_seq", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_seq"],
            ["journal.seq"],
            name=op.f("fk_incident_statement_entry_seq_journal"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["matter_id"], ["matter.id"], name=op.f("fk_incident_statement_matter_id_matter")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incident_statement")),
    )
    with op.batch_alter_table("incident_statement", schema=None) as batch_op:
        batch_op.create_index("ix_incident_statement_matter_id_fact", ["matter_id", "fact"], unique=False)


def _public_warning() -> None:
    op.create_table(
        "public_warning",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("identifier", sa.String(), nullable=False),
        sa.Column("sender", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("message", sa.String(), nullable=False),
        sa.Column("references", sa.Text(), nullable=False),
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("colour", sa.String(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("urgency", sa.String(), nullable=False),
        sa.Column("severity", sa.String(), nullable=False),
        sa.Column("certainty", sa.String(), nullable=False),
        sa.Column("issued_at", sa.BigInteger(), nullable=False),
        sa.Column("effective_at", sa.BigInteger(), nullable=True),
        sa.Column("onset_at", sa.BigInteger(), nullable=True),
        sa.Column("expires_at", sa.BigInteger(), nullable=True),
        sa.Column("areas", sa.Text(), nullable=False),
        sa.Column("watch", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("web", sa.Text(), nullable=False),
        sa.Column("contact", sa.String(), nullable=False),
        sa.Column("lifted_at", sa.BigInteger(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["id"], ["matter.id"], name=op.f("fk_public_warning_id_matter")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_public_warning")),
    )
    with op.batch_alter_table("public_warning", schema=None) as batch_op:
        batch_op.create_index("ix_public_warning_expires_at", ["expires_at"], unique=False)
        batch_op.create_index("ix_public_warning_identifier", ["identifier"], unique=False)


def _activation_item() -> None:
    op.create_table(
        "activation_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("activation_id", sa.Integer(), nullable=False),
        sa.Column("section_id", sa.Integer(), nullable=True),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("done_at", sa.BigInteger(), nullable=True),
        sa.Column("done_by", sa.String(), nullable=False),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["activation_id"], ["activation.id"], name=op.f("fk_activation_item_activation_id_activation")
        ),
        sa.ForeignKeyConstraint(
            ["section_id"], ["plan_section.id"], name=op.f("fk_activation_item_section_id_plan_section")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activation_item")),
    )
    with op.batch_alter_table("activation_item", schema=None) as batch_op:
        batch_op.create_index("ix_activation_item_activation_id", ["activation_id"], unique=False)


def _incident_report() -> None:
    op.create_table(
        "incident_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("matter_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("serial", sa.Integer(), nullable=True),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("explanation", sa.Text(), nullable=False),
        sa.Column("drafted_by", sa.String(), nullable=False),
        sa.Column("drafted_at", sa.BigInteger(), nullable=False),
        sa.Column("signed_by", sa.String(), nullable=False),
        sa.Column("signed_at", sa.BigInteger(), nullable=True),
        sa.Column("issued_at", sa.BigInteger(), nullable=True),
        sa.Column("relay_id", sa.Integer(), nullable=True),
        sa.Column("void_reason", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["matter_id"], ["matter.id"], name=op.f("fk_incident_report_matter_id_matter")),
        sa.ForeignKeyConstraint(["relay_id"], ["relay.id"], name=op.f("fk_incident_report_relay_id_relay")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incident_report")),
        sa.UniqueConstraint("year", "serial", name=op.f("uq_incident_report_year_serial")),
    )
    with op.batch_alter_table("incident_report", schema=None) as batch_op:
        batch_op.create_index("ix_incident_report_matter_id", ["matter_id"], unique=False)


def _drill() -> None:
    op.create_table(
        "drill",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("subtype", sa.String(), nullable=False),
        sa.Column("grade", sa.String(), nullable=False),
        sa.Column("speed", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.BigInteger(), nullable=True),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drill")),
    )
    op.create_table(
        "drill_inject",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("drill_id", sa.Integer(), nullable=False),
        sa.Column("after_s", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("figures", sa.Text(), nullable=False),
        sa.Column("played_at", sa.BigInteger(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["drill_id"], ["drill.id"], name=op.f("fk_drill_inject_drill_id_drill")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drill_inject")),
    )
    with op.batch_alter_table("drill_inject", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_drill_inject_drill_id"), ["drill_id"], unique=False)
