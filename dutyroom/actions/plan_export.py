"""Plans out of the library into files that need no program of ours: PDF, pocket PDF, web page, Word, text."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

from dutyroom.actions.plan_facts import plan_facts
from dutyroom.data.desk import Desk
from dutyroom.data.folders import make_folder
from dutyroom.data.queries.plan_papers import LibraryPlan, texts_with_lines
from dutyroom.data.queries.plan_versions import version_in_full
from dutyroom.data.queries.plans import plan_in_full
from dutyroom.data.store import Store
from dutyroom.data.whole_file import whole_file
from dutyroom.papers.plan_facts import PlanFacts
from dutyroom.rules.entry import Kind
from dutyroom.rules.plan import KIND_WORDS
from dutyroom.rules.refusal import Refusal
from dutyroom.rules.removal import in_words
from dutyroom.rules.wording import Wording

FormatName = Literal["pdf", "pocket", "txt", "html", "docx"]
SUFFIXES: Final[dict[FormatName, str]] = {
    "pdf": ".pdf",
    "pocket": ".pdf",
    "txt": ".txt",
    "html": ".html",
    "docx": ".docx",
}
INDEX: Final = "index.html"
_NAME_MOST: Final = 150  # bytes, so that a folder of any system holds it
_BAD: Final = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]+')


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportedPlan:
    """A plan that was written to a file."""

    plan: int
    title: str
    kind: str
    number: str
    path: Path


class PlanExport:
    """Writes plans in one format; faces are opened once."""

    def __init__(self, store: Store, form: FormatName, wording: Wording, cache: Path) -> None:
        self._store, self._form, self._wording, self._cache = store, form, wording, cache
        self._faces: Any = None
        self._known: frozenset[int] | None = None

    @property
    def missing(self) -> tuple[str, ...]:
        """The characters met so far that no installed face has."""
        return () if self._faces is None else tuple(self._faces.met_missing())

    def to_file(self, plan: int, target: Path, *, version: int = 0) -> ExportedPlan:
        """One plan to one file, in another ``version`` than that in force if named. Raises ``Refusal``, ``Trouble``."""
        facts = self._facts(plan, version)
        content = self._made(facts)
        with whole_file(target) as file:
            file.write(content)
        return ExportedPlan(plan=plan, title=facts.title, kind=facts.kind, number=facts.number, path=target)

    def to_folder(
        self,
        plans: Sequence[LibraryPlan],
        folder: Path,
        *,
        progress: Callable[[int, int, str], None] = lambda _done, _total, _title: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> list[ExportedPlan]:
        """A file for each plan, and for web pages a list of them; what was written before a stop stays.

        ``progress`` is told how many are done, how many there are, and the next title.
        """
        make_folder(folder)
        done: list[ExportedPlan] = []
        for place, plan in enumerate(plans):
            if cancelled():
                break
            progress(place, len(plans), plan.title)
            done.append(self.to_file(plan.id, folder / file_name(plan.id, plan.title, SUFFIXES[self._form])))
        if self._form == "html" and done:
            self._list(folder, done)
        return done

    def _facts(self, number: int, version: int) -> PlanFacts:
        with self._store.reading() as session:
            if self._known is None:
                self._known = texts_with_lines(session)
            plan = version_in_full(session, number, version) if version else plan_in_full(session, number)
            if plan is None:
                raise Refusal("plan.unknown", id=number)
            with_lines = plan.plan.text_id in self._known
            facts = plan_facts(session, plan, self._store.clock(), with_lines=with_lines)
        return in_words(facts, self._wording)

    def _made(self, facts: PlanFacts) -> bytes:
        if self._form == "txt":
            from dutyroom.papers.phrases import Phrases  # noqa: PLC0415  # slow import
            from dutyroom.papers.plan_words import plain_text  # noqa: PLC0415  # slow import

            return plain_text(facts, Phrases(self._wording, facts.zone)).encode("utf-8", "replace")
        if self._form == "html":
            from dutyroom.papers.plan_html import plan_page  # noqa: PLC0415  # slow import

            return plan_page(facts, self._wording).encode("utf-8", "replace")
        if self._form == "docx":
            from dutyroom.papers.plan_docx import plan_docx  # noqa: PLC0415  # slow import

            return plan_docx(facts, self._wording)
        from dutyroom.papers.fonts import open_faces  # noqa: PLC0415  # slow import
        from dutyroom.papers.plan import make_plan  # noqa: PLC0415  # slow import

        if self._faces is None:
            self._faces = open_faces(self._cache)
        return make_plan(facts, faces=self._faces, wording=self._wording, form="a5" if self._form == "pocket" else "a4")

    def _list(self, folder: Path, done: Sequence[ExportedPlan]) -> None:
        from dutyroom.papers.plan_html import Listed, library_page  # noqa: PLC0415  # slow import

        say = self._wording.say
        listed = [Listed(say(KIND_WORDS.get(one.kind, one.kind)), one.title, one.number, one.path.name) for one in done]
        marks = ("示例数据 SAMPLE",) if self._store.kind == "sample" else ()
        page = library_page(say("Collected emergency plans"), listed, self._wording, marks)
        with whole_file(folder / INDEX) as file:
            file.write(page.encode("utf-8", "replace"))


def file_name(number: int, title: str, suffix: str) -> str:
    """A name that every system takes: the plan's number first, so that no two are alike."""
    bare = _BAD.sub("_", title).strip(" .")
    while len(bare.encode()) > _NAME_MOST:
        bare = bare[:-1]
    return f"{number:05} {bare.rstrip(' .')}".strip() + suffix


def note_exported(desk: Desk, plans: Sequence[ExportedPlan], name: str) -> None:
    """Journal that plans went out to files."""
    if len(plans) == 1:
        text, record = f"应急预案（第{plans[0].plan}号） → {name}", ("plan", plans[0].plan)
    else:
        text, record = f"应急预案（{len(plans)}件） → {name}", None
    desk.journal(
        "paper.printed", text=text, kind=Kind.SYSTEM, record=record, payload={"paper": "plans", "plans": len(plans)}
    )
