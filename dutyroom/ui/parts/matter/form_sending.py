"""Sending what a form of a pane asks for: its button rests meanwhile, a refusal stands beside its field."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from dutyroom.actions.errors import said
from dutyroom.rules.refusal import Refusal
from dutyroom.ui.page import Tools
from dutyroom.ui.parts.matter.kept_form import KeptForm, Run


def send_form(
    owner: QObject,
    tools: Tools,
    form: KeptForm,
    asked: Run | Refusal,
    *,
    then: Callable[[int | None, int], None],
    refused: Callable[[Refusal], None],
) -> None:
    """Do what the form asks for; ``then`` is told of which record the form was, and the answer."""
    if isinstance(asked, Refusal):
        refused(asked)
        return
    action, command = asked
    form.send.setEnabled(False)
    tools.courier.do(
        owner,
        action,
        command,
        then=partial(then, form.number),
        refused=refused,
        failed=lambda _: form.send.setEnabled(True),
    )


def show_refusal(tools: Tools, form: KeptForm, refusal: Refusal) -> None:
    """Say beside its field why it was refused; what was typed stays."""
    form.send.setEnabled(True)
    form.point_out(refusal, said(refusal, tools.wording(), tools.zone))
