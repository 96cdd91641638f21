"""The facts of an official paper by GB/T 9704-2012: document, letter or minutes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dutyroom.rules.official_text import OfficialText

OfficialForm = Literal["document", "letter", "minutes"]


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialFacts:
    """What is set: the parts of the text, under whose head, in which form.

    ``head`` is the mark of the issuing body as it stands on the paper (郑州市人民政府办公室文件, of a letter without 文件);
    ``sealed``: a seal will stand over the date, which then stands four characters from the right edge.
    """

    form: OfficialForm
    head: str
    text: OfficialText
    sealed: bool = True
    draft: bool = True
    zone: str = "Asia/Shanghai"
    store_kind: str = "live"
