"""Setting what differs in a row, and what the journal keeps of it: each former and each new value."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Any


def set_values(row: Any, values: Mapping[str, Any]) -> dict[str, Any]:
    """Set what differs; returns each former and new value as the journal takes them."""
    changes: dict[str, Any] = {}
    for name, value in values.items():
        former = getattr(row, name)
        new = value.value if isinstance(value, Enum) else value
        if former != new:
            setattr(row, name, new)
            changes[name] = [_plain(former), _plain(new)]
    return changes


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value.hex() if isinstance(value, bytes) else value
