"""Dead, missing, injured, evacuated, affected and the loss that a report states, each with the words that say it.

A clause is taken apart into numbers of people and words for what became of them. A number belongs to the word behind
it (3人死亡, 3死) or, where the clause begins with the word, to the one before it (死亡3人, 死3伤5). What a text says
again later counts, unless it says only part of it (其中, 新增). What is no number keeps its words and no value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from dutyroom.rules.incident_text_english import english_statements
from dutyroom.rules.incident_text_numbers import COUNT, HAN, UNIT, VAGUE, Count, count_of, losses
from dutyroom.rules.incident_text_said import Statement

_NUMERAL: Final = rf"[\d{HAN}]"
_MANY: Final = rf"(?:{_NUMERAL}|[名人个]|名?人员?)"
_INTO: Final = rf"(?= ?{_NUMERAL})"
_KEYS: Final[tuple[tuple[str, str], ...]] = (
    ("none", r"(?:死伤|伤亡)(?!(?:情况|人数)?:)|死亡失踪|死亡生猪|死亡家禽|需紧急生活救助|需救助|驰援|生命危险|病死"),
    ("deaths", r"(?:当场|抢救无效|不治|相继|不幸|因灾)?(?:死亡|身亡|遇难|丧生|丧命|罹难|遇害)|溺亡|溺毙|没抢救过来|当场没了|[烧砸压撞淹摔]死|死了|牺牲"),
    ("deaths", rf"死(?:的|者人数)?{_INTO}|亡{_INTO}|(?<={_NUMERAL})[死亡](?!角|机|鱼|锁|胡同|人)|(?<=[人名个])死(?!角|鱼|机)"),
    ("dead", r"(?:死者|遇难者|死难者)(?!家属|遗|含|中|里|包括|均|全部|都|系)"),
    ("missing", r"失踪|失联|下落不明|失去联系|(?:没|未)(?:有)?找[到着]"),
    ("serious", r"重伤|危重|病危|特重|生命垂危|伤[势情](?:较|很|极|非常|挺|比较)?(?:为)?(?:严重|危重|重)"),
    ("serious", rf"重{_INTO}|(?<={_NUMERAL})重(?=[\s,，、;；。)轻]|$)|(?<=[个人名])重的?(?=[\s,，、;；。)轻]|$)|(?<=[个人名])伤得(?:挺|很|比较)?重"),
    ("light", r"轻微?伤|轻微[\u4e00-\u9fff]{0,2}伤|伤[势情](?:较|很|比较)?(?:为)?(?:轻微|轻)"),
    ("light", rf"轻{_INTO}|(?<={_NUMERAL})轻(?=[\s,，、;；。)]|$)|(?<=[个人名])轻的?(?=[\s,，、;；。)]|$)"),
    ("injured", r"受伤|负伤|致伤|[摔烧烫砸撞灼打捅刺咬压炸砍冻挤擦划扎跌踩]伤(?!力)|熏倒|受了伤"),
    ("injured", rf"伤(?:了|的)?{_INTO}|(?<={_NUMERAL})伤(?!情|势|者|员|亡|口|害|寒|心)|(?<=[人名个])伤的?(?!情|势|者|员|亡|口|害|寒|心|得)"),
    ("hurt", r"(?:伤者|伤员|伤病员)(?!家属|含|中|里|包括|均|全部|都)"),
    ("sick", r"食物中毒|发病|感染|确诊|呕吐|腹泻|腹痛|恶心|发热|发烧|拉肚子|病例|不适"),
    ("poisoned", r"中毒"),
    ("evacuated", r"(?:紧急|安全|自行|集中|全部|已|疏散)?(?:转移安置|疏散转移|转移疏散|避险转移|避险安置|疏散|转移|撤离|撤出|撤走|安置)(?!点|工作|方案)"),
    ("affected", r"受灾(?!群众|情况|严重|面积|地区|最|乡|村)(?:人口)?|受影响|受困扰|(?<!不)影响|涉及|滞留|聚集(?!性)|聚众|集访|集体上访|上访|围堵|讨薪|拉横幅|静坐|参与"),
    ("other", r"被困|获救|救出|救起|救上来|营救|解救|搜救|生还|逃生|升井|被埋|被压|出动|调派|投入|赶赴|到场|出院|抓获|在岗|核载|参战|赶到|进山|带离|受照|触电|住院|送医"),
)  # fmt: skip
_NAMES: Final = tuple(f"k{number}" for number in range(len(_KEYS)))
_KEY: Final = "|".join(f"(?P<{name}>{words})" for name, (_, words) in zip(_NAMES, _KEYS, strict=True))
_FIELD_OF: Final = {name: field for name, (field, _) in zip(_NAMES, _KEYS, strict=True)}
_TOKEN: Final = re.compile(
    rf"(?P<hard>[。;!?\n,、()\[\]【】《》])|(?P<soft>[ :]+)|(?P<all>均已?|全部|都)(?=死亡|遇难|身亡|溺亡|不治)|{_KEY}"
    rf"|(?:{COUNT}|(?P<vague>{VAGUE}))(?: ?(?P<unit>{UNIT}))?(?P<over>以上|以下|左右)?"
)
_ALL: Final = re.compile(r"(?:均已?|全部|都|(?:全)?均)(?:不幸)?$")
_SENTENCE: Final = frozenset("。!?\n")
_WEAK: Final = {"dead": "deaths", "hurt": "injured", "sick": "affected", "poisoned": "injured"}
_FIELDS: Final = frozenset({"deaths", "missing", "serious", "light", "injured", "evacuated", "affected"})
_NOT_YET: Final = re.compile(r"(?:需|计划|拟|将|准备|应|预计|可|要|必须|欲|待|未)(?:要|紧急|立即|安全|全部)?$")
_NOT: Final = re.compile(r"(?:无|没有|没|未|未有|不|尚未|暂未|并未|未发现|未造成)(?:人员|人|新增)?$")
_CORRECTS: Final = re.compile(
    r"更正|应为|改为|修正|核实|变更|调整为|不对|(?:上升|增加|增|升|降|减少|变)(?:至|到|为)|累计|共计?(?!\d+起)|总共|合计|已致|升至|达到"
)
_PART: Final = re.compile(r"其中|含|包括|里面有|当中|中有?$|有$")
_NEW: Final = re.compile(r"新增|又有|又发现|再增|另有|另外")
_ON_THE_SPOT: Final = re.compile(r"当场")
_LATER: Final = re.compile(r"抢救|送医|不治")
_MOVED_TO: Final = re.compile(r"(?:升|增|降|减少?|更正|变更|修正|改|调整|核实|增加|上升|变)(?:至|到|为|成)|(?:应|而)是?为|[至到]|→|->")
_CORRECTED_ONLY: Final = re.compile(r"(?:核实|更正|修正|改|应)(?:是|为|成)(?:了)?$")
_BEHIND: Final = re.compile(r"[人数者员为了共约达已至:有的计是仍大 合到口群众居民村民乘客学生周边附近受灾员工顾客累余]*")
_FAR: Final = 16
_FAR_BACK: Final = 20


@dataclass(frozen=True, slots=True)
class _Key:
    field: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Break:
    sign: str
    at: int


_Token = Count | _Key | _Break


def find_figures(told: str) -> list[Statement]:
    """What a levelled text states of people and money, one statement a field; ``told`` has what is not told blanked."""
    mentions = sorted([*_mentions(told), *_nobody(told), *english_statements(told)], key=lambda one: one.start)
    found = [one for field in sorted(_FIELDS) if (one := _settled(told, field, mentions))]
    found += [Statement("loss", one.value, one.start, one.end) for one in losses(told)[-1:]]
    return _with_injured(found, told)


def _with_injured(found: list[Statement], told: str) -> list[Statement]:
    """All the injured where only the grave and the light are counted; 其余均为轻伤 is what is left."""
    by_field = {one.field: one for one in found}
    serious, light, injured = (by_field.get(field) for field in ("serious", "light", "injured"))
    rest = _REST_LIGHT.search(told)
    if rest and injured and serious and not light and injured.value and serious.value:
        by_field["light"] = Statement("light", injured.value - serious.value, *rest.span())
    elif (both := _ALL_LIGHT.search(told)) and injured and injured.value and not light and not serious:
        by_field["light"] = Statement("light", injured.value, *both.span())
    parts = [one for one in (serious, light) if one and one.value is not None]
    if parts and (not injured or injured.value == 0):
        start, end = min(one.start for one in parts), max(one.end for one in parts)
        by_field["injured"] = Statement("injured", sum(one.value or 0 for one in parts), start, end)
    return list(by_field.values())


_REST_LIGHT: Final = re.compile(r"其余(?:人员?)?(?:均|都|全)?(?:为|是|系)?(?:受)?轻微?伤")
_ALL_LIGHT: Final = re.compile(r"(?<=[(,])(?:均|都|全部|皆)(?:为|是|系)?(?:受)?轻微?伤|(?<=[(,])伤[势情](?:均|都)(?:较|很)?轻")


def _settled(told: str, field: str, mentions: list[Statement]) -> Statement | None:
    """The mention of a field that counts."""
    of = [one for one in mentions if one.field == field]
    if any(not one.is_weak for one in of):
        of = [one for one in of if not one.is_weak]
    if len(of) > 1 and (added := _manners(told, of)):
        return added
    if field == "deaths":
        of = _died_later(of, mentions)
    whole = [one for one in of if not one.is_part] or of
    if len(whole) <= 1:
        return whole[0] if whole else None
    fixed = [one for one in whole if one.is_final]
    if fixed:
        return fixed[-1]
    last = whole[-1]
    told_before = [one for one in whole if one.sentence == last.sentence]
    if any(one.value != last.value for one in told_before):
        return replace(last, value=None, start=told_before[0].start)
    return last


def _manners(told: str, of: list[Statement]) -> Statement | None:
    """当场死亡3人，1人经抢救无效死亡: two ways to die, added up where no total is told."""
    first, second = of[0], of[1]
    if first.field != "deaths" or len(of) != 2 or first.sentence != second.sentence or first.is_part or second.is_part:
        return None
    words = told[first.start : first.end], told[first.end : second.end]
    if _ON_THE_SPOT.search(words[0]) and _LATER.search(words[1]) and first.value and second.value:
        return Statement("deaths", first.value + second.value, first.start, second.end, sentence=first.sentence)
    return None


def _died_later(of: list[Statement], mentions: list[Statement]) -> list[Statement]:
    """1人当场死亡，3人受伤，其中1人抢救无效死亡: one of the injured has died too."""
    if len(of) == 2 and of[1].is_part and not of[0].is_part and of[0].sentence == of[1].sentence:
        before = mentions[mentions.index(of[1]) - 1]
        if before.field == "injured" and of[0].value is not None and of[1].value is not None:
            return [replace(of[0], value=of[0].value + of[1].value, end=of[1].end)]
    return of


def _mentions(told: str) -> Iterator[Statement]:
    sentence = depth = 0
    clause: list[_Token] = []
    last: Statement | None = None
    held: Count | None = None
    for token in [*_tokens(told), _Break("\n", len(told))]:
        if not isinstance(token, _Break) or token.sign in (" ", ":"):
            clause.append(token)
            continue
        for chunk in _chunks(clause):
            for pair in _pairs(told, chunk, held, last):
                last = replace(pair, sentence=sentence, is_part=pair.is_part or depth > 0)
                yield last
        counts = [each for each in clause if isinstance(each, Count) and each.has_unit]
        held = counts[-1] if counts else held
        clause = []
        if token.sign in _SENTENCE:
            sentence, depth, held = sentence + 1, 0, None
        depth = max(0, depth + (token.sign == "(") - (token.sign == ")"))


def _tokens(told: str) -> Iterator[_Token]:
    for match in _TOKEN.finditer(told):
        if match["hard"]:
            yield _Break(match["hard"], match.start())
        elif match["soft"]:
            yield _Break(" " if ":" not in match["soft"] else ":", match.start())
        elif match["all"]:
            continue
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


def _chunks(clause: list[_Token]) -> list[list[Count | _Key]]:
    """The parts of a clause between blanks; a word and the number that a blank sets apart from it stay together."""
    parts: list[list[Count | _Key]] = [[]]
    for token in clause:
        if not isinstance(token, _Break):
            parts[-1].append(token)
        elif token.sign == " ":
            parts.append([])
    joined: list[list[Count | _Key]] = []
    for part in parts:
        if joined and joined[-1] and part and len({type(each) for each in [*joined[-1], *part]}) == 2:
            if len({type(each) for each in joined[-1]}) == 1 and len({type(each) for each in part}) == 1:
                joined[-1] += part
                continue
        joined.append(part)
    return joined


def _telling(told: str, chunk: list[Count | _Key]) -> list[Count | _Key]:
    """Without the numbers that count no people: 0815, 3车, 46户."""
    return [
        each
        for at, each in enumerate(chunk)
        if isinstance(each, _Key)
        or each.has_unit
        or any(isinstance(key, _Key) and _belong(told, each, key) for key in chunk[max(0, at - 1) : at + 2])
    ]


def _pairs(told: str, clause: list[Count | _Key], held: Count | None, last: Statement | None) -> Iterator[Statement]:
    """The numbers of a clause with the words that they belong to; ``held`` is the number of people told before it."""
    marks = _telling(told, clause)
    word_first = bool(marks) and isinstance(marks[0], _Key)
    used: set[int] = set()
    for at, token in enumerate(marks):
        if isinstance(token, _Key):
            if token.field == "deaths" and held and _ALL.search(told, max(0, token.start - 8), token.start):
                if not any(isinstance(each, Count) and each.has_unit for each in marks[:at]):
                    yield Statement("deaths", held.value, held.start, token.end)
            continue
        before = at - 1 if at and at - 1 not in used and isinstance(marks[at - 1], _Key) else None
        after = at + 1 if at + 1 < len(marks) and isinstance(marks[at + 1], _Key) else None
        order = (before, after) if word_first else (after, before)
        for place in order:
            if place is None or place in used:
                continue
            key = marks[place]
            if isinstance(key, _Key) and _belong(told, token, key):
                used.add(place)
                moved = _moved_on(told, marks, at) if place < at else None
                if key.field in _FIELDS or key.field in _WEAK:
                    yield from _stated(told, key, moved or token)
                break
        else:
            if last and token.value is not None and not at:
                if _CORRECTED_ONLY.search(told, max(0, token.start - 8), token.start):
                    yield replace(last, value=token.value, start=token.start, end=token.end, is_final=True)


def _moved_on(told: str, marks: list[Count | _Key], at: int) -> Count | None:
    """由2人上升至3人: the number that the first one has become."""
    if at + 1 < len(marks):
        later = marks[at + 1]
        if isinstance(later, Count) and later.has_unit and _MOVED_TO.search(told, marks[at].end, later.start):
            return later
    return None


def _belong(told: str, count: Count, key: _Key) -> bool:
    """Whether the number stands near enough; one without a unit must touch the word."""
    if count.end <= key.start:
        gap = told[count.end : key.start]
        if not count.has_unit:
            return not gap.strip(" ")
        return len(gap) <= _FAR
    gap = told[key.end : count.start]
    if not count.has_unit:
        ends = told[count.end : count.end + 1]
        return (not ends or ends in " ,。;、)\n(]死伤亡重轻失受" or ends == "/") and _BEHIND.fullmatch(gap) is not None
    return len(gap) <= _FAR_BACK


def _stated(told: str, key: _Key, count: Count) -> Iterator[Statement]:
    start, end = min(key.start, count.start), max(key.end, count.end)
    lead = told[max(0, start - 10) : start]
    if key.field == "evacuated" and _NOT_YET.search(told, max(0, key.start - 5), key.start):
        return
    if _NOT.search(told, max(0, key.start - 4), key.start):
        return
    field = _WEAK.get(key.field, key.field)
    clause = re.split(r"[。;!?\n,、()]", lead)[-1]
    yield Statement(
        field,
        count.value,
        start,
        end,
        is_weak=key.field in _WEAK and key.field not in ("sick",),
        is_final=bool(_CORRECTS.search(told, max(0, start - 12), end)) and not _NEW.search(clause),
        is_part=bool(_PART.search(clause) or _NEW.search(clause)),
    )


_NO: Final = r"(?:无(?!关|法|故)|没有|没(?!收)|未(?!来|成年)(?:造成|发生|发现|出现|接到|收到|见|有)?|零|0)"
_GAP: Final = (
    r"(?:造成|发现|接到|收到|出现|任何|其他|其它|有|一|1|名|人员?|群众|学生|乘客|旅客|员工|重症|财产损失|被困|再"
    r"|和|及|、|或|与|因灾|报告){0,4}"
)
_NOBODY: Final = re.compile(
    rf"{_NO}{_GAP}(?:(?P<both>伤亡|死伤)|(?P<dead>死亡|遇难|身亡|死(?:的|人)|亡人)|(?P<hurt>受伤|伤者|伤着|伤(?!情|势|口|害|亡)人?)"
    rf"|(?P<lost>失踪|失联))(?:(?:和|或|、|及|,也?没有?|,也?无){_GAP}(?:(?P<dead2>死亡|遇难|身亡)|(?P<hurt2>受伤|重伤|轻伤)|(?P<lost2>失踪|失联)|(?P<both2>伤亡)))?"
)
_TELLS_FIELDS: Final = {"both": ("deaths", "injured"), "dead": ("deaths",), "hurt": ("injured",), "lost": ("missing",)}
_HELD_OPEN: Final = re.compile(r"有$|是否$|有没$|有无$")


def _nobody(told: str) -> Iterator[Statement]:
    """无人员伤亡, 未造成人员死亡, 没死人: nobody."""
    sentences = [match.start() for match in re.finditer(r"[。!?\n]", told)]
    for match in _NOBODY.finditer(told):
        if _HELD_OPEN.search(told, max(0, match.start() - 3), match.start()):
            continue  # 有没有人受伤
        number = sum(1 for at in sentences if at < match.start())
        final = bool(_CORRECTS.search(told, max(0, match.start() - 6), match.start()))
        fields = [
            field
            for name in match.groupdict()
            if match[name]
            for field in _TELLS_FIELDS[name.rstrip("2")]
        ]
        for field in dict.fromkeys(fields):
            yield Statement(field, 0, *match.span(), sentence=number, is_final=final)
