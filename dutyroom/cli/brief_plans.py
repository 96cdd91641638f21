"""Papers of the plan library for ``dutyroom brief``: which there are, in which sizes, from a store or from sample facts."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from dutyroom.actions.papers import default_cache
from dutyroom.cli.arguments import Parser
from dutyroom.cli.call import Call, Stop
from dutyroom.data.queries.sections import plan_of_section
from dutyroom.data.store import Store
from dutyroom.rules.wording import mark

if TYPE_CHECKING:
    from dutyroom.papers.formats import FormatKey

PLAN_KINDS: Final[dict[str, str]] = {
    "plan": mark("a plan; ID is the plan; --size"),
    "plan-section": mark("a section of a plan with those below it; ID is the section; --size"),
    "action-card": mark("action cards of a plan, by level and role; ID is the plan; --size a4, a5 or a6"),
    "plan-phones": mark("telephone numbers that a plan quotes; ID is the plan (default: all plans in force); --size"),
}
SIZES: Final = ("a4", "a5", "a6", "booklet")
_CARDS: Final = "action-card"
_CARD_SIZES: Final = ("a4", "a5", "a6")
_PAGE_SIZES: Final = ("a4", "a5", "booklet")


def size_option(parser: Parser) -> None:
    """The option that says how large the pages are."""
    parser.options.add_argument(
        "--size",
        choices=SIZES,
        metavar="SIZE",
        help=parser.wording.say(
            "a4, a5, a6 or booklet (A5 pages on folded A4): of a paper of the plan library or the phone list"
        ),
    )


def size_of(call: Call, kind: str) -> FormatKey:
    """The size asked for, as the papers name it. Raises ``Stop`` where this paper has none such."""
    size: str = call.asked.size or "a4"
    allowed = _CARD_SIZES if kind == _CARDS else _PAGE_SIZES
    if size not in allowed:
        raise Stop(call.say("{kind} comes in these sizes: {known}.", kind=kind, known=allowed))
    found: FormatKey = f"card-{size}" if kind == _CARDS else size  # type: ignore[assignment]  # checked above
    return found


def plan_paper(call: Call, store: Store) -> tuple[bytes, int]:
    """The paper asked for and the number under which its printing is journalled."""
    from dutyroom.actions.plan_papers import (  # noqa: PLC0415  # slow import
        action_cards_pdf,
        plan_numbers_pdf,
        plan_pdf,
    )

    kind, words, cache = call.asked.kind, call.paper_wording, default_cache()
    form = size_of(call, kind)
    if kind == "plan-phones":
        number = None if call.asked.id is None else _number(call)
        return plan_numbers_pdf(store, number, words, cache, form), number or 0
    number = _number(call)
    if kind == "plan":
        return plan_pdf(store, number, None, words, cache, form), number
    if kind == _CARDS:
        return action_cards_pdf(store, number, words, cache, form), number
    with store.reading() as session:
        plan = plan_of_section(session, number)
    if plan is None:
        raise Stop(call.say("There is no section {id}.", id=number))
    return plan_pdf(store, plan, number, words, cache, form), number


def sample_plan_paper(call: Call) -> bytes:
    """The paper asked for from sample facts, without a store."""
    from dutyroom.papers.action_card import make_action_cards  # noqa: PLC0415  # slow import
    from dutyroom.papers.fonts import open_faces  # noqa: PLC0415  # slow import
    from dutyroom.papers.plan import make_plan  # noqa: PLC0415  # slow import
    from dutyroom.papers.plan_numbers import make_plan_numbers  # noqa: PLC0415  # slow import
    from dutyroom.papers.sample_plans import (  # noqa: PLC0415  # slow import
        sample_plan,
        sample_plan_numbers,
        sample_plan_section,
    )

    kind = call.asked.kind
    form, faces, words = size_of(call, kind), open_faces(default_cache()), call.paper_wording
    makers: dict[str, Callable[[], bytes]] = {
        "plan": lambda: make_plan(sample_plan(), faces=faces, wording=words, form=form),
        "plan-section": lambda: make_plan(sample_plan_section(), faces=faces, wording=words, form=form),
        _CARDS: lambda: make_action_cards(sample_plan(), faces=faces, wording=words, form=form),
        "plan-phones": lambda: make_plan_numbers(sample_plan_numbers(), faces=faces, wording=words, form=form),
    }
    return makers[kind]()


def _number(call: Call) -> int:
    given = call.asked.id
    if given is None or not given.isdecimal():
        raise Stop(call.say("Give the number: dutyroom brief {kind} ID -o FILE.pdf", kind=call.asked.kind))
    return int(given)
