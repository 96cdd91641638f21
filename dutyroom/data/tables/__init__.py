"""The tables; importing this package knows them all."""

from dutyroom.data.tables.base import Instant, Table
from dutyroom.data.tables.briefing import Briefing, BriefingPart, BriefingRecipient, BriefingSource
from dutyroom.data.tables.draft import Draft
from dutyroom.data.tables.drill import Drill, DrillInject
from dutyroom.data.tables.hotline import (
    HotlineCall,
    HotlineCallBack,
    HotlineCase,
    HotlineClass,
    HotlineExtension,
    HotlineLook,
    HotlineReturn,
    KnowledgeItem,
)
from dutyroom.data.tables.incident import Activation, ActivationItem, Incident, IncidentReport, IncidentStatement
from dutyroom.data.tables.journal import JournalEntry, JournalRow
from dutyroom.data.tables.library import ImportedFile, ImportRun, PastSearch, PlanLikeness, PlanPin, SearchWords
from dutyroom.data.tables.matter import Assignment, Matter, MatterAttachment, MatterLink, MatterStep
from dutyroom.data.tables.notice import Notice, TelephoneSlip
from dutyroom.data.tables.office import KeptPaper, Setting, SignInTrouble, StoreNote
from dutyroom.data.tables.officer import Officer
from dutyroom.data.tables.open_item import OpenItem
from dutyroom.data.tables.plan import Attachment, Plan, PlanSection, PlanText
from dutyroom.data.tables.plan_content import PlanAction, PlanBody, PlanContact, PlanStart
from dutyroom.data.tables.plan_event import PlanEvent, PlanFinding, RequiredPlan
from dutyroom.data.tables.preparation import (
    Preparation,
    PreparationExpert,
    PreparationFiling,
    PreparationOpinion,
    PreparationStage,
)
from dutyroom.data.tables.relay import Relay, RelayLine, ReturnsAnswer, ReturnsCall, ReturnsUnit
from dutyroom.data.tables.roster import PlannedDuty, Roster, SpotCheck
from dutyroom.data.tables.rule import HolidayYear, RoutingWord, RuleValue
from dutyroom.data.tables.shift import Acceptance, Checklist, Handover, Shift
from dutyroom.data.tables.supervision import Supervision
from dutyroom.data.tables.unit import Contact, ContactGroup, GroupMember, Person, Unit
from dutyroom.data.tables.warning import PublicWarning

__all__ = [
    "Acceptance",
    "Activation",
    "ActivationItem",
    "Assignment",
    "Attachment",
    "Briefing",
    "BriefingPart",
    "BriefingRecipient",
    "BriefingSource",
    "Checklist",
    "Contact",
    "ContactGroup",
    "Draft",
    "Drill",
    "DrillInject",
    "GroupMember",
    "Handover",
    "HolidayYear",
    "HotlineCall",
    "HotlineCallBack",
    "HotlineCase",
    "HotlineClass",
    "HotlineExtension",
    "HotlineLook",
    "HotlineReturn",
    "ImportRun",
    "ImportedFile",
    "Incident",
    "IncidentReport",
    "IncidentStatement",
    "Instant",
    "JournalEntry",
    "JournalRow",
    "KeptPaper",
    "KnowledgeItem",
    "Matter",
    "MatterAttachment",
    "MatterLink",
    "MatterStep",
    "Notice",
    "Officer",
    "OpenItem",
    "PastSearch",
    "Person",
    "Plan",
    "PlanAction",
    "PlanBody",
    "PlanContact",
    "PlanEvent",
    "PlanFinding",
    "PlanLikeness",
    "PlanPin",
    "PlanSection",
    "PlanStart",
    "PlanText",
    "PlannedDuty",
    "Preparation",
    "PreparationExpert",
    "PreparationFiling",
    "PreparationOpinion",
    "PreparationStage",
    "PublicWarning",
    "Relay",
    "RelayLine",
    "RequiredPlan",
    "ReturnsAnswer",
    "ReturnsCall",
    "ReturnsUnit",
    "Roster",
    "RoutingWord",
    "RuleValue",
    "SearchWords",
    "Setting",
    "Shift",
    "SignInTrouble",
    "SpotCheck",
    "StoreNote",
    "Supervision",
    "Table",
    "TelephoneSlip",
    "Unit",
]
