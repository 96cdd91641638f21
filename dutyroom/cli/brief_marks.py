"""What ``dutyroom brief`` adds to a finished paper: a mark on every page, the attached files behind it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from dutyroom.actions.papers import default_cache
from dutyroom.cli.arguments import Parser
from dutyroom.cli.call import Call, Stop, warn, write_file
from dutyroom.data.desk import Desk
from dutyroom.data.store import Store

_MARKS: Final = {"草稿": "draft", "演练": "drill", "副本": "copy"}


def mark_options(parser: Parser) -> None:
    """``--mark``, ``--with-attachments`` and ``--two-sided``."""
    parser.options.add_argument(
        "--mark",
        choices=(*_MARKS.values(), *_MARKS),
        metavar="M",
        help=parser.wording.say("draft, drill or copy: stands on every page, under the text"),
    )
    parser.options.add_argument(
        "--with-attachments",
        action="store_true",
        help=parser.wording.say("the files of its matter behind it, each after a sheet that names it"),
    )
    parser.options.add_argument(
        "--two-sided",
        action="store_true",
        help=parser.wording.say("for both sides of the sheet: even pages with the margins mirrored"),
    )


def check_attachments(call: Call) -> None:
    """Refuse ``--with-attachments`` of papers that have none."""
    if not call.asked.with_attachments:
        return
    from dutyroom.actions.attached_papers import WITH_FILES  # noqa: PLC0415  # slow import

    if call.asked.kind not in WITH_FILES or call.asked.sample:
        raise Stop(
            call.say("--with-attachments belongs to one of these papers from the store: {known}.", known=WITH_FILES)
        )


def with_files(call: Call, store: Store, kind: str, record: int, pdf: bytes) -> bytes:
    """The paper with the files of its matter where they are asked for."""
    if not call.asked.with_attachments:
        return pdf
    from dutyroom.actions.attached_papers import bundled  # noqa: PLC0415  # slow import

    made = bundled(store, kind, record, pdf, call.paper_wording, default_cache())
    if made.unfit:
        warn(call.say("Not made for the archive (PDF/A), so the whole file is not either: {names}.", names=made.unfit))
    return made.pdf


def note_files(desk: Desk, kind: str, record: int) -> None:
    """Journal that the files went out with the paper."""
    from dutyroom.actions.attached_papers import note_files_printed  # noqa: PLC0415  # slow import

    note_files_printed(desk, kind, record)


def write_paper(call: Call, path: Path, pdf: bytes) -> None:
    """Write a paper, marked and for both sides where that is asked for; the store keeps it as it is. Raises ``Trouble``."""
    asked = getattr(call.asked, "mark", None)
    if asked:
        from dutyroom.papers.fonts import open_faces  # noqa: PLC0415  # slow import
        from dutyroom.papers.marking import PRINT_MARKS, marked  # noqa: PLC0415  # slow import

        pdf = marked(pdf, PRINT_MARKS[_MARKS.get(asked, asked)], open_faces(default_cache()))
    if getattr(call.asked, "two_sided", False):
        from dutyroom.papers.two_sided import two_sided  # noqa: PLC0415  # slow import

        pdf = two_sided(pdf)
    write_file(path, pdf)
