"""ninetenths: strategic relations between states, from sourced statements to a brief.

>>> import ninetenths as nt
>>> ledger = nt.open_ledger("azerbaijan-israel")
>>> dossier = nt.build_dossier(ledger, "AZE", "ISR")
>>> dossier.header.first_name
'Azerbaijan'
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ninetenths.brief import render_html, render_markdown
    from ninetenths.datasets.catalogue import add_dataset
    from ninetenths.datasets.packs import check_pack, open_ledger, read_pack
    from ninetenths.findings import build_dossier, conflicts, diff, spells, timeline
    from ninetenths.findings.blocking import blockers
    from ninetenths.findings.dependence import dependence
    from ninetenths.findings.levering import leverage
    from ninetenths.findings.mirror import mirror
    from ninetenths.findings.reconciling import reconcile
    from ninetenths.findings.whatif import whatif
    from ninetenths.ledger import Document, Ledger, Statement, Where, compare
    from ninetenths.network import build_network, build_supply_graph
    from ninetenths.states import resolve

_HOMES = {
    "Document": "ninetenths.ledger",
    "Ledger": "ninetenths.ledger",
    "Statement": "ninetenths.ledger",
    "Where": "ninetenths.ledger",
    "add_dataset": "ninetenths.datasets.catalogue",
    "blockers": "ninetenths.findings.blocking",
    "build_dossier": "ninetenths.findings",
    "build_network": "ninetenths.network",
    "build_supply_graph": "ninetenths.network",
    "check_pack": "ninetenths.datasets.packs",
    "compare": "ninetenths.ledger",
    "conflicts": "ninetenths.findings",
    "dependence": "ninetenths.findings.dependence",
    "diff": "ninetenths.findings",
    "leverage": "ninetenths.findings.levering",
    "mirror": "ninetenths.findings.mirror",
    "open_ledger": "ninetenths.datasets.packs",
    "read_pack": "ninetenths.datasets.packs",
    "reconcile": "ninetenths.findings.reconciling",
    "render_html": "ninetenths.brief",
    "render_markdown": "ninetenths.brief",
    "resolve": "ninetenths.states",
    "spells": "ninetenths.findings",
    "timeline": "ninetenths.findings",
    "whatif": "ninetenths.findings.whatif",
}
"""Public name to the room that owns it; a room is loaded when one of its names is first used."""

__all__ = [
    "Document",
    "Ledger",
    "Statement",
    "Where",
    "add_dataset",
    "blockers",
    "build_dossier",
    "build_network",
    "build_supply_graph",
    "check_pack",
    "compare",
    "conflicts",
    "dependence",
    "diff",
    "leverage",
    "mirror",
    "open_ledger",
    "read_pack",
    "reconcile",
    "render_html",
    "render_markdown",
    "resolve",
    "spells",
    "timeline",
    "whatif",
]


def __getattr__(name: str) -> object:
    """Load the room that owns a public name."""
    if name not in _HOMES:
        raise AttributeError(f"module 'ninetenths' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
