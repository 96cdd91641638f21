"""The text of an issued paper as it stands: headings, paragraphs, tables; what is marked, what was changed, from where."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QLabel, QWidget

from dutyroom.data.queries.briefings import BriefingInFull, PartRow
from dutyroom.ui.parts.briefing.words import flags_of
from dutyroom.ui.theme import is_look_change, tokens_in_use


class TextView(QLabel):
    """``part_asked`` names the paragraph whose sources somebody wants to see."""

    part_asked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._full: BriefingInFull | None = None
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.linkActivated.connect(lambda link: self.part_asked.emit(int(link)))

    def show_text(self, full: BriefingInFull | None) -> None:
        """Show the parts that are printed."""
        self._full = full
        self.setText("" if full is None else "".join(self._lines(full)))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the scheme."""
        super().changeEvent(event)
        if is_look_change(event):
            self.show_text(self._full)

    def _lines(self, full: BriefingInFull) -> Iterator[str]:
        tokens = tokens_in_use()
        for label, text in full.fields:
            yield f'<p style="margin:0 0 2px 0"><span style="color:{tokens.secondary}">{escape(label)}</span>　{escape(text)}</p>'
        for part in full.standing:
            words = escape(part.text).replace("\n", "<br>")
            if part.level:
                words = f"<b>{words}</b>"
            yield f'<p style="margin:6px 0 0 0">{words}{self._beside(part, full)}</p>{_table(part, tokens.line)}'

    def _beside(self, part: PartRow, full: BriefingInFull) -> str:
        tokens = tokens_in_use()
        flags = "".join(
            f' <span style="color:{tokens.warning}">〔{escape(flag)}〕</span>' for flag in flags_of(part, full)
        )
        if not part.sources:
            return flags
        said = self.tr("from {count}").format(count=len(part.sources))
        return f'{flags} <a href="{part.id}" style="color:{tokens.accent}">{escape(said)}</a>'


def _table(part: PartRow, line: str) -> str:
    if not part.rows:
        return ""
    rows = "".join(
        "<tr>" + "".join(f"<td style='padding:2px 6px'>{escape(cell)}</td>" for cell in row) + "</tr>"
        for row in part.rows
    )
    return f'<table border="1" cellspacing="0" style="border-color:{line}; margin-top:4px">{rows}</table>'
