"""What happens to a case in the tests of its forms, and the keys that send them."""

from __future__ import annotations

import pypdfium2
from PySide6.QtCore import Qt

from dutyroom.actions.hotline_flow import answer_caller, close_case, dispatch
from dutyroom.actions.matters import feed_back
from dutyroom.rules.hotline import Result
from dutyroom.rules.hotline_steps import AnswerCaller, CloseCase, Dispatch
from dutyroom.rules.matter import Role
from dutyroom.rules.matter_steps import AssignTo, UnitStep
from tests.ui.hotline.conftest import Case

LIGHT, WATER = "市城市管理局", "市水利局"
CTRL = Qt.KeyboardModifier.ControlModifier


def given(case: Case, *units: str) -> None:
    """Dispatch a case: the first unit leads."""
    asked = tuple(AssignTo(unit=unit, role=Role.HELPER if place else Role.LEAD) for place, unit in enumerate(units))
    case.room.do(dispatch, Dispatch(id=case.id, units=asked))


def answered(case: Case, *, told: bool = True) -> None:
    """The lead has done it, and the caller was told unless not."""
    room = case.room
    given(case, LIGHT)
    room.do(feed_back, UnitStep(id=case.id, assignment_id=case.unit(LIGHT), text="已更换电缆"))
    if told:
        room.do(answer_caller, AnswerCaller(id=case.id, text="路灯已经修好"))


def closed(case: Case) -> None:
    answered(case)
    case.room.do(close_case, CloseCase(id=case.id, text="已修好", result=Result.SOLVED))
    case.room.wait(hours=2)


def words_of_pdf(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return "".join(page.get_textpage().get_text_range() for page in document)


def said(field) -> str:
    return field.accessibleDescription()
