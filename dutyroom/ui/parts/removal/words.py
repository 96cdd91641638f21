"""How a place that loses its text is named."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication

from dutyroom.data.queries.removal import Place
from dutyroom.rules.wording import mark
from dutyroom.ui.parts.said_time import moment_said

PLACE_WORDS: Final[dict[str, str]] = {
    "acceptance": mark("Remark at a taking-over"),
    "assignment": mark("Answer of a unit"),
    "attachment": mark("Attached file"),
    "briefing": mark("Briefing"),
    "briefing_part": mark("Paragraph of a briefing"),
    "briefing_recipient": mark("Recipient of a briefing"),
    "checklist": mark("Notes for the handover"),
    "contact": mark("Number in the directory"),
    "contact_group": mark("Group in the directory"),
    "draft": mark("Draft"),
    "handover": mark("Handover report"),
    "hotline_call": mark("Caller of a case"),
    "hotline_call_back": mark("Call-back of a case"),
    "hotline_case": mark("Case of the mayor's telephone"),
    "hotline_class": mark("Class of demands"),
    "hotline_extension": mark("More time for a case"),
    "hotline_look": mark("Look at callers' data"),
    "hotline_return": mark("Objection of a unit"),
    "journal": mark("Log entry {id}"),
    "kept_paper": mark("Kept paper (PDF)"),
    "knowledge_item": mark("Item of the knowledge shelf"),
    "matter": mark("Matter"),
    "matter_attachment": mark("Name of an attached file"),
    "matter_step": mark("Step of a matter"),
    "notice": mark("Text of a notice"),
    "open_item": mark("Open item"),
    "person": mark("Person in the directory"),
    "plan": mark("Emergency plan"),
    "planned_duty": mark("Duty of a roster"),
    "plan_event": mark("Record of a drill or evaluation"),
    "plan_finding": mark("Finding of a drill or evaluation"),
    "plan_text": mark("Text of a plan"),
    "preparation": mark("Plan in preparation"),
    "preparation_expert": mark("Expert's finding"),
    "preparation_filing": mark("Receipt of a filing"),
    "preparation_opinion": mark("Opinion of a unit"),
    "preparation_stage": mark("Stage of a preparation"),
    "public_warning": mark("Warning"),
    "relay": mark("Text passed on"),
    "relay_line": mark("Remark on a recipient"),
    "returns_answer": mark("Return of a unit"),
    "returns_call": mark("Call for returns"),
    "roster": mark("Duty roster"),
    "setting": mark("Setting of the office"),
    "shift": mark("Shift"),
    "spot_check": mark("Spot check of a unit"),
    "supervision": mark("Matter under supervision"),
    "telephone_slip": mark("Telephone slip"),
    "unit": mark("Unit in the directory"),
}
_OTHER: Final = mark("Record in “{kind}”")


def place_said(place: Place, now: datetime, zone: ZoneInfo) -> str:
    """What it is, when it was, how it begins."""
    pattern = PLACE_WORDS.get(place.spot.kind, _OTHER)
    what = QCoreApplication.translate("removal", pattern).format(id=place.spot.id, kind=place.spot.kind)
    at = moment_said(place.at, now, zone) if place.at is not None else ""
    return " · ".join(part for part in (what, at, place.said) if part)
