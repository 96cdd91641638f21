"""What makes a PDF fit for the archive (ISO 19005-2, level B): who and what it is said twice alike, its colours named.

The rest of that standard is kept where the file is written: all faces embedded with their widths, nothing transparent,
nothing encrypted, no script, nothing outside the file.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from xml.sax.saxutils import escape

from dutyroom.papers.pdf_file import Bookmark, Node, PdfFile, dictionary, outline_tree, page_tree, text_of
from dutyroom.papers.srgb import srgb_profile

_PROGRAM: Final = "DutyRoom"
_SPACES: Final = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
}
COLOURS: Final = (
    "[<< /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB) "
    "/Info (sRGB IEC61966-2.1) /DestOutputProfile {} 0 R >>]"
)
"""For which colours a file is meant; the number is that of the profile."""
_CLAIM: Final = re.compile(rb"pdfaid:part(?:>|=[\"'])\s*[12]\b")
_INTENT: Final = re.compile(rb"/S\s*/GTS_PDFA1\b")
_RGB: Final = re.compile(rb"/N\s+3\b")
_UNSAFE: Final = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF, *range(0xD800, 0xE000)))
"""Characters that XML may not hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a file says of itself; ``made_at`` is the moment of the facts, never that of printing."""

    title: str
    author: str
    subject: str = ""
    language: str = "zh-CN"
    made_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """The pages of a file in their order and what leads to them; ``labels`` is the dictionary of page labels, if any."""

    nodes: Sequence[Node]
    marks: Sequence[Bookmark]
    labels: str = ""


def close_file(file: PdfFile, whole: Whole, about: About) -> None:
    """Write what belongs to the whole file, and its end."""
    colours = file.put_stream(file.new(), srgb_profile(), "/N 3 ")
    entries = {
        "Type": "/Catalog",
        "Pages": f"{page_tree(file, whole.nodes)} 0 R",
        "Lang": f"({about.language})",
        "ViewerPreferences": "<< /DisplayDocTitle true >>",
        "Metadata": f"{file.put_plain(file.new(), packet(about), '/Type /Metadata /Subtype /XML ')} 0 R",
        "OutputIntents": COLOURS.format(colours),
    }
    outlines = outline_tree(file, whole.marks)
    if outlines is not None:
        entries |= {"Outlines": f"{outlines} 0 R", "PageMode": "/UseOutlines"}
    if whole.labels:
        entries["PageLabels"] = whole.labels
    root = file.put(file.new(), dictionary(entries))
    file.finish(root, file.put(file.new(), dictionary(info_entries(about))))


def is_archival(pdf: bytes) -> bool:
    """Whether a file says that it keeps to PDF/A (part 1 or 2) with its colours meant as red, green and blue.

    Only what it says in clear is believed; whether it is so, no look at the bytes can tell.
    """
    clear = b"/Encrypt" not in pdf and _CLAIM.search(pdf) is not None
    return clear and _INTENT.search(pdf) is not None and _RGB.search(pdf) is not None


def _cleaned(about: About) -> About:
    return About(
        title=about.title.translate(_UNSAFE),
        author=about.author.translate(_UNSAFE),
        subject=about.subject.translate(_UNSAFE),
        language=about.language,
        made_at=about.made_at,
    )


def info_entries(about: About) -> dict[str, str]:
    """The older way of saying it."""
    about = _cleaned(about)
    named = {"Title": about.title, "Author": about.author, "Subject": about.subject}
    said = {name: text_of(words) for name, words in named.items() if words}
    said |= {"Creator": f"({_PROGRAM})", "Producer": f"({_PROGRAM})"}
    if about.made_at is not None:
        zone = f"{about.made_at:%z}" or "+0000"
        moment = f"(D:{about.made_at:%Y%m%d%H%M%S}{zone[:3]}'{zone[3:5]}')"
        said |= {"CreationDate": moment, "ModDate": moment}
    return said


def packet(about: About, *, claims: bool = True) -> bytes:
    """The newer way, in XMP; it must say the same. ``claims`` says that the file keeps to PDF/A-2b."""
    about = _cleaned(about)
    parts = ["<pdfaid:part>2</pdfaid:part>", "<pdfaid:conformance>B</pdfaid:conformance>"] if claims else []
    for name, words in (("title", about.title), ("description", about.subject)):
        if words:
            parts.append(
                f'<dc:{name}><rdf:Alt><rdf:li xml:lang="x-default">{escape(words)}</rdf:li></rdf:Alt></dc:{name}>'
            )
    if about.author:
        parts.append(f"<dc:creator><rdf:Seq><rdf:li>{escape(about.author)}</rdf:li></rdf:Seq></dc:creator>")
    parts.append(f"<dc:language><rdf:Bag><rdf:li>{about.language}</rdf:li></rdf:Bag></dc:language>")
    parts += [f"<xmp:CreatorTool>{_PROGRAM}</xmp:CreatorTool>", f"<pdf:Producer>{_PROGRAM}</pdf:Producer>"]
    if about.made_at is not None:
        zone = f"{about.made_at:%z}" or "+0000"
        moment = f"{about.made_at:%Y-%m-%dT%H:%M:%S}{zone[:3]}:{zone[3:5]}"
        parts += [f"<xmp:{name}Date>{moment}</xmp:{name}Date>" for name in ("Create", "Modify")]
    spaces = " ".join(f'xmlns:{name}="{address}"' for name, address in _SPACES.items())
    packet = (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        f'<rdf:Description rdf:about="" {spaces}>{"".join(parts)}</rdf:Description>'
        '</rdf:RDF></x:xmpmeta>\n<?xpacket end="w"?>'
    )
    return packet.encode()
