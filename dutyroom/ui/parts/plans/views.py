"""The views of a plan, in the order of their tabs after its text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dutyroom.ui.parts.plans.actions_view import PlanActionsView
from dutyroom.ui.parts.plans.command_view import PlanCommandView
from dutyroom.ui.parts.plans.contacts_view import PlanContactsView
from dutyroom.ui.parts.plans.events import PlanEventsView
from dutyroom.ui.parts.plans.record import PlanRecordView
from dutyroom.ui.parts.plans.versions import PlanVersionsView
from dutyroom.ui.parts.plans.view import PlanView

VIEWS: Final[Sequence[type[PlanView]]] = (
    PlanActionsView,
    PlanContactsView,
    PlanCommandView,
    PlanVersionsView,
    PlanEventsView,
    PlanRecordView,
)
