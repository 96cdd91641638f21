"""Hits of words as Qt counts characters: rare characters beyond the first plane count twice there."""

from __future__ import annotations

from dutyroom.rules.terms import find_hits


def units(text: str) -> int:
    """How many characters Qt counts in ``text``."""
    return len(text) if not text or max(text) <= "\uffff" else len(text.encode("utf-16-le", "surrogatepass")) // 2


def split_at(text: str, count: int) -> tuple[str, str]:
    """``text`` parted after ``count`` of Qt's characters."""
    if not text or max(text) <= "\uffff":
        return text[:count], text[count:]
    coded = text.encode("utf-16-le", "surrogatepass")
    return coded[: count * 2].decode("utf-16-le", "replace"), coded[count * 2 :].decode("utf-16-le", "replace")


def qt_hits(text: str, words: str) -> list[tuple[int, int]]:
    """Where ``words`` answer in ``text``: begin and length as Qt counts."""
    if not words.strip():
        return []
    return [(units(text[:start]), units(text[start:end])) for start, end in find_hits(text, words)]
