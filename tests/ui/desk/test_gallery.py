"""Pictures of every page and dialog."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QtMsgType
from PySide6.QtGui import QImage

from dutyroom.data.queries.journal import last_entries
from dutyroom.data.startup import open_store
from dutyroom.data.store import DATABASE
from dutyroom.data.trouble import Trouble
from dutyroom.rules.wording import ENGLISH
from dutyroom.ui.gallery import _said_by_qt, make_gallery
from tests.ui.desk.desks import SHEETS, SetClock, make_store, write


@pytest.fixture
def small_pages(monkeypatch):
    monkeypatch.setattr("dutyroom.ui.gallery.PAGES", SHEETS)


def test_every_page_and_dialog_has_its_picture_and_the_store_is_as_before(qapp, look, small_pages, tmp_path):
    store, _ = make_store(tmp_path / "s", SetClock())
    last = write(store, "嵩山路追尾")
    store.close()
    made = make_gallery(tmp_path / "s", tmp_path / "out", wording=ENGLISH, scheme="dark", size=(1024, 700), app=qapp)
    names = [path.name for path in made]
    assert names[:5] == ["01-desk.png", "02-log.png", "03-plans.png", "04-shifts.png", "05-capture.png"]
    assert {name[3:-4] for name in names} >= {
        "search",
        "keys",
        "sign-in",
        "lock",
        "first-run-1",
        "first-run-4",
        "trouble",
    }
    assert QImage(str(made[0])).size().toTuple() == (1024, 700)
    assert len({path.read_bytes() for path in made}) == len(made)
    again = open_store(tmp_path / "s")
    with again.reading() as session:
        assert last_entries(session, 1)[0].seq == last
    again.close()


def test_without_a_store_there_are_no_pictures(qapp, tmp_path):
    with pytest.raises(Trouble):
        make_gallery(tmp_path / "none", tmp_path / "out", wording=ENGLISH, scheme="light", size=(900, 600), app=qapp)
    assert not (tmp_path / "none" / DATABASE).exists()


def test_only_the_remark_about_size_hints_is_kept_from_the_terminal(capsys):
    for said in ("This plugin does not support propagateSizeHints()", "something else"):
        _said_by_qt(QtMsgType.QtWarningMsg, None, said)
    assert capsys.readouterr().err == "something else\n"
