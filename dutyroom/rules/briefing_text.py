"""What a part of an issued paper is made of, before it is kept."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Final

from dutyroom.rules.briefing import BriefingKind

KIND_ZH: Final[dict[str, str]] = {
    BriefingKind.DAILY_SITUATION: "每日值班情况",
    BriefingKind.EXPRESS: "值班快报",
    BriefingKind.DUTY_INFORMATION: "值班信息",
    BriefingKind.SPOT_CHECK: "值班抽查通报",
    BriefingKind.MEETING_NOTICE: "会议通知",
    BriefingKind.MINUTES: "会议纪要",
}
"""As lines of the log name them: the log is the office's own and Chinese."""


@dataclass(frozen=True, slots=True)
class Source:
    """A record that a part was drafted from: the name of its table, and its number there."""

    kind: str
    id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted:
    """A part as the program drafts it from records. ``key`` names it, so that it can be drafted again and compared."""

    key: str
    text: str
    level: int = 0
    sources: tuple[Source, ...] = ()
    unverified: bool = False
    rows: tuple[tuple[str, ...], ...] = ()


def rows_text(rows: tuple[tuple[str, ...], ...]) -> str:
    """A table as the store keeps it."""
    return json.dumps(rows, ensure_ascii=False)
