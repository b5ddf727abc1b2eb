"""The parameters of a run: ranges with their sources, what a scenario replaces, and their draws."""

from __future__ import annotations

import csv
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from ninetenths.errors import InvalidRecord
from ninetenths.scenarios.acts import Span
from ninetenths.states import members

Floats = NDArray[np.float64]
Shape = Literal["triangular", "beta"]
Origin = Literal["table", "scenario", "evidence"]


_OWING = "IEA"
"""The organisation whose members have rows of their own: they owe stocks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One uncertain input of a run: its range, where that comes from, and the limits of what it can be.

    ``given_by`` says whether the range is that of the package's table, of the scenario, or of the evidence.

    Reading: an assumption. What rests on "range set by this package" rests on no published figure.
    """

    name: str
    span: Span
    unit: str
    shape: Shape
    least: float
    most: float
    source: str
    note: str
    given_by: Origin = "table"


@cache
def table() -> Mapping[tuple[str, str, str], Parameter]:
    """Return the parameter table by name, item and state (empty for any state)."""
    text = files("ninetenths.scenarios").joinpath("parameters.csv").read_text(encoding="utf-8")
    found = {}
    for row in csv.DictReader(text.splitlines()):
        shape: Shape = "beta" if row["shape"] == "beta" else "triangular"
        found[row["name"], row["item"], row["state"]] = Parameter(
            name=row["name"],
            span=Span(low=float(row["low"]), mode=float(row["mode"]), high=float(row["high"])),
            unit=row["unit"],
            shape=shape,
            least=float(row["least"]),
            most=float(row["most"]),
            source=row["source"],
            note=row["note"],
        )
    return found


def known_names() -> frozenset[str]:
    """Return the names of all parameters."""
    return frozenset(name for name, _, _ in table())


def span_fault(name: str, span: Span) -> str:
    """Return what is wrong with a range for a parameter; empty if it lies within the limits of some item."""
    limits = [(one.least, one.most) for (known, _, _), one in sorted(table().items()) if known == name]
    if any(least <= span.low and span.high <= most for least, most in limits):
        return ""
    least, most = min(low for low, _ in limits), max(high for _, high in limits)
    return f"{name} = [{span.low:g}, {span.high:g}] lies outside {least:g} to {most:g}"


def resolve_parameters(
    item: str, receiver: str, assumptions: Mapping[str, Span], *, on: date | None = None
) -> tuple[Parameter, ...]:
    """Return the parameters of an item for a receiver, with the ranges of a scenario in place of the table's.

    A row of the table is for any state, for the members on a day of an organisation, or for one state; the closest
    counts. Ranges that the table has for some states alone can be given for every state.

    Raises
    ------
    InvalidRecord
        If a range is given for a parameter that the item does not have.
    """
    found: dict[str, Parameter] = {}
    ranks = {"": 0, receiver: 2} | ({_OWING: 1} if receiver in members(_OWING, on=on) else {})
    rows = sorted((ranks[state], name) for name, of_item, state in table() if of_item == item and state in ranks)
    states = {rank: state for state, rank in ranks.items()}
    for rank, name in rows:
        found[name] = table()[name, item, states[rank]]
    known = {name: one for (name, of_item, _), one in table().items() if of_item == item}
    if strangers := sorted(set(assumptions) - set(known)):
        raise InvalidRecord(
            f"assumptions: {', '.join(strangers)} is no parameter of {item}; there are {', '.join(known)}"
        )
    found = {name: known[name] for name in known if name in found or name in assumptions} | found
    return tuple(
        Parameter(
            name=one.name,
            span=assumptions[one.name],
            unit=one.unit,
            shape=one.shape,
            least=one.least,
            most=one.most,
            source="the scenario",
            note=one.note,
            given_by="scenario",
        )
        if one.name in assumptions
        else one
        for one in found.values()
    )


def stream(seed: int, name: str) -> np.random.Generator:
    """Return the random stream of one named input: the same for a seed, whatever else is drawn."""
    return np.random.Generator(np.random.Philox(np.random.SeedSequence([seed, zlib.crc32(name.encode())])))


def draw_span(span: Span, shape: Shape, *, draws: int, rng: np.random.Generator) -> Floats:
    """Return draws from a range: a triangle, or a beta distribution (PERT) with the same ends and mode.

    >>> draw_span(Span.of(2.0), "triangular", draws=3, rng=stream(1, "x")).tolist()
    [2.0, 2.0, 2.0]
    """
    uniform = rng.random(draws)
    if span.width <= 0:
        return np.full(draws, span.low)
    if shape == "beta":
        first = 1 + 4 * (span.mode - span.low) / span.width
        second = 1 + 4 * (span.high - span.mode) / span.width
        return span.low + span.width * rng.beta(first, second, draws)
    at_mode = (span.mode - span.low) / span.width
    rising = span.low + np.sqrt(uniform * span.width * (span.mode - span.low))
    falling = span.high - np.sqrt((1 - uniform) * span.width * (span.high - span.mode))
    return np.where(uniform < at_mode, rising, falling)


def draw_parameters(parameters: tuple[Parameter, ...], *, draws: int, seed: int) -> dict[str, Floats]:
    """Return draws of every parameter by name, each from a stream of its own."""
    return {one.name: draw_span(one.span, one.shape, draws=draws, rng=stream(seed, one.name)) for one in parameters}
