"""The posts of a roster: known ones have a key and a word in both languages, any other keeps the name it was given."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from dutyroom.rules.fold import fold
from dutyroom.rules.office import ShiftTemplate
from dutyroom.rules.wording import Wording, mark

HEAD: Final = "head"
LEADER: Final = "leader"
CHIEF: Final = "chief"
DEPUTY: Final = "deputy"
STAFF: Final = "staff"
DRIVER: Final = "driver"
POST_WORDS: Final[dict[str, str]] = {
    HEAD: mark("Leader in overall charge"),
    LEADER: mark("Leader in charge"),
    CHIEF: mark("Chief officer"),
    DEPUTY: mark("Deputy officer"),
    STAFF: mark("Officer on duty"),
    DRIVER: mark("Driver"),
}
LEADING: Final = frozenset({HEAD, LEADER})
"""The posts that count as a leader on duty."""
USUAL: Final = (LEADER, CHIEF, DEPUTY)
"""The posts of a new roster."""
_SAID: Final = {
    HEAD: "总带班 总带班领导 head",
    LEADER: "带班领导 带班 值班领导 带班人员 leader leaderincharge dutyleader",
    CHIEF: "主班 值班长 主班人员 带班员 chief chiefofficer",
    DEPUTY: "副班 副班人员 deputy deputyofficer second",
    STAFF: "值班人员 值班员 值班人 staff officer officeronduty",
    DRIVER: "司机 驾驶员 值班司机 driver",
}
_KEYS: Final = {word: key for key, words in _SAID.items() for word in words.split()}


def post_key(said: str) -> str:
    """The key of a known post, else its name as it was given, on one line."""
    plain = " ".join(said.split())
    return _KEYS.get(fold(plain).replace(" ", ""), plain)


def post_said(post: str, wording: Wording) -> str:
    """How a post is called in this language."""
    return wording.say(POST_WORDS[post]) if post in POST_WORDS else post


def role_of(post: str, templates: Iterable[ShiftTemplate] = ()) -> str:
    """What a post is, whichever shift its name begins with: 夜班主班 is a chief; empty where it is none of the known."""
    if post in POST_WORDS:
        return post
    for template in templates:
        if template.name and post.startswith(template.name):
            found = post_key(post.removeprefix(template.name).strip(" ·-"))
            return found if found in POST_WORDS else ""
    return ""


def is_night(starts_at: datetime, ends_at: datetime, zone: ZoneInfo) -> bool:
    """Whether a duty lasts past midnight of the office's day on which it begins; one that ends at midnight does not."""
    return (ends_at - timedelta(microseconds=1)).astimezone(zone).date() > starts_at.astimezone(zone).date()


def duty_hours(post: str, day: date, templates: Sequence[ShiftTemplate], zone: ZoneInfo) -> tuple[datetime, datetime]:
    """From when until when a post of a day is due (UTC-aware): the shift that its name begins with, else the duty day."""
    own = next((each for each in templates if each.name and post.startswith(each.name)), None)
    if own is not None:
        start = datetime.combine(day, own.start, zone)
        return start, start + timedelta(hours=own.hours)
    begin = min(each.start for each in templates)
    return datetime.combine(day, begin, zone), datetime.combine(day + timedelta(days=1), begin, zone)
