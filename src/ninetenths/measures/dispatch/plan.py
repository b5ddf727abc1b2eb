"""The plan of a dispatch: a flow network over periods, as arrays."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ninetenths.errors import InvalidRecord

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]


def _row() -> Any:  # noqa: ANN401 - turned into an array of the declared type when the plan is made
    return ()


def _table() -> Any:  # noqa: ANN401
    return ((),)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A flow network over periods: what can be supplied, carried, stored and asked for, and at what cost.

    One period is whatever the caller means (a week, a month); every quantity is *per period*, in one unit
    (kb, GWh), money in one unit (USD) per unit of quantity. Sizes: ``T`` periods, ``A`` arcs, ``S`` supplies,
    ``D`` demands of ``G`` segments each, ``B`` stocks, ``Q`` gates, ``L`` blends. An array that holds one value
    for each period may also be given with one column, which then holds in every period.

    Parameters
    ----------
    periods, nodes
        How many; periods and nodes are numbered from 0.
    arc_tail, arc_head : (A,) integers
        Nodes that an arc leaves and reaches.
    arc_capacity : (A, T)
        The most that may leave the tail in a period; ``inf`` for no limit. Zero closes the arc.
    arc_cost : (A,)
        Cost of one unit: freight, toll, tariff, grade penalty. At least 0.
    arc_lag : (A,) integers
        Periods from leaving the tail to reaching the head (a sea leg); default 0. What leaves later than
        ``T - 1 - lag`` arrives after the plan ends and serves nobody in it.
    arc_minimum : (A, T)
        What must leave at least (take-or-pay); default 0.
    supply_node : (S,) integers; supply_limit : (S, T); supply_cost : (S,)
        Base production and spare capacity are separate supplies of one node; spare that needs time ramps in its row.
    demand_node : (D,) integers; demand : (D, T)
        What is asked for at undisturbed prices.
    demand_part, demand_value : (D, G)
        A step demand curve: fractions of the demand (rows sum to 1) and what one unit of that part that is not served
        costs; the cheapest part is given up first.
    arrivals : (nodes, T)
        What reaches a node from cargoes already under way when the plan begins; default 0.
    stock_node : (B,) integers; stock_initial, stock_minimum, stock_capacity : (B,)
        Stocks at nodes: level before period 0, the operating minimum (hard) and the most they hold.
    draw_limit, fill_limit : (B,)
        The most that leaves or enters a stock in a period.
    release_cost : (B,)
        Cost of drawing one unit; default 0.
    cover : (B,); below_cover_cost : (B,)
        A soft level (the 90-day rule): each unit below it costs so much a period. Default none. It lies between minimum
        and capacity.
    end_value : (B,)
        What one unit still in stock after the last period is worth. Zero, the default, lets a plan run stocks down.
    gate_of, gate_arc : (K,) integers; gate_limit : (Q, T)
        A gate is a limit that several arcs share (a strait, a port, a refinery): arc ``gate_arc[k]`` passes gate
        ``gate_of[k]`` in the period in which it leaves its tail.
    blend_node : (L,) integers; blend_quality : (L, A); blend_low, blend_high : (L,)
        The mean quality (API gravity, sulphur) of what reaches a node in a period lies in [low, high]; arcs that do not
        reach the node are ignored. Cargoes already under way count as within bounds.

    Raises
    ------
    InvalidRecord
        If a shape, an index or a value is impossible; every fault is listed at once.

    Reading: a plan says what is possible and what it costs, not what anybody has decided.
    """

    periods: int
    nodes: int
    arc_tail: Integers
    arc_head: Integers
    arc_capacity: Floats
    arc_cost: Floats
    supply_node: Integers
    supply_limit: Floats
    supply_cost: Floats
    demand_node: Integers
    demand: Floats
    demand_part: Floats
    demand_value: Floats
    arc_lag: Integers = field(default_factory=_row)
    arc_minimum: Floats = field(default_factory=_table)
    arrivals: Floats = field(default_factory=_table)
    stock_node: Integers = field(default_factory=_row)
    stock_initial: Floats = field(default_factory=_row)
    stock_minimum: Floats = field(default_factory=_row)
    stock_capacity: Floats = field(default_factory=_row)
    draw_limit: Floats = field(default_factory=_row)
    fill_limit: Floats = field(default_factory=_row)
    release_cost: Floats = field(default_factory=_row)
    cover: Floats = field(default_factory=_row)
    below_cover_cost: Floats = field(default_factory=_row)
    end_value: Floats = field(default_factory=_row)
    gate_of: Integers = field(default_factory=_row)
    gate_arc: Integers = field(default_factory=_row)
    gate_limit: Floats = field(default_factory=_table)
    blend_node: Integers = field(default_factory=_row)
    blend_quality: Floats = field(default_factory=_table)
    blend_low: Floats = field(default_factory=_row)
    blend_high: Floats = field(default_factory=_row)

    def __post_init__(self) -> None:
        faults: list[str] = []
        for name, sizes in _SHAPES.items():
            value, fault = _shaped(self, name, sizes)
            object.__setattr__(self, name, value)
            faults += fault
        if not faults:
            faults = _index_faults(self) + _value_faults(self)
        if faults:
            raise InvalidRecord("the plan cannot hold: " + "; ".join(faults))

    def size_of(self, letter: str) -> int:
        """Return one size by its letter, as in the parameters; ``N`` is the number of nodes."""
        return _SIZES[letter](self)

    def with_values(self, name: str, value: ArrayLike) -> Floats:
        """Return ``value`` in the shape of the field ``name`` (one column is spread over periods), checked.

        Raises
        ------
        InvalidRecord
            If the shape differs or a value is negative or not a number.
        """
        array: Floats
        array, faults = _fitted(self, name, value, _SHAPES[name])
        faults = faults or _sign_faults(name, array)
        if faults:
            raise InvalidRecord("the change cannot hold: " + "; ".join(faults))
        return array


_SIZES: Mapping[str, Callable[[Plan], int]] = {
    "T": lambda plan: plan.periods,
    "N": lambda plan: plan.nodes,
    "A": lambda plan: len(plan.arc_tail),
    "S": lambda plan: len(plan.supply_node),
    "D": lambda plan: len(plan.demand_node),
    "G": lambda plan: np.shape(plan.demand_part)[-1] if np.ndim(plan.demand_part) else 0,
    "B": lambda plan: len(plan.stock_node),
    "K": lambda plan: len(plan.gate_of),
    "Q": lambda plan: len(plan.gate_limit) if np.size(plan.gate_limit) else 0,
    "L": lambda plan: len(plan.blend_node),
}

_SHAPES: Mapping[str, str] = {
    "arc_tail": "A", "arc_head": "A", "arc_lag": "A", "arc_capacity": "AT", "arc_minimum": "AT", "arc_cost": "A",
    "supply_node": "S", "supply_limit": "ST", "supply_cost": "S",
    "demand_node": "D", "demand": "DT", "demand_part": "DG", "demand_value": "DG", "arrivals": "NT",
    "stock_node": "B", "stock_initial": "B", "stock_minimum": "B", "stock_capacity": "B", "draw_limit": "B",
    "fill_limit": "B", "release_cost": "B", "cover": "B", "below_cover_cost": "B", "end_value": "B",
    "gate_of": "K", "gate_arc": "K", "gate_limit": "QT",
    "blend_node": "L", "blend_quality": "LA", "blend_low": "L", "blend_high": "L",
}  # fmt: skip

_INDICES: Mapping[str, str] = {
    "arc_tail": "N", "arc_head": "N", "supply_node": "N", "demand_node": "N", "stock_node": "N", "blend_node": "N",
    "gate_of": "Q", "gate_arc": "A",
}  # fmt: skip

_UNBOUNDED = frozenset({"arc_capacity", "supply_limit", "stock_capacity", "draw_limit", "fill_limit", "gate_limit"})
"""Limits that may be infinite: no limit."""

_ANY_SIGN = frozenset({"blend_quality", "blend_low", "blend_high"})

_OPTIONAL = frozenset(
    {"arc_lag", "arc_minimum", "arrivals", "release_cost", "cover", "below_cover_cost", "end_value", "gate_limit"}
)
"""Fields that are zero everywhere where they are not given."""


def _shaped(plan: Plan, name: str, sizes: str) -> tuple[Any, list[str]]:
    return _fitted(plan, name, getattr(plan, name), sizes)


def _fitted(plan: Plan, name: str, value: ArrayLike, sizes: str) -> tuple[Any, list[str]]:
    """Return the value as an array of the declared shape, and what is wrong with it."""
    whole = name in _INDICES or name == "arc_lag"
    try:
        array = np.array(value, dtype=np.int64 if whole else np.float64)
    except (TypeError, ValueError, OverflowError):
        return value, [f"{name} is not an array of {'integers' if whole else 'numbers'}"]
    shape = tuple(plan.size_of(letter) for letter in sizes)
    if array.size == 0 and name in _OPTIONAL:
        array = np.zeros(shape, dtype=array.dtype)
    if sizes[-1] == "T" and array.shape == (shape[0], 1):
        array = np.repeat(array, shape[1], axis=1)
    if array.shape != shape and array.size + int(np.prod(shape)):
        return array, [f"{name} has shape {array.shape}, expected {shape}"]
    array = array.reshape(shape)
    array.setflags(write=False)
    return array, []


def _index_faults(plan: Plan) -> list[str]:
    """List every index outside its range."""
    faults = []
    for name, letter in _INDICES.items():
        array, size = getattr(plan, name), plan.size_of(letter)
        wrong = np.flatnonzero((array < 0) | (array >= size))
        if len(wrong):
            faults.append(f"{name}[{wrong[0]}] is {array[wrong[0]]}, expected 0 to {size - 1}")
    return faults


def _sign_faults(name: str, array: Floats) -> list[str]:
    """List the first value of one field that is not a number, infinite where it may not be, or negative."""
    wrong = np.isnan(array) if name in _UNBOUNDED else ~np.isfinite(array)
    if name not in _ANY_SIGN:
        wrong = wrong | (array < 0)
    if not wrong.any():
        return []
    place = np.argwhere(wrong)[0]
    found = array[tuple(place)]
    return [f"{name}[{', '.join(map(str, place))}] is {found}, expected a number of at least 0"]


def _value_faults(plan: Plan) -> list[str]:
    """List every value that no plan can have."""
    faults = [] if plan.periods > 0 and plan.nodes > 0 else ["a plan needs at least one period and one node"]
    for name in _SHAPES:
        faults += _sign_faults(name, getattr(plan, name))
    sums = plan.demand_part.sum(axis=1)
    pairs = (
        ("arc_minimum", plan.arc_minimum, "arc_capacity", plan.arc_capacity),
        ("stock_minimum", plan.stock_minimum, "stock_capacity", plan.stock_capacity),
        ("stock_initial", plan.stock_initial, "stock_capacity", plan.stock_capacity),
        ("cover", plan.cover, "stock_capacity", plan.stock_capacity),
        ("blend_low", plan.blend_low, "blend_high", plan.blend_high),
    )
    for low_name, low, high_name, high in pairs:
        for place in np.argwhere(low > high)[:1]:
            at = ", ".join(map(str, place))
            faults.append(f"{low_name}[{at}] = {low[tuple(place)]} is above {high_name}[{at}] = {high[tuple(place)]}")
    faults += [
        f"demand_part[{row}] sums to {sums[row]}, expected 1" for row in np.flatnonzero(np.abs(sums - 1) > 1e-9)[:1]
    ]
    return faults
