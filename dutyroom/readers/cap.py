"""CAP: messages of the Common Alerting Protocol 1.1 and 1.2 as plain values; no network, no document type, no entities.

A signature in the message is not verified; shapes of areas, resources and codes are not kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from lxml import etree

from dutyroom.readers.document import ReadFailure
from dutyroom.readers.filekind import size_of
from dutyroom.rules.cap_message import ALLOWED, CapInfo, CapMessage, read_references

LARGEST_MB: Final = 10
"""A message has kilobytes, with many polygons some hundred; whatever is larger is not even opened."""
FIRST_YEAR: Final = 1970
LAST_YEAR: Final = 2200
_MB: Final = 1_000_000
_SPACES: Final = ("urn:oasis:names:tc:emergency:cap:1.2", "urn:oasis:names:tc:emergency:cap:1.1")
_ENVELOPE: Final = "EDXLDistribution"
_FEEDS: Final = ("feed", "rss", "RDF")
_DECLARES: Final = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
_CUT: Final = frozenset({etree.ErrorTypes.ERR_TAG_NOT_FINISHED, etree.ErrorTypes.ERR_DOCUMENT_END})
_MARKS: Final = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_SHAPES: Final = ("polygon", "circle")


def read_cap(path: Path) -> tuple[CapMessage, ...]:
    """The messages of one file; raises :class:`ReadFailure` that names the element that is wrong."""
    try:
        size = size_of(path)
        if size > LARGEST_MB * _MB:
            raise ReadFailure("too-large", "file.too_large", limit=LARGEST_MB)
        content = path.read_bytes() if size else b""
    except OSError as problem:
        raise ReadFailure("damaged", "file.unreadable", reason=problem.strerror or str(problem)) from problem
    return read_cap_bytes(content)


def read_cap_bytes(content: bytes) -> tuple[CapMessage, ...]:
    """The messages of a file's content."""
    if not content.strip():
        raise ReadFailure("damaged", "file.empty")
    root = _parsed(content)
    name, space = _name(root), etree.QName(root).namespace
    if name == "alert" and space in _SPACES:
        return (_message(root, space),)
    if name == _ENVELOPE:
        found = tuple(_message(alert, space) for space in _SPACES for alert in root.iter(f"{{{space}}}alert"))
        if found:
            return found
    if name in _FEEDS:
        raise ReadFailure("unsupported", "cap.feed")
    raise ReadFailure("unsupported", "cap.root", element=f"<{name}>")


def _parsed(content: bytes) -> Any:
    plain = content.replace(b"\x00", b"")  # UTF-16 has one at every other place
    for mark in _MARKS:
        plain = plain.removeprefix(mark)
    if not plain.lstrip().startswith(b"<"):
        raise ReadFailure("unsupported", "cap.no_xml")
    if _DECLARES.search(plain):
        raise ReadFailure("unsupported", "cap.dtd")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as problem:
        if problem.code in _CUT or not plain.rstrip().endswith(b">"):
            raise ReadFailure("damaged", "file.truncated") from problem
        raise ReadFailure("damaged", "cap.broken", line=problem.lineno or 1) from problem
    except (ValueError, LookupError) as problem:
        raise ReadFailure("damaged", "cap.broken", line=1) from problem
    if root.getroottree().docinfo.doctype:  # whatever way it was written
        raise ReadFailure("unsupported", "cap.dtd")
    return root


def _message(alert: Any, space: str) -> CapMessage:
    part = _Part(alert, space, "alert")
    return CapMessage(
        identifier=part.needed("identifier"),
        sender=part.needed("sender"),
        sent=part.time("sent", needed=True),
        status=part.listed("status"),
        message=part.listed("msgType"),
        scope=part.listed("scope"),
        note=part.text("note"),
        references=read_references(part.text("references")),
        infos=tuple(_info(_Part(info, space, "info")) for info in part.children("info")),
    )


def _info(part: _Part) -> CapInfo:
    areas = [_Part(area, part.space, "area") for area in part.children("area")]
    pairs = [_Part(each, part.space, name) for name in ("parameter", "eventCode") for each in part.children(name)]
    return CapInfo(
        language=part.text("language") or "en-US",
        category=" ".join(part.all_listed("category")),
        event=part.needed("event"),
        urgency=part.listed("urgency"),
        severity=part.listed("severity"),
        certainty=part.listed("certainty"),
        effective=part.time("effective"),
        onset=part.time("onset"),
        expires=part.time("expires"),
        sender_name=part.text("senderName"),
        headline=part.text("headline"),
        description=part.text("description"),
        instruction=part.text("instruction"),
        web=part.text("web"),
        contact=part.text("contact"),
        values=tuple(value for pair in pairs if (value := pair.text("value"))),
        areas=tuple(dict.fromkeys(area.needed("areaDesc") for area in areas)),
        shapes=sum(len(list(area.children(shape))) for area in areas for shape in _SHAPES),
    )


class _Part:
    """An element with its children by name; ``name`` is what a failure calls it."""

    def __init__(self, element: Any, space: str, name: str) -> None:
        self.element, self.space, self.name = element, space, name

    def children(self, name: str) -> Iterator[Any]:
        """The children of this name."""
        return iter(self.element.findall(f"{{{self.space}}}{name}"))

    def text(self, name: str) -> str:
        """The text of the first child of this name, empty where there is none."""
        found = self.element.find(f"{{{self.space}}}{name}")
        return "" if found is None else "".join(found.itertext()).strip()

    def needed(self, name: str) -> str:
        """The same; a failure where there is none."""
        text = self.text(name)
        if not text:
            raise ReadFailure("damaged", "cap.missing", element=f"<{name}>", parent=f"<{self.name}>")
        return text

    def listed(self, name: str) -> str:
        """The same, of those values that the standard knows."""
        return self._known(name, self.needed(name))

    def all_listed(self, name: str) -> list[str]:
        """All children of this name, of those values that the standard knows; at least one."""
        self.needed(name)
        return [self._known(name, "".join(each.itertext()).strip()) for each in self.children(name)]

    def time(self, name: str, *, needed: bool = False) -> Any:
        """A time with its zone; None where there is none and none is needed."""
        text = self.needed(name) if needed else self.text(name)
        if not text:
            return None
        try:
            at = datetime.fromisoformat(text)
        except ValueError:
            at = None
        if at is None or at.tzinfo is None or not FIRST_YEAR <= at.year <= LAST_YEAR:
            raise ReadFailure("damaged", "cap.time", element=f"<{name}>", value=_short(text))
        return at

    def _known(self, name: str, value: str) -> str:
        if value not in ALLOWED[name]:
            allowed = ", ".join(ALLOWED[name])
            raise ReadFailure("damaged", "cap.value", element=f"<{name}>", value=_short(value), allowed=allowed)
        return value


def _name(element: Any) -> str:
    return str(etree.QName(element).localname)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 40 else f"{line[:39]}…"
