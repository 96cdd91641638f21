"""Tables of classes and of knowledge as offices keep them: what their columns may be called."""

from __future__ import annotations

from typing import Final

from dutyroom.rules.matter_table import Vocabulary

_CLASS: Final = {
    "code": "代码 编码 分类代码 类别代码 分类编码 事项编码 code",
    "zh": "名称 类别 类别名称 分类 分类名称 事项名称 中文名称 zh namezh name",
    "en": "英文 英文名称 en english nameen",
    "words": "关键词 别名 同义词 常用说法 words keywords",
    "unit": "承办单位 责任单位 主管部门 主管单位 单位 部门 unit bureau",
    "sub": "即办 即办类型 sub atonce",
    "source": "来源 依据 出处 source",
    "checked": "已核对 核对 checked",
    "active": "启用 active",
}
_KNOWLEDGE: Final = {
    "question": "问题 标题 问 知识标题 咨询问题 question title q",
    "answer": "答案 答复 回答 内容 答 答复内容 知识内容 标准答案 answer content a",
    "code": "分类代码 类别代码 代码 code class",
    "class": "分类 类别 所属分类 知识分类 category",
    "unit": "单位 责任单位 部门 来源单位 提供单位 承办单位 unit bureau department",
    "source": "依据 来源 出处 政策依据 文件依据 source basis",
    "valid_until": "有效期 有效期至 有效期限 截止日期 失效日期 有效至 validuntil expires",
    "checked_on": "核对日期 更新日期 更新时间 审核日期 checkedon updated",
    "checked_by": "核对人 审核人 更新人 checkedby",
}
_NO: Final = frozenset({"", "0", "false", "no", "n", "否", "未", "×"})


def _vocabulary(words: dict[str, str], anchors: frozenset[str]) -> Vocabulary:
    exact = {word: name for name, listed in words.items() for word in listed.split()}
    exact |= {name.replace("_", ""): name for name in words}
    return Vocabulary(exact, tuple(words), anchors)


CLASSES: Final = _vocabulary(_CLASS, frozenset({"code"}))
KNOWLEDGE: Final = _vocabulary(_KNOWLEDGE, frozenset({"question"}))


def read_checked(text: str) -> bool:
    """Whether a cell says that somebody has checked it; an empty one says that nobody has."""
    return text.strip().lower() not in _NO
