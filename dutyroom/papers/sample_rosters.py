"""Sample facts of rosters, to print without a store; no name or number is real."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from typing import Any, Final

from dutyroom.papers.roster_facts import HolidayRosterFacts, RosterDayFact, RosterFacts, RosterPersonFact
from dutyroom.rules.roster import day_kind, days_of_month, due_before
from dutyroom.rules.workdays import Holidays, HolidayTable

_ZONE: Final = timezone(timedelta(hours=8))
_FIRST: Final = date(2026, 10, 1)
_HOLIDAYS: Final = Holidays(
    (
        HolidayTable(
            year=2026,
            holidays=tuple((_FIRST + timedelta(days=n), "国庆节") for n in range(7)),
            makeup=(date(2026, 9, 20), date(2026, 10, 10)),
        ),
    )
)
"""So much of the notice for 2026 as the samples need."""
_LEADERS: Final = (("沈样例", "秘书长"), ("周样例", "副秘书长"), ("吴样例", "副秘书长"), ("郑样例", "主任"))
_CHIEFS: Final = ("李样例", "王样例", "赵样例", "冯样例", "陈样例")
_DEPUTIES: Final = ("褚样例", "卫样例", "蒋样例", "韩样例", "杨样例", "朱样例")
_PHONES: Final = (("值班电话", "0371-55500100"), ("传真", "0371-55500101"), ("应急电话", "0371-55500102"))


def _heading() -> dict[str, Any]:
    return {
        "office_zh": "郑州市人民政府总值班室",
        "office_en": "Duty Room of the Zhengzhou Municipal Government",
        "store_kind": "sample",
        "draft": False,
        "printed_at": datetime(2026, 9, 25, 10, 0, tzinfo=_ZONE),
        "phones": _PHONES,
        "made_by": "李样例",
        "reviewed_by": "郑样例",
        "approved_by": "沈样例",
    }


def _phone(number: int) -> str:
    return f"1380000{number:04d}"


def _day(on: date, *people: RosterPersonFact, note: str = "") -> RosterDayFact:
    return RosterDayFact(on=on, people=people, note=note, kind=day_kind(on, _HOLIDAYS), festival=_HOLIDAYS.name(on))


def sample_roster() -> RosterFacts:
    """October 2026: a long holiday, and a Saturday worked instead."""
    days = []
    for on in days_of_month(2026, 10):
        n = on.day - 1
        leader, chief, deputy = n // 7 % 4, n % 5, n % 6
        days.append(
            _day(
                on,
                RosterPersonFact(post="带班领导", name=_LEADERS[leader][0], phone=_phone(leader)),
                RosterPersonFact(post="主班", name=_CHIEFS[chief], phone=_phone(10 + chief)),
                RosterPersonFact(post="副班", name=_DEPUTIES[deputy], phone=_phone(20 + deputy)),
                note={12: "与13日调换", 13: "与12日调换"}.get(on.day, ""),
            )
        )
    return RosterFacts(
        **_heading(),
        year=2026,
        month=10,
        posts=("带班领导", "主班", "副班"),
        days=tuple(days),
        notes=("每班8时30分交接，接班人员提前10分钟到岗。", "调班须在班前经带班领导同意，由替班人员负责。"),
    )


def sample_holiday_roster() -> HolidayRosterFacts:
    """The National Day of 2026, sent up in time."""
    days = []
    for n in range(7):
        leader, title = _LEADERS[n % 4]
        days.append(
            _day(
                _FIRST + timedelta(days=n),
                RosterPersonFact(post="带班领导", name=leader, title=title, phone=_phone(n % 4)),
                RosterPersonFact(post="值班人员", name=_CHIEFS[n % 5], phone=_phone(10 + n % 5)),
                RosterPersonFact(post="值班人员", name=_DEPUTIES[n % 6], phone=_phone(20 + n % 6)),
                note="24小时在岗" if n == 0 else "",
            )
        )
    return HolidayRosterFacts(
        **_heading(),
        festival="国庆节",
        year=2026,
        unit="郑州市人民政府办公室（示例）",
        to=("河南省人民政府总值班室",),
        due_on=due_before(_FIRST, 5),
        sent_on=date(2026, 9, 25),
        days=tuple(days),
        notes=("节日期间每日16时30分前报告当日情况，无情况也要报告。",),
    )
