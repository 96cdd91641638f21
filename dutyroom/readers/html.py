"""HTML: the readable text of a page, headings with their levels, table rows as lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from lxml import etree
from lxml import html as markup

from dutyroom.readers.document import Document, Line, ReadFailure
from dutyroom.readers.txt import clean, decoded

_DROPPED: Final = frozenset(
    [
        "script",
        "style",
        "nav",
        "noscript",
        "template",
        "iframe",
        "svg",
        "button",
        "select",
        "option",
        "textarea",
        "head",
        "object",
        "video",
        "audio",
    ]
)
_BLOCKS: Final = frozenset(
    [
        "p",
        "div",
        "section",
        "article",
        "main",
        "header",
        "footer",
        "aside",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "table",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "caption",
        "pre",
        "blockquote",
        "figure",
        "figcaption",
        "form",
        "fieldset",
        "address",
        "details",
        "summary",
        "body",
        "html",
        "center",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "br",
    ]
)
_CELLS: Final = frozenset(("td", "th"))
_HEADING: Final = re.compile(r"h([1-6])\Z")
_CHARSET: Final = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]+)", re.IGNORECASE)
_HIDDEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_GB: Final = frozenset(("gb2312", "gbk", "gb18030", "gb_2312-80"))


def read_html(path: Path) -> Document:
    """An HTML page; the charset comes from its mark, its meta element or its bytes."""
    content = path.read_bytes()
    text, encoding = _decoded(content)
    root = _root(text)
    if root is None:
        raise ReadFailure("no-text", "file.no_text")
    stated = root.find(".//title")
    title = " ".join((stated.text_content() or "").split()) if stated is not None else ""
    return Document(tuple(_walk(root)), "html", encoding, _page_title(title))


def html_lines(text: str) -> list[Line]:
    """The readable lines of a piece of HTML, for example inside Markdown."""
    root = _root(text)
    return [] if root is None else list(_walk(root))


def _page_title(title: str) -> str | None:
    """The page's title without the site's name behind it."""
    first = re.split(r"\s[-–—|_]\s|_{1,2}(?=[^_]*(?:网|政府|门户))", title)[0].strip()
    return first or None


def _decoded(content: bytes) -> tuple[str, str]:
    stated = _CHARSET.search(content[:4096])
    if stated and not content.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        name = stated[1].decode("ascii").lower()
        encoding = "gb18030" if name in _GB else name
        try:
            return content.decode(encoding), encoding
        except (UnicodeDecodeError, LookupError):
            return decoded(content)
    return decoded(content)


def _root(text: str) -> Any | None:
    """The parsed page; libxml2 mends what it can, and entities from outside are never fetched."""
    text = re.sub(r"\A\s*<\?xml[^>]*\?>", "", clean(text))
    parser = markup.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        return markup.fromstring(text, parser=parser) if text.strip() else None
    except (etree.ParserError, etree.XMLSyntaxError):
        return None


class _Gathered:
    """Text as it is walked over, cut into lines at block elements."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.text: list[str] = []
        self.level: int | None = None
        self.cells = 0

    def end_line(self) -> None:
        if self.cells:
            self.text.append(" ")
            return
        joined = re.sub(r"\s+", " ", "".join(self.text).replace("\u3000", " ")).strip(" |")
        if joined:
            self.lines.append(Line(joined, self.level))
        self.text = []


def _walk(root: Any) -> Iterator[Line]:
    """Walk the tree without recursion: a hostile page may nest as deep as it likes."""
    gathered = _Gathered()
    skipped = None
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if skipped is not None:
            if event == "end" and element is skipped:
                skipped = None
                gathered.text.append(element.tail or "")
            continue
        name = element.tag if isinstance(element.tag, str) else ""
        if event == "start" and _is_dropped(element, name):
            skipped = element
            continue
        if event == "start":
            _enter(gathered, name)
            gathered.text.append(element.text or "")
        else:
            _leave(gathered, name)
            gathered.text.append(element.tail or "" if element is not root else "")
    gathered.end_line()
    yield from gathered.lines


def _is_dropped(element: Any, name: str) -> bool:
    if not name or name in _DROPPED:
        return True
    return element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style") or ""))


def _enter(gathered: _Gathered, name: str) -> None:
    if name in _BLOCKS:
        gathered.end_line()
    if name in _CELLS:
        gathered.cells += 1
    if found := _HEADING.match(name):
        gathered.level = int(found[1]) if not gathered.cells else None


def _leave(gathered: _Gathered, name: str) -> None:
    if name in _CELLS:
        gathered.cells = max(0, gathered.cells - 1)
        if not gathered.cells:
            gathered.text.append(" | ")
    if name in _BLOCKS:
        gathered.end_line()
    if _HEADING.match(name):
        gathered.level = None
