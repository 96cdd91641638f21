"""What every form of a plan says alike: the heading of a section, the particulars, the marks of what is no live plan."""

from __future__ import annotations

from dutyroom.papers.form import marks
from dutyroom.papers.phrases import Phrases
from dutyroom.papers.plan_facts import PlanFacts, SectionFact
from dutyroom.rules.plan import KIND_WORDS, LEVEL_WORDS


def heading_words(section: SectionFact) -> str:
    """Number and title; 一、 and （一） stand close to their title, 第一章 and 1.1 do not."""
    if not section.number:
        return section.title.strip()
    gap = "" if section.number.endswith(("、", "）", ")", "．")) else "　"
    return f"{section.number}{gap}{section.title}".strip()


def particulars(facts: PlanFacts, phrases: Phrases) -> tuple[tuple[str, str], ...]:
    """What is known of a plan, as names and values; a value that is not known is empty."""
    say = phrases.say
    return (
        (say("Issued by"), facts.issuer),
        (say("Document number"), facts.number),
        (say("Issued on"), facts.issued_on),
        (say("In force from"), facts.effective_on),
        (say("Version"), facts.version),
        (say("Kind of plan"), say(KIND_WORDS[facts.kind]) if facts.kind in KIND_WORDS else facts.kind),
        (say("Level"), say(LEVEL_WORDS[facts.level]) if facts.level in LEVEL_WORDS else facts.level),
        (say("Lead unit"), facts.lead_unit),
    )


def warnings_of(facts: PlanFacts, phrases: Phrases) -> list[str]:
    """What a reader must know before the text: withdrawn, text missing."""
    said = []
    if facts.withdrawn:
        said.append(phrases.say("Withdrawn from the library: {reason}", reason=facts.withdrawn))
    if facts.superseded_by:
        said.append(phrases.say("Not in force: version {n} is.", n=facts.superseded_by))
    if facts.confidence is not None:
        sure = facts.confidence
        said.append(
            phrases.say(
                "Text recognised in pictures ({n} % sure): hold it against the original before relying on it.", n=sure
            )
        )
    if facts.text_missing:
        said.append(phrases.say("Text missing: this copy has headings and no running text."))
    return said


def known_of(facts: PlanFacts, phrases: Phrases) -> list[tuple[str, str]]:
    """The particulars that are known."""
    return [(name, value) for name, value in particulars(facts, phrases) if value]


def marked_title(facts: PlanFacts) -> tuple[str, ...]:
    """The marks that stand over a plan that is none of the live store."""
    return marks(facts.store_kind)


def plain_text(facts: PlanFacts, phrases: Phrases) -> str:
    """The plan as text: title, particulars, headings on lines of their own between empty ones."""
    colon = "：" if phrases.chinese else ": "
    lines = [*marked_title(facts), facts.title, ""]
    lines += [f"{name}{colon}{value}" for name, value in known_of(facts, phrases)]
    lines += warnings_of(facts, phrases)
    for section in facts.sections:
        name = heading_words(section)
        if name:
            lines += ["", name, ""]
        lines += [line.rstrip() for line in section.body.splitlines() if line.strip()]
    return "\n".join(lines).rstrip() + "\n"
