"""The office's own template of an issued paper: head and foot, to whom it goes as a rule, whom to call."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields, replace
from string import Formatter
from typing import Any, Final, Literal, get_args

from dutyroom.rules.entry import clean_text
from dutyroom.rules.masthead import Masthead, read_mastheads
from dutyroom.rules.officer import Role
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.wording import mark

SENTENCES: Final[dict[str, str]] = {
    "template.list": mark("The field “{name}” of the head of “{kind}” is “{value}”. Write a list of names in quotation marks: [\"…\", \"…\"]."),
    "template.placeholder": mark("“{value}” is no placeholder. There is {known}, which stands for the office's name; leave other braces out."),
    "template.wide": mark("“{value}” is {n} characters wide; the line at the head has room for {most}. Shorten it by {over}."),
    "template.label": mark("“{value}” has {n} characters; the beginning of a line of the distribution has room for {most}. Shorten it."),
    "template.name": mark("“{value}” has {n} characters; a name of the distribution has room for {most}. Shorten it."),
    "template.many": mark("The distribution names {n}; it has room for {most}. Leave some out, or name a group."),
    "template.twice": mark("“{value}” stands in the distribution twice. Leave one out."),
    "template.contact": mark("The contact has {n} characters; the line has room for {most}. Shorten it."),
    "template.none": mark("The file holds no head of a paper. Write one as a table, such as [{kind}]; an export holds them all."),
    "template.absent": mark("{path} is not there."),
    "template.unreadable": mark("{path} cannot be read: {detail}."),
    "template.large": mark("{path} is larger than {most} kB: that is no file of heads of papers."),
    "template.utf8": mark("{path} is not in UTF-8 (line {line}). Save it as UTF-8."),
    "template.unwritten": mark("{path} cannot be written: {detail}."),
    "template.toml": mark("{path} is no TOML that can be read: {detail}. An export shows how it is written."),
}  # fmt: skip
KEYS: Final = "paper.masthead."
"""How the settings begin that keep the office's own templates."""
KEEPERS: Final = (Role.LEADER, Role.ADMINISTRATOR)
"""Who may change a template: the first is the one that a refusal names."""
OFFICE: Final = "{office}"
HEAD_FIELDS: Final = tuple(each.name for each in fields(Masthead))
LISTS: Final = ("to", "copies")
EmptyList = Literal["last", "nobody"]
"""What an empty list of the distribution means: as the last paper of the kind went, or nobody, so that there is no line."""
EMPTIES: Final = {"to": "to_empty", "copies": "copies_empty"}
"""The field that says it of each list; left out of a file it is the first."""
FIELDS: Final = (*HEAD_FIELDS, *LISTS, *EMPTIES.values(), "contact")
NAME_MOST: Final = 24
"""Full-width characters of a name at the head: what a line of 156 mm holds at 18 points, the smallest it is set in."""
LABEL_MOST: Final = 12
ADDRESSEE_MOST: Final = 60
MANY_MOST: Final = 80
CONTACT_MOST: Final = 80
_LABELS: Final = ("to_zh", "to_en", "copies_zh", "copies_en")


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperTemplate:
    """Head and foot of a kind, to whom a new paper of it goes unless somebody says otherwise, whom to call."""

    head: Masthead
    to: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()
    to_empty: EmptyList = "last"
    copies_empty: EmptyList = "last"
    contact: str = ""

    def plain(self) -> dict[str, Any]:
        """Every field by name, in the order of a file."""
        lists = {"to": list(self.to), "copies": list(self.copies)}
        empties = {"to_empty": self.to_empty, "copies_empty": self.copies_empty}
        return {**asdict(self.head), **lists, **empties, "contact": self.contact}


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeTemplate:
    """The office's own template of a kind, None for the shipped one; ``version`` is what was looked at, 0 for none yet."""

    kind: str
    version: int
    template: PaperTemplate | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportTemplates:
    """Templates of a file, each over the version that was looked at."""

    file: str
    changes: tuple[ChangeTemplate, ...]


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field of a kind that differs: what stands now, what is to stand."""

    kind: str
    name: str
    now: str
    then: str


def read_templates(tables: Mapping[str, object], kinds: tuple[str, ...]) -> dict[str, PaperTemplate]:
    """The templates that a file or the store tells of, every field of each. Refused: ``masthead.*``, ``template.*``."""
    if not tables:
        raise Refusal("template.none", kind=kinds[0])
    return {kind: _template(kind, table, kinds) for kind, table in tables.items()}


def _template(kind: str, table: object, kinds: tuple[str, ...]) -> PaperTemplate:
    if not isinstance(table, Mapping):
        head = read_mastheads({kind: table}, kinds)[kind]
        return PaperTemplate(head=head)
    own = {*LISTS, *EMPTIES.values(), "contact"}
    for name in table:
        if name not in FIELDS and kind in kinds:
            raise Refusal("masthead.unknown", field=str(name), name=name, kind=kind, known=FIELDS)
    head = read_mastheads({kind: {name: value for name, value in table.items() if name not in own}}, kinds)[kind]
    for name in (*LISTS, "contact"):
        if name not in table:
            raise Refusal("masthead.missing", field=name, name=name, kind=kind, known=FIELDS)
    to, copies = (_names(kind, name, table[name]) for name in LISTS)
    if not isinstance(table["contact"], str):
        raise Refusal("masthead.text", field="contact", name="contact", kind=kind, value=table["contact"])
    to_empty, copies_empty = (_empty(kind, name, table.get(name, "last")) for name in EMPTIES.values())
    return PaperTemplate(
        head=head, to=to, copies=copies, to_empty=to_empty, copies_empty=copies_empty, contact=table["contact"]
    )


def _empty(kind: str, name: str, value: object) -> EmptyList:
    known = get_args(EmptyList)
    if value not in known:
        raise Refusal("masthead.value", field=name, name=name, kind=kind, value=value, known=known)
    return "nobody" if value == "nobody" else "last"


def _names(kind: str, name: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise Refusal("template.list", field=name, name=name, kind=kind, value=value)
    return tuple(value)


def checked_template(kind: str, template: PaperTemplate, offices: Mapping[str, str]) -> PaperTemplate:
    """The template as it is kept: on one line each, without blanks around. ``offices``: the office's ``zh`` and ``en`` name.

    Refused, naming the field and what is wrong with it: ``masthead.empty``, ``template.*``.
    """
    texts = {name: _one_line(str(getattr(template.head, name))) for name in HEAD_FIELDS}
    head = read_mastheads({kind: texts}, (kind,))[kind]
    for name in ("zh", "en"):
        _check_name(name, texts[name], offices.get(name, ""))
    for name in _LABELS:
        _check_placeholders(name, texts[name], ())
        if len(texts[name]) > LABEL_MOST * (1 if name.endswith("zh") else 2):
            most = LABEL_MOST * (1 if name.endswith("zh") else 2)
            raise Refusal("template.label", field=name, value=texts[name], n=len(texts[name]), most=most)
    lists = {name: tuple(filter(None, map(_one_line, getattr(template, name)))) for name in LISTS}
    _check_distribution(lists)
    contact = _one_line(template.contact)
    if len(contact) > CONTACT_MOST:
        raise Refusal("template.contact", field="contact", n=len(contact), most=CONTACT_MOST)
    return replace(template, head=head, to=lists["to"], copies=lists["copies"], contact=contact)


def named(head: Masthead, office_zh: str, office_en: str) -> Masthead:
    """The head with the office's name where it asks for it."""
    return replace(head, zh=head.zh.replace(OFFICE, office_zh), en=head.en.replace(OFFICE, office_en))


def field_changes(kind: str, now: PaperTemplate, then: PaperTemplate) -> Iterator[FieldChange]:
    """The fields that differ, in the order of a file."""
    before, after = now.plain(), then.plain()
    for name in FIELDS:
        if before[name] != after[name]:
            yield FieldChange(kind, name, _said(before[name]), _said(after[name]))


def templates_written(templates: Mapping[str, PaperTemplate]) -> str:
    """The templates as a TOML file that :func:`read_templates` reads."""
    tables = []
    for kind, template in templates.items():
        lines = [f"{name} = {_toml(value)}" for name, value in template.plain().items()]
        tables.append("\n".join((f"[{kind}]", *lines)))
    return "\n\n".join(tables) + "\n"


def where_in(file: str, refusal: Refusal) -> str:
    """Where in a file it was refused, before the sentence: nothing where that names it already."""
    kind, field = refusal.facts.get("kind"), refusal.field
    if "path" in refusal.facts:
        return ""
    return f"{file} [{kind}] {field}: " if kind and field and "name" not in refusal.facts else f"{file}: "


def width_of(text: str) -> float:
    """How wide a text is, in full-width characters; others count half."""
    return sum(1.0 if unicodedata.east_asian_width(c) in "WFA" else 0.5 for c in text)


def _check_name(name: str, text: str, office: str) -> None:
    _check_placeholders(name, text, (OFFICE,))
    shown = text.replace(OFFICE, office)
    wide = width_of(shown)
    if wide > NAME_MOST:
        scale = 1 if name == "zh" else 2  # English is counted in letters
        facts = {"n": round(wide * scale), "most": NAME_MOST * scale, "over": -int(-(wide - NAME_MOST) * scale // 1)}
        raise Refusal("template.wide", field=name, value=_short(shown), **facts)


def _check_placeholders(name: str, text: str, known: tuple[str, ...]) -> None:
    rest = text
    for each in known:
        rest = rest.replace(each, "")
    if "{" not in rest and "}" not in rest:
        return
    try:
        wrong = next((f"{{{each[1]}}}" for each in Formatter().parse(rest) if each[1] is not None), "{}")
    except ValueError:
        wrong = "{" if "{" in rest else "}"
    raise Refusal("template.placeholder", field=name, value=_short(wrong), known=OFFICE)


def _check_distribution(lists: Mapping[str, tuple[str, ...]]) -> None:
    seen: set[str] = set()
    for name, names in lists.items():
        if len(names) > MANY_MOST:
            raise Refusal("template.many", field=name, n=len(names), most=MANY_MOST)
        for each in names:
            if len(each) > ADDRESSEE_MOST:
                raise Refusal("template.name", field=name, value=_short(each), n=len(each), most=ADDRESSEE_MOST)
            if each in seen:
                raise Refusal("template.twice", field=name, value=each)
            seen.add(each)


def _one_line(text: str) -> str:
    return " ".join(clean_text(text).split())


def _said(value: object) -> str:
    return "、".join(value) if isinstance(value, list) else str(value)


def _short(text: str) -> str:
    return text if len(text) <= NAME_MOST else text[:NAME_MOST] + "…"


def _toml(value: object) -> str:
    """A text or a list of texts; TOML escapes as JSON does, and DEL besides."""
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
