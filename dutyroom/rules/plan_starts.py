"""When a level of response begins, and who may begin it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from dutyroom.rules.plan_contents import LEVELS
from dutyroom.rules.plan_levels import level_of, levels_in
from dutyroom.rules.plan_proposed import Placed, ProposedStart, Text, bare, is_numbered, lines_of, placed

_LONG: Final = 2000
_RESPONSE: Final = re.compile(r"响应|启动|处置|应急")
_CONDITIONS: Final = re.compile(
    r"启动(?:条件|标准|情形)|响应(?:条件|标准)|启动响应(?:条件|标准)|分级标准|(?<!终止)条件$|activation criteria|trigger|when to (?:activate|deploy|start)",
    re.IGNORECASE,
)
_OTHER: Final = re.compile(r"终止|结束|解除|调整|预警(?!响应)|分级(?!响应|标准)|原则")
_WAY: Final = re.compile(r"启动(?:程序|权限|流程|机制|主体)|响应(?:程序|流程|启动)|启动$|启动应急响应|批准权限")
_LEAD: Final = re.compile(
    r"(?:下列|以下|如下)(?:情况|情形|条件|标准|事件)(?:之一)?|之一(?:的|时)|符合.{0,16}(?:条件|标准)"
)
_END_LEAD: Final = re.compile(r"终止|结束|解除|停止|撤销")
_INLINE: Final = re.compile(r"^(?:启动(?:条件|标准)|条件)\s*[：:]\s*(.+)$")
_STARTED: Final = re.compile(
    r"(?:决定|签发|批准|宣布|同意|授权|下令|报请|提请|签署|发布命令)[^。；;，,]{0,24}?(?:启动(?!情况)|进入)|启动[^。；;]{0,20}(?:决定|签发|批准|宣布)|由[^。；;，,]{2,40}(?:启动|宣布进入)"
)
_WHO_CUT: Final = re.compile(r"[。；;]")
_EVERY: Final = 6
_ENGLISH_WHO: Final = re.compile(
    r"\b(?:makes? the decision|is empowered to|may (?:activate|declare|initiate)|authori[sz]es?)\b", re.IGNORECASE
)
_ENGLISH_SENTENCE: Final = re.compile(r"(?<=[.!?])\s+|\n")


@dataclass(slots=True)
class _Found:
    """What was gathered of a level, and where."""

    place: int = -1
    conditions: list[str] = field(default_factory=list)
    authority: list[str] = field(default_factory=list)


def proposed_starts(sections: Sequence[Text]) -> list[ProposedStart]:
    """The start conditions by level, the highest level first, with who decides."""
    found: dict[str, _Found] = {}
    for each in placed(sections):
        for level, condition in _conditions(each):
            _of(found, level, each.place, first=True).conditions.append(condition)
        for level, who in _authorities(each):
            gathered = _of(found, level, each.place)
            if who not in gathered.authority:
                gathered.authority.append(who)
    order = ("", *LEVELS)
    return [
        ProposedStart(each.place, level, "\n".join(each.conditions)[:_LONG], "\n".join(each.authority)[:_LONG])
        for level, each in sorted(found.items(), key=lambda pair: order.index(pair[0]))
    ]


def _of(found: dict[str, _Found], level: str, place: int, *, first: bool = False) -> _Found:
    each = found.setdefault(level, _Found())
    if each.place < 0 or (first and not each.conditions):
        each.place = place
    return each


def _conditions(each: Placed) -> Iterator[tuple[str, str]]:
    titles = each.titles
    if _OTHER.search(titles[0]) and not re.search(r"(?:启动条件|启动标准|响应条件)(?!调整)", titles[0]):
        return
    own = bool(_CONDITIONS.search(titles[0]))
    levels = level_of(titles)
    if not own and (levels == ("",) and not any(_RESPONSE.search(title) for title in titles)):
        return
    listing = False
    for line in lines_of(each.text.body):
        if (row := _row(line)) is not None:
            yield row
            continue
        named = levels_in(line) if _LEAD.search(line) or _INLINE.search(bare(line)) else ()
        if not is_numbered(line) or named:
            listing = bool(_LEAD.search(line)) and not _END_LEAD.search(line)
            levels = named or levels
        wanted = (own or listing) and not _STARTED.search(line.split("：")[0].split("，")[0] if listing else line)
        said = _INLINE.match(bare(line))
        if said and not _END_LEAD.search(line):
            yield from ((level, said[1].strip()) for level in levels)
        elif wanted and (is_numbered(line) or own):
            text = line.strip()
            yield from ((level, text) for level in levels if not (_LEAD.search(text) and not is_numbered(line)))


def _row(line: str) -> tuple[str, str] | None:
    """A row of a table whose first cell is a level and whose second says when."""
    cells = [cell.strip() for cell in re.split(r"\s*[|｜\t]\s*", line.strip().strip("|"))]
    if len(cells) < 2 or len(cells[0]) > 12:  # a level and what belongs to it
        return None
    levels = levels_in(cells[0]) or levels_in(f"{cells[0]}响应")
    return (levels[0], cells[1]) if len(levels) == 1 and len(cells[1]) >= _EVERY else None


def _authorities(each: Placed) -> Iterator[tuple[str, str]]:
    titles = each.titles
    if _END_LEAD.search(titles[0]) and "启动" not in titles[0]:
        return
    if any(re.search(r"总则|原则|职责|保障|附则|预警(?!响应)|恢复|善后", title) for title in titles):
        return
    within = any(_RESPONSE.search(title) for title in titles)
    for sentence in _ENGLISH_SENTENCE.split(each.text.body):
        if _ENGLISH_WHO.search(sentence):
            yield "", sentence.strip()
    if not within:
        return
    for line in lines_of(each.text.body):
        for sentence in _WHO_CUT.split(bare(line)):
            yield from _of_sentence(sentence, titles)


def _of_sentence(sentence: str, titles: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    if not _STARTED.search(sentence) or "启动" not in sentence or _END_LEAD.search(sentence):
        return
    clauses = [clause.strip() for clause in re.split(r"[，,]", sentence)]
    levelled = [(levels_in(clause), clause) for clause in clauses]
    if sum(bool(levels) for levels, _ in levelled) > 1:
        for levels, clause in levelled:
            if levels and _STARTED.search(clause):
                yield from ((level, clause) for level in levels)
        return
    telling = [clause for clause in clauses if _STARTED.search(clause)] or [sentence.strip()]
    for level in levels_in(sentence) or level_of(titles):
        yield level, re.sub(r"[后时]$", "", "，".join(telling))
