"""What the notices of the benchmark say: invented titles, senders, offices and texts, some frequent, some rare."""

from __future__ import annotations

import random
from typing import Final

TOPICS: Final = (
    "防汛抗旱", "强降雨防范应对", "安全生产大检查", "森林草原防火", "高温天气防范", "大气污染防治", "食品安全监管", "春运服务保障",
    "根治拖欠农民工工资", "政务值班值守", "信访维稳", "秸秆禁烧", "疫情防控", "耕地保护", "城市内涝治理", "危险化学品安全",
    "道路交通安全", "消防安全隐患排查", "节假日值班", "政务信息报送", "老旧小区改造", "公共数据管理", "招商引资", "燃气安全整治",
)  # fmt: skip
RARE: Final = "南水北调"
"""Stands in one notice of some hundreds."""
FORMS: Final = (
    "关于做好{}工作的通知", "关于进一步加强{}的紧急通知", "关于报送{}情况的通知", "关于开展{}专项行动的通知",
    "关于印发{}实施方案的通知", "关于{}有关事项的函", "关于{}情况的通报", "关于召开{}视频会议的通知",
)  # fmt: skip
SENDERS: Final = (
    ("河南省人民政府办公厅（示例）", "豫政办"), ("河南省防汛抗旱指挥部（示例）", "豫汛电"), ("河南省应急管理厅（示例）", "豫应急"),
    ("国务院办公厅（示例）", "国办发"), ("河南省发展和改革委员会（示例）", "豫发改"), ("河南省生态环境厅（示例）", "豫环"),
)  # fmt: skip
OFFICES: Final = (
    "秘书一处", "秘书二处", "秘书三处", "秘书四处", "秘书五处", "督查室", "市应急管理局", "市水利局", "市城市管理局", "市教育局",
    "市公安局", "市交通运输局", "市卫生健康委员会", "市生态环境局",
)  # fmt: skip
_REQUIRED: Final = ("请于{}日内报送落实情况。", "请加强值班值守，{}小时内反馈。", "请转发各区县（市）并于{}日内汇总。")
_CONTENT: Final = (
    "各区县（市）人民政府，市直各有关部门：现就做好{}工作通知如下。一、提高认识，压实责任。二、加强会商研判，及时发布预警。"
    "三、落实二十四小时值班和领导带班。四、有重大情况立即报告。"
)


class NoticeWords:
    """Words by chance; the same for the same seed."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance

    def topic(self) -> str:
        """What it is about; seldom the rare word."""
        return RARE if self._chance.random() < 0.002 else self._chance.choice(TOPICS)

    def title(self, topic: str) -> str:
        """A title of a paper."""
        return self._chance.choice(FORMS).format(topic)

    def sender(self) -> tuple[str, str]:
        """A body and the letters of its document numbers."""
        return self._chance.choice(SENDERS)

    def office(self) -> str:
        """Who leads; the first are asked most."""
        return OFFICES[min(int(self._chance.expovariate(0.25)), len(OFFICES) - 1)]

    def required(self) -> str:
        """What is to be done."""
        return self._chance.choice(_REQUIRED).format(self._chance.randint(1, 9))

    def content(self, topic: str) -> str:
        """The text."""
        return _CONTENT.format(topic)
