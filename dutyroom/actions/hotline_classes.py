"""The table of classes: the shipped one laid once, then the office's own to change, to withdraw from, to bring in whole."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Final, Literal

from dutyroom.actions.changes import set_values
from dutyroom.actions.pinyin import pinyin_of
from dutyroom.data.desk import Desk
from dutyroom.data.queries.hotline_classes import (
    LAID,
    class_coded,
    class_to_change,
    classes_are_laid,
    classes_below,
    classes_in_force,
)
from dutyroom.data.queries.rules import rule_book
from dutyroom.data.resources import resource_path
from dutyroom.data.store import Store
from dutyroom.data.tables import HotlineClass, StoreNote
from dutyroom.readers.document import ContactFile
from dutyroom.rules.hotline_classes import (
    KEEPERS,
    SEPARATOR,
    AddClass,
    ChangeClass,
    ClassFacts,
    WithdrawClass,
    above_of,
    checked_class,
    code_of,
    kinds_at_once,
    words_of,
)
from dutyroom.rules.hotline_tables import CLASSES, read_checked
from dutyroom.rules.matter_table import Record, read_tables
from dutyroom.rules.officer import require
from dutyroom.rules.refusal import Refusal

LAID_NOW: Final = "1"
"""Which table a store was given; a later program that brings more counts on."""
Came = Literal["added", "changed", "withdrawn", "same", "skipped"]
_WRITTEN: Final = ("added", "changed", "withdrawn")
_NAMED_MOST: Final = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassOutcome:
    """What became of a row of a table: ``reason`` is why it was left out."""

    row: int
    sheet: str
    code: str
    name: str
    result: Came
    reason: Refusal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportClasses:
    """A table of the file of that name; ``whole``: what it does not name is withdrawn. ``dry_run`` only says it."""

    file: str
    whole: bool = False
    dry_run: bool = False


@cache
def shipped_classes() -> tuple[ClassFacts, ...]:
    """Every line of ``resources/hotline_classes.csv``. Read once."""
    with resource_path("hotline_classes.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            ClassFacts(
                code=line["code"],
                name_zh=line["zh"],
                name_en=line["en"],
                words=words_of(line["words"]),
                unit=line["unit"],
                sub=line["sub"],
                source=line["source"],
                checked=line["checked"] == "true",
            )
            for line in csv.DictReader(file)
        )


def complete_classes(store: Store) -> bool:
    """Once: the shipped table is laid, to be confirmed by the office.

    One entry of the system; says whether anything was written. A store without units waits for its first run, and
    where the office has a table of its own nothing is laid beside it.
    """
    with store.reading() as session:
        if classes_are_laid(session):
            return False
    with store.desk() as desk:
        if classes_are_laid(desk.session):
            return False
        lay_classes(desk)
    return True


def lay_classes(desk: Desk) -> None:
    """Lay the shipped table into a store that has none, with an entry of its own."""
    made = put_classes(desk)
    desk.journal("hotline_class.laid", text=str(made), payload={"made": made})


def put_classes(desk: Desk) -> int:
    """The rows of the shipped table, for an entry that the caller writes; returns how many."""
    shipped = shipped_classes()
    desk.session.add_all(HotlineClass(**class_values(facts)) for facts in shipped)
    desk.session.add(StoreNote(key=LAID, value=LAID_NOW))
    return len(shipped)


def add_class(desk: Desk, add: AddClass) -> int:
    """A class is in the table from now on; returns its number."""
    require(desk.author, *KEEPERS)
    facts = _checked(desk, add.facts)
    row = class_coded(desk.session, facts.code)
    if row is not None and row.active:
        raise Refusal("class.code.twice", field="code", digits=row.code, name=row.name_zh)
    _refuse_orphan(desk, facts.code)
    if row is None:
        row = HotlineClass(**class_values(facts))
        desk.session.add(row)
        changes: dict[str, Any] = {}
    else:
        changes = set_values(row, {**class_values(facts), "active": True})
    desk.session.flush()
    payload = {"class": _plain(facts), "changes": changes}
    desk.journal("hotline_class.added", text=_said(row), record=("hotline_class", row.id), payload=payload)
    return row.id


def change_class(desk: Desk, change: ChangeClass) -> int:
    """Call a class otherwise, send it elsewhere, give it another code; what a person has saved is checked."""
    require(desk.author, *KEEPERS)
    row = _row(desk, change.id, change.version, "code")
    facts = replace(_checked(desk, change.facts), checked=True)
    if facts.code != row.code:
        other = class_coded(desk.session, facts.code)
        if other is not None:
            raise Refusal("class.code.twice", field="code", digits=other.code, name=other.name_zh)
        _refuse_orphan(desk, facts.code)
        _refuse_parent(desk, row)
    changes = set_values(row, class_values(facts))
    if not changes:
        raise Refusal("class.same", field="name_zh")
    desk.session.flush()
    payload = {"changes": changes}
    desk.journal("hotline_class.changed", text=_said(row), record=("hotline_class", row.id), payload=payload)
    return row.id


def withdraw_class(desk: Desk, withdraw: WithdrawClass) -> WithdrawClass:
    """Give a class to no further case, or put it back; returns what undoes that."""
    require(desk.author, *KEEPERS)
    row = _row(desk, withdraw.id, withdraw.version, "code")
    if row.active is withdraw.back:
        raise Refusal(
            "class.in_force" if withdraw.back else "class.withdrawn", field="code", digits=row.code, name=row.name_zh
        )
    if withdraw.back:
        _refuse_orphan(desk, row.code)
    else:
        _refuse_parent(desk, row)
    row.active = withdraw.back
    desk.session.flush()
    event = "hotline_class.put_back" if withdraw.back else "hotline_class.withdrawn"
    desk.journal(event, text=_said(row), record=("hotline_class", row.id))
    return WithdrawClass(id=row.id, version=row.version, back=not withdraw.back)


def import_classes(desk: Desk, content: ContactFile, wish: ImportClasses) -> tuple[ClassOutcome, ...]:
    """Take over a table as it was read: new codes are added, known ones changed, a row that cannot be is left out.

    What the table does not name stays, or with ``whole`` is withdrawn. One entry for all; none where nothing differs.
    """
    require(desk.author, *KEEPERS)
    kinds = kinds_at_once(rule_book(desk.session))
    # Top classes first, whatever the order of the rows: one below is refused without the one above.
    records = sorted(_records(content), key=lambda each: len(code_of(each.cell("code")) or "9" * 9))
    seen: dict[str, int] = {}
    outcomes = [_brought(desk, record, kinds, seen, wish) for record in records]
    outcomes.sort(key=lambda each: (each.sheet, each.row))
    if wish.whole and seen:
        outcomes += _withdrawn(desk, seen, wish)
    by_result = {name: [each.code for each in outcomes if each.result == name] for name in _WRITTEN}
    if any(by_result.values()) and not wish.dry_run:
        codes = [code for found in by_result.values() for code in found]
        desk.journal("hotline_class.imported", text=f"{wish.file}：{_listed(codes)}", payload=by_result)
    return tuple(outcomes)


def _records(content: ContactFile) -> tuple[Record, ...]:
    try:
        return read_tables(content.sheets, None, CLASSES).records
    except Refusal as refusal:
        raise Refusal("class.table.heads", field="file") from refusal


def _brought(
    desk: Desk, record: Record, kinds: Sequence[str], seen: dict[str, int], wish: ImportClasses
) -> ClassOutcome:
    code, name = code_of(record.cell("code")) or record.cell("code").strip(), record.cell("zh").strip()
    outcome = ClassOutcome(row=record.row, sheet=record.sheet, code=code, name=name, result="skipped")
    try:
        facts = checked_class(_facts(record, wish.file), kinds)
        if facts.code in seen:
            raise Refusal("class.table.twice", digits=facts.code, row=seen[facts.code])  # noqa: TRY301  # one way out
        row = class_coded(desk.session, facts.code)
        if above_of(facts.code) not in seen:
            _refuse_orphan(desk, facts.code)
    except Refusal as refusal:
        return replace(outcome, reason=refusal)
    seen[facts.code] = record.row
    values = {**class_values(facts), "active": "active" not in record.cells or read_checked(record.cell("active"))}
    if row is None:
        if not wish.dry_run:
            desk.session.add(HotlineClass(**values))
            desk.session.flush()
        return replace(outcome, result="added")
    values = _kept(values, row, record)
    differs = any(getattr(row, name) != value for name, value in values.items())
    if differs and not wish.dry_run:
        set_values(row, values)
        desk.session.flush()
    return replace(outcome, result="changed" if differs else "same")


def _withdrawn(desk: Desk, named: Mapping[str, int], wish: ImportClasses) -> list[ClassOutcome]:
    """Classes in force that a whole table does not name go out of use."""
    outcomes = []
    for row in classes_in_force(desk.session):
        if row.code not in named:
            outcomes.append(ClassOutcome(row=0, sheet="", code=row.code, name=row.name_zh, result="withdrawn"))
            if not wish.dry_run:
                row.active = False
    desk.session.flush()
    return outcomes


def _kept(values: dict[str, Any], row: HotlineClass, record: Record) -> dict[str, Any]:
    """An empty cell, or a column that the table does not have, keeps what stands there."""
    for name, column in {"name_en": "en", "words": "words", "unit": "unit", "sub": "sub"}.items():
        if column not in record.cells:
            values[name] = getattr(row, name)
    values["initials"], values["pinyin"] = _keys(values["name_zh"], words_of(values["words"]))
    return values


def _facts(record: Record, file: str) -> ClassFacts:
    """What the office brings in is its own and needs no further check, unless the table itself says otherwise."""
    return ClassFacts(
        code=record.cell("code"),
        name_zh=record.cell("zh"),
        name_en=record.cell("en"),
        words=words_of(record.cell("words")),
        unit=record.cell("unit"),
        sub=record.cell("sub").strip(),
        source=record.cell("source") or file,
        checked="checked" not in record.cells or read_checked(record.cell("checked")),
    )


def _checked(desk: Desk, facts: ClassFacts) -> ClassFacts:
    return checked_class(facts, kinds_at_once(rule_book(desk.session)))


def _row(desk: Desk, number: int, version: int, field: str) -> HotlineClass:
    row = class_to_change(desk.session, number)
    if row is None:
        raise Refusal("class.unknown", field=field, id=number)
    if row.version != version:
        raise Refusal("record.changed_meanwhile", field=field)
    return row


def _refuse_orphan(desk: Desk, code: str) -> None:
    above = above_of(code)
    found = class_coded(desk.session, above) if above else None
    if above and (found is None or not found.active):
        raise Refusal("class.code.above", field="code", digits=code, above=above)


def _refuse_parent(desk: Desk, row: HotlineClass) -> None:
    below = classes_below(desk.session, row.code)
    if below:
        raise Refusal("class.code.below", field="code", digits=row.code, name=row.name_zh, n=len(below))


def class_values(facts: ClassFacts) -> dict[str, Any]:
    """The columns of a class, with what it is found by."""
    initials, pinyin = _keys(facts.name_zh, facts.words)
    return {
        "code": facts.code,
        "name_zh": facts.name_zh,
        "name_en": facts.name_en,
        "words": SEPARATOR.join(facts.words),
        "unit": facts.unit,
        "sub": facts.sub,
        "initials": initials,
        "pinyin": pinyin,
        "source": facts.source,
        "checked": facts.checked,
    }


def _keys(name: str, words: Iterable[str]) -> tuple[str, str]:
    """Initials and pinyin of the name and of each word, a blank between."""
    keys = [pinyin_of(each) for each in (name, *words)]
    return " ".join(initials for initials, _ in keys), " ".join(pinyin for _, pinyin in keys)


def _plain(facts: ClassFacts) -> dict[str, Any]:
    return {"code": facts.code, "zh": facts.name_zh, "unit": facts.unit, "sub": facts.sub}


def _said(row: HotlineClass) -> str:
    return f"{row.code} {row.name_zh}"


def _listed(codes: Sequence[str]) -> str:
    more = f" … ({len(codes)})" if len(codes) > _NAMED_MOST else ""
    return "、".join(codes[:_NAMED_MOST]) + more
