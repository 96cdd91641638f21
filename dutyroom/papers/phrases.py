"""How papers say times, kinds and counts in the language of the paper."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from dutyroom.papers.facts import EntryFact
from dutyroom.rules.entry import KIND_WORDS
from dutyroom.rules.wording import Wording

_DAYS_ZH: Final = "一二三四五六日"
_DAYS_EN: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS_EN: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_LATE_WRITING: Final = timedelta(minutes=1)  # from here on the time of writing is printed as well


class Phrases:
    """The wording of one paper: its language and its office's zone."""

    def __init__(self, wording: Wording, zone: str = "Asia/Shanghai") -> None:
        self._wording = wording
        self.zone = ZoneInfo(zone)
        self.chinese = wording.language.startswith("zh")

    def say(self, sentence: str, **facts: object) -> str:
        """The sentence in the paper's language."""
        return self._wording.say(sentence, **facts)

    def office(self, zh: str, en: str) -> str:
        """The office's name in the paper's language, the other one where it has none."""
        return (zh or en) if self.chinese else (en or zh)

    def day(self, at: datetime, *, year: bool = False, weekday: bool = True) -> str:
        """``11月23日 周一`` or ``23 Nov, Mon``."""
        local = at.astimezone(self.zone)
        if self.chinese:
            ahead = f"{local.year}年" if year else ""
            behind = f" {weekday_word(local, chinese=self.chinese)}" if weekday else ""
            return f"{ahead}{local.month}月{local.day}日{behind}"
        ahead = f" {local.year}" if year else ""
        behind = f", {weekday_word(local, chinese=self.chinese)}" if weekday else ""
        return f"{local.day} {_MONTHS_EN[local.month - 1]}{ahead}{behind}"

    def date(self, on: date) -> str:
        """``2026年11月23日`` or ``23 Nov 2026``: a day that is written on a document, without a zone."""
        if self.chinese:
            return f"{on.year}年{on.month}月{on.day}日"
        return f"{on.day} {_MONTHS_EN[on.month - 1]} {on.year}"

    def month(self, number: int) -> str:
        """The month of this number, 1 to 12: ``3月``, ``Mar``."""
        return f"{number}月" if self.chinese else _MONTHS_EN[number - 1]

    def clock(self, at: datetime) -> str:
        """``08:30``."""
        return f"{at.astimezone(self.zone):%H:%M}"

    def moment(self, at: datetime | None, *, year: bool = False, weekday: bool = True) -> str:
        """Day and time; a dash where there is none."""
        return f"{self.day(at, year=year, weekday=weekday)} {self.clock(at)}" if at else "—"

    def period(self, start: datetime | None, end: datetime | None) -> str:
        """From when to when, with the year once."""
        if start is None and end is None:
            return "—"
        return f"{self.moment(start, year=True)} — {self.moment(end)}"

    def kind(self, key: str) -> str:
        """The word for a kind of entry."""
        return self.say(KIND_WORDS.get(key, key))

    def list_of(self, parts: Sequence[str]) -> str:
        """Parts side by side, without the empty ones."""
        return ("、" if self.chinese else ", ").join(part for part in parts if part)

    def numeral(self, number: int) -> str:
        """The number of a section: 一、 or 1."""
        if not self.chinese:
            return f"{number}. "
        tens, ones = divmod(number, 10)
        figures = "零一二三四五六七八九"
        head = "" if tens == 0 else ("十" if tens == 1 else figures[tens] + "十")
        return f"{head}{figures[ones] if ones or not tens else ''}、"

    def written_late(self, entry: EntryFact) -> bool:
        """Whether the time of writing is worth printing beside that of the event."""
        return abs(entry.written_at - entry.happened_at) >= _LATE_WRITING


def weekday_word(on: date, *, chinese: bool) -> str:
    """``周一`` or ``Mon``."""
    return f"周{_DAYS_ZH[on.weekday()]}" if chinese else _DAYS_EN[on.weekday()]


def grouped(head: str) -> str:
    """A hash in groups of eight, so that it can be compared by eye."""
    return " ".join(head[at : at + 8] for at in range(0, len(head), 8))
