"""Figures of people and money in English reports."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from dutyroom.rules.incident_text_said import Statement

_COUNTED: Final = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
_TENS: Final = {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_WORDS: Final = {word: value for value, word in enumerate(_COUNTED)} | {"a": 1, "an": 1} | _TENS
_OPEN: Final = "dozens|scores|hundreds|thousands|several|many|some|a few|numerous"
_SCALE: Final = {"dozen": 12, "hundred": 100, "thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000}
_N: Final = rf"(?<![\w.,-])(?P<n>\d{{1,3}}(?:,\d{{3}})+|\d{{1,9}}(?:\.\d+)?|an?(?= \w)|(?:{'|'.join(word for word in _WORDS if len(word) > 2)})\b|(?P<open>{_OPEN}))(?: (?P<scale>hundred|dozen|thousand|million|billion))?"
_WHO: Final = (
    r"(?: (?:people|persons?|men|man|women|woman|workers?|miners?|villagers?|residents?|passengers?|pupils?|students?"
    r"|children|child|boys?|girls?|others?|patients?|drivers?|customers?|firefighters?|guests?|teachers?|farmers?|tourists?|motorists?|officers?))?"
    r"(?: of (?:the |those )?(?:injured|hurt|victims|wounded|dead))?"
)
_BE: Final = r"(?: (?:was|were|are|is|have|has|had|been|being|also|now|reported|confirmed|of them|feared))*"
_DONE: Final = (
    ("deaths", r"dead|killed|died|deaths?|fatalit(?:y|ies)"),
    ("missing", r"missing|unaccounted for"),
    ("serious", r"seriously (?:injured|hurt|wounded)|badly (?:injured|hurt)|in (?:a )?critical condition|in (?:a )?serious condition|serious injuries|seriously|serious\b"),
    ("light", r"slightly (?:injured|hurt)|lightly (?:injured|hurt)|minor injuries|slight injuries"),
    ("injured", r"injured|hurt|wounded|injuries|poisoned"),
    ("evacuated", r"evacuated|moved|relocated|taken to shelters"),
    ("affected", r"affected|ill\b|sick\b|fell ill|stranded|gathered|protest(?:ed|ing)"),
)  # fmt: skip
_BEHIND: Final = "|".join(f"(?P<{field}>{words})" for field, words in _DONE)
_AFTER: Final = re.compile(rf"{_N}{_WHO}{_BE} (?:{_BEHIND})", re.IGNORECASE)
_BEFORE: Final = re.compile(
    rf"\b(?P<word>killing|killed|claimed|injuring|injured|wounding|evacuating|evacuated|affecting) (?:about |some |at least )?{_N}",
    re.IGNORECASE,
)
_BEFORE_FIELD: Final = {"kill": "deaths", "clai": "deaths", "inju": "injured", "woun": "injured", "evac": "evacuated", "affe": "affected"}  # fmt: skip
_TOLL: Final = re.compile(
    rf"\b(?:death toll|number of (?:dead|deaths|victims))\b[^.;\n]{{0,60}}?\b(?:to|at|is|now) {_N}", re.IGNORECASE
)
_NOBODY: Final = re.compile(
    r"\b(?:no|without) (?:(?P<both>casualties|casualty|deaths or injuries|one was (?:killed or injured|hurt or killed))"
    r"|(?P<dead>deaths?|fatalities|one (?:was killed|died))|(?P<hurt>injuries|one (?:was )?(?:hurt|injured)))"
    r"|\bnobody (?:was |were |is )?(?:(?P<both2>killed or (?:injured|hurt)|(?:injured|hurt) or killed)|(?P<hurt2>hurt|injured)|(?P<dead2>killed|died))",
    re.IGNORECASE,
)
_LOSS: Final = re.compile(
    rf"\b(?:loss(?:es)?|damage)\b[^.;\n\d]{{0,30}}?(?P<sign>(?:rmb|¥) ?)?{_N}(?P<yuan> ?(?:yuan|rmb))?", re.IGNORECASE
)
_DENIED: Final = re.compile(r"\b(?:no|not) $", re.IGNORECASE)
_ROUGHLY: Final = re.compile(r"\b(?:over|more than|nearly|almost|up to|fewer than|less than) $", re.IGNORECASE)
_NEAR: Final = 12
_FIELDS_OF: Final = {"both": ("deaths", "injured"), "dead": ("deaths",), "hurt": ("injured",)}
_IN_ENGLISH: Final = re.compile(r"[A-Za-z]{4,}")


def english_statements(told: str) -> Iterator[Statement]:
    """The statements of an English text in no order; nothing for one without English words."""
    if not _IN_ENGLISH.search(told):
        return
    for match in _AFTER.finditer(told):
        if _DENIED.search(told, max(0, match.start() - _NEAR), match.start()):
            continue
        field = next(field for field, _ in _DONE if match[field])
        is_part = bool(re.search(r"of (?:them|whom)", told[match.start() : match.end()]))
        yield Statement(field, _value(match, told), *match.span(), is_part=is_part and field in ("injured", "deaths"))
    for match in _BEFORE.finditer(told):
        yield Statement(_BEFORE_FIELD[match["word"][:4].lower()], _value(match, told), *match.span())
    for match in _TOLL.finditer(told):
        yield Statement("deaths", _value(match, told), *match.span(), is_final=True)
    for match in _NOBODY.finditer(told):
        for name, fields in _FIELDS_OF.items():
            if match[name] or match.groupdict().get(f"{name}2"):
                yield from (Statement(field, 0, *match.span()) for field in fields)


def english_loss(told: str) -> Statement | None:
    """The money lost, in yuan."""
    for match in _LOSS.finditer(told):
        if match["sign"] or match["yuan"]:
            return Statement("loss", _value(match, told), *match.span())
    return None


def _value(match: re.Match[str], told: str) -> int | None:
    """How many; None for dozens, over 100, nearly 30."""
    if match["open"] or _ROUGHLY.search(told, max(0, match.start("n") - _NEAR), match.start("n")):
        return None
    plain = match["n"].lower().replace(",", "")
    number = float(_WORDS[plain]) if plain in _WORDS else float(plain)
    return round(number * _SCALE.get((match["scale"] or "").lower(), 1))
