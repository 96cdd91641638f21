"""Reports upward (突发事件信息专报): what the draft says, what a follow-up adds, what keeps one from being issued.

Content: first report, follow-up with the change only and titled 续报一, 续报二 …, final report (domain.md §3.4, quoting
the rules of Zhaoqing and Hechi). Every report is signed by the leader before it is numbered.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Final
from zoneinfo import ZoneInfo

from dutyroom.rules.incident import GRADE_ZH, SUBTYPE_OF, Figure, Surety
from dutyroom.rules.incident_facts import TOLL, Statement, Story
from dutyroom.rules.matter_steps import Step
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.relay import Recipient
from dutyroom.rules.wording import Worded, mark

SENTENCES: Final[dict[str, str]] = {
    "report.unknown": mark("There is no such report."),
    "report.open": mark("{title} is not issued yet. Finish it, or discard it with a reason."),
    "report.first.none": mark("There is no first report yet."),
    "report.final.already": mark("The final report was issued already. Open the incident again first."),
    "report.body.empty": mark("The report says nothing."),
    "report.title.empty": mark("Enter the title of the report."),
    "report.state": mark("The report is {state}; that is not possible now."),
    "report.essentials": mark("Not known yet: {what}. Ask, or say why it is issued all the same."),
    "report.leader.empty": mark("Name the leader who signs."),
    "report.password.empty": mark("Type the password of whoever signs."),
    "report.to.empty": mark("Choose to whom it is reported."),
    "report.text.empty": mark("Say what was reported."),
}  # fmt: skip


class ReportKind(StrEnum):
    """Which report of an incident it is; stored for ever."""

    FIRST = "first"
    FOLLOW_UP = "follow_up"
    FINAL = "final"


REPORT_WORDS: Final[dict[str, str]] = {
    ReportKind.FIRST: mark("First report"),
    ReportKind.FOLLOW_UP: mark("Follow-up"),
    ReportKind.FINAL: mark("Final report"),
}


class ReportState(StrEnum):
    """How far a report is."""

    DRAFT = "draft"
    SIGNED = "signed"
    ISSUED = "issued"
    VOID = "void"


REPORT_STATE_WORDS: Final[dict[str, str]] = {
    ReportState.DRAFT: mark("draft"),
    ReportState.SIGNED: mark("signed"),
    ReportState.ISSUED: mark("issued"),
    ReportState.VOID: mark("discarded"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftReport(Step):
    """A draft filled from the record."""

    kind: ReportKind


@dataclass(frozen=True, slots=True, kw_only=True)
class EditReport:
    """The officer's own words in a draft; a signed one goes back to being a draft."""

    id: int
    version: int
    title: str
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignReport:
    """The leader signs with the own password, or somebody on the leader's behalf with a reason."""

    id: int
    version: int
    leader_id: int
    signer_id: int
    password: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueReport:
    """Number it and freeze it. ``explanation`` says why, where essentials are missing."""

    id: int
    version: int
    explanation: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscardReport:
    """A report that is not issued after all."""

    id: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SendReport:
    """An issued report goes out: to whom, and by when each must have acknowledged."""

    id: int
    recipients: tuple[Recipient, ...]
    acknowledge_by: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TellPeople:
    """Who must be told of incident ``id``, inside and outside, one after the other by telephone; ``text`` is read out."""

    id: int
    text: str
    recipients: tuple[Recipient, ...]
    acknowledge_by: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportByPhone(Step):
    """Somebody above was told by telephone: ``to`` is the body, ``person`` who took it there."""

    to: str
    person: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFacts:
    """What a report is made from; kept with it, so that the next one shows only what changed."""

    title: str
    event_at: datetime | None
    received_at: datetime
    area: str
    place: str
    subtype: str
    source: str
    grade: str
    facts: Mapping[str, Statement] = field(default_factory=dict)

    def plain(self) -> dict[str, Any]:
        """As JSON keeps it: instants in ISO, a list a statement."""
        return {
            "title": self.title,
            "event_at": self.event_at.isoformat() if self.event_at else None,
            "received_at": self.received_at.isoformat(),
            "area": self.area,
            "place": self.place,
            "subtype": self.subtype,
            "source": self.source,
            "grade": self.grade,
            "facts": {
                fact: [said.value, said.as_of.isoformat(), said.source, said.surety.value]
                for fact, said in self.facts.items()
            },
        }

    @classmethod
    def of_plain(cls, plain: Mapping[str, Any]) -> ReportFacts:
        """The facts that :meth:`plain` kept."""
        statements = {
            fact: Statement(
                id=0, fact=fact, value=value, as_of=datetime.fromisoformat(at), source=source, surety=Surety(surety)
            )
            for fact, (value, at, source, surety) in plain["facts"].items()
        }
        event = plain["event_at"]
        return cls(
            title=plain["title"],
            event_at=datetime.fromisoformat(event) if event else None,
            received_at=datetime.fromisoformat(plain["received_at"]),
            area=plain["area"],
            place=plain["place"],
            subtype=plain["subtype"],
            source=plain["source"],
            grade=plain["grade"],
            facts=statements,
        )


_NAMES: Final[Mapping[str, str]] = {
    Figure.DEATHS: "死亡",
    Figure.MISSING: "失联",
    Figure.SERIOUS: "重伤",
    Figure.LIGHT: "轻伤",
    Figure.AFFECTED: "受影响",
    Figure.EVACUATED: "转移安置",
}
_PARTS: Final[Mapping[str, str]] = {
    Story.CAUSE: "原因",
    Story.SCOPE: "影响范围",
    Story.TREND: "发展趋势",
    Story.LEADERS: "领导到场",
    Story.MEASURES: "处置情况",
    Story.HELP: "请求和建议",
    Story.IN_CHARGE: "现场负责人",
    Story.NEXT: "下一步工作",
}
SENT: Final = "report"
"""Purposes of a list of recipients: a report sent upward; people told by telephone one after the other."""
LADDER: Final = "ladder"
UNVERIFIED: Final = "（待核实）"
_NUMERALS: Final = "一二三四五六七八九十"


def report_title(kind: ReportKind, title: str, place: int) -> str:
    """关于……的报告, ……续报一, ……终报."""
    if kind is ReportKind.FIRST:
        return f"关于{title}的报告"
    if kind is ReportKind.FINAL:
        return f"关于{title}的终报"
    return f"关于{title}的续报{numeral(place)}"


def numeral(number: int) -> str:
    """一, 二 … 十, 十一 … 九十九; figures from a hundred on."""
    if not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    if not tens:
        return _NUMERALS[ones - 1]
    return ("" if tens == 1 else _NUMERALS[tens - 1]) + "十" + (_NUMERALS[ones - 1] if ones else "")


def report_number(year: int, serial: int) -> str:
    """值信〔2026〕12号; no leading zeros (GB/T 9704-2012, 7.2.5)."""
    return f"值信〔{year}〕{serial}号"


def report_body(kind: ReportKind, now: ReportFacts, before: ReportFacts | None, zone: ZoneInfo) -> str:
    """The draft: all that is known in a first or final report, only what changed in a follow-up."""
    if kind is ReportKind.FOLLOW_UP and before is not None:
        return _follow_up(now, before, zone)
    paragraphs = [_opening(now, zone), _toll(now, zone)]
    if now.grade:
        paragraphs.append(f"初步判定为{now.grade}级（{GRADE_ZH[now.grade]}）突发事件。")
    parts = [part for part in _PARTS if part in now.facts]
    paragraphs += [f"{_PARTS[part]}：{_sentence(now.facts[part])}" for part in parts]
    if kind is ReportKind.FINAL:
        paragraphs.append("该事件处置完毕，特此报告。")
    else:
        paragraphs.append("进一步情况，将及时续报。")
    return "\n".join(part for part in paragraphs if part)


def short_form(now: ReportFacts, office: str, zone: ZoneInfo) -> str:
    """The same facts for the telephone or a message: one paragraph."""
    where = now.place if now.place.startswith(now.area) else now.area + now.place
    when = f"{_clock(now.event_at, zone)}，" if now.event_at else ""
    kind = SUBTYPE_OF[now.subtype].zh if now.subtype in SUBTYPE_OF else "突发事件"
    toll = _toll_words(now.facts)
    story = [now.facts[part].value.strip("。 \n") for part in (Story.COURSE, Story.MEASURES) if part in now.facts]
    return f"{when}{where}发生{kind}。" + "".join(f"{part}。" for part in (*story, toll) if part) + f"（{office}）"


def check_draft(kind: ReportKind, states: Mapping[str, str], kinds: Mapping[str, str]) -> None:
    """Refuse a draft beside one that is open, a follow-up without a first report, anything after a final one.

    ``states`` and ``kinds`` are those of the reports there are, by title, discarded ones left out.
    """
    for title, state in states.items():
        if state != ReportState.ISSUED:
            raise Refusal("report.open", field="kind", title=title)
    if kind is not ReportKind.FIRST and not kinds:
        raise Refusal("report.first.none", field="kind")
    if ReportKind.FINAL in kinds.values():
        raise Refusal("report.final.already", field="kind")


def check_state(state: str, *allowed: ReportState) -> None:
    """Refuse an act that the report's state does not allow."""
    if state not in allowed:
        raise Refusal("report.state", state=Worded(REPORT_STATE_WORDS[state]))


def _opening(now: ReportFacts, zone: ZoneInfo) -> str:
    where = now.place if now.place.startswith(now.area) else now.area + now.place
    kind = SUBTYPE_OF[now.subtype].zh if now.subtype in SUBTYPE_OF else "突发事件"
    by = f"接{now.source}报告" if now.source else "接报"
    event = f"{_clock(now.event_at, zone)}，" if now.event_at else "时间待核，"
    course = now.facts.get(Story.COURSE)
    story = _sentence(course) if course else ""
    return f"{_clock(now.received_at, zone)}，{by}：{event}{where or '地点待核，'}发生{kind}。{story}"


def _toll(now: ReportFacts, zone: ZoneInfo) -> str:
    words = _toll_words(now.facts)
    if not words:
        return "伤亡情况正在核实。"
    figures = [now.facts[figure] for figure in TOLL if figure in now.facts]
    upto = f"截至{_clock(max(said.as_of for said in figures), zone)}，" if figures else ""
    return f"{upto}{words}。"


def _toll_words(facts: Mapping[str, Statement]) -> str:
    said = [facts[figure] for figure in Figure if figure in facts]
    nobody = {Figure.DEATHS, Figure.SERIOUS, Figure.LIGHT}
    if said and all(each.number == 0 for each in said) and {each.fact for each in said} & nobody:
        return f"无人员伤亡{_mark_of(said)}"
    words = [_figure(each) for each in said if each.number]
    return f"{'、'.join(words)}{_mark_of([each for each in said if each.number])}" if words else ""


def _figure(said: Statement) -> str:
    if said.fact == Figure.LOSS:
        return f"直接经济损失约{_yuan(said.number or 0)}"
    return f"{_NAMES[said.fact]}{said.number}人"


def _yuan(number: int) -> str:
    for unit, size in (("亿元", 100_000_000), ("万元", 10_000)):
        if number >= size:
            return f"{number / size:.2f}".rstrip("0").rstrip(".") + unit
    return f"{number}元"


def _mark_of(said: list[Statement]) -> str:
    return UNVERIFIED if any(each.surety is Surety.REPORTED for each in said) else ""


def _sentence(said: Statement) -> str:
    text = said.value.strip()
    text = text if text.endswith(("。", "！", "？", ".")) else f"{text}。"
    return text if said.surety is Surety.VERIFIED else f"{text[:-1]}{UNVERIFIED}{text[-1]}"


def _follow_up(now: ReportFacts, before: ReportFacts, zone: ZoneInfo) -> str:
    """Only what changed since the last report."""
    lines = [f"现将{now.title}有关情况续报如下："]
    lines += _changed_figures(now, before, zone)
    if now.event_at != before.event_at and now.event_at:
        lines.append(f"事发时间核实为{_clock(now.event_at, zone)}。")
    if now.place != before.place:
        lines.append(f"地点核实为{now.area}{now.place}。")
    if now.grade != before.grade and now.grade:
        former = f"由{before.grade}级调整为" if before.grade else "判定为"
        lines.append(f"事件级别{former}{now.grade}级（{GRADE_ZH[now.grade]}）。")
    for part, name in {Story.COURSE: "事件经过", **_PARTS}.items():
        said, former_said = now.facts.get(part), before.facts.get(part)
        if said is not None and (former_said is None or said.value != former_said.value):
            lines.append(f"{name}：{_sentence(said)}")
    if len(lines) == 1:
        lines.append("截至目前，情况无新的变化。")
    lines.append("进一步情况，将及时续报。")
    return "\n".join(lines)


def _changed_figures(now: ReportFacts, before: ReportFacts, zone: ZoneInfo) -> list[str]:
    changed = []
    latest = None
    for figure in Figure:
        said, former = now.facts.get(figure), before.facts.get(figure)
        if said is None or said.number is None or (former is not None and former.value == said.value):
            continue
        latest = max(latest or said.as_of, said.as_of)
        unsure = UNVERIFIED if said.surety is Surety.REPORTED else ""
        if former is None or former.number is None:
            changed.append(f"{_figure(said)}{unsure}")
        elif figure is Figure.LOSS:
            changed.append(f"直接经济损失由约{_yuan(former.number)}核定为约{_yuan(said.number)}{unsure}")
        else:
            verb = "增至" if said.number > former.number else "核减为"
            changed.append(f"{_NAMES[figure]}人数由{former.number}人{verb}{said.number}人{unsure}")
    return [f"截至{_clock(latest, zone)}，{'，'.join(changed)}。"] if latest else []


def _clock(at: datetime | None, zone: ZoneInfo) -> str:
    if at is None:
        return ""
    local = at.astimezone(zone)
    return f"{local.month}月{local.day}日{local.hour}时{local.minute:02d}分"
