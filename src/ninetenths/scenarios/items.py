"""The goods whose supply a scenario can cut: their units, and what turns a rate into an amount a week."""

from __future__ import annotations

from dataclasses import dataclass

from ninetenths.errors import InvalidRecord

DAYS_OF_A_WEEK = 7
WEEKS_OF_A_YEAR = 365.25 / DAYS_OF_A_WEEK


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A good: ``per_week`` times a rate is the amount of a week; an amount times a price is thousand US dollars."""

    name: str
    rate_unit: str
    amount_unit: str
    price_unit: str
    per_week: float

    @property
    def days_per_rate(self) -> float:
        """The amount of one day at rate 1."""
        return self.per_week / DAYS_OF_A_WEEK


ITEMS = {
    one.name: one
    for one in (
        Item(name="crude", rate_unit="kb/d", amount_unit="kb", price_unit="USD/bbl", per_week=7.0),
        Item(
            name="gas",
            rate_unit="bcm/y",
            amount_unit="million m3",
            price_unit="USD/1000 m3",
            per_week=1000 / WEEKS_OF_A_YEAR,
        ),
    )
}


def item_named(name: str) -> Item:
    """Return the item of a name.

    Raises
    ------
    InvalidRecord
        If no scenario is known for it.

    >>> item_named("crude").per_week
    7.0
    """
    if name not in ITEMS:
        raise InvalidRecord(f"item is {name!r}; a cut-off can be run for {' or '.join(sorted(ITEMS))}")
    return ITEMS[name]
