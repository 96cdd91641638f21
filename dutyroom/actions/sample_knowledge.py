"""The sample's knowledge shelf: a dozen answers, of which some are stale; every one is invented and says so.

They came with a table, as an office's first ones do: one entry for all.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from dutyroom.actions.knowledge import new_item, today_of
from dutyroom.data.desk import Desk
from dutyroom.rules.knowledge import KnowledgeFacts

KNOWLEDGE_ENTRIES: Final = 1
"""The entry of the items."""
_FILE: Final = "知识库（示例）.xlsx"
_SOURCE: Final = "示例数据，不是真实规定"
_ITEMS: Final = (
    ("居住证怎么办理？", "带身份证和住址证明到居住地派出所申请，受理后十五个工作日内领取（示例）。", "100203", "公安局", 0, 400),
    ("小区停水了找谁？", "先看供水公司停水公告；不在公告范围内的，登记地址后转供水公司抢修，两小时内联系来电人（示例）。",
     "030101", "自来水公司", 0, None),
    ("今年什么时候开始供暖？", "十一月十五日开始，次年三月十五日结束；室温低于十八摄氏度可以申请测温（示例）。", "030402", "热力公司", 0, -100),
    ("暖气费怎么报停？", "供暖开始三十日前到营业厅申请；报停期间收取基本热费（示例）。", "030404", "热力公司", 10, 120),
    ("六十五岁以上老人坐公交免费吗？", "持老年卡免费；老年卡在各区政务服务大厅办理（示例）。", "040104", "公交公司", 30, None),
    ("红绿灯坏了多久能修好？", "登记路口位置后立即转公安交管部门，半小时内联系来电人；修复时间由现场情况决定（示例）。",
     "040301", "公安局", 5, None),
    ("孩子上小学需要什么材料？", "户口簿、房产证或者居住证、预防接种证；报名时间以当年公告为准（示例）。", "060101", "教育局", 220, None),
    ("单位拖欠工资怎么办？", "登记单位名称、地址、拖欠月份和金额，转劳动监察机构；也可以申请劳动仲裁（示例）。",
     "080101", "人力资源和社会保障局", 20, None),
    ("养老金每月几号发放？", "每月十五日前发放到社保卡；到账有疑问的可查询社保中心（示例）。", "080201", "人力资源和社会保障局", 60, 200),
    ("外地住院能直接结算吗？", "住院前办理异地就医备案，在联网医院可以直接结算（示例）。", "070303", "医疗保障局", 90, None),
    ("夜间施工扰民谁来管？", "晚上十点至次日六点的施工噪声，登记工地位置后转生态环境部门查处（示例）。", "050101", "生态环境局", 15, None),
    ("路灯不亮向谁报修？", "登记路名和灯杆号，转城市管理部门，三个工作日内修复（示例）。", "010203", "城市管理局", None, None),
    ("营业执照遗失怎么补办？", "在政务服务网申请补领，或者带身份证到登记机关窗口办理（示例）。", "090401", "市场监督管理局", 45, None),
)  # fmt: skip
"""Question, answer, class, unit; how many days ago it was checked (None: never); in how many days it ends."""


def add_sample_knowledge(desk: Desk) -> None:
    """Put the items on the shelf."""
    today = today_of(desk)
    for question, answer, code, unit, checked, ends in _ITEMS:
        until = today + timedelta(days=ends) if ends is not None else None
        facts = KnowledgeFacts(
            question=question, answer=answer, code=code, unit=unit, source=_SOURCE, valid_until=until
        )
        checked_on = today - timedelta(days=checked) if checked is not None else None
        new_item(desk, facts, checked_on=checked_on, checked_by=desk.author.name if checked is not None else "")
    desk.journal("knowledge.imported", text=f"{_FILE}：{len(_ITEMS)}", payload={"file": _FILE, "imported": len(_ITEMS)})
