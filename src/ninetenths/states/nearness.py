"""Names that look like one that nobody carries: suggested, never taken."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import fuzz, process

LEAST_LIKENESS = 75  # of 100: "Azerbajan" and "Isreal" find their states, "Atlantis" finds none
MOST_SUGGESTIONS = 3


def near(folded: str, choices: Iterable[tuple[str, str]]) -> list[str]:
    """Return up to three labels whose folded name is like *folded*, best first.

    Parameters
    ----------
    folded : str
        The folded name that was not found.
    choices : iterable of (str, str)
        Folded name and label of each candidate; a label can have several names.
    """
    ordered = sorted(choices)
    hits = process.extract(
        folded,
        [name for name, _ in ordered],
        scorer=fuzz.token_sort_ratio,
        score_cutoff=LEAST_LIKENESS,
        limit=20,
    )
    return list(dict.fromkeys(ordered[index][1] for _, _, index in hits))[:MOST_SUGGESTIONS]
