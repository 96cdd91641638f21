"""The one stylesheet of the window, made from ``theme/window.qss`` and the tokens.

Widgets ask for a look with dynamic properties: ``type`` (page, section, strong, secondary, small, countdown),
``look`` (primary, plain, link, danger, chip, card, note), ``tone`` (overdue, warning, done, info).
"""

from __future__ import annotations

from string import Template

from dutyroom.data.resources import resource_path
from dutyroom.ui.tokens import BASE_PT, CORNER, COUNTDOWN_PT, PAGE_PT, SECTION_PT, SMALL_PT, Tokens


def stylesheet(tokens: Tokens, scale: float = 1.0) -> str:
    """The stylesheet of one scheme; ``scale`` is the person's own text size (1.0 is usual)."""
    colours = {
        name: getattr(tokens, name) for name in tokens.__dataclass_fields__ if isinstance(getattr(tokens, name), str)
    }
    sizes = {
        "small_pt": SMALL_PT * scale,
        "base_pt": BASE_PT * scale,
        "section_pt": SECTION_PT * scale,
        "page_pt": PAGE_PT * scale,
        "countdown_pt": COUNTDOWN_PT * scale,
        "corner": CORNER,
    }
    scheme = "dark" if tokens.is_dark else "light"
    drawings = {
        "arrow_down": resource_path("icons/field_down.svg").as_posix(),
        "arrow_up": resource_path("icons/field_up.svg").as_posix(),
        "check_mark": resource_path(f"icons/field_check_{scheme}.svg").as_posix(),
        "dot_mark": resource_path(f"icons/field_dot_{scheme}.svg").as_posix(),
    }
    sheet = Template(resource_path("theme/window.qss").read_text(encoding="utf-8"))
    return sheet.substitute(colours | {key: str(value) for key, value in sizes.items()} | drawings)
