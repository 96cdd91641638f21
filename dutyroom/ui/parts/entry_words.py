"""How an entry of the log is put into words: its kind, what the program did, with whom, until when it is open."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication

from dutyroom.rules.entry import KIND_WORDS
from dutyroom.rules.wording import mark
from dutyroom.ui.parts.register_model import Tone
from dutyroom.ui.parts.said_time import moment_said

if TYPE_CHECKING:
    from dutyroom.data.queries.journal import EntryRow

EVENT_WORDS: Final[dict[str, str]] = {
    "briefing.composed": mark("Briefing drafted"),
    "briefing.correction": mark("Correction of a briefing drafted"),
    "briefing.discarded": mark("Draft of a briefing discarded"),
    "briefing.edited": mark("Head of a briefing changed"),
    "briefing.issued": mark("Briefing issued"),
    "briefing.part_added": mark("Paragraph of a briefing added"),
    "briefing.part_edited": mark("Paragraph of a briefing changed"),
    "briefing.part_moved": mark("Paragraph of a briefing moved"),
    "briefing.part_removed": mark("Paragraph of a briefing taken out"),
    "briefing.part_restored": mark("Paragraph of a briefing put back"),
    "briefing.receipt": mark("Briefing acknowledged"),
    "briefing.recipients": mark("Distribution of a briefing set"),
    "briefing.reviewed": mark("Briefing reviewed"),
    "briefing.sent": mark("Briefing sent"),
    "briefing.sent_back": mark("Briefing sent back"),
    "briefing.signed": mark("Briefing signed"),
    "briefing.submitted": mark("Briefing submitted"),
    "briefing.withdrawn": mark("Briefing withdrawn"),
    "catalogue.completed": mark("Shipped list of required plans laid, lines"),
    "directory.completed": mark("Shipped directory laid, changes"),
    "directory.imported": mark("Contacts imported"),
    "group.added": mark("Group added"),
    "group.changed": mark("Group changed"),
    "group.member_added": mark("Joins a group"),
    "group.member_removed": mark("Leaves a group"),
    "group.retired": mark("Group retired"),
    "group.taken_back": mark("Group taken back"),
    "handover.cancelled": mark("Giving cancelled"),
    "holidays.loaded": mark("Holidays loaded"),
    "hotline.called_again": mark("Called again"),
    "hotline.called_back": mark("Caller called back"),
    "hotline.caller_answered": mark("Caller replied to"),
    "hotline.carded": mark("Card of supervision given"),
    "hotline.imported": mark("Cases of the mayor's telephone imported"),
    "hotline.looked": mark("Callers' data looked at"),
    "hotline.merged": mark("Merged into another case"),
    "hotline.objected": mark("Unit objected"),
    "hotline.raised": mark("Became an incident"),
    "hotline.refused": mark("Not accepted"),
    "hotline.responded": mark("Unit contacted the caller"),
    "hotline.return_decided": mark("Objection decided"),
    "hotline.time_asked": mark("More time asked for"),
    "hotline.time_decided": mark("More time decided"),
    "hotline_class.added": mark("Class of the mayor's telephone added"),
    "hotline_class.changed": mark("Class of the mayor's telephone changed"),
    "hotline_class.imported": mark("Table of classes brought in"),
    "hotline_class.laid": mark("Shipped table of classes laid, lines"),
    "hotline_class.put_back": mark("Class of the mayor's telephone in use again"),
    "hotline_class.withdrawn": mark("Class of the mayor's telephone withdrawn"),
    "incident.graded": mark("Incident graded"),
    "incident.report_discarded": mark("Report upward discarded"),
    "incident.report_drafted": mark("Report upward drafted"),
    "incident.report_edited": mark("Report upward rewritten"),
    "incident.report_signed": mark("Report upward signed"),
    "incident.reported_further": mark("Further report of an incident"),
    "incident.reported_upward": mark("Reported upward"),
    "incident.statement_confirmed": mark("Statement verified or withdrawn"),
    "knowledge.added": mark("Put on the knowledge shelf"),
    "knowledge.changed": mark("Knowledge changed"),
    "knowledge.checked": mark("Knowledge checked"),
    "knowledge.imported": mark("Knowledge brought in"),
    "knowledge.put_back": mark("Back on the knowledge shelf"),
    "knowledge.undone": mark("Knowledge as it stood before"),
    "knowledge.withdrawn": mark("Taken off the knowledge shelf"),
    "item.closed": mark("Done"),
    "item.due_changed": mark("Due time changed"),
    "item.opened": mark("Made an open item"),
    "item.put_off": mark("Alarm put off"),
    "item.reopened": mark("Open again"),
    "matter.answered": mark("Unit answered"),
    "matter.assigned": mark("Assigned to units"),
    "matter.closed": mark("Matter closed"),
    "matter.corrected": mark("Register corrected"),
    "matter.file_out": mark("Attached file given out"),
    "matter.filed": mark("Filed away"),
    "matter.imported": mark("Imported from a table"),
    "matter.instructed": mark("Leader's instruction"),
    "matter.limit_moved": mark("Limit moved"),
    "matter.noted": mark("Noted"),
    "matter.proposed": mark("Proposed"),
    "matter.read": mark("Taken note of"),
    "matter.registered": mark("Registered"),
    "matter.reopened": mark("Opened again"),
    "matter.replied": mark("Replied to the sender"),
    "matter.resumed": mark("Goes on"),
    "matter.returned": mark("Returned to the sender"),
    "matter.sent_back": mark("Sent back to be redone"),
    "matter.signed_for": mark("Signed for"),
    "matter.transferred": mark("Transferred"),
    "matter.urged": mark("Urged"),
    "matter.voided": mark("Made void"),
    "matter.waiting": mark("Waiting"),
    "matter.withdrawn": mark("Taken back"),
    "number.added": mark("Number added"),
    "number.changed": mark("Number changed"),
    "number.checked": mark("Called, answers"),
    "number.retired": mark("Number retired"),
    "number.silent": mark("Called, no answer"),
    "number.taken_back": mark("Number taken back"),
    "import.map_kept": mark("Columns of a table remembered"),
    "office.changed": mark("Office settings changed"),
    "office.set_up": mark("Duty room set up"),
    "officer.added": mark("Officer added"),
    "officer.changed": mark("Officer changed"),
    "officer.password_set": mark("Password set"),
    "officer.signed_in": mark("Signed in"),
    "officer.signed_out": mark("Signed out"),
    "paper.kept": mark("Paper kept"),
    "paper.printed": mark("Paper printed"),
    "paper.template_changed": mark("Head of a paper changed"),
    "paper.template_restored": mark("Shipped head of a paper taken back"),
    "paper.templates_imported": mark("Heads of papers brought in"),
    "person.added": mark("Person added"),
    "person.changed": mark("Person changed"),
    "person.moved": mark("Order of protocol changed"),
    "person.retired": mark("Person retired"),
    "person.taken_back": mark("Person taken back"),
    "plan_contact.taken_over": mark("Number of a plan taken over from the directory"),
    "plan_content.added": mark("Line of a plan added"),
    "plan_content.changed": mark("Line of a plan corrected"),
    "plan_content.checked": mark("Lines of a plan checked"),
    "plan_content.dropped": mark("Lines of a plan dropped"),
    "plan_content.moved": mark("Line of a plan moved"),
    "plan_content.restored": mark("Lines of a plan taken back"),
    "plan_contents.proposed": mark("Lines of a plan proposed from its text"),
    "plan_first.picked": mark("First actions of a plan chosen"),
    "plan.came_into_force": mark("Law came into force"),
    "plan_contact.linked": mark("Number of a plan linked to the directory"),
    "plan_contact.unlinked": mark("Number of a plan no longer linked"),
    "plan.changed": mark("Plan changed"),
    "plan.due_set": mark("Next drill or evaluation set"),
    "plan.imported": mark("Plan imported"),
    "plan.put_in_force": mark("Version put in force"),
    "plan.repeal_taken_back": mark("Law in force after all"),
    "plan.repealed": mark("Law repealed"),
    "plan.restored": mark("Plan restored"),
    "plan.file_out": mark("Original of a plan given out"),
    "plan.revised": mark("Version of a plan kept"),
    "plan.version_corrected": mark("Version corrected"),
    "plan.withdrawn": mark("Plan withdrawn"),
    "preparation.expert_kept": mark("Expert's finding"),
    "preparation.opinion_kept": mark("Opinion of a unit"),
    "preparation.outline_kept": mark("Outline of the draft"),
    "preparation.planned": mark("Days of the stages planned"),
    "preparation.stage_settled": mark("Stage of a preparation"),
    "preparation.submitted": mark("Plan sent for filing"),
    "preparation.units_asked": mark("Units asked for opinions"),
    "plan_event.cancelled": mark("Drill or evaluation cancelled"),
    "plan_event.changed": mark("Drill or evaluation changed"),
    "plan_event.corrected": mark("Record of a drill or evaluation corrected"),
    "plan_event.held": mark("Drill or evaluation held"),
    "plan_event.planned": mark("Drill or evaluation planned"),
    "plan_event.restored": mark("Drill or evaluation taken back"),
    "plan_event.voided": mark("Drill or evaluation made void"),
    "plan_event.year_planned": mark("Yearly plan of drills made"),
    "plan_finding.added": mark("Finding added"),
    "plan_finding.mended": mark("Finding mended"),
    "plan_finding.reopened": mark("Finding open again"),
    "plan_finding.supervised": mark("Findings put under supervision"),
    "plan_finding.voided": mark("Finding made void"),
    "plan_trigger.recorded": mark("Cause of a revision recorded"),
    "plan_trigger.reopened": mark("Cause of a revision open again"),
    "plan_trigger.settled": mark("Cause of a revision settled"),
    "relay.ended": mark("Passing on ended"),
    "relay.narrowed": mark("Taken off the list"),
    "relay.not_reached": mark("Not reached"),
    "relay.started": mark("Passing on begun"),
    "relay.told": mark("Passed on"),
    "relay.urged": mark("Urged to acknowledge"),
    "relay.voided": mark("Passing on made void"),
    "relay.widened": mark("Further recipients"),
    "required.added": mark("Required plan added"),
    "required.changed": mark("Required plan changed"),
    "required.filled": mark("Required plan: what fills it"),
    "required.restored": mark("Required plan taken back"),
    "required.retired": mark("Required plan taken off the list"),
    "returns.answered": mark("Return came in"),
    "returns.ended": mark("Call for returns ended"),
    "returns.excused": mark("Return excused"),
    "returns.narrowed": mark("Unit taken off the call"),
    "returns.started": mark("Returns asked for"),
    "returns.urged": mark("Urged for a return"),
    "returns.voided": mark("Call for returns made void"),
    "returns.widened": mark("Further units asked"),
    "roster.changed": mark("Roster changed"),
    "roster.duty_restored": mark("Duty of a roster restored"),
    "roster.duty_void": mark("Duty of a roster void"),
    "roster.filled": mark("Roster filled"),
    "roster.imported": mark("Roster brought in"),
    "roster.issued": mark("Roster issued"),
    "roster.made": mark("Roster begun"),
    "roster.restored": mark("Roster restored"),
    "roster.swapped": mark("Duty swapped"),
    "roster.void": mark("Roster void"),
    "routing.added": mark("Routing word added"),
    "routing.changed": mark("Routing word changed"),
    "routing.put_back": mark("Routing word put back"),
    "routing.removed": mark("Routing word removed"),
    "routing.restored": mark("Routing words as shipped"),
    "routing.set": mark("Routing word set"),
    "routing.undone": mark("Routing words as before"),
    "search_words.added": mark("Search words added"),
    "search_words.changed": mark("Search words changed"),
    "search_words.restored": mark("Search words as shipped again"),
    "search_words.switched_off": mark("Search words switched off"),
    "rule.confirmed": mark("Rule confirmed"),
    "rule.set": mark("Rule set"),
    "rule.withdrawn": mark("Rule withdrawn"),
    "shift.started": mark("Shift started"),
    "spot_check.changed": mark("Spot check corrected"),
    "spot_check.linked": mark("Spot check led to a matter"),
    "spot_check.restored": mark("Spot check restored"),
    "spot_check.void": mark("Spot check void"),
    "text.removed": mark("Secret text removed"),
    "unit.added": mark("Unit added"),
    "unit.changed": mark("Unit changed"),
    "unit.retired": mark("Unit retired"),
    "unit.taken_back": mark("Unit taken back"),
}
"""What stands before the text of an entry that is not simply written down."""


def translated(sentence: str) -> str:
    """A marked sentence in the window's language."""
    return QCoreApplication.translate("entry_words", sentence)


def kind_said(entry: EntryRow) -> str:
    """The kind as a word."""
    return translated(KIND_WORDS.get(entry.kind, entry.kind))


def prefix_said(entry: EntryRow) -> str:
    """What the entry did, where it is not simply written down; empty otherwise."""
    word = EVENT_WORDS.get(entry.event)
    return translated(word) if word else ""


def text_said(entry: EntryRow) -> str:
    """The text as written, behind what the entry did; says so where it was removed."""
    text = entry.text
    if text is None:
        text = translated(mark("(text removed: see entry {seq})")).format(seq=entry.removed_by)
    prefix = prefix_said(entry)
    return translated(mark("{what}: {text}")).format(what=prefix, text=text) if prefix else text


def party_said(entry: EntryRow) -> str:
    """With whom: unit and person; the phone where nothing else is known."""
    return " ".join(part for part in (entry.unit, entry.person) if part) or entry.phone


def contact_said(entry: EntryRow) -> str:
    """With whom, and the phone."""
    return " ".join(part for part in (entry.unit, entry.person, entry.phone) if part)


def author_said(entry: EntryRow) -> str:
    """Who wrote it; the program where nobody did."""
    return entry.author if entry.author_id is not None else translated(mark("System"))


def paper_said(entry: EntryRow) -> str:
    """The sheet it was first written on while the power was out, and by whom; empty otherwise."""
    if not (entry.paper_number or entry.paper_writer):
        return ""
    if not entry.paper_writer:
        return translated(mark("Paper {number}")).format(number=entry.paper_number)
    return translated(mark("Paper {number}, written by {writer}")).format(
        number=entry.paper_number, writer=entry.paper_writer
    )


def reason_of(entry: EntryRow) -> str:
    """The reason that an amendment or a cancelling gives; empty where there is none."""
    if not entry.payload:
        return ""
    reason = json.loads(entry.payload).get("reason", "")
    return reason if isinstance(reason, str) else ""


def line_said(entry: EntryRow) -> str:
    """The text as a line of the log, behind the sheet it was first written on."""
    if not entry.paper_number:
        return text_said(entry)
    pattern = translated(mark("[{paper}] {text}"))
    return pattern.format(paper=paper_said(entry), text=text_said(entry))


def is_written_later(entry: EntryRow) -> bool:
    """Whether it was written in another minute than it happened."""
    return abs((entry.written_at - entry.happened_at).total_seconds()) >= 60


def open_said(entry: EntryRow, now: datetime, zone: ZoneInfo) -> str:
    """The state of its open item and the due time: ``open``, ``past due`` or ``done``, and below it the due time."""
    if entry.item_state is None:
        return ""
    if entry.item_state != "open":
        return translated(mark("done"))
    if entry.due_at is None:
        return translated(mark("open"))
    word = mark("past due") if entry.due_at <= now else mark("open")
    return f"{translated(word)}\n{moment_said(entry.due_at, now, zone)}"


def open_tone(entry: EntryRow, now: datetime) -> Tone:
    """The colour that goes with ``open_said``."""
    if entry.item_state is None:
        return ""
    if entry.item_state != "open":
        return "done"
    return "overdue" if entry.due_at is not None and entry.due_at <= now else "info"
