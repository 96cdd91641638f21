"""The window's language: ``tr`` is answered from the program's own catalogue, in every context.

The catalogue is handed to Qt as a compiled message file in memory, so that no word on the screen costs a call into
Python and translating is safe from every thread.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QLibraryInfo, QLocale, QObject, QTranslator

from dutyroom.rules.wording import ENGLISH, Wording

_MAGIC: Final = bytes.fromhex("3CB86418CAEF9C95CD211CBF60A1BDDD")
_HASHES: Final = 0x42
_MESSAGES: Final = 0x69
_END, _TRANSLATION, _SOURCE = b"\x01", b"\x03", b"\x06"


def _elf_hash(source: bytes) -> int:
    """Qt's hash of a source text."""
    value = 0
    for byte in source:
        value = ((value << 4) + byte) & 0xFFFFFFFF
        high = value & 0xF0000000
        if high:
            value ^= high >> 24
        value &= ~high
    return value or 1


def compiled(catalogue: Mapping[str, str]) -> bytes:
    """A catalogue in Qt's message format (.qm); messages name no context, so they answer in every one."""
    messages = bytearray()
    places: list[tuple[int, int]] = []
    for source, translation in catalogue.items():
        if not source or not translation:
            continue
        key, worded = source.encode(), translation.encode("utf-16-be")
        places.append((_elf_hash(key), len(messages)))
        messages += _TRANSLATION + struct.pack(">I", len(worded)) + worded
        messages += _SOURCE + struct.pack(">I", len(key)) + key + _END
    hashes = b"".join(struct.pack(">II", *place) for place in sorted(places))
    sections = ((_HASHES, hashes), (_MESSAGES, bytes(messages)))
    return _MAGIC + b"".join(struct.pack(">BI", tag, len(part)) + part for tag, part in sections)


class CatalogueTranslator(QTranslator):
    """Answers ``tr`` from a wording; Qt's own buttons and menus are left to Qt's catalogue, ``standard``."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wording = ENGLISH
        self._messages = b""
        self.standard = QTranslator(self)

    @property
    def wording(self) -> Wording:
        """The wording that answers now."""
        return self._wording

    def answer_from(self, wording: Wording) -> None:
        """Answer from this wording from now on."""
        messages = compiled(wording.catalogue)
        self.load(messages)
        # Qt reads from these bytes as long as it answers from them, so they must stay alive
        self._messages = messages
        self._wording = wording
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        self.standard.load(f"qtbase_{wording.language}", folder)


def switch_language(app: QCoreApplication, wording: Wording) -> CatalogueTranslator:
    """Show the window in the language of ``wording``; every widget hears one LanguageChange."""
    QLocale.setDefault(QLocale(wording.language))
    translator = app.findChild(CatalogueTranslator) or CatalogueTranslator(app)
    for each in (translator, translator.standard):
        app.removeTranslator(each)
    translator.answer_from(wording)
    for each in (translator.standard, translator):
        if not each.isEmpty():
            app.installTranslator(each)
    # Qt says this for each of the steps above but keeps one of those waiting; this one covers switching to none
    QCoreApplication.sendEvent(app, QEvent(QEvent.Type.LanguageChange))
    return translator
