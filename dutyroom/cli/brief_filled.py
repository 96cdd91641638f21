"""Papers printed from a form in JSON for ``dutyroom brief``: the empty form, a sample, what somebody filled in."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from dutyroom.actions.papers import default_cache
from dutyroom.cli.arguments import Parser
from dutyroom.cli.brief_marks import write_paper
from dutyroom.cli.brief_rosters import ROSTER_KINDS
from dutyroom.cli.call import Call, Stop, opened, show, show_json, tell_written, warn, write_file
from dutyroom.data.store import DATABASE
from dutyroom.rules.wording import mark

if TYPE_CHECKING:
    from dutyroom.actions.filled_papers import Office

FILLED_KINDS: Final[dict[str, str]] = {
    "daily-situation": mark("situation of a day, for leaders; ID is a form in JSON that --form prints empty; --issue"),
    "express": mark("express bulletin about one matter; ID is a form in JSON; --issue"),
    "duty-information": mark("duty information sent up; ID is a form in JSON; --issue"),
    "spot-check": mark("bulletin about spot checks; ID is a form in JSON; --issue"),
    "meeting-notice": mark("notice of a meeting; ID is a form in JSON; --issue"),
    "minutes": mark("minutes of the duty room's own meeting; ID is a form in JSON; --issue"),
    **ROSTER_KINDS,
}
_MOST_BYTES: Final = 20_000_000
_NO_JSON: Final = mark(
    "{path} is no JSON that can be read, line {line}, column {column}. “dutyroom brief {kind} --form” prints a form."
)


def filled_options(parser: Parser) -> None:
    """The option that prints the empty form."""
    parser.options.add_argument(
        "--form",
        action="store_true",
        help=parser.wording.say("print the empty form of a paper that is printed from JSON, to be filled in"),
    )


def print_form(call: Call) -> int:
    """Print the empty form of a kind, or write it into a file."""
    from dutyroom.actions.filled_papers import form_of  # noqa: PLC0415  # slow import

    if call.asked.kind not in FILLED_KINDS:
        raise Stop(call.say("--form belongs to these papers: {known}.", known=tuple(FILLED_KINDS)))
    form = form_of(call.asked.kind)
    if call.asked.output is None:
        show_json(form)
        return 0
    write_file(call.asked.output, (json.dumps(form, ensure_ascii=False, indent=1) + "\n").encode())
    show(call.say("Written: {path}", path=call.asked.output))
    return 0


def print_filled(call: Call) -> int:
    """Write the paper of a sample or of a form as it was filled in."""
    from dutyroom.actions.filled_papers import (  # noqa: PLC0415  # slow import
        FILLED_PAPERS,
        filled_facts,
        filled_pdf,
        unsure_years,
    )

    asked, kind = call.asked, call.asked.kind
    if asked.sample:
        facts = FILLED_PAPERS[kind].sample()
    else:
        plain, office = _plain(call), _office(call)
        facts = filled_facts(kind, plain, office, call.clock(), issued=asked.issue)
        for year in unsure_years(facts, office.book.holidays):
            warn(call.say("There is no table of holidays for {year}.", year=year))
    pdf = filled_pdf(kind, facts, call.paper_wording, default_cache())
    write_paper(call, asked.output, pdf)
    tell_written(call, pdf, asked.output)
    return 0


def _office(call: Call) -> Office:
    from dutyroom.actions.filled_papers import office_of  # noqa: PLC0415  # slow import

    if not (call.folder / DATABASE).exists():
        return office_of(None)
    with opened(call) as store, store.reading() as session:
        return office_of(session)


def _plain(call: Call) -> Any:
    """What the file holds. Raises ``Stop`` where it is none, or no JSON."""
    kind = call.asked.kind
    if not call.asked.id:
        raise Stop(
            call.say(
                "Name the form that was filled in: dutyroom brief {kind} FILE.json. “dutyroom brief {kind} --form” prints it empty.",
                kind=kind,
            )
        )
    path = Path(call.asked.id)
    if not path.is_file():
        raise Stop(call.say("{path} is not there.", path=path))
    try:
        content = path.read_bytes()
    except OSError as error:
        raise Stop(
            call.say("{path} cannot be read: {detail}.", path=path, detail=error.strerror or str(error))
        ) from error
    if len(content) > _MOST_BYTES:
        raise Stop(call.say("{path} is larger than {most} MB: that is no form.", path=path, most=_MOST_BYTES // 10**6))
    try:
        return json.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise Stop(call.say("{path} is not in UTF-8 (line {line}). Save it as UTF-8.", path=path, line=line)) from error
    except json.JSONDecodeError as error:
        raise Stop(call.say(_NO_JSON, path=path, kind=kind, line=error.lineno, column=error.colno)) from error
    except (RecursionError, ValueError) as error:  # nested without end, a number of thousands of digits
        raise Stop(call.say(_NO_JSON, path=path, kind=kind, line=1, column=1)) from error
