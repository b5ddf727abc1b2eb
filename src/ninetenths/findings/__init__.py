"""From a ledger to findings: the dossier of a dyad, its disputes, its timeline, what held on a day, what changed."""

from ninetenths.findings.answers import Changes, SpellAnswer
from ninetenths.findings.build import build_dossier, conflicts, timeline
from ninetenths.findings.diff import diff
from ninetenths.findings.dossier import Dossier, Finding
from ninetenths.findings.explain import Explanation, explain
from ninetenths.findings.spells import spells

__all__ = [
    "Changes",
    "Dossier",
    "Explanation",
    "Finding",
    "SpellAnswer",
    "build_dossier",
    "conflicts",
    "diff",
    "explain",
    "spells",
    "timeline",
]
