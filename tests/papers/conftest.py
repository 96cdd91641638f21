"""Faces converted once per checkout, and the languages papers come in."""

from __future__ import annotations

import gettext
from pathlib import Path

import pytest

from dutyroom.papers.fonts import Faces, open_faces
from dutyroom.rules.wording import ENGLISH, Wording

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def faces(font_cache: Path) -> Faces:
    """The shipped faces alone, so that pages do not depend on this computer's fonts."""
    return open_faces(font_cache, folders=())


@pytest.fixture(scope="session")
def chinese() -> Wording:
    """Chinese from the program's catalogue; dates are Chinese even where it is not compiled yet."""
    compiled = ROOT / "resources" / "i18n" / "zh_CN.mo"
    if not compiled.is_file():
        return Wording("zh_CN")
    with compiled.open("rb") as file:
        catalogue: dict[object, str] = vars(gettext.GNUTranslations(file))["_catalog"]
    return Wording("zh_CN", {key: value for key, value in catalogue.items() if isinstance(key, str) and key})


@pytest.fixture(scope="session")
def english() -> Wording:
    return ENGLISH
