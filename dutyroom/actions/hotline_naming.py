"""Merging a case of the mayor's telephone into one that is named by its number, however that is typed."""

from __future__ import annotations

from dutyroom.actions.hotline_merging import merge_cases
from dutyroom.data.desk import Desk
from dutyroom.data.queries.matter_papers import matter_numbered
from dutyroom.rules.document_number import normal_number
from dutyroom.rules.entry import clean_text
from dutyroom.rules.hotline_record import MergeInto
from dutyroom.rules.hotline_steps import MergeCases
from dutyroom.rules.refusal import Refusal


def merge_into(desk: Desk, asked: MergeInto) -> int:
    """Merge this case into the one called so, which stands for both from now on; every caller is kept."""
    number = normal_number(clean_text(asked.number))
    if not number:
        raise Refusal("hotline.merge.number", field="into")
    other = matter_numbered(desk.session, number)
    if other is None:
        raise Refusal("hotline.merge.unknown", field="into", number=number)
    return merge_cases(
        desk, MergeCases(id=other, duplicates=(asked.id,), text=asked.text, happened_at=asked.happened_at)
    )
