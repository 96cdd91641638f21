"""Correcting the slip of a telephone notice in the form of the notice."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from dutyroom.actions.notices import correct_notice
from dutyroom.data.queries.notices import notice_in_full
from dutyroom.rules.matter import Duty
from dutyroom.rules.notice import Channel, CorrectNotice, Slip
from dutyroom.ui.parts.matter.correction_sheet import NoticeCorrectionSheet
from tests.actions.matters import Flow, a_notice
from tests.samples import NOON
from tests.ui.acting import type_into

SLIP = Slip(caller="王处长", read_back=True, deputy_may="no", reply_at=NOON + timedelta(hours=3))
CALL = {"channel": Channel.TELEPHONE, "urgency": ""}


@pytest.fixture
def sheet(qtbot, room, tools, look, settled, page_of):
    flow = Flow(room, **CALL, slip=SLIP)
    made = NoticeCorrectionSheet(tools, page_of)
    made.flow = flow
    made.begin(room.read(notice_in_full, flow.id))
    settled()
    return made


@pytest.fixture
def page_of(qtbot, look):
    page = QWidget()
    page.resize(1180, 760)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitExposed(page)
    return page


def stored(room, sheet):
    return room.read(notice_in_full, sheet.flow.id)


def test_only_what_is_typed_of_the_call_changes_and_its_limit_follows(sheet, room, settled):
    form = sheet.correction
    assert form.slip.isVisible()
    assert form.slip.field("caller").text() == "王处长"
    type_into(form.slip.reply_at, "2026-11-23 18:00")
    assert form.is_dirty
    type_into(form.reason, "时间听错")
    QTest.keyClick(form.reason, Qt.Key.Key_Return)
    settled()
    now = stored(room, sheet)
    due = NOON + timedelta(hours=6)
    assert sheet.isHidden()
    assert now.slip == replace(SLIP, reply_at=due)
    assert next(each.due_at for each in now.common.clocks if each.duty == Duty.REPLY) == due


def test_a_time_that_has_passed_is_no_obstacle_and_one_that_is_none_is_said_there(sheet, room, settled):
    form = sheet.correction
    room.wait(hours=30)
    type_into(form.slip.field("caller"), "李处长")
    type_into(form.slip.meeting_at, "no time")
    type_into(form.reason, "来电人录错")
    form.send.click()
    settled()
    assert form.slip.meeting_at.accessibleDescription()
    assert sheet.isVisible()
    form.slip.meeting_at.clear()
    form.send.click()
    settled()
    assert stored(room, sheet).slip == replace(SLIP, caller="李处长")


def test_two_corrections_of_one_call_stand_side_by_side(sheet, room, settled):
    form, side = sheet.correction, sheet.side
    type_into(form.slip.field("caller"), "李处长")
    type_into(form.reason, "来电人录错")
    now = stored(room, sheet)
    facts = a_notice(**CALL, slip=replace(SLIP, caller="赵处长", deputy_may="yes"))
    asked = CorrectNotice(id=now.matter.id, version=now.matter.version, facts=facts, reason="核对后更正")
    room.do(correct_notice, asked, by="张伟")
    form.send.click()
    settled()
    assert [(row.label.text(), row.chosen()) for row in side.rows] == [
        ("Caller", None),
        ("May a deputy come?", "theirs"),
    ]
    assert side.rows[1].values["theirs"].text() == "a deputy may come"
    side.all_mine.click()
    side.rows[1].sides["theirs"].setChecked(True)
    side.send.click()
    settled()
    assert stored(room, sheet).slip == replace(SLIP, caller="李处长", deputy_may="yes")


def test_a_notice_that_came_otherwise_shows_no_slip_until_the_channel_says_so(sheet, room, settled):
    form = sheet.correction
    other = Flow(room, title="另一件", document_number="")
    sheet.begin(room.read(notice_in_full, other.id))
    settled()
    assert not form.slip.isVisible()
    form.channel.setCurrentIndex(form.channel.findData(Channel.TELEPHONE.value))
    assert form.slip.isVisible()
