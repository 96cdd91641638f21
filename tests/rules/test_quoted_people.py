"""The numbers and the people that a plan quotes; every name and number here is invented."""

import pytest

from dutyroom.rules.quoted_people import quoted_numbers, quoted_people


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("示例局值班室：0371-60001234；传真：60005678", [("037160001234", "示例局值班室"), ("037160005678", "")]),
        ("联系人：李四，电话：13800000000。", [("13800000000", "联系人：李四")]),
        (
            "示例办 | 张 伟 | 13800000001 | 60000000",
            [("13800000001", "示例办 张 伟"), ("037160000000", "示例办 张 伟")],
        ),
        ("示例局 | 0371-6000 1234转8001", [("037160001234转8001", "示例局")]),
        ("立即拨打119报警", [("119", "立即拨打")]),
        ("Duty officer: Jane Roe, phone (555) 123-4567", [("5551234567", "Duty officer: Jane Roe")]),
    ],
)
def test_a_number_is_found_with_whose_it_is(text, found):
    assert [(each.value, each.who) for each in quoted_numbers(text)] == found


@pytest.mark.parametrize(
    "text",
    [
        "2026年10月1日前储备3000-5000件",
        "库容12000万立方米，水位 119.5 米",
        "〔2026〕119号",
        "20260101 | 20261231",
        "第110条",
    ],
)
def test_what_is_no_number_to_call_is_left_alone(text):
    assert list(quoted_numbers(text)) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("总指挥：王建国", [("王建国", "总指挥")]),
        ("副组长：李 明、赵刚、欧阳修远", [("李明", "副组长"), ("赵刚", "副组长"), ("欧阳修远", "副组长")]),
        ("示例办 | 副主任 | 张 伟 | 13800000001", [("张伟", "示例办 副主任")]),
        ("请与周敏（电话 13800000002）联系", []),
        ("值守：周敏 13800000002", [("周敏", "")]),
        ("Incident commander: Jane Roe", [("Jane Roe", "Incident commander")]),
    ],
)
def test_a_person_is_found_with_the_post(text, found):
    assert [(each.value, each.who) for each in quoted_people(text)] == found


@pytest.mark.parametrize(
    "text",
    [
        "组长：高新区管委会主任",
        "成员：市公安局、水利局负责人",
        "组长由市应急局局长担任",
        "单位 | 姓名 | 电话",
        "总指挥：市长",
        "Name of the plan",
    ],
)
def test_a_body_or_a_post_is_no_person(text):
    assert list(quoted_people(text)) == []
