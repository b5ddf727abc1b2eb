"""Reported shares and levels of one whole, reconciled: draws, contradictions with certificates, influence."""

from ninetenths.measures.reconciliation.contradictions import contradictions, fewest_to_drop
from ninetenths.measures.reconciliation.influence import influence
from ninetenths.measures.reconciliation.problem import Balances, Problem, Readings, Walk, no_balances
from ninetenths.measures.reconciliation.results import (
    Bound,
    Certificate,
    Contradictions,
    Drops,
    Influence,
    Posterior,
    Term,
)
from ninetenths.measures.reconciliation.sampler import predicted, sample

__all__ = [
    "Balances",
    "Bound",
    "Certificate",
    "Contradictions",
    "Drops",
    "Influence",
    "Posterior",
    "Problem",
    "Readings",
    "Term",
    "Walk",
    "contradictions",
    "fewest_to_drop",
    "influence",
    "no_balances",
    "predicted",
    "sample",
]
