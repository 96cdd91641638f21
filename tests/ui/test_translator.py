"""The window's language: from the catalogue, at run time, with what is typed left alone."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QDialogButtonBox, QLineEdit, QWidget

from dutyroom.rules.wording import ENGLISH, Wording
from dutyroom.ui.translator import CatalogueTranslator, switch_language

CHINESE = Wording("zh_CN", {"Hand over": "交班", "{count} open": "{count} 项未办结"})


class _Page(QWidget):
    def __init__(self):
        super().__init__()
        self.heard = 0

    def changeEvent(self, event):
        super().changeEvent(event)
        self.heard += event.type() == QEvent.Type.LanguageChange


def test_tr_is_answered_from_the_catalogue_in_every_context(qtbot, language):
    page = _Page()
    qtbot.addWidget(page)
    assert page.tr("Hand over") == "Hand over"
    language(CHINESE)
    assert page.tr("Hand over") == "交班"
    assert page.tr("{count} open").format(count=3) == "3 项未办结"
    assert QCoreApplication.translate("anything", "Hand over") == "交班"
    assert page.tr("Not in the catalogue") == "Not in the catalogue"


def test_qts_own_buttons_are_translated_too(qtbot, language):
    language(CHINESE)
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    assert box.button(QDialogButtonBox.StandardButton.Cancel).text() == "取消"


def test_switching_tells_each_widget_once_and_keeps_what_is_typed(qapp, qtbot, language):
    switch_language(qapp, ENGLISH)
    qapp.processEvents()
    page = _Page()
    qtbot.addWidget(page)
    field = QLineEdit(page)
    field.setText("嵩山路")
    page.show()
    language(CHINESE)
    assert page.heard == 1
    assert field.text() == "嵩山路"
    language(ENGLISH)
    assert page.tr("Hand over") == "Hand over"
    assert len(qapp.findChildren(CatalogueTranslator)) == 1


def test_a_whole_catalogue_is_answered_word_for_word(qtbot, language):
    catalogue = {f"Sentence {n} — with “quotes”\nand {{facts}}": f"第{n}句，𬱖{{facts}}" for n in range(3000)}
    language(Wording("zh_CN", catalogue))
    page = _Page()
    qtbot.addWidget(page)
    assert {source: page.tr(source) for source in catalogue} == catalogue
