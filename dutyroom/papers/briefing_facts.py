"""The facts of the papers that the duty room issues by itself: daily situation, express bulletin, notices, minutes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

from dutyroom.papers.facts import StoreKind
from dutyroom.rules.masthead import Masthead

BriefingKind = Literal["daily-situation", "express", "duty-information", "spot-check", "meeting-notice", "minutes"]
BRIEFING_KINDS: Final[tuple[BriefingKind, ...]] = (
    "daily-situation",
    "express",
    "duty-information",
    "spot-check",
    "meeting-notice",
    "minutes",
)
BriefingState = Literal["draft", "review", "signed", "issued", "withdrawn"]


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefingPart:
    """A paragraph or a heading, in order; what is ``unverified`` is marked so on the paper.

    ``level``: 0 running text, 1 a heading 一、, 2 a heading （一）, 3 a heading 1. The numeral belongs to ``text``.
    ``rows``: a table below it, its first row the heads.
    """

    level: int = 0
    text: str
    unverified: bool = False
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefingFacts:
    """All that an issued paper says. ``number`` is empty, ``serial`` and ``year`` are None, while it is not issued.

    ``masthead`` replaces the large line at the head where it is not empty, ``issuer`` the office's name. ``to`` are those
    to whom it is sent up (报/送; of a meeting notice: addressed to), ``copies`` those who get a copy (抄送). ``fields`` are
    labelled lines before the text: 时间, 地点, 参加人员. ``replaces`` and ``replaced_by`` are numbers of other papers.
    ``head`` is the office's own head of this kind, None the shipped one.
    """

    office_zh: str
    office_en: str
    store_kind: StoreKind = "live"
    zone: str = "Asia/Shanghai"
    kind: BriefingKind
    number: str = ""
    serial: int | None = None
    year: int | None = None
    title: str = ""
    masthead: str = ""
    issuer: str = ""
    issued_at: datetime | None = None
    period_from: datetime | None = None
    period_until: datetime | None = None
    parts: tuple[BriefingPart, ...] = ()
    to: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()
    fields: tuple[tuple[str, str], ...] = ()
    drafted_by: str = ""
    reviewed_by: str = ""
    signed_by: str = ""
    printed_copies: int | None = None
    contact: str = ""
    state: BriefingState = "draft"
    replaces: str = ""
    replaced_by: str = ""
    withdrawn_because: str = ""
    head: Masthead | None = None
