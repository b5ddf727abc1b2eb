"""The rules that write findings: each looks for one pattern that holds for any dyad and puts it in a sentence."""

from __future__ import annotations

from collections.abc import Callable

from ninetenths.findings.evidence import Evidence
from ninetenths.findings.rules.arms import supply_of_arms
from ninetenths.findings.rules.base import Draft
from ninetenths.findings.rules.carriage import carried
from ninetenths.findings.rules.cuts import cuts
from ninetenths.findings.rules.declared import declared_and_tracked
from ninetenths.findings.rules.dependence import asymmetry, least_certain
from ninetenths.findings.rules.forecasts import forecast_and_outcome
from ninetenths.findings.rules.missions import missions, tit_for_tat
from ninetenths.findings.rules.money import holdings, trade_both_ways
from ninetenths.findings.rules.power import bans, unused_power
from ninetenths.findings.rules.reported import reported_only
from ninetenths.findings.rules.routes import ways_out
from ninetenths.findings.rules.shares import one_window, shares_by_definition
from ninetenths.findings.rules.ties import alliances, hostilities, latest_tie, opinions
from ninetenths.findings.rules.votes import agreement

RULES: tuple[Callable[[Evidence], list[Draft]], ...] = (
    declared_and_tracked,
    shares_by_definition,
    one_window,
    least_certain,
    supply_of_arms,
    asymmetry,
    agreement,
    unused_power,
    carried,
    bans,
    cuts,
    ways_out,
    forecast_and_outcome,
    reported_only,
    holdings,
    trade_both_ways,
    missions,
    tit_for_tat,
    alliances,
    hostilities,
    opinions,
    latest_tie,
)
"""All rules; a rule that finds nothing returns nothing."""
