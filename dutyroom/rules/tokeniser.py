"""Which tokeniser writes and asks the search index; a store indexed by another one is indexed anew."""

from typing import Final

TOKENISER_VERSION: Final[int] = 1
