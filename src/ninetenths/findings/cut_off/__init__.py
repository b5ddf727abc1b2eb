"""A cut-off run on a ledger: the baseline from the evidence, the answer in words, and the saved result."""

from ninetenths.findings.cut_off.answer import WhatIf
from ninetenths.findings.cut_off.evidence import baseline_from
from ninetenths.findings.cut_off.saved import read_saved, render_saved

__all__ = ["WhatIf", "baseline_from", "read_saved", "render_saved"]
