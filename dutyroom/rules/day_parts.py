"""Parts of the day as officers name them (凌晨, 中午, 晚上, 半夜): which hour of the day a spoken hour is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

DAY_HOURS: Final = 24
SMALL_HOURS: Final = 6
"""Before this hour somebody awake may call the day that ended at midnight “today”."""


class Family(StrEnum):
    """How a word stands to midnight: a morning lies after it, an evening runs over it into the night that follows.

    A night (夜里, 半夜) runs over it too, but its small hours may as well be those of the day that is named.
    """

    MORNING = "morning"
    DAYTIME = "daytime"
    EVENING = "evening"
    NIGHT = "night"


@dataclass(frozen=True, slots=True)
class Part:
    """The hours that a word covers, counted from the beginning of its day: 24 is midnight, 25 one o'clock after it.

    ``from_twelve``: twelve said with this word is the midnight that the day begins with (凌晨12点).
    """

    first: int
    last: int
    family: Family
    from_twelve: bool = False

    def hours(self, spoken: int) -> list[int]:
        """The hours of this part that ``spoken`` (0 to 24) can stand for."""
        return [hour for hour in range(self.first, self.last + 1) if self._may_be(spoken, hour)]

    def _may_be(self, spoken: int, hour: int) -> bool:
        if spoken == DAY_HOURS:
            return hour == DAY_HOURS
        if spoken == 12:
            return hour in (12, DAY_HOURS) or (hour == 0 and self.from_twelve)
        if spoken == 0 or spoken > 12:
            return hour % DAY_HOURS == spoken
        return hour % 12 == spoken


def hour_meant(spoken: int, parts: Sequence[Part]) -> int | None:
    """The one hour that ``spoken`` means in all of ``parts``, counted in the first one's day.

    None where it could be two or none: 上午12点, 晚上4点, 中午8点. Without a part it is an hour of 24.
    """
    if not parts:
        return spoken
    found = parts[0].hours(spoken)
    for part in parts[1:]:
        others = {hour % DAY_HOURS for hour in part.hours(spoken)}
        found = [hour for hour in found if hour % DAY_HOURS in others]
    return found[0] if len(found) == 1 else None


_EARLY: Final = Part(0, 6, Family.MORNING, from_twelve=True)
_DAWN: Final = Part(4, 9, Family.MORNING)
_MORNING: Final = Part(0, 11, Family.MORNING)
_NOON: Final = Part(10, 14, Family.DAYTIME)
_AFTERNOON: Final = Part(12, 23, Family.DAYTIME)  # phones and computers write 下午 for every hour of the second half
_DUSK: Final = Part(16, 20, Family.DAYTIME)
_EVENING: Final = Part(17, 27, Family.EVENING)  # 晚上4点 may be either: asked back
_NIGHT: Final = Part(20, 29, Family.NIGHT)

PARTS: Final[dict[str, Part]] = {
    "凌晨": _EARLY, "清晨": _DAWN, "清早": _DAWN, "早晨": _MORNING, "早上": _MORNING, "早间": _MORNING,
    "早": _MORNING, "晨": _MORNING, "上午": _MORNING, "午前": _MORNING,
    "中午": _NOON, "正午": _NOON, "午间": _NOON, "下午": _AFTERNOON, "午后": Part(12, 18, Family.DAYTIME),
    "傍晚": _DUSK, "晚上": _EVENING, "晚间": _EVENING, "夜晚": _EVENING, "晚": _EVENING,
    "夜": Part(20, 29, Family.EVENING),  # 昨夜, 今夜: always the night that begins on that day
    "夜里": _NIGHT, "夜间": _NIGHT, "深夜": Part(21, 28, Family.NIGHT), "半夜": Part(22, 29, Family.NIGHT),
    "午夜": Part(23, 26, Family.NIGHT), "前半夜": Part(19, 24, Family.NIGHT), "上半夜": Part(19, 24, Family.NIGHT),
    "后半夜": Part(24, 29, Family.NIGHT), "下半夜": Part(24, 29, Family.NIGHT),
    "am": Part(0, 11, Family.MORNING, from_twelve=True), "pm": Part(12, 23, Family.DAYTIME),
}  # fmt: skip
