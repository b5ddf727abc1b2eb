"""How much a state needs what others supply: exposure, net import reliance, stocks of arms, dependency flags.

Arrays are vectorised over their leading axes (draws, periods); NaN is unknown and never 0.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ninetenths.errors import InvalidRecord

Floats = NDArray[np.float64]
Ends = tuple[float, float]

CONCENTRATED = 0.4
"""HHI of imports from outside above which the European Commission calls a product concentrated."""
MOSTLY_OUTSIDE = 0.5
"""Share of imports from outside in all imports above which the Commission calls a product scarce inside."""
NOT_SUBSTITUTABLE = 1.0
"""Ratio of imports from outside to own exports above which the Commission calls a product not substitutable."""
_SLACK = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Flags:
    """Probabilities that the three indicators of a dependency hold, and all of them; each as a range.

    The lower end counts draws in which an indicator is known to hold, the upper one also those in which it is not
    known. Values from 0 to 1.
    """

    concentrated: Ends
    mostly_outside: Ends
    not_substitutable: Ends
    dependent: Ends


def exposure(flow: ArrayLike, basis: ArrayLike) -> Floats:
    """Return a flow as a share of its basis.

    Parameters
    ----------
    flow, basis
        Amounts of one unit and window, at least 0 and *flow* no more than *basis*; shapes that broadcast.

    Returns
    -------
    ndarray
        From 0 to 1; NaN where one is unknown or the basis is 0.

    Raises
    ------
    InvalidRecord
        If an amount is negative, or a flow is above its basis: the two are then not of one whole.

    Examples
    --------
    >>> float(exposure(94.0, 202.5).round(3))
    0.464

    Reading: how much of the basis comes this way; what losing it would cost is sensitivity and vulnerability.
    """
    part, whole = np.broadcast_arrays(_amounts(flow, "flow"), _amounts(basis, "basis"))
    if (part > whole * (1 + _SLACK)).any():
        place = tuple(int(index) for index in np.argwhere(part > whole * (1 + _SLACK))[0])
        raise InvalidRecord(
            f"a flow of {part[place]:g} is above its basis of {whole[place]:g}, a share above 1: check that the two "
            "have one unit, one window and one definition"
        )
    return _ratio(part, whole)


def net_import_reliance(imports: ArrayLike, exports: ArrayLike, consumption: ArrayLike) -> Floats:
    """Return net imports as a share of consumption: (M - X) / C.

    Parameters
    ----------
    imports, exports, consumption
        Amounts of one unit and window, at least 0; shapes that broadcast.

    Returns
    -------
    ndarray
        Above 0 for a net importer, below for a net exporter, above 1 where stocks are filled; NaN where an amount is
        unknown or consumption is 0.

    Raises
    ------
    InvalidRecord
        If an amount is negative or infinite.

    Examples
    --------
    >>> float(net_import_reliance(80.0, 20.0, 100.0))
    0.6

    Reading: how much of what is used comes from abroad on balance; a hub that imports to re-export has a high share
    of imports and a low reliance.
    """
    bought, sold, used = (
        _amounts(amount, what)
        for amount, what in ((imports, "imports"), (exports, "exports"), (consumption, "consumption"))
    )
    return _ratio(*np.broadcast_arrays(bought - sold, used))


def net_import_reliance_bounds(imports: Ends, exports: Ends, consumption: Ends) -> Ends:
    """Return the lowest and the highest (M - X) / C when the three are known as ranges; both bounds are tight.

    Parameters
    ----------
    imports, exports, consumption
        Lowest and highest amount, of one unit and window, at least 0.

    Returns
    -------
    tuple of float
        NaN twice where an end is unknown or consumption may be 0.

    Raises
    ------
    InvalidRecord
        If an amount is negative or a range is given from high to low.

    Examples
    --------
    >>> net_import_reliance_bounds((80, 80), (20, 30), (100, 125))
    (0.4, 0.6)

    Reading: the three are taken as independent; if they move together the true range is narrower.
    """
    for name, (low, high) in (("imports", imports), ("exports", exports), ("consumption", consumption)):
        if low > high:
            raise InvalidRecord(f"the range of {name} runs from {low:g} down to {high:g}: swap the two ends")
    corners = net_import_reliance(
        np.array([imports[0], imports[1]])[:, None],
        np.array([exports[1], exports[0]])[:, None],
        np.array(consumption, dtype=np.float64),
    )
    return float(np.min(corners)), float(np.max(corners))


def suppress_small(shares: ArrayLike, total: ArrayLike, *, least: float) -> Floats:
    """Return shares with those of a small total made unknown.

    Parameters
    ----------
    shares
        Fractions, shape (..., suppliers).
    total
        What they are shares of, shape (...); an unknown total suppresses nothing.
    least
        The smallest total of which a share is shown.

    Examples
    --------
    >>> suppress_small([0.4, 0.6], 118.0, least=250.0)
    array([nan, nan])

    Reading: suppressed is "one delivery would move it by tens of points" and not "nothing was supplied".
    """
    parts, whole = _amounts(shares, "share"), _amounts(total, "total")
    return np.where((whole < least)[..., None], np.nan, parts)


def stock_shares(deliveries: ArrayLike, *, service_life: int) -> Floats:
    """Return each supplier's share of a stock in service, deliveries losing weight linearly with age.

    Parameters
    ----------
    deliveries
        Amounts by supplier and year, shape (..., suppliers, years), the last column the year asked about.
    service_life
        Years after which a delivery counts nothing; one of age k counts (1 - k / service_life).

    Returns
    -------
    ndarray
        Shape (..., suppliers), from 0 to 1; NaN where a year within the service life is unknown or the stock is 0.

    Raises
    ------
    InvalidRecord
        If an amount is negative, the service life below 1, or the years do not reach back over it.

    Examples
    --------
    >>> stock_shares([[4.0, 0.0], [0.0, 2.0]], service_life=2)
    array([0.5, 0.5])

    Reading: whose spares, training and munitions the force in being needs; five years of deliveries say who sells
    now. The weights are an assumption and not a record of what was scrapped.
    """
    amounts = _amounts(deliveries, "delivery")
    if service_life < 1 or amounts.ndim < 2:
        raise InvalidRecord(
            f"deliveries by supplier and year and a service life of 1 or more are needed, not {service_life}"
        )
    years = amounts.shape[-1]
    if years < service_life:
        raise InvalidRecord(
            f"deliveries of {years} years are given for a service life of {service_life}: the years before them are "
            "unknown and not empty; give them, or a shorter service life"
        )
    weights = 1.0 - np.arange(service_life - 1, -1, -1) / service_life
    stock = amounts[..., years - service_life :] @ weights
    return _ratio(*np.broadcast_arrays(stock, stock.sum(axis=-1, keepdims=True)))


def dependency_flags(
    concentration: ArrayLike, *, outside_share: ArrayLike = np.nan, import_to_export: ArrayLike = np.nan
) -> Flags:
    """Return how probable a dependency by the European Commission's three indicators is, over draws.

    Parameters
    ----------
    concentration
        HHI of imports from outside, one value for each draw, or (draws, 2) with its lowest and highest value.
    outside_share
        Imports from outside as a share of all imports; NaN where not known.
    import_to_export
        Imports from outside over the state's own exports of the product; NaN where not known.

    Returns
    -------
    Flags
        For each indicator the part of the draws in which it holds.

    Raises
    ------
    InvalidRecord
        If there is no draw.

    Notes
    -----
    Thresholds: HHI above 0.4, share above 0.5, ratio above 1 (European Commission 2021, SWD(2021) 352, which
    applies them to product codes of the EU's customs union and flags a product that meets all three).

    Examples
    --------
    >>> dependency_flags([0.3, 0.5, 0.45, 0.41], outside_share=0.9).dependent
    (0.0, 0.75)

    Reading: thresholds are conventions; a probability near 0.5 is a figure near the threshold and no finding.
    """
    index = np.asarray(concentration, dtype=np.float64)
    if index.size == 0:
        raise InvalidRecord("no draw was given: a probability over no draws is unknown")
    ends = index if index.ndim == 2 else np.stack((index, index), axis=-1)
    count = ends.shape[0]
    meets = [_meets(ends[:, 0], ends[:, 1], CONCENTRATED)]
    for figure, least in ((outside_share, MOSTLY_OUTSIDE), (import_to_export, NOT_SUBSTITUTABLE)):
        numbers = np.broadcast_to(np.asarray(figure, dtype=np.float64), (count,))
        meets.append(_meets(numbers, numbers, least))
    every = np.logical_and.reduce([low for low, _ in meets]), np.logical_and.reduce([high for _, high in meets])
    first, second, third, last = ((float(low.mean()), float(high.mean())) for low, high in (*meets, every))
    return Flags(concentrated=first, mostly_outside=second, not_substitutable=third, dependent=last)


def _meets(low: Floats, high: Floats, least: float) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    return low > least, np.isnan(high) | (high > least)


def _amounts(numbers: ArrayLike, what: str) -> Floats:
    found = np.asarray(numbers, dtype=np.float64)
    if (found < 0).any() or np.isinf(found).any():
        wrong = found[(found < 0) | np.isinf(found)]
        raise InvalidRecord(f"{what} {float(wrong.flat[0]):g} is impossible: amounts are finite and at least 0")
    return found


def _ratio(part: Floats, whole: Floats) -> Floats:
    found: Floats = np.divide(part, whole, out=np.full(part.shape, np.nan), where=whole > 0)
    return found
