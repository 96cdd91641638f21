"""The desk is shown before its store is open: what may be done meanwhile, and what may not."""

from __future__ import annotations

import threading
from datetime import UTC, datetime

import pytest
from PySide6.QtWidgets import QApplication
from sqlalchemy import select

from dutyroom import app
from dutyroom.actions.entries import write_entry
from dutyroom.actions.officers import hash_password
from dutyroom.data.startup import open_store
from dutyroom.data.tables import JournalEntry, Officer
from dutyroom.data.trouble import Trouble
from dutyroom.rules.entry import Kind, WriteEntry
from dutyroom.rules.officer import SYSTEM, Author
from dutyroom.rules.wording import ENGLISH
from dutyroom.ui.main_window import MainWindow
from dutyroom.ui.translator import switch_language
from dutyroom.ui.trouble_page import TroublePage
from tests.ui.desk.desks import PASSWORD, SHEETS, SetClock, make_store


@pytest.fixture
def door(monkeypatch):
    """Keeps the store from opening until it is set."""
    opens, real = threading.Event(), app.open_for_work

    def wait(*args, **named):
        assert opens.wait(20)
        return real(*args, **named)

    monkeypatch.setattr(app, "open_for_work", wait)
    yield opens
    opens.set()


@pytest.fixture
def start(qapp, qtbot, look, monkeypatch, sounds, door):
    """Starts the program on a folder; ends it afterwards."""
    monkeypatch.setattr(app, "PAGES", SHEETS)
    started = []

    def begin(folder):
        program = app.Program(qapp, folder, "en", clock=SetClock(datetime.now(UTC)), checks=False)
        started.append(program)
        program.start()
        return program

    quits = qapp.quitOnLastWindowClosed()
    qapp.setQuitOnLastWindowClosed(False)
    yield begin
    door.set()
    for program in started:
        if program.window is not None:
            program.window.close()
        program.finish()
    qapp.setQuitOnLastWindowClosed(quits)
    switch_language(qapp, ENGLISH)


@pytest.fixture
def sample(tmp_path, qapp, sounds):
    """The folder of a sample store and its people."""
    store, people = make_store(tmp_path / "sample", SetClock(datetime.now(UTC)), kind="sample")
    store.close()
    return store.folder, people


def journal(folder):
    store = open_store(folder)
    with store.reading() as session:
        asked = select(JournalEntry.event, JournalEntry.author_name, JournalEntry.text).order_by(JournalEntry.seq)
        rows = [tuple(row) for row in session.execute(asked)]
    store.close()
    return rows


def entry(text):
    return WriteEntry(kind=Kind.CALL_IN, text=text)


def test_the_sample_is_painted_with_its_officer_before_its_store_is_open(start, sample, qtbot, door):
    program = start(sample[0])
    with qtbot.waitSignal(program.desk_painted):
        assert isinstance(program.window, MainWindow)
    assert not program.window.is_locked
    assert program.session.courier.author.name == "李文静"
    assert not program.session.courier.is_idle(), "what it asks waits for the store"
    door.set()
    qtbot.waitUntil(program.session.courier.is_idle, timeout=15_000)
    assert not program.window.is_locked


def test_nothing_is_written_before_the_samples_sign_in(start, sample, qtbot, door):
    program = start(sample[0])
    courier = program.session.courier
    courier.do(program.session, write_entry, entry("written at once"))
    door.set()
    qtbot.waitUntil(courier.is_idle, timeout=15_000)
    program.window.close()
    program.finish()
    program.session = None
    rows = journal(sample[0])
    mine = [at for at, row in enumerate(rows) if row[2] == "written at once"]
    assert [row[:2] for row in rows[mine[0] - 1 : mine[0] + 1]] == [
        ("officer.signed_in", "李文静"),
        ("entry.written", "李文静"),
    ]


def test_a_sample_whose_password_was_changed_is_covered(start, sample, qtbot, door):
    folder, people = sample
    store = open_store(folder)
    with store.desk() as desk:
        desk.session.get(Officer, people.chief).password_hash = hash_password("another password")
        desk.session.flush()
        desk.journal("officer.password_set", text="李文静", record=("officer", people.chief))
    store.close()
    program = start(folder)
    door.set()
    qtbot.waitUntil(lambda: program.window.is_locked, timeout=15_000)
    assert program.session.courier.author == SYSTEM
    assert program.window.cover.isVisible()


@pytest.mark.parametrize("kind", ["live", "drill"])
def test_a_real_store_opens_to_nobody_whatever_the_password_is(start, tmp_path, qtbot, door, kind):
    assert PASSWORD == "sample12"
    store, people = make_store(tmp_path / "real", SetClock(datetime.now(UTC)), kind=kind)
    store.close()
    program = start(store.folder)
    assert program.window.is_locked, "before its store is open"
    program.session.sign_in_sample(Author(people.chief, "李文静"))
    door.set()
    qtbot.waitUntil(program.session.courier.is_idle, timeout=15_000)
    assert program.window.is_locked
    assert program.session.courier.author == SYSTEM
    program.window.close()
    program.finish()
    assert "officer.signed_in" not in [kind for kind, *_ in journal(store.folder)]


def test_what_stands_in_the_way_of_opening_is_said_instead_of_the_desk(start, sample, qtbot, door, monkeypatch):
    def locked(*_args, **_named):
        raise Trouble("store.locked", path=sample[0])

    monkeypatch.setattr("dutyroom.actions.opening.open_store", locked)
    program = start(sample[0])
    assert isinstance(program.window, MainWindow)
    door.set()
    qtbot.waitUntil(lambda: isinstance(program.window, TroublePage), timeout=15_000)
    assert "another program" in program.window.sentence.text()
    assert program.session is None
    monkeypatch.undo()
    monkeypatch.setattr(app, "PAGES", SHEETS)
    program.window.again.click()
    qtbot.waitUntil(lambda: isinstance(program.window, MainWindow), timeout=15_000)
    qtbot.waitUntil(program.session.courier.is_idle, timeout=15_000)
    assert program._crash.sheet is None


def test_a_store_that_is_not_what_it_was_taken_for_is_not_worked_with(start, sample, qtbot, door, monkeypatch):
    """Somebody puts another store in its place just then: the officer of the sample must not sit at it."""
    real = open_store

    def changed(folder, **named):
        store = real(folder, **named)
        store.kind = "live"
        return store

    monkeypatch.setattr("dutyroom.actions.opening.open_store", changed)
    program = start(sample[0])
    door.set()
    qtbot.waitUntil(lambda: isinstance(program.window, TroublePage), timeout=15_000)
    assert [row for row in journal(sample[0]) if row[0] == "officer.signed_in"] == []


def test_a_window_closed_before_its_store_is_open_leaves_the_store_whole(start, sample, qtbot, door):
    program = start(sample[0])
    program.window.close()
    door.set()
    program.finish()
    QApplication.processEvents()
    assert [row[0] for row in journal(sample[0])][-2:] == ["officer.signed_in", "officer.signed_out"]
