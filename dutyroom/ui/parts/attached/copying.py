"""Commands with files: the files are copied on a working thread, then a short transaction keeps them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject

from dutyroom.data.trouble import Trouble
from dutyroom.rules.refusal import Refusal
from dutyroom.ui.courier import Courier


def copy_and_do(
    courier: Courier,
    owner: QObject,
    job: Callable[..., int],
    asked: object,
    *,
    then: Callable[[int], None],
    refused: Callable[[Refusal], None],
    failed: Callable[[Exception], None] = lambda _: None,
) -> None:
    """Run ``job(do, folder, asked)``; its ends are those of :meth:`Courier.do`."""

    def stopped(error: Exception) -> None:
        if isinstance(error, Refusal):
            refused(error)
            return
        failed(error)
        (courier.troubled if isinstance(error, Trouble) else courier.failed).emit(error)

    keep: Any = partial(courier.keep, author=courier.author)
    courier.work(owner, job, keep, courier.store.folder, asked, then=then, failed=stopped)
