"""Print the scores over the real plans."""

from __future__ import annotations

import sys

from tests.rules.plan_marks import Score, scores

whole = Score()
for name, found, misses in scores():
    whole += found
    print(
        f"{name:22} {found.marks:4} marks  recall {found.recall:.2f}  precision {found.precision:.2f}  roles {found.of_roles:.2f}"
    )
    if "--misses" in sys.argv:
        print("\n".join(misses))
print(
    f"{'all':22} {whole.marks:4} marks  recall {whole.recall:.3f}  precision {whole.precision:.3f}  roles {whole.of_roles:.3f}"
)
