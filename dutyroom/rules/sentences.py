"""The sentences of every refusal, gathered from the modules that raise them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from dutyroom.rules import (
    activation,
    alike,
    briefing,
    briefing_check,
    cap_message,
    column_map,
    contact_import,
    directory,
    drill,
    drill_record,
    entry,
    event_time,
    filled,
    grading,
    holiday_text,
    hotline_classes,
    hotline_import,
    hotline_measures,
    hotline_period,
    hotline_record,
    hotline_sheet,
    hotline_steps,
    incident_class,
    incident_period,
    incident_report,
    incident_sheet,
    knowledge,
    law,
    masthead,
    matter,
    matter_import,
    merging,
    notice,
    office,
    officer,
    official_check,
    paper,
    paper_template,
    phone,
    plan,
    plan_contacts,
    plan_contents,
    plan_editing,
    plan_events,
    plan_import,
    plan_likeness,
    plan_version,
    preparation,
    relay,
    removal,
    required_plan,
    returns,
    roster_record,
    routing_change,
    rule_change,
    rule_fault,
    shift,
    spot_check,
    statistics_period,
    supervision,
    warning,
)
from dutyroom.rules.wording import Wording

SENTENCES: Final[Mapping[str, str]] = {
    **activation.SENTENCES,
    **briefing.SENTENCES,
    **briefing_check.SENTENCES,
    **cap_message.SENTENCES,
    **column_map.SENTENCES,
    **contact_import.SENTENCES,
    **directory.SENTENCES,
    **drill.SENTENCES,
    **drill_record.SENTENCES,
    **entry.SENTENCES,
    **event_time.SENTENCES,
    **filled.SENTENCES,
    **grading.SENTENCES,
    **holiday_text.SENTENCES,
    **hotline_import.SENTENCES,
    **hotline_measures.SENTENCES,
    **hotline_period.SENTENCES,
    **hotline_record.SENTENCES,
    **hotline_sheet.SENTENCES,
    **hotline_steps.SENTENCES,
    **hotline_classes.SENTENCES,
    **incident_class.SENTENCES,
    **incident_period.SENTENCES,
    **incident_report.SENTENCES,
    **incident_sheet.SENTENCES,
    **knowledge.SENTENCES,
    **law.SENTENCES,
    **masthead.SENTENCES,
    **paper_template.SENTENCES,
    **matter.SENTENCES,
    **merging.SENTENCES,
    **matter_import.SENTENCES,
    **notice.SENTENCES,
    **office.SENTENCES,
    **officer.SENTENCES,
    **official_check.SENTENCES,
    **paper.SENTENCES,
    **phone.SENTENCES,
    **plan.SENTENCES,
    **plan_import.SENTENCES,
    **plan_likeness.SENTENCES,
    **plan_version.SENTENCES,
    **plan_contacts.SENTENCES,
    **plan_contents.SENTENCES,
    **plan_editing.SENTENCES,
    **preparation.SENTENCES,
    **plan_events.SENTENCES,
    **relay.SENTENCES,
    **removal.SENTENCES,
    **required_plan.SENTENCES,
    **returns.SENTENCES,
    **routing_change.SENTENCES,
    **alike.SENTENCES,
    **roster_record.SENTENCES,
    **rule_change.SENTENCES,
    **rule_fault.FAULTS,
    **shift.SENTENCES,
    **spot_check.SENTENCES,
    **statistics_period.SENTENCES,
    **supervision.SENTENCES,
    **warning.SENTENCES,
}


def sentence(
    code: str, facts: Mapping[str, object], wording: Wording, zone: ZoneInfo, sentences: Mapping[str, str] = SENTENCES
) -> str:
    """The sentence of a code with its facts filled in, times in the office's zone; the code itself if unknown."""
    known = sentences.get(code)
    if known is None:
        return f"{code} {dict(facts)}"
    return wording.say(known, **{name: _shown(value, zone) for name, value in facts.items()})


def _shown(value: object, zone: ZoneInfo) -> object:
    if isinstance(value, datetime):
        return value.astimezone(zone).strftime("%Y-%m-%d %H:%M")
    return value
