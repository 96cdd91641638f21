"""The house rules that are not import rules: each looks at one module and yields its breaches as sentences."""

from __future__ import annotations

import ast
import io
import re
import sys
import tokenize
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

MODULE_LINES = 400
FUNCTION_LINES = 40
PUBLIC_METHODS = 12
COLLABORATORS = 6
SHORTER_MODULES = {"dutyroom/ui/main_window.py": 200}

TABLES: dict[str, str] = {
    "dutyroom/data/migrations/versions/0001_the_first_schema.py": "a migration is a table of columns, frozen once shipped",
    "dutyroom/data/migrations/versions/0002_matters_and_the_directory.py": "a migration is a table of columns, frozen once shipped",
    "dutyroom/data/migrations/versions/0005_the_plan_library.py": "a migration is a table of columns, frozen once shipped",
}
"""Modules that may be longer than others, and why: tables of constants, nothing with branches."""

CATCH_ALL = ("dutyroom/ui/crash.py", "dutyroom/readers/worker.py", "dutyroom/__main__.py")
"""The places at the end of the world: the crash sheet, the process that reads foreign files, and the command line,
which owes the person one sentence instead of a trace."""

BANNED_MODULES = frozenset({"utils", "util", "helpers", "helper", "common", "misc"})
BANNED_WORDS = ("manager", "handler", "controller", "processor")
BANNED_VERBS = re.compile(r"^_?(process|handle|perform|do_stuff)(_|$)")
ALCHEMY_NAMES = frozenset({"process_bind_param", "process_result_value", "process_literal_param"})
REASONS = ("# slow import", "# optional")
QT_OVERRIDES = frozenset({"data", "event", "flags", "index", "parent", "paint", "sort", "translate", "notify"})
CLOCKS = frozenset({"datetime.now", "datetime.utcnow", "date.today", "time.time", "datetime.today"})
PAPERS = frozenset({"Paper", "TranslatedPaper"})
FILES = frozenset({"open", "read_text", "read_bytes", "write_text", "write_bytes"})


@dataclass(frozen=True, slots=True)
class Module:
    """A module as text, as a tree and as all nodes of that; ``path`` is its place under the root of the checkout."""

    path: str
    text: str
    tree: ast.Module
    nodes: tuple[ast.AST, ...]

    @classmethod
    def of(cls, path: str, text: str) -> Module:
        tree = ast.parse(text)
        return cls(path, text, tree, tuple(ast.walk(tree)))

    def line(self, number: int) -> str:
        return self.text.splitlines()[number - 1]


SILENCED = re.compile(r"# (?:noqa: [A-Z]+\d+(?:, ?[A-Z]+\d+)*|type: ignore\[[a-z, -]+\])[ #-]*(?P<why>.*)")
Rule = Callable[[Module], Iterator[str]]
FUNCTION = (ast.FunctionDef, ast.AsyncFunctionDef)


def module_is_short(module: Module) -> Iterator[str]:
    lines, most = len(module.text.splitlines()), SHORTER_MODULES.get(module.path, MODULE_LINES)
    if lines > most and module.path not in TABLES:
        yield f"{module.path}: {lines} lines, at most {most}"


def functions_are_short(module: Module) -> Iterator[str]:
    """A function's lines of code: no signature, docstring, blank line or comment."""
    for function in _functions(module):
        last = function.end_lineno or function.lineno
        if module.path in TABLES or last - function.lineno < FUNCTION_LINES:
            continue
        body = function.body[1:] if ast.get_docstring(function) is not None else function.body
        if body:
            code = _code_lines(module.text)
            lines = len([number for number in range(body[0].lineno, last + 1) if number in code])
            if lines > FUNCTION_LINES:
                yield f"{_at(module, function)}: {function.name} has {lines} lines, at most {FUNCTION_LINES}"


def classes_are_small(module: Module) -> Iterator[str]:
    """Few public methods (properties and Qt's own names do not count) and few constructor collaborators."""
    for node in module.nodes:
        if not isinstance(node, ast.ClassDef):
            continue
        methods = [item for item in node.body if isinstance(item, FUNCTION)]
        public = [method.name for method in methods if _is_public(method)]
        if len(public) > PUBLIC_METHODS:
            yield f"{_at(module, node)}: {node.name} has {len(public)} public methods, at most {PUBLIC_METHODS}"
        for method in methods:
            if method.name == "__init__":
                taken = [arg.arg for arg in (*method.args.args, *method.args.kwonlyargs)][1:]
                taken = [name for name in taken if name != "parent"]
                if len(taken) > COLLABORATORS:
                    yield f"{_at(module, method)}: {node.name} takes {len(taken)}, at most {COLLABORATORS}"


def imports_inside_functions_have_a_reason(module: Module) -> Iterator[str]:
    if not any(isinstance(node, ast.Import | ast.ImportFrom) and node.col_offset for node in module.nodes):
        return
    for function in _functions(module):
        for node in ast.walk(function):
            if isinstance(node, ast.Import | ast.ImportFrom):
                lines = [module.line(n) for n in range(node.lineno, (node.end_lineno or node.lineno) + 1)]
                if not any(reason in line for line in lines for reason in REASONS):
                    yield f"{_at(module, node)}: an import inside a function wants {' or '.join(REASONS)}"


def silenced_checks_say_why(module: Module) -> Iterator[str]:
    """A check that is switched off for a line says why in words behind it."""
    if not SILENCED.search(module.text):
        return
    for token in tokenize.generate_tokens(io.StringIO(module.text).readline):
        if token.type == tokenize.COMMENT and (found := SILENCED.match(token.string)) and not found["why"]:
            yield f"{module.path}:{token.start[0]}: {token.string} wants its reason behind it"


def nothing_is_caught_blindly(module: Module) -> Iterator[str]:
    """A handler that catches everything and does not raise it again hides a bug."""
    if module.path in CATCH_ALL:
        return
    for node in module.nodes:
        if isinstance(node, ast.ExceptHandler) and _catches_all(node) and not _raises_again(node):
            yield f"{_at(module, node)}: catches everything; only {' and '.join(CATCH_ALL)} may"


def names_say_something(module: Module) -> Iterator[str]:
    stem = Path(module.path).stem
    is_base = stem.startswith("base_") or (stem == "base" and not module.path.endswith("tables/base.py"))
    if stem in BANNED_MODULES or is_base or _ends_in_banned(stem):
        yield f"{module.path}: say what is in it, not {stem!r}"
    for node in module.nodes:
        if isinstance(node, ast.ClassDef) and _ends_in_banned(node.name.lower()):
            yield f"{_at(module, node)}: say what {node.name} is"
        if isinstance(node, FUNCTION) and BANNED_VERBS.match(node.name) and node.name not in ALCHEMY_NAMES:
            yield f"{_at(module, node)}: say what {node.name} does"


def time_has_a_zone(module: Module) -> Iterator[str]:
    for node in module.nodes:
        if not isinstance(node, ast.Call):
            continue
        called = _dotted(node.func)
        given = len(node.args) + len(node.keywords)
        if called.endswith(("datetime.utcnow", "datetime.utcfromtimestamp", "date.today", "datetime.today")):
            yield f"{_at(module, node)}: {called}() knows no zone"
        if called.endswith("datetime.now") and not given:
            yield f"{_at(module, node)}: datetime.now() without a zone"
        if called.endswith("datetime.fromtimestamp") and given < 2:
            yield f"{_at(module, node)}: datetime.fromtimestamp() without a zone"


def rules_are_pure(module: Module) -> Iterator[str]:
    """Rules import the standard library and one another, read no clock and touch no file."""
    if not module.path.startswith("dutyroom/rules/"):
        return
    for node in module.nodes:
        for name in _imported(node):
            if not name.startswith("dutyroom.rules") and name.split(".")[0] not in sys.stdlib_module_names:
                yield f"{_at(module, node)}: a rule imports {name}"
        if isinstance(node, ast.Call):
            called = _dotted(node.func)
            if any(called == clock or called.endswith("." + clock) for clock in CLOCKS):
                yield f"{_at(module, node)}: a rule reads the clock; take the time as an argument"
            if called.split(".")[-1] in FILES:
                yield f"{_at(module, node)}: a rule touches a file ({called})"


def modules_hold_no_state(module: Module) -> Iterator[str]:
    """No ``global``; a list, dict or set at the top of a module is Final, Mapping, Sequence or a constant."""
    for node in module.nodes:
        if isinstance(node, ast.Global):
            yield f"{_at(module, node)}: global {', '.join(node.names)}"
    for node in module.tree.body:
        if isinstance(node, ast.Assign) and _is_mutable(node.value):
            names = [target.id for target in node.targets if isinstance(target, ast.Name)]
            if names != ["__all__"]:
                yield f"{_at(module, node)}: {', '.join(names)} could be changed; annotate it Final or Mapping"
        if isinstance(node, ast.AnnAssign) and node.value is not None and _is_mutable(node.value):
            kind = ast.unparse(node.annotation)
            if not kind.startswith(("Final", "Mapping", "Sequence", "Collection", "AbstractSet", "frozenset")):
                yield f"{_at(module, node)}: {ast.unparse(node.target)} could be changed; annotate it Final"


def nobody_reaches_for_a_singleton(module: Module) -> Iterator[str]:
    """The application is found only where the program is put together, and no class hands out itself."""
    for node in module.nodes:
        if isinstance(node, FUNCTION) and node.name in {"instance", "get_app", "get_instance"}:
            yield f"{_at(module, node)}: {node.name} is a singleton; pass the thing in"
        called = _dotted(node.func) if isinstance(node, ast.Call) else ""
        if re.search(r"Application\.instance$", called) and module.path != "dutyroom/app.py":
            yield f"{_at(module, node)}: only app.py asks for the application"


def papers_name_their_kind(module: Module) -> Iterator[str]:
    """Each paper shown in the window names by which kind its printer is remembered; else all would share one."""
    if not module.path.startswith("dutyroom/ui/"):
        return
    for node in module.nodes:
        if not isinstance(node, ast.Call) or _dotted(node.func).split(".")[-1] not in PAPERS:
            continue
        if not any(word.arg == "kind" and not _is_empty(word.value) for word in node.keywords):
            yield f"{_at(module, node)}: a paper without kind="


PROGRAM_RULES: tuple[Rule, ...] = (
    module_is_short,
    functions_are_short,
    classes_are_small,
    imports_inside_functions_have_a_reason,
    silenced_checks_say_why,
    nothing_is_caught_blindly,
    names_say_something,
    time_has_a_zone,
    rules_are_pure,
    modules_hold_no_state,
    nobody_reaches_for_a_singleton,
    papers_name_their_kind,
)
"""What the program keeps to."""

TEST_RULES: tuple[Rule, ...] = (module_is_short, names_say_something, time_has_a_zone)
"""What tests, benchmarks and the build keep to."""


def _at(module: Module, node: ast.AST) -> str:
    return f"{module.path}:{getattr(node, 'lineno', 1)}"


def _functions(module: Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in module.nodes if isinstance(node, FUNCTION))


@cache
def _code_lines(text: str) -> set[int]:
    """The lines that hold more than blanks and comments; a text over several lines counts in full."""
    passed = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER}
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    return {
        number for token in tokens if token.type not in passed for number in range(token.start[0], token.end[0] + 1)
    }


def _is_public(method: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    properties = {"property", "cached_property", "setter"}
    is_property = any(_dotted(mark).split(".")[-1] in properties for mark in method.decorator_list)
    is_qt = method.name in QT_OVERRIDES or method.name != method.name.lower()
    return not (method.name.startswith("_") or is_property or is_qt)


def _catches_all(handler: ast.ExceptHandler) -> bool:
    kinds = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return any(kind is None or _dotted(kind) in {"Exception", "BaseException"} for kind in kinds)


def _raises_again(handler: ast.ExceptHandler) -> bool:
    return isinstance(handler.body[-1], ast.Raise)


def _ends_in_banned(name: str) -> bool:
    return name.endswith(BANNED_WORDS) or name.endswith(tuple(f"{word}s" for word in BANNED_WORDS))


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.module:
        return [node.module]
    return []


def _is_mutable(value: ast.expr) -> bool:
    made = isinstance(value, ast.Call) and _dotted(value.func).split(".")[-1]
    return isinstance(value, ast.List | ast.Dict | ast.Set) or made in {"list", "dict", "set", "defaultdict", "deque"}


def _is_empty(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant) and not value.value


def _dotted(node: ast.expr) -> str:
    """``a.b.c`` of a name or attribute; the part that is neither is left out."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        before = _dotted(node.value)
        return f"{before}.{node.attr}" if before else node.attr
    if isinstance(node, ast.Call):
        return _dotted(node.func)
    return ""
