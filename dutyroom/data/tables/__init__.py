"""The tables; importing this package knows them all."""

from dutyroom.data.tables.base import Instant, Table
from dutyroom.data.tables.draft import Draft
from dutyroom.data.tables.journal import JournalEntry, JournalRow
from dutyroom.data.tables.office import KeptPaper, Setting, SignInTrouble, StoreNote
from dutyroom.data.tables.officer import Officer
from dutyroom.data.tables.open_item import OpenItem
from dutyroom.data.tables.plan import Attachment, Plan, PlanSection, PlanText
from dutyroom.data.tables.shift import Acceptance, Checklist, Handover, Shift
from dutyroom.data.tables.unit import Contact, Unit

__all__ = [
    "Acceptance",
    "Attachment",
    "Checklist",
    "Contact",
    "Draft",
    "Handover",
    "Instant",
    "JournalEntry",
    "JournalRow",
    "KeptPaper",
    "Officer",
    "OpenItem",
    "Plan",
    "PlanSection",
    "PlanText",
    "Setting",
    "Shift",
    "SignInTrouble",
    "StoreNote",
    "Table",
    "Unit",
]
