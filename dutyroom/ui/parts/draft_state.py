"""What stands in the capture line while it is written: one draft."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dutyroom.rules.entry import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftState:
    """One half-written entry as typed; ``happened`` and ``due`` are the words of the time fields, not yet times.

    ``key`` is a random hexadecimal name that stays with the draft for life. ``is_open`` keeps the entry as an open
    item even where no due time is given.
    """

    key: str
    kind: str = Kind.CALL_IN
    happened: str = ""
    unit: str = ""
    person: str = ""
    phone: str = ""
    keep_number: bool = False
    text: str = ""
    due: str = ""
    is_open: bool = False
    important: bool = False
    urgent: bool = False
    paper_number: str = ""
    paper_writer: str = ""
    begun_by: str = ""
    rejected: str = ""
    """What was recognised in the text and is not to be proposed again: names of fields with blanks between them."""

    @property
    def is_blank(self) -> bool:
        """Whether nothing was typed; the kind alone is nothing."""
        words = (self.happened, self.unit, self.person, self.phone, self.text, self.due)
        paper = (self.paper_number, self.paper_writer)
        return not (any(part.strip() for part in words + paper) or self.is_open or self.important or self.urgent)

    def without(self, field: str) -> DraftState:
        """The same draft, for which this field is proposed no more."""
        return replace(self, rejected=" ".join(sorted({*self.rejected.split(), field})))

    def emptied(self, key: str) -> DraftState:
        """A new draft of the same kind."""
        return DraftState(key=key, kind=self.kind)

    def of_kind(self, kind: str) -> DraftState:
        """The same draft as another kind."""
        return replace(self, kind=kind)
