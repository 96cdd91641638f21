"""The first schema"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

KEPT_WHEN_PURGED = (
    "seq",
    "canon",
    "kind",
    "event",
    "happened_at",
    "written_at",
    "author_id",
    "author_name",
    "shift_id",
    "record_kind",
    "record_id",
    "amends",
    "important",
    "paper_number",
    "paper_writer",
    "text_hash",
    "payload_hash",
    "rows_hash",
    "previous_hash",
    "hash",
)


def upgrade() -> None:
    op.create_table(
        "attachment",
        sa.Column("hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("kept_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_attachment")),
    )
    op.create_table(
        "draft",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("saved_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft")),
    )
    with op.batch_alter_table("draft", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_draft_author_id"), ["author_id"], unique=False)

    op.create_table(
        "journal",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("canon", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("happened_at", sa.BigInteger(), nullable=False),
        sa.Column("written_at", sa.BigInteger(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("author_name", sa.String(), nullable=False),
        sa.Column("shift_id", sa.Integer(), nullable=True),
        sa.Column("record_kind", sa.String(), nullable=True),
        sa.Column("record_id", sa.Integer(), nullable=True),
        sa.Column("amends", sa.Integer(), nullable=True),
        sa.Column("important", sa.Boolean(), nullable=False),
        sa.Column("paper_number", sa.String(), nullable=True),
        sa.Column("paper_writer", sa.String(), nullable=True),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("unit", sa.String(), nullable=True),
        sa.Column("person", sa.String(), nullable=True),
        sa.Column("phone", sa.String(), nullable=True),
        sa.Column("payload", sa.Text(), nullable=True),
        sa.Column("text_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("payload_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("rows_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("previous_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("purged_by", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_journal")),
        sa.UniqueConstraint("previous_hash", name=op.f("uq_journal_previous_hash")),
    )
    with op.batch_alter_table("journal", schema=None) as batch_op:
        batch_op.create_index("ix_journal_amends", ["amends"], unique=False)
        batch_op.create_index("ix_journal_happened_at", ["happened_at"], unique=False)
        batch_op.create_index("ix_journal_kind", ["kind"], unique=False)
        batch_op.create_index("ix_journal_record", ["record_kind", "record_id"], unique=False)
        batch_op.create_index("ix_journal_shift_id", ["shift_id"], unique=False)

    op.create_table(
        "kept_paper",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("sha256", sa.LargeBinary(length=32), nullable=False),
        sa.Column("pdf", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kept_paper")),
        sa.UniqueConstraint("kind", "record_id", "language", name=op.f("uq_kept_paper_kind_record_id_language")),
    )
    op.create_table(
        "officer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("initials", sa.String(), nullable=False),
        sa.Column("pinyin", sa.String(), nullable=False),
        sa.Column("post", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("roles", sa.String(), nullable=False),
        sa.Column("password_hash", sa.String(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_officer")),
        sa.UniqueConstraint("name", name=op.f("uq_officer_name")),
    )
    op.create_table(
        "plan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("issuer", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("text_missing", sa.Boolean(), nullable=False),
        sa.Column("current", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("void_reason", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan")),
    )
    op.create_table(
        "setting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_setting")),
        sa.UniqueConstraint("key", name=op.f("uq_setting_key")),
    )
    op.create_table(
        "sign_in_trouble",
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("wait_until", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("officer_id", name=op.f("pk_sign_in_trouble")),
    )
    op.create_table(
        "store_note",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_store_note")),
    )
    op.create_table(
        "unit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("short", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("initials", sa.String(), nullable=False),
        sa.Column("pinyin", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit")),
        sa.UniqueConstraint("key", name=op.f("uq_unit_key")),
    )
    op.create_table(
        "contact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_contact_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact")),
    )
    op.create_table(
        "journal_row",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("record_kind", sa.String(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["seq"], ["journal.seq"], name=op.f("fk_journal_row_seq_journal"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("seq", "record_kind", "record_id", name=op.f("pk_journal_row")),
    )
    with op.batch_alter_table("journal_row", schema=None) as batch_op:
        batch_op.create_index("ix_journal_row_record", ["record_kind", "record_id", "seq"], unique=False)

    op.create_table(
        "open_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("entry_seq", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.BigInteger(), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=True),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("waiting_for", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("closed_at", sa.BigInteger(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("put_off_until", sa.BigInteger(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_seq"],
            ["journal.seq"],
            name=op.f("fk_open_item_entry_seq_journal"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_open_item")),
    )
    with op.batch_alter_table("open_item", schema=None) as batch_op:
        batch_op.create_index("ix_open_item_state_due_at", ["state", "due_at"], unique=False)

    op.create_table(
        "plan_text",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("attachment", sa.LargeBinary(length=32), nullable=True),
        sa.Column("text_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("section_count", sa.Integer(), nullable=False),
        sa.Column("imported_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["attachment"], ["attachment.hash"], name=op.f("fk_plan_text_attachment_attachment")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_plan_text_plan_id_plan")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_text")),
        sa.UniqueConstraint("plan_id", "number", name=op.f("uq_plan_text_plan_id_number")),
    )
    with op.batch_alter_table("plan_text", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_plan_text_text_hash"), ["text_hash"], unique=False)

    op.create_table(
        "shift",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("planned_start", sa.BigInteger(), nullable=False),
        sa.Column("planned_end", sa.BigInteger(), nullable=False),
        sa.Column("started_at", sa.BigInteger(), nullable=False),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.Column("leader_id", sa.Integer(), nullable=False),
        sa.Column("chief_id", sa.Integer(), nullable=False),
        sa.Column("deputy_id", sa.Integer(), nullable=True),
        sa.Column("previous_id", sa.Integer(), nullable=True),
        sa.Column("start_reason", sa.String(), nullable=False),
        sa.Column("first_seq", sa.Integer(), nullable=False),
        sa.Column("head", sa.LargeBinary(length=32), nullable=True),
        sa.Column("entry_count", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["chief_id"], ["officer.id"], name=op.f("fk_shift_chief_id_officer")),
        sa.ForeignKeyConstraint(["deputy_id"], ["officer.id"], name=op.f("fk_shift_deputy_id_officer")),
        sa.ForeignKeyConstraint(["leader_id"], ["officer.id"], name=op.f("fk_shift_leader_id_officer")),
        sa.ForeignKeyConstraint(["previous_id"], ["shift.id"], name=op.f("fk_shift_previous_id_shift")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shift")),
    )
    op.create_table(
        "acceptance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("shift_id", sa.Integer(), nullable=False),
        sa.Column("open_item_id", sa.Integer(), nullable=True),
        sa.Column("entry_seq", sa.Integer(), nullable=True),
        sa.Column("manner", sa.String(), nullable=False),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["officer.id"], name=op.f("fk_acceptance_by_id_officer")),
        sa.ForeignKeyConstraint(["entry_seq"], ["journal.seq"], name=op.f("fk_acceptance_entry_seq_journal")),
        sa.ForeignKeyConstraint(["open_item_id"], ["open_item.id"], name=op.f("fk_acceptance_open_item_id_open_item")),
        sa.ForeignKeyConstraint(["shift_id"], ["shift.id"], name=op.f("fk_acceptance_shift_id_shift")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_acceptance")),
    )
    with op.batch_alter_table("acceptance", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_acceptance_shift_id"), ["shift_id"], unique=False)

    op.create_table(
        "checklist",
        sa.Column("shift_id", sa.Integer(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("saved_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["shift_id"], ["shift.id"], name=op.f("fk_checklist_shift_id_shift")),
        sa.PrimaryKeyConstraint("shift_id", name=op.f("pk_checklist")),
    )
    op.create_table(
        "handover",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("shift_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("given_at", sa.BigInteger(), nullable=False),
        sa.Column("given_by", sa.Integer(), nullable=False),
        sa.Column("give_on_behalf_of", sa.Integer(), nullable=True),
        sa.Column("give_reason", sa.String(), nullable=False),
        sa.Column("urgent_reason", sa.String(), nullable=False),
        sa.Column("snapshot", sa.Text(), nullable=False),
        sa.Column("snapshot_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("give_seq", sa.Integer(), nullable=False),
        sa.Column("cancelled_at", sa.BigInteger(), nullable=True),
        sa.Column("cancel_reason", sa.String(), nullable=False),
        sa.Column("taken_at", sa.BigInteger(), nullable=True),
        sa.Column("taken_by", sa.Integer(), nullable=True),
        sa.Column("take_on_behalf_of", sa.Integer(), nullable=True),
        sa.Column("take_reason", sa.String(), nullable=False),
        sa.Column("reservations", sa.Text(), nullable=False),
        sa.Column("final", sa.Text(), nullable=True),
        sa.Column("take_seq", sa.Integer(), nullable=True),
        sa.Column("next_shift_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["give_on_behalf_of"], ["officer.id"], name=op.f("fk_handover_give_on_behalf_of_officer")
        ),
        sa.ForeignKeyConstraint(["given_by"], ["officer.id"], name=op.f("fk_handover_given_by_officer")),
        sa.ForeignKeyConstraint(["next_shift_id"], ["shift.id"], name=op.f("fk_handover_next_shift_id_shift")),
        sa.ForeignKeyConstraint(["shift_id"], ["shift.id"], name=op.f("fk_handover_shift_id_shift")),
        sa.ForeignKeyConstraint(
            ["take_on_behalf_of"], ["officer.id"], name=op.f("fk_handover_take_on_behalf_of_officer")
        ),
        sa.ForeignKeyConstraint(["taken_by"], ["officer.id"], name=op.f("fk_handover_taken_by_officer")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handover")),
    )
    with op.batch_alter_table("handover", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_handover_shift_id"), ["shift_id"], unique=False)

    op.create_table(
        "plan_section",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("text_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["text_id"], ["plan_text.id"], name=op.f("fk_plan_section_text_id_plan_text")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_section")),
    )
    with op.batch_alter_table("plan_section", schema=None) as batch_op:
        batch_op.create_index("ix_plan_section_text_id_position", ["text_id", "position"], unique=False)
    op.execute("CREATE UNIQUE INDEX uq_shift_running ON shift ((ended_at IS NULL)) WHERE ended_at IS NULL")
    # Contentless: the words are derived from the journal and the sections, kept once.
    op.execute(
        "CREATE VIRTUAL TABLE journal_index USING fts5(words, content='', tokenize='unicode61 remove_diacritics 0')"
    )
    op.execute(
        "CREATE VIRTUAL TABLE plan_index USING fts5(title, body, content='', tokenize='unicode61 remove_diacritics 0')"
    )
    op.execute(
        "CREATE TRIGGER journal_is_never_deleted BEFORE DELETE ON journal"
        " BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END"
    )
    # The one exception: text, party and payload may be emptied when a witness entry is named; all hashes stay.
    kept = " AND ".join(f"NEW.{name} IS OLD.{name}" for name in KEPT_WHEN_PURGED)
    gone = " AND ".join(f"NEW.{name} IS NULL" for name in ("text", "unit", "person", "phone", "payload"))
    op.execute(
        "CREATE TRIGGER journal_is_never_changed BEFORE UPDATE ON journal"
        f" WHEN NOT (OLD.purged_by IS NULL AND NEW.purged_by IS NOT NULL AND {gone} AND {kept})"
        " BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END"
    )
    op.execute(
        "CREATE TRIGGER journal_row_is_never_deleted BEFORE DELETE ON journal_row"
        " BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END"
    )
    op.execute(
        "CREATE TRIGGER journal_row_is_never_changed BEFORE UPDATE ON journal_row"
        " BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END"
    )


def downgrade() -> None:
    op.execute("DROP TABLE journal_index")
    op.execute("DROP TABLE plan_index")
    with op.batch_alter_table("plan_section", schema=None) as batch_op:
        batch_op.drop_index("ix_plan_section_text_id_position")

    op.drop_table("plan_section")
    with op.batch_alter_table("handover", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_handover_shift_id"))

    op.drop_table("handover")
    op.drop_table("checklist")
    with op.batch_alter_table("acceptance", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_acceptance_shift_id"))

    op.drop_table("acceptance")
    op.drop_table("shift")
    with op.batch_alter_table("plan_text", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_plan_text_text_hash"))

    op.drop_table("plan_text")
    with op.batch_alter_table("open_item", schema=None) as batch_op:
        batch_op.drop_index("ix_open_item_state_due_at")

    op.drop_table("open_item")
    with op.batch_alter_table("journal_row", schema=None) as batch_op:
        batch_op.drop_index("ix_journal_row_record")

    op.drop_table("journal_row")
    op.drop_table("contact")
    op.drop_table("unit")
    op.drop_table("store_note")
    op.drop_table("sign_in_trouble")
    op.drop_table("setting")
    op.drop_table("plan")
    op.drop_table("officer")
    op.drop_table("kept_paper")
    with op.batch_alter_table("journal", schema=None) as batch_op:
        batch_op.drop_index("ix_journal_shift_id")
        batch_op.drop_index("ix_journal_record")
        batch_op.drop_index("ix_journal_kind")
        batch_op.drop_index("ix_journal_happened_at")
        batch_op.drop_index("ix_journal_amends")

    op.drop_table("journal")
    with op.batch_alter_table("draft", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_draft_author_id"))

    op.drop_table("draft")
    op.drop_table("attachment")
