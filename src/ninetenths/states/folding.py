"""Names reduced to what tells them apart, and text shortened for messages."""

from __future__ import annotations

import unicodedata

LONGEST_NAME = 200
_WRITTEN_OUT = {"rep": "republic", "dem": "democratic", "isds": "islands"}  # as statistical offices shorten names
_SILENT = str.maketrans("", "", "'’ʼʻ`´.")
_LETTERS = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "&": " and ", "+": " plus "})


def fold(text: str) -> str:
    """Return *text* without case, accents, punctuation and articles; "St" at the start reads "Saint".

    Examples
    --------
    >>> fold("Côte d'Ivoire"), fold("ST. KITTS & NEVIS"), fold("Gambia (The)")
    ('cote divoire', 'saint kitts and nevis', 'gambia')
    """
    plain = text.casefold()
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
        plain = "".join(mark for mark in plain if not unicodedata.combining(mark))
    plain = plain.translate(_LETTERS).translate(_SILENT)
    spaced = "".join(mark if mark.isalnum() else " " for mark in plain)
    words = [_WRITTEN_OUT.get(word, word) for word in spaced.split() if word != "the"]
    return " ".join(["saint", *words[1:]] if words[:1] == ["st"] else words)


def shown(text: str) -> str:
    r"""Return *text* quoted for a message: control characters escaped, at most 60 characters of it.

    Examples
    --------
    >>> print(shown("a" + chr(0) + "b"))
    'a\x00b'
    """
    return repr(text) if len(text) <= 60 else f"{text[:60]!r}… ({len(text):,} characters)"
