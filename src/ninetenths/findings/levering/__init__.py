"""Leverage of one side over another as a triple: the other's loss, its own loss, and the other's way out."""

from ninetenths.findings.levering.leverage import leverage
from ninetenths.findings.levering.result import Bound, Control, Leverage, Player, Triple, Withheld

__all__ = ["Bound", "Control", "Leverage", "Player", "Triple", "Withheld", "leverage"]
