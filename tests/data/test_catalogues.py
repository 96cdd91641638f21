"""Compiled catalogues are read back; anything else is English."""

from __future__ import annotations

import io

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from hypothesis import given
from hypothesis import strategies as st

from dutyroom.data.catalogues import language_of_system, load_wording, read_catalogue
from dutyroom.rules.wording import ENGLISH

WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\0", exclude_categories=("Cs",)), min_size=1)


def compiled(sentences: dict[str, str]) -> bytes:
    catalogue = Catalog(locale="zh_CN")
    for source, translation in sentences.items():
        catalogue.add(source, translation)
    made = io.BytesIO()
    write_mo(made, catalogue)
    return made.getvalue()


@given(st.dictionaries(WORDS, WORDS, max_size=20))
def test_what_is_compiled_is_read_back(tmp_path_factory, sentences):
    path = tmp_path_factory.mktemp("i18n") / "zh_CN.mo"
    path.write_bytes(compiled(sentences))
    assert read_catalogue(path) == sentences


@pytest.mark.parametrize("content", [b"", b"no", b"\xde\x12\x04\x95", b"something else entirely" * 9])
def test_what_is_no_catalogue_is_refused(tmp_path, content):
    path = tmp_path / "zh_CN.mo"
    path.write_bytes(content)
    with pytest.raises((ValueError, __import__("struct").error)):
        read_catalogue(path)


def test_a_language_without_a_catalogue_is_shown_in_english():
    assert load_wording("tlh") == ENGLISH
    assert load_wording("en") is ENGLISH


@pytest.mark.parametrize(
    ("names", "language"),
    [(["zh-Hans-CN", "en"], "zh_CN"), (["zh_TW"], "zh_CN"), (["en-GB", "zh-CN"], "en"), (["de-DE"], "en"), ([], "en")],
)
def test_the_systems_language_decides_where_nobody_did(names, language):
    assert language_of_system(names) == language
