"""Values of rules: what each unit may hold, as it stands in a file, as a person types it, as it is said."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from decimal import Decimal
from itertools import pairwise
from typing import Any, Final

from dutyroom.rules.incident import GRADES
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.wording import Wording, mark


@dataclass(frozen=True, slots=True)
class Bounds:
    """From which number on each grade begins, Ⅰ first; None: no number makes it that grade."""

    numbers: tuple[int | None, ...]


Value = int | bool | str | time | tuple[str, ...] | Bounds

NUMBERS: Final[Mapping[str, int]] = {
    "minutes": 525_600,
    "hours": 87_600,
    "days": 3_650,
    "workdays": 2_500,
    "months": 120,
    "years": 100,
    "count": 1_000_000,
}
"""The units that are counted, and the largest number of each that can be meant: limits up to ten years."""
UNITS: Final = (*NUMBERS, "flag", "time", "text", "words", "bounds")
LONGEST: Final = 200
NONE: Final = "-"
"""What stands among bounds for a grade that has none."""
LARGEST_BOUND: Final = 10**12
"""A million million yuan, and more people than there are."""

SENTENCES: Final[dict[str, str]] = {
    "rule.value.type.minutes": mark("A whole number of minutes, such as 30."),
    "rule.value.type.hours": mark("A whole number of hours, such as 8."),
    "rule.value.type.days": mark("A whole number of days, such as 3."),
    "rule.value.type.workdays": mark("A whole number of working days, such as 5."),
    "rule.value.type.months": mark("A whole number of months, such as 3."),
    "rule.value.type.years": mark("A whole number of years, such as 10."),
    "rule.value.type.count": mark("A whole number belongs here."),
    "rule.value.type.flag": mark("Yes or no belongs here (true or false)."),
    "rule.value.type.time": mark("A time of day, such as 18:00."),
    "rule.value.type.text": mark("A text belongs here."),
    "rule.value.type.words": mark("One or more words, separated by 、 or commas."),
    "rule.value.type.bounds": mark("Four lower bounds for Ⅰ, Ⅱ, Ⅲ and Ⅳ, such as 30、10、3、1; a - where a grade has none."),
    "rule.value.bounds.none": mark("At least one grade must have a bound."),
    "rule.value.bounds.zero": mark("Everything would reach a bound of 0. Write 1, or - for none."),
    "rule.value.bounds.order": mark("The bounds go down from Ⅰ to Ⅳ: {later} cannot stand after {earlier}."),
    "rule.value.negative": mark("A value cannot be negative: {value}."),
    "rule.value.large": mark("{value} is more than can be meant; at most {most}."),
    "rule.value.empty": mark("The value is empty."),
    "rule.value.long": mark("The value is longer than {most} characters."),
    "rule.value.twice": mark("“{value}” stands there twice."),
}  # fmt: skip

_SAID: Final[Mapping[str, tuple[str, str]]] = {
    "minutes": (mark("{n} minute"), mark("{n} minutes")),
    "hours": (mark("{n} hour"), mark("{n} hours")),
    "days": (mark("{n} day"), mark("{n} days")),
    "workdays": (mark("{n} working day"), mark("{n} working days")),
    "months": (mark("{n} month"), mark("{n} months")),
    "years": (mark("{n} year"), mark("{n} years")),
    "count": ("{n}", "{n}"),
}
_FLAGS: Final = {
    "yes": True, "true": True, "y": True, "是": True, "可": True,
    "no": False, "false": False, "n": False, "否": False, "不可": False,
}  # fmt: skip
_BOUND: Final = re.compile(r"(\d{1,15}(?:\.\d{1,8})?)([万亿]?)")
_TIMES: Final = {"": 1, "万": 10**4, "亿": 10**8}
_NO_BOUND: Final = frozenset({NONE, "–", "—", "―", "无"})
_CLOCK: Final = re.compile(r"([01]?\d|2[0-3])[:.]?([0-5]\d)")


class Unfit(Exception):
    """A value does not fit its unit; ``code`` and ``facts`` word it from :data:`SENTENCES`."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


def read_value(raw: object, unit: str) -> Value:
    """The value of a rule from what a file or the store holds of it. Raises ``Unfit``."""
    if unit in NUMBERS:
        return _number(raw, unit)
    if unit == "time":
        return _clock(raw)
    if unit == "words":
        return _words(raw)
    if unit == "bounds":
        return _bounds(raw)
    if not isinstance(raw, bool if unit == "flag" else str):
        raise Unfit(f"rule.value.type.{unit}")
    return _text(raw) if isinstance(raw, str) else raw


def understand_value(typed: str, unit: str) -> Value:
    """The value that a person means by what was typed. Raises ``Refusal`` at the field ``value``."""
    text = unicodedata.normalize("NFKC", typed).strip()
    raw: object = text
    if unit in NUMBERS:
        raw = int(text) if re.fullmatch(r"[-+]?\d{1,12}", text) else None
    elif unit == "flag":
        raw = _FLAGS.get(text.casefold())
    elif unit == "words":
        raw = [word.strip() for word in re.split("[、,;]", text) if word.strip()]
    elif unit == "bounds":
        raw = _typed_bounds(text)
    elif unit == "text":
        raw = typed.strip()
    try:
        return read_value(raw, unit)
    except Unfit as unfit:
        raise Refusal(unfit.code, field="value", **unfit.facts) from unfit


def plain_value(value: Value) -> Any:
    """The value as JSON knows it."""
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, Bounds):
        return [NONE if number is None else number for number in value.numbers]
    return list(value) if isinstance(value, tuple) else value


def typed_value(value: Value, wording: Wording) -> str:
    """The value as a person would type it."""
    if isinstance(value, bool):
        return wording.say(mark("Yes")) if value else wording.say(mark("No"))
    if isinstance(value, tuple):
        return "、".join(value) if wording.language.startswith("zh") else ", ".join(value)
    if isinstance(value, Bounds):
        return "、".join(map(str, plain_value(value)))
    return str(plain_value(value))


def value_said(value: Value, unit: str, wording: Wording) -> str:
    """The value with its unit, to be read."""
    if isinstance(value, Bounds):
        said = (f"{grade} ≥ {number:,}" for grade, number in zip(GRADES, value.numbers, strict=True) if number)
        return str(wording.shown(tuple(said)))
    if unit not in NUMBERS or not isinstance(value, int):
        return typed_value(value, wording)
    if value == 0 and unit not in ("years", "count"):
        return wording.say(mark("at once"))
    return wording.say(_SAID[unit][value != 1], n=value)


def _number(raw: object, unit: str) -> int:
    if not isinstance(raw, int) or isinstance(raw, bool):
        raise Unfit(f"rule.value.type.{unit}")
    if raw < 0:
        raise Unfit("rule.value.negative", value=raw)
    if raw > NUMBERS[unit]:
        raise Unfit("rule.value.large", value=raw, most=NUMBERS[unit])
    return raw


def _clock(raw: object) -> time:
    if isinstance(raw, time) and raw.tzinfo is None:
        return raw.replace(second=0, microsecond=0)
    match = _CLOCK.fullmatch(raw) if isinstance(raw, str) else None
    if match is None:
        raise Unfit("rule.value.type.time")
    return time(int(match[1]), int(match[2]))


def _words(raw: object) -> tuple[str, ...]:
    if not isinstance(raw, list | tuple) or not all(isinstance(word, str) for word in raw):
        raise Unfit("rule.value.type.words")
    words = tuple(_text(word) for word in raw)
    if not words:
        raise Unfit("rule.value.empty")
    twice = next((word for word in words if words.count(word) > 1), None)
    if twice is not None:
        raise Unfit("rule.value.twice", value=twice)
    return words


def _bounds(raw: object) -> Bounds:
    numbers = raw.numbers if isinstance(raw, Bounds) else raw
    if not isinstance(numbers, list | tuple) or len(numbers) != len(GRADES):
        raise Unfit("rule.value.type.bounds")
    bounds = tuple(None if number in (NONE, None) else _bound(number) for number in numbers)
    present = [number for number in bounds if number is not None]
    if not present:
        raise Unfit("rule.value.bounds.none")
    for earlier, later in pairwise(present):
        if later >= earlier:
            raise Unfit("rule.value.bounds.order", earlier=earlier, later=later)
    return Bounds(bounds)


def _bound(raw: object) -> int:
    if not isinstance(raw, int) or isinstance(raw, bool):
        raise Unfit("rule.value.type.bounds")
    if raw < 0:
        raise Unfit("rule.value.negative", value=raw)
    if raw == 0:
        raise Unfit("rule.value.bounds.zero")
    if raw > LARGEST_BOUND:
        raise Unfit("rule.value.large", value=raw, most=LARGEST_BOUND)
    return raw


def _typed_bounds(text: str) -> list[object]:
    """Between 、 a number may have commas of its own; sums may be typed as 5000万 or 1.2亿."""
    listed = text.replace(",", "").split("、") if "、" in text else re.split(r"[,;\s]+", text)
    return [_typed_bound(part.strip()) for part in listed]


def _typed_bound(part: str) -> object:
    if part in _NO_BOUND:
        return NONE
    if re.fullmatch(r"-\d{1,15}", part):
        return int(part)
    match = _BOUND.fullmatch(part)
    number = Decimal(match[1]) * _TIMES[match[2]] if match else Decimal("0.5")
    return int(number) if number == number.to_integral_value() else part


def _text(raw: str) -> str:
    text = raw.strip()
    if not text:
        raise Unfit("rule.value.empty")
    if len(text) > LONGEST:
        raise Unfit("rule.value.long", most=LONGEST)
    return text
