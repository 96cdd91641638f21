"""``dutyroom export``: a register as a table for other programs."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TextIO
from zoneinfo import ZoneInfo

from dutyroom.cli.arguments import Commands, writer_options
from dutyroom.cli.call import Call, Stop, opened, show, told_day
from dutyroom.cli.hotline_out import CASE_WIDTHS, HOTLINE, check_unmasked, records_of, values_of
from dutyroom.cli.hotline_statistics import HOTLINE_STATISTICS, export_statistics
from dutyroom.cli.mastheads import MASTHEADS, export_mastheads
from dutyroom.cli.search import NONE_SUCH
from dutyroom.cli.statistics import STATISTICS as FIGURES
from dutyroom.cli.statistics import check_statistics, export_figures, statistics_options
from dutyroom.cli.warnings import CAP, WARNINGS, export_warnings
from dutyroom.data.folders import refuse_special
from dutyroom.data.queries import export_briefings
from dutyroom.data.queries.directory_export import directory_records, directory_table, directory_values
from dutyroom.data.queries.export import JOURNAL_COLUMNS, journal_records, journal_values
from dutyroom.data.queries.export_hotline import CASE_COLUMNS
from dutyroom.data.queries.export_incidents import INCIDENT_COLUMNS, incident_records, incident_values
from dutyroom.data.queries.export_matters import (
    MATTER_COLUMNS,
    NOTICE_COLUMNS,
    matter_records,
    matter_table,
    matter_values,
    notice_records,
    notice_table,
    notice_values,
)
from dutyroom.data.queries.export_plan_events import PLAN_EVENT_COLUMNS, plan_event_records, plan_event_values
from dutyroom.data.queries.export_plans import PLAN_COLUMNS, plan_records, plan_values
from dutyroom.data.queries.export_rosters import ROSTER_COLUMNS, roster_records, roster_values
from dutyroom.data.queries.hotline_classes import CLASS_COLUMNS, class_records, class_values
from dutyroom.data.queries.incident_statistics import STATISTICS_COLUMNS, incident_statistics, statistics_records
from dutyroom.data.queries.knowledge import KNOWLEDGE_COLUMNS, knowledge_records, knowledge_values
from dutyroom.data.queries.office import office_settings
from dutyroom.data.queries.preparations import (
    PREPARATION_COLUMNS,
    preparation_records,
    preparation_table,
    preparation_values,
)
from dutyroom.data.queries.spot_checks import SPOT_COLUMNS, spot_records, spot_values
from dutyroom.data.queries.warnings import WARNING_COLUMNS, warning_records, warning_values
from dutyroom.data.reading import Session
from dutyroom.data.trouble import Trouble
from dutyroom.data.workbook import CELL_MOST, Table, write_workbook
from dutyroom.rules.contact_written import DIRECTORY_COLUMNS
from dutyroom.rules.hotline_measures import By
from dutyroom.rules.hotline_views import CUTS, View
from dutyroom.rules.incident_period import Period, days_of, instants_of
from dutyroom.rules.wording import Wording, mark

JOURNAL: Final = "journal"
DIRECTORY: Final = "directory"
FORMATS: Final = (".csv", ".xlsx", ".json")
WIDTHS: Final = {
    **dict.fromkeys(("seq", "canon", "author_id", "shift_id", "record_id", "amends", "important", "purged_by"), 9.0),
    **dict.fromkeys(("happened_at", "written_at"), 20.0),
    **dict.fromkeys(("kind", "author_name", "record_kind", "paper_number", "paper_writer", "person"), 14.0),
    **dict.fromkeys(("event", "unit", "phone"), 20.0),
    "text": 80.0,
    "payload": 30.0,
}
"""Widths of the workbook's columns, in characters."""
DIRECTORY_WIDTHS: Final = {
    **dict.fromkeys(("unit", "post", "fields", "functions", "email", "address", "note", "unit_en"), 24.0),
    **dict.fromkeys(("duty_phone", "office_phone", "mobile_phone", "home_phone", "fax", "secure_fax"), 18.0),
}
MATTER_WIDTHS: Final = {
    **dict.fromkeys(("title", "required", "outcome", "steps", "content", "course", "measures"), 50.0),
    **dict.fromkeys(("received_at", "due_at", "closed_at", "filed_at", "event_at", "document_number", "number"), 20.0),
    **dict.fromkeys(("source", "addressee", "lead", "waiting_for", "custody", "void_reason"), 24.0),
}
CLASS_WIDTHS: Final = {"zh": 20.0, "en": 30.0, "words": 50.0, "unit": 20.0, "source": 40.0}
ROSTER_WIDTHS: Final = {"roster": 24.0, "remark": 30.0, "swap_reason": 30.0, "starts_at": 20.0, "ends_at": 20.0}
SPOT_WIDTHS: Final = {"called_at": 20.0, "unit": 24.0, "remark": 40.0}
PLAN_EVENT_WIDTHS: Final = {
    **dict.fromkeys(("plan", "title", "participants", "reason"), 30.0),
    **dict.fromkeys(("scenario", "record", "findings"), 60.0),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """A register as a table: ``records`` for text files, ``values`` for a workbook; ``said`` counts what was written."""

    sheet: str
    columns: Sequence[str]
    widths: Mapping[str, float]
    records: Callable[[Session, ZoneInfo], Iterator[dict[str, Any]]]
    values: Callable[[Session], Iterator[Sequence[Any]]]
    said: str
    table: Callable[[Session, ZoneInfo], Iterator[dict[str, Any]]] | None = None
    """For a table of texts, where ``records`` hold lists."""


def _rows(
    sheet: str,
    columns: Sequence[str],
    widths: Mapping[str, float],
    records: Callable[[Session, ZoneInfo], Iterator[dict[str, Any]]],
    values: Callable[[Session], Iterator[Sequence[Any]]],
) -> Register:
    """A register whose rows have no word of their own."""
    said = mark("{count} rows written: {path}")
    return Register(sheet=sheet, columns=columns, widths=widths, records=records, values=values, said=said)


REGISTERS: Final[Mapping[str, Register]] = {
    JOURNAL: Register(
        sheet=mark("Duty Log"),
        columns=JOURNAL_COLUMNS,
        widths=WIDTHS,
        records=journal_records,
        values=journal_values,
        said=mark("{count} entries written: {path}"),
    ),
    DIRECTORY: Register(
        sheet=mark("Directory"),
        columns=DIRECTORY_COLUMNS,
        widths=DIRECTORY_WIDTHS,
        records=lambda session, _: directory_records(session),
        values=directory_values,
        said=mark("{count} rows written: {path}"),
        table=lambda session, _: directory_table(session),
    ),
    "notices": Register(
        sheet=mark("Notices"),
        columns=NOTICE_COLUMNS,
        widths=MATTER_WIDTHS,
        records=notice_records,
        values=notice_values,
        said=mark("{count} notices written: {path}"),
        table=notice_table,
    ),
    "incidents": Register(
        sheet=mark("Incidents"),
        columns=INCIDENT_COLUMNS,
        widths=MATTER_WIDTHS,
        records=incident_records,
        values=incident_values,
        said=mark("{count} incidents written: {path}"),
    ),
    "matters": Register(
        sheet=mark("Matters"),
        columns=MATTER_COLUMNS,
        widths=MATTER_WIDTHS,
        records=matter_records,
        values=matter_values,
        said=mark("{count} matters written: {path}"),
        table=matter_table,
    ),
    WARNINGS: Register(
        sheet=mark("Warnings"),
        columns=WARNING_COLUMNS,
        widths=MATTER_WIDTHS,
        records=warning_records,
        values=warning_values,
        said=mark("{count} warnings written: {path}"),
    ),
    "plan-events": Register(
        sheet=mark("Drills and reviews"),
        columns=PLAN_EVENT_COLUMNS,
        widths=PLAN_EVENT_WIDTHS,
        records=plan_event_records,
        values=plan_event_values,
        said=mark("{count} drills and evaluations written: {path}"),
    ),
    "preparations": Register(
        sheet=mark("Plans in preparation"),
        columns=PREPARATION_COLUMNS,
        widths={
            **MATTER_WIDTHS,
            **dict.fromkeys(("outline", "group", "stages", "opinions", "experts", "filings"), 50.0),
        },
        records=preparation_records,
        values=preparation_values,
        said=mark("{count} plans in preparation written: {path}"),
        table=preparation_table,
    ),
    "briefings": Register(
        sheet=mark("Briefings"),
        columns=export_briefings.BRIEFING_COLUMNS,
        widths={**MATTER_WIDTHS, **dict.fromkeys(("text", "parts", "recipients"), 60.0)},
        records=export_briefings.briefing_records,
        values=export_briefings.briefing_values,
        said=mark("{count} briefings written: {path}"),
        table=export_briefings.briefing_table,
    ),
    "roster": _rows(mark("Roster"), ROSTER_COLUMNS, ROSTER_WIDTHS, roster_records, roster_values),
    "spot-checks": _rows(mark("Spot checks"), SPOT_COLUMNS, SPOT_WIDTHS, spot_records, spot_values),
    "hotline-classes": _rows(mark("Classes"), CLASS_COLUMNS, CLASS_WIDTHS, class_records, class_values),
}


STATISTICS: Final = "incident-statistics"
PLANS: Final = "plans"
KNOWLEDGE: Final = "knowledge"


def _knowledge(call: Call) -> Register:
    """The knowledge shelf as it stands today: what is stale is so today."""
    today = call.clock().astimezone(call.zone).date()
    return Register(
        sheet=mark("Knowledge"),
        columns=KNOWLEDGE_COLUMNS,
        widths={"question": 40.0, "answer": 80.0, "class": 30.0, "unit": 20.0, "source": 30.0},
        records=lambda session, _: knowledge_records(session, today),
        values=lambda session: knowledge_values(session, today),
        said=mark("{count} rows written: {path}"),
    )


def _plans(call: Call) -> Register:
    """The catalogue of plans as it stands today, with what is missing."""
    today = call.clock().astimezone(call.zone).date()
    return Register(
        sheet=mark("Catalogue of plans"),
        columns=PLAN_COLUMNS,
        widths={"title": 50.0, "lead_unit": 20.0, "helpers": 30.0, "number": 20.0, "filed_where": 24.0},
        records=lambda session, _: plan_records(session, today),
        values=lambda session: plan_values(session, today),
        said=mark("{count} rows written: {path}"),
    )


def _statistics(call: Call) -> Register:
    """Incidents counted over a period: the year that runs, or the days that were named."""
    today = call.clock().astimezone(call.zone).date()
    first, last = days_of(Period.YEAR, today)
    first, last = told_day(call, call.asked.since) or first, told_day(call, call.asked.until) or last

    def records(session: Session, zone: ZoneInfo) -> Iterator[dict[str, Any]]:
        since, until = instants_of(first, last, zone)
        return statistics_records(incident_statistics(session, since, until, call.clock()))

    def values(session: Session) -> Iterator[Sequence[Any]]:
        return (tuple(record.values()) for record in records(session, office_settings(session).zone))

    return Register(
        sheet=mark("Statistics of incidents"),
        columns=STATISTICS_COLUMNS,
        widths={"name": 28.0},
        records=records,
        values=values,
        said=mark("{count} rows written: {path}"),
    )


def _hotline(call: Call) -> Register:
    """The cases of the mayor's telephone, masked unless a look at them is logged."""
    unmasked = check_unmasked(call)
    return Register(
        sheet=mark("Mayor's telephone"),
        columns=CASE_COLUMNS,
        widths=CASE_WIDTHS,
        records=records_of(unmasked=unmasked),
        values=values_of(unmasked=unmasked),
        said=mark("{count} cases written: {path}"),
    )


_OF_TODAY: Final = {STATISTICS: _statistics, PLANS: _plans, HOTLINE: _hotline, KNOWLEDGE: _knowledge}
_ALL: Final = (*REGISTERS, PLANS, FIGURES, STATISTICS, HOTLINE, HOTLINE_STATISTICS, KNOWLEDGE, MASTHEADS)


def add_to(commands: Commands, wording: Wording) -> None:
    """Name the command."""
    parser = commands.add("export", export, wording.say("write a register as a table"))
    parser.add_argument("register", metavar="REGISTER", help=", ".join(_ALL))
    parser.options.add_argument(
        "-o",
        "--output",
        type=Path,
        required=True,
        metavar="FILE",
        help=wording.say(
            "the file to be written, in place of one of that name: .csv, .xlsx or .json; of warnings also .xml (CAP); of mastheads .toml"
        ),
    )
    parser.options.add_argument(
        "--id", type=int, metavar="ID", help=wording.say("only this warning, as one CAP message (.xml)")
    )
    parser.options.add_argument(
        "--exercises",
        action="store_true",
        help=wording.say("of warnings as CAP (.xml) the exercises, not the real ones"),
    )
    for name, words in (
        ("--since", wording.say("first day of statistics; else this year, of the mayor's telephone this week")),
        ("--until", wording.say("last day of statistics")),
    ):
        parser.options.add_argument(name, metavar="DAY", help=words)
    parser.options.add_argument(
        "--unmasked", action="store_true", help=wording.say("of hotline callers' data whole, which is logged as a look")
    )
    parser.options.add_argument("--reason", metavar="TEXT", help=wording.say("what the callers' data is needed for"))
    writer_options(parser)
    parser.options.add_argument("--date", metavar="DAY", help=wording.say("of statistics: a day of the period"))
    statistics_options(parser)
    parser.options.add_argument(
        "--view", choices=tuple(View), default=View.MEASURES, help=wording.say("of hotline-statistics: which table")
    )
    parser.options.add_argument(
        "--by", choices=tuple(CUTS), default=By.CLASS4, help=wording.say("of hotline-statistics: by what it is counted")
    )


def export(call: Call) -> int:
    """Write the register asked for, whole or not at all."""
    target: Path = call.asked.output
    ending = target.suffix.lower()
    whole = {HOTLINE_STATISTICS: export_statistics, FIGURES: export_figures, MASTHEADS: export_mastheads}
    if (write := whole.get(call.asked.register)) is not None:
        return write(call, target)
    check_statistics(call, call.asked.register)
    if call.asked.register not in _ALL:
        raise Stop(call.say(NONE_SUCH, what=f"export {call.asked.register}", known=_ALL))
    if ending == CAP and call.asked.register == WARNINGS:
        return export_warnings(call, target)
    if ending not in FORMATS:
        raise Stop(call.say("{path}: the name must end in .csv, .xlsx or .json.", path=target))
    if call.asked.unmasked and call.asked.register != HOTLINE:
        raise Stop(call.say("--unmasked is for hotline only."))
    of_today = _OF_TODAY.get(call.asked.register)
    register = of_today(call) if of_today is not None else REGISTERS[call.asked.register]
    if ending == ".xlsx":
        return _export_workbook(call, register, target)
    with opened(call) as store, store.reading() as session:
        read = register.table if ending == ".csv" and register.table is not None else register.records
        records = read(session, office_settings(session).zone)
        with _written(target, "utf-8-sig" if ending == ".csv" else "utf-8") as file:
            count = _write_csv(file, register.columns, records) if ending == ".csv" else _write_json(file, records)
    show(call.say(register.said, count=count, path=target))
    return 0


def _export_workbook(call: Call, register: Register, target: Path) -> int:
    with opened(call) as store, store.reading() as session:
        zone = office_settings(session).zone
        table = Table(sheet=call.say(register.sheet), columns=register.columns, widths=register.widths, zone=zone)
        written = write_workbook(target, table, register.values(session))
    show(call.say(register.said, count=written.rows, path=target))
    if written.cut:
        show(
            call.say(
                "{count} texts are longer than the {most} characters of a cell and end in “…” there; .csv and .json hold them whole.",
                count=written.cut,
                most=CELL_MOST,
            )
        )
    return 0


@contextmanager
def _written(target: Path, encoding: str) -> Iterator[TextIO]:
    refuse_special(target)
    part = target.with_name(target.name + ".part")
    try:
        try:
            with part.open("w", encoding=encoding, errors="backslashreplace", newline="") as file:
                yield file
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise Trouble("file.unwritable", path=target, detail=error.strerror or str(error)) from error


def _write_csv(file: TextIO, columns: Sequence[str], records: Iterator[dict[str, Any]]) -> int:
    table = csv.DictWriter(file, columns)
    table.writeheader()
    count = 0
    for record in records:
        table.writerow(record)
        count += 1
    return count


def _write_json(file: TextIO, records: Iterator[dict[str, Any]]) -> int:
    count = 0
    file.write("[")
    for record in records:
        file.write(",\n" if count else "\n")
        json.dump(record, file, ensure_ascii=False)
        count += 1
    file.write("\n]\n")
    return count
