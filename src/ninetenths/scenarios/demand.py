"""The need along a demand curve: what users give up as the price rises, and what is missing beyond that."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """A demand curve of constant elasticity for each draw, all arrays of shape (draws,).

    At ``price`` the whole need is asked for; at price p the part ``(p / price) ** elasticity`` of it. At ``limit``, the
    worth of the last unit (``shortage_value``), nothing more is given up: what is missing beyond is a shortage.

    Reading: short-run elasticities are estimated on small changes; far along the curve they are an extrapolation.

    >>> curve = Curve(elasticity=np.array([-0.5]), price=np.array([100.0]), limit=np.array([400.0]))
    >>> curve.floor.tolist(), curve.wanted(np.array([0.21])).round(3).tolist()
    ([0.5], [0.909])
    """

    elasticity: Floats
    price: Floats
    limit: Floats

    @property
    def floor(self) -> Floats:
        """The part of the need that is never given up for price; 1 where the limit is not above the price."""
        return np.asarray((np.maximum(self.limit, self.price) / self.price) ** self.elasticity)

    def wanted(self, rise: Floats) -> Floats:
        """Return the part of the need that is asked for when the market price rises by a fraction."""
        return np.asarray(np.maximum((1 + np.maximum(rise, 0)) ** self.elasticity, self.floor))

    def price_at(self, missing: Floats) -> Floats:
        """Return the price at which a part of the need, shape (draws, weeks), is missing; at most the limit."""
        taken = np.maximum(1 - missing, self.floor[:, None])
        highest = np.maximum(self.limit, self.price)[:, None]
        dear = self.price[:, None] * taken ** (1 / self.elasticity)[:, None]
        return np.asarray(np.where(missing > 1 - self.floor[:, None], highest, np.minimum(dear, highest)))

    def worth(self, missing: Floats) -> Floats:
        """Return what a part of the need given up for price is worth beyond its usual price, shape (draws, weeks).

        In the price unit, for each unit of the need: the area under the curve less what is not paid.
        """
        power = (1 + 1 / self.elasticity)[:, None]
        taken = np.maximum(1 - missing, self.floor[:, None])
        area = self.price[:, None] * (1 - taken**power) / power
        return np.asarray(np.maximum(area - self.price[:, None] * (1 - taken), 0))
