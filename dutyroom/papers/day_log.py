"""值班日志: the entries of a day, a shift or a search on paper."""

from __future__ import annotations

from dutyroom.papers.blocks import Block
from dutyroom.papers.facts import LogFacts
from dutyroom.papers.fonts import Faces
from dutyroom.papers.form import FIELD, Form, marks
from dutyroom.papers.grid import Grid, Row
from dutyroom.papers.phrases import Phrases, grouped
from dutyroom.papers.sheet import Sheet
from dutyroom.rules.wording import Wording


def make_day_log(facts: LogFacts, *, faces: Faces, wording: Wording) -> bytes:
    """The log as PDF; the same facts always give the same bytes."""
    phrases = Phrases(wording, facts.zone)
    form = Form(faces, phrases)
    office = phrases.office(facts.office_zh, facts.office_en)
    title = facts.title or phrases.say("Duty Log")
    blocks: list[Block] = [*form.masthead(office, title), _about(form, facts), form.log(facts.entries, gap=9)]
    if facts.head:
        head = phrases.say("Head of the chain (SHA-256):") + " " + grouped(facts.head)
        blocks.append(form.text(head, FIELD, gap=8))
    printed = ""
    if facts.printed_at:
        printed = phrases.say("Printed {time}", time=phrases.moment(facts.printed_at, weekday=False))
    day = phrases.day(facts.started_at, year=True)
    return Sheet(
        faces=faces,
        phrases=phrases,
        title=f"{title} {day}",
        author=office,
        blocks=blocks,
        running=f"{title}　{day}　{office}",
        foot=phrases.say("{n} entries", n=len(facts.entries)),
        foot_right=printed,
        marks=marks(facts.store_kind),
    ).pdf()


def log_texts(facts: LogFacts) -> tuple[str, ...]:
    """Everything a person wrote in the log, for looking up characters that cannot be printed."""
    texts = [facts.office_zh, facts.office_en, facts.title, facts.people, facts.weather]
    for entry in facts.entries:
        texts += [entry.text, entry.unit, entry.person, entry.phone, entry.author, entry.paper_writer or ""]
    return tuple(filter(None, texts))


def _about(form: Form, facts: LogFacts) -> Grid:
    say, phrases = form.phrases.say, form.phrases
    rows = [(say("Period"), phrases.period(facts.started_at, facts.ended_at))]
    if facts.people:
        rows.append((say("On duty"), facts.people))
    if facts.weather:
        rows.append((say("Weather"), facts.weather))
    return Grid(
        (1.0, 6.0), [Row([form.label(name), form.value(value)]) for name, value in rows], space_before=9, together=True
    )
