"""The mayor's telephone (市长电话): the words of a case: by what it came, what is wanted, how it ended, how content.

Kinds, channels and grades of satisfaction: GB/T 33358-2016 as reported (domain.md §4.3); what is not accepted:
潍坊市12345政务服务便民热线条例 art. 19. Each value is stored for ever and never renamed.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from dutyroom.rules.wording import mark


class Channel(StrEnum):
    """By what a demand came."""

    PHONE = "phone"
    WEB = "web"
    APP = "app"
    WECHAT = "wechat"
    MAILBOX = "mailbox"
    SMS = "sms"
    LEADER = "leader"
    ABOVE = "above"
    MEDIA = "media"
    OTHER = "other"


CHANNEL_WORDS: Final[dict[str, str]] = {
    Channel.PHONE: mark("Telephone"),
    Channel.WEB: mark("Website"),
    Channel.APP: mark("App"),
    Channel.WECHAT: mark("WeChat"),
    Channel.MAILBOX: mark("Mayor's mailbox"),
    Channel.SMS: mark("Text message"),
    Channel.LEADER: mark("Leader's instruction"),
    Channel.ABOVE: mark("Passed on from above"),
    Channel.MEDIA: mark("Media"),
    Channel.OTHER: mark("Another way"),
}
CHANNEL_ZH: Final[dict[str, str]] = {
    Channel.PHONE: "电话",
    Channel.WEB: "网站",
    Channel.APP: "APP",
    Channel.WECHAT: "微信",
    Channel.MAILBOX: "信箱",
    Channel.SMS: "短信",
    Channel.LEADER: "领导批示",
    Channel.ABOVE: "上级转办",
    Channel.MEDIA: "媒体",
    Channel.OTHER: "其他",
}
"""As papers and workbooks write them, in whatever language the window is."""


class Demand(StrEnum):
    """What kind of demand it is."""

    CONSULT = "consult"
    HELP = "help"
    COMPLAINT = "complaint"
    TIP = "tip"
    SUGGESTION = "suggestion"
    PRAISE = "praise"


DEMAND_WORDS: Final[dict[str, str]] = {
    Demand.CONSULT: mark("Enquiry"),
    Demand.HELP: mark("Request for help"),
    Demand.COMPLAINT: mark("Complaint"),
    Demand.TIP: mark("Tip-off"),
    Demand.SUGGESTION: mark("Suggestion"),
    Demand.PRAISE: mark("Praise"),
}
DEMAND_ZH: Final[dict[str, str]] = {
    Demand.CONSULT: "咨询",
    Demand.HELP: "求助",
    Demand.COMPLAINT: "投诉",
    Demand.TIP: "举报",
    Demand.SUGGESTION: "建议",
    Demand.PRAISE: "表扬",
}


class Sex(StrEnum):
    """How the caller is addressed, where that was said."""

    UNSAID = ""
    FEMALE = "female"
    MALE = "male"


SEX_WORDS: Final[dict[str, str]] = {
    Sex.UNSAID: mark("not said"),
    Sex.FEMALE: mark("Ms"),
    Sex.MALE: mark("Mr"),
}
SEX_ZH: Final[dict[str, str]] = {Sex.UNSAID: "", Sex.FEMALE: "女", Sex.MALE: "男"}

AT_ONCE: Final = "即办"
"""The urgency of a case that is to be answered within minutes or hours, beside none (一般)."""


class Result(StrEnum):
    """How a demand ended."""

    SOLVED = "solved"
    PARTLY = "partly"
    EXPLAINED = "explained"
    REFUSED = "refused"
    UNREACHED = "unreached"


RESULT_WORDS: Final[dict[str, str]] = {
    Result.SOLVED: mark("Solved"),
    Result.PARTLY: mark("Partly solved"),
    Result.EXPLAINED: mark("Explained"),
    Result.REFUSED: mark("Not accepted"),
    Result.UNREACHED: mark("Caller not reached"),
}
RESULT_ZH: Final[dict[str, str]] = {
    Result.SOLVED: "解决",
    Result.PARTLY: "部分解决",
    Result.EXPLAINED: "解释说明",
    Result.REFUSED: "不予受理",
    Result.UNREACHED: "无法联系",
}


class Satisfied(StrEnum):
    """The five grades that a caller is asked for, best first."""

    VERY = "5"
    YES = "4"
    BASICALLY = "3"
    NO = "2"
    NOT_AT_ALL = "1"


SATISFIED_WORDS: Final[dict[str, str]] = {
    Satisfied.VERY: mark("Very satisfied"),
    Satisfied.YES: mark("Satisfied"),
    Satisfied.BASICALLY: mark("Basically satisfied"),
    Satisfied.NO: mark("Dissatisfied"),
    Satisfied.NOT_AT_ALL: mark("Very dissatisfied"),
}
SATISFIED_ZH: Final[dict[str, str]] = {
    Satisfied.VERY: "非常满意",
    Satisfied.YES: "满意",
    Satisfied.BASICALLY: "基本满意",
    Satisfied.NO: "不满意",
    Satisfied.NOT_AT_ALL: "非常不满意",
}


class Refused(StrEnum):
    """Why a demand is not accepted (不予受理)."""

    COURT = "court"
    DISCIPLINE = "discipline"
    REVIEW = "review"
    DISCLOSURE = "disclosure"
    PETITION = "petition"
    SECRET = "secret"  # noqa: S105  # a kind of content, no password
    SETTLED = "settled"
    EMERGENCY = "emergency"
    ELSEWHERE = "elsewhere"
    OTHER = "other"


REFUSED_WORDS: Final[dict[str, str]] = {
    Refused.COURT: mark("Lawsuit or arbitration"),
    Refused.DISCIPLINE: mark("Discipline and supervision of officials"),
    Refused.REVIEW: mark("Administrative review"),
    Refused.DISCLOSURE: mark("Request for disclosure of information"),
    Refused.PETITION: mark("Already in the petition procedure"),
    Refused.SECRET: mark("State or business secrets, privacy, indecency"),
    Refused.SETTLED: mark("Already settled lawfully"),
    Refused.EMERGENCY: mark("For 110, 119, 120 or 122"),
    Refused.ELSEWHERE: mark("Of another city or outside the government's duties"),
    Refused.OTHER: mark("Another reason"),
}
REFUSED_ZH: Final[dict[str, str]] = {
    Refused.COURT: "诉讼、仲裁事项",
    Refused.DISCIPLINE: "纪检监察事项",
    Refused.REVIEW: "行政复议事项",
    Refused.DISCLOSURE: "政府信息公开申请",
    Refused.PETITION: "已进入信访程序的事项",
    Refused.SECRET: "涉及国家秘密、商业秘密、个人隐私或者违背公序良俗的事项",
    Refused.SETTLED: "已依法办结的事项",
    Refused.EMERGENCY: "应由110、119、120、122受理的事项",
    Refused.ELSEWHERE: "不属于本市或者政府职责范围的事项",
    Refused.OTHER: "其他",
}


class Decision(StrEnum):
    """Where an objection of a unit (退单) or its asking for more time (延期) stands."""

    ASKED = "asked"
    GRANTED = "granted"
    REFUSED = "refused"


DECISION_WORDS: Final[dict[str, str]] = {
    Decision.ASKED: mark("to be decided"),
    Decision.GRANTED: mark("granted"),
    Decision.REFUSED: mark("refused"),
}


class Card(StrEnum):
    """The cards of supervision (黄牌、红牌), mildest first."""

    YELLOW = "yellow"
    RED = "red"


CARD_WORDS: Final[dict[str, str]] = {Card.YELLOW: mark("yellow card"), Card.RED: mark("red card")}
CARD_ZH: Final[dict[str, str]] = {Card.YELLOW: "黄牌", Card.RED: "红牌"}


class Look(StrEnum):
    """For what unmasked data of callers was looked at."""

    CASE = "case"
    NUMBER = "number"
    SEARCH = "search"
    PRINT = "print"
    EXPORT = "export"


LOOK_WORDS: Final[dict[str, str]] = {
    Look.CASE: mark("case opened"),
    Look.NUMBER: mark("caller's number"),
    Look.SEARCH: mark("search by person"),
    Look.PRINT: mark("printed"),
    Look.EXPORT: mark("exported"),
}
