"""Sample facts of the papers of incidents, to print without a store; no name, number or event is real."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any, Final

from dutyroom.papers.incident_facts import (
    Ics209Facts,
    Ics209Row,
    Ics214Facts,
    Ics214Line,
    IncidentReportFacts,
    StoryPart,
)

_ZONE: Final = timezone(timedelta(hours=8))
_DAY: Final = datetime(2026, 11, 23, tzinfo=_ZONE)
_TITLE: Final = "二七区示例路口道路交通事故（示例）"
_TO: Final = ("河南省人民政府总值班室", "中共郑州市委总值班室", "河南省应急管理厅")


def _at(hour: int, minute: int = 0) -> datetime:
    return _DAY + timedelta(hours=hour, minutes=minute)


def _office(number: str) -> dict[str, Any]:
    return {
        "office_zh": "郑州市人民政府总值班室",
        "office_en": "Duty Room of the Zhengzhou Municipal Government",
        "store_kind": "sample",
        "number": number,
    }


def sample_incident_report() -> IncidentReportFacts:
    """A first report as it was issued."""
    return IncidentReportFacts(
        **_office("值信〔2026〕12号"),
        state="issued",
        title=f"关于{_TITLE}的报告",
        body="11月23日8时20分，接市公安局交警支队报告：11月23日8时15分，二七区示例路口发生道路交通事故。一辆货车与公交车相撞"
        "（待核实）。\n截至11月23日8时20分，死亡3人、轻伤5人（待核实）。\n初步判定为Ⅲ级（较大）突发事件。\n"
        "处置情况：公安、消防、急救已到场，道路临时封闭。\n现场负责人：李样例，大队长，0371-55500001。\n进一步情况，将及时续报。",
        signed_by="沈示例",
        signed_at=_at(8, 44),
        issued_at=_at(8, 46),
        drafted_by="李样例",
        recipients=_TO,
        phone="0371-55500100",
    )


def sample_ics_209() -> Ics209Facts:
    """The same accident two hours later, on the American form."""
    return Ics209Facts(
        **_office("突〔2026〕31号"),
        printed_at=_at(11),
        title=_TITLE,
        version="update",
        version_number=2,
        grade="Ⅲ",
        subtype="Road accident",
        event_at=_at(8, 15),
        received_at=_at(8, 20),
        period_from=_at(8, 46),
        period_to=_at(11),
        area="二七区",
        place="示例路口",
        in_charge="李样例，大队长，0371-55500001",
        rows=(
            Ics209Row(name="Deaths", period=0, total=3, sure=True),
            Ics209Row(name="Seriously injured", period=1, total=1),
            Ics209Row(name="Slightly injured", period=-1, total=4),
        ),
        story=(
            StoryPart(key="course", text="一辆货车与公交车相撞。"),
            StoryPart(key="measures", text="伤者已送医，道路一侧恢复通行。"),
        ),
        responders=(("市公安局", "answered"), ("市卫生健康委员会", "signed for")),
        prepared_by="李样例",
        approved_by="沈示例",
        sent_to=_TO,
    )


def sample_ics_214() -> Ics214Facts:
    """What the desk did about it."""
    return Ics214Facts(
        **_office("突〔2026〕31号"),
        printed_at=_at(11),
        title=_TITLE,
        period_from=_at(8, 20),
        period_to=_at(11),
        resources=(("李样例", "Duty room", ""), ("沈示例", "Duty leader", ""), ("吴样例", "", "市公安局")),
        lines=(
            Ics214Line(at=_at(8, 20), text="Received · 市公安局交警支队\n货车与公交车相撞，3死5伤", by="李样例"),
            Ics214Line(at=_at(8, 24), text="Grade\n— → Ⅲ", by="李样例"),
            Ics214Line(at=_at(8, 31), text="Report upward · 河南省人民政府总值班室\n电话报告", by="李样例"),
            Ics214Line(at=_at(8, 46), text="Report upward\n值信〔2026〕12号", by="沈示例"),
            Ics214Line(at=_at(10, 20), text="Feedback · 市公安局\n道路一侧恢复通行", by="李样例"),
        ),
        prepared_by="李样例",
    )
