"""What `whatif` returns: the run, and what it says in words."""

from __future__ import annotations

from dataclasses import dataclass

from ninetenths.scenarios import Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIf:
    """A cut-off run on the evidence of a ledger.

    ``sentences`` are the findings, first things first, none saying more than its range; ``caveats`` is what must stand
    beside them; ``outcome`` holds every spread and draw behind them.

    Reading: what would follow from an act that is supposed, under the assumptions listed. A model is not a forecast;
    that a state could do something does not say that it will.
    """

    outcome: Outcome
    sentences: tuple[str, ...]
    caveats: tuple[str, ...]

    @property
    def title(self) -> str:
        """The question that was run."""
        scenario = self.outcome.scenario
        acts = "; ".join(act.words for act in scenario.acts)
        return scenario.title or f"{acts}, from {scenario.begins} for {scenario.weeks} weeks"
