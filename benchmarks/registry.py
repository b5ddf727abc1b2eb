"""The registry: what is built, over which sizes, which phases are timed, and beside which peer."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Benchmark:
    """One benchmark: ``build(n)`` makes the input, each phase runs on it and is timed alone.

    ``target`` names the phase and the seconds (or megabytes) that the project aims at, for the printed table only:
    no test asserts a wall-clock time.
    """

    name: str
    build: Callable[[int], Any]
    sweep: Sequence[int]
    phases: Mapping[str, Callable[[Any], object]]
    smoke: int
    target: Mapping[str, float] = field(default_factory=dict)
    unit: str = "s"


def registered() -> tuple[Benchmark, ...]:
    """Return every benchmark in the order in which it is printed."""
    from benchmarks.commands import COMMANDS  # noqa: PLC0415 - a benchmark imports its rooms only when it is run
    from benchmarks.cuts import CUTS  # noqa: PLC0415
    from benchmarks.dispatch import DISPATCH  # noqa: PLC0415
    from benchmarks.evidence import EVIDENCE  # noqa: PLC0415
    from benchmarks.ledger import LEDGER  # noqa: PLC0415
    from benchmarks.reconciling import RECONCILING  # noqa: PLC0415
    from benchmarks.whatif import WHATIF  # noqa: PLC0415

    return (*COMMANDS, *EVIDENCE, *LEDGER, *RECONCILING, *CUTS, *DISPATCH, *WHATIF)
