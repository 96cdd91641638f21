"""A register whose list is covered: Ctrl+F and the key of the page show it, and what was typed is kept."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from dutyroom.ui.page import Place
from dutyroom.ui.registers import PAGES
from tests.ui.acting import press, settle_courier, type_into

pytestmark = pytest.mark.usefixtures("look")

FORMS = {
    "notices": ("register", lambda page: page.entry.form.line("title")),
    "incidents": ("register", lambda page: page.entry.form.line("place")),
    "warnings": ("register", lambda page: page.entry.form.source),
    "supervision": ("new", lambda page: page.new.form.title),
}


@pytest.fixture
def desk(monkeypatch, request):
    """A desk with its real pages."""
    monkeypatch.setattr("tests.ui.desk.conftest.SHEETS", PAGES)
    return request.getfixturevalue("desk")


def test_the_filter_and_the_key_of_the_page_never_work_under_what_covers_the_list(desk):
    window = desk.window
    commands = {command.name: command.run for command in window.commands()}
    for key, (step, field_of) in FORMS.items():
        window.go(Place(key, step=step))
        settle_courier(desk.courier)
        page = window.deck.current()
        type_into(field_of(page), "kept")
        commands["find"]()
        press(Qt.Key.Key_X)
        assert (page.bar.words.text(), page.bar.words.isVisible(), field_of(page).text()) == ("x", True, "kept")
        settle_courier(desk.courier)
        window.go(Place(key, step=step))
        settle_courier(desk.courier)
        assert (field_of(page).isVisible(), field_of(page).text()) == (True, "kept")
        window.frame.rail._choose_place([each.key for each in PAGES].index(key))  # Alt and its digit
        settle_courier(desk.courier)
        assert page.table.isVisible() or page.table.empty.isVisible()
        assert not field_of(page).isVisible()
    page = window.deck.page("notices")
    window.go(Place("notices"))
    page.sheets.relay.begin(None, "", "")
    window.deck.begin_filtering()
    assert page.sheets.relay.isHidden()
    assert QApplication.focusWidget() is page.bar.words
