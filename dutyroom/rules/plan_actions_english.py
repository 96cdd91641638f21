"""What an English plan or playbook asks to be done: the steps of its lists, and whose they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from dutyroom.rules.plan_levels import level_of
from dutyroom.rules.plan_proposed import Placed, ProposedAction, lines_of

TEXT_MOST: Final = 600
_LEAST: Final = 6
_SKIPS: Final = re.compile(
    r"\b(?:reference(?!.*\b(?:actions?|steps|checklist)\b)|training|prerequisites?|graduation|resources?|additional information|description|background"
    r"|about|glossary|licen[sc]e|introduction|overview|contacts?|structure|examples?|etiquette|further reading|references|table of contents"
    r"|revision|history|purpose|scope of|objectives?|definitions?|types? of|when to|how does|why|what is|test|instructions|customi[sz]|roles?$|feedback|index|documentation$|template)\b",
    re.IGNORECASE,
)
_NO_PLAN: Final = re.compile(r"^(?:glossary|licen[sc]e|about|readme|changelog)\b", re.IGNORECASE)
_NUMBER: Final = re.compile(r"^(?P<indent>\s*)(?:\d{1,2}[.)]|[a-zA-Z][.)])\s+(?P<said>.+)$")
_BULLET: Final = re.compile(r"^(?P<indent>\s*)[-*•+□☐√]\s+(?:\[[ xX]?\]\s*)?(?P<said>.+)$")
_CHECKLIST: Final = re.compile(r"\bcheck ?list\b", re.IGNORECASE)
_LEADS: Final = re.compile(r"[,:]\s*$")
_FILLER: Final = re.compile(
    r"^(?:(?:if|when|after|once|in|for|during|before|as soon as) [^,]{3,90},|the [a-z ]{3,40}? (?:must|should|will|shall)"
    r"|you (?:must|should|will|can|may)(?: typically be required to)?(?: start to)?"
    r"|optional|immediately|always|also|then|next|first|finally|once|now|please|promptly|quickly|actively|manually|carefully"
    r"|never|do not|don['’]t|do|start to)[:,]?\s+",
    re.IGNORECASE,
)
_NOISE: Final = re.compile(r"\s*TODO:.*$|\[\d+\]|\{\{.*?\}\}(?=\s*$)")
_VERBS: Final = frozenset(
    re.findall(
        r"\S+",
        "accept access account acknowledge act activate add adjust advise agree alert allocate analyse analyze announce "
        "answer appoint apply approve arrange ask assemble assess assign assist attend audit authorise authorize avoid "
        "back be begin block brief bring broadcast build call cancel capture change check choose clean clear close collect "
        "communicate compare compile complete conduct confirm connect consider consult contact contain continue control "
        "convene coordinate copy correct correlate create cut decide declare define delegate delete deliver demobilise "
        "demobilize deploy describe designate detach determine develop direct disable disconnect discuss dispatch "
        "display distribute document draft drain dress drive eliminate enable engage ensure enter eradicate escalate "
        "establish evacuate evaluate examine execute extinguish facilitate file fill find fix follow force gain gather "
        "generate get give go grant handle help hold identify implement inform initiate inspect install instruct "
        "interview investigate invite involve isolate issue join keep kick kill launch lead leave limit listen locate lock log "
        "look maintain make manage mark measure meet mobilise mobilize monitor move muster navigate note notify obtain "
        "offer open operate order organise organize page participate patch perform pick place plan post prepare "
        "preserve press prevent prioritise prioritize proceed produce protect provide provision publish pull push put "
        "quarantine reach read rebuild receive recommend record recover redirect reduce refer reinstate release remain "
        "remediate remove repair replace reply report request rescue reset resolve respond restart restore restrict "
        "resume retain retrieve return reverse review revoke roll rotate run save scan schedule seal search secure "
        "select send separate set setup share shelter shut shutdown sign solicit sound speak spin stabilise stabilize stage "
        "stand start stay stop store submit summarise summarize support suspend switch take talk tell terminate test "
        "thank trace track train transfer transmit transport treat triage trigger try turn understand unplug update "
        "upload use validate verify visit wait wake warn watch work write ",
    )
)
_ROLE: Final = (
    re.compile(
        r"^(?:steps|actions|duties|checklist|responsibilities|instructions|procedure) (?:for|of) (?:the )?(?P<role>[A-Z].{2,40})$",
        re.IGNORECASE,
    ),
    re.compile(
        r"^(?:reference: )?(?P<role>[A-Z][\w ]{2,30}?) (?:actions|duties|checklist|responsibilities|steps)\b",
        re.IGNORECASE,
    ),
)
_ROLE_OF_TITLE: Final = re.compile(r"^role:\s*(?P<role>.{3,60}?)(?:\s*\(.*)?$", re.IGNORECASE)
_ROLE_SAID: Final = re.compile(
    r"^(?:the )?(?P<role>(?:[A-Z][\w/]+ ?){1,4}?)\s*(?::\s+(?=[A-Z])|(?:must|should|will|shall)\s)"
)
_NO_ROLE: Final = frozenset(
    ("you", "we", "they", "it", "this", "that", "these", "there", "optional", "note", "todo", "all", "general")
)


def english_actions(title: str, each: Placed) -> Iterator[ProposedAction]:
    """The steps of a section's lists: what begins with what to do; further points of a step only where it leads to them."""
    if any(_SKIPS.search(heading) for heading in each.titles) or _NO_PLAN.search(title):
        return
    role = role_of_headings(title, each)
    levels = level_of(each.titles)
    open_lead, is_checklist = False, _CHECKLIST.search(each.text.title) is not None
    for line in lines_of(each.text.body):
        found = _NUMBER.match(line) or _BULLET.match(line)
        if found is None:
            open_lead = False
            continue
        said = _NOISE.sub("", found["said"]).strip()
        is_deep = len(found["indent"]) > 1
        if not is_deep:
            open_lead = bool(_LEADS.search(said))
        numbered = _NUMBER.match(line) is not None
        if (is_deep and not open_lead) or not _is_step(said, is_numbered=numbered, is_checklist=is_checklist):
            continue
        who = role_said(said) or role
        for level in levels:
            yield ProposedAction(each.place, level, who, said.rstrip(" ,")[:TEXT_MOST])


def role_of_headings(title: str, each: Placed) -> str:
    """Whose steps the headings say they are; the plan's own title last."""
    for heading in each.titles:
        for pattern in _ROLE:
            found = pattern.match(heading.strip())
            if found and found["role"].casefold() not in _NO_ROLE:
                return found["role"].strip()
    found = _ROLE_OF_TITLE.match(title.strip())
    return found["role"].strip() if found else ""


def role_said(text: str) -> str:
    """Who acts, where a step says so itself: ``The Incident Commander will designate …``."""
    found = _ROLE_SAID.match(text)
    if found is None or found["role"].split()[0].casefold() in _NO_ROLE | _VERBS:
        return ""
    return str(found["role"]).removeprefix("The ").strip()


def _is_step(said: str, *, is_numbered: bool, is_checklist: bool) -> bool:
    """Whether a point of a list tells what to do; every numbered point of a checklist does."""
    if len(said) < _LEAST or said.rstrip().endswith("?") or said.startswith(("http", "!", "#", "e.g.", "[", '"')):
        return False
    rest = said
    while filler := _FILLER.match(rest):
        rest = rest[filler.end() :]
    words = re.findall(r"[A-Za-z'’-]+", rest[:40])
    if words and words[0].casefold().split("-")[0] in _VERBS:
        return True
    return is_numbered and (is_checklist or bool(role_said(said)))
