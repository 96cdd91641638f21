"""What the callers of the benchmark say: invented demands, streets, units and persons, some frequent, some rare."""

from __future__ import annotations

import random
from typing import Final

TOPICS: Final = (
    ("020101", "物业服务不到位", "市住房保障局"), ("010103", "道路保洁不及时", "市城市管理局"), ("010101", "占道经营扰民", "市城市管理局"),
    ("010201", "路面坑洼破损", "市城市管理局"), ("010203", "路灯不亮", "市城市管理局"), ("010204", "雨后积水", "市城市管理局"),
    ("030101", "小区停水", "自来水公司"), ("030201", "居民楼停电", "供电公司"), ("030301", "燃气报装", "燃气公司"),
    ("030401", "暖气不热", "热力公司"), ("040101", "公交线路调整", "市交通运输局"), ("040201", "出租车拒载", "市交通运输局"),
    ("050101", "社保转移", "市人力资源社会保障局"), ("050201", "拖欠工资", "市人力资源社会保障局"), ("060101", "医保报销", "市医疗保障局"),
    ("060201", "预约挂号", "市卫生健康委员会"), ("070101", "入学报名", "市教育局"), ("070201", "校外培训退费", "市教育局"),
    ("080101", "消费纠纷退款", "市市场监督管理局"), ("080201", "食品变质", "市市场监督管理局"), ("090101", "夜间施工噪声", "市生态环境局"),
    ("090201", "扬尘污染", "市生态环境局"), ("100101", "身份证办理", "市公安局"), ("100201", "违法停车", "市公安局"),
    ("020202", "延期交房", "市城乡建设局"), ("020302", "公积金提取", "市住房公积金管理中心"), ("110101", "不动产登记", "市自然资源和规划局"),
    ("120101", "营业执照办理", "市政务服务局"), ("130101", "宅基地纠纷", "市农业农村局"), ("140101", "公园设施损坏", "市园林局"),
)  # fmt: skip
"""Code of the class, what it is about, who has it in hand; the first are called for most."""
RARE: Final = ("150101", "候鸟救助", "市林业局")
"""One case in some hundreds."""
AREAS: Final = (
    "金水区", "二七区", "中原区", "管城区", "惠济区", "郑东新区", "高新区", "经开区", "航空港区", "上街区", "中牟县", "新郑市",
    "新密市", "登封市", "荥阳市", "巩义市",
)  # fmt: skip
_STREETS: Final = ("示范", "样例", "模拟", "演示", "范例", "试点", "样板", "样本", "示例", "仿真", "虚构", "假设")
_SURNAMES: Final = "王李张刘陈杨黄赵周吴徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
_GIVEN: Final = "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂文辉玲华建国海燕鹏飞丹萍鑫波斌宇浩凯健俊帆雪梅林晓"
_TEXT: Final = (
    "来电人反映{place}{what}，已持续{n}天，影响周边居民生活，希望相关部门尽快核实处理并回复。",
    "市民来电称{place}存在{what}的情况，曾向社区反映{n}次未解决，请协调{unit}到现场查看。",
    "咨询{what}的办理条件和所需材料，来电人住在{place}，要求工作人员{n}日内联系答复。",
    "{place}附近{what}，涉及约{n}户，要求说明原因和恢复时间。",
)
_TITLES: Final = ("反映{area}{what}", "{street}{what}问题", "咨询{what}", "要求解决{what}")
_ANSWERS: Final = (
    "{unit}答复：已现场核实，{what}问题已处理完毕，来电人表示认可。",
    "{unit}答复：经核实，{what}按现行规定办理，已向来电人解释说明。",
    "{unit}答复：已列入整改计划，{n}日内完成，并已告知来电人。",
)


class HotlineWords:
    """Words by chance; the same for the same seed."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance

    def topic(self) -> tuple[str, str, str]:
        """Code, subject and unit; seldom the rare one."""
        if self._chance.random() < 0.003:
            return RARE
        return TOPICS[min(int(self._chance.expovariate(0.12)), len(TOPICS) - 1)]

    def place(self) -> tuple[str, str]:
        """An area and a street of it; the inner city calls most."""
        area = AREAS[min(int(self._chance.expovariate(0.3)), len(AREAS) - 1)]
        return area, f"{area[:2]}{self._chance.choice(_STREETS)}街道"

    def person(self) -> str:
        """Somebody who is marked as invented."""
        given = self._chance.choice(_GIVEN) + (self._chance.choice(_GIVEN) if self._chance.random() < 0.7 else "")
        return f"{self._chance.choice(_SURNAMES)}{given}样例"

    def phone(self) -> str:
        """A mobile, of somebody who calls often or seldom."""
        number = int(700_000 * self._chance.random() ** 1.5) * 7919 % 100_000_000
        return f"139{number:08}"

    def title(self, area: str, street: str, what: str) -> str:
        """What it is called."""
        return self._chance.choice(_TITLES).format(area=area, street=street, what=what)

    def text(self, place: str, what: str, unit: str) -> str:
        """What was said."""
        return self._chance.choice(_TEXT).format(place=place, what=what, unit=unit, n=self._chance.randint(1, 30))

    def answer(self, what: str, unit: str) -> str:
        """What was answered."""
        return self._chance.choice(_ANSWERS).format(what=what, unit=unit, n=self._chance.randint(1, 30))
