"""What the lists of recipients prove of an incident: who was told of a report, and whose clock that stops."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from dutyroom.actions.incident_clocks import meet_reports
from dutyroom.data.desk import Desk
from dutyroom.data.queries.incidents import report_sent_by
from dutyroom.data.queries.relays import lines_to_change
from dutyroom.data.tables import Incident, Matter, Relay
from dutyroom.rules.incident_report import LADDER, ReportKind
from dutyroom.rules.matter import Duty
from dutyroom.rules.relay import LineState

REPORT_DUTIES: Final = {
    ReportKind.FIRST: Duty.WRITTEN_REPORT,
    ReportKind.FOLLOW_UP: Duty.FOLLOW_UP,
    ReportKind.FINAL: Duty.FINAL_REPORT,
}
_TOLD: Final = (LineState.SENT, LineState.ACKNOWLEDGED)


def reports_told(desk: Desk, relay: Relay, at: datetime) -> list[dict[str, Any]]:
    """The reporting clocks that are met now that one more recipient of the list was told."""
    row = desk.session.get(Incident, relay.matter_id) if relay.matter_id is not None else None
    matter = desk.session.get(Matter, relay.matter_id) if row is not None else None
    if row is None or matter is None:
        return []
    desk.session.flush()
    told = [line.unit for line in lines_to_change(desk.session, relay.id) if line.state in _TOLD]
    if relay.purpose == LADDER:
        return meet_reports(desk, matter, row, Duty.PHONE_REPORT, told, at)
    kind = report_sent_by(desk.session, relay.id)
    return meet_reports(desk, matter, row, REPORT_DUTIES[ReportKind(kind)], told, at) if kind else []
