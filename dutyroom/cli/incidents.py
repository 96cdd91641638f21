"""``dutyroom grade`` and ``dutyroom clocks``: what the rules make of an event. Needs no store; where there is one, its
own values count."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from dutyroom.cli.arguments import Commands, Parser, json_option
from dutyroom.cli.call import Call, show, show_json, told_time
from dutyroom.cli.rules import in_force
from dutyroom.readers.txt import columns
from dutyroom.rules.grading import INPUT_WORDS, Grading, check_sensitive, grade_said, propose_grade
from dutyroom.rules.incident_class import SENSITIVE, understand_class, understand_grade, understand_scale
from dutyroom.rules.incident_clocks import (
    BODY_WORDS,
    Happening,
    ReportClock,
    inform_inside,
    others_clocks,
    report_clocks,
)
from dutyroom.rules.matter import DUTY_WORDS, Duty
from dutyroom.rules.wording import Worded, Wording

_WATER: Final = (1, 2, 3)


def add_to(commands: Commands, wording: Wording) -> None:
    """Name the commands."""
    parser = commands.add("grade", grade_event, wording.say("the grade that figures make by the rules, and why"))
    _class_option(parser, wording.say("the scale or kind of event, such as 生产安全 or 火灾"))
    for name, said in INPUT_WORDS.items():
        parser.options.add_argument(
            f"--{name.replace('_', '-')}",
            dest=name,
            type=int,
            metavar="YUAN" if name == "loss" else "N",
            choices=_WATER if name == "water_source" else None,
            # argparse fills placeholders in with %.
            help=wording.say(said).replace("%", "%%"),
        )
    _sensitive_option(parser)
    json_option(parser)
    parser = commands.add("clocks", clocks_of_event, wording.say("to whom an event is reported, and by when"))
    _class_option(parser, wording.say("the class, scale or kind of event, such as 事故灾难, 生产安全 or 火灾"))
    parser.options.add_argument("--grade", metavar="G", help=wording.say("Ⅰ to Ⅳ, or 敏感 (default: none)"))
    _sensitive_option(parser)
    for name, said in (
        ("--event", wording.say("when it happened, such as 2026-11-23T08:15 (default: not known)")),
        ("--received", wording.say("when this desk learnt of it (default: now)")),
    ):
        parser.options.add_argument(name, metavar="TIME", help=said)
    json_option(parser)


def grade_event(call: Call) -> int:
    """The grade that the rules of today propose."""
    asked = call.asked
    scale = understand_scale(asked.event_class)
    book, today = in_force(call)
    sensitive = _sensitive(call)
    check_sensitive(sensitive, book, today)
    figures = {name: value for name in INPUT_WORDS if (value := getattr(asked, name)) is not None}
    grading = propose_grade(scale, figures, book, today, sensitive)
    if call.wants_json:
        show_json(_plain_grading(call, grading))
        return 0
    for line in _in_words(call, grading):
        show(line)
    return 0


def clocks_of_event(call: Call) -> int:
    """The duties of this desk; in words also whom to tell inside, and the duties of others."""
    asked = call.asked
    kind = understand_class(asked.event_class)
    sensitive = _sensitive(call)
    grade = None
    if asked.grade is not None:
        grade = understand_grade(asked.grade)
        sensitive = sensitive if grade else (*sensitive, SENSITIVE)
    received_at = told_time(call, asked.received) or call.clock()
    book, on = in_force(call)[0], received_at.astimezone(call.zone).date()
    check_sensitive(sensitive, book, on)
    happening = Happening(
        kind=kind,
        grade=grade,
        received_at=received_at,
        event_at=told_time(call, asked.event),
        sensitive=bool(sensitive),
    )
    clocks = report_clocks(happening, received_at, book, call.zone)
    if call.wants_json:
        show_json([_plain_clock(call, clock) for clock in clocks])
        return 0
    _show_rows(_clock_row(call, happening, clock) for clock in clocks)
    if not clocks:
        show(call.say("No rule sets a time within which this is reported."))
    inside = inform_inside(grade, book, on) if grade else ()
    if inside:
        show(call.say("Tell inside: {people}", people=inside))
    others = others_clocks(happening, received_at, book, call.zone)
    if others:
        show(call.say("The duties of others:"))
        _show_rows(_clock_row(call, happening, clock) for clock in others)
    return 0


def _class_option(parser: Parser, said: str) -> None:
    parser.options.add_argument("--class", dest="event_class", metavar="C", required=True, help=said)


def _sensitive_option(parser: Parser) -> None:
    parser.options.add_argument(
        "--sensitive",
        nargs="*",
        metavar="WORD",
        help=parser.wording.say("a sensitive place, time or people: reported whatever the grade; words such as 学校"),
    )


def _sensitive(call: Call) -> tuple[str, ...]:
    """The reasons given; the option alone is reason enough."""
    words = call.asked.sensitive
    return () if words is None else tuple(words) or (SENSITIVE,)


def _plain_grading(call: Call, grading: Grading) -> dict[str, Any]:
    first = next(iter(grading.clauses), None)
    return {
        "grade": grading.grade,
        "clause": first.said(call.wording) if first else None,
        "clauses": [
            {
                "rule": clause.rule.key,
                "grade": clause.grade,
                "bound": clause.bound,
                "source": clause.rule.source,
                "checked": clause.rule.checked,
            }
            for clause in grading.clauses
        ],
        "raises": [
            {
                "figure": one.figure,
                "more": one.more,
                "grade": one.grade,
                "rule": one.clause.rule.key,
                "said": one.said(call.wording),
            }
            for one in grading.raises
        ],
        "if_missing_dead": grading.if_dead,
        "sensitive": list(grading.sensitive),
        "has_rule": grading.has_rule,
    }


def _in_words(call: Call, grading: Grading) -> Iterator[str]:
    if not grading.has_rule:
        yield call.say("No rule grades such events; a person decides.")
    elif grading.grade:
        yield call.say("Grade proposed: {grade}", grade=grade_said(grading.grade, call.wording))
    else:
        yield call.say("These figures reach no grade.")
    for clause in grading.clauses:
        yield "  " + clause.said(call.wording)
    if grading.sensitive:
        yield call.say("Sensitive: reported whatever the grade ({words}).", words=grading.sensitive)
    if grading.if_dead:
        yield call.say("If the missing are dead: {grade}", grade=grade_said(grading.if_dead, call.wording))
    if grading.raises:
        yield call.say("What would raise it:")
    for one in grading.raises:
        yield "  " + one.said(call.wording)


def _plain_clock(call: Call, clock: ReportClock) -> dict[str, Any]:
    return {
        "duty": clock.duty.value,
        "to": clock.to,
        "due": clock.due_at.astimezone(call.zone).isoformat() if clock.due_at else None,
        "rule": clock.rule_key,
        "source": clock.source,
        "checked": clock.rule.checked,
        "from": clock.start_event,
    }


def _clock_row(call: Call, happening: Happening, clock: ReportClock) -> tuple[str, ...]:
    due = f"{clock.due_at.astimezone(call.zone):%Y-%m-%d %H:%M}" if clock.due_at else "—"
    duty = call.say(DUTY_WORDS[clock.duty])
    who = tuple(Worded(BODY_WORDS.get(name, name)) for name in clock.to.split("、"))
    to = call.say("to {bodies}", bodies=who)
    if clock.duty not in (Duty.PHONE_REPORT, Duty.WRITTEN_REPORT):
        to = call.say("to the same")
    elif clock.by:
        to = call.say("by {body} to {bodies}", body=Worded(BODY_WORDS.get(clock.by, clock.by)), bodies=who)
    late = call.say("(over before it was known here)") if _is_over(clock, happening) else ""
    confirmed = "" if clock.rule.checked else call.say("(not confirmed)")
    return due, duty, to, " ".join(part for part in (late, confirmed, clock.source) if part)


def _is_over(clock: ReportClock, happening: Happening) -> bool:
    return clock.due_at is not None and clock.due_at < happening.received_at


def _show_rows(rows: Iterable[tuple[str, ...]]) -> None:
    """Rows with their columns under one another."""
    told = list(rows)
    wide = [max(map(_width, column)) for column in zip(*told, strict=True)]
    for row in told:
        show("  ".join(cell + " " * (width - _width(cell)) for cell, width in zip(row, wide, strict=True)).rstrip())


def _width(cell: str) -> int:
    """A terminal draws a dash narrow."""
    return columns(cell, wide=False)
