"""The plan library: versions with their contents, preparing, drills and findings, required plans, imports that go on"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _required_plan()
    _import_run()
    _search_words()
    _past_search()
    _imported_file()
    _plan_pin()
    _preparation_expert()
    _preparation_filing()
    _preparation_opinion()
    _preparation_stage()
    _plan_event()
    _plan_likeness()
    _preparation()
    _plan_action()
    _plan_body()
    _plan_contact()
    _plan_finding()
    _plan_start()
    _further_columns_of_matter_attachment()
    _further_columns_of_plan()
    _further_columns_of_plan_text()
    _index_of_plans(", prefix='1'")
    op.execute("CREATE VIRTUAL TABLE plan_content_index USING fts5(words, tokenize='unicode61 remove_diacritics 0')")


def downgrade() -> None:
    op.execute("DROP TABLE plan_content_index")
    _index_of_plans("")
    _drop_columns()
    for table in (
        "plan_start",
        "plan_finding",
        "plan_contact",
        "plan_body",
        "plan_action",
        "preparation",
        "plan_likeness",
        "plan_event",
        "preparation_stage",
        "preparation_opinion",
        "preparation_filing",
        "preparation_expert",
        "plan_pin",
        "imported_file",
        "past_search",
        "search_words",
        "import_run",
        "required_plan",
    ):
        op.drop_table(table)


def _drop_columns() -> None:
    with op.batch_alter_table("plan_text", schema=None) as batch_op:
        batch_op.drop_column("confidence")
        batch_op.drop_column("author")
        batch_op.drop_column("note")
        batch_op.drop_column("based_on")
        batch_op.drop_column("origin")
        batch_op.drop_column("effective_on")
        batch_op.drop_column("document_number")
        batch_op.drop_column("issued_on")
    with op.batch_alter_table("plan", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_plan_replaced_by_plan"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_plan_lead_unit_id_unit"), type_="foreignkey")
        batch_op.drop_column("pinyin")
        batch_op.drop_column("initials")
        batch_op.drop_column("replaced_by")
        batch_op.drop_column("ends_on")
        batch_op.drop_column("effective_on")
        batch_op.drop_column("assess_due_on")
        batch_op.drop_column("drill_due_on")
        batch_op.drop_column("drill_rule")
        batch_op.drop_column("approved_on")
        batch_op.drop_column("approved_by")
        batch_op.drop_column("filed_on")
        batch_op.drop_column("filed_where")
        batch_op.drop_column("is_public")
        batch_op.drop_column("helpers")
        batch_op.drop_column("lead_unit_id")
        batch_op.drop_column("lead_unit")
        batch_op.drop_column("subtype")
        batch_op.drop_column("category")
        batch_op.drop_column("level")
    with op.batch_alter_table("matter_attachment", schema=None) as batch_op:
        batch_op.drop_column("part")


def _index_of_plans(more: str) -> None:
    """Make the index anew, empty: with the beginnings of words, so that one character is found as quickly as two.

    The store lacks the note that this index is noted by, and is indexed when it is opened next.
    """
    op.execute("DROP TABLE plan_index")
    op.execute(
        "CREATE VIRTUAL TABLE plan_index USING fts5(title, body, content='', tokenize='unicode61 remove_diacritics 0'"
        f"{more})"
    )


def _required_plan() -> None:
    op.create_table(
        "required_plan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("subtype", sa.String(), nullable=False),
        sa.Column("lead_unit", sa.String(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("checked", sa.Boolean(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("initials", sa.String(), nullable=False),
        sa.Column("pinyin", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_required_plan_plan_id_plan")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_required_plan")),
    )


def _import_run() -> None:
    op.create_table(
        "import_run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("paths", sa.Text(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.BigInteger(), nullable=False),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_run")),
    )


def _search_words() -> None:
    op.create_table(
        "search_words",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("shipped_key", sa.String(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_words")),
    )


def _past_search() -> None:
    op.create_table(
        "past_search",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["officer_id"], ["officer.id"], name=op.f("fk_past_search_officer_id_officer")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_past_search")),
        sa.UniqueConstraint("officer_id", "words", name=op.f("uq_past_search_officer_id_words")),
    )


def _imported_file() -> None:
    op.create_table(
        "imported_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.Column("result", sa.String(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=True),
        sa.Column("detail", sa.String(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_imported_file_plan_id_plan")),
        sa.ForeignKeyConstraint(["run_id"], ["import_run.id"], name=op.f("fk_imported_file_run_id_import_run")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_imported_file")),
    )
    with op.batch_alter_table("imported_file", schema=None) as batch_op:
        batch_op.create_index("ix_imported_file_run_id", ["run_id"], unique=False)


def _plan_pin() -> None:
    op.create_table(
        "plan_pin",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=True),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("pinned_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["officer_id"], ["officer.id"], name=op.f("fk_plan_pin_officer_id_officer")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_plan_pin_plan_id_plan")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_pin")),
        sa.UniqueConstraint("officer_id", "plan_id", name=op.f("uq_plan_pin_officer_id_plan_id")),
    )


def _preparation_expert() -> None:
    op.create_table(
        "preparation_expert",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("matter_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("findings", sa.Text(), nullable=False),
        sa.Column("result", sa.String(), nullable=False),
        sa.Column("settled", sa.Text(), nullable=False),
        sa.Column("void_reason", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["matter_id"], ["matter.id"], name=op.f("fk_preparation_expert_matter_id_matter")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_preparation_expert")),
    )
    with op.batch_alter_table("preparation_expert", schema=None) as batch_op:
        batch_op.create_index("ix_preparation_expert_matter_id", ["matter_id"], unique=False)


def _preparation_filing() -> None:
    op.create_table(
        "preparation_filing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("matter_id", sa.Integer(), nullable=False),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("way", sa.String(), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=True),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("receipt", sa.Text(), nullable=False),
        sa.Column("void_reason", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["matter_id"], ["matter.id"], name=op.f("fk_preparation_filing_matter_id_matter")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_preparation_filing")),
    )
    with op.batch_alter_table("preparation_filing", schema=None) as batch_op:
        batch_op.create_index("ix_preparation_filing_matter_id", ["matter_id"], unique=False)


def _preparation_opinion() -> None:
    op.create_table(
        "preparation_opinion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("matter_id", sa.Integer(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("sent_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("opinion", sa.Text(), nullable=False),
        sa.Column("adopted", sa.String(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("void_reason", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["matter_id"], ["matter.id"], name=op.f("fk_preparation_opinion_matter_id_matter")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_preparation_opinion_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_preparation_opinion")),
    )
    with op.batch_alter_table("preparation_opinion", schema=None) as batch_op:
        batch_op.create_index("ix_preparation_opinion_matter_id", ["matter_id"], unique=False)


def _preparation_stage() -> None:
    op.create_table(
        "preparation_stage",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("matter_id", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("planned_on", sa.Date(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("people", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("skipped", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["matter_id"], ["matter.id"], name=op.f("fk_preparation_stage_matter_id_matter")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_preparation_stage")),
    )
    with op.batch_alter_table("preparation_stage", schema=None) as batch_op:
        batch_op.create_index("ix_preparation_stage_matter_id", ["matter_id"], unique=False)


def _plan_event() -> None:
    op.create_table(
        "plan_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("planned_on", sa.Date(), nullable=True),
        sa.Column("held_on", sa.Date(), nullable=True),
        sa.Column("form", sa.String(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("participants", sa.Text(), nullable=False),
        sa.Column("scenario", sa.Text(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("cause", sa.String(), nullable=False),
        sa.Column("result", sa.String(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("text_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_plan_event_plan_id_plan")),
        sa.ForeignKeyConstraint(["text_id"], ["plan_text.id"], name=op.f("fk_plan_event_text_id_plan_text")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_event")),
    )
    with op.batch_alter_table("plan_event", schema=None) as batch_op:
        batch_op.create_index("ix_plan_event_kind_planned_on", ["kind", "planned_on"], unique=False)
        batch_op.create_index("ix_plan_event_plan_id", ["plan_id"], unique=False)


def _plan_likeness() -> None:
    op.create_table(
        "plan_likeness",
        sa.Column("text_id", sa.Integer(), nullable=False),
        sa.Column("band", sa.Integer(), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["text_id"], ["plan_text.id"], name=op.f("fk_plan_likeness_text_id_plan_text")),
        sa.PrimaryKeyConstraint("text_id", "band", name=op.f("pk_plan_likeness")),
    )
    with op.batch_alter_table("plan_likeness", schema=None) as batch_op:
        batch_op.create_index("ix_plan_likeness_band_value", ["band", "value"], unique=False)


def _preparation() -> None:
    op.create_table(
        "preparation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=True),
        sa.Column("required_id", sa.Integer(), nullable=True),
        sa.Column("plan_kind", sa.String(), nullable=False),
        sa.Column("plan_level", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("lead_unit", sa.String(), nullable=False),
        sa.Column("group", sa.Text(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("outline", sa.Text(), nullable=False),
        sa.Column("approved_by", sa.String(), nullable=False),
        sa.Column("document_number", sa.String(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["id"], ["matter.id"], name=op.f("fk_preparation_id_matter")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_preparation_plan_id_plan")),
        sa.ForeignKeyConstraint(
            ["required_id"], ["required_plan.id"], name=op.f("fk_preparation_required_id_required_plan")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_preparation")),
    )
    with op.batch_alter_table("preparation", schema=None) as batch_op:
        batch_op.create_index("ix_preparation_year", ["year"], unique=False)


def _plan_action() -> None:
    op.create_table(
        "plan_action",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("text_id", sa.Integer(), nullable=False),
        sa.Column("section_id", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("first", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("checked_by", sa.String(), nullable=False),
        sa.Column("checked_at", sa.BigInteger(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["section_id"], ["plan_section.id"], name=op.f("fk_plan_action_section_id_plan_section")
        ),
        sa.ForeignKeyConstraint(["text_id"], ["plan_text.id"], name=op.f("fk_plan_action_text_id_plan_text")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_action")),
    )
    with op.batch_alter_table("plan_action", schema=None) as batch_op:
        batch_op.create_index("ix_plan_action_text_id_position", ["text_id", "position"], unique=False)


def _plan_body() -> None:
    op.create_table(
        "plan_body",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("text_id", sa.Integer(), nullable=False),
        sa.Column("section_id", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("head", sa.Text(), nullable=False),
        sa.Column("members", sa.Text(), nullable=False),
        sa.Column("duties", sa.Text(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("checked_by", sa.String(), nullable=False),
        sa.Column("checked_at", sa.BigInteger(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["section_id"], ["plan_section.id"], name=op.f("fk_plan_body_section_id_plan_section")),
        sa.ForeignKeyConstraint(["text_id"], ["plan_text.id"], name=op.f("fk_plan_body_text_id_plan_text")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_body")),
    )
    with op.batch_alter_table("plan_body", schema=None) as batch_op:
        batch_op.create_index("ix_plan_body_text_id_position", ["text_id", "position"], unique=False)


def _plan_contact() -> None:
    op.create_table(
        "plan_contact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("text_id", sa.Integer(), nullable=False),
        sa.Column("section_id", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("post", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("checked_by", sa.String(), nullable=False),
        sa.Column("checked_at", sa.BigInteger(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name=op.f("fk_plan_contact_contact_id_contact")),
        sa.ForeignKeyConstraint(
            ["section_id"], ["plan_section.id"], name=op.f("fk_plan_contact_section_id_plan_section")
        ),
        sa.ForeignKeyConstraint(["text_id"], ["plan_text.id"], name=op.f("fk_plan_contact_text_id_plan_text")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_contact")),
    )
    with op.batch_alter_table("plan_contact", schema=None) as batch_op:
        batch_op.create_index("ix_plan_contact_contact_id", ["contact_id"], unique=False)
        batch_op.create_index("ix_plan_contact_text_id_position", ["text_id", "position"], unique=False)


def _plan_finding() -> None:
    op.create_table(
        "plan_finding",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("matter_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["plan_event.id"], name=op.f("fk_plan_finding_event_id_plan_event")),
        sa.ForeignKeyConstraint(["matter_id"], ["matter.id"], name=op.f("fk_plan_finding_matter_id_matter")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_plan_finding_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_finding")),
    )
    with op.batch_alter_table("plan_finding", schema=None) as batch_op:
        batch_op.create_index("ix_plan_finding_event_id", ["event_id"], unique=False)
        batch_op.create_index("ix_plan_finding_matter_id", ["matter_id"], unique=False)


def _plan_start() -> None:
    op.create_table(
        "plan_start",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("text_id", sa.Integer(), nullable=False),
        sa.Column("section_id", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("conditions", sa.Text(), nullable=False),
        sa.Column("authority", sa.Text(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("checked_by", sa.String(), nullable=False),
        sa.Column("checked_at", sa.BigInteger(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["section_id"], ["plan_section.id"], name=op.f("fk_plan_start_section_id_plan_section")
        ),
        sa.ForeignKeyConstraint(["text_id"], ["plan_text.id"], name=op.f("fk_plan_start_text_id_plan_text")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_start")),
    )
    with op.batch_alter_table("plan_start", schema=None) as batch_op:
        batch_op.create_index("ix_plan_start_text_id_position", ["text_id", "position"], unique=False)


def _further_columns_of_matter_attachment() -> None:
    with op.batch_alter_table("matter_attachment", schema=None) as batch_op:
        batch_op.add_column(sa.Column("part", sa.String(), nullable=True))


def _further_columns_of_plan() -> None:
    with op.batch_alter_table("plan", schema=None) as batch_op:
        batch_op.add_column(sa.Column("level", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("category", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("subtype", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("lead_unit", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("lead_unit_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("helpers", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("is_public", sa.Boolean(), nullable=True))
        batch_op.add_column(sa.Column("filed_where", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("filed_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("approved_by", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("approved_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("drill_rule", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("drill_due_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("assess_due_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("effective_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("ends_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("replaced_by", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("initials", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("pinyin", sa.Text(), nullable=True))
        batch_op.create_foreign_key(batch_op.f("fk_plan_lead_unit_id_unit"), "unit", ["lead_unit_id"], ["id"])
        batch_op.create_foreign_key(batch_op.f("fk_plan_replaced_by_plan"), "plan", ["replaced_by"], ["id"])


def _further_columns_of_plan_text() -> None:
    with op.batch_alter_table("plan_text", schema=None) as batch_op:
        batch_op.add_column(sa.Column("issued_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("document_number", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("effective_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("origin", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("based_on", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("note", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("author", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("confidence", sa.Integer(), nullable=True))
