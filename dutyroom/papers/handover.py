"""值班交接班报告: what one shift leaves to the next, signed by both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from typing import Final

from dutyroom.papers.blocks import Block, PageBreak
from dutyroom.papers.facts import CheckFact, HandoverFacts, OpenItemFact
from dutyroom.papers.fonts import Faces
from dutyroom.papers.form import ACCEPTED, FIELD, LABEL, MIDDLE, NARROW, SMALL, TEXT, Form, marks
from dutyroom.papers.grid import Cell, Grid, Row
from dutyroom.papers.lines import Span, Style
from dutyroom.papers.phrases import Phrases
from dutyroom.papers.sheet import Sheet
from dutyroom.papers.signing import proof_block, signature_block
from dutyroom.rules.matter import DUTY_WORDS
from dutyroom.rules.shift import HOTLINE_SAID
from dutyroom.rules.wording import Wording, mark

_UNITS: Final = (1.0,) * 24
_STATES: Final = {True: mark("in order"), False: mark("out of order"), None: mark("not checked")}
_PHONE: Final = {True: mark("tested, works"), False: mark("does not work"), None: mark("not tested")}
_BIG: Final = Style(role="song", size=11.5, leading=17, align="center")
_LONG_ANNEX: Final = 8  # entries: from here on the annex begins on a page of its own


def make_handover(facts: HandoverFacts, *, faces: Faces, wording: Wording) -> bytes:
    """The handover report as PDF; the same facts always give the same bytes."""
    phrases = Phrases(wording, facts.zone)
    form = Form(faces, phrases)
    office, title = phrases.office(facts.office_zh, facts.office_en), phrases.say("Shift Handover Report")
    blocks: list[Block] = [*form.masthead(office, title), _shift(form, facts)]
    blocks += [form.section(phrases.say("This shift in numbers")), _counts(form, facts)]
    blocks += [form.section(phrases.say("Important matters")), form.log(facts.important)]
    blocks += [form.section(phrases.say("Open items")), *_hotline(form, facts), _open_items(form, facts)]
    blocks += _plans_late(form, facts)
    blocks += [form.section(phrases.say("Leaders' instructions")), form.log(facts.instructions)]
    blocks += [form.section(phrases.say("Leaders' whereabouts")), *form.bullets(facts.whereabouts)]
    blocks += _in_force(form, facts)
    blocks += [form.section(phrases.say("Equipment, keys and papers")), *_equipment(form, facts)]
    blocks += [form.section(phrases.say("Remarks")), _said(form, facts.remarks)]
    blocks += [form.section(phrases.say("Between giving and taking")), form.log(facts.addendum)]
    blocks += [form.section(phrases.say("Reservations of the incoming shift")), _said(form, facts.reservations)]
    blocks += [form.section(phrases.say("Signatures")), signature_block(form, facts), *proof_block(form, facts)]
    blocks += _annex(form, facts)
    return Sheet(
        faces=faces,
        phrases=phrases,
        title=f"{title} {facts.shift_name} {phrases.day(facts.started_at, year=True)}",
        author=office,
        blocks=blocks,
        running=f"{title}　{facts.shift_name}　{phrases.day(facts.started_at, year=True)}　{office}",
        foot=phrases.say("Head {head}…", head=facts.head[:8]) if facts.head else "",
        foot_right=_printed(phrases, facts),
        marks=marks(facts.store_kind, draft=facts.draft),
        made_at=facts.ended_at,
    ).pdf()


def handover_texts(facts: HandoverFacts) -> tuple[str, ...]:
    """Everything a person wrote in the report, for looking up characters that cannot be printed."""
    entries = (*facts.important, *facts.instructions, *facts.addendum, *facts.entries)
    texts = [facts.office_zh, facts.office_en, facts.shift_name, facts.weather, facts.remarks, facts.reservations]
    texts += [facts.outgoing_leader, facts.outgoing_chief, facts.outgoing_deputy]
    texts += [facts.incoming_leader or "", facts.incoming_chief or "", facts.incoming_deputy or ""]
    texts += [*facts.whereabouts, *facts.warnings, *facts.responses, *facts.plans_late]
    for entry in entries:
        texts += [entry.text, entry.unit, entry.person, entry.phone, entry.author, entry.paper_writer or ""]
    texts += [part for item in facts.open_items for part in (item.title, item.remark)]
    texts += [part for check in facts.equipment for part in (check.name, check.remark)]
    for signed in facts.signatures:
        texts += [signed.name, signed.post, signed.on_behalf_of or "", signed.reason or ""]
    return tuple(filter(None, texts))


def _printed(phrases: Phrases, facts: HandoverFacts) -> str:
    # A handed-over report must come out the same whenever it is printed; only drafts say when they were.
    if not facts.draft or facts.printed_at is None:
        return ""
    return phrases.say("Printed {time}", time=phrases.moment(facts.printed_at, weekday=False))


def _said(form: Form, text: str) -> Block:
    return form.text(text, TEXT, gap=3) if text.strip() else form.none()


def _shift(form: Form, facts: HandoverFacts) -> Grid:
    say, phrases = form.phrases.say, form.phrases
    planned = phrases.period(facts.planned_start, facts.planned_end)
    actual = phrases.period(facts.started_at, facts.ended_at)
    # The second signature is the change of duty.
    changed = next((signed.signed_at for signed in facts.signatures if signed.role == "take"), None)
    out = (facts.outgoing_leader, facts.outgoing_chief, facts.outgoing_deputy)
    into = (facts.incoming_leader, facts.incoming_chief, facts.incoming_deputy)
    posts = [say("Duty leader"), say("Chief officer"), say("Deputy officer")]
    rows = [
        Row([form.label(say("Shift"), 3), form.value(facts.shift_name, 5, MIDDLE), *_pair(form, say("Planned"), planned)]),
        Row([form.label(say("Changed"), 3), form.value(phrases.moment(changed, weekday=False), 5, MIDDLE), *_pair(form, say("Actual"), actual)]),
        Row([form.label(say("Post"), 3), *(form.label(post, 7) for post in posts)]),
        Row([form.label(say("Gives"), 3), *(form.value(name or "—", 7, _BIG) for name in out)], 25),
        Row([form.label(say("Takes"), 3), *(form.value(name or "", 7, _BIG) for name in into)], 25),
        Row([form.label(say("Weather"), 3), form.value(facts.weather or "—", 21, FIELD)]),
    ]  # fmt: skip
    return Grid(_UNITS, rows, space_before=9, together=True)


def _pair(form: Form, name: str, value: str) -> list[Cell]:
    return [form.label(name, 3), form.value(value, 13, FIELD)]


def _counts(form: Form, facts: HandoverFacts) -> Grid:
    say = form.phrases.say
    columns = [(form.phrases.kind(key), number) for key, number in facts.counts]
    columns.append((say("Total"), sum(number for _key, number in facts.counts)))
    style = Style(role="song", size=11, leading=16, align="center")
    rows = [
        Row([form.label(name) for name, _number in columns]),
        Row([form.value(str(number), style=style) for _name, number in columns]),
    ]
    widths = [max(form.faces.width("hei", name) * LABEL.size, 20) + 16 for name, _number in columns]
    return Grid(widths, rows, space_before=4, together=True)


def _item_title(form: Form, item: OpenItemFact) -> str:
    word = DUTY_WORDS.get(item.duty)
    if not word:
        return item.title
    said = " · ".join(part for part in (form.phrases.say(word), item.recipient) if part)
    return f"{item.title}（{said}）"


def _open_items(form: Form, facts: HandoverFacts) -> Block:
    if not facts.open_items:
        return form.none()
    say = form.phrases.say
    heads = form.heads(say("No."), say("Matter"), say("Due by"), say("Entry"), say("Taken note"), say("Remark"))
    rows = [_open_item(form, item, number) for number, item in enumerate(facts.open_items, 1)]
    return Grid((30, 174, 82, 40, 78, 69), rows, [heads], space_before=4)


def _hotline(form: Form, facts: HandoverFacts) -> list[Block]:
    """The mayor's telephone in numbers, above what is named of it; nothing where it has no case in hand."""
    if facts.hotline is None:
        return []
    numbers = {field.name: getattr(facts.hotline, field.name) for field in fields(facts.hotline)}
    until = form.phrases.moment(facts.hotline.until, weekday=False)
    return [form.text(form.phrases.say(HOTLINE_SAID, **numbers | {"until": until}), FIELD, gap=3)]


def _plans_late(form: Form, facts: HandoverFacts) -> list[Block]:
    """Said under what is open; nothing where nothing is overdue."""
    if not facts.plans_late:
        return []
    lead = form.text([Span(form.phrases.say("Overdue drills and evaluations of plans"), "hei")], FIELD, gap=6)
    lead.stays_with_next = True
    return [lead, *form.bullets(facts.plans_late)]


def _open_item(form: Form, item: OpenItemFact, number: int) -> Row:
    say = form.phrases.say
    due: list[Block] = [form.text(form.phrases.moment(item.due_at) if item.due_at else say("no time set"), NARROW)]
    if item.overdue:
        due.append(form.text([Span(say("overdue"), "hei")], NARROW))
    if item.acceptance is None:
        boxes = [form.text("□ " + say(word), SMALL) for word in ACCEPTED.values()]
    else:
        boxes = [form.text("√ " + say(ACCEPTED[item.acceptance]), NARROW)]
    return Row(
        [
            form.value(str(number), style=MIDDLE),
            Cell([form.text(_item_title(form, item), TEXT)]),
            Cell(due),
            form.value("" if item.entry_seq is None else str(item.entry_seq), style=MIDDLE),
            Cell(boxes),
            Cell([form.text(item.remark, NARROW)]),
        ]
    )


def _in_force(form: Form, facts: HandoverFacts) -> list[Block]:
    say = form.phrases.say
    blocks: list[Block] = [form.section(say("Warnings and responses in force"))]
    if not facts.warnings and not facts.responses:
        return [*blocks, form.none()]
    for name, lines in ((say("Warnings"), facts.warnings), (say("Responses"), facts.responses)):
        lead = form.text([Span(name, "hei")], FIELD, gap=3)
        lead.stays_with_next = True
        blocks += [lead, *form.bullets(lines)]
    return blocks


def _equipment(form: Form, facts: HandoverFacts) -> list[Block]:
    say = form.phrases.say
    counts = [
        form.label(say("Keys held"), 3),
        form.value(_count(facts.keys_count), 5, MIDDLE),
        form.label(say("Secret papers"), 3),
        form.value(_count(facts.secret_papers_count), 5, MIDDLE),
        form.label(say("Duty phone"), 3),
        form.value(say(_PHONE[facts.phone_tested]), 5, MIDDLE),
    ]
    rows = [_checks(form, facts.equipment[at : at + 2]) for at in range(0, len(facts.equipment), 2)]
    heads = (say("Item"), 4), (say("State"), 3), (say("Remark"), 5)
    head = Row([form.label(title, span) for title, span in (*heads, *heads)])
    blocks: list[Block] = [Grid(_UNITS, rows, [head], space_before=4)] if rows else []
    return [*blocks, Grid(_UNITS, [Row(counts)], space_before=4, together=True)]


def _checks(form: Form, pair: Sequence[CheckFact]) -> Row:
    cells: list[Cell] = []
    for check in pair:
        state = Span(form.phrases.say(_STATES[check.ok]), "hei" if check.ok is False else "song")
        cells += [
            form.value(form.phrases.say(check.name), 4, NARROW),
            Cell([form.text([state], Style(size=10, leading=15.5, align="center"))], 3, 1.0, "middle"),
            form.value(check.remark, 5, NARROW),
        ]
    if len(pair) == 1:
        cells += [form.value("", span) for span in (4, 3, 5)]
    return Row(cells)


def _count(number: int | None) -> str:
    return "—" if number is None else str(number)


def _annex(form: Form, facts: HandoverFacts) -> list[Block]:
    if not facts.entries:
        return []
    title = form.phrases.say("Annex: the log of the shift ({n} entries)", n=len(facts.entries))
    ahead: list[Block] = [PageBreak()] if len(facts.entries) >= _LONG_ANNEX else []
    return [*ahead, form.heading(title), form.log(facts.entries)]
