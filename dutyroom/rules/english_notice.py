"""What a notice in English says of itself: lines such as FROM, TO, DATE, REF, SUBJECT, and limits such as by 18:00."""

from __future__ import annotations

import re
from datetime import date, time, timedelta
from typing import Final

from dutyroom.rules.chinese_dates import valid_date
from dutyroom.rules.deadline_days import Reckoning, instant, later
from dutyroom.rules.deadlines import Deadline
from dutyroom.rules.passage import Passage, Proposed

_LABELS: Final[dict[str, str]] = {
    "issuer": r"from|issued by|issuing (?:body|authority)|sender",
    "addressee": r"to|attention|attn|for|recipients?",
    "date": r"date|dated",
    "number": r"ref|reference|our ref(?:erence)?|(?:document |message |notice )?(?:no|number)\.?",
    "title": r"subject|subj|re|title",
    "urgency": r"priority|precedence|urgency",
}
_NEXT_LABEL: Final = re.compile(
    r"[ *|]+(?:from|to|date|dated|ref|reference|subject|subj|priority|precedence|urgency|cc)\s*:", re.IGNORECASE
)
"""A second label on the line of a first one."""
_HEAD: Final = 16
_ADDRESS: Final = re.compile(r"<?[^\s<>@]+@[^\s<>@]+>?")
"""An e-mail address alone is no name of who issued something."""
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH: Final = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_DAY: Final = rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}(?:,?\s+20\d\d)?|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+20\d\d)?|20\d\d-\d\d-\d\d|today|tomorrow)"
_CLOCK: Final = r"(?:\d{1,2}[:.]?\d{2}(?:\s*(?:hrs?|hours|h\b|[ap]\.?m\.?))?|\d{1,2}\s*[ap]\.?m\.?|noon|midnight)"
_WEEKDAY: Final = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_BY: Final = re.compile(
    rf"\b(?:by|before|no later than|not later than|until|prior to)\s+(?:(?P<clock>{_CLOCK})(?:\s*\([^()\n]{{1,20}}\))?(?:,?\s+(?:on\s+)?(?:{_WEEKDAY},?\s+)?(?P<then>{_DAY}))?|(?:{_WEEKDAY},?\s+)?(?P<day>{_DAY})(?:,?\s+(?:at\s+)?(?P<at>{_CLOCK}))?)(?![\d:-])",
    re.IGNORECASE,
)
_WITHIN: Final = re.compile(
    r"\bwithin\s+(?P<n>\d{1,3}|one|two|three|four|six|eight|twelve|twenty-four)\s+(?P<unit>minutes?|hours?|working days?|business days?|days?|weeks?)",
    re.IGNORECASE,
)
_DAILY: Final = re.compile(
    rf"\b(?:daily|every day|each day)\s+(?:at|by|before)\s+(?P<clocks>{_CLOCK}(?:\s*(?:,|and)\s*{_CLOCK})*)",
    re.IGNORECASE,
)
_WORDS: Final[dict[str, int]] = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "six": 6,
    "eight": 8,
    "twelve": 12,
    "twenty-four": 24,
}
_ASKS: Final = re.compile(
    r"\b(?:please|must|shall|are to|is to|required|requested|report|send|submit|confirm|reply|return|acknowledge|ensure)\b",
    re.IGNORECASE,
)
_SENTENCE: Final = re.compile(r"(?:[^.!?;\n]|\.(?=\S)|\n(?!\s*\n))+")


def labelled(of: Passage, field: str) -> Proposed[str] | None:
    """The value on a line that begins with one of the field's labels."""
    head = of.spans[min(len(of.spans), _HEAD) - 1].end if of.spans else 0
    named = rf"(?:{_LABELS[field]})\s*:[ \t]*(?P<value>\S[^\n]*)$"
    match = re.search(rf"(?im)^[ *]*{named}", of.flat[:head])
    if not match and field != "title":
        match = re.search(rf"(?im)^[ *]*(?:from|to|date|ref|reference)\s*:[^\n:]{{1,80}}[ |]{named}", of.flat[:head])
    if (
        not match
        or match["value"].rstrip().endswith(":")
        or (field == "number" and not re.search(r"\d", match["value"]))
    ):
        return None
    ahead = _NEXT_LABEL.search(match["value"])
    if ahead and field != "title":  # To: All Directors   Date: May 13
        start = match.start("value")
        end = start + len(match["value"][: ahead.start()].rstrip(" *|"))
        return of.proposed(of.words(start, end), start, end) if end > start else None
    if field == "issuer" and _ADDRESS.fullmatch(match["value"].strip()):
        return None
    return of.proposed(of.words(*match.span("value")), *match.span("value"))


def heading(of: Passage) -> Proposed[str] | None:
    """The first line, where it reads as a heading above other lines."""
    if len(of.spans) < 2:
        return None
    first = of.spans[0]
    stands = 4 <= len(first.text) <= 100 and first.text[0].isalnum() and not re.search(r"[.:;,]$|\w:\s", first.text)
    return of.proposed(of.words(first.start, first.end), first.start, first.end) if stands else None


def labelled_date(of: Passage) -> Proposed[date] | None:
    """The day on the line that begins with DATE."""
    line = labelled(of, "date")
    if line is None:
        return None
    match = re.match(_DAY, of.flat[line.start : line.end], re.IGNORECASE)
    day = _day(match[0], None) if match else None
    return of.proposed(day, line.start, line.start + match.end()) if match and day else None


def asking_sentence(of: Passage, place: int) -> Proposed[str] | None:
    """The sentence in which a limit stands."""
    for sentence in _SENTENCE.finditer(of.flat):
        if sentence.start() <= place < sentence.end():
            return of.proposed(of.words(*sentence.span()), *sentence.span())
    return None


def english_deadlines(of: Passage, reckoning: Reckoning) -> tuple[Proposed[Deadline], ...]:
    """The limits that sentences with a word of asking set."""
    found: list[Proposed[Deadline]] = []
    for sentence in _SENTENCE.finditer(of.flat):
        if not _ASKS.search(sentence[0]):
            continue
        what = of.words(*sentence.span())
        for match in _DAILY.finditer(of.flat, *sentence.span()):
            told = [_clock(clock) for clock in re.findall(_CLOCK, match["clocks"], re.IGNORECASE)]
            daily = tuple(f"{at:%H:%M}" for at in told if at)
            found.append(of.proposed(Deadline(daily=daily, what=what), *match.span()))
        spans = _WITHIN.finditer(of.flat, *sentence.span())
        found += [of.proposed(_span(match, what, reckoning), *match.span()) for match in spans]
        for match in _BY.finditer(of.flat, *sentence.span()):
            if all(match.end() <= one.start or match.start() >= one.end for one in found):
                found.append(of.proposed(_point(match, what, reckoning), *match.span()))
    return tuple(sorted(found, key=lambda one: one.start))


def _span(match: re.Match[str], what: str, reckoning: Reckoning) -> Deadline:
    amount = _WORDS.get(match["n"].lower()) or int(match["n"])
    unit = match["unit"].lower().rstrip("s").replace("working day", "workday").replace("business day", "workday")
    return Deadline(later(reckoning, amount, unit, from_paper=False), (amount, unit), (), what)


def _point(match: re.Match[str], what: str, reckoning: Reckoning) -> Deadline:
    words = match["day"] or match["then"]
    day = _day(words, reckoning.today) if words else reckoning.today
    told = _clock(match["clock"] or match["at"] or "")
    return Deadline(instant(day, (told, 0) if told else None, reckoning.zone), None, (), what)


def _clock(words: str) -> time | None:
    words = words.lower().replace(".", "")
    if words in ("noon", "midnight"):
        return time(12 if words == "noon" else 0, 0)
    match = re.match(r"(\d{1,2}?)[:]?(\d{2})?\s*(?:([ap])m|h|$)", words)
    if not match:
        return None
    hour = int(match[1]) % 12 + (12 if match[3] == "p" else 0) if match[3] else int(match[1])
    minute = int(match[2] or 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _day(words: str, today: date | None) -> date | None:
    words = words.lower()
    if words in ("today", "tomorrow"):
        return today + timedelta(days=words == "tomorrow") if today else None
    if match := re.fullmatch(r"(20\d\d)-(\d\d)-(\d\d)", words):
        return valid_date(*map(int, match.groups()))
    number = re.search(r"(?<!\d)(\d{1,2})(?!\d)", words)
    month = next((at for at, name in enumerate(_MONTHS, 1) if name in words), 0)
    year = re.search(r"20\d\d", words)
    if not number or not month:
        return None
    if year:
        return valid_date(int(year[0]), month, int(number[1]))
    if today is None:
        return None
    day = valid_date(today.year, month, int(number[1]))
    return valid_date(today.year + 1, month, int(number[1])) if day and day < today - timedelta(days=64) else day
