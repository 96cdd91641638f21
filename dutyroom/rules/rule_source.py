"""What of a rule's source belongs on paper: the regulation and what it says, never the web address it was found at."""

from __future__ import annotations

import re
from typing import Final

_ADDRESS: Final = re.compile(r"(?:https?://)?(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}(?![A-Za-z0-9])[!-;=-~…]*(?: ?…[!-~…]+)?")
_BRACKETS: Final = re.compile(r"（([^（）]*)）|\(([^()]*)\)")
_BETWEEN: Final = re.compile(r"([；，;,])(?![^（]*）)(?![^(]*\))")


def without_addresses(source: str) -> str:
    """The source without web addresses: a clause that only names one goes, what it says in brackets stays."""
    if _ADDRESS.search(source) is None:
        return source
    parts = _BETWEEN.split(source)
    found = ""
    for place in range(0, len(parts), 2):
        clause = _clause(parts[place])
        if clause:
            found += (parts[place - 1] if found else "") + clause
    return found


def _clause(clause: str) -> str:
    said = [group for match in _BRACKETS.finditer(clause) if (group := (match[1] or match[2] or "").strip())]
    if _ADDRESS.search(_BRACKETS.sub("", clause)):
        return "，".join(group for group in said if _ADDRESS.search(group) is None)
    return _BRACKETS.sub(lambda match: "" if _ADDRESS.search(match[0]) else match[0], clause).strip()
