"""A file outside the store that is written whole or not at all."""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from dutyroom.data.folders import refuse_special
from dutyroom.data.trouble import Trouble


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """A file to write into; it takes the place of ``path`` when the block ends without an error, else nothing is left.

    Raises ``Trouble``: ``file.unwritable``, ``file.disk_full``, ``file.special``.
    """
    refuse_special(path)
    part = path.with_name(f".{secrets.token_hex(6)}.part")
    try:
        try:
            with part.open("xb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        code = "file.disk_full" if full else "file.unwritable"
        raise Trouble(code, path=path, detail=error.strerror or str(error)) from error
