"""The table of classes in Settings: filtered, confirmed by saving, withdrawn and put back by one key, two who meet."""

from __future__ import annotations

import pytest

from dutyroom.actions.hotline_classes import change_class, complete_classes
from dutyroom.data.queries.hotline_classes import class_of_code
from dutyroom.rules.hotline_classes import ChangeClass, ClassFacts
from dutyroom.ui.parts.settings.classes_panel import ClassesPanel
from tests.samples import Room
from tests.ui.acting import KEY, pick, press, settle, type_into


def laid(room):
    complete_classes(room.store)


@pytest.fixture
def room(tmp_path):
    room = Room(tmp_path / "room").open(live=laid)
    yield room
    room.store.close()


@pytest.fixture
def panel(qtbot, look, tools, room):
    tools.courier.sign(room.author("王建国"))
    panel = ClassesPanel(tools)
    qtbot.addWidget(panel)
    panel.resize(1000, 640)
    panel.show()
    qtbot.waitExposed(panel)
    panel.refresh()
    settle(qtbot, tools)
    return panel


def shown(panel, column=1):
    return [panel.table.item(place, column).text().strip() for place in range(panel.table.rowCount())]


def test_the_filter_finds_by_code_callers_words_and_pinyin(panel, qtbot, tools):
    assert panel.table.rowCount() > 200
    assert "the office has not confirmed" in panel.said.text()
    for words, names in (("010203", ["Failed street lights"]), ("路灯不亮", ["Failed street lights"])):
        type_into(panel.filter, words)
        assert shown(panel) == names
    type_into(panel.filter, "ludengbuliang")
    assert shown(panel, 0) == ["010203"]
    assert shown(panel, 3) == ["shipped default"]


def test_a_class_is_confirmed_by_saving_it_and_a_new_one_is_added_by_keyboard(panel, qtbot, tools, room):
    type_into(panel.filter, "010203")
    press(KEY.Key_Return)
    assert panel.table.hasFocus()
    press(KEY.Key_Return)
    assert panel.form.name_zh.hasFocus()
    press(KEY.Key_Return)
    settle(qtbot, tools)
    assert room.read(class_of_code, "010203").checked
    assert shown(panel, 3) == ["confirmed"]
    panel.table.setFocus()
    press(KEY.Key_Insert)
    type_into(panel.form.code, "0102")
    type_into(panel.form.name_zh, "海绵城市")
    pick(panel.form.unit, "csglj")
    panel.form.save.click()
    settle(qtbot, tools)
    assert "0102 is" in panel.form.code.accessibleDescription()
    type_into(panel.form.code, "010206")
    panel.form.save.click()
    settle(qtbot, tools)
    row = room.read(class_of_code, "010206")
    assert (row.zh, row.unit, row.checked) == ("海绵城市", "城市管理局", True)


def test_del_withdraws_and_one_key_undoes_it(panel, qtbot, tools, room):
    type_into(panel.filter, "010203")
    panel.table.setFocus()
    press(KEY.Key_Delete)
    settle(qtbot, tools)
    assert not room.read(class_of_code, "010203").active
    assert shown(panel, 3) == ["withdrawn"]
    panel.undo()
    settle(qtbot, tools)
    assert room.read(class_of_code, "010203").active


def test_two_who_change_the_same_class_see_both_versions(panel, qtbot, tools, room):
    type_into(panel.filter, "010203")
    type_into(panel.form.name_zh, "路灯熄灭")
    row = room.read(class_of_code, "010203")
    theirs = ClassFacts(code="010203", name_zh="路灯损坏", words=row.words, unit=row.unit)
    room.do(change_class, ChangeClass(id=row.id, version=row.version, facts=theirs), by="王建国")
    panel.form.save.click()
    settle(qtbot, tools)
    assert panel.side.isVisible()
    assert room.read(class_of_code, "010203").zh == "路灯损坏"


def test_who_has_nothing_to_do_with_it_may_look_only(panel, qtbot, tools, room):
    tools.courier.sign(room.author("张伟"))
    panel.show_rights()
    assert not panel.form.save.isEnabled()
    panel.begin_new()
    assert panel.form.row is not None
