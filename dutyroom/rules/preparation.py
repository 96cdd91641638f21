"""Preparing a plan (预案编制): its stages in order, what each needs, what is asked of units, experts and for filing.

Source: 《突发事件应急预案管理办法》(国办发〔2024〕5号): a yearly programme, a drafting group, risk assessment, resource
survey and case study before the text, then opinions, review, approval, issue, filing (art. 26) and training.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from dutyroom.rules.limits import instant_of
from dutyroom.rules.matter import TITLE_MOST, Duty
from dutyroom.rules.matter_clock import BY_HAND, ClockStart
from dutyroom.rules.plan import KIND_WORDS
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.rule_book import RuleBook
from dutyroom.rules.supervision import clock_of_rule
from dutyroom.rules.wording import Worded, mark

SENTENCES: Final[dict[str, str]] = {
    "preparation.unknown": mark("There is no preparation {id}."),
    "preparation.year": mark("Enter the year of the programme, for example {year}."),
    "preparation.kind": mark("Choose what kind of plan it is to be."),
    "preparation.stage.done": mark("The stage “{stage}” is settled already. Open it again to change that."),
    "preparation.stage.open": mark("The stage “{stage}” is open already."),
    "preparation.stage.order": mark("Before “{stage}” come: {missing}. Finish them, or leave them out with a reason."),
    "preparation.stage.followed": mark("“{stage}” cannot be opened again while these after it are settled: {later}."),
    "preparation.day.future": mark("{day} lies in the future. Enter the day on which it was done."),
    "preparation.day.empty": mark("Enter the day."),
    "preparation.reason": mark("Say why this stage is left out; the reason stays on the sheet."),
    "preparation.group": mark("Enter who is in the drafting group, one a line."),
    "preparation.outline": mark("Enter the headings of the draft."),
    "preparation.opinions.none": mark("No unit was asked for its opinion yet. Ask them, or leave the stage out with a reason."),
    "preparation.opinions.open": mark("It is not decided what becomes of the opinions of {units}. Decide, or say why the stage ends all the same."),
    "preparation.experts.none": mark("No expert's finding is written down yet."),
    "preparation.experts.open": mark("What {names} found is not settled. Say what became of it, or why the stage ends all the same."),
    "preparation.approved_by": mark("Enter who approved the plan."),
    "preparation.number": mark("Enter the number under which the plan was issued."),
    "preparation.filings.none": mark("Nothing was sent for filing yet."),
    "preparation.filings.open": mark("No receipt has come from {recipients}. Enter it, or say why the stage ends all the same."),
    "preparation.units.none": mark("Choose the units that are asked."),
    "preparation.units.known": mark("{units} are asked already."),
    "preparation.adopted.reason": mark("Say why the opinion is not adopted in full."),
    "preparation.adopted.answer": mark("Enter on which day the unit answered; where it gave none, choose “no comment” with the reason."),
    "preparation.opinion.empty": mark("Enter what the unit answered."),
    "preparation.days.order": mark("The day it was answered lies before {day}, on which it was asked."),
    "preparation.due.before": mark("The day to answer by lies before {day}, on which it was sent."),
    "preparation.expert.empty": mark("Enter the expert's name."),
    "preparation.recipient.empty": mark("Enter to whom it is sent."),
    "preparation.received.before": mark("The receipt lies before {day}, on which it was sent."),
    "preparation.not_issued": mark("Nothing can be filed before the plan is issued."),
    "preparation.part.unknown": mark("There is no such line in {number}."),
    "preparation.part.void": mark("That line is void already."),
    "preparation.part.valid": mark("That line is valid already."),
    "preparation.programme.none": mark("No plan stands in the programme of {year}."),
    "preparation.nothing": mark("Nothing was changed."),
}  # fmt: skip

FILING_RULE: Final = "plan.filing_workdays"
OPINION_RULE: Final = "plan.opinion_days"
KINDS: Final = tuple(kind for kind in KIND_WORDS if kind not in ("law", "standard", "playbook", "other"))
"""The kinds of plan that are prepared; laws and standards come from elsewhere."""


class Stage(StrEnum):
    """The stages, in order."""

    PROGRAMME = "programme"
    GROUP = "group"
    RISK = "risk"
    RESOURCES = "resources"
    CASES = "cases"
    DRAFT = "draft"
    OPINIONS = "opinions"
    REVIEW = "review"
    APPROVAL = "approval"
    ISSUE = "issue"
    FILING = "filing"
    TRAINING = "training"


STAGE_WORDS: Final[dict[str, str]] = {
    Stage.PROGRAMME: mark("Yearly programme"),
    Stage.GROUP: mark("Drafting group"),
    Stage.RISK: mark("Risk assessment"),
    Stage.RESOURCES: mark("Resource survey"),
    Stage.CASES: mark("Case study"),
    Stage.DRAFT: mark("Drafting"),
    Stage.OPINIONS: mark("Opinions of units"),
    Stage.REVIEW: mark("Expert review"),
    Stage.APPROVAL: mark("Approval"),
    Stage.ISSUE: mark("Issue"),
    Stage.FILING: mark("Filing"),
    Stage.TRAINING: mark("Training"),
}
STAGES_ZH: Final[dict[str, str]] = {
    Stage.PROGRAMME: "年度计划",
    Stage.GROUP: "成立编制工作小组",
    Stage.RISK: "风险评估",
    Stage.RESOURCES: "应急资源调查",
    Stage.CASES: "案例分析",
    Stage.DRAFT: "起草",
    Stage.OPINIONS: "征求意见",
    Stage.REVIEW: "专家评审",
    Stage.APPROVAL: "审批",
    Stage.ISSUE: "印发",
    Stage.FILING: "备案",
    Stage.TRAINING: "培训宣传",
}
"""As the log names them, which is the office's own and Chinese."""
_STUDIES: Final = (Stage.RISK, Stage.RESOURCES, Stage.CASES)
NEEDS: Final[Mapping[Stage, tuple[Stage, ...]]] = {
    Stage.PROGRAMME: (),
    Stage.GROUP: (Stage.PROGRAMME,),
    **dict.fromkeys(_STUDIES, (Stage.GROUP,)),
    Stage.DRAFT: _STUDIES,
    Stage.OPINIONS: (Stage.DRAFT,),
    Stage.REVIEW: (Stage.OPINIONS,),
    Stage.APPROVAL: (Stage.REVIEW,),
    Stage.ISSUE: (Stage.APPROVAL,),
    Stage.FILING: (Stage.ISSUE,),
    Stage.TRAINING: (Stage.ISSUE,),
}
"""What must be settled before a stage; the three studies go side by side, so do filing and training."""


class Adopted(StrEnum):
    """What became of a unit's opinion; *none*: it had no comment, or gave none."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    NONE = "none"


ADOPTED_WORDS: Final[dict[str, str]] = {
    Adopted.YES: mark("adopted"),
    Adopted.PARTLY: mark("adopted in part"),
    Adopted.NO: mark("not adopted"),
    Adopted.NONE: mark("no comment"),
}
ADOPTED_ZH: Final = {Adopted.YES: "采纳", Adopted.PARTLY: "部分采纳", Adopted.NO: "未采纳", Adopted.NONE: "无意见"}


class Verdict(StrEnum):
    """What an expert says of the draft."""

    PASS = "pass"  # noqa: S105  # what the review says, no password
    REVISE = "revise"
    REJECT = "reject"


VERDICT_WORDS: Final[dict[str, str]] = {
    Verdict.PASS: mark("passed"),
    Verdict.REVISE: mark("passed once revised"),
    Verdict.REJECT: mark("not passed"),
}
VERDICTS_ZH: Final = {Verdict.PASS: "通过", Verdict.REVISE: "修改后通过", Verdict.REJECT: "不通过"}


class Way(StrEnum):
    """Why a plan is sent to somebody after its issue."""

    FILE = "file"
    COPY = "copy"


WAY_WORDS: Final[dict[str, str]] = {Way.FILE: mark("for filing"), Way.COPY: mark("in copy")}
WAYS_ZH: Final = {Way.FILE: "报送备案", Way.COPY: "抄送"}


class Level(StrEnum):
    """Whose plan it is."""

    CITY = "city"
    DISTRICT = "district"
    TOWNSHIP = "township"
    UNIT = "unit"


LEVEL_WORDS: Final[dict[str, str]] = {
    Level.CITY: mark("City"),
    Level.DISTRICT: mark("District or county"),
    Level.TOWNSHIP: mark("Township or subdistrict"),
    Level.UNIT: mark("Village or unit"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class StageFact:
    """How one stage stands; it is settled once it is done or left out with a reason."""

    stage: Stage
    planned_on: date | None = None
    done_on: date | None = None
    skipped: str = ""

    @property
    def is_settled(self) -> bool:
        """Whether nothing is left to be done."""
        return self.done_on is not None or bool(self.skipped)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionFact:
    """A unit that was asked; one that is void was asked by mistake."""

    unit: str
    sent_on: date | None = None
    due_on: date | None = None
    answered_on: date | None = None
    adopted: str = ""
    void: bool = False

    @property
    def is_awaited(self) -> bool:
        """Whether the unit still owes an answer and nothing was decided without it."""
        return not self.void and self.answered_on is None and not self.adopted


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpertFact:
    """An expert of the review."""

    name: str
    result: str = ""
    settled: str = ""
    void: bool = False

    @property
    def is_open(self) -> bool:
        """Whether a verdict is missing, or something was to be revised and nobody said what became of it."""
        return not self.void and (not self.result or (self.result != Verdict.PASS and not self.settled.strip()))


@dataclass(frozen=True, slots=True, kw_only=True)
class FilingFact:
    """To whom the plan was sent after its issue."""

    recipient: str
    way: str
    sent_on: date | None = None
    received_on: date | None = None
    void: bool = False


def in_order(stages: Iterable[StageFact]) -> list[StageFact]:
    """The stages in their order; one that is not kept is open and without a day."""
    kept = {fact.stage: fact for fact in stages}
    return [kept.get(stage, StageFact(stage=stage)) for stage in Stage]


def next_stage(stages: Iterable[StageFact]) -> Stage | None:
    """The first stage that is not settled; None once all are."""
    return next((fact.stage for fact in in_order(stages) if not fact.is_settled), None)


def missing_before(stage: Stage, stages: Iterable[StageFact]) -> tuple[Stage, ...]:
    """The stages that must be settled first and are not."""
    settled = {fact.stage for fact in stages if fact.is_settled}
    return tuple(need for need in NEEDS[stage] if need not in settled)


def may_be_settled(stages: Iterable[StageFact]) -> tuple[Stage, ...]:
    """The stages that can be finished or left out now."""
    facts = in_order(stages)
    return tuple(fact.stage for fact in facts if not fact.is_settled and not missing_before(fact.stage, facts))


def settled_after(stage: Stage, stages: Iterable[StageFact]) -> tuple[Stage, ...]:
    """The settled stages that rest on this one, directly."""
    return tuple(fact.stage for fact in in_order(stages) if fact.is_settled and stage in NEEDS[fact.stage])


def progress(stages: Iterable[StageFact]) -> tuple[int, int]:
    """How many stages are settled, of how many."""
    facts = in_order(stages)
    return sum(fact.is_settled for fact in facts), len(facts)


def stage_words(stages: Iterable[Stage]) -> tuple[Worded, ...]:
    """Stages as facts of a sentence."""
    return tuple(Worded(STAGE_WORDS[stage]) for stage in stages)


def check_settle(stage: Stage, stages: Sequence[StageFact]) -> None:
    """Refuse to settle a stage twice, or before those that it rests on."""
    fact = next(fact for fact in in_order(stages) if fact.stage is stage)
    named = Worded(STAGE_WORDS[stage])
    if fact.is_settled:
        raise Refusal("preparation.stage.done", field="stage", stage=named)
    missing = missing_before(stage, stages)
    if missing:
        raise Refusal("preparation.stage.order", field="stage", stage=named, missing=stage_words(missing))


def check_reopen(stage: Stage, stages: Sequence[StageFact]) -> None:
    """Refuse to open what is open, or what settled stages rest on."""
    fact = next(fact for fact in in_order(stages) if fact.stage is stage)
    named = Worded(STAGE_WORDS[stage])
    if not fact.is_settled:
        raise Refusal("preparation.stage.open", field="stage", stage=named)
    later = settled_after(stage, stages)
    if later:
        raise Refusal("preparation.stage.followed", field="stage", stage=named, later=stage_words(later))


def check_day(day: date | None, today: date, field: str) -> date:
    """The day something was done; refused where there is none or it is still to come."""
    if day is None:
        raise Refusal("preparation.day.empty", field=field)
    if day > today:
        raise Refusal("preparation.day.future", field=field, day=day)
    return day


def check_start(title: str, kind: str, year: int, today: date) -> None:
    """Refuse a preparation without title or kind, and a year that no programme is made for."""
    if not title.strip():
        raise Refusal("matter.title.empty", field="title")
    if len(title) > TITLE_MOST:
        raise Refusal("matter.title.long", field="title", length=len(title), most=TITLE_MOST)
    if kind not in KINDS:
        raise Refusal("preparation.kind", field="plan_kind")
    if not today.year - 50 <= year <= today.year + 20:
        raise Refusal("preparation.year", field="year", year=today.year)


def check_opinions(opinions: Iterable[OpinionFact], despite: str) -> tuple[str, ...]:
    """The units whose opinion is not decided; refused without a reason, and where no unit was asked."""
    valid = [each for each in opinions if not each.void]
    if not valid:
        raise Refusal("preparation.opinions.none", field="stage")
    left = tuple(each.unit for each in valid if not each.adopted)
    if left and not despite.strip():
        raise Refusal("preparation.opinions.open", field="despite", units=left)
    return left


def check_experts(experts: Iterable[ExpertFact], despite: str) -> tuple[str, ...]:
    """The experts whose findings are not settled; refused without a reason, and where there was no expert."""
    valid = [each for each in experts if not each.void]
    if not valid:
        raise Refusal("preparation.experts.none", field="stage")
    left = tuple(each.name for each in valid if each.is_open)
    if left and not despite.strip():
        raise Refusal("preparation.experts.open", field="despite", names=left)
    return left


def check_filings(filings: Iterable[FilingFact], despite: str) -> tuple[str, ...]:
    """The recipients from whom no receipt came; refused without a reason, and where nothing was sent for filing."""
    sent = [each for each in filings if not each.void and each.way == Way.FILE and each.sent_on is not None]
    if not sent:
        raise Refusal("preparation.filings.none", field="stage")
    left = tuple(each.recipient for each in sent if each.received_on is None)
    if left and not despite.strip():
        raise Refusal("preparation.filings.open", field="despite", recipients=left)
    return left


def duty_of(stage: Stage) -> Duty:
    """The obligation that a stage is, with a clock of its own."""
    return Duty(f"stage_{stage}")


def stage_clock(
    fact: StageFact, issued_on: date | None, book: RuleBook, zone: ZoneInfo, on: date, *, is_next: bool
) -> ClockStart | None:
    """The clock of a stage that is not settled: filing runs from the issue by its rule, others to the planned day.

    Of stages without a day only the next one has a clock, which runs until somebody plans a day or does it.
    """
    duty = duty_of(fact.stage)
    if fact.stage is Stage.FILING and issued_on is not None:
        return clock_of_rule(duty, FILING_RULE, datetime.combine(issued_on, time(12), zone), book, zone, "issued")
    if fact.planned_on is not None:
        end = instant_of(fact.planned_on, book.hours(on).end, zone)
        return ClockStart(duty=duty, due_at=end, rule_key=BY_HAND, start_event="planned")
    return ClockStart(duty=duty, due_at=None, rule_key=BY_HAND, start_event="planned") if is_next else None


def opinion_due(sent_on: date, book: RuleBook) -> date:
    """By which day a unit answers where nobody set one: so many working days after it was sent."""
    return book.holidays.add_workdays(sent_on, max(book.number(OPINION_RULE, sent_on), 1)).day
