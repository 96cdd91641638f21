"""A colour of urging for each unit that has a matter in hand; when a word of routing was removed"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("assignment", schema=None) as batch_op:
        batch_op.add_column(sa.Column("colour", sa.String(), nullable=True))
    with op.batch_alter_table("routing_word", schema=None) as batch_op:
        batch_op.add_column(sa.Column("removed_at", sa.BigInteger(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("routing_word", schema=None) as batch_op:
        batch_op.drop_column("removed_at")
    with op.batch_alter_table("assignment", schema=None) as batch_op:
        batch_op.drop_column("colour")
