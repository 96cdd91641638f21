"""Words that lead to an office: set by a person, or learnt from what officers decide; the table shows both."""

from __future__ import annotations

from dutyroom.data.desk import Desk
from dutyroom.data.queries.routing import routes_of_text, routing_word, routing_words
from dutyroom.data.queries.units import unit_rows
from dutyroom.data.tables import RoutingWord, Unit
from dutyroom.rules.officer import Role, require
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.routing import learnt_words
from dutyroom.rules.routing_change import WEIGHT, SetRoutingWord, check_routing_word

LEARNT_MOST = 4
"""So many words are learnt from one decision at the most."""


def set_routing_word(desk: Desk, asked: SetRoutingWord) -> int:
    """Set, change or switch off a word of the table. Needs an officer."""
    require(desk.author, Role.OFFICER, Role.LEADER, Role.ADMINISTRATOR)
    check_routing_word(asked)
    unit = desk.session.get(Unit, asked.unit_id)
    if unit is None:
        raise Refusal("routing.unit.unknown", field="unit_id")
    word = asked.word.strip()
    row = routing_word(desk.session, word, unit.id)
    if row is None:
        row = RoutingWord(word=word, unit_id=unit.id, origin="typed")
        desk.session.add(row)
    row.weight, row.active = asked.weight, asked.active
    desk.session.flush()
    payload = {"word": word, "unit": unit.name, "weight": asked.weight, "active": asked.active}
    return desk.journal("routing.set", text=f"{word} → {unit.name}", record=("routing_word", row.id), payload=payload)


def learn_route(desk: Desk, title: str, body: str, unit_id: int) -> list[str]:
    """What an officer decided counts next time: the title's words lead to that office, visibly.

    Nothing is learnt where the table proposed that office already. The caller writes the entry, which names the words.
    """
    proposed = routes_of_text(desk.session, title, body)
    if proposed and proposed[0].unit_id == unit_id:
        return []
    vocabulary = {word.word for word in routing_words(desk.session)}
    names = [unit.name for unit in unit_rows(desk.session)]
    words = learnt_words(title, names=names, vocabulary=vocabulary)[:LEARNT_MOST]
    for word in words:
        row = routing_word(desk.session, word, unit_id)
        if row is None:
            desk.session.add(RoutingWord(word=word, unit_id=unit_id, origin="decision", weight=1))
        elif row.active:
            row.weight = min(row.weight + 1, WEIGHT[-1])
    desk.session.flush()
    return words
