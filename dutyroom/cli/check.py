"""``dutyroom check``: does the journal hold, and does a printed head lie on it?"""

from __future__ import annotations

import re
from typing import Any, Final

from dutyroom.actions.errors import said
from dutyroom.cli.arguments import Commands, json_option
from dutyroom.cli.call import OUT_OF_REACH, Call, Stop, show, show_json, warn, warn_of
from dutyroom.data.queries.heads import HEX_DIGITS, HeadRow, find_heads
from dutyroom.data.startup import open_store
from dutyroom.data.store import Store
from dutyroom.data.trouble import Trouble
from dutyroom.data.verify import CheckResult, Problem, check_store, in_groups, problem_said
from dutyroom.rules.wording import Wording, mark

LEAST_DIGITS: Final = 16
SHOWN: Final = 20
_DAMAGED: Final = frozenset({"store.damaged", "store.not_a_store", "store.input_output"})
_HEADS: Final[dict[str, str]] = {
    "head.unknown": mark("The head {head} does not lie on the chain of this store."),
    "head.ambiguous": mark("The head {head} fits more than one entry; give more of its digits."),
}


def add_to(commands: Commands, wording: Wording) -> None:
    """Name the command."""
    parser = commands.add(
        "check", check, wording.say("check the chain, the registers, the search index, the attachments, the rules")
    )
    parser.options.add_argument(
        "--head",
        metavar="HASH",
        help=wording.say("a head as it is printed on a handover report: does it still lie on the chain?"),
    )
    json_option(parser)


def check(call: Call) -> int:
    """Check everything; status 3 when something is wrong."""
    digits = _digits(call)
    try:
        result, heads = _checked(call, digits)
    except Trouble as trouble:
        if trouble.code not in _DAMAGED or not call.wants_json:
            raise
        sentence = said(trouble, call.wording, call.zone)
        problem = {"code": trouble.code, "sentence": sentence}
        show_json({"ok": False, "head": None, "entries": 0, "problems": [problem]})
        warn(f"dutyroom: {sentence}")
        return OUT_OF_REACH
    problems = _in_order(result.problems)
    if digits is not None and len(heads) != 1:
        code = "head.ambiguous" if heads else "head.unknown"
        problems.append(Problem(code, {"head": digits}))
    head = heads[0] if len(heads) == 1 else None
    if call.wants_json:
        show_json(_plain(call, result, problems, head, asked=digits is not None))
    else:
        _show(call, result, problems, head)
    return OUT_OF_REACH if problems else 0


def _digits(call: Call) -> str | None:
    """The head asked for without the blanks it is printed with; refused where it is no head."""
    if call.asked.head is None:
        return None
    digits = re.sub(r"\s+", "", call.asked.head).lower()
    if not re.fullmatch(rf"[0-9a-f]{{{LEAST_DIGITS},{HEX_DIGITS}}}", digits):
        raise Stop(
            call.say(
                "A head is {most} digits 0–9 a–f; give at least the first {least}.", most=HEX_DIGITS, least=LEAST_DIGITS
            )
        )
    return digits


def _checked(call: Call, digits: str | None) -> tuple[CheckResult, list[HeadRow]]:
    store = _opened(call)
    try:
        with store.reading() as session:
            result = check_store(session, store.attachments)
            return result, find_heads(session, digits) if digits is not None else []
    finally:
        store.close()


def _opened(call: Call) -> Store:
    """The store even where its tail does not fit: finding out what is wrong with it is what this is for."""
    try:
        return open_store(call.folder, clock=call.clock)
    except Trouble as trouble:
        if trouble.code != "store.chain_broken":
            raise
        return Store(call.folder, call.clock)


def _in_order(problems: tuple[Problem, ...]) -> list[Problem]:
    """Entries first, the earliest first; then whatever else is wrong."""
    return sorted(problems, key=lambda problem: (problem.facts.get("seq") is None, problem.facts.get("seq") or 0))


def _sentence(call: Call, problem: Problem) -> str:
    if problem.code in _HEADS:
        return call.say(_HEADS[problem.code], **problem.facts)
    return problem_said(problem, call.wording)


def _plain(
    call: Call, result: CheckResult, problems: list[Problem], head: HeadRow | None, *, asked: bool
) -> dict[str, Any]:
    plain: dict[str, Any] = {
        "ok": not problems,
        "head": result.head,
        "entries": result.entries,
        "removed": result.removed,
        "unused": result.unused,
        "problems": [{"code": p.code, "sentence": _sentence(call, p), **p.facts} for p in problems],
    }
    if asked:
        plain["printed"] = head and {
            "head": head.hash,
            "entry": head.seq,
            "written_at": head.written_at.astimezone(call.zone).isoformat(),
            "after": head.after,
            "shift": head.shift_id,
        }
    return plain


def _show(call: Call, result: CheckResult, problems: list[Problem], head: HeadRow | None) -> None:
    if head is not None:
        at = f"{head.written_at.astimezone(call.zone):%Y-%m-%d %H:%M}"
        show(
            call.say(
                "The head lies on the chain: entry {seq}, written {at}; {after} entries came after it.",
                seq=head.seq,
                at=at,
                after=head.after,
            )
        )
        if head.shift_id is not None:
            show(call.say("It sealed the handover of shift {id} ({name}).", id=head.shift_id, name=head.shift))
    if result.removed:
        show(
            call.say(
                "The text of {count} entries was removed by two people; their hashes fit, and the log says who, when and why.",
                count=result.removed,
            )
        )
    if result.unused:
        show(call.say("Attached files that nothing here names, left as they are: {count}.", count=result.unused))
    if not problems:
        show(call.say("Everything fits: {entries} entries, head {head}.", entries=result.entries, head=result.head))
        return
    lines = in_groups(problems)
    for problem in lines[:SHOWN]:
        show(_sentence(call, problem))
    if len(lines) > SHOWN:
        show(call.say("… and {count} more.", count=len(lines) - SHOWN))
    warn_of(call, len(lines), _sentence(call, lines[0]))
