"""Cover: what the head and the foot of a plan say about it: title, issuer, number, date, kind."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from dutyroom.rules.document_number import first_number
from dutyroom.rules.headings import HAN, han_number, has_han, plain
from dutyroom.rules.passage import levelled
from dutyroom.rules.traditional import simplified

_PLAN_WORDS: Final = (
    r"(?:应急预案|总体预案|专项预案|处置预案|保障预案|预案|应急方案|工作方案|实施方案|处置方案|方案|计[划画]|条例|办法|规定|规程|规则|细则"
    r"|规范|手册|指南|(?:应急|处置|操作|明白)卡|[汇选]编|意见|决定|法)"
)
_AFTER_TITLE: Final = r"(?:[（(][^（）()]{1,16}[）)]|简本|简明本|简明操作手册|操作手册|全文|节选|范本)*"
_TITLE: Final = re.compile(rf"《?([^。；，！？]{{2,48}}?{_PLAN_WORDS}){_AFTER_TITLE}》?")
_NOTICE: Final = re.compile(r".{2,60}关于.{2,80}的(?:紧急)?(?:通知|通报|批复|函|公告|意见|决定)")
_ISSUED: Final = re.compile(
    r"关于(?:修订)?(?:印发|发布|公布|转发|下发|批转)\s*[《<]?(.{1,80}?)[》>]?的(?:通知|公告|决定)"
)
_NUMBER: Final = re.compile(
    rf"([{HAN}×ＸX]{{1,14}})\s?[〔\[［(（【〈]\s?(\d{{4}})\s?[〕\]］)）】〉]\s?(?:第\s?)?(\d{{1,5}})\s?号"
)
_ORDER: Final = re.compile(rf"([{HAN}]{{2,16}}令)\s?第?\s?([\d{'一二三四五六七八九十百〇零'}]{{1,6}})\s?号")
_DATE: Final = re.compile(r"(\d{4})\s?年\s?(\d{1,2})\s?月\s?(\d{1,2})\s?日")
_HAN_DATE: Final = re.compile(
    r"([二一][〇○零Ｏ0一二三四五六七八九]{3})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日"
)
_NAME_DATE: Final = re.compile(r"[（(](\d{4})-(\d{2})-(\d{2})[）)]")
_BODY: Final = (
    r"(?:国务院办公厅|国务院|人民政府办公厅|人民政府办公室|人民政府|人民代表大会常务委员会|人民代表大会|委员会办公室|委员会"
    r"|指挥部办公室|总指挥部|指挥部|办公厅|办公室|管理局|总局|应急局|水利局|气象局|消防救援局|厅|部|委|局)"
)
_ISSUER: Final = re.compile(rf"([{HAN}×ＸX、]{{0,28}}?{_BODY})(?:文件)?")
_FROM: Final = re.compile(rf"^([{HAN}×ＸX、\s]{{0,36}}?{_BODY})\s?关于")
_SIGNED: Final = re.compile(rf"([{HAN}×ＸX]{{0,24}}?{_BODY})\s*$")
_ENACTED: Final = re.compile(r"公布|通过|批准|发布|修订|修正|修改|印发")
_IN_FORCE: Final = re.compile(r"\s?(?:起|施行|实施|生效)")
_SESSION: Final = re.compile(rf"第[{HAN}]{{1,5}}届|第[{HAN}]{{1,5}}次(?:常务)?会议?")
_BODY_LABEL: Final = re.compile(
    rf"(?:发文|发布|制发|印发|编制)(?:机关|机构|单位)[:：]\s*([{HAN}×]{{2,28}}?(?:{_BODY}|管委会|开发区|街道办事处|办事处))(?=[\s（(]|$)",
    re.MULTILINE,
)
_NUMBER_LABEL: Final = re.compile(r"(?:发文字号|发文文号|文件编号|文\s?号|字\s?号)\s?[\]】]?\s?[:：]?\s?")
_BEHIND_TITLE: Final = re.compile(r"[^，。；：]{0,40}关于[^，。；：]{2,80}的(?:通知|公告|决定)》? ?[（(]")
_OF_PAGE: Final = re.compile(r"(?:添加|发布|更新|发表|上传|录入|施行|生效)(?:时间|日期)|来源[:：]|浏览|点击|阅读次数")
"""A line that a page says of itself."""
_DAY_LABEL: Final = re.compile(
    r"(?:成文|发文|印发|生成|签发)(?:日期|时间)[:：]\s*(\d{4})[-./年]\s?(\d{1,2})[-./月]\s?(\d{1,2})"
)
_FOOT: Final = 12
_LONGEST_LINE: Final = 600
_NUMBER_LINE: Final = 40
_LONGEST_TITLE: Final = 200
_LONGEST_ISSUED: Final = 60


@dataclass(frozen=True, slots=True)
class Cover:
    """What the head and the foot of the document say about it."""

    issuer: str | None
    number: str | None
    issued_on: date | None


def without_ordinal(name: str) -> str:
    """A file's name as a title: no ``01-`` in front, no ``(2024-06-28)`` behind."""
    bare = _NAME_DATE.sub("", re.sub(r"^\d{1,3}\s?[-_.、—]\s?(?=\D)", "", name.strip()))
    return plain(bare.replace("_", " ") if not has_han(bare) else bare)


def squeezed(text: str) -> str:
    """The text without spaces, quotes and brackets, to compare two writings of one title."""
    return re.sub(r"[\s　《》〈〉“”\"'（）()]", "", without_ordinal(text))


def says_title(text: str, wanted: str) -> bool:
    """Whether a line says what was squeezed before, however it is spaced and bracketed."""
    return len(text) <= _LONGEST_TITLE + len(wanted) and squeezed(text) == wanted


def cover_title(head: Sequence[str], name: str) -> str:
    """The plan's own title out of the lines above the first heading; the file's name where none reads so.

    A line that is a title stands before the notice that issues it, a notice
    that issues a plan names it, and any other notice is its own title.
    """
    lines = [without_ordinal(line[:_LONGEST_LINE]) for line in head]
    for at, line in enumerate(lines):
        if reads_as_plan_title(line):
            above = lines[at - 1] if at and has_han(line) and len(line) <= 10 else ""
            joined = above + line if above and len(above) <= 20 and not _ends_line(above) else line
            return re.sub(r" (?=[（(])", "", joined.strip("《》"))
    for first in range(len(lines)):
        for last in (first + 1, first + 2, first + 3):
            together = "".join(lines[first:last])
            if issued := issued_title(together):
                return issued
            if _NOTICE.fullmatch(simplified(together)):
                return together
    if lines and name and squeezed(lines[0]) == squeezed(name):
        return lines[0]
    return _first_title(lines) or without_ordinal(name)


def reads_as_plan_title(line: str) -> bool:
    """Whether the line is the title of a plan, a law or a handbook, and not of the notice that issues it."""
    shadow = re.sub(r" (?=[（(])", "", simplified(line[:_LONGEST_LINE]))
    return "关于" not in shadow and _TITLE.fullmatch(shadow) is not None


def issued_title(notice: str) -> str:
    """The plan that a notice issues, out of the notice's title; empty where it names none."""
    found = _ISSUED.search(simplified(notice))
    if found is None or len(found[1]) > _LONGEST_ISSUED:
        return ""
    return notice[found.start(1) : found.end(1)].strip("《》 ")


def _ends_line(line: str) -> bool:
    shadow = simplified(line)
    return bool(re.search(r"[。：；，:）)号日\d]$", shadow) or _NOTICE.search(shadow) or _NUMBER.search(shadow))


def _first_title(lines: Sequence[str]) -> str:
    """The first line where it stands alone above other lines and is a short one in Chinese."""
    if not lines or (len(lines) < 2 and has_han(lines[0])):
        return ""
    first = lines[0]
    if not has_han(first):
        return (
            first
            if len(first.split()) in range(2, 12)
            and ":" not in first
            and not first.endswith(".")
            and first[0].isupper()
            else ""
        )
    return first if 4 <= len(first) <= 40 and not re.search(r"[。；：，！？:]", first) else ""


def read_cover(head: Sequence[str], foot: Sequence[str], *, title: str, name: str) -> Cover:
    """Issuer, document number and date of issue from the head, the signature and the file's name."""
    said = [plain(line[:_LONGEST_LINE]) for line in (*head, title, *foot[-_FOOT:])]
    shadows = [simplified(line) for line in said]
    lines, signature = shadows[: len(head)], shadows[len(head) + 1 :]
    number = _number(lines)
    issued_on = _issued_on(lines) or _issued_on(signature, signed=True) or _from_name(name) or _stated_day(lines)
    issuer = _issuer(lines) or _issuer([shadows[len(head)]]) or _enacted_by(lines) or _signer(signature)
    issuer = issuer or _stated_body(lines)
    return Cover(_as_said(issuer, said, shadows), _as_said(number, said, shadows), issued_on)


def _as_said(found: str | None, said: Sequence[str], shadows: Sequence[str]) -> str | None:
    """What was found in the simplified lines, in the characters of the document where it stands there word for word."""
    at = "".join(shadows).find(found) if found else -1
    return "".join(said)[at : at + len(found)] if found and at >= 0 else found


def _number(lines: Sequence[str]) -> str | None:
    for line in lines:
        found = first_number(levelled(line[:_NUMBER_LINE]))
        leads = found and found[1] == 0 and line[found[2] : found[2] + 1] == " "  # the addressee follows on the line
        if found and (leads or len(line) <= _NUMBER_LINE):
            return found[0]
    for line in lines:
        led_in = _NUMBER_LABEL.search(line) or _BEHIND_TITLE.match(line)
        found = first_number(levelled(line[led_in.end() : led_in.end() + _NUMBER_LINE])) if led_in else None
        if found and found[1] == 0:
            return found[0]
    for line in lines:
        ordered = _ORDER.search(line)
        if ordered:
            return f"{ordered[1]}第{han_number(ordered[2])}号"
    return None


def _dates(line: str) -> list[tuple[date, str]]:
    """Every date of the line with the text behind it."""
    found: list[tuple[date, str]] = []
    for match in _DATE.finditer(line):
        _keep(found, int(match[1]), int(match[2]), int(match[3]), line[match.end() :])
    for match in _HAN_DATE.finditer(line):
        year = int("".join(str("〇一二三四五六七八九".find(re.sub("[○零Ｏ0]", "〇", sign))) for sign in match[1]))
        _keep(found, year, han_number(match[2]), han_number(match[3]), line[match.end() :])
    return found


def _keep(found: list[tuple[date, str]], year: int, month: int, day: int, after: str) -> None:
    try:
        found.append((date(year, month, day), after))
    except ValueError:
        return


def _issued_on(lines: Sequence[str], *, signed: bool = False) -> date | None:
    """The day of issue: the last enactment, else the date of the signature line."""
    enacted = [
        day
        for line in lines
        if re.match(r"[（(]?\s?\d{4}\s?年", line)
        for day, after in _dates(line)
        if _ENACTED.search(after) and not _IN_FORCE.match(after)
    ]
    if enacted and not signed:
        return max(enacted)
    for line in reversed(lines):
        dates = _dates(line) if not _OF_PAGE.search(line) else []
        if len(dates) == 1 and not dates[0][1].strip("）) 。") and len(line) <= 48:
            return dates[0][0]
    return None


def _from_name(name: str) -> date | None:
    found = _NAME_DATE.search(name)
    return date(int(found[1]), int(found[2]), int(found[3])) if found else None


def _issuer(lines: Sequence[str]) -> str | None:
    """The body before 关于印发 …, on a red head, or in the signature above or beside the date."""
    for at, line in enumerate(lines):
        for together in (line, "".join(lines[at : at + 2])):
            notice = _FROM.match(together)
            if notice:
                return notice[1].replace(" ", "")
        if line.endswith("文件") and (head := _ISSUER.fullmatch(line)):
            return head[1]
    return _signer(lines)


def _stated_body(lines: Sequence[str]) -> str | None:
    """The body that a page's table of facts names: 发布机构：某县应急局, the name perhaps on the next line."""
    named = _BODY_LABEL.search("\n".join(lines))
    return named[1] if named else None


def _stated_day(lines: Sequence[str]) -> date | None:
    """The day that a page's table of facts names; the day of its publication is none of the plan's."""
    for found in _DAY_LABEL.finditer("\n".join(lines)):
        days: list[tuple[date, str]] = []
        _keep(days, int(found[1]), int(found[2]), int(found[3]), "")
        if days:
            return days[0][0]
    return None


def _signer(lines: Sequence[str]) -> str | None:
    for at in range(len(lines) - 1, -1, -1):
        line = lines[at]
        dates = _dates(line)
        if len(dates) != 1 or dates[0][1].strip("）) 。") or len(line) > 48:
            continue
        before = _HAN_DATE.split(_DATE.split(line)[0])[0].strip()
        signed = _SIGNED.fullmatch(before) or (None if before or not at else _SIGNED.fullmatch(lines[at - 1]))
        if signed:
            return signed[1]
    return None


def _enacted_by(lines: Sequence[str]) -> str | None:
    """Who enacted a law: the last body named in its history."""
    for line in reversed(lines):
        if not _dates(line) or not _ENACTED.search(line):
            continue
        bare = _SESSION.sub("", line)
        named = re.findall(
            rf"([{HAN}、]{{0,16}}?(?:中国共产党)?(?:人民代表大会常务委员会|人民代表大会|国务院|人民政府))", bare
        )
        if named:
            return re.sub(r"^(?:日|经|由)+", "", str(named[0])).removeprefix("中华人民共和国国务院") or "国务院"
    return None


def kind_of(title: str, *, has_articles: bool, han: bool) -> str:
    """What sort of paper the title says it is: overall, special, department, district, onsite, law, playbook, other."""
    title = simplified(title)
    if not han:
        return "playbook" if re.search(r"playbook|runbook", title, re.IGNORECASE) else "other"
    if re.search(r"(?:条例|办法|规定|细则|法)(?:[（(].*[）)])?$", title) and "方案" not in title:
        return "law"
    rules: tuple[tuple[str, str], ...] = (
        ("overall", r"总体(?:应急)?预案"),
        ("onsite", r"现场处置|处置方案|(?:应急|处置|操作|明白)卡"),
        ("special", r"专项"),
        ("department", r"部门(?:应急)?预案|(?:局|厅|委|部(?![分队门])|公司|集团|医院).{0,12}预案"),
        ("district", r"(?:(?<!自治)(?<![地社灾景])区(?!域)|县|旗|街道|(?<!城)[镇乡]|社区|(?<!农)村).{2,20}预案"),
        ("special", r"预案"),
    )
    for kind, words in rules:
        if re.search(words, title):
            return kind
    return "law" if has_articles else "other"
