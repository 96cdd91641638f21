"""The sample's warnings: one in force and raised, one lifted, one of an exercise; every text is invented and says so."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from dutyroom.actions.warnings import change_warning, lift_warning, register_warning
from dutyroom.data.desk import Desk
from dutyroom.data.queries.warnings import warning_in_full
from dutyroom.rules.warning import ChangeWarning, Colour, LiftWarning, RegisterWarning, Status, WarningFacts

WARNING_ENTRIES: Final = 5
"""How many entries they take."""
_ISSUER: Final = "郑州市气象台（示例）"


def add_warnings(desk: Desk) -> None:
    """Write them, as of now; what happened earlier carries its own time."""
    now = desk.now
    rain = _rain(now)
    _raise(desk, rain)
    wind = replace(
        rain,
        event="大风（示例）",
        colour=Colour.BLUE,
        issued_at=now - timedelta(hours=26),
        onset_at=now - timedelta(hours=26),
        expires_at=now - timedelta(hours=2),
        areas="全市",
        watch="预计24小时内平均风力达6级（示例）。",
        action="加固户外广告牌和围挡（示例）。",
    )
    lifted = register_warning(desk, RegisterWarning(facts=wind, received_at=now - timedelta(hours=26)))
    lift_warning(desk, LiftWarning(id=lifted, lifted_at=now - timedelta(hours=4), text="风力减弱，预警解除（示例）"))
    drill = replace(
        rain,
        event="洪水（示例）",
        colour=Colour.RED,
        status=Status.EXERCISE,
        areas="贾鲁河沿线",
        watch="演练情景：贾鲁河水位超警戒（示例）。",
        action="按演练方案转移避险（示例）。",
        expires_at=now + timedelta(hours=1),
    )
    register_warning(desk, RegisterWarning(facts=drill, received_at=now - timedelta(minutes=20)))


def _rain(now: datetime) -> WarningFacts:
    return WarningFacts(
        event="暴雨（示例）",
        colour=Colour.YELLOW,
        source=_ISSUER,
        issued_at=now - timedelta(hours=3),
        onset_at=now - timedelta(hours=3),
        expires_at=now + timedelta(hours=3),
        areas="金水区\n二七区\n中原区",
        watch="预计未来6小时内降雨量将达50毫米以上，低洼路段有积水风险（示例）。",
        action="加强巡查，值守下穿隧道，必要时封闭（示例）。",
        contact="0371-55509007",
    )


def _raise(desk: Desk, rain: WarningFacts) -> None:
    """Yellow first, orange since."""
    now = desk.now
    number = register_warning(desk, RegisterWarning(facts=rain, received_at=now - timedelta(hours=2, minutes=55)))
    shown = warning_in_full(desk.session, number)
    version = shown.matter.version if shown is not None else 0
    end = now + timedelta(hours=6, minutes=20)
    raised = replace(rain, colour=Colour.ORANGE, issued_at=now - timedelta(minutes=40), expires_at=end)
    change_warning(desk, ChangeWarning(id=number, version=version, facts=raised, text="雨势加强（示例）"))
