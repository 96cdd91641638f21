"""Markdown: headings with their levels, lists and tables as lines, front matter as title."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.token import Token

from dutyroom.readers.document import Document, Line
from dutyroom.readers.html import html_lines
from dutyroom.readers.set_apart import Heavy, with_heavy_headings
from dutyroom.readers.txt import clean, decoded, glued
from dutyroom.rules.headings import has_han

_FRONT: Final = re.compile(r"\A\s*---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_TITLE: Final = re.compile(r"^title:[ \t]*(.+?)[ \t]*$", re.MULTILINE)


def read_markdown(path: Path) -> Document:
    """A Markdown file."""
    text, encoding = decoded(path.read_bytes())
    return parsed_markdown(clean(text), encoding)


def parsed_markdown(text: str, encoding: str | None) -> Document:
    """Markdown text as lines; ``title`` of the front matter becomes the document's title."""
    title = None
    if front := _FRONT.match(text):
        text = text[front.end() :]
        if named := _TITLE.search(front[1]):
            title = named[1].strip("\"'") or None
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    lines = with_heavy_headings([line for line in _lines(tokens) if line.text.strip()])
    return Document(lines, "markdown", encoding, title)


def _lines(tokens: list[Token]) -> Iterator[Line]:
    """Walk the tokens in reading order."""
    lists: list[int] = []
    mark = ""
    level: int | None = None
    row: list[str] | None = None
    for token in tokens:
        kind = token.type
        if kind in ("bullet_list_open", "ordered_list_open"):
            lists.append(int(token.attrs.get("start", 1)) if kind.startswith("ordered") else 0)
        elif kind in ("bullet_list_close", "ordered_list_close"):
            lists.pop()
            mark = "  " * len(lists)
        elif kind == "list_item_open":
            mark = "  " * (len(lists) - 1) + (f"{lists[-1]}. " if lists[-1] else "- ")
            lists[-1] += 1 if lists[-1] else 0
        elif kind == "heading_open":
            level = int(token.tag[1:])
        elif kind == "tr_open":
            row = []
        elif kind == "tr_close" and row is not None:
            yield Line(" | ".join(row))
            row = None
        elif kind == "inline" and row is not None:
            row.append(" ".join(_inline(token)))
        elif kind == "inline":
            for text in _inline(token):
                heavy = level is None and not mark and _is_heavy(token)
                yield Line(Heavy(text) if heavy else mark + text, level)
                mark = "  " * len(lists)
            level = None
        elif kind in ("fence", "code_block"):
            yield from _code(token.content)
        elif kind == "html_block":
            yield from html_lines(token.content)


def _code(content: str) -> Iterator[Line]:
    """A code block as text; marked-up notes indented under an admonition lose their tags."""
    if re.match(r"\s*<[a-z]", content):
        yield from (Line(line.text) for line in html_lines(content))
        return
    yield from (Line(line.rstrip()) for line in content.split("\n"))


def _is_heavy(token: Token) -> bool:
    """Whether a paragraph is one line that is bold as a whole."""
    kinds = [child.type for child in token.children or () if child.type != "text" or child.content.strip()]
    return (
        kinds[:1] == ["strong_open"]
        and kinds[-1:] == ["strong_close"]
        and kinds.count("strong_open") == 1
        and not {"softbreak", "hardbreak"} & set(kinds)
    )


def _inline(token: Token) -> list[str]:
    """The text of a paragraph; its source lines stay apart where it is Chinese."""
    lines = [""]
    for child in token.children or ():
        if child.type in ("text", "code_inline", "text_special") or child.type == "image":
            lines[-1] += child.content
        elif child.type in ("softbreak", "hardbreak") or (
            child.type == "html_inline" and re.match(r"<br\b", child.content)
        ):
            lines.append("")
    if has_han(token.content):
        return [line.strip() for line in lines if line.strip()]
    whole = ""
    for line in lines:
        whole = glued(whole, line.strip()) if whole else line.strip()
    return [whole] if whole else []
