"""Where a text stands: what belongs to an entry or a record, and every other row that says the same words."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, String, cast, func, select, tuple_
from sqlalchemy.orm import Session

from dutyroom.data.queries.hotline_private import case_of_row, hidden
from dutyroom.data.queries.journal import entry_history
from dutyroom.data.queries.removal_columns import FACTS as FACTS
from dutyroom.data.queries.removal_columns import own_prose as own_prose
from dutyroom.data.queries.removal_columns import prose as prose
from dutyroom.data.tables import (
    Acceptance,
    Attachment,
    BriefingPart,
    Handover,
    HotlineCall,
    JournalEntry,
    KeptPaper,
    Matter,
    MatterAttachment,
    MatterStep,
    Officer,
    OpenItem,
    PlanSection,
    PlanText,
    Setting,
    Table,
)
from dutyroom.rules.matter import MatterKind
from dutyroom.rules.paper import URGING
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.removal import EVENT, PLACES_MOST, REMOVED, WITNESS, Spot, offered_words
from dutyroom.rules.removal_settings import without_words

_BESIDE: Final = frozenset({"other_id", "duplicate_of", "from_id", "incident_id", "replaces_id"})
"""Columns that name another matter, not the one that a row belongs to."""
_OWNERS: Final = frozenset(
    {"matter", "relay", "returns_call", "returns_unit", "assignment", "open_item", "activation", "briefing"}
)
_ELSEWHERE: Final = frozenset(
    [
        "journal",
        "journal_row",
        "kept_paper",
        "attachment",
        "plan_section",
        "officer",
        "setting",
        "store_note",
        "sign_in_trouble",
        "holiday_year",
        "rule_value",
        "routing_word",
    ]
)
"""Tables that are looked through in a way of their own, or hold nothing that anybody types about a matter."""
_SAID_MOST: Final = 60
_AHEAD: Final = 2000
"""Rows that are fetched at a time while a table is looked through."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A row that would lose its text. ``own`` belongs to what was chosen; the others say the same words."""

    spot: Spot
    own: bool
    said: str = ""
    """How it begins, or its name."""
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Removal:
    """Every place where it stands; ``offered`` are passages worth looking for elsewhere."""

    places: tuple[Place, ...]
    offered: tuple[str, ...] = ()

    @property
    def seqs(self) -> frozenset[int]:
        """The entries of the log among the places."""
        return frozenset(place.spot.number for place in self.places if place.spot.kind == "journal")


def classes() -> dict[str, type[Table]]:
    """The mapped classes by the name of their table."""
    return {mapper.class_.__tablename__: mapper.class_ for mapper in Table.registry.mappers}


def key_of(table: type[Table]) -> Any:
    """The column that a spot of this table names."""
    return next(column for column in table.__table__.columns if column.primary_key)


def find_places(session: Session, target: Spot, words: Sequence[str] | None = None) -> Removal:
    """What would go; ``words`` None looks for what the target itself offers.

    Raises ``Refusal`` where there is nothing, where words stand in too many places, or where it is a witness.
    """
    own = _own(session, target)
    offered = offered_words(_texts(session, own))
    sought = offered if words is None else tuple(words)
    spots = {spot: spot in own for spot in sorted(own | _saying(session, sought))}
    seqs = frozenset(spot.number for spot in spots if spot.kind == "journal")
    for spot in _handovers(session, seqs):
        spots.setdefault(spot, True)
    for spot in sorted(_hanging(session, spots)):
        spots.setdefault(spot, True)
    if not spots:
        raise Refusal("removal.nothing")
    places = [_place(session, spot, is_own) for spot, is_own in spots.items()]
    return Removal(places=tuple(sorted(places, key=_order)), offered=offered)


def witnesses(session: Session) -> dict[int, dict[str, Any]]:
    """What each removal removed, by the number of its witness entry."""
    asked = select(JournalEntry.seq, JournalEntry.payload).where(
        JournalEntry.record_kind == WITNESS, JournalEntry.event == EVENT, JournalEntry.payload.is_not(None)
    )
    return {seq: json.loads(payload or "{}") for seq, payload in session.execute(asked)}


def removed_files(session: Session) -> frozenset[bytes]:
    """The hashes of the attachments that were removed."""
    return frozenset(bytes.fromhex(value) for said in witnesses(session).values() for value in said["attachments"])


def _order(place: Place) -> tuple[bool, bool, Spot]:
    return not place.own, place.spot.kind != "journal", place.spot


# --- what belongs to it ------------------------------------------------------------------------------------------


def _own(session: Session, target: Spot) -> set[Spot]:
    if target.kind == "journal":
        found = {Spot("journal", str(entry.seq)) for entry in entry_history(session, target.number)}
    else:
        found = {target}
    grown: set[Spot] = set()
    while found != grown:
        grown = set(found)
        found |= _children(session, found) | _entries_about(session, found) | _begun_by(session, found)
    return {spot for spot in found if _has_text(session, spot)}


def _children(session: Session, parents: set[Spot]) -> set[Spot]:
    found: set[Spot] = set()
    for name, table in classes().items():
        for column in table.__table__.columns:
            owner = next((key.column.table.name for key in column.foreign_keys), "")
            ids = [spot.number for spot in parents if spot.kind == owner]
            if owner in _OWNERS and ids and column.name not in _BESIDE:
                found |= _spots(name, session.scalars(select(key_of(table)).where(column.in_(ids))))
    plans = [spot.number for spot in parents if spot.kind == "plan"]
    if plans:
        found |= _spots("plan_text", session.scalars(select(PlanText.id).where(PlanText.plan_id.in_(plans))))
    return found


def _entries_about(session: Session, rows: set[Spot]) -> set[Spot]:
    pairs = [(spot.kind, spot.number) for spot in rows if spot.kind not in ("journal", "draft", "attachment")]
    if not pairs:
        return set()
    asked = select(JournalEntry.seq).where(tuple_(JournalEntry.record_kind, JournalEntry.record_id).in_(pairs))
    return _spots("journal", session.scalars(asked))


def _begun_by(session: Session, rows: set[Spot]) -> set[Spot]:
    seqs = [spot.number for spot in rows if spot.kind == "journal"]
    if not seqs:
        return set()
    steps = session.scalars(select(MatterStep.id).where(MatterStep.entry_seq.in_(seqs)))
    # A clock is begun by a step as well, but says nothing of its own.
    items = session.scalars(select(OpenItem.id).where(OpenItem.entry_seq.in_(seqs), OpenItem.duty.is_(None)))
    accepted = session.scalars(select(Acceptance.id).where(Acceptance.entry_seq.in_(seqs)))
    return _spots("matter_step", steps) | _spots("open_item", items) | _spots("acceptance", accepted)


def _hanging(session: Session, spots: Mapping[Spot, bool]) -> set[Spot]:
    """Files and kept papers of what goes."""
    of: dict[str, list[int]] = {}
    for spot in spots:
        if spot.kind not in ("draft", "attachment"):
            of.setdefault(spot.kind, []).append(spot.number)
    files = select(MatterAttachment.hash).where(MatterAttachment.id.in_(of.get("matter_attachment", [])))
    texts = select(PlanText.attachment).where(
        PlanText.id.in_(of.get("plan_text", [])), PlanText.attachment.is_not(None)
    )
    gone = removed_files(session)
    hashes = {value for asked in (files, texts) for value in session.scalars(asked)} - gone
    found = {Spot("attachment", value.hex()) for value in hashes if value}
    shifts = session.scalars(select(Handover.shift_id).where(Handover.id.in_(of.get("handover", [])))).all()
    pairs = [(kind, number) for kind, numbers in of.items() if kind != "handover" for number in numbers]
    pairs += [("handover", number) for number in shifts]
    said_in = select(BriefingPart.briefing_id).where(BriefingPart.id.in_(of.get("briefing_part", [])))
    pairs += [("briefing", number) for number in session.scalars(said_in.distinct())]
    papers = select(KeptPaper.id).where(
        tuple_(KeptPaper.kind, KeptPaper.record_id).in_(pairs), func.length(KeptPaper.pdf) > 0
    )
    return found | _spots("kept_paper", session.scalars(papers)) | _of_the_telephone(session, of)


def _of_the_telephone(session: Session, of: Mapping[str, list[int]]) -> set[Spot]:
    """Kept papers that may say what goes of a case: letters about it, and every report kept since it came in.

    What a report lists cannot be read out of its bytes, so it goes rather than tell what is to be gone.
    """
    named = {number for kind in ("matter", "hotline_case") for number in of.get(kind, [])}
    named |= set(session.scalars(select(HotlineCall.matter_id).where(HotlineCall.id.in_(of.get("hotline_call", [])))))
    named |= set(session.scalars(select(MatterStep.matter_id).where(MatterStep.id.in_(of.get("matter_step", [])))))
    cases = select(Matter.id).where(Matter.id.in_(named), Matter.kind == MatterKind.HOTLINE.value)
    numbers = session.scalars(cases).all() if named else []
    if not numbers:
        return set()
    since = select(func.min(Matter.received_at)).where(Matter.id.in_(numbers)).scalar_subquery()
    steps = select(MatterStep.id).where(MatterStep.matter_id.in_(numbers))
    letter = KeptPaper.kind == URGING
    report = KeptPaper.kind.startswith("hotline-") & ~letter & (KeptPaper.made_at >= since)
    asked = select(KeptPaper.id).where((letter & KeptPaper.record_id.in_(steps)) | report)
    return _spots("kept_paper", session.scalars(asked.where(func.length(KeptPaper.pdf) > 0)))


def _handovers(session: Session, seqs: frozenset[int]) -> set[Spot]:
    """The handovers whose report holds one of the entries, or an open item of one."""
    if not seqs:
        return set()
    pattern = re.compile(rf'"(?:entry_)?seq":(?:{"|".join(map(str, sorted(seqs)))})[,}}]')
    first = session.scalar(select(func.min(JournalEntry.written_at)).where(JournalEntry.seq.in_(seqs)))
    asked = select(Handover.id, Handover.snapshot, Handover.final).where(Handover.given_at >= first)
    rows = session.execute(asked, execution_options={"yield_per": 20})
    return _spots(
        "handover", (row.id for row in rows if pattern.search(row.snapshot) or pattern.search(row.final or ""))
    )


# --- what says the same ------------------------------------------------------------------------------------------


def _saying(session: Session, words: Sequence[str]) -> set[Spot]:
    if not words:
        return set()
    found = _spots("journal", _matching(session, JournalEntry, prose(JournalEntry), words)) - _witness_spots(session)
    for name, table in classes().items():
        if name not in _ELSEWHERE and prose(table):
            found |= _spots(name, _matching(session, table, prose(table), words))
    found |= _spots("setting", _settings(session, words))
    found |= _spots("plan_text", _matching(session, PlanSection, ["title", "body"], words, key="text_id"))
    found |= {Spot("attachment", value.hex()) for value in _matching(session, Attachment, ["name"], words)}
    if len(found) > PLACES_MOST:
        raise Refusal("removal.words.many", field="words", most=PLACES_MOST)
    return found


def _settings(session: Session, words: Sequence[str]) -> Iterator[int]:
    """Settings in which somebody wrote it: heads of papers, the office's name and equipment, shifts, headings of files."""
    for row in session.execute(select(Setting.id, Setting.key, Setting.value)):
        if without_words(row.key, row.value, words) != row.value:
            yield row.id


def _witness_spots(session: Session) -> set[Spot]:
    return _spots("journal", witnesses(session))


def _matching(
    session: Session, table: type[Table], columns: Sequence[str], words: Iterable[str], *, key: str = ""
) -> Iterator[Any]:
    """The keys of the rows that say one of the words: looked through here, a dozen times faster than by ``instr``."""
    ways = sorted({way for word in words for way in (word, json.dumps(word, ensure_ascii=False)[1:-1])})
    held = table.__table__.columns
    said: ColumnElement[str] = func.coalesce(cast(held[columns[0]], String), "")
    for name in columns[1:]:
        said = said + "\n" + func.coalesce(cast(held[name], String), "")
    keyed = held[key] if key else key_of(table)
    count = 0
    for found, text in session.execute(select(keyed, said), execution_options={"yield_per": _AHEAD}):
        if any(way in text for way in ways):
            count += 1
            yield found
            if count > PLACES_MOST:
                return


# --- how a place is named ----------------------------------------------------------------------------------------


def _spots(kind: str, keys: Iterable[Any]) -> set[Spot]:
    return {Spot(kind, str(key)) for key in keys}


def row_of(session: Session, spot: Spot) -> Any:
    """The row of a spot, or None."""
    table = classes()[spot.kind]
    key: Any = spot.id
    if spot.kind == "attachment":
        key = bytes.fromhex(spot.id)
    elif spot.kind != "draft":
        key = spot.number
    return session.get(table, key)


def _has_text(session: Session, spot: Spot) -> bool:
    row = row_of(session, spot)
    if row is None:
        return False
    if spot.kind == "journal":
        if row.event == EVENT:
            raise Refusal("removal.witness", seq=row.seq)
        return row.text is not None
    if spot.kind == "plan_text":
        left = select(PlanSection.id).where(PlanSection.text_id == row.id, PlanSection.body != REMOVED)
        return session.scalar(left.limit(1)) is not None
    return any(getattr(row, name) not in ("", None, REMOVED) for name in own_prose(type(row)))


def _texts(session: Session, spots: Iterable[Spot]) -> Iterator[str]:
    """What is written in the rows: of a step's entry the step's own words, its heading stands elsewhere."""
    rows = [row for row in (row_of(session, spot) for spot in sorted(spots)) if case_of_row(session, row) is None]
    stepped = {row.entry_seq for row in rows if isinstance(row, MatterStep)}
    for row in rows:
        if isinstance(row, JournalEntry):
            if row.seq not in stepped and row.text and row.record_kind != "matter":
                yield row.text
            continue
        for name in ("title", "text", "required", "content", "asked", "answer", "outcome", "remark"):
            value = getattr(row, name, None)
            if isinstance(value, str) and not getattr(row, "duty", None):
                yield value


def _place(session: Session, spot: Spot, is_own: bool) -> Place:
    row = row_of(session, spot)
    place = Place(spot=spot, own=is_own)
    for name in ("happened_at", "saved_at", "given_at", "received_at", "added_at", "began_at", "opened_at", "made_at"):
        at = getattr(row, name, None)
        if isinstance(at, datetime):
            place = replace(place, at=at)
            break
    if spot.kind == "draft":  # what somebody else has half written is nobody's to read: whose it is must do
        writer = session.get(Officer, row.author_id) if row.author_id is not None else None
        return replace(place, said=writer.name if writer else "")
    if isinstance(row, HotlineCall):  # who called is shown to nobody who does not look at the case itself
        return place
    if isinstance(row, Setting):
        plain = json.loads(row.value)
        return replace(place, said=_short(str(plain.get("zh", ""))) if isinstance(plain, dict) else "")
    case = case_of_row(session, row)
    for name in ("number", "name", "title", "text", "file_name", "language", "content", "required", "asked", "answer"):
        value = getattr(row, name, None)
        if isinstance(value, str) and value:
            return replace(place, said=_short(hidden(session, case, value) if case is not None else value))
    return place


def _short(value: str) -> str:
    line = " ".join(value.split())
    return line if len(line) <= _SAID_MOST else f"{line[: _SAID_MOST - 1]}…"
