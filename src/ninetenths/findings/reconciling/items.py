"""What is reconciled: an item, the commodities that hold it or are part of it, and the unit of its flow."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches

from ninetenths.errors import InvalidRecord
from ninetenths.ledger.cells import shown
from ninetenths.ledger.compare_profile import COMMODITY_FAMILY
from ninetenths.ledger.schema import vocabulary

_UNITS = {"oil": "kb/d", "gas": "bcm/y", "coal": "Mt/y"}
_MONEY = "MUSD/y"
_PARTS = {
    "crude and products": ("crude", "products"),
    "oil": ("crude", "products", "crude and products"),
    "gas": ("pipeline gas", "LNG"),
    "coal": ("hard coal",),
    "goods and services": ("all goods", "non-energy goods"),
    "all goods": ("non-energy goods",),
    "arms": ("major arms",),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A commodity of the vocabulary with those that are part of it (``parts``) or hold it (``wider``)."""

    name: str
    family: str
    unit: str
    parts: frozenset[str]
    wider: frozenset[str]

    def bears(self, commodity: str) -> bool:
        """Whether figures of a commodity can say something of the item."""
        return commodity == self.name or commodity in self.parts or commodity in self.wider


def item_of(name: str) -> Item:
    """Return the item of a name.

    Raises
    ------
    InvalidRecord
        If it is not a commodity of the vocabulary; the message names close ones.

    Examples
    --------
    >>> item_of("crude").unit, sorted(item_of("crude").wider)
    ('kb/d', ['crude and products', 'oil'])
    """
    known = [one for one in vocabulary("basis_commodity") if one]
    matching = {one.casefold(): one for one in known}
    if name.strip().casefold() not in matching:
        close = get_close_matches(name[:100].casefold(), list(matching), n=1)
        advice = f"Did you mean {matching[close[0]]!r}? " if close else ""
        raise InvalidRecord(f"{shown(name)} is not an item that flows. {advice}Items are {', '.join(known)}.")
    found = matching[name.strip().casefold()]
    family = COMMODITY_FAMILY.get(found, found)
    return Item(
        name=found,
        family=family,
        unit=_UNITS.get(family, _MONEY),
        parts=frozenset(_PARTS.get(found, ())),
        wider=frozenset(whole for whole, parts in _PARTS.items() if found in parts),
    )
