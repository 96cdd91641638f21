"""Every icon is there, draws something, and takes the colour of the scheme."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QIcon

from dutyroom.data.resources import resource_path
from dutyroom.rules.entry import Kind
from dutyroom.ui.icons import icon, icon_picture
from dutyroom.ui.tokens import LIGHT

NAMES = sorted(path.stem for path in resource_path("icons").glob("*.svg") if not path.stem.startswith("field_"))


def test_every_kind_of_entry_has_its_icon():
    assert {str(kind) for kind in Kind} <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_icon_is_drawn_in_one_colour(qapp, name):
    picture = icon_picture(name, 24, LIGHT.accent).toImage()
    seen = [picture.pixelColor(x, y) for x in range(24) for y in range(24)]
    strong = [colour for colour in seen if colour.alpha() > 200]
    assert len(strong) > 12
    wanted = QColor(LIGHT.accent)
    assert all(abs(colour.red() - wanted.red()) < 6 for colour in strong)


def test_disabled_icon_is_fainter_and_large_screens_get_a_sharp_one(qapp, look):
    made = icon("bell", LIGHT.text)
    normal = made.pixmap(20, 20).toImage()
    disabled = made.pixmap(20, 20, QIcon.Mode.Disabled).toImage()
    assert normal != disabled
    assert made.availableSizes()[-1].width() >= 20
