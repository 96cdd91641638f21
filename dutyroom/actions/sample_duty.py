"""The sample's roster of the month, as its shifts were stood and will be, and some spot checks; everybody is invented."""

from __future__ import annotations

import calendar
from datetime import date, datetime, time, timedelta
from typing import Final

from dutyroom.actions.rosters import fill_rows, issue_roster, new_roster, swap_duty
from dutyroom.actions.spot_checks import add_spot_check
from dutyroom.data.desk import Desk
from dutyroom.data.queries.office import office_settings
from dutyroom.data.queries.rosters import duties_between, roster_in_full
from dutyroom.data.queries.shifts import ShiftRow, find_shifts, shift_rows
from dutyroom.data.queries.units import UnitRow
from dutyroom.rules.roster_record import FillPost, IssueRoster, Named, RosterFacts, SwapDuty
from dutyroom.rules.spot_check import AddSpotCheck, SpotFacts

DUTY_ENTRIES: Final = 8
"""The roster brought in, issued, a swap, and five calls."""
_MARK: Final = "样例"
_NOTES: Final = "每班8时30分交接，接班人员提前10分钟到岗（样例）。"
_CALLS: Final = (
    {"rings": 2, "answerer": "冯样例", "answerer_post": "值班员", "leader_reached": True, "leader": "陈样例"},
    {"rings": 5, "answerer": "褚样例", "answerer_post": "值班员", "leader_reached": True, "leader": "卫样例"},
    {"is_answered": False, "remark": "10分钟后再拨，2声接听，称在传真室取件（样例）"},
    {"rings": 1, "answerer": "蒋样例", "answerer_post": "值班员", "leader_reached": False, "leader": "沈样例"},
    {"rings": 3, "answerer": "韩样例", "answerer_post": "主班", "leader_reached": True, "leader": "杨样例"},
)


def add_duty(desk: Desk, areas: list[UnitRow]) -> None:
    """Keep the month's roster and last night's calls to the duty desks of districts."""
    zone = office_settings(desk.session).zone
    today = desk.now.astimezone(zone).date()
    shifts = shift_rows(desk.session, find_shifts(desk.session))
    _roster(desk, today, {shift.planned_start.astimezone(zone).date(): shift for shift in reversed(shifts)})
    night = datetime.combine(today - timedelta(days=1), time(21, 3), zone)
    for place, (area, facts) in enumerate(zip(areas, _CALLS, strict=False)):
        called = SpotFacts(unit=area.name, called_at=night + timedelta(minutes=4 * place), **facts)  # type: ignore[arg-type]  # names of its fields
        add_spot_check(desk, AddSpotCheck(facts=called))


def _roster(desk: Desk, today: date, stood: dict[date, ShiftRow]) -> None:
    first, last = today.replace(day=1), today.replace(day=calendar.monthrange(today.year, today.month)[1])
    title = f"{today.year}年{today.month}月值班表（{_MARK}）"
    roster = new_roster(desk, RosterFacts(first=first, last=last, title=title, remark=_NOTES))
    known = sorted(stood)
    teams = [stood[day] for day in known[-3:]]
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        shift = stood.get(day) or teams[(day - known[-1]).days % len(teams) - 1]
        for post, name in (("leader", shift.leader), ("chief", shift.chief), ("deputy", shift.deputy)):
            if name:
                people = (Named(name=name),)
                fill_rows(desk, roster, FillPost(roster_id=roster.id, day=day, post=post, people=people))
    desk.journal("roster.imported", text=f"{title}：{(last - first).days + 1}", record=("roster", roster.id))
    full = roster_in_full(desk.session, roster.id)
    despite = f"按实际到岗（{_MARK}）" if full is not None and full.faults else ""
    issue_roster(desk, IssueRoster(id=roster.id, version=roster.version, despite=despite))
    later = [each for each in duties_between(desk.session, first, last) if each.post == "deputy"]
    one = next((each for each in later if each.day > today), later[-1])
    person = Named(name=f"赵{_MARK}" if one.name != f"赵{_MARK}" else f"钱{_MARK}")
    swap_duty(desk, SwapDuty(id=one.id, version=one.version, reason=f"外出培训（{_MARK}）", person=person))
