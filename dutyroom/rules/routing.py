"""Routing: which office a paper's words lead to, each office with the words that led there and the points they gave.

Nothing is hidden: an office's score is the sum of its words' points, and a word's points are its length × the
place (a title counts three times) × its weight, doubled where an officer's decision confirmed it. Characters
that a longer word has taken count for no shorter one: 安全生产 leaves nothing for 生产.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

from dutyroom.rules.headings import HAN
from dutyroom.rules.passage import levelled

U = TypeVar("U", int, str)

TITLE_COUNTS: Final = 3
DECISION_COUNTS: Final = 2
MOST_IN_BODY: Final = 2
HELPS_FROM: Final = 0.4
"""An office helps the lead when it has at least this share of the lead's points."""

_LEARNT: Final = range(2, 7)
_END: Final = 4
_SPLIT: Final = re.compile(r"第?\d+(?:年|月份?|日|号|级|次|期|届|个|起|名|户)?|[^㐀-鿿\d]+级?|和|与|及|或")
_STOP_WORDS: Final = (
    "关于 转发 批转 印发 下发 发布 公布 进一步 切实 认真 全面 深入 扎实 毫不松懈 积极 严格 加强 加快 推进 推动 强化 开展 组织 做好 抓好 落实 贯彻 执行 "
    "启动 提升 终止 维持 调整 调度 指导 支持 下达 明确 完善 规范 报送 上报 举办 召开 参加 征求 修订 同意 设立 公开 发出 请求 商请 协助 部署 提高 确保 "
    "紧急 重要 重大 近期 当前 今年 本轮 新一轮 有关 相关 若干 问题 情况 事项 工作 活动 任务 措施 要求 意见 通知 通报 通告 公告 公报 决定 命令 批复 请示 报告 复函 函件 "
    "会议纪要 纪要 方案 预案 条例 办法 规定 细则 名单 计划 实施 过程 期间 以来 以及 全国 全省 全市 全区 我省 我市 本市 各地 各级 各部门 国家 针对 管理 防御 防范 应对 处置 "
    "治理 整治 检查 保障 一级 二级 三级 四级 级别 突发 迅速 投入 基本 形势 中华人民共和国 "
    "北京 天津 河北 山西 内蒙古 辽宁 吉林 黑龙江 上海 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 广西 海南 重庆 四川 贵州 云南 西藏 陕西 甘肃 青海 宁夏 新疆 "
    "的 了 针对 各"
)
_STOPS: Final = re.compile("|".join(sorted(_STOP_WORDS.split(), key=len, reverse=True)))
_ISSUER: Final = re.compile(
    rf"^[{HAN}、\s-]{{2,60}}?(?:办公厅|办公室|指挥部|委员会|人民政府|政府|厅|局|部|院|委|总队|中心|防总|防指|防办)(?=关于|转发|印发|批转|就|针对|对|启动|维持|提升|发出|发布|调度|派)"
)
_NO_SUBJECT: Final = ("人民政府", "人民代表大会")
"""Words of every paper that hold another word by chance: 人民政府 is not 民政."""


@dataclass(frozen=True, slots=True)
class RoutingWord(Generic[U]):
    """A word that leads to an office; ``origin``: office (its fields and functions), decision (learnt), typed."""

    word: str
    unit_id: U
    weight: int = 1
    origin: str = "office"


@dataclass(frozen=True, slots=True)
class Led:
    """A word that led to an office: how often it stands in title and body, and the points it gave."""

    word: str
    in_title: int
    in_body: int
    points: int


@dataclass(frozen=True, slots=True)
class Route(Generic[U]):
    """An office that a paper is proposed for, and the words that led there, the strongest first."""

    unit_id: U
    score: int
    words: tuple[Led, ...]


def route(title: str, body: str, words: Sequence[RoutingWord[U]]) -> list[Route[U]]:
    """The offices that the words of a paper lead to, best first; among equals the one whose words come first.

    The body that issues the paper is no subject: in front of 关于 its name counts like the body's text.
    """
    issuer = _ISSUER.match(title)
    subject = title[issuer.end() :] if issuer else title
    in_title = _counts(subject, words)
    in_body = _counts(f"{issuer[0] if issuer else ''}\n{body}", words)
    led: dict[U, list[Led]] = {}
    for word in words:
        times, more = in_title.get(word.word, 0), in_body.get(word.word, 0)
        if times or more:
            led.setdefault(word.unit_id, []).append(Led(word.word, times, more, _points(word, times, more)))
    routes = [
        Route(unit, sum(one.points for one in found), tuple(sorted(found, key=lambda one: -one.points)))
        for unit, found in led.items()
    ]
    return sorted((one for one in routes if one.score > 0), key=lambda one: -one.score)


def _points(word: RoutingWord[U], in_title: int, in_body: int) -> int:
    counts = (in_title > 0) * TITLE_COUNTS + min(in_body, MOST_IN_BODY)
    return len(word.word) * counts * word.weight * (DECISION_COUNTS if word.origin == "decision" else 1)


def lead_and_helpers(routes: Sequence[Route[U]]) -> tuple[Route[U] | None, tuple[Route[U], ...]]:
    """The office proposed as lead, and those with enough points of their own to help."""
    if not routes:
        return None, ()
    lead = routes[0]
    return lead, tuple(one for one in routes[1:] if one.score >= HELPS_FROM * lead.score)


def _counts(text: str, words: Iterable[RoutingWord[Any]]) -> dict[str, int]:
    """How often each word stands in a text, longer words first: what they take is gone for shorter ones."""
    text = levelled(text)
    for word in _NO_SUBJECT:
        text = text.replace(word, "\0")
    counts: dict[str, int] = {}
    distinct = {word.word for word in words if word.word.strip()}
    for word in sorted(distinct, key=lambda one: (-len(one), one)):
        plain = levelled(word)
        if seen := text.count(plain):
            counts[word] = seen
            text = text.replace(plain, "\0")
    return counts


def learnt_words(title: str, *, names: Collection[str] = (), vocabulary: Collection[str] = ()) -> list[str]:
    """The words of a title that would be proposed as new routing words when an officer decides for another office.

    ``names`` of units and areas are no subject and are left out. Words of the ``vocabulary`` (all that lead to an
    office already) are found as they stand; what is left between them and words that say nothing gives the runs of
    two to six characters. A longer run is no word; it is asked for its end only where nothing else was found.
    """
    flat = levelled(title)
    issuer = _ISSUER.match(flat)
    rest = flat[issuer.end() :] if issuer else flat
    for name in sorted(filter(None, names), key=len, reverse=True):
        rest = rest.replace(levelled(name), "、")
    found: list[tuple[int, str]] = []
    for word in sorted((word for word in vocabulary if len(word) in _LEARNT), key=lambda one: (-len(one), one)):
        at = rest.find(levelled(word))
        if at >= 0:
            found.append((at, word))
            rest = rest.replace(levelled(word), "、" * len(word))
    runs = list(_runs(rest))
    found += [(at, run) for at, run in runs if len(run) in _LEARNT]
    if not found:
        found = [(at, run[-_END:]) for at, run in runs]
    return list(dict.fromkeys(word for _, word in sorted(found)))


def _runs(text: str) -> Iterator[tuple[int, str]]:
    """The runs of Han characters that are left when words that say nothing are cut out, and where they begin."""
    blanked = _STOPS.sub(lambda stop: " " * len(stop[0]), text)
    start = 0
    for gap in [*_SPLIT.finditer(blanked), None]:
        end = gap.start() if gap else len(blanked)
        if end - start >= _LEARNT.start:
            yield start, blanked[start:end]
        start = gap.end() if gap else end


def words_of_office(office: Mapping[str, Any]) -> list[RoutingWord[str]]:
    """The words that an office of ``office.toml`` names itself: its fields, and functions that are short enough."""
    words: dict[str, None] = {}
    for field in office.get("fields", ()):
        words[field] = None
        words.update(dict.fromkeys(part for part in field.split("和") if len(part) >= 2))
    for function in office.get("functions_zh", ()):
        parts = re.split(r"[、；，：:;,()（）]|和", function)
        words.update(dict.fromkeys(part for part in parts if len(part) in range(4, 9) and "的" not in part))
    return [RoutingWord(word, str(office["id"])) for word in words]


def words_of_table(table: Mapping[str, Any], units: Collection[str]) -> list[RoutingWord[str]]:
    """The rows of ``rules/routing.toml`` as words; raises ``ValueError`` naming the row that is wrong."""
    words: list[RoutingWord[str]] = []
    for at, row in enumerate(table.get("routing", ()), 1):
        unit, listed = row.get("unit"), row.get("words")
        if unit not in units:
            raise ValueError(f"routing, row {at}: there is no unit {unit!r}")
        if not isinstance(listed, list) or not all(isinstance(word, str) and len(word) >= 2 for word in listed):
            raise ValueError(f"routing, row {at} ({unit}): words must be a list of words of two characters or more")
        if not row.get("source"):
            raise ValueError(f"routing, row {at} ({unit}): the source is missing")
        words += [RoutingWord(word, unit, int(row.get("weight", 1))) for word in listed]
    return words
