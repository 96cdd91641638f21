"""The states of the plans page that the gallery draws."""

from __future__ import annotations

from tests.ui.plans_kept import library, settled, shown_page


def test_every_pose_comes_about(qtbot, look, room, courier, tools):
    library(room)
    page = shown_page(qtbot, courier, tools)
    for name, pose in page.poses():
        pose()
        settled(qtbot, courier, lambda: not page._is_owed)
        assert not page.grab().isNull(), name
    assert page.view._right.currentWidget() is page.view.report


def test_the_picture_of_the_versions_shows_them(qtbot, look, room, courier, tools):
    library(room)
    page = shown_page(qtbot, courier, tools)
    dict(page.poses())["plans-versions"]()
    settled(qtbot, courier, lambda: page.view.reader.plan is not None)
    assert page.view.reader.view is not None
    assert page.view.reader.view.KEY == "versions"
