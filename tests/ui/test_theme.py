"""The look: readable in both schemes, and changed while the window is open."""

from __future__ import annotations

import re

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QPushButton, QSpinBox

from dutyroom.data.resources import resource_path
from dutyroom.ui.fonts import BASE_PT, chosen_family, interface_font, sized
from dutyroom.ui.parts.field_note import FieldNote
from dutyroom.ui.stylesheet import stylesheet
from dutyroom.ui.theme import apply_theme, put_look, set_in, tokens_in_use
from dutyroom.ui.tokens import DARK, LIGHT, contrast


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_every_text_is_readable_on_every_ground_it_stands_on(tokens):
    faint = {name: round(contrast(a, b), 2) for name, a, b in tokens.text_pairs() if contrast(a, b) < 4.5}
    assert faint == {}


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_borders_of_fields_can_be_seen(tokens):
    assert contrast(tokens.field_line, tokens.surface) >= 3.0
    assert contrast(tokens.accent, tokens.surface) >= 3.0


def test_contrast_is_the_one_of_wcag():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21.0)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_stylesheet_names_no_colour_but_the_tokens(tokens):
    named = set(re.findall(r"#[0-9A-Fa-f]{6}", stylesheet(tokens)))
    ours = {getattr(tokens, name) for name in tokens.__dataclass_fields__ if name != "is_dark"}
    assert named <= ours
    template = resource_path("theme/window.qss").read_text(encoding="utf-8")
    assert "#" not in re.sub(r"\$\{?\w+\}?", "", template)


@pytest.mark.parametrize(("tokens", "scheme"), [(LIGHT, "light"), (DARK, "dark")])
def test_marks_in_boxes_are_drawn_in_the_colour_on_accent(tokens, scheme):
    for name in ("check", "dot"):
        drawing = resource_path(f"icons/field_{name}_{scheme}.svg").read_text(encoding="utf-8")
        assert tokens.on_accent in drawing


def test_scheme_changes_while_widgets_are_shown(qapp, qtbot):
    theme = apply_theme(qapp, "light")
    button = QPushButton("Print")
    qtbot.addWidget(button)
    button.show()
    assert tokens_in_use() == LIGHT
    with qtbot.waitSignal(theme.changed) as told:
        assert apply_theme(qapp, "dark") is theme
    assert told.args == [True]
    assert tokens_in_use() == DARK
    assert qapp.palette().color(QPalette.ColorRole.Window).name().upper() == DARK.ground
    apply_theme(qapp, "light")


def test_larger_type_reaches_labels(qapp, qtbot):
    apply_theme(qapp, "light", scale=1.5)
    label = QLabel("08:14")
    qtbot.addWidget(label)
    put_look(label, type="page")
    label.ensurePolished()
    assert label.font().pointSizeF() == pytest.approx(27.0)
    assert sized(9.0).pointSizeF() == pytest.approx(13.5)
    apply_theme(qapp, "light")
    assert sized(9.0).pointSizeF() == pytest.approx(9.0)


def test_face_is_the_best_one_present():
    assert chosen_family(["Arial", "PingFang SC", "Noto Sans SC"]) == "PingFang SC"
    assert chosen_family(["Arial"]) is None


def test_figures_are_tabular_and_the_face_has_chinese(qapp, look):
    font = interface_font(qapp.font().family())
    assert font.pointSizeF() == BASE_PT
    assert [tag.toString() for tag in font.featureTags()] == [b"tnum"]
    label = QLabel()
    label.setFont(qapp.font())
    metrics = label.fontMetrics()
    assert {metrics.horizontalAdvance(figure) for figure in "0123456789"} == {metrics.horizontalAdvance("0")}
    assert all(metrics.inFontUcs4(ord(character)) for character in "值班镕堃喆犇")


def test_a_label_takes_the_padding_of_its_new_look_and_a_spin_box_begins_like_a_line(qtbot, look):
    note, number = FieldNote(), QSpinBox()
    for widget in (note, number):
        qtbot.addWidget(widget)
    set_in(number)
    note.say("Nobody has signed.", "warning")
    number.resize(120, 32)
    note.resize(200, 32)
    for widget in (note, number):
        widget.show()
    assert note.contentsRect().left() > 4, "the words keep off the coloured edge"
    note.say("Two digits.", "hint")
    assert note.contentsRect().left() == 0, "a hint stands under its field as before"
    assert number.lineEdit().textMargins().left() > 4
