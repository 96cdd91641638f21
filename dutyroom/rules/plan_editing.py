"""Editing the text of a plan: its sections changed, added, removed and moved in a draft, then kept as a new version."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from dutyroom.rules.refusal import Refusal
from dutyroom.rules.wording import mark

SENTENCES: Final[dict[str, str]] = {
    "plan_edit.same": mark("Nothing was changed: the text is that of version {number}."),
    "plan_edit.note": mark("Say what was changed and why."),
    "plan_edit.nothing": mark("A plan has at least one section."),
    "plan_edit.section": mark("Section {place} has neither a heading nor a text. Fill it in or remove it."),
    "plan_edit.newer": mark(
        "Version {number} is in force by now: {name} kept it. Look at it first, or keep yours all the same."
    ),
}

DRAFT: Final = "plan-edit-"
"""What the ids of drafts begin with that are plans being edited; the number of the text they are based on follows."""
LEVEL_MOST: Final = 6


@dataclass(frozen=True, slots=True)
class EditedSection:
    """A section as it is edited; level 1 is a chapter, 0 the text before the first heading."""

    level: int
    number: str
    title: str
    body: str

    @property
    def is_empty(self) -> bool:
        """Whether it says nothing at all."""
        return not (self.title.strip() or self.body.strip())


Sections = tuple[EditedSection, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepEdit:
    """The edited text becomes a new version, made of version ``based_on``.

    ``despite``: although somebody kept another version meanwhile. The draft ``draft_id`` goes with it.
    """

    plan_id: int
    based_on: int
    sections: Sections
    note: str
    draft_id: str = ""
    despite: bool = False


def changed(sections: Sections, place: int, section: EditedSection) -> Sections:
    """The sections with another text at a place."""
    return (*sections[:place], section, *sections[place + 1 :])


def added(sections: Sections, place: int) -> Sections:
    """The sections with an empty one after the branch of that place, of its level; a first one where there is none."""
    if not sections:
        return (EditedSection(1, "", "", ""),)
    end = _end(sections, place)
    return (*sections[:end], EditedSection(max(sections[place].level, 1), "", "", ""), *sections[end:])


def place_of_added(sections: Sections, place: int) -> int:
    """Where :func:`added` puts the new section."""
    return _end(sections, place) if sections else 0


def removed(sections: Sections, place: int) -> Sections:
    """The sections without one; what stands below it stays, under what stands above."""
    return (*sections[:place], *sections[place + 1 :])


def moved(sections: Sections, place: int, by: int) -> tuple[Sections, int]:
    """The branch of a place changes places with the one before (-1) or after (1) it under the same heading.

    Gives the sections and the new place; at the end nothing moves.
    """
    level, end = sections[place].level, _end(sections, place)
    if by < 0:
        before = place - 1
        while before >= 0 and sections[before].level > level:
            before -= 1
        if before < 0 or sections[before].level != level:
            return sections, place
        return (*sections[:before], *sections[place:end], *sections[before:place], *sections[end:]), before
    if end >= len(sections) or sections[end].level != level:
        return sections, place
    after = _end(sections, end)
    return (*sections[:place], *sections[end:after], *sections[place:end], *sections[after:]), place + after - end


def levelled(sections: Sections, place: int, level: int) -> Sections:
    """The section at another level, within what there is; its branch goes with it."""
    own = sections[place].level
    by = min(max(level, 0), LEVEL_MOST) - own
    end = _end(sections, place)
    branch = (replace(each, level=min(max(each.level + by, 0), LEVEL_MOST)) for each in sections[place:end])
    return (*sections[:place], *branch, *sections[end:])


def tidied(sections: Sections) -> Sections:
    """The sections as they are kept: headings on one line, no blanks at the ends."""
    return tuple(
        EditedSection(
            each.level, " ".join(each.number.split()), " ".join(each.title.split()), each.body.strip("\n").rstrip()
        )
        for each in sections
    )


def check_edit(edit: KeepEdit, former: Sections) -> Sections:
    """The sections to be kept; refused where nothing changed, nothing is left, or nobody says why."""
    kept = tidied(edit.sections)
    if not kept or all(each.is_empty for each in kept):
        raise Refusal("plan_edit.nothing")
    empty = next((place for place, each in enumerate(kept, 1) if each.is_empty), None)
    if empty is not None:
        raise Refusal("plan_edit.section", field="sections", place=empty)
    if kept == tidied(former):
        raise Refusal("plan_edit.same", number=edit.based_on)
    if not edit.note.strip():
        raise Refusal("plan_edit.note", field="note")
    return kept


def draft_id_of(text_id: int) -> str:
    """The id of the draft of a text that is being edited."""
    return f"{DRAFT}{text_id}"


def draft_text(sections: Sections, note: str, *, base: int) -> str:
    """A draft as the store keeps it."""
    rows = [[each.level, each.number, each.title, each.body] for each in sections]
    return json.dumps({"plan_edit": {"base": base, "note": note, "sections": rows}}, ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class EditDraft:
    """What was kept of an edit: the number of the version it is based on, note and sections."""

    base: int
    note: str
    sections: Sections


def read_draft(content: str) -> EditDraft | None:
    """A draft as it was kept; None where it is none of a plan being edited."""
    try:
        kept: Any = json.loads(content)["plan_edit"]
        sections = tuple(EditedSection(int(a), str(b), str(c), str(d)) for a, b, c, d in kept["sections"])
        return EditDraft(int(kept["base"]), str(kept["note"]), sections)
    except (ValueError, KeyError, TypeError):
        return None


def _end(sections: Sequence[EditedSection], place: int) -> int:
    """The place behind the branch of a section: itself and what is deeper below it."""
    end = place + 1
    while end < len(sections) and sections[end].level > sections[place].level:
        end += 1
    return end
