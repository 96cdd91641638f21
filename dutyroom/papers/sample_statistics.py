"""Sample statistics of a month; no number of them is real."""

from __future__ import annotations

from datetime import date, datetime
from itertools import accumulate, pairwise
from typing import Any, Final
from zoneinfo import ZoneInfo

from dutyroom.papers.statistics_facts import StatisticsFacts
from dutyroom.rules.cartogram import TILES
from dutyroom.rules.hotline_measures import Share
from dutyroom.rules.local_hours import HOURS, WEEKDAYS
from dutyroom.rules.statistics import Measure, measures_of
from dutyroom.rules.statistics_cuts import CUTS, STACKED
from dutyroom.rules.statistics_facts import Subject
from dutyroom.rules.statistics_period import Length, around, buckets, compared, grain_of
from dutyroom.rules.statistics_report import Bucket, CutLine, MeasureLine, SubjectReport, Three

_ZONE: Final = ZoneInfo("Asia/Shanghai")
_DAY: Final = date(2026, 10, 15)
_AT: Final = datetime(2026, 11, 1, 8, 0, tzinfo=_ZONE)
_OFFICE: Final[dict[str, Any]] = {
    "office_zh": "郑州市人民政府总值班室",
    "office_en": "General Duty Room of Zhengzhou",
    "store_kind": "sample",
    "printed_at": _AT,
}
_BASE: Final[dict[Subject, int]] = {
    Subject.NOTICES: 11,
    Subject.INCIDENTS: 3,
    Subject.HOTLINE: 270,
    Subject.SUPERVISION: 2,
    Subject.LOG: 64,
    Subject.SHIFTS: 2,
    Subject.ROSTER: 3,
    Subject.SPOT_CHECKS: 2,
}
"""About how many come in a day."""
_VALUES: Final[dict[str, tuple[str, ...]]] = {
    "urgency": ("", "特急", "加急"),
    "channel": ("telephone", "fax", "paper", "email"),
    "document_kind": ("通知", "函", "通报", ""),
    "for_reading": ("0", "1"),
    "lead": ("市水利局（样例）", "市应急管理局（样例）", "市公安局（样例）", "市城市管理局（样例）", ""),
    "source": ("省政府办公厅（样例）", "省应急管理厅（样例）", "二七区（样例）"),
    "category": ("accident", "natural", "health", "security"),
    "subtype": ("road", "fire", "flood", "food"),
    "grade": ("Ⅳ", "Ⅲ", "", "Ⅱ"),
    "area": tuple(TILES),
    "demand": ("help", "complaint", "consult", "suggestion"),
    "class2": ("02", "03", "11", "07"),
    "class4": ("0203", "0301", "1101", "0702", "0204"),
    "unit": ("市热力总公司（样例）", "市公安局（样例）", "市住房保障局（样例）"),
    "basis": ("meeting", "instruction", "npc", "target"),
    "kind": ("call_in", "call_out", "step", "note", "report"),
    "author": ("赵样例", "钱样例", "孙样例", "李样例"),
    "name": ("白班", "夜班"),
    "post": ("leader", "chief", "deputy"),
    "person": ("赵样例", "钱样例", "孙样例", "李样例"),
    "day_kind": ("work", "rest", "holiday"),
    **dict.fromkeys(("night_of", "holiday_of", "swap_of"), ("", "赵样例", "钱样例")),
    "finding": ("ok", "late", "unanswered"),
    **dict.fromkeys(("answered_by", "on_time_by", "leader_by"), ("二七区（样例）", "金水区（样例）", "")),
}
_HOTLINE: Final = {"channel": ("phone", "web", "wechat")}


def sample_statistics() -> StatisticsFacts:
    """A month of every register."""
    reports = tuple(_report(subject) for subject in Subject)
    return StatisticsFacts(**_OFFICE, at=_AT, is_running=False, reports=reports)


def _wave(seed: int, most: int) -> int:
    """A number from 0 to ``most`` that looks like life and is always the same."""
    return (seed * 7919 + (seed * seed) % 101 * 31) % (most + 1)


def _report(subject: Subject) -> SubjectReport:
    period, base = around(Length.MONTH, _DAY), _BASE[subject]
    against = compared(period, _AT, _ZONE)
    grain = grain_of(period.stretch)
    stacked = _values(subject, STACKED[subject])
    made = []
    for place, step in enumerate(buckets(period.stretch, grain)):
        parts = _parted(base // 2 + _wave(place + base, base), stacked, place)
        made.append(
            Bucket(
                stretch=step,
                hour=None,
                this=sum(parts.values()),
                before=base // 2 + _wave(place + 40, base) if place < against.before.days else None,
                year=base // 3 + _wave(place + 80, base),
                stacked=parts,
            )
        )
    numbers = (
        sum(each.this or 0 for each in made),
        sum(each.before or 0 for each in made),
        sum(each.year or 0 for each in made),
    )
    return SubjectReport(
        subject=subject,
        period=period,
        compared=against,
        counted_at=_AT,
        grain=grain,
        measures=tuple(_line(place, measure, numbers) for place, measure in enumerate(measures_of(subject))),
        cuts={cut.key: _cut(_values(subject, cut.key), numbers) for cut in CUTS[subject]},
        buckets=tuple(made),
        heat=_heat(numbers[0]),
        names={
            "02": ("城市管理（样例）", "Urban management (sample)"),
            "0203": ("路灯（样例）", "Street lamps (sample)"),
        },
    )


def _values(subject: Subject, cut: str) -> tuple[str, ...]:
    return _HOTLINE.get(cut, _VALUES[cut]) if subject is Subject.HOTLINE else _VALUES[cut]


def _parted(whole: int, values: tuple[str, ...], seed: int) -> dict[str, int]:
    """A number parted among values, the first of them most."""
    found, left = {}, whole
    for place, value in enumerate(values[1:], 1):
        part = min(left, _wave(seed + place * 13, max(1, whole // (place + 2))))
        found[value], left = part, left - part
    return {values[0]: left, **found}


def _cut(values: tuple[str, ...], numbers: tuple[int, int, int]) -> tuple[CutLine, ...]:
    parts = [_parted(number, values, number % 7 + place) for place, number in enumerate(numbers)]
    lines = [
        CutLine(value=value, this=parts[0][value], before=parts[1][value], year=parts[2][value]) for value in values
    ]
    return tuple(sorted(lines, key=lambda line: -line.this))


def _line(place: int, measure: Measure, numbers: tuple[int, int, int]) -> MeasureLine:
    def share(which: int) -> Share:
        number = numbers[which]
        if measure.is_share:
            return Share(number - _wave(place + which, number // 6), number)
        return Share(number if place == 0 else _wave(place * 3 + which, max(1, number // 3)))

    return MeasureLine(measure=measure, found=Three(this=share(0), before=share(1), year=share(2)))


def _heat(whole: int) -> tuple[tuple[int, ...], ...]:
    """More by day than by night, less at the end of the week; all together the whole."""
    weight: list[list[int]] = [
        [
            (9 if 8 <= hour < 19 else 3) * (5 if day < 5 else 3) + _wave(day * HOURS + hour, 12)
            for hour in range(HOURS)
        ]  # hours of the office
        for day in range(WEEKDAYS)
    ]
    total, sums = sum(map(sum, weight)), [0, *accumulate(each for hours in weight for each in hours)]
    numbers = [whole * after // total - whole * before // total for before, after in pairwise(sums)]
    return tuple(tuple(numbers[day * HOURS : (day + 1) * HOURS]) for day in range(WEEKDAYS))
