"""A plan as one web page of its own, for a tablet: contents, anchors, tables, a box to search in; nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from dutyroom.papers.phrases import Phrases
from dutyroom.papers.plan_facts import PlanFacts
from dutyroom.papers.plan_words import heading_words, known_of, marked_title, warnings_of
from dutyroom.papers.tables import parted
from dutyroom.rules.wording import Wording

_STYLE: Final = """
:root{color-scheme:light dark}
body{font:1.05rem/1.75 "Noto Serif SC","Songti SC",SimSun,serif;max-width:46rem;margin:0 auto;padding:0 1rem 4rem}
h1{font-size:1.6rem;line-height:1.35;text-align:center}h2,h3,h4{line-height:1.4;margin:1.4em 0 .3em}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.1em 1em}dt{font-weight:bold}dd{margin:0}
p{margin:.3em 0}table{border-collapse:collapse;margin:.6em 0;font-size:.92em}
td,th{border:1px solid;padding:.2em .5em;text-align:left;vertical-align:top}
nav ul{list-style:none;padding-left:1.2em}nav>ul{padding-left:0}nav a{text-decoration:none}
.search{position:sticky;top:0;background:Canvas;padding:.5em 0;display:flex;gap:.6em;align-items:center}
.search input{font:inherit;flex:1;padding:.3em .5em}.mark{border:2px solid;padding:.2em .6em;font-weight:bold}
.hidden{display:none}@media print{.search,nav{display:none}}
"""
_SCRIPT: Final = """
const box=document.querySelector('.search input'),said=document.querySelector('.search output');
const parts=[...document.querySelectorAll('[data-part]')];
box.addEventListener('input',()=>{const words=box.value.toLowerCase().split(/\\s+/).filter(Boolean);let n=0;
for(const part of parts){const text=part.textContent.toLowerCase();
const fits=words.every(word=>text.includes(word));part.classList.toggle('hidden',!fits);n+=fits}
said.textContent=words.length?n:''});
"""


@dataclass(frozen=True, slots=True)
class Listed:
    """A plan in the list of a folder of pages: its kind, its title, more about it, the name of its file."""

    kind: str
    title: str
    about: str
    file: str


def plan_page(facts: PlanFacts, wording: Wording) -> str:
    """The plan as HTML."""
    phrases = Phrases(wording, facts.zone)
    known = "".join(f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in known_of(facts, phrases))
    body = [
        f"<h1>{escape(facts.title)}</h1>",
        *_marks(facts, phrases),
        f"<dl>{known}</dl>" if known else "",
        _contents(facts, phrases),
    ]
    for place, section in enumerate(facts.sections):
        name = heading_words(section)
        level = min(max(section.level, 1), 5) + 1
        heading = f"<h{level}>{escape(name)}</h{level}>" if name else ""
        text = "".join(_part(part) for part in parted(section.body))
        body.append(f'<section id="s{place + 1}" data-part>{heading}{text}</section>')
    return _page(facts.title, phrases, phrases.say("Search in this plan"), "\n".join(body))


def library_page(title: str, plans: Sequence[Listed], wording: Wording, marks: Sequence[str] = ()) -> str:
    """The list of a folder of pages, by kind."""
    phrases = Phrases(wording)
    body = [f"<h1>{escape(title)}</h1>", *(f'<p><span class="mark">{escape(mark)}</span></p>' for mark in marks)]
    for kind in dict.fromkeys(plan.kind for plan in plans):
        lines = "".join(
            f'<li data-part><a href="{escape(plan.file, quote=True)}">{escape(plan.title)}</a> '
            f"<small>{escape(plan.about)}</small></li>"
            for plan in plans
            if plan.kind == kind
        )
        body.append(f"<h2>{escape(kind)}</h2><ul>{lines}</ul>")
    return _page(title, phrases, phrases.say("Search in the titles"), "\n".join(body))


def _page(title: str, phrases: Phrases, search: str, body: str) -> str:
    language = "zh-CN" if phrases.chinese else "en"
    said = escape(search, quote=True)
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width,initial-scale=1"><title>{escape(title)}</title>'
        f"<style>{_STYLE}</style></head>\n<body>\n"
        f'<div class="search"><input type="search" aria-label="{said}" placeholder="{said}"><output></output></div>\n'
        f"{body}\n<script>{_SCRIPT}</script>\n</body>\n</html>\n"
    )


def _marks(facts: PlanFacts, phrases: Phrases) -> list[str]:
    words = [*marked_title(facts), *warnings_of(facts, phrases)]
    return [f'<p><span class="mark">{escape(mark)}</span></p>' for mark in words]


def _contents(facts: PlanFacts, phrases: Phrases) -> str:
    """Headings as nested lists of links."""
    named = [
        (max(s.level, 1), place + 1, heading_words(s)) for place, s in enumerate(facts.sections) if heading_words(s)
    ]
    if len(named) < 2:
        return ""
    said = [f"<nav><h2>{escape(phrases.say('Contents'))}</h2>"]
    open_levels: list[int] = []
    for level, place, name in named:
        while open_levels and open_levels[-1] > level:
            said.append("</li></ul>")
            open_levels.pop()
        if open_levels and open_levels[-1] == level:
            said.append("</li>")
        else:
            said.append("<ul>")
            open_levels.append(level)
        said.append(f'<li><a href="#s{place}">{escape(name)}</a>')
    said += ["</li></ul>"] * len(open_levels)
    return "".join([*said, "</nav>"])


def _part(part: str | list[list[str]]) -> str:
    if isinstance(part, str):
        return f"<p>{escape(part)}</p>"
    rows = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in part)
    return f"<table>{rows}</table>"
