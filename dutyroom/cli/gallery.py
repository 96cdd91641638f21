"""``dutyroom gallery``: a picture of every page and dialog."""

from __future__ import annotations

import os
import re
from pathlib import Path

from dutyroom.cli.arguments import Commands
from dutyroom.cli.call import Call, Stop, show
from dutyroom.data.store import DATABASE
from dutyroom.data.trouble import Trouble
from dutyroom.rules.wording import Wording


def add_to(commands: Commands, wording: Wording) -> None:
    """Name the command."""
    parser = commands.add("gallery", gallery, wording.say("make a picture of every page and dialog"))
    parser.add_argument("folder", type=Path, metavar="DIR", help=wording.say("the folder for the pictures"))
    parser.options.add_argument(
        "--scheme", choices=("light", "dark"), default="light", help=wording.say("the colours (default: light)")
    )
    parser.options.add_argument(
        "--size", default="1280x800", metavar="WxH", help=wording.say("the window's size (default: 1280x800)")
    )


def gallery(call: Call) -> int:
    """Make the pictures and name them."""
    if not (call.folder / DATABASE).exists():
        raise Trouble("store.absent", path=call.folder)
    size = re.fullmatch(r"(\d{3,5})[x×](\d{3,5})", call.asked.size)
    if size is None:
        raise Stop(call.say("“{text}” is no size. Write it like 1280x800.", text=call.asked.size))
    # Pictures need no screen; where nobody chose a platform of Qt, none is opened.
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from dutyroom.ui.gallery import make_gallery  # noqa: PLC0415  # slow import

    pictures = make_gallery(
        call.folder,
        call.asked.folder,
        wording=call.wording,
        scheme=call.asked.scheme,
        size=(int(size[1]), int(size[2])),
    )
    for picture in pictures:
        show(str(picture))
    return 0
