"""What is asked at the record of a case of the mayor's telephone: a decision, a merging by number, whether reached."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from dutyroom.rules.matter_steps import Step
from dutyroom.rules.wording import mark

SENTENCES: Final[dict[str, str]] = {
    "hotline.decision.empty": mark("Say whether it is granted or refused."),
    "hotline.call_back.reached": mark("Say whether the caller was reached."),
    "hotline.merge.number": mark("Choose the case that it is the same as, or enter its number, for example 热〔2026〕12号."),
    "hotline.merge.unknown": mark("There is no case {number}. Look at its number again; it stands at the head of its record."),
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeInto(Step):
    """Case ``id`` is the same demand as the one called ``number``, which stands for both; ``text`` is a remark."""

    number: str
