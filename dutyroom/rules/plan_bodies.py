"""The bodies of command that a plan sets up: who leads them, who belongs to them, what they do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from dutyroom.rules.plan_proposed import Placed, ProposedBody, Text, bare, is_numbered, lines_of, placed

BODIES_MOST: Final = 120
_LONG: Final = 1500
_SHORT: Final = 300
_READ_MOST: Final = 4000
"""Letters of a section within which a body has said who leads it and what it does."""
_CHAPTER: Final = re.compile(
    r"组织(?:指挥)?(?:机构|体系)|指挥(?:机构|体系)|机构(?:及|与|和)?职责|组织领导|应急组织|职责分工|任务分工|成员单位"
)
_BODY: Final = re.compile(
    r"(?:指挥部|指挥机构|委员会|减灾委|安委会|领导小组|决策小组|工作小组|办公室|工作专班|专班|专家组|指导组|工作组|[^小]组|领导机构|工作机构|联动机构|办事机构|专家机构|日常机构|指挥中心|指挥长|机构)$"
)
_TAIL: Final = re.compile(
    r"(?:成员单位|成员)?(?:组成|构成)?(?:人员)?(?:及其?|和|与|、)?(?:主要|工作)?(?:职责|分工|任务)(?:分工)?$|(?:及其?|和|与)?(?:组成|构成|成员)$"
)
_POST: Final = r"(?:常务副|第一副|副)?(?:总指挥长|总指挥|指挥长|组长|主任|主任委员|召集人)"
_COLON: Final = re.compile(
    rf"(?:^|[\s。；;，,])({_POST})\s*[：:]\s*([^。；;：:\n]+?)(?=(?:[\s。；;]+(?:{_POST}|成员|职责)[^。]{{0,6}}[：:])|[。；;\n]|$)"
)
_BY: Final = re.compile(rf"({_POST})(?:一?名)?(?:，|,)?由([^。；;，,]{{2,60}}?)(?:兼任|担任|兼)")
_AS: Final = re.compile(rf"(?:由)?([^。；;，,：:]{{2,40}}?)(?:担任|兼任|任)({_POST})(?=[，,。；;、]|$)")
_LED: Final = re.compile(r"由([^。；;，,]{2,40}?)(?:同志)?(?:牵头|负责牵头|任组长单位)")
_LEAD_UNIT: Final = re.compile(r"牵头(?:单位|部门)\s*[：:]\s*([^。；;\n]+)")
_MEMBERS: Final = (
    re.compile(r"成员(?:单位)?(?:包括)?\s*[：:]\s*([^。；;\n]+)"),
    re.compile(r"成员(?:单位)?(?:由|包括|为)([^。；;]+?)(?:负责人|负责同志|有关领导)?(?:担任|组成|等?$|[。；;])"),
    re.compile(r"牵头，([^。；;]{1,800}?)(?:等(?:有关|相关)?(?:部门|单位|部门和单位))?(?:参加|配合|组成)"),
    re.compile(r"由([^。；;]{4,500}?)(?:等)?(?:组成|参加)"),
    re.compile(r"(?:参与|配合|责任|参加)(?:单位|部门)\s*[：:]\s*([^。；;\n]+)"),
)
_DUTIES: Final = re.compile(
    r"(?:(?:主要|工作|具体)?(?:职责|任务|分工)(?:是|为|包括)?\s*[：:]|(?:主要职责|职责)(?:是|为))\s*(.+)", re.DOTALL
)
_RESPONSIBLE: Final = re.compile(r"[^。；;]*?(?:负责|承担|组织|协调|提供|履行|领导)[^。]*。?")
_UNIT_LINE: Final = re.compile(
    r"^(?P<name>[^，。；：:|\s]{2,24}?(?:[局委办厅部署院会社司队]|中心|集团|公司|政府|支队|总队|大队|银行|军分区|武警|指挥部|办公室|街道|电视台|气象台|机构|单位))"
    r"(?:（[^）]{1,20}）)?\s*(?:[：:|]|主要职责[：:]?|(?=负责))\s*(?P<duties>.{6,})$"
)
_TITLE_ROLE: Final = re.compile(r"^role:\s*(?P<name>.{3,60})$", re.IGNORECASE)
_DUTY_HEADING: Final = re.compile(r"^(?:duties|responsibilities)$", re.IGNORECASE)
_STRUCTURE: Final = re.compile(r"\b(?:team|command|response|role)\w* structure\b", re.IGNORECASE)


def proposed_bodies(title: str, sections: Sequence[Text]) -> list[ProposedBody]:
    """The bodies of command in the order of the text, and the units whose duties are listed among them."""
    found: dict[str, ProposedBody] = {}
    for each in placed(sections):
        for body in (*_of_heading(each), *_of_units(each), *_english(title, each)):
            found.setdefault(body.name, body)
            if len(found) >= BODIES_MOST:
                return list(found.values())
    return list(found.values())


def _of_heading(each: Placed) -> Iterator[ProposedBody]:
    name = body_name(each.text.title)
    if not name or not each.text.body.strip():
        return
    if not any(_CHAPTER.search(title) for title in each.titles) and not _BY.search(each.text.body):
        return
    text = "\n".join(
        bare(line) if is_numbered(line) else line.strip() for line in lines_of(each.text.body[:_READ_MOST])
    )
    head, members, duties = heads_in(text), members_in(text), duties_in(text)
    if not (head or members or duties):
        duties = text if len(text) <= _SHORT else ""
    yield ProposedBody(each.place, name, head, members, duties)


def body_name(title: str) -> str:
    """The name of the body that a heading is about; empty where it is about none."""
    name = _TAIL.sub("", title.strip()).strip(" 、及和与")
    name = name.split("、")[0] if "、" in name and not name.endswith("组") else name
    if not _BODY.search(name) or re.search(r"组织(?:指挥)?(?:机构|体系)|职责|分工", name):
        return ""
    return name


def heads_in(text: str) -> str:
    """Who leads, one post a line: ``指挥长：省长``."""
    heads: dict[str, str] = {}
    for match in _COLON.finditer(text):
        heads.setdefault(match[1], match[2].strip(" ，,"))
    for match in _BY.finditer(text):
        heads.setdefault(match[1], match[2].strip())
    if not heads:
        for match in _AS.finditer(text):
            heads.setdefault(match[2], match[1].strip())
    if not heads:
        led = _LEAD_UNIT.search(text) or _LED.search(text)
        return f"牵头：{led[1].strip()}" if led else ""
    return "\n".join(f"{post}：{who}" for post, who in heads.items())


def members_in(text: str) -> str:
    """Who belongs to it."""
    for pattern in _MEMBERS:
        found = pattern.search(text)
        if found and not re.search(r"职责", found[1]):
            return _whole(found[1])
    return ""


def _whole(members: str) -> str:
    return members.strip(" ，,、")[:_LONG]


def duties_in(text: str) -> str:
    """What it does: what stands behind 职责, else the sentences that say what it is responsible for."""
    found = _DUTIES.search(text)
    if found:
        first = found[1].split("\n")
        rest = [line for line in first[1:] if not re.match(rf"(?:成员|{_POST})", line)]
        return "\n".join([first[0], *rest]).strip()[:_LONG]
    said = [
        match[0].strip() for match in _RESPONSIBLE.finditer(text) if not re.search(r"担任|组成|参加|牵头，", match[0])
    ]
    return "".join(said)[:_LONG]


def _of_units(each: Placed) -> Iterator[ProposedBody]:
    """Of a list of the units that take part: each with its duties."""
    title = each.text.title
    if not re.search(r"成员单位|单位及?职责|职责分工|任务分工|部门职责|各部门|分工", title):
        return
    for line in lines_of(each.text.body):
        found = _UNIT_LINE.match(bare(line).replace(" | ", "："))
        if found:
            yield ProposedBody(each.place, found["name"], "", "", found["duties"].strip()[:_LONG])


def _english(title: str, each: Placed) -> Iterator[ProposedBody]:
    role = _TITLE_ROLE.match(title.strip())
    if role and _DUTY_HEADING.match(each.text.title.strip()):
        steps = [bare(line) for line in lines_of(each.text.body) if re.match(r"\d|-", line)]
        yield ProposedBody(each.place, role["name"].strip(), "", "", "\n".join(steps)[:_LONG])
    if _STRUCTURE.search(each.text.title):
        yield from _structure(each)


def _structure(each: Placed) -> Iterator[ProposedBody]:
    """A team with its members one level deeper."""
    name, members = "", list[str]()
    for line in [*lines_of(each.text.body), "- "]:
        found = re.match(r"^(\s*)[-*•]\s*(.*)$", line)
        if found is None:
            continue
        if found[1]:
            members.append(found[2].strip())
            continue
        if name and members:
            yield ProposedBody(
                each.place, name, "", "、".join(members) if not members[0].isascii() else ", ".join(members), ""
            )
        name, members = found[2].strip(), []
