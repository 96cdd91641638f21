"""The flow of a case of the mayor's telephone: what may be asked of it beside the steps that all matters share."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from dutyroom.rules.hotline import CARD_WORDS, RESULT_ZH, Card, Decision, Result, Satisfied
from dutyroom.rules.hotline_clocks import may_follow
from dutyroom.rules.matter import STATE_WORDS, State
from dutyroom.rules.matter_steps import Assign, Close, Step, UnitStep
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.wording import Worded, mark

SENTENCES: Final[dict[str, str]] = {
    "hotline.dispatch.meanwhile": mark("{number} was dispatched to {unit} by {officer} at {time} meanwhile. Look at it as it is now, then decide again."),
    "hotline.dispatch.returned": mark("{unit} returned {number} and was right: {decision}. Choose another unit, or say why it is to have it all the same."),
    "hotline.return.late": mark("{unit} could object to {number} until {time}. Refuse it, or say why it is heard all the same."),
    "hotline.return.again": mark("{unit} objected to {number} already and was refused: {decision}. It may not return it again."),
    "hotline.return.asked": mark("{unit} has objected to {number} already; that is to be decided first."),
    "hotline.return.unknown": mark("There is no such objection to {number}."),
    "hotline.return.done": mark("That objection of {unit} was {decision} already."),
    "hotline.return.open": mark("{unit} has objected to {number}. Decide the objection; granted, it is taken back."),
    "hotline.time.most": mark("{number} was given more time {times} times, which is the most that the rule allows."),
    "hotline.time.asked": mark("More time was asked for {number} already; that is to be decided first."),
    "hotline.time.unknown": mark("Nobody asked for more time for {number}."),
    "hotline.time.done": mark("That asking for more time was {decision} already."),
    "hotline.time.earlier": mark("{due} is not later than the limit that {number} has ({former})."),
    "hotline.card.back": mark("{number} has a {former} already; a {card} cannot follow it."),
    "hotline.card.early": mark("By the rule {number} earns a {card} from {time} on. Say why it is given before."),
    "hotline.card.never": mark("{number} has no limit by which it could be late. Say why the {card} is given."),
    "hotline.answer.said": mark("Enter what the caller was told."),
    "hotline.close.result": mark("Say how {number} ended: solved, partly solved, explained, not accepted, or caller not reached."),
    "hotline.close.reply": mark("The caller of {number} waits for a reply. Reply, or say why it is closed without one."),
    "hotline.call_back.before": mark("{number} is {state}; callers are called back after closing. Close it first."),
    "hotline.call_back.early": mark("{time} lies before {number} was closed ({closed})."),
    "hotline.call_back.solved": mark("Say whether it is solved, as the caller sees it."),
    "hotline.call_back.grade": mark("“{grade}” is none of the five grades of satisfaction."),
    "hotline.call_back.unreached": mark("Who was not reached has said nothing: leave solved and satisfied empty."),
    "hotline.call_back.next": mark("The next attempt ({time}) must lie after this one and in the future."),
    "hotline.call_back.caller": mark("That caller did not call for {number}."),
    "hotline.merge.self": mark("A case cannot be merged into itself."),
    "hotline.merge.none": mark("Choose the cases that are merged."),
    "hotline.merge.off": mark("The rule says that duplicates are not merged here."),
    "hotline.merge.over": mark("{number} is {state}. Only an open case takes in others; open it again first."),
    "hotline.merge.not": mark("{number} is merged into no other case."),
    "hotline.merge.reopen": mark("{number} is merged into {other}. Take it apart from that one."),
}  # fmt: skip
UNHAPPY: Final = frozenset({Satisfied.NO, Satisfied.NOT_AT_ALL})
"""Grades after which a case is done again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispatch(Assign):
    """派单: to a lead and its helpers. ``version`` is that of the matter as the writer sees it, None where nobody looked.

    ``despite`` says why a unit gets it again that was right to return it.
    """

    version: int | None = None
    despite: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Respond(Step):
    """The caller was contacted by a unit, or by the telephone itself where ``assignment_id`` is None."""

    assignment_id: int | None = None
    person: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectTo(UnitStep):
    """退单: a unit says that it is not its business; ``text`` is why, ``proposed`` who should have it.

    ``despite`` says why an objection that comes too late is heard all the same.
    """

    proposed: str = ""
    despite: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideReturn(Step):
    """What is decided of an objection; ``text`` is why, without which none is refused."""

    return_id: int
    is_granted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AskTime(Step):
    """延期: somebody asks for more time, until ``due_at``; ``text`` is why."""

    due_at: datetime
    assignment_id: int | None = None
    person: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideTime(Step):
    """What is decided of it: granted until ``due_at`` (None: as asked), or refused with a reason in ``text``."""

    extension_id: int
    is_granted: bool
    due_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveCard(Step):
    """黄牌、红牌; ``text`` is why, needed where the rule does not ask for it yet."""

    card: Card


@dataclass(frozen=True, slots=True, kw_only=True)
class UrgeCases:
    """催办 of several cases at once, each by its lead's assignment."""

    assignment_ids: tuple[int, ...]
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerCaller(Step):
    """答复: what the caller was told (``text``) and by whom, the writer where ``by`` is empty."""

    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseCase(Close):
    """办结: ``text`` is the outcome, ``result`` how it ended."""

    result: Result


@dataclass(frozen=True, slots=True, kw_only=True)
class CallBack(Step):
    """回访: one attempt; ``text`` is what was said. Of several callers ``call_id`` names the one who was called.

    ``next_at`` None: as the rule has it. ``stays_closed`` says why it is not done again although the caller is not content.
    """

    reached: bool
    solved: bool | None = None
    satisfied: str = ""
    call_id: int | None = None
    by: str = ""
    next_at: datetime | None = None
    stays_closed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeCases(Step):
    """合并: ``duplicates`` are the same demand as ``id``, which stands for all of them from now on."""

    duplicates: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeApart(Step):
    """``id`` is a demand of its own after all; ``text`` is why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReopenCase(Step):
    """It is not over after all; ``text`` is why."""


def needs_redo(*, reached: bool, solved: bool | None, satisfied: str) -> bool:
    """Whether a case is done again (重办): a caller who was reached says that it is not solved, or is not content."""
    return reached and (solved is False or satisfied in UNHAPPY)


def check_call_back(asked: CallBack, *, now: datetime) -> None:
    """Refuse answers of somebody who was not reached, none of one who was, and a next attempt in the past."""
    at = asked.happened_at or now
    if not asked.reached:
        if asked.solved is not None or asked.satisfied:
            raise Refusal("hotline.call_back.unreached", field="reached")
        if asked.next_at is not None and (asked.next_at <= at or asked.next_at <= now):
            raise Refusal("hotline.call_back.next", field="next_at", time=asked.next_at)
        return
    if asked.solved is None:
        raise Refusal("hotline.call_back.solved", field="solved")
    if asked.satisfied and asked.satisfied not in tuple(Satisfied):
        raise Refusal("hotline.call_back.grade", field="satisfied", grade=asked.satisfied)


def check_may_call_back(state: State, number: str, *, at: datetime, closed_at: datetime | None) -> None:
    """Refuse a call-back before the case was closed."""
    if state is not State.CLOSED or closed_at is None:
        raise Refusal("hotline.call_back.before", field="step", number=number, state=Worded(STATE_WORDS[state]))
    if at < closed_at:
        raise Refusal("hotline.call_back.early", field="happened_at", time=at, number=number, closed=closed_at)


def check_card(number: str, given: str, card: Card, *, said: str, due_from: datetime | None, now: datetime) -> None:
    """Refuse a card that is no stronger than the last, and one before its time without a reason."""
    words = {"number": number, "card": Worded(CARD_WORDS[card])}
    if not may_follow(given, card):
        raise Refusal("hotline.card.back", field="card", former=Worded(CARD_WORDS[given]), **words)
    if said.strip():
        return
    if due_from is None:
        raise Refusal("hotline.card.never", field="text", **words)
    if now <= due_from:
        raise Refusal("hotline.card.early", field="text", time=due_from, **words)


def check_return(
    asked: ObjectTo, number: str, unit: str, former: Iterable[tuple[str, str]], *, at: datetime, until: datetime | None
) -> None:
    """Refuse an objection without a reason, a second one of the same unit, and one that comes too late.

    ``former`` are the states and decisions of that unit's objections to this case.
    """
    if not asked.text.strip():
        raise Refusal("matter.reason.empty", field="text")
    for state, decision in former:
        if state == Decision.ASKED:
            raise Refusal("hotline.return.asked", field="unit", unit=unit, number=number)
        if state == Decision.REFUSED:
            raise Refusal("hotline.return.again", field="unit", unit=unit, number=number, decision=decision)
    if until is not None and at > until and not asked.despite.strip():
        raise Refusal("hotline.return.late", field="despite", unit=unit, number=number, time=until)


def check_more_time(number: str, *, due: datetime, former: datetime | None, now: datetime) -> None:
    """Refuse more time that is none: not after the limit that stands, or over already."""
    if former is not None and due <= former:
        raise Refusal("hotline.time.earlier", field="due_at", due=due, number=number, former=former)
    if due <= now:
        raise Refusal("matter.limit.past", field="due_at", due=due)


def reason_without_reply(asked: CloseCase) -> str:
    """Why a caller who waits for a reply gets none: what was said, or that nobody was reached."""
    said = asked.despite.strip()
    return said or (RESULT_ZH[asked.result] if asked.result is Result.UNREACHED else "")
