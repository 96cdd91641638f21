"""Markdown and HTML to lines with levels."""

from __future__ import annotations

from pathlib import Path

import pytest

from dutyroom.readers.html import html_lines, read_html
from dutyroom.readers.markdown import parsed_markdown

TEXT = """---
title: "Flood plan"
layout: manual
---

# Flood plan

Call the [gauge keeper](http://example.org) **at once**,
then read on.

1. First step
   * a detail
2. Second step

| Level | Who |
|---|---|
| Ⅰ | mayor |

```sh
# not a heading
```

<!-- INFO END -->

    <table><tr><td>phone</td><td>119</td></tr></table>

Setext heading
--------------
<div onclick="x()">Marked up</div>
"""


def test_markdown_lines() -> None:
    document = parsed_markdown(TEXT, "utf-8")
    assert document.title == "Flood plan"
    assert [(line.text, line.level) for line in document.lines] == [
        ("Flood plan", 1),
        ("Call the gauge keeper at once, then read on.", None),
        ("1. First step", None),
        ("  - a detail", None),
        ("2. Second step", None),
        ("Level | Who", None),
        ("Ⅰ | mayor", None),
        ("# not a heading", None),
        ("phone | 119", None),
        ("Setext heading", 2),
        ("Marked up", None),
    ]


def test_chinese_source_lines_stay_apart() -> None:
    document = parsed_markdown("一、总则\n为了应急。\n二、附则\n自印发之日起施行。", None)
    assert [line.text for line in document.lines] == ["一、总则", "为了应急。", "二、附则", "自印发之日起施行。"]


PAGE = """<html><head><meta charset="gb2312"><title>某市防汛应急预案_某市人民政府网</title>
<style>p {color: red}</style></head><body><nav>首页</nav>
<script>alert("1 总则")</script><h1>某市防汛<b>应急</b>预案</h1>
<h2>1 总则</h2><p>为了应急，<br>制定本预案。</p><p style="display: none">看不见</p>
<table><tr><th>级别</th><th>条件</th></tr><tr><td>Ⅰ级</td><td><p>决口</p><p>溃坝</p></td></tr></table>
<div>文字<p>里面</p>外面</div></body></html>"""


@pytest.mark.parametrize("encoding", ["gbk", "utf-8-sig"])
def test_html_page(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(PAGE.encode(encoding))
    document = read_html(path)
    assert document.title == "某市防汛应急预案"
    assert [(line.text, line.level) for line in document.lines] == [
        ("某市防汛应急预案", 1),
        ("1 总则", 2),
        ("为了应急，", None),
        ("制定本预案。", None),
        ("级别 | 条件", None),
        ("Ⅰ级 | 决口 溃坝", None),
        ("文字", None),
        ("里面", None),
        ("外面", None),
    ]


def test_deeply_nested_html_ends() -> None:
    assert html_lines("<div>" * 50_000 + "底" + "</div>" * 50_000) is not None


def test_broken_html_gives_what_it_has() -> None:
    assert [line.text for line in html_lines("<p>一<p>二<table><tr><td>三")] == ["一", "二", "三"]
