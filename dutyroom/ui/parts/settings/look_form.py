"""Language, light or dark, and text size of this workstation."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtWidgets import QComboBox, QWidget

from dutyroom.ui.page import Tools
from dutyroom.ui.parts.form import Form

LANGUAGES: Final = (("zh_CN", "简体中文"), ("en", "English"))
SCHEMES: Final = ("system", "light", "dark")
SCALES: Final = (0.9, 1.0, 1.15, 1.3, 1.5, 1.75, 2.0)


class LookForm(Form):
    """Every choice works at once; what is being typed anywhere stays."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._filling = True
        self.language, self.scheme, self.scale = QComboBox(self), QComboBox(self), QComboBox(self)
        for code, name in LANGUAGES:
            self.language.addItem(name, code)
        for scheme in SCHEMES:
            self.scheme.addItem("", scheme)
        for scale in SCALES:
            self.scale.addItem(f"{scale:.0%}", scale)
        for name in ("language", "scheme", "scale"):
            self.add_field(name, getattr(self, name))
        self.language.activated.connect(self._language_chosen)
        self.scheme.activated.connect(self._look_chosen)
        self.scale.activated.connect(self._look_chosen)
        self.show_look()
        self.retranslate()

    def show_look(self) -> None:
        """Show what is chosen now."""
        look: Any = self._tools.extra.get("appearance")
        self.language.setCurrentIndex(max(self.language.findData(self._tools.wording().language), 0))
        self.scheme.setCurrentIndex(max(self.scheme.findData(getattr(look, "scheme", "system")), 0))
        wanted = float(getattr(look, "scale", 1.0))
        self.scale.setCurrentIndex(min(range(len(SCALES)), key=lambda place: abs(SCALES[place] - wanted)))

    def retranslate(self) -> None:
        """Word the form anew."""
        self.word_field(
            "language",
            self.tr("Language of the window"),
            self.tr("Papers keep their own language: Chinese, English on request."),
        )
        self.word_field("scheme", self.tr("Colours"))
        self.word_field("scale", self.tr("Text size"))
        words = (self.tr("As the system"), self.tr("Light"), self.tr("Dark"))
        for place, word in enumerate(words):
            self.scheme.setItemText(place, word)

    def _language_chosen(self, _place: int) -> None:
        code = str(self.language.currentData())
        look: Any = self._tools.extra.get("appearance")
        switch: Any = self._tools.extra.get("switch_language") or getattr(look, "choose_language", None)
        if switch is not None and code != self._tools.wording().language:
            switch(code)

    def _look_chosen(self, _place: int) -> None:
        look: Any = self._tools.extra.get("appearance")
        scheme = str(self.scheme.currentData())
        switch: Any = self._tools.extra.get("switch_scheme")
        if look is not None:
            look.choose_scheme(scheme, float(self.scale.currentData()))
        elif switch is not None:
            switch(scheme)
