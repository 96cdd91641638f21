"""Gather the program's sentences into ``resources/i18n``, take over translations, and check them.

    python .ci/catalogue.py                     gather, keep the translations, write zh_CN.po and zh_CN.mo
    python .ci/catalogue.py --merge FILE.tsv …  the same, with translations from lines "English<TAB>中文"
    python .ci/catalogue.py --check             change nothing; status 1 if something is untranslated or stale

A sentence is the literal first argument of ``tr`` or ``say`` and any literal argument of ``mark``. The files
hold no dates and no line numbers and are sorted: changing one sentence changes a few lines.
"""

from __future__ import annotations

import argparse
import ast
import io
import string
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "dutyroom"
PO = ROOT / "resources" / "i18n" / "zh_CN.po"
GATHERED = frozenset({"tr", "say", "mark"})
LONG_PAST = datetime(2000, 1, 1, tzinfo=UTC)
HEADER = """\
# DutyRoom in simplified Chinese. Gathered by `make catalogue`; translations may be edited here.
msgid ""
msgstr ""
"Language: zh_CN\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"

"""


def main(arguments: list[str] | None = None) -> int:
    """Gather and write, or only check; the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true", help="change nothing; status 1 if anything is amiss")
    parser.add_argument("--merge", nargs="+", type=Path, default=[], metavar="FILE", help="English<TAB>Chinese")
    asked = parser.parse_args(arguments)
    sentences, problems = gather(PACKAGE)
    catalogue = fill(sentences, _read(PO))
    for file in asked.merge:
        for line in merge(catalogue, file):
            print(f"catalogue: {line}")
    problems += faults(catalogue)
    po, mo = as_po(catalogue), as_mo(catalogue)
    if asked.check:
        problems += _stale(PO, po) + _stale(PO.with_suffix(".mo"), mo)
    else:
        PO.parent.mkdir(parents=True, exist_ok=True)
        PO.write_bytes(po)
        PO.with_suffix(".mo").write_bytes(mo)
    for problem in problems:
        print(f"catalogue: {problem}")
    print(f"catalogue: {len(sentences)} sentences, {len(problems)} problems")
    return 1 if asked.check and problems else 0


def gather(package: Path) -> tuple[list[str], list[str]]:
    """The sentences of a package, sorted; and the places where a sentence cannot be gathered."""
    sentences: set[str] = set()
    problems = []
    for module in sorted(package.rglob("*.py")):
        for call in _calls(ast.parse(module.read_text(encoding="utf-8"))):
            for argument in call.args if _name(call) == "mark" else call.args[:1]:
                found = list(_literals(argument))
                sentences.update(text for text in found if text is not None)
                if None in found:
                    place = f"{module.relative_to(package.parent)}:{argument.lineno}"
                    problems.append(f"{place}: put together at run time, so not gathered; use {{placeholders}}")
    return sorted(sentences - {""}), problems


def fill(sentences: list[str], known: Catalog) -> Catalog:
    """A catalogue of these sentences with their known translations; those of dropped ones are kept aside."""
    catalogue = Catalog(locale="zh_CN", creation_date=LONG_PAST, revision_date=LONG_PAST, fuzzy=False)
    aside = {str(message.id): message for message in (*known.obsolete.values(), *known) if message.id}
    for sentence in sentences:
        before = aside.pop(sentence, None)
        catalogue.add(sentence, before.string if before else "")
    catalogue.obsolete.update({text: message for text, message in sorted(aside.items()) if message.string})
    return catalogue


def merge(catalogue: Catalog, file: Path) -> Iterator[str]:
    """Take over a file's translations; yields what was odd about it, line by line."""
    for number, line in enumerate(file.read_text(encoding="utf-8-sig").splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        english, tab, chinese = line.partition("\t")
        place = f"{file.name}:{number}"
        if not tab or not chinese.strip():
            yield f"{place}: not English<TAB>Chinese: {line!r}"
            continue
        english, chinese = (text.replace("\\n", "\n") for text in (english, chinese.rstrip("\r")))
        message = catalogue.get(english)
        if message is None:
            yield f"{place}: not said anywhere in the program: {english!r}"
            continue
        if message.string not in ("", chinese):
            yield f"{place}: {english!r} was {message.string!r}, is now {chinese!r}"
        message.string = chinese


def faults(catalogue: Catalog) -> list[str]:
    """What is untranslated, or translated with other ``{placeholders}`` than the sentence has."""
    found = []
    for message in catalogue:
        if not message.id:
            continue
        english, chinese = str(message.id), str(message.string)
        if not chinese:
            found.append(f"untranslated: {english!r}")
        elif _placeholders(english) != _placeholders(chinese):
            found.append(f"placeholders differ: {english!r} and {chinese!r}")
    return found


def as_po(catalogue: Catalog) -> bytes:
    """The catalogue as text, the same bytes for the same sentences."""
    written = io.BytesIO()
    write_po(written, catalogue, width=0, no_location=True, omit_header=True, sort_output=True)
    return HEADER.encode() + written.getvalue().strip() + b"\n"


def as_mo(catalogue: Catalog) -> bytes:
    """The compiled catalogue, the same bytes for the same sentences."""
    written = io.BytesIO()
    write_mo(written, catalogue)
    return written.getvalue()


def _read(file: Path) -> Catalog:
    if not file.exists():
        return Catalog(locale="zh_CN")
    with file.open("rb") as lines:
        return read_po(lines, locale="zh_CN", abort_invalid=True)


def _stale(file: Path, wanted: bytes) -> list[str]:
    if file.exists() and file.read_bytes() == wanted:
        return []
    return [f"{file.relative_to(ROOT)} is not what the program says: run `make catalogue` and keep the result"]


def _calls(tree: ast.AST) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call) and _name(node) in GATHERED)


def _name(call: ast.Call) -> str:
    called = call.func
    return called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")


def _literals(argument: ast.expr) -> Iterator[str | None]:
    """The texts an argument may have; None for one that is put together at run time.

    A variable yields nothing: it holds a sentence that was marked elsewhere.
    """
    match argument:
        case ast.Constant(value=str(text)):
            yield text
        case ast.IfExp(body=first, orelse=second):
            yield from _literals(first)
            yield from _literals(second)
        case ast.JoinedStr() | ast.BinOp():
            yield None


def _placeholders(sentence: str) -> list[str]:
    try:
        parts = list(string.Formatter().parse(sentence))
    except ValueError:
        return ["?"]  # a stray brace: fill() would fail with it, so it differs from every sentence without one
    return sorted({name for _, name, _, _ in parts if name is not None})


if __name__ == "__main__":
    sys.exit(main())
