"""Sample facts of the reports and the ledger of the mayor's telephone; the week has the figures of the published form."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from dutyroom.papers.hotline_facts import (
    CaseLineFact,
    CountFact,
    HotlineLedgerFacts,
    HotlineReportFacts,
    Period,
    RateFact,
    UnitRateFact,
)
from dutyroom.papers.sample_hotline import at, office
from dutyroom.rules.hotline_measures import MEASURE
from dutyroom.rules.wording import mark

_AREAS: Final = (
    ("中原区", "inner", 905), ("二七区", "inner", 871), ("管城回族区", "inner", 566), ("金水区", "inner", 1312), ("惠济区", "inner", 398),
    ("上街区", "outer", 96), ("中牟县", "outer", 331), ("荥阳市", "outer", 302), ("巩义市", "outer", 254), ("新密市", "outer", 173),
    ("新郑市", "outer", 208), ("登封市", "outer", 141), ("高新区", "zone", 402), ("郑东新区", "zone", 377), ("航空港区", "zone", 289),
    ("经开区", "zone", 214),
)  # fmt: skip
_FUNCTIONS: Final = (
    (
        "水电气暖",
        "Water, power, gas, heating",
        1088,
        640,
        "暖气不通、暖气不热、停水停电",
        "no heating, lukewarm heating, cuts",
    ),
    (
        "城市管理",
        "Urban management",
        355,
        372,
        "违章建筑、占道经营、噪音扰民",
        "illegal building, street trading, noise",
    ),
    ("社会综治", "Public order", 207, 214, "交通安全、社会治安、户籍管理", "traffic, order, registration"),
    ("住房保障", "Housing", 186, 190, "物业服务、公租房", "estate services, public rental"),
    ("道路交通", "Roads and transport", 164, 149, "信号灯故障、公交线路", "traffic lights, bus routes"),
    ("环境保护", "Environment", 98, 121, "工地扬尘、餐饮油烟", "dust of sites, cooking fumes"),
    ("教育", "Education", 77, 70, "校外培训", "tutoring"),
    ("", "", 41, None, "", ""),
)
_UNITS: Final = (
    ("市公安局", 402, 377, 366, 380, 6, 280, 318, 3), ("市住房保障局", 355, 341, 311, 342, 11, 214, 270, 9),
    ("市城市管理局", 331, 350, 300, 322, 9, 240, 281, 5), ("市热力总公司（样例）", 296, 88, 210, 284, 2, 171, 233, 31),
    ("市交通运输局", 118, 126, 112, 115, 4, 88, 97, 0), ("市市场监督管理局", 97, 101, 90, 96, 3, 71, 80, 1),
)  # fmt: skip
_RATES: Final = (
    ("dispatched", 5120, 5214), ("signed", 5003, 5188), ("responded", 611, 640), ("on_time", 1389, 1539),
    ("first_call", 3077, 8480), ("satisfied", 1064, 1279), ("solved", 1011, 1279), ("returned", 35, 5214), ("redone", 61, 1402),
)  # fmt: skip


def _counts(rows: Any, part: int) -> tuple[CountFact, ...]:
    return tuple(
        CountFact(
            zh=zh, en=en, count=count // part, before=None if before is None else before // part, among_zh=azh, among_en=aen
        )
        for zh, en, count, before, azh, aen in rows
    )  # fmt: skip


def _lines(*, overdue: bool) -> tuple[CaseLineFact, ...]:
    heat: dict[str, Any] = {"code": "050302", "class_zh": "供暖温度不达标", "class_en": "Heating not warm enough"}
    whys = (mark("many calls for the same"), mark("leader's instruction"), mark("became an incident"))
    about = ("小区供暖不热，老人多", "路口信号灯全黑，交通拥堵", "燃气管道施工后道路塌陷，影响通行")
    return tuple(
        CaseLineFact(
            number=f"热〔2026〕{4120 + n}号",
            received_at=at(8 + n, 15, days=-4 if overdue else 0),
            channel="phone",
            demand="complaint" if n else "help",
            title=f"{about[n]}（样例）",
            area=("金水区", "二七区", "中牟县")[n],
            street="样例路街道",
            caller="赵**",
            phone="138****0001",
            calls=12 if n == 0 else 1,
            unit=("市热力总公司（样例）", "市公安局", "中牟县人民政府")[n],
            due_at=at(18, days=-1 - n if overdue else 1),
            state="in_hand",
            overdue_days=1 + n if overdue else None,
            card="yellow" if overdue and n == 2 else "",
            is_at_once=not overdue,
            why="" if overdue else whys[n],
            **(heat if n == 0 else {}),
        )
        for n in range(3)
    )


def _tables(total: int, phone: int, mail: int, text: int, part: int) -> dict[str, Any]:
    """The figures by channel, demand, function, district and unit, and the measures."""
    return {
        "channels": (
            CountFact(key="phone", count=phone, before=7800 // part),
            CountFact(key="mailbox", count=mail, before=121 // part),
            CountFact(key="sms", count=text, before=3),
        ),
        "demands": tuple(
            CountFact(key=key, count=total * share // 100, before=None)
            for key, share in (("consult", 38), ("help", 27), ("complaint", 29), ("tip", 2), ("suggestion", 3), ("praise", 1))
        ),
        "functions": _counts(_FUNCTIONS, part),
        "areas": tuple(CountFact(zh=zh, group=group, count=n // part, before=n * 9 // 10 // part) for zh, group, n in _AREAS),
        "units": tuple(
            UnitRateFact(
                unit=unit, sent=sent // part, before=before // part, on_time=done // part, due=due // part,
                returned=back // part, held=sent // part + 7, satisfied=good // part, reached=reached // part, overdue=late,
            )
            for unit, sent, before, done, due, back, good, reached, late in _UNITS
        ),
        "rates": tuple(
            RateFact(name=MEASURE[key].name, part=num // part, whole=den // part, definition=MEASURE[key].words)
            for key, num, den in _RATES
        ),
    }  # fmt: skip


def _report(period: Period, start: date, last: date, part: int) -> HotlineReportFacts:
    phone, mail, text = 8341 // part, 137 // part, 2
    total = phone + mail + text
    return HotlineReportFacts(
        **office(),
        period=period,
        start=start,
        last=last,
        at=at(8),
        total=total,
        before=7924 // part,
        calls=total + 611 // part,
        direct=3077 // part,
        dispatched=5214 // part,
        closed=4987 // part,
        transferred=120 // part,
        refused=69 // part,
        merged=203 // part,
        at_once=640 // part,
        open=1488,
        overdue_open=3,
        **_tables(total, phone, mail, text, part),
        urgent=_lines(overdue=False)[:2],
        overdue=_lines(overdue=True),
        notable=_lines(overdue=False),
    )  # fmt: skip


def sample_hotline_daily() -> HotlineReportFacts:
    """A day in November, when the heating has begun."""
    return _report("day", date(2026, 11, 22), date(2026, 11, 22), 7)


def sample_hotline_weekly() -> HotlineReportFacts:
    """A week of 8 480 demands, in the figures of the published form."""
    return _report("week", date(2026, 11, 14), date(2026, 11, 20), 1)


def sample_hotline_monthly() -> HotlineReportFacts:
    """A month."""
    return _report("month", date(2026, 10, 1), date(2026, 10, 31), 1)


def sample_hotline_ledger() -> HotlineLedgerFacts:
    """Enough cases for several pages."""
    rows = [line for _ in range(12) for line in (*_lines(overdue=False), *_lines(overdue=True))]
    return HotlineLedgerFacts(
        **office(), start=date(2026, 11, 14), last=date(2026, 11, 20), at=at(8), scope="（样例）", rows=tuple(rows)
    )
