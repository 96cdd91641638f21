"""From the registers to the draft of an issued paper, each part with the records that it was made from."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from dutyroom.actions.briefing_parts import note
from dutyroom.actions.handover import handover_facts, read_checklist
from dutyroom.actions.incident_reports import report_facts
from dutyroom.data.catalogues import load_wording
from dutyroom.data.desk import Desk
from dutyroom.data.queries.briefing_day import (
    entry_counts,
    important_entries,
    incidents_between,
    register_counts,
    responses_between,
    shifts_between,
    warnings_between,
)
from dutyroom.data.queries.briefings import last_issued, recipients_of
from dutyroom.data.queries.directory import units_by_name
from dutyroom.data.queries.hotline_papers import calls_in, taken_in
from dutyroom.data.queries.incidents import incident_in_full
from dutyroom.data.queries.journal import EntryRow
from dutyroom.data.queries.matters import MatterInFull, matter_in_full
from dutyroom.data.queries.notices import notice_in_full
from dutyroom.data.queries.office import office_settings
from dutyroom.data.queries.open_items import OpenItemRow, open_items
from dutyroom.data.queries.paper_templates import own_template
from dutyroom.data.queries.shifts import handover_of, running_shift_id
from dutyroom.data.queries.spot_checks import told_spots
from dutyroom.data.reading import Session
from dutyroom.data.tables import Briefing, BriefingPart, BriefingRecipient, BriefingSource
from dutyroom.rules.briefing import (
    OF_A_DAY,
    OF_A_MATTER,
    BriefingKind,
    BriefingState,
    ComposeBriefing,
    RecipientRole,
    check_composed,
    check_fields,
    check_part,
)
from dutyroom.rules.briefing_day import DaySituation, HotlineDay, OpenLine, ToldEntry, day_parts, duty_day
from dutyroom.rules.briefing_matter import Happened, ToldMatter, matter_parts
from dutyroom.rules.briefing_text import Drafted, Source, rows_text
from dutyroom.rules.canon import canonical_json
from dutyroom.rules.entry import clean_text
from dutyroom.rules.fold import fold
from dutyroom.rules.matter import MatterKind
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.spot_check_paper import spot_parts
from dutyroom.rules.warning import STATUS_MARKS
from dutyroom.rules.wording import mark

MATTERS_MOST: Final = 30
"""So many important matters are told in a paper of a day, and so many open items named; the others are counted."""
TITLES: Final[dict[str, str]] = {
    BriefingKind.DAILY_SITUATION: mark("Duty situation of {day}"),
    BriefingKind.EXPRESS: mark("On {title}"),
    BriefingKind.DUTY_INFORMATION: mark("On {title}"),
    BriefingKind.SPOT_CHECK: mark("On the spot checks of duty rooms"),
    BriefingKind.MEETING_NOTICE: mark("Notice of a meeting"),
    BriefingKind.MINUTES: mark("Minutes of a meeting"),
}
DAY: Final = mark("{year}-{month:02d}-{day:02d}")
"""A day as a title has it; the Chinese of it is 2026年11月23日."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Composed:
    """A draft that nobody has kept yet."""

    kind: BriefingKind
    language: str
    title: str
    parts: tuple[Drafted, ...]
    fields: tuple[tuple[str, str], ...] = ()
    period_from: datetime | None = None
    period_until: datetime | None = None
    matter_id: int | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Usual:
    """Somebody to whom papers of a kind go."""

    role: RecipientRole
    name: str
    unit_id: int | None
    channel: str = ""


def compose(session: Session, asked: ComposeBriefing, now: datetime) -> Composed:
    """What the registers give for a paper, without keeping it. A day on which nothing happened says so."""
    office = office_settings(session)
    check_composed(asked, now.astimezone(office.zone).date())
    wording = load_wording(asked.language)
    named: dict[str, Any] = {"kind": asked.kind, "language": asked.language, "fields": check_fields(asked.fields)}
    typed = tuple(_typed(place, check_part(part)) for place, part in enumerate(asked.parts, 1))
    if asked.kind is BriefingKind.DAILY_SITUATION and asked.day is not None:
        since, until = duty_day(asked.day, office.templates, office.zone)
        parts = day_parts(day_situation(session, since, until, now), wording, office.zone)
        said = wording.say(DAY, year=asked.day.year, month=asked.day.month, day=asked.day.day)
        title = wording.say(TITLES[asked.kind], day=said)
        named |= {"period_from": since, "period_until": until, "day": asked.day}
    elif asked.kind is BriefingKind.SPOT_CHECK and asked.day is not None:
        since, until = duty_day(asked.day, office.templates, office.zone)
        parts = spot_parts(told_spots(session, since, until), since, until, wording, office.zone)
        title = wording.say(TITLES[asked.kind])
        named |= {"period_from": since, "period_until": until, "day": asked.day}
    elif asked.kind in OF_A_MATTER and asked.matter_id is not None:
        told = told_matter(session, asked.matter_id)
        if told.is_secret:
            secrecy = _full(session, asked.matter_id).matter.secrecy
            raise Refusal("briefing.matter.secret", field="matter_id", number=told.number, secrecy=secrecy)
        parts = matter_parts(told, asked.kind, wording, office.zone)
        title = wording.say(TITLES[asked.kind], title=told.title)
        named["matter_id"] = told.id
    else:
        parts, title = (), wording.say(TITLES[asked.kind])
    return Composed(**named, title=clean_text(asked.title) or title, parts=(*parts, *typed))


def compose_briefing(desk: Desk, asked: ComposeBriefing) -> int:
    """Keep a draft made from the registers, with the distribution of its kind; returns its id."""
    draft, own = compose(desk.session, asked, desk.now), own_template(desk.session, asked.kind)
    facts = {"as_of": desk.now.isoformat()} | ({"day": draft.day.isoformat()} if draft.day else {})
    paper = Briefing(
        kind=draft.kind.value,
        state=BriefingState.DRAFT.value,
        language=draft.language,
        title=draft.title,
        period_from=draft.period_from,
        period_until=draft.period_until,
        matter_id=draft.matter_id,
        fields=json.dumps(draft.fields, ensure_ascii=False),
        facts=canonical_json(facts),
        contact=own.contact if own is not None else "",
        drafted_by=desk.author.name,
        drafted_at=desk.now,
    )
    desk.session.add(paper)
    desk.session.flush()
    for position, part in enumerate(draft.parts):
        _keep_part(desk, paper, position, part)
    _take_recipients(desk, paper)
    sources = sorted({(source.kind, source.id) for part in draft.parts for source in part.sources})
    note(desk, paper, "briefing.composed", "起草", language=draft.language, sources=sources)
    return paper.id


def usual_recipients(session: Session, kind: str) -> tuple[Usual, ...]:
    """To whom a new paper of a kind goes: each list as the office's template says, an empty one as the last or to nobody."""
    own, last = own_template(session, kind), last_issued(session, kind)
    rows = recipients_of(session, last) if last is not None else []
    units = units_by_name(session) if own is not None and (own.to or own.copies) else {}
    usual: list[Usual] = []
    for role in RecipientRole:
        is_main = role is RecipientRole.MAIN
        names = () if own is None else own.to if is_main else own.copies
        if own is not None and (own.to_empty if is_main else own.copies_empty) == "nobody" and not names:
            continue
        went = (Usual(role, row.name, row.unit_id, row.channel) for row in rows if row.role == role)
        usual += [Usual(role, name, units.get(fold(name))) for name in names] or went
    return tuple(usual)


def drafted_again(session: Session, paper: Briefing) -> dict[str, Drafted]:
    """The parts as the registers give them now of the same time, by key; empty for what somebody typed."""
    kind, facts = BriefingKind(paper.kind), json.loads(paper.facts)
    day, now = facts.get("day"), datetime.fromisoformat(facts["as_of"])
    if kind in OF_A_DAY and day:
        asked = ComposeBriefing(kind=kind, language=paper.language, day=date.fromisoformat(day))
    elif kind in OF_A_MATTER and paper.matter_id is not None:
        asked = ComposeBriefing(kind=kind, language=paper.language, matter_id=paper.matter_id)
    else:
        return {}
    return {part.key: part for part in compose(session, asked, now).parts}


def day_situation(session: Session, since: datetime, until: datetime, now: datetime) -> DaySituation:
    """What the registers hold of a period."""
    important = important_entries(session, since, until)
    of_matters = [entry.record_id or 0 for entry in important if entry.record_kind == "matter"]
    numbers = list(dict.fromkeys([*incidents_between(session, since, until), *of_matters]))
    told = [told_matter(session, number) for number in numbers[:MATTERS_MOST]]
    loose = [_told_entry(entry) for entry in important if entry.record_kind != "matter"]
    room = MATTERS_MOST - len(told)
    taken = taken_in(session, since, until)
    items = list({item.title: item for item in reversed(open_items(session)) if not _is_unreal(item.title)}.values())
    items.reverse()
    return DaySituation(
        since=since,
        until=until,
        as_of=now,
        entries=tuple(entry_counts(session, since, until)),
        registers=tuple(register_counts(session, since, until, now)),
        hotline=HotlineDay(
            calls=calls_in(session, since, until),
            direct=taken.direct,
            dispatched=taken.dispatched,
            transferred=taken.transferred,
            at_once=taken.at_once,
        ),
        matters=tuple(told),
        told=tuple(loose[:room]),
        more_matters=len(numbers) - len(told) + max(len(loose) - room, 0),
        items=tuple(_open_line(item, now) for item in items[:MATTERS_MOST]),
        more_items=max(len(items) - MATTERS_MOST, 0),
        warnings=tuple(
            (row.line(office_settings(session).zone), Source("matter", row.id))
            for row in warnings_between(session, since, until)
        ),
        responses=tuple((line, Source("matter", matter)) for line, matter in responses_between(session, since, until)),
        whereabouts=tuple(_whereabouts(session, since, until)),
    )


def told_matter(session: Session, number: int) -> ToldMatter:
    """A matter as papers tell of it; of the mayor's telephone without what callers said."""
    full = _full(session, number)
    matter = full.matter
    is_secret, is_private = bool(matter.secrecy), matter.kind == MatterKind.HOTLINE
    incident = incident_in_full(session, number) if matter.kind == MatterKind.INCIDENT else None
    notice = notice_in_full(session, number) if matter.kind == MatterKind.NOTICE and not is_secret else None
    return ToldMatter(
        id=matter.id,
        number=matter.number,
        title=matter.title,
        source=matter.source,
        received_at=matter.received_at,
        said=notice.facts.required if notice is not None else "",
        steps=tuple(
            Happened(
                at=step.happened_at,
                kind=step.kind,
                who=step.leader or step.unit or step.person,
                text=step.text,
                seq=step.entry_seq,
            )
            for step in full.steps
        ),
        incident=report_facts(incident) if incident is not None else None,
        outcome="" if is_secret or is_private else matter.outcome,
        is_secret=is_secret,
        is_private=is_private,
    )


def _full(session: Session, number: int) -> MatterInFull:
    full = matter_in_full(session, number)
    if full is None:
        raise Refusal("matter.unknown", id=number)
    return full


def _typed(place: int, part: Any) -> Drafted:
    return Drafted(key=f"typed:{place}", level=part.level, text=part.text, rows=part.rows, unverified=part.unverified)


def _told_entry(entry: EntryRow) -> ToldEntry:
    return ToldEntry(
        seq=entry.seq, at=entry.happened_at, kind=entry.kind, who=entry.unit or entry.person, text=entry.text or ""
    )


def _is_unreal(title: str) -> bool:
    """A clock of an exercise, a test or a draft of a warning."""
    return any(mark_of and mark_of in title for mark_of in STATUS_MARKS.values())


def _open_line(item: OpenItemRow, now: datetime) -> OpenLine:
    return OpenLine(
        id=item.id,
        title=item.title,
        due_at=item.due_at,
        is_overdue=item.due_at is not None and item.due_at <= now,
        waiting_for=item.waiting_for,
        source=Source("journal", item.entry_seq),
    )


def _whereabouts(session: Session, since: datetime, until: datetime) -> Iterable[tuple[str, Source]]:
    """What the handovers of the shifts of a period say of the leaders, of the running one what is noted so far."""
    for shift in shifts_between(session, since, until):
        if handover_of(session, shift) is not None:
            lines = handover_facts(session, shift).whereabouts
        elif shift == running_shift_id(session):
            lines = read_checklist(session, shift).whereabouts
        else:
            continue
        for line in lines:
            yield line, Source("shift", shift)


def _keep_part(desk: Desk, paper: Briefing, position: int, drafted: Drafted) -> None:
    is_typed = drafted.key.startswith("typed:")
    part = BriefingPart(
        briefing_id=paper.id,
        position=position,
        key="" if is_typed else drafted.key,
        level=drafted.level,
        text=drafted.text,
        drafted="" if is_typed else drafted.text,
        rows=rows_text(drafted.rows),
        is_unverified=drafted.unverified,
    )
    desk.session.add(part)
    desk.session.flush()
    for place, source in enumerate(dict.fromkeys(drafted.sources)):
        desk.session.add(BriefingSource(part_id=part.id, position=place, record_kind=source.kind, record_id=source.id))


def _take_recipients(desk: Desk, paper: Briefing) -> None:
    for position, usual in enumerate(usual_recipients(desk.session, paper.kind)):
        named = {"role": usual.role.value, "name": usual.name, "unit_id": usual.unit_id, "channel": usual.channel}
        desk.session.add(BriefingRecipient(briefing_id=paper.id, position=position, **named))
