"""Papers of matters by kind: where their facts come from, what they look like without a store, what prints them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from dutyroom.actions.hotline_ledger import day_of, hotline_ledger_facts
from dutyroom.actions.hotline_papers import (
    hotline_case_facts,
    hotline_transfer_facts,
    hotline_urging_facts,
    urging_issued,
)
from dutyroom.actions.hotline_report_facts import daily_facts, monthly_facts, weekly_facts
from dutyroom.actions.incident_papers import ics_209_facts, ics_214_facts, incident_report_facts
from dutyroom.actions.matter_facts import (
    fax_cover_facts,
    handling_slip_facts,
    instruction_facts,
    telephone_slip_facts,
)
from dutyroom.actions.papers import keep_paper
from dutyroom.actions.plan_catalogue_facts import plan_catalogue_facts
from dutyroom.actions.plan_event_facts import plan_event_facts, plan_year_facts
from dutyroom.actions.preparation_facts import preparation_paper_facts, programme_paper_facts
from dutyroom.actions.relay_facts import returns_facts, transmission_list_facts
from dutyroom.actions.supervision_facts import supervision_ledger_facts, supervision_notice_facts
from dutyroom.actions.warning_facts import warning_paper_facts
from dutyroom.data.desk import Desk
from dutyroom.data.queries.incidents import newest_report, report_numbered
from dutyroom.data.queries.matter_papers import (
    call_numbered,
    instruction_of,
    last_instruction,
    matter_numbered,
    record_number,
    relay_numbered,
)
from dutyroom.data.queries.matters import matter_in_full
from dutyroom.data.queries.papers import kept_paper
from dutyroom.data.reading import Session
from dutyroom.data.store import Store
from dutyroom.papers import (
    sample_exercises,
    sample_facts,
    sample_hotline,
    sample_hotline_reports,
    sample_incidents,
    sample_preparation,
)
from dutyroom.papers.fax_cover import make_fax_cover
from dutyroom.papers.fonts import open_faces
from dutyroom.papers.handling_slip import make_handling_slip
from dutyroom.papers.hotline_case import make_hotline_case
from dutyroom.papers.hotline_ledger import make_hotline_ledger
from dutyroom.papers.hotline_letters import make_hotline_transfer, make_hotline_urging
from dutyroom.papers.hotline_report import make_hotline_report
from dutyroom.papers.ics import make_ics_209, make_ics_214
from dutyroom.papers.incident_facts import IncidentReportFacts
from dutyroom.papers.incident_report import make_incident_report
from dutyroom.papers.instruction import make_instruction
from dutyroom.papers.matter_facts import Colour, PaperFacts, SupervisionNoticeFacts
from dutyroom.papers.plan_catalogue import make_plan_catalogue
from dutyroom.papers.plan_event import make_plan_event, make_plan_year
from dutyroom.papers.preparation import make_preparation, make_programme
from dutyroom.papers.returns import make_returns
from dutyroom.papers.sample_catalogue import sample_plan_catalogue
from dutyroom.papers.supervision_ledger import make_supervision_ledger
from dutyroom.papers.supervision_notice import make_supervision_notice
from dutyroom.papers.telephone_slip import make_telephone_slip
from dutyroom.papers.transmission_list import make_transmission_list
from dutyroom.papers.warning import make_warning
from dutyroom.rules.document_number import normal_number
from dutyroom.rules.entry import Kind
from dutyroom.rules.incident_report import ReportState
from dutyroom.rules.matter import Progress
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.removal import in_words
from dutyroom.rules.wording import Wording

FactsOf = Callable[..., PaperFacts]
"""The facts of a paper from the store: of the record with this number, at this instant, by what it ``takes``."""
MATTER: Final = "matter"
RELAY: Final = "relay"
CALL: Final = "returns_call"
STEP: Final = "matter_step"
REPORT: Final = "incident_report"
PLAN_EVENT: Final = "plan_event"
WHOLE: Final = ""
DAY: Final = "day"
"""A paper of a period is known by a day in it, as a number like 20261123."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MatterPaper:
    """A kind of paper. ``name`` is what the log calls it; ``of`` the kind of record it is about, empty for a register.

    ``takes`` are the further parameters of its facts: one unit of several, a colour, callers unmasked. ``issued`` gives
    the number under which a letter that was issued is kept, None for a draft.
    """

    name: str
    of: str
    facts: FactsOf
    sample: Callable[[], PaperFacts]
    make: Callable[..., bytes]
    takes: frozenset[str] = frozenset()
    issued: Callable[..., int | None] | None = None


MATTER_PAPERS: Final[Mapping[str, MatterPaper]] = MappingProxyType(
    {
        "handling-slip": MatterPaper(
            name="文件处理单",
            of=MATTER,
            facts=handling_slip_facts,
            sample=sample_facts.sample_handling_slip,
            make=make_handling_slip,
        ),
        "telephone-slip": MatterPaper(
            name="电话记录单",
            of=MATTER,
            facts=telephone_slip_facts,
            sample=sample_facts.sample_telephone_slip,
            make=make_telephone_slip,
        ),
        "fax-cover": MatterPaper(
            name="传真首页",
            of=MATTER,
            facts=fax_cover_facts,
            sample=sample_facts.sample_fax_cover,
            make=make_fax_cover,
        ),
        "transmission-list": MatterPaper(
            name="通知传达登记表",
            of=RELAY,
            facts=transmission_list_facts,
            sample=sample_facts.sample_transmission_list,
            make=make_transmission_list,
        ),
        "returns": MatterPaper(
            name="应报未报统计",
            of=CALL,
            facts=returns_facts,
            sample=sample_facts.sample_returns,
            make=make_returns,
        ),
        "supervision-notice": MatterPaper(
            name="督查单",
            of=MATTER,
            facts=supervision_notice_facts,
            sample=sample_facts.sample_supervision_notice,
            make=make_supervision_notice,
            takes=frozenset({"assignment", "colour"}),
        ),
        "supervision-ledger": MatterPaper(
            name="督查台账",
            of=WHOLE,
            facts=supervision_ledger_facts,
            sample=sample_facts.sample_supervision_ledger,
            make=make_supervision_ledger,
        ),
        "plan-catalogue": MatterPaper(
            name="预案目录",
            of=WHOLE,
            facts=plan_catalogue_facts,
            sample=sample_plan_catalogue,
            make=make_plan_catalogue,
        ),
        "instruction": MatterPaper(
            name="领导批示件",
            of=STEP,
            facts=instruction_facts,
            sample=sample_facts.sample_instruction,
            make=make_instruction,
        ),
        "incident-report": MatterPaper(
            name="突发事件信息专报",
            of=REPORT,
            facts=incident_report_facts,
            sample=sample_incidents.sample_incident_report,
            make=make_incident_report,
        ),
        "ics-209": MatterPaper(
            name="ICS 209",
            of=MATTER,
            facts=ics_209_facts,
            sample=sample_incidents.sample_ics_209,
            make=make_ics_209,
        ),
        "ics-214": MatterPaper(
            name="ICS 214",
            of=MATTER,
            facts=ics_214_facts,
            sample=sample_incidents.sample_ics_214,
            make=make_ics_214,
        ),
        "warning": MatterPaper(
            name="预警信息",
            of=MATTER,
            facts=warning_paper_facts,
            sample=sample_facts.sample_warning,
            make=make_warning,
        ),
        "plan-preparation": MatterPaper(
            name="预案编制进度表",
            of=MATTER,
            facts=preparation_paper_facts,
            sample=sample_preparation.sample_preparation,
            make=make_preparation,
        ),
        "plan-programme": MatterPaper(
            name="年度应急预案编制计划",
            of=WHOLE,
            facts=programme_paper_facts,
            sample=sample_preparation.sample_programme,
            make=make_programme,
        ),
        "plan-event": MatterPaper(
            name="演练评估记录",
            of=PLAN_EVENT,
            facts=plan_event_facts,
            sample=sample_exercises.sample_plan_event,
            make=make_plan_event,
        ),
        "plan-year": MatterPaper(
            name="应急预案演练评估计划",
            of=WHOLE,
            facts=plan_year_facts,
            sample=sample_exercises.sample_plan_year,
            make=make_plan_year,
        ),
        "hotline-case": MatterPaper(
            name="市长电话工单",
            of=MATTER,
            facts=hotline_case_facts,
            sample=sample_hotline.sample_hotline_case,
            make=make_hotline_case,
            takes=frozenset({"unmasked", "reason"}),
        ),
        "hotline-transfer": MatterPaper(
            name="市长电话转办单",
            of=MATTER,
            facts=hotline_transfer_facts,
            sample=sample_hotline.sample_hotline_transfer,
            make=make_hotline_transfer,
            takes=frozenset({"assignment", "unmasked", "reason"}),
        ),
        "hotline-urging": MatterPaper(
            name="市长电话催办函",
            of=MATTER,
            facts=hotline_urging_facts,
            sample=sample_hotline.sample_hotline_urging,
            make=make_hotline_urging,
            takes=frozenset({"assignment"}),
            issued=urging_issued,
        ),
        "hotline-daily": MatterPaper(
            name="市长电话每日情况",
            of=DAY,
            facts=daily_facts,
            sample=sample_hotline_reports.sample_hotline_daily,
            make=make_hotline_report,
        ),
        "hotline-weekly": MatterPaper(
            name="市长电话周工作综述",
            of=DAY,
            facts=weekly_facts,
            sample=sample_hotline_reports.sample_hotline_weekly,
            make=make_hotline_report,
        ),
        "hotline-monthly": MatterPaper(
            name="市长电话月报",
            of=DAY,
            facts=monthly_facts,
            sample=sample_hotline_reports.sample_hotline_monthly,
            make=make_hotline_report,
        ),
        "hotline-ledger": MatterPaper(
            name="市长电话台账",
            of=DAY,
            facts=hotline_ledger_facts,
            sample=sample_hotline_reports.sample_hotline_ledger,
            make=make_hotline_ledger,
            takes=frozenset({"wanted"}),
        ),
    }
)


def matter_pdf(
    store: Store,
    kind: str,
    record: int,
    wording: Wording,
    cache: Path,
    *,
    papers: Mapping[str, MatterPaper] = MATTER_PAPERS,
    **which: Any,
) -> bytes:
    """A paper of a record in the store; ``which`` says more of it, as far as this paper takes that.

    ``assignment`` is the unit that it goes to, ``colour`` that of a supervision notice: a draft where it is yet to be
    given; ``unmasked`` and ``reason`` print callers of the mayor's telephone once a look was logged.
    """
    paper = papers[kind]
    with store.reading() as session:
        given = {name: value for name, value in which.items() if name in paper.takes and value is not None}
        issue = paper.issued(session, record, **given) if paper.issued is not None else None
        of, number = (kind, issue) if issue is not None else (paper.of, record)
        kept = kept_paper(session, of, number, wording.language)
        if kept is not None:
            return kept
        facts: Any = paper.facts(session, record, store.clock(), **given)
    pdf = paper.make(in_words(facts, wording), faces=open_faces(cache), wording=wording)
    if issue is not None or (isinstance(facts, IncidentReportFacts) and facts.state == ReportState.ISSUED):
        with store.desk() as desk:  # what was issued is frozen: printed again it gives these bytes
            return keep_paper(desk, of, number, wording.language, pdf)
    return pdf


def record_meant(session: Session, kind: str, typed: str) -> int:
    """The record that somebody means: by its id, or by its number like 收〔2026〕12号 however it is typed.

    An instruction and a report may be named by their matter: then it is the newest on it.
    """
    typed = typed.strip()
    of = MATTER_PAPERS[kind].of
    if typed.isdecimal():
        return int(typed)
    number = normal_number(typed)
    if of == RELAY:
        return _known(relay_numbered(session, number), "relay.unknown")
    if of == CALL:
        return _known(call_numbered(session, number), "returns.unknown")
    if of == REPORT and (numbered := report_numbered(session, number)) is not None:
        return numbered
    matter = _known(matter_numbered(session, number), "matter.unknown", id=typed)
    if of == REPORT:
        return _known(newest_report(session, matter), "report.unknown")
    if of == STEP:
        return _known(last_instruction(session, matter), "paper.no_instruction", id=typed)
    return matter


def unit_meant(session: Session, matter: int, typed: str) -> int:
    """The unit that somebody means among those that have a matter in hand: by its name, or by a part that only it has."""
    found = matter_in_full(session, matter)
    if found is None:
        raise Refusal("paper.no_supervision", id=matter)
    held = [row for row in found.assignments if row.state != Progress.WITHDRAWN]
    name = typed.strip()
    meant = [row for row in held if row.unit == name] or [row for row in held if name and name in row.unit]
    if len(meant) != 1:
        units = tuple(row.unit for row in held)
        code = "paper.unit.unknown" if held else "paper.unit.none"
        raise Refusal(code, number=found.matter.number, unit=name, units=units)
    return meant[0].id


def note_matter_paper(desk: Desk, kind: str, record: int, how: str) -> None:
    """Journal that a paper went out, with the record that it is about."""
    paper = MATTER_PAPERS[kind]
    of, number = paper.of, record
    if of == STEP:
        of, number = MATTER, instruction_of(desk.session, record) or record
    about = day_of(number).isoformat() if of == DAY else _number_of(desk.session, of, number)
    named = " ".join(part for part in (paper.name, about) if part)
    desk.journal(
        "paper.printed",
        text=f"{named} → {how}",
        kind=Kind.SYSTEM,
        record=(of, number) if of and of != DAY else None,
        payload={"paper": kind, "day": number} if of == DAY else {"paper": kind},
    )


def sample_pdf(kind: str, wording: Wording, cache: Path, *, colour: Colour | None = None) -> bytes:
    """A paper from sample facts, without a store; ``colour`` is that of a supervision notice."""
    paper = MATTER_PAPERS[kind]
    facts: Any = paper.sample()
    if colour and isinstance(facts, SupervisionNoticeFacts):
        facts = sample_facts.sample_supervision_notice(colour)
    return paper.make(facts, faces=open_faces(cache), wording=wording)


def _known(number: int | None, code: str, **facts: Any) -> int:
    if number is None:
        raise Refusal(code, **facts)
    return number


def _number_of(session: Session, of: str, number: int) -> str:
    return record_number(session, of, number) or (str(number) if of else "")
