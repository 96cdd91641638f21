"""The look in values: colours of the two schemes, sizes of type and the 4 px grid."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

STEP: Final = 4
"""One step of space in px; every margin and gap is a multiple of it."""
ROW: Final = 32
"""Height of a table row in px."""
TARGET: Final = 28
"""The smallest height in px of anything that can be pressed."""
CORNER: Final = 6
"""Radius of corners in px."""

SMALL_PT: Final = 9.0
BASE_PT: Final = 10.5
SECTION_PT: Final = 13.0
PAGE_PT: Final = 18.0
COUNTDOWN_PT: Final = 22.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """The colours of one scheme as ``#RRGGBB``; nothing else in the window names a colour.

    ``*_ground`` is the background that belongs to the colour of the same name.
    """

    is_dark: bool
    ground: str
    surface: str
    raised: str
    line: str
    field_line: str
    text: str
    secondary: str
    disabled: str
    accent: str
    accent_strong: str
    on_accent: str
    selected: str
    hovered: str
    overdue: str
    overdue_ground: str
    overdue_beat: str
    warning: str
    warning_ground: str
    warning_beat: str
    done: str
    done_ground: str
    info: str
    info_ground: str
    hit_ground: str

    def text_pairs(self) -> tuple[tuple[str, str, str], ...]:
        """Every pair of text and background in use: name, text colour, background colour."""
        grounds = {
            "ground": self.ground,
            "surface": self.surface,
            "raised": self.raised,
            "selected": self.selected,
            "hovered": self.hovered,
        }
        texts = {"text": self.text, "secondary": self.secondary, "accent": self.accent}
        plain = [(f"{t} on {g}", texts[t], grounds[g]) for t in texts for g in grounds]
        tones = [
            ("overdue", self.overdue, self.overdue_ground),
            ("overdue beat", self.overdue, self.overdue_beat),
            ("overdue on surface", self.overdue, self.surface),
            ("overdue on ground", self.overdue, self.ground),
            ("overdue on selected", self.overdue, self.selected),
            ("text on overdue", self.text, self.overdue_ground),
            ("text on overdue beat", self.text, self.overdue_beat),
            ("warning", self.warning, self.warning_ground),
            ("warning beat", self.warning, self.warning_beat),
            ("warning on surface", self.warning, self.surface),
            ("warning on ground", self.warning, self.ground),
            ("warning on selected", self.warning, self.selected),
            ("text on warning", self.text, self.warning_ground),
            ("text on warning beat", self.text, self.warning_beat),
            ("done", self.done, self.done_ground),
            ("done on surface", self.done, self.surface),
            ("done on ground", self.done, self.ground),
            ("done on selected", self.done, self.selected),
            ("info", self.info, self.info_ground),
            ("text on hit", self.text, self.hit_ground),
            ("on accent", self.on_accent, self.accent),
            ("on strong accent", self.on_accent, self.accent_strong),
            ("surface on overdue", self.surface, self.overdue),
        ]
        return tuple(plain + tones)


LIGHT: Final = Tokens(
    is_dark=False,
    ground="#F5F6F8",
    surface="#FFFFFF",
    raised="#FFFFFF",
    line="#D5DAE0",
    field_line="#8A939D",
    text="#1B1F24",
    secondary="#57606A",
    disabled="#8A939D",
    accent="#1D5BB8",
    accent_strong="#174A97",
    on_accent="#FFFFFF",
    selected="#DFEAF9",
    hovered="#EDF1F6",
    overdue="#B42318",
    overdue_ground="#FDECEA",
    overdue_beat="#FBDDD9",
    warning="#7A4D00",
    warning_ground="#FFF3D6",
    warning_beat="#FFE9B3",
    done="#1A6E33",
    done_ground="#E6F4EA",
    info="#174A97",
    info_ground="#E8F0FB",
    hit_ground="#FFE58A",
)

DARK: Final = Tokens(
    is_dark=True,
    ground="#14171A",
    surface="#1C2024",
    raised="#23282D",
    line="#333A41",
    field_line="#6E7882",
    text="#E6E8EB",
    secondary="#A9B1BA",
    disabled="#6E7882",
    accent="#7DB0FF",
    accent_strong="#9CC3FF",
    on_accent="#0D1B30",
    selected="#1F3350",
    hovered="#262C32",
    overdue="#FF9C92",
    overdue_ground="#3A1F1C",
    overdue_beat="#4A2622",
    warning="#F3C65B",
    warning_ground="#33290F",
    warning_beat="#423513",
    done="#7BD193",
    done_ground="#16301E",
    info="#9CC3FF",
    info_ground="#1A2A41",
    hit_ground="#5C4A0A",
)


def _luminance(colour: str) -> float:
    """Relative luminance of ``#RRGGBB`` (WCAG 2.1)."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two ``#RRGGBB`` colours, 1 to 21 (WCAG 2.1)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)
