"""Who can stop a flow on a graph: single vetoes, and the smallest sets of powers that close every way."""

from ninetenths.measures.cuts.dominators import dominators_of, immediate_dominators
from ninetenths.measures.cuts.ground import Ground
from ninetenths.measures.cuts.hitting import minimal_hitting_sets
from ninetenths.measures.cuts.strengths import (
    capacitated_cuts,
    cheapest_way,
    economic_cuts,
    largest_flow,
    minimal_cuts,
    vetoes,
)

__all__ = [
    "Ground",
    "capacitated_cuts",
    "cheapest_way",
    "dominators_of",
    "economic_cuts",
    "immediate_dominators",
    "largest_flow",
    "minimal_cuts",
    "minimal_hitting_sets",
    "vetoes",
]
