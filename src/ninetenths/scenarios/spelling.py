"""Names that were probably meant."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def did_you_mean(word: str, choices: Iterable[str]) -> str:
    """Return " (did you mean 'x'?)" for the closest choice, empty text where none is close.

    >>> did_you_mean("denail", ["denial", "ban"])
    " (did you mean 'denial'?)"
    """
    close = get_close_matches(word.lower(), sorted(choices), n=1, cutoff=0.6)
    return f" (did you mean {close[0]!r}?)" if close else ""
