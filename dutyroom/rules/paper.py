"""How a paper is named in the log, and what can be wrong with a wish to print."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from dutyroom.rules.wording import mark

SENTENCES: Final[dict[str, str]] = {
    "paper.no_face": mark(
        "No Chinese font that can be printed was found. Install the package pylopdf-fonts-zh-cn or a TrueType font "
        "such as SimSun."
    ),
    "paper.blank.count": mark("Between 1 and {most} sheets can be printed at once."),
    "paper.blank.first": mark("The first number must be at least 1 and the last at most {most}."),
    "paper.no_actions": mark(
        "“{title}” holds no actions yet, neither checked nor proposed, so it has no action cards."
    ),
    "paper.no_files": mark("Nothing is attached to the matter of this paper. Print it without attachments."),
    "paper.no_handover": mark("No shift has been handed over yet."),
    "paper.no_plans": mark("There is no plan in force to take along."),
    "paper.no_call": mark("{number} did not come by telephone; it has a handling slip."),
    "paper.hotline.look": mark(
        "Callers of {id} are printed unmasked only right after a look was written down with its reason. Print it again, saying why."
    ),
    "paper.hotline.day": mark("{day} is no day. A paper of a period is known by a day in it, like 20261123."),
    "paper.hotline.undispatched": mark("{number} is in hand of no unit. Dispatch it first."),
    "paper.hotline.many": mark(
        "More than {most} cases are too many for one ledger. Narrow the filter, or export them."
    ),
    "paper.no_instruction": mark("There is no instruction {id}; give the number of the step or of its matter."),
    "paper.no_notice": mark("There is no notice {id}."),
    "paper.no_supervision": mark("There is no supervised matter {id}."),
    "paper.unit.none": mark("No unit has {number} in hand yet."),
    "paper.unit.unknown": mark("“{unit}” does not name one unit of {number}. Those that have it in hand: {units}."),
    "paper.edition": mark("Edition {edition} of {kind} is not kept for this period and language. Kept are: {known}."),
    "paper.unreadable": mark("This is not a PDF that can be shown."),
}

# The log is the office's own and Chinese, as the papers are.
_NAMES: Final[dict[str, str]] = {
    "handover": "交接班报告（第{n}班）",
    "shift_log": "值班日志（第{n}班）",
    "day_log": "值班日志（{day}）",
    "day-log": "值班日志（{day}）",
    "plan": "应急预案（第{n}号）",
    "plan-parts": "应急预案部分章节（第{n}号预案）",
    "action-card": "应急预案行动卡（第{n}号预案）",
    "plan-numbers": "应急预案电话表（第{n}号预案）",
    "plan-section": "应急预案章节（第{n}节）",
    "briefing": "值班信息（第{n}号）",
    "daily-situation": "每日值班情况草稿（{day}）",
    "express": "值班快报草稿（第{n}号事项）",
    "duty-information": "值班信息草稿（第{n}号事项）",
    "roster": "值班表（{n}）",
    "roster-kept": "值班表（第{n}号）",
    "holiday-roster": "节假日值班表（{day}起）",
    "spot-check": "值班抽查通报草稿（{day}）",
    "plan-event": "演练评估记录（第{n}号）",
    "plan-year": "应急预案演练评估计划（{n}年）",
    "inspection": "督查检查记录（{day}）",
    "hotline-urging": "市长电话催办函（第{n}号办理记录）",
    "blank-log": "停电用值班日志（自{n}号起）",
    "blank-handover": "停电用交接班表（自{n}号起）",
}
_PERIODS: Final[dict[str, str]] = {
    "hotline-daily": "市长电话每日情况（{first}）",
    "hotline-weekly": "市长电话周工作综述（{first}起一周）",
    "hotline-monthly": "市长电话月报（{first}起一月）",
}
"""Papers of a period are kept under the days from 1970 to its first day."""
URGING: Final = "hotline-urging"
"""Letters that urge a unit are kept under the step that they tell of."""
_EPOCH: Final = date(1970, 1, 1)
_LANGUAGES: Final[dict[str, str]] = {"zh_CN": "中文", "en": "英文"}
_WAYS: Final[dict[str, str]] = dict.fromkeys(("paper", "print", "PDF"), "打印或保存")


def edition_kind(kind: str, edition: int) -> str:
    """What an edition of a report is kept as: the first under its kind, a further one with its number behind it."""
    return kind if edition == 1 else f"{kind}/{edition}"


def edition_of(kind: str) -> tuple[str, int]:
    """The kind of a paper and its edition, from what it is kept as."""
    plain, _, edition = kind.partition("/")
    return (plain, int(edition)) if edition.isdecimal() else (kind, 1)


def paper_named(kind: str, record: int) -> str:
    """A paper as a line of the log names it: what it is, and of which shift, day or plan."""
    plain, edition = edition_of(kind)
    if plain in _PERIODS:
        first = _EPOCH + timedelta(days=record)
        again = f"，第{edition}次编印" if edition > 1 else ""
        return _PERIODS[plain].format(first=f"{first.year}年{first.month}月{first.day}日") + again
    day = f"{record // 10000}年{record // 100 % 100}月{record % 100}日"
    return _NAMES.get(kind, f"{kind} {{n}}").format(n=record, day=day)


def kept_line(kind: str, record: int, language: str) -> str:
    """The line of the log for a paper kept in a language."""
    return f"{paper_named(kind, record)}，{_LANGUAGES.get(language, language)}"


def printed_line(kind: str, record: int, way: str) -> str:
    """The line of the log for a paper that went out; ``way`` is a file's name, or how it left the window."""
    return f"{paper_named(kind, record)} → {_WAYS.get(way, way)}"
