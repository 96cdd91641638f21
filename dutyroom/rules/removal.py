"""Removing text that must not be here: what is asked, what is refused, and the words that stand in its place."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import Any, Final, TypeVar, cast

from dutyroom.rules.refusal import Refusal
from dutyroom.rules.wording import Wording, mark

_Facts = TypeVar("_Facts")

SENTENCES: Final[dict[str, str]] = {
    "removal.reason.empty": mark("Say why it must go; the journal keeps the reason."),
    "removal.reason.tells": mark("The reason repeats what is to be removed. Say it without those words."),
    "removal.words.short": mark("“{words}” is too short to be looked for: write at least {least} characters a line."),
    "removal.words.many": mark("These words stand in more than {most} places. Write longer passages, or fewer of them."),
    "removal.nothing": mark("Nothing of it is left here: there is no text to remove."),
    "removal.chosen": mark("Choose at least one place."),
    "removal.changed": mark("The places were changed meanwhile. Look at the list again, then remove."),
    "removal.witness": mark("Entry {seq} is the witness of a removal and stays."),
    "removal.administrator": mark("{name} is no administrator. An administrator removes, somebody else is the witness."),
    "removal.administrator.empty": mark("Name the administrator who removes it."),
    "removal.second.empty": mark("Name the second person, who has seen what goes and why."),
    "removal.second.same": mark("{name} cannot be both: a second person signs with an own password."),
    "removal.password.empty": mark("Type your own password."),
    "entry.removed": mark("The text of entry {seq} was removed; it cannot be amended or left open. Write a new entry."),
}  # fmt: skip

REMOVED: Final = "［已清除］"
"""What stands in a register and in a paper's facts where text was removed."""
REMOVED_WORD: Final = mark("[removed]")
"""The same in the language of the reader."""
EVENT: Final = "text.removed"
WITNESS: Final = "removal"
"""The kind of record that a witness entry names, with its own number: so witnesses are found by an index."""
DRAFT_REMOVED: Final = "draft removed: "
"""Begins what is announced of each draft that went, so that no window keeps it again; its key follows."""
DRAFT_DONE: Final = "draft done: "
"""The same of a draft that was written, registered or dropped."""
LEAST: Final = 4
PLACES_MOST: Final = 500
_OFFERED_LEAST: Final = 6
_OFFERED_MOST: Final = 12


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """A row that holds text to be removed; ``kind`` is its table, ``id`` its key as text."""

    kind: str
    id: str

    @property
    def number(self) -> int:
        """The key as a number; only drafts have another."""
        return int(self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveText:
    """Remove for good what stands in ``spots``: an administrator and a second person, each with the own password.

    ``target`` is what it began from (``journal`` or ``matter`` or ``plan`` and its number); ``words`` were looked for,
    a passage each, and are kept nowhere. ``drop_backups`` deletes the automatic backups that hold it.
    """

    target: Spot
    words: tuple[str, ...]
    spots: frozenset[Spot]
    reason: str
    administrator_id: int | None
    password: str = field(repr=False)
    second_id: int | None
    second_password: str = field(repr=False)
    drop_backups: bool = True


def offered_words(texts: Iterable[str]) -> tuple[str, ...]:
    """The lines worth looking for elsewhere: long enough to be nobody else's, each once."""
    lines = (line.strip() for text in texts for line in text.splitlines())
    longest = sorted(dict.fromkeys(line for line in lines if len(line) >= _OFFERED_LEAST), key=len, reverse=True)
    return tuple(line for line in longest[:_OFFERED_MOST] if line != REMOVED)


def read_words(typed: str) -> tuple[str, ...]:
    """The passages typed, one a line. Raises ``Refusal("removal.words.short")``."""
    words = tuple(dict.fromkeys(line.strip() for line in typed.splitlines() if line.strip()))
    for line in words:
        if len(line) < LEAST:
            raise Refusal("removal.words.short", field="words", words=line, least=LEAST)
    return words


def check_removal(asked: RemoveText) -> None:
    """Refuse what can be refused before anybody's password is asked."""
    reason = asked.reason.strip()
    if not asked.spots:
        raise Refusal("removal.chosen", field="places")
    if not reason:
        raise Refusal("removal.reason.empty", field="reason")
    if any(word in reason for word in asked.words):
        raise Refusal("removal.reason.tells", field="reason")
    for name, signer in (("administrator", asked.administrator_id), ("second", asked.second_id)):
        if signer is None:
            raise Refusal(f"removal.{name}.empty", field=f"{name}_id")
    for name, password in (("password", asked.password), ("second_password", asked.second_password)):
        if not password:
            raise Refusal("removal.password.empty", field=name)


def says(text: str, words: Iterable[str]) -> bool:
    """Whether a text holds one of the passages, however its lines are broken."""
    plain = " ".join(text.split())
    return any(word in text or " ".join(word.split()) in plain for word in words)


def in_words(facts: _Facts, wording: Wording) -> _Facts:
    """Facts to be read, with :data:`REMOVED` in the reader's language; what is stored keeps the one mark."""
    word = wording.say(REMOVED_WORD)
    return facts if word == REMOVED else cast("_Facts", _in_words(facts, word))


def _in_words(value: Any, word: str) -> Any:
    if isinstance(value, str):
        return value.replace(REMOVED, word)
    if type(value) in (tuple, list):
        return type(value)(_in_words(each, word) for each in value)
    if isinstance(value, dict):
        return {name: _in_words(each, word) for name, each in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        known = {each.name: getattr(value, each.name) for each in fields(value) if each.init}
        changed = {name: new for name, old in known.items() if (new := _in_words(old, word)) != old}
        return replace(value, **changed) if changed else value
    return value


def emptied_facts(value: str, words: Iterable[str], seqs: frozenset[int]) -> str:
    """Facts kept as JSON without the texts that say it, and without what they hold of the entries ``seqs``."""
    cleaned = _cleaned(json.loads(value), tuple(words), seqs)
    return json.dumps(cleaned, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _cleaned(value: Any, words: tuple[str, ...], seqs: frozenset[int]) -> Any:
    if isinstance(value, str):
        return REMOVED if says(value, words) else value
    if isinstance(value, list):
        return [_cleaned(each, words, seqs) for each in value]
    if not isinstance(value, dict):
        return value
    kept = {name: _cleaned(each, words, seqs) for name, each in value.items()}
    if value.get("seq") in seqs and "text" in value:
        kept |= {"text": REMOVED, "unit": "", "person": "", "phone": ""}
    if value.get("entry_seq") in seqs and "title" in value and not value.get("duty"):
        kept |= {"title": REMOVED, "waiting_for": ""}
    return kept
