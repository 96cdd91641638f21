"""Feeds the palette: every command there is, and what the search finds in each register, plans and log."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from dutyroom.rules.briefing import KIND_WORDS as BRIEFING_KINDS
from dutyroom.rules.briefing import STATE_WORDS
from dutyroom.rules.entry import KIND_WORDS, Kind
from dutyroom.rules.hotline_filter import misread_both, read_case_filter
from dutyroom.rules.knowledge import STALE_WORDS
from dutyroom.rules.matter_filter import NO_FILTER, read_matter_filter
from dutyroom.rules.plan_filter import WHAT_WORDS
from dutyroom.ui.page import Command, Place, Tools
from dutyroom.ui.parts.entry_words import translated
from dutyroom.ui.parts.palette import Palette
from dutyroom.ui.parts.palette_items import PaletteItem
from dutyroom.ui.parts.removed_text import seen
from dutyroom.ui.parts.said_time import moment_said
from dutyroom.ui.searching import Searching

if TYPE_CHECKING:
    from dutyroom.data.queries.search import Hit

MOST: Final = 8
MATTER_PAGES: Final = {
    "notice": "notices",
    "incident": "incidents",
    "supervision": "supervision",
    "warning": "warnings",
    "preparation": "plans",
    "hotline": "hotline",
}


class PaletteSearch(QObject):
    """Words commands when the palette opens, and asks for results as somebody types."""

    def __init__(self, tools: Tools, palette: Palette, commands: Callable[[], Sequence[Command]]) -> None:
        super().__init__(palette)
        self._tools, self._palette, self._commands = tools, palette, commands
        self._searching = Searching(tools.courier, self, tools.zone)
        palette.query_changed.connect(self._ask)

    def open(self, query: str = "") -> None:
        """Open the palette with the commands as they are now."""
        section = self.tr("Commands")
        items = [PaletteItem(section, each.title, "", each.keys, each.run, (each.name,)) for each in self._commands()]
        self._palette.set_commands(items)
        self._palette.ask(query)

    def _ask(self, query: str) -> None:
        sections = {
            "directory": self.tr("Directory"),
            "notice": self.tr("Notices"),
            "incident": self.tr("Incidents"),
            "supervision": self.tr("Supervision"),
            "warning": self.tr("Warnings"),
            "preparation": self.tr("Plans in preparation"),
            "hotline": self.tr("Mayor's telephone"),
            "plan": self.tr("Plans"),
            "briefing": self.tr("Briefings"),
            "knowledge": self.tr("Knowledge shelf"),
            "journal": self.tr("Log"),
        }
        wrong = misread_both(query)
        say = self._tools.wording().say
        self._palette.hint(say(NO_FILTER, term=wrong.term, field=wrong.field, known=wrong.known) if wrong else "")
        self._searching.ask(query, lambda kind, hits: self._show(query, sections[kind], hits))

    def _show(self, query: str, section: str, hits: list[Hit]) -> None:
        if query != self._palette.query.text().strip():
            return  # somebody typed on; a newer answer is under way
        items = [self._item(section, query, hit) for hit in hits[:MOST]]
        self._palette.set_results(
            section, [replace(item, title=seen(item.title), note=seen(item.note)) for item in items]
        )

    def _item(self, section: str, query: str, hit: Hit) -> PaletteItem:
        if hit.kind == "plan":
            place = Place("plans", id=hit.id, part=hit.section_id, words=query)
            what = self.tr(WHAT_WORDS[hit.what]) if hit.what in WHAT_WORDS else ""
            title = " ".join(part for part in (hit.title, hit.section, what) if part)
            missing = self.tr("text missing") + " · " if hit.text_missing else ""
            passage = _line(hit.snippet) if hit.snippet not in title else ""  # a heading with no text under it
            return PaletteItem(section, title, missing + passage, "", lambda: self._tools.go(place))
        if hit.kind in ("unit", "person"):
            return self._contact(section, hit)
        if hit.kind in MATTER_PAGES:
            return self._matter(section, query, hit)
        if hit.kind == "briefing":
            return self._briefing(section, hit)
        if hit.kind == "knowledge":
            return self._knowledge(section, hit)
        place = Place("log", id=hit.id, words=query)
        kind = self.tr(KIND_WORDS.get(hit.section, hit.section))
        at = moment_said(hit.at, self._tools.clock(), self._tools.zone) if hit.at else ""
        whom = "" if hit.section == Kind.SYSTEM else hit.title
        note = " · ".join(part for part in (kind, whom, at) if part)
        return PaletteItem(section, _line(hit.snippet), note, f"{hit.id}", lambda: self._tools.go(place))

    def _contact(self, section: str, hit: Hit) -> PaletteItem:
        of_person = hit.kind == "person"
        place = Place("directory", id=hit.section_id, part=hit.id if of_person else None)
        passage = _line(hit.snippet)
        note = " · ".join(part for part in (hit.section, passage) if part and part != hit.title)
        return PaletteItem(section, hit.title, note, "", lambda: self._tools.go(place))

    def _briefing(self, section: str, hit: Hit) -> PaletteItem:
        """An issued paper: its kind, how far it is, when."""
        place = Place("briefings", id=hit.id)
        at = moment_said(hit.at, self._tools.clock(), self._tools.zone) if hit.at else ""
        passage = _line(hit.snippet) if hit.snippet not in hit.title else ""
        kind, state = BRIEFING_KINDS.get(hit.what, hit.what), STATE_WORDS.get(hit.section, hit.section)
        note = " · ".join(part for part in (translated(kind), translated(state), at, passage) if part)
        return PaletteItem(section, hit.title, note, "", lambda: self._tools.go(place))

    def _knowledge(self, section: str, hit: Hit) -> PaletteItem:
        """An item of the shelf; a stale one says so before its answer."""
        place = Place("hotline", id=hit.id, step="knowledge")
        stale = self.tr(STALE_WORDS[hit.stale]) if hit.stale else ""
        note = " · ".join(part for part in (stale, hit.section, _line(hit.snippet)) if part)
        return PaletteItem(section, hit.title, note, "", lambda: self._tools.go(place))

    def _matter(self, section: str, query: str, hit: Hit) -> PaletteItem:
        step = "preparing" if hit.kind == "preparation" else ""
        read = read_case_filter if hit.kind == "hotline" else read_matter_filter
        place = Place(MATTER_PAGES[hit.kind], id=hit.id, words=read(query).words, step=step)
        at = moment_said(hit.at, self._tools.clock(), self._tools.zone) if hit.at else ""
        passage = _line(hit.snippet) if hit.snippet not in hit.title else ""
        note = " · ".join(part for part in (hit.section, at, passage) if part)
        return PaletteItem(section, hit.title, note, "", lambda: self._tools.go(place))


def _line(text: str) -> str:
    return " ".join(text.split())
