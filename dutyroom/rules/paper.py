"""What can be wrong with a wish to print."""

from __future__ import annotations

from typing import Final

from dutyroom.rules.wording import mark

SENTENCES: Final[dict[str, str]] = {
    "paper.no_face": mark(
        "No Chinese font that can be printed was found. Install the package pylopdf-fonts-zh-cn or a TrueType font "
        "such as SimSun."
    ),
    "paper.blank.count": mark("Between 1 and {most} sheets can be printed at once."),
    "paper.blank.first": mark("The first number must be at least 1 and the last at most {most}."),
    "paper.no_call": mark("{number} did not come by telephone; it has a handling slip."),
    "paper.no_instruction": mark("There is no instruction {id}; give the number of the step or of its matter."),
    "paper.no_notice": mark("There is no notice {id}."),
    "paper.no_supervision": mark("There is no supervised matter {id}."),
    "paper.unreadable": mark("This is not a PDF that can be shown."),
}
