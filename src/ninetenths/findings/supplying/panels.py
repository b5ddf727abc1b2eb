"""From what the evidence bears out of a supply to its panel: each engine once, and what is missing in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from ninetenths.errors import CoverageError, NinetenthsError
from ninetenths.findings.cut_off.paths import supply_graph
from ninetenths.findings.evidence import Evidence
from ninetenths.findings.reconciling import Reconciliation
from ninetenths.findings.supply_panels import OutcomesPanel, SupplyPanel
from ninetenths.findings.supplying.asking import Asked
from ninetenths.findings.supplying.breaking import blocking_of, breakers_panel
from ninetenths.findings.supplying.known import Known
from ninetenths.findings.supplying.mapping import flow_map
from ninetenths.findings.supplying.outcomes import baseline_of, empty_run, outcomes_panel, run_of_year
from ninetenths.findings.supplying.reconciled import reconciled_panel, reconciled_supply
from ninetenths.findings.wording import named

Part = TypeVar("Part")
_MOST_YEARS = 3
"""Years of sale that are tried for a run."""
_NO_SALE = 0.05
_MOST_BESIDE = 1
"""States that sell alongside the sender whose goods are stopped together with its own: those named with it most."""


def panels_of(evidence: Evidence, questions: Sequence[Asked]) -> tuple[tuple[SupplyPanel, ...], tuple[str, ...]]:
    """Return the panels, and a sentence on every part that could not be worked out.

    A supply of which nothing could be worked out has no panel. What an engine refuses is no error of a brief: the
    part stays empty.
    """
    work = _Work(evidence)
    panels = [work.panel(one) for one in questions]
    return tuple(one for one in panels if one is not None), tuple(dict.fromkeys(work.missing))


class _Work:
    """The engines of one dossier; a receiver's supply of an item is reconciled once."""

    def __init__(self, evidence: Evidence) -> None:
        self.evidence, self.known = evidence, Known(evidence)
        self.missing: list[str] = []
        self._reconciled: dict[tuple[str, str], Reconciliation | None] = {}

    def panel(self, supply: Asked) -> SupplyPanel | None:
        """Return the panel of one supply; None where the years of the evidence say nothing of it."""
        receiver, item = supply.receiver.actor, supply.item
        whose = f"{item} for {named(receiver)}"
        found = self._supply(receiver, item)
        if found is None or not _supplies(found, supply):
            return None
        origins = tuple(sorted({*_sellers(found, supply), *supply.beside[:_MOST_BESIDE]} - {receiver}))
        blocking = self._try(f"who can break {whose}", lambda: blocking_of(self.known, supply, origins))
        empty = empty_run(self.known, supply)
        outcomes = self._try(f"what a cut of {whose} would do", lambda: self._outcomes(supply, found))
        return SupplyPanel(
            sender=supply.sender.actor,
            receiver=receiver,
            item=item,
            reconciled=reconciled_panel(found),
            breakers=breakers_panel(blocking) if blocking else None,
            outcomes=outcomes,
            flow_map=self._try(
                f"the map of {whose}", lambda: flow_map(self.known, supply_graph(self.known, empty), found, origins)
            ),
        )

    def _outcomes(self, supply: Asked, found: Reconciliation) -> OutcomesPanel:
        """Return the acts on the last supply; where it has no sale of the sender, on the last one that has."""
        last = max((one.period for one in found.composition if one.informed), default="")
        years = _years_of_sale(found, supply)
        runs = [empty_run(self.known, supply)] if not years or years[0] == last else []
        runs += [run_of_year(self.known, supply, int(year)) for year in years if year != last]
        refused: CoverageError | None = None
        for empty in runs[:_MOST_YEARS]:
            try:
                baseline = baseline_of(self.known, empty, found)
                return outcomes_panel(self.evidence, self.known, supply, empty=empty, baseline=baseline)
            except CoverageError as error:
                refused = refused or error
        raise refused or CoverageError(f"no year of the evidence has a sale by {named(supply.sender.actor)}")

    def _supply(self, receiver: str, item: str) -> Reconciliation | None:
        key = receiver, item
        if key not in self._reconciled:
            self._reconciled[key] = self._try(
                f"who supplies {item} to {named(receiver)}", lambda: reconciled_supply(self.known, receiver, item)
            )
        return self._reconciled[key]

    def _try(self, what: str, work: Callable[[], Part]) -> Part | None:
        """Return what an engine works out; None, with a line on what is missing, where it refuses."""
        try:
            return work()
        except NinetenthsError as error:
            self.missing.append(f"Not worked out, {what}: {error}")
            return None


def _sellers(found: Reconciliation, supply: Asked) -> tuple[str, ...]:
    """Return the states of the side that supplies which the evidence has as an origin."""
    return tuple(sorted({origin.partition(":")[0] for origin in found.origins} & supply.sender.holds))


def _years_of_sale(found: Reconciliation, supply: Asked) -> list[str]:
    """Return the years in which statements read a sale by the side that supplies, the latest first."""
    sales = [one for one in found.composition if one.informed and one.origin.partition(":")[0] in supply.sender.holds]
    return sorted({one.period for one in sales if one.rate[1] > _NO_SALE}, reverse=True)


def _supplies(found: Reconciliation, supply: Asked) -> bool:
    """Whether statements read the side that supplies itself in some year of the reconciliation."""
    return any(one.informed and one.origin.partition(":")[0] in supply.sender.holds for one in found.composition)
