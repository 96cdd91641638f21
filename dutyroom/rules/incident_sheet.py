"""The incident sheet: what is taken down of a call, of a further report, of a grade; and what is refused."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Final

from dutyroom.rules.incident import FIGURE_WORDS, GRADES, SUBTYPE_OF, Figure, Surety
from dutyroom.rules.incident_facts import LOSS_MOST, PEOPLE, PEOPLE_MOST, Contradiction, Story
from dutyroom.rules.matter import TITLE_MOST
from dutyroom.rules.matter_steps import Step
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.wording import Worded, mark

SENTENCES: Final[dict[str, str]] = {
    "incident.empty": mark("Enter at least what happened or where."),
    "incident.subtype.unknown": mark("{subtype} is no kind of event that is known here."),
    "incident.place.empty": mark("Enter where it is: nobody can help {count} dead or hurt people without a place."),
    "incident.event.after": mark("It cannot have happened ({event}) after it was reported ({received}). Check day and time."),
    "incident.figure.unclear": mark("“{text}” is no number. Enter figures, for example 3, 1200 or 120万."),
    "incident.figure.negative": mark("{figure}: {number} cannot be."),
    "incident.figure.absurd": mark("{figure}: {number} cannot be; {most} is the most. Check the number."),
    "incident.grade.unknown": mark("{grade} is no grade; there are Ⅰ, Ⅱ, Ⅲ and Ⅳ."),
    "incident.grade.reason": mark("The rules propose {proposed}. Say why it is {grade}."),
    "incident.grade.same": mark("It is {grade} already."),
    "incident.contradiction.fell": mark("Deaths would fall from {former} to {now}. Say how that is, or correct the number."),
    "incident.contradiction.fewer": mark("Dead, missing and injured together would fall from {former} to {now}. Say how that is, or correct the numbers."),
    "incident.contradiction.before": mark("{figure} is known as of {former}; this would be as of {now}, before it. Say how that is, or correct the time."),
    "incident.report.nothing": mark("Enter a figure or what is new."),
    "incident.statement.unknown": mark("There is no such statement."),
    "incident.statement.withdrawn": mark("It was withdrawn already."),
    "incident.statement.verified": mark("It is verified already."),
    "incident.same.unknown": mark("There is no incident {number} to link it to."),
}  # fmt: skip
_SLACK: Final = timedelta(minutes=1)
_FIGURE: Final = re.compile(r"(-?\d{1,15})(?:\.(\d{1,8}))?(万|亿)?(?:人|元)?")
_TIMES: Final = {None: 1, "万": 10_000, "亿": 100_000_000}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a caller says of the facts: figures, and parts of the story in words. ``as_of`` None: when it came in."""

    figures: Mapping[Figure, int] = field(default_factory=dict)
    story: Mapping[Story, str] = field(default_factory=dict)
    as_of: datetime | None = None
    surety: Surety = Surety.REPORTED


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterIncident:
    """An event was reported. ``title`` empty: made of area, place and kind; ``received_at`` None: now.

    ``grade`` is the officer's decision, ``grade_proposed`` what the rules say of these facts; where they differ
    ``grade_reason`` says why. ``same_as`` links it to the incident of which it is another report.
    """

    title: str = ""
    subtype: str = ""
    event_at: datetime | None = None
    received_at: datetime | None = None
    area: str = ""
    area_id: int | None = None
    place: str = ""
    source: str = ""
    source_id: int | None = None
    reporter: str = ""
    reporter_phone: str = ""
    told: Told = Told()
    sensitive: tuple[str, ...] = ()
    grade: str = ""
    grade_proposed: str = ""
    grade_reason: str = ""
    same_as: int | None = None
    attachments: tuple[Path, ...] = ()
    draft_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectIncident:
    """What was taken down wrongly of incident ``id``; of ``facts`` those beside figures, story and grade count."""

    id: int
    version: int
    facts: RegisterIncident
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FurtherReport(Step):
    """More became known of incident ``id``. ``explanation`` says how that agrees with what held until now."""

    told: Told
    source: str = ""
    person: str = ""
    explanation: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GradeIncident(Step):
    """The officer's grade; ``version`` is the one that was shown, so that two cannot grade it at once unseen."""

    version: int
    grade: str
    proposed: str = ""
    sensitive: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirm:
    """Statement ``id`` is verified, or withdrawn with a reason."""

    id: int
    surety: Surety
    reason: str = ""


def made_title(area: str, place: str, subtype: str) -> str:
    """二七区嵩山路航海路口道路交通事故: where and what, without saying the area twice."""
    kind = SUBTYPE_OF[subtype].zh if subtype in SUBTYPE_OF else "突发事件"
    where = place if place.startswith(area) else area + place
    return f"{where}{kind}"


def check_incident(incident: RegisterIncident, *, now: datetime) -> None:
    """Refuse what cannot be: nothing said, an event after its report, the future, absurd figures, dead without a place."""
    received = incident.received_at or now
    if not any((incident.title.strip(), incident.place.strip(), incident.area, incident.told.story, incident.subtype)):
        raise Refusal("incident.empty", field="course")
    if len(incident.title) > TITLE_MOST:
        raise Refusal("matter.title.long", field="title", length=len(incident.title), most=TITLE_MOST)
    if incident.subtype and incident.subtype not in SUBTYPE_OF:
        raise Refusal("incident.subtype.unknown", field="subtype", subtype=incident.subtype)
    if received > now + _SLACK:
        raise Refusal("matter.received.future", field="received_at", time=received)
    if incident.event_at is not None and incident.event_at > received + _SLACK:
        raise Refusal("incident.event.after", field="event_at", event=incident.event_at, received=received)
    check_figures(incident.told.figures)
    hurt = sum(incident.told.figures.get(figure, 0) for figure in (Figure.DEATHS, Figure.SERIOUS, Figure.LIGHT))
    if hurt and not (incident.place.strip() or incident.area):
        raise Refusal("incident.place.empty", field="place", count=hurt)
    check_grade(incident.grade, incident.grade_proposed, incident.grade_reason)


def read_figure(figure: Figure, text: str) -> int | None:
    """The number that was typed: 3, 1,200, 120万, 1.5亿元; None for nothing, refused where it is none."""
    plain = "".join(unicodedata.normalize("NFKC", text).replace(",", "").split())
    if not plain:
        return None
    found = _FIGURE.fullmatch(plain)
    if found is not None:
        size = _TIMES[found[3]]
        part = Fraction(f"{found[1]}.{found[2] or 0}") * size
        if part.denominator == 1:
            return int(part)
    raise Refusal("incident.figure.unclear", field=figure.value, text=text.strip())


def check_figures(figures: Mapping[Figure, int]) -> None:
    """Refuse negative and absurd numbers."""
    for figure, number in figures.items():
        words = Worded(FIGURE_WORDS[figure])
        if number < 0:
            raise Refusal("incident.figure.negative", field=figure.value, figure=words, number=number)
        most = PEOPLE_MOST if figure in PEOPLE else LOSS_MOST
        if number > most:
            raise Refusal("incident.figure.absurd", field=figure.value, figure=words, number=number, most=f"{most:,}")


def check_grade(grade: str, proposed: str, reason: str) -> None:
    """Refuse an unknown grade, and one that is not what the rules propose without a reason."""
    if grade and grade not in GRADES:
        raise Refusal("incident.grade.unknown", field="grade", grade=grade)
    if grade != proposed and grade and proposed and not reason.strip():
        raise Refusal("incident.grade.reason", field="grade_reason", proposed=proposed, grade=grade)


def check_further(asked: FurtherReport, found: tuple[Contradiction, ...]) -> None:
    """Refuse a report that says nothing, and one that contradicts without an explanation."""
    if not (asked.told.figures or any(text.strip() for text in asked.told.story.values()) or asked.text.strip()):
        raise Refusal("incident.report.nothing", field="text")
    check_figures(asked.told.figures)
    if found and not asked.explanation.strip():
        refuse_contradiction(found[0])


def refuse_contradiction(found: Contradiction) -> None:
    """Name what does not agree, at the field where it is explained."""
    facts: dict[str, object] = {"former": found.former, "now": found.now}
    if found.fact in FIGURE_WORDS:
        facts["figure"] = Worded(FIGURE_WORDS[found.fact])
    raise Refusal(f"incident.contradiction.{found.what}", field="explanation", **facts)
