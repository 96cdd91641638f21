"""What a store notes about itself that opening it looks at: what its index holds, and what has still to be done."""

from __future__ import annotations

from typing import Final

CURRENT_TITLES: Final = "current_titles"
"""The note that the index follows every correction of a plan's title."""
STEP_WORDS: Final = "step_words"
"""The note that the index holds what the steps of matters say: earlier versions left them out."""
HEADINGS_ABOVE: Final = "word_beginnings"
"""The note that the index holds the headings above each section of a plan, no contents pages, and beginnings of words."""
UNINDEXED: Final = "unindexed"
"""The note that names the texts of which not every section is indexed yet."""
INDEX_NOTES: Final = (CURRENT_TITLES, STEP_WORDS, HEADINGS_ABOVE)
"""All that an index of this version is noted to hold; another one may have to be written anew."""
DUE: Final = "removal_due"
"""The note that a removal has still to be finished outside the transaction: files, the freed pages, backups."""
