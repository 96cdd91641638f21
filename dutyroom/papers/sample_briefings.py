"""Sample facts of issued papers, to print without a store; no name, number or event is real."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from typing import Any, Final

from dutyroom.papers.briefing_facts import BriefingFacts, BriefingKind, BriefingPart

_ZONE: Final = timezone(timedelta(hours=8))
_DAY: Final = datetime(2026, 11, 23, tzinfo=_ZONE)
_LEADERS: Final = ("市委书记样例", "市长样例", "常务副市长样例", "秘书长样例")
_WARNED: Final = "11月22日17时，市气象台发布大雾橙色预警信号，已于17时12分转发各区县（市）、开发区和市直有关部门，18时前全部确认收到。"
_ACCIDENT: Final = (
    "11月23日8时15分，二七区示例路口发生一起道路交通事故，一辆货车与一辆公交车相撞。"
    "市公安局交警支队8时20分电话报告，值班室8时24分报告带班领导。"
)
_CHECKED: Final = (
    ("序号", "单位", "抽查时间", "接听人", "结果", "备注"),
    ("1", "中原区政府值班室", "21:03", "赵样例", "在岗", ""),
    ("2", "二七区政府值班室", "21:06", "钱样例", "在岗", ""),
    ("3", "管城区政府值班室", "21:09", "孙样例", "不熟悉业务", "不清楚突发事件初报时限，已当场说明"),
    ("4", "金水区政府值班室", "21:12", "李样例", "在岗", ""),
    ("5", "惠济区政府值班室", "21:15", "—", "无人接听", "21:25第二次拨打，2声接听；称在传真室取件"),
    ("6", "上街区政府值班室", "21:18", "吴样例", "在岗", ""),
    ("7", "示例市政府值班室", "21:22", "郑样例", "带班不在", "带班领导20分钟后回电"),
    ("8", "示例县政府值班室", "21:27", "王样例", "转接手机", "值班电话设置了呼叫转移，已责令取消"),
    ("9", "市示例局值班室", "21:31", "冯样例", "在岗", ""),
    ("10", "市样例局值班室", "21:35", "陈样例", "在岗", ""),
)


def _at(hour: int, minute: int = 0, day: int = 0) -> datetime:
    return _DAY + timedelta(days=day, hours=hour, minutes=minute)


def _facts(kind: BriefingKind, serial: int, **more: Any) -> BriefingFacts:
    return BriefingFacts(
        office_zh="郑州市人民政府总值班室",
        office_en="Duty Room of the Zhengzhou Municipal Government",
        store_kind="sample",
        kind=kind,
        serial=serial,
        year=2026,
        issued_at=_at(9, 5),
        drafted_by="李样例",
        reviewed_by="王样例",
        signed_by="沈样例",
        state="issued",
        **more,
    )


def _part(text: str, level: int = 0, **more: Any) -> BriefingPart:
    return BriefingPart(text=text, level=level, **more)


def _daily() -> BriefingFacts:
    counts = (
        ("项目", "来电", "来文", "传真", "突发事件", "市长电话急件", "转发通知"),
        ("本日", "46", "12", "5", "1", "3", "4"),
        ("前一日", "39", "15", "7", "0", "2", "2"),
    )
    open_items = (
        ("事项", "承办单位", "办理时限", "进展"),
        ("市长批示：核查示例小区停暖问题（示例）", "市示例局", "11月24日18:00", "已派工，预计23日22时恢复供暖"),
        ("防范大雾天气落实情况反馈（示例）", "各区县（市）、开发区", "11月23日17:00", "16个单位中已反馈11个"),
    )
    return _facts(
        "daily-situation",
        327,
        number="值情〔2026〕327号",
        period_from=_at(8, 30, -1),
        period_until=_at(8, 30),
        parts=(
            _part("基本情况", 1),
            _part("11月22日8时30分至23日8时30分，共处理各类事项71件，办结68件，3件继续办理。", rows=counts),
            _part("重要情况", 1),
            _part("突发事件", 2),
            _part(_ACCIDENT + "截至8时50分，死亡3人、轻伤5人，原因正在调查。", unverified=True),
            _part("预警信息", 2),
            _part(_WARNED),
            _part("领导批示办理情况", 1),
            _part(
                "市长样例11月22日在《关于示例小区停暖情况的报告》上批示：请市示例局当日查明原因，尽快恢复。已转市示例局办理。"
            ),
            _part("继续办理的事项", 1),
            _part("下列2件尚未办结，已交接给下一班。", rows=open_items),
            _part("市领导活动安排", 1),
            _part(
                "市长样例23日上午在示例会议中心主持召开调度会；常务副市长样例23日至24日在外出差，由秘书长样例代为联系。"
            ),
        ),
        to=_LEADERS,
        copies=("市委值班室", "市人大常委会办公室", "市政协办公室", "市应急管理局"),
        printed_copies=25,
    )


def _express() -> BriefingFacts:
    return _facts(
        "express",
        12,
        number="值快〔2026〕12号",
        title="二七区示例路口发生道路交通事故（示例）",
        parts=(
            _part(_ACCIDENT),
            _part("截至8时50分，死亡3人、轻伤5人，伤者已送市示例医院救治。", unverified=True),
            _part(
                "公安、消防、急救已到场，示例路口双向封闭，公交绕行；常务副市长样例已赶赴现场。进一步情况，将及时续报。"
            ),
        ),
        to=_LEADERS,
        copies=("市委值班室", "市应急管理局", "市公安局"),
        printed_copies=18,
    )


def _information() -> BriefingFacts:
    return _facts(
        "duty-information",
        41,
        number="值信〔2026〕41号",
        title="关于大雾天气防范情况的报告（示例）",
        parts=(
            _part("预警和响应情况", 1),
            _part(_WARNED),
            _part("各地工作情况", 1),
            _part("市公安局在绕城高速公路采取限速措施，示例收费站于23日5时10分至7时40分临时关闭。"),
            _part("示例机场取消进出港航班14架次，安置旅客620人。", unverified=True),
            _part("下一步工作", 1),
            _part("总值班室将每2小时汇总一次情况，重要情况随时报告。"),
        ),
        to=("河南省人民政府总值班室", "中共郑州市委总值班室"),
        copies=("市政府办公室",),
        contact="0371-55500100",
    )


def _spot_check() -> BriefingFacts:
    return _facts(
        "spot-check",
        11,
        number="值查〔2026〕11号",
        title="关于11月份夜间值班抽查情况的通报（示例）",
        parts=(
            _part(
                "11月21日21时至21时40分，总值班室采取拨打值班电话的方式，对10个单位夜间值班情况进行了抽查。现将情况通报如下："
            ),
            _part("总体情况", 1),
            _part("抽查10个单位，值班人员在岗的6个，存在问题的4个。", rows=_CHECKED),
            _part("存在的主要问题", 1),
            _part("惠济区政府值班室首次拨打无人接听；示例县政府值班室将值班电话转接手机，违反值班工作规定。"),
            _part("工作要求", 1),
            _part(
                "被通报单位要于11月26日前书面报告整改情况。各单位要严格执行领导带班和24小时值班制度，值班电话不得转接手机，值班人员要熟悉报送要求。"
            ),
        ),
        to=_LEADERS[-2:],
        copies=("各区县（市）人民政府", "各开发区管委会", "市直各单位"),
        printed_copies=60,
    )


def _meeting_notice() -> BriefingFacts:
    return _facts(
        "meeting-notice",
        8,
        number="值会〔2026〕8号",
        title="关于召开冬季值班工作会议的通知（示例）",
        parts=(
            _part("经研究，定于近期召开冬季值班工作会议。现将有关事项通知如下："),
            _part(
                "请参会人员提前10分钟入场，因故不能参加的，须于11月25日12时前书面请假。请各单位于11月24日17时前将参会人员名单报总值班室。"
            ),
        ),
        fields=(
            ("时间", "2026年11月26日（星期四）15:00，会期1小时"),
            ("地点", "示例会议中心302会议室"),
            ("主持", "秘书长样例"),
            ("参加人员", "各区县（市）人民政府、开发区管委会分管负责人，市直有关单位值班工作负责人"),
            ("议题", "通报抽查情况，部署冬季和岁末年初值班工作"),
        ),
        to=("各区县（市）人民政府", "各开发区管委会", "市直有关单位"),
        copies=("市委值班室",),
        contact="李样例，0371-55500100",
    )


def _minutes() -> BriefingFacts:
    return _facts(
        "minutes",
        6,
        number="值纪〔2026〕6号",
        title="总值班室交接班例会纪要（示例）",
        fields=(
            ("时间", "2026年11月23日8:30—9:00"),
            ("地点", "总值班室"),
            ("主持", "沈样例"),
            ("记录", "李样例"),
            ("出席", "沈样例、王样例、李样例、赵样例"),
            ("列席", "周样例（市示例局）"),
            ("请假", "吴样例"),
        ),
        parts=(
            _part("会议听取了上一班值班情况，研究了继续办理的事项。现将议定事项纪要如下："),
            _part("关于大雾天气防范", 1),
            _part("会议议定，17时未反馈的5个单位由李样例逐一电话催报，18时前汇总报带班领导。"),
            _part("关于停暖问题办理", 1),
            _part("会议议定，由王样例每4小时与市示例局核对进展，恢复供暖后报批示领导。"),
            _part("关于值班纪律", 1),
            _part("会议强调，接班人员应提前10分钟到岗，当面逐项核对未办结事项。"),
        ),
        to=("秘书长样例",),
        copies=("总值班室全体人员",),
        printed_copies=12,
    )


_SAMPLES: Final = {
    "daily-situation": _daily,
    "express": _express,
    "duty-information": _information,
    "spot-check": _spot_check,
    "meeting-notice": _meeting_notice,
    "minutes": _minutes,
}


def sample_briefing(kind: BriefingKind) -> BriefingFacts:
    """A sample of a kind, as it was issued."""
    return _SAMPLES[kind]()


def sample_draft() -> BriefingFacts:
    """An express bulletin that corrects another one and is not issued yet."""
    return replace(_express(), state="draft", number="", serial=None, issued_at=None, replaces="第11期")
