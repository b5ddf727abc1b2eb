"""What a cut would do, in pictures: every act's spread of losses on one axis, with nothing marked on it."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor

from ninetenths.brief import spreads
from ninetenths.brief.axes import Tick, axis_over
from ninetenths.findings.supply_panels import ActOutcome, OutcomesPanel, Range

HEIGHT = 58
"""Height of one act's picture in pixels: the draws above, the two ranges below."""
_HILL = 30.0
_THINNEST = 0.5
_FARTHEST = 2.5
"""How far the axis reaches beyond the losses of the receiver to hold those of who acts; what is farther is cut off."""


@dataclass(frozen=True, slots=True)
class MoneyAxis:
    """An axis of losses in million US dollars, to the left of nothing where somebody gains."""

    begin: float
    end: float
    step: float

    def at(self, value: float) -> float:
        """Return where a value stands, in percent of the width."""
        return 100 * (value - self.begin) / (self.end - self.begin)

    @property
    def ticks(self) -> tuple[Tick, ...]:
        """The lines of the axis with their labels."""
        places = range(round(self.begin / self.step), round(self.end / self.step) + 1)
        return tuple(Tick(self.at(place * self.step), spreads.amount(place * self.step)) for place in places)


@dataclass(frozen=True, slots=True)
class Span:
    """A 90 % range with its median, in percent of the width; *beyond* where it runs off the axis."""

    left: float
    width: float
    median: float
    beyond: bool


@dataclass(frozen=True, slots=True)
class Column:
    """The draws between two losses: left, top, width and height, in percent of the width and pixels."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class ActPicture:
    """One act: how the draws of the receiver's loss lie, its range, and what the act would cost those who act."""

    number: int
    act: ActOutcome
    columns: tuple[Column, ...]
    loss: Span
    own_loss: Span


def axis(panel: OutcomesPanel) -> MoneyAxis:
    """Return one axis for all acts, from the largest gain to the largest loss of the 90 % ranges.

    What those who act would lose is held where it is not so much more that the losses of the receiver could not be
    told apart.
    """
    losses = [end for act in panel.acts for end in (act.loss[0], act.loss[2])]
    room = _FARTHEST * max((abs(end) for end in losses), default=1.0)
    ends = [*losses, *(end for act in panel.acts for end in (act.own_loss[0], act.own_loss[2]) if abs(end) <= room)]
    highest, lowest = max(ends, default=1.0), min(ends, default=0.0)
    step = axis_over([max(highest, -lowest, 0.0)]).step
    begin = step * floor(min(lowest, 0.0) / step + 1e-9)
    return MoneyAxis(begin, max(step * ceil(highest / step - 1e-9), begin + step), step)


def pictures(panel: OutcomesPanel) -> tuple[ActPicture, ...]:
    """Return the acts in the order of the panel. What lies outside the axis is left to the words beside it."""
    scale = axis(panel)
    densest = max((_density(act, place) for act in panel.acts for place in range(len(act.bins))), default=1.0) or 1.0
    return tuple(
        ActPicture(number, act, _columns(act, scale, densest), _span(act.loss, scale), _span(act.own_loss, scale))
        for number, act in enumerate(panel.acts)
    )


def nothing_missing(act: ActOutcome) -> bool:
    """Return whether an act takes nothing away that could be replaced: it works through the price alone."""
    return act.elsewhere is None or (act.never >= 1 and not act.replaced_by and act.elsewhere[2] <= 0)


def _density(act: ActOutcome, place: int) -> float:
    """Return draws per dollar, so that hills of acts with bins of other widths can be compared by their area."""
    width = act.edges[place + 1] - act.edges[place]
    total = sum(act.bins)
    return act.bins[place] / total / width if width > 0 and total else 0.0


def _columns(act: ActOutcome, scale: MoneyAxis, densest: float) -> tuple[Column, ...]:
    """Return the hill of an act. A root keeps flat hills visible beside steep ones; all hills share one scale."""
    columns = []
    for place, count in enumerate(act.bins):
        left, right = (min(max(scale.at(edge), 0.0), 100.0) for edge in act.edges[place : place + 2])
        if count and right > left:
            height = _HILL * (_density(act, place) / densest) ** 0.5
            columns.append(Column(left, _HILL - height + 2, max(right - left, _THINNEST), height))
    return tuple(columns)


def _span(spread: Range, scale: MoneyAxis) -> Span:
    low, mid, high = (min(max(scale.at(value), 0.0), 100.0) for value in spread)
    beyond = not scale.begin - 1e-9 <= spread[0] <= spread[2] <= scale.end + 1e-9
    return Span(low, max(high - low, _THINNEST), mid, beyond)
