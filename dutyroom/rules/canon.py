"""The canon of the journal: what an entry's hash is taken over, and how.

``hash = SHA-256(previous ‖ metadata ‖ text ‖ payload ‖ rows)``, each part being the SHA-256 of its own canonical
bytes. The parts are hashed apart so that a text that must be removed can go while the chain still verifies.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from typing import Any, Final

CANON_VERSION: Final = 1
GENESIS: Final = bytes(32)
EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)
_PLAIN: Final = frozenset({str, int, bool, type(None)})
_ENCODER: Final = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def microseconds(instant: datetime) -> int:
    """Microseconds since 1970 UTC of an aware instant."""
    return (instant - EPOCH) // _MICROSECOND


def instant(value: int) -> datetime:
    """The aware UTC instant of ``value`` microseconds since 1970."""
    return EPOCH + timedelta(0, 0, value)  # by place: by name it takes three times as long, and lists have thousands


def plain(value: Any) -> Any:
    """The value as JSON knows it: instants as microseconds, bytes as hex, enums as their value."""
    if type(value) in _PLAIN:  # nearly all of them, and a million entries are hashed at a time
        return value
    if type(value) is dict:
        return {str(key): item if type(item) in _PLAIN else plain(item) for key, item in value.items()}
    match value:
        case Enum():
            return plain(value.value)
        case None | bool() | int() | str():
            return value
        case float():
            return repr(value)
        case datetime():
            return microseconds(value)
        case date():
            return value.isoformat()
        case bytes():
            return value.hex()
        case Mapping():
            return {str(key): plain(item) for key, item in value.items()}
        case Iterable():
            return [plain(item) for item in value]
    raise TypeError(f"no canonical form for {type(value).__name__}")


def canonical_json(value: Any) -> str:
    """One and only one text for equal values: sorted keys, no blanks, Unicode as it is."""
    return _ENCODER.encode(plain(value))


def digest(text: str) -> bytes:
    """SHA-256 of the text in UTF-8; lone surrogates are kept apart rather than refused."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()


def digest_bytes(content: bytes) -> bytes:
    """SHA-256 of the content of a file."""
    return hashlib.sha256(content).digest()


def chain_hash(previous: bytes, metadata: str, text_hash: bytes, payload_hash: bytes, rows_hash: bytes) -> bytes:
    """The hash of an entry from its predecessor's hash and the parts of its own."""
    return hashlib.sha256(previous + digest(metadata) + text_hash + payload_hash + rows_hash).digest()


def rows_digest(rows: Iterable[tuple[str, int, bytes]]) -> bytes:
    """The digest over the register rows that a command changed: table, id, digest of the row."""
    return digest(canonical_json([[table, row, row_digest] for table, row, row_digest in rows]))
