"""Faces: order, fall-back, conversion into the cache, and characters that no face has."""

from __future__ import annotations

import shutil
import struct
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from dutyroom.papers import font_convert, font_sources
from dutyroom.papers.fonts import Faces, open_faces
from dutyroom.rules.refusal import Refusal
from tests.papers.paper_facts import RARE


def test_rare_names_have_a_glyph_in_every_role(faces: Faces) -> None:
    for role in font_sources.ROLES:
        assert all(faces.glyph(role, char) for char in RARE)
    assert faces.missing_characters([RARE, "郑州，ABC 123\n\x07"]) == ()


def test_characters_without_a_face_are_named_and_drawn_as_their_code(faces: Faces) -> None:
    assert faces.missing_characters(["李𠮷", "好😀𠮷"]) == ("😀", "𠮷")
    assert faces.drawable("song", "李𠮷\x00") == "李〔U+20BB7〕"


def test_runs_cover_the_text_once_each_in_a_face_that_has_it(faces: Faces) -> None:
    text = "张犇A𬱖，好"
    runs = list(faces.runs("song", text))
    assert "".join(piece for _face, piece, _width in runs) == text
    assert sum(width for *_rest, width in runs) == pytest.approx(faces.width("song", text))
    assert len({face for face, *_rest in runs}) == 3


def test_converted_outlines_are_those_of_the_source(font_cache: Path, faces: Faces) -> None:
    assert faces.glyph("song", "郑")
    font = font_sources.shipped_fonts()["serif"]
    with TTFont(font.path, lazy=True) as source, TTFont(font_convert.base_path(font_cache, font)) as made:
        assert "glyf" in made
        assert font_convert.base_characters() & set(source.getBestCmap()) == set(made.getBestCmap())
        for char in "郑州A，":
            old, new = source.getBestCmap()[ord(char)], made.getBestCmap()[ord(char)]
            assert source["hmtx"][old][0] == made["hmtx"][new][0]
            assert _box(source, old) == pytest.approx(_box(made, new), abs=2)


def _box(font: TTFont, name: str) -> tuple[float, ...]:
    from fontTools.pens.boundsPen import BoundsPen

    pen = BoundsPen(None)
    font.getGlyphSet()[name].draw(pen)
    return tuple(pen.bounds)


def test_converting_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    font = font_sources.shipped_fonts()["serif"]
    first = font_convert.make_block(tmp_path / "a", font, ord("犇")).read_bytes()
    assert font_convert.make_block(tmp_path / "b", font, ord("犇")).read_bytes() == first


def test_two_at_once_leave_one_whole_face(tmp_path: Path) -> None:
    font = font_sources.shipped_fonts()["serif"]
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda _n: font_convert.make_block(tmp_path, font, ord("犇")), range(4)))
    assert [path.name for path in tmp_path.iterdir()] == [made[0].name]
    assert TTFont(made[0])["glyf"]


def test_a_block_is_made_on_need_and_only_once(font_cache: Path, tmp_path: Path) -> None:
    for path in font_cache.glob("*-base.ttf"):
        shutil.copy(path, tmp_path)
    before = {path.name for path in tmp_path.iterdir()}
    assert open_faces(tmp_path, folders=()).glyph("song", "犇")
    (made,) = {path.name for path in tmp_path.iterdir()} - before
    stamp = (tmp_path / made).stat().st_mtime_ns
    assert open_faces(tmp_path, folders=()).glyph("song", "犇")
    assert (tmp_path / made).stat().st_mtime_ns == stamp


def test_a_face_cut_short_is_made_anew(font_cache: Path, tmp_path: Path) -> None:
    for path in font_cache.glob("*-base.ttf"):
        shutil.copy(path, tmp_path)
    font = font_sources.shipped_fonts()["serif"]
    block = font_convert.block_path(tmp_path, font, ord("喆"))
    block.write_bytes(b"\0\1\0\0half a font")
    assert open_faces(tmp_path, folders=()).glyph("song", "喆")
    assert block.stat().st_size > 1000


def test_names_in_the_cache_carry_the_source(font_cache: Path) -> None:
    for font in font_sources.shipped_fonts().values():
        name = font_convert.base_path(font_cache, font).name
        assert str(font.path.stat().st_size) in name
        assert font_convert.CONVERTER in name


def test_true_type_is_told_from_everything_else(font_cache: Path, faces: Faces, tmp_path: Path) -> None:
    assert faces.glyph("song", "一")
    shipped = font_sources.shipped_fonts()["serif"]
    assert not font_sources.has_true_type_outlines(shipped.path)
    assert font_sources.has_true_type_outlines(font_convert.base_path(font_cache, shipped))
    for content in (b"", b"ttcf", b"\0\1\0\0\0\2" + b"\0" * 3, b"<html>"):
        path = tmp_path / "x.ttf"
        path.write_bytes(content)
        assert not font_sources.has_true_type_outlines(path)
    variable = struct.pack(">4sHHHH", b"\0\1\0\0", 3, 0, 0, 0)
    variable += b"".join(tag + b"\0" * 12 for tag in (b"fvar", b"glyf", b"loca"))
    path.write_bytes(variable)
    assert not font_sources.has_true_type_outlines(path)


def test_a_system_font_comes_first_and_the_shipped_one_fills_its_gaps(font_cache: Path, tmp_path: Path) -> None:
    font = font_sources.shipped_fonts()["sans"]
    small = tmp_path / "fonts" / "Some Folder" / "SimSun.ttf"
    font_convert.convert(font.path, small, map(ord, "值班"))
    mixed = open_faces(font_cache, folders=[tmp_path / "fonts"])
    song, gap, hei = mixed.glyph("song", "值"), mixed.glyph("song", "室"), mixed.glyph("hei", "值")
    assert song is not None
    assert gap is not None
    assert hei is not None
    assert song.face.startswith("SimSun")
    assert gap.face.startswith("NotoSerifSC")
    assert hei.face.startswith("NotoSansSC")


def test_no_face_at_all_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(font_sources, "shipped_fonts", dict)
    with pytest.raises(Refusal) as refused:
        open_faces(tmp_path, folders=())
    assert refused.value.code == "paper.no_face"


def test_the_rest_of_the_glyphs_replaces_blocks(
    font_cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in font_cache.glob("*-base.ttf"):
        shutil.copy(path, tmp_path)
    few = font_convert.base_characters() | {ord("犇"), ord("喆")}
    monkeypatch.setattr(font_convert, "coverage", lambda _font: few)
    fonts = list(font_sources.shipped_fonts().values())
    for font in fonts:
        font_convert.make_rests(tmp_path, [font])
    glyph = open_faces(tmp_path, folders=()).glyph("song", "犇")
    assert glyph is not None
    assert "-rest-" in glyph.face
    assert len(list(tmp_path.iterdir())) == 4
