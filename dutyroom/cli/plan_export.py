"""``dutyroom plans export``: plans into files that a tablet or another program reads."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from dutyroom.actions.papers import default_cache
from dutyroom.cli.arguments import Commands, json_option, writer_options
from dutyroom.cli.call import Call, Stop, opened, printer, show, show_json, warn
from dutyroom.data.queries.office import office_settings
from dutyroom.data.queries.plan_papers import LibraryPlan, plans_in_force
from dutyroom.data.queries.plans import plan_rows
from dutyroom.data.store import Store
from dutyroom.rules.officer import Author
from dutyroom.rules.plan import KIND_WORDS
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.wording import Wording

if TYPE_CHECKING:
    from dutyroom.actions.plan_export import ExportedPlan

FORMATS: Final = ("pdf", "pocket", "txt", "html", "docx")
_IN_ONE: Final = ("pdf", "pocket")
_BOOK: Final = ".pdf"


def add_to(plans: Commands, wording: Wording) -> None:
    """Name the command below ``plans``."""
    parser = plans.add("export", export_plans, wording.say("write plans to files for a tablet or another program"))
    parser.add_argument(
        "ids", nargs="*", type=int, metavar="ID", help=wording.say("the numbers that “plans list” shows")
    )
    parser.options.add_argument(
        "--all", action="store_true", help=wording.say("all plans in force; laws and standards only with --kind")
    )
    parser.options.add_argument(
        "--kind",
        action="append",
        choices=tuple(KIND_WORDS),
        metavar="KIND",
        help=wording.say("with --all: only this kind, such as special or law; may be given several times"),
    )
    parser.options.add_argument(
        "--format",
        choices=FORMATS,
        metavar="FORMAT",
        help=wording.say("pdf, pocket (PDF in A5), txt, html or docx (default: what the name of FILE says, else pdf)"),
    )
    parser.options.add_argument(
        "-o",
        "--output",
        type=Path,
        metavar="FOLDER|FILE",
        help=wording.say("a folder gets a file for each plan; a FILE.pdf gets them all with bookmarks"),
    )
    json_option(parser)
    writer_options(parser)


def export_plans(call: Call) -> int:
    """Write what is named; one line for each file."""
    asked = call.asked
    if asked.output is None:
        raise Stop(call.say("{what} is missing.", what="-o FOLDER|FILE"))
    if bool(asked.ids) == asked.all:
        raise Stop(call.say("Name plans by their numbers, or say --all."))
    if asked.kind and not asked.all:
        raise Stop(call.say("--kind goes with --all."))
    form = asked.format or _form_of(asked.output)
    with opened(call) as store:
        author = printer(call, store)
        if (asked.all or len(set(asked.ids)) > 1) and form in _IN_ONE and _is_file(asked.output):
            _write_library(call, store, form, author)
        else:
            _write_files(call, store, form, author)
    return 0


def _form_of(target: Path) -> str:
    suffix = target.suffix.lower().removeprefix(".")
    return suffix if suffix in FORMATS and not target.is_dir() else "pdf"


def _is_file(target: Path) -> bool:
    """Whether the name means a file: it ends like one and is no folder yet."""
    return target.suffix.lower().removeprefix(".") in FORMATS and not target.is_dir()


def _write_library(call: Call, store: Store, form: str, author: Author) -> None:
    from dutyroom.actions.plan_papers import (  # noqa: PLC0415  # slow import
        LibraryWish,
        note_library_written,
        write_library_file,
    )

    target: Path = call.asked.output
    plans = tuple(plan.id for plan in _wanted(call, store)) if call.asked.ids else ()
    wish = LibraryWish(kinds=tuple(call.asked.kind or ()), plans=plans, form="a5" if form == "pocket" else "a4")
    made = write_library_file(store, wish, target, call.paper_wording, default_cache())
    if made is None:
        return
    with store.desk(author) as desk:
        note_library_written(desk, made.plans, target.name)
    if call.wants_json:
        show_json([{"file": str(target), "plans": made.plans, "pages": made.pages}])
    else:
        show(call.say("{plans} plans on {pages} pages: {path}", plans=made.plans, pages=made.pages, path=target))
    _tell_missing(call, made.missing)


def _write_files(call: Call, store: Store, form: str, author: Author) -> None:
    from dutyroom.actions.plan_export import PlanExport, note_exported  # noqa: PLC0415  # slow import

    target: Path = call.asked.output
    plans = _wanted(call, store)
    export = PlanExport(store, form, call.paper_wording, default_cache())  # type: ignore[arg-type]  # a choice of it
    if _is_file(target):
        if len(plans) != 1:
            raise Stop(call.say("Several plans need a folder; only PDF puts them into one file."))
        done = [export.to_file(plans[0].id, target)]
    else:
        done = export.to_folder(plans, target)
    with store.desk(author) as desk:
        note_exported(desk, done, target.name)
    if call.wants_json:
        show_json([_as_json(one) for one in done])
    else:
        for one in done:
            show(call.say("Written: {path}", path=one.path))
    _tell_missing(call, export.missing)


def _wanted(call: Call, store: Store) -> list[LibraryPlan]:
    with store.reading() as session:
        if call.asked.all:
            today = call.clock().astimezone(office_settings(session).zone).date()
            kinds = call.asked.kind or [kind for kind in KIND_WORDS if kind not in ("law", "standard")]
            found = plans_in_force(session, today, kinds)
            if not found:
                raise Refusal("paper.no_plans")
            return found
        rows = {row.id: row for row in plan_rows(session, kept_only=False)}
    for number in call.asked.ids:
        if number not in rows:
            raise Refusal("plan.unknown", id=number)
    named = (rows[number] for number in dict.fromkeys(call.asked.ids))
    return [LibraryPlan(id=row.id, title=row.title, kind=row.kind, text_id=row.text_id) for row in named]


def _as_json(one: ExportedPlan) -> dict[str, object]:
    return {"plan": one.plan, "title": one.title, "file": str(one.path)}


def _tell_missing(call: Call, missing: tuple[str, ...]) -> None:
    if missing:
        between = "、" if call.wording.language.startswith("zh") else ", "
        named = between.join(f"{char} (U+{ord(char):04X})" for char in missing)
        warn(call.say("No installed font has {characters}; the code is printed instead.", characters=named))
