"""Dispatch: who is supplied, by which way, at what cost, over periods; a linear programme with a certificate."""

from ninetenths.measures.dispatch.closures import Closures, closures
from ninetenths.measures.dispatch.plan import Plan
from ninetenths.measures.dispatch.result import (
    Certificate,
    Result,
    deepest_shortage,
    first_shortage,
    shortage,
    total_shortage,
    worth_of_a_day,
)
from ninetenths.measures.dispatch.solving import Dispatch

__all__ = [
    "Certificate",
    "Closures",
    "Dispatch",
    "Plan",
    "Result",
    "closures",
    "deepest_shortage",
    "first_shortage",
    "shortage",
    "total_shortage",
    "worth_of_a_day",
]
