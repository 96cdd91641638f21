"""Plain text: UTF-8, GB 18030, UTF-16 and Big5, with paragraphs put together again."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from dutyroom.readers.document import Document, Line, ReadFailure
from dutyroom.rules.cutting import pieces
from dutyroom.rules.document_number import whole_number
from dutyroom.rules.headings import HAN, Candidate, Form, without_leader
from dutyroom.rules.passage import levelled

_BOMS: Final = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_SAMPLE: Final = 40_000
_DROPPED: Final = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060\ufeff\ufffe\uffff]")
_WIDE_SIGNS: Final = frozenset("\u3000、。，；：？！（）《》“”‘’—…·")
_SENTENCE_END: Final = re.compile(r"[。；！？：;!?.:]['”’）)》\"]*$")
_GAPS: Final = re.compile(r"(?<=[\w）)])\s+(?=[\w（(])")
_OPEN_END: Final = re.compile(r"[，、第和与及或（《“〔(]$")
_PAPER: Final = re.compile(
    r"[^，。；：]{0,40}(?:关于|转发|印发)[^，。；]{2,80}(?:通知|通报|通告|公告|决定|意见|批复|请示|报告|答复|复函|命令|函)(?:[（(][^（）()]{1,16}[）)])?"
)
_LONGEST_NUMBER: Final = 30
_ORDINALS: Final = (Form.PART, Form.CHAPTER, Form.SECTION, Form.ARTICLE)
_FEWEST_GAPS: Final = 2
_FEWEST_LINES: Final = 6
_WIDEST: Final = 300
_FULL_SHARE: Final = 0.12
_FEWEST_FULL: Final = 3
_ENDED_SHARE: Final = 0.6


def read_txt(path: Path) -> Document:
    """A text file; raises :class:`ReadFailure` where its bytes are no text."""
    text, encoding = decoded(path.read_bytes())
    lines = unwrapped(clean(text).split("\n"))
    return Document(tuple(Line(line) for line in lines), "txt", encoding)


def decoded(content: bytes) -> tuple[str, str]:
    """The text and the name of its encoding; a byte order mark decides, then what reads as text."""
    for bom, encoding in _BOMS:
        if content.startswith(bom):
            return content.decode(encoding, "replace"), encoding.removesuffix("-sig")
    if (text := _utf8(content)) is not None:
        return text, "utf-8"
    wide = _utf16(content)
    if wide is not None:
        return wide
    if b"\x00" in content[:_SAMPLE]:
        raise ReadFailure("damaged", "file.damaged", kind="txt")
    return _east_asian(content)


def _utf8(content: bytes) -> str | None:
    """UTF-8, also where the file was cut in the middle of a character; text with NUL bytes is none."""
    if content[:_SAMPLE].count(b"\x00") > len(content[:_SAMPLE]) // 50:
        return None
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as problem:
        if problem.start >= len(content) - 3 and problem.start:
            return content[: problem.start].decode("utf-8")
    replaced = content[:_SAMPLE].decode("utf-8", "replace")
    wide = sum(ord(sign) > 0x7FF for sign in replaced) - replaced.count("\ufffd")
    broken = replaced.count("\ufffd")
    return content.decode("utf-8", "replace") if wide > 50 * max(1, broken) else None


def _utf16(content: bytes) -> tuple[str, str] | None:
    """UTF-16 without a byte order mark: the byte order under which the text reads best."""
    best: tuple[float, str] | None = None
    sample = content[: _SAMPLE & ~1]
    for encoding in ("utf-16-le", "utf-16-be"):
        score = _readable(sample.decode(encoding, "replace"))
        if best is None or score > best[0]:
            best = (score, encoding)
    if best is None or best[0] < 0.9 or not _has_wide_breaks(sample, best[1]):
        return None
    return content.decode(best[1], "replace"), best[1]


def _has_wide_breaks(sample: bytes, encoding: str) -> bool:
    """Whether spaces, digits or line ends stand there as two bytes, as in any real text."""
    return b"\x00" in sample or _readable(sample.decode("gb18030", "replace")) < _readable(
        sample.decode(encoding, "replace")
    )


def _readable(text: str) -> float:
    """The share of characters that Chinese and English office papers are made of."""
    if not text:
        return 0.0
    good = len(
        re.findall(
            r"[\n\r\t -~\u00b7\u2014-\u2026\u2160-\u2169\u2460-\u2473\u3000-\u3017\u4e00-\u9fa5\uff01-\uff5e]", text
        )
    )
    return good / len(text)


def _common(text: str, encoding: str) -> float:
    """The share of the Chinese characters that are ordinary ones of this encoding's own core set."""
    signs = re.findall(f"[{HAN}]", text[:_SAMPLE])
    if not signs:
        return 0.0
    level = (0xB0A1, 0xD7F9) if encoding == "gb2312" else (0xA440, 0xC67E)
    return sum(level[0] <= int.from_bytes(sign.encode(encoding, "ignore"), "big") <= level[1] for sign in signs) / len(
        signs
    )


def _east_asian(content: bytes) -> tuple[str, str]:
    """GB 18030 or Big5 by which of them gives ordinary characters; Western text last."""
    high = sum(byte > 127 for byte in content[:_SAMPLE]) / max(1, len(content[:_SAMPLE]))
    simplified = content.decode("gb18030", "replace")
    gb_score = _common(simplified, "gb2312") - simplified[:_SAMPLE].count("\ufffd") / 100
    try:
        traditional = content.decode("big5")
    except UnicodeDecodeError:
        traditional = ""
    if traditional and _common(traditional, "big5") > gb_score + 0.2:
        return traditional, "big5"
    if gb_score > 0.5 or (high > 0.1 and _readable(simplified) > 0.6):
        return simplified, "gb18030"
    if set(re.findall("[^\x00-\x7f]", simplified[:_SAMPLE])) <= _WIDE_SIGNS:
        return simplified, "gb18030"  # English, indented and quoted as a Chinese page does it
    western = content.decode("cp1252", "replace")
    if high < 0.1 and _readable(western) > 0.85:
        return western, "cp1252"
    raise ReadFailure("damaged", "file.damaged", kind="txt")


def clean(text: str) -> str:
    """The text with single line ends and without control and direction signs."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0c", "\n").replace("\u2028", "\n")
    return _DROPPED.sub("", text.replace("\u2029", "\n").replace("\x85", "\n"))


def columns(text: str, *, wide: bool = True) -> int:
    """How many columns a line takes on paper, a Chinese character counting two.

    ``wide``: so do “ ” … Ⅳ ① and the like, which a Chinese face draws as wide.
    """
    full = "WFA" if wide else "WF"
    return sum(2 if unicodedata.east_asian_width(sign) in full else 1 for sign in text)


def unwrapped(lines: Sequence[str]) -> list[str]:
    """Lines without blank ones, and paragraphs that were cut at the right margin joined again.

    Only where the text was plainly cut at a margin. A full line continues in
    the next one unless that begins with an indent or a heading's number.
    """
    said = [line.rstrip() for line in lines if line.strip()]
    chinese = any(re.search(f"[{HAN}]", line) for line in said[:200])
    widths = [columns(line[:_WIDEST], wide=chinese) for line in said]
    full = _margin(widths) - (4 if chinese else 14)
    if full <= 0 or not _is_cut(said, [width >= full for width in widths]):
        return [line if line[:1].isspace() else line.strip() for line in said]
    return _joined(lines, full, wide=chinese)


def _is_cut(lines: Sequence[str], full: Sequence[bool]) -> bool:
    """Whether full lines are cut paragraphs: they stop in mid-sentence, and what follows ends the sentence."""
    count = sum(full)
    if count < _FEWEST_FULL or count < _FULL_SHARE * len(lines):
        return False
    cut = [at for at, line in enumerate(lines) if full[at] and not ends_sentence(line) and not is_entry(line)]
    cuts = set(cut)
    ends = [at + 1 for at in cut if at + 1 < len(lines) and at + 1 not in cuts]
    ended = sum(ends_sentence(lines[at]) for at in ends)
    return 2 * len(cut) >= count and ended >= _ENDED_SHARE * len(ends)


def _margin(widths: Sequence[int]) -> int:
    """The width near which lines are cut, 0 where there is none."""
    if len(widths) < _FEWEST_LINES:
        return 0
    ranked = sorted(widths)
    widest = ranked[min(len(ranked) - 1, int(len(ranked) * 0.95))]
    return widest if 24 <= widest <= 130 and ranked[-1] <= widest + 8 else 0


def _joined(lines: Sequence[str], full: int, *, wide: bool) -> list[str]:
    joined: list[str] = []
    open_line = False
    for line in lines:
        text = line.strip()
        if not text:
            open_line = False
            continue
        indented = line[:1] in "\u3000\t" or line.startswith("  ")
        goes_on = open_line and not indented and not are_rows(joined[-1], text) and not _is_titled(joined[-1], text)
        if goes_on and (must_go_on(joined[-1]) or not opens_heading(text)):
            joined[-1] = glued(joined[-1], text)
        else:
            joined.append(text)
        open_line = (
            columns(line[:_WIDEST].rstrip(), wide=wide) >= full and not ends_sentence(text) and not is_entry(text)
        )
    return joined


def _is_titled(before: str, after: str) -> bool:
    """Whether a full line is the title of a paper, or the next one its number: they end where they end."""
    if after[-1:] in "号)）" and len(after) <= _LONGEST_NUMBER and whole_number(levelled(after)):
        return True
    return _PAPER.fullmatch(before) is not None and not after.startswith("的")


def ends_sentence(text: str) -> bool:
    """Whether the text ends with the end of a sentence, a clause or an introduction."""
    return _SENTENCE_END.search(text) is not None


def are_rows(before: str, after: str) -> bool:
    """Whether both lines are rows of a table: Chinese words with gaps between them."""
    return all(re.search(f"[{HAN}]", line) and len(_GAPS.findall(line)) >= _FEWEST_GAPS for line in (before, after))


def is_entry(text: str) -> bool:
    """Whether the line ends with the dots and page number of a contents page."""
    return without_leader(text)[1]


def opens_heading(text: str) -> bool:
    """Whether the line begins with a heading's number."""
    first = pieces(text)[0]
    return isinstance(first, Candidate) and (bool(first.title or first.rest) or first.form in _ORDINALS)


def must_go_on(text: str) -> bool:
    """Whether no paragraph can end here, so that a number on the next line is none of a heading: ``第四十条第``."""
    return _OPEN_END.search(text) is not None


def glued(before: str, after: str) -> str:
    """Two parts of a cut paragraph as one: no space between Chinese characters, hyphens closed."""
    if re.search(f"[{HAN}\u3000-\u303f\uff00-\uffef]$", before) or re.match(
        f"[{HAN}\u3000-\u303f\uff00-\uffef]", after
    ):
        return before + after
    if re.search(r"[a-z]-$", before) and after[:1].islower():
        return before[:-1] + after
    return f"{before} {after}"
