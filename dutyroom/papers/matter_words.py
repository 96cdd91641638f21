"""The words of matters on paper: channels, urgency, secrecy, parts in the work, bases of supervision.

A key that is not here is printed as it is, so that an office may use words of its own.
"""

from __future__ import annotations

from typing import Final

from dutyroom.papers.matter_facts import Colour, Light
from dutyroom.rules.wording import mark

CHANNELS: Final = {
    "telegram": mark("Telegram"),
    "fax": mark("Fax"),
    "telephone": mark("Telephone"),
    "email": mark("E-mail"),
    "paper": mark("Paper copy"),
    "network": mark("Network"),
    "video": mark("Video meeting"),
    "message": mark("Text message"),
}
# 《党政机关公文处理工作条例》 (2012) names the grades of papers 特急 and 加急, those of telegrams 特提, 特急, 加急, 平急.
URGENCIES: Final = {
    "特提": mark("Flash"),
    "特急": mark("Most urgent"),
    "加急": mark("Very urgent"),
    "急件": mark("Urgent paper"),
    "平急": mark("Routine telegram"),
    "平件": mark("Routine"),
}
ROUTINE: Final = frozenset({"", "平急", "平件"})
SECRECIES: Final = {"绝密": mark("Top secret"), "机密": mark("Secret"), "秘密": mark("Confidential")}
ROLES: Final = {"lead": mark("Lead"), "helper": mark("Helper")}
BASES: Final = {
    "instruction": mark("Leader's instruction"),
    "meeting": mark("Decision of a meeting"),
    "paper": mark("Paper from above"),
    "npc": mark("Proposal of deputies"),
    "cppcc": mark("Proposal of CPPCC members"),
    "target": mark("Annual target"),
    "practical": mark("Practical thing for the people"),
    "exercise": mark("Found by a drill or an evaluation"),
}
COLOURS: Final[dict[Colour, str]] = {"blue": mark("blue"), "orange": mark("orange"), "red": mark("red")}
NOTICES: Final[dict[Colour, str]] = {
    "blue": mark("Blue supervision notice"),
    "orange": mark("Orange supervision notice"),
    "red": mark("Red supervision notice"),
}
LIGHTS: Final[dict[Light, str]] = {
    "green": mark("in time"),
    "yellow": mark("nearly due"),
    "red": mark("overdue"),
    "closed": mark("closed"),
}
