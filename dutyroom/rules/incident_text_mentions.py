"""The numbers of people in a report, each with the word that it belongs to.

A clause is taken apart into numbers of people and words for what became of them. A number belongs to the word behind
it (3人死亡, 3死) or, where the clause begins with the word, to the one before it (死亡3人, 死3伤5).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from dutyroom.rules.incident_text_numbers import COUNT, HAN, UNIT, VAGUE, Count, count_of
from dutyroom.rules.incident_text_said import Statement

_NUMERAL: Final = rf"[\d{HAN}]"
_INTO: Final = rf"(?= ?{_NUMERAL})"
_KEYS: Final[tuple[tuple[str, str], ...]] = (
    ("none", r"(?:死伤|伤亡)(?!(?:情况|人数)?:)|死亡(?:和|及|与|、)?失踪(?!\d)|死亡生猪|死亡家禽|需紧急生活救助|需救助|驰援|生命危险|病死"),
    ("deaths", r"(?:当场|抢救无效|不治|相继|不幸|因灾)?(?:死亡|身亡|遇难|丧生|丧命|罹难|遇害)|溺亡|溺毙|没抢救过来|当场没了|(?<=[人个])没了(?!事)|[烧砸压撞淹摔]死|死了|牺牲"),
    ("deaths", rf"死(?:的|者人数)?{_INTO}|亡{_INTO}|(?<={_NUMERAL})[死亡](?!角|机|鱼|锁|胡同|人)|(?<=[人名个])死(?!角|鱼|机)"),
    ("dead", r"(?:死者|遇难者|死难者)(?!家属|遗|含|中|里|包括|均|全部|都|系)"),
    ("missing", r"失踪|失联|下落不明|失去联系|(?:没|未)(?:有)?找[到着]"),
    ("serious", r"(?<!轻)重伤|危重|病危|特重|生命垂危|伤[势情](?:较|很|极|非常|挺|比较)?(?:为)?(?:严重|危重|重)"),
    ("serious", rf"重{_INTO}|(?<={_NUMERAL})重(?=[\s,，、;；。)轻]|$)|(?<=[个人名])重的?(?=[\s,，、;；。)轻]|$)|(?<=[个人名])伤得(?:挺|很|比较)?重"),
    ("light", r"轻微?伤|轻微[\u4e00-\u9fff]{0,2}伤|伤[势情](?:较|很|比较)?(?:为)?(?:轻微|轻)"),
    ("light", rf"轻{_INTO}|(?<={_NUMERAL})轻(?=[\s,，、;；。)]|$)|(?<=[个人名])轻的?(?=[\s,，、;；。)]|$)"),
    ("injured", r"受伤|轻重伤|负伤|致伤|[摔烧烫砸撞灼打捅刺咬压炸砍冻挤擦划扎跌踩]伤(?!力)|熏倒|受了伤"),
    ("injured", rf"伤(?:了|的)?{_INTO}|(?<={_NUMERAL})伤(?!情|势|者|员|亡|口|害|寒|心)|(?<=[人名个])伤的?(?!情|势|者|员|亡|口|害|寒|心|得)"),
    ("hurt", r"(?:伤者|伤员)(?!家属|含|中|里|包括|均|全部|都)"),
    ("sick", r"食物中毒|发病|感染|确诊|呕吐|腹泻|腹痛|恶心|发热|发烧|拉肚子|病例|不适"),
    ("poisoned", r"中毒"),
    ("evacuated", r"(?:紧急|安全|自行|集中|全部|已|疏散)?(?:转移安置|疏散转移|转移疏散|避险转移|避险安置|疏散|转移|撤离|撤出|撤走|安置)(?!点|工作|方案)"),
    ("affected", rf"(?<!转移)(?<!安置)(?<!救助)受灾群众(?=[约达共]?{_NUMERAL})"),
    ("affected", r"受灾(?!群众|情况|严重|面积|地区|最|乡|村)(?:人口)?|受影响|受困扰|(?<!不)影响|涉及|滞留|聚集(?!性)|聚众|集访|集体上访|上访|围堵|讨薪|拉横幅|静坐|集结"),
    ("other", r"被困|获救|救出|救起|救上来|营救|解救|生还|逃生(?!时|中)|升井|被埋|被压|出动|调派|投入|赶赴|到场|出院|抓获|在岗|核载|参战|赶到|进山|带离|受照|触电"),
)  # fmt: skip
_NAMES: Final = tuple(f"k{number}" for number in range(len(_KEYS)))
_KEY: Final = "|".join(f"(?P<{name}>{words})" for name, (_, words) in zip(_NAMES, _KEYS, strict=True))
_FIELD_OF: Final = {name: field for name, (field, _) in zip(_NAMES, _KEYS, strict=True)}
_TOKEN: Final = re.compile(
    rf"(?P<hard>[。;!?\n,、()\[\]【】《》])|(?P<soft>[ :]+)|{_KEY}"
    rf"|(?:{COUNT}|(?P<vague>{VAGUE}))(?: ?(?P<unit>{UNIT}))?(?P<over>以上|以下|左右)?"
)
_ALL: Final = re.compile(r"(?:均已?|全部|都)(?:不幸)?$")
_SENTENCE: Final = frozenset("。!?\n")
_WEAK: Final = {"dead": "deaths", "hurt": "injured", "sick": "affected", "poisoned": "injured"}
FIELDS: Final = frozenset({"deaths", "missing", "serious", "light", "injured", "evacuated", "affected"})
_NOT_YET: Final = re.compile(r"(?:需|计划|拟|将|准备|应|预计|可|要|必须|欲|待|未)(?:要|紧急|立即|安全|全部)?$")
_NOT: Final = re.compile(r"(?:无|没有|(?<!淹)没|未|未有|不|尚未|暂未|并未|未发现|未造成)(?:人员|人|新增)?$")
CORRECTS: Final = re.compile(
    r"更正|应为|改为|修正|核实|变更|调整为|不对|(?:上升|增加|增|升|降|减少|变)(?:至|到|为)|累计|共计?(?!\d+起)|总共|合计|已致|升至|达到|后(?:来)?又?(?:经)?(?:发现|确认)"
)
_PART: Final = re.compile(r"其中|含|包括|里面有|当中|(?<=[人者员名])中有?$|(?<=[人者员名中])有$")
_NEW: Final = re.compile(r"新增|又有|又发现|再增|另有|另外")
_MOVED_TO: Final = re.compile(
    r"(?:升|增|降|减少?|更正|变更|修正|改|调整|核实|增加|上升|变)(?:至|到|为|成)|(?:应|而)是?为|[至到]|→|->"
)
_CORRECTED_ONLY: Final = re.compile(r"(?:核实|更正|修正|改|应)(?:是|为|成)(?:了)?$")
_BEHIND: Final = re.compile(
    r"(?:[者员为了共约达已至:有的计是仍大 合到口累余]|人数|人员|群众|居民|村民|乘客|学生|周边|附近|受灾|员工|顾客|人|数)*"
)
_CLOSES: Final = frozenset(" ,。;、)\n(]/死伤亡重轻失受")
_BEGINS: Final = re.compile(r"[。;!?\n,、()]")
_FAR: Final = 16
_FAR_BACK: Final = 20
_NEAR: Final = 8


@dataclass(frozen=True, slots=True)
class _Key:
    field: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Break:
    sign: str


_Mark = Count | _Key


def mentions(told: str) -> Iterator[Statement]:
    """Every mention of a figure with a number in a levelled text, in reading order."""
    sentence = depth = 0
    clause: list[_Mark | _Break] = []
    last: Statement | None = None
    held: Count | None = None
    for token in [*_tokens(told), _Break("\n")]:
        if not isinstance(token, _Break) or token.sign == " ":
            clause.append(token)
            continue
        for chunk in _chunks(clause):
            for pair in _Clause(told, chunk, held, last).pairs():
                last = replace(pair, sentence=sentence, is_part=pair.is_part or depth > 0)
                yield last
        held = next((each for each in reversed(clause) if isinstance(each, Count) and each.has_unit), held)
        clause = []
        if token.sign in _SENTENCE:
            sentence, depth, held = sentence + 1, 0, None
        depth = max(0, depth + (token.sign == "(") - (token.sign == ")"))


def _tokens(told: str) -> Iterator[_Mark | _Break]:
    for match in _TOKEN.finditer(told):
        if match["hard"]:
            yield _Break(match["hard"])
        elif match["soft"]:
            if ":" not in match["soft"]:
                yield _Break(" ")
        elif match.lastgroup in _FIELD_OF:
            yield _Key(_FIELD_OF[match.lastgroup], *match.span())
        elif (count := _count(match)) is not None:
            yield count


def _count(match: re.Match[str]) -> Count | None:
    has_unit = match["unit"] is not None
    if match["vague"]:
        return Count(None, match.start(), match.end()) if has_unit else None
    value = None if match["over"] in ("以上", "以下") else count_of(match)
    return Count(value, match.start(), match.end(), has_unit)


def _chunks(clause: list[_Mark | _Break]) -> list[list[_Mark]]:
    """The parts of a clause between blanks; a word and the number that a blank sets apart from it stay together."""
    parts: list[list[_Mark]] = [[]]
    for token in clause:
        if isinstance(token, _Break):
            parts.append([])
        else:
            parts[-1].append(token)
    joined: list[list[_Mark]] = []
    for part in parts:
        if joined and {_only(joined[-1]), _only(part)} == {Count, _Key}:
            joined[-1] += part
        else:
            joined.append(part)
    return joined


def _only(part: list[_Mark]) -> type | None:
    """What the part is made of; None for nothing or both."""
    kinds = {type(each) for each in part}
    return kinds.pop() if len(kinds) == 1 else None


class _Clause:
    """The marks of a clause; ``held`` is the number of people told before it, ``last`` the mention before it."""

    def __init__(self, told: str, chunk: list[_Mark], held: Count | None, last: Statement | None) -> None:
        self._told, self._held, self._last = told, held, last
        self._marks = [each for at, each in enumerate(chunk) if self._tells(chunk, at)]
        self._used: set[int] = set()

    def pairs(self) -> Iterator[Statement]:
        """The numbers with the words that they belong to."""
        word_first = bool(self._marks) and isinstance(self._marks[0], _Key)
        for at, mark in enumerate(self._marks):
            if isinstance(mark, _Key):
                yield from self._all_of_them(at, mark)
                continue
            key_at = next(
                (place for place in ((at - 1, at + 1) if word_first else (at + 1, at - 1)) if self._takes(place, mark)),
                None,
            )
            if key_at is None:
                yield from self._correction(at, mark)
                continue
            self._used.add(key_at)
            key = self._marks[key_at]
            if isinstance(key, _Key) and (key.field in FIELDS or key.field in _WEAK):
                moved = self._moved_on(at) if key_at < at else None
                yield from _stated(self._told, key, moved or mark)

    def _tells(self, chunk: list[_Mark], at: int) -> bool:
        """Whether a mark is no number that counts no people: 0815, 3车, 46户."""
        each = chunk[at]
        if isinstance(each, _Key) or each.has_unit:
            return True
        beside = chunk[max(0, at - 1) : at + 2]
        return any(isinstance(key, _Key) and self._belong(each, key) for key in beside)

    def _takes(self, place: int, count: Count) -> bool:
        if place in self._used or not 0 <= place < len(self._marks):
            return False
        key = self._marks[place]
        return isinstance(key, _Key) and self._belong(count, key)

    def _belong(self, count: Count, key: _Key) -> bool:
        """Whether the number stands near enough; one without a unit must touch the word."""
        if count.end <= key.start:
            gap = self._told[count.end : key.start]
            return len(gap) <= _FAR if count.has_unit else not gap.strip(" ")
        gap = self._told[key.end : count.start]
        if count.has_unit:
            return len(gap) <= _FAR_BACK
        ends = self._told[count.end : count.end + 1]
        return (not ends or ends in _CLOSES) and _BEHIND.fullmatch(gap) is not None

    def _all_of_them(self, at: int, key: _Key) -> Iterator[Statement]:
        """3名工人中毒，经抢救无效全部死亡: the number told before."""
        if key.field != "deaths" or self._held is None:
            return
        own = any(isinstance(each, Count) and each.has_unit for each in self._marks[:at])
        if not own and _ALL.search(self._told, max(0, key.start - _NEAR), key.start):
            yield Statement("deaths", self._held.value, self._held.start, key.end)

    def _correction(self, at: int, count: Count) -> Iterator[Statement]:
        """…死了三个，后来核实是两个: another number for what was told last."""
        if at or self._last is None or count.value is None:
            return
        if _CORRECTED_ONLY.search(self._told, max(0, count.start - _NEAR), count.start):
            yield replace(self._last, value=count.value, start=count.start, end=count.end, is_final=True)

    def _moved_on(self, at: int) -> Count | None:
        """由2人上升至3人: the number that the first one has become."""
        later = self._marks[at + 1] if at + 1 < len(self._marks) else None
        if isinstance(later, Count) and later.has_unit:
            return later if _MOVED_TO.search(self._told, self._marks[at].end, later.start) else None
        return None


def _stated(told: str, key: _Key, count: Count) -> Iterator[Statement]:
    start, end = min(key.start, count.start), max(key.end, count.end)
    if key.field == "evacuated" and _NOT_YET.search(told, max(0, key.start - 5), key.start):
        return
    if _NOT.search(told, max(0, key.start - 4), key.start):
        return
    lead = _BEGINS.split(told[max(0, start - 10) : start])[-1]
    yield Statement(
        _WEAK.get(key.field, key.field),
        count.value,
        start,
        end,
        is_weak=key.field in ("dead", "hurt"),
        is_final=bool(CORRECTS.search(told, max(0, start - 12), end)) and not _NEW.search(lead),
        is_part=bool(_PART.search(lead) or _NEW.search(lead)),
    )
