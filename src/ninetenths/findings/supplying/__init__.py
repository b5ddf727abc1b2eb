"""The submerged part of a supply between the two sides, for the brief: reconciled, who can break it, what if, the map.

Whether there is anything to reconcile is asked with what the dossier has read already; the engines, with the solver
and the numerical libraries behind them, are loaded only where there is.
"""

from __future__ import annotations

from dataclasses import dataclass

from ninetenths.findings.evidence import Evidence
from ninetenths.findings.supply_panels import SupplyPanel
from ninetenths.findings.supplying.asking import asked
from ninetenths.states import is_actor

__all__ = ["Supplied", "actors_of", "supplied"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Supplied:
    """The supply panels of a dossier, and in words what is missing where a part of one could not be worked out."""

    panels: tuple[SupplyPanel, ...] = ()
    missing: tuple[str, ...] = ()


def supplied(evidence: Evidence) -> Supplied:
    """Return the supply panels of a dyad, both directions, crude and gas; none where the evidence is too thin."""
    questions = asked(evidence)
    if not questions:
        return Supplied()
    from ninetenths.findings.supplying.panels import panels_of  # noqa: PLC0415 - SciPy and the solver take a second

    panels, missing = panels_of(evidence, questions)
    return Supplied(panels=panels, missing=missing)


def actors_of(panel: SupplyPanel) -> set[str]:
    """Return the actors that a panel names: origins, holders of a power, those who act and who step in."""
    found = {panel.sender, panel.receiver}
    if panel.reconciled:
        found.update(one.origin for one in panel.reconciled.shares)
    if panel.breakers:
        found.update(one.holder for one in panel.breakers.breakers if one.is_state)
        found.update(member for one in panel.breakers.sets for member in one.members)
    if panel.outcomes:
        found.update(actor for one in panel.outcomes.acts for actor in one.actors)
        found.update(origin for one in panel.outcomes.acts for origin, _ in one.replaced_by)
    if panel.flow_map:
        found.update(one.origin for one in panel.flow_map.ways)
    return {one for one in found if is_actor(one)}
