"""The sample's incidents: just in, graded, reported upward, followed up, closed; every text is invented and says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from dutyroom.actions.activation import activate, decide_item, fitting_plans
from dutyroom.actions.call_ladder import proposed_calls
from dutyroom.actions.incident_grading import grade_of_record
from dutyroom.actions.incident_reports import (
    draft_report,
    issue_report,
    report_by_phone,
    report_facts,
    sign_report,
    tell_people,
)
from dutyroom.actions.incidents import confirm_statement, further_report, grade_incident, register_incident
from dutyroom.actions.matters import assign, close, feed_back, instruct
from dutyroom.actions.sample_words import sample_phone
from dutyroom.data.desk import Desk
from dutyroom.data.queries.activations import activations_of
from dutyroom.data.queries.incidents import IncidentInFull, incident_in_full, report_in_full
from dutyroom.data.queries.matters import assignments_of
from dutyroom.data.queries.office import office_settings
from dutyroom.data.queries.units import UnitRow
from dutyroom.rules.activation import Activate, Decide, ItemState
from dutyroom.rules.grading import Clause
from dutyroom.rules.incident import Figure, Surety
from dutyroom.rules.incident_facts import Story
from dutyroom.rules.incident_report import (
    DraftReport,
    IssueReport,
    ReportByPhone,
    ReportKind,
    SignReport,
    TellPeople,
    short_form,
)
from dutyroom.rules.incident_sheet import Confirm, FurtherReport, GradeIncident, RegisterIncident, Told
from dutyroom.rules.matter_steps import Assign, AssignTo, Close, Instruct, UnitStep
from dutyroom.rules.relay import Recipient

INCIDENT_ENTRIES: Final = 32
"""How many entries they take of those that the sample is to hold."""
_ABOVE: Final = "河南省人民政府总值班室"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sample:
    """An incident: minutes ago it came in, minutes before that it happened, and what was done: a letter a step."""

    area: str
    place: str
    subtype: str
    came: int
    before: int
    figures: dict[Figure, int] = field(default_factory=dict)
    story: dict[Story, str] = field(default_factory=dict)
    source: str = ""
    sensitive: tuple[str, ...] = ()
    steps: str = ""
    same: bool = False


_SAMPLES: Final = (
    _Sample(
        area="新郑市", place="龙湖镇沿河村", subtype="flood", came=1_620, before=50, source="新郑市应急管理局",
        figures={Figure.EVACUATED: 320, Figure.DEATHS: 0, Figure.LIGHT: 0, Figure.LOSS: 1_800_000}, steps="g1ic",
        story={Story.COURSE: "强降雨致河水漫堤，低洼处民房进水（示例）", Story.MEASURES: "已转移安置沿河群众（示例）",
               Story.IN_CHARGE: "龙湖镇镇长 周样例 19900000101"},
    ),
    _Sample(
        area="金水区", place="花园北路样例物流园3号仓库", subtype="fire", came=300, before=15, source="市消防救援支队",
        figures={Figure.DEATHS: 3, Figure.MISSING: 1, Figure.SERIOUS: 4}, steps="gpl1iafv2",
        story={Story.COURSE: "仓库起火，过火面积约600平方米（示例）", Story.MEASURES: "出动12车60人扑救，明火已扑灭（示例）",
               Story.CAUSE: "原因正在调查（示例）", Story.IN_CHARGE: "市消防救援支队 孙样例 19900000102"},
    ),
    _Sample(
        area="金水区", place="花园北路物流园", subtype="fire", came=280, before=20, source="市长电话", same=True,
        story={Story.COURSE: "市民来电反映物流园浓烟很大（示例）"},
    ),
    _Sample(
        area="管城回族区", place="样例路小学", subtype="food", came=170, before=60, source="管城回族区教育局",
        figures={Figure.DEATHS: 0, Figure.LIGHT: 35}, sensitive=("学校",), steps="gps",
        story={Story.COURSE: "35名学生午餐后出现呕吐腹泻（示例）", Story.MEASURES: "学生已送医，食品已封存（示例）"},
    ),
    _Sample(
        area="二七区", place="嵩山路航海路口", subtype="road", came=64, before=20, source="市公安局交警支队", steps="g",
        figures={Figure.DEATHS: 1, Figure.LIGHT: 5},
        story={Story.COURSE: "大货车追尾公交车（示例）", Story.MEASURES: "道路已封闭，伤者送市骨科医院（示例）"},
    ),
    _Sample(
        area="中原区", place="桐柏路样例小区", subtype="gas", came=9, before=12, source="中原区政府值班室", steps="r",
        story={Story.COURSE: "居民楼燃气泄漏，正在疏散（示例）"},
    ),
)  # fmt: skip


def add_incidents(desk: Desk, leader: tuple[int, str], password: str, areas: Sequence[UnitRow]) -> None:
    """Take them down, one after the other, and take their steps; ``leader`` signs with the sample's password."""
    writer = _Writer(desk, leader, password, {area.name: area.id for area in areas})
    former = 0
    for sample in _SAMPLES:
        former = writer.incident(sample, same_as=former if sample.same else None)


class _Writer:
    """Takes the steps of the sample's incidents in their order."""

    def __init__(self, desk: Desk, leader: tuple[int, str], password: str, areas: dict[str, int]) -> None:
        self.desk, self.leader, self.password, self.areas = desk, leader, password, areas

    def incident(self, sample: _Sample, *, same_as: int | None) -> int:
        received = self.desk.now - timedelta(minutes=sample.came)
        asked = RegisterIncident(
            subtype=sample.subtype,
            event_at=received - timedelta(minutes=sample.before),
            received_at=received,
            area=sample.area,
            area_id=self.areas.get(sample.area),
            place=sample.place,
            source=sample.source,
            reporter="冯样例",
            reporter_phone=sample_phone(sample.source),
            told=Told(figures=sample.figures, story=sample.story),
            sensitive=sample.sensitive,
            same_as=same_as,
        )
        number = register_incident(self.desk, asked)
        for place, letter in enumerate(sample.steps, 1):
            at = received + (self.desk.now - received) * place / (len(sample.steps) + 1)
            self._step(number, letter, at)
        return number

    def _step(self, number: int, letter: str, at: datetime) -> None:
        desk = self.desk
        when: dict[str, Any] = {"id": number, "happened_at": at}
        if letter == "g":
            self._grade(number, at)
        elif letter == "p":
            self._phone(number, at)
        elif letter in "s12":
            self._report(number, letter)
        elif letter == "i":
            instruct(desk, Instruct(leader=self.leader[1], text="全力救治伤员，查明原因，及时续报（示例）", **when))
        elif letter == "a":
            assign(desk, Assign(units=(AssignTo(unit="市应急管理局"),), **when))
        elif letter == "l":
            callees = proposed_calls(desk.session, number)
            recipients = tuple(Recipient(unit=each.name, unit_id=each.unit_id, phone=each.phone) for each in callees)
            text = short_form(report_facts(self._full(number)), office_settings(desk.session).name_zh, self._zone())
            tell_people(desk, TellPeople(id=number, text=text, recipients=recipients))
        elif letter == "r":
            self._respond(number, at)
        elif letter == "f":
            told = Told(figures={Figure.DEATHS: 4, Figure.MISSING: 0}, as_of=at)
            further_report(desk, FurtherReport(told=told, source="市卫生健康委员会", text="失联1人已确认死亡", **when))
        elif letter == "v":
            said = next(each for each in reversed(self._full(number).statements) if each.fact == Figure.DEATHS)
            confirm_statement(desk, Confirm(id=said.id, surety=Surety.VERIFIED, reason="市卫生健康委员会书面确认"))
        else:
            lead = assignments_of(desk.session, number)
            for row in lead:
                feed_back(desk, UnitStep(assignment_id=row.id, text="已处置完毕（示例）", **when))
            close(desk, Close(text="积水已排除，群众已返回，无人员伤亡（示例）", despite="示例数据", **when))

    def _grade(self, number: int, at: datetime) -> None:
        full = self._full(number)
        grading = grade_of_record(self.desk.session, full)
        proposed = (grading.grade or "") if grading is not None else ""
        clause = _said(grading.clauses[0]) if grading is not None and grading.clauses else ""
        asked = GradeIncident(
            id=number,
            version=full.matter.version,
            grade=proposed or "Ⅳ",
            proposed=proposed,
            sensitive=tuple(word for word in full.facts.sensitive.split("、") if word),
            text=clause or "达不到规则数字，按一般处置（示例）",
            happened_at=at,
        )
        grade_incident(self.desk, asked)

    def _respond(self, number: int, at: datetime) -> None:
        """A plan at work, the first line of its checklist done."""
        facts = self._full(number).facts
        plans = fitting_plans(self.desk.session, facts.subtype, facts.area)
        asked = Activate(id=number, plan_id=plans[0][0], level="Ⅳ", expected="6小时（示例）", happened_at=at)
        activate(self.desk, asked)
        first = activations_of(self.desk.session, number)[0].items[0]
        decide_item(self.desk, Decide(item_id=first.id, state=ItemState.DONE, by="何样例"))

    def _zone(self) -> ZoneInfo:
        return office_settings(self.desk.session).zone

    def _phone(self, number: int, at: datetime) -> None:
        settings = office_settings(self.desk.session)
        text = short_form(report_facts(self._full(number)), settings.name_zh, settings.zone)
        asked = ReportByPhone(id=number, to=_ABOVE, person="值班员 何样例", text=text, happened_at=at)
        report_by_phone(self.desk, asked)

    def _report(self, number: int, letter: str) -> None:
        """s: a first report that waits for its number; 1: one that went out; 2: a follow-up being written."""
        desk = self.desk
        kind = ReportKind.FOLLOW_UP if letter == "2" else ReportKind.FIRST
        report = draft_report(desk, DraftReport(id=number, kind=kind))
        if letter == "2":
            return
        signing = SignReport(
            id=report,
            version=self._version(report),
            leader_id=self.leader[0],
            signer_id=self.leader[0],
            password=self.password,
        )
        sign_report(desk, signing)
        if letter == "1":
            issue_report(
                desk, IssueReport(id=report, version=self._version(report), explanation="现场正在核实（示例）")
            )

    def _version(self, report: int) -> int:
        self.desk.session.flush()
        row = report_in_full(self.desk.session, report)
        assert row is not None  # noqa: S101  # drafted above
        return row.version

    def _full(self, number: int) -> IncidentInFull:
        full = incident_in_full(self.desk.session, number)
        assert full is not None  # noqa: S101  # registered above
        return full


def _said(clause: Clause) -> str:
    """The clause in the language of the sample."""
    return f"{clause.rule.name('zh_CN')}：{clause.bound:,}以上为{clause.grade}级（{clause.rule.source}）"
