"""``dutyroom backup`` and ``dutyroom restore``: one verified file out, one verified file in."""

from __future__ import annotations

from pathlib import Path

from dutyroom.cli.arguments import Commands, writer_options
from dutyroom.cli.call import Call, opened, show, warn, writer
from dutyroom.data.backup import kind_of, restore_backup, write_backup
from dutyroom.data.store import DATABASE
from dutyroom.data.trouble import Trouble
from dutyroom.rules.officer import Role, require
from dutyroom.rules.wording import Wording


def add_to(commands: Commands, wording: Wording) -> None:
    """Name the commands."""
    parser = commands.add("backup", backup, wording.say("write one verified file, safe while the window is open"))
    parser.add_argument(
        "file",
        type=Path,
        metavar="FILE",
        help=wording.say("the file to be written; one that is there is not overwritten"),
    )
    parser = commands.add(
        "restore", restore, wording.say("put a backup in the store's place; the present store is kept aside")
    )
    parser.add_argument(
        "file", type=Path, metavar="FILE", help=wording.say("a file that “backup” or the daily backup wrote")
    )
    writer_options(parser)


def backup(call: Call) -> int:
    """Write the backup; a target that exists is refused."""
    target: Path = call.asked.file.expanduser().absolute()
    if not (call.folder / DATABASE).exists():
        raise Trouble("store.absent", path=call.folder)
    written = write_backup(call.folder, target)
    show(call.say("Backup written: {path}", path=written))
    return 0


def restore(call: Call) -> int:
    """Restore the backup; where the present store has accounts, an administrator asks for it."""
    source: Path = call.asked.file.expanduser().absolute()
    if (call.folder / DATABASE).exists() and not _is_unusable(call):
        with opened(call) as store:
            require(writer(call, store), Role.ADMINISTRATOR)
    present = kind_of(call.folder / DATABASE)
    former = restore_backup(source, call.folder)
    show(call.say("Restored from {path}.", path=source))
    if former is not None:
        show(call.say("What was there before is kept as {path}.", path=former))
    if kind_of(call.folder / DATABASE) == "live" and present not in ("", "live"):
        warn(call.say("Live data stand now where a sample or a drill was: what is done here counts from now on."))
    return 0


def _is_unusable(call: Call) -> bool:
    """Whether the present store cannot be opened at all: then nobody can prove who they are, and nothing is lost."""
    try:
        with opened(call):
            return False
    except Trouble as trouble:
        if trouble.code in ("store.damaged", "store.not_a_store", "store.chain_broken", "store.input_output"):
            return True
        raise
