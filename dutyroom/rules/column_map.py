"""Which column of a table is which field: what is proposed, what a person makes of it, and what is wrong with that."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Final

from dutyroom.rules.canon import canonical_json
from dutyroom.rules.contact_table import Sheet
from dutyroom.rules.matter_table import LISTED, Vocabulary, find_headings, is_ignored, settled
from dutyroom.rules.phone import plain
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.wording import mark

SENTENCES: Final[dict[str, str]] = {
    "import.map.no_sheet": mark("No sheet is taken. Tick at least one."),
    "import.map.twice": mark("“{first}” and “{second}” are both taken for {name}. Leave one of them out, or take it for something else."),
    "import.map.missing": mark("No column of “{sheet}” is taken for {name}. Choose it, or do not take the sheet."),
}  # fmt: skip
CASE_WORDS: Final[Mapping[str, str]] = {
    "outside_number": mark("number of the case"),
    "title": mark("title"),
    "text": mark("what is wanted"),
    "name": mark("caller's name"),
    "phone": mark("caller's number"),
    "second": mark("second number"),
    "sex": mark("sex"),
    "address": mark("caller's address"),
    "is_secret": mark("kept secret"),
    "wants_reply": mark("wants a reply"),
    "channel": mark("channel"),
    "demand": mark("kind of the request"),
    "code": mark("code of the class"),
    "class": mark("name of the class"),
    "area": mark("district"),
    "street": mark("street or township"),
    "place": mark("place"),
    "event_at": mark("time of the event"),
    "received_at": mark("time of receipt"),
    "operator": mark("operator"),
    "state": mark("state"),
    "lead": mark("unit in charge"),
    "dispatched_at": mark("time of dispatch"),
    "due_at": mark("limit"),
    "answer": mark("answer or outcome"),
    "closed_at": mark("time of closing"),
    "result": mark("whether solved"),
    "satisfied": mark("satisfaction"),
    "called_back_at": mark("time of the call-back"),
}
MATTER_WORDS: Final[Mapping[str, str]] = {
    "number": mark("number in the register"),
    "title": mark("title"),
    "source": mark("where it came from"),
    "channel": mark("channel"),
    "document_number": mark("document number"),
    "document_kind": mark("kind of document"),
    "document_on": mark("date of the document"),
    "addressee": mark("addressed to"),
    "for_reading": mark("to be read or handled"),
    "urgency": mark("urgency"),
    "secrecy": mark("secrecy"),
    "state": mark("state"),
    "received_at": mark("time of receipt"),
    "lead": mark("unit in charge"),
    "due_at": mark("limit"),
    "waiting_for": mark("waiting for"),
    "outcome": mark("answer or outcome"),
    "closed_at": mark("time of closing"),
    "copies": mark("number of copies"),
    "copy_numbers": mark("numbers of the copies"),
    "pages": mark("number of pages"),
    "secrecy_years": mark("years of secrecy"),
    "custody": mark("where it is kept"),
    "required": mark("what is asked"),
    "received_by": mark("received by"),
    "archive_number": mark("archive number"),
    "filed_at": mark("date of filing"),
    "void_reason": mark("why it is void"),
    "proposal": mark("proposal for handling"),
    "instruction": mark("leader's instruction"),
    "note": mark("remark"),
    "kind": mark("register"),
    "basis": mark("basis of supervision"),
    "colour": mark("colour of the card"),
    "steps": mark("course of handling"),
}
NEEDED: Final = (("text", "title"), ("received_at",))
"""Of each of these one field is needed; the first is named where none is there. A register has no ``text``."""
MAPS: Final = "import.map."
"""What the settings begin with that remember a map; the register and the key of the headings follow."""
_SAMPLES: Final = 3
_HEADS_WITHIN: Final = 30
_FILLED_ENOUGH: Final = 2
_TITLED_MOST: Final = 40
Columns = Mapping[str, str | None]
"""What each heading is taken for; None where the column is left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetHeads:
    """A sheet with headings: ``columns`` is what is proposed, ``own`` what the headings say by themselves.

    ``ignored`` are headings that hold nothing to take, or that a person has decided upon.
    ``key`` is the same for every sheet with the same headings, in whatever order.
    """

    name: str
    columns: Columns
    own: Columns
    samples: Mapping[str, tuple[str, ...]]
    rows: int
    ignored: frozenset[str] = frozenset()
    taken: bool = True

    @property
    def key(self) -> str:
        """What a map for these headings is kept under."""
        return sha256(canonical_json(sorted(self.columns)).encode()).hexdigest()[:24]


def sheet_heads(
    sheets: Iterable[Sheet], vocabulary: Vocabulary, kept: Mapping[str, Columns] | None = None
) -> tuple[SheetHeads, ...]:
    """The sheets that have headings, or what looks like them; ``kept`` are maps of earlier files by their keys.

    A sheet is taken where it has one of the fields that a row needs, or where an earlier map took it.
    """
    found, is_known = [], False
    for sheet in sheets:
        heads = _heads(sheet, vocabulary)
        former = (kept or {}).get(heads.key) if heads is not None else None
        if heads is None:
            continue
        if former is not None:
            is_known = True
            columns = {heading: _known(former.get(heading), vocabulary) for heading in heads.columns}
            heads = replace(heads, columns=columns, ignored=frozenset(columns), taken=any(former.values()))
        found.append(heads)
    if not is_known and not any(heads.taken for heads in found):
        return tuple(replace(heads, taken=True) for heads in found)
    return tuple(found)


def _known(name: str | None, vocabulary: Vocabulary) -> str | None:
    return name if name in vocabulary.fields else None


def _heads(sheet: Sheet, vocabulary: Vocabulary) -> SheetHeads | None:
    known = find_headings(sheet, {}, vocabulary)
    first, headings, kinds = known or _guessed(sheet)
    if not any(headings):
        return None
    columns: dict[str, str | None] = {}
    samples: dict[str, list[str]] = {}
    rows = [row for row in sheet.rows[first:] if any(cell.strip() for cell in row)]
    for place, (heading, kind) in enumerate(zip(headings, settled(kinds), strict=True)):
        if not heading:
            continue
        columns[heading] = columns.get(heading) or kind
        said = samples.setdefault(heading, [])
        for row in rows:
            cell = " ".join(row[place].split()) if place < len(row) else ""
            if cell and cell not in said and len(said) < _SAMPLES:
                said.append(cell)
            if len(said) == _SAMPLES:
                break
    return SheetHeads(
        name=sheet.name,
        columns=columns,
        own=columns,
        samples={heading: tuple(cells) for heading, cells in samples.items()},
        rows=len(rows),
        ignored=frozenset(heading for heading in columns if is_ignored(heading) or not samples[heading]),
        taken=known is not None,
    )


def _guessed(sheet: Sheet) -> tuple[int, tuple[str, ...], tuple[str | None, ...]]:
    """The first row that is filled as far as most and holds short words only, where no heading is known."""
    wide = max((sum(bool(cell.strip()) for cell in row) for row in sheet.rows[:_HEADS_WITHIN]), default=0)
    for place, row in enumerate(sheet.rows[:_HEADS_WITHIN]):
        cells = tuple(plain(cell) for cell in row)
        filled = [cell for cell in cells if cell]
        if len(filled) < max(_FILLED_ENOUGH, wide / 2) or len(set(filled)) < len(filled):
            continue
        if all(len(cell) <= _TITLED_MOST and not any(sign.isdecimal() for sign in cell) for cell in filled):
            return place + 1, cells, (None,) * len(cells)
    return 0, (), ()


def needs_look(heads: Sequence[SheetHeads], vocabulary: Vocabulary) -> bool:
    """Whether a person should look at the columns first: something is missing, or a column is not understood."""
    taken = [sheet for sheet in heads if sheet.taken]
    if map_fault(heads, {}, [sheet.name for sheet in taken], vocabulary) is not None:
        return True
    return any(kind is None and head not in sheet.ignored for sheet in taken for head, kind in sheet.columns.items())


def needed(vocabulary: Vocabulary) -> tuple[tuple[str, ...], ...]:
    """The fields of which a row needs one each, the one to be named first."""
    return tuple(tuple(name for name in names if name in vocabulary.fields) for names in NEEDED)


def map_fault(
    heads: Sequence[SheetHeads], changed: Columns, taken: Collection[str], vocabulary: Vocabulary
) -> tuple[Refusal, str] | None:
    """What is wrong with a map, and the heading that it is about, or the empty text; ``changed`` is what a person set.

    A field that several headings had of themselves is none: the first that is filled counts.
    """
    sheets = [sheet for sheet in heads if sheet.name in taken]
    if not sheets:
        return Refusal("import.map.no_sheet"), ""
    for sheet in sheets:
        first: dict[str, str] = {}
        for heading, proposed in sheet.columns.items():
            name = changed.get(heading, proposed)
            if name is None or name in LISTED:
                continue
            former = first.setdefault(name, heading)
            if former != heading and {former, heading} & set(changed):
                facts = {"first": former, "second": heading, "name": name}
                return Refusal("import.map.twice", field=name, **facts), heading
        for names in needed(vocabulary):
            if not set(names) & set(first):
                return Refusal("import.map.missing", field=names[0], sheet=sheet.name, name=names[0]), ""
    return None


def chosen_of(heads: Sequence[SheetHeads], changed: Columns, taken: Collection[str]) -> dict[str, str | None]:
    """What the reader of the table must be told: the headings that it would not take for the same by itself."""
    found: dict[str, str | None] = {}
    for sheet in heads:
        if sheet.name in taken:
            named = {heading: changed.get(heading, name) for heading, name in sheet.columns.items()}
            found.update({heading: name for heading, name in named.items() if name != sheet.own[heading]})
    return found


def kept_maps(
    heads: Sequence[SheetHeads], changed: Columns, taken: Collection[str]
) -> dict[str, dict[str, str | None]]:
    """What is remembered of a map, by the keys of its sheets; a sheet that is not taken has every column left out."""
    found: dict[str, dict[str, str | None]] = {}
    for sheet in heads:
        is_taken = sheet.name in taken
        if is_taken or sheet.key not in found:
            found[sheet.key] = {
                heading: changed.get(heading, proposed) if is_taken else None
                for heading, proposed in sheet.columns.items()
            }
    return found
