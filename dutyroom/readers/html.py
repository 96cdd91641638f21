"""HTML: the readable text of a page, headings with their levels, table rows as lines."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Final

from lxml import etree
from lxml import html as markup

from dutyroom.readers.document import Document, Line, ReadFailure
from dutyroom.readers.html_tags import Gathered, is_dropped, read_by_tags
from dutyroom.readers.set_apart import with_heavy_headings
from dutyroom.readers.txt import clean, decoded
from dutyroom.rules.cover import reads_as_plan_title
from dutyroom.rules.headings import has_han
from dutyroom.rules.traditional import simplified

_CHARSET: Final = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]+)", re.IGNORECASE)
_TOP: Final = 60
_SHORTEST: Final = 4
_GB: Final = frozenset(("gb2312", "gbk", "gb18030", "gb_2312-80"))


def read_html(path: Path) -> Document:
    """An HTML page; the charset comes from its mark, its meta element or its bytes."""
    text, encoding = _decoded(path.read_bytes())
    lines, title = _read(text)
    if not lines:
        raise ReadFailure("no-text", "file.no_text")
    return Document(with_heavy_headings(lines), "html", encoding, _own_title(_page_title(title), lines))


def html_lines(text: str) -> list[Line]:
    """The readable lines of a piece of HTML, for example inside Markdown."""
    return _read(text)[0]


def _read(text: str) -> tuple[list[Line], str]:
    """The lines of a page and its title; tag by tag where it nests too deep for a tree."""
    text = re.sub(r"\A\s*<\?xml[^>]*\?>", "", clean(text))
    parser = markup.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        root = markup.fromstring(text, parser=parser) if text.strip() else None
    except (etree.ParserError, etree.XMLSyntaxError):
        root = None
    if any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log):
        return read_by_tags(text)
    if root is None:
        return [], ""
    stated = root.find(".//title")
    title = " ".join((stated.text_content() or "").split()) if stated is not None else ""
    return _walk(root), title


def _page_title(title: str) -> str | None:
    """The page's title without the site's name behind it."""
    first = re.split(r"\s[-–—|_]\s|_{1,2}(?=[^_]*(?:网|政府|门户))", title)[0].strip()
    return first or None


def _own_title(title: str | None, lines: list[Line]) -> str | None:
    """The page's title unless it is only the site's: a Chinese one that is no plan's or paper's and that no line says."""
    if not title or not any(has_han(line.text) for line in lines[:_TOP]):
        return title
    if reads_as_plan_title(title) or "关于" in simplified(title):
        return title
    bare = "".join(title.split())
    said = any(bare in "".join(line.text.split()) for line in lines[:_TOP])
    return title if said and len(bare) >= _SHORTEST else None


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


def _walk(root: Any) -> list[Line]:
    """Walk the tree without recursion."""
    gathered = Gathered()
    skipped = None
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if skipped is not None:
            if event == "end" and element is skipped:
                skipped = None
                gathered.text.append(element.tail or "")
            continue
        name = element.tag if isinstance(element.tag, str) else ""
        if event == "start" and is_dropped(name, element.attrib):
            skipped = element
            continue
        if event == "start":
            gathered.enter(name)
            gathered.text.append(element.text or "")
        else:
            gathered.leave(name)
            gathered.text.append(element.tail or "" if element is not root else "")
    gathered.end_line()
    return gathered.lines
