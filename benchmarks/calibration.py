"""Is a 90 % range right nine times in ten? Worlds with a known truth, witnesses honest and less so, and the count."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from ninetenths.findings.reconciling.assembling import USUAL, USUAL_ERROR
from ninetenths.findings.reconciling.layout import MIDDLE, STEP
from ninetenths.measures.reconciliation import (
    Balances,
    Posterior,
    Problem,
    Readings,
    Walk,
    contradictions,
    sample,
)

Floats = NDArray[np.float64]
WHOLE = 200.0
"""Size of the whole that the prior supposes; the worlds lie between about half and twice it."""
PARTS = 2
"""Periods of a year."""
WIDTH = 2.0
DRAWS = 400
OFF = 0.5
OUTSIDE = 0.15
"""A planted share is at least this far from the truth; a planted level is twice or half of it."""


@dataclass(slots=True)
class Reading:
    """One number of one witness, before it is made a row."""

    witness: str
    counted: Floats
    whole: Floats
    low: float
    high: float
    error: float
    doubt: float
    planted: bool = False
    bent: bool = False


@dataclass(slots=True)
class World:
    """Flows that are known, and what was said of them."""

    flows: Floats
    products: Floats
    generator: np.random.Generator
    readings: list[Reading] = field(default_factory=list)

    def block(self, origins: Sequence[int], periods: Sequence[int]) -> Floats:
        """Return weights that average some origins over some periods, shape (N,)."""
        weights = np.zeros(self.flows.shape)
        weights[np.ix_(list(origins), list(periods))] = 1 / len(periods)
        return weights.ravel()

    def problem(self) -> Problem:
        """Return what the reconciliation is told: a weak prior, the readings, and generous production limits."""
        origins, periods = self.flows.shape
        size = sizes(self)
        believed = [
            Reading(
                witness="usual total",
                counted=self.block(range(origins), [period]),
                whole=np.zeros(self.flows.size),
                low=USUAL[0] * self.scale,
                high=USUAL[1] * self.scale,
                error=USUAL_ERROR,
                doubt=0.0,
            )
            for period in range(periods)
        ]
        return Problem(
            walk=Walk(
                series=np.repeat(np.arange(origins), periods),
                period=np.tile(np.arange(periods), origins),
                level=MIDDLE * size,
                spread=size,
                step=STEP * size,
            ),
            readings=Readings(
                numerator=csr_array(np.array([one.counted for one in (*self.readings, *believed)])),
                denominator=csr_array(np.array([one.whole for one in (*self.readings, *believed)])),
                low=np.array([one.low for one in (*self.readings, *believed)]),
                high=np.array([one.high for one in (*self.readings, *believed)]),
                error=np.array([one.error for one in (*self.readings, *believed)]),
                doubt=np.array([one.doubt for one in (*self.readings, *believed)]),
            ),
            balances=self._production(),
        )

    @property
    def scale(self) -> float:
        """The usual total: the median of the totals that are printed."""
        everyone = [one.low + one.high for one in self.readings if one.witness == "total"]
        return float(np.median(everyone)) / 2

    def _production(self) -> Balances:
        """Return limits of two origins in every period, half as high again as the most they ever sent."""
        periods = self.flows.shape[1]
        rows = np.array([self.block([origin], [period]) for origin in (0, 1) for period in range(periods)])
        return Balances(matrix=csr_array(rows), upper=np.repeat(1.5 * self.flows[:2].max(axis=1) + 5, periods))


def sizes(made: World) -> Floats:
    """Return what the command takes an origin for before it reads: the median figure printed of it, and a little."""
    origins = len(made.flows)
    least = made.scale / (2 * origins)
    found = np.full(origins, least)
    for origin in range(origins):
        printed = []
        for one in made.readings:
            named = np.flatnonzero(one.counted.reshape(made.flows.shape).any(axis=1))
            if one.witness != "total" and one.high > 0 and origin in named:
                printed.append((one.low + one.high) / 2 * (made.scale if one.whole.any() else 1.0) / len(named))
        if printed:
            found[origin] = min(made.scale, max(least, float(np.median(printed))))
    return found


def flows(generator: np.random.Generator) -> Floats:
    """Return flows of 5 to 8 origins over 10 to 22 half-years: shares wander, some origins begin late or cease."""
    origins, years = int(generator.integers(5, 9)), int(generator.integers(5, 12))
    periods = PARTS * years
    whole = WHOLE * np.exp(0.2 * generator.standard_normal() + _wander(generator, (periods,), 0.05))
    weight = np.exp(0.7 * generator.standard_normal((origins, 1)) + _wander(generator, (origins, periods), 0.25))
    for origin in range(1, origins):
        if generator.random() < 0.35:
            turn = int(generator.integers(1, periods))
            weight[origin, slice(turn) if generator.random() < 0.5 else slice(turn, None)] = 0.0
    return np.asarray(whole * weight / weight.sum(axis=0))


def _wander(generator: np.random.Generator, shape: tuple[int, ...], step: float) -> Floats:
    """Return random walks along the last axis."""
    return np.asarray(np.cumsum(step * generator.standard_normal(shape), axis=-1))


def world(seed: int, *, heavy: bool = False) -> World:
    """Return a world and its witnesses: customs, trackers, the press, joint shares and windows of several years."""
    generator = np.random.default_rng(seed)
    made = World(flows=flows(generator), products=0.5 * flows(generator), generator=generator)
    origins, periods = made.flows.shape
    everyone = range(origins)
    for first in range(0, periods, PARTS):
        year = range(first, first + PARTS)
        if first == 0 or generator.random() < 0.6:
            add_level(made, "total", everyone, year, error=0.03, heavy=heavy)
        for origin in everyone:
            if origin < 3 and generator.random() < 0.35:
                add_level(made, "customs", [origin], year, error=0.03, heavy=heavy)
            if first >= periods // 2 and generator.random() < 0.35:
                half = [int(generator.choice(year))] if generator.random() < 0.4 else year
                add_level(made, "tracker", [origin], half, error=0.08, heavy=heavy)
    for _ in range(int(generator.integers(10, 31))):
        some = generator.choice(origins, size=int(generator.integers(1, 3)), replace=False).tolist()
        first, length = int(generator.integers(periods)), int(generator.choice((1, 2, 2, 2, 4, 6)))
        add_share(made, some, range(first, min(first + length, periods)), heavy=heavy)
    return made


def noise(made: World, *, heavy: bool) -> float:
    """Return a unit error: Gaussian or, heavy, of Student's t with 4 degrees of freedom, of the same variance."""
    return float(made.generator.standard_t(4) / np.sqrt(2) if heavy else made.generator.standard_normal())


def add_level(
    made: World, witness: str, origins: Sequence[int], periods: Sequence[int], *, error: float, heavy: bool = False
) -> None:
    """Let a witness state a level, rounded to a whole number."""
    block = made.block(origins, periods)
    said = max(0.0, float(block @ made.flows.ravel()) * (1 + error * noise(made, heavy=heavy)))
    made.readings.append(
        Reading(
            witness=witness,
            counted=block,
            whole=np.zeros_like(block),
            low=max(0.0, round(said) - 0.5),
            high=round(said) + 0.5,
            error=error,
            doubt={"total": 0.05, "customs": 0.03, "tracker": 0.1}[witness],
        )
    )


def add_share(made: World, origins: Sequence[int], periods: Sequence[int], *, heavy: bool = False) -> None:
    """Let the press state a share: to a point, or "about" to five points."""
    about = made.generator.random() < 0.4
    error, rounding = (0.05, 0.05) if about else (0.03, 0.01)
    counted, whole = made.block(origins, periods), made.block(range(len(made.flows)), periods)
    true = float(counted @ made.flows.ravel() / (whole @ made.flows.ravel()))
    said = float(np.clip(true + error * noise(made, heavy=heavy), 0, 1))
    low, high = _rounded(said, rounding)
    made.readings.append(
        Reading(witness="press", counted=counted, whole=whole, low=low, high=high, error=error, doubt=0.15)
    )


def _rounded(value: float, to: float) -> tuple[float, float]:
    """Return the range that is printed as the value's rounding."""
    middle = round(value / to) * to
    return max(0.0, middle - to / 2), min(1.0, middle + to / 2)


def plant(made: World, *, count: int) -> None:
    """Make some readings false, each one that at least one other reading of the same thing tests."""
    tested = [
        one for one in made.readings if sum(np.array_equal(one.counted, two.counted) for two in made.readings) > 1
    ]
    for place in made.generator.permutation(len(tested))[:count].tolist():
        one = tested[place]
        true = _true(made, one)
        if one.whole.any():
            away = OUTSIDE + 0.2 * made.generator.random()
            said = true + away if true + away <= 1 and (true < away or made.generator.random() < 0.5) else true - away
            one.low, one.high = _rounded(said, 0.01)
        else:
            said = true * (2.0 if made.generator.random() < 0.5 else 0.5)
            one.low, one.high = max(0.0, round(said) - 0.5), round(said) + 0.5
        one.planted = abs(said - true) > 3 * one.error * (1 if one.whole.any() else max(true, 0.05 * WHOLE))


def _true(made: World, one: Reading) -> float:
    """Return what a reading should have said."""
    whole = float(one.whole @ made.flows.ravel()) if one.whole.any() else 1.0
    return float(one.counted @ made.flows.ravel()) / whole


def honest(seed: int) -> World:
    """Return a world whose witnesses err as they say."""
    return world(seed)


def heavy_tailed(seed: int) -> World:
    """Return a world whose witnesses now and then err far more than they say."""
    return world(seed, heavy=True)


def with_falsehoods(seed: int) -> World:
    """Return a world in which two statements are false."""
    made = world(seed)
    plant(made, count=2)
    return made


def concealed(seed: int) -> World:
    """Return a world in which customs declare nothing of the first origin in the second half, while it flows."""
    made = world(seed)
    years = made.flows.shape[1]
    for first in range(years // 4 * 2, years, PARTS):
        add_level(made, "customs", [0], range(first, first + PARTS), error=0.03)
        made.readings[-1].low = made.readings[-1].high = 0.0
        made.readings[-1].bent = True
    return made


def mislabelled(seed: int) -> World:
    """Return a world in which customs book six tenths of the first origin's flow as the second's."""
    made = world(seed)
    moved = made.flows.copy()
    moved[1] += 0.6 * moved[0]
    moved[0] *= 0.4
    for one in made.readings:
        alone = one.witness == "customs" and len({*(np.flatnonzero(one.counted) // made.flows.shape[1]).tolist()}) == 1
        if alone and np.flatnonzero(one.counted)[0] < 2 * made.flows.shape[1]:
            said = float(one.counted @ moved.ravel()) * (1 + one.error * made.generator.standard_normal())
            one.low, one.high, one.bent = max(0.0, round(said) - 0.5), round(said) + 0.5, True
    return made


def wrong_basis(seed: int) -> World:
    """Return a world in which a third of the shares are of crude and products together, read as of crude."""
    made = world(seed)
    products = made.products
    origins, years = made.flows.shape
    both = made.flows.copy()
    both[: min(origins, len(products)), : min(years, products.shape[1])] += products[:origins, :years]
    for one in made.readings:
        if one.witness == "press" and made.generator.random() < 1 / 3:
            said = float(one.counted @ both.ravel() / (one.whole @ both.ravel()))
            one.low, one.high = _rounded(float(np.clip(said, 0, 1)), 0.01)
            one.bent = True
    return made


KINDS: dict[str, Callable[[int], World]] = {
    "honest witnesses": honest,
    "two false statements": with_falsehoods,
    "heavy-tailed errors": heavy_tailed,
    "concealment": concealed,
    "mislabelled origin": mislabelled,
    "wrong basis": wrong_basis,
}


@dataclass(slots=True)
class Tally:
    """Counts over worlds of one kind."""

    worlds: int = 0
    cells: list[Floats] = field(default_factory=list)
    nil: list[Floats] = field(default_factory=list)
    shares: list[Floats] = field(default_factory=list)
    wholes: list[Floats] = field(default_factory=list)
    bent: list[float] = field(default_factory=list)
    planted: list[bool] = field(default_factory=list)
    off: list[bool] = field(default_factory=list)
    refuted: list[bool] = field(default_factory=list)
    r_hat: list[float] = field(default_factory=list)

    def add(self, made: World, seed: int) -> None:
        """Reconcile one world and count."""
        problem = made.problem()
        posterior = sample(problem, draws=DRAWS, seed=seed)
        draws = posterior.x.reshape(-1, *made.flows.shape)
        whole = draws.sum(axis=1, keepdims=True)
        true_whole = made.flows.sum(axis=0, keepdims=True)
        self.worlds += 1
        nil = made.flows == 0
        self.cells.append(held(draws, made.flows).ravel())
        self.nil.append(held(draws, made.flows)[nil])
        self.shares.append(held(draws / whole, made.flows / true_whole).ravel())
        self.wholes.append(held(whole, true_whole))
        self.r_hat.append(float(posterior.r_hat.max()))
        self._judge(made, problem, posterior)

    def _judge(self, made: World, problem: Problem, posterior: Posterior) -> None:
        """Count what was called off, contradicted or refuted."""
        found = contradictions(problem, width=WIDTH)
        contradicted = {reading for one in found for reading in one.readings}
        refuted = {reading for one in found if one.physical for reading in one.readings}
        for place, one in enumerate(made.readings):
            off = bool(posterior.off[place] > OFF)
            if one.planted:
                self.planted.append(off or place in contradicted)
            elif one.bent:
                self.bent.append(off or place in contradicted)
            else:
                self.off.append(off)
                self.refuted.append(place in refuted)

    def row(self, name: str) -> tuple[str, ...]:
        """Return one row of the table."""
        cells = [over_worlds(group) for group in (self.cells, self.shares, self.wholes, self.nil)]
        counts = [rate([float(one) for one in group]) for group in (self.planted, self.bent, self.off, self.refuted)]
        return (name, str(self.worlds), *cells, *counts, f"{np.median(self.r_hat):.2f}, {max(self.r_hat):.2f}")


def rate(values: list[float]) -> str:
    """Return a share to a tenth of a percent, or a dash where nothing was counted."""
    return f"{100 * np.mean(values):.1f}" if values else "–"


def over_worlds(parts: Sequence[Floats]) -> str:
    """Return a share of all cells and, since those of a world err together, its error by the spread of the worlds."""
    parts = [part for part in parts if part.size]
    if len(parts) < 2:
        return rate([float(one) for part in parts for one in part.ravel()])
    sizes = np.array([part.size for part in parts])
    mean = sum(part.sum() for part in parts) / sizes.sum()
    strays = np.array([part.sum() for part in parts]) - mean * sizes
    error = np.sqrt((strays**2).sum() * len(parts) / (len(parts) - 1)) / sizes.sum()
    return f"{100 * mean:.1f} ± {100 * error:.1f}"


def held(draws: Floats, true: Floats) -> Floats:
    """Whether the truth lies within the 5th and 95th percentile of the draws."""
    low, high = np.quantile(draws, (0.05, 0.95), axis=0)
    return np.asarray((low <= true) & (true <= high), dtype=np.float64)


HEADINGS = (
    "worlds",
    "n",
    "cells in range, %",
    "shares in range, %",
    "wholes in range, %",
    "nil in range, %",
    "planted found, %",
    "bent found, %",
    "true called off, %",
    "true refuted, %",
    "R-hat, most",
)


def calibration(worlds: int, *, seed: int, kinds: Sequence[str] = tuple(KINDS)) -> Iterator[tuple[str, ...]]:
    """Yield one row of the table for each kind of world."""
    for name in kinds:
        tally = Tally()
        for number in range(worlds):
            tally.add(KINDS[name](seed + number), seed + number)
        yield tally.row(name)


FRESH = 1001
"""First seed of the worlds that are counted; the prior was set on worlds of seeds 1 to 13."""


def main(worlds: int = 8, *kinds: str) -> None:
    """Print the table; columns are shares of the flows, statements or worlds counted."""
    print(f"| {' | '.join(HEADINGS)} |\n| --- |{' ---: |' * (len(HEADINGS) - 1)}")
    for row in calibration(worlds, seed=FRESH, kinds=kinds or tuple(KINDS)):
        print(f"| {' | '.join(row)} |", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 8, *sys.argv[2:])
