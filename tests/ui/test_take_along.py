"""Taking plans along: chosen with the keyboard, printed by the paper dialog, saved whole, stopped, refused, journalled."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from shiboken6 import isValid

from dutyroom.data.catalogues import load_wording
from dutyroom.data.queries.journal import last_entries
from dutyroom.ui.parts.plans import taking as taking_module
from dutyroom.ui.parts.plans.take_along import TakeAlong, take_along
from tests.papers.reading_pdf import outline, page_texts, squeezed
from tests.ui.plans_kept import library, settled, shown_page

Key, Mod = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def plans(room):
    return library(room)


@pytest.fixture
def page(qtbot, look, tools, courier, plans, font_cache, monkeypatch):
    monkeypatch.setattr("dutyroom.ui.parts.plans.taking.faces_cache", lambda: font_cache)
    return shown_page(qtbot, courier, tools)


@pytest.fixture
def dialog(qtbot, courier, page, plans):
    """Over the flood plan."""
    page._open(plans["flood"], None, True)
    settled(qtbot, courier, lambda: page.view.reader.plan is not None)
    shown = take_along(page, page.tools, page.view.reader.plan)
    qtbot.waitUntil(shown.isVisible)
    yield shown
    if isValid(shown):
        shown.close()


def choose(dialog, what):
    dialog.what.setCurrentIndex(dialog.what.findData(what))


def tick(dialog, words):
    for row in range(dialog.parts.count()):
        item = dialog.parts.item(row)
        wanted = words in item.text()
        item.setCheckState(Qt.CheckState.Checked if wanted else Qt.CheckState.Unchecked)


def saved(qtbot, courier, dialog, target):
    dialog.ask_path = lambda _proposed, _folder: str(target)
    QTest.keyClick(dialog, Key.Key_S, Mod.ControlModifier)
    settled(qtbot, courier, lambda: not dialog.taking.is_running)
    return dialog.note.text()


def test_the_key_opens_it_with_a_plan_and_without(qtbot, courier, page, plans):
    bound = {command.keys: command for command in page.commands()}
    QShortcut(QKeySequence("Ctrl+Alt+P"), page).activated.connect(bound["Ctrl+Alt+P"].run)
    QTest.keyClick(page, Key.Key_P, Mod.ControlModifier | Mod.AltModifier)
    [dialog] = page.findChildren(TakeAlong)
    assert [dialog.what.itemData(n) for n in range(dialog.what.count())] == ["all_numbers", "directory", "library"]
    QTest.keyClick(dialog, Key.Key_Escape)
    qtbot.waitUntil(lambda: not page.findChildren(TakeAlong))
    page._open(plans["flood"], None, True)
    settled(qtbot, courier, lambda: page.view.reader.plan is not None)
    page.view.reader.toolbar._take_along.trigger()
    [dialog] = page.findChildren(TakeAlong)
    assert dialog.what.currentData() == "plan"
    assert dialog.title.full_text() == "河南省防汛应急预案"
    dialog.reject()


def test_a_plan_is_shown_in_the_paper_dialog(dialog, page, heard, room):
    QTest.keyClick(dialog, Key.Key_P, Mod.ControlModifier)
    [paper] = heard.papers
    assert "本预案" not in paper.title
    assert "编制目的" in "".join(page_texts(paper.make()))
    assert "Page 1 of" in "".join(page_texts(paper.make_in("en")))
    paper.printed()


def test_chosen_sections_in_pocket_size_are_saved_and_journalled(qtbot, courier, room, dialog, tmp_path, monkeypatch):
    choose(dialog, "sections")
    dialog.size_.setCurrentIndex(dialog.size_.findData("booklet"))
    tick(dialog, "nothing")
    assert "Tick at least one part." in saved(qtbot, courier, dialog, tmp_path / "no.pdf")
    assert not (tmp_path / "no.pdf").exists()
    tick(dialog, "总则")
    assert str(tmp_path / "x.pdf") in saved(qtbot, courier, dialog, tmp_path / "x")
    text = squeezed("".join(page_texts((tmp_path / "x.pdf").read_bytes())))
    assert "为做好洪涝灾害的防范处置工作" in text
    assert "响应措施" not in text
    assert "应急预案部分章节" in room.read(last_entries, 1)[0].text
    seen = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: seen.append(url.toLocalFile()))
    QTest.mouseClick(dialog.open_saved, Qt.MouseButton.LeftButton)
    QTest.mouseClick(dialog.show_folder, Qt.MouseButton.LeftButton)
    assert seen == [str(tmp_path / "x.pdf"), str(tmp_path)]


def test_the_whole_library_is_saved_with_its_kinds(qtbot, courier, room, dialog, tmp_path):
    choose(dialog, "library")
    assert not dialog.preview.isVisible(), "a whole library is saved only"
    assert [dialog.size_.itemData(n) for n in range(dialog.size_.count())] == ["a4", "a5"]
    tick(dialog, "Special")
    words = saved(qtbot, courier, dialog, tmp_path / "all.pdf")
    assert "3 plans" in words
    titles = [title for level, title in outline((tmp_path / "all.pdf").read_bytes()) if level == 1]
    assert len(titles) == 3
    assert room.read(last_entries, 1)[0].text == "应急预案汇编（3件）→ all.pdf"


def test_web_pages_go_into_a_folder(qtbot, courier, dialog, tmp_path):
    choose(dialog, "library")
    dialog.file.setCurrentIndex(dialog.file.findData("html"))
    assert not dialog.size_.isEnabled()
    saved(qtbot, courier, dialog, tmp_path / "web")
    assert (tmp_path / "web" / "index.html").exists()
    assert len(list((tmp_path / "web").iterdir())) == 5


def test_cancel_leaves_nothing_and_closing_stops(qtbot, courier, dialog, tmp_path, monkeypatch):
    begun, go = threading.Event(), threading.Event()
    real = taking_module.write_library_file

    def slow(*args, **named):
        begun.set()
        assert go.wait(10)
        return real(*args, **named)

    monkeypatch.setattr(taking_module, "write_library_file", slow)
    choose(dialog, "library")
    dialog.ask_path = lambda _proposed, _folder: str(tmp_path / "all.pdf")
    QTest.keyClick(dialog, Key.Key_S, Mod.ControlModifier)
    qtbot.waitUntil(begun.is_set)
    assert dialog.busy.isVisible()
    assert not dialog.what.isEnabled()
    QTest.mouseClick(dialog.busy.cancel, Qt.MouseButton.LeftButton)
    go.set()
    settled(qtbot, courier, lambda: not dialog.taking.is_running)
    assert dialog.note.text() == "Stopped; nothing was written."
    assert list(tmp_path.glob("*.pdf")) == []
    assert dialog.what.isEnabled()


def test_what_cannot_be_written_is_said_and_nothing_chosen_is_lost(qtbot, courier, dialog, tmp_path):
    choose(dialog, "cards")
    assert "holds no actions yet" in saved(qtbot, courier, dialog, tmp_path / "cards.pdf")
    choose(dialog, "numbers")
    words = saved(qtbot, courier, dialog, tmp_path / "absent" / "x.pdf")
    assert "cannot be written" in words
    assert dialog.what.currentData() == "numbers"
    assert not dialog.open_saved.isVisible()


def test_nothing_is_cut_off(dialog):
    for what in ("plan", "cards", "library"):
        choose(dialog, what)
        for field in (dialog.what, dialog.size_, dialog.file):
            assert field.width() >= field.sizeHint().width()


def test_another_language_keeps_what_is_chosen(dialog):
    choose(dialog, "sections")
    tick(dialog, "总则")
    before = dialog.wish()
    dialog.retranslate()
    assert dialog.wish() == before
    assert load_wording("zh_CN").say("some sections of this plan") == "本预案部分章节"
    assert Path(dialog._file_name(before)).suffix == ".pdf"
