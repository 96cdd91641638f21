"""The call ladder: leaders by grade, the party's duty room beside them, bodies above, the area, the departments."""

from __future__ import annotations

from dutyroom.actions.call_ladder import proposed_calls
from dutyroom.actions.directory_shipped import complete_directory
from dutyroom.rules.call_ladder import Known, Why, call_ladder
from tests.actions.test_incident_clocks import graded
from tests.samples import Room

KNOWN = (
    Known(name="韩示例", post="市长", phone="1"),
    Known(name="蒋示例", post="副市长", phone="2", fields=("应急管理",)),
    Known(name="沈示例", post="副秘书长", phone="3"),
    Known(name="中共郑州市委总值班室", kind="party", phone="4"),
    Known(name="河南省应急管理厅", kind="superior", phone="5"),
    Known(name="二七区", kind="area", phone="6"),
    Known(name="公安局", kind="bureau", phone="7"),
)


def test_the_grade_the_place_and_the_kind_say_who_and_nobody_comes_twice():
    calls = call_ladder(
        KNOWN,
        posts=("市长", "分管副市长", "秘书长"),
        owed=("省应急管理厅、上级政府",),
        area="二七区",
        subtype="road",
        named=("公安局",),
    )
    assert [(call.name, call.phone, call.why) for call in calls] == [
        ("市长 韩示例", "1", Why.GRADE),
        ("副市长 蒋示例", "2", Why.GRADE),
        ("秘书长", "", Why.GRADE),
        ("中共郑州市委总值班室", "4", Why.PARTY),
        ("河南省应急管理厅", "5", Why.ABOVE),
        ("上级政府", "", Why.ABOVE),
        ("二七区", "6", Why.AREA),
        ("公安局", "7", Why.KIND),
    ]
    assert [call.why for call in call_ladder(KNOWN, posts=("跟踪",))] == [Why.PARTY]


def test_an_incident_of_the_second_grade_calls_the_whole_ladder(room: Room):
    complete_directory(room.store)
    room.start()
    calls = room.read(proposed_calls, graded(room, "Ⅱ"))
    names = [call.name for call in calls]
    assert calls[0].why is Why.SHIFT
    assert "王建国" in calls[0].name
    for part in ("市长", "中共郑州市委总值班室", "河南省应急管理厅", "二七区", "公安局"):
        assert part in names
    assert len(names) == len(set(names))
