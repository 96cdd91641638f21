"""What runs behind the desk says when it fails; what was removed is not kept again by the line it was typed in."""

from __future__ import annotations

import json

import pytest

from dutyroom.actions.removal import remove_text
from dutyroom.data.queries.drafts import drafts_of
from dutyroom.data.queries.removal import find_places
from dutyroom.rules.removal import RemoveText, Spot
from tests.ui.desk.desks import PASSWORD, type_in, write

pytestmark = pytest.mark.usefixtures("look")

SECRET = "某部队今夜二十三时经绕城高速开进"


def test_a_failed_daily_backup_stays_above_the_page_until_one_works(desk, store, qtbot):
    notices = desk.window.frame.notices
    store.backups.write_text("a file in place of the folder")
    desk.run_behind(())
    qtbot.waitUntil(lambda: any("backup failed" in text for text in notices.texts()))
    said = next(text for text in notices.texts() if "backup failed" in text)
    assert str(store.backups) in said
    assert "Choose another folder" in said
    type_in(qtbot, desk.window.frame.capture_line.fields.text, "something is saved meanwhile")
    desk.window.capture.keep()
    qtbot.waitUntil(desk.courier.is_idle)
    assert said in notices.texts()
    store.backups.unlink()
    desk.run_behind(())
    qtbot.waitUntil(lambda: not any("backup failed" in text for text in notices.texts()))
    assert len(list(store.backups.glob("daily-*.db"))) == 1


def test_a_draft_that_was_removed_leaves_the_line_and_is_not_kept_again(desk, store, people, qtbot):
    seq = write(store, SECRET)
    line = desk.window.frame.capture_line
    type_in(qtbot, line.fields.text, f"又记：{SECRET}")
    desk.window.capture.keep()
    qtbot.waitUntil(desk.courier.is_idle)
    target = Spot("journal", str(seq))
    with store.reading() as session:
        assert any(SECRET in json.loads(row.content)["text"] for row in drafts_of(session, people.chief))
        found = find_places(session, target)
    asked = RemoveText(
        target=target,
        words=found.offered,
        spots=frozenset(place.spot for place in found.places),
        reason="误录",
        administrator_id=people.admin,
        password=PASSWORD,
        second_id=people.chief,
        second_password=PASSWORD,
    )
    desk.courier.do(desk, remove_text, asked)
    qtbot.waitUntil(lambda: SECRET not in line.draft().text)
    desk.window.capture.keep()
    qtbot.waitUntil(desk.courier.is_idle)
    with store.reading() as session:
        assert not any(SECRET in row.content for row in drafts_of(session, people.chief))
