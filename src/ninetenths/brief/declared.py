"""Declared against tracked over time: where the readings, their labels and the submerged part stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

from ninetenths.brief import spreads, wording
from ninetenths.brief.axes import Axis, Tick, Years, axis_over
from ninetenths.brief.reconciled import NumberedParts
from ninetenths.findings.dossier import DeclaredPanel, FlowReading
from ninetenths.findings.supply_panels import SubmergedPart
from ninetenths.ledger.dates import first_day

HEIGHT = 300
"""Height of the picture's field in pixels; everything else is in percent."""
_THINNEST = 2.0
_SHORTEST = 0.7
_LINE = 100 * 15 / HEIGHT
_LETTER = 0.78


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in percent of the field, from its upper left corner."""

    left: float
    top: float
    width: float
    height: float

    def touches(self, other: Box) -> bool:
        """Say whether the two overlap."""
        return (
            self.left < other.left + other.width
            and other.left < self.left + self.width
            and self.top < other.top + other.height
            and other.top < self.top + self.height
        )


@dataclass(frozen=True, slots=True)
class Label:
    """Words beside a reading: where their baseline starts or, if *at_end*, ends; a measurer is named once."""

    x: float
    y: float
    at_end: bool
    who: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A dated reading over its window, as high as its range; ``number`` is its place in the panel."""

    number: int
    reading: FlowReading
    box: Box
    figure: str
    who: str
    label: Label | None


@dataclass(frozen=True, slots=True)
class Band:
    """What arrives by all evidence in one window: the 90 % range, the level of the median, and what is submerged.

    ``below`` reaches from the 95th percentile of what is declared to the 5th of what arrives; None where they meet.
    ``depth`` is where the range of the difference is written, None where there is no room.
    """

    number: int
    part: SubmergedPart
    box: Box
    median: float
    below: Box | None
    depth: Label | None
    words: str


@dataclass(frozen=True, slots=True)
class DeclaredChart:
    """The readings over time and, where both kinds exist, what lies between them."""

    years: tuple[Tick, ...]
    levels: Axis
    marks: tuple[Mark, ...]
    submerged: tuple[Box, ...]
    bands: tuple[Band, ...] = ()


def chart(panel: DeclaredPanel, parts: NumberedParts = ()) -> DeclaredChart | None:
    """Return the picture of a panel; None if no reading is dated. *parts* are its windows by all evidence, numbered.

    Reading: ``submerged`` spans, at each time for which there are both kinds, from the highest declared to the lowest
    tracked reading; where the two overlap there is none. Readings of one witness count once. Where *parts* are given,
    what is submerged stands in ``bands`` instead, by all evidence and not by two readings.
    """
    dated = [(number, one) for number, one in enumerate(panel.readings) if first_day(one.begins)]
    if not dated:
        return None
    windows = [(one.begins, one.ends) for _, one in dated] + [(one.begins, one.ends) for _, one in parts]
    years = Years(text for window in windows for text in window)
    levels = axis_over([*(one.high for _, one in dated), *(one.delivered[2] for _, one in parts)])
    boxes = {number: _box(years, levels, one) for number, one in dated}
    taken = list(boxes.values())
    labels = _labels(panel, boxes, taken)
    marks = tuple(
        Mark(number, one, boxes[number], _figure(panel, one), _who(one), labels.get(number)) for number, one in dated
    )
    if parts:
        return DeclaredChart(years.ticks, levels, marks, (), _bands(years, levels, parts, taken))
    return DeclaredChart(years.ticks, levels, marks, tuple(_submerged(years, levels, [one for _, one in dated])))


def _bands(years: Years, levels: Axis, parts: NumberedParts, taken: list[Box]) -> tuple[Band, ...]:
    """Return the bands in order of time; the widest writes out what its depth is, where all find room."""
    widest = max((years.span(one.begins, one.ends)[1] for _, one in parts), default=0.0)
    bands = []
    for number, one in parts:
        left, width = years.span(one.begins, one.ends)
        bottom, height = levels.span(one.delivered[0], one.delivered[2])
        box = Box(left, 100 - bottom - height, max(width, _SHORTEST), max(height, _THINNEST / 2))
        below = None
        if one.declared[2] < one.delivered[0]:
            start, deep = levels.span(one.declared[2], one.delivered[0])
            below = Box(left, 100 - start - deep, box.width, deep)
        figure = spreads.said(one.difference)
        words = f"submerged {figure}" if width == widest else figure
        median = 100 - levels.span(0, one.delivered[1])[1]
        bands.append(Band(number, one, box, median, below, _depth(below, words, taken), words))
    return tuple(bands)


def _depth(below: Box | None, words: str, taken: list[Box]) -> Label | None:
    """Return where the words stand in the submerged part without meeting a reading or a label."""
    wide = _LETTER * len(words)
    if below is None or below.height < _LINE or below.width < wide:
        return None
    for share in (0.5, 0.35, 0.65, 0.2, 0.8):
        y = below.top + share * below.height
        for left in (below.left + (below.width - wide) / 2, below.left + 0.5, below.left + below.width - wide - 0.5):
            room = Box(left, y - _LINE / 2, wide, _LINE)
            fits = room.top >= below.top and room.top + room.height <= below.top + below.height
            if fits and not any(room.touches(box) for box in taken):
                taken.append(room)
                return Label(left, y + _LINE / 4, at_end=False)
    return None


def _who(one: FlowReading) -> str:
    return one.measured_by or one.publisher


def _figure(panel: DeclaredPanel, one: FlowReading) -> str:
    return wording.reading(one, panel.unit)


def _box(years: Years, levels: Axis, one: FlowReading) -> Box:
    left, width = years.span(one.begins, one.ends or one.begins)
    bottom, height = levels.span(one.low, one.high)
    thick = max(height, _THINNEST)
    return Box(left, 100 - bottom - (height + thick) / 2, max(width, _SHORTEST), thick)


def _labels(panel: DeclaredPanel, boxes: dict[int, Box], taken: list[Box]) -> dict[int, Label]:
    """Set each label above its mark, else below, else beside it; what finds no room stands in the table only.

    The room of each label is added to *taken*.
    """
    placed: dict[int, Label] = {}
    named: set[str] = set()
    for number in (number for number in boxes if not panel.readings[number].same_witness_as):
        one = panel.readings[number]
        who = _who(one)
        told = "" if who in named else who
        wide = _LETTER * len(f"{told} {_figure(panel, one)}")
        for label, room in _places(boxes[number], wide):
            if room.left >= -1 and room.left + room.width <= 101 and not any(room.touches(box) for box in taken):
                placed[number] = replace(label, who=told)
                taken.append(room)
                named.add(who)
                break
    return placed


def _places(box: Box, wide: float) -> Iterable[tuple[Label, Box]]:
    end = box.left + box.width
    above, below = box.top - 1.6, box.top + box.height + _LINE - 1.2
    for y in (above, below):
        yield Label(box.left, y, at_end=False), Box(box.left, y - _LINE + 1.3, wide, _LINE)
        yield Label(end, y, at_end=True), Box(end - wide, y - _LINE + 1.3, wide, _LINE)
    middle = box.top + box.height / 2 + 1.4
    yield Label(end + 0.6, middle, at_end=False), Box(end + 0.5, middle - _LINE + 1.3, wide, _LINE)
    yield Label(box.left - 0.6, middle, at_end=True), Box(box.left - 0.5 - wide, middle - _LINE + 1.3, wide, _LINE)


def _submerged(years: Years, levels: Axis, readings: list[FlowReading]) -> Iterable[Box]:
    spans = [(years.span(one.begins, one.ends or one.begins), one) for one in readings if not one.same_witness_as]
    edges = sorted({edge for (left, width), _ in spans for edge in (left, left + width)})
    for start, until in pairwise(edges):
        held = [one for (left, width), one in spans if left <= start and left + width >= until]
        declared = [one.high for one in held if one.witness_kind == "declared"]
        tracked = [one.low for one in held if one.witness_kind == "tracked"]
        if declared and tracked and min(tracked) > max(declared):
            bottom, height = levels.span(max(declared), min(tracked))
            yield Box(start, 100 - bottom - height, until - start, height)
