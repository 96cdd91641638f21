"""Matters and notices, supervision, passing on and returns, the directory, the office's own rules"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "contact_group",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_group")),
        sa.UniqueConstraint("name", name=op.f("uq_contact_group_name")),
    )
    op.create_table(
        "holiday_year",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("days", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_holiday_year")),
        sa.UniqueConstraint("year", name=op.f("uq_holiday_year_year")),
    )
    op.create_table(
        "rule_value",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("checked", sa.Boolean(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rule_value")),
    )
    with op.batch_alter_table("rule_value", schema=None) as batch_op:
        batch_op.create_index("ix_rule_value_key_from_on", ["key", "from_on"], unique=False)

    op.create_table(
        "matter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=True),
        sa.Column("urgency", sa.String(), nullable=False),
        sa.Column("secrecy", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("received_at", sa.BigInteger(), nullable=False),
        sa.Column("lead", sa.String(), nullable=False),
        sa.Column("lead_id", sa.Integer(), nullable=True),
        sa.Column("due_at", sa.BigInteger(), nullable=True),
        sa.Column("waiting_for", sa.String(), nullable=False),
        sa.Column("waiting_reason", sa.Text(), nullable=False),
        sa.Column("waiting_since", sa.BigInteger(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("closed_at", sa.BigInteger(), nullable=True),
        sa.Column("archive_number", sa.String(), nullable=False),
        sa.Column("filed_at", sa.BigInteger(), nullable=True),
        sa.Column("void_reason", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["lead_id"], ["unit.id"], name=op.f("fk_matter_lead_id_unit")),
        sa.ForeignKeyConstraint(["source_id"], ["unit.id"], name=op.f("fk_matter_source_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_matter")),
        sa.UniqueConstraint("kind", "year", "serial", name="uq_matter_kind_year_serial"),
    )
    with op.batch_alter_table("matter", schema=None) as batch_op:
        batch_op.create_index("ix_matter_kind_received_at", ["kind", "received_at"], unique=False)
        batch_op.create_index("ix_matter_kind_state_due_at", ["kind", "state", "due_at"], unique=False)
        batch_op.create_index("ix_matter_lead_id", ["lead_id"], unique=False)

    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("post", sa.String(), nullable=False),
        sa.Column("fields", sa.Text(), nullable=False),
        sa.Column("initials", sa.String(), nullable=False),
        sa.Column("pinyin", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_person_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
    )
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.create_index("ix_person_unit_id", ["unit_id"], unique=False)

    op.create_table(
        "routing_word",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("word", sa.String(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_routing_word_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_routing_word")),
        sa.UniqueConstraint("word", "unit_id", name=op.f("uq_routing_word_word_unit_id")),
    )
    op.create_table(
        "assignment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("matter_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("assigned_at", sa.BigInteger(), nullable=False),
        sa.Column("signed_at", sa.BigInteger(), nullable=True),
        sa.Column("signed_by", sa.String(), nullable=False),
        sa.Column("answered_at", sa.BigInteger(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("urged_at", sa.BigInteger(), nullable=True),
        sa.Column("urged_count", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["matter_id"], ["matter.id"], name=op.f("fk_assignment_matter_id_matter")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_assignment_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignment")),
    )
    with op.batch_alter_table("assignment", schema=None) as batch_op:
        batch_op.create_index("ix_assignment_matter_id", ["matter_id"], unique=False)
        batch_op.create_index("ix_assignment_unit_id_state", ["unit_id", "state"], unique=False)

    op.create_table(
        "group_member",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["group_id"], ["contact_group.id"], name=op.f("fk_group_member_group_id_contact_group")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_group_member_person_id_person")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_group_member_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_group_member")),
    )
    with op.batch_alter_table("group_member", schema=None) as batch_op:
        batch_op.create_index("ix_group_member_group_id", ["group_id"], unique=False)

    op.create_table(
        "matter_attachment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("matter_id", sa.Integer(), nullable=False),
        sa.Column("hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.BigInteger(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["hash"], ["attachment.hash"], name=op.f("fk_matter_attachment_hash_attachment")),
        sa.ForeignKeyConstraint(["matter_id"], ["matter.id"], name=op.f("fk_matter_attachment_matter_id_matter")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_matter_attachment")),
    )
    with op.batch_alter_table("matter_attachment", schema=None) as batch_op:
        batch_op.create_index("ix_matter_attachment_matter_id", ["matter_id"], unique=False)

    op.create_table(
        "matter_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("matter_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("relation", sa.String(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["matter_id"], ["matter.id"], name=op.f("fk_matter_link_matter_id_matter")),
        sa.ForeignKeyConstraint(["other_id"], ["matter.id"], name=op.f("fk_matter_link_other_id_matter")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_matter_link")),
    )
    with op.batch_alter_table("matter_link", schema=None) as batch_op:
        batch_op.create_index("ix_matter_link_matter_id", ["matter_id"], unique=False)
        batch_op.create_index("ix_matter_link_other_id", ["other_id"], unique=False)

    op.create_table(
        "notice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("document_number", sa.String(), nullable=False),
        sa.Column("document_kind", sa.String(), nullable=False),
        sa.Column("addressee", sa.Text(), nullable=False),
        sa.Column("document_on", sa.Date(), nullable=True),
        sa.Column("copies", sa.Integer(), nullable=True),
        sa.Column("copy_numbers", sa.String(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=True),
        sa.Column("secrecy_years", sa.Integer(), nullable=True),
        sa.Column("custody", sa.String(), nullable=False),
        sa.Column("for_reading", sa.Boolean(), nullable=False),
        sa.Column("required", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("text_hash", sa.LargeBinary(length=32), nullable=True),
        sa.Column("received_by", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["id"], ["matter.id"], name=op.f("fk_notice_id_matter")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
    )
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.create_index("ix_notice_document_number", ["document_number"], unique=False)
        batch_op.create_index("ix_notice_text_hash", ["text_hash"], unique=False)

    op.create_table(
        "supervision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("basis", sa.String(), nullable=False),
        sa.Column("asked", sa.Text(), nullable=False),
        sa.Column("leader", sa.String(), nullable=False),
        sa.Column("session", sa.String(), nullable=False),
        sa.Column("proposal_number", sa.String(), nullable=False),
        sa.Column("proposers", sa.Text(), nullable=False),
        sa.Column("contact", sa.String(), nullable=False),
        sa.Column("is_hard", sa.Boolean(), nullable=False),
        sa.Column("colour", sa.String(), nullable=False),
        sa.Column("met_on", sa.Date(), nullable=True),
        sa.Column("met_how", sa.String(), nullable=False),
        sa.Column("reply_number", sa.String(), nullable=False),
        sa.Column("replied_on", sa.Date(), nullable=True),
        sa.Column("result", sa.String(), nullable=False),
        sa.Column("satisfied", sa.String(), nullable=False),
        sa.Column("redo_count", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["id"], ["matter.id"], name=op.f("fk_supervision_id_matter")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_supervision")),
    )
    op.create_table(
        "telephone_slip",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("caller", sa.String(), nullable=False),
        sa.Column("caller_post", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("identity_checked", sa.Boolean(), nullable=False),
        sa.Column("read_back", sa.Boolean(), nullable=False),
        sa.Column("is_meeting", sa.Boolean(), nullable=False),
        sa.Column("meeting_at", sa.BigInteger(), nullable=True),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("convenor", sa.String(), nullable=False),
        sa.Column("agenda", sa.Text(), nullable=False),
        sa.Column("attendees", sa.Text(), nullable=False),
        sa.Column("deputy_may", sa.String(), nullable=False),
        sa.Column("papers", sa.Text(), nullable=False),
        sa.Column("dress", sa.String(), nullable=False),
        sa.Column("reply_at", sa.BigInteger(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["id"], ["matter.id"], name=op.f("fk_telephone_slip_id_matter")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_telephone_slip")),
    )
    op.create_table(
        "matter_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("matter_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("happened_at", sa.BigInteger(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("leader", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=True),
        sa.Column("entry_seq", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assignment_id"], ["assignment.id"], name=op.f("fk_matter_step_assignment_id_assignment")
        ),
        sa.ForeignKeyConstraint(["author_id"], ["officer.id"], name=op.f("fk_matter_step_author_id_officer")),
        sa.ForeignKeyConstraint(
            ["entry_seq"],
            ["journal.seq"],
            name=op.f("fk_matter_step_entry_seq_journal"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["matter_id"], ["matter.id"], name=op.f("fk_matter_step_matter_id_matter")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_matter_step")),
    )
    with op.batch_alter_table("matter_step", schema=None) as batch_op:
        batch_op.create_index("ix_matter_step_matter_id_id", ["matter_id", "id"], unique=False)

    op.create_table(
        "relay",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("matter_id", sa.Integer(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("began_at", sa.BigInteger(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("void_reason", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["open_item.id"], name=op.f("fk_relay_item_id_open_item")),
        sa.ForeignKeyConstraint(["matter_id"], ["matter.id"], name=op.f("fk_relay_matter_id_matter")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_relay")),
        sa.UniqueConstraint("year", "serial", name=op.f("uq_relay_year_serial")),
    )
    with op.batch_alter_table("relay", schema=None) as batch_op:
        batch_op.create_index("ix_relay_matter_id", ["matter_id"], unique=False)

    op.create_table(
        "returns_call",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("matter_id", sa.Integer(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("asked", sa.Text(), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("times", sa.String(), nullable=False),
        sa.Column("nil_asked", sa.Boolean(), nullable=False),
        sa.Column("began_at", sa.BigInteger(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("void_reason", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["open_item.id"], name=op.f("fk_returns_call_item_id_open_item")),
        sa.ForeignKeyConstraint(["matter_id"], ["matter.id"], name=op.f("fk_returns_call_matter_id_matter")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_returns_call")),
        sa.UniqueConstraint("year", "serial", name=op.f("uq_returns_call_year_serial")),
    )
    with op.batch_alter_table("returns_call", schema=None) as batch_op:
        batch_op.create_index("ix_returns_call_state", ["state"], unique=False)

    op.create_table(
        "relay_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("relay_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("sent_at", sa.BigInteger(), nullable=True),
        sa.Column("taken_by", sa.String(), nullable=False),
        sa.Column("read_back", sa.Boolean(), nullable=False),
        sa.Column("acknowledged_at", sa.BigInteger(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("urged_at", sa.BigInteger(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["relay_id"], ["relay.id"], name=op.f("fk_relay_line_relay_id_relay")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_relay_line_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_relay_line")),
    )
    with op.batch_alter_table("relay_line", schema=None) as batch_op:
        batch_op.create_index("ix_relay_line_relay_id", ["relay_id"], unique=False)

    op.create_table(
        "returns_unit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("call_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["call_id"], ["returns_call.id"], name=op.f("fk_returns_unit_call_id_returns_call")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_returns_unit_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_returns_unit")),
    )
    with op.batch_alter_table("returns_unit", schema=None) as batch_op:
        batch_op.create_index("ix_returns_unit_call_id", ["call_id"], unique=False)

    op.create_table(
        "returns_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("returns_unit_id", sa.Integer(), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.Column("answered_at", sa.BigInteger(), nullable=True),
        sa.Column("is_nil", sa.Boolean(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("urged_at", sa.BigInteger(), nullable=True),
        sa.Column("urged_count", sa.Integer(), nullable=False),
        sa.Column("excuse", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["returns_unit_id"], ["returns_unit.id"], name=op.f("fk_returns_answer_returns_unit_id_returns_unit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_returns_answer")),
        sa.UniqueConstraint("returns_unit_id", "due_at", name=op.f("uq_returns_answer_returns_unit_id_due_at")),
    )
    with op.batch_alter_table("contact", schema=None) as batch_op:
        batch_op.add_column(sa.Column("person_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("label", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("is_day_and_night", sa.Boolean(), nullable=True))
        batch_op.add_column(sa.Column("checked_at", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("note", sa.Text(), nullable=True))
        batch_op.create_foreign_key(batch_op.f("fk_contact_person_id_person"), "person", ["person_id"], ["id"])

    with op.batch_alter_table("open_item", schema=None) as batch_op:
        batch_op.add_column(sa.Column("matter_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("assignment_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("duty", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("rule_key", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("rule_source", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("start_event", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("unsure", sa.String(), nullable=True))
        batch_op.create_index("ix_open_item_matter_id", ["matter_id"], unique=False)
        batch_op.create_foreign_key(batch_op.f("fk_open_item_matter_id_matter"), "matter", ["matter_id"], ["id"])
        batch_op.create_foreign_key(
            batch_op.f("fk_open_item_assignment_id_assignment"), "assignment", ["assignment_id"], ["id"]
        )

    with op.batch_alter_table("unit", schema=None) as batch_op:
        batch_op.add_column(sa.Column("parent_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("functions", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("functions_en", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("fields", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("fields_en", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("address", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("note", sa.Text(), nullable=True))
        batch_op.create_foreign_key(batch_op.f("fk_unit_parent_id_unit"), "unit", ["parent_id"], ["id"])

    op.execute('CREATE VIRTUAL TABLE matter_index USING fts5(title, words, tokenize = "unicode61 remove_diacritics 0")')


def downgrade() -> None:
    op.execute("DROP TABLE matter_index")
    with op.batch_alter_table("unit", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_unit_parent_id_unit"), type_="foreignkey")
        batch_op.drop_column("note")
        batch_op.drop_column("address")
        batch_op.drop_column("fields_en")
        batch_op.drop_column("fields")
        batch_op.drop_column("functions_en")
        batch_op.drop_column("functions")
        batch_op.drop_column("parent_id")

    with op.batch_alter_table("open_item", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_open_item_assignment_id_assignment"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_open_item_matter_id_matter"), type_="foreignkey")
        batch_op.drop_index("ix_open_item_matter_id")
        batch_op.drop_column("unsure")
        batch_op.drop_column("start_event")
        batch_op.drop_column("rule_source")
        batch_op.drop_column("rule_key")
        batch_op.drop_column("duty")
        batch_op.drop_column("assignment_id")
        batch_op.drop_column("matter_id")

    with op.batch_alter_table("contact", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_contact_person_id_person"), type_="foreignkey")
        batch_op.drop_column("note")
        batch_op.drop_column("checked_at")
        batch_op.drop_column("is_day_and_night")
        batch_op.drop_column("label")
        batch_op.drop_column("person_id")

    op.drop_table("returns_answer")
    with op.batch_alter_table("returns_unit", schema=None) as batch_op:
        batch_op.drop_index("ix_returns_unit_call_id")

    op.drop_table("returns_unit")
    with op.batch_alter_table("relay_line", schema=None) as batch_op:
        batch_op.drop_index("ix_relay_line_relay_id")

    op.drop_table("relay_line")
    with op.batch_alter_table("returns_call", schema=None) as batch_op:
        batch_op.drop_index("ix_returns_call_state")

    op.drop_table("returns_call")
    with op.batch_alter_table("relay", schema=None) as batch_op:
        batch_op.drop_index("ix_relay_matter_id")

    op.drop_table("relay")
    with op.batch_alter_table("matter_step", schema=None) as batch_op:
        batch_op.drop_index("ix_matter_step_matter_id_id")

    op.drop_table("matter_step")
    op.drop_table("telephone_slip")
    op.drop_table("supervision")
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.drop_index("ix_notice_text_hash")
        batch_op.drop_index("ix_notice_document_number")

    op.drop_table("notice")
    with op.batch_alter_table("matter_link", schema=None) as batch_op:
        batch_op.drop_index("ix_matter_link_other_id")
        batch_op.drop_index("ix_matter_link_matter_id")

    op.drop_table("matter_link")
    with op.batch_alter_table("matter_attachment", schema=None) as batch_op:
        batch_op.drop_index("ix_matter_attachment_matter_id")

    op.drop_table("matter_attachment")
    with op.batch_alter_table("group_member", schema=None) as batch_op:
        batch_op.drop_index("ix_group_member_group_id")

    op.drop_table("group_member")
    with op.batch_alter_table("assignment", schema=None) as batch_op:
        batch_op.drop_index("ix_assignment_unit_id_state")
        batch_op.drop_index("ix_assignment_matter_id")

    op.drop_table("assignment")
    op.drop_table("routing_word")
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.drop_index("ix_person_unit_id")

    op.drop_table("person")
    with op.batch_alter_table("matter", schema=None) as batch_op:
        batch_op.drop_index("ix_matter_lead_id")
        batch_op.drop_index("ix_matter_kind_state_due_at")
        batch_op.drop_index("ix_matter_kind_received_at")

    op.drop_table("matter")
    with op.batch_alter_table("rule_value", schema=None) as batch_op:
        batch_op.drop_index("ix_rule_value_key_from_on")

    op.drop_table("rule_value")
    op.drop_table("holiday_year")
    op.drop_table("contact_group")
