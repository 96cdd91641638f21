"""Words that lead to an office: set by a person, or learnt from what officers decide; the table shows both.

Every change by a person returns what undoes it, so that the table is safe to try things on.
"""

from __future__ import annotations

from dataclasses import replace

from dutyroom.data.desk import Desk
from dutyroom.data.queries.routing import routes_of_text, routing_word, routing_words, shipped_weights
from dutyroom.data.queries.units import unit_rows
from dutyroom.data.tables import RoutingWord, Unit
from dutyroom.rules.officer import require
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.routing import learnt_words
from dutyroom.rules.routing_change import (
    KEEPERS,
    WEIGHT,
    AddRoutingWord,
    ChangeRoutingWord,
    RestoreShipped,
    TakeRoutingWord,
    UndoRouting,
    WordState,
    check_routing_word,
)

LEARNT_MOST = 4
"""So many words are learnt from one decision at the most."""
_SHIPPED = "office"
_TYPED = "typed"
_NAMED_MOST = 12


def add_routing_word(desk: Desk, asked: AddRoutingWord) -> UndoRouting:
    """A word leads to an office from now on; one that was removed comes back as one added by hand."""
    require(desk.author, *KEEPERS)
    word = check_routing_word(asked.word, asked.weight)
    unit = _unit(desk, asked.unit_id)
    row, before = _added(desk, word, unit, asked.weight)
    desk.session.flush()
    payload = {"word": word, "unit": unit.name, "weight": asked.weight}
    desk.journal("routing.added", text=_said(word, unit), record=("routing_word", row.id), payload=payload)
    return _undo(desk, [before])


def change_routing_word(desk: Desk, asked: ChangeRoutingWord) -> UndoRouting:
    """Another weight, another office, switched off or on again."""
    require(desk.author, *KEEPERS)
    word = check_routing_word(asked.word, asked.weight)
    unit = _unit(desk, asked.unit_id)
    row, before = _own(desk, word, unit, asked.version)
    moves = asked.to_unit_id is not None and asked.to_unit_id != unit.id
    if not moves and (row.weight, row.active) == (asked.weight, asked.active):
        raise Refusal("routing.same", field="weight")
    befores, said = [before], _said(word, unit)
    if moves:
        other = _unit(desk, asked.to_unit_id)
        befores.append(_added(desk, word, other, asked.weight)[1])
        _leave(desk, row)
        said = f"{said} ⇒ {other.name}"
    else:
        row.weight, row.active = asked.weight, asked.active
    desk.session.flush()
    payload = {
        "word": word,
        "unit": unit.name,
        "from": {"weight": before.weight, "active": before.active},
        "to": {"weight": asked.weight, "active": asked.active, "unit_id": asked.to_unit_id or unit.id},
    }
    desk.journal("routing.changed", text=said, record=("routing_word", row.id), payload=payload)
    return _undo(desk, befores)


def take_routing_word(desk: Desk, asked: TakeRoutingWord) -> UndoRouting:
    """Take a word that the office added or learnt out of the table, or put it back; a shipped one is switched off."""
    require(desk.author, *KEEPERS)
    unit = _unit(desk, asked.unit_id)
    row, before = _own(desk, asked.word, unit, asked.version)
    if _is_shipped(desk, row):
        raise Refusal("routing.word.shipped", field="word", word=row.word)
    if before.removed is not asked.back:
        code = "routing.word.kept" if asked.back else "routing.word.removed"
        raise Refusal(code, field="word", word=row.word, unit=unit.name)
    row.removed_at, row.active = (None, True) if asked.back else (desk.now, False)
    desk.session.flush()
    event = "routing.put_back" if asked.back else "routing.removed"
    payload = {"word": row.word, "unit": unit.name, "weight": row.weight, "origin": row.origin}
    desk.journal(event, text=_said(row.word, unit), record=("routing_word", row.id), payload=payload)
    return _undo(desk, [before])


def restore_shipped(desk: Desk, asked: RestoreShipped) -> UndoRouting:
    """Shipped words stand as they came; what the office added or learnt beside them stays."""
    require(desk.author, *KEEPERS)
    weights = shipped_weights(desk.session)
    keys = [(asked.word, asked.unit_id)] if asked.word else list(weights)
    befores: list[WordState] = []
    rows: list[RoutingWord] = []
    for word, unit_id in keys:
        row, weight = routing_word(desk.session, word, unit_id), weights.get((word, unit_id))
        if weight is None:
            raise Refusal("routing.word.unknown", field="word")
        if asked.word and (row.version if row else 0) != asked.version:
            raise Refusal("record.changed_meanwhile", field="word")
        if row is None or (row.weight, row.origin, row.active) == (weight, _SHIPPED, True):
            continue
        befores.append(_state(row))
        row.weight, row.origin, row.active, row.removed_at = weight, _SHIPPED, True, None
        rows.append(row)
    if not rows:
        raise Refusal("routing.shipped.same", field="word")
    desk.session.flush()
    words = [row.word for row in rows]
    record = ("routing_word", rows[0].id) if len(rows) == 1 else None
    desk.journal("routing.restored", text=_listed(words), record=record, payload={"words": words})
    return _undo(desk, befores)


def undo_routing(desk: Desk, asked: UndoRouting) -> UndoRouting:
    """Put words back as they stood; refused where somebody changed one meanwhile. What it returns does it again."""
    require(desk.author, *KEEPERS)
    befores, words = [], []
    for state in asked.states:
        row = routing_word(desk.session, state.word, state.unit_id)
        if row is None or row.version != state.version:
            raise Refusal("record.changed_meanwhile", field="word")
        befores.append(_state(row))
        row.weight, row.origin, row.active = state.weight, state.origin, state.active
        row.removed_at = desk.now if state.removed else None
        words.append(_said(row.word, _unit(desk, row.unit_id)))
    desk.session.flush()
    desk.journal("routing.undone", text=_listed(words), payload={"words": words})
    return _undo(desk, befores)


def learn_route(desk: Desk, title: str, body: str, unit_id: int) -> list[str]:
    """What an officer decided counts next time: the title's words lead to that office, visibly.

    Nothing is learnt where the table proposed that office already, nor what a person switched off or removed. The
    caller writes the entry, which names the words.
    """
    proposed = routes_of_text(desk.session, title, body)
    if proposed and proposed[0].unit_id == unit_id:
        return []
    vocabulary = {word.word for word in routing_words(desk.session)}
    names = [unit.name for unit in unit_rows(desk.session)]
    learnt: list[str] = []
    for word in learnt_words(title, names=names, vocabulary=vocabulary)[:LEARNT_MOST]:
        row = routing_word(desk.session, word, unit_id)
        if row is None:
            desk.session.add(RoutingWord(word=word, unit_id=unit_id, origin="decision", weight=1))
        elif row.active:
            row.weight = min(row.weight + 1, WEIGHT[-1])
        else:
            continue
        learnt.append(word)
    desk.session.flush()
    return learnt


def _unit(desk: Desk, number: int | None) -> Unit:
    unit = desk.session.get(Unit, number) if number is not None else None
    if unit is None or not unit.active:
        raise Refusal("routing.unit.unknown", field="unit")
    return unit


def _own(desk: Desk, word: str, unit: Unit, version: int) -> tuple[RoutingWord, WordState]:
    """The office's own row of a word of the table, made where it is shipped; refused where it is another by now."""
    row = routing_word(desk.session, word, unit.id)
    if row is not None:
        if row.version != version:
            raise Refusal("record.changed_meanwhile", field="word")
        return row, _state(row)
    weight = shipped_weights(desk.session).get((word, unit.id))
    if weight is None:
        raise Refusal("routing.word.unknown", field="word")
    row = RoutingWord(word=word, unit_id=unit.id, origin=_SHIPPED, weight=weight, active=True)
    desk.session.add(row)
    return row, replace(_state(row), version=0)


def _added(desk: Desk, word: str, unit: Unit, weight: int) -> tuple[RoutingWord, WordState]:
    """A row added by hand, and the state in which it is not in the table."""
    row = routing_word(desk.session, word, unit.id)
    shipped = (word, unit.id) in shipped_weights(desk.session)
    if row is not None and row.removed_at is None and not row.active:
        raise Refusal("routing.word.off", field="word", word=word, unit=unit.name)
    if (row is None and shipped) or (row is not None and row.removed_at is None):
        raise Refusal("routing.word.exists", field="word", word=word, unit=unit.name)
    if row is None:
        row = RoutingWord(word=word, unit_id=unit.id, origin=_TYPED, weight=weight, active=True)
        desk.session.add(row)
        return row, replace(_state(row), version=0, active=False, removed=True)
    before = _state(row)
    row.origin, row.weight, row.active, row.removed_at = _TYPED, weight, True, None
    return row, before


def _leave(desk: Desk, row: RoutingWord) -> None:
    """The word leads elsewhere: here a shipped one is switched off, another goes out of the table."""
    row.active = False
    row.removed_at = None if _is_shipped(desk, row) else desk.now


def _is_shipped(desk: Desk, row: RoutingWord) -> bool:
    return (row.word, row.unit_id) in shipped_weights(desk.session)


def _state(row: RoutingWord) -> WordState:
    return WordState(
        word=row.word,
        unit_id=row.unit_id,
        version=row.version,
        weight=row.weight,
        origin=row.origin,
        active=row.active,
        removed=row.removed_at is not None,
    )


def _undo(desk: Desk, befores: list[WordState]) -> UndoRouting:
    """The way back: how the words stood, with the versions that they have now."""
    rows = [(before, routing_word(desk.session, before.word, before.unit_id)) for before in befores]
    return UndoRouting(states=tuple(replace(before, version=row.version) for before, row in rows if row is not None))


def _said(word: str, unit: Unit) -> str:
    return f"{word} → {unit.name}"


def _listed(words: list[str]) -> str:
    more = f" … ({len(words)})" if len(words) > _NAMED_MOST else ""
    return "、".join(words[:_NAMED_MOST]) + more
